"""A small scorer for domains that tests bring along: gold facts as plain data against the claims of reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ontology import Ontology

Fact = Mapping[str, Any]
"""`doc`, `type`, and the slots; of several values a list."""


@dataclass(frozen=True)
class Score:
    """Slots right, found and wanted, over all facts."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of slots."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def read_gold(file: Path) -> list[Fact]:
    """The gold facts of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gold: Sequence[Fact], found: Sequence[Fact]) -> tuple[Score, list[str]]:
    """The score, and a line for each fact that is missed, wrong or too much.

    Facts of one report and type are paired, those that agree most first; each value of a slot counts one.
    """
    pairs = sorted(
        (
            (-len(_values(g) & _values(f)), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if (g["doc"], g["type"]) == (f["doc"], f["type"]) and _values(g) & _values(f)
        ),
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    right = 0
    for agreeing, i, j in pairs:
        if i not in taken and j not in used and _key(gold[i]) == _key(found[j]):
            taken[i] = j
            used.add(j)
            right -= agreeing
    notes = [f"missed {dict(g)}" for i, g in enumerate(gold) if i not in taken]
    notes += [f"too much {dict(f)}" for j, f in enumerate(found) if j not in used]
    notes += [
        f"differs {dict(gold[i])} found {dict(found[j])}"
        for i, j in sorted(taken.items())
        if _values(gold[i]) != _values(found[j])
    ]
    total = Score(right, sum(len(_values(f)) for f in found), sum(len(_values(g)) for g in gold))
    return total, notes


def _key(fact: Fact) -> Any:
    """What a fact is about: its first slot."""
    return next(value for slot, value in fact.items() if slot not in {"doc", "type"})


def _values(fact: Fact) -> set[tuple[str, Any]]:
    listed = {slot: value if isinstance(value, list) else [value] for slot, value in fact.items()}
    return {(slot, v) for slot, values in listed.items() if slot not in {"doc", "type"} for v in values}


def facts_of(doc: str, claims: Iterable[Any], ontology: Ontology) -> list[Fact]:
    """The claims of a report in the form of the gold facts, with the slot that each is about first."""
    import extraction

    found = []
    keys = {rule.cls: rule.key for rule in ontology.facts}
    for claim in claims:
        first = keys[claim.type]
        slots = {
            slot: [extraction.plain(v, ontology) for v in values] for slot, values in claim.slots.items() if values
        }
        plain = {slot: values[0] if len(values) == 1 else sorted(map(str, values)) for slot, values in slots.items()}
        about = {first: plain.pop(first)} if first in plain else {first: None}
        found.append({"doc": doc, "type": claim.type, **about, **plain})
    return found
