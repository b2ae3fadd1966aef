"""What is handed on can be read by the tools it is for, and is the same whenever it is made."""

from __future__ import annotations

import io
import json
import random

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hand_claims import sample

from kg import ontology as onto
from kg.derive import derive
from kg.errors import ExportError
from kg.export import FORMATS, export
from kg.graph import quads
from kg.ontology import RDFS
from kg.places import open_gazetteer
from kg.resolve import resolve


@pytest.fixture(scope="module")
def graph() -> list[ox.Quad]:
    found = list(quads(sample(), resolve(sample(), onto.load(), open_gazetteer()), onto.load()))
    return found + derive(found, onto.load())


def written(graph: list[ox.Quad], form: str) -> bytes:
    out = io.BytesIO()
    export(graph, onto.load(), form, out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_does_not_matter(graph: list[ox.Quad], form: str) -> None:
    turned = [*graph, *graph[:100]]
    random.Random(7).shuffle(turned)
    assert written(turned, form) == written(graph, form)


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib uses what it warns of
@pytest.mark.parametrize(
    ("form", "parser"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("trig", "trig"), ("nquads", "nquads")],
)
def test_rdflib_reads_back_the_same_triples(graph: list[ox.Quad], form: str, parser: str) -> None:
    union = rdflib.Graph().parse(
        data=ox.serialize({q.triple for q in graph}, format=ox.RdfFormat.N_TRIPLES), format="nt"
    )
    found = rdflib.Dataset(default_union=True).parse(data=written(graph, form), format=parser)
    assert set(found.triples((None, None, None))) == set(union)


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_named_graphs_are_kept(graph: list[ox.Quad], form: str) -> None:
    syntax = ox.RdfFormat.TRIG if form == "trig" else ox.RdfFormat.N_QUADS
    assert set(ox.parse(written(graph, form), format=syntax)) == set(graph)


def test_turtle_reads_well(graph: list[ox.Quad]) -> None:
    lines = written(graph, "turtle").decode().splitlines()
    assert "@prefix rg: <https://w3id.org/reportgraph/ontology#> ." in lines
    assert any(line.startswith("country:MLI a rg:Country") for line in lines)
    assert not [line for line in lines if line.startswith("_:")]


def test_json_ld_is_one_resource_a_line_with_short_keys(graph: list[ox.Quad]) -> None:
    data = json.loads(written(graph, "jsonld"))
    gift = next(r for r in data["@graph"] if "rg:Contribution" in r.get("@type", ()))
    assert gift["rg:amount"] == {"@type": "xsd:decimal", "@value": "44528"}
    assert gift["rg:currency"] == "USD"
    assert len(written(graph, "jsonld").splitlines()) == len(data["@graph"]) + 3


def test_networkx_reads_who_is_joined_to_whom(graph: list[ox.Quad]) -> None:
    network = nx.read_graphml(io.BytesIO(written(graph, "graphml")), force_multigraph=True)
    labels = nx.get_node_attributes(network, "label")
    edges = {(labels[s], d["property"], labels[o]) for s, o, d in network.edges(data=True)}
    assert ("Sweden", "funds", "Blue Well Foundation") in edges
    assert ("Gao", "within", "Mali") in edges
    mali = (s for s, o, d in network.edges(data=True) if (d["property"], labels[o]) == ("within", "Mali"))
    gao = next(n for n in mali if labels[n] == "Gao")  # the region, not its district of the same name
    assert network.nodes[gao]["class"] == "Region"
    assert network.nodes[gao]["lat"] == pytest.approx(16.27, abs=0.1)
    assert not [n for n in network if "/fact/" in n or "/passage/" in n]


def test_the_network_survives_hostile_names(graph: list[ox.Quad]) -> None:
    label = ox.Literal('<script>&"\u202e]]>')
    (sweden,) = {q.subject for q in graph if q.object == ox.Literal("Sweden") and "organization" in q.subject.value}
    odd = [
        ox.Quad(q.subject, q.predicate, label, q.graph_name)
        if q.subject == sweden and q.predicate.value == RDFS + "label"
        else q
        for q in graph
    ]
    network = nx.read_graphml(io.BytesIO(written(odd, "graphml")), force_multigraph=True)
    assert label.value in nx.get_node_attributes(network, "label").values()


def test_an_unknown_format_is_named_with_those_there_are(graph: list[ox.Quad]) -> None:
    with pytest.raises(ExportError, match="no format is called 'docx'; there are turtle, trig"):
        written(graph, "docx")
