"""The entities of a set of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Entity, Name, ReportClaims
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import Ontology
from kg.places import Gazetteer, PlaceRecord
from kg.resolve.deciding import unused
from kg.resolve.decisions import Decisions
from kg.resolve.entities import Surroundings, entity, own_iri
from kg.resolve.known import Known
from kg.resolve.meeting import Meeting, meet
from kg.resolve.nodes import Node, Reader, Seen, mention_name
from kg.resolve.ways import Merge, Near, Why


@dataclass(frozen=True)
class Resolution:
    """Which entity each name stands for.

    `entities` are in the order of their IRIs and hold the places above those that reports name. `links` are triples of
    IRI, local name of a property and IRI: what lies within what, which government belongs to which country. `records`
    are the gazetteer's, by IRI. `merges` tell why each wording is an entity's, `nears` which entities look alike.
    """

    entities: tuple[Entity, ...]
    links: tuple[tuple[str, str, str], ...]
    records: Mapping[str, PlaceRecord]
    names: Mapping[tuple[str, Name], Entity]  # by scope and name
    scopes: Mapping[tuple[str, str], str]  # by file and SHA-256 of a report
    merges: tuple[Merge, ...] = ()  # every wording of the entities that reports call by more than their label
    nears: tuple[Near, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)  # what is not known of entities, by IRI
    unused: tuple[str, ...] = ()  # names and IRIs of decisions that nothing bears

    def entity(self, report: ReportClaims, name: Name) -> Entity:
        """The entity that a name of a report stands for."""
        return self.names[self.scopes[report.file, report.sha256], name]

    def mentioned(self, report: ReportClaims) -> tuple[Entity, ...]:
        """The entities that are linked in a report's text, in the order of their IRIs."""
        scope = self.scopes[report.file, report.sha256]
        found = {e.iri: e for m in report.mentions if (e := self.names.get((scope, mention_name(m)))) is not None}
        return tuple(found[iri] for iri in sorted(found))


def resolve(
    reports: Iterable[ReportClaims],
    ontology: Ontology,
    gazetteer: Gazetteer,
    base: str = DEFAULT_BASE,
    decisions: Decisions | None = None,
) -> Resolution:
    """Find which names mean the same thing; the order of the reports does not matter.

    Raises:
        ClaimsError: a name has a `ref` that is neither an IRI nor of a known kind.
    """
    known = Known(ontology, gazetteer, Namer(base))
    decided = decisions or Decisions()
    reader = Reader(known, decided.names)
    for report in reports:
        reader.read(report)
    meeting = meet(reader, decided, lambda node: own_iri(known, node))
    target = {node: meeting.end(node) for node in reader.seen}
    groups: dict[Node, Seen] = defaultdict(Seen)
    wordings: dict[Node, dict[tuple[Node, str], Why]] = defaultdict(dict)
    for node, seen in reader.seen.items():
        groups[target[node]].add(seen)
        for text in seen.names:
            why = meeting.reason(node)
            way = "link" if node.ref and why.way == "words" else why.way
            wordings[target[node]][node, text] = Why(way, why.score)
    things = {}
    for head, seen in groups.items():
        things[head] = _explained(entity(known, head, seen), wordings[head])
    around = Surroundings(known)
    for head in sorted(things):
        around.add(head, things[head])
    everything = around.entities | {thing.iri: thing for thing in things.values()}
    merges = [
        Merge(
            label=things[head].label,
            iri=things[head].iri,
            name=text,
            way=why.way,
            score=why.score,
            reports=reader.seen[node].names[text],
            cls=things[head].cls,
            own=own_iri(known, node),
        )
        for head, own in wordings.items()
        if things[head].merged_by
        for (node, text), why in own.items()
    ]
    return Resolution(
        entities=tuple(everything[iri] for iri in sorted(everything)),
        links=tuple(sorted(around.links)),
        records=around.records,
        names={place: things[target[node]] for place, node in reader.nodes.items()},
        scopes=reader.scopes,
        merges=tuple(sorted(merges)),
        nears=tuple(sorted(_near(things, meeting, known))),
        unknown=dict(sorted(_unknown(things, around, ontology))),
        unused=tuple(unused(reader, decided, lambda node: own_iri(known, node))),
    )


def _explained(thing: Entity, wordings: Mapping[tuple[Node, str], Why]) -> Entity:
    """The entity with the ways by which its names came to be its, if it has names beside its label."""
    if {text for _, text in wordings} <= {thing.label}:
        return thing
    score = min(why.score for why in wordings.values())
    return replace(thing, merged_by=frozenset(why.way for why in wordings.values()), merge_score=score)


def _near(things: Mapping[Node, Entity], meeting: Meeting, known: Known) -> Iterator[Near]:
    for pair in meeting.resemblances():
        if pair.one in things or pair.other in things:
            one, other = (things.get(node) or entity(known, node, Seen()) for node in (pair.one, pair.other))
            yield Near(one.label, one.iri, other.label, other.iri, pair.way, pair.score, one.cls)


def _unknown(things: Mapping[Node, Entity], around: Surroundings, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Things that neither vocabulary nor gazetteer nor a report explains."""
    linked = {source for source, _, _ in around.links}
    for head, thing in things.items():
        if head.ref or thing.iri in linked:
            continue
        if ontology.is_a(thing.cls, "Place"):
            yield thing.iri, "no known place"
        elif ontology.is_a(thing.cls, "Organization") and thing.label in thing.acronyms:
            yield thing.iri, "unexplained acronym"
