"""Names that are alike without being the same: other words for one thing, initials, slips of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

from kg.naming import key
from kg.resolve.listed import Listed, gaps_of, listed, signs_of
from kg.resolve.nodes import Node, Reader, family, is_acronym
from kg.resolve.slips import ALIKE_PLACES, nearly, place_slip, slip
from kg.resolve.words import Words, read_words

_MOST = 400  # names that share all words but one; more are a form, such as `Ministry of …`, and are not compared
_LEAST_ACRONYM = 4  # letters of acronyms that look alike

Scored = Mapping[Node, Mapping[Node, float]]
"""What a thing that stands alone may be taken for, with scores."""


@dataclass
class Crowd:
    """The things that stand apart so far, with all keys that each goes by; those of the vocabulary beside them."""

    reader: Reader
    target: Mapping[Node, Node]
    words: Words = field(init=False)
    listed: Listed = field(init=False)
    keys: defaultdict[Node, set[str]] = field(default_factory=lambda: defaultdict(set))
    _scopes: defaultdict[Node, set[str]] = field(default_factory=lambda: defaultdict(set))
    _families: dict[Node, str] = field(default_factory=dict)
    _bound: set[Node] = field(default_factory=set)
    reports: defaultdict[Node, int] = field(default_factory=lambda: defaultdict(int))
    _acronyms: defaultdict[Node, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        reader, ontology = self.reader, self.reader.known.ontology
        self.words, self.listed = read_words(ontology), listed(ontology)
        for node, seen in reader.seen.items():
            head = self.target[node]
            scoped = reader.is_scoped(node)
            self.keys[head] |= {key(name) for name in seen.names} | {node.key} - {""}
            self._scopes[head] |= {node.scope} if scoped and node.scope else seen.scopes
            self.reports[head] += sum(seen.names.values())
            self._acronyms[head] |= {key(word) for word in (*seen.names, *seen.spellings) if is_acronym(word)}
            kind = family(ontology, reader.cls(node))
            self._families[head] = min(kind, self._families.get(head, kind))  # reports may disagree about an IRI
            if scoped:
                self._bound.add(head)

    def heads(self, *families: str) -> list[Node]:
        """All things of some families that reports name, in a fixed order."""
        return sorted(node for node, kind in self._families.items() if kind in families)

    def loose(self, *families: str) -> Iterator[Node]:
        """Those that are not known beforehand."""
        return (node for node in self.heads(*families) if not node.ref)

    def kind(self, node: Node) -> str:
        """The family of a thing."""
        return self._families.get(node) or self.listed.families[node]

    def scopes(self, node: Node) -> set[str]:
        """The countries of the reports that name a thing, and its own."""
        return self._scopes.get(node, set()) | self.listed.scopes.get(node, frozenset())

    def acronyms(self, node: Node) -> set[str]:
        """The keys of a thing's acronyms."""
        return self._acronyms.get(node, set()) | self.listed.acronyms.get(node, frozenset())

    def meets(self, one: Node, other: Node) -> bool:
        """Whether two things can be one as far as family, country and code go."""
        if one == other or self.kind(one) != self.kind(other) or one.code != other.code:
            return False
        if not any(node in self._bound or node in self.listed.scopes for node in (one, other)):
            return True
        return bool(self.scopes(one) & self.scopes(other))

    def best(self, nodes: Iterable[Node]) -> Node | None:
        """The one that others are taken for: the only known one, else that of most reports; None of several known."""
        among = list(nodes)
        known = [node for node in among if node.ref]
        if len(known) > 1:
            return None
        return known[0] if known else max(among, key=lambda n: (self.reports[n], len(n.key), n))


def by_words(crowd: Crowd, way: str) -> Scored:
    """Names of the same words: `wording` in the same order, `word-order` in any."""
    signs: defaultdict[tuple[str, str, tuple[str, ...]], set[Node]] = defaultdict(set)
    for head in crowd.heads(*crowd.words.by_words):
        for plain in crowd.keys[head]:
            for sign in signs_of(crowd.kind(head), plain, crowd.words):
                if sign[1] == way:
                    signs[sign].add(head)
    found: defaultdict[Node, dict[Node, float]] = defaultdict(dict)
    for sign, own in signs.items():
        group = own | {crowd.target.get(node, node) for node in crowd.listed.signs.get(sign, ())}
        for node in own if len(group) > 1 else ():
            near = {other for other in group if crowd.meets(node, other)}
            if not node.ref and near:
                best = crowd.best({node, *near})
                found[node] |= dict.fromkeys({best} - {node} if best else {o for o in near if o.ref}, 0.0)
    return found


def by_initials(crowd: Crowd, explained: Mapping[Node, object]) -> Scored:
    """Acronyms that no report explains: names in reports on the same country whose initials they are."""
    made: defaultdict[str, set[Node]] = defaultdict(set)
    for head in crowd.heads("Organization"):
        if crowd.reports[head]:
            for plain in crowd.keys[head]:
                for letters in crowd.words.initials(plain):
                    made[letters].add(head)
    found: dict[Node, dict[Node, float]] = {}
    for node in crowd.loose("Organization"):
        if node.key not in crowd.acronyms(node) or crowd.keys[node] != {node.key} or explained.get(node):
            continue
        near = {
            other
            for other in made.get(node.key, ())
            if node != other and crowd.scopes(node) & crowd.scopes(other) and not crowd.acronyms(other) - {node.key}
        }
        if near:
            found[node] = dict.fromkeys(near, 0.0)
    return found


