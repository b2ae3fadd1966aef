"""The vocabulary's things by what their names look like, worked out once an ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.naming import key
from kg.ontology import Ontology
from kg.resolve.nodes import Node, is_scoped
from kg.resolve.words import Words, read_words

Sign = tuple[str, str, tuple[str, ...]]
"""Family, way and words: what names of one thing share."""
Gap = tuple[str, int, tuple[str, ...]]
"""Family, and the words of a name but for the one at a position: what names share that differ in one word."""


@dataclass(frozen=True)
class Listed:
    """What names of the vocabulary's organisations, programmes and places are like."""

    families: Mapping[Node, str]
    scopes: Mapping[Node, frozenset[str]]  # of bodies of a state and places
    acronyms: Mapping[Node, frozenset[str]]
    signs: Mapping[Sign, frozenset[Node]]
    gaps: Mapping[Gap, frozenset[tuple[str, Node]]]  # with the keys of the names
    places: Mapping[str, tuple[tuple[str, Node], ...]]  # keys of names by country


@cache
def listed(ontology: Ontology) -> Listed:
    """What the vocabulary of an ontology is like."""
    words = read_words(ontology)
    families: dict[Node, str] = {}
    scopes: dict[Node, frozenset[str]] = {}
    acronyms: dict[Node, frozenset[str]] = {}
    signs: defaultdict[Sign, set[Node]] = defaultdict(set)
    found: defaultdict[Gap, set[tuple[str, Node]]] = defaultdict(set)
    places: defaultdict[str, list[tuple[str, Node]]] = defaultdict(list)
    for kind in (*words.by_words, "Place"):
        for term in ontology.by_class(kind):
            node = Node(ref=term.iri)
            families[node] = kind
            acronyms[node] = frozenset(map(key, term.acronyms))
            if term.country and is_scoped(ontology, term.cls):
                scopes[node] = frozenset({term.country})
            for plain in {key(n) for n in (term.label, *term.alt_labels, *term.hidden_labels)}:
                if kind != "Place":
                    for sign in signs_of(kind, plain, words):
                        signs[sign].add(node)
                    for gap in gaps_of(kind, plain):
                        found[gap].add((plain, node))
                elif term.country and not ontology.is_a(term.cls, "Country"):
                    places[term.country].append((plain, node))
    return Listed(
        families=families,
        scopes=scopes,
        acronyms=acronyms,
        signs={sign: frozenset(nodes) for sign, nodes in signs.items()},
        gaps={gap: frozenset(names) for gap, names in found.items()},
        places={iso3: tuple(sorted(names)) for iso3, names in places.items()},
    )


def signs_of(kind: str, plain: str, words: Words) -> Iterator[Sign]:
    """By what a name of a family is found by others of the same words."""
    return ((kind, way, sense) for way, sense in words.signatures(plain))


def gaps_of(kind: str, plain: str) -> Iterator[Gap]:
    """By what a name of several words is found by those that differ in one."""
    words = plain.split()
    for i in range(len(words)) if len(words) > 1 else ():
        yield kind, i, (*words[:i], *words[i + 1 :])
