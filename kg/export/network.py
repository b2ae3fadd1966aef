"""The network of entities for tools such as Gephi and Cytoscape: what is joined by a property, without the facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import BinaryIO

import networkx as nx
import pyoxigraph as ox

from kg.export.rdf import union
from kg.ontology import RDF, RDFS, WGS84, Ontology


def network(quads: Sequence[ox.Quad], ontology: Ontology) -> nx.MultiDiGraph[str]:
    """Entities and concepts that are joined, by IRI; the key of an edge is the local name of its property.

    Nodes have `label`, `class` (the most special), `classes` and, where known, `lat` and `long`; edges have `property`.
    """
    triples = union(quads)
    names = {c.iri: c.name for c in ontology.classes.values()}
    properties = {p.iri: p.name for p in ontology.properties.values()}
    classes: dict[str, list[str]] = defaultdict(list)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            if predicate == RDF + "type" and value.value in names:
                classes[subject.value].append(names[value.value])
            elif predicate in {RDFS + "label", WGS84 + "lat", WGS84 + "long"}:
                values[subject.value].setdefault(predicate, value.value)
    things = {iri for iri, own in classes.items() if any(_is_thing(c, ontology) for c in own)}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edges = [
        (t.subject.value, t.object.value, properties[t.predicate.value])
        for t in triples
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)
        if t.predicate.value in properties and t.subject.value in things and t.object.value in things
    ]
    for iri in sorted({iri for s, o, _ in edges for iri in (s, o)}):
        own = values[iri]
        special = max(classes[iri], key=lambda c: (len(ontology.ancestors(c)), c))
        graph.add_node(
            iri, label=own.get(RDFS + "label", iri), classes=" ".join(sorted(classes[iri])), **{"class": special}
        )
        for name in ("lat", "long"):
            if WGS84 + name in own:
                graph.nodes[iri][name] = float(own[WGS84 + name])
    for source, target, name in edges:
        graph.add_edge(source, target, key=name, property=name)
    return graph


def _is_thing(cls: str, ontology: Ontology) -> bool:
    return ontology.is_a(cls, "Entity") or ontology.is_a(cls, "Concept")


def write_graphml(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """GraphML."""
    nx.write_graphml_xml(network(quads, ontology), out, named_key_ids=True)
