"""What a quantity counts, how it is hedged, and the event it belongs to.

The unit is found by grammar first (the noun that the number modifies, the noun behind `of`, the currency beside it, the
subject of a change), then by nearness; a number that stands alone counts what the number close before it counted
(`1,756 persons …, 1,463 in April`).
The kinds of events follow the marking scheme of the HumSet quantities set (arXiv 2408.04941).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg.alternation import any_of
from kg.nlp.events import EventReader
from kg.nlp.marked import Marked, find_marked
from kg.nlp.nouns import (
    before_bracket,
    before_colon,
    behind,
    of_which,
    phrase,
    phrase_of_subject,
    subject_before,
    what_changed,
)

_RATE = re.compile(r"\s?(?:/\s?\w+|(?:per|a)\s\w+)")

# How many characters before a number the unit may stand that it shares with earlier ones: further off it is seldom
# meant, and no unit is better than a wrong one.
_REACH = 200
_REACH_OF_SHARES = 100


@dataclass(frozen=True, slots=True)
class Described:
    """A quantity with what its sentence says of it; offsets are characters of the text."""

    marked: Marked
    unit: tuple[int, int] | None
    modifier: tuple[int, int] | None
    event: tuple[int, int] | None
    event_type: str


class QuantityReader:
    """Describes the quantities of parsed texts.

    Args:
        patterns: the table `quantities` of the ontology's patterns.
    """

    def __init__(self, patterns: Mapping[str, Any]) -> None:
        self._lists: dict[str, list[str]] = {k: v for k, v in patterns.items() if isinstance(v, list)}
        self._change = frozenset(self._lists.get("change", ()))
        self._people = frozenset(self._lists.get("persons", ()))
        self._measures = frozenset(self._lists.get("measures", ()))
        self._adjuncts = frozenset(self._lists.get("adjuncts", ()))
        hedges = any_of(self._lists.get("modifiers", ()), ignore_case=True)
        self._modifier = re.compile(
            rf"(?<!\w)({hedges})(?:\s(?:the|a|an|of))?\s?(?:[^\w\s]{{1,4}}\s?)?$", re.IGNORECASE
        )
        self._events = EventReader(patterns.get("events", {}), patterns.get("nouns", {}))

    def read(self, doc: Doc) -> list[Described]:
        """The quantities of a text, in order; the text must be parsed and its numbers found."""
        found: list[Described] = []
        counted: tuple[int, int] | None = None  # the unit that numbers without one of their own count
        for marked in find_marked(doc, self._lists):
            before = found[-1] if found else None
            unit = self._unit(doc, marked, counted)
            counted = unit if unit and not marked.money and not self._is_measure(doc, unit) else counted
            event, kind = self._events.read(doc, marked, unit, before.event_type if before else None)
            found.append(Described(marked, unit, self._hedge(doc, marked), event, kind))
        return found

    def _hedge(self, doc: Doc, marked: Marked) -> tuple[int, int] | None:
        match = self._modifier.search(
            doc.text,
            max(0, marked.begin - 40),
            marked.quantity.full_begin if marked.begin == marked.quantity.begin else marked.begin,
        )
        return match.span(1) if match else None

    def _unit(self, doc: Doc, marked: Marked, counted: tuple[int, int] | None) -> tuple[int, int] | None:
        if marked.money:
            return _currency(doc, marked)
        reach = _REACH_OF_SHARES if marked.share else _REACH
        inherited = counted if counted and marked.begin - counted[1] <= reach else None
        noun = behind(doc, marked, self._adjuncts)
        if noun is not None and marked.share and noun.root.lemma_.lower() in self._change:
            noun = what_changed(noun.root)
            if noun is None and inherited:
                return inherited
        bracketed = before_bracket(doc, marked)
        if bracketed is not None and noun is None:
            nearer = self._counts_people(bracketed) and inherited and bracketed.start_char >= inherited[1]
            if counted is None or nearer:
                return _characters(bracketed)
            return inherited
        for span in (noun, self._changed(doc, marked), before_colon(doc, marked), of_which(doc, marked)):
            if span is not None:
                return _characters(span)
        subject = subject_before(doc[marked.start])
        if counted is None and subject is not None:
            return _characters(phrase(subject))
        return inherited

    def _is_measure(self, doc: Doc, unit: tuple[int, int]) -> bool:
        span = doc.char_span(*unit, alignment_mode="expand")
        return span is not None and span[0].lemma_.lower() in self._measures

    def _counts_people(self, span: Span) -> bool:
        return any(t.lemma_.lower() in self._people for t in span)

    def _changed(self, doc: Doc, marked: Marked) -> Span | None:
        """The subject of a change (`prices rose by 31 percent`) or of a sum (`the total number was 20`)."""
        token = doc[marked.stop - 1]
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            return phrase_of_subject(token.head)
        for above in _ancestors(token):
            if above.lemma_.lower() in self._change:
                if above.pos_ in {"VERB", "AUX"}:
                    return phrase_of_subject(above)
                if marked.share:
                    return what_changed(above)
        return None


def describe(doc: Doc, offset: int, reader: QuantityReader) -> Iterator[dict[str, Any]]:
    """The quantities of a parsed text that begins at `offset`, as plain data."""
    for found in reader.read(doc):
        entry: dict[str, Any] = {
            "quantity": _shifted((found.marked.begin, found.marked.end), offset),
            "value": float(found.marked.value),
        }
        for name, span in (("unit", found.unit), ("modifier", found.modifier), ("event", found.event)):
            if span is not None:
                entry[name] = _shifted(span, offset)
        yield {**entry, "event_type": found.event_type}


def _shifted(span: tuple[int, int], offset: int) -> list[int]:
    return [span[0] + offset, span[1] + offset]


def _characters(span: Span) -> tuple[int, int]:
    return span.start_char, span.end_char


def _ancestors(token: Token) -> Iterator[Token]:
    """The token and what it hangs on, up to the first verb that is not itself a complement."""
    yield token
    for above in token.ancestors:
        yield above
        if above.pos_ == "VERB":
            return


def _currency(doc: Doc, marked: Marked) -> tuple[int, int] | None:
    """The currency, or the rate that it is paid by: `$250 per person`, `SYP 1,983/kg`."""
    q = marked.quantity
    rate = _RATE.match(doc.text, q.full_end)
    if q.full_end > q.end and not marked.share:
        behind = doc.text[q.end : rate.end() if rate else q.full_end]
        return q.end + len(behind) - len(behind.lstrip()), q.end + len(behind)
    if rate and q.full_end == q.end:
        return rate.start() + len(rate.group()) - len(rate.group().lstrip()), rate.end()
    sign = doc.text[q.full_begin : q.begin].rstrip()
    return (q.full_begin, q.full_begin + len(sign)) if sign else None
