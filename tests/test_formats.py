"""One report in every format says the same: each format's facts against those of the Markdown they are made from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.build import build
from kg.claims import read_claims_folder
from kg.model import Claim, Name, Number, Period, ReportClaims, Term, Text, Value

FORMATS = Path(__file__).parent / "formats"
REPORTS = sorted(file.name for file in FORMATS.iterdir())
GOAL = 0.97
"""The least share of facts that two formats of one report must have in common."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReportClaims]:
    out = tmp_path_factory.mktemp("formats") / "out"
    result = build([FORMATS], out)
    assert not result.failed
    return {report.file: report for report in read_claims_folder(out / "claims")}


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
    """The facts that two reports have in common, as a share of all facts of both."""
    some, others = Counter(map(fact, one)), Counter(map(fact, other))
    return 2 * (some & others).total() / (some.total() + others.total())


@pytest.mark.parametrize("file", [name for name in REPORTS if not name.endswith(".md")])
def test_a_report_states_the_same_facts_in_every_format(file: str, reports: dict[str, ReportClaims]) -> None:
    (markdown,) = (report for name, report in reports.items() if name.endswith(".md"))
    assert len(markdown.claims) > 40
    ratio = agreement(markdown, reports[file])
    print(f"{file}: {ratio:.3f}")
    assert ratio >= GOAL


@pytest.mark.parametrize("file", REPORTS)
def test_evidence_is_a_stretch_of_the_text_as_read(file: str, reports: dict[str, ReportClaims]) -> None:
    report = reports[file]
    for claim in report:
        for passage in claim.evidence:
            assert report.text[passage.begin : passage.end] == passage.text
