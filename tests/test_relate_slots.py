"""Numbers, places, people and doers that lie near a fact and belong to another one, or to none."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, facts, told


def test_a_list_of_those_among_whom_people_are_tells_no_more_deeds() -> None:
    text = "900 people were given food — among them are 300 uprooted children, 49 people hit by floods and 20 nurses."
    assert told(activities(text), "item", "reached") == [("food", 900)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Gulu, CARE gave tents to 16 households, 73 persons received legal advice.",
            [("tents", 16, None), ("legal advice", None, 73)],
        ),
        ("In Gulu, 16 households, 73 persons, received legal advice.", [("legal advice", 16, 73)]),
    ],
)
def test_people_who_open_a_clause_of_their_own_are_not_those_before(sentence: str, expected: list[Any]) -> None:
    assert told(activities(sentence), "item", "households", "reached") == expected


def test_an_amount_for_others_is_not_the_goods_before_it() -> None:
    text = "CARE handed out 34 tons of rice to 7,000 girls and USD 9,000 to 640 women."
    assert told(activities(text), "activityType", "reached", "population") == [
        ("distribution", 7000, "girls"),
        ("cash-assistance", 640, "women"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "By May, displaced households in Gulu reached 1,747 (over 9,300 individuals).",
        "The hostel, which houses 19 adults, goes on to move towards self-reliance by work of six refugees in Gulu.",
        "In Gulu, a tent costs 15,000 SYP 35,000 SYP 5,000 SYP to those receiving assistance.",
    ],
)
def test_levels_ways_and_prices_are_no_deeds(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    ("cause", "places"),
    [("clashes between the Arua and Lira tribes", ["Gulu"]), ("clashes in Arua and Lira", ["Arua", "Lira", "Gulu"])],
)
def test_a_tribe_with_the_name_of_a_place_is_none(cause: str, places: list[str]) -> None:
    found = facts(f"On 18 May, {cause} displaced 930 people in Gulu.", "PopulationFigure")
    assert [[*([p] if isinstance(p := f["place"], str) else p)] for f in found] == [places]


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        ("The Kenyan government drilled 12 wells in Gulu.", "Kenya", None),
        ("12 wells were drilled in Gulu by the Kenyan government.", "Kenya", None),
        ("Oxfam, in partnership with the Kenyan government, drilled 12 wells in Gulu.", "Oxfam", "Kenya"),
        ("Oxfam trained 12 Kenyan government officials in Gulu.", "Oxfam", None),
    ],
)
def test_a_government_told_by_its_people_takes_part(sentence: str, actor: str, partner: str | None) -> None:
    assert told(activities(sentence), "actor", "partner") == [(actor, partner)]


def test_who_supports_those_who_did_it_is_no_deed_of_its_own() -> None:
    found = activities("310 people in 90 households reached by hygiene messages in Gulu by Oxfam supported volunteers.")
    assert told(found, "actor", "item", "reached", "households", "population") == [
        ("Oxfam", "hygiene messages", 310, 90, None)
    ]
