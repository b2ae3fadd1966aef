"""Which names mean the same thing.

A name with a `ref` is the thing that the ref says. Any other meets, in this order,

1. the one known thing that bears it as a full name, in the vocabulary or where a report links it;
2. if it has no code, the one name like it that has a code;
3. the one thing that any report, or the vocabulary, gives it as a short form.

Where several things are possible it stays a thing of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.naming import key
from kg.ontology import VocabularyTerm
from kg.resolve.nodes import Node, Reader

Candidates = Mapping[Node, set[Node]]


def targets(reader: Reader) -> dict[Node, Node]:
    """The node that each node is taken for, possibly itself. Two known things are never taken for one."""
    alone = {node: node for node in reader.seen}
    borne = _meet(alone, _bearers(reader))
    coded = _meet(borne, _coded(reader))
    introduced = _meet(coded, _introduced(reader))
    return {node: _last(node, introduced) for node in reader.seen}


def _meet(target: Mapping[Node, Node], candidates: Candidates) -> dict[Node, Node]:
    """Let each name that stands alone meet its only candidate; all at once, from the state given."""
    found = dict(target)
    for node, taken_for in target.items():
        if node.ref or taken_for != node:
            continue
        others = {_last(c, target) for c in candidates.get(node, ())} - {node}
        if len(others) == 1:
            found[node] = others.pop()
    return found


def _last(node: Node, target: Mapping[Node, Node]) -> Node:
    """The end of a chain of targets. Short forms of each other make a ring, for which the longest stands."""
    path = [node]
    while (following := target.get(path[-1], path[-1])) != path[-1]:
        if following in path:
            return max(path[path.index(following) :], key=lambda n: (len(n.key), n))
        path.append(following)
    return path[-1]


def _entries(reader: Reader) -> Iterator[VocabularyTerm]:
    return reader.known.ontology.by_class("Entity")


def _bearers(reader: Reader) -> Candidates:
    """Known things by the nodes that their full names would make."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for term in _entries(reader):
        scope = (term.country or "") if reader.is_scoped(term.cls) else ""
        for text in (term.label, *term.alt_labels, *term.hidden_labels):
            found[Node(family=reader.family(term.cls), scope=scope, key=key(text))].add(Node(ref=term.iri))
    for node, seen in reader.seen.items():
        if not node.ref:
            continue
        for cls in seen.classes:
            own = reader.known.country(node.ref) or ""
            scopes = seen.scopes | {own} if reader.is_scoped(cls) else {""}
            for text in seen.names:
                for scope in scopes:
                    found[Node(family=reader.family(cls), scope=scope, key=key(text))].add(node)
    return found


def _coded(reader: Reader) -> Candidates:
    found: dict[Node, set[Node]] = defaultdict(set)
    for node in reader.seen:
        if node.code:
            found[Node(family=node.family, scope=node.scope, key=node.key)].add(node)
    return found


def _introduced(reader: Reader) -> Candidates:
    """Things by the nodes that their short forms would make: anywhere, or in reports about a country that use them."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for term in _entries(reader):
        for text in term.acronyms:
            found[Node(family=reader.family(term.cls), key=key(text))].add(Node(ref=term.iri))
    for node, seen in reader.seen.items():
        for family in {reader.family(cls) for cls in seen.classes}:
            for text in seen.spellings:
                for scope in seen.scopes | {""}:
                    found[Node(family=family, scope=scope, key=key(text))].add(node)
    return found
