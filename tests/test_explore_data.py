"""What the explorer makes of a graph before a browser sees it: links, positions, outlines, offsets."""

from __future__ import annotations

import json
import math
import re
import runpy
from itertools import combinations
from pathlib import Path
from typing import Any

import explore_graph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology as onto
from kg.explore import outlines, write_explorer
from kg.explore.content import Content, Entity
from kg.explore.gather import read
from kg.explore.layout import positions
from kg.explore.links import Link, links
from kg.explore.texts import in_utf16

ROOT = Path(__file__).parents[1]
BASE = explore_graph.BASE


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, dict[tuple[str, str, str], Link]]:
    ontology = explore_graph.ontology(tmp_path_factory.mktemp("ontology"))
    content = read(explore_graph.small().quads, ontology)
    short = {
        (li.source.removeprefix(BASE), li.relation, li.target.removeprefix(BASE)): li for li in links(content, ontology)
    }
    return content, short


Small = tuple[Content, dict[tuple[str, str, str], Link]]


def labels(content: Content, link: Link) -> list[str]:
    return [content.facts[iri].label for iri in link.facts]


def test_a_derived_link_names_exactly_the_facts_that_its_rule_matched(small: Small) -> None:
    content, found = small
    assert labels(content, found["org/nordia", "funds", "org/relief-agency"]) == ["Nordia gave USD 1,200,000"]
    assert labels(content, found["org/hands", "worksIn", "place/belu"]) == ["12 latrines built in Belu"]
    assert len(found["place/wadara", "hosts", "group/idps"].facts) == 3


def test_a_link_that_holds_both_ways_is_one(small: Small) -> None:
    content, found = small
    (pair,) = [key for key in found if key[1] == "partnerOf"]
    assert found[pair].mutual
    assert labels(content, found[pair]) == ["12 latrines built in Belu"]


def test_a_link_of_the_vocabulary_claims_no_fact(small: Small) -> None:
    assert small[1]["place/belu", "within", "place/kosso"].facts == ()


def test_a_fact_without_a_derived_link_still_joins_what_it_is_about(small: Small) -> None:
    content, found = small
    assert labels(content, found["person/ada", "organization", "org/relief-agency"]) == ["Ada Örn, head of office"]
    assert not [key for key in found if key[2].startswith(("unit/", "measure/"))]


def test_roles_are_no_kinds(small: Small) -> None:
    nordia = small[0].entities[BASE + "org/nordia"]
    assert (nordia.cls, nordia.roles) == ("Government", ("Donor",))


# Positions -------------------------------------------------------------------------------------------------------

PAIRS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda p: p[0] != p[1]), max_size=30)


@settings(max_examples=25)
@given(PAIRS, st.randoms(use_true_random=False))
def test_nodes_have_the_same_places_whatever_the_order_of_the_edges(pairs: list[tuple[int, int]], random: Any) -> None:
    nodes = [str(n) for n in range(15)]
    edges = [(str(a), str(b)) for a, b in pairs]
    shuffled = [(b, a) for a, b in edges]
    random.shuffle(shuffled)
    assert positions(nodes, edges) == positions(nodes, shuffled)


@settings(max_examples=25)
@given(PAIRS)
def test_no_node_stands_on_another(pairs: list[tuple[int, int]]) -> None:
    places = positions([str(n) for n in range(15)], [(str(a), str(b)) for a, b in pairs])
    gaps = [math.dist(places[a], places[b]) for a, b in combinations(places, 2)]
    assert min(gaps) > 20  # twice the radius of a node


# Outlines --------------------------------------------------------------------------------------------------------

SQUARE = [0, 0, 100, 0, 0, 100, -100, 0, 0, -100]
FAR = ["Far", [100, 0, 101, 1], [0.5, 100.5, 1.0]]
NEAR = ["S. Near", [0, 0, 1, 1], [0.5, 0.5, 1.0]]
WORLD = {
    "note": "made up",
    "coarse": [
        ["Far", [100, 0, 101, 1], [0.5, 100.5, 1.0], [SQUARE]],
        ["S. Near", [0, 0, 1, 1], [0.5, 0.5, 1.0], [[]]],
    ],
    "fine": [["Far", [100, 0, 101, 1], [0.5, 100.5, 1.0], [[1]]], ["S. Near", [0, 0, 1, 1], [0.5, 0.5, 1.0], [SQUARE]]],
}


def entity(label: str, *spellings: str, iso3: str | None = "XXX", point: tuple[float, float] | None = None) -> Entity:
    return Entity(
        label, "Country", label, spellings, (), None, point, matched=False, country=False, iso3=iso3, is_place=True
    )


