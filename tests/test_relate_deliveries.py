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
        ("Sessions on hygiene were attended by 486 people in Gulu.", [("Sessions", "awareness-raising", 486)]),
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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What something given or built is like, or serves, is no second deed.
        (
            "Oxfam drilled five wells equipped with hand pumps in Gulu, benefiting 2,500 people.",
            [("wells", "construction", 5, 2500)],
        ),
        (
            "UNFPA dispatched 45 kits which will support 9,000 deliveries in Gulu.",
            [("kits", "distribution", 45, None)],
        ),
        # Rounds only tell how often.
        (
            "Oxfam provided three rounds of unconditional cash transfers to 4,150 people in Gulu.",
            [("unconditional cash transfers", "cash-assistance", None, 4150)],
        ),
        (
            "Oxfam distributed two rounds of hygiene kits to 300 people in Gulu.",
            [("hygiene kits", "distribution", None, 300)],
        ),
        ("In 2022, 5,640 babies were delivered safely in Gulu.", [("deliveries", "health-care", None, 5640)]),
        (
            "Oxfam handed seed and fertilizer packages to 74 farmers.",
            [("seed and fertilizer packages", "distribution", None, 74)],
        ),
        (
            "UGX 14 million distributed in cash grants to 50 people in Gulu.",
            [("cash grants", "cash-assistance", None, 50)],
        ),
    ],
)
def test_one_deed_is_told_once(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


def test_a_list_by_sex_of_those_who_came_is_one_with_what_was_held() -> None:
    found = activities("Twelve information sessions were held in Gulu, attended by 312 women and 205 men.")
    assert told(found, "quantity", "women", "men", "reached") == [(12, 312, 205, None)]


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        ("Bright Path Union, supported by UNICEF, opened a shelter in Gulu in May.", "Bright Path Union", "UNICEF"),
        (
            "Ten ambulances were procured and delivered to the Ministry of Health by UNICEF.",
            "UNICEF",
            "Ministry of Health",
        ),
        (
            "Support was provided to the Ministry of Health for the COVID-19 vaccination of 26,500 people in Gulu.",
            None,
            "Ministry of Health",
        ),
    ],
)
def test_who_is_helped_or_receives_takes_part(sentence: str, actor: str | None, partner: str) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, partner)]


def test_what_is_included_is_where_the_whole_is() -> None:
    sentence = "Oxfam carried out improvement activities in Gulu and Arua, including the construction of 12 kitchens."
    assert deeds(sentence, "item", "place") == [("kitchens", ["Gulu", "Arua"])]


