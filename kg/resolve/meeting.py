"""Which names mean the same thing.

A name with a `ref` is the thing that the ref says. Any other is at first one thing in the reports about one country. If
no report takes it for a place or a body of a state, which mean another thing in another country, it is one thing
everywhere. Then it meets, in this order,

1. the one known thing that bears it as a full name, in the vocabulary or where a report links it;
2. if it has no code, the one name like it that has a code;
3. the one thing that any report, or the vocabulary, gives it as a short form;
4. the one name of the same words in another language or with other function words, then in another order;
5. if it is an acronym, the one name in reports on the same country whose initials it has;
6. the one name of which it is a slip.

Where several things are possible it stays a thing of its own. What the user decides comes last and wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from kg.naming import key
from kg.ontology import RG, Ontology
from kg.resolve.deciding import Decider, Edges, last
from kg.resolve.decisions import Decisions
from kg.resolve.known import government_ref
from kg.resolve.likeness import Crowd, Resemblance, Scored, by_initials, by_slips, by_words, resemblances
from kg.resolve.nodes import GOVERNMENT, Node, Reader, family, is_acronym, is_scoped
from kg.resolve.ways import SURE, Why

Candidates = Mapping[Node, set[Node]]


_UNITS = frozenset({"Place", "Region", "District", "Municipality"})
"""Classes that reports give a unit whose name they do not know; a village or camp of its name is another place."""


@dataclass
class Meeting:
    """What each node is taken for, and why."""

    reader: Reader
    edges: Edges = field(default_factory=dict)
    why: dict[Node, Why] = field(default_factory=dict)  # of the edge that leaves a node
    ambiguous: list[tuple[str, Node, set[Node]]] = field(default_factory=list)

    def end(self, node: Node) -> Node:
        """What a node is taken for, possibly itself. Only the user can have two known things taken for one."""
        return last(node, self.edges)

    def reason(self, node: Node) -> Why:
        """Why a node is taken for its end: the first way on the path, and the least score."""
        found = Why("words", 1.0)
        passed = {node}
        while (following := self.edges.get(node, node)) not in passed:
            why = self.why.get(node)
            if why is not None:
                found = Why(why.way if found.way == "words" else found.way, min(why.score, found.score))
            passed.add(following)
            node = following
        return found

    def crowd(self) -> Crowd:
        """The things that stand apart, and those of the vocabulary."""
        target = {node: self.end(node) for node in self.reader.seen}
        return Crowd(self.reader, target)

    def resemblances(self) -> list[Resemblance]:
        """Pairs of things that nearly are one."""
        ambiguous = [(way, self.end(node), map(self.end, sorted(others))) for way, node, others in self.ambiguous]
        return resemblances(self.crowd(), ambiguous)

    def by_rules(self, apart: frozenset[Node] = frozenset()) -> Edges:
        """The edges that the rules find; the nodes given stand for themselves."""
        self.why, self.ambiguous = {}, []
        self.edges = _everywhere(self.reader, apart)
        alone = dict(self.edges)
        self._govern(apart)
        short = _introduced(self.reader)
        self._meet("name", _bearers(self.reader, apart), apart)
        self._meet("name", _in_tables(self.reader), apart)
        self._meet("code", _coded(alone), apart)
        self._meet("acronym", short, apart)
        for way, find in _LIKENESS:
            self._liken(way, find(self.crowd(), short), apart)
        return dict(self.edges)

    def _govern(self, apart: frozenset[Node]) -> None:
        """Bring the names of a government together, with the bare name of its country where that is a donor's.

        Elsewhere the bare name stands for the state, which is party to a treaty, say, whoever governs it.
        """
        donors = {node.ref for node, seen in self.reader.seen.items() if node.ref and seen.gives}
        for node, canonical in self.reader.canonical.items():
            if node in apart:
                continue
            if node != canonical:
                self._take("government" if canonical.key == GOVERNMENT else "body", node, {canonical: 1.0})
            ref = government_ref(canonical.scope)
            if canonical.key == GOVERNMENT and ref in donors and canonical not in apart:
                self._take("government", canonical, {Node(ref=ref): 1.0})

    def _meet(self, way: str, candidates: Candidates, apart: frozenset[Node]) -> None:
        """Let each name that stands alone meet its only candidate; all at once, from the state given."""
        before = dict(self.edges)
        for node in sorted(set(before.values()) - apart):
            if node.ref or before.get(node, node) != node:
                continue
            near = {last(c, before) for c in candidates.get(node, ())} - {node}
            far = {last(c, before) for c in candidates.get(replace(node, scope=""), ())} - {node}
            self._take(way, node, dict.fromkeys(near or far, SURE[way]))

    def _liken(self, way: str, found: Scored, apart: frozenset[Node]) -> None:
        before = dict(self.edges)
        for node, others in sorted(found.items()):
            if node not in apart and before.get(node, node) == node:
                ends: dict[Node, float] = {}
                for other, score in others.items():
                    end = last(other, before)
                    ends[end] = max(ends.get(end, 0), score or SURE[way])
                ends.pop(node, None)
                self._take(way, node, ends)

    def _take(self, way: str, node: Node, others: Mapping[Node, float]) -> None:
        if len(others) == 1:
            ((self.edges[node], score),) = others.items()
            self.why[node] = Why(way, round(score, 3))
        elif others:
            self.ambiguous.append((way, node, set(others)))


Finder = Callable[[Crowd, Candidates], Scored]
_LIKENESS: tuple[tuple[str, Finder], ...] = (
    ("wording", lambda crowd, _: by_words(crowd, "wording")),
    ("word-order", lambda crowd, _: by_words(crowd, "word-order")),
    ("initials", by_initials),
    ("spelling", lambda crowd, _: by_slips(crowd)),
)


def meet(reader: Reader, decisions: Decisions, alone: Callable[[Node], str]) -> Meeting:
    """Find what each name of the reports is taken for.

    Args:
        reader: what the reports say.
        decisions: of the user.
        alone: the IRI that a node would have if it were taken for nothing else.
    """
    meeting = Meeting(reader)
    meeting.edges, decided = Decider(reader, decisions, alone).decided(meeting.by_rules)
    meeting.why.update(dict.fromkeys(decided, Why("decision", SURE["decision"])))
    return meeting


def _everywhere(reader: Reader, apart: frozenset[Node]) -> Edges:
    """Names that mean the same in every country without the country, links that the user does not want without link."""
    bound = {(node.family, node.key, node.code) for node in reader.seen if reader.is_scoped(node)}

    def unbound(node: Node) -> Node:
        return node if (node.family, node.key, node.code) in bound else replace(node, scope="")

    found: Edges = {}
    for node in reader.seen:
        if not node.ref:
            found[node] = unbound(node)
        elif node.key:  # a link that a decision may undo
            found[node] = unbound(replace(node, ref="")) if node in apart else Node(ref=node.ref)
        else:
            found[node] = node
    return found


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


class _Grown(dict[Node, set[Node]]):
    """Candidates on top of others that stay as they are."""

    def __init__(self, below: Candidates) -> None:
        super().__init__()
        self._below = below

    def __missing__(self, node: Node) -> set[Node]:
        self[node] = set(self._below.get(node, ()))
        return self[node]

    def get(self, node: Node, default: Any = None) -> Any:
        return super().get(node) or self._below.get(node, default)


def _bearers(reader: Reader, apart: frozenset[Node]) -> Candidates:
    """Known things by the nodes that their full names would make."""
    found = _Grown(_vocabulary(reader.known.ontology)[0])
    for node, seen in reader.seen.items():
        if node.ref and node not in apart:
            kind = family(reader.known.ontology, reader.cls(node))
            scopes = seen.scopes | {reader.known.country(node.ref) or ""} if reader.is_scoped(node) else {""}
            for text in seen.names:
                for scope in scopes:
                    found[Node(family=kind, scope=scope, key=key(text))].add(Node(ref=node.ref))
    return found


def _in_tables(reader: Reader) -> Candidates:
    """Units that only a table of P-codes has, by the places of their country that no report links.

    Reports that were read without the table name them so.
    """
    found: dict[Node, set[Node]] = {}
    for node, seen in reader.seen.items():
        if node.ref or node.family != "Place" or not node.scope or not _UNITS.issuperset(seen.classes):
            continue
        at_home = [record for record in reader.known.gazetteer.lookup(node.key) if record.iso3 == node.scope]
        if len(at_home) == 1 and not at_home[0].in_geonames:
            found[node] = {Node(ref=reader.known.place_ref(at_home[0].geonames))}
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
    found = _Grown(_vocabulary(reader.known.ontology)[1])
    for node, seen in reader.seen.items():
        kind, bound = family(reader.known.ontology, reader.cls(node)), reader.is_scoped(node)
        for text in seen.spellings:
            for scope in seen.scopes | (set() if bound and not is_acronym(text) else {""}):
                found[Node(family=kind, scope=scope, key=key(text))].add(node)
    return found
