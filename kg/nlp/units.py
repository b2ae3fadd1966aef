"""What a quantity counts, how it is hedged, and the event it belongs to.

The unit is found by grammar first (the noun that the number modifies, the noun behind `of`, the currency beside it, the subject of a
change), then by nearness; a number that stands alone counts what the number before it counted (`1,756 persons …, 1,463 in April`).
The kinds of events follow the marking scheme of the HumSet quantities set (arXiv 2408.04941).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
        self._people = frozenset(self._lists.get("persons", ()))
        self._measures = frozenset(self._lists.get("measures", ()))
        self._adjuncts = frozenset(self._lists.get("adjuncts", ()))
        hedges = "|".join(re.escape(m) for m in sorted(self._lists.get("modifiers", ()), key=lambda m: (-len(m), m))) or "(?!)"
        self._modifier = re.compile(rf"(?<!\w)({hedges})(?:\s(?:the|a|an|of))?\s?(?:[^\w\s]{{1,4}}\s?)?$", re.IGNORECASE)
        self._events = EventReader(patterns.get("events", {}), patterns.get("nouns", {}), self._people)

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
        match = self._modifier.search(doc.text, max(0, marked.begin - 40), marked.quantity.full_begin if marked.begin == marked.quantity.begin else marked.begin)
        return match.span(1) if match else None

    def _unit(self, doc: Doc, marked: Marked, inherited: tuple[int, int] | None) -> tuple[int, int] | None:
        if marked.money:
            return _currency(doc, marked)
        behind = _behind(doc, marked, self._adjuncts)
        if behind is not None and marked.share and behind.root.lemma_.lower() in self._change:
            behind = _within(behind.root)
            if behind is None and inherited:
                return inherited
        bracketed = _before_bracket(doc, marked)
        if bracketed is not None and behind is None:
            if inherited is None or self._counts_people(bracketed) and bracketed.start_char >= inherited[1]:
                return _characters(bracketed)
            return inherited
        for span in (behind, self._changed(doc, marked), _colon(doc, marked), _of_which(doc, marked)):
            if span is not None:
                return _characters(span)
        subject = _subject(doc[marked.start])
        if inherited is None and subject is not None:
            return _characters(_phrase(subject))
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
            return _phrase_of_subject(token.head)
        for above in _ancestors(token):
            if above.lemma_.lower() in self._change:
                if above.pos_ in {"VERB", "AUX"}:
                    return _phrase_of_subject(above)
                if marked.share:
                    return _within(above)
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
    while i < len(doc) and doc[i].pos_ in _SKIPPED:
        i += 1
    begin, last = i, None
    while i < len(doc) and i - begin < 14:
        token = doc[i]
        if _is_noun(token):
            last = i
        elif not (token.pos_ in {"ADJ", "ADV"} or last is None and _is_participle(doc, i) or _joins(doc, i, last)):
            break
        i += 1
    if last is None and i > begin and doc[begin].pos_ == "ADJ":
        last = i - 1
    return doc[begin : last + 1] if last is not None else None


def _is_noun(token: Token) -> bool:
    if not any(c.isalpha() for c in token.text):
        return False
    return token.pos_ in {"NOUN", "PROPN"} or token.pos_ in {"X", "NUM", "SYM"} and any(c.isdigit() for c in token.text)


def _is_participle(doc: Doc, i: int) -> bool:
    """`confirmed cases`, but not `arrived in`."""
    follows = i + 1 < len(doc) and (doc[i + 1].pos_ in {"NOUN", "PROPN", "ADJ", "X"} or _is_noun(doc[i + 1]))
    return doc[i].tag_ in {"VBN", "VBG", "VBD"} and follows and not any(c.dep_ in {"dobj", "ccomp", "nsubj"} for c in doc[i].children)


def _joins(doc: Doc, i: int, last: int | None) -> bool:
    return last is not None and doc[i].text in {"-", "/", "and", "&", "’s", "'s"} and i + 1 < len(doc) and doc[i + 1].pos_ in _CORE


def _past_numbers(doc: Doc, i: int) -> int:
    """Past further numbers of a list, range or ratio that share a noun: `105, 100 and 98 tons`, `one out of three sessions`."""
    while i < len(doc):
        j = i
        while j < len(doc) and j - i < 2 and doc[j].lower_ in {",", "and", "or", "to", "-", "–", "in", "out", "of"}:
            j += 1
        if j == i or j >= len(doc) or not doc[j].like_num and doc[j].pos_ != "NUM" or any(c.isalpha() for c in doc[j].text) and doc[j].text[0].isdigit():
            return i
        i = j + 1
        while i < len(doc) and doc[i].lower_ in {"%", "percent", "per", "cent", "million"}:
            i += 1
    return i


def _behind(doc: Doc, marked: Marked, adjuncts: frozenset[str]) -> Span | None:
    """The noun that the number stands before: `300 displaced families`, `75 per cent of the population`, `one of two camps`."""
    i = _past_numbers(doc, marked.stop)
    if i < len(doc) and doc[i].text == "(":
        close = next((j for j in range(i, min(i + 7, len(doc))) if doc[j].text == ")"), None)
        i = close + 1 if close is not None else i
    elif i < len(doc) and doc[i].text == ")" and i + 1 < len(doc) and (doc[i + 1].lower_ == "of" or _is_noun(doc[i + 1])):
        i += 1
    bracket = i != marked.stop and doc[i - 1].text == ")"
    while i < len(doc) and (doc[i].text == "-" or doc[i].lower_ in adjuncts):
        i += 1
    if i < len(doc) and doc[i].lower_ in {"of", "or", "among", "from"}:
        linked = doc[i].lower_
        i += 1
        while i < len(doc) and (doc[i].pos_ in _SKIPPED or doc[i].like_num or doc[i].lower_ in {"all", "estimated", "total"}):
            i += 1
        if linked in {"among", "from"} and (marked.share or i < len(doc) and not _names_people(doc, i)):
            return None
    elif (marked.share or bracket) and not (i < len(doc) and doc[i].pos_ in _CORE):
        return None
    return _noun_run(doc, i)


def _names_people(doc: Doc, i: int) -> bool:
    run = _noun_run(doc, i)
    return run is not None and run[-1].tag_ in {"NNS", "NNPS"} or run is not None and run[-1].lemma_.lower() in {"community", "population"}


def _within(noun: Token) -> Span | None:
    """What changed: `a 5 per cent increase in prices`."""
    link = next((c for c in noun.rights if c.lower_ in {"in", "of"}), None)
    thing = next((c for c in link.children if c.dep_ == "pobj" and c.pos_ in _CORE and _is_noun(c)), None) if link is not None else None
    if thing is None or thing.lemma_ == "%" or thing.ent_type_ in {"DATE", "PERCENT", "GPE"} or thing.like_num:
        return None
    return _phrase(thing)


def _phrase_of_subject(verb: Token) -> Span | None:
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    return _phrase(subject) if subject is not None and _is_noun(subject) else None


def _colon(doc: Doc, marked: Marked) -> Span | None:
    """The noun before a colon: `IDPs: 300`."""
    i = marked.start - 1
    return _phrase_before(doc, i - 1) if i > 0 and doc[i].text == ":" and doc[i - 1].pos_ in {"NOUN", "PROPN"} else None


def _before_bracket(doc: Doc, marked: Marked) -> Span | None:
    """The noun before a bracket that begins with the number: `children (45%)`."""
    i = marked.start - 1
    while i > 0 and marked.start - i < 4 and (doc[i].lower_ in {"=", "n", "up", "down", "about", "around", "approximately", "over", "nearly"}):
        i -= 1
    if i < 1 or doc[i].text != "(":
        return None
    if doc[i - 1].pos_ not in {"NOUN", "PROPN"} or not _is_noun(doc[i - 1]):
        return doc[i - 1 : i]
    return _phrase_before(doc, i - 1)


def _phrase_before(doc: Doc, i: int) -> Span:
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
