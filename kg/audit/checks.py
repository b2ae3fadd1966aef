"""The checks that an ontology declares: each with an id, an explanation with an example, and parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import OntologyError
from kg.ontology import Ontology


@dataclass(frozen=True)
class Check:
    """One check. It is done by a SPARQL SELECT query of the ontology or, where `method` names one, by code."""

    id: str
    title: str
    kind: str  # code of an issue kind
    explanation: str
    example: str
    importance: int  # 1 to 100: how much what it finds matters to a reader
    method: str | None = None  # None for what readings raise themselves
    query: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)


def load_checks(ontology: Ontology) -> dict[str, Check]:
    """The checks of an ontology by their ids; an ontology may have none.

    Raises:
        OntologyError: a check lacks a part, or is of a kind that is not declared.
    """
    found = {}
    for name, data in sorted(ontology.checks.get("checks", {}).items()):
        try:
            check = Check(
                id=name,
                title=data["title"],
                kind=data["kind"],
                explanation=data["explanation"],
                example=data["example"],
                importance=int(data["importance"]),
                method=data.get("method"),
                query=ontology.check_queries[data["query"]] if "query" in data else None,
                parameters=data,
            )
        except KeyError as error:
            raise OntologyError(f"checks: {name} has no {error}") from None
        ontology.concept("IssueKind", check.kind)
        found[name] = check
    return found


def chosen(checks: Mapping[str, Check], without: Collection[str]) -> dict[str, Check]:
    """All checks but some.

    Raises:
        OntologyError: an id is of no check.
    """
    unknown = sorted(set(without) - checks.keys())
    if unknown:
        raise OntologyError(f"no check is called {unknown[0]}; there are: {', '.join(checks)}")
    return {name: check for name, check in checks.items() if name not in without}
