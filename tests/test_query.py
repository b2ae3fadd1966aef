"""Questions are answered from the graph, and from nothing else."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from hand_claims import sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import ontology as onto
from kg.errors import QueryError
from kg.forms import ANSWERS
from kg.graph import quads
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import Ontology
from kg.places import open_gazetteer
from kg.query import ask, named, show
from kg.resolve import resolve
from kg.sparql import DEEPEST, LONGEST


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    found.extend(quads(sample(), resolve(sample(), onto.load(), open_gazetteer()), onto.load()))
    return found


def written(store: ox.Store, sparql: str, form: str) -> str:
    out = io.BytesIO()
    show(ask(store, sparql), form, out)
    return out.getvalue().decode()


GIFT = "SELECT ?donor ?amount { ?g a rg:Contribution ; rg:donor/rdfs:label ?donor ; rg:amount ?amount }"


# Answers ---------------------------------------------------------------------------------------------------------


def test_a_question_needs_no_prefixes_and_reads_all_named_graphs(store: ox.Store) -> None:
    assert [tuple(str(v) for v in row) for row in ask(store, GIFT).rows()] == [
        ('"Sweden"', '"44528"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    ]


def test_a_question_can_name_its_graph(store: ox.Store) -> None:
    first, second, _ = (Namer().report(r.file, r.sha256) for r in sample())
    for source in (f"FROM <{first}>", f"FROM NAMED <{first}>", f"from\n<{first}>"):
        body = "GRAPH ?g { ?g rg:file ?file }" if "NAMED" in source else "?g rg:file ?file"
        rows = list(ask(store, f"SELECT ?file {source} WHERE {{ {body} }}").rows())
        assert rows == [(ox.Literal("2017/update.txt"),)]
    prefixed = (
        f"PREFIX r: <{DEFAULT_BASE}report/> SELECT ?file FROM r:{second.rsplit('/', 1)[1]} {{ ?g rg:file ?file }}"
    )
    assert list(ask(store, prefixed).rows()) == [(ox.Literal("2017/wells.txt"),)]


def test_answers_have_the_standard_forms(store: ox.Store) -> None:
    assert written(store, GIFT, "csv").split() == ["donor,amount", "Sweden,44528"]
    rows = json.loads(written(store, GIFT, "json"))["results"]["bindings"]
    assert [(row["donor"]["value"], row["amount"]["value"]) for row in rows] == [("Sweden", "44528")]
    assert [line.split() for line in written(store, GIFT, "table").splitlines()] == [
        ["donor", "amount"],
        ["Sweden", "44528"],
    ]


@pytest.mark.parametrize(("form", "yes"), [("table", "true\n"), ("csv", "true\n"), ("json", '"boolean":true')])
def test_yes_or_no(store: ox.Store, form: str, yes: str) -> None:
    assert yes in written(store, "ASK { ?g a rg:Contribution }", form)
    assert "false" in written(store, "ASK { ?g a rg:Nothing }", form)


@pytest.mark.parametrize("form", ["turtle", "table"])
def test_triples_are_turtle_in_a_fixed_order(store: ox.Store, form: str) -> None:
    construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a rg:Fact ; rdfs:label ?l }"
    shown = written(store, construct, form)
    assert len(rdflib.Graph().parse(data=shown, format="turtle")) == 5
    turned = ox.Store()
    turned.extend(reversed(list(store)))
    assert written(turned, construct, form) == shown
    assert rdflib.Graph().parse(data=written(store, "DESCRIBE rg:Contribution", form), format="turtle")


@pytest.mark.parametrize(
    ("sparql", "form"), [(GIFT, "turtle"), ("ASK {}", "turtle"), ("DESCRIBE <a:b>", "csv"), ("DESCRIBE <a:b>", "json")]
)
def test_an_answer_that_has_no_such_form_is_an_error(store: ox.Store, sparql: str, form: str) -> None:
    with pytest.raises(QueryError, match="use "):
        written(store, sparql, form)


def test_a_table_cannot_be_broken_by_what_is_in_it(store: ox.Store) -> None:
    shown = written(store, r'SELECT ("\u001b[31mred\n[bold]x[/bold]" AS ?a) (<http://a.b/c> AS ?b) ?none {}', "table")
    assert shown.splitlines()[1].split() == ["[31mred", "[bold]x[/bold]", "http://a.b/c"]
    assert "\x1b" not in shown


def test_every_named_question_is_answered_in_every_form_it_has(store: ox.Store, ontology: Ontology) -> None:
    assert len(ontology.queries) >= 5
    for name, question in ontology.queries.items():
        assert question.description
        for form in ANSWERS[:3]:
            assert written(store, named(name, ontology), form)


def test_a_word_that_names_no_question_is_an_error(ontology: Ontology) -> None:
    with pytest.raises(QueryError, match="no question is called 'donners'"):
        named("donners", ontology)
    assert named("ASK {}", ontology) == "ASK {}"


# Errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column 25: expected one of"),
        ("SELECT *\nWHERE {\n  ?s foo:bar ?o }", "line 3, column 13: a prefix that is not declared"),
        ("", "line 1, column 1"),
        (
            "SELECT ?x WHERE { ?s ?p ?o } GROUP BY ?s",
            "line 1, column 41: The SELECT contains a variable that is unbound",
        ),
        ("SELECT * { ?s ?p 'open }", "line 1"),
    ],
)
def test_a_broken_query_is_one_line_with_the_place(store: ox.Store, sparql: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, sparql)
    message = str(caught.value)
    assert place in message
    assert "\n" not in message
    assert len(message) < 250


# Refusals --------------------------------------------------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server on this machine, and what it was asked."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(1000))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { sErViCe<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{?s ?p ?o} }",
    "SELECT * { SERVICE # a comment { that ends\n <URL> # another\n { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\r<URL>{ ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e:a#no space before\n{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'service'SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'service'SERVICESILENT<URL>{ ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { ?s ?p 'service'SERVICESILENT e:x{ ?s ?p ?o } }",
    "PREFIX silent: <URL> SELECT * { SERVICE silent:a { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE#x\re:a\\#b{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { ?s ?p ?o FILTER(?o<?p#>"""\n) SERVICE <URL> { ?s ?p ?o } #"""\n }',
    "SELECT * { ?s ?p ?o.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s a ?o . VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_no_query_asks_another_host(store: ox.Store, listener: tuple[str, list[bytes]], sparql: str) -> None:
    url, asked = listener
    with pytest.raises(QueryError, match="SERVICE is refused"):
        list(ask(store, sparql.replace("URL", url)).rows())
    assert asked == []


