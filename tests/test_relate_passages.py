"""Wordings of running reports: sums of those helped, letters for the sexes, lists and asides within a sentence."""

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
        (
            "Oxfam gave 60 girls books in Gulu, bringing the total to 900 girls reached since March 2022.",
            [(60, None), (900, "2022-03-01/2022-12-31")],
        ),
        ("Oxfam vaccinated 60 boys in Gulu, raising the number of boys vaccinated to 900.", [(60, None), (900, None)]),
    ],
)
def test_a_sum_of_those_helped_is_no_population(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(deeds(sentence, "reached", "date")) == sorted(expected)
    assert facts(sentence, "PopulationFigure") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oxfam trained 34 (20 M, 14 F) health workers in Gulu.", [(34, 20, 14)]),
        ("Oxfam trained 34 (14F/20M) health workers in Gulu.", [(34, 20, 14)]),
        ("In Gulu, 1,900 (1,100 M, 800 F) received food.", [(1900, 1100, 800)]),
        ("In Gulu, 12, 340 (5, 340 M, 7, 000 F) received food.", [(12340, 5340, 7000)]),
    ],
)
def test_letters_behind_a_number_tell_the_sexes(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "reached", "men", "women") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The UN verified the recruitment and use of 30 children and sexual violence against 7 girls in Gulu.",
            [("recruitment and use of children", 30), ("sexual violence against girls", 7)],
        ),
        # Others are recruited for work, and what is done about violence is no count of it.
        ("During the conflict, the ministry announced the recruitment of 30 teachers in Gulu.", []),
        ("Oxfam campaigned against violence against 12 girls in Gulu.", []),
    ],
)
def test_what_was_done_to_children_is_an_incident(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(told(facts(sentence, "Incident"), "item", "quantity")) == sorted(expected)
    if expected:
        assert activities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Oxfam trained 40 nurses in North and South Kivu.", ["North Kivu", "South Kivu"]),
        (
            "Oxfam trained 40 nurses in Western, Eastern and Central Equatoria and Jonglei.",
            ["Western Equatoria", "Eastern Equatoria", "Central Equatoria", "Jonglei"],
        ),
        ("Oxfam trained 40 nurses in Juba and Central Equatoria.", ["Juba", "Central Equatoria"]),
    ],
)
def test_names_that_share_their_last_word_are_several_places(sentence: str, places: list[str]) -> None:
    assert [fact["place"] for fact in activities(sentence)] == [places]
    stock = sentence.replace("Oxfam trained 40 nurses", "Some 40 IDPs live")
    assert [fact["place"] for fact in facts(stock, "PopulationFigure")] == [places]


def test_who_did_one_deed_did_not_do_another_of_its_kind() -> None:
    text = "Oxfam and Caritas organised workshops for 300 farmers. A workshop was organised for 13 mayors."
    assert told(activities(text), "reached", "actor") == [(300, "Oxfam"), (13, None)]
    text = "Through Caritas, Oxfam trained 20 nurses. The 20 nurses trained 300 mothers."
    assert told(activities(text), "reached", "actor", "partner") == [(20, "Oxfam", "Caritas"), (300, None, None)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Oxfam held workshops on soil care in Gulu, reaching 300 teachers.", "training"),
        ("Some 300 refugees attended 12 workshops in Gulu.", "training"),
        ("Some 85 officials attended a workshop in Gulu.", "coordination"),
        ("Oxfam organised a workshop on the refugee bill in Gulu.", "coordination"),
    ],
)
def test_a_workshop_teaches_those_who_decide_nothing(sentence: str, kind: str) -> None:
    assert deeds(sentence, "activityType") == [(kind,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 2.2 million people - 40 per cent of the population - are in need of food.", [2200000]),
        ("Nearly 6,000 people – two thirds of the city, by one count – are food insecure.", [6000]),
    ],
)
def test_an_aside_in_dashes_leaves_people_in_their_plight(sentence: str, expected: list[int]) -> None:
    assert told(facts(sentence, "PopulationFigure"), "value") == [(value,) for value in expected]
    assert facts(sentence, "Measurement") == activities(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "About 90 families gathered in three schools in Gulu.",
        "In Gulu, 40,000 people do not know where they will find food.",
        "In Gulu, 1,300 children were attending school.",
    ],
)
def test_what_people_do_by_themselves_is_no_deed(sentence: str) -> None:
    assert activities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oxfam organised a refresher course for 34 healthcare professionals in Gulu.", [(34, None, "staff")]),
        ("Oxfam held a course with the participation of 24 directors and coordinators.", [(24, None, None)]),
        ("These include 40 at risk children who were provided with legal aid.", [(40, None, "children")]),
    ],
)
def test_more_nouns_count_people(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "reached", "quantity", "population") == expected


