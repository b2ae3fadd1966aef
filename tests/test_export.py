"""What is handed on can be read by the tools it is for, and is the same whenever it is made."""

from __future__ import annotations

import csv
import io
import json
import random
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal

import geojson
import hxl
import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib
from hand_claims import BLUE_WELL, IDPS, NOVEMBER, fact, number, org, place, report, sample
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology as onto
from kg.derive import derive
from kg.errors import ExportError, OntologyError
from kg.export import FORMATS, export, export_files, tables
from kg.graph import quads
from kg.model import ReportClaims, Term, Text
from kg.ontology import RDFS
from kg.places import open_gazetteer
from kg.resolve import resolve
from kg.text import plain_cell, safe_cell

CONCEPTS = "https://w3id.org/reportgraph/vocabulary/"
HOSTILE = "=HYPERLINK(A1)"


def more() -> ReportClaims:
    """A report with what the sample lacks: a plan, several places, money of an appeal, results, a hostile item."""
    return report(
        "more.txt",
        fact(
            "Blue Well Foundation plans to give 30 =HYPERLINK(A1) to 90 IDPs, 60 of them women, in Gao and Mopti.",
            "Activity",
            actor=BLUE_WELL,
            item=Text(HOSTILE),
            quantity=number(30),
            reached=number(90),
            women=number(60),
            population=IDPS,
            place=place("Gao", "Region", "geonames:2457161"),
            place_2=place("Mopti", "Region", "geonames:2453347"),
            status=Term(f"{CONCEPTS}status/planned"),
        ),
        fact(
            "The Wells Appeal needs USD 1,000,000.50 and has spent USD 250,000.",
            "Funding",
            subject=org("Wells Appeal", cls="Appeal"),
            required=number("1000000.50"),
            spent=number(250000),
            currency=Text("USD"),
            date=NOVEMBER,
        ),
        *(
            fact(
                f"2.1 Share of wells in use: {measure} {value}%",
                "Measurement",
                indicator=replace(org("Share of wells in use", cls="Indicator"), code="2.1"),
                measure=Term(f"{CONCEPTS}measure/{measure}"),
                unit=Term(f"{CONCEPTS}unit/percent"),
                value=number(value),
                date=NOVEMBER,
            )
            for measure, value in (("baseline", "15.15"), ("target", 80), ("actual", -2))
        ),
        title="More",
        publisher=BLUE_WELL,
    )


@pytest.fixture(scope="module")
def graph() -> list[ox.Quad]:
    reports = [*sample(), more()]
    found = list(quads(reports, resolve(reports, onto.load(), open_gazetteer()), onto.load()))
    return found + derive(found, onto.load())


def written(graph: list[ox.Quad], form: str) -> bytes:
    out = io.BytesIO()
    export(graph, onto.load(), form, out)
    return out.getvalue()


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, with the texts that `safe_cell` changed as they were."""
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [{name: plain_cell(cell) for name, cell in line.items()} for line in lines]


# RDF -------------------------------------------------------------------------------------------------------------


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


def test_json_ld_is_one_resource_a_line_with_the_names_of_the_ontology(graph: list[ox.Quad]) -> None:
    data = json.loads(written(graph, "jsonld"))
    gift = next(r for r in data["@graph"] if "Contribution" in r.get("type", ()))
    assert (gift["amount"], gift["currency"], gift["start"]) == ("44528", "USD", "2017-11-01")
    assert gift["donor"] == "https://w3id.org/reportgraph/id/organization/country/swe"
    assert list(gift)[:3] == ["id", "type", "label"]
    assert data["@context"]["amount"] == {"@id": "rg:amount", "@type": "xsd:decimal"}
    assert len(written(graph, "jsonld").splitlines()) == len(data["@graph"]) + 3


def test_oxigraph_reads_the_same_json_ld_as_rdflib(graph: list[ox.Quad]) -> None:
    read = {q.triple for q in ox.parse(written(graph, "jsonld"), format=ox.RdfFormat.JSON_LD)}
    assert read == {q.triple for q in graph}


# Networks --------------------------------------------------------------------------------------------------------


def read_network(content: bytes, form: str) -> nx.MultiDiGraph[str]:
    if form == "graphml":
        return nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_who_is_joined_to_whom(graph: list[ox.Quad], form: str) -> None:
    network = read_network(written(graph, form), form)
    labels = nx.get_node_attributes(network, "label")
    edges = {(labels[s], d["property"], labels[o]) for s, o, d in network.edges(data=True)}
    assert ("Sweden", "funds", "Blue Well Foundation") in edges
    assert ("Gao", "within", "Mali") in edges
    mali = (s for s, o, d in network.edges(data=True) if (d["property"], labels[o]) == ("within", "Mali"))
    gao = next(n for n in mali if labels[n] == "Gao")  # the region, not its district of the same name
    assert network.nodes[gao]["class"] == "Region"
    assert network.nodes[gao]["lat"] == pytest.approx(16.27, abs=0.1)
    assert not [n for n in network if "/fact/" in n or "/passage/" in n]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_survives_hostile_names(graph: list[ox.Quad], form: str) -> None:
    label = ox.Literal('<script>&"\u202e]]>\x0b')
    (sweden,) = {q.subject for q in graph if q.object == ox.Literal("Sweden") and "organization" in q.subject.value}
    odd = [
        ox.Quad(q.subject, q.predicate, label, q.graph_name)
        if q.subject == sweden and q.predicate.value == RDFS + "label"
        else q
        for q in graph
    ]
    network = read_network(written(odd, form), form)
    assert label.value.replace("\x0b", "\ufffd") in nx.get_node_attributes(network, "label").values()


def test_an_unknown_format_is_named_with_those_there_are(graph: list[ox.Quad]) -> None:
    with pytest.raises(ExportError, match="no format is called 'docx'; there are turtle, trig"):
        written(graph, "docx")


def test_no_network_tells_the_day_on_which_it_was_made(graph: list[ox.Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    once = written(graph, "gexf")
    monkeypatch.setattr("time.strftime", lambda *_: "2031-01-01")
    assert written(graph, "gexf") == once


# Tables ----------------------------------------------------------------------------------------------------------


@given(st.text(max_size=8, alphabet=st.sampled_from("=+-@'\t\r\n ax＝")))
def test_a_cell_is_never_a_formula_and_can_be_read_back(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert plain_cell(cell) == text


def test_csv_tables_have_every_fact_with_its_values_report_and_quote(graph: list[ox.Quad]) -> None:
    files = export_files(graph, onto.load(), "csv")
    kind, whole = ox.NamedNode(onto.RDF + "type"), ox.NamedNode(onto.RG + "Fact")
    facts = {q.subject.value for q in graph if (q.predicate, q.object) == (kind, whole)}
    listed = {row["fact"]: row for name, content in files.items() for row in rows(content) if "fact" in row}
    assert listed.keys() == facts
    (gift,) = rows(files["Contribution.csv"])
    assert (gift["donor"], gift["amount"], gift["start"]) == ("Sweden", "44528", "2017-11-01")
    assert (gift["report"], gift["page"]) == ("2017/update.txt", "1")
    assert gift["quote"] == "Sweden gave 4,4528 USD to Blue Well Foundation in November 2017."
    (sweden,) = (row for row in rows(files["Entity.csv"]) if row["iri"] == gift["donor_iri"])
    assert (sweden["label"], sweden["class"]) == ("Sweden", "Government")
    assert {row["file"] for row in rows(files["Report.csv"])} == {
        *("2017/update.txt", "2017/wells.txt", "niger.txt", "more.txt")
    }
    (doubt,) = rows(files["Issue.csv"])
    assert (doubt["kind"], doubt["facts"]) == ("malformed-number", gift["fact"])


def test_a_formula_in_a_report_is_text_in_a_table_and_a_number_stays_one(graph: list[ox.Quad]) -> None:
    content = export_files(graph, onto.load(), "csv")
    assert f",'{HOSTILE},".encode() in content["Activity.csv"]
    assert b",'+223 20 00 00 00," in content["Contact.csv"]
    assert ",-2," in content["Measurement.csv"].decode()


def test_csv_and_parquet_have_the_same_rows(graph: list[ox.Quad]) -> None:
    files = export_files(graph, onto.load(), "parquet")
    for table in tables(graph, onto.load()):
        frame = pd.read_parquet(io.BytesIO(files[f"{table.name}.parquet"]))
        assert list(frame.columns) == [column.name for column in table.columns]
        read = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
        expected = [[float(v) if isinstance(v, Decimal) else v for v in row] for row in table.rows]
        dates = [i for i, column in enumerate(table.columns) if column.kind == "date"]
        assert [[str(v) if i in dates and v else v for i, v in enumerate(row)] for row in read] == expected


def test_without_pyarrow_it_is_said_what_to_install(graph: list[ox.Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ExportError, match=r"pip install 'reportgraph\[parquet\]'"):
        written(graph, "parquet")


def test_an_archive_holds_the_files_without_the_time_of_day(graph: list[ox.Quad]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(graph, "csv"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == export_files(graph, onto.load(), "csv")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Places ----------------------------------------------------------------------------------------------------------


def test_geojson_has_each_fact_at_each_of_its_places(graph: list[ox.Quad]) -> None:
    collection = geojson.loads(written(graph, "geojson"))
    assert collection.is_valid
    placed = [(f.properties["class"], f.properties["place"], f.geometry is not None) for f in collection.features]
    assert sorted(placed) == [
        ("Activity", "Gao", True),
        ("Activity", "Gao", True),
        ("Activity", "Mopti", True),
        ("PopulationFigure", "northern Niger", False),
        ("Presence", "Gao", True),
    ]
    wells = next(f for f in collection.features if f.properties.get("item") == "boreholes")
    assert wells.geometry["coordinates"] == pytest.approx([-0.04, 16.27], abs=0.1)
    assert (wells.properties["quantity"], wells.properties["actor"]) == (12, "Blue Well Foundation")
    assert (wells.properties["within"], wells.properties["iso3"]) == ("Mali", "MLI")
    assert wells.properties["quote"].startswith("Blue Well Foundation and the NWC drilled")


# Tables of other standards ---------------------------------------------------------------------------------------


def test_libhxl_reads_who_does_what_where_and_finds_no_error(graph: list[ox.Quad]) -> None:
    content = written(graph, "hxl")
    found = hxl.data(io.BytesIO(content)).cache()
    assert {"#org+name", "#sector+name", "#adm1+name", "#date+start", "#reached"} <= set(found.display_tags)
    doubts: list[object] = []
    hxl.schema(callback=doubts.append).validate(found)
    assert not doubts
    done, *planned = [
        {tag: row.get(tag) for tag in ("#item", "#status", "#adm1+name", "#country+code", "#targeted", "#reached")}
        for row in found
    ]
    assert tuple(done.values()) == ("boreholes", "done", "Gao", "MLI", None, "400")
    assert [tuple(row.values())[1:] for row in planned] == [
        ("planned", "Gao", "MLI", "90", None),
        ("planned", "Mopti", "MLI", None, None),  # a sum over the column counts the people once
    ]


def test_iati_columns_hold_transactions_budgets_and_results(graph: list[ox.Quad]) -> None:
    files = {name: rows(content) for name, content in export_files(graph, onto.load(), "iati").items()}
    (gift, spent) = files["transactions.csv"]
    assert (gift["transaction/transaction-type/@code"], spent["transaction/transaction-type/@code"]) == ("1", "4")
    assert gift["transaction/provider-org/narrative"] == "Sweden"
    assert (gift["transaction/value"], gift["transaction/value/@currency"]) == ("44528", "USD")
    assert gift["transaction/transaction-date/@iso-date"] == "2017-11-30"
    (budget,) = files["budgets.csv"]
    assert (budget["budget/value"], budget["budget/period-start/@iso-date"]) == ("1000000.5", "2017-11-01")
    assert budget["iati-identifier"] == spent["iati-identifier"] != gift["iati-identifier"]
    columns = [f"result/indicator/{path}/@value" for path in ("baseline", "period/target", "period/actual")]
    assert [[row[column] for column in columns] for row in files["results.csv"]] == [
        ["15.15", "", ""],
        ["", "80", ""],
        ["", "", "-2"],
    ]
    assert {row["result/indicator/@measure"] for row in files["results.csv"]} == {"2"}
    titles = {row["iati-identifier"]: row["title/narrative"] for row in files["activities.csv"]}
    assert titles[budget["iati-identifier"]] == "Wells Appeal"
    assert titles[gift["iati-identifier"]] == "Update"
    (update,) = (row for row in files["activities.csv"] if row["title/narrative"] == "Update")
    assert (update["recipient-country/@code"], update["reporting-org/narrative"]) == ("ML", "Blue Well Foundation")
    assert {row["iati-identifier"] for name in files for row in files[name]} == titles.keys()
    assert not [identifier for identifier in titles if set(identifier) & set("/&|?")]


def test_a_table_that_is_not_well_declared_is_named(graph: list[ox.Quad]) -> None:
    rules = onto.load()
    columns = {
        "unknown": {"name": "X", "value": "colour"},
        "show is one of": {"name": "X", "value": "actor", "show": "hue"},
    }
    for words, column in columns.items():
        wrong = {"hxl": {"table": {"rows": [{"facts": ["Activity"]}], "columns": [column]}}}
        with pytest.raises(OntologyError, match=r"hxl\.table, X: " + ("there is no" if words == "unknown" else words)):
            export(graph, replace(rules, exports=wrong), "hxl", io.BytesIO())
    with pytest.raises(ExportError, match="declares no tables of the format iati"):
        export(graph, replace(rules, exports={}), "iati", io.BytesIO())


# Neo4j -----------------------------------------------------------------------------------------------------------


def test_neo4j_files_hold_every_fact_and_every_end_of_a_relationship(graph: list[ox.Quad]) -> None:
    files = {
        name: list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        for name, content in export_files(graph, onto.load(), "neo4j").items()
    }
    relationships = files.pop("relationships.csv")
    nodes = [row["iri:ID"] for own in files.values() for row in own]
    assert len(nodes) == len(set(nodes))
    assert {row[end] for row in relationships for end in (":START_ID", ":END_ID")} <= set(nodes)
    gift = next(row for row in files["facts.csv"] if "Contribution" in row[":LABEL"].split(";"))
    assert (gift["amount:double"], gift["currency"], gift["start:date"]) == ("44528", "USD", "2017-11-01")
    types = {row[":TYPE"]: row[":END_ID"] for row in relationships if row[":START_ID"] == gift["iri:ID"]}
    assert types.keys() == {"donor", "recipient", "evidence"}
    (sweden,) = (row for row in files["entities.csv"] if row["iri:ID"] == types["donor"])
    assert (sweden["label"], "Donor" in sweden[":LABEL"].split(";")) == ("Sweden", True)
    (passage,) = (row for row in files["passages.csv"] if row["iri:ID"] == types["evidence"])
    assert passage["text"] == "Sweden gave 4,4528 USD to Blue Well Foundation in November 2017."
    (document,) = (row for row in relationships if row[":START_ID"] == passage["iri:ID"])
    assert (document[":TYPE"], document[":END_ID"] in {row["iri:ID"] for row in files["reports.csv"]}) == (
        "document",
        True,
    )
