"""Tables of who does what where, with their cells set apart, on lines of their own or run together."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import annotator, ontology, slots

from kg.read.text import read_text
from kg.relate import relate

SLOTS = ("actor", "activityType", "item", "place", "reached", "households", "status")
ROWS = [
    ("Oxfam", "distribution", "tool kits", "Kitgum", None, 2000, "planned"),
    ("Oxfam", "distribution", "tool kits", "Kitgum", None, 1640, None),
    ("CARE International", "training", "training", "Gulu", 60, None, "planned"),
    ("CARE International", "training", "training", "Gulu", 45, None, None),
]
APART = """\
Organisation    Activity                       District    Target      Reached
Oxfam           Distribution of tool kits      Kitgum      2,000 HH    1,640 HH
CARE            Training of carpenters         Gulu        60          45
"""
CLOSE = """\
Partner       Activity                     District    Target      Reached
Oxfam         Distribution of tool kits    Kitgum      2,000 HH    1,640 HH
CARE in Lango Training of carpenters       Gulu        60          45
"""
TOGETHER = """\
Organisation Activity District Target Reached
Oxfam Distribution of tool kits Kitgum 2,000 HH 1,640 HH
CARE Training of carpenters Gulu 60 45
"""


def found_in(text: str) -> list[tuple[Any, ...]]:
    source = read_text(f"UNHCR Uganda Operational Update 2022\n\n{text}".encode(), "report.txt", "0")
    claims = relate(annotator().annotate(source), ontology()).claims
    facts = [slots(claim) for claim in claims if claim.type == "Activity"]
    return [tuple(fact.get(slot) for slot in SLOTS) for fact in facts]


@pytest.mark.parametrize("text", [APART, TOGETHER])
def test_rows_tell_who_did_what_where_for_how_many(text: str) -> None:
    assert found_in(text) == ROWS


def test_a_cell_that_fills_its_column_ends_where_the_next_begins() -> None:
    assert [row[1:] for row in found_in(CLOSE)] == [row[1:] for row in ROWS]


def test_columns_of_words_may_stand_on_lines_of_their_own() -> None:
    text = "Partner\nActivity\nDistrict\nReached\nOxfam\nSchool kits\nGulu\n1,200\nCARE\nRepair of wells\nLira\n450\n"
    assert [row[:5] for row in found_in(text)] == [
        ("Oxfam", "distribution", "School kits", "Gulu", 1200),
        ("CARE International", "rehabilitation", "wells", "Lira", 450),
    ]


def test_lines_without_a_known_doer_or_with_other_words_are_no_rows() -> None:
    text = "Organisation Activity District Reached\nThe rains began in Gulu in 2021\nSome seeds for Gulu 300\n"
    assert all(row[0] is None for row in found_in(text))
