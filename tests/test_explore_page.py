"""The explorer's page as a file: what it holds, that it is the same each time, that nothing of a report can run."""

from __future__ import annotations

import json
import random
import re
import runpy
from pathlib import Path

import explore_graph
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explore import write_explorer
from kg.explore.page import data_block
from kg.ontology import Ontology

ROOT = Path(__file__).parents[1]
LIBRARIES = ROOT / "kg" / "explore" / "static" / "LIBRARIES.md"


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    return explore_graph.ontology(tmp_path_factory.mktemp("ontology"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> str:
    path = tmp_path_factory.mktemp("page") / "explorer.html"
    write_explorer(explore_graph.small().quads, ontology, path)
    return path.read_text(encoding="utf-8")


def block(page: str, name: str) -> dict[str, list[list[object]]]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, list[list[object]]] = json.loads(found[1])
    return loaded


def test_every_entity_fact_and_passage_is_in_the_page(page: str) -> None:
    data = block(page, "data")
    labels = {row[1] for row in data["entities"]}
    assert {"River Relief Agency", "Nordia", "Belu", explore_graph.HOSTILE[0]} <= labels
    built = next(row for row in data["facts"] if row[2] == "12 latrines built in Belu")
    assert isinstance(built[4], list)
    assert str(data["passages"][built[4][0]][0]).startswith("In November, RRA and its partner")


def test_the_same_quads_in_another_order_give_the_same_bytes(tmp_path: Path, ontology: Ontology, page: str) -> None:
    quads = list(explore_graph.small().quads)
    random.Random(4).shuffle(quads)
    graphs = [ox.NamedNode(f"https://example.org/graph/{i}") for i in range(3)]
    in_graphs = [ox.Quad(*quad.triple, graphs[i % 3]) for i, quad in enumerate(quads)]
    write_explorer(in_graphs, ontology, tmp_path / "explorer.html")
    assert (tmp_path / "explorer.html").read_text(encoding="utf-8") == page


def test_an_empty_graph_is_a_page_too(tmp_path: Path, ontology: Ontology) -> None:
    write_explorer([], ontology, tmp_path / "explorer.html")
    assert block((tmp_path / "explorer.html").read_text(encoding="utf-8"), "data")["facts"] == []


def test_a_page_is_replaced_as_a_whole_and_nothing_else_is_left(tmp_path: Path, ontology: Ontology) -> None:
    target = tmp_path / "explorer.html"
    target.write_text("old", encoding="utf-8")
    write_explorer(explore_graph.small().quads, ontology, target)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [file.name for file in tmp_path.iterdir()] == ["explorer.html"]


def test_the_page_refers_to_nothing_outside_itself(page: str) -> None:
    markup = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"\b(src|href)\s*=\s*\"(?!#)", markup)
    assert "default-src &#39;none&#39;" in markup
    assert "unsafe" not in markup


def test_no_name_of_a_report_stands_in_the_markup(page: str) -> None:
    assert "window.hacked" in page
    assert "<script>window.hacked" not in page
    assert "<img" not in page
    assert "\u2028" not in page


def test_the_list_of_libraries_names_what_a_page_holds_and_its_licence(page: str) -> None:
    listed = dict(re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", LIBRARIES.read_text(encoding="utf-8"), re.MULTILINE))
    header = re.search(r"/\*\*\n \* vis-network\n.*?\*/", page, re.DOTALL)
    assert header
    assert f"@version {listed['vis-network']}" in header[0]
    assert "The MIT License" in header[0]
    assert (
        runpy.run_path(str(ROOT / "tools" / "world_outlines.py"))["PACKAGE"] == f"world-atlas@{listed['world-atlas']}"
    )
    assert len(listed) == 2
    assert "sourceMappingURL" not in page


JSON = st.recursive(st.text() | st.integers() | st.none(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))


@given(JSON)
def test_a_data_block_gives_back_its_value_and_cannot_end_its_element(value: object) -> None:
    text = data_block(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value
