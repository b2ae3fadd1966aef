"""What deeds led to, sums that go on, help told by its aim, and clauses that tell first where they were."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Some 1,900 pupils gained access to learning through the provision of 42 tents.",
            [act("tents", "distribution", quantity=42, reached=1900, population="students")],
        ),
        (
            "Some 3,100 people were reached with access to safe water through the rehabilitation of boreholes.",
            [act("boreholes", "rehabilitation", reached=3100)],
        ),
        (
            "In Gulu, 700 households had access to income through emergency employment schemes.",
            [act("emergency employment schemes", "livelihoods-support", households=700, place="Gulu")],
        ),
        (
            "Oxfam repaired 14 boreholes in Gulu, restoring the supply of 960 households.",
            [act("boreholes", "rehabilitation", quantity=14, households=960, actor="Oxfam", place="Gulu")],
        ),
        (
            "Oxfam built three water points in Gulu, which gave 3,150 people access to safe water.",
            [act("water points", "construction", quantity=3, reached=3150, actor="Oxfam", place="Gulu")],
        ),
        (
            "The distribution of 400 tool kits in Gulu helped 1,600 farmers.",
            [act("tool kits", "distribution", quantity=400, reached=1600, place="Gulu")],
        ),
        (
            "WFP dispatched products sufficient for the treatment of 500 children in Gulu.",
            [act("products", "distribution", reached=500, population="children", actor="WFP", place="Gulu")],
        ),
    ],
)
def test_what_came_of_a_deed_is_no_deed_of_its_own(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


def test_what_is_given_beside_works_is_a_deed_of_its_own() -> None:
    found = activities("Oxfam repaired 14 boreholes in Gulu, giving soap to 960 households.")
    assert told(found, "item", "households") == [("boreholes", None), ("soap", 960)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "About 14 desks were set up in Gulu, bringing the total number of desks set up in 2022 to 139.",
            [("desks", 14), ("desks", 139)],
        ),
        (
            "In May, 120 latrines were built in Gulu, bringing the number of latrines to 900.",
            [("latrines", 120), ("latrines", 900)],
        ),
    ],
)
def test_the_sum_of_things_is_told_beside_them(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert told(activities(sentence), "item", "quantity") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Tents were given to 60 people in Gulu and Kitgum, whereas in Arua, 43 mothers were counselled.",
            [["Gulu", "Kitgum"], "Arua"],
        ),
        ("Some 400 families received tents in Gulu, while in Kitgum 300 children were vaccinated.", ["Gulu", "Kitgum"]),
    ],
)
def test_a_clause_may_tell_first_where_it_was(sentence: str, expected: list[Any]) -> None:
    assert [f.get("place") for f in activities(sentence)] == expected


def test_participles_of_items_tell_what_the_lead_in_only_says_to_be_done() -> None:
    text = "The following activities were carried out in Gulu:\n\n- 400 hygiene kits distributed to 350 families\n"
    assert told(activities(text), "item", "quantity", "households") == [("hygiene kits", 400, 350)]


def test_those_who_run_what_helps_people_do_not_do_so_twice() -> None:
    found = activities("Mobile clinics run by MSF saw 6,410 patients in Gulu.")
    assert told(found, "item", "reached") == [("treatment", 6410)]


def test_whom_people_stand_for_is_nothing_given() -> None:
    found = activities("Some 80 people representing 12 local NGOs participated in capacity building activities.")
    assert told(found, "item", "quantity", "reached") == [("capacity building activities", None, 80)]


def test_those_with_whom_others_work_take_no_part() -> None:
    found = activities("WHO organized a training for 34 nurses working with partner organizations in Gulu.")
    assert told(found, "reached", "population") == [(34, "staff")]


@pytest.mark.parametrize(
    ("sentence", "activity"),
    [
        ("IOM helped 150 migrants to return home in May.", "repatriation"),
        ("UNICEF plans to assist 4,000 children to go back to school.", "education-support"),
        ("A mobile team in Gulu counselled 90 returnees on housing, land and property.", "legal-assistance"),
        ("In Arua, 43 mothers were counselled on infant feeding.", "health-care"),
        ("In Arua, 43 mothers were counselled.", "psychosocial-care"),
        ("Oxfam held workshops in Gulu for 90 participants, including community leaders.", "training"),
        ("Some 74 magistrates attended a workshop on the draft law in Gulu.", "coordination"),
        ("Implants were fitted for 300 women in Gulu.", "health-care"),
        ("UNHAS set up an operation in Gulu in May.", "other"),
    ],
)
def test_the_aim_and_the_topic_tell_the_type(sentence: str, activity: str) -> None:
    assert [f["activityType"] for f in activities(sentence)] == [activity]


@pytest.mark.parametrize(
    "sentence",
    [
        "It took only 30 days to reach a caseload of 16,000.",
        "The office in Gulu has received 1,350 asylum applications.",
        "Across Gulu, over 30 health centres are closed or operate at a minimum.",
    ],
)
def test_what_only_happens_is_no_deed(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The camp in Gulu, which was built for 5,000 people, now shelters 12,000 refugees.",
        "Some 26 schools in Gulu are accommodating 12,000 refugees.",
    ],
)
def test_places_hold_people_whom_nobody_receives(sentence: str) -> None:
    assert activities(sentence) == []
    assert told(facts(sentence, "PopulationFigure"), "value", "place") == [(12000, "Gulu")]


def test_whoever_receives_people_does_so() -> None:
    found = activities("IOM accommodated 300 migrants in a centre in Gulu.")
    assert told(found, "activityType", "reached") == [("reception", 300)]


def test_what_a_session_focuses_on_is_for_whom_it_is() -> None:
    text = (
        "Key services provided were: psychological first aid for 20 girls and 17 women; legal awareness sessions "
        "focusing on housing, land and property for 19 girls and 39 women; and referrals to other services for 8 girls "
        "and 11 women."
    )
    assert [(f.get("girls"), f.get("women")) for f in activities(text)] == [(20, 17), (19, 39), (8, 11)]


def test_a_place_behind_a_semicolon_is_that_of_its_clause() -> None:
    found = activities("Some 90 households got soap; 40 people received tents in Gulu; 80 people attended training.")
    assert [f.get("place") for f in found] == [None, "Gulu", None]


def test_what_one_got_besides_is_for_the_same_people() -> None:
    found = activities("Some 2,300 children gained access to non-formal education and received books.")
    assert told(found, "item", "reached") == [("non-formal education", 2300), ("books", 2300)]


def test_goods_that_a_gerund_describes_are_given() -> None:
    found = activities("UNICEF distributed learning materials to 3,600 pupils in Gulu.")
    assert told(found, "item", "reached") == [("materials", 3600)]


def test_a_part_of_needs_is_met_by_nobody_whom_one_meets() -> None:
    found = activities("UNICEF developed a response plan with the Red Cross to meet some of the needs in Gulu.")
    assert "coordination" not in [f["activityType"] for f in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "CARE raised awareness on early marriage among 2,300 people in Gulu.",
            [("awareness-raising", None, 2300)],
        ),
        ("UNMAS destroyed 45 items of unexploded ordnance in Gulu.", [("other", 45, None)]),
        ("UNFPA deployed 12 midwives to four health centres in Gulu.", [("other", 12, None)]),
        ("Some 300 children were admitted to public schools in Gulu.", [("education-support", None, 300)]),
        (
            "The fifth round of distribution reached 4,500 people in Gulu with rice.",
            [("distribution", None, 4500)],
        ),
        ("The clinic run by MSF provided 200 consultations in Gulu.", [("health-care", 200, None)]),
        (
            "The Red Cross evacuated 300 people and provided first aid to 45 in Gulu.",
            [("relocation", None, 300), ("health-care", None, 45)],
        ),
    ],
)
def test_verbs_with_their_objects_tell_deeds(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(activities(sentence), "activityType", "quantity", "reached") == expected


def test_ordnance_that_is_destroyed_is_no_loss() -> None:
    assert not facts("UNMAS destroyed 45 items of unexploded ordnance in Gulu.", "Incident")


def test_a_name_that_begins_with_a_verb_acts_in_all_verbs() -> None:
    found = activities("Save the Children distributed 300 kits in Gulu and trained 40 teachers.")
    assert [f.get("actor") for f in found] == ["Save the Children", "Save the Children"]


def test_what_is_reduced_is_not_given() -> None:
    assert activities("WFP had to reduce rations for 3,400 refugees in Gulu.") == []


def test_whom_a_programme_is_to_support_is_told_with_it() -> None:
    found = activities("WFP launched a programme to support 3,400 farmers in Gulu.")
    assert told(found, "item", "reached") == [("programme", 3400)]


def test_one_acts_in_all_verbs_of_a_sentence() -> None:
    found = activities("The Red Cross evacuated 300 people and provided first aid to 45 in Gulu.")
    assert [f.get("actor") for f in found] == ["Red Cross", "Red Cross"]


def test_the_aim_of_a_visit_is_the_same_visit() -> None:
    found = activities("A joint mission of UNHCR and WFP visited Gulu on 3 May to assess the needs of 400 families.")
    assert told(found, "actor", "partner", "households") == [("UNHCR", "WFP", 400)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("UNHCR trained 30 teachers while Oxfam built 12 latrines in Kitgum and WFP fed 90 people.", "WFP"),
        ("In Gulu district, Oxfam:\n\n- Distributed 400 hygiene kits\n- Trained 40 promoters\n", "Oxfam"),
        ("Implementing partner Oxfam built 12 latrines in Gulu.", ("Oxfam", "UNHCR")),
        (
            "The national NGOs Blue River Relief (BRR) and Green Hill Aid (GHA) carried out an assessment in Gulu.",
            ("Blue River Relief", "Green Hill Aid"),
        ),
    ],
)
def test_who_acts_beside_others(text: str, parties: Any) -> None:
    last = activities(text)[-1]
    assert (last.get("actor") if isinstance(parties, str) else (last.get("actor"), last.get("partner"))) == parties


def test_marks_of_notes_and_countries_count_nothing() -> None:
    assert not told(activities("The patients were treated in Gulu in May [7]."), "reached")[0][0]
    found = activities("In May, 130 refugees were accepted for resettlement to Canada (38), France (4) and Norway (8).")
    assert told(found, "reached") == [(130,)]


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Legal sessions on housing rights for 90 women were held in Gulu.", ["protection"]),
        ("Some 900 refugees received COVID-19 key messages through community meetings.", ["health"]),
        (
            "Some 500 people were reached with GBV prevention, including: safe spaces (300), training (200).",
            ["gbv", "gbv", "gbv"],
        ),
    ],
)
def test_the_sector_of_what_is_told_around(text: str, sectors: list[str]) -> None:
    assert [f.get("sector") for f in facts(text, "Activity")][: len(sectors)] == sectors


def test_the_mark_of_a_list_that_runs_on_in_a_line_is_no_part_of_what_was_given() -> None:
    items = told(activities("CARE gave out • soap and buckets in Gulu in May."), "item")
    assert items
    assert all("•" not in item for (item,) in items)
