"""Deeds told by a noun that a plain verb carries, beside others in a list, or with what they are for."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, facts, told


def deeds(sentence: str, *slots: str) -> list[tuple[Any, ...]]:
    """Some slots of the activities of a sentence, None where one has none."""
    return told(activities(sentence), *slots)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What is held or run need not be counted, as long as its noun names a deed.
        ("Oxfam conducted a market mapping in Gulu.", [("market mapping", "monitoring", None)]),
        ("Oxfam and Caritas are conducting a survey of water users in Gulu.", [("survey", "monitoring", "ongoing")]),
        ("Oxfam is holding cooking sessions in Gulu.", [("cooking sessions", "other", "ongoing")]),
        ("UNHCR conducted its first operation in Gulu.", []),
        # Verbs that only carry the noun of a deed.
        ("WFP made a second delivery of face masks in Gulu.", [("face masks", "distribution", None)]),
        ("Oxfam is planning an assessment in Gulu.", [("assessment", "monitoring", "planned")]),
        # Work on places.
        ("In Gulu, fumigation of market stalls continues.", [("fumigation", "other", "ongoing")]),
        ("Disinfection of schools is ongoing in Gulu.", [("Disinfection", "other", "ongoing")]),
        ("Water trucking is operational in Gulu.", [("Water trucking", "distribution", "ongoing")]),
        ("Distributions focused on Gulu.", [("distributions", "distribution", None)]),
        # What goes on at the moment is told, what is done as a rule is not.
        ("FAO is supplying sealed drums in Gulu.", [("sealed drums", "distribution", "ongoing")]),
        ("FAO continues to supply sealed drums in Gulu.", [("sealed drums", "distribution", "ongoing")]),
        ("FAO delivers humanitarian aid in Gulu.", []),
        ("FAO is providing support in Gulu.", []),
    ],
)
def test_deeds_without_a_number(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "status") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # An event and goods in one list: both went to the same people.
        (
            "Caritas provided legal counselling, mattresses and blankets to 40 refugees in Gulu.",
            [("mattresses and blankets", None, 40), ("legal counselling", None, 40)],
        ),
        # Help that is told with its means or with its aim.
        ("WFP supported the Ministry of Health in the distribution of masks in Gulu.", [("masks", None, None)]),
        ("Oxfam distributed 580 hygiene kits to support 1,500 people in Gulu.", [("hygiene kits", 580, 1500)]),
        ("Two kitchens received 380 food kits to help 900 people.", [("food kits", 380, 900)]),
        ("Some USD 30,000 was distributed in cash to assist 700 people in Gulu.", [("cash", None, 700)]),
        ("Through cash grants, WFP assisted 3,000 people in Gulu.", [("cash grants", None, 3000)]),
        # Those who reach people are no deliverable.
        ("The Food Security Sector of the North reached 560 people with food baskets.", [("food baskets", None, 560)]),
        # What advice is about is not done.
        ("Partners gave technical assistance on temporary shelter in Gulu.", [("technical assistance", None, None)]),
        # How many it is on average.
        ("In May, partners assisted on average 5,820 people a month with cash in Gulu.", [("cash", None, 5820)]),
        # A number behind the noun of an edition, and one of reasons, counts nothing.
        ("IOM released two weekly maps, Update 1 and Update 2, on 3 May.", [("weekly maps", 2, None)]),
        ("WFP helps farmers in Gulu through four outcomes.", []),
    ],
)
def test_what_is_given_and_to_how_many(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "quantity", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "actor", "partners"),
    [
        # The acronym of a body that no vocabulary holds, with an aside behind it.
        ("The BXHA, with support from Oxfam, WHO and partners, trained 60 nurses in Gulu.", "BXHA", ["Oxfam", "WHO"]),
        ("The SXOH, in collaboration with WHO trained 60 nurses in Gulu.", "SXOH", "WHO"),
        ("MoXP, together with UNICEF, vaccinated 300 children in Gulu.", "MoXP", "UNICEF"),
        # Those whose goods others got, and those who came along.
        ("Some 580 people benefited from WFP's food vouchers.", "WFP", None),
        ("Some 580 families received UNHCR’s hygiene kits.", "UNHCR", None),
        ("IOM joined an inter-agency mission to Gulu with UNICEF and WFP.", "IOM", ["UNICEF", "WFP"]),
    ],
)
def test_who_acts(sentence: str, actor: str, partners: list[str] | str | None) -> None:
    assert deeds(sentence, "actor", "partner")[:1] == [(actor, partners)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("UNHCR co leads with Oxfam the Gulu Land Working Group.", ["Oxfam", "Gulu Land Working Group"]),
        ("The Seed & Livestock Working Group is co-led by FAO.", ["Seed & Livestock Working Group"]),
        ("The Shelter Sector (lead: UNHCR, co-lead: IOM) met in May.", ["Shelter Sector", "Shelter Sector"]),
        ("WFP, UNICEF and UNDP are supporting the national system.", ["UNICEF", "UNDP"]),
        ("WHO, UNICEF and other partners support the rapid response teams.", ["UNICEF"]),
        ("UNICEF supports the National Water Authority.", ["National Water Authority"]),
        ("UNHCR works with the Uganda Returns Forum on land.", ["Uganda Returns Forum"]),
    ],
)
def test_who_works_with_whom(sentence: str, expected: list[str]) -> None:
    assert [partner for (partner,) in told(facts(sentence, "Partnership"), "partner")] == expected


def test_a_body_that_others_lead_acts_itself() -> None:
    sentence = "The Food Security Cluster (co-led by WFP and FAO) reached 300 people in Gulu."
    assert deeds(sentence, "actor", "reached") == [("Food Security Cluster", 300)]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("## Food Security\n\nIn Gulu, 300 families received NFI packages.", "shelter-nfi"),
        ("## Food Security\n\nIn Gulu, 300 families received fishing kits.", "food-security"),
        ("In Gulu, 300 families received humanitarian assistance.", "multi-sector"),
        ("In Gulu, WFP delivered 300 tons of non-food items.", "shelter-nfi"),
    ],
)
def test_sectors(text: str, sector: str) -> None:
    assert told(facts(text, "Activity"), "sector") == [(sector,)]


def test_a_project_is_no_programme_of_itself() -> None:
    assert deeds("In May, UNHCR implemented 75 QIPs in Gulu.", "programme", "quantity") == [(None, 75)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What is told with a participle behind the main verb.
        ("Caritas left on 5 May, handing out nets in Gulu.", [("nets", "distribution")]),
        ("UNHCR visited Gulu on 5 May.", [("visit", "monitoring")]),
        ("Distributions focused in Gulu and Lira.", [("distributions", "distribution")]),
        ("WFP has pre-positioned 1,200 mt of maize in Gulu.", [("mt of maize", "distribution")]),
        # Nobody is told anything, and a document that somebody wrote is no deed.
        ("Partners in Gulu informed that the figures are not known.", []),
        ("A report published by Oxfam noted the needs of Gulu.", []),
        # The number of a page.
        ("Weekly Report | 2 partners gave blankets in Gulu.", [("blankets", "distribution")]),
    ],
)
def test_what_else_tells_a_deed(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Those whom others come from.
        ("UNHAS flew 310 passengers from 80 partner organizations to Gulu.", [("transportation", 310, None)]),
        ("Ongoing food distributions reached 290 people in Gulu.", [("food distributions", 290, "ongoing")]),
        # Things of several kinds went to the same people.
        (
            "In Gulu, 42 people were assisted with soap, legal advice and medical care.",
            [("soap", 42, None), ("legal advice", 42, None), ("medical care", 42, None)],
        ),
    ],
)
def test_whom_it_reached(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "reached", "status") == expected


def test_each_figure_of_a_run_stands_alone() -> None:
    run = "210 medical checks (350 in 2021) 480 families received blankets (510 in 2021) 75 wells repaired in 2022"
    assert deeds(run, "item", "quantity", "households", "date") == [
        ("medical checks", 210, None, None),
        ("medical checks", 350, None, "2021"),
        ("blankets", None, 480, None),
        ("blankets", None, 510, "2021"),
        ("wells", 75, None, "2022"),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # One place, or those at the head of the block, are where the rest was done; several named in passing are not.
        ("The centre in Gulu opened in May. Oxfam handed out 40 tents.", None),
        ("In Gulu and Lira, rain fell all week. Oxfam handed out 40 tents.", ["Gulu", "Lira"]),
        ("The road from the market in Gulu to the camps of Lira is closed. Oxfam handed out 40 tents.", None),
    ],
)
def test_where_the_deeds_of_a_block_were_done(text: str, places: list[str] | str | None) -> None:
    assert [place for (place,) in told(activities(text), "place")][-1] == places


def test_the_days_at_the_head_are_the_period_of_the_report() -> None:
    head = "UNHCR Uganda\n\n14 - 20 July 2018\n\nFlash update\n\n"
    text = "Rain fell on 3 July, 5 July and 9 July. Since 1 May 2018, 300 nurses were trained in Gulu."
    assert told(facts(text, "Activity", head=head), "date") == [("2018-05-01/2018-07-20",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The biometric registration exercise is ongoing in Gulu.", [("biometric registration exercise", "ongoing")]),
        ("Partners started planning a joint mission to Gulu.", [("joint mission", "planned")]),
        ("A clinic with a 500 people capacity is set to be built in Gulu.", [("clinic", "planned")]),
        ("UNDP held public consultations in Gulu.", [("public consultations", None)]),
        # Nothing was done.
        ("UNDP has built working relationships with three agencies in Gulu.", []),
        ("The findings will inform the response in Gulu.", []),
        ("All staff were instructed to work from home in Gulu.", []),
        ("The station supplies water to 8,000 people in Gulu.", []),
    ],
)
def test_what_goes_on_or_is_planned(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "status") == expected


def test_those_who_hold_a_gathering_together() -> None:
    sentence = "A joint UNICEF/WFP workshop was organized in Gulu."
    assert deeds(sentence, "actor", "partner") == [("UNICEF", "WFP")]


@pytest.mark.parametrize(
    ("sentence", "partner"),
    [
        ("IOM supports the African Union and its member states.", "African Union"),
        ("In partnership at the regional level with the African Union, IOM has a new strategy.", "African Union"),
    ],
)
def test_whom_an_organisation_supports(sentence: str, partner: str) -> None:
    assert told(facts(sentence, "Partnership"), "organization", "partner") == [("IOM", partner)]


def test_no_subject_supports_nobody() -> None:
    assert not facts("A driver supporting the Logistics Cluster was hurt.", "Partnership")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # People met whom no name tells: somewhere, once, by somebody named.
        ("UNHCR met with local authorities in Gulu.", [("meeting", "coordination")]),
        ("UNHCR meets with local authorities in Gulu.", []),
        # What stands before the noun of a frame is given.
        ("Some 890 pupils were helped through the school meals program.", [("school meals program", "distribution")]),
        ("UNICEF launched a water programme in Gulu.", [("water programme", "other")]),
        # Help told with goods.
        ("Oxfam continues to support refugees in Gulu with blankets.", [("blankets", "distribution")]),
        # Checks that nobody cashes.
        ("Border checks were carried out in Gulu.", [("Border checks", "monitoring")]),
        # Those who arrive, and what a table left.
        ("Notable were 244 households arriving in Gulu.", []),
    ],
)
def test_what_is_done_with_whom(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In Gulu, 470 people were moved to 16 evacuation centres.", [(None, "relocation", None, 470)]),
        ("In Gulu, 470 people were taken to 16 evacuation centres.", [(None, "transportation", None, 470)]),
        ("In Gulu, 470 people were brought to safer areas.", [(None, "transportation", None, 470)]),
        ("In Gulu, 470 people were taken to court.", []),
        ("The fund allocated USD 4 million to 12 NGOs in Gulu.", []),
        ("UNICEF gave USD 900 to 12 groups in Gulu.", [("UNICEF", "groups", 12, None)]),
        ("UNICEF gave 300 to 400 kits to families in Gulu.", [("UNICEF", "kits", 300, None)]),
        ("Each of the 400 families received two blankets in Gulu.", [(None, "blankets", None, None)]),
        ("UNICEF pre-positioned 900 tents in Gulu.", [("UNICEF", "tents", 900, None)]),
        ("UNICEF pre-positioned 900 tents, 300 of which were used in Gulu.", [("UNICEF", "tents", 900, None)]),
    ],
)
def test_where_people_and_money_go_is_nothing_that_was_given(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "actor", "item", "quantity", "reached") == expected
