"""The questions that have a name: each answers from the corpus, each parameter narrows it, no value can change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError, QueryError
from kg.ontology import NamedQuery, Ontology
from kg.ontology.questions import read_question
from kg.query import Answer, StoreProcess, bind

ROOT = Path(__file__).parents[1]
Row = dict[str, str]


@pytest.fixture(scope="module")
def process(corpus_graph: Path) -> Iterator[StoreProcess]:
    with StoreProcess(corpus_graph / "store") as found:
        yield found


def rows(process: StoreProcess, sparql: str) -> list[Row]:
    answer = process.ask(sparql).answer()
    return [
        {name: value.value for name, value in zip(answer.variables, row, strict=True) if isinstance(value, ox.Literal)}
        for row in answer.rows()
    ]


def asked(process: StoreProcess, ontology: Ontology, name: str, values: dict[str, str] | None = None) -> list[Row]:
    return rows(process, bind(ontology.queries[name], values or {}, lambda q: process.ask(q).answer(), ontology))


BURKINA, CHAD_2019, CHAD_2020, YEMEN = (
    "burkina-faso-2023-06-operational-update.pdf",
    "chad-2019-03-operational-update.txt",
    "chad-2020-annual-results.md",
    "yemen-2021-06-monthly-report.pdf",
)

# For each question values of parameters, and a row that a reader of the reports finds.
ANSWERS = [
    ("about", {"words": "psychosocial activities"}, {"report": CHAD_2020}),
    ("activities", {"place": "Chad", "activity": "Documentation"}, {"place": "Goré", "quantity": "612"}),
    ("agreements", {}, {"organization": "UNHCR", "quantity": "34", "start": "2022-01-01", "end": "2022-12-31"}),
    ("contacts", {"report": BURKINA}, {"person": "Awa Sawadogo", "role": "Reporting Officer"}),
    ("donor-totals", {"donor": "Sweden"}, {"donor": "Sweden", "currency": "SEK", "total": "35000000", "gifts": "1"}),
    ("donors", {"donor": "sweden", "since": "2020", "until": "2020"}, {"recipient": "UNHCR", "amount": "35000000"}),
    ("funders", {}, {"donor": "Asian Development Bank", "quantity": "12", "item": "piped water networks"}),
    ("funding", {"subject": "Sudan Humanitarian Response Plan 2023"}, {"required": "2570000000", "percent": "37.7"}),
    ("incidents", {"place": "Darfur"}, {"incident": "access incidents", "quantity": "71", "start": "2023-11-01"}),
    ("issues", {"kind": "Malformed number"}, {"report": CHAD_2019, "issue": "Malformed number: 26.000"}),
    (
        "missed-targets",
        {"indicator": "Children taking part in psychosocial activities"},
        {"target": "30000", "actual": "26415", "gap": "3585"},
    ),
    ("money-trail", {"partner": "Jesuit Refugee Service"}, {"organization": "UNHCR"}),
    ("organizations", {"organization": "ACNUR"}, {"organization": "UNHCR", "kind": "UN agency"}),
    ("origins", {"origin": "Sudan"}, {"population": "Refugees", "place": "Chad", "value": "341476"}),
    ("partners", {"organization": "IOM"}, {"partner": "Directorate General of Civil Protection", "place": "Dosso"}),
    ("partners-of-partners", {"organization": "Al Amal Relief"}, {"through": "IOM", "partner": "UNHCR"}),
    ("places", {"place": "Ukraine"}, {"place": "Donetsk", "kind": "Region", "within": "Ukraine"}),
    ("planned", {"status": "planned", "report": CHAD_2019}, {"item": "Birth certificates", "quantity": "2000"}),
    ("population", {"place": "Chad", "until": "2019-02"}, {"population": "Refugees", "value": "341476"}),
    ("population-over-time", {"place": "Ethiopia"}, {"to": "2021-12-31", "after": "803016"}),
    ("presence", {"place": "Abala"}, {"organization": "Karkara"}),
    ("programmes", {"programme": "Shelter in Tanganyika"}, {"donor": "Japan"}),
    ("reached", {"place": "Zinder", "at-least": "5,000"}, {"reached": "5640", "households": "1128"}),
    ("recipients", {"recipient": "UNHCR", "since": "2020", "until": "2020"}, {"currency": "EUR", "total": "31125236"}),
    ("reports", {"place": "Jordan"}, {"report": "jordan-2022-indicators.xlsx", "start": "2022-01-01"}),
    ("results", {"report": CHAD_2020}, {"measure": "Actual", "value": "26415", "unit": "Number"}),
    ("sectors", {"sector": "Child protection"}, {"place": "Bol", "sector": "Child protection"}),
    ("shortfalls", {"at-least": "1e9"}, {"subject": "Sudan Humanitarian Response Plan 2023", "gap": "1600000000"}),
    ("staff", {"since": "2021", "until": "2021"}, {"organization": "Danish Refugee Council", "value": "372"}),
    ("targeted", {"report": CHAD_2020}, {"what": "Children taking part in psychosocial activities", "people": "30000"}),
    ("unserved", {"report": CHAD_2019}, {"place": "Diamerom", "value": "4127"}),
    ("unsure", {"below": "0.7", "report": BURKINA}, {"rule": "frame/make"}),
]


@pytest.mark.parametrize(("name", "values", "row"), ANSWERS, ids=[name for name, *_ in ANSWERS])
def test_a_question_is_answered_from_the_corpus(
    process: StoreProcess, ontology: Ontology, name: str, values: dict[str, str], row: Row
) -> None:
    found = asked(process, ontology, name, values)
    assert any(row.items() <= one.items() for one in found), found[:5]
    everything = asked(process, ontology, name)
    assert len(found) < len(everything) or not values or len(everything) == 1
    assert all(one in everything for one in found)


def test_every_question_is_asked_here_and_told_of_in_the_docs(ontology: Ontology) -> None:
    assert sorted({name for name, *_ in ANSWERS}) == sorted(ontology.queries)
    assert len(ontology.queries) >= 20
    docs = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    for name, question in ontology.queries.items():
        told = ", ".join(f"`--{p.name}`" for p in question.parameters)
        assert f"| `{name}` | {question.description} | {told} |\n" in docs
        assert "\n" not in question.description


def test_every_parameter_of_every_question_can_be_given(process: StoreProcess, ontology: Ontology) -> None:
    values = {"first-day": "2020", "last-day": "2021-06", "number": "0.5", "text": "water"}
    values |= {"Entity": "UNHCR", "Indicator": "Children taking part in psychosocial activities"}
    values |= {"Organization": "UNHCR", "Place": "Chad", "PopulationGroup": "refugees", "Sector": "Health"}
    values |= {"ActivityType": "Distribution", "Programme": "Shelter in Tanganyika", "Report": CHAD_2020}
    values |= {"Earmarking": "unearmarked", "Status": "planned", "IssueKind": "malformed-number"}
    for name, question in ontology.queries.items():
        everything = asked(process, ontology, name)
        for parameter in question.parameters:
            found = asked(process, ontology, name, {parameter.name: values[parameter.kind]})
            if "COUNT" not in question.sparql:
                assert all(row in everything for row in found), (name, parameter.name)


# Values ----------------------------------------------------------------------------------------------------------


def test_days_of_years_and_months_reach_to_their_ends(process: StoreProcess, ontology: Ontology) -> None:
    def figures(**values: str) -> int:
        return len(asked(process, ontology, "population", {"place": "Chad", **values}))

    assert figures(since="2020", until="2020") == figures(since="2020-01", until="2020-12")
    assert figures(since="2020-01-01", until="2020-12-31") == figures(since="2020", until="2020") > 0
    assert figures(since="2016-03", until="2016-03") == 0 < figures(until="2019-02-28")


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("partners", {"colour": "red"}, "partners has no parameter --colour; it has --organization, --sector, --place"),
        ("partners", {"place": "Atlantis"}, "no place in this graph is called 'Atlantis'"),
        ("partners", {"place": "Tahouaa"}, "did you mean 'Tahoua'"),
        ("partners", {"place": ""}, "no place in this graph is called ''"),
        ("partners", {"organization": "Niger"}, "no organi[sz]ation in this graph is called 'Niger'"),
        ("partners", {"since": "2021-02-30"}, "'2021-02-30' is no day; write 2021, 2021-05 or 2021-05-31"),
        ("partners", {"since": "0000"}, "is no day"),
        ("partners", {"since": "last year"}, "is no day"),
        ("shortfalls", {"at-least": "much"}, "'much' is no number"),
        ("shortfalls", {"at-least": "NaN"}, "is no number"),
    ],
)
def test_a_value_that_means_nothing_is_one_line(
    process: StoreProcess, ontology: Ontology, name: str, values: dict[str, str], words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        asked(process, ontology, name, values)
    assert "\n" not in str(caught.value)


HOSTILE = st.one_of(
    st.sampled_from(
        ['" } SERVICE <http://127.0.0.1:9/> { ?s ?p "', "\\", '"', '"""', "\n# ", "} #", "$_words", "UNDEF }"]
    ),
    st.text(max_size=40),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE)
