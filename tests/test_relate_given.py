"""What people got in one breath, what that is by its noun, and what only sounds like a deed."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, claims, facts, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Gulu, 140 families received stoves and cash grants.",
            [
                act("stoves", "distribution", households=140, place="Gulu"),
                act("cash grants", "cash-assistance", households=140, place="Gulu"),
            ],
        ),
        (
            "UNHCR supported 60 women with seeds, hoes and training.",
            [
                act("seeds, hoes", "distribution", reached=60, population="women", actor="UNHCR"),
                act("training", "training", reached=60, population="women", actor="UNHCR"),
            ],
        ),
        (
            "UNHCR provided 140 families with tents and training.",
            [
                act("tents", "distribution", households=140, actor="UNHCR"),
                act("training", "training", households=140, actor="UNHCR"),
            ],
        ),
    ],
)
def test_different_deeds_for_the_same_people_are_told_apart(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


def test_alternatives_are_one_deed() -> None:
    found = activities("In Gulu, 140 people received crutches, frames or counselling.")
    assert told(found, "item", "reached") == [("crutches, frames", 140)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 4,100 children received cholera vaccines.", ("vaccination", 4100)),
        ("UNHCR assisted the return of 130 refugees.", ("repatriation", 130)),
        ("The health post treated 75 people and served 3,300 patients.", ("health-care", 3300)),
        ("Some 60 women attended hygiene promotion workshops.", ("awareness-raising", 60)),
        ("Over 900 families received boxes.", ("distribution", 900)),
    ],
)
def test_the_noun_tells_what_was_done_for_people(sentence: str, expected: tuple[str, int]) -> None:
    found = [(f["activityType"], f.get("reached") or f.get("households")) for f in activities(sentence)]
    assert found[-1] == expected


def test_a_gathering_of_officials_on_no_such_topic_stays_one() -> None:
    assert told(activities("Some 40 officials attended a workshop."), "activityType") == [("coordination",)]


def test_what_reached_people_stands_behind_by() -> None:
    found = activities("Some 5,200 people were reached by GBV prevention services.")
    assert told(found, "item", "reached") == [("GBV prevention services", 5200)]


@pytest.mark.parametrize(
    ("sentence", "item", "quantity"),
    [
        ("UNICEF gave out 320 water, sanitation and hygiene kits.", "water, sanitation and hygiene kits", 320),
        ("UNICEF gave out 320 mats, buckets and hygiene kits.", "mats", 320),
    ],
)
def test_a_number_counts_the_plural_that_words_before_it_describe(sentence: str, item: str, quantity: int) -> None:
    assert told(activities(sentence), "item", "quantity")[0] == (item, quantity)


def test_those_saved_by_somebody_are_no_figure() -> None:
    text = "The coast guard rescued or intercepted 430 migrants."
    assert told(activities(text), "activityType", "reached") == [("relocation", 430)]
    assert not claims(text, "PopulationFigure")
    assert told(facts("Some 430 migrants were intercepted at sea.", "PopulationFigure"), "value") == [(430,)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In July, 14 vessels discharged wheat at Mombasa port.",
        "According to price data collected by WFP in May, food is dear in Gulu.",
        "Information collected by IOM in Gulu shows that many people want to leave.",
        "Leaders in the villages visited in May believe that the camp in Gulu is too small.",
    ],
)
def test_how_something_is_known_is_no_deed(sentence: str) -> None:
    assert activities(sentence) == []


def test_data_collected_is_a_deed_of_its_own() -> None:
    assert told(activities("IOM collected data in Gulu in May."), "activityType", "place") == [("monitoring", "Gulu")]


def test_things_listed_as_killed_with_people_are_people() -> None:
    found = facts("Three soldiers, four settlers and five civilians were killed in a raid in Gulu.", "Incident")
    assert told(found, "item", "quantity") == [
        ("soldiers killed", 3),
        ("settlers killed", 4),
        ("civilians killed", 5),
    ]


def test_people_reached_with_something_of_their_own_do_not_join_what_was_built() -> None:
    found = activities("UNICEF rebuilt 14 wells and reached 3,100 people with hygiene messages.")
    assert told(found, "item", "quantity", "reached") == [("wells", 14, None), ("hygiene messages", None, 3100)]
    found = activities("UNICEF rebuilt 14 wells, reaching 3,100 people.")
    assert told(found, "item", "quantity", "reached") == [("wells", 14, 3100)]


def test_those_registered_who_got_something_are_served() -> None:
    found = activities("In Gulu, 75 children were registered and received birth certificates.")
    assert told(found, "item", "reached") == [("registration", 75), ("birth certificates", 75)]
    assert not facts("In Gulu, 75 children were registered and received birth certificates.", "PopulationFigure")


def test_who_was_engaged_to_work_was_not_reached() -> None:
    found = activities("UNHCR supports 85 community centres and engages over 2,400 outreach volunteers in Uganda.")
    assert told(found, "item", "quantity", "reached") == [
        ("community centres", 85, None),
        ("outreach volunteers", 2400, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("Community events were carried out in January in Gulu.", "Community events"),
        ("UNHCR is in the process of building a new reception centre in Gulu.", "reception centre"),
    ],
)
def test_events_and_works_under_way_are_deeds_without_a_number(sentence: str, item: str) -> None:
    assert told(activities(sentence), "item", "place") == [(item, "Gulu")]


def test_a_deed_elsewhere_with_others_stays_beside_a_counted_one() -> None:
    text = "UNHCR and Oxfam held a training on rights in Gulu. In May, WFP organised two trainings in Lira."
    assert told(activities(text), "actor", "place") == [("UNHCR", "Gulu"), ("WFP", "Lira")]


def test_a_line_of_sources_tells_no_deed() -> None:
    assert activities("Source: OCHA, 2020 ** Source: UNHCR verified 30 returns in 2020.") == []


def test_people_brought_back_are_moved() -> None:
    found = activities("Some 1,400 migrants were brought back to shore in Kenya.")
    assert told(found, "activityType", "reached") == [("relocation", 1400)]


def test_mixed_movements_are_migrants_in_either_order() -> None:
    for people in ("refugees and migrants", "migrants and refugees"):
        found = facts(f"Some 2,100 {people} are being detained in Gulu.", "PopulationFigure")
        assert told(found, "value", "population") == [(2100, "migrants")]


def test_a_motto_in_a_heading_is_of_no_sector() -> None:
    text = "## Coordination Saves Lives\n\nPartners gave out 300 boxes in Gulu."
    assert told(facts(text, "Activity"), "item", "sector") == [("boxes", None)]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("WFP handed out 260 food cards.", "cash-assistance"),
        ("UNHCR handed out 260 identity cards.", "documentation"),
    ],
)
def test_cards_are_money_or_papers(text: str, item: str) -> None:
    assert told(activities(text), "activityType", "quantity") == [(item, 260)]


def test_pregnant_and_nursing_women_are_one_group() -> None:
    found = activities("Nutrition assistance reached 5,800 pregnant and nursing women.")
    assert told(found, "reached", "population") == [(5800, "women")]


def test_a_spaced_m_before_people_is_a_million() -> None:
    assert told(activities("Some 1.2 m people were assisted in Gulu."), "reached") == [(1200000,)]


def test_a_place_that_houses_people_has_them_also_in_a_clause() -> None:
    found = facts("The centre, which houses 21 adults and 14 children, is in Gulu.", "PopulationFigure")
    assert told(found, "value") == [(21,), (14,)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("A campaign aimed at distributing 1,300 coats in Gulu began.", "planned"),
        ("The project aims at providing 380 kits to families in Gulu.", "planned"),
        ("With some 420 kits already handed out, the campaign in Gulu will go on.", None),
    ],
)
def test_what_something_aims_at_is_planned(sentence: str, status: str | None) -> None:
    assert told(activities(sentence), "status") == [(status,)]


def test_households_are_no_goods_for_households() -> None:
    assert told(facts("WFP gave out 340 sheets to households in Gulu.", "Activity"), "sector") == [("food-security",)]
    assert told(facts("Partners gave out 340 sheets to households in Gulu.", "Activity"), "sector") == [(None,)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("WFP released 320 tonnes of grain in Gulu.", "distribution"),
        ("Partners allocated a monthly subsidy to 2,800 households.", "cash-assistance"),
        ("Six prisoners were released in Gulu.", "other"),
    ],
)
def test_goods_released_are_handed_out_and_subsidies_are_cash(sentence: str, kind: str) -> None:
    assert told(activities(sentence), "activityType") == [(kind,)]


def test_an_acronym_behind_by_did_it_whatever_stands_between() -> None:
    (fact,) = activities("In Gulu, 280 families were supported with kits by IRC.")
    assert fact["actor"] == "International Rescue Committee"


@pytest.mark.parametrize(
    ("where", "place"),
    [("at the three border points", None), ("in six other districts", None), ("in four schools", "Gulu")],
)
def test_what_was_done_in_areas_that_are_only_counted_has_no_place_of_the_block(where: str, place: str | None) -> None:
    text = f"In Gulu, UNICEF built 28 wells. In May, UNHCR gave out 42 kits {where}."
    assert told(activities(text), "quantity", "place") == [(28, "Gulu"), (42, place)]


def test_items_with_a_short_form_in_brackets_share_the_sector_of_the_list() -> None:
    text = (
        "A total of 5,100 people were reached by GBV services including: safe space activities (1,700), "
        "psychosocial support and psychological first aid (PFA) (2,300); and youth programme (61)."
    )
    found = told(facts(text, "Activity"), "reached", "sector")
    assert found == [(5100, "gbv"), (1700, "gbv"), (2300, "gbv"), (61, "gbv")]


def test_mine_risk_education_is_no_schooling() -> None:
    text = "On Mine Risk Education, 1,250 adults were reached with key messages in Gulu."
    assert told(facts(text, "Activity"), "sector") == [("protection",)]


def test_children_alone_are_protected_whatever_is_done() -> None:
    text = "A total of 46 unaccompanied children were reunified with their families by Protection partners."
    assert told(facts(text, "Activity"), "sector") == [("child-protection",)]


def test_goods_counted_beside_a_deed_are_handed_out() -> None:
    found = activities("A total of 810 rescue kits and 190 medical consultations provided in Gulu.")
    assert told(found, "item", "activityType") == [
        ("rescue kits", "distribution"),
        ("medical consultations", "health-care"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Top needs reported by households: 1 Healthcare services 2 Food 3 Shelter",
        "However, movement went on at 21 points with reports of nearby routes 1.",
    ],
)
def test_ranks_and_marks_of_notes_count_nothing(sentence: str) -> None:
    assert activities(sentence) == []


def test_drugs_found_on_people_are_not_arrested() -> None:
    found = facts("Three men with 14,600 tablets were arrested in a raid in Gulu.", "Incident")
    assert told(found, "quantity") == [(3,)]
