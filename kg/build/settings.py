"""What a graph is made with, beside the claims."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.places import Gazetteer
    from kg.resolve import Decisions


@dataclass(frozen=True)
class Settings:
    """The ontology, the places, and what the user wants; see `kg.build.build`."""

    ontology: Ontology
    gazetteer: Gazetteer
    decisions: Decisions
    base: str
    min_confidence: float
    without: Collection[str]
    persons: bool  # whether contact persons are kept
    tables: Mapping[str, Sequence[str]]  # for the build report: the SHA-256 of the tables that the user gives, by kind


def settings(
    *,
    ontology: Path | str | None,
    base: str,
    min_confidence: float,
    without: Collection[str],
    pcodes: Sequence[Path | str],
    decisions: Path | str | None,
    persons: bool,
) -> Settings:
    """Load what a graph is made with.

    Raises:
        OntologyError: the ontology contradicts itself, or an id in `without` is of no check.
        TableError: a table of P-codes or of decisions is wrong.
    """
    from kg.audit import chosen, load_checks
    from kg.ontology import load
    from kg.places import gazetteer_of
    from kg.resolve import Decisions, read_decisions

    rules = load(ontology)
    chosen(load_checks(rules), without)
    tables = [Path(p) for p in pcodes]
    decided = Path(decisions) if decisions is not None else None
    return Settings(
        ontology=rules,
        gazetteer=gazetteer_of(rules, tables),
        decisions=read_decisions(decided, rules) if decided else Decisions(),
        base=base,
        min_confidence=min_confidence,
        without=without,
        persons=persons,
        tables={"pcodes": _digests(tables), "decisions": _digests([decided] if decided else [])},
    )


def _digests(files: Sequence[Path]) -> list[str]:
    return sorted({hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
