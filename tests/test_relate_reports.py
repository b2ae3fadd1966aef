"""What whole reports of the agencies hold beside sentences of deeds: their lists, sheets, tables and parts."""

from __future__ import annotations

import pytest
from extraction import activities, facts, report, told


@pytest.mark.parametrize(
    "who", ["registration clerks", "fish sellers", "firefighters", "village artists", "midwife tutors"]
)
def test_those_who_are_trained_are_people(who: str) -> None:
    (act,) = activities(f"In May, UNHCR trained 120 {who} in Gulu.")
    assert (act["reached"], act["item"]) == (120, "training")


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("winterised 300 tents", "rehabilitation"),
        ("pitched 300 tents", "construction"),
        ("printed 300 schoolbooks", "other"),
        ("resolved 300 land disputes", "legal-assistance"),
        ("closed 300 protection cases", "legal-assistance"),
    ],
)
def test_verbs_of_what_is_done_to_things(deed: str, kind: str) -> None:
    (act,) = activities(f"UNHCR {deed} in Gulu.")
    assert (act["activityType"], act["quantity"]) == (kind, 300)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Under the Basic Schooling Plan, 48 wells were built in Gulu.", "Basic Schooling Plan"),
        ("The last round of the Rural Cash Support Project reached 900 households.", "Rural Cash Support Project"),
        ("Under the daily milk programme, WFP gave meals to 400 pupils.", "daily milk programme"),
        ("Under the same programme, WFP gave meals to 400 pupils.", None),
        ("WFP gave meals to 400 pupils under its daily milk project (DMP).", "daily milk project (DMP)"),
        ("WFP gave meals to 400 pupils under its own project.", None),
        ("WFP gave meals to 400 pupils under the FAO Milk Powder programme.", "Milk Powder"),
        (
            "In May, WFP trained 40 women as part of the 16 Days of Activism.",
            "16 Days of Activism against Gender-Based Violence",
        ),
        ("UNHCR gave 20 DAFI scholarships to students in Gulu.", "DAFI scholarship programme"),
    ],
)
def test_programmes_that_set_the_frame_of_a_sentence(text: str, name: str | None) -> None:
    assert [act.get("programme") for act in activities(text)] == [name]


def test_a_place_is_that_of_the_clause_that_has_a_doer_of_its_own() -> None:
    found = told(
        activities("Oxfam trained 40 teachers, and WHO delivered 75 beds to hospitals in Gulu."), "reached", "place"
    )
    assert sorted(found, key=str) == sorted([(40, None), (None, "Gulu")], key=str)
    together = activities("40 kits were distributed and 20 teachers trained in Gulu.")
    assert [act["place"] for act in together] == ["Gulu", "Gulu"]


def test_names_go_on_up_to_their_acronym_and_with_whom_they_are_for() -> None:
    acts = activities("Seeds went to 30 families through the Agency for Farming and Energy Saving in Uganda (AFES).")
    assert [act["partner"] for act in acts] == ["Agency for Farming and Energy Saving in Uganda"]
    partners = "the Gulu Union for Persons with Mental Disabilities (GUPD), Green Lira and WFP"
    found = facts(f"We worked with three partners: {partners}.", "Partnership")
    assert [f["partner"] for f in found] == ["Gulu Union for Persons with Mental Disabilities", "Green Lira", "WFP"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("UNHCR leads the Protection and the Health clusters.", ["Protection Cluster", "Health Cluster"]),
        ("UNHCR is a member of the Gulu Humanitarian INGO Forum.", ["Gulu Humanitarian INGO Forum"]),
        ("IOM co-leads the Dry Land Farming (DLF) Cluster with UNHCR.", ["IOM"]),
        ("Other partners involved in the operation: Uganda Red Cross Society, the German Red Cross and the ICRC.",
         ["Uganda Red Cross Society", "German Red Cross", "ICRC"]),
    ],
)  # fmt: skip
def test_bodies_and_partners_that_are_listed(text: str, partners: list[str]) -> None:
    found = [f["partner"] for f in facts(text, "Partnership")]
    assert [p for p in found if p in partners] == partners


def test_points_of_an_appeal_are_planned_unless_it_tells_what_was_achieved() -> None:
    needs = "## Homes\n\n$8,400,000 Funding required\n\n42,000 People targeted\n\n"
    (_, act) = activities(f"{needs}- Repair of 150 houses\n")
    assert (act["status"], act["actor"], act["place"]) == ("planned", "UNHCR", "Uganda")
    acts = activities("## Homes\n\n42,000 People targeted\n\n2,000 People reached\n\n- Repair of 150 houses in Gulu\n")
    assert [a.get("status") for a in acts] == ["planned", None, None]


def test_a_heading_with_a_time_tells_when_the_points_below_it_were_done() -> None:
    assert [a.get("date") for a in activities("## What we did in 2020\n\n- 48 schools repaired in Gulu.\n")] == ["2020"]
    assert [a.get("date") for a in activities("## Targets for 2020\n\n- 48 schools repaired in Gulu.\n")] == [None]


