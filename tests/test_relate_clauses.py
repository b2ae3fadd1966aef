"""Deeds that keep their own time and place, clauses that go on with one, loads that arrive, who is counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, told


def test_deliverables_with_their_own_places_and_dates_keep_both() -> None:
    text = "IOM registered 4,000 IDPs in Gulu in May and 3,000 in Arua in June."
    assert told(activities(text), "reached", "place", "date") == [(4000, "Gulu", "2022-05"), (3000, "Arua", "2022-06")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is told behind the semicolon only says whom the occasion reached.
        (
            "A vaccination campaign was held in Gulu from 3 to 9 May; 1,200 children were vaccinated.",
            [("vaccination campaign", 1200, "Gulu", "2022-05-03/2022-05-09")],
        ),
        # More was done on it.
        (
            "A mobile clinic visited Gulu on 3 May; 340 patients were treated.",
            [("visit", None, "Gulu", "2022-05-03"), ("treatment", 340, "Gulu", "2022-05-03")],
        ),
        # Of what is counted, those who got something else are no part.
        (
            "Oxfam drilled three wells in Gulu in May; 400 children were vaccinated.",
            [("wells", None, "Gulu", "2022-05"), ("vaccination", 400, None, None)],
        ),
        (
            "NRC trained 40 elders in Gulu; they have since settled 73 disputes.",
            [("training", 40, "Gulu", None), ("disputes", None, None, None)],
        ),
    ],
)
def test_a_clause_behind_a_semicolon_is_where_and_when_the_occasion_was(text: str, expected: list[Any]) -> None:
    assert told(activities(text), "item", "reached", "place", "date") == expected


def test_what_missions_brought_stands_in_one_fact_with_them() -> None:
    text = "Some 23 rescue missions set out from Gulu in August; they brought back 140 migrants (90 men, 50 women)."
    expected = act("rescue missions", "relocation", quantity=23, reached=140, men=90, women=50, place="Gulu")
    (found,) = activities(text)
    assert {slot: found.get(slot) for slot in expected} == expected
    assert found["date"] == "2022-08"


@pytest.mark.parametrize(
    "text",
    [
        "300 families comprising 1,500 people were relocated to Gulu.",
        "300 families/1,500 people were relocated to Gulu.",
        "300 HHs (1,500 pax) were relocated to Gulu.",
    ],
)
def test_families_and_their_members_are_the_same_people(text: str) -> None:
    assert told(activities(text), "households", "reached") == [(300, 1500)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two trucks carrying 40 tons of rice arrived in Gulu on 3 May.", [(None, "tons of rice", 40, "Gulu")]),
        ("An ICRC plane with 14 tonnes of tents landed in Gulu.", [("ICRC", "tonnes of tents", 14, "Gulu")]),
        ("A charter flight brought 150 returnees to Gulu.", [(None, "relocation", None, "Gulu")]),
        ("A boat with 130 migrants landed in Gulu.", []),
        # A country that hands something over is no place of it, unless the report is of it.
        ("Norway donated 400 tents to Gulu.", [("Norway", "tents", 400, "Gulu")]),
        ("Uganda distributed 400 tents.", [(None, "tents", 400, "Uganda")]),
        ("Kenya received 400 tents.", [(None, "tents", 400, "Kenya")]),
    ],
)
def test_loads_and_those_who_send_them(text: str, expected: list[Any]) -> None:
    assert told(activities(text), "actor", "item", "quantity", "place") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UNICEF distributed relief items (600 hygiene kits and 80 tents) in Gulu.",
            [("UNICEF", "hygiene kits", 600, None), ("UNICEF", "tents", 80, None)],
        ),
        (
            "Oxfam gave household items to 300 families in Gulu (300 mats, 90 buckets).",
            [("Oxfam", "mats", 300, 300), ("Oxfam", "buckets", 90, 300)],
        ),
        # Without numbers of their own they only tell what the items were.
        ("Oxfam gave household items (mats, buckets) to 300 families.", [("Oxfam", "household items", None, 300)]),
    ],
)
def test_counted_items_in_a_bracket_stand_for_the_noun_that_sums_them_up(text: str, expected: list[Any]) -> None:
    assert told(activities(text), "actor", "item", "quantity", "households") == expected


@pytest.mark.parametrize("verb", ["vaccinated", "pre-registered"])
def test_a_name_and_a_participle_alone_are_a_sentence(verb: str) -> None:
    (found,) = activities(f"UNHCR {verb} 900 children in Gulu.")
    assert (found["actor"], found["reached"], found["place"]) == ("UNHCR", 900, "Gulu")
