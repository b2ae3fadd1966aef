"""When a statement, be it a fact of ours or a triple of another program, finds a fact of a gold: a loose criterion.

It asks nothing that a triple of words cannot have: no types of facts, no names of slots, no resolved entities. A
statement finds a fact of the gold of its report if

1. its sentence is the fact's evidence, lies in it or holds it, or has most of the words of the shorter of the two,
2. its words hold the values of at least two slots of the fact (of the only one, where there is but one), and
3. one of these is a number, where the fact has a number.

A name is held in any of its spellings in `aliases.json` beside the gold or in the vocabulary (`Malian` holds the origin
Mali), a number as digits with any separator and scale or in words, a concept by any of its labels, other words if at
least half of them are there. Codes that no triple spells (dates, currencies, units, sectors, kinds of activity) are not
asked for. A statement may find several facts; what it says beside them does not count against it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.ontology import Ontology
from kg.places import fold

ALIKE = 0.7  # of the words of the shorter of two sentences
CODES = frozenset("doc type evidence code date year currency unit measure status sector action earmarking".split())
NAMES = frozenset(
    "donor recipient organization partner partners funder actor places origin asylum_places source".split()
)
CONCEPTS = {"population": "PopulationGroup"}


@dataclass(frozen=True)
class Statement:
    """What a program says: the texts that it is made of, the numbers in them, and the sentence that it comes from."""

    parts: Sequence[str]
    numbers: frozenset[Decimal]
    sentence: str


@dataclass(frozen=True)
class Said:
    """A statement, folded."""

    line: str
    words: frozenset[str]
    numbers: frozenset[Decimal]
    sentence: str


class Gold:
    """The facts of gold files, and which of them statements find."""

    def __init__(self, files: Iterable[Path], ontology: Ontology) -> None:
        paths = sorted(files)
        lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        self.facts: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.reports = {fact["doc"] for fact in self.facts}
        self._spellings = _spellings(paths, ontology)
        concepts = ((cls, term) for cls in CONCEPTS.values() for term in ontology.by_class(cls))
        self._labels = {(cls, term.notation): list(map(plain, term.names)) for cls, term in concepts}

    def found(self, said: Mapping[str, Iterable[Statement]]) -> tuple[set[int], int]:
        """The places of the facts that the statements about each report find, and how many statements find one."""
        facts: set[int] = set()
        useful = 0
        for report, statements in said.items():
            own = [(i, fact, plain(fact["evidence"])) for i, fact in enumerate(self.facts) if fact["doc"] == report]
            for one in map(_said, statements):
                hits = {i for i, fact, evidence in own if _near(evidence, one.sentence) and self._holds(one, fact)}
                facts |= hits
                useful += bool(hits)
        return facts, useful

    def _holds(self, said: Said, fact: Mapping[str, Any]) -> bool:
        slots = {slot: value for slot, value in fact.items() if slot not in CODES}
        held = {slot for slot, value in slots.items() if any(self._held(said, slot, v) for v in _listed(value))}
        numbers = {slot for slot, value in slots.items() if isinstance(value, int | float)}
        return len(held) >= min(2, len(slots)) and bool(held) and bool(not numbers or held & numbers)

    def _held(self, said: Said, slot: str, value: Any) -> bool:
        if isinstance(value, int | float):
            return Decimal(str(value)) in said.numbers
        if slot in CONCEPTS:
            return any(_stands(label, said.line) for label in self._labels[CONCEPTS[slot], value])
        name = plain(value)
        if slot in NAMES:
            return any(_stands(form, said.line) for form in self._spellings.get(name, {name}))
        words = set(name.split())
        return bool(words) and len(words & said.words) >= len(words) / 2


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text without case, accents, punctuation, leading articles and endings of the plural."""
    return " ".join(_stem(word) for word in fold(text).removeprefix("the ").split())


def _stem(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _said(statement: Statement) -> Said:
    line = " | ".join(plain(part) for part in statement.parts)
    return Said(f" {line} ", frozenset(line.split()), statement.numbers, plain(statement.sentence))


def _stands(words: str, line: str) -> bool:
    return bool(words) and f" {words} " in line


@lru_cache(maxsize=1 << 20)
def _near(first: str, second: str) -> bool:
    one, other = set(first.split()), set(second.split())
    return len(one & other) >= ALIKE * min(len(one), len(other)) > 0


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _spellings(paths: Sequence[Path], ontology: Ontology) -> dict[str, set[str]]:
    """All spellings of each name, folded; names that share one are not joined."""
    groups: list[Iterable[str]] = [(*term.names, *term.demonyms) for term in ontology.terms.values()]
    for folder in {path.parent for path in paths}:
        if (folder / "aliases.json").exists():
            groups += json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
    spellings: dict[str, set[str]] = {}
    for group in groups:
        forms = set(map(plain, group))
        for form in forms:
            spellings.setdefault(form, {form}).update(forms)
    return spellings