def test_countries_near_the_places_are_drawn_in_detail_the_others_in_short() -> None:
    drawn = outlines.outlines(WORLD, [(0.5, 3.0)])
    assert drawn["countries"] == [["Far", 0.5, 100.5, 1.0, [SQUARE]], ["S. Near", 0.5, 0.5, 1.0, [SQUARE]]]


def test_a_country_without_coordinates_stands_where_its_name_is_written() -> None:
    named = [entity("South Near"), entity("Republic", "FAR"), entity("Far", iso3=None), entity("Own", point=(9.0, 9.0))]
    assert outlines.points(named[:2], WORLD) == {"South Near": (0.5, 0.5), "Republic": (0.5, 100.5)}
    assert outlines.points(named[2:], WORLD) == {"Own": (9.0, 9.0)}


def test_outlines_come_out_of_topojson() -> None:
    countries = runpy.run_path(str(ROOT / "tools" / "world_outlines.py"))["countries"]
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10.0, 20.0]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Square"}},
                    {"type": "MultiPolygon", "arcs": [[[-1 - 1, -1 - 0]]], "properties": {"name": "Backwards"}},
                ]
            }
        },
    }
    backwards, square = countries(topology)
    assert square == [
        "Square",
        [10.0, 20.0, 11.0, 21.0],
        [20.5, 10.5, 1.0],
        [[1000, 2000, 100, 0, 0, 100, -100, 0, 0, -100]],
    ]
    assert backwards[3] == [[1000, 2000, 0, 100, 100, 0, 0, -100, -100, 0]]


def test_a_country_on_both_sides_of_the_180th_meridian_is_drawn_in_one_piece() -> None:
    countries = runpy.run_path(str(ROOT / "tools" / "world_outlines.py"))["countries"]
    topology = {
        "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
        "arcs": [
            [[170, 10], [9, 0], [-354, 0], [0, 5], [354, 0], [-9, 0], [0, -5]],
            [[-180, -70], [180, 5], [180, -5], [0, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Across"}},
                    {"type": "Polygon", "arcs": [[1]], "properties": {"name": "Around the pole"}},
                ]
            }
        },
    }
    across, pole = countries(topology)
    assert across[1] == [170.0, 10.0, 185.0, 15.0]
    assert max(abs(step) for ring in across[3] for step in ring[2:]) <= 900
    assert pole[1] == [-180.0, -90.0, 180.0, -65.0]


# Offsets ---------------------------------------------------------------------------------------------------------


@given(st.text(max_size=60), st.data())
def test_offsets_count_as_a_browser_counts(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert in_utf16(text)(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


# Another domain --------------------------------------------------------------------------------------------------

BIRDS = """
@prefix rg: <https://w3id.org/reportgraph/ontology#> .
@prefix b: <https://example.org/birds#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
rg:Fact a owl:Class ; rdfs:label "fact" . rg:Passage a owl:Class ; rdfs:label "passage" .
rg:Report a owl:Class ; rdfs:label "report" .
b:Sighting a owl:Class ; rdfs:subClassOf rg:Fact ; rdfs:label "sighting" .
b:Bird a owl:Class ; rdfs:label "bird" . b:Watcher a owl:Class ; rdfs:label "watcher" .
b:seen a owl:ObjectProperty ; rdfs:range b:Bird ; rdfs:label "seen" .
b:by a owl:ObjectProperty ; rdfs:range b:Watcher ; rdfs:label "by" .
"""


def test_another_domain_needs_no_change(tmp_path: Path) -> None:
    (tmp_path / "reportgraph.ttl").write_text(BIRDS, encoding="utf-8")
    graph = explore_graph.Graph()
    birds = "https://example.org/birds#"
    for name, cls in (("crane", "Bird"), ("ina", "Watcher")):
        graph.add(name, onto.RDF + "type", explore_graph.ox.NamedNode(birds + cls))
        graph.add(name, onto.RDFS + "label", name.title())
    graph.add("fact", onto.RDF + "type", explore_graph.ox.NamedNode(birds + "Sighting"))
    graph.add("fact", birds + "seen", explore_graph.Ref("crane"))
    graph.add("fact", birds + "by", explore_graph.Ref("ina"))
    write_explorer(graph.quads, onto.load(tmp_path), tmp_path / "explorer.html")
    page = (tmp_path / "explorer.html").read_text(encoding="utf-8")
    block = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert block
    data = json.loads(block[1])
    assert [row[1] for row in data["families"]] == ["bird", "watcher"]
    assert [row[1] for row in data["types"]] == ["sighting"]
    assert len(data["links"]) == 1
