"""Deeds as operational reports list them: by section, as aims, by what reached whom, in several clauses."""

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
        # Who goes home is repatriated, by himself or by others.
        ("A bus carried 40 refugees back home from Gulu.", [("repatriation", "repatriation", 40)]),
        ("Some 300 migrants went home from Gulu.", [("repatriation", "repatriation", 300)]),
        # The words around tell of what kind a journey is.
        ("Resettlement: 9 refugees left for Canada.", [("resettlement", "resettlement", 9)]),
        (
            "UNHCR submitted 70 refugees for resettlement; 30 departed.",
            [("resettlement", "resettlement", 70), ("resettlement", "resettlement", 30)],
        ),
        ("In Gulu, 30 files of 90 people were submitted for resettlement.", [("files", "resettlement", 90)]),
        # Without such words nobody knows why they left.
        ("Some 3,000 refugees left for Kenya in May.", []),
        ("Some 300 refugees travelled to Gulu.", [("relocation", "relocation", 300)]),
    ],
)
def test_journeys_are_of_the_kind_that_is_told(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Goods that help, and those who are part of an organisation.
        ("Rent subsidies helped 460 families in Gulu.", [("Rent subsidies", "cash-assistance", None)]),
        ("The Cash Response in Gulu: In May, WFP assisted 60 people.", [("assistance", "other", "WFP")]),
        ("Mobile teams of Oxfam visited 300 families in Gulu.", [("visit", "monitoring", "Oxfam")]),
        # A course is completed by those who learn.
        ("A course in tailoring was completed by 80 women in Gulu.", [("course", "training", None)]),
        ("Training on hygiene was held for 70 teachers in Gulu.", [("Training", "training", None)]),
        # A gerund that opens a sentence as a noun.
        ("Ploughing of 80 hectares in Gulu is under way.", [("hectares", "livelihoods-support", None)]),
        ("Payment of the subsidies of 64 tutors in Gulu.", [("subsidies", "cash-assistance", None)]),
        ("Turnover of 20 shelters in Gulu by Oxfam.", [("shelters", "distribution", "Oxfam")]),
        # Staff are taught, the public is told.
        ("In Gulu, 60 nurses were oriented on triage.", [("training", "training", None)]),
        ("Sessions on feeding were held for 60 people in Gulu.", [("Sessions", "awareness-raising", None)]),
        ("Oxfam held 12 dialogues in Gulu.", [("dialogues", "awareness-raising", "Oxfam")]),
        # What people got against a disease vaccinates them.
        ("In Gulu, 640 children received the measles vaccine.", [("measles vaccine", "vaccination", None)]),
        ("Two teams attended to 90 patients in Gulu.", [("teams", "health-care", None)]),
        ("In Gulu, 39 deliveries were assisted by midwives.", [("deliveries", "health-care", None)]),
        ("Radio Wa broadcast 96 programmes in Gulu.", [("programmes", "awareness-raising", None)]),
        ("In Gulu, 57 women were referred to the hospital.", [("referral", "health-care", None)]),
        # What opens is not built, and what is about papers tells of which.
        ("UNHCR opened two help desks in Gulu.", [("help desks", "other", "UNHCR")]),
        ("UNHCR processed 90 passport applications in Gulu.", [("passport applications", "documentation", "UNHCR")]),
        ("Nine land committees were set up in Gulu.", [("land committees", "other", None)]),
        ("WFP gave grants to six ministries in Gulu.", [("grants", "other", "WFP")]),
        ("Oxfam levelled 12 roads in Gulu.", [("roads", "rehabilitation", "Oxfam")]),
        ("IOM manages 15 sites in Gulu.", [("sites", "coordination", "IOM")]),
        ("Oxfam saved 30 people in Gulu.", [("rescue", "relocation", "Oxfam")]),
        ("In Gulu, a hotline took 90 calls.", [("calls", "other", None)]),
        # Orders help nobody.
        ("On 3 May 2022, the Government of Uganda issued a decree in Gulu.", []),
    ],
)
def test_what_was_done(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "actor") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A clause about some of those who were counted before.
        (
            "Kits were given to 90 children, of whom 30 were reunited with their parents.",
            [("Kits", 90), ("reunification", 30)],
        ),
        # The second clause has a subject of its own, whatever the parser joins it to.
        ("Oxfam trained 40 nurses, and 12 tents were put up in Gulu.", [("training", 40), ("tents", None)]),
        (
            "WFP helped 90 refugees with flour, and 60 pregnant and nursing women benefited from milk.",
            [("flour", 90), ("milk", 60)],
        ),
        ("In Gulu, 300 people reached with messages; 90 kits given out.", [("messages", 300), ("kits", None)]),
        ("Oxfam gave 300 families USD 90 each for seed.", [("cash", None)]),
        # What others and ones count was told before.
        ("Oxfam repaired 40 boats and gave 12 new ones to 60 fishers.", [("boats", None), ("boats", 60)]),
        ("In Gulu, 90 consultations were made in eight clinics.", [("consultations", None)]),
        ("Clinics run with Oxfam treated 90 people in Gulu.", [("treatment", 90)]),
        ("In May, the working group convened a workshop in Gulu with 22 agencies.", [("workshop", None)]),
        ("In Gulu, 90 people had had a dose by 3 May.", [("dose", 90)]),
        ("Grants of USD 90 will be paid to 40 families beginning May 2023.", [("Grants", None)]),
    ],
)
def test_each_clause_tells_its_own(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "reached") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Next steps\n- Distribute 300 kits in Gulu\n- Build 210 houses\n- Repair of 40 wells in Gulu",
            ["planned"] * 3,
        ),
        ("Progress\n- Trained 30 nurses in Gulu\n- Repair of 40 wells in Gulu", [None, None]),
        ("Planned for August\n- Recruitment of 25 nurses in Gulu", ["planned"]),
        ("The Government is ready to issue 300 cards in Gulu.", ["planned"]),
        # What a later clause tells is not the state of the deed.
        ("UNHCR has opened two centres in Gulu, in which 90 people are living.", [None]),
        ("Some 40 kits were shipped to Gulu and will serve 900 people.", [None]),
        # A day behind the report is yet to come.
        ("A training of 30 nurses in Gulu starts on 8 April 2023.", ["planned"]),
    ],
)
def test_what_is_to_be_done_is_planned(text: str, expected: list[str | None]) -> None:
    assert [status for (status,) in told(facts(text, "Activity"), "status")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("UNHCR built two schools in Gulu and handed out 90 bags.", [("Gulu", "schools"), ("Gulu", "bags")]),
        ("UNHCR built two schools in Gulu, and handed out 90 bags.", [("Gulu", "schools"), (None, "bags")]),
        ("A workshop for the Gulu response was held in Arua.", [("Arua", "workshop")]),
    ],
)
def test_where_it_was_done(sentence: str, expected: list[tuple[str | None, str]]) -> None:
    assert deeds(sentence, "place", "item") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "As harvests boosted food supplies in Gulu in May, prices fell.",
        "According to data collected by Oxfam in May 2022 in Gulu, prices fell.",
        "In Gulu, schools are sheltering 40 displaced families.",
        "In Gulu, 90 students finished it.",
    ],
)
def test_what_nobody_did_is_no_deed(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oxfam repaired six women's centres in Gulu.", None),
        ("Oxfam trained 60 members of water committees in Gulu.", None),
        ("Oxfam trained 60 registration clerks in Gulu.", "staff"),
        ("Kits were given to 60 children below five in Gulu.", "children"),
    ],
)
def test_whom_it_was_for(sentence: str, expected: str | None) -> None:
    assert deeds(sentence, "population") == [(expected,)]


def test_the_partner_of_those_who_tell_acts_with_them() -> None:
    found = deeds("Oxfam, our partner, trained 40 nurses in Gulu.", "actor", "partner")
    assert found == [("Oxfam", "UNHCR")]


def test_a_counted_title_over_text_heads_a_part() -> None:
    text = "It rained for days.\n\n3. Education\nIn Gulu, 30 tents were given to the schools of the town in May 2022.\n"
    assert told(facts(text, "Activity"), "item", "sector") == [("tents", "education")]


def test_a_title_above_an_output_of_a_log_frame_is_a_heading() -> None:
    text = "It rained for days.\n\nHealth and care\nOutput 2.1: Clinics work\n- 30 tents were given to clinics.\n"
    assert told(facts(text, "Activity"), "item", "sector") == [("tents", "health")]
