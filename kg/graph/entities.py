"""The named graph of entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Protocol

import pyoxigraph as ox

from kg.graph.terms import Writer, decimal
from kg.model import Entity, Name, ReportClaims
from kg.ontology import RG, SKOS, WGS84
from kg.places import PlaceRecord

GEONAMES = "https://sws.geonames.org/"


class Resolution(Protocol):
    """What the graph needs to know of the entities of a set of reports."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities."""

    @property
    def links(self) -> tuple[tuple[str, str, str], ...]:
        """Statements between entities: IRI, local name of a property, IRI."""

    @property
    def records(self) -> Mapping[str, PlaceRecord]:
        """What the gazetteer knows of places, by their IRI."""

    def entity(self, report: ReportClaims, name: Name) -> Entity:
        """The entity that a name of a report stands for."""

    def mentioned(self, report: ReportClaims) -> tuple[Entity, ...]:
        """The entities that are linked in a report's text."""


def entity_quads(writer: Writer, resolution: Resolution) -> Iterator[ox.Quad]:
    """All entities with their names, codes and places."""
    for entity in resolution.entities:
        yield from writer.about(entity.iri, entity.cls, entity.label)
        yield from (writer.quad(entity.iri, SKOS + "altLabel", ox.Literal(s)) for s in sorted(entity.spellings))
        yield from (writer.quad(entity.iri, RG + "acronym", ox.Literal(a)) for a in sorted(entity.acronyms))
        yield from writer.optional(entity.iri, RG + "code", entity.code)
        yield from (writer.quad(entity.iri, RG + "mergedBy", ox.Literal(way)) for way in sorted(entity.merged_by))
        if entity.merge_score is not None:
            yield writer.quad(entity.iri, RG + "mergeScore", decimal(Decimal(repr(entity.merge_score))))
        if writer.ontology.is_a(entity.cls, "Country"):
            yield from writer.optional(entity.iri, RG + "iso3", entity.country)
        yield from _place(writer, entity, resolution)
    for subject, name, target in resolution.links:
        yield writer.quad(subject, RG + name, ox.NamedNode(target))


def _place(writer: Writer, entity: Entity, resolution: Resolution) -> Iterator[ox.Quad]:
    record = resolution.records.get(entity.iri)
    if record is None:
        return
    yield from writer.optional(entity.iri, RG + "pcode", record.pcode)
    if record.in_geonames:
        yield writer.quad(entity.iri, RG + "geonamesId", ox.Literal(str(record.geonames)))
        yield writer.quad(entity.iri, SKOS + "exactMatch", ox.NamedNode(f"{GEONAMES}{record.geonames}/"))
    for name, degrees in (("lat", record.lat), ("long", record.long)):
        if degrees is not None:
            yield writer.quad(entity.iri, WGS84 + name, decimal(Decimal(repr(degrees))))
