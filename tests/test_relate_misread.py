"""What reads like a fact and is none: times of sources, ways things are, papers, destinations, those who only got."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, facts, told

NO_YEAR = "# UNHCR Update\n\n"


def deeds(sentence: str, *slots: str) -> list[tuple[Any, ...]]:
    """Some slots of the activities of a sentence, None where one has none."""
    return told(activities(sentence), *slots)


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Since May 2021, Oxfam has assisted 840 people in Gulu.", None),
        ("Since the start of 2021, Oxfam has assisted 840 people in Gulu.", "2021"),
        ("In May 2021, Oxfam assisted 840 people in Gulu.", "2021-05"),
    ],
)
def test_since_a_time_tells_none_where_the_report_does_not_say_until_when(sentence: str, date: str | None) -> None:
    assert told(activities(sentence, NO_YEAR), "date") == [(date,)]


def test_the_month_since_which_something_goes_on_is_not_that_of_the_report() -> None:
    text = "# UNHCR Update\n\n" + "Since 1 May 2021, Oxfam has assisted 840 people in Gulu. " * 4
    assert {found.get("date") for found in activities(text, "")} == {None}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The attack in Gulu killed 12 people (OCHA 29/01/2022).", None),
        ("The attack in Gulu killed 12 people (OCHA 29/01/2022; New Vision 2 February 2022).", None),
        ("The attack on the market killed 12 people (Gulu, 29 January 2022).", "2022-01-29"),
    ],
)
def test_what_befell_people_was_not_on_the_day_of_its_source(sentence: str, date: str | None) -> None:
    assert told(facts(sentence, "Incident"), "date") == [(date,)]


def test_figures_are_of_the_day_of_their_source() -> None:
    found = facts("Floods have affected over 3,000 people in Gulu (OCHA 09/11/2022).", "PopulationFigure")
    assert told(found, "value", "date") == [(3000, "2022-11-09")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The team arrived in Gulu on 16 March.",
        "Markets in Gulu are well supplied with cereals in May.",
        "The forum gave the visitors the opportunity to discuss the risks in Gulu in May.",
        "The dashboard and the map were published in Gulu in May.",
        "Oxfam reviewed photographs of Gulu in May.",
        "The plan was circulated with WFP's assistance in June.",
        "Most of the displaced families were identified in Gulu and Kitgum.",
        "It took 30 days to reach a caseload of 16,000.",
        "Top 3 needs in Gulu: 1 Health care 2 Food",
        "There are currently 108 children enrolled in schools in Gulu.",
    ],
)
def test_what_is_nothing_done(sentence: str) -> None:
    assert activities(sentence) == []


def test_those_who_travel_are_nothing_that_was_handed_out() -> None:
    assert deeds("Five trucks of rice arrived in Gulu on 16 March.", "item", "quantity") == [("trucks of rice", 5)]


def test_papers_that_are_counted_or_written_together_are_told() -> None:
    assert deeds("Oxfam published four reports on floods in Gulu.", "item", "quantity") == [("reports", 4)]
    together = "In May, Oxfam, in collaboration with Medair, drafted a law on land in Gulu."
    assert deeds(together, "item", "partner") == [("law", "Medair")]


def test_numbers_behind_destinations_are_no_deliverables() -> None:
    text = "In 2022, 90 people were resettled directly to Canada (38), France (4) and Norway (48)."
    assert deeds(text, "reached") == [(90,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A measure that is told a second time is no part of the words.
        ("WFP shipped 23 mt/167 m3 of relief items to Gulu.", [("mt of relief items", 23)]),
        # A bare unit goes back to what it measured before.
        (
            "WFP handed out 200 mt of rice in Gulu and 90 mt in Kitgum.",
            [("mt of rice", 200), ("mt of rice", 90)],
        ),
        # The noun of a part is not what was given.
        ("The bulk of the blankets were distributed in Gulu in May.", [("blankets", None)]),
    ],
)
def test_what_was_given_by_its_own_noun(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "quantity") == expected


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The Ministry of Health received 10 tanks in Gulu.", None),
        ("The Ministry of Health received a donation of 5 fridges in Gulu.", None),
        ("The Ministry of Health received 10 tanks from Oxfam in Gulu.", "Oxfam"),
        ("The families were transported from Gulu, which was shelled by Oxfam, to Kitgum in May.", None),
        ("The families were transported to Gulu by Oxfam in May.", "Oxfam"),
    ],
)
def test_those_who_got_it_or_did_something_else_did_not_do_it(sentence: str, actor: str | None) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, None)]


def test_who_is_meant_is_no_deed_of_its_own() -> None:
    text = "40 people who were assessed as being in need were helped with food in Gulu."
    assert deeds(text, "item", "reached") == [("food", 40)]


def test_what_was_targeted_and_reached_is_done() -> None:
    assert deeds("All the 1,500 households targeted were reached in Gulu.", "households", "status") == [(1500, None)]


def test_a_part_of_the_compass_heads_a_line_and_is_nothing_done() -> None:
    assert deeds("South: Over 2,000 IDPs identified to receive food", "item", "reached") == [("identification", 2000)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Shelter Cluster targeted around 9,300 families in Gulu.", "planned"),
        ("The distribution targeted 2,973 families in Gulu.", None),
        ("The government is all set to transfer 300 refugees from Gulu to Kitgum.", "planned"),
        ("Partners agreed to provide 12 shelters in Gulu.", "planned"),
        ("The planning for the delivery of 300 kits in Gulu has been finalized.", "planned"),
        ("The delivery of 300 kits in Gulu has been finalized.", None),
    ],
)
def test_what_is_only_meant_to_be_done(sentence: str, status: str | None) -> None:
    assert deeds(sentence, "status") == [(status,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The hub reports having received almost 7,000 displaced households.", []),
        ("In Gulu, 48,000 IDPs received blankets (113,000 in 2017).", [("blankets", 48000), ("blankets", 113000)]),
    ],
)
def test_who_came_to_a_place_got_nothing_by_that(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(f["item"], f.get("reached", f.get("households"))) for f in activities(sentence)] == expected


def test_a_number_of_which_others_are_a_part_is_none_of_them() -> None:
    text = "Of the 31 clinics that the district has, 7 were handed over to it in Gulu."
    assert deeds(text, "quantity") == [(7,)]
    text = "Of the 31 clinics foreseen, 7 were handed over to the district in Gulu."
    assert deeds(text, "quantity", "status") == [(7, None), (31, "planned")]


def test_goods_that_are_told_again_are_others() -> None:
    text = "UNHCR gave out phones in Gulu. UNHCR is organising the delivery of food in Kitgum."
    assert deeds(text, "item", "place") == [("phones", "Gulu"), ("food", "Kitgum")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The region recorded the lowest price at UGX 1,684 (up 20 percent m-o-m).", []),
        ("Most incidents were airstrikes (41%) and shelling (30%).", []),
        ("Some 85 per cent of the attacks hit schools.", []),
        (
            "Some 40 per cent of the pupils in Gulu have no book, a 10 per cent increase.",
            [("pupils who have no book", 40)],
        ),
    ],
)
def test_shares_that_measure_nothing(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(facts(sentence, "Measurement"), "indicator", "value") == expected


def test_each_clause_behind_a_semicolon_has_its_own_doer() -> None:
    text = "In detail, Oxfam assisted 160 families; Medair assisted 90 families; and Caritas assisted 30 families."
    assert deeds(text, "actor", "partner") == [("Oxfam", None), ("Medair", None), ("Caritas", None)]
    text = "Oxfam repaired 12 wells in Gulu; built three schools in Kitgum."
    assert deeds(text, "actor", "place") == [("Oxfam", "Gulu"), ("Oxfam", "Kitgum")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The work is done in the 12 offices of the ministry, where asylum applications are received.",
        "The storm hit 489 schools; 40 have been damaged and 26 are accommodating displaced families in Gulu.",
    ],
)
def test_what_places_are_for_is_nothing_done(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("87 members of committees, 45 men and 42 women, were trained in Gulu.", [(87, 45, 42)]),
        ("87 people came to Gulu, where 45 men and 42 women were trained.", [(None, 45, 42)]),
    ],
)
def test_numbers_that_make_up_the_one_before_are_its_parts(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "reached", "men", "women") == expected


def test_the_day_on_which_somebody_told_it_is_not_when_it_happened() -> None:
    text = "The army killed 12 civilians in Gulu, the ministry said on 12 May."
    assert told(facts(text, "Incident"), "quantity", "date") == [(12, None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Two centres were opened in Gulu on 16 June; a third is planned in Kitgum.",
            [("centres", "Gulu", "2022-06-16", None)],
        ),
        (
            "Some 1,200 filters will be handed out in May; 37 ponds have been cleaned in Gulu.",
            [("filters", None, "2022-05", "planned"), ("ponds", "Gulu", None, None)],
        ),
        (
            "In Gulu, 300 people were trained; in Kitgum, 200 got seed.",
            [("training", "Gulu", None, None), ("seed", "Kitgum", None, None)],
        ),
        (
            "On 3 May, Oxfam gave 300 kits to families in Gulu; it also dug two wells.",
            [("kits", "Gulu", "2022-05-03", None), ("wells", None, "2022-05-03", None)],
        ),
        (
            "Oxfam held training sessions in Gulu; Kitgum; and Arua for 300 teachers.",
            [("training sessions", ["Gulu", "Kitgum", "Arua"], None, None)],
        ),
    ],
)
def test_a_clause_behind_a_semicolon_tells_nothing_of_the_one_before(
    sentence: str, expected: list[tuple[Any, ...]]
) -> None:
    assert deeds(sentence, "item", "place", "date", "status") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The fleet of 39 vehicles was reinforced by 12 motorcycles in Gulu.",
        "The warehouses in Gulu hold stocks for another 9,000 households.",
    ],
)
def test_what_somebody_has_is_nothing_done(sentence: str) -> None:
    assert activities(sentence) == []


def test_what_things_are_taken_for_is_no_registration() -> None:
    assert activities("The committee identified WASH as a priority need for IDPs in Gulu.") == []
    assert deeds("Oxfam identified 300 children as unaccompanied in Gulu.", "reached") == [(300,)]


def test_the_country_in_the_name_of_an_office_is_no_place() -> None:
    assert deeds("US-CDC taught 300 nurses in Gulu.", "place") == [("Gulu",)]


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        ("An NGO handed out cash to 120 families in Gulu.", None, None),
        ("The national NGO Patient Help Fund (PHF) built two clinics in Gulu.", "Patient Help Fund", None),
        (
            "The NGOs Dar El Salam Development Association (DDA) and Green Wells Action (GWA) built two clinics.",
            "Dar El Salam Development Association",
            "Green Wells Action",
        ),
    ],
)
def test_what_kind_of_body_it_is_is_no_part_of_its_name(sentence: str, actor: str | None, partner: str | None) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, partner)]


@pytest.mark.parametrize(
    "sentence",
    ["Every hour, 8 people are assaulted in Gulu.", "Some 8 people every day are displaced in Gulu."],
)
def test_so_many_each_time_are_no_figure(sentence: str) -> None:
    assert [*facts(sentence, "PopulationFigure"), *facts(sentence, "Incident")] == []


def test_the_author_of_a_paper_does_not_review_it() -> None:
    text = "In May, Oxfam reviewed the analysis of health in Gulu, prepared by Medair."
    assert deeds(text, "actor", "partner") == [("Oxfam", None)]