WORDS = 'SERVICE service SILENT <URL> e:x ?e { } ?o 1 true . # \'service\' """ \\u0053ERVICE FILTER(?o<?p) @en e: #> |'
PHRASES = [" ", "\n", "\r", "?s ?p ?o ", "?s ?p ", "SERVICE <URL> { ?s ?p ?o }", "VALUES ?e { <URL> } "]
FRAGMENTS = st.sampled_from([*WORDS.split(), *PHRASES])


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fragments=st.lists(FRAGMENTS, max_size=9))
def test_no_query_that_passes_asks_another_host(
    store: ox.Store, listener: tuple[str, list[bytes]], fragments: list[str]
) -> None:
    url, asked = listener
    sparql = ("PREFIX e: <URL> SELECT * { " + "".join(fragments) + " }").replace("URL", url)
    with contextlib.suppress(QueryError):
        list(itertools.islice(ask(store, sparql).rows(), 3))
    assert asked == []


def test_the_refusal_is_what_keeps_the_query_from_the_host(store: ox.Store, listener: tuple[str, list[bytes]]) -> None:
    url, asked = listener
    with pytest.raises((OSError, RuntimeError)):
        list(store.query(SERVICES[0].replace("URL", url)))
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT * FROM <URL> { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", "names no graph of this store"),
        ("PREFIX e: <URL> SELECT * FROM e:x { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * FROM # here\n <URL> { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * FROM <not an iri> { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "names no graph of this store"),
        ("SELECT * FROM <a:b\n\n> { ?s ?p ?o }", "FROM <a:b> names no graph"),
        ("LOAD <URL>", "LOAD is refused"),
        ("LOAD <file:///etc/passwd>", "LOAD is refused"),
        ("PREFIX e: <URL>\n# first\nload silent e:x into graph e:y", "LOAD is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("BASE <URL> CLEAR ALL", "CLEAR is refused"),
        ("DROP ALL", "DROP is refused"),
        ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is refused"),
        ("SELECT * { ?s ?p ?o } ; LOAD <URL>", "line 1"),
    ],
)
def test_nothing_is_loaded_or_changed(
    store: ox.Store, listener: tuple[str, list[bytes]], sparql: str, reason: str
) -> None:
    url, asked = listener
    before = len(store)
    with pytest.raises(QueryError, match=reason):
        ask(store, sparql.replace("URL", url))
    assert asked == []
    assert len(store) == before


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(?l, "health service")) }',
        "SELECT ?service ?x { ?service ?p ?x }",
        "PREFIX service: <http://a.b/> SELECT * { ?s service:service ?service }",
        "SELECT * { ?s ?p 'x'@en-service }",
        "# SERVICE <http://a.b/> { ?s ?p ?o }\nSELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o\n  \t# SERVICE <http://a.b/> { ?s ?p ?o }\n }",
        "SELECT * { <http://a.b/service> ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o = 'from <here>') }",
        "SELECT ?from { ?from ?p ?o }",
        "SELECT * { ?loadService ?insert ?delete }",
    ],
)
def test_the_words_themselves_are_no_reason_to_refuse(store: ox.Store, sparql: str) -> None:
    list(ask(store, sparql).rows())


@pytest.mark.parametrize("text", ["service", "service#", "service ", "#", "service\n", "service\\", "from ", "prefix "])
def test_a_hostile_text_is_refused_like_any_other(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError):
        ask(store, text * (LONGEST // len(text)))


def test_a_text_beyond_measure_is_refused_unread(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="50,001 characters is refused"):
        ask(store, "(" * 50_001)


@pytest.mark.parametrize("opening", ["{", "(", "[?a ", "{SELECT * {", "STR("])
def test_a_query_nested_beyond_measure_is_refused_before_the_parser_ends_the_process(
    store: ox.Store, opening: str
) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        ask(store, "SELECT * { FILTER" + opening * (20_000 // len(opening)))
    list(ask(store, "SELECT * {" + "{" * (DEEPEST - 1) + "}" * DEEPEST).rows())
