"""What does not add up in reports is found, and nothing else is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.audit import METHODS, audit, load_checks, switched_off
from kg.audit.difference import differences
from kg.audit.listed import Listed
from kg.audit.listing import issues
from kg.audit.series import moving, read_series
from kg.audit.trend import trended
from kg.build import extract
from kg.build.work import load_annotator
from kg.cli import main as cli
from kg.errors import OntologyError
from kg.graph import quads
from kg.model import Name, ReportClaims
from kg.nlp import Annotator
from kg.ontology import Ontology
from kg.places import Gazetteer
from kg.resolve import resolve
from tests.hand_claims import MALI, fact, number, report
from tests.planted import CLEAN, HEAD, PLANTED, Planted

ROOT = Path(__file__).parents[1]
Reader = Callable[..., ReportClaims]


@pytest.fixture(scope="module")
def annotator(ontology: Ontology) -> Annotator:
    return load_annotator(ontology, None)


@pytest.fixture(scope="module")
def read(annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Reads a report from its words."""
    folder, number_of = tmp_path_factory.mktemp("reports"), count()

    def reader(body: str, suffix: str = ".md") -> ReportClaims:
        file = folder / f"report-{next(number_of)}{suffix}"
        head = HEAD if suffix == ".md" else HEAD.replace("#", "").replace("*", "")
        file.write_text(head + body + "\n", encoding="utf-8")
        return extract(file, file.name, annotator)

    return reader


def doubted(ontology: Ontology, gazetteer: Gazetteer, *reports: ReportClaims) -> list[Listed]:
    dataset = list(quads(reports, resolve(reports, ontology, gazetteer), ontology))
    return issues(dataset + audit(dataset, reports, ontology), ontology)


def words(found: Listed) -> str:
    return " ".join(" ".join(p.text.split()) for p in found.places)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p.kind}:{p.shown}")
def test_a_planted_error_is_found(planted: Planted, read: Reader, ontology: Ontology, gazetteer: Gazetteer) -> None:
    found = doubted(ontology, gazetteer, read(planted.wrong, planted.suffix))
    hits = [i for i in found if i.kind == planted.kind and planted.shown in words(i)]
    assert len(hits) == 1, found
    assert hits == found


RIGHT = [*((p.right, p.suffix) for p in PLANTED), *((body, ".md") for body in CLEAN)]


