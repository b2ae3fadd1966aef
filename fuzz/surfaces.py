"""What is fuzzed beside the readers: files that users give, queries, and the page that shows what reports say."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import explore_graph
import pyoxigraph as ox

from kg.claims import dumps, loads
from kg.errors import ClaimsError, QueryError, TableError
from kg.explore import network, outlines, page, write_explorer
from kg.model import Mention, ReportClaims
from kg.naming import is_iri
from kg.ontology import Ontology, load
from kg.places import Gazetteer, gazetteer_of
from kg.places.pcodes import read_pcodes
from kg.query import ask
from kg.resolve import read_decisions

_FOLDER = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
_FILE = _FOLDER / "table"


def claims(data: bytes) -> None:
    """A claims file: refused in one line, or claims that are written as they were read."""
    try:
        found = loads(data.decode("utf-8", errors="replace"))
    except ClaimsError as error:
        _one_line(str(error))
        return
    text = dumps(found)
    text.encode()
    assert loads(text) == found


def decisions(data: bytes) -> None:
    """A table of decisions: refused in one line, or pairs of names that differ."""
    _FILE.write_bytes(data)
    try:
        found = read_decisions(_FILE, _ontology())
    except TableError as error:
        _one_line(str(error))
        return
    assert all(a != b for a, b in found.same | found.different)
    assert not found.same & found.different
    assert all(is_iri(iri) or iri.partition(":")[2] for _, iri in found.means)


def pcodes(data: bytes) -> None:
    """A table of P-codes, CSV or a workbook in parts: refused in one line, or places with names."""
    _FILE.write_bytes(data)
    try:
        found = read_pcodes([_FILE], _gazetteer())
    except TableError as error:
        _one_line(str(error))
        return
    for record in found:
        assert record.name.strip()
        assert record.pcode
        record.name.encode()


def queries(data: bytes) -> None:
    """A query that is not refused asks no other host: a store in memory meets no error of the system but then.

    What SERVICE SILENT meets is not told, so the query is also asked without that word.
    """
    store = _store()
    text = data[:400].decode("utf-8", errors="replace")
    if _passes(store, text) and "silent" in text.lower():
        with patch("kg.query.ask.refuse_service"):
            _passes(store, _without_silent(text))


def _passes(store: ox.Store, text: str) -> bool:
    try:
        answer = ask(store, text)
        list(answer.rows())
        list(answer.triples())
    except QueryError as error:
        cause = error.__context__
        assert not isinstance(cause, OSError), f"asks another host: {cause}"
        assert "service" not in str(cause), f"asks another host: {cause}"
        _one_line(str(error))
        return not str(error).startswith("SERVICE is refused")
    return True


def _without_silent(text: str) -> str:
    at = text.lower().find("silent")
    while at >= 0:
        text = f"{text[:at]} {text[at + 6 :]}"
        at = text.lower().find("silent")
    return text


def explorer(data: bytes) -> None:
    """The explorer of a graph whose names, quotes, file and title are the lines of the input.

    The page's markup is that of a page with other names, and its data are the names.
    """
    names = data.decode("utf-8", errors="replace").split("\n")[:12]
    tags, blocks = _parsed(_page([name or "_" for name in names]))
    assert tags == _usual_tags()
    shown = {text for value in map(json.loads, blocks) for text in _texts(value)}
    assert {name.strip() for name in names} - {""} <= {text.strip() for text in shown}


def _page(names: list[str]) -> str:
    one, two, three, four = (names * 4)[:4]
    graph = explore_graph.Graph()
    giver = graph.entity("org/a", "Government", one, *names, roles=["Donor"])
    taker = graph.entity("org/b", "NGO", two, notation=three)
    place = graph.entity("place/c", "Region", four, point=(1, 2))
    report = graph.report("a.md", two, publisher=giver, issued="2022-01-02", period=("2021-01-01", "2021-12-31"))
    graph.add(report, "https://w3id.org/reportgraph/ontology#section", three)
    for name in names:
        passage = graph.passage(report, f"{name}.", section=name)
        slots = {"donor": giver, "recipient": taker, "amount": 5, "currency": name, "place": place}
        graph.fact("Contribution", name, passage, slots, date_text=name, rule=name)
    graph.issue("sum", four, "fact/000001")
    graph.link(giver, "funds", taker)
    text = graph.claims(report)
    told = ReportClaims(text.file, text.sha256, "text", text.text, (), (Mention(0, 1, one, two),))
    with _without_what_is_the_same():
        write_explorer(graph.quads, _small(), _FOLDER / "page.html", reports=[told])
    return (_FOLDER / "page.html").read_text(encoding="utf-8")


@contextmanager
def _without_what_is_the_same() -> Iterator[None]:
    """Scripts and the world's outlines are the same in all pages, and large; where names are drawn is numbers."""
    with (
        patch.object(network, "library", lambda: "0"),
        patch.object(page, "own_script", lambda: "0"),
        patch.object(outlines, "outlines", lambda *_: {}),
        patch.object(network, "positions", lambda nodes, *_: dict.fromkeys(nodes, (0, 0))),
    ):
        yield


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.blocks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {attrs}")
        if ("type", "application/json") in attrs:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.tags and "application/json" in self.tags[-1]:
            self.blocks[-1] += data


def _parsed(text: str) -> tuple[list[str], list[str]]:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.tags, parser.blocks


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


@cache
def _usual_tags() -> list[str]:
    return _parsed(_page(["a", "b", "c", "d"]))[0]


@cache
def _small() -> Ontology:
    return explore_graph.ontology(_FOLDER / "ontology")


@cache
def _ontology() -> Ontology:
    return load()


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer_of(_ontology())


@cache
def _store() -> ox.Store:
    store = ox.Store()
    node = ox.NamedNode("http://127.0.0.1:9/")
    store.add(ox.Quad(node, node, node, node))
    return store


def _one_line(message: str) -> None:
    assert message
    assert "\n" not in message, f"no clear line: {message!r}"
