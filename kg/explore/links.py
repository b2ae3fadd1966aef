"""What joins two entities, and which facts say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.explore.content import Content, Fact
from kg.explore.lineage import Triple, lineage
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities and the property between them, with the facts that it follows from."""

    source: str
    target: str
    relation: str  # local name of a property
    mutual: bool  # the same property holds the other way round
    facts: tuple[str, ...]


def links(content: Content, ontology: Ontology) -> tuple[Link, ...]:
    """All links, in the order of their ends: those of the graph, then those that only a fact makes.

    A fact none of whose entities are joined by a property of their own still says that they belong together: its most
    specific entity, the one that fewest facts mention, is linked to the others by the slots in which they stand.
    """
    behind = lineage(content, ontology)
    own = set(content.links)
    found = [
        Link(s, o, relation, mutual=(o, relation, s) in own, facts=_both_ways(behind, s, relation, o))
        for s, relation, o in content.links
        if (o, relation, s) not in own or s < o
    ]
    facts: dict[Triple, list[str]] = defaultdict(list)
    for fact, triple in _implied(content, {(s, o) for s, _, o in content.links}):
        facts[triple].append(fact.iri)
    for (s, relation, o), iris in sorted(facts.items()):
        found.append(Link(s, o, relation, mutual=False, facts=tuple(iris)))
    return tuple(found)


def _both_ways(behind: dict[Triple, tuple[str, ...]], s: str, relation: str, o: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*behind.get((s, relation, o), ()), *behind.get((o, relation, s), ()))))


def _implied(content: Content, stated: set[tuple[str, str]]) -> Iterator[tuple[Fact, Triple]]:
    linked = {content.entities[iri].cls for pair in stated for iri in pair if iri in content.entities}
    mentions: dict[str, int] = defaultdict(int)
    for fact in content.facts.values():
        for iri in fact.entities:
            mentions[iri] += 1
    for fact in content.facts.values():
        slots = [
            (slot, value.value)
            for slot, value in fact.slots
            if isinstance(value, NamedNode) and _is_thing(content, value.value, linked)
        ]
        entities = dict.fromkeys(iri for _, iri in slots)
        if len(entities) < 2 or any((a, b) in stated for a in entities for b in entities):
            continue
        head = min(entities, key=lambda iri: (mentions[iri], iri))
        yield from ((fact, (head, slot, iri)) for slot, iri in slots if iri != head)


def _is_thing(content: Content, iri: str, linked: set[str]) -> bool:
    """Not a mere code such as a status or a unit: a concept of a class that no property joins to anything."""
    entity = content.entities.get(iri)
    return entity is not None and (entity.notation is None or entity.cls in linked)
