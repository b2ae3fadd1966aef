"""How decisions change what names are taken for."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.naming import key
from kg.resolve.decisions import Decisions, Who
from kg.resolve.nodes import Node, Reader, family

Edges = dict[Node, Node]
"""What each node is taken for directly; one that is missing stands for itself."""

Links = defaultdict[Node, set[Node]]
"""Which nodes the user's decisions bring together, in both directions."""

_NOT_MORE = 10_000  # rounds; each blocks one more edge


class Decider:
    """Applies decisions to edges.

    Args:
        reader: what the reports say.
        decisions: of the user.
        alone: the IRI that a node would have if it were taken for nothing else.
    """

    def __init__(self, reader: Reader, decisions: Decisions, alone: Callable[[Node], str]) -> None:
        self._reader = reader
        self._decisions = decisions
        self._by_key: defaultdict[str, set[Node]] = defaultdict(set)
        self._by_iri: defaultdict[str, set[Node]] = defaultdict(set)
        if decisions.same or decisions.different or decisions.means:
            for node in reader.seen:
                self._by_key[node.key.replace(":", " ")].add(node)
                self._by_iri[alone(node)].add(node)

    def decided(self, meet: Callable[[frozenset[Node]], Edges]) -> tuple[Edges, set[Node]]:
        """The edges that the user wants, and the nodes that a decision gave theirs.

        Args:
            meet: finds edges by the rules; the nodes given stand for themselves.
        """
        apart: frozenset[Node] = frozenset()
        for _ in range(_NOT_MORE):
            rules = meet(apart)
            edges = dict(rules)
            wanted: Links = defaultdict(set)
            own = self._means(edges, wanted)
            for node in own:
                rules.pop(node, None)
            own |= self._same(edges, wanted)
            wrong = self._violation(edges, rules, wanted, apart)
            if wrong is None:
                return edges, own
            apart |= {wrong}
        raise AssertionError("decisions do not come to an end")

    def _matched(self, who: Who) -> set[Node]:
        found = self._by_iri[who.text] if who.is_iri else self._by_key[who.text]
        ontology = self._reader.known.ontology
        return {n for n in found if not who.cls or ontology.is_a(self._reader.cls(n), who.cls)}

    def _family(self, node: Node) -> str:
        return family(self._reader.known.ontology, self._reader.cls(node))

    def _means(self, edges: Edges, wanted: Links) -> set[Node]:
        done: set[Node] = set()
        for who, text in sorted(self._decisions.means):
            ref = self._reader.known.ref_of(text)
            nodes = self._matched(who)
            cls = self._reader.known.cls(ref)
            kinds = {family(self._reader.known.ontology, cls)} if cls else {self._usual(nodes)}
            for node in nodes:
                if self._family(node) in kinds and node != Node(ref=ref):
                    root = _root(node, edges)
                    edges[root] = self._existing(ref, text)
                    _link(wanted, root, edges[root])
                    done |= {node, root}
        return done

    def _existing(self, ref: str, text: str) -> Node:
        """The node that has an IRI in the graph, if a report names it; else that of a known thing."""
        return min((n for n in self._by_iri[text] if not n.ref), default=Node(ref=ref))

    def _usual(self, nodes: Iterable[Node]) -> str:
        """The family in which most reports use a name."""
        count: defaultdict[str, int] = defaultdict(int)
        for node in nodes:
            count[self._family(node)] += sum(self._reader.seen[node].names.values())
        return min(count, key=lambda kind: (-count[kind], kind), default="")

    def _same(self, edges: Edges, wanted: Links) -> set[Node]:
        done: set[Node] = set()
        for first, second in sorted(self._decisions.same):
            for one in sorted(self._matched(first)):
                for other in sorted(self._matched(second)):
                    if self._family(one) != self._family(other) or not self._meet(
                        _root(one, edges), _root(other, edges)
                    ):
                        continue
                    _link(wanted, one, other)
                    ends = last(one, edges), last(other, edges)
                    if ends[0] != ends[1]:
                        known, taken = sorted(ends, key=self._rank, reverse=True)
                        edges[taken] = known
                        done |= {taken, one, other} - {known}
        return done

    def _meet(self, one: Node, other: Node) -> bool:
        """Names of different countries are the same only where an IRI says which are meant."""
        return bool(one.ref or other.ref or not one.scope or not other.scope or one.scope == other.scope)

    def _rank(self, node: Node) -> tuple[bool, bool, int, Node]:
        known = self._reader.known
        return bool(node.ref), known.term(node.ref) is not None, len(node.key), node

    def _violation(self, edges: Edges, rules: Edges, wanted: Links, apart: frozenset[Node]) -> Node | None:
        """A node whose edge by the rules brings names together that a decision keeps apart."""
        for first, second in sorted(self._decisions.different):
            ends: defaultdict[Node, list[Node]] = defaultdict(list)
            for node in sorted(self._matched(first)):
                ends[last(node, edges)].append(node)
            for other in sorted(self._matched(second)):
                usual = self._usual_key(last(other, edges))
                for one in ends.get(last(other, edges), ()):
                    # The usual name of the thing stays; of two others the first goes.
                    begin, end = sorted((one, other), key=lambda n: (n.key == usual, n))
                    for a, b in pairwise(_way(begin, end, rules, wanted)):
                        source = a if rules.get(a) == b else b
                        if rules.get(source) in {a, b} and source not in apart and _root(source, rules) == source:
                            return source
        return None

    def _usual_key(self, end: Node) -> str:
        term, record = self._reader.known.term(end.ref), self._reader.known.record(end.ref)
        return key(term.label if term else record.name if record else end.key)


def _root(node: Node, edges: Mapping[Node, Node]) -> Node:
    """The name in all countries, where it means the same in all."""
    everywhere = replace(node, scope="")
    return everywhere if edges.get(node) == everywhere else node


def _link(links: Links, one: Node, other: Node) -> None:
    links[one].add(other)
    links[other].add(one)


def _way(begin: Node, end: Node, rules: Edges, wanted: Links) -> list[Node]:
    """The nodes on the shortest way from one to another, along edges in either direction; empty if there is none."""
    links: Links = defaultdict(set, {node: set(others) for node, others in wanted.items()})
    for node, target in rules.items():
        if node != target:
            _link(links, node, target)
    before: dict[Node, Node] = {begin: begin}
    queue = deque([begin])
    while queue and end not in before:
        node = queue.popleft()
        for following in sorted(links[node] - before.keys()):
            before[following] = node
            queue.append(following)
    way = [end] if end in before else []
    while way and way[-1] != begin:
        way.append(before[way[-1]])
    return way[::-1]


def last(node: Node, edges: Mapping[Node, Node]) -> Node:
    """The end of a chain of edges. Short forms of each other make a ring, for which the longest stands."""
    path = [node]
    while (following := edges.get(path[-1], path[-1])) != path[-1]:
        if following in path:
            return max(path[path.index(following) :], key=lambda n: (len(n.key), n))
        path.append(following)
    return path[-1]


def unused(reader: Reader, decisions: Decisions, alone: Callable[[Node], str]) -> list[str]:
    """The names and IRIs of decisions that no report's name has; a slip in the file looks so."""
    keys = {node.key for node in reader.seen}
    iris = {alone(node) for node in reader.seen}
    sides = {w for pair in decisions.same | decisions.different for w in pair} | {w for w, _ in decisions.means}
    return sorted({w.text for w in sides if w.text not in (iris if w.is_iri else keys)})