def test_what_follows_from_a_plan_is_planned() -> None:
    acts = activities("IOM will give grants to 640 shops, creating 3,200 jobs.")
    assert {a["status"] for a in acts} == {"planned"}
    acts = activities("IOM aims to build 15 centres in Gulu and to train 400 nurses.")
    assert [a["status"] for a in acts] == ["planned", "planned"]


@pytest.mark.parametrize(
    "text",
    [
        "In July, 87 aid organizations were operating in Gulu.",
        "The network brings together 47 agencies.",
        "Only two protection officers cover the whole of the Gulu region.",
        "The classrooms will host 640 pupils.",
    ],
)
def test_those_who_work_or_are_somewhere_are_nothing_that_was_done(text: str) -> None:
    assert not activities(text)


def test_a_week_numbers_no_people() -> None:
    (act,) = activities("In the same week 418 new arrivals were registered by UNHCR in Gulu.")
    assert act["reached"] == 418


def test_columns_may_name_in_brackets_whom_they_count() -> None:
    table = "| District | Seed packs (households) | Cash (HHs) |\n| --- | --- | --- |\n| Gulu | 1,400 | 210 |\n"
    assert told(activities(table + "| Lira | 1,180 | - |\n"), "item", "place", "households") == [
        ("Seed packs", "Gulu", 1400),
        ("Cash", "Gulu", 210),
        ("Seed packs", "Lira", 1180),
    ]


def test_the_name_of_an_indicator_is_no_header_between_its_rows() -> None:
    text = (
        "Sector results\n\nIndicator Target Results Target Results\n# of pumps repaired 30 20 300 200\n\n"
        "Education\n# of affected children given access to school and reached with\nmeals 82 13 129 20\n"
    )
    found = facts(text, "Measurement")
    assert [f["value"] for f in found] == [30, 20, 300, 200, 82, 13, 129, 20]


def test_a_division_is_nobody_and_a_main_office_is_an_office() -> None:
    contacts = facts("## Contacts\n\nRelief Division: relief@iom.example\n", "Contact")
    assert not any(c.get("person") for c in contacts)
    assert told(facts("Main Office: Gulu", "Presence"), "kind", "place") == [("Main Office", "Gulu")]


def test_names_of_columns_may_go_on_in_the_next_line() -> None:
    text = (
        "RESPONSE BY DISTRICT\n\n"
        "District   Consultations   Dignity kits   Women reached in\n"
        "                           distributed    safe rooms\n"
        "Gulu       7,310           2,400          3,112\n"
        "Lira       5,902           4,120          2,480\n"
    )
    found = told(activities(text), "item", "place", "quantity", "reached")
    assert [f for f in found if f[1] == "Gulu"] == [
        ("Consultations", "Gulu", 7310, None),
        ("Dignity kits", "Gulu", 2400, None),
        ("assistance", "Gulu", None, 3112),
    ]


def test_a_sentence_below_the_heading_of_donors_is_no_list_of_names() -> None:
    text = "## DONORS\n\nUNFPA Uganda thanks its donors: Australia, Canada, Denmark, Italy, Japan and Norway.\n"
    donors = [f["donor"] for f in facts(text, "Contribution")]
    assert donors == ["Australia", "Canada", "Denmark", "Italy", "Japan", "Norway"]


@pytest.mark.parametrize(("line", "found"), [("ABOUT US", False), ("GIFTS FROM THE US", True)])
def test_a_word_at_the_end_of_a_line_in_capitals_is_no_acronym(line: str, found: bool) -> None:
    mentions = report(f"{line}\n\nThe office is open.").mentions
    assert any(m.text == "US" for m in mentions) is found


@pytest.mark.parametrize(
    ("line", "group", "place"),
    [
        ("IDP returnees 110,574", "idp-returnees", "Uganda"),
        ("IDPs (Gulu)    11,400", "idps", "Gulu"),
        ("IDPs in Gulu 11,400", "idps", "Gulu"),
    ],
)
def test_a_line_of_a_group_and_its_number_may_name_a_place(line: str, group: str, place: str) -> None:
    found = facts(f"## POPULATION OF CONCERN\n\n{line}\n", "PopulationFigure")
    assert told(found, "population", "place") == [(group, place)]


def test_what_a_part_of_an_appeal_needs_is_its_own() -> None:
    text = "## Homes for returnees\n\n$8,400,000 Funding required\n\n42,000 People targeted\n"
    assert told(facts(text, "Funding"), "subject", "required") == [("Homes for returnees", 8400000)]
    assert told(activities(text), "actor", "place", "reached", "status") == [("UNHCR", "Uganda", 42000, "planned")]


def test_results_beside_targets_of_a_year_are_of_that_year() -> None:
    table = "| Indicator | 2020 target | Results |\n| --- | --- | --- |\n| Pumps repaired | 30 | 20 |\n"
    found = facts(f"{table}| Wells dug | 12 | 9 |\n", "Measurement", head="# UNHCR Uganda, June 2020\n\n")
    assert {f["date"] for f in found} == {"2020"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNHCR trained 320 teachers of 45 schools.", ("training", None, 320)),
        ("UNHAS carried 1,311 passengers to Gulu.", ("transportation", None, 1311)),
        ("WFP built 14 water schemes in Gulu.", ("water schemes", 14, None)),
    ],
)
def test_what_is_counted_is_what_was_done(text: str, expected: tuple[str, int | None, int | None]) -> None:
    assert told(activities(text), "item", "quantity", "reached") == [expected]


