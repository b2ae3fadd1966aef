"""What a text holds that may fill a slot: mentions of classes, quantities with their units, money, dates, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from spacy.tokens import Span, Token

from kg.document import KnownEntity, Quantity, text_of
from kg.model import Name, Number, Term, Text, Value
from kg.ontology import Ontology, SlotRule, VocabularyTerm
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, mentions_in, quantities_in

# How far behind a number its unit may stand: `14 new offshore turbines`.
_WORDS_BETWEEN = 3


@dataclass(frozen=True)
class Found:
    """A value and where it stands; `currency` is that of an amount."""

    begin: int
    end: int
    root: Token
    value: Value
    currency: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Its characters."""
        return self.begin, self.end


def values_of(scope: Scope, slot: SlotRule, text: Span) -> list[Found]:
    """The values inside a sentence that may fill a slot, in order."""
    found = [v for filler in slot.fill for v in _of_kind(scope, slot, filler, text)]
    return sorted((v for v in found if _fits(slot, v, text)), key=lambda v: v.begin)


def _of_kind(scope: Scope, slot: SlotRule, filler: str, text: Span) -> Iterator[Found]:
    if filler == "date":
        for span, date in dates_in(text):
            if date.precision != "phrase":
                yield Found(span.start_char, span.end_char, span.root, date.period)
    elif filler == "text":
        yield from _words(slot, text)
    elif filler in {"number", "money", "percent"}:
        yield from _numbers(scope, slot, filler, text)
    else:
        for span in mentions_in(text, *classes_below(scope, filler)):
            value = named(scope, span)
            if value is not None:
                yield Found(span.start_char, span.end_char, span.root, value)


def _fits(slot: SlotRule, value: Found, text: Span) -> bool:
    """Whether the words before and behind a value are those that its slot asks for."""
    whole = text_of(text.doc)
    before = whole[text.start_char : value.begin]
    if slot.before is not None and not re.search(rf"(?:{slot.before})$", before, re.IGNORECASE):
        return False
    return slot.behind is None or bool(re.match(slot.behind, whole[value.end : text.end_char], re.IGNORECASE))


def classes_below(scope: Scope, cls: str) -> tuple[str, ...]:
    """A class and those below it."""
    return tuple(c for c in scope.ontology.classes if scope.ontology.is_a(c, cls))


def named(scope: Scope, span: Span) -> Value | None:
    """What a mention stands for: a concept, or a thing with a name."""
    cls, ref = span.label_, span.kb_id_ or None
    if scope.ontology.is_a(cls, "Concept"):
        return Term(ref) if ref else None
    if ref is None and not any(scope.ontology.is_a(cls, c) for c in ("Organization", "Place")):
        return own_name(scope, text_of(span), cls)
    return scope.name_of(span)


def own_name(scope: Scope, text: str, cls: str) -> Name:
    """A thing of a class of the domain's own, by the name that the report's spelling is short for."""
    known: Mapping[str, KnownEntity] = {e.spelling: e for e in scope.document.report.names.entities if e.cls == cls}
    text = re.sub(r"['’]s?$", "", text.strip())
    full = known[text].name if text in known else text
    term = _known(scope.ontology, cls).get(full.casefold())
    if term is not None:
        return Name(term.label, term.cls, term.iri, (text,) if text != term.label else ())
    return Name(full, cls, spellings=(text,) if text != full else ())


@lru_cache(maxsize=64)
def _known(ontology: Ontology, cls: str) -> Mapping[str, VocabularyTerm]:
    """The things of a class that the vocabulary has, by their names in lower case."""
    return {name.casefold(): term for term in ontology.by_class(cls) for name in term.names}


def _numbers(scope: Scope, slot: SlotRule, filler: str, text: Span) -> Iterator[Found]:
    for span, quantity in quantities_in(text):
        if quantity.percent != (filler == "percent") or bool(quantity.currency) != (filler == "money"):
            continue
        unit = unit_behind(slot, text_of(text.doc), quantity.full_end, text.end_char)
        if unit is None:
            continue
        end, factor = unit
        number = scaled(scope.number(quantity, text_of(text.doc)), factor)
        yield Found(quantity.full_begin, end, _head(span, text, end), number, quantity.currency)


def _head(span: Span, text: Span, end: int) -> Token:
    """The noun that a number counts, by which it hangs on the rest of the sentence."""
    noun = text.doc.char_span(span.start_char, end, alignment_mode="expand")
    return noun.root if noun is not None and noun.root.i < text.end else span.root


def unit_behind(slot: SlotRule, text: str, at: int, end: int) -> tuple[int, Decimal] | None:
    """Where the unit behind a number ends, and its factor; None where the slot has units and none stands there."""
    if not slot.units:
        return at, Decimal(1)
    match = _units(tuple(sorted(slot.units))).match(text, at, end)
    if match is None:
        return None
    return match.end("unit"), slot.units[" ".join(match["unit"].casefold().replace("-", " ").split())]


@lru_cache(maxsize=256)
def _units(words: tuple[str, ...]) -> re.Pattern[str]:
    units = "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in sorted(words, key=lambda w: (-len(w), w)))
    between = rf"(?:[^\W\d_][\w’'-]*\s+){{0,{_WORDS_BETWEEN}}}?"
    return re.compile(rf"[\s-]*{between}(?P<unit>{units})(?![\w])", re.IGNORECASE)


def scaled(number: Number, factor: Decimal) -> Number:
    """A number in the unit of its slot."""
    return number if factor == 1 else Number((number.value * factor).normalize(), number.text, number.doubt)


def amount(scope: Scope, slot: SlotRule, text: str, quantity: Quantity) -> Number | None:
    """The number of a cell in the unit of its slot; a cell may leave the unit to its header."""
    unit = unit_behind(slot, text, quantity.full_end, len(text))
    return scaled(scope.number(quantity, text), unit[1] if unit else Decimal(1))


def _words(slot: SlotRule, text: Span) -> Iterator[Found]:
    if slot.match is None:
        return
    for match in re.finditer(slot.match, text.text, re.IGNORECASE):
        begin, end = (text.start_char + at for at in match.span("value"))
        span = text.doc.char_span(begin, end, alignment_mode="expand")
        if span is not None and match["value"].strip():
            yield Found(begin, end, span.root, Text(match["value"].strip()))
