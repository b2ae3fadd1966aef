"""The network of entities for tools such as Gephi and Cytoscape: what is joined by a property, without the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import BinaryIO
from xml.etree.ElementTree import tostring

import networkx as nx
import pyoxigraph as ox

from kg.export.content import read
from kg.export.rdf import union
from kg.ontology import Ontology
from kg.text import xml_text


def network(quads: Sequence[ox.Quad], ontology: Ontology) -> nx.MultiDiGraph[str]:
    """Entities and concepts that are joined, by IRI; the key of an edge is the local name of its property.

    Nodes have `label`, `class` (the most special), `classes` and, where known, `lat` and `long`; edges have `property`
    and `facts`, the number of facts that name both ends.
    """
    content = read(quads, ontology)
    properties = {p.iri: p.name for p in ontology.properties.values()}
    together: Counter[tuple[str, str]] = Counter()
    for fact in content.facts:
        named = sorted({v.value for values in fact.slots.values() for v in values if v.value in content.things})
        together.update(combinations(named, 2))
    edges = [
        (t.subject.value, t.object.value, properties[t.predicate.value])
        for t in union(quads)
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)
        if t.predicate.value in properties and t.subject.value in content.things and t.object.value in content.things
    ]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted({iri for s, o, _ in edges for iri in (s, o)}):
        own = content.things[iri]
        graph.add_node(iri, label=xml_text(own.label), classes=" ".join(own.classes), **{"class": own.cls})
        if own.lat is not None and own.long is not None:
            graph.nodes[iri].update(lat=float(own.lat), long=float(own.long))
    for source, target, name in edges:
        facts = together[min(source, target), max(source, target)]
        graph.add_edge(source, target, key=name, property=name, facts=facts)
    return graph


def write_graphml(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """GraphML."""
    nx.write_graphml_xml(network(quads, ontology), out, named_key_ids=True)


def write_gexf(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """GEXF 1.2: edges are labelled by their property and weighed by their facts, at least 1."""
    graph = network(quads, ontology)
    for number, (_, _, own) in enumerate(graph.edges(data=True)):
        own.update(id=str(number), label=own["property"], weight=max(own["facts"], 1))
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate")  # of the clock: every export would be another
    writer.indent(writer.xml)
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(writer.xml, encoding="utf-8") + b"\n")
