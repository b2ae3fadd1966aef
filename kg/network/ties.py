"""The ties between entities: what rules derive of facts, with the facts that name both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pyoxigraph as ox

from kg.errors import QueryError
from kg.naming import key
from kg.ontology import RDF, RDFS, RG, SKOS, Ontology

Resources = Mapping[str, Mapping[str, list[str]]]
"""What is said of each resource: by its IRI and that of the property, the IRIs and lexical forms, in order."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with the place of its first passage."""

    iri: str
    label: str
    report: str  # file name
    page: int | None
    quote: str


@dataclass(frozen=True)
class Ties:
    """The entities that are tied and the ties between them.

    Nodes of `graph` are IRIs with `label`, `class` and `classes`; an edge has `properties` (each of which is a pair of
    its name and its source) and `facts` (IRIs). Nodes and edges are in a fixed order.
    """

    graph: nx.Graph[str]
    facts: Mapping[str, Fact]
    names: Mapping[str, tuple[str, ...]]  # IRIs of the nodes that bear a name, by its key

    def called(self, name: str) -> tuple[str, ...]:
        """The nodes that bear a name in any spelling.

        Raises:
            QueryError: none does; the message has the names that are most like it.
        """
        found = self.names.get(key(name), ())
        if not found:
            raise QueryError(f"nothing in the network is called {name!r}{self._alike(name)}")
        return found

    def _alike(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a message needs it

        close = get_close_matches(key(name), sorted(self.names), n=3, cutoff=0.6)
        labels = dict.fromkeys(self.graph.nodes[self.names[c][0]]["label"] for c in close)
        return f"; there is {', '.join(labels)}" if labels else ""


def read_ties(quads: Iterable[ox.Quad], ontology: Ontology) -> Ties:
    """The ties of a graph: the derived properties between entities, such as `funds` and `worksIn`.

    Concepts and reports are left out: that two organisations both assist refugees joins them to everyone. A tie without
    a fact that names both ends is left out too.
    """
    about = _by_subject(quads)
    names = {c.iri: c.name for c in ontology.classes.values()}
    classes = {iri: tuple(names[t] for t in own.get(RDF + "type", ()) if t in names) for iri, own in about.items()}
    entities = {iri for iri, own in classes.items() if any(ontology.is_a(c, "Entity") for c in own)}
    derived = {p.iri: p.name for p in ontology.properties.values() if p.name in ontology.derived}
    properties: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for source in sorted(entities):
        for predicate in about[source].keys() & derived.keys():
            for target in about[source][predicate]:
                if target in entities and target != source:
                    properties[min(source, target), max(source, target)].add((derived[predicate], source))
    facts = {iri: own for iri, own in classes.items() if any(ontology.is_a(c, "Fact") for c in own)}
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for iri in facts:
        named = sorted({v for values in about[iri].values() for v in values} & entities)
        for pair in combinations(named, 2):
            if pair in properties:
                together[pair].append(iri)
    graph: nx.Graph[str] = nx.Graph()
    for iri in sorted({end for pair in together for end in pair}):
        kinds = [c for c in classes[iri] if c not in ontology.roles] or list(classes[iri])
        special = max(kinds, key=lambda c: (len(ontology.ancestors(c)), c))
        label = about[iri].get(RDFS + "label", [iri])[0]
        graph.add_node(iri, label=label, classes=tuple(sorted(classes[iri])), **{"class": special})
    for pair in sorted(together):
        graph.add_edge(*pair, properties=tuple(sorted(properties[pair])), facts=tuple(together[pair]))
    used = {iri for _, _, own in graph.edges(data=True) for iri in own["facts"]}
    return Ties(graph, {iri: _fact(iri, about) for iri in sorted(used)}, _names(graph, about, ontology))


def _by_subject(quads: Iterable[ox.Quad]) -> Resources:
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].add(quad.object.value)
    return {iri: {name: sorted(values) for name, values in about[iri].items()} for iri in sorted(about)}


def _fact(iri: str, about: Resources) -> Fact:
    own = about[iri]
    passages = [about[p] for p in own.get(RG + "evidence", ()) if p in about]
    passages.sort(key=lambda p: int(p.get(RG + "beginIndex", ["0"])[0]))
    first = passages[0] if passages else {}
    report = about.get(first.get(RG + "document", [""])[0], {})
    page = first.get(RG + "page")
    return Fact(
        iri=iri,
        label=own.get(RDFS + "label", [iri])[0],
        report=report.get(RG + "file", [""])[0],
        page=int(page[0]) if page else None,
        quote=" … ".join(" ".join(p.get(RG + "text", [""])[0].split()) for p in passages),
    )


def _names(graph: nx.Graph[str], about: Resources, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    types = [(term.place_class, name) for term in ontology.by_class("PlaceType") for name in term.names]
    for iri in graph:
        own = about[iri]
        known = ontology.terms.get(iri)
        spellings = [v for name in (RDFS + "label", SKOS + "altLabel", RG + "acronym") for v in own.get(name, ())]
        names = dict.fromkeys((*spellings, *(known.names if known else ())))
        kinds = [word for cls, word in types if cls in graph.nodes[iri]["classes"]]
        typed = (form for word in kinds for name in names for form in (f"{name} {word}", f"{word} {name}"))
        for spelling in (*names, *typed, iri):  # Gao, Gao region, Région Gao
            found[key(spelling)].add(iri)
    return {name: tuple(sorted(iris)) for name, iris in found.items()}
