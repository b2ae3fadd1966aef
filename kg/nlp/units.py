"""What a quantity counts, how it is hedged, and the event it belongs to.

The unit is found by grammar first (the noun that the number modifies, the noun behind `of`, the currency beside it, the subject of a
change), then by nearness; a number that stands alone counts what the number before it counted (`1,756 persons …, 1,463 in April`).
The kinds of events follow the marking scheme of the HumSet quantities set (arXiv 2408.04941).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg.nlp.events import EventReader
from kg.nlp.marked import Marked, find_marked

_CORE = {"NOUN", "PROPN", "ADJ"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_SKIPPED = {"DET", "PRON"}
_RATE = re.compile(r"\s?(?:/\s?\w+|(?:per|a)\s\w+)")


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
        hedges = "|".join(re.escape(m) for m in sorted(self._lists.get("modifiers", ()), key=lambda m: (-len(m), m))) or "(?!)"
        self._modifier = re.compile(rf"(?<!\w)({hedges})(?:\s(?:the|a|an|of))?\s?(?:[^\w\s]{{1,4}}\s?)?$", re.IGNORECASE)
        self._events = EventReader(patterns.get("events", {}), patterns.get("nouns", {}))

    def read(self, doc: Doc) -> list[Described]:
        """The quantities of a text, in order; the text must be parsed and its numbers found."""
        found: list[Described] = []
        for marked in find_marked(doc, self._lists):
            before = found[-1] if found else None
            unit = self._unit(doc, marked, before)
            event, kind = self._events.read(doc, marked, unit, before.event_type if before else None)
            found.append(Described(marked, unit, self._hedge(doc, marked), event, kind))
        return found

    def _hedge(self, doc: Doc, marked: Marked) -> tuple[int, int] | None:
        match = self._modifier.search(doc.text, max(0, marked.begin - 40), marked.quantity.full_begin if marked.begin == marked.quantity.begin else marked.begin)
        return match.span(1) if match else None

    def _unit(self, doc: Doc, marked: Marked, before: Described | None) -> tuple[int, int] | None:
        if marked.money:
            return _currency(doc, marked)
        inherited = before.unit if before and not before.marked.money else None
        for span in (_behind(doc, marked), self._changed(doc, marked), _colon(doc, marked), _bracketed(doc, marked, inherited), _of_which(doc, marked)):
            if span is not None:
                return _characters(span)
        if inherited:
            return inherited
        subject = _subject(doc[marked.start])
        return _characters(_phrase(subject)) if subject is not None else None

    def _changed(self, doc: Doc, marked: Marked) -> Span | None:
        """The subject of a change: `prices rose by 31 percent`."""
        if not marked.share:
            return None
        for token in _ancestors(doc[marked.stop - 1]):
            if token.lemma_.lower() in self._change:
                if token.pos_ in {"VERB", "AUX"}:
                    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
                    return _phrase(subject) if subject is not None and subject.pos_ in _CORE else None
                return _phrase(token)
        return None


def describe(doc: Doc, offset: int, reader: QuantityReader) -> Iterator[dict[str, Any]]:
    """The quantities of a parsed text that begins at `offset`, as plain data."""
    for found in reader.read(doc):
        entry: dict[str, Any] = {"quantity": _shifted((found.marked.begin, found.marked.end), offset), "value": float(found.marked.value)}
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


def _noun_run(doc: Doc, i: int) -> Span | None:
    """The noun phrase that begins at token `i`, with its adjectives and coordinated nouns, up to its last noun."""
    start = i
    while i < len(doc) and doc[i].pos_ in _SKIPPED | {"PUNCT"} and doc[i].text not in {".", ",", ";", ":", "(", ")"}:
        i += 1
    begin, last = i, None
    while i < len(doc):
        token = doc[i]
        participle = token.tag_ in {"VBN", "VBG"} and i + 1 < len(doc) and doc[i + 1].pos_ in _CORE
        joint = token.text in {"-", "/", "and", "&", "’s", "'s"} and last is not None and i + 1 < len(doc) and doc[i + 1].pos_ in _CORE
        if token.pos_ in {"NOUN", "PROPN"} or token.pos_ == "SYM" and token.text not in {"(", ")"}:
            last = i
        elif not (token.pos_ in {"ADJ", "ADV"} or participle or joint):
            break
        if token.text in {"and", "&"} and _counted(doc, i + 1):
            break
        i += 1
    if last is None and i > begin and doc[begin].pos_ == "ADJ":
        last = i - 1
    return doc[begin : last + 1] if last is not None and last - start < 14 else None


def _counted(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].like_num


def _behind(doc: Doc, marked: Marked) -> Span | None:
    """The noun that the number stands before: `300 displaced families`, `75 per cent of the population`, `one of two camps`."""
    i = marked.stop
    if i < len(doc) and doc[i].text == "-":
        i += 1
    if i < len(doc) and doc[i].lower_ in {"of", "or"}:
        i += 1
        while i < len(doc) and (doc[i].pos_ in _SKIPPED or doc[i].like_num or doc[i].lower_ in {"all", "estimated", "total"}):
            i += 1
    elif marked.share and not (i < len(doc) and doc[i].pos_ in _CORE):
        return None
    return _noun_run(doc, i)


def _colon(doc: Doc, marked: Marked) -> Span | None:
    """The noun before a colon: `IDPs: 300`."""
    i = marked.start - 1
    return _phrase_before(doc, i - 1) if i > 0 and doc[i].text in {":", "="} and doc[i - 1].pos_ in _CORE else None


def _bracketed(doc: Doc, marked: Marked, inherited: tuple[int, int] | None) -> Span | None:
    """The noun before a bracket that holds only the number, when it is a common noun: `children (45%)`."""
    i = marked.start - 1
    if i < 1 or doc[i].text != "(" or doc[i - 1].pos_ not in {"NOUN", "PROPN"}:
        return None
    phrase = _phrase_before(doc, i - 1)
    if inherited and (doc[i - 1].pos_ == "PROPN" or phrase is not None and phrase.start_char < inherited[1]):
        return None
    return phrase


def _phrase_before(doc: Doc, i: int) -> Span | None:
    start = i
    while start > 0 and doc[start - 1].pos_ in _CORE and i - start < 6:
        start -= 1
    return doc[start : i + 1]


def _of_which(doc: Doc, marked: Marked) -> Span | None:
    """The noun of `Of the reported cases, 263 were …`."""
    sentence = doc[marked.start].sent
    if len(sentence) > 2 and sentence[0].lower_ == "of" and marked.start > sentence.start + 1:
        return _noun_run(doc, sentence.start + 1)
    return None


def _subject(token: Token) -> Token | None:
    for above in token.ancestors:
        subject = next((c for c in above.children if c.dep_ in _SUBJECTS and c.pos_ in _CORE and c.i < token.i), None)
        if subject is not None:
            return subject
    return None


def _phrase(head: Token) -> Span:
    """The noun with its modifiers to the left and an `of` phrase to the right."""
    lefts = [t for t in head.subtree if t.i <= head.i and t.pos_ not in _SKIPPED]
    start = min((t.i for t in lefts if head.i - t.i < 8), default=head.i)
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    end = max((t.i for t in of.subtree), default=head.i) if of is not None else head.i
    return head.doc[start : min(end, head.i + 8) + 1]


def nouns_of(doc: Doc, span: tuple[int, int] | None) -> Sequence[Token]:
    """The nouns of a stretch of text."""
    found = doc.char_span(*span, alignment_mode="expand") if span else None
    return [t for t in found if t.pos_ in {"NOUN", "PROPN"}] if found is not None else []
