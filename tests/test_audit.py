"""What does not add up in reports is found, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.audit import METHODS, audit, load_checks
from kg.audit.difference import differences
from kg.audit.listing import Listed, issues, listed
from kg.audit.series import moving, read_series
from kg.build import extract
from kg.build.extraction import load_annotator
from kg.cli import main as cli
from kg.errors import OntologyError
from kg.graph import quads
from kg.model import ReportClaims
from kg.nlp import Annotator
from kg.ontology import Ontology
from kg.places import Gazetteer
from kg.resolve import resolve
from tests.hand_claims import IDPS, MALI, fact, number, report
from tests.planted import CLEAN, HEAD, PLANTED, Planted

ROOT = Path(__file__).parents[1]
Reader = Callable[..., ReportClaims]


@pytest.fixture(scope="module")
def annotator(ontology: Ontology) -> Annotator:
    return load_annotator(ontology, None)


@pytest.fixture(scope="module")
def read(annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Reads a report from its words."""
    folder, number_of = tmp_path_factory.mktemp("reports"), count()

    def reader(body: str, name: str = "") -> ReportClaims:
        file = folder / (name or f"report-{next(number_of)}.md")
        file.write_text(HEAD + body + "\n", encoding="utf-8")
        return extract(file, file.name, annotator)

    yield reader


def doubted(ontology: Ontology, gazetteer: Gazetteer, *reports: ReportClaims, without: tuple[str, ...] = ()) -> list[Listed]:
    dataset = list(quads(reports, resolve(reports, ontology, gazetteer), ontology))
    dataset += audit(dataset, reports, ontology, without=without)
    return issues(dataset, ontology)


def words(found: Listed) -> str:
    return " ".join(" ".join(p.text.split()) for p in found.places)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p.kind}:{p.shown}")
def test_a_planted_error_is_found(planted: Planted, read: Reader, ontology: Ontology, gazetteer: Gazetteer) -> None:
    found = doubted(ontology, gazetteer, read(planted.wrong))
    hits = [i for i in found if i.kind == planted.kind and planted.shown in words(i)]
    assert len(hits) == 1, found
    assert hits == found


@pytest.mark.parametrize("body", [*(p.right for p in PLANTED), *CLEAN], ids=lambda b: b[:40])
def test_nothing_is_doubted_where_all_is_right(
    body: str, read: Reader, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    assert doubted(ontology, gazetteer, read(body)) == []
