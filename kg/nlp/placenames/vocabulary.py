"""The places of the vocabulary that the gazetteer has too: they are told by context, not by their bare labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ontology import RG, Ontology, VocabularyTerm
from kg.places import Gazetteer, PlaceRecord

UNITS = ("Region", "District", "Municipality", "Settlement", "Site")


def geonames_ids(ontology: Ontology) -> dict[str, int]:
    """The GeoNames ids that the vocabulary states, by IRI."""
    stated = (t for t in ontology.triples if t.predicate.value == RG + "geonamesId")
    return {str(t.subject.value): int(str(t.object.value)) for t in stated}  # type: ignore[union-attr]


def is_units_name(term: VocabularyTerm, ids: dict[str, int]) -> bool:
    """Whether the term is a place within a country that the gazetteer has: `San` is a district of Mali only in Mali."""
    return term.cls in UNITS and term.iri in ids


def records(ontology: Ontology, gazetteer: Gazetteer) -> Iterator[PlaceRecord]:
    """The gazetteer's records of such places with the vocabulary's names, for `open_gazetteer`."""
    ids = geonames_ids(ontology)
    for term in ontology.terms.values():
        record = gazetteer.get(ids[term.iri]) if is_units_name(term, ids) else None
        if record is not None:
            yield replace(record, names=tuple(dict.fromkeys((*record.names, *term.names))))
