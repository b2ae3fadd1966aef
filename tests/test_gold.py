"""The gold facts of the corpus hold together: quotes are in the report, codes are known, numbers are quoted."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.ontology import load

GOLD = Path(__file__).parent / "gold"
ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SOURCES = ROOT / "tools" / "corpus" / "sources"
FILES = sorted(GOLD.glob("*.jsonl"))

NUMBERS = set(
    "amount required received spent unfunded percent_funded percent_spent value quantity reached households "
    "women men girls boys".split()
)
WORDS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
} | {
    word: 10 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SLOTS = {
    "contribution": "donor recipient amount currency date year earmarking programme places",
    "funding": "subject places required received spent unfunded percent_funded percent_spent currency date year",
    "measurement": "indicator code population measure value unit year places",
    "population": "population places origin asylum_places value date source",
    "activity": "action object quantity actor partners funder places reached households women men girls boys "
    "population date sector programme status",
    "incident": "object quantity places date women men girls boys source",
    "presence": "organization kind places",
    "staff": "organization kind value date",
    "partnership": "organization partner programme places date",
    "agreement": "organization kind partner quantity date year",
    "contact": "person role organization email phone",
}
CONCEPTS = {"population": "PopulationGroup", "action": "ActivityType", "sector": "Sector"}


def facts(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_report_of_the_corpus_has_gold_facts() -> None:
    reports = json.loads((GOLD / "reports.json").read_text(encoding="utf-8"))
    in_corpus = {file.stem for file in CORPUS.iterdir()}
    assert in_corpus == {file.stem for file in FILES} == set(reports)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_facts_have_the_slots_of_their_type(file: Path) -> None:
    for fact in facts(file):
        assert fact["doc"] == file.stem
        assert set(fact) - {"doc", "type", "evidence"} <= set(SLOTS[fact["type"]].split()), fact
        assert all(isinstance(fact[slot], int | float) for slot in NUMBERS & set(fact)), fact


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_concepts_are_in_the_vocabulary(file: Path) -> None:
    ontology = load()
    codes = {slot: {term.notation for term in ontology.by_class(cls)} for slot, cls in CONCEPTS.items()}
    for fact in facts(file):
        for slot, known in codes.items():
            found = fact.get(slot, [])
            assert set([found] if isinstance(found, str) else found) <= known, fact


def spelled(text: str) -> set[int]:
    """The numbers that a text spells in words, such as `two hundred and twelve`."""
    found, number = set(), 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in {"hundred", "thousand"}:
            number = max(number, 1) * (100 if word == "hundred" else 1000)
        elif word in WORDS:
            number += WORDS[word]
        elif word != "and":
            number = 0
        found.add(number)
    return found


def holds(text: str, value: float) -> bool:
    """Whether a number stands in a text in digits, with whatever separators and scale, or in words."""
    digits = re.sub(r"(?<=\d)[.,\s](?=\d)", "", text)
    plain = f"{Decimal(str(value)).normalize():f}".replace(".", "")
    in_millions = plain.rstrip("0") if value >= 10**5 else plain
    return plain in digits or in_millions in digits or value in spelled(text)


def words(name: str) -> str:
    """What a report says, in one line: as it is where it is text, else from its source without its marks."""
    (report,) = CORPUS.glob(f"{name}.*")
    if report.suffix in {".txt", ".md", ".csv"}:
        lines = report.read_text(encoding="utf-8").splitlines()
    elif report.suffix == ".xlsx":
        sheets = load_workbook(report).worksheets
        lines = [" ".join(str(cell) for cell in row if cell is not None) for s in sheets for row in s.values]
    else:
        lines = (SOURCES / f"{name}.md").read_text(encoding="utf-8").replace("**", "").splitlines()
        lines = [line.replace("|", " ") if line.startswith("|") else line.lstrip("#") for line in lines]
    return re.sub(r"\s+", " ", " ".join(lines))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_evidence_is_a_quote_of_the_report_and_holds_the_numbers(file: Path) -> None:
    text = words(file.stem)
    for fact in facts(file):
        assert fact["evidence"] in text, fact["evidence"]
        assert all(holds(fact["evidence"], fact[slot]) for slot in NUMBERS & set(fact)), fact
