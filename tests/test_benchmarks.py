"""What the benchmarks stand on: the reports that they make, and when a statement finds a gold fact."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from extraction import ontology

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import rivals  # noqa: E402 - after the path to it
from criterion import Gold, Statement  # noqa: E402 - the same
from reports import report  # noqa: E402 - the same
from sizing import Measured, carried_on  # noqa: E402 - the same

FACT = {
    "doc": "update",
    "type": "activity",
    "evidence": "UNHCR gave 1,500 hygiene kits to Malian refugees in Gulu.",
    "action": "distribution",
    "object": "hygiene kits",
    "quantity": 1500,
    "actor": "United Nations High Commissioner for Refugees",
    "population": ["refugees"],
    "places": ["Gulu"],
    "date": "2022",
}


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    (tmp_path / "update.jsonl").write_text(json.dumps(FACT) + "\n", encoding="utf-8")
    names = [["United Nations High Commissioner for Refugees", "UNHCR"]]
    (tmp_path / "aliases.json").write_text(json.dumps(names), encoding="utf-8")
    return Gold([tmp_path / "update.jsonl"], ontology())


def finds(gold: Gold, *parts: str, number: int | None = 1500, sentence: str = FACT["evidence"]) -> bool:
    numbers = frozenset() if number is None else frozenset({Decimal(number)})
    facts, useful = gold.found({"update": [Statement(parts, numbers, sentence)]})
    assert (facts == {0}) == (useful == 1)
    return useful == 1


def test_two_values_and_the_number_find_a_fact(gold: Gold) -> None:
    assert finds(gold, "UNHCR", "gave", "1,500 kits")
    assert finds(gold, "the kit", "reached", "a refugee")
    assert finds(gold, "unhcr", "gave", "1,500")


def test_the_number_is_needed_and_not_enough(gold: Gold) -> None:
    assert not finds(gold, "UNHCR", "gave", "hygiene kits", number=None)
    assert not finds(gold, "UNHCR", "gave", "hygiene kits", number=1)
    assert not finds(gold, "somebody", "gave", "1,500")


def test_words_count_only_whole(gold: Gold) -> None:
    assert not finds(gold, "Gulumba", "had", "kitsch", "refugeeship")


def test_the_sentence_must_be_that_of_the_fact(gold: Gold) -> None:
    assert finds(gold, "UNHCR", "gave", "1,500", sentence="UNHCR gave 1500 hygiene kits")
    assert not finds(gold, "UNHCR", "gave", "1,500", sentence="UNHCR paid 1,500 teachers a salary.")
    said = {"another": [Statement(["UNHCR", "1,500 kits"], frozenset({Decimal(1500)}), FACT["evidence"])]}
    assert gold.found(said) == (set(), 0)


def test_a_name_of_the_vocabulary_is_known_by_all_its_labels(tmp_path: Path) -> None:
    fact = {
        "doc": "update",
        "type": "population",
        "evidence": "20 Malian refugees came.",
        "value": 20,
        "origin": "Mali",
    }
    (tmp_path / "update.jsonl").write_text(json.dumps(fact), encoding="utf-8")
    assert finds(Gold([tmp_path / "update.jsonl"], ontology()), "Malian guests", number=20, sentence=fact["evidence"])


def test_rivals_that_are_missing_are_named_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Uganda Update\nMay 2022\n\n{FACT['evidence']} Roads are often closed during the rains.\n"
    (tmp_path / "update.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(FACT), encoding="utf-8")
    given = ["rivals.py", "--texts", str(tmp_path / "update.txt"), "--gold", str(tmp_path / "gold.jsonl")]
    monkeypatch.setattr("sys.argv", given)
    for module in ("textacy", "textacy.extract.triples", "jevy_graph"):
        monkeypatch.setitem(sys.modules, module, None)
    rivals.main()
    shown = capsys.readouterr()
    assert [line.split(":")[0] for line in shown.err.splitlines()] == ["textacy is left out", "jevy-graph is left out"]
    assert shown.out.splitlines()[0] == "1 reports, 1 gold facts"
    assert re.search(r"^kg .* 1 +1 +1 +100.0%$", shown.out, re.MULTILINE)


def test_what_jevy_graph_writes_is_read() -> None:
    turtle = """
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix jevy: <urn:jevy:vocabulary:> .
        <urn:jevy:entity:unhcr-5f> jevy:label "UNHCR" ; <urn:jevy:relation:built-in> "12"^^xsd:integer .
        <urn:jevy:claim:dc> a rdf:Statement ; rdf:subject <urn:jevy:entity:unhcr-5f> ;
            rdf:predicate <urn:jevy:relation:built-in> ; rdf:object "12"^^xsd:integer ;
            jevy:evidence "UNHCR built 12." .
    """
    (statement,) = rivals.stated(turtle, lambda parts: frozenset(Decimal(p) for p in parts if p.isdigit()))
    assert statement == Statement(["UNHCR", "12", "built in"], frozenset({Decimal(12)}), "UNHCR built 12.")


def test_the_same_number_makes_the_same_report_and_names_vary() -> None:
    texts = [report(number) for number in range(1, 101)]
    assert texts == [report(number) for number in range(1, 101)]
    partners = {name for text in texts for name in re.findall(r"collaboration with ([^,]+),", text)}
    assert len(set(texts)) == 100
    assert len(partners) > 60


def test_larger_collections_are_carried_on_from_two_builds() -> None:
    small = Measured(100, first=29.7, changed=9.9, memory=300, disk=20)
    large = Measured(1000, first=298.8, changed=99.0, memory=1200, disk=200)
    sized = carried_on(small, large, start_up=0.0, reports=100_000)
    assert sized.extraction == pytest.approx((200 * 100 / 3600, 200 * 100 / 8 / 3600, 200 * 100 / 64 / 3600))
    assert sized.graph == pytest.approx(99.0 * 100 / 3600)
    assert (sized.memory, sized.disk) == pytest.approx((100.2, 20.0))


def test_what_grows_faster_than_the_reports_is_carried_on_so() -> None:
    small, large = Measured(100, 100, 1, 1, 1), Measured(1000, 1000, 100, 1, 1)
    assert carried_on(small, large, 0.0, 10_000).graph == pytest.approx(10_000 / 3600)


def test_every_benchmark_is_told_in_the_document() -> None:
    told = (ROOT / "BENCHMARKS.md").read_text(encoding="utf-8")
    scripts = {file.name for file in (ROOT / "benchmarks").glob("*.py")}
    assert {name for name in scripts if f"`{name}" not in told} == set()
