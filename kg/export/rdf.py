"""The syntaxes of RDF that Oxigraph writes. Turtle and N-Triples hold the union of the named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import BinaryIO

import pyoxigraph as ox

from kg.ontology import PREFIXES, RDF, RDFS, VOCABULARY, Ontology

_BATCH = 10_000  # triples that are serialized in one go
_SORTED_IN_MEMORY = 1_000_000  # quads, some 400 bytes each with their keys
_FIRST = {f"<{RDF}type>".encode(): b"0", f"<{RDFS}label>".encode(): b"1"}


def _keys(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    """Sort keys, in the order of N-Triples: by subject, its classes and label before the rest."""
    rest = iter(triples)
    while batch := list(islice(rest, _BATCH)):
        lines = ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES)
        assert lines is not None
        for line in lines.split(b"\n")[:-1]:  # a line break within a literal is escaped
            subject, predicate, value = line.split(b" ", 2)
            yield b" ".join((subject, _FIRST.get(predicate, predicate), value))


_Row = tuple[bytes, ox.Quad]


def _rows(quads: Iterable[ox.Quad]) -> list[_Row]:
    """The quads, each once, in the order of their triples, behind their sort keys."""
    own = list(dict.fromkeys(quads))
    return sorted(zip(_keys(quad.triple for quad in own), own, strict=True), key=itemgetter(0))


def _union(rows: Iterable[_Row]) -> Iterator[ox.Triple]:
    last = b""
    for key, quad in rows:
        if key != last:
            last = key
            yield quad.triple


def _ordered(rows: Iterable[_Row]) -> list[ox.Quad]:
    return sorted((row[1] for row in rows), key=lambda quad: str(quad.graph_name))


def union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all named graphs, each once, in a fixed order."""
    return list(_union(_rows(quads)))


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads, each once, by named graph and then as in `union`."""
    return _ordered(_rows(quads))


def union_of(store: ox.Store) -> Iterator[ox.Triple]:
    """As `union`, from a store that need not fit into memory: one subject at a time."""
    for subject in sorted({str(quad.subject) for quad in store}):
        node = ox.NamedNode(subject[1:-1]) if subject.startswith("<") else ox.BlankNode(subject[2:])
        yield from _union(_rows(store.quads_for_pattern(node, None, None)))


def ordered_of(store: ox.Store) -> Iterator[ox.Quad]:
    """As `ordered`, from a store that need not fit into memory: one named graph at a time."""
    for graph in sorted(store.named_graphs(), key=str):
        yield from (quad for _, quad in _rows(store.quads_for_pattern(None, None, None, graph)))


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


def write_files(
    store: ox.Store, ontology: Ontology, turtle: BinaryIO, trig: BinaryIO, quads: Sequence[ox.Quad] | None = None
) -> int:
    """Write Turtle and TriG of a store that need not fit into memory; the number of triples in all graphs together.

    Args:
        store: the dataset.
        ontology: whose prefixes are used.
        turtle: where the union of the named graphs goes.
        trig: where the dataset goes.
        quads: all quads of the store, if somebody has them at hand: few enough are sorted in memory, which is faster.
    """
    names = prefixes(ontology)
    if quads is not None and len(quads) <= _SORTED_IN_MEMORY:
        rows = _rows(quads)
        triples = _union(rows)
        ox.serialize(_ordered(rows), trig, ox.RdfFormat.TRIG, prefixes=names)
    else:
        triples = union_of(store)
        ox.serialize(ordered_of(store), trig, ox.RdfFormat.TRIG, prefixes=names)
    count = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal count
        for triple in triples:
            count += 1
            yield triple

    ox.serialize(counted(), turtle, ox.RdfFormat.TURTLE, prefixes=names)
    return count


def write_nquads(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:  # noqa: ARG001 - as all writers
    """N-Quads."""
    ox.serialize(ordered(quads), out, ox.RdfFormat.N_QUADS)


def write_ntriples(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:  # noqa: ARG001 - as all writers
    """N-Triples."""
    ox.serialize(union(quads), out, ox.RdfFormat.N_TRIPLES)
