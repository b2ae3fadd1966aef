"""Rates that rose or fell from one value to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import text_of
from kg.model import Claim, Name, Number, Period
from kg.relate.facts import make
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.places import places_of
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, quantities_in

_ENDS = frozenset({",", "(", ";", ".", ":"})


def change_claims(sentence: Sentence) -> Iterator[Claim]:
    """`The rate climbed from 71 per cent in 2017 to 78 per cent in 2018`: two values.

    Without years the first is what was before.
    """
    text = text_of(sentence.span)
    found = list(sentence.scope.pattern("measures", "change").finditer(text))
    found = found or list(sentence.scope.pattern("measures", "change_in").finditer(text))
    more = sentence.scope.pattern("measures", "change_next").match(text, found[-1].end()) if found else None
    found += [more] if more is not None else []
    yield from _changed(sentence, found, "%")


def _places(sentence: Sentence, match: re.Match[str], name: str = "name") -> list[Name]:
    """The places of a change: in the name of the rate (the group `name`), or behind its values in the same clause."""
    span, origin = sentence.span, sentence.span.start_char
    begin = next((t.i for t in span if t.idx >= origin + match.start(name)), span.start)
    end = next((t.i for t in span if t.idx >= origin + match.end() and t.text in _ENDS), span.end)
    return places_of(sentence.scope, span, begin, end, True)


def index_claims(sentence: Sentence) -> Iterator[Claim]:
    """The same of an index or a mean: `the average score rose from 3.1 to 3.7`."""
    yield from _changed(
        sentence, list(sentence.scope.pattern("measures", "change_index").finditer(text_of(sentence.span))), ""
    )


def _changed(sentence: Sentence, found: Sequence[re.Match[str]], unit: str) -> Iterator[Claim]:
    """The two values of each change; `unit` is what stands behind their numbers."""
    origin = sentence.span.start_char
    numbers = {s.start_char - origin: s.start for s, _ in quantities_in(sentence.span)}
    places: list[Name] = []
    for match in found:
        name = re.sub(r"^(?:the|an?|this|and|whereas|while)\s+", "", match.group("name").strip(), flags=re.IGNORECASE)
        if sentence.scope.pattern("measures", "no_level").search(name):
            continue
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if match.start() <= m.start_char - sentence.span.start_char <= match.end("name")
        ]
        places = _places(sentence, match) or (places if unit else [])
        first = "stated" if match.group("ya") or match.group("then") else "former"
        for part, year, measure in (("a", "ya", first), ("b", "yb", "stated")):
            quantity = next(iter(sentence.scope.numbers(match.group(part).rstrip(".,") + unit)), None)
            if quantity is None:
                continue
            if (number := numbers.get(match.start(part))) is not None:
                sentence.taken.add(number)
            period = (
                Period(f"{match.group(year)}-01-01", f"{match.group(year)}-12-31", match.group(year))
                if match.group(year)
                else None
            )
            for label in _levels(sentence.scope, name):
                claim = measurement(
                    sentence, label, measure, quantity, groups[0].kb_id_ if groups else None, period, 0.7, places
                )
                slots = {**claim.slots, "value": (Number(quantity.value, match.group(part)),)}
                yield make("Measurement", "frame/change", 0.7, [sentence.passage], slots)


def count_claims(sentence: Sentence) -> Iterator[Claim]:
    """`The number of open schools fell from 40 to 32`: two values of what are neither people nor incidents."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    numbers = {s.start_char - origin: (s, q) for s, q in quantities_in(sentence.span)}
    for match in scope.pattern("measures", "change_count").finditer(text):
        kind = "name" if match.group("name") else "thing"
        if scope.pattern("measures", "no_count").search(match.group(kind)) or _counts_people(sentence, match, kind):
            continue
        values = ("a", "b") if kind == "name" else ("c", "d")
        for part, year in zip(values, ("ya", "yb"), strict=True):
            found = numbers.get(match.start(part))
            if found is None:
                continue
            sentence.taken.add(found[0].start)
            told = match.group(year) if kind == "name" else None
            period = Period(f"{told}-01-01", f"{told}-12-31", told) if told else None
            yield measurement(
                sentence, match.group(kind), "stated", found[1], None, period, 0.65, _places(sentence, match, kind)
            )


def _counts_people(sentence: Sentence, match: re.Match[str], kind: str) -> bool:
    """Whether the number is one of people: that is a figure of a population."""
    begin, end = (sentence.span.start_char + at for at in match.span(kind))
    words = [t for t in sentence.span if begin <= t.idx < end]
    groups = [m.kb_id_ for m in mentions_in(sentence.span, "PopulationGroup") if begin <= m.start_char < end]
    terms, none = sentence.scope.ontology.terms, sentence.scope.words("populations", "never_figures")
    if any(g in terms and terms[g].notation in none for g in groups):
        return False  # pupils, teachers
    head = next((t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.head not in words), None)
    served = sentence.classes.people | sentence.classes.households
    return head is None or noun_lemma(head) in served


def _levels(scope: Scope, name: str) -> list[str]:
    """`rate at secondary and tertiary levels`: one indicator a level."""
    match = scope.pattern("measures", "levels").search(name)
    if not match:
        return [name]
    return [
        name[: match.start()] + f"{match.group(1)} {level} {match.group(4)}"
        for level in (match.group(2), match.group(3))
    ]