def by_slips(crowd: Crowd) -> Scored:
    """Names that differ from another by a slip, and how alike they are."""
    found: defaultdict[Node, dict[Node, float]] = defaultdict(dict)
    for one, other, first, second in _near_pairs(crowd):
        score = slip(first, second, crowd.words.known)
        if score:
            node, right = _wrong_first(crowd, one, other, first, second)
            if not node.ref:
                found[node][right] = max(score, found[node].get(right, 0))
    for node, right, _, score in _near_places(crowd):
        if score:
            found[node][right] = max(score, found[node].get(right, 0))
    return found


def _wrong_first(crowd: Crowd, one: Node, other: Node, first: str, second: str) -> tuple[Node, Node]:
    """The pair with the one that has the slip first: no known thing, with fewer known words, in fewer reports."""

    def right(node: Node, plain: str) -> tuple[bool, int, int, Node]:
        return bool(node.ref), sum(w in crowd.words.known for w in plain.split()), crowd.reports[node], node

    return (one, other) if right(one, first) < right(other, second) else (other, one)


def _near_pairs(crowd: Crowd) -> Iterator[tuple[Node, Node, str, str]]:
    """Pairs of things with names that share all words but one, at least one of them not known beforehand."""
    gaps: defaultdict[tuple[str, int, tuple[str, ...]], set[tuple[str, Node]]] = defaultdict(set)
    for head in crowd.heads(*crowd.words.by_words):
        for plain in crowd.keys[head]:
            for gap in gaps_of(crowd.kind(head), plain):
                gaps[gap].add((plain, head))
    for gap, own in sorted(gaps.items()):
        block = own | crowd.listed.gaps.get(gap, frozenset())
        if not 1 < len(block) <= _MOST or all(node.ref for _, node in own):
            continue
        for (first, one), (second, other) in combinations(sorted(block), 2):
            if first != second and not (one.ref and other.ref) and crowd.meets(one, other):
                yield one, other, first, second


def _near_places(crowd: Crowd) -> Iterator[tuple[Node, Node, str, float]]:
    """Places that no gazetteer has with known ones of the same country that are spelt nearly so; 0 for no slip."""
    loose = [node for node in crowd.loose("Place") if node.scope]
    countries = {node.scope for node in loose}
    reports = crowd.reader.known
    known = {iso3: set(crowd.listed.places.get(iso3, ())) for iso3 in countries}
    for head in crowd.heads("Place") if countries else ():
        record = reports.record(head.ref) if head.ref else None
        if record is not None and record.cls != "Country" and record.iso3 in countries:
            known[record.iso3] |= {(key(name), head) for name in (record.name, *record.names)}
    for node in loose:
        if any(record.iso3 == node.scope for record in reports.gazetteer.lookup(node.key)):
            continue
        for plain, head in sorted(known[node.scope]):
            score = place_slip(node.key, plain)
            if score or OSA.normalized_similarity(node.key, plain) >= ALIKE_PLACES:
                yield node, head, plain, score


@dataclass(frozen=True, order=True)
class Resemblance:
    """Two things that look alike and are not taken for one."""

    one: Node
    other: Node
    way: str
    score: float


def resemblances(crowd: Crowd, ambiguous: Iterable[tuple[str, Node, Iterable[Node]]]) -> list[Resemblance]:
    """Pairs that nearly are one: look-alikes, and names that several things would do for."""
    found: dict[tuple[Node, Node], Resemblance] = {}

    def note(one: Node, other: Node, way: str, score: float) -> None:
        if one != other:
            pair = (min(one, other), max(one, other))
            known = found.get(pair)
            if known is None or known.score < score:
                found[pair] = Resemblance(*pair, way, round(score, 3))

    for one, other, first, second in _near_pairs(crowd):
        if score := nearly(first, second):
            note(one, other, "spelling", score)
    for node, head, plain, _ in _near_places(crowd):
        note(node, head, "spelling", OSA.normalized_similarity(node.key, plain))
    for one, other in _near_acronyms(crowd):
        note(one, other, "acronym", OSA.normalized_similarity(one.key, other.key))
    for way, node, others in ambiguous:
        for other in others:
            note(node, other, f"{way}, one of several", 0.5)
    return sorted(found.values())


def _near_acronyms(crowd: Crowd) -> Iterator[tuple[Node, Node]]:
    """Acronyms that differ by a letter."""
    blocks: defaultdict[tuple[int, str], set[Node]] = defaultdict(set)
    for node in crowd.loose("Organization"):
        if node.key in crowd.acronyms(node) and len(node.key) >= _LEAST_ACRONYM:
            for i in range(len(node.key)):
                blocks[i, node.key[:i] + node.key[i + 1 :]].add(node)
    for _, block in sorted(blocks.items()):
        yield from ((a, b) for a, b in combinations(sorted(block), 2) if len(a.key) == len(b.key))
