"""The command line: what it prints, how it ends, and one clear line where something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hand_claims import sample

from kg.claims import write_claims
from kg.cli import main

Kg = Callable[..., Result]

ENGLISH = "UNHCR Mali, Update, November 2017\n\nIn November 2017, UNHCR distributed 263 education kits in Kayes.\n"


@pytest.fixture
def run() -> Kg:
    def invoke(*args: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in args], input=stdin)

    return invoke


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli")
    for claims in sample():
        write_claims(path / "claims", claims)
    done = CliRunner().invoke(main, ["merge", str(path / "claims"), "-o", str(path / "graph")])
    assert done.exit_code == 0, done.output
    return path / "graph"


def complains(result: Result, words: str, code: int = 1) -> None:
    """It ends with one line on standard error, and no traceback."""
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("kg: ")
    assert words in line


# Help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_says_what_it_does_with_an_example(run: Kg, name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert f"kg {name} " in shown.output
    assert all(isinstance(p, click.Argument) or p.help for p in main.commands[name].params)


def test_the_first_help_shows_one_command_a_line(run: Kg) -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    commands = [line.split()[:2] for line in shown.output.splitlines() if line.startswith("  kg ")]
    assert commands == [["kg", "build"], ["kg", "query"], ["kg", "explore"]]
    assert "\\b" not in shown.output


def test_the_version_is_that_of_the_package(run: Kg) -> None:
    from importlib.metadata import version

    assert run("--version").output.split() == ["kg,", "version", version("reportgraph")]


# Building --------------------------------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    (path / "good.txt").write_text(ENGLISH, encoding="utf-8")
    return path


def test_a_build_ends_with_a_short_table(run: Kg, reports: Path, tmp_path: Path) -> None:
    done = run("build", reports, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    rows = {line.split()[0]: line.split()[1] for line in done.stdout.splitlines() if line}
    assert (rows["reports"], rows["failed"]) == ("1", "0")
    assert int(rows["entities"]) > 0
    assert done.stderr == ""


def test_some_failed_is_3_and_all_failed_is_2(run: Kg, reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    some = run("build", reports, "-o", tmp_path / "out")
    complains(some, "empty.txt: ", code=3)
    assert (tmp_path / "out" / "graph.ttl").exists()
    (reports / "good.txt").unlink()
    complains(run("build", reports, "-o", tmp_path / "out"), "empty.txt: ", code=2)


def test_a_foreign_folder_is_one_line(run: Kg, reports: Path) -> None:
    complains(run("build", reports, "-o", reports), "files that kg did not write")
    assert [p.name for p in reports.iterdir()] == ["good.txt"]


def test_an_input_that_is_not_there_is_one_line(run: Kg, tmp_path: Path) -> None:
    complains(run("build", tmp_path / "none", "-o", tmp_path / "out"), "no such file")


def test_a_base_that_is_no_iri_is_one_line(run: Kg, reports: Path, tmp_path: Path) -> None:
    complains(run("build", reports, "-o", tmp_path / "out", "--base", "here"), "not an absolute IRI")


def test_an_ontology_that_is_not_there_is_one_line(run: Kg, reports: Path, tmp_path: Path) -> None:
    complains(run("build", reports, "-o", tmp_path / "out", "--ontology", tmp_path / "none"), "no such ontology folder")


def test_damaged_claims_are_one_line(run: Kg, tmp_path: Path) -> None:
    file = write_claims(tmp_path / "claims", sample()[0])
    file.write_text("{", encoding="utf-8")
    complains(run("merge", tmp_path / "claims", "-o", tmp_path / "out"), "damaged claims file")


# Asking ----------------------------------------------------------------------------------------------------------

GIFT = "SELECT ?donor ?amount { ?g rg:donor/rdfs:label ?donor ; rg:amount ?amount }"


def test_a_question_is_sparql_a_file_or_a_name(run: Kg, graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "gift.rq"
    file.write_text(GIFT, encoding="utf-8")
    answers = [
        run("query", graph, GIFT, "--format", "csv"),
        run("query", graph, "--file", file, "--format", "csv"),
        run("query", graph, "--file", "-", "--format", "csv", stdin=GIFT),
    ]
    assert {a.stdout_bytes for a in answers} == {b"donor,amount\r\nSweden,44528\r\n"}
    assert "Sweden" in run("query", graph, "donors").stdout


def test_the_list_of_questions_describes_each(run: Kg, graph: Path) -> None:
    lines = run("query", graph, "--list").stdout.splitlines()
    assert len(lines) >= 5
    assert all(len(line.split()) > 3 for line in lines)
    for line in lines:
        assert run("query", graph, line.split()[0]).exit_code == 0


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column 25"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD is refused"),
        ("donners", "no question is called"),
    ],
)
def test_a_wrong_question_is_one_line(run: Kg, graph: Path, sparql: str, words: str) -> None:
    complains(run("query", graph, sparql), words)


def test_a_graph_that_is_not_there_is_one_line(run: Kg, tmp_path: Path) -> None:
    for args in (["query", tmp_path, "ASK {}"], ["validate", tmp_path], ["explore", tmp_path, "--no-open"]):
        complains(run(*args), "holds no graph")
    complains(run("export", tmp_path / "none", "--format", "turtle"), "holds no graph")


def test_a_query_file_that_cannot_be_read_is_one_line(run: Kg, graph: Path, tmp_path: Path) -> None:
    complains(run("query", graph, "--file", tmp_path / "none.rq"), "none.rq: no such file")
    (tmp_path / "odd.rq").write_bytes(b"\xff\xfe")
    complains(run("query", graph, "--file", tmp_path / "odd.rq"), "is not UTF-8")


def test_one_question_at_a_time(run: Kg, graph: Path, tmp_path: Path) -> None:
    assert run("query", graph).exit_code == 2
    assert run("query", graph, "ASK {}", "--file", tmp_path / "x.rq").exit_code == 2


def test_a_damaged_store_is_one_line(run: Kg, graph: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(graph, tmp_path / "copy")
    for file in (tmp_path / "copy" / "store").glob("*.sst"):
        file.write_bytes(b"\0" * 100)
    result = run("query", tmp_path / "copy", "SELECT * { ?s ?p ?o }")
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    (tmp_path / "copy" / "store" / "CURRENT").unlink()
    complains(run("query", tmp_path / "copy", "ASK {}"), "no store here")


# Handing on ------------------------------------------------------------------------------------------------------


def test_an_export_is_written_to_a_file_or_to_standard_output(run: Kg, graph: Path, tmp_path: Path) -> None:
    shown = run("export", graph, "--format", "turtle")
    assert shown.stdout_bytes == (graph / "graph.ttl").read_bytes()
    done = run("export", graph, "--format", "turtle", "-o", tmp_path / "a.ttl")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "a.ttl").read_bytes() == shown.stdout_bytes


def test_an_export_of_several_files_is_a_folder_or_an_archive(run: Kg, graph: Path, tmp_path: Path) -> None:
    import zipfile

    for target in (tmp_path / "tables", tmp_path / "tables.zip"):
        done = run("export", graph, "--format", "csv", "-o", target)
        assert (done.exit_code, done.output) == (0, "")
    files = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert run("export", graph, "--format", "csv").stdout_bytes == (tmp_path / "tables.zip").read_bytes()


def test_the_formats_are_listed(run: Kg) -> None:
    names = [line.split()[0] for line in run("export", "--list").stdout.splitlines()]
    assert {"turtle", "jsonld", "gexf", "csv", "parquet", "hxl", "geojson", "neo4j", "iati"} <= set(names)
    assert run("export").exit_code == 2


def test_an_export_that_cannot_be_made_is_one_line(run: Kg, graph: Path, tmp_path: Path) -> None:
    complains(run("export", graph, "--format", "docx"), "there are turtle, trig")
    complains(run("export", graph, "--format", "trig", "-o", tmp_path / "no" / "a.trig"), "no such file")
    (tmp_path / "file").write_bytes(b"")
    complains(run("export", graph, "--format", "csv", "-o", tmp_path / "file"), "file exists")


def test_the_explorer_is_shown_where_it_is(run: Kg, graph: Path) -> None:
    assert run("explore", graph, "--no-open").output.strip() == str((graph / "explorer.html").resolve())


def test_a_network_without_an_answer_is_one_line(run: Kg, graph: Path) -> None:
    complains(run("network", graph, "--chain", "Sweden", "Atlantis"), "nothing in the network is called 'Atlantis'")
    complains(run("network", graph, "--from", "Planet"), "no class 'Planet'")
    assert run("network", graph, "--chain", "Sweden", "Gao", "--from", "Donor").exit_code == 2


def test_validation_says_whether_the_graph_conforms(run: Kg, graph: Path) -> None:
    done = run("validate", graph)
    assert (done.exit_code, done.output) == (0, "conforms\n")


# Annotating ------------------------------------------------------------------------------------------------------

SENTENCE = "UNHCR distributed 263 education kits in Bamako."


def spans(line: str) -> set[str]:
    found = json.loads(line)
    return {SENTENCE[m["start"] : m["end"]] for m in found["mentions"]}


def test_annotations_are_json_lines_with_offsets(run: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    rows = tmp_path / "b.jsonl"
    rows.write_text("\n".join(json.dumps({"id": i, "text": SENTENCE}) for i in (7, "x")) + "\n", encoding="utf-8")
    (one,) = run("annotate", tmp_path / "a.txt").stdout.splitlines()
    (two,) = run("annotate", "-", stdin=SENTENCE).stdout.splitlines()
    many = run("annotate", rows).stdout.splitlines()
    assert {"UNHCR", "Bamako"} <= spans(one)
    assert [spans(line) for line in (two, *many)] == [spans(one)] * 3
    assert [json.loads(line)["id"] for line in (one, two, *many)] == ["a.txt", "-", 7, "x"]
    (quantity,) = json.loads(one)["quantities"]
    assert quantity["value"] == 263


@pytest.mark.parametrize("line", ["not json", "[1]", '{"id": 1}', '{"text": "x"}', "7"])
def test_a_line_that_is_no_text_is_named(run: Kg, tmp_path: Path, line: str) -> None:
    rows = tmp_path / "b.jsonl"
    rows.write_text(json.dumps({"id": 1, "text": "x"}) + "\n\n" + line + "\n", encoding="utf-8")
    complains(run("annotate", rows), "line 3 is no JSON object with id and text")
