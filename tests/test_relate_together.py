"""Deeds told together, begun and ended, gone back to by a pronoun, and told by main clauses of named bodies."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "MSF provided medical consultations and vaccinations to 300 refugees in Gulu.",
            [
                act(
                    "medical consultations",
                    "health-care",
                    actor="Médecins Sans Frontières",
                    place="Gulu",
                    reached=300,
                    population="refugees",
                ),
                act(
                    "vaccinations",
                    "vaccination",
                    actor="Médecins Sans Frontières",
                    place="Gulu",
                    reached=300,
                    population="refugees",
                ),
            ],
        ),
        (
            "In Gulu, 40 refugees were provided with temporary accommodation and legal assistance.",
            [
                act("temporary accommodation", "reception", place="Gulu", reached=40, population="refugees"),
                act("legal assistance", "legal-assistance", place="Gulu", reached=40, population="refugees"),
            ],
        ),
        (
            "Some 300 families received food assistance and psychosocial support in Gulu.",
            [
                act("food assistance", "distribution", place="Gulu", households=300),
                act("psychosocial support", "psychosocial-care", place="Gulu", households=300),
            ],
        ),
        (
            "UNICEF trained and deployed 150 volunteers in Gulu.",
            [
                act("training", "training", actor="UNICEF", place="Gulu", reached=150, population="staff"),
                act("volunteers", "other", actor="UNICEF", place="Gulu", quantity=150),
            ],
        ),
        (
            "Partners registered and vaccinated 300 children in Gulu.",
            [
                act("registration", "registration", place="Gulu", reached=300, population="children"),
                act("vaccination", "vaccination", place="Gulu", reached=300, population="children"),
            ],
        ),
        (
            "UNICEF issued and distributed 300 cards in Gulu.",
            [act("cards", "documentation", actor="UNICEF", place="Gulu", quantity=300)],
        ),
        (
            "UNICEF provided medical supplies and cash grants to 200 families in Gulu.",
            [
                act("medical supplies", "distribution", actor="UNICEF", place="Gulu", households=200),
                act("cash grants", "cash-assistance", actor="UNICEF", place="Gulu", households=200),
            ],
        ),
    ],
)
def test_deeds_told_together_serve_the_same_people(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Oxfam selected 20 children and provided them with uniforms.",
            [
                act("children", "other", actor="Oxfam", reached=20, population="children"),
                act("uniforms", "distribution", actor="Oxfam", reached=20, population="children"),
            ],
        ),
        (
            "UNHCR identified 30 families and relocated them to Gulu.",
            [
                act("identification", "registration", actor="UNHCR", households=30),
                act("relocation", "relocation", actor="UNHCR", place="Gulu", households=30),
            ],
        ),
        (
            "Save the Children registered 40 children and gave psychosocial support to them.",
            [
                act("registration", "registration", actor="Save the Children", reached=40, population="children"),
                act("psychosocial support", "psychosocial-care", reached=40, population="children"),
            ],
        ),
    ],
)
def test_a_pronoun_goes_back_to_those_of_the_verb_before(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Cash distribution to refugee families concluded on 31 May in Gulu.",
            [act("Cash distribution", "cash-assistance", place="Gulu", date="2022-05-31", population="refugees")],
        ),
        (
            "The registration of refugees in Gulu ended on 3 June.",
            [act("registration", "registration", place="Gulu", date="2022-06-03", population="refugees")],
        ),
        (
            "A vaccination campaign kicked off in Gulu on 3 June.",
            [act("vaccination campaign", "vaccination", place="Gulu", date="2022-06-03")],
        ),
        (
            "UNHCR stepped up its border monitoring in Gulu.",
            [act("border monitoring", "monitoring", actor="UNHCR", place="Gulu")],
        ),
        (
            "UNICEF has started distributing hygiene kits in Gulu.",
            [act("hygiene kits", "distribution", actor="UNICEF", place="Gulu", status="ongoing")],
        ),
        (
            "A joint needs assessment is expected to proceed on 19 July 2022 in Gulu.",
            [act("joint needs assessment", "monitoring", place="Gulu", date="2022-07-19", status="planned")],
        ),
        ("The fighting ended on 3 June in Gulu.", []),
        ("UNDP concluded three agreements in Gulu.", []),
        ("The report focuses on Gulu and Kitgum.", []),
    ],
)
def test_verbs_of_its_course_tell_an_event(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In collaboration with OCHA, REACH supported a risk analysis in Gulu.",
            [act("risk analysis", "monitoring", actor="REACH", partner="OCHA", place="Gulu")],
        ),
        (
            "The Ministry of Health endorsed the guidelines on 3 June 2022.",
            [act("guidelines", "other", actor="Ministry of Health", date="2022-06-03")],
        ),
        (
            "WFP activated the Logistics Cluster in Gulu.",
            [act("Logistics Cluster", "coordination", actor="WFP", place="Gulu")],
        ),
        ("IOM has launched a project in Gulu.", [act("project", "other", actor="IOM", place="Gulu")]),
        (
            "The French Red Cross will implement its project for 12 months in Gulu.",
            [act("project", "other", actor="French Red Cross", place="Gulu", status="planned")],
        ),
        (
            "WFP's sub-office in Gulu provided food to displaced families.",
            [act("food", "distribution", actor="WFP", place="Gulu", population="idps")],
        ),
        ("UNDP strengthened its partnership with the authorities in Gulu.", []),
        ("The Ministry of Trade issued a ban in Gulu on 3 June 2022.", []),
        ("UNHCR undertook new initiatives in Gulu.", []),
    ],
)
def test_main_clauses_of_named_bodies_need_no_known_object(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNHCR attended a meeting organised by OCHA in Gulu.",
            [act("meeting", "coordination", actor="OCHA", partner="UNHCR", place="Gulu")],
        ),
        (
            "WFP took part in a workshop convened by the Ministry of Health in Gulu.",
            [act("workshop", "coordination", actor="Ministry of Health", partner="WFP", place="Gulu")],
        ),
        (
            "Talks between UNHCR and the Ministry of Health were held in Gulu on 3 May 2022.",
            [
                act(
                    "discussions",
                    "coordination",
                    partner=["UNHCR", "Ministry of Health"],
                    place="Gulu",
                    date="2022-05-03",
                )
            ],
        ),
        (
            "UNICEF held discussions with the Ministry of Education in Gulu.",
            [act("discussions", "coordination", actor="UNICEF", partner="Ministry of Education", place="Gulu")],
        ),
    ],
)
def test_who_comes_to_what_others_hold_takes_part(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Oxfam repaired three wells in Gulu. In addition, a pump was installed in Kitgum.",
            [
                act("wells", "rehabilitation", actor="Oxfam", place="Gulu", quantity=3),
                act("pump", "construction", actor="Oxfam", place="Kitgum"),
            ],
        ),
        (
            "UNHCR built two clinics in Gulu. It also distributed 300 kits in Kitgum.",
            [
                act("clinics", "construction", actor="UNHCR", place="Gulu", quantity=2),
                act("kits", "distribution", actor="UNHCR", place="Kitgum", quantity=300),
            ],
        ),
        (
            "Oxfam repaired three wells in Gulu. Two latrines were built in Kitgum.",
            [
                act("wells", "rehabilitation", actor="Oxfam", place="Gulu", quantity=3),
                act("latrines", "construction", place="Kitgum", quantity=2),
            ],
        ),
    ],
)
def test_a_sentence_that_goes_on_has_the_actor_before(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The storm left 2,000 households in Gulu with restricted access to water supply.", []),
        ("Some 705 families have arrived in Gulu; 250 families have been displaced within Kitgum.", []),
        (
            "UNHCR gave 300 families access to water in Gulu.",
            [act("water", "distribution", actor="UNHCR", place="Gulu", households=300)],
        ),
    ],
)
def test_what_some_may_use_nobody_gave_them(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In May 2022, 2,300 people received food assistance, while 1,800 were reached in June 2022.",
            [
                act("food assistance", "distribution", date="2022-05", reached=2300),
                act("food assistance", "distribution", date="2022-06", reached=1800),
            ],
        ),
        (
            "USD 16,000 were distributed on cash-based interventions in support of 3,000 refugees in Gulu.",
            [act("cash-based interventions", "cash-assistance", place="Gulu", reached=3000, population="refugees")],
        ),
        (
            "Some 5,160 rations for about 25,800 refugees are planned to be distributed in Gulu.",
            [
                act(
                    "rations",
                    "distribution",
                    place="Gulu",
                    status="planned",
                    quantity=5160,
                    reached=25800,
                    population="refugees",
                )
            ],
        ),
    ],
)
def test_amounts_and_more_people_have_what_was_given(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNDP supported the Ministry of Health in developing a contingency plan for Gulu.",
            [act("contingency plan", "other", actor="UNDP", partner="Ministry of Health", place="Gulu")],
        ),
        (
            "WHO helped the Ministry of Health to set up a laboratory in Gulu.",
            [act("laboratory", "construction", actor="WHO", partner="Ministry of Health", place="Gulu")],
        ),
        (
            "UNHCR is supporting the Ministry of Health in Gulu through the rehabilitation of clinics.",
            [
                act(
                    "clinics",
                    "rehabilitation",
                    actor="UNHCR",
                    partner="Ministry of Health",
                    place="Gulu",
                    status="ongoing",
                )
            ],
        ),
        (
            "UNICEF gave financial support to the Ministry of Education in Gulu.",
            [
                act(
                    "financial support",
                    "other",
                    actor="UNICEF",
                    partner="Ministry of Education",
                    place="Gulu",
                )
            ],
        ),
    ],
)
def test_bodies_that_are_helped_take_part_in_what_is_done(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Data were collected by Oxfam between 3 and 20 June 2022 in Gulu.",
            [act("data collection", "monitoring", actor="Oxfam", place="Gulu", date="2022-06-03/2022-06-20")],
        ),
        (
            "UNHAS operated its first direct flight between Gulu and Kitgum in May 2022.",
            [act("first direct flight", "other", actor="UNHAS", place=["Gulu", "Kitgum"], date="2022-05")],
        ),
        (
            "The Kenya Red Cross launched an emergency operation with support from IFRC in Gulu.",
            [act("emergency operation", "other", actor="Kenya Red Cross Society", partner="IFRC", place="Gulu")],
        ),
        ("Troops conducted an operation in Gulu.", []),
        ("The next report will be released on 11 March 2022.", []),
        (
            "Some 468,000 doses are anticipated to arrive in Gulu in July 2022.",
            [act("doses", "distribution", place="Gulu", date="2022-07", status="planned", quantity=468000)],
        ),
    ],
)
def test_data_flights_and_campaigns_tell_a_deed(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Three schools in Gulu received 300 desks from UNICEF.",
            [act("desks", "distribution", actor="UNICEF", place="Gulu", quantity=300)],
        ),
        (
            "The Ministry of Health received 40 ventilators from WHO in Gulu.",
            [act("ventilators", "distribution", actor="WHO", place="Gulu", quantity=40)],
        ),
        (
            "Health facilities in Gulu received medical kits from UNICEF in May 2022.",
            [act("medical kits", "distribution", actor="UNICEF", place="Gulu", date="2022-05")],
        ),
        (
            "UNICEF deployed 30 volunteers to Gulu.",
            [act("volunteers", "other", actor="UNICEF", place="Gulu", quantity=30)],
        ),
        (
            "UNHCR provided cash to 1,299 displaced families in Gulu and 514 families in Kitgum.",
            [
                act("cash", "cash-assistance", actor="UNHCR", place="Gulu", households=1299, population="idps"),
                act("cash", "cash-assistance", actor="UNHCR", place="Kitgum", households=514, population="idps"),
            ],
        ),
    ],
)
def test_who_gave_what_others_received_acts(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        (
            "Oxfam has long-standing partnerships with CARE and the Uganda Red Cross Society.",
            {"CARE International", "Uganda Red Cross Society"},
        ),
        (
            "UNHCR takes part in several mechanisms such as the UN Country Team and the Cash Working Group.",
            {"UN Country Team", "Cash Working Group"},
        ),
    ],
)
def test_partnerships_and_bodies_are_told_behind_their_kind(sentence: str, partners: set[str]) -> None:
    assert {partner for (partner,) in told(facts(sentence, "Partnership"), "partner")} == partners
