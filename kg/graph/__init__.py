"""Claims and entities become quads: one named graph a report, one for entities, one for the ontology.

The IRI of a fact is made from its report, type, slots as written and the offsets of its evidence, so a fact keeps its
IRI when other reports come and go, and two reports never share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.entities import Resolution, entity_quads
from kg.graph.report import ReportGraph
from kg.graph.terms import Writer
from kg.model import ReportClaims
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import RG, Ontology

__all__ = ["Resolution", "quads"]


def quads(
    reports: Iterable[ReportClaims],
    resolution: Resolution,
    ontology: Ontology,
    *,
    base: str = DEFAULT_BASE,
    min_confidence: float = 0.0,
) -> Iterator[ox.Quad]:
    """The dataset without derived edges. The order of the quads follows that of the reports; their set does not.

    Args:
        reports: what each report says; each report once.
        resolution: the entities of exactly these reports.
        ontology: that the claims follow.
        base: the IRI below which all resources are named.
        min_confidence: facts below it are left out.
    """
    namer = Namer(base)
    vocabulary = ox.NamedNode(namer.graph("ontology"))
    yield from (ox.Quad(t.subject, t.predicate, t.object, vocabulary) for t in _told(ontology, resolution))
    entities = Writer(ontology, ox.NamedNode(namer.graph("entities")))
    yield from entity_quads(entities, resolution)
    for report in reports:
        yield from ReportGraph(report, resolution, ontology, namer, min_confidence).quads()


def _told(ontology: Ontology, resolution: Resolution) -> Iterator[ox.Triple]:
    """The ontology's triples, without P-codes of the vocabulary where a table that the user gives has another."""
    for triple in ontology.triples:
        if triple.predicate.value == RG + "pcode" and isinstance(triple.subject, ox.NamedNode):
            record = resolution.records.get(triple.subject.value)
            if record is not None and record.pcode and ox.Literal(record.pcode) != triple.object:
                continue
        yield triple
