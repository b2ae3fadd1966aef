"""Facts from lines and tables of measured shares, from columns of plain people, and from lists of incidents."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, source, told


def test_a_column_of_shares_by_place_is_an_indicator() -> None:
    text = "District\tAttendance rate\tIDPs\nGulu\t71%\t1,200\nArua\t64%\t900\n"
    assert told(facts(text, "Measurement"), "indicator", "place", "value", "unit") == [
        ("Attendance rate", "Gulu", 71, "percent"),
        ("Attendance rate", "Arua", 64, "percent"),
    ]
    assert told(facts(text, "PopulationFigure"), "place", "value") == [("Gulu", 1200), ("Arua", 900)]


@pytest.mark.parametrize(
    "text",
    [
        "District\tShare of IDPs\nGulu\t71%\nArua\t29%\n",
        "District\tWomen\tChildren\nGulu\t51%\t40%\nArua\t52%\t44%\n",
        "District\tHouseholds hosted\nGulu\t45%\nArua\t35%\nMoyo\t20%\n",
        "District\tRequired\tCoverage\nGulu\tUSD 400,000\t71%\nArua\tUSD 20,000\t64%\n",
        "District\tChange in attendance\nGulu\t7%\nArua\t6%\n",
    ],
)
def test_parts_of_a_whole_and_shares_of_money_measure_nothing(text: str) -> None:
    assert facts(text, "Measurement") == []


def test_people_below_a_title_that_tells_their_plight_are_figures() -> None:
    text = "## B. Affected population\n\nREGION\tFAMILIES\tPERSONS\nGulu\t120\t604\nArua\t90\t451\n"
    assert facts(text, "PopulationFigure") == [{"place": "Gulu", "value": 604}, {"place": "Arua", "value": 451}]


def test_a_column_of_people_in_need_alone_takes_the_date_of_its_title() -> None:
    text = (
        "## Projected situation, January - April 2022, by district\n\n"
        "District\tPhase 3+\t%\nGulu\t226,000\t55\nArua\t134,000\t50\n"
    )
    assert facts(text, "PopulationFigure") == [
        {"place": "Gulu", "value": 226000, "date": "2022-01-01/2022-04-30"},
        {"place": "Arua", "value": 134000, "date": "2022-01-01/2022-04-30"},
    ]


def test_incidents_are_read_by_any_kind_where_their_column_says_so() -> None:
    text = "Type of constraint\tNumber of incidents\nThreats to staff\t31\nRoad blocks\t14\n"
    assert told(facts(text, "Incident"), "item", "quantity") == [("Threats to staff", 31), ("Road blocks", 14)]


def test_lines_of_an_indicator_and_a_share_are_read_without_a_colon() -> None:
    text = "## SERVICES\n\nAccess to safe water      68%\n\nAccess to health care     57%\n\nSchool attendance  41%\n"
    assert told(facts(text, "Measurement"), "indicator", "value") == [
        ("Access to safe water", 68),
        ("Access to health care", 57),
        ("School attendance", 41),
    ]


def test_lines_of_places_take_the_indicator_of_their_title() -> None:
    text = "Vaccination coverage in camps\n\nGulu 71%\n\nArua 64%\n"
    assert told(facts(text, "Measurement"), "indicator", "place", "value") == [
        ("Vaccination coverage in camps", "Gulu", 71),
        ("Vaccination coverage in camps", "Arua", 64),
    ]


def test_lines_that_part_a_whole_measure_nothing() -> None:
    assert facts("Access to wells 60%\n\nAccess to rivers 40%\n", "Measurement") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Litres of water per person per day: 21 in Gulu, 17 in Arua",
            [("Litres of water per person per day", "Gulu", 21), ("Litres of water per person per day", "Arua", 17)],
        ),
        ("Users per latrine: 26", [("Users per latrine", None, 26)]),
        ("Attendance rate: Gulu 80%, Arua 71%", [("Attendance rate", "Gulu", 80), ("Attendance rate", "Arua", 71)]),
    ],
)
def test_a_label_has_a_value_for_each_place(line: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(facts(f"{line}\n", "Measurement"), "indicator", "place", "value") == expected


def test_a_line_of_a_label_and_its_value_ends_its_paragraph() -> None:
    text = (
        "Gross enrolment rate in primary schools of all camps: 104%\n"
        "Enrolment of refugees in secondary schools stood at 55% at the end of the school year.\n"
    )
    assert told(facts(text, "Measurement"), "value") == [(104,), (55,)]


def incidents(sentence: str) -> list[tuple[Any, ...]]:
    return told(facts(f"{sentence}\n", "Incident"), "item", "quantity", "place", "date")


def test_places_ranked_by_incidents_have_their_own() -> None:
    assert incidents("Gulu reported the most incidents (291), followed by Arua (183) and Moyo (120).") == [
        ("incidents", 291, "Gulu", None),
        ("incidents", 183, "Arua", None),
        ("incidents", 120, "Moyo", None),
    ]


def test_numbers_behind_further_places_count_what_the_first_counts() -> None:
    assert incidents("Gulu recorded 15 incidents, Arua 12 and Moyo 6.") == [
        ("incidents", 15, "Gulu", None),
        ("incidents", 12, "Arua", None),
        ("incidents", 6, "Moyo", None),
    ]


def test_kinds_of_cases_share_their_noun() -> None:
    found = incidents("In all, 28 cases of rape, 21 of forced marriage and 17 of denial of resources were reported.")
    assert [(item, count) for item, count, *_ in found] == [
        ("cases of rape", 28),
        ("cases of forced marriage", 21),
        ("cases of denial of resources", 17),
    ]


@pytest.mark.parametrize(
    ("behind", "date"), [("up from 29 in May 2022", "2022-05"), ("compared to 29 in the first quarter", None)]
)
def test_incidents_of_the_time_before_are_a_fact_of_their_own(behind: str, date: str | None) -> None:
    found = incidents(f"A total of 38 security incidents were reported in Gulu in June 2022, {behind}.")
    assert found == [("security incidents", 38, "Gulu", "2022-06"), ("security incidents", 29, "Gulu", date)]


def test_people_harmed_by_counted_attacks_are_told_too() -> None:
    assert incidents("In August, six attacks by armed men killed 19 civilians and wounded 23 in Gulu.") == [
        ("attacks by armed men", 6, "Gulu", "2022-08"),
        ("civilians killed", 19, "Gulu", "2022-08"),
        ("civilians wounded", 23, "Gulu", "2022-08"),
    ]


def measured(sentence: str) -> list[tuple[Any, ...]]:
    return told(facts(f"{sentence}\n", "Measurement"), "indicator", "measure", "value", "place")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 62% of the camps, women do not feel safe at the latrines.",
            [("camps where women do not feel safe at the latrines", "actual", 62, None)],
        ),
        (
            "23 of the 31 health centres do not have a working fridge.",
            [("health centres that do not have a working fridge", "actual", 23, None)],
        ),
        ("9 of 10 schools are closed.", [("schools closed", "actual", 9, None)]),
        (
            "The prevalence of stunting ranges from 8.1 percent in Gulu to 14.6 percent in Arua.",
            [("prevalence of stunting", "actual", 8.1, "Gulu"), ("prevalence of stunting", "actual", 14.6, "Arua")],
        ),
        (
            "91% of births were registered; the target is 100%.",
            [("births registered", "actual", 91, None), ("births registered", "target", 100, None)],
        ),
        (
            "More than four in ten households (43%) have no identity papers.",
            [("households who have no identity papers", "actual", 43, None)],
        ),
    ],
)
def test_shares_and_parts_in_a_state_are_measured(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert measured(sentence) == expected


def people(sentence: str) -> list[tuple[Any, ...]]:
    return told(facts(f"{sentence}\n", "PopulationFigure"), "population", "value", "place")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Some 1.6 million people (30 percent of all) are facing high levels of acute food insecurity.",
            [(None, 1600000, "Uganda")],
        ),
        (
            "An estimated 479,000 children aged 6 to 59 months are likely to suffer from acute malnutrition.",
            [("children", 479000, "Uganda")],
        ),
        ("An attack forced 1,862 people (412 households) to move to Arua.", [("idps", 1862, "Arua")]),
        ("In March, 300 people took refuge with host families in Arua.", [(None, 300, "Arua")]),
        ("Nine attacks were reported, with 12,870 newly displaced people.", [("idps", 12870, "Uganda")]),
        ("236 families or 1,180 persons are served inside evacuation centres.", [(None, 1180, "Uganda")]),
        (
            (
                "During the round, 336,124 internally displaced persons (IDPs), 31,198 returnees from Uganda and "
                "9,251 refugees were identified in 267 locations."
            ),
            [("idps", 336124, "Uganda"), ("returnees", 31198, "Uganda"), ("refugees", 9251, "Uganda")],
        ),
    ],
)
def test_people_in_a_plight_are_counted(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert people(sentence) == expected
    assert facts(f"{sentence}\n", "Activity") == []


def test_what_is_recommended_was_not_done() -> None:
    text = "## Recommendations\n\n- Provide food to 2,300 people in Gulu.\n- Train 40 nurses in Arua.\n"
    assert facts(text, "Activity") == []


def test_a_line_of_staff_has_its_parts_in_brackets() -> None:
    assert told(facts("Staff: 261 (including 61 international)\n", "StaffCount"), "kind", "value") == [
        (None, 261),
        ("international", 61),
    ]


def rows(*lines: str) -> str:
    return "".join(f"{line}\n\n" for line in lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            rows("Arrivals by month (2021)", "June      1,218", "July      1,088"),
            [(None, 1218, "Uganda", None, "2021-06"), (None, 1088, "Uganda", None, "2021-07")],
        ),
        (
            rows("Main nationalities, September 2022", "Kenya   836", "Rwanda   241"),
            [(None, 836, "Uganda", "Kenya", "2022-09"), (None, 241, "Uganda", "Rwanda", "2022-09")],
        ),
        (
            rows("Trend of people in need", "2020   2.5M", "2021   2.9M"),
            [(None, 2500000, "Uganda", None, "2020"), (None, 2900000, "Uganda", None, "2021")],
        ),
        (
            rows("DISPLACEMENT BY REGION", "North-West: 830,400 IDPs", "Gulu and Arua: 276,200 IDPs"),
            [("idps", 830400, "North-West", None, None), ("idps", 276200, ["Gulu", "Arua"], None, None)],
        ),
        (
            rows("Needs by sector (people in need)", "Health   2.7 M", "Education   1.2 M"),
            [(None, 2700000, "Uganda", None, None), (None, 1200000, "Uganda", None, None)],
        ),
        (rows("Warehouses by month (2021)", "June      1,218", "July      1,088"), []),
    ],
)
def test_rows_take_from_their_title_whom_they_count(lines: str, expected: list[tuple[Any, ...]]) -> None:
    found = facts(lines, "PopulationFigure")
    assert told(found, "population", "value", "place", "origin", "date") == expected
    assert facts(lines, "Funding") == []


def test_columns_of_harm_count_people_where_violence_did_it() -> None:
    text = "Type of device\tKilled\tInjured\nLandmines\t6\t14\nGrenades\t12\t21\n"
    assert told(facts(text, "Incident"), "item", "quantity") == [
        ("people killed", 6),
        ("people injured", 14),
        ("people killed", 12),
        ("people injured", 21),
    ]
    assert facts(f"## Effects of the floods\n\n{text}", "Incident") == []


def test_goods_by_place_were_handed_out_where_the_title_says_so() -> None:
    text = "District\tFood kits\tTents\nGulu\t9,400\t612\nArua\t5,050\t240\n"
    found = told(facts(f"## ASSISTANCE PROVIDED\n\n{text}", "Activity"), "item", "quantity", "place")
    assert found == [
        ("Food kits", 9400, "Gulu"),
        ("Tents", 612, "Gulu"),
        ("Food kits", 5050, "Arua"),
        ("Tents", 240, "Arua"),
    ]
    assert facts(f"## STOCKS AND RELIEF AVAILABLE\n\n{text}", "Activity") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At the end of March, 913 migrants were stranded at two sites: Gulu 402, Arua 511.",
            [("migrants", 402, "Gulu"), ("migrants", 511, "Arua"), ("migrants", 913, "Uganda")],
        ),
        (
            "Gulu received 1,356 people, followed by Arua (182) and Moyo (103).",
            [(None, 182, "Arua"), (None, 103, "Moyo"), (None, 1356, "Gulu")],
        ),
        ("In Lira, 243 Kenyans landed by boat.", [(None, 243, "Lira")]),
        ("Fighting drove 18,200 people from 14 villages of Arua district.", [("idps", 18200, "Arua")]),
        ("On 30 September, 96,220 people were accommodated in centres in Gulu.", [(None, 96220, "Gulu")]),
    ],
)
def test_people_who_came_or_stay_somewhere_are_counted(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert people(sentence) == expected


def test_harm_of_the_time_before_is_an_incident_of_its_own() -> None:
    sentence = "In 2022, 81 people were killed by landmines in Gulu, compared with 47 in 2021."
    assert incidents(sentence) == [("people killed", 81, "Gulu", "2022"), ("people killed", 47, "Gulu", "2021")]


def test_staff_who_were_detained_are_no_population() -> None:
    assert incidents("Seven aid workers were detained in Gulu.") == [("aid workers detained", 7, "Gulu", None)]


def test_a_share_elsewhere_is_of_the_same() -> None:
    assert measured("65% of households do not have enough water; in Gulu it is 84%.") == [
        ("households who do not have enough water", "actual", 65, None),
        ("households who do not have enough water", "actual", 84, "Gulu"),
    ]


def test_months_without_a_year_are_not_of_years_before_the_report_came_out() -> None:
    text = (
        "# Update No. 27\n\n25 February 2022\n\nFighting goes on since February 2020 and again since February 2020. "
        "In Gulu, 11 children were killed in an attack on 16 January.\n"
    )
    assert told(facts(text, "Incident", head=""), "quantity", "date") == [(11, "2022-01-16")]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The proxy GAM in Gulu, Arua and Moyo was 9.7%, 14.2% and 12% respectively.", (9.7, 14.2, 12)),
        ("GAM was estimated at 18.1%, 20.3% and 23.7% for Gulu, Arua and Moyo respectively.", (18.1, 20.3, 23.7)),
    ],
)
def test_lists_of_values_and_places_go_together(sentence: str, values: tuple[float, ...]) -> None:
    assert [(value, place) for _, _, value, place in measured(sentence)] == list(
        zip(values, ("Gulu", "Arua", "Moyo"), strict=True)
    )


def test_lists_of_numbers_and_places_need_a_word_that_they_go_together() -> None:
    assert people("Some 12,000 and 8,000 refugees live in Gulu and Arua respectively.") == [
        ("refugees", 12000, "Gulu"),
        ("refugees", 8000, "Arua"),
    ]
    found = people("Some 12,000 and 8,000 refugees live in Gulu and Arua.")
    assert [place for _, _, place in found] == [["Gulu", "Arua"], ["Gulu", "Arua"]]


def test_a_second_rate_changes_with_the_verb_of_the_first() -> None:
    assert measured("The poverty rate in Uganda rose from 18 to 32% and extreme poverty from 4.5% to 16.7%.") == [
        ("poverty rate in Uganda", "baseline", 18, "Uganda"),
        ("poverty rate in Uganda", "actual", 32, "Uganda"),
        ("extreme poverty", "baseline", 4.5, "Uganda"),
        ("extreme poverty", "actual", 16.7, "Uganda"),
    ]


def test_scores_by_place_are_measured() -> None:
    text = rows("Severity by district", "Gulu 5", "Arua 4")
    assert told(facts(text, "Measurement"), "indicator", "place", "value", "unit") == [
        ("Severity", "Gulu", 5, "number"),
        ("Severity", "Arua", 4, "number"),
    ]


def test_what_stands_behind_a_semicolon_is_no_place_of_the_next_sentence() -> None:
    text = "65% of households do not have enough water; in Gulu it is 84%. Only 13% of the people use latrines."
    assert [place for *_, place in measured(text)] == [None, "Gulu", None]


def test_refugees_in_neighbouring_countries_are_hosted_there() -> None:
    sentence = (
        "In all, 733,000 refugees are in the neighbouring countries, mostly in Kenya (343,000) and Rwanda (206,000)."
    )
    found = told(facts(f"{sentence}\n", "PopulationFigure"), "value", "origin", "asylum")
    assert found[:2] == [(343000, "Uganda", "Kenya"), (206000, "Uganda", "Rwanda")]


def test_a_number_of_arrivals_counts_people() -> None:
    assert people("In September, arrivals stood at 2,499.") == [(None, 2499, "Uganda")]


def test_indicators_down_and_places_across_are_measured() -> None:
    text = (
        "Indicator\tGulu\tArua\nGAM prevalence (%)\t34.2\t30.1\n"
        "Households with poor food consumption\t47%\t52%\nWells\t12\t9\n"
    )
    assert told(facts(text, "Measurement"), "indicator", "place", "value", "unit") == [
        ("GAM prevalence", "Gulu", 34.2, "percent"),
        ("GAM prevalence", "Arua", 30.1, "percent"),
        ("Households with poor food consumption", "Gulu", 47, "percent"),
        ("Households with poor food consumption", "Arua", 52, "percent"),
    ]


def test_items_tell_of_those_whom_the_survey_of_their_lead_in_asked() -> None:
    text = "A survey of 1,530 households in Gulu shows:\n\n- 34% have a member with a chronic disease\n"
    assert told(facts(text, "Measurement"), "indicator", "value") == [
        ("households who have a member with a chronic disease", 34)
    ]


def test_the_share_of_counted_things_in_a_state_is_measured() -> None:
    assert measured("64 camps (16%) have no access to health services.") == [
        ("camps that have no access to health services", "actual", 16, None)
    ]
    assert measured("64 refugees (16%) have no access to health services.") == []


def test_where_those_of_a_count_are_from_is_no_indicator() -> None:
    assert measured("97% of refugees come from Kenya.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In August, 1,018 people applied for asylum.", [("asylum-seekers", 1018, "Uganda")]),
        ("Some 8,700 asylum-seekers are waiting for an interview.", [("asylum-seekers", 8700, "Uganda")]),
        ("A further 2,940 people went back to Arua.", [("returnees", 2940, "Arua")]),
        (
            "New IDPs were registered. They had fled the drought in Gulu (17,300) and Arua (9,150).",
            [("idps", 17300, "Gulu"), ("idps", 9150, "Arua")],
        ),
        (
            "Gulu hosts the largest number of IDPs (261,455), followed by Arua with 230,018.",
            [("idps", 261455, "Gulu"), ("idps", 230018, "Arua")],
        ),
        (
            "4.1 million people in the arid and semi-arid lands are acutely food insecure.",
            [(None, 4100000, "Uganda")],
        ),
    ],
)
def test_more_people_in_a_plight_are_counted(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert people(sentence) == expected


def test_key_figures_of_nationals_and_of_those_confined_are_read_but_not_of_families() -> None:
    assert told(facts("513,900 Kenyans in Uganda\n", "PopulationFigure"), "value", "origin", "place") == [
        (513900, "Kenya", "Uganda")
    ]
    assert people(rows("Confined people by district", "Gulu   1,905", "Arua   1,355")) == [
        (None, 1905, "Gulu"),
        (None, 1355, "Arua"),
    ]
    assert people("201,236 displaced households") == []


def test_an_office_that_looks_like_a_name_owns_no_office() -> None:
    text = "It has a Country Office in Kampala and Field Offices in Gulu, Arua and Moyo.\n"
    assert told(facts(text, "Presence", head="# UNHCR Ecuador Operational Update 2022\n\n"), "organization", "kind")[
        :2
    ] == [("UNHCR", "Country Office"), ("UNHCR", "Field Office")]


def test_lines_that_open_with_a_count_each_are_figures_of_their_own() -> None:
    text = "# UNHCR Uganda\n\n15,926  refugees affected\n155  schools damaged, among them 9 new ones\n"
    blocks = [text[b.begin : b.end] for b in source(text).blocks]
    assert blocks[1:] == ["15,926  refugees affected", "155  schools damaged, among them 9 new ones"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Needs often came together, with 76% of households in Gulu needing support in two sectors.",
            [("households needing support in two sectors", "actual", 76, "Gulu")],
        ),
        (
            "The burden was high, with 41 per cent reporting repair costs as the main reason for debts.",
            [("respondents reporting repair costs as the main reason for debts", "actual", 41, None)],
        ),
        (
            "The share of villages without a clinic rose in Gulu (39%), Arua (43%) and Moyo (50%).",
            [
                ("share of villages without a clinic", "actual", 39, "Gulu"),
                ("share of villages without a clinic", "actual", 43, "Arua"),
                ("share of villages without a clinic", "actual", 50, "Moyo"),
            ],
        ),
        (
            "The share of households with debts decreased by more than half from 9% to 4%.",
            [
                ("share of households with debts", "baseline", 9, None),
                ("share of households with debts", "actual", 4, None),
            ],
        ),
    ],
)
def test_shares_beside_a_clause_and_by_place_are_measured(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert measured(sentence) == expected


def test_people_who_sleep_in_the_open_or_are_made_food_insecure_are_counted() -> None:
    assert people("Over 20,000 displaced persons are sleeping out in the open.") == [("idps", 20000, "Uganda")]
    assert people("An estimated 400,000 people were rendered food insecure.") == [(None, 400000, "Uganda")]
    assert people("Six adults were sleeping when the flood came.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In Gulu, 24 per cent of people are severely food insecure.", [("people severely food insecure", 24, "Gulu")]),
        ("38 per cent of households are traders.", []),
        (
            "In Gulu, one in five households have no papers (21%), and one in four experienced thefts (28%).",
            [("households who have no papers", 21, "Gulu")],
        ),
    ],
)
def test_those_who_are_food_insecure_are_measured(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(name, value, place) for name, _, value, place in measured(sentence)] == expected


def test_harm_by_weapons_that_fire_is_told_of_people() -> None:
    assert incidents("On 23 November, 14 civilians were wounded by mortar fire in Arua district.") == [
        ("civilians wounded", 14, "Arua", "2022-11-23")
    ]


def test_those_who_filed_claims_and_arrivals_that_were_reported_are_counted() -> None:
    assert people("Some 117,300 people filed asylum claims.") == [("asylum-seekers", 117300, "Uganda")]
    assert people("UNHCR reported 4,384 new arrivals (1,324 households) in Gulu.") == [(None, 4384, "Gulu")]


def test_a_title_of_accidents_hides_no_harm_of_what_explodes() -> None:
    head = "# UNHCR Uganda Operational Update 2022\n\nThe teams worked in May.\n\n## Accidents in the quarter\n\n"
    harm = "- They killed 51 people and injured 138.\n"
    rows = "\nDevice           Killed    Injured\nMines            6         14\nOther devices    12        21\n"
    mines = f"- Some 162 accidents caused by landmines were recorded in nine districts.\n{harm}{rows}"
    found = {(f.get("item"), f.get("quantity")) for f in facts(mines, "Incident", head=head)}
    assert found == {("accidents", 162)} | {
        (f"people {what}", number)
        for what, numbers in (("killed", (51, 6, 12)), ("injured", (138, 14, 21)))
        for number in numbers
    }
    assert facts(f"- Lorries and buses were in most of them.\n{harm}", "Incident", head=head) == []