def test_the_ill_and_their_kin_are_no_population_and_no_goods() -> None:
    sentence = "Nurses visited 900 homes in Gulu, in which 95 patients were identified with fever."
    assert facts(sentence, "PopulationFigure") == []
    assert deeds("In Gulu, the mother and daughter were transferred.", "item") in ([], [("transfer",)])
    assert facts("The shelter houses 19 adults in Gulu.", "PopulationFigure") == [{"value": 19, "place": "Gulu"}]


@pytest.mark.parametrize(
    "text",
    [
        "In Gulu, 900 people attended drills at the three border posts, including 500 women and 400 men.",
        "In Gulu, 900 people were reached with leaflets. This number comprised of 400 men and 500 women.",
        "In Gulu, Oxfam trained 900 farmers. They included 500 women and 400 men.",
    ],
)
def test_sexes_are_those_of_the_people_before(text: str) -> None:
    assert deeds(text, "reached", "women", "men") == [(900, 500, 400)]


def test_a_people_counts_people() -> None:
    text = "There are some 70,000 displaced Rohingya residing in camps in Teknaf."
    assert told(facts(text, "PopulationFigure"), "value", "population") == [(70000, "idps")]
    assert deeds("BRAC trained 300 Rohingya in Teknaf.", "reached", "quantity") == [(300, None)]


def test_a_deed_behind_goods_has_people_of_its_own() -> None:
    sentence = "WFP provided support through distribution of 900 kits and training of 64 nurses in Gulu."
    expected = [("kits", 900, None), ("training", None, 64)]
    assert sorted(deeds(sentence, "item", "quantity", "reached")) == sorted(expected)


def test_a_camp_that_hosts_families_does_nothing() -> None:
    assert activities("The camp, hosting more than 370 families, was flooded.") == []


@pytest.mark.parametrize(
    "text",
    [
        "In Gulu, Oxfam reached 900 people with legal aid (500), counselling (300) and cash grants (100).",
        "In all, 900 people were reached, including: legal aid (500), counselling (300) and cash grants (100).",
    ],
)
def test_items_with_numbers_in_brackets_tell_who_got_what(text: str) -> None:
    expected = [("assistance", 900), ("legal aid", 500), ("counselling", 300), ("cash grants", 100)]
    assert sorted(deeds(text, "item", "reached")) == sorted(expected)


def test_items_of_a_list_tell_who_got_what() -> None:
    text = (
        "A total of 900 people were reached in Gulu including: legal aid for tenants (500); "
        "safe space activities for women (300); and training of health workers (100)."
    )
    expected = [("assistance", 900), ("legal aid", 500), ("safe space activities", 300), ("training", 100)]
    assert sorted(deeds(text, "item", "reached")) == sorted(expected)
    assert facts(text, "PopulationFigure") == []


def test_places_with_numbers_in_brackets_are_no_items() -> None:
    assert deeds("WFP reached 300 people in Arua (200) and Gulu (100).", "reached") == [(300,)]
    assert activities("The main needs were food (40) and water (12).") == []


def test_sectors_of_content_and_of_those_served() -> None:
    told_sectors = [
        ("Oxfam trained 40 teachers in Gulu on safe learning.", "education"),
        ("Oxfam gave psychosocial support to 40 children in Gulu.", "child-protection"),
        ("Oxfam gave psychosocial support to 40 men in Gulu.", "health"),
    ]
    for sentence, sector in told_sectors:
        assert [fact["sector"] for fact in facts(sentence, "Activity")] == [sector]


