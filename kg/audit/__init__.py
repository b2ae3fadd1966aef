"""What does not add up: the checks of the ontology over the dataset and the texts of the reports.

The issues are a function of the set of claims. An issue within one report lies in the report's named graph, one
between reports in the graph `issues`. What checks look for, and their words, is data of the ontology (`checks/`); the
arithmetic is here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.audit import breakdowns, numbers, periods, queries, repeats, retold, sums, tables
from kg.audit.checks import Check, chosen, load_checks
from kg.audit.evidence import Evidence, by_graph, gather
from kg.audit.figures import FigureFinder
from kg.audit.issues import Finding, IssueWriter
from kg.errors import OntologyError
from kg.model import ReportClaims
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import RDF, RG, Ontology

__all__ = ["Check", "audit", "audit_in", "chosen", "load_checks", "switch_off_in", "switched_off"]

Method = Callable[[Evidence, Check], Iterator[Finding]]

METHODS: Mapping[str, Method] = {
    "balances": sums.balances,
    "breakdowns": breakdowns.breakdowns,
    "days": numbers.days,
    "deliverables": retold.deliverables,
    "mastheads": periods.mastheads,
    "moved-places": repeats.moved_places,
    "parts": sums.parts,
    "prose-against-table": repeats.prose_against_table,
    "query": queries.query,
    "running-sums": breakdowns.running_sums,
    "same-between-reports": repeats.same_between_reports,
    "same-in-report": repeats.same_in_report,
    "same-results": retold.same_results,
    "shares": sums.shares,
    "stated-shares": breakdowns.stated_shares,
    "total-rows": tables.total_rows,
    "words": numbers.words,
}
"""What a check's `method` may be; each function's description says which parameters it takes."""


def audit(
    quads: Iterable[ox.Quad],
    reports: Iterable[ReportClaims],
    ontology: Ontology,
    *,
    base: str = DEFAULT_BASE,
    without: Collection[str] = (),
) -> list[ox.Quad]:
    """The issues that the checks of the ontology raise, beside those that readings raised in the dataset.

    Args:
        quads: the dataset of these reports.
        reports: what each report says, with its text.
        ontology: that the claims follow, with its checks.
        base: the IRI below which all resources are named.
        without: ids of checks that are left out.

    Raises:
        OntologyError: a check is not well declared, or an id in `without` is of none.
    """
    store = ox.Store()
    store.extend(quads)
    return audit_in(store, reports, ontology, base=base, without=without)


def audit_in(
    store: ox.Store,
    reports: Iterable[ReportClaims],
    ontology: Ontology,
    *,
    base: str = DEFAULT_BASE,
    without: Collection[str] = (),
    quads: Iterable[ox.Quad] | None = None,
) -> list[ox.Quad]:
    """As `audit`, of a dataset in a store, which is only read.

    Args:
        store: the dataset of these reports.
        reports: as for `audit`, and so `ontology`, `base` and `without`.
        ontology: that the claims follow, with its checks.
        base: the IRI below which all resources are named.
        without: ids of checks that are left out.
        quads: all quads of the store, if somebody has them at hand, which is faster.

    Raises:
        OntologyError: as for `audit`.
    """
    checks = chosen(load_checks(ontology), without)
    if not checks:
        return []
    namer = Namer(base)
    find = FigureFinder(ontology.checks.get("words", {}))
    evidence = gather(store, reports, ontology, find, namer, None if quads is None else by_graph(quads))
    writer = IssueWriter(evidence, namer)
    found: dict[ox.Quad, None] = {}
    for check in checks.values():
        if check.method is None:
            continue
        method = METHODS.get(check.method)
        if method is None:
            raise OntologyError(f"checks: {check.id} has an unknown method {check.method}")
        for finding in method(evidence, check):
            found.update(dict.fromkeys(writer.quads(check, finding)))
    return list(found)


def switch_off_in(store: ox.Store, without: Collection[str]) -> None:
    """Take the issues that some checks raised out of a store."""
    if not without:
        return
    kind, rule = ox.NamedNode(RDF + "type"), ox.NamedNode(RG + "rule")
    for check in without:
        for quad in list(store.quads_for_pattern(None, rule, ox.Literal(check))):
            if any(store.quads_for_pattern(quad.subject, kind, ox.NamedNode(RG + "Issue"))):
                for statement in list(store.quads_for_pattern(quad.subject, None, None)):
                    store.remove(statement)


def switched_off(quads: Iterable[ox.Quad], without: Collection[str]) -> list[ox.Quad]:
    """The dataset without the issues that some checks raised."""
    quads = list(quads)
    if not without:
        return quads
    rule, checks = ox.NamedNode(RG + "rule"), {ox.Literal(check) for check in without}
    issues = {q.subject for q in quads if q.predicate.value == RDF + "type" and q.object == ox.NamedNode(RG + "Issue")}
    off = {q.subject for q in quads if q.predicate == rule and q.object in checks and q.subject in issues}
    return [q for q in quads if q.subject not in off] if off else quads
