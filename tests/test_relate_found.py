"""Deeds that are told aside: by what an assessment found, by what a mission was for, by those who took part in them."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, annotator, facts
from spacy.tokens import Doc

from kg.nlp.attachments import mend_attachments


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A joint assessment by UNHCR and WFP in Gulu found that water is scarce.",
            [act("joint assessment", "monitoring", actor="UNHCR", partner="WFP", place="Gulu")],
        ),
        (
            "An assessment mission to Gulu and Arua found an urgent need for doctors in June 2022.",
            [act("assessment mission", "monitoring", place=["Gulu", "Arua"], date="2022-06")],
        ),
        ("The assessment showed that the road to Gulu had been cut.", []),
        ("An assessment in Gulu finds water scarce every year.", []),
    ],
)
def test_an_assessment_is_done_where_it_found_something(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On 26 May 2022, two UNHCR teams carried out a mission to Gulu to assess protection needs.",
            [act("mission", "monitoring", actor="UNHCR", place="Gulu", date="2022-05-26")],
        ),
        (
            "A joint UNHCR and WFP mission travelled to Gulu to assess the damage.",
            [act("assessment", "monitoring", actor="UNHCR", partner="WFP", place="Gulu")],
        ),
        ("Refugees returned to Gulu to assess the damage.", []),
        ("UNHCR will travel to Gulu to assess the damage.", []),
    ],
)
def test_the_aim_of_a_mission_tells_what_it_was(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Three agencies set up a clinic in Gulu.",
            [act("clinic", "construction", place="Gulu")],
        ),
        ("300 latrines set up in Gulu.", [act("latrines", "construction", quantity=300, place="Gulu")]),
        (
            "In Gulu, 5,992 people participated in 762 group sessions.",
            [act("group sessions", "other", quantity=762, reached=5992, place="Gulu")],
        ),
        (
            "A total of 35 trucks were sent from Arua to Gulu.",
            [act("trucks", "distribution", quantity=35, place=["Arua", "Gulu"])],
        ),
        (
            "UNICEF handed out 2000 posters and 2000 leaflets in Gulu.",
            [
                act("posters", "awareness-raising", quantity=2000, actor="UNICEF", place="Gulu"),
                act("leaflets", "awareness-raising", quantity=2000, actor="UNICEF", place="Gulu"),
            ],
        ),
        (
            "WFP has started a food distribution for 5,000 refugees and partners are planning to help.",
            [
                act(
                    "food distribution",
                    "distribution",
                    reached=5000,
                    population="refugees",
                    actor="WFP",
                    status="ongoing",
                )
            ],
        ),
        (
            "At the border, screening at crossing points in Arua and Moyo was conducted.",
            [act("screening", "health-care", place=["Arua", "Moyo"])],
        ),
        (
            "UNHCR gave out blankets to 300 people in Gulu in coordination with other efforts.",
            [act("blankets", "distribution", reached=300, actor="UNHCR", place="Gulu")],
        ),
        (
            "In Gulu, UNHCR provides blankets (NFIs) and medical care.",
            [
                act("blankets", "distribution", actor="UNHCR", place="Gulu"),
                act("medical care", "health-care", actor="UNHCR", place="Gulu"),
            ],
        ),
    ],
)
def test_what_was_done_is_told_by_its_own_number(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


def test_a_clause_hangs_on_the_noun_of_its_number() -> None:
    doc = Doc(
        annotator().nlp.vocab,
        "CARE saw women in the camp who were ill and grain of traders that was old".split(),
        heads=[1, 1, 1, 2, 5, 3, 7, 5, 7, 2, 2, 10, 11, 14, 12, 14],
        deps="nsubj ROOT dobj prep det pobj nsubj relcl acomp cc conj prep pobj nsubj relcl acomp".split(),
        tags="NNP VBD NNS IN DT NN WP VBD JJ CC NN IN NNS WDT VBD JJ".split(),
    )
    mended = mend_attachments(doc)
    assert (mended[7].head.text, mended[14].head.text) == ("women", "grain")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Awareness sessions on land rights held in Gulu and Arua.",
            [act("Awareness sessions", "awareness-raising", place=["Gulu", "Arua"])],
        ),
        (
            "Training on birth registration organised in Gulu and Arua.",
            [act("training", "training", place=["Gulu", "Arua"])],
        ),
        ("The rights of refugees held in Gulu are unclear.", []),
    ],
)
def test_what_was_held_is_the_gathering_not_its_topic(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "CARE helped 125 children in Gulu. These children also benefited from counselling.",
            ("counselling", "psychosocial-care", 125),
        ),
        (
            "CARE repatriated 164 refugees to Kenya. All of these refugees received cash assistance.",
            ("cash assistance", "cash-assistance", 164),
        ),
    ],
)
def test_these_people_are_those_counted_before(sentence: str, expected: tuple[str, str, int]) -> None:
    last = activities(sentence)[-1]
    assert (last["item"], last["activityType"], last["reached"]) == expected


def test_people_in_general_are_not_those_counted_before() -> None:
    assert len(activities("CARE helped 40 families in Gulu. Families received blankets.")) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Eighty-two women were taken to Gulu hospital by ambulance.",
            [act("transportation", "relocation", reached=82, population="women", place="Gulu")],
        ),
        (
            "In Gulu, 143 graduates were placed with employers.",
            [act("placement", "other", reached=143, place="Gulu")],
        ),
        (
            "In Gulu, 3,115 masons went through a seven-day course.",
            [act("seven-day course", "training", reached=3115, place="Gulu")],
        ),
        (
            "Five water points came into service in Gulu.",
            [act("water points", "construction", quantity=5, place="Gulu")],
        ),
        (
            "The registration activity included 2,500 refugees living in Gulu.",
            [act("registration activity", "registration", reached=2500, population="refugees", place="Gulu")],
        ),
        (
            "WFP gave cash grants to 300 families and tents to 40 families in Gulu.",
            [
                act("cash grants", "cash-assistance", households=300, actor="WFP", place="Gulu"),
                act("tents", "distribution", households=40, actor="WFP", place="Gulu"),
            ],
        ),
    ],
)
def test_verbs_beside_what_tells_their_meaning(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


def test_a_part_of_people_that_got_more_is_told_by_itself() -> None:
    found = activities("WFP assisted 37,837 pupils in Gulu, including 3,510 girls who received take-home rations.")
    assert [(f["item"], f["reached"]) for f in found] == [("assistance", 37837), ("take-home rations", 3510)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gulu is home to 13,000 refugees, 4,000 IDPs and 300 returnees.", [13000, 4000, 300]),
        ("A total of 65,800 people are sheltering in 52 schools in Gulu.", [65800]),
        ("A total of 300 people were sheltered by CARE in Gulu.", []),
    ],
)
def test_people_in_a_place_are_counted_in_lists_and_totals(sentence: str, expected: list[int]) -> None:
    assert [fact["value"] for fact in facts(sentence, "PopulationFigure")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Repair works in Gulu have begun.",
            [act("Repair works", "rehabilitation", place="Gulu", status="ongoing")],
        ),
        ("Staff work in Gulu has improved.", []),
    ],
)
def test_works_before_a_verb_are_its_subject(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected
