"""The list of what names became, and decisions on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hand_claims import NIGER, fact, org, place, report

from kg.build import merge, open_graph
from kg.claims import write_claims
from kg.cli import main
from kg.resolve import Row, read_rows

Kg = Callable[..., Result]
OFFICE = fact(
    "TSB has an office in Gao.", "Presence", organization=org("TSB"), place=place("Gao", "Region", "geonames:2457161")
)


@pytest.fixture
def run() -> Kg:
    return lambda *args: CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that call things by several names, and some that look alike."""
    path = tmp_path_factory.mktemp("entities")
    reports = [
        report("a.txt", names=[org("Terre Sans Barrières"), org("AMSS"), org("Heath Cluster"), place("Tombela")]),
        report("b.txt", OFFICE, names=[org("AMSD"), org("National Commission for Wells")]),
        report("c.txt", names=[org("National Wells Commission"), org("Salam Relief Society"), place("Kaye")]),
        report("d.txt", names=[org("Salem Relief Society"), org("Ministry of Wells")], country=NIGER),
    ]
    for claims in reports:
        write_claims(path / "claims", claims)
    merge([path / "claims"], path / "out")
    return path / "out"


def listed(graph: Path) -> set[tuple[str, str, str, str]]:
    return {(row.state, row.entity, row.name, row.why) for row in read_rows(graph / "entities.csv")}


def test_the_table_tells_what_was_merged_and_why(graph: Path) -> None:
    assert {
        ("merged", "Terre Sans Barrières", "TSB", "initials"),
        ("merged", "Health Cluster", "Heath Cluster", "spelling"),
    } <= listed(graph)
    wells = {
        row.why for row in read_rows(graph / "entities.csv") if row.name.endswith(("for Wells", "Wells Commission"))
    }
    assert wells == {"words", "word-order"}


def test_the_table_tells_what_nearly_was_merged(graph: Path) -> None:
    near = {frozenset((row.entity, row.name)) for row in read_rows(graph / "entities.csv") if row.state == "near"}
    for one, other in (("AMSD", "AMSS"), ("Salam Relief Society", "Salem Relief Society"), ("Kaye", "Kayes")):
        assert frozenset((one, other)) in near


def test_the_table_tells_what_stayed_unknown(graph: Path) -> None:
    assert {
        ("unknown", "Tombela", "", "no known place"),
        ("unknown", "AMSS", "", "unexplained acronym"),
    } <= listed(graph)


def test_the_graph_tells_why_names_are_one(graph: Path) -> None:
    found = open_graph(graph).query(
        """PREFIX rg: <https://w3id.org/reportgraph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?why ?score { ?e skos:altLabel "TSB" ; rg:mergedBy ?why ; rg:mergeScore ?score
            FILTER(?why != "words") }""",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QuerySolutions)
    assert [(s["why"].value, s["score"].value) for s in found] == [("initials", "0.8")]


def test_the_list_can_be_narrowed(run: Kg, graph: Path) -> None:
    result = run("entities", graph, "--state", "near", "--name", "amss")
    lines = result.output.splitlines()
    assert (result.exit_code, len(lines)) == (0, 2)
    assert lines[1].split()[:4] == ["near", "Organization", "AMSD", "AMSS"]
    places = run("entities", graph, "--class", "settlement", "--format", "csv").output
    rows = list(csv.reader(io.StringIO(places)))
    assert tuple(rows[0]) == Row._fields
    assert {(row[0], row[2]) for row in rows[1:]} >= {("unknown", "Tombela"), ("near", "Kaye")}
    assert {row[1] for row in rows[1:]} == {"Settlement"}


def test_a_folder_without_the_table_is_one_line(run: Kg, tmp_path: Path) -> None:
    result = run("entities", tmp_path)
    assert result.exit_code == 1
    assert "holds no graph" in result.output


def test_a_line_of_the_table_can_be_decided(run: Kg, graph: Path, tmp_path: Path) -> None:
    row = next(r for r in read_rows(graph / "entities.csv") if r.name == "TSB")
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        f"different,{row.alone},Terre Sans Barrières\nsame,AMSS,AMSD\nis,Kaye,geonames:2455517\nsame,Nobody,AMSS\n",
        encoding="utf-8",
    )
    result = run("merge", graph / "claims", "-o", tmp_path / "out", "--decisions", decisions)
    assert result.exit_code == 0
    assert f"kg: {decisions}: no report has the name 'nobody'" in result.output
    found = listed(tmp_path / "out")
    assert not [row for row in found if row[0] == "merged" and row[2] == "TSB"]
    assert ("merged", "Kayes", "Kaye", "decision") in found
    assert {row[1] for row in found if row[2] in {"AMSS", "AMSD"}} <= {"AMSS", "AMSD"}
    assert ("merged", "AMSS", "AMSD", "decision") in found or ("merged", "AMSD", "AMSS", "decision") in found


@pytest.mark.parametrize("option", ["--decisions", "--pcodes"])
def test_a_table_that_is_wrong_is_one_line_and_nothing_is_written(
    run: Kg, graph: Path, tmp_path: Path, option: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("one,two\n", encoding="utf-8")
    result = run("merge", graph / "claims", "-o", tmp_path / "out", option, file)
    assert result.exit_code == 1
    assert result.output.startswith(f"kg: {file}:")
    assert result.output.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_explorer_tells_why_names_are_one(graph: Path) -> None:
    page = (graph / "explorer.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    why = {row[1]: row[6] for row in json.loads(found[1])["entities"]}
    assert why["Terre Sans Barrières"] == ["initials", "words", "0.8"]
    assert why["Gao"] == []