def test_armies_and_services_of_rescue_act() -> None:
    (act,) = activities("The Malawi Defence Force pitched 318 tents in Gulu.")
    assert (act["actor"], act["activityType"], act["place"]) == ("Malawi Defence Force", "construction", "Gulu")


@pytest.mark.parametrize(
    ("text", "actor", "partner", "funder"),
    [
        ("UNICEF trained 30 nurses with WHO in Gulu.", "UNICEF", "WHO", None),
        ("5 wells were drilled with the Lira Water Establishment.", None, "Lira Water Establishment", None),
        ("UNICEF equipped 5 clinics with WHO kits.", "UNICEF", None, None),
        ("In Gulu, 64 homes were built by Bright Roof with UNHCR funding.", "Bright Roof", None, "UNHCR"),
        ("In Gulu, 64 homes were built by Village Chiefs in May.", None, None, None),
    ],
)
def test_with_whom_and_by_whom_things_are_done(
    text: str, actor: str | None, partner: str | None, funder: str | None
) -> None:
    assert told(activities(text), "actor", "partner", "funder") == [(actor, partner, funder)]


@pytest.mark.parametrize(
    ("text", "item", "kind", "reached"),
    [
        ("UNHCR gave 300 women cash grants in Gulu.", "cash grants", "cash-assistance", 300),
        ("Mobile clinics saw 3,400 patients in Gulu.", "treatment", "health-care", 3400),
        ("Some 300 children attended safe spaces in Gulu.", "safe spaces", "other", 300),
        ("UNICEF helped 12 schools with learning materials for 420 pupils.", "schools", "other", 420),
    ],
)
def test_what_people_got_is_told_by_its_own_words(text: str, item: str, kind: str, reached: int) -> None:
    assert told(activities(text), "item", "activityType", "reached") == [(item, kind, reached)]


def test_a_sentence_of_thanks_over_a_list_between_bars_tells_how_gifts_are_bound() -> None:
    text = (
        "Special thanks to the major donors of softly earmarked contributions that can potentially be used for this "
        "operation due to their earmarking to the region or to a theme. | USD\n\n"
        "Norway 6.8 million | Germany 4.3 million | Japan 3.6 million\n"
    )
    found = told(facts(text, "Contribution"), "donor", "amount", "earmarking", "place")
    assert found[0] == ("Norway", 6800000, "softly-earmarked", None)
    assert len(found) == 3


def test_columns_may_tell_how_gifts_are_bound() -> None:
    text = (
        "CONTRIBUTIONS | USD\n"
        "             Unearmarked   Softly earmarked   Earmarked    Total\n"
        "Germany      -             1,200,000          3,400,000    4,600,000\n"
        "Japan        -             -                  1,900,000    1,900,000\n"
        "Sub-total    -             1,200,000          5,300,000    6,500,000\n"
    )
    assert told(facts(text, "Contribution"), "donor", "amount", "earmarking") == [
        ("Germany", 1200000, "softly-earmarked"),
        ("Germany", 3400000, "earmarked"),
        ("Japan", 1900000, "earmarked"),
    ]


def test_groups_below_people_assisted_are_people_reached() -> None:
    text = "People assisted in May 2022\n\nRefugees      412,300\n\nSchoolchildren      60,450\n"
    assert told(activities(text), "population", "reached", "date") == [
        ("refugees", 412300, "2022-05"),
        ("children", 60450, "2022-05"),
    ]
    assert not facts(text, "PopulationFigure")


def test_rows_of_key_figures_are_read_as_if_a_colon_stood_there() -> None:
    text = "## Key figures\n\nOutpatient consultations    412,300\n\nLatrines built    30\n\nVehicles    12\n"
    assert told(activities(text), "item", "quantity") == [("Outpatient consultations", 412300), ("Latrines built", 30)]


def test_a_line_with_a_day_names_no_appeal() -> None:
    text = "Emergency Appeal MDRKE04\n\nEmergency appeal launched: 10 May 2021\n\nFunding requirement: CHF 12 million\n"
    assert [f["subject"] for f in facts(text, "Funding")] == ["Emergency Appeal MDRKE04"]


def test_offices_of_one_kind_may_share_its_bracket() -> None:
    text = "IOM OFFICES: Kampala (Country Office), Gulu, Lira and Arua (Sub-Offices)"
    assert told(facts(text, "Presence"), "organization", "kind", "place") == [
        ("IOM", "Country Office", "Kampala"),
        ("IOM", "Sub-Office", "Gulu"),
        ("IOM", "Sub-Office", "Lira"),
        ("IOM", "Sub-Office", "Arua"),
    ]


def test_spaces_for_women_and_girls_are_spaces() -> None:
    (act,) = activities("38 women and girls safe spaces were supported in nine states.")
    assert (act["item"], act["quantity"]) == ("women and girls safe spaces", 38)
