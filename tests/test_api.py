"""The package from Python: what its public surface is, and that it does what it says."""

from __future__ import annotations

import datetime as dt
import gc
import inspect
import json
import sys
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hand_claims import sample

import kg
from kg.claims import write_claims

RG = rdflib.Namespace("https://w3id.org/reportgraph/ontology#")


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "claims"
    for report in sample():
        write_claims(path, report)
    return path


@pytest.fixture(scope="module")
def graph(claims: Path) -> kg.Graph:
    return kg.merge(claims, claims.parent / "graph")


# What is public --------------------------------------------------------------------------------------------------


def test_what_is_public_is_listed_and_nothing_else() -> None:
    assert set(kg.__all__) == {
        *("build", "merge", "open", "Graph", "Rows", "BuildResult", "ReportResult"),
        *("ReportgraphError", "ReadError", "OntologyError", "OutputError", "ClaimsError", "QueryError", "ExportError"),
    }
    modules = {name for name, value in vars(kg).items() if inspect.ismodule(value)}
    assert {name for name in vars(kg) if not name.startswith("_")} - modules == set(kg.__all__)


@pytest.mark.parametrize("name", ["build", "merge", "open", "Graph", "Rows"])
def test_what_is_public_is_described_and_typed(name: str) -> None:
    thing = getattr(kg, name)
    members = [thing]
    if inspect.isclass(thing):
        members += [v for n, v in vars(thing).items() if inspect.isfunction(v) and not n.startswith("_")]
    for member in members:
        assert inspect.getdoc(member), member
        hints = inspect.signature(member)
        assert all(p.annotation is not p.empty for p in hints.parameters.values() if p.name != "self"), member
        assert inspect.isclass(member) or hints.return_annotation is not hints.empty, member


# Making a graph --------------------------------------------------------------------------------------------------


def test_a_report_becomes_a_graph_in_a_folder_of_its_own_that_goes_with_it(tmp_path: Path) -> None:
    report = tmp_path / "update.txt"
    report.write_text("UNHCR distributed 263 education kits in Kayes in November 2017.\n", encoding="utf-8")
    graph = kg.build(report)
    assert graph.result is not None
    assert (graph.result.extracted, graph.result.failed) == (1, ())
    assert [row["quantity"] for row in graph.table("Activity")] == [Decimal(263)]
    folder = graph.path
    assert (folder / "graph.ttl").is_file()
    del graph
    gc.collect()
    assert not folder.exists()


def test_a_closed_graph_leaves_nothing_behind_and_answers_nothing(claims: Path) -> None:
    with kg.merge([claims]) as graph:
        folder = graph.path
        assert len(graph) > 0
    assert not folder.exists()
    with pytest.raises(kg.OutputError, match="is closed"):
        graph.query("ASK {}")


def test_a_build_that_fails_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(kg.ReadError):
        kg.build(tmp_path / "none")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_was_named_stays(claims: Path, tmp_path: Path) -> None:
    kg.merge(claims, tmp_path / "out").close()
    again = kg.open(tmp_path / "out")
    assert again.result is None
    assert again.query("donors")[0]["donor"] == "Sweden"
    with pytest.raises(kg.OutputError, match="holds no graph"):
        kg.open(tmp_path / "none")


# Asking ----------------------------------------------------------------------------------------------------------


def test_rows_are_mappings_with_values_of_python(graph: kg.Graph) -> None:
    rows = graph.query(
        "SELECT ?donor ?amount ?start ?place { ?g rg:donor/rdfs:label ?donor ; rg:amount ?amount ; rg:start ?start "
        "OPTIONAL { ?g rg:place ?place } }"
    )
    expected = {"donor": "Sweden", "amount": Decimal(44528), "start": dt.date(2017, 11, 1), "place": None}
    assert (list(rows), rows[0], rows[:1][0], len(rows)) == ([expected], expected, expected, 1)
    assert rows.columns == tuple(expected)


def test_a_question_may_have_a_name_or_be_one_of_yes_or_no(graph: kg.Graph) -> None:
    assert graph.query("partners")[0]["partner"] == "National Wells Commission"
    assert graph.query("ASK { ?x a rg:Contact }")[0] == {"answer": True}
    for question in ("nobody-asks-this", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT"):
        with pytest.raises(kg.QueryError):
            graph.query(question)


def test_triples_are_another_kind_of_answer(graph: kg.Graph) -> None:
    sparql = "CONSTRUCT { ?x a rg:Donor } WHERE { ?x a rg:Donor }"
    assert set(graph.construct(sparql).objects()) == {RG.Donor}
    with pytest.raises(kg.QueryError, match=r"construct\(\)"):
        graph.query(sparql)
    with pytest.raises(kg.QueryError, match=r"query\(\)"):
        graph.construct("SELECT * { ?s ?p ?o }")


def test_a_data_frame_has_numbers_days_and_gaps(graph: kg.Graph) -> None:
    frame = graph.table("PopulationFigure").to_pandas()
    assert frame["value"].sum() == 1200
    assert frame["start"].dt.month.tolist() == [11]
    assert frame["origin"].isna().all()
    assert frame["quote"].tolist() == ["There are 1200 IDPs in northern Niger."]
    assert list(graph.table("StaffCount").to_pandas().columns) == list(graph.table("StaffCount").columns)


def test_without_pandas_it_is_said_what_to_install(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.ExportError, match=r"pip install 'reportgraph\[pandas\]'"):
        graph.query("donors").to_pandas()


# Handing on ------------------------------------------------------------------------------------------------------


def test_there_is_a_table_for_each_class_of_facts(graph: kg.Graph) -> None:
    assert {"Activity", "Contribution", "Entity", "Report", "Issue"} <= set(graph.tables)
    (gift,) = graph.table("Contribution")
    assert (gift["donor"], gift["amount"], gift["report"], gift["page"]) == ("Sweden", 44528, "2017/update.txt", "1")
    with pytest.raises(kg.ExportError, match="no table 'Gift'; there are Activity"):
        graph.table("Gift")


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib uses what it warns of
def test_other_libraries_get_the_same_graph(graph: kg.Graph) -> None:
    turtle = rdflib.Graph().parse(graph.path / "graph.ttl")
    assert set(graph.rdflib()) == set(turtle)
    network = graph.networkx()
    labels = nx.get_node_attributes(network, "label")
    assert ("Sweden", "Blue Well Foundation") in {(labels[s], labels[o]) for s, o in network.edges()}


def test_an_export_is_bytes_a_file_or_a_folder(graph: kg.Graph, tmp_path: Path) -> None:
    assert graph.export("turtle") == (graph.path / "graph.ttl").read_bytes()
    content = graph.export("geojson", tmp_path / "a.geojson")
    assert json.loads((tmp_path / "a.geojson").read_bytes()) == json.loads(content)
    graph.export("csv", tmp_path / "tables")
    assert (tmp_path / "tables" / "Contribution.csv").is_file()
    assert graph.export("csv", tmp_path / "tables.zip") == (tmp_path / "tables.zip").read_bytes()
    with pytest.raises(kg.OutputError, match="no such file"):
        graph.export("turtle", tmp_path / "none" / "a.ttl")
    with pytest.raises(kg.OutputError, match="file exists"):
        graph.export("csv", tmp_path / "a.geojson")
