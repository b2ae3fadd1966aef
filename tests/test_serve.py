"""The server: what clients of SPARQL get from it, what it refuses, and that it stays up."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from explore_page import chromium
from hand_claims import sample
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.build import merge
from kg.claims import write_claims
from kg.naming import Namer

FORM = "application/x-www-form-urlencoded"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GIFT = "SELECT ?donor ?amount { ?g a rg:Contribution ; rg:donor/rdfs:label ?donor ; rg:amount ?amount }"


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    url: str

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port


@contextmanager
def running(graph: Path, *options: str, temporary: Path | None = None) -> Iterator[Server]:
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", *options]
    env = {**os.environ, **({"TMPDIR": str(temporary)} if temporary else {})}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        try:
            assert process.stdout
            yield Server(process, process.stdout.readline().decode().partition(" ")[0])
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve")
    for claims in sample():
        write_claims(path / "claims", claims)
    merge([path / "claims"], path / "graph")
    return path / "graph"


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Server]:
    with running(graph, "--timeout", "3", "--rows", "100", "--processes", "2") as found:
        yield found


def curl(server: Server, path: str, *options: str, data: bytes | None = None) -> tuple[int, str, bytes]:
    """Status, media type and body."""
    command = ["curl", "-s", "-g", "-m", "60", "-w", "\n%{http_code} %{content_type}", *options, server.url + path]
    out = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    body, _, last = out.rpartition(b"\n")
    status, _, kind = last.decode().partition(" ")
    return int(status), kind, body


def query(sparql: str) -> str:
    return "sparql?" + urlencode({"query": sparql})


# Clients ---------------------------------------------------------------------------------------------------------


def test_a_query_is_sent_by_get_in_a_form_or_as_it_is(server: Server) -> None:
    answers = [
        curl(server, query(GIFT), "-H", "Accept: text/csv"),
        curl(server, "sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={GIFT}"),
        curl(server, "sparql", "-H", "Accept: text/csv", "-H", "Content-Type: application/sparql-query", "-d", GIFT),
        curl(server, query(GIFT) + "&format=csv"),
    ]
    assert answers == [(200, "text/csv; charset=utf-8", b"donor,amount\r\nSweden,44528\r\n")] * 4


def test_a_long_query_may_come_in_pieces(server: Server) -> None:
    at = urlsplit(server.url)
    asked = (
        f"GET {at.path}{query('ASK {}' + chr(10) * 40_000)} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(server.place) as connection:
        for begin in range(0, len(asked), 70_000):
            connection.sendall(asked[begin : begin + 70_000].encode())
            time.sleep(0.2)  # so that the server has read it
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")


ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("form", ROWS)
def test_rows_come_in_the_forms_of_the_standard(server: Server, form: str) -> None:
    status, kind, body = curl(server, query(GIFT), "-H", f"Accept: {form}")
    assert (status, kind.partition(";")[0]) == (200, form)
    (row,) = ox.parse_query_results(body, format=ROWS[form])  # type: ignore[misc]
    assert row["donor"] == ox.Literal("Sweden")
    if form != "text/tab-separated-values":
        assert b"true" in curl(server, query("ASK {}"), "-H", f"Accept: {form}")[2]


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib uses what it warns of
@pytest.mark.parametrize(
    ("form", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples_come_in_the_forms_of_the_standard(server: Server, form: str, parser: str) -> None:
    status, kind, body = curl(server, query("CONSTRUCT WHERE { ?f a rg:Fact }"), "-H", f"Accept: {form}")
    assert (status, kind.partition(";")[0]) == (200, form)
    assert len(rdflib.Graph().parse(data=body, format=parser)) == 5


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
    ],
)
def test_the_client_says_which_form_it_likes(server: Server, accept: str, form: str) -> None:
    assert curl(server, query("SELECT * {}"), "-H", f"Accept: {accept}")[:2] == (200, form)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_it_as_a_store(server: Server, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.url + "sparql", method=method))
    assert [(str(donor), int(amount)) for donor, amount in graph.query(GIFT)] == [("Sweden", 44528)]  # type: ignore[misc]
    fact = rdflib.URIRef("https://w3id.org/reportgraph/ontology#Fact")
    assert len(set(graph.subjects(rdflib.RDF.type, fact))) == 5
    assert graph.query("ASK { ?f a rg:Fact }").askAnswer


def test_rdflib_asks_one_named_graph(server: Server) -> None:
    name = Namer().report(sample()[1].file, sample()[1].sha256)
    graph = rdflib.Graph(SPARQLStore(server.url + "sparql", context_aware=True), identifier=rdflib.URIRef(name))
    assert [str(file) for (file,) in graph.query("SELECT ?f { ?r rg:file ?f }")] == ["2017/wells.txt"]  # type: ignore[misc]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_asks_it(server: Server, method: str) -> None:
    client = SPARQLWrapper(server.url + "sparql")
    client.setMethod(method)
    client.setQuery(GIFT)
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["results"]["bindings"][0]["donor"]["value"] == "Sweden"
    client.setReturnFormat(XML)
    assert "Sweden" in client.queryAndConvert().toxml()
    client.setReturnFormat(CSV)
    assert client.queryAndConvert() == b"donor,amount\r\nSweden,44528\r\n"
    client.setQuery("CONSTRUCT WHERE { ?f a rg:Fact }")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 5


def test_the_endpoint_describes_itself(server: Server) -> None:
    status, kind, body = curl(server, "sparql")
    assert (status, kind) == (200, "text/turtle; charset=utf-8")
    described = rdflib.Graph().parse(data=body, format="turtle", publicID=server.url + "sparql")
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert list(described.objects(None, endpoint)) == [rdflib.URIRef(server.url + "sparql")]
    assert curl(server, "sparql", "-H", "Accept: text/html")[0] == 307


# Questions, explorer, exports ------------------------------------------------------------------------------------


def test_a_question_that_has_a_name_has_an_address(server: Server) -> None:
    status, _, body = curl(server, "question/partners?place=gao&since=2017", "-H", "Accept: text/csv")
    assert (status, body.split(b"\r\n")[1]) == (
        200,
        b"Blue Well Foundation,National Wells Commission,Construction,Gao,2017/update.txt",
    )
    assert curl(server, "question/partners?since=2018&format=csv")[2].count(b"\r\n") == 1
    known = json.loads(curl(server, "question")[2])
    assert {"name": "since", "kind": "first-day"}.items() <= next(
        p for q in known if q["name"] == "partners" for p in q["parameters"] if p["name"] == "since"
    ).items()


def test_the_explorer_and_the_exports_have_addresses(server: Server, graph: Path) -> None:
    assert curl(server, "explorer") == (200, "text/html; charset=utf-8", (graph / "explorer.html").read_bytes())
    for export in json.loads(curl(server, "export")[2]):
        status, kind, body = curl(server, f"export/{export['name']}")
        assert (status, kind.partition(";")[0]) == (200, export["type"])
        assert body
    assert curl(server, "export/turtle")[2] == (graph / "graph.ttl").read_bytes()
    assert curl(server, "export/trig")[2] == (graph / "graph.trig").read_bytes()


def test_a_graph_that_is_built_anew_is_served(tmp_path: Path) -> None:
    for claims in sample():
        write_claims(tmp_path / "all", claims)
    write_claims(tmp_path / "one", sample()[2])
    merge([tmp_path / "one"], tmp_path / "graph")
    count = "SELECT (COUNT(*) AS ?n) { ?f a rg:Fact }"
    with running(tmp_path / "graph") as server:
        assert curl(server, query(count) + "&format=csv")[2] == b"n\r\n1\r\n"
        first = curl(server, "export/ntriples")[2]
        merge([tmp_path / "all"], tmp_path / "graph")
        curl(server, query(count))  # answered from the old graph or the new one
        assert curl(server, query(count) + "&format=csv")[2] == b"n\r\n5\r\n"
        assert curl(server, "export/ntriples")[2] != first


def test_the_page_asks_and_shows_what_comes_back(server: Server, tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        browser.get(server.url)
        wait = WebDriverWait(browser, 60)
        wait.until(lambda b: len(b.find_elements(By.CSS_SELECTOR, "#question option")) > 20)
        browser.find_element(By.CSS_SELECTOR, "#question option[value=partners]").click()
        browser.find_element(By.ID, "value-place").send_keys("Gao")
        browser.find_element(By.CSS_SELECTOR, "button").click()
        wait.until(lambda b: b.find_element(By.ID, "status").text == "1 row")
        cells = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "tbody td")]
        assert cells[:2] == ["Blue Well Foundation", "National Wells Commission"]
        browser.find_element(By.ID, "value-place").send_keys("sip")
        browser.find_element(By.CSS_SELECTOR, "button").click()
        wait.until(lambda b: "no place in this graph is called 'Gaosip'" in b.find_element(By.ID, "status").text)


# Refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "options", "status", "words"),
    [
        (query("SELECT * { ?s ?p }"), (), 400, b"line 1, column 19"),
        (query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), (), 403, b"SERVICE is refused"),
        (query("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }"), (), 403, b"names no graph"),
        (query("LOAD <http://127.0.0.1:9/>"), (), 403, b"LOAD is refused"),
        (query("DROP ALL"), (), 403, b"DROP is refused"),
        (query("ASK {}") + "&default-graph-uri=file:///etc/passwd", (), 403, b"names no graph"),
        (query("ASK {}") + "&named-graph-uri=no+iri", (), 403, b"names no graph"),
        ("sparql?update=DROP+ALL", (), 403, b"updates are refused"),
        ("sparql", ("-d", "update=DROP ALL"), 403, b"updates are refused"),
        ("sparql", ("-H", "Content-Type: application/sparql-update", "-d", "DROP ALL"), 403, b"updates are refused"),
        ("sparql", ("-H", "Content-Type: text/plain", "-d", "ASK {}"), 415, b"post a form or"),
        ("sparql", ("-d", "q=ASK {}"), 400, b"no query"),
        (query("ASK {}") + "&query=ASK+{}", (), 400, b"one query at a time"),
        ("sparql", ("-H", "Content-Type: application/sparql-query", "--data-binary", "@/dev/stdin"), 400, b"not UTF-8"),
        ("sparql", ("-X", "PUT", "-d", "ASK {}"), 405, b""),
        ("sparql", ("-X", "DELETE"), 405, b""),
        (query("ASK {}"), ("-H", "Accept: image/png"), 406, b"no such form"),
        (query("ASK {}"), ("-H", "Accept: nonsense"), 406, b"no such form"),
        (query("ASK {}"), ("-H", "Accept: text/turtle"), 406, b"no such form"),
        (query(ENDLESS), (), 500, b"took longer than 3 s"),
        (query("SELECT * { ?s ?p ?o }"), (), 500, b"more than 100 rows"),
        (query("ASK {" + "{" * 20_000 + "}" * 20_001), (), 500, b"nested too deeply"),
        ("question/none", (), 404, b"no question is called so"),
        ("question/partners?place=Atlantis", (), 400, b"no place in this graph is called 'Atlantis'"),
        ("question/partners?colour=red", (), 400, b"has no parameter --colour"),
        ("export/none", (), 404, b"no export is called so"),
        ("export/..%2f..%2fbuild.json", (), 404, b""),
        ("../../../../etc/passwd", ("--path-as-is",), 404, b""),
        ("store/CURRENT", (), 404, b""),
        ("", ("-H", "Host: attacker.example"), 421, b"does not go by that name"),
        ("", ("-H", "Host: 127.0.0.1.attacker.example:80"), 421, b"does not go by that name"),
        (query("ASK {}"), ("-H", "Sec-Fetch-Site: cross-site", "-H", "Sec-Fetch-Mode: no-cors"), 403, b"another site"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_status(
    server: Server, path: str, options: tuple[str, ...], status: int, words: bytes
) -> None:
    found, kind, body = curl(server, path, *options, data=b"\xff\xfe")
    assert (found, kind) == (status, "text/plain; charset=utf-8")
    assert words in body
    assert body.count(b"\n") == 1


def test_too_long_a_body_is_refused_unread(server: Server) -> None:
    found = curl(
        server, "sparql", "-H", "Content-Type: application/sparql-query", "--data-binary", "@-", data=b" " * (2 << 20)
    )
    assert found[0] == 413


def test_the_server_goes_by_the_names_that_it_is_given(graph: Path) -> None:
    with running(graph, "--name", "graph.example", "--processes", "1") as server:
        for host, status in [
            ("graph.example", 200),
            ("GRAPH.example:80", 200),
            ("[::1]:80", 200),
            ("x.graph.example", 421),
        ]:
            assert curl(server, query("ASK {}"), "-H", f"Host: {host}")[0] == status


@pytest.mark.parametrize("path", ["", "page.js", "sparql", "explorer", "export", "question", "none"])
def test_browsers_are_told_to_run_nothing_else(server: Server, path: str) -> None:
    head = curl(server, path, "-D", "-", "-o", "/dev/null")[2].decode().lower()
    assert "x-content-type-options: nosniff" in head
    assert "frame-ancestors 'none'" in head
    assert "access-control-allow-origin" not in head
    assert path == "explorer" or "default-src 'none'" in head  # the explorer has its own policy in the page


# Staying up ------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _hang_ups() -> Iterator[None]:
    """A server hears them, also where the tests themselves run under `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def workers(server: Server) -> list[int]:
    pid = server.process.pid
    return [int(n) for thread in Path(f"/proc/{pid}/task").iterdir() for n in (thread / "children").read_text().split()]


def busy(server: Server) -> int:
    """The process that answers, once it is at work on a query."""
    while True:
        for child in workers(server):
            if int(Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[11]) > 30:  # ticks of CPU time
                return child


def test_a_query_that_nobody_waits_for_is_ended(graph: Path) -> None:
    with running(graph, "--timeout", "600", "--processes", "1") as server:
        client = subprocess.Popen(["curl", "-s", server.url + query(ENDLESS)], stdout=subprocess.PIPE)
        with client:
            child = os.pidfd_open(busy(server))
            client.kill()
        assert gone(child)
        assert curl(server, query("ASK {}"))[0] == 200


def gone(child: int) -> bool:
    found = bool(select.select([child], [], [], 60)[0])
    os.close(child)
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_at_once_and_cleanly(graph: Path, number: int) -> None:
    with running(graph, "--timeout", "600", "--processes", "2") as server:
        with subprocess.Popen(["curl", "-s", server.url + query(ENDLESS)], stdout=subprocess.PIPE):
            children = [os.pidfd_open(busy(server)), *map(os.pidfd_open, workers(server))]
            server.process.send_signal(number)
            out, err = server.process.communicate()
        assert (server.process.returncode, out, err) == (0, b"", b"")
        assert all(gone(child) for child in children)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_its_temporary_folder_goes_with_it(graph: Path, tmp_path: Path, number: int) -> None:
    with running(graph, "--processes", "1", temporary=tmp_path) as server:
        assert curl(server, "export/ntriples")[0] == 200
        assert list(tmp_path.glob("kg-serve-*/*.nt"))
        server.process.send_signal(number)
        server.process.wait()
    assert list(tmp_path.iterdir()) == []


def test_under_nohup_it_goes_on_when_the_terminal_closes(graph: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with running(graph, "--processes", "1") as server:
            assert curl(server, query("ASK {}"))[0] == 200
            server.process.send_signal(signal.SIGHUP)
            assert curl(server, query("ASK {}"))[0] == 200
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_killed_server_left_is_removed_by_the_next_and_nothing_else(graph: Path, tmp_path: Path) -> None:
    others = tmp_path / "kg-serve-of-somebody-else"
    others.mkdir()
    (tmp_path / "kg-serve-link").symlink_to(graph)
    with running(graph, "--processes", "1", temporary=tmp_path) as first:
        assert curl(first, "export/ntriples")[0] == 200
        (left,) = {p.parent for p in tmp_path.glob("kg-serve-*/*.nt")}
        with running(graph, "--processes", "1", temporary=tmp_path) as second:
            assert curl(second, "export")[0] == 200
            assert list(left.glob("*.nt"))  # the first one runs
        first.process.kill()
        first.process.wait()
    assert left.exists()
    with running(graph, "--processes", "1", temporary=tmp_path) as third:
        assert curl(third, "export")[0] == 200
        assert not left.exists()
    assert {p.name for p in tmp_path.iterdir()} == {"kg-serve-of-somebody-else", "kg-serve-link"}
    assert (graph / "build.json").exists()


def test_an_address_in_use_is_one_line(graph: Path, server: Server) -> None:
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", str(server.place[1])]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.decode() == f"kg: 127.0.0.1:{server.place[1]}: address already in use\n"


def asked(sparql: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET /{query(sparql)} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


BAD = [
    b"\x00\xff\x16\x03\x01" * 50,
    b"GET / HTTP/1.1\r\nHost: loc",  # and nothing more
    b"",  # nothing at all
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: attacker.example\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nASK",
    asked("ASK {}", "Content-Length: 99", f"Content-Type: {FORM}").replace(b"GET", b"POST") + b"ASK",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n",
    asked("SELECT * { ?s ?p }"),
    asked("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    asked("DROP ALL"),
    asked("ASK {" + "{" * 9_000 + "}" * 9_001),
    asked("SELECT * { ?s ?p ?o }"),
    asked(ENDLESS),
    asked("ASK {}", "Accept: " + "a/b," * 5_000),
    b"GET /sparql?query=%ff%00%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /question/partners?place=" + b"%22" * 1_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /export/%2e%2e%2f HTTP/1.1\r\nHost: localhost\r\n\r\n",
]


def test_a_thousand_bad_requests_at_once_keep_no_good_one_from_its_answer(graph: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with running(graph, "--timeout", "3", "--rows", "100", "--processes", "2") as server:
        good, answered = asyncio.run(_besieged(server))
        assert curl(server, query("ASK {}"))[0] == 200
        server.process.send_signal(signal.SIGTERM)
        _, err = server.process.communicate()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert good == [b"Sweden,44528"] * 10
    assert answered > 500
    assert err == b""


async def _besieged(server: Server) -> tuple[list[bytes], int]:
    """What good requests get while a thousand connections send bad ones; and how many of these get an answer."""
    sent = 0
    everyone = asyncio.Event()

    async def bad(data: bytes) -> int:
        nonlocal sent
        reader, writer = await asyncio.open_connection(*server.place)
        writer.write(data)
        sent += 1
        if sent == 1_000:
            everyone.set()
        try:
            return len(await reader.read(100)) > 0
        except ConnectionError:
            return False
        finally:
            writer.close()

    flood = [asyncio.ensure_future(bad(BAD[n % len(BAD)])) for n in range(1_000)]
    await everyone.wait()
    good = []
    for _ in range(10):
        reader, writer = await asyncio.open_connection(*server.place)
        writer.write(asked(GIFT, "Accept: text/csv", "Connection: close"))
        good.append((await reader.read()).strip().rpartition(b"\r\n")[2])
        writer.close()
    return good, sum([await one for one in flood])