def test_words_stay_words_whatever_they_are(ontology: Ontology, value: str) -> None:
    """The literal that Oxigraph reads from the query is the value; the rest of the query is as it was."""
    question = NamedQuery(
        "words", "", 'SELECT ?_words ("$" AS ?d) { VALUES $_words { UNDEF } }', ontology.queries["about"].parameters
    )
    sparql = bind(question, {"words": value}, lambda _: Answer(iter(())), ontology)
    assert sparql.startswith('SELECT ?_words ("$" AS ?d) { VALUES $_words { "')
    (row,) = ox.Store().query(sparql)
    assert row["_words"] == ox.Literal(value)
    assert row["d"] == ox.Literal("$")


# Declarations ----------------------------------------------------------------------------------------------------

BODY = "SELECT * { VALUES $_at_least { UNDEF } ?s ?p ?o }"


def test_a_parameter_is_declared_in_the_file() -> None:
    question = read_question(Path("q.rq"), f"# What is there?\n# --at-least number: this or more\n{BODY}", ())
    assert question.description == "What is there?"
    (parameter,) = question.parameters
    assert (parameter.name, parameter.kind, parameter.description) == ("at-least", "number", "this or more")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("# --at-least: more", "q.rq:1: a parameter is declared as"),
        ("# What?\n# --at-least Thing: more", "q.rq:2: 'Thing' is neither a class nor one of first-day"),
        ("# --at-most number: less", r"the query has no VALUES \$_at_most { UNDEF }"),
    ],
)
def test_a_wrong_declaration_is_one_line_with_its_place(head: str, words: str) -> None:
    with pytest.raises(OntologyError, match=words):
        read_question(Path("q.rq"), f"{head}\n{BODY}", ())