@pytest.mark.parametrize(
    ("item", "sector"),
    [
        ("mine risk education sessions", "protection"),
        ("hygiene education sessions", "wash"),
        ("farmer field schools", "livelihoods"),
        ("education sessions", "education"),
    ],
)
def test_what_is_taught_about_tells_the_sector(item: str, sector: str) -> None:
    found = facts(f"Oxfam organised 12 {item} in Gulu.", "Activity")
    assert told(found, "item", "sector") == [(item, sector)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # People and things that one verb moves are two deeds.
        (
            "UNHAS transported 1,204 passengers and 11.6 tons of cargo to Gulu.",
            [("tons of cargo", "relocation", 11.6, None), ("transportation", "relocation", None, 1204)],
        ),
        (
            "Multi-purpose cash grants of UGX 16,000 each were transferred to 760 people in Gulu.",
            [("Multi-purpose cash grants", "cash-assistance", None, 760)],
        ),
        # What was done while something was held tells whom that reached.
        (
            "WHO conducted a vaccination campaign in Gulu, during which 900 children were immunized against measles.",
            [("vaccination campaign", "vaccination", None, 900)],
        ),
        ("WHO held a workshop in Gulu, in which 40 nurses were trained.", [("workshop", "training", None, 40)]),
        ("Oxfam finished repairs on 96 damaged houses in Gulu.", [("damaged houses", "rehabilitation", 96, None)]),
        (
            "Eleven water tanks installed in Gulu are producing safe water.",
            [("water tanks", "construction", 11, None)],
        ),
        ("In Gulu, 300 people received a set of tools.", [("tools", "distribution", None, 300)]),
        ("In Gulu, 118 people received start-up kits.", [("start-up kits", "livelihoods-support", None, 118)]),
        ("Issue 7 of May 2022", []),
    ],
)
def test_what_one_verb_does_to_whom(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


def test_our_teams_are_those_of_the_publisher() -> None:
    assert deeds("Our legal teams in Gulu counselled 870 displaced people.", "actor", "reached") == [("UNHCR", 870)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What a thing holds, how large it is and what each got are no counts of it.
        ("Oxfam constructed a primary school with six classrooms in Gulu.", [("primary school", "construction", None)]),
        ("Oxfam opened a treatment centre with 40 beds in Gulu.", [("treatment centre", "other", None)]),
        (
            "In Gulu, 870 households collected their monthly food basket (40 kg of maize and 5 litres of oil).",
            [("monthly food basket", "distribution", None)],
        ),
        ("Twelve schools in Gulu were each given 300 desks each.", [("schools", "distribution", 12)]),
        ("In Gulu, 870 people received 250 g bars of soap.", [("bars of soap", "distribution", None)]),
        # Through what, and what only stands before a colon.
        ("In May, the show was broadcast through four community radios in Gulu.", []),
        ("Capacity building: 40 nurses were vaccinated in Gulu.", [("vaccination", "vaccination", None)]),
        # What is planted is given to nobody, who is paid gets cash.
        ("In Gulu, 35,000 tree seedlings were planted.", [("tree seedlings", "other", 35000)]),
        ("In Gulu, 318 workers were paid.", [("cash", "cash-assistance", None)]),
        ("Oxfam reunited 19 children with their families in Gulu.", [("reunification", "other", None)]),
        ("In Gulu, 120 health workers were equipped and trained.", [("training", "training", None)]),
    ],
)
def test_what_is_counted_is_what_was_done(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity") == expected


def test_patients_are_referred_and_enrolled_for_care() -> None:
    found = activities("## Health\n\n38 children were referred to Gulu. In Arua, 41 children were enrolled.")
    assert told(found, "item", "activityType") == [("referral", "health-care"), ("enrolment", "health-care")]


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        ("Blue Sky Relief (BSR) distributed 300 kits in Gulu.", "Blue Sky Relief", None),
        ("FAO's livelihoods programme assisted 300 people in Gulu.", "FAO", None),
        (
            "Locusts: With the Ministry of Agriculture, FAO sprayed 340 hectares in Gulu.",
            "FAO",
            "Ministry of Agriculture",
        ),
    ],
)
def test_who_acts_by_the_words_around_the_name(sentence: str, actor: str, partner: str | None) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, partner)]


def test_partners_who_give_are_no_partners_of_deeds() -> None:
    assert facts("Resource partners: Japan, Kuwait, Sweden.", "Partnership") == []


def test_a_line_below_the_title_tells_the_period() -> None:
    text = "# Oxfam Uganda\n\nSituation report\n\nMay 2021\n\nSince January, 300 wells were repaired in Gulu."
    assert told(activities(text, head=""), "date") == [("2021-01-01/2021-05-31",)]


@pytest.mark.parametrize(
    "bracket",
    [
        "(54 female, 44 male)",
        "(54 women and 44 men)",
        "(54 F, 44 M)",
        "(54F/44M)",
        "(F: 54; M: 44)",
        "(M = 44, F = 54)",
    ],
)
def test_a_breakdown_by_sex_in_words_or_letters(bracket: str) -> None:
    found = activities(f"Oxfam trained 98 farmers {bracket} in Gulu.")
    assert told(found, "reached", "women", "men", "quantity") == [(98, 54, 44, None)]


