"""Who was given what, with which money, from where to where, and what was not done at all."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, told


def deeds(sentence: str, *slots: str) -> list[tuple[Any, ...]]:
    """Some slots of the activities of a sentence, None where one has none."""
    return told(activities(sentence), *slots)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Money is what people were given, whether its form is told or not.
        (
            "WFP provided 4,300 people with a total of US$ 27,000 in cash-based transfers in Gulu.",
            [("cash-based transfers", "cash-assistance", 4300)],
        ),
        ("WFP provided 4,300 people with US$ 27,000 in Gulu.", [("cash", "cash-assistance", 4300)]),
        # Each recipient keeps what it was given.
        (
            "UNICEF provided soap to 2,900 people and blankets to 676 people in Gulu.",
            [("soap", "distribution", 2900), ("blankets", "distribution", 676)],
        ),
        # The same thing for two groups.
        (
            "UNICEF provided soap to 2,900 refugees and 676 returnees in Gulu.",
            [("soap", "distribution", 2900), ("soap", "distribution", 676)],
        ),
        # What people were reached with.
        (
            "Oxfam reached 310 people at home and 140 people by radio with hygiene messages.",
            [("hygiene messages", "awareness-raising", 310), ("hygiene messages", "awareness-raising", 140)],
        ),
        # A noun of delivery whose kind is told names the thing; one without does not.
        ("Some 340 people received food provisions in Gulu.", [("food provisions", "distribution", 340)]),
        (
            "UNICEF supported the provision of emergency water reaching 5,200 people in Gulu.",
            [("emergency water", "distribution", 5200)],
        ),
    ],
)
def test_what_people_were_given(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "item", "quantity"),
    [
        ("WFP delivered 7,700 mt of wheat flour to Gulu.", "mt of wheat flour", 7700),
        ("WFP delivered 270 metric tons (MT) of food supplies to Gulu.", "metric tons of food supplies", 270),
        ("WFP delivered 270 blankets (thick ones) to Gulu.", "blankets", 270),
    ],
)
def test_a_unit_of_mass_says_what_only_with_its_goods(sentence: str, item: str, quantity: int) -> None:
    assert deeds(sentence, "item", "quantity") == [(item, quantity)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Staff and volunteers put to work are counted as things are.
        ("The Ministry of Health deployed 150 volunteers to Gulu.", [("volunteers", 150, None)]),
        ("The Ministry of Health trained 150 volunteers in Gulu.", [("training", None, 150)]),
        # Two events of one object, where one of them is such.
        ("Some 150 nurses were trained and deployed in Gulu.", [("training", None, 150), ("nurses", 150, None)]),
        # Places are counted where they are what was visited, not where they only tell where.
        ("Teams of UNHCR assessed 30 locations in Gulu.", [("locations", 30, None)]),
        ("UNHCR trained 12 judges in 30 locations in Gulu.", [("training", None, 12)]),
    ],
)
def test_who_is_counted_as_what(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "quantity", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "item", "kind"),
    [
        ("A total of 638 refugees were submitted for resettlement in Gulu.", "resettlement", "resettlement"),
        ("Some 300 refugees departed on resettlement from Gulu.", "resettlement", "resettlement"),
        ("Some 40 children were admitted for treatment in Gulu.", "treatment", "health-care"),
        # A purpose with people of its own stays an event of its own.
        ("UNHCR identified 20 refugees in Gulu.", "identification", "registration"),
        ("IOM evacuated 20 refugees from Gulu.", "evacuation", "relocation"),
    ],
)
def test_the_noun_behind_a_verb_or_its_own_tells_what_was_done(sentence: str, item: str, kind: str) -> None:
    assert deeds(sentence, "item", "activityType") == [(item, kind)]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("IOM evacuated 20 refugees from Kitgum to Gulu.", ["Kitgum", "Gulu"]),
        ("WFP delivered 300 tents from Kitgum and Arua to Gulu.", ["Kitgum", "Arua", "Gulu"]),
        # Where people come from is no place of what they get.
        ("WFP gave 300 tents to families from Kitgum in Gulu.", "Gulu"),
        ("WFP gave 300 tents to families in Gulu (115 km west of Kitgum).", "Gulu"),
    ],
)
def test_a_journey_has_its_start_for_a_place(sentence: str, places: object) -> None:
    assert deeds(sentence, "place") == [(places,)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm damaged 580 tents at a site in Gulu.",
        "UNHCR appealed to donors to assist 300 families in Gulu.",
        "An attempt by Medair to deliver 15 tents to Gulu failed.",
        "Each kit can treat 3,000 patients in Gulu.",
        "Fighting delayed the distribution of food to 300 families in Gulu.",
        "The food stored in Gulu is enough to feed 3,500 people for a month.",
        "On 22 April, a shipwreck took place near Gulu, with 11 lives lost.",
        "Some 2,900 migrants are held in three centres in Gulu.",
        "The Ministry of Health issued a six-month ban in Gulu.",
        "The average household size in Gulu was 4.9 members.",
        "Five alerts were received in Gulu.",
        "In Gulu, 363 new cholera cases were registered.",
        "In Gulu, 20 deaths and 300 recoveries were reported.",
    ],
)
def test_what_befell_or_was_only_wished_is_no_deed(sentence: str) -> None:
    assert activities(sentence) == []


def test_cases_of_disease_are_no_incidents_but_those_of_violence_are() -> None:
    disease = "In June, 41 confirmed cases of measles were recorded in Gulu."
    violence = "In June, 41 cases of child abuse were recorded in Gulu."
    assert [len(facts(text, "Incident")) for text in (disease, violence)] == [0, 1]


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        # The partners of a body that coordinates act for it; those of an agency are nobody.
        ("WASH Sector partners built 30 latrines in Gulu.", "WASH Sector", None),
        ("UNICEF partners built 30 latrines in Gulu.", None, None),
        ("UNHCR implementing partner Medair built 30 latrines in Gulu.", "Medair", "UNHCR"),
        ("UNHCR and its partner Medair built 30 latrines in Gulu.", "UNHCR", "Medair"),
        ("In Gulu, 30 latrines were built by UNHCR and its partner Medair.", "UNHCR", "Medair"),
        ("In coordination with Medair, WASH Sector partners built 30 latrines in Gulu.", "WASH Sector", "Medair"),
        # What stands between commas does not part the subject from its verb.
        ("In May, WFP, in cooperation with Medair, built 30 latrines in Gulu.", "WFP", "Medair"),
    ],
)
def test_partners_without_a_name(sentence: str, actor: str | None, partner: str | None) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, partner)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 2000 families received cash in Gulu.", [(2000, None, None)]),
        ("In 2000, 300 families received cash in Gulu.", [(300, None, "2000")]),
        ("WFP helped 3,300 out-of-school children with cash in Gulu.", [(None, 3300, None)]),
        ("UNHCR released 1,006 detained refugees in Gulu.", [(None, 1006, None)]),
        ("Some 1,700 Sudanese received cash in Gulu.", [(None, 1700, None)]),
        # A figure of another time keeps it.
        ("In Gulu, 2,705 families received cash (3,314 in 2017).", [(2705, None, None), (3314, None, "2017")]),
    ],
)
def test_numbers_find_their_noun_and_time(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    found = set(deeds(sentence, "households", "reached", "date"))
    assert found == set(expected)


def test_people_and_things_that_share_a_sentence_keep_their_numbers() -> None:
    text = "UNHCR installed a pump that serves 690 people, as well as three water tanks, in Gulu."
    assert ("water tanks", "construction", 3) in deeds(text, "item", "activityType", "quantity")


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("UNHCR gave tents to 300 families displaced by floods in Gulu.", "idps"),
        ("UNHCR gave tents to 300 families affected by floods in Gulu.", None),
        ("WFP reached 300 girls, boys, women and men in Gulu.", None),
        ("WFP reached 300 women in Gulu.", "women"),
    ],
)
def test_the_group_that_words_around_the_number_make(sentence: str, population: object) -> None:
    assert deeds(sentence, "population") == [(population,)]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Since 1 March 2022, 300 families received cash in Gulu.", "2022-03-01/2022-12-31"),
        ("On 1 March 2022, 300 families received cash in Gulu.", "2022-03-01"),
    ],
)
def test_since_reaches_to_the_end_of_the_stated_period(sentence: str, date: str) -> None:
    assert deeds(sentence, "date") == [(date,)]


def test_the_places_at_which_something_was_counted_are_nothing_done() -> None:
    text = "IOM registered 8.9 million crossings through five checkpoints."
    assert deeds(text, "item", "quantity") == [("crossings", 8900000)]


def test_the_period_of_a_report_may_stand_in_a_line_below_its_title() -> None:
    head = "# Displacement report\n\nUganda\n\nReporting period: 1 - 31 May 2022\n\n"
    text = "Since April, Oxfam has trained 300 teachers in Gulu. In 2021 it trained none."
    assert told(activities(text, head=head), "date")[0] == ("2022-04-01/2022-05-31",)


def test_the_reporting_period_is_a_time_only_where_the_report_states_one() -> None:
    text = "During the reporting period, 300 families received cash in Gulu."
    assert told(activities(text), "date") == [("2022",)]
    vague = "# UNHCR Update\n\nIn 2021 and in May 2022 floods came.\n\n" + text
    assert told(activities(vague, head=""), "date") == [(None,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oxfam completed 30 shelters in Gulu.", [act("shelters", "construction", quantity=30)]),
        ("Oxfam extended the deadline in Gulu.", []),
    ],
)
def test_verbs_of_completion_build_only_what_is_built(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity") == told(expected, "item", "activityType", "quantity")


def test_an_office_before_a_sentence_only_says_where() -> None:
    listed = "Field offices: Gulu and Kitgum."
    heading = "Gulu Hub: Since May, 300 families fled to Kitgum."
    assert [len(facts(text, "Presence")) for text in (listed, heading)] == [2, 0]


def test_those_out_of_whom_are_no_deed_nor_is_their_bracket() -> None:
    text = "Medair gave tents to 212 families (1,200 people) out of 231 families (1,390 people) in Gulu."
    assert deeds(text, "households", "reached") == [(212, 1200)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What goes to people is given to them; what goes up is built.
        ("Dignity kits went to 300 women in Gulu.", [("Dignity kits", "distribution", 300)]),
        ("Some 300 women went to Gulu.", []),
        # What stands before `for` and people is theirs, with or without a verb.
        ("Relief items for 1,800 people in Gulu and Kitgum.", [("Relief items", "distribution", 1800)]),
        (
            "Water treatment tablets for 900 people were dropped by helicopter in Gulu.",
            [("Water treatment tablets", "distribution", 900)],
        ),
        ("Some 300 people in Gulu.", []),
        # What was attended is what was held.
        ("Sessions on hygiene were attended by 486 people in Gulu.", [("Sessions", "other", 486)]),
        # Who takes part is named, no coordination held.
        (
            "In coordination with Medair, IOM helped 560 people with NFI kits in Gulu.",
            [("NFI kits", "distribution", 560)],
        ),
        ("Three girls aged 10 to 14 received school kits in Gulu.", [("school kits", "distribution", 3)]),
    ],
)
def test_what_went_to_whom(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Groups are counted where they are who got it, people where they are.
        ("USD 45,000 was paid to 300 women's groups in Gulu.", [("women's groups", 300)]),
        ("Tents were given to 12 schools in Gulu.", [("schools", 12)]),
        ("Some 40 tents were given to 12 schools in Gulu.", [("tents", 40)]),
        # A breakdown by place has no line of its own.
        ("Seven wells were dug (four in Gulu, three in Kitgum).", [("wells", 7)]),
        ("Seven wells and four latrines were dug in Gulu.", [("wells", 7), ("latrines", 4)]),
        # `40 staff work` is no work on anything.
        ("Some 40 staff work in Gulu.", []),
        ("UNHCR opened a field office in Gulu in May 2022.", []),
    ],
)
def test_things_that_are_counted(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "quantity") == expected


def test_an_incident_is_counted_whatever_it_involves() -> None:
    text = "Seven incidents involving aid convoys were reported in Gulu."
    assert told(facts(text, "Incident"), "quantity") == [(7,)]
    assert activities(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "WFP gave out 900 bars of soap and 40 packets of biscuits.",
            [("bars of soap", 900), ("packets of biscuits", 40)],
        ),
        ("UNHCR moved 300 refugees to Bol in nine buses.", [("relocation", None)]),
    ],
)
def test_what_goods_are_packed_in_and_what_people_come_in(
    sentence: str, expected: list[tuple[str, int | None]]
) -> None:
    assert deeds(sentence, "item", "quantity") == expected


def test_people_are_reached_whatever_stands_behind_their_noun() -> None:
    sentence = "UNHCR issued documents to 2,140 children at risk of statelessness in Bol."
    assert deeds(sentence, "reached", "population") == [(2140, "at-risk-of-statelessness")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Who came to it, in a clause of its own.
        ("WFP held a workshop in Gulu on 4 May, attended by 85 officials.", [("workshop", 85, "authorities", None)]),
        (
            "In Gulu, 24 committees were set up, bringing together 480 refugees.",
            [("committees", 480, "refugees", None)],
        ),
        # Of whom so many are of a group or sex.
        ("WFP trained 300 people in Gulu, of whom 40 were refugees.", [("training", 300, "refugees", None)]),
        ("WFP trained 300 people in Gulu, of whom 40 were women.", [("training", 300, None, 40)]),
        # Who took part in it.
        ("Some 300 people took part in 12 training sessions in Gulu.", [("training sessions", 300, None, None)]),
        ("Some 300 refugees attended 12 workshops in Gulu.", [("workshops", 300, "refugees", None)]),
        # What others fled from is nothing that was done to them.
        (
            "WFP deployed three teams to Gulu to respond to the displacement of 9,000 people.",
            [("teams", None, None, None)],
        ),
    ],
)
def test_who_was_reached_in_a_further_clause(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "reached", "population", "women") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("WFP repaired 40 wells in Gulu and will dig 20 more.", [(40, None), (20, "planned")]),
        ("WFP has repaired 40 wells in Gulu and plans to dig 20 wells.", [(40, None), (20, "planned")]),
        ("WFP will dig 20 wells in Gulu and repair 40 wells.", [(20, "planned"), (40, "planned")]),
        ("WFP will dig 20 wells in Gulu and has repaired 40.", [(20, "planned"), (40, None)]),
        ("WFP is digging 20 wells in Gulu and has repaired 40.", [(20, "ongoing"), (40, None)]),
    ],
)
def test_each_verb_tells_whether_its_own_deed_is_done(sentence: str, expected: list[tuple[int, str | None]]) -> None:
    assert deeds(sentence, "quantity", "status") == expected


def test_what_is_only_recommended_is_not_done() -> None:
    assert deeds("It is recommended that partners provide 500 kits in Gulu.", "item") == []
    assert deeds("WFP airdropped 40 tons of rice in Gulu.", "item", "quantity") == [("tons of rice", 40)]
