"""The syntaxes of RDF that Oxigraph writes. Turtle and N-Triples hold the union of the named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kg.ontology import PREFIXES, RDF, RDFS, VOCABULARY, Ontology

_FIRST = {f"<{RDF}type>": "0", f"<{RDFS}label>": "1"}


def _order(triple: ox.Triple) -> tuple[str, str, str]:
    """Sort key: by subject, its classes and label before the rest."""
    predicate = str(triple.predicate)
    return (str(triple.subject), _FIRST.get(predicate, predicate), str(triple.object))


def union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all named graphs, each once, in a fixed order."""
    return sorted({q.triple for q in quads}, key=_order)


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads, each once, by named graph and then as in `union`."""
    return sorted(set(quads), key=lambda q: (str(q.graph_name), *_order(q.triple)))


def prefixes(ontology: Ontology) -> dict[str, str]:
    """The usual prefixes, and one for each part of the vocabulary, as in `country:MLI`."""
    parts = {iri.removeprefix(VOCABULARY).partition("/")[0] for iri in ontology.terms if iri.startswith(VOCABULARY)}
    own = {part: f"{VOCABULARY}{part}/" for part in sorted(parts) if part.replace("-", "").isalnum() and part.isascii()}
    return own | PREFIXES


def write_turtle(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """Turtle."""
    ox.serialize(union(quads), out, ox.RdfFormat.TURTLE, prefixes=prefixes(ontology))


def write_trig(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """TriG."""
    ox.serialize(ordered(quads), out, ox.RdfFormat.TRIG, prefixes=prefixes(ontology))


def write_nquads(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:  # noqa: ARG001 - as all writers
    """N-Quads."""
    ox.serialize(ordered(quads), out, ox.RdfFormat.N_QUADS)


def write_ntriples(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:  # noqa: ARG001 - as all writers
    """N-Triples."""
    ox.serialize(union(quads), out, ox.RdfFormat.N_TRIPLES)
