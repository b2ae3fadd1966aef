"""Deeds in running prose: brackets and glued numbers, lists of goods, what is launched, and what is no deed."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNICEF reached 1,200 (60%) girls and 800 (40%) boys with kits in Gulu.",
            [
                act("kits", "distribution", actor="UNICEF", place="Gulu", girls=1200, boys=800),
            ],
        ),
        (
            "WFP assisted 64,210 (93 per cent of the plan) people in Torit with 30 tons of food.",
            [
                act("tons of food", "distribution", actor="WFP", place="Torit", quantity=30, reached=64210),
            ],
        ),
        (
            "UNICEF distributed a total of 12 (twelve) pumps in Gulu.",
            [
                act("pumps", "distribution", actor="UNICEF", place="Gulu", quantity=12),
            ],
        ),
        (
            "IOM trained 40 (22 women and 18 men) teachers in Gulu.",
            [
                act(
                    "training", "training", actor="IOM", place="Gulu", reached=40, women=22, men=18, population="staff"
                ),
            ],
        ),
        (
            "By May, 15 (75%) of the 20 wells were repaired in Gulu.",
            [
                act("wells", "rehabilitation", place="Gulu", date="2022-05", quantity=15),
            ],
        ),
        (
            "By May, 75% of the 20 wells were repaired in Gulu.",
            [],
        ),
        (
            "IOM delivered 18x tents in Gulu.",
            [
                act("tents", "distribution", actor="IOM", place="Gulu", quantity=18),
            ],
        ),
        (
            "IOM gave 400blankets to 200families in Gulu.",
            [
                act("blankets", "distribution", actor="IOM", place="Gulu", quantity=400, households=200),
            ],
        ),
        (
            "Oxfam dispatched 1,500 ready-to-eat rations to IDPs in Hama.",
            [
                act(
                    "ready-to-eat rations",
                    "distribution",
                    actor="Oxfam",
                    place="Hama",
                    quantity=1500,
                    population="idps",
                ),
            ],
        ),
        (
            "A total of 8,400 individuals from 1,700 families received food in Kitgum.",
            [
                act("food", "distribution", place="Kitgum", reached=8400, households=1700),
            ],
        ),
        (
            "7,200 people in 1,150 households were sensitized on hygiene in Kitgum.",
            [
                act("awareness-raising", "awareness-raising", place="Kitgum", reached=7200, households=1150),
            ],
        ),
        (
            "In May 2022, 41,000 people were vaccinated in Gulu, in addition to 9,000 people in Kitgum.",
            [
                act("vaccination", "vaccination", place="Gulu", date="2022-05", reached=41000),
                act("vaccination", "vaccination", place="Kitgum", date="2022-05", reached=9000),
            ],
        ),
        (
            "WFP distributed 300 tons of food in Gulu, in addition to 40 tons of salt in Kitgum.",
            [
                act("tons of food", "distribution", actor="WFP", place="Gulu", quantity=300),
                act("tons of salt", "distribution", actor="WFP", place="Kitgum", quantity=40),
            ],
        ),
    ],
)
def test_what_a_number_counts_is_found_behind_brackets_and_signs(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On 4 March, UNDP launched a digital registration project for traders in Kisumu.",
            [
                act("digital registration project", "registration", actor="UNDP", place="Kisumu", date="2022-03-04"),
            ],
        ),
        (
            "In May 2022, the Ministry of Youth launched the Green Jobs initiative with UNESCO and UNIDO in Kumasi.",
            [
                act(
                    "Green Jobs initiative",
                    "other",
                    actor="Ministry of Youth",
                    partner=["UNESCO", "UNIDO"],
                    place="Kumasi",
                    date="2022-05",
                ),
            ],
        ),
        (
            "UNFPA established a hotline in Beira in 2019.",
            [
                act("hotline", "other", actor="UNFPA", place="Beira", date="2019"),
            ],
        ),
        (
            "New safety procedures have been put in place in Gulu.",
            [
                act("New safety procedures", "other", place="Gulu"),
            ],
        ),
        (
            "WHO deployed rapid response teams in Gulu in May.",
            [
                act("rapid response teams", "other", actor="WHO", place="Gulu", date="2022-05"),
            ],
        ),
        (
            "Returnees received blankets in Gulu in May.",
            [
                act("blankets", "distribution", place="Gulu", date="2022-05", population="returnees"),
            ],
        ),
        (
            "UNICEF delivered vaccines, syringes and cold boxes to all 18 districts of the country.",
            [
                act("vaccines, syringes and cold boxes", "distribution", actor="UNICEF", place="Uganda"),
            ],
        ),
        (
            "On 6 June, the Red Crescent distributed tents, soap and cash grants to 320 families in Hama.",
            [
                act(
                    "tents, soap", "distribution", actor="Red Crescent", place="Hama", date="2022-06-06", households=320
                ),
                act(
                    "cash grants",
                    "cash-assistance",
                    actor="Red Crescent",
                    place="Hama",
                    date="2022-06-06",
                    households=320,
                ),
            ],
        ),
        (
            "Oxfam provided initial support in food and blankets to 1,400 households in Gulu.",
            [
                act("food and blankets", "distribution", actor="Oxfam", place="Gulu", households=1400),
            ],
        ),
        (
            "4,100 people were reached by radio messages in Gulu.",
            [
                act("radio messages", "awareness-raising", place="Gulu", reached=4100),
            ],
        ),
        (
            "Volunteers chlorinated 800,000 litres of water in Gulu.",
            [
                act("litres of water", "other", place="Gulu", quantity=800000),
            ],
        ),
        (
            "IOM assisted 900 migrants through the repair of shelters in Gulu.",
            [
                act("shelters", "rehabilitation", actor="IOM", place="Gulu", reached=900, population="migrants"),
            ],
        ),
        (
            "UNICEF is organising a distribution of blankets and the construction of a borehole in Gulu.",
            [
                act("blankets", "distribution", actor="UNICEF", place="Gulu", status="ongoing"),
                act("borehole", "construction", actor="UNICEF", place="Gulu", status="ongoing"),
            ],
        ),
        (
            "Oxfam dispatched 900 kits to returnees in Hama, and another 2,100 kits are planned to be distributed.",
            [
                act("kits", "distribution", actor="Oxfam", place="Hama", quantity=900, population="returnees"),
                act("kits", "distribution", status="planned", quantity=2100),
            ],
        ),
        (
            "UNHCR expanded the reception centre in Gulu on 4 May.",
            [
                act("reception centre", "rehabilitation", actor="UNHCR", place="Gulu", date="2022-05-04"),
            ],
        ),
        (
            "The mayor has promised to provide 200 blankets in Gulu.",
            [
                act("blankets", "distribution", place="Gulu", status="planned", quantity=200),
            ],
        ),
    ],
)
def test_deeds_without_numbers_and_lists_of_goods_are_read(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On 3 May, the Border Commission held a training session with UNHCR support in Gulu.",
            [
                act(
                    "training session",
                    "training",
                    actor="Border Commission",
                    partner="UNHCR",
                    place="Gulu",
                    date="2022-05-03",
                ),
            ],
        ),
        (
            "With UNDP funding, Oxfam built 12 classrooms in Gulu.",
            [
                act("classrooms", "construction", actor="Oxfam", funder="UNDP", place="Gulu", quantity=12),
            ],
        ),
        (
            "A local partner of WFP and UNICEF is conducting a rapid assessment in Gulu.",
            [
                act("rapid assessment", "monitoring", partner=["WFP", "UNICEF"], place="Gulu", status="ongoing"),
            ],
        ),
        (
            "OCHA reports that Oxfam repaired 12 wells in Gulu.",
            [
                act("wells", "rehabilitation", actor="Oxfam", place="Gulu", quantity=12),
            ],
        ),
        (
            "The Ministry of Health reported that 5,100 refugees had received tents.",
            [
                act("tents", "distribution", reached=5100, population="refugees"),
            ],
        ),
        (
            "UNHCR said that it had distributed 300 tents in Gulu.",
            [
                act("tents", "distribution", actor="UNHCR", place="Gulu", quantity=300),
            ],
        ),
        (
            "UNHCR Honduras delivered 40 tablets to schools.",
            [
                act("tablets", "distribution", actor="UNHCR", place="Honduras", quantity=40),
            ],
        ),
        (
            "Trainings of midwives were organised all over the country.",
            [
                act("Trainings", "training", place="Uganda", population="staff"),
            ],
        ),
        (
            "Fighting went on in Gulu, with civilian casualties. Some 4,100 people received food during the week.",
            [
                act("food", "distribution", reached=4100),
            ],
        ),
    ],
)
def test_who_helped_and_where_is_told_from_who_reports_it(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It took the country 40 days to reach the 50,000 mark.",
        "Prices of maize reached 300 shillings in Gulu.",
        "The drought is deepening poverty in Gulu.",
        "People who do not have an identity document issued by the Government are stranded in Gulu.",
        "It is unlikely that 300 tents will be delivered in Gulu.",
        "There is an urgent need for training for 300 nurses in Gulu.",
        "The Government implemented a cap of 600 citizens who could enter daily in Gulu.",
        "Markets in Gulu are assessed every month.",
        "UNHCR works with over 70 partners in Gulu and supports states to implement plans.",
        "The overview provides a qualitative assessment of rumours across the country.",
        "Oxfam trained two wardens per site in Gulu.",
        "UNHCR adopted a two-fold strategy in Gulu.",
        "Landslides were assessed to have affected 90 households in Gulu.",
    ],
)
def test_levels_wants_and_estimates_are_no_deeds(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Of the 4,633 children under five screened in Gulu, 113 children suffered from severe malnutrition.",
            [
                act("screening", "health-care", place="Gulu", reached=4633, population="children"),
            ],
        ),
        (
            "IOM trained 33 aid workers from nine organisations on safety in Gulu.",
            [
                act("training", "training", actor="IOM", place="Gulu", reached=33, population="staff"),
            ],
        ),
        (
            "A ship transported 48 men from Aden to Djibouti, where they were received by IOM staff.",
            [
                act("transportation", "relocation", place=["Aden", "Djibouti"], reached=48, population="men"),
            ],
        ),
        (
            "Surveys will be conducted in the ten regions of the country from October to December 2022.",
            [
                act("Surveys", "monitoring", place="Uganda", date="2022-10-01/2022-12-31", status="planned"),
            ],
        ),
        (
            "UNICEF delivered vaccines and syringes to all 34 provinces.",
            [
                act("vaccines and syringes", "distribution", actor="UNICEF", place="Uganda"),
            ],
        ),
        (
            "UNICEF conducted a 3-day mission in Gulu.",
            [
                act("3-day mission", "other", actor="UNICEF", place="Gulu"),
            ],
        ),
        (
            "Needs assessments of some 3,500 people affected by conflict are ongoing in Gulu.",
            [
                act("Needs assessments", "monitoring", place="Gulu", reached=3500, status="ongoing"),
            ],
        ),
        (
            "The month saw the voluntary repatriation of refugees from Rwanda.",
            [
                act("voluntary repatriation", "repatriation", place="Rwanda", population="refugees"),
            ],
        ),
        (
            "Volunteers disinfected 261 dump sites, 785 latrines and 1,088 households in Gulu.",
            [
                act("dump sites", "other", place="Gulu", quantity=261),
                act("latrines", "other", place="Gulu", quantity=785),
                act("households", "other", place="Gulu", quantity=1088),
            ],
        ),
        (
            "Pillar 6: 44 doctors have been trained in Gulu.",
            [
                act("training", "training", place="Gulu", reached=44, population="staff"),
            ],
        ),
        (
            "The Food Assistance Response in priority areas: In May 2022, WFP assisted 263,000 people in Gulu.",
            [
                act("assistance", "other", actor="WFP", place="Gulu", date="2022-05", reached=263000),
            ],
        ),
        (
            "Oxfam is providing trainings and supporting the production of 300 masks in Gulu.",
            [
                act("trainings", "training", actor="Oxfam", place="Gulu", status="ongoing"),
                act("masks", "distribution", actor="Oxfam", place="Gulu", status="ongoing", quantity=300),
            ],
        ),
        (
            "IOM assisted more than 600 migrants through the improvement of shelters in Gulu.",
            [
                act("shelters", "other", actor="IOM", place="Gulu", reached=600, population="migrants"),
            ],
        ),
        (
            "Oxfam has deployed more staff in Gulu.",
            [
                act("more staff", "other", actor="Oxfam", place="Gulu"),
            ],
        ),
        (
            "Oxfam has resumed its water services in Gulu.",
            [
                act("water services", "other", actor="Oxfam", place="Gulu"),
            ],
        ),
        (
            "Oxfam provided hundreds of pieces of soap in Gulu.",
            [
                act("soap", "distribution", actor="Oxfam", place="Gulu"),
            ],
        ),
        (
            "The training, led by the Ministry of Health and attended by 64 nurses (21 women), took place in Gulu.",
            [
                act(
                    "training",
                    "training",
                    actor="Ministry of Health",
                    place="Gulu",
                    reached=64,
                    women=21,
                    population="staff",
                ),
            ],
        ),
        (
            "By building 14 learning spaces, Oxfam helped 3,100 children in Gulu.",
            [
                act("learning spaces", "construction", actor="Oxfam", place="Gulu", quantity=14),
                act("assistance", "other", actor="Oxfam", place="Gulu", reached=3100, population="children"),
            ],
        ),
        (
            "Oxfam repaired 18 kilometres of irrigation canals in Gulu.",
            [
                act("kilometres of irrigation canals", "rehabilitation", actor="Oxfam", place="Gulu", quantity=18),
            ],
        ),
        (
            "Six teams of health workers visited 4,800 homes in Gulu.",
            [
                act("homes", "monitoring", place="Gulu", quantity=4800),
            ],
        ),
        (
            "The project, implemented by Oxfam and funded by Irish Aid, aims to reach 12,000 people in Gulu.",
            [
                act(
                    "project", "other", actor="Oxfam", funder="Irish Aid", place="Gulu", status="planned", reached=12000
                ),
            ],
        ),
        (
            "Children in three schools in Gulu received 1,800 exercise books.",
            [
                act("exercise books", "distribution", place="Gulu", quantity=1800, population="children"),
            ],
        ),
    ],
)
def test_a_deed_keeps_to_its_own_clause_and_words(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected
