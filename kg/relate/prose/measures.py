"""Indicators in sentences: rates with their value, baseline and target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim, Name, Number, Period, Value
from kg.nlp.numbers import Quantity
from kg.relate.prose.activities import Sentence
from kg.relate.prose.slots import places_of
from kg.relate.scope import Scope, dates_in, make, mentions_in, quantities_in


def measure_claims(sentence: Sentence) -> Iterator[Claim]:
    """Measurements that a sentence states."""
    text = sentence.span.text
    origin = sentence.span.start_char
    percents = [(s, q) for s, q in quantities_in(sentence.span) if q.percent]
    if not percents:
        return
    changes = list(_changes(sentence))
    if changes:
        yield from changes
        return
    nouns = "|".join(sentence.scope.patterns("measures").get("nouns", []))
    if not nouns:
        return
    head = re.search(
        rf"(?:[Tt]he\s+|an?\s+|[Tt]his\s+)?(?P<name>(?:[\w’'/-]+\s+){{0,6}}?(?:{nouns})s?(?:\s+(?:of|for|at|in terms of)\s+(?!\d)[\w’'/-]+(?:\s+(?!(?:is|was|were|are|has|have|had|fell|rose|reached|stood|both|increased|decreased|converging)\b)[\w’'/-]+){{0,6}}?)?)(?=\s+(?:is|was|were|are|has|have|had|fell|rose|reached|stood|of|for|both|increased|decreased|improved|dropped|remains?|\d)|,)",
        text,
    )
    if head is None:
        yield from _shares(sentence, percents)
        return
    name = re.sub(r"^(?:the|an?|this)\s+", "", head.group("name"), flags=re.IGNORECASE).strip()
    change = re.search(
        r"\b(?:from)\s+(?P<a>\S+)(?:\s+in\s+(?P<ya>(?:19|20)\d\d))?\s+to\s+(?P<b>\S+)(?:\s+in\s+(?P<yb>(?:19|20)\d\d))?",
        text,
    )
    for i, (span, quantity) in enumerate(percents):
        before = text[: span.start_char - origin]
        if re.search(
            r"\b(?:increase|decrease|drop|rise|growth|decline)(?:\s+rate)?\s+of\s+$", before, re.IGNORECASE
        ) or re.search(r"\bgrowth\b", name):
            continue
        measure = "actual"
        if (
            change
            and len(percents) > 1
            and i == 0
            and change.start() <= span.start_char - origin <= change.end()
            and not change.group("ya")
        ):
            measure = "baseline"
        if re.search(r"\b(?:target|objective|goal)\s+(?:of|was|is)\s+$", before, re.IGNORECASE):
            measure = "target"
        own = re.match(
            r"\s*(?:of|for)\s+(?P<what>(?:(?!\b(?:for|out|and|although|whereas|while)\b)[\w’'-]+\s*){1,5})(?:\s+for\s+(?P<who>[\w’'\s-]+?))?(?=,|\s+and\b|\s+out\b|\s+in\b|\.|$)",
            text[span.end_char - origin :],
        )
        label = name
        groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if span.end <= m.start <= span.end + 9]
        if (
            own
            and own.group("what").strip()
            and not any(m.start_char <= span.end_char + own.start("what") + 1 <= m.end_char for m in groups)
        ):
            label = f"{name} for {own.group('what').strip()}"
        group = groups[0] if groups and (i + 1 >= len(percents) or groups[0].start < percents[i + 1][0].start) else None
        if group is None:
            named = [
                m
                for m in mentions_in(sentence.span, "PopulationGroup")
                if head.start() <= m.start_char - origin <= head.end()
            ]
            group = named[0] if named else None
        yield _claim(
            sentence,
            label,
            measure,
            quantity,
            group.kb_id_ if group is not None else None,
            _year(sentence, span.start_char),
            0.65,
        )


_CHANGE = re.compile(
    r"(?P<name>[A-Za-z][^,;:()]{3,90}?)\s+(?:has\s+|have\s+|had\s+)?(?:both\s+)?(?:fell|fallen|dropped|rose|risen|climbed|increased|decreased|declined|improved|went|grew|moved|shrank|jumped)\s+"
    r"from\s+(?P<a>\d[\d.,]*)\s?(?:%|per\s?cent)?(?:\s+in\s+(?:\w+\s+)?(?P<ya>(?:19|20)\d\d))?\s+to\s+(?P<b>\d[\d.,]*)\s?(?:%|per\s?cent)(?:\s+in\s+(?:\w+\s+)?(?P<yb>(?:19|20)\d\d))?",
)


def _changes(sentence: Sentence) -> Iterator[Claim]:
    """`The rate climbed from 71 per cent in 2017 to 78 per cent in 2018`: two values; without years the first is the baseline."""
    text = sentence.span.text
    for match in _CHANGE.finditer(text):
        name = re.sub(r"^(?:the|an?|this|and|whereas|while)\s+", "", match.group("name").strip(), flags=re.IGNORECASE)
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if match.start() <= m.start_char - sentence.span.start_char <= match.end("name")
        ]
        for part, year, measure in (("a", "ya", "actual" if match.group("ya") else "baseline"), ("b", "yb", "actual")):
            quantity = next(iter(sentence.scope.document.annotator.numbers(match.group(part).rstrip(".,") + "%")), None)
            if quantity is None:
                continue
            period = (
                Period(f"{match.group(year)}-01-01", f"{match.group(year)}-12-31", match.group(year))
                if match.group(year)
                else None
            )
            for label in _levels(name):
                claim = _claim(sentence, label, measure, quantity, groups[0].kb_id_ if groups else None, period, 0.7)
                slots = {**claim.slots, "value": (Number(quantity.value, match.group(part)),)}
                yield make("Measurement", "frame/change", 0.7, [sentence.passage], slots)


def _levels(name: str) -> list[str]:
    """`rate at secondary and tertiary levels`: one indicator a level."""
    match = re.search(r"\b(at|in|for)\s+(?:the\s+)?(\w+)\s+and\s+(\w+)\s+(level|school|education)s?\b", name)
    if not match:
        return [name]
    return [
        name[: match.start()] + f"{match.group(1)} {level} {match.group(4)}"
        for level in (match.group(2), match.group(3))
    ]


def _shares(sentence: Sentence, percents: list) -> Iterator[Claim]:  # type: ignore[type-arg]
    """`22% of the inhabitants of X have joined …`, `100% of returnees will see …`: the share that did or will do something."""
    text, origin = sentence.span.text, sentence.span.start_char
    scope = sentence.scope
    for i, (span, quantity) in enumerate(percents):
        behind = text[span.end_char - origin :]
        match = re.match(
            r"\s+of\s+(?:the\s+)?(?P<who>[^,.;()]+?)\s+(?P<aux>will\s+[a-z]+\b|(?:have|has|had|were|was|are|is)\b)(?P<rest>[^.;()]*)",
            behind,
        )
        before = text[: span.start_char - origin]
        if not match or re.search(r"[(]\s*$|\bof whom\b", before[-12:]):
            continue
        who = re.sub(r"\s+and\s+\d.*$", "", match.group("who"))
        who_only = re.sub(r"\s+of\s+[A-Z]\w+.*$", "", who)
        rest = re.sub(r"\s+in\s+(?:19|20)\d\d.*$", "", match.group("rest")).strip()
        aux = match.group("aux").split()[0]
        planned = aux == "will"
        label = f"{who_only} who {match.group('aux')} {rest}".strip()
        groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if span.end <= m.start <= span.end + 6]
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        places = [
            scope.name_of(m)
            for m in mentions_in(sentence.span, "Region", "Settlement", "District", "Place")
            if span.end <= m.start < limit
        ]
        claim = _claim(
            sentence,
            label,
            "target" if planned else "actual",
            quantity,
            groups[0].kb_id_ if groups else None,
            _year(sentence, span.start_char) or sentence.scope.year_line(sentence.block),
            0.6,
        )
        slots = dict(claim.slots)
        if places:
            slots["place"] = tuple(places[:1])
        yield make("Measurement", claim.rule, claim.confidence, claim.evidence, slots)


def _claim(
    sentence: Sentence,
    label: str,
    measure: str,
    quantity: Quantity,
    group: str | None,
    year: Period | None,
    confidence: float,
) -> Claim:
    from kg.model import Term

    scope: Scope = sentence.scope
    slots: dict[str, Value | list[Value] | None] = {
        "indicator": Name(" ".join(label.split()), "Indicator"),
        "measure": scope.term("Measure", measure),
        "value": scope.number(quantity, sentence.span.doc.text),
        "unit": scope.term("Unit", "percent" if quantity.percent else "number"),
        "population": Term(group) if group else None,
        "date": year,
    }
    return make("Measurement", "frame/rate", confidence, [sentence.passage], slots)


def _year(sentence: Sentence, at: int) -> Period | None:
    dates = [d for s, d in dates_in(sentence.span) if d.precision in {"year", "month", "day"}]
    return min(dates, key=lambda d: abs(d.begin - at)).period if dates else None


__all__ = ["measure_claims", "places_of"]
