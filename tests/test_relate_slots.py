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
        "The hostel, which houses 19 adults, continues to move towards a farm involving six refugees in Gulu.",
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


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("CARE set up radio services for staff working from the centre built in Gulu.", ["radio services"]),
        ("During a mission carried out in Gulu in May, CARE saw the damage.", ["mission"]),
        ("In 2022, the asylum claims in Gulu have risen.", []),
        ("In Gulu, 68 per cent of the children were vaccinated in May.", []),
        ("One bank in Gulu took it as one of two forms of identification.", []),
        ("40 surveys were carried out in round 2 of the household survey in Gulu.", ["surveys"]),
    ],
)
def test_what_is_told_in_passing_or_grows_or_is_a_share_is_no_deed(sentence: str, items: list[str]) -> None:
    assert [found["item"] for found in activities(sentence)] == items


def test_things_in_lists_are_of_the_place_that_their_list_ends_with() -> None:
    found = activities("Oxfam handed out 150 tents and 140 kitchen sets in Gulu, 50 tents and 51 kitchen sets in Arua.")
    assert told(found, "quantity", "place") == [(150, "Gulu"), (140, "Gulu"), (50, "Arua"), (51, "Arua")]


def test_whom_a_cluster_targeted_under_a_plan_is_only_meant() -> None:
    text = "With the 2022 Humanitarian Response Plan, the Shelter/CRI Cluster targeted around 930 families in Gulu."
    assert told(activities(text), "households", "status") == [(930, "planned")]


def test_a_participle_behind_a_number_describes_the_people_whatever_the_tagger_says() -> None:
    text = "In Gulu, 1,767 malnourished ART clients (425 men and 1,342 women) were given tents."
    assert told(activities(text), "reached", "men", "women") == [(1767, 425, 1342)]


def test_sites_where_civilians_are_protected_hold_displaced_people() -> None:
    assert told(activities("Oxfam gave soap in PoC sites in Gulu."), "population") == [("idps",)]


def test_a_name_that_the_model_tears_apart_is_one() -> None:
    found = activities(
        "Rapid Investigation and Response Team (RIRT) investigated a total of 1,175 (out of 1,460) cases."
    )
    assert [f.get("actor") for f in found] in ([], ["Rapid Investigation and Response Team"])


@pytest.mark.parametrize(
    "deed",
    [
        "- UNHCR identified 96 unaccompanied and separated children in Gulu",
        "- 25 children reunified with their kin in Gulu",
    ],
)
def test_children_without_their_families_are_protected_as_children(deed: str) -> None:
    assert told(facts(f"## Protection\n\n{deed}\n", "Activity"), "sector") == [("child-protection",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The number of people who have died in the floods is close to 1,500.", []),
        ("As of 4 March, the council reported 180 families (759 people) as displaced in Gulu.", [(759, "idps")]),
    ],
)
def test_the_dead_are_no_population_and_those_reported_as_displaced_are(sentence: str, expected: list[Any]) -> None:
    assert told(facts(sentence, "PopulationFigure"), "value", "population") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The nine regional clusters coordinated the response in Gulu.",
        "Staff of a clinic in Gulu, where the first patient received treatment, rested in May.",
    ],
)
def test_those_who_act_and_what_was_where_something_is_are_nothing_done(sentence: str) -> None:
    assert activities(sentence) == []
