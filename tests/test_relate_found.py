"""Deeds that are told aside: by what an assessment found, by what a mission was for, by those who took part in them."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, annotator
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
            "WFP has started a food distribution for 5,000 refugees and partners plan to expand their response.",
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