def test_letters_that_stand_for_no_sex_break_nothing_down() -> None:
    found = activities("Oxfam trained 98 farmers (54 A, 44 C) in Gulu.")
    assert found
    assert all("women" not in f and "men" not in f for f in found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Oxfam supplied 500 cartons of ready-to-use therapeutic food to clinics in Gulu.",
            [("cartons of ready-to-use therapeutic food", "distribution", 500, None)],
        ),
        ("In May, 470 children were invited to a party and received toys.", [("toys", "distribution", None, 470)]),
        ("Oxfam financed the reconstruction of the Gulu school.", [("Gulu school", "rehabilitation", None, None)]),
        ("In Gulu, 943 patients were examined.", [("treatment", "health-care", None, 943)]),
        ("In Gulu, 943 applications were examined.", [("applications", "legal-assistance", 943, None)]),
        ("WFP sent 300 tents to Gulu.", [("tents", "distribution", 300, None)]),
        ("WFP sent a letter to Gulu on 3 May.", []),
        ("Two centres in Gulu welcomed 342 new arrivals.", [("reception", "reception", None, 342)]),
        ("In Gulu, 54 land disputes were settled.", [("land disputes", "legal-assistance", 54, None)]),
        (
            "A warehouse management course for 22 people was delivered in Gulu.",
            [("warehouse management course", "training", None, 22)],
        ),
        (
            "Oxfam stored 300 tents for nine partners and sent 40 kits on behalf of nine partners to Gulu.",
            [("kits", "distribution", 40, None)],
        ),
    ],
)
def test_what_more_verbs_tell(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


def test_a_body_that_others_act_under_does_not_act() -> None:
    text = "## Shelter Cluster\n\nUnder the cluster, Oxfam and UNHCR distributed tents to 820 people in Gulu."
    assert told(activities(text), "actor", "partner") == [("Oxfam", "UNHCR")]


def test_thanks_are_nothing_that_is_given() -> None:
    found = deeds("In Gulu, Oxfam was able to help 480 families thanks to your generosity.", "item", "households")
    assert found == [("assistance", 480)]


def test_what_a_place_is_for_is_no_deed() -> None:
    found = deeds("Oxfam rebuilt a school in Gulu, which welcomes 450 pupils.", "item", "reached")
    assert found == [("school", None)]


def test_an_acronym_heads_no_more_than_the_headings_beside_it() -> None:
    text = "UNICEF Uganda\nSituation report\nMay 2022\n\nHighlights\n\nHealth\n\nOxfam trained 40 nurses in Gulu.\n\n"
    text += "WASH\n\nOxfam repaired 12 wells in Gulu.\n\nCash Transfers\n\nOxfam gave 300 families cash in Gulu."
    assert told(facts(text, "Activity", head=""), "sector") == [("health",), ("wash",), ("multi-sector",)]
    text = text.replace("Health\n", "PROTECTION\n").replace("Cash Transfers\n", "Impact\n")
    assert told(facts(text, "Activity", head=""), "sector") == [("protection",), ("wash",), ("wash",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # As headlines tell it: each number is that of the participle behind it.
        (
            "40 wells repaired, 300 kits distributed and 20 nurses trained in Gulu.",
            [
                ("wells", "rehabilitation", 40, None),
                ("kits", "distribution", 300, None),
                ("training", "training", None, 20),
            ],
        ),
        (
            "62 latrines desludged, 17 repaired and 8 newly built in Gulu",
            [
                ("latrines", "other", 62, None),
                ("latrines", "rehabilitation", 17, None),
                ("latrines", "construction", 8, None),
            ],
        ),
        ("150 women given sewing machines in Gulu", [("sewing machines", "distribution", None, 150)]),
        # But not where the sentence goes on, or somebody acts.
        ("Oxfam gave tents to 300 people relocated to Gulu.", [("tents", "distribution", None, 300)]),
        # A label tells what people got.
        ("Hygiene kits: 2,900 girls in Gulu", [("Hygiene kits", "distribution", None, 2900)]),
        # What a semicolon parts is told apart.
        (
            "In Gulu, Oxfam manages services for 130 IDPs; in May it upgraded 3 communal kitchens.",
            [("communal kitchens", "rehabilitation", 3, None)],
        ),
        (
            "Our teams in Gulu reached 150 people with dry food.",
            [("dry food", "distribution", None, 150)],
        ),
        ("In Gulu, 200 people received bottles of chlorine.", [("bottles of chlorine", "distribution", None, 200)]),
    ],
)
def test_headlines_and_labels(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


def test_only_the_first_deed_of_a_sentence_goes_on_with_one_before() -> None:
    text = "Oxfam supplied the clinic with 12 tents. In Arua, 20 nurses were trained; the campaign reached 900 people."
    assert told(activities(text), "item", "reached") == [("tents", None), ("training", 20), ("campaign", 900)]


def test_those_trained_before_they_did_something_are_trained() -> None:
    assert deeds("In Gulu, 230 vendors took an oath after being trained.", "reached", "status") == [(230, None)]


def test_numbers_of_places_that_goods_reached_are_no_populations() -> None:
    text = "Dignity kits reached 300 women in Gulu (200) and Arua (100)."
    assert facts(text, "PopulationFigure") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("63 centres in Gulu were furnished with mats and lamps.", [("centres", "distribution", 63, None)]),
        # What flows in a time and what each serves are no counts.
        ("Oxfam trucked water for 180 people in Gulu (45 m³/day).", [("water", "distribution", None, 180)]),
        ("Five parks were built in Gulu, each serving about 7,000 people.", [("parks", "construction", 5, None)]),
        # Money that is given moves nobody, also where an amount stands in brackets.
        (
            "Oxfam delivered a third monthly transfer to 190 people.",
            [("third monthly transfer", "cash-assistance", None, 190)],
        ),
        ("In Gulu, 190 people got cash grants (UGX 4,000 each).", [("cash grants", "cash-assistance", None, 190)]),
        # Spaces to which people come are built by nobody.
        ("Safe spaces in Gulu were attended by 431 girls.", [("Safe spaces", "other", None, 431)]),
    ],
)
def test_what_is_no_count_and_no_journey(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "actor", "partner"),
    [
        ("In Gulu, 12 wells were repaired by Oxfam's partner Green Hands.", "Green Hands", "Oxfam"),
        ("Under the project, financed by ECHO, our team repaired 12 wells in Gulu.", "UNHCR", None),
    ],
)
def test_partners_and_teams_that_act(sentence: str, actor: str, partner: str | None) -> None:
    assert deeds(sentence, "actor", "partner") == [(actor, partner)]


