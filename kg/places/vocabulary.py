"""The places of the vocabulary that the gazetteer has too: they are told by context, not by their bare labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.ontology import RG, Ontology, VocabularyTerm
from kg.places.index import open_gazetteer
from kg.places.pcodes import read_pcodes
from kg.places.record import Gazetteer, PlaceRecord

UNITS = ("Region", "District", "Municipality", "Settlement", "Site")


def geonames_ids(ontology: Ontology) -> dict[str, int]:
    """The GeoNames ids that the vocabulary states, by IRI."""
    return {iri: int(number) for iri, number in stated(ontology, "geonamesId").items()}


def is_units_name(term: VocabularyTerm, ids: dict[str, int]) -> bool:
    """Whether the term is a place within a country that the gazetteer has: `San` is a district of Mali only in Mali."""
    return term.cls in UNITS and term.iri in ids


def records(ontology: Ontology, gazetteer: Gazetteer) -> Iterator[PlaceRecord]:
    """The gazetteer's records of such places with the vocabulary's names, for `open_gazetteer`."""
    ids, codes = geonames_ids(ontology), stated(ontology, "pcode")
    for term in ontology.terms.values():
        record = gazetteer.get(ids[term.iri]) if is_units_name(term, ids) else None
        if record is not None:
            names = tuple(dict.fromkeys((*record.names, *term.names)))
            yield replace(record, names=names, pcode=codes.get(term.iri))


def gazetteer_of(ontology: Ontology, pcodes: Iterable[Path] = ()) -> Gazetteer:
    """The places of the world with the vocabulary's names and P-codes, and with those of tables that users give.

    Raises:
        TableError: a table is none of P-codes, or contradicts itself.
    """
    known = tuple(records(ontology, open_gazetteer()))
    gazetteer = open_gazetteer(known)
    tables = tuple(pcodes)
    return open_gazetteer((*known, *read_pcodes(tables, gazetteer))) if tables else gazetteer


def stated(ontology: Ontology, name: str) -> dict[str, str]:
    """What the vocabulary states by a property of a local name, by the IRI of the subject."""
    found = (t for t in ontology.triples if t.predicate.value == RG + name)
    return {str(t.subject.value): str(t.object.value) for t in found}  # type: ignore[union-attr]
