"""A graph in a store of another program: the Oxigraph server, and servers that fail in all the ways that they do."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import urllib3
from click.testing import CliRunner
from hand_claims import sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.store.remote
from kg import ontology as onto
from kg.build import merge, open_graph
from kg.claims import write_claims
from kg.cli import main
from kg.errors import EndpointError
from kg.graph import quads
from kg.places import open_gazetteer
from kg.resolve import resolve
from kg.store import Endpoint, write_endpoint

G = ox.NamedNode("http://a.example/g")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", place]
    command += ["--location", str(tmp_path_factory.mktemp("oxigraph"))]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        urllib3.request("GET", f"http://{place}/", retries=urllib3.Retry(20, backoff_factor=0.05))
        yield f"http://{place}"
        server.kill()


def held(address: str) -> set[ox.Quad]:
    """All that an Oxigraph server holds."""
    data = urllib3.request("GET", f"{address}/store", headers={"Accept": "application/n-quads"}).data
    return set(ox.parse(data, ox.RdfFormat.N_QUADS))


def emptied(address: str) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    assert urllib3.request("POST", f"{address}/update", body="DROP ALL", headers=headers).status == 204


@pytest.fixture(params=["update", "update and graphs"])
def endpoint(request: pytest.FixtureRequest, oxigraph: str) -> Endpoint:
    emptied(oxigraph)
    return Endpoint(f"{oxigraph}/update", f"{oxigraph}/store" if "graphs" in request.param else None)


@pytest.fixture
def claims(tmp_path: Path) -> list[Path]:
    """Folders with the claims of three reports and of one."""
    folders = [tmp_path / str(n) for n in (3, 1)]
    for folder, n in zip(folders, (3, 1), strict=True):
        for report in sample()[:n]:
            write_claims(folder / "claims", report)
    return folders


# Oxigraph --------------------------------------------------------------------------------------------------------


@cache
def dataset(n: int) -> set[ox.Quad]:
    """The graph of the first reports."""
    return set(quads(sample()[:n], resolve(sample()[:n], onto.load(), open_gazetteer()), onto.load()))


def test_an_endpoint_holds_the_graph_and_nothing_else_of_ours(
    endpoint: Endpoint, oxigraph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.store.remote, "BATCH", 1000)  # so that there are many
    other = ox.Quad(ox.NamedNode("http://a.example/s"), ox.NamedNode("http://a.example/p"), ox.Literal("kept"), G)
    write_endpoint([other], Endpoint(f"{oxigraph}/update"), tmp_path / "other.json")
    for n in (3, 2, 1, 3):  # reports are withdrawn from one build to the next, and come back
        write_endpoint(dataset(n), endpoint, tmp_path / "journal.json")
        assert held(oxigraph) == {*dataset(n), other}


def test_the_folder_answers_as_if_it_had_a_store(oxigraph: str, claims: list[Path], tmp_path: Path) -> None:
    def answers() -> tuple[set[ox.Quad], str]:
        return set(open_graph(tmp_path / "out")), CliRunner().invoke(
            main, ["query", str(tmp_path / "out"), "partners"]
        ).output

    merge([claims[1]], tmp_path / "out")
    before = answers()
    merge([claims[1]], tmp_path / "out", store=Endpoint(f"{oxigraph}/update"))
    assert answers() == before
    assert "Blue Well Foundation" in before[1]
    assert not (tmp_path / "out" / "store").exists()


def test_the_command_says_where_the_graph_is(oxigraph: str, claims: list[Path], tmp_path: Path) -> None:
    update = f"{oxigraph}/update"
    run = CliRunner().invoke(
        main,
        [
            "merge",
            str(claims[1]),
            "-o",
            str(tmp_path / "out"),
            "--store",
            update,
            "--store-graphs",
            f"{oxigraph}/store",
        ],
    )
    assert run.exit_code == 0, run.output
    triples = json.loads((tmp_path / "out" / "build.json").read_text())["triples"]
    assert run.output.splitlines()[-1] == f"{update}: {triples} triples"
    assert "store/" not in run.output.splitlines()[-2]


TEXTS = st.one_of(
    st.text(max_size=30), st.text(alphabet="\\u0041U\"'\n\r\t{}<>;#\x01\x7f\ud7ff\U0001f600", max_size=20)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_every_text_arrives_as_it_is(endpoint: Endpoint, oxigraph: str, tmp_path: Path, texts: list[str]) -> None:
    node = ox.NamedNode("http://a.example/s")
    given_quads = {ox.Quad(node, ox.NamedNode("http://a.example/p"), ox.Literal(text), G) for text in texts}
    write_endpoint(given_quads, endpoint, tmp_path / "journal.json")
    assert held(oxigraph) == given_quads


def test_a_store_that_reads_escapes_first_finds_none_that_is_not_meant() -> None:
    line = ox.Triple(G, G, ox.Literal("C:\\users \\u0041 \\\\U"))
    sent = kg.store.remote._insert("a:b", str(line) + " .\n")
    read = kg.store.remote.re.sub(r"\\u([0-9A-F]{4})", lambda m: chr(int(m[1], 16)), sent)
    (update,) = (text.removeprefix("INSERT DATA ") for text in (read,))
    (quad,) = ox.parse(
        update.replace("GRAPH ", "", 1).strip("{} \n").partition("{")[2].encode(), ox.RdfFormat.N_TRIPLES
    )
    assert quad.triple == line


# Servers that fail -----------------------------------------------------------------------------------------------

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def failing(*answers: Answer | int) -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    """A server that gives these answers one after the other and then always succeeds; and what it was sent."""
    left, sent = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.append((self.command, self.path, body))
            answer = left.pop(0) if left else 204
            if callable(answer):
                answer(self)
            else:
                self.send_response(answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

        do_POST = do_PUT = handle_one  # noqa: N815 - names that http.server looks for

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/update", sent
    server.shutdown()
    server.server_close()
    thread.join()


def said(status: int, text: str, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(text)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(text.encode())

    return answer


def cut(handler: BaseHTTPRequestHandler) -> None:
    """The connection breaks off without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of one triple, and no waits between tries."""
    monkeypatch.setattr(kg.store.remote, "BATCH", 1)
    for name in ("_UNDONE", "_DONE_OR_NOT"):
        monkeypatch.setattr(kg.store.remote, name, getattr(kg.store.remote, name).new(backoff_factor=0))


TWO = [ox.Quad(ox.NamedNode(f"http://a.example/{n}"), G, G, G) for n in range(2)]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("failures", [[503, 429, 503], [204, 503, 502, 504, 500], [204, cut, cut]])
def test_what_was_not_done_or_can_be_done_twice_is_sent_again(failures: list[Any], tmp_path: Path) -> None:
    with failing(*failures) as (url, sent):
        write_endpoint(TWO, Endpoint(url), tmp_path / "journal.json")
    bodies = list(dict.fromkeys(body for *_, body in sent))
    assert len(sent) == 2 + len([f for f in failures if f != 204])
    assert len(bodies) == 2
    assert bodies[0].startswith(b"DROP SILENT GRAPH <http://a.example/g> ;\nINSERT DATA")
    assert bodies[1].startswith(b"INSERT DATA")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("failures", "words", "times"),
    [
        ([cut], "the connection broke off", 1),  # it may be carried out late, after what comes next
        ([502], "does not take the graph (502)", 1),
        ([503] * 9, "does not take the graph (503)", 6),
        ([401], "refused (401); set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN", 1),
        ([said(400, "<h1>Parse error</h1>\n<p>line 1</p>")], "does not take the graph (400: Parse error line 1)", 1),
        ([said(301, "", Location="http://b.example/")], "has moved to http://b.example/; give that address", 1),
        ([204, *[500] * 9], "does not take the graph (500)", 7),
    ],
)
def test_a_failure_is_one_line_and_leaves_the_folder_as_it_was(
    failures: list[Any], words: str, times: int, claims: list[Path], tmp_path: Path
) -> None:
    merge([claims[1]], tmp_path / "out")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.is_file()}
    with failing(*failures) as (url, sent):
        run = CliRunner().invoke(main, ["merge", str(claims[0]), "-o", str(tmp_path / "out"), "--store", url])
    assert run.exit_code == 1
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith(f"kg: {url}: ")
    assert words in run.stderr
    assert len(sent) == times
    assert {n: (tmp_path / "out" / n).read_bytes() for n in before} == before
    assert (tmp_path / "out" / "store").is_dir()


def test_a_build_that_fails_half_way_leaves_nothing_that_the_next_does_not_remove(
    oxigraph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(oxigraph)
    endpoint = Endpoint(f"{oxigraph}/update")
    real = kg.store.remote._Client.replace

    def replace(self: Any, graph: str, triples: str) -> None:
        real(self, graph, triples)
        if "/report/niger" in graph:
            raise EndpointError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(kg.store.remote._Client, "replace", replace)
        with pytest.raises(EndpointError):
            write_endpoint(dataset(3), endpoint, tmp_path / "journal.json")
    write_endpoint(dataset(1), endpoint, tmp_path / "journal.json")
    assert held(oxigraph) == dataset(1)


def test_who_writes_is_told_by_the_environment_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def noted(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["Authorization"])
        said(204, "")(handler)

    for variables in ({}, {"KG_STORE_USER": "me", "KG_STORE_PASSWORD": "pass:word"}, {"KG_STORE_TOKEN": "abc"}):
        with monkeypatch.context() as patch, failing(noted) as (url, _):
            for name, value in variables.items():
                patch.setenv(name, value)
            write_endpoint(TWO, Endpoint(url), tmp_path / "journal.json")
    assert seen == [None, "Basic bWU6cGFzczp3b3Jk", "Bearer abc"]
    with pytest.raises(EndpointError, match="not in the address"):
        Endpoint("http://me:secret@a.example/update")


@pytest.mark.parametrize("url", ["", "graph", "file:///etc/passwd", "ftp://a.example/", "http://", "http://a b/"])
def test_what_is_no_address_is_one_line(url: str) -> None:
    with pytest.raises(EndpointError, match="not the address of an endpoint"):
        Endpoint(url)


@pytest.mark.usefixtures("quick")
def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match=rf"http://127.0.0.1:{port}/: no connection \(connection refused\)"):
        write_endpoint(TWO, Endpoint(f"http://127.0.0.1:{port}/"), tmp_path / "journal.json")
    with pytest.raises(EndpointError, match="there is no such host"):
        write_endpoint(TWO, Endpoint("http://nowhere.invalid/"), tmp_path / "journal.json")
