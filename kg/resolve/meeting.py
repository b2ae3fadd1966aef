"""Which names mean the same thing.

A name with a `ref` is the thing that the ref says. Any other is at first one thing in the reports about one country. If
no report takes it for a place or a body of a state, which mean another thing in another country, it is one thing
everywhere. Then it meets, in this order,

1. the one known thing that bears it as a full name, in the vocabulary or where a report links it;
2. if it has no code, the one name like it that has a code;
3. the one thing that any report, or the vocabulary, gives it as a short form.

Where several things are possible it stays a thing of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.naming import key
from kg.ontology import RG, Ontology
from kg.resolve.nodes import Node, Reader, family, is_acronym, is_scoped

Candidates = Mapping[Node, set[Node]]


def targets(reader: Reader) -> dict[Node, Node]:
    """The node that each node is taken for, possibly itself. Two known things are never taken for one."""
    alone = _everywhere(reader)
    borne = _meet(alone, _bearers(reader))
    coded = _meet(borne, _coded(alone))
    introduced = _meet(coded, _introduced(reader))
    return {node: _last(node, introduced) for node in reader.seen}


def _meet(target: Mapping[Node, Node], candidates: Candidates) -> dict[Node, Node]:
    """Let each name that stands alone meet its only candidate; all at once, from the state given."""
    found = dict(target)
    for node in sorted(set(target.values())):
        if node.ref or target.get(node, node) != node:
            continue
        near = {_last(c, target) for c in candidates.get(node, ())} - {node}
        far = {_last(c, target) for c in candidates.get(replace(node, scope=""), ())} - {node}
        if len(near or far) == 1:
            (found[node],) = near or far
    return found


def _everywhere(reader: Reader) -> dict[Node, Node]:
    """Names that mean the same in every country, without the country."""
    bound = {(node.family, node.key, node.code) for node in reader.seen if reader.is_scoped(node)}
    return {
        node: node if node.ref or (node.family, node.key, node.code) in bound else replace(node, scope="")
        for node in reader.seen
    }


def _last(node: Node, target: Mapping[Node, Node]) -> Node:
    """The end of a chain of targets. Short forms of each other make a ring, for which the longest stands."""
    path = [node]
    while (following := target.get(path[-1], path[-1])) != path[-1]:
        if following in path:
            return max(path[path.index(following) :], key=lambda n: (len(n.key), n))
        path.append(following)
    return path[-1]


@cache
def _vocabulary(ontology: Ontology) -> tuple[Candidates, Candidates]:
    """The vocabulary's things by the nodes that their full names, and that their acronyms, would make."""
    borne: dict[Node, set[Node]] = defaultdict(set)
    short: dict[Node, set[Node]] = defaultdict(set)
    for term in ontology.by_class("Entity"):
        thing, kind = Node(ref=term.iri), family(ontology, term.cls)
        scope = (term.country or "") if is_scoped(ontology, term.cls) else ""
        for text in (term.label, *term.alt_labels, *term.hidden_labels):
            borne[Node(family=kind, scope=scope, key=key(text))].add(thing)
        for text in term.acronyms:
            short[Node(family=kind, key=key(text))].add(thing)
    within = {(str(t.subject), str(t.object)) for t in ontology.triples if t.predicate.value == RG + "within"}
    return {node: _widest(things, within) for node, things in borne.items()}, short


def _widest(things: set[Node], within: set[tuple[str, str]]) -> set[Node]:
    """Without places within others of the set: the bare name of a region and of its district is the region's."""
    return {
        thing
        for thing in things
        if not any((f"<{thing.ref}>", f"<{other.ref}>") in within for other in things - {thing})
    }


def _started(candidates: Candidates) -> defaultdict[Node, set[Node]]:
    return defaultdict(set, {node: set(things) for node, things in candidates.items()})


def _bearers(reader: Reader) -> Candidates:
    """Known things by the nodes that their full names would make."""
    found = _started(_vocabulary(reader.known.ontology)[0])
    for node, seen in reader.seen.items():
        if node.ref:
            kind = family(reader.known.ontology, reader.cls(node))
            scopes = seen.scopes | {reader.known.country(node.ref) or ""} if reader.is_scoped(node) else {""}
            for text in seen.names:
                for scope in scopes:
                    found[Node(family=kind, scope=scope, key=key(text))].add(node)
    return found


def _coded(target: Mapping[Node, Node]) -> Candidates:
    found: dict[Node, set[Node]] = defaultdict(set)
    for node in target.values():
        if node.code:
            found[replace(node, code="")].add(node)
    return found


def _introduced(reader: Reader) -> Candidates:
    """Things by the nodes that their short forms would make.

    In reports about the countries where they are used all short forms hold; in others acronyms, and short forms of
    things that are the same everywhere.
    """
    found = _started(_vocabulary(reader.known.ontology)[1])
    for node, seen in reader.seen.items():
        kind, bound = family(reader.known.ontology, reader.cls(node)), reader.is_scoped(node)
        for text in seen.spellings:
            for scope in seen.scopes | (set() if bound and not is_acronym(text) else {""}):
                found[Node(family=kind, scope=scope, key=key(text))].add(node)
    return found
