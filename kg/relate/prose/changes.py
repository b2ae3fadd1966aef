"""Rates that rose or fell from one value to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import text_of
from kg.model import Claim, Number, Period
from kg.relate.facts import make
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def change_claims(sentence: Sentence) -> Iterator[Claim]:
    """`The rate climbed from 71 per cent in 2017 to 78 per cent in 2018`: two values.

    Without years the first is what was before.
    """
    text = text_of(sentence.span)
    for match in sentence.scope.pattern("measures", "change").finditer(text):
        name = re.sub(r"^(?:the|an?|this|and|whereas|while)\s+", "", match.group("name").strip(), flags=re.IGNORECASE)
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if match.start() <= m.start_char - sentence.span.start_char <= match.end("name")
        ]
        for part, year, measure in (("a", "ya", "stated" if match.group("ya") else "former"), ("b", "yb", "stated")):
            quantity = next(iter(sentence.scope.numbers(match.group(part).rstrip(".,") + "%")), None)
            if quantity is None:
                continue
            period = (
                Period(f"{match.group(year)}-01-01", f"{match.group(year)}-12-31", match.group(year))
                if match.group(year)
                else None
            )
            for label in _levels(sentence.scope, name):
                claim = measurement(
                    sentence, label, measure, quantity, groups[0].kb_id_ if groups else None, period, 0.7
                )
                slots = {**claim.slots, "value": (Number(quantity.value, match.group(part)),)}
                yield make("Measurement", "frame/change", 0.7, [sentence.passage], slots)


def _levels(scope: Scope, name: str) -> list[str]:
    """`rate at secondary and tertiary levels`: one indicator a level."""
    match = scope.pattern("measures", "levels").search(name)
    if not match:
        return [name]
    return [
        name[: match.start()] + f"{match.group(1)} {level} {match.group(4)}"
        for level in (match.group(2), match.group(3))
    ]
