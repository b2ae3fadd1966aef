"""What was done and delivered, to whom and how much, out of sentences of many makes."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Oxfam trained 45 teachers in Nairobi.",
            act("training", "training", reached=45, population="staff", actor="Oxfam", place="Nairobi"),
        ),
        (
            "In May 2022, 1,250 children were vaccinated against measles in Juba.",
            act("vaccination", "vaccination", reached=1250, population="children", place="Juba", date="2022-05"),
        ),
        (
            "Medair vaccinated 3,400 children under five in Malakal.",
            act("vaccination", "vaccination", reached=3400, population="children", actor="Medair", place="Malakal"),
        ),
        (
            "A total of 320 refugees were resettled to Canada in June 2022.",
            act("resettlement", "resettlement", reached=320, population="refugees", place="Canada", date="2022-06"),
        ),
        (
            "IOM registered 2,310 migrants in Agadez.",
            act("registration", "registration", reached=2310, population="migrants", actor="IOM", place="Agadez"),
        ),
        (
            "UNICEF enrolled 610 children in Kampala.",
            act("enrolment", "education-support", reached=610, population="children", actor="UNICEF", place="Kampala"),
        ),
        (
            "Some 96 refugees were repatriated to Burundi on 4 May 2022.",
            act("repatriation", "repatriation", reached=96, population="refugees", place="Burundi", date="2022-05-04"),
        ),
        (
            "Counsellors supported 73 survivors of gender-based violence in Mbarara.",
            act("assistance", "other", reached=73, population="survivors-of-gbv", place="Mbarara"),
        ),
        (
            "WFP distributed 4,500 food parcels to 900 households in Kaabong.",
            act("food parcels", "distribution", quantity=4500, households=900, actor="WFP", place="Kaabong"),
        ),
        (
            "Some 430 women were provided with dignity kits in Beira.",
            act("dignity kits", "distribution", reached=430, population="women", place="Beira"),
        ),
        (
            "Save the Children provided 700 pupils with school kits in Kabul.",
            act(
                "school kits",
                "distribution",
                reached=700,
                population="students",
                actor="Save the Children",
                place="Kabul",
            ),
        ),
        (
            "In Bogotá, 58 families were given vouchers.",
            act("vouchers", "cash-assistance", households=58, place="Bogotá"),
        ),
        (
            "Norwegian Refugee Council built 24 classrooms in Maiduguri.",
            act("classrooms", "construction", quantity=24, actor="Norwegian Refugee Council", place="Maiduguri"),
        ),
        (
            "Twelve latrines were constructed in Adjumani.",
            act("latrines", "construction", quantity=12, place="Adjumani"),
        ),
        ("Two water tanks were installed in Zaatari.", act("water tanks", "construction", quantity=2, place="Zaatari")),
        (
            "Oxfam repaired 14 boreholes in Kitgum.",
            act("boreholes", "rehabilitation", quantity=14, actor="Oxfam", place="Kitgum"),
        ),
        (
            "Construction of three health posts in Gulu was completed in April 2022.",
            act("health posts", "construction", quantity=3, place="Gulu", date="2022-04"),
        ),
        (
            "UN-Habitat rehabilitated 52 houses in Mosul.",
            act("houses", "rehabilitation", quantity=52, actor="UN-Habitat", place="Mosul"),
        ),
        ("In Gulu, 18 committees were established.", act("committees", "other", quantity=18, place="Gulu")),
        (
            "World Vision organized 15 awareness sessions in Gulu.",
            act("awareness sessions", "awareness-raising", quantity=15, actor="World Vision", place="Gulu"),
        ),
        (
            "Three training sessions were held in Quito for 66 police officers.",
            act("training sessions", "training", quantity=3, reached=66, population="authorities", place="Quito"),
        ),
        (
            "Caritas conducted a vaccination campaign in Gulu.",
            act("vaccination campaign", "vaccination", actor="Caritas", place="Gulu"),
        ),
        (
            "OHCHR carried out 9 monitoring visits in Bangui.",
            act("monitoring visits", "monitoring", quantity=9, actor="OHCHR", place="Bangui"),
        ),
        (
            "Some 240 young people benefited from vocational training in Tripoli.",
            act("vocational training", "training", reached=240, population="youth", place="Tripoli"),
        ),
        (
            "65 community leaders attended a workshop in Yei.",
            act("workshop", "training", reached=65, population="community-leaders", place="Yei"),
        ),
        (
            "134 refugee students received scholarships in Cairo.",
            act("scholarships", "education-support", reached=134, population=["refugees", "students"], place="Cairo"),
        ),
        (
            "Awareness campaigns reached 9,200 people in Mosul.",
            act("Awareness campaigns", "awareness-raising", reached=9200, place="Mosul"),
        ),
        (
            "UNHCR organized awareness sessions in Goma, reaching 1,340 refugees.",
            act(
                "awareness sessions",
                "awareness-raising",
                reached=1340,
                population="refugees",
                actor="UNHCR",
                place="Goma",
            ),
        ),
        (
            "On 12 March 2022, 88 refugees departed from Entebbe to Sweden.",
            act(
                "relocation",
                "relocation",
                reached=88,
                population="refugees",
                place=["Entebbe", "Sweden"],
                date="2022-03-12",
            ),
        ),
        (
            "UNHCR met with the Ministry of Interior on 3 May 2022.",
            act("meeting", "coordination", actor="UNHCR", partner="Ministry of Interior", date="2022-05-03"),
        ),
        (
            "UNFPA met the needs of 800 women in Gulu.",
            act("assistance", "other", reached=800, population="women", actor="UNFPA", place="Gulu"),
        ),
        (
            "In Lima, legal counselling was offered to 410 asylum-seekers.",
            act("legal counselling", "legal-assistance", reached=410, population="asylum-seekers", place="Lima"),
        ),
        (
            "Tents were distributed to 75 families in Port-au-Prince.",
            act("Tents", "distribution", households=75, place="Port-au-Prince"),
        ),
        (
            "The agency issued 1,820 birth certificates in Abidjan.",
            act("birth certificates", "documentation", quantity=1820, actor="UNHCR", place="Abidjan"),
        ),
        (
            "ILO created 12 cooperatives in Amman.",
            act("cooperatives", "livelihoods-support", quantity=12, actor="ILO", place="Amman"),
        ),
        (
            "The distribution of 1,100 hygiene kits reached 5,400 people in Goma.",
            act("hygiene kits", "distribution", quantity=1100, reached=5400, place="Goma"),
        ),
        (
            "In Maiduguri, 3,050 women took part in literacy classes.",
            act("literacy classes", "training", reached=3050, population="women", place="Maiduguri"),
        ),
        (
            "WFP delivered food to 2,200 displaced people in Goma.",
            act("food", "distribution", reached=2200, population="idps", actor="WFP", place="Goma"),
        ),
        (
            "FAO handed out 2,600 seed kits in Juba.",
            act("seed kits", "distribution", quantity=2600, actor="FAO", place="Juba"),
        ),
        (
            "Islamic Relief set up 6 child-friendly spaces in Mosul.",
            act(
                "child-friendly spaces",
                "construction",
                quantity=6,
                population="children",
                actor="Islamic Relief Worldwide",
                place="Mosul",
            ),
        ),
        (
            "Distribution of 400 tents to 400 families in Gulu.",
            act("tents", "distribution", quantity=400, households=400, place="Gulu"),
        ),
        (
            "UNICEF continued to distribute 300 kits in Gulu.",
            act("kits", "distribution", quantity=300, actor="UNICEF", place="Gulu"),
        ),
        (
            "Some 1,020 people were reached through awareness sessions in Gulu.",
            act("awareness sessions", "awareness-raising", reached=1020, place="Gulu"),
        ),
        (
            "WFP distributed 120 bags of cement to 40 families in Gulu.",
            act("bags of cement", "distribution", quantity=120, households=40, actor="WFP", place="Gulu"),
        ),
        (
            "UNHCR issued 300 refugee ID cards in Gulu.",
            act("refugee ID cards", "documentation", quantity=300, actor="UNHCR", place="Gulu"),
        ),
        ("FAO vaccinated 4,000 goats in Gulu.", act("goats", "vaccination", quantity=4000, actor="FAO", place="Gulu")),
        (
            "UNDP financed 14 income-generating activities for 70 women in Gulu.",
            act(
                "income-generating activities",
                "livelihoods-support",
                quantity=14,
                reached=70,
                population="women",
                actor="UNDP",
                place="Gulu",
            ),
        ),
        (
            "The construction of 12 classrooms in Gulu by Oxfam benefited 600 pupils.",
            act(
                "classrooms",
                "construction",
                quantity=12,
                reached=600,
                population="students",
                actor="Oxfam",
                place="Gulu",
            ),
        ),
        (
            "The three boreholes drilled in Gulu serve 1,200 people.",
            act("boreholes", "construction", quantity=3, reached=1200, place="Gulu"),
        ),
    ],
)
def test_a_sentence_with_one_deliverable_is_one_activity(sentence: str, expected: dict[str, Any]) -> None:
    assert activities(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "WFP distributed 300 blankets and 450 jerrycans in Beni.",
            [
                act("blankets", "distribution", quantity=300, actor="WFP", place="Beni"),
                act("jerrycans", "distribution", quantity=450, actor="WFP", place="Beni"),
            ],
        ),
        (
            "UNICEF trained 25 nurses and 60 community health workers in Makeni.",
            [
                act("training", "training", reached=25, population="staff", actor="UNICEF", place="Makeni"),
                act("training", "training", reached=60, population="staff", actor="UNICEF", place="Makeni"),
            ],
        ),
        (
            "Two schools were built in Kasese and three boreholes were drilled in Arua.",
            [
                act("schools", "construction", quantity=2, place="Kasese"),
                act("boreholes", "construction", quantity=3, place="Arua"),
            ],
        ),
        (
            "Oxfam distributed 120 tents in Kitgum and 85 kits in Gulu.",
            [
                act("tents", "distribution", quantity=120, actor="Oxfam", place="Kitgum"),
                act("kits", "distribution", quantity=85, actor="Oxfam", place="Gulu"),
            ],
        ),
        (
            "Oxfam constructed 12 latrines, 4 showers and 2 water points in Rhino Camp.",
            [
                act("latrines", "construction", quantity=12, actor="Oxfam", place="Rhino Camp"),
                act("showers", "construction", quantity=4, actor="Oxfam", place="Rhino Camp"),
                act("water points", "construction", quantity=2, actor="Oxfam", place="Rhino Camp"),
            ],
        ),
        (
            "150 women and 90 men were trained in tailoring in Gulu.",
            [act("training", "training", women=150, men=90, place="Gulu")],
        ),
        (
            "A total of 240 young people, including 130 women and 110 men, received vocational training in Hebron.",
            [
                act(
                    "vocational training",
                    "training",
                    reached=240,
                    women=130,
                    men=110,
                    population="youth",
                    place="Hebron",
                )
            ],
        ),
        (
            "Save the Children distributed school kits to 900 pupils (480 girls and 420 boys) in Bunia.",
            [
                act(
                    "school kits",
                    "distribution",
                    reached=900,
                    girls=480,
                    boys=420,
                    population="students",
                    actor="Save the Children",
                    place="Bunia",
                )
            ],
        ),
        (
            "HIAS provided counselling to 64 survivors: 51 women, 8 girls and 5 men.",
            [
                act(
                    "counselling",
                    "psychosocial-care",
                    reached=64,
                    women=51,
                    men=5,
                    girls=8,
                    population="survivors-of-gbv",
                    actor="Hebrew Immigrant Aid Society",
                )
            ],
        ),
        (
            "CARE provided cash assistance to 410 households (2,050 persons) in Kasulu.",
            [
                act(
                    "cash assistance",
                    "cash-assistance",
                    reached=2050,
                    households=410,
                    actor="CARE International",
                    place="Kasulu",
                )
            ],
        ),
        (
            "UNICEF drilled 6, 4 and 9 boreholes in Gulu, Kitgum and Arua respectively.",
            [
                act("boreholes", "construction", quantity=6, actor="UNICEF", place="Gulu"),
                act("boreholes", "construction", quantity=4, actor="UNICEF", place="Kitgum"),
                act("boreholes", "construction", quantity=9, actor="UNICEF", place="Arua"),
            ],
        ),
        (
            "In Gulu and Arua, 40 and 55 teachers were trained respectively.",
            [
                act("training", "training", reached=40, population="staff", place="Gulu"),
                act("training", "training", reached=55, population="staff", place="Arua"),
            ],
        ),
        (
            "112 refugees in Gulu and 95 in Arua received cash grants.",
            [
                act("cash grants", "cash-assistance", reached=112, population="refugees", place="Gulu"),
                act("cash grants", "cash-assistance", reached=95, population="refugees", place="Arua"),
            ],
        ),
        (
            "UNDP trained 18 judges and 33 prosecutors in Bangui.",
            [
                act("training", "training", reached=18, population="authorities", actor="UNDP", place="Bangui"),
                act("training", "training", reached=33, population="authorities", actor="UNDP", place="Bangui"),
            ],
        ),
        (
            "Mercy Corps distributed 70 solar lamps to 70 families (350 people, including 190 women) in Taiz.",
            [
                act(
                    "solar lamps",
                    "distribution",
                    quantity=70,
                    reached=350,
                    households=70,
                    women=190,
                    actor="Mercy Corps",
                    place="Taiz",
                )
            ],
        ),
        (
            "IOM transported 210 returnees, of whom 84 were women, to Gulu.",
            [
                act(
                    "transportation",
                    "relocation",
                    reached=210,
                    women=84,
                    population="returnees",
                    actor="IOM",
                    place="Gulu",
                )
            ],
        ),
        (
            "Some 32 households of 140 refugees were relocated to Gulu.",
            [act("relocation", "relocation", reached=140, households=32, population="refugees", place="Gulu")],
        ),
        (
            "Plan International distributed 500 schoolbags and trained 36 teachers in Gulu.",
            [
                act("schoolbags", "distribution", quantity=500, actor="Plan International", place="Gulu"),
                act("training", "training", reached=36, population="staff", actor="Plan International", place="Gulu"),
            ],
        ),
        (
            "In Gulu, medical consultations were provided to 412 patients and 80 women received antenatal care.",
            [
                act("medical consultations", "health-care", reached=412, place="Gulu"),
                act("antenatal care", "health-care", reached=80, population="women", place="Gulu"),
            ],
        ),
        ("Fifteen of the 20 wells were repaired in Gulu.", [act("wells", "rehabilitation", quantity=15, place="Gulu")]),
    ],
)
def test_each_number_counts_what_it_stands_with(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Out of a planned 60, 44 latrines were built in Bidibidi.",
            [
                act("latrines", "construction", quantity=44, place="Bidibidi"),
                act("latrines", "construction", quantity=60, place="Bidibidi", status="planned"),
            ],
        ),
        (
            "WFP provided food to 9,500 refugees against a target of 12,000 in Kakuma.",
            [
                act("food", "distribution", reached=9500, population="refugees", actor="WFP", place="Kakuma"),
                act(
                    "food",
                    "distribution",
                    reached=12000,
                    population="refugees",
                    actor="WFP",
                    place="Kakuma",
                    status="planned",
                ),
            ],
        ),
        (
            "The target was to train 80 teachers.",
            [act("training", "training", reached=80, population="staff", status="planned")],
        ),
        (
            "UNHCR will distribute 2,000 solar lamps in Nakivale in July 2022.",
            [
                act(
                    "solar lamps",
                    "distribution",
                    quantity=2000,
                    actor="UNHCR",
                    place="Nakivale",
                    date="2022-07",
                    status="planned",
                )
            ],
        ),
        (
            "Construction of 15 shelters is under way in Kyaka.",
            [act("shelters", "construction", quantity=15, place="Kyaka", status="ongoing")],
        ),
        (
            "Ten classrooms are being built in Adjumani.",
            [act("classrooms", "construction", quantity=10, place="Adjumani", status="ongoing")],
        ),
        (
            "The distribution of 5,000 mosquito nets is planned in Gulu.",
            [act("mosquito nets", "distribution", quantity=5000, place="Gulu", status="planned")],
        ),
        (
            "A training for 30 judges is planned in Kampala.",
            [act("training", "training", reached=30, population="authorities", place="Kampala", status="planned")],
        ),
        (
            "UNHCR plans to relocate 700 refugees to Gulu.",
            [
                act(
                    "relocation",
                    "relocation",
                    reached=700,
                    population="refugees",
                    actor="UNHCR",
                    place="Gulu",
                    status="planned",
                )
            ],
        ),
        (
            "The construction of 3 schools has begun in Gulu.",
            [act("schools", "construction", quantity=3, place="Gulu", status="ongoing")],
        ),
        ("WFP distributed 12 tents in Gulu.", [act("tents", "distribution", quantity=12, actor="WFP", place="Gulu")]),
        (
            "UNHCR is also providing legal counselling to refugees in Gulu.",
            [
                act(
                    "legal counselling",
                    "legal-assistance",
                    population="refugees",
                    actor="UNHCR",
                    place="Gulu",
                    status="ongoing",
                )
            ],
        ),
        (
            "In Gulu, 87 people were vaccinated before being moved.",
            [act("vaccination", "vaccination", reached=87, place="Gulu")],
        ),
        (
            "In Gulu, 4,130 doses were administered.",
            [act("doses", "vaccination", quantity=4130, place="Gulu")],
        ),
        ("Food distribution in Gulu has resumed.", [act("Food distribution", "distribution", place="Gulu")]),
        (
            "45 of the 60 planned wells were repaired in Gulu.",
            [
                act("wells", "rehabilitation", quantity=45, place="Gulu"),
                act("wells", "rehabilitation", quantity=60, place="Gulu", status="planned"),
            ],
        ),
    ],
)
def test_what_is_planned_or_under_way_is_told_from_what_is_done(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "No household received food in Gulu.",
        "The 300 kits were not distributed in Gulu.",
        "UNHCR has not trained 40 teachers in Arua.",
        "None of the 25 boreholes was repaired in Kitgum.",
        "The agency failed to distribute 500 blankets in Gulu.",
        "The organisation was unable to vaccinate 300 children in Gulu.",
        "WFP never delivered the 40 tents to Gulu.",
        "Children should be vaccinated in Kitgum.",
        "Cash assistance is important for refugees in Uganda.",
        "It is necessary to build more classrooms in Arua.",
        "UNHCR advocates for better shelter for refugees.",
        "Floods may affect the distribution of food in Gulu.",
        "The region has two airports and one hospital.",
        "Rain fell for 12 days in Gulu.",
        "The district lies 40 km north of Gulu.",
        "UNHCR did not build the 12 schools in Gulu.",
        "Neither UNICEF nor WFP distributed tents in Gulu.",
        "The distribution of 300 tents was cancelled in Gulu.",
        "Nobody trained the 30 nurses in Gulu.",
        "If funds arrive, UNHCR would build 12 schools in Gulu.",
        "12 schools were destroyed in Gulu.",
        "Armed men attacked 12 schools in Gulu.",
        "UNHCR needs 300 tents in Gulu.",
        "The market sold 300 tents in Gulu.",
        "The highest levels were registered in Gulu.",
        "Two protests took place in Gulu.",
        "GPS coordinates were changed in Gulu.",
    ],
)
def test_what_was_not_done_or_is_only_said_in_general_is_no_activity(sentence: str) -> None:
    assert activities(sentence) == []
