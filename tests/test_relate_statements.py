"""Classes of statement: breakdowns, plans held against deeds, what goes on, programmes, and who else took part."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, facts, told

SEXES = ("reached", "women", "men", "girls", "boys")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 pupils got pens in Gulu: 20 women, 30 men, 25 girls and 15 boys.", [(90, 20, 30, 25, 15)]),
        ("UNICEF vaccinated 900 children in Gulu, 500 girls and 400 boys.", [(900, None, None, 500, 400)]),
        ("Some 900 people were vaccinated in Gulu – 500 women and 400 men.", [(900, 500, 400, None, None)]),
        ("Of the 90 people trained in Gulu, 50 were women and 40 were men.", [(90, 50, 40, None, None)]),
        ("Among the 90 persons assisted in Gulu, 50 were women.", [(90, 50, None, None, None)]),
        ("WFP gave cash to 90 people in Gulu (women: 50; men: 40).", [(90, 50, 40, None, None)]),
        ("Oxfam trained 90 farmers in Gulu. 50 of them were women.", [(90, 50, None, None, None)]),
        ("Oxfam trained 90 farmers in Gulu; 50 of them were women.", [(90, 50, None, None, None)]),
        # What was done to some of them is told by itself, whatever the numbers add up to.
        (
            "IOM identified 90 children in Gulu; 60 of them were screened and 30 reunified.",
            [(90, None, None, None, None), (60, None, None, None, None), (30, None, None, None, None)],
        ),
    ],
)
def test_numbers_by_sex_that_add_up_break_down_the_people_before(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(activities(text), *SEXES) == expected
    assert facts(text, "PopulationFigure") == []


def test_numbers_by_place_or_group_that_add_up_are_no_deeds_of_their_own() -> None:
    by_place = "WFP assisted 900 people: 400 in Gulu, 300 in Arua and 200 in Lira."
    assert told(activities(by_place), "reached", "place") == [(900, ["Gulu", "Arua", "Lira"])]
    by_group = "UNHCR gave soap to 900 people in Gulu – 400 refugees, 300 IDPs and 200 returnees."
    assert told(activities(by_group), "reached", "population") == [(900, ["refugees", "idps", "returnees"])]
    bracketed = "UNHCR relocated 90 persons to Gulu: Arua (50) and Lira (40)."
    assert told(activities(bracketed), "reached", "item") == [(90, "relocation")]


def test_few_people_add_up_by_chance() -> None:
    text = "Two nurses, one midwife and one driver were trained in Gulu."
    assert 2 in [reached for (reached,) in told(activities(text), "reached")]
    assert facts("Some 90 people (45% men, 55% women) were trained in Gulu.", "Measurement") == []


PLANNED = [("planned", 600)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WFP reached 400 of the targeted 600 people with food in Gulu.", [(None, 400), *PLANNED]),
        ("Some 400 of the expected 600 teachers were trained in Gulu.", [(None, 400), *PLANNED]),
        ("UNICEF vaccinated 400 children against the planned 600 in Gulu.", [(None, 400), *PLANNED]),
        ("Against a planned figure of 600 teachers, 400 were trained in Gulu.", [(None, 400), *PLANNED]),
        ("In Gulu, 400 teachers were trained (target: 600).", [(None, 400), *PLANNED]),
        ("The response plan targets 600 families in Gulu with cash.", [("planned", None)]),
        ("In Gulu, radio messages were broadcast, targeting 600 people.", [(None, 600)]),
    ],
)
def test_what_a_number_is_held_against_was_planned(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(activities(text), "status", "reached") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Number of wells dug: target 60, achieved 40", [("target", 60), ("actual", 40)]),
        ("- # of nurses trained: 40 (target: 60)", [("actual", 40), ("target", 60)]),
        ("Number of nurses trained\n\nTarget: 60\n\nAchieved: 40", [("target", 60), ("actual", 40)]),
        # A number alone is a count, and what is no number of something is no indicator.
        ("Number of nurses trained: 40", []),
        ("Nurses: planned 60, reached 40", []),
    ],
)
def test_an_indicator_of_numbers_is_read_with_its_target(text: str, expected: list[tuple[str, int]]) -> None:
    found = facts(text, "Measurement")
    assert told(found, "measure", "value") == expected
    assert {fact["unit"] for fact in found} <= {"number"}


def test_a_label_counts_the_people_before_its_participle() -> None:
    found = activities("Number of people reached with hygiene kits: 4,300 out of 5,000 targeted")
    assert told(found, "reached", "status") == [(4300, None), (5000, "planned")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A training was held in Gulu. Some 40 teachers took part.", [("training", 40, "Gulu")]),
        ("A training on law was held in Gulu. 40 officers participated in it.", [("training", 40, "Gulu")]),
        ("Oxfam held a hygiene session in Gulu. It was attended by 40 people.", [("hygiene session", 40, "Gulu")]),
        (
            "Oxfam trained 90 nurses in Gulu. Another 40 people took part in a study tour.",
            [("training", 90, "Gulu"), ("study tour", 40, "Gulu")],
        ),
    ],
)
def test_a_sentence_that_only_tells_who_came_adds_them(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(activities(text), "item", "reached", "place") == expected


def test_what_was_told_right_before_reached_people() -> None:
    found = activities("The distribution took place in Gulu. It reached 500 families.")
    assert told(found, "item", "households", "place") == [("distribution", 500, "Gulu")]


@pytest.mark.parametrize(
    ("opening", "programme"),
    [
        ("Under the project “Voices of Lango”", "Voices of Lango"),
        ('As part of the "One Room, One Light" campaign', "One Room, One Light"),
        ("Within the framework of the programme 'Back to Class'", "Back to Class"),
        ("Under the BRIDGES Partnership", "BRIDGES Partnership"),
        ("In the frame of the EU-funded SPRING project", "SPRING"),
        ("Under its Food Assistance for Work (FAW) programme", "Food Assistance for Work"),
        ("Through IOM's Safe Return programme", "Safe Return"),
    ],
)
def test_a_programme_is_named_in_quotation_marks_or_capitals(opening: str, programme: str) -> None:
    assert told(activities(f"{opening}, Oxfam trained 45 women in Gulu."), "programme") == [(programme,)]


PARTS = ("actor", "partner", "funder", "item")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Working closely with IOM and WFP, UNICEF vaccinated 40 children in Gulu.",
            ("UNICEF", ["IOM", "WFP"], None, "vaccination"),
        ),
        (
            "UNHCR, working with IOM, relocated 40 families to Gulu.",
            ("UNHCR", "IOM", None, "relocation"),
        ),
        (
            "In coordination and collaboration with IOM, UNHCR opened two schools in Gulu.",
            ("UNHCR", "IOM", None, "schools"),
        ),
        (
            "With funding from CERF, UNICEF and its partner Oxfam drilled 12 wells in Gulu.",
            ("UNICEF", "Oxfam", "Central Emergency Response Fund", "wells"),
        ),
        (
            "With the generous contribution of the European Union, WFP assisted 40 people in Gulu.",
            ("WFP", None, "European Union", "assistance"),
        ),
        (
            "Two clinics were built in Gulu by Oxfam with the financial support of ECHO.",
            ("Oxfam", None, "ECHO", "clinics"),
        ),
        (
            "With the technical and material support of WHO, 40 nurses were trained in Gulu.",
            (None, "WHO", None, "training"),
        ),
        ("With WFP's logistical support, UNICEF drilled 12 wells in Gulu.", ("UNICEF", "WFP", None, "wells")),
        ("With ECHO funding, Oxfam assisted 40 people in Gulu.", ("Oxfam", None, "ECHO", "assistance")),
        (
            "With USD 2 million from CERF, UNICEF assisted 40 people in Gulu.",
            ("UNICEF", None, "Central Emergency Response Fund", "assistance"),
        ),
        (
            "CERF funds enabled UNICEF to drill 12 wells in Gulu.",
            ("UNICEF", None, "Central Emergency Response Fund", "wells"),
        ),
        ("Sweden's contribution allowed UNHCR to build 12 wells in Gulu.", ("UNHCR", None, "Sweden", "wells")),
        (
            "Under the leadership of OCHA, IOM and WFP assessed 12 sites in Gulu.",
            ("IOM", ["WFP", "OCHA"], None, "sites"),
        ),
        # A comma before the verb ends the list.
        (
            "Funded by CERF, UNICEF and WFP, Oxfam drilled 12 wells in Gulu.",
            ("Oxfam", None, ["Central Emergency Response Fund", "UNICEF", "WFP"], "wells"),
        ),
    ],
)
def test_who_pays_and_who_helps_stands_around_who_acts(text: str, expected: tuple[Any, ...]) -> None:
    assert told(activities(text), *PARTS) == [expected]


def test_who_did_a_deed_with_the_funds_of_another_gave_nothing() -> None:
    text = "With financial support from Japan, UNDP and IOM trained 45 officers in Gulu."
    assert facts(text, "Contribution") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Gulu, 40 families received water filters.", [("water filters", "distribution")]),
        (
            "The clinic of Gulu received 12 beds and 40 mattresses.",
            [("beds", "distribution"), ("mattresses", "distribution")],
        ),
        ("In Gulu, 40 families received home visits.", [("home visits", "monitoring")]),
        ("In Gulu, 40 women received diplomas.", [("diplomas", "other")]),
    ],
)
def test_things_that_somebody_got_were_handed_out(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(activities(text), "item", "activityType") == expected


def test_what_some_got_is_not_what_all_did() -> None:
    found = activities("WFP assisted 900 people in Gulu, of whom 600 received cash transfers.")
    assert told(found, "item", "reached") == [("assistance", 900), ("cash transfers", 600)]


def test_of_how_many_something_was_done_is_no_second_deed() -> None:
    found = activities("300 of 500 families in Gulu have been assisted.")
    assert told(found, "households", "place") == [(300, "Gulu")]


def test_a_number_with_its_place_goes_on_the_list_of_things() -> None:
    found = activities("UNHCR distributed 1,000 kits in Gulu, 1,500 in Arua and 500 in Lira.")
    assert told(found, "item", "quantity", "place") == [
        ("kits", 1000, "Gulu"),
        ("kits", 1500, "Arua"),
        ("kits", 500, "Lira"),
    ]
    found = activities("UNHCR distributed 3,000 kits: 1,000 in Gulu, 1,500 in Arua and 500 in Lira.")
    assert told(found, "quantity", "place") == [(3000, ["Gulu", "Arua", "Lira"])]
    assert told(activities("Oxfam gave 90 kits in Gulu: 50 tents and 40 buckets."), "quantity") == [(90,), (50,), (40,)]


def test_letters_tell_the_people_of_a_second_clause() -> None:
    found = activities(
        "In Gulu, 90 people (40 M, 50 F) received soap; 70 (30 M, 40 F) were reached with health promotion."
    )
    assert told(found, "item", "reached", "men", "women") == [("soap", 90, 40, 50), ("health promotion", 70, 30, 40)]


def test_people_behind_a_place_are_those_of_the_households() -> None:
    found = activities("Blankets were given to 200 households in Gulu, i.e. 1,200 people.")
    assert told(found, "households", "reached") == [(200, 1200)]


def test_an_acronym_that_others_share_is_an_organisation_in_a_list_of_some() -> None:
    found = activities("Oxfam, CARE and IRC distributed 300 kits in Gulu.")
    assert told(found, "actor", "partner") == [("Oxfam", ["CARE International", "International Rescue Committee"])]
    # One that a country has too may be the country.
    assert told(activities("In Oxfam and DRC centres, 300 kits were distributed."), "partner") == [(None,)]


def test_things_of_one_kind_that_add_up_are_no_further_deliveries() -> None:
    found = activities("Uganda received 900 doses of vaccine (500 doses from India and 400 doses from Japan).")
    assert told(found, "quantity") == [(900,)]


def test_what_a_clause_only_tells_as_the_reason_is_no_deed() -> None:
    text = "Following the measures adopted by the authorities on 26 July, many people left Gulu."
    assert activities(text) == []
    # Sick people who went home are a count of disease.
    assert activities("Of the total, 91 cases have been discharged from clinics in Gulu.") == []


def test_a_total_that_is_told_besides_counts_what_it_sums_up() -> None:
    kits = activities("UNHCR distributed 300 kits in Gulu, bringing the total to 900 kits.")
    assert told(kits, "item", "quantity") == [("kits", 300), ("kits", 900)]
    people = activities("WFP assisted 300 families in Gulu, bringing the total to 900.")
    assert told(people, "households") == [(300,), (900,)]
    # Those who came by themselves were given nothing.
    assert activities("In week 12, 300 displaced families arrived in Gulu, bringing the total to 900.") == []


def test_verbs_that_share_what_is_to_come_are_all_planned() -> None:
    text = "WHO will open two clinics, train 40 nurses and vaccinate 900 children in Gulu."
    assert [a["status"] for a in activities(text)] == ["planned"] * 3
