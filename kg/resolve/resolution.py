"""The entities of a set of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Entity, Name, ReportClaims
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import Ontology
from kg.places import Gazetteer, PlaceRecord
from kg.resolve.entities import Surroundings, entity
from kg.resolve.known import Known
from kg.resolve.meeting import targets
from kg.resolve.nodes import Node, Reader, Seen, mention_name


@dataclass(frozen=True)
class Resolution:
    """Which entity each name stands for.

    `entities` are in the order of their IRIs and hold the places above those that reports name. `links` are triples of
    IRI, local name of a property and IRI: what lies within what, which government belongs to which country. `records`
    are the gazetteer's, by IRI.
    """

    entities: tuple[Entity, ...]
    links: tuple[tuple[str, str, str], ...]
    records: Mapping[str, PlaceRecord]
    names: Mapping[tuple[str, Name], Entity]  # by scope and name
    scopes: Mapping[tuple[str, str], str]  # by file and SHA-256 of a report

    def entity(self, report: ReportClaims, name: Name) -> Entity:
        """The entity that a name of a report stands for."""
        return self.names[self.scopes[report.file, report.sha256], name]

    def mentioned(self, report: ReportClaims) -> tuple[Entity, ...]:
        """The entities that are linked in a report's text, in the order of their IRIs."""
        scope = self.scopes[report.file, report.sha256]
        found = {e.iri: e for m in report.mentions if (e := self.names.get((scope, mention_name(m)))) is not None}
        return tuple(found[iri] for iri in sorted(found))


def resolve(
    reports: Iterable[ReportClaims], ontology: Ontology, gazetteer: Gazetteer, base: str = DEFAULT_BASE
) -> Resolution:
    """Find which names mean the same thing; the order of the reports does not matter.

    Raises:
        ClaimsError: a name has a `ref` that is neither an IRI nor of a known kind.
    """
    known = Known(ontology, gazetteer, Namer(base))
    reader = Reader(known)
    for report in reports:
        reader.read(report)
    target = targets(reader)
    groups: dict[Node, Seen] = defaultdict(Seen)
    for node, seen in reader.seen.items():
        groups[target[node]].add(seen)
    things = {head: entity(known, head, seen) for head, seen in groups.items()}
    around = Surroundings(known)
    for head in sorted(things):
        around.add(head, things[head])
    everything = around.entities | {thing.iri: thing for thing in things.values()}
    return Resolution(
        entities=tuple(everything[iri] for iri in sorted(everything)),
        links=tuple(sorted(around.links)),
        records=around.records,
        names={place: things[target[node]] for place, node in reader.nodes.items()},
        scopes=reader.scopes,
    )