def test_since_something_happened_on_a_day() -> None:
    text = "Since fighting broke out on 15 April, Oxfam has assisted 840 people."
    assert told(activities(text, "# Oxfam Uganda Update, June 2022\n\n"), "date") == [("2022-04-15/2022-06-30",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What no verb of the classes tells is left out, and takes nothing from its neighbours.
        (
            "74 km of roads brushed, 19 culverts built and two bridges repaired in Gulu",
            [("culverts", "construction", 19, None), ("bridges", "rehabilitation", 2, None)],
        ),
        ("In 2022, 24 houses composed of mud, have been constructed.", [("houses", "construction", 24, None)]),
        ("300 people trained in Gulu received kits.", [("kits", "distribution", None, 300)]),
        (
            "Oxfam trained 118 teachers in Gulu; desks (620) and text books (4,300) procured.",
            [("training", "training", None, 118)],
        ),
        # Those who visit or serve others are not served.
        ("In Gulu, 192 health workers visited 3,410 people.", [("visit", "monitoring", None, 3410)]),
        ("In total the three members served 610 people in Gulu.", [("assistance", "other", None, 610)]),
        ("In Gulu, 112 young people were placed in jobs.", [("placement", "other", None, 112)]),
        ("96,000 SMS messages sent", [("SMS messages", "awareness-raising", 96000, None)]),
    ],
)
def test_whose_number_it_is(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "activityType", "quantity", "reached") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "People reached: 1.1 million of 1.3 million targeted",
            [("assistance", 1100000, None), ("assistance", 1300000, "planned")],
        ),
        ("Children vaccinated: 450 out of 600 planned", [("vaccination", 450, None), ("vaccination", 600, "planned")]),
        ("Women assisted: 300 in Gulu", [("assistance", 300, None)]),
        (
            "Oxfam gave 43 consultations in Gulu and represented 21 refugees in court.",
            [("consultations", None, None), ("legal representation", 21, None)],
        ),
    ],
)
def test_labels_of_people_served(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert deeds(sentence, "item", "reached", "status") == expected
    assert facts(sentence, "PopulationFigure") == []


@pytest.mark.parametrize("verb", ["provided", "distributed"])
def test_nouns_that_describe_another_together(verb: str) -> None:
    found = deeds(f"WFP {verb} shelter and hygiene kits to 300 people in Gulu.", "item", "reached")
    assert found == [("shelter and hygiene kits", 300)]
    found = deeds("In Gulu, 640 people received food and dignity kits.", "item", "reached")
    assert found == [("food and dignity kits", 640)]


def test_an_amount_in_total_tells_not_as_what_it_was_given() -> None:
    sentence = "Cash assistance, UGX 11 million in total, was transferred to 640 people in Gulu by Oxfam."
    assert deeds(sentence, "item") == [("cash",)]
