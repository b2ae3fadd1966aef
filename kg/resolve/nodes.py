"""What a name is known by before names meet, and how the reports call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from kg.model import Mention, Name, ReportClaims
from kg.naming import key
from kg.ontology import Ontology
from kg.resolve.known import Known
from kg.resolve.words import read_words

GOVERNMENT = "government"
"""The key of the government of a country, whatever a name calls it."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A known thing has only a `ref`; another is known by family and key, and perhaps by a country and a code.

    A name of a known thing that a decision speaks of has all of them.
    """

    ref: str = ""
    family: str = ""
    scope: str = ""  # ISO 3166 alpha-3 of the report's country, or its key
    key: str = ""
    code: str = ""


@dataclass
class Seen:
    """How the reports call one node."""

    names: Counter[str] = field(default_factory=Counter)  # fullest forms, by the number of reports
    spellings: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    scopes: set[str] = field(default_factory=set)
    gives: bool = False

    def add(self, other: Seen) -> None:
        """Take in what is seen of another node."""
        self.names.update(other.names)
        self.spellings |= other.spellings
        self.classes.update(other.classes)
        self.codes |= other.codes
        self.scopes |= other.scopes
        self.gives |= other.gives


@dataclass
class Reader:
    """Notes the names of reports; `decided` are the keys of names that decisions speak of."""

    known: Known
    decided: frozenset[str] = frozenset()
    scopes: dict[tuple[str, str], str] = field(default_factory=dict)  # by file and SHA-256 of a report
    nodes: dict[tuple[str, Name], Node] = field(default_factory=dict)  # by scope and name
    seen: defaultdict[Node, Seen] = field(default_factory=lambda: defaultdict(Seen))
    canonical: dict[Node, Node] = field(default_factory=dict)  # of names of bodies of a state: without their country

    def read(self, report: ReportClaims) -> None:
        """Note each name of a report; a wording counts once a report, so that long reports weigh no more."""
        scope = self.scopes[report.file, report.sha256] = self._scope(report.country)
        worded: set[tuple[Node, str, str]] = set()
        by_country = read_words(self.known.ontology).called_by_country
        for slot, name in self._names(report):
            node = self.nodes.get((scope, name)) or self.node(name, scope)
            self.nodes[scope, name] = node
            worded |= {(node, "text", name.text), (node, "class", self._cls(name, scope))}
            here = self.seen[node]
            here.spellings.update(name.spellings)
            here.codes.update([name.code] if name.code else [])
            here.scopes.update((scope, node.scope) if node.scope else (scope,))
            here.gives |= slot in by_country
        for node, what, word in worded:
            (self.seen[node].names if what == "text" else self.seen[node].classes)[word] += 1

    def _names(self, report: ReportClaims) -> Iterator[tuple[str, Name]]:
        """Every name with the slot it stands in; the slot is empty for those that stand in none."""
        for claim in report.claims:
            for slot, values in claim.slots.items():
                yield from ((slot, value) for value in values if isinstance(value, Name))
        yield from (("", name) for name in (*report.names, report.publisher, report.country) if name is not None)
        for mention in report.mentions:
            if mention.ref is not None and self.known.ontology.is_a(mention.cls, "Entity"):
                yield "", mention_name(mention)

    def node(self, name: Name, scope: str) -> Node:
        """What a name is known by in reports about one country."""
        ontology = self.known.ontology
        plain = Node(family=family(ontology, name.cls), scope=scope, key=key(name.text), code=name.code or "")
        if any(ontology.is_a(name.cls, cls) for cls in read_words(ontology).signed):
            plain = replace(plain, key=key(_measured(name.text)))
        if name.ref is None:
            return self._of_state(name, plain) if ontology.is_a(name.cls, "Organization") else plain
        ref = self.known.ref(name)
        return replace(plain, ref=ref) if plain.key in self.decided else Node(ref=ref)

    def _of_state(self, name: Name, plain: Node) -> Node:
        """The node of an organisation; a government or a body whose name states its country is of that country."""
        words = read_words(self.known.ontology)
        iso3, body = words.government(name.text, plain.scope), words.body(name.text)
        if iso3 is None and body is None:
            return plain
        country = iso3 or (body.country if body else "")
        node = replace(plain, scope=country)
        self.canonical[node] = replace(node, key=body.key if body and not iso3 else GOVERNMENT)
        return node

    def _cls(self, name: Name, scope: str) -> str:
        """The class that a report gives a name; where it knows only that it is an organisation, what the name says."""
        if name.cls != "Organization" or name.ref is not None:
            return name.cls
        words = read_words(self.known.ontology)
        return "Government" if words.government(name.text, scope) else words.kind(name.text) or name.cls

    def _scope(self, country: Name | None) -> str:
        if country is None:
            return ""
        node = self.node(country, "")
        return self.known.country(node.ref) or node.key

    def cls(self, node: Node) -> str:
        """The class of what a node stands for."""
        return self.known.cls(node.ref) or most_special(self.known.ontology, self.seen[node].classes)

    def is_scoped(self, node: Node) -> bool:
        """Whether a node's names mean another thing in another country."""
        return any(
            is_scoped(self.known.ontology, cls) for cls in (self.known.cls(node.ref), *self.seen[node].classes) if cls
        )


def _measured(name: str) -> str:
    """A name with its signs in words: `% of boys` and `# of boys` are two."""
    return name.replace("%", " percent ").replace("#", " number ")


@cache
def family(ontology: Ontology, cls: str) -> str:
    """The class just below `rg:Entity` that a class descends from; names of two families never meet."""
    return next((a for a in reversed(ontology.ancestors(cls)) if a != "Entity"), cls)


@cache
def is_scoped(ontology: Ontology, cls: str) -> bool:
    """Whether names of a class mean another thing in another country, as `Gao` and `Ministry of Health` do."""
    is_a = ontology.is_a
    return (is_a(cls, "Place") and not is_a(cls, "Country")) or is_a(cls, "Government")


def most_special(ontology: Ontology, classes: Mapping[str, int]) -> str:
    """The most special class; of several equally special the one in most reports."""
    return min(classes, key=lambda cls: (-len(ontology.ancestors(cls)), -classes[cls], cls))


def mention_name(mention: Mention) -> Name:
    """A linked mention as a name."""
    return Name(mention.text, mention.cls, mention.ref)


@lru_cache(maxsize=1 << 16)
def is_acronym(word: str) -> bool:
    """Whether a form is made of initials: one token of two to twelve characters, mostly capitals."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(word) <= 12 and not any(c.isspace() for c in word) and capitals >= 2 and 2 * capitals > len(letters)
