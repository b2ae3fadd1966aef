"""What joins two entities, and which facts say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.explore.content import Content, Fact


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities and the property between them, with the facts whose slots hold both."""

    source: str
    target: str
    relation: str  # local name of a property
    mutual: bool  # the same property holds the other way round
    facts: tuple[str, ...]


def links(content: Content) -> tuple[Link, ...]:
    """All links, in the order of their ends: those of the graph, then those that only a fact makes.

    A fact none of whose entities are joined by a property of their own still says that they belong together: its most
    specific entity, the one that fewest facts mention, is linked to the others by the slots in which they stand.
    """
    stated = {(s, o): None for s, _, o in content.links}
    joined = _facts_by_pair(content, stated)
    own = set(content.links)
    found = [
        Link(s, o, relation, (o, relation, s) in own, joined.get(_pair(s, o), ()))
        for s, relation, o in content.links
        if (o, relation, s) not in own or s < o
    ]
    facts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for fact, triple in _implied(content, stated):
        facts[triple].append(fact.iri)
    found += [
        Link(s, o, relation, mutual=False, facts=tuple(facts[s, relation, o])) for s, relation, o in sorted(facts)
    ]
    return tuple(found)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _facts_by_pair(content: Content, stated: Mapping[tuple[str, str], None]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in content.facts.values():
        entities = fact.entities
        for i, a in enumerate(entities):
            for b in entities[i + 1 :]:
                if (a, b) in stated or (b, a) in stated:
                    found[_pair(a, b)].append(fact.iri)
    return {pair: tuple(facts) for pair, facts in found.items()}


def _implied(content: Content, stated: Mapping[tuple[str, str], None]) -> Iterator[tuple[Fact, tuple[str, str, str]]]:
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
