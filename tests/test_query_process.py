"""A query keeps to its limits in a process of its own, which reaches no network whatever the query asks."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hand_claims import sample

import kg.query.process
from kg import ontology as onto
from kg.errors import OutputError, QueryError, QueryFormError, QueryLimitError, QueryRefusedError
from kg.graph import quads
from kg.naming import Namer
from kg.places import open_gazetteer
from kg.query import CSV, JSON, TURTLE, Limits, StoreProcess, worker
from kg.resolve import resolve
from kg.store import write_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
VAST = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"
NESTED = "SELECT * {" + "{" * 20_000 + "}" * 20_001
XML, TSV = "application/sparql-results+xml", "text/tab-separated-values"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("process") / "store"
    ontology = onto.load()
    triples = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(Namer().graph("ontology"))) for t in ontology.triples
    ]
    write_store([*quads(sample(), resolve(sample(), ontology, open_gazetteer()), ontology), *triples], path)
    return path


@pytest.fixture(scope="module")
def process(store: Path) -> Iterator[StoreProcess]:
    with StoreProcess(store) as found:
        yield found


def content(process: StoreProcess, sparql: str, rows: str | None = JSON, triples: str | None = TURTLE) -> bytes:
    with process.ask(sparql, rows=rows, triples=triples).data as data:
        return data.read()


def limited(store: Path, sparql: str, form: str = JSON, **limits: Any) -> QueryError:
    """The error of a query that goes beyond; the same process answers the next one."""
    with StoreProcess(store, Limits(**limits)) as process:
        with pytest.raises(QueryError) as caught:
            process.ask(sparql, rows=form)
        assert b"true" in content(process, "ASK {}")
    assert "\n" not in str(caught.value)
    return caught.value


# Limits ----------------------------------------------------------------------------------------------------------


def test_a_query_without_end_is_ended(store: Path) -> None:
    error = limited(store, ENDLESS, seconds=0.5)
    assert isinstance(error, QueryLimitError)
    assert str(error) == "the query took longer than 0.5 s and was ended"


def test_a_query_that_needs_too_much_memory_is_ended(store: Path) -> None:
    error = limited(store, VAST, memory=300, rows=None)
    assert isinstance(error, QueryLimitError)
    assert "more than 300 MB of memory" in str(error)


def test_a_query_nested_beyond_measure_is_ended(store: Path) -> None:
    error = limited(store, NESTED)
    assert isinstance(error, QueryLimitError)
    assert "nested too deeply" in str(error)


def test_an_answer_too_long_in_megabytes_is_refused(store: Path) -> None:
    assert "more than 1 MB" in str(limited(store, "SELECT * { ?s ?p ?o . ?a a rg:Fact }", CSV, answer=1))


THREE = "SELECT ?x ?y { VALUES (?x ?y) { (1 'a\\nb') (UNDEF UNDEF) (2 UNDEF) } }"


@pytest.mark.parametrize("form", [JSON, CSV, XML, TSV])
@pytest.mark.parametrize("most", [3, 2, 1])
def test_rows_are_counted_to_the_row_in_every_form(store: Path, form: str, most: int) -> None:
    if most < 3:
        assert f"more than {most} rows" in str(limited(store, THREE, form, rows=most))
    else:
        with StoreProcess(store, Limits(rows=most)) as process:
            assert content(process, THREE, form)


def test_marks_of_rows_are_counted_across_pieces(store: Path) -> None:
    many = "SELECT ?a { ?a ?b ?c . ?d a rg:Fact } LIMIT 5000"
    for form in (JSON, CSV, XML, TSV):
        with StoreProcess(store, Limits(rows=5000)) as process:
            assert len(content(process, many, form)) > 1 << 17
        assert "rows" in str(limited(store, many, form, rows=4999))


def test_triples_are_counted_too(store: Path) -> None:
    assert "more than 4 rows" in str(limited(store, "CONSTRUCT WHERE { ?s a rg:Fact }", rows=4))
    with StoreProcess(store, Limits(rows=5)) as process:
        assert content(process, "CONSTRUCT WHERE { ?s a rg:Fact }").count(b"rg:Fact") == 5


# Answers and errors ----------------------------------------------------------------------------------------------


def test_errors_leave_the_process_as_it_was(process: StoreProcess) -> None:
    for sparql, kind, words in [
        ("SELECT * { ?s ?p }", QueryError, "line 1, column 19"),
        ("DROP ALL", QueryRefusedError, "DROP is refused"),
        ("SELECT * FROM <a:b> { ?s ?p ?o }", QueryRefusedError, "names no graph of this store"),
        ("SELECT * FROM <a b> { ?s ?p ?o }", QueryRefusedError, "names no graph of this store"),
        ("SELECT * { SERVICE <a:b> { ?s ?p ?o } }", QueryRefusedError, "SERVICE is refused"),
        ("(" * 50_001, QueryRefusedError, "is refused"),
    ]:
        with pytest.raises(kind, match=words):
            process.ask(sparql)
        assert b"true" in content(process, "ASK {}")


def test_an_answer_that_has_no_form_of_those_asked_for_is_an_error(process: StoreProcess) -> None:
    for sparql, rows, triples in [
        ("ASK {}", None, TURTLE),
        ("SELECT * {}", None, TURTLE),
        ("DESCRIBE <a:b>", CSV, None),
    ]:
        with pytest.raises(QueryFormError, match="no such form"):
            process.ask(sparql, rows=rows, triples=triples)
    with pytest.raises(QueryFormError):
        process.ask("ASK {}", rows="image/png")


def test_graphs_can_be_chosen_beside_the_query(process: StoreProcess) -> None:
    first, second, _ = (Namer().report(r.file, r.sha256) for r in sample())
    default = process.ask("SELECT ?f { ?s rg:file ?f }", default_graphs=(first, second)).answer()
    assert sorted(value.value for (value,) in default.rows()) == ["2017/update.txt", "2017/wells.txt"]  # type: ignore[union-attr]
    named = process.ask("SELECT ?f { GRAPH ?g { ?s rg:file ?f } }", named_graphs=(second,)).answer()
    assert [value.value for (value,) in named.rows()] == ["2017/wells.txt"]  # type: ignore[union-attr]
    with pytest.raises(QueryRefusedError):
        process.ask("ASK {}", default_graphs=("a:b",))


def test_the_terms_of_an_answer_can_be_had(process: StoreProcess) -> None:
    (row,) = process.ask("SELECT (1 AS ?one) ('x'@en AS ?two) ?none {}").answer().rows()
    assert row == (ox.Literal(1), ox.Literal("x", language="en"), None)
    triples = list(process.ask("CONSTRUCT WHERE { ?s a rg:Fact }", triples="application/n-triples").answer().triples())
    assert len(triples) == 5


def test_a_store_that_is_not_there_or_damaged_is_an_error(store: Path, tmp_path: Path) -> None:
    with StoreProcess(tmp_path / "none") as process, pytest.raises(OutputError, match="no store here"):
        process.ask("ASK {}")
    shutil.copytree(store, tmp_path / "copy")
    for file in (tmp_path / "copy").glob("MANIFEST*"):
        file.write_bytes(b"\0" * 100)
    with StoreProcess(tmp_path / "copy") as process, pytest.raises(OutputError, match="damaged store"):
        process.ask("ASK {}")


# The network -----------------------------------------------------------------------------------------------------


def test_the_process_opens_no_socket_even_for_a_query_that_was_not_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = threading.Thread(target=lambda: asked.append(server.accept()), daemon=True)
        listener.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        monkeypatch.setattr(kg.query.process, "refuse_service", lambda _: None)
        with StoreProcess(store) as process, pytest.raises(QueryError, match="the query failed"):
            process.ask(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
        assert asked == []
        with socket.create_connection(server.getsockname()):  # which would have been heard
            listener.join(10)
        assert len(asked) == 1
        asked[0][0].close()  # type: ignore[index]


# The command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(store: Path) -> Path:
    (store.parent / "build.json").write_text('{"generator": "reportgraph"}', encoding="utf-8")
    return store.parent


def started(graph: Path, *args: str) -> subprocess.Popen[bytes]:
    # A shell that runs the tests in the background lets its children ignore Ctrl-C; the command must hear it.
    code = "import signal, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); runpy.run_module('kg')"
    command = [sys.executable, "-c", code, "query", str(graph), *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def busy_child(pid: int) -> int:
    """The process that answers, once it is at work on the query."""
    while True:
        for child in children(pid):
            if int(Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[11]) > 20:  # ticks of CPU time
                return child


def test_the_command_ends_a_query_at_its_time(graph: Path) -> None:
    run = started(graph, ENDLESS, "--timeout", "0.5")
    out, err = run.communicate()
    assert (run.returncode, out) == (1, b"")
    assert err == b"kg: the query took longer than 0.5 s and was ended\n"


def test_ctrl_c_ends_the_command_and_the_query(graph: Path) -> None:
    run = started(graph, ENDLESS, "--timeout", "600")
    child = busy_child(run.pid)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate()
    assert run.returncode != 0
    assert (out, b"Traceback" in err) == (b"", False)
    assert not Path(f"/proc/{child}").exists()


def test_a_query_that_nobody_waits_for_ends_by_its_own_clock(store: Path) -> None:
    request = {"query": ENDLESS, "prefixes": {}, "graphs": [], "default": [], "named": [], "rows": JSON}
    line = json.dumps({**request, "triples": None, "seconds": -1.5, "most": None, "size": None})
    command = [sys.executable, "-P", str(Path(worker.__file__)), str(store), "0"]
    done = subprocess.run(command, input=f"{line}\n".encode(), capture_output=True, check=False)
    assert done.returncode == 1
    assert b"z\0\0\0\0" not in done.stdout
