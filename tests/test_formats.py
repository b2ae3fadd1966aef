"""A report says the same in every format: its facts against those of the Markdown that it is made from."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from kg.build import build
from kg.claims import read_claims_folder
from kg.model import Claim, Name, Number, Period, ReportClaims, Term, Text, Value

FORMATS = Path(__file__).parent / "formats"
ROOT = Path(__file__).parents[1]
CORPUS, SOURCES = ROOT / "corpus", ROOT / "tools" / "corpus" / "sources"
GOAL = 0.97
"""The least share of facts that two formats of one report must have in common."""

EVERY_FORMAT = sorted(file.name for file in FORMATS.iterdir() if file.suffix != ".md")
PRINTED = sorted(file.name for file in CORPUS.glob("*.pdf"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReportClaims]:
    """What the reports say: the one in all formats, the PDFs of the corpus, and their sources."""
    folder = tmp_path_factory.mktemp("formats")
    sources = [SOURCES / f"{Path(name).stem}.md" for name in PRINTED]
    files = {file.name: file for file in [*sources, *(CORPUS / name for name in PRINTED), *FORMATS.iterdir()]}
    result = build([files[name] for name in sorted(files)], folder / "out")
    assert not result.failed
    return {report.file: report for report in read_claims_folder(folder / "out" / "claims")}


def said(value: Value) -> tuple[str, ...]:
    match value:
        case Name():
            return ("name", value.cls, value.ref or value.text.casefold())
        case Number():
            return ("number", str(value.value.normalize()))
        case Period():
            return ("period", value.start, value.end)
        case Term():
            return ("term", value.iri)
        case Text():
            return ("text", value.text.casefold())


def fact(claim: Claim) -> tuple[str, frozenset[tuple[str, frozenset[tuple[str, ...]]]]]:
    return claim.type, frozenset((slot, frozenset(map(said, values))) for slot, values in claim.slots.items())


def agreement(one: ReportClaims, other: ReportClaims) -> float:
    """The facts that two reports have in common, as a share of all facts of both.

    Those of a drawn chart are left out: the Markdown holds the instructions for the drawing, which are no prose.
    """
    some, others = (Counter(fact(c) for c in report if not c.rule.startswith("chart/")) for report in (one, other))
    return 2 * (some & others).total() / (some.total() + others.total())


@pytest.mark.parametrize("file", sorted({*EVERY_FORMAT, *PRINTED}))
def test_a_report_states_the_same_facts_as_the_markdown_it_is_made_from(
    file: str, reports: dict[str, ReportClaims]
) -> None:
    markdown = reports[f"{Path(file).stem.removesuffix('-two-columns')}.md"]
    assert len(markdown.claims) > 15
    ratio = agreement(markdown, reports[file])
    print(f"{file}: {ratio:.3f}")
    assert ratio >= GOAL


def test_a_bar_chart_states_every_bar_that_was_drawn(reports: dict[str, ReportClaims]) -> None:
    stem = "bangladesh-2019-05-joint-response"
    (chart,) = re.findall(r"```chart .+\n((?:.+\n)+?)```", (SOURCES / f"{stem}.md").read_text(encoding="utf-8"))
    drawn = {tuple(line.split("\t")) for line in chart.splitlines()}
    assert {
        (claim.slots["place"][0].text, claim.slots["value"][0].text)
        for claim in reports[f"{stem}.pdf"]
        if claim.rule == "chart/population-by-place"
    } == drawn


@pytest.mark.parametrize("file", sorted({*EVERY_FORMAT, *PRINTED}))
def test_evidence_is_a_stretch_of_the_text_as_read(file: str, reports: dict[str, ReportClaims]) -> None:
    report = reports[file]
    passages = [passage for claim in report for passage in claim.evidence]
    assert passages
    for passage in passages:
        assert report.text[passage.begin : passage.end] == passage.text


@pytest.mark.parametrize("file", sorted({*PRINTED, *(name for name in EVERY_FORMAT if name.endswith(".pdf"))}))
def test_a_fact_of_a_pdf_names_the_page_that_its_words_stand_on(file: str, reports: dict[str, ReportClaims]) -> None:
    path = FORMATS / file if (FORMATS / file).exists() else CORPUS / file
    with pdfium.PdfDocument(path) as document:
        pages = [set(re.findall(r"\w+", page.get_textpage().get_text_bounded())) for page in document]
    for claim in reports[file]:
        for passage in claim.evidence:
            assert passage.page is not None
            # A sentence may end on the next page.
            assert set(re.findall(r"\w+", passage.text)[:6]) <= pages[passage.page - 1], passage


@pytest.mark.parametrize("file", [name for name in EVERY_FORMAT if name.endswith(".pdf")])
def test_a_fact_of_a_table_rests_on_its_row(file: str, reports: dict[str, ReportClaims]) -> None:
    rows = [p for claim in reports[file] if claim.rule.startswith("table/") for p in claim.evidence]
    assert len({(p.begin, p.end) for p in rows}) == 8
    lines = reports[file].text.split("\n")
    assert all(passage.text in lines for passage in rows)