@pytest.mark.parametrize(("body", "suffix"), RIGHT, ids=[body[:40] for body, _ in RIGHT])
def test_nothing_is_doubted_where_all_is_right(
    body: str, suffix: str, read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    assert doubted(ontology, gazetteer, read(body, suffix)) == []


def test_errors_of_every_kind_are_planted(ontology: Ontology) -> None:
    assert len(PLANTED) >= 40
    assert {p.kind for p in PLANTED} == {c.kind for c in load_checks(ontology).values()}


def test_many_errors_in_one_report_are_each_found_once(read: Reader, ontology: Ontology, gazetteer: Gazetteer) -> None:
    chosen = [p for p in PLANTED if p.suffix == ".md" and "\n" not in p.wrong]
    found = doubted(ontology, gazetteer, read("\n\n".join(p.wrong for p in chosen)))
    for planted in chosen:
        assert [i for i in found if i.kind == planted.kind and planted.shown in words(i)], planted
    assert len(found) == len(chosen)


def test_the_reports_of_the_corpus_raise_only_what_they_hold(
    ontology: Ontology, annotator: Annotator, gazetteer: Gazetteer
) -> None:
    files = sorted((ROOT / "corpus").iterdir())
    found = doubted(ontology, gazetteer, *(extract(file, file.name, annotator) for file in files))
    assert [(i.kind, i.places[0].file) for i in found] == [("malformed-number", "chad-2019-03-operational-update.txt")]
    assert "26.000" in words(found[0])


FIGURES = [
    ("As of 31 March 2019, Chad hosted {} refugees.", "451,210", "415,210"),
    ("As of 31 March 2019, there were {} IDPs in Chad.", "131,540", "113,540"),
]


@pytest.mark.parametrize(("sentence", "one", "other"), FIGURES)
def test_two_reports_that_disagree_on_a_day_contradict_each_other(
    sentence: str, one: str, other: str, read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    (found,) = doubted(ontology, gazetteer, read(sentence.format(one)), read(sentence.format(other)))
    assert (found.kind, found.check) == ("contradiction", "population-between-reports")
    assert one in words(found)
    assert other in words(found)
    assert len({p.file for p in found.places}) == 2


def test_a_later_figure_another_place_people_or_unit_is_no_contradiction(
    read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    bodies = [
        "As of 31 March 2019, Chad hosted 451,210 refugees.",
        "As of 30 April 2019, Chad hosted 455,300 refugees.",
        "As of 31 March 2019, Niger hosted 180,006 refugees.",
        "As of 31 March 2019, there were 131,540 IDPs in Chad.",
        "As of 31 March 2019, Chad hosted some 450,000 refugees.",
    ]
    assert doubted(ontology, gazetteer, *map(read, bodies)) == []


def test_indicators_of_two_countries_do_not_contradict_each_other(
    read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    body = (
        "Indicators\tPopulation Type\tActual (2019)\n"
        "2.3 Proportion of people with access to health services\tIDPs\t{}\n"
        "3.1 Proportion of people who have the right to decent work\tIDPs\t12.00%"
    )
    here, again = read(body.format("31.00%")), read(body.format("13.00%"))
    there = replace(again, country=Name("Niger", "Country", "iso3166:NER"))
    assert [i.check for i in doubted(ontology, gazetteer, here, again)] == ["indicator-between-reports"]
    assert doubted(ontology, gazetteer, here, there) == []


def test_issues_do_not_depend_on_the_order_of_reports(read: Reader, ontology: Ontology, gazetteer: Gazetteer) -> None:
    reports = [read(FIGURES[0][0].format("451,210")), read(FIGURES[0][0].format("415,210")), read(PLANTED[0].wrong)]
    assert doubted(ontology, gazetteer, *reports) == doubted(ontology, gazetteer, *reversed(reports))


def test_an_issue_within_a_report_stays_as_it_is_when_others_come(
    read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    own = read("In Goré, UNHCR trained 310 refugees (150 women and 170 men) in tailoring.")
    alone = doubted(ontology, gazetteer, own)
    assert alone == doubted(ontology, gazetteer, own, read("The lake is rising."))


@pytest.mark.parametrize("planted", [PLANTED[0], PLANTED[16], PLANTED[22]], ids=lambda p: p.kind)
def test_each_check_can_be_switched_off(
    planted: Planted, read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    own = read(planted.wrong)
    (found,) = doubted(ontology, gazetteer, own)
    dataset = list(quads([own], resolve([own], ontology, gazetteer), ontology))
    dataset += audit(dataset, [own], ontology, without=[found.check])
    assert issues(switched_off(dataset, [found.check]), ontology) == []


def test_a_check_that_is_not_there_cannot_be_switched_off(ontology: Ontology) -> None:
    with pytest.raises(OntologyError, match="no check is called nonsense"):
        audit([], [], ontology, without=["nonsense"])


def test_every_check_is_explained_and_can_be_run(ontology: Ontology) -> None:
    for check in load_checks(ontology).values():
        assert check.title
        assert check.explanation.endswith(".")
        assert check.example
        assert 1 <= check.importance <= 100
        assert check.id.startswith("reading:") if check.method is None else check.method in METHODS


# Laws ----------------------------------------------------------------------------------------------------------------

COUNTS = st.lists(st.integers(min_value=1, max_value=4_000), min_size=4, max_size=4)
AMOUNTS = st.integers(10_000, 90_000_000)
SEXES = ("women", "men", "girls", "boys")


def trained(reached: int, parts: list[int]) -> ReportClaims:
    people = ", ".join(f"{n} {sex}" for n, sex in zip(parts, SEXES, strict=True))
    sentence = f"UNHCR trained {reached} people ({people})."
    slots = {sex: number(n) for n, sex in zip(parts, SEXES, strict=True)}
    return report("law.txt", fact(sentence, "Activity", reached=number(reached), **slots))


@settings(max_examples=60)
@given(parts=COUNTS, which=st.integers(0, 3), error=st.integers(-900, 900).filter(bool))
def test_changing_one_part_of_a_correct_total_raises_exactly_one_issue(
    parts: list[int], which: int, error: int, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    assert doubted(ontology, gazetteer, trained(sum(parts), parts)) == []
    wrong = list(parts)
    wrong[which] = max(wrong[which] + error, 0)
    if wrong != parts:
        (found,) = doubted(ontology, gazetteer, trained(sum(parts), wrong))
        assert found.kind == "sum-mismatch"


@settings(max_examples=60)
@given(
    received=st.integers(10_000, 90_000_000),
    unfunded=st.integers(10_000, 90_000_000),
    error=st.integers(1_000, 999_999),
)
def test_changing_an_amount_of_a_correct_balance_raises_exactly_one_issue(
    received: int, unfunded: int, error: int, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    def funding(gap: int) -> ReportClaims:
        required = received + unfunded
        percent = Decimal(100 * received / required).quantize(Decimal("0.1"))
        sentence = f"Required {required:,}, received {received:,}, gap {gap:,}, {percent}% funded."
        slots = {"required": number(required), "received": number(received), "unfunded": number(gap)}
        return report("law.txt", fact(sentence, "Funding", subject=MALI, percentFunded=number(str(percent)), **slots))

    assert doubted(ontology, gazetteer, funding(unfunded)) == []
    (found,) = doubted(ontology, gazetteer, funding(unfunded + error))
    assert found.kind == "sum-mismatch"


# Following a graph ---------------------------------------------------------------------------------------------------


def dataset(ontology: Ontology, gazetteer: Gazetteer, *reports: ReportClaims) -> list[ox.Quad]:
    return list(quads(reports, resolve(reports, ontology, gazetteer), ontology))


def test_a_diff_tells_updates_from_changes_and_what_is_new_from_what_is_gone(
    read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    may = read(
        "As of 31 March 2019, Chad hosted 451,210 refugees.\n\nIn Bol, UNHCR distributed 480 tents."
        "\n\nIn Mao, UNHCR built 12 wells."
    )
    june = read(
        "As of 30 April 2019, Chad hosted 455,300 refugees.\n\nIn Bol, UNHCR distributed 500 tents."
        "\n\nIn Sarh, UNHCR trained 40 teachers."
    )
    old, new = dataset(ontology, gazetteer, may), dataset(ontology, gazetteer, june)
    found = {d.change: d for d in differences(old, new, ontology)}
    assert set(found) == {"added", "changed", "updated", "withdrawn"}
    assert "451210" in found["updated"].old
    assert "2019-04-30" in found["updated"].new
    assert (found["changed"].old, found["changed"].new) == ("quantity 480", "quantity 500")
    assert "40" in found["added"].fact
    assert "wells" in found["withdrawn"].fact
    assert differences(old, old, ontology) == []


def test_a_trend_follows_a_figure_over_reports(read: Reader, ontology: Ontology, gazetteer: Gazetteer) -> None:
    reports = [
        read(f"As of {day}, Chad hosted {n} refugees.")
        for day, n in (("30 April 2019", "455,300"), ("31 March 2019", "451,210"), ("31 May 2019", "458,020"))
    ]
    graph = dataset(ontology, gazetteer, *reports)
    (series,) = moving(read_series(graph, ontology, population="refugees", place="Chad"))
    assert [int(p.value) for p in series.points] == [451_210, 455_300, 458_020]
    assert read_series(graph, ontology, population="idps") == []
    assert "+4090 (+0.9 %)" in trended([series], "table")
    assert trended([series], "svg").count("<circle") == 3
    hostile = replace(series, subject=("\x01</text><script>alert(1)</script>&",))
    (text, *_) = fromstring(trended([hostile], "svg")).iter("{http://www.w3.org/2000/svg}text")
    assert "\ufffd</text><script>alert(1)</script>&" in (text.text or "")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of a report whose words try to be markup and formulas."""
    folder = tmp_path_factory.mktemp("audit")
    (folder / "in").mkdir()
    body = "=1+1 <script>alert(1)</script> In Bol, 3,1846 refugees received blankets in 20XX."
    (folder / "in" / "=report.md").write_text(HEAD + body + "\n", encoding="utf-8")
    run("build", str(folder / "in"), "-o", str(folder / "graph"))
    return folder / "graph"


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == status, result.output
    return result.output


def test_the_command_lists_the_most_important_first_in_every_form(out: Path) -> None:
    assert run("audit", str(out)).splitlines()[1].startswith("60 ")
    rows = json.loads(run("audit", str(out), "--format", "json"))
    assert [r["kind"] for r in rows] == ["malformed-number", "placeholder"]
    assert run("audit", str(out), "--without", "placeholder").endswith("1 issue\n")
    assert "no check is called x" in run("audit", str(out), "--without", "x", status=1)


def test_the_words_of_a_report_do_nothing_in_a_page_or_a_spreadsheet(out: Path, tmp_path: Path) -> None:
    page = tmp_path / "issues.html"
    run("audit", str(out), "--format", "html", "-o", str(page))
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    cells = [c for row in csv.reader(io.StringIO(run("audit", str(out), "--format", "csv"))) for c in row]
    assert not [c for c in cells if c.startswith("=")]
    assert "'=report.md" in cells


def test_a_build_leaves_out_the_checks_that_are_switched_off(out: Path, tmp_path: Path) -> None:
    run(
        "merge",
        str(out),
        "-o",
        str(tmp_path / "less"),
        "--without",
        "placeholder",
        "--without",
        "reading:malformed-number",
    )
    assert run("audit", str(tmp_path / "less")).endswith("0 issues\n")
    assert "0 added, 0 changed, 0 updated, 0 withdrawn" in run("diff", str(out), str(tmp_path / "less"))
    assert run("trend", str(out)).startswith("figure")
    assert "placeholder" in run("audit", "--checks")
