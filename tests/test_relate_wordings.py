"""Activities in the wordings of many agencies: verbs without a subject, goods by weight, events that are under way."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Distributed 400 kits to families in Juba.",
            [act("kits", "distribution", quantity=400, actor="UNHCR", place="Juba")],
        ),
        (
            "Conducted training for 30 teachers in Juba.",
            [act("training", "training", reached=30, population="staff", actor="UNHCR", place="Juba")],
        ),
        (
            "Rwanda: Providing masks to nurses in remote places.",
            [
                act(
                    "masks",
                    "distribution",
                    population="staff",
                    actor="UNHCR",
                    place="Rwanda",
                    status="ongoing",
                )
            ],
        ),
        ("Providing masks to nurses remains hard in Juba.", []),
        (
            "Trained volunteers in Juba reached 300 families with soap.",
            [act("soap", "distribution", households=300, place="Juba")],
        ),
    ],
)
def test_a_verb_without_a_subject_opens_an_item(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Gulu, WFP reached 7,300 people with 257 mt of cereals and salt.",
            [
                act(
                    "mt of cereals and salt",
                    "distribution",
                    quantity=257,
                    reached=7300,
                    actor="WFP",
                    place="Gulu",
                )
            ],
        ),
        (
            "UNHAS airlifted 24 tons of cargo to Gulu.",
            [act("tons of cargo", "relocation", quantity=24, actor="UNHAS", place="Gulu")],
        ),
        (
            "UNHAS operated 17 flights to Gulu.",
            [act("flights", "other", quantity=17, actor="UNHAS", place="Gulu")],
        ),
        (
            "IOM transported 40 families to Gulu.",
            [act("transportation", "relocation", households=40, actor="IOM", place="Gulu")],
        ),
    ],
)
def test_goods_are_moved_and_told_by_what_is_measured(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Voucher distributions are ongoing in Gulu.",
            [act("Voucher distributions", "cash-assistance", place="Gulu", status="ongoing")],
        ),
        (
            "The assessment is now under way in Gulu.",
            [act("assessment", "monitoring", place="Gulu", status="ongoing")],
        ),
        (
            "WFP has started the distribution of seeds in Gulu.",
            [act("seeds", "distribution", actor="WFP", place="Gulu", status="ongoing")],
        ),
        (
            "UNICEF signed an agreement to build five wells in Gulu.",
            [
                act(
                    "wells",
                    "construction",
                    quantity=5,
                    actor="UNICEF",
                    place="Gulu",
                    status="planned",
                )
            ],
        ),
    ],
)
def test_what_goes_on_and_what_is_agreed(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Five mobile health teams provided nutrition support in Gulu.",
            [act("nutrition support", "health-care", place="Gulu")],
        ),
        (
            "Some 870 refugees received a second round of food assistance.",
            [act("food assistance", "distribution", reached=870, population="refugees")],
        ),
        (
            "Some 3,000 children under five were vaccinated in Gulu.",
            [act("vaccination", "vaccination", reached=3000, population="children", place="Gulu")],
        ),
        ("UNHCR adopted a two-fold approach in Gulu.", []),
    ],
)
def test_numbers_that_count_no_deliverable(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("XQR supplied 10 bags of rice in Gulu.", "XQR"),
        ("IRC supplied 10 bags of rice in Gulu.", "International Rescue Committee"),
        ("GBV supplied 10 bags of rice in Gulu.", None),
    ],
)
def test_an_acronym_may_act(sentence: str, actor: str | None) -> None:
    assert [fact.get("actor") for fact in activities(sentence)] == [actor]


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("In Gulu, 12 lamps were installed at sites for internally displaced people.", "idps"),
        ("In Gulu, 12 lamps were installed in IDP sites.", "idps"),
        ("In Gulu, 12 lamps were installed by refugees.", None),
    ],
)
def test_a_thing_is_for_those_where_it_stands(sentence: str, population: str | None) -> None:
    assert [fact.get("population") for fact in activities(sentence)] == [population]


def test_a_place_at_the_head_of_a_sentence_holds_for_the_next() -> None:
    text = "In Gulu, the rains came late. In Arua, the roads are bad. WFP distributed 300 kits."
    assert [fact["place"] for fact in activities(text)] == ["Arua"]


def test_the_distribution_that_started_goes_on() -> None:
    (fact,) = activities("The distribution of one-month food rations in Gulu started on 18 April.")
    assert fact["status"] == "ongoing"


@pytest.mark.parametrize(
    ("sentence", "sector"),
    [
        ("WHO teams visited 1,450 households in Gulu.", "health"),
        ("The Ministry of Education visited 14 villages in Gulu.", "education"),
        ("In Gulu, 1,450 households were visited against the cholera outbreak.", "health"),
        ("In Gulu, 1,450 households were visited.", "protection"),
        ("WFP supplied 40 cartons of snacks in Gulu.", "food-security"),
    ],
)
def test_the_sector_of_who_acts(sentence: str, sector: str) -> None:
    assert [fact.get("sector") for fact in facts(sentence, "Activity")] == [sector]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In Gulu, 40 kits were distributed for the benefit of 300 families.",
            [act("kits", "distribution", quantity=40, households=300, place="Gulu")],
        ),
        (
            "Partners assisted 2,000 refugees through hotline services in Gulu.",
            [act("hotline services", "other", reached=2000, population="refugees", place="Gulu")],
        ),
        (
            "WFP provided food in Gulu through two local Cooperating Partners (CPs), the Green Hills Trust and Oxfam.",
            [act("food", "distribution", actor="WFP", partner=["Green Hills Trust", "Oxfam"], place="Gulu")],
        ),
        ("Oxfam visited the market in Gulu.", [act("visit", "monitoring", actor="Oxfam", place="Gulu")]),
        ("In Gulu, 14 wells were disinfected.", [act("wells", "other", quantity=14, place="Gulu")]),
        (
            "WFP moved 40 tons of rice, beans and oil to Gulu.",
            [act("tons of rice, beans and oil", "distribution", quantity=40, actor="WFP", place="Gulu")],
        ),
        (
            "In Gulu, 30 families who cleaned the market received food.",
            [act("food", "distribution", households=30, place="Gulu")],
        ),
    ],
)
def test_what_people_got_and_through_whom(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council in Gulu requested assistance for 300 displaced families.", []),
        ("Overall, 279 humanitarian organisations are implementing programmes in Gulu.", []),
        (
            "44 doctors and 82 nurses/paramedics in Gulu have been trained.",
            [
                act("training", "training", reached=44, population="staff", place="Gulu"),
                act("training", "training", reached=82, population="staff", place="Gulu"),
            ],
        ),
        (
            "Donors have brought in 70 MT of rice and 500 tents for Gulu in May 2022.",
            [
                act("MT of rice", "distribution", quantity=70, place="Gulu", date="2022-05"),
                act("tents", "distribution", quantity=500, place="Gulu", date="2022-05"),
            ],
        ),
        ("Some 300 kits have arrived in Gulu.", [act("kits", "distribution", quantity=300, place="Gulu")]),
        ("Some 300 families have arrived in Gulu.", []),
        ("Some 300 Kenyan nationals have arrived in Gulu.", []),
        ("The response in Gulu is implemented by a group of all six NGOs.", []),
        (
            "The government hosted a conference in Gulu, aimed at finding ways to help.",
            [act("conference", "coordination", place="Gulu")],
        ),
        (
            "On 1 June 2022, UNHCR visited a village (15 km south of Gulu).",
            [act("visit", "monitoring", actor="UNHCR", place=None, date="2022-06-01")],
        ),
        (
            "IOM opened a clinic in Gulu, which is expected to treat many.",
            [act("clinic", "other", actor="IOM", place="Gulu")],
        ),
        (
            "In Gulu, partners are relocating affected families to higher grounds.",
            [act("relocation", "relocation", place="Gulu", status="ongoing")],
        ),
        ("The team visited a US-funded clinic in Gulu.", [act("visit", "monitoring", actor="UNHCR", place="Gulu")]),
    ],
)
def test_who_asked_who_came_and_what_is_behind_a_deed(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert activities(sentence) == [{k: v for k, v in fact.items() if v is not None} for fact in expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Each family in Gulu receives two food parcels.",
        "The curfew in Gulu was extended until 30 June.",
        "The store in Gulu that supplies medicines is far.",
        "Some patients are evacuated to Gulu.",
    ],
)
def test_rules_days_and_descriptions_are_no_deeds(sentence: str) -> None:
    assert activities(sentence, head="# UNHCR Uganda\n\n") == []


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ("Somali Region", "Somali"),
        ("Somali and Afar regions", ["Somali", "Afar"]),
        ("Dawa, Liban and Afder zones", ["Dawa", "Liban", "Afder"]),
        ("Addis Ababa with Somali refugees", "Addis Ababa"),
        # `Man` is a town, and a word for people.
        ("Abidjan, Korhogo, Man, Duekoue and Bouake", ["Abidjan", "Korhogo", "Duekoue", "Bouake"]),
        ("Addis Ababa and in Lebanon", ["Addis Ababa", "Lebanon"]),
    ],
)
def test_a_region_may_be_called_as_a_people_or_a_country_is(where: str, places: object) -> None:
    head = "# UNHCR Ethiopia Operational Update\n\nJune 2023\n\n"
    (fact,) = activities(f"Oxfam drilled 12 wells in {where}.", head=head)
    assert fact["place"] == places


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("across 32 of Uganda's 134 districts", "Uganda"),
        ("in 3 of Gulu's 5 municipalities", "Gulu"),
        ("across all 14 Ugandan districts", "Uganda"),
        ("in most of the country's 134 districts", "Uganda"),
        ("across country", "Uganda"),
        ("in all the 134 districts", None),
    ],
)
def test_so_many_districts_of_a_country_are_the_country(where: str, place: str | None) -> None:
    (fact,) = activities(f"WFP fed 3,000 children {where}.")
    assert fact.get("place") == place


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        ("Of the 200 teachers, 150 were trained by UNICEF in Gulu.", [150]),
        ("Of Uganda's 1.4 million refugees, 40,000 received blankets in Gulu.", [40000]),
        ("Among the 300 patients treated by UNICEF in Gulu, 40 were children.", [300]),
    ],
)
def test_the_whole_that_a_sentence_opens_with_got_nothing(sentence: str, reached: list[int]) -> None:
    assert [fact["reached"] for fact in activities(sentence)] == reached


@pytest.mark.parametrize(
    ("whom", "population"),
    [
        ("300 families (over 900 people) displaced by the conflict", "idps"),
        ("300 families who were newly displaced by floods", "idps"),
        ("300 households in host and refugee communities", ["host-community", "refugees"]),
        ("displaced and host families", ["idps", "host-community"]),
        ("300 women from displaced and refugee families", ["women", "idps", "refugees"]),
    ],
)
def test_who_got_something_is_told_behind_a_bracket_and_before_a_shared_noun(whom: str, population: object) -> None:
    (fact,) = activities(f"Oxfam gave soap to {whom} in Gulu.")
    assert fact["population"] == population


def test_a_breakdown_belongs_to_the_number_behind_what_was_included() -> None:
    (fact,) = activities("Oxfam gave food, including rice and oil, to 300 people in Gulu, of whom 40 were children.")
    assert (fact["reached"], fact["population"]) == (300, "children")


@pytest.mark.parametrize(
    ("sentence", "item", "kind"),
    [
        ("Some 300 children benefited from access to education in Gulu.", "education", "education-support"),
        ("Oxfam provided 300 people with access to clean water in Gulu.", "clean water", "distribution"),
        ("Oxfam built 40 latrines in Gulu.", "latrines", "construction"),
    ],
)
def test_access_is_to_what_is_told_behind_it(sentence: str, item: str, kind: str) -> None:
    (fact,) = activities(sentence)
    assert (fact["item"], fact["activityType"]) == (item, kind)


def test_a_country_in_the_name_of_a_plan_is_no_place_of_a_deed() -> None:
    assert activities("The Kenya Refugee Response Plan was developed by UNHCR.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Naturalization files of 164 minors were transmitted to the Ministry of Justice.",
        "Asylum applications of 164 minors were forwarded to the Ministry of Justice.",
    ],
)
def test_files_that_are_passed_on_are_legal_work(sentence: str) -> None:
    assert told(activities(sentence), "activityType", "reached") == [("legal-assistance", 164)]


def test_other_things_that_are_passed_on_are_no_deeds() -> None:
    assert activities("Malaria is transmitted by mosquitoes to 300 people in Gulu.") == []


def test_a_site_and_the_village_that_it_is_called_after_are_one_place() -> None:
    (fact,) = activities(
        "UNHCR transferred eight children of the Bidi Bidi site to the school in the village of Bidi Bidi."
    )
    assert fact["place"] == "Bidi Bidi"


def test_no_part_of_an_organisations_name_is_a_place_or_a_programme() -> None:
    (fact,) = activities("Médecins Sans Frontières-Belgium treated 320 patients in Gulu.")
    assert fact["place"] == "Gulu"
    (fact,) = activities("UNHCR, through Humanitarian Initiative Just Relief Aid, drilled 12 boreholes in Gulu.")
    assert (fact["partner"], fact.get("programme")) == ("Humanitarian Initiative Just Relief Aid", None)


@pytest.mark.parametrize(
    ("whom", "partners"),
    [
        ("the Ministry of Health", "Ministry of Health"),
        ("its partner Oxfam", "Oxfam"),
        ("the Governor and the Ministry of Interior", "Ministry of Interior"),
    ],
)
def test_whom_an_organisation_met_took_part_in_a_meeting(whom: str, partners: str) -> None:
    (fact,) = activities(f"On 4 May 2022, UNICEF met {whom} in Gulu.")
    assert (fact["item"], fact["actor"], fact["partner"]) == ("meeting", "UNICEF", partners)


@pytest.mark.parametrize("what", ["refugee leaders", "its target", "the needs of the displaced"])
def test_meeting_anything_else_is_no_meeting(what: str) -> None:
    assert activities(f"UNICEF met {what} in Gulu.") == []


def test_the_label_of_an_item_is_no_part_of_its_sentence() -> None:
    (fact,) = facts(
        "Social cohesion: In Gulu, through the partners Oxfam and CARE, 64 sensitization sessions reached 300 women.",
        "Activity",
    )
    assert told([fact], "quantity", "reached", "place", "sector") == [(64, 300, "Gulu", "social-cohesion")]


def test_where_returnees_come_from_is_not_where_they_were_helped() -> None:
    (fact,) = activities("WFP assisted 20,419 returnees from Kenya and Tanzania with in-kind rations.")
    assert "place" not in fact


def test_money_that_is_transferred_moves_nobody() -> None:
    (fact,) = activities("In May, WFP transferred US$ 2.4 million in cash to 32,000 people in Gulu.")
    assert (fact["activityType"], fact["item"], fact["reached"]) == ("cash-assistance", "cash", 32000)


def test_the_agency_of_whom_a_sentence_speaks_is_not_the_publisher() -> None:
    (fact,) = activities("According to UNICEF, the agency fed 300 people in Gulu.")
    assert fact.get("actor") != "UNHCR"


def test_only_those_who_work_for_an_organisation_act_for_it() -> None:
    assert told(activities("WHO's generators supplied 40 patients in Gulu with power."), "actor") != [("WHO",)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Refugees as of 31 May: 45,000 (Sudan 30,000; Niger 15,000)", 45000),
        ("Refugees in 2022: 45,000 (Sudan 30,000; Niger 15,000)", 45000),
    ],
)
def test_the_total_before_a_list_by_origin_is_no_day(line: str, value: int) -> None:
    assert told(facts(line, "PopulationFigure"), "value")[0] == (value,)


def test_an_indicator_keeps_the_words_that_hold_one_for_a_target() -> None:
    (fact,) = facts("Share of pregnancies that were unplanned: 31%", "Measurement")
    assert (fact["indicator"], fact["measure"]) == ("pregnancies that were unplanned", "actual")


def test_the_first_of_two_joined_goods_may_have_a_hyphen() -> None:
    (fact,) = activities("Oxfam gave start-up and hygiene kits to families in Gulu.")
    assert fact["item"] == "start-up and hygiene kits"


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("In Gulu, 95 children between 6 and 59 months and 40 women received vitamins.", [95, 40]),
        ("In Gulu, 95 children from 6 to 59 months and pregnant women received vitamins.", [95]),
        ("Oxfam gave 95 families soap in Gulu, where a household of 6 members is provided with one bar.", []),
        ("A group of 30 farmers received seeds in Gulu.", [30]),
    ],
)
def test_ages_and_the_size_of_a_household_count_nobody(sentence: str, counts: list[int]) -> None:
    assert [n for (n,) in told(activities(sentence), "reached") if n] == counts


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        (
            "Oxfam dug 5 wells in Gulu,12 and IOM gave 40 tents in Arua.3 In Moroto, CARE dug 7 wells.",
            ["Gulu", "Arua", "Moroto"],
        ),
        ("WHO trained 40 nurses in [Gulu]The district.", ["Gulu"]),
    ],
)
def test_marks_of_footnotes_and_brackets_are_no_part_of_a_name(sentence: str, places: list[str]) -> None:
    assert told(activities(sentence), "place") == [(place,) for place in places]


def test_people_are_told_once_as_a_figure_or_as_served() -> None:
    text = "Some 262 people were disembarked at Tripoli in May."
    assert (len(facts(text, "PopulationFigure")), activities(text)) == (1, [])


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("Partners prepositioned 950 tons of food in Gulu.", ["tons of food"]),
        ("Two flights brought 962 school kits and 40 tents to Gulu.", ["school kits", "tents"]),
        ("The rains brought 300 mm of water to Gulu.", []),
    ],
)
def test_goods_are_brought_and_put_in_place(sentence: str, items: list[str]) -> None:
    assert told(activities(sentence), "item") == [(item,) for item in items]


def test_a_place_ahead_of_a_number_is_that_of_its_people_only() -> None:
    text = "There are 300 refugees in Gulu and 200 refugees in Arua, while in Moroto about 40 refugees live."
    assert told(facts(text, "PopulationFigure"), "value", "place") == [(300, "Gulu"), (200, "Arua"), (40, "Moroto")]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("In phases 3 and 4, Oxfam gave 40 tents to families in Gulu.", [40]),
        ("In week 25 Oxfam trained 30 pupils of grades 1 to 6 in Gulu.", [30]),
        ("Oxfam gave 40 tents to families in two camps and 7 stoves to a school in Gulu.", [40, 7]),
        ("Oxfam held a workshop for nurses from 16 upazilas and five divisions in Gulu.", []),
        ("A farm in Gulu received 50 tons of fodder for its 240 cows.", [50]),
    ],
)
def test_what_is_numbered_and_what_districts_there_are_is_not_counted(sentence: str, counts: list[int]) -> None:
    found = told(activities(sentence), "quantity", "reached")
    assert [n for pair in found for n in pair if n] == counts


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("Oxfam trained 60 displaced women in Gulu.", ["idps", "women"]),
        ("Oxfam gave soap to displaced youth in Gulu.", ["idps", "youth"]),
        ("Oxfam gave soap to displaced refugees in Gulu.", "refugees"),
        ("Oxfam gave soap to 40 repatriated children in Gulu.", ["returnees", "children"]),
        ("Oxfam gave soap to 40 returning families in Gulu.", "returnees"),
        ("Oxfam trained 60 disabled women in Gulu.", ["persons-with-disabilities", "women"]),
    ],
)
def test_adjectives_tell_which_people_they_are(sentence: str, population: Any) -> None:
    assert told(activities(sentence), "population") == [(population,)]


def test_those_who_are_to_get_something_have_not_got_it() -> None:
    (fact,) = activities("A further 200 families are to receive chlorine tablets in Gulu.")
    assert fact["status"] == "planned"


def test_what_happened_since_a_time_is_not_of_that_time_alone() -> None:
    text = "Since January, 45 refugees were resettled to Sweden. Some 120 asylum-seekers live in Arua."
    (figure,) = facts(text, "PopulationFigure")
    assert "date" not in figure


def test_what_one_donor_gave_is_not_all_that_was_received() -> None:
    text = "The plan requires US$ 28 million. So far US$ 11 million has been received: US$ 5 million from ECHO."
    (funding,) = facts(text, "Funding")
    assert (funding["required"], funding["received"]) == (28000000, 11000000)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A total of 25 dialogues drew 1,870 people in Gulu.", ("dialogues", 25, 1870)),
        ("In Gulu, 12 sessions reached 300 women.", ("sessions", 12, 300)),
        ("Some 12 teams reached 300 women in Gulu.", ("assistance", None, 300)),
        ("Two boreholes serving 900 people in Gulu were handed over to the ministry.", ("boreholes", 2, 900)),
        ("Two schools hosting 900 pupils were repaired in Gulu.", ("schools", 2, 900)),
    ],
)
def test_what_reached_people_and_how_many_is_one_activity(sentence: str, expected: tuple[Any, ...]) -> None:
    assert told(activities(sentence), "item", "quantity", "reached") == [expected]


@pytest.mark.parametrize("made", ["made", "carried out"])
def test_visits_are_counted_by_themselves(made: str) -> None:
    found = activities(f"UNHCR {made} 12 visits to 30 schools in Gulu.")
    assert told(found, "item", "quantity", "activityType") == [("visits", 12, "monitoring")]


@pytest.mark.parametrize(
    ("sentence", "activity"),
    [
        ("Construction works for 3 schools are ongoing in Juba.", "construction"),
        ("Rehabilitation works on 3 schools were completed in Juba.", "rehabilitation"),
        ("Construction work of 3 schools started in Juba.", "construction"),
        ("Work on 3 schools was completed in Juba.", "construction"),
    ],
)
def test_works_are_of_the_kind_that_the_noun_before_them_names(sentence: str, activity: str) -> None:
    (found,) = activities(sentence)
    assert (found["item"], found["quantity"], found["activityType"]) == ("schools", 3, activity)


def test_what_relates_to_something_is_the_noun_behind() -> None:
    (found,) = activities("UNHCR organized 12 health related sessions in Juba.")
    assert (found["item"], found["quantity"]) == ("health related sessions", 12)


def test_who_served_the_whole_served_the_part_of_them() -> None:
    found = activities("In Juba, WFP reached 9,000 people with soap. Of these people, 6,000 received cash transfers.")
    assert [(f["reached"], f["actor"]) for f in found] == [(9000, "WFP"), (6000, "WFP")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The total number of people who received cash in Juba is 400.",
        "The number of people who received cash in Juba rose to 400.",
        "The number of refugees who received cash in Juba reached 400.",
    ],
)
def test_the_number_of_people_who_got_something_were_served(sentence: str) -> None:
    (found,) = activities(sentence)
    assert (found["item"], found["reached"], found["place"]) == ("cash", 400, "Juba")
    assert facts(sentence, "PopulationFigure") == []


def test_trainings_and_the_verb_behind_them_are_one() -> None:
    (found,) = activities("There were 12 trainings held in Juba for 300 teachers.")
    assert (found["item"], found["quantity"], found["reached"]) == ("trainings", 12, 300)


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        ("Some 1,200 people had access to safe water in Juba.", 1200),
        ("Some 1,200 people now have access to safe water in Juba.", 1200),
        ("Some 1,200 people have access to safe water in Juba.", None),
        ("Only 1,200 people had access to safe water in Juba.", None),
        ("Some 1,200 people had limited access to water supply in Juba.", None),
    ],
)
def test_what_people_came_to_have_access_to_was_done_for_them(sentence: str, reached: int | None) -> None:
    assert [a["reached"] for a in activities(sentence)] == ([reached] if reached else [])


@pytest.mark.parametrize(
    ("heading", "sentence", "sector"),
    [
        ("Gender-based violence", "UNHCR installed 70 solar street lamps in Juba.", "energy"),
        ("Food security", "UNHCR rehabilitated 12 boreholes in Juba.", "wash"),
        ("Education", "UNHCR built 12 latrines in Juba.", "education"),
        ("Durable Solutions", "UNHCR issued 40 identity cards in Gulu.", "protection"),
        ("Durable Solutions", "UNHCR examined 40 applications for naturalisation in Gulu.", "statelessness"),
        ("Protection", "OCHA held an inter-cluster meeting in Gulu on 4 May.", "coordination"),
    ],
)
def test_what_is_built_keeps_its_sector_under_a_heading_of_another(heading: str, sentence: str, sector: str) -> None:
    (found,) = facts(f"## {heading}\n\n{sentence}", "Activity")
    assert found["sector"] == sector


@pytest.mark.parametrize(
    ("sentence", "item", "activity"),
    [
        ("UNICEF supported 12 schools with furniture in Juba.", "schools", "distribution"),
        ("UNHCR supported 16 groups of women with cash in Juba.", "groups of women", "cash-assistance"),
        ("UNHCR supported 16 clinics in Juba.", "clinics", "other"),
        ("In terms of legal assistance, UNHCR supported 30 people in Juba.", "legal assistance", "legal-assistance"),
        ("In terms of health assistance, IOM reached 80 people in Juba.", "health assistance", "health-care"),
    ],
)
def test_the_type_of_help_is_that_of_what_it_was(sentence: str, item: str, activity: str) -> None:
    (found,) = activities(sentence)
    assert (found["item"], found["activityType"]) == (item, activity)


def test_things_that_are_still_under_way_are_of_the_kind_of_those_done() -> None:
    found = activities("Some 30 wells were drilled and 12 are under way in Juba.")
    assert [(a["quantity"], a["activityType"], a.get("status")) for a in found] == [
        (30, "construction", None),
        (12, "construction", "ongoing"),
    ]


def test_a_noun_that_describes_another_of_its_type_is_no_activity_of_its_own() -> None:
    (found,) = activities("A coordination and information sharing meeting was held in Juba with 30 leaders.")
    assert (found["item"], found["reached"]) == ("coordination and information sharing meeting", 30)
    food, vaccination = activities("Food distribution and vaccination of 30 children took place in Juba.")
    assert (food["activityType"], vaccination["activityType"]) == ("distribution", "vaccination")


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 8 million people do not know how they will obtain their next meal.",
        "Some 270 people hold a border card.",
        "About 120 families gathered in six schools in Juba.",
        "Two journalists covering the area said so.",
    ],
)
def test_what_people_do_themselves_is_no_help(sentence: str) -> None:
    assert activities(sentence) == []
