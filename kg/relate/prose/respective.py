"""Numbers and places of two lists that go together: `9%, 14% and 12% in A, B and C respectively`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim, Name, Number
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, year_near
from kg.relate.spans import PLACES, mentions_in, quantities_in

_LINK = re.compile(r"\s*(?:%|per\s?cent|percent)?\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:about\s+|some\s+|nearly\s+)?")
_NAME = r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}"
_NAMES = re.compile(rf"\b(?:in|for|at|of)\s+(?P<names>{_NAME}(?:,\s+{_NAME}){{0,8}},?\s+and\s+{_NAME})")
_PARTS = re.compile(r",?\s+and\s+|,\s+")
_LINKING = re.compile(r"\s*(?:(?:is|was|are|were|stood|stands?|at|now|estimated|measured|reported)\s+)+$")
_KINDS = frozenset({"Measurement", "PopulationFigure", "Incident"})
_NEAR = 40  # characters between two lists of which no word says that they go together


def with_respective(sentence: Sentence, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims, of which each that a list counts has its own place of a list as long; all of the list are told."""
    found = list(claims)
    values = _values(sentence.span)
    places = _places(sentence, values) if values else []
    if len(values) != len(places) or not values:
        yield from found
        return
    numbers = {quantity.value for _, quantity in values}
    own = [c for c in found if c.type in _KINDS and _value(c) in numbers]
    base = own[0] if own else _told_before(sentence, values, places)
    if base is None or (len(own) < len(values) and base.type != "Measurement"):
        yield from found
        return
    yield from (claim for claim in found if claim not in own)
    slot = "quantity" if base.type == "Incident" else "value"
    for (number, quantity), (place, _) in zip(values, places, strict=True):
        sentence.taken.add(number.start)
        value = sentence.scope.number(quantity, text_of(sentence.span.doc))
        yield replace(base, slots={**base.slots, slot: (value,), "place": (place,)})


def _value(claim: Claim) -> object:
    number = next(iter(claim.slots.get("value") or claim.slots.get("quantity") or ()), None)
    return number.value if isinstance(number, Number) else None


def _values(span: Span) -> list[tuple[Span, Quantity]]:
    """The one list of numbers of a sentence; empty where it has several or none."""
    text, runs = text_of(span.doc), list[list[tuple[Span, Quantity]]]()
    for number, quantity in quantities_in(span):
        if runs and _LINK.fullmatch(text, runs[-1][-1][0].end_char, number.start_char):
            runs[-1].append((number, quantity))
        else:
            runs.append([(number, quantity)])
    lists = [run for run in runs if len(run) > 1]
    return lists[0] if len(lists) == 1 else []


def _places(sentence: Sentence, values: Sequence[tuple[Span, Quantity]]) -> list[tuple[Name, tuple[int, int]]]:
    """The places of a list that goes with numbers, each with where the list begins and ends."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    told = "respectively" in text_of(span)
    known = {m.start_char: m for m in mentions_in(span, *PLACES)}
    for match in _NAMES.finditer(text, span.start_char, span.end_char):
        parts = _PARTS.split(match.group("names"))
        if len(parts) != len(values):
            continue
        near = 0 <= match.start() - values[-1][0].end_char <= _NEAR
        at, names = match.start("names"), list[Name]()
        for part in parts:
            at = text.index(part, at)
            mention = known.get(at)
            if mention is None and not told:
                break
            names.append(scope.name_of(mention) if mention is not None else scope.place_named(part))
            at += len(part)
        if len(names) == len(parts) and (told or (near and values[-1][1].percent)):
            return [(name, match.span()) for name in names]
    return []


def _told_before(
    sentence: Sentence, values: Sequence[tuple[Span, Quantity]], places: Sequence[tuple[Name, tuple[int, int]]]
) -> Claim | None:
    """What is measured where its places stand between its name and its values: `GAM in A and B was 9% and 14%`."""
    span, (begin, end) = sentence.span, places[0][1]
    text = text_of(span.doc)
    name = re.split(r"[,;:]\s|\bthat\s", text[span.start_char : begin].strip())[-1].strip()
    linked = _LINKING.fullmatch(text, end, values[0][0].start_char)
    known = any(sentence.scope.pattern("measures", key).search(f"{name} ") for key in ("level_noun", "condition"))
    if linked is None or not known or not values[-1][1].percent:
        return None
    label = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)
    year = year_near(sentence, values[0][0].start_char)
    return measurement(sentence, label, "stated", values[-1][1], None, year, 0.6)
