"""Checks that are SPARQL queries of the ontology."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.audit.checks import Check
from kg.audit.evidence import Evidence
from kg.audit.issues import Finding
from kg.errors import OntologyError


def query(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """One finding for each row of a SELECT query over the union of all graphs.

    The variable `words` says what is wrong; all other variables are the facts that it is about.

    Raises:
        OntologyError: it is no such query.
    """
    try:
        answer = evidence.store.query(check.query or "", use_default_graph_as_union=True)
    except SyntaxError as error:
        raise OntologyError(f"checks: the query of {check.id}: {error}") from None
    if not isinstance(answer, ox.QuerySolutions):
        raise OntologyError(f"checks: the query of {check.id} is not a SELECT query")
    names = [v.value for v in answer.variables]
    rows = sorted({tuple(str(getattr(row[name], "value", "")) for name in names) for row in answer})
    for row in rows:
        values = dict(zip(names, row, strict=True))
        words = values.pop("words", "")
        facts = tuple(evidence.facts[v] for v in values.values() if v in evidence.facts)
        if facts:
            yield Finding(f"{check.title}: {words or facts[0].label}", facts)