def test_whose_pupils_and_patients_are_reached_is_no_deliverable() -> None:
    sentence = "Communities of two of these schools in Gulu were reached with key messages, benefiting 175 women."
    assert deeds(sentence, "item", "quantity", "reached") == [("key messages", None, 175)]
    assert deeds("Over 145 of the most vulnerable refugees received legal aid.", "reached") == [(145,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A number may be part of a name, and what one verb has for its object is not that of the next.
        ("The distribution targeted 300 families who fled Kilometre 16 in Gulu.", [("distribution", None, None)]),
        ("Volunteers trained 300 people in Gulu and identified 12 suspected cases.", [("training", None, 300)]),
        ("Over 300 farmers were trained on soil care by FAO in 20 LGAs in Gulu.", [("training", None, 300)]),
        ("One tent was donated by MSF in Gulu (capacity 10 beds).", [("tent", None, None)]),
        # Who reached a place was not reached, a title tells nothing, an offensive is held by nobody.
        ("Since October, some 800 newly displaced households have reached the southern districts.", []),
        ("Interviewed refugees from Kenya (Moyale and Lodwar):", []),
        ("The military offensive in Gulu continues with more than 400 families displaced.", []),
    ],
)
def test_what_is_told_beside_a_deed_is_none(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "quantity", "reached") == expected


def test_rates_and_words_of_three_letters() -> None:
    assert facts("Tests per million population is 1,525 in Gulu.", "PopulationFigure") == []
    assert "place" not in activities("Some 14,000 cards were distributed at Car parks.")[0]


def test_groups_that_a_sentence_parts_from_those_counted_before() -> None:
    text = "There are 900 refugees in need of food in Gulu. Among these are 400 children; 300 women; and 200 others."
    expected = [(900, "refugees", "Gulu"), (400, "children", "Gulu"), (300, "women", "Gulu"), (200, None, "Gulu")]
    assert told(facts(text, "PopulationFigure"), "value", "population", "place") == expected
    text = "There are 900 refugees in need of food in Gulu. They are 12 km from the border."
    assert told(facts(text, "PopulationFigure"), "value") == [(900,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 21 officials from the Kamuli Welfare Institute received training in Gulu.", [("training", 21, None)]),
        ("Some 30 migrants were regularized in Gulu.", [("regularization", 30, None)]),
        ("It started in May and 40 households (200 people) were relocated.", [("relocation", 200, None)]),
        ("22 Between May and June, Oxfam trained 30 nurses.", [("training", 30, "Oxfam")]),
        ("There are currently 108 children enrolled in schools in Gulu.", []),
    ],
)
def test_who_takes_part_does_nothing(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "reached", "actor") == expected


def test_what_is_not_known_and_what_is_counted_are_told_apart() -> None:
    assert activities("Some 40,000 people in Gulu do not know how they will obtain their next meal.") == []
    assert facts("The number of civilian incidents in Gulu fell from four to two.", "PopulationFigure") == []
    told_of = facts("The UN recorded the killing of nine humanitarians in Gulu.", "Incident")
    assert told(told_of, "item", "quantity") == [("killing of humanitarians", 9)]
    assert deeds("Households in Gulu received another 145,000 pesos.", "quantity") in ([], [(None,)])


def test_several_numbers_may_name_places() -> None:
    assert deeds("Oxfam trained 12 nurses in Regions 1, 2 and 3.", "reached", "quantity") == [(12, None)]
    assert deeds("Drills were held with 68 children in Region 1 and 9 in May.", "reached") == [(68,)]


def test_what_a_clause_tells_of_people_is_no_deliverable() -> None:
    sentence = "Caritas gave food to displaced families who sought shelter in three schools in Gulu."
    assert deeds(sentence, "item", "quantity") == [("food", None)]
    found = facts("Oxfam gave 300 people core-relief items including soap and water in Gulu.", "Activity")
    assert told(found, "item", "sector") == [("core-relief items", "shelter-nfi")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Pupils travel by themselves; what is transferred may be money; numbers may be those of plans, rules and watts.
        ("As of May, 300 pupils had travelled to Gulu (200) and Arua (100).", []),
        ("Some 40 refugees travelled from Gulu to Arua.", [("relocation", "relocation", 40, None)]),
        (
            "The government paid a monthly income transfer to 300 farmers in Gulu.",
            [("monthly income transfer", "cash-assistance", 300, None)],
        ),
        ("The rules forbid gatherings of more than 50 people in Gulu.", []),
        ("Oxfam installed 30 pumps, 310 watt each, in Gulu.", [("pumps", "construction", None, 30)]),
    ],
)
def test_journeys_money_and_numbers_of_names(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "reached", "quantity") == expected
