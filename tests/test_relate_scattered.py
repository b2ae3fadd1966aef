"""Tables whose names of rows stand apart from their numbers, and amounts with a column or a row for each year."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, report, told

HEAD = "UNICEF Chad\nAnnual report 2023\n\n"


def cells(lines: str, kind: str, *slots: str, head: str = HEAD) -> list[Any]:
    """The facts of a kind in cells parted by `;`, an empty line between any two, as tuples of some slots."""
    text = "\n\n".join(cell.strip() for cell in lines.split(";")) + "\n"
    return told(facts(text, kind, head=head), *slots)


def test_all_names_of_rows_may_stand_before_all_numbers() -> None:
    lines = (
        "Appeal sector; Original 2023 requirement (US$) Revised 2023 requirement (US$); Nutrition; Health; Total;"
        "3,100; 900; 4,000; 3,600; 1,400; 5,000"
    )
    found = cells(lines, "Funding", "subject", "required", "place")
    assert ("Nutrition", 3600, "Chad") in found
    assert {subject for subject, *_ in found} == {"Nutrition", "Health", "Total Appeal sector"}


def test_names_of_columns_may_go_over_two_lines_behind_the_names_of_rows() -> None:
    lines = (
        "CLUSTER; Education; Nutrition; Shelter and; WASH; PEOPLE; IN NEED; PEOPLE; TARGETED;"
        "1,200; 900; 700; 500; 400; 300"
    )
    lines = lines.replace("Shelter and; WASH", "WASH")
    assert cells(lines, "Activity", "sector", "reached", "status") == [
        ("education", 500, "planned"),
        ("health", 400, "planned"),
        ("wash", 300, "planned"),
    ]


def test_columns_of_two_tables_are_told_apart_by_how_long_they_are() -> None:
    lines = (
        "Targeted; 1,200; 900; 700; Cluster; Health; Education; WASH; Where from; Donor; Norway; Japan;"
        "Reached; 1,100; 950; 640; USD; 52,000; 31,000"
    )
    assert [row for row in cells(lines, "Activity", "sector", "reached", "status") if row[2] is None] == [
        ("health", 1100, None),
        ("education", 950, None),
        ("wash", 640, None),
    ]
    assert cells(lines, "Contribution", "donor", "amount") == [("Norway", 52000), ("Japan", 31000)]


def test_a_total_that_is_not_the_sum_of_its_column_makes_no_table() -> None:
    lines = "Appeal sector; Nutrition; Health; Total; Requirements (US$); 3,100; 900; 5,000"
    assert not [row for row in cells(lines, "Funding", "subject", "required") if row[0] == "Nutrition"]


def test_the_last_cell_of_a_page_is_no_number_of_the_page() -> None:
    lines = "Donor; Norway; Japan; Kuwait; USD; 52,000; 31,000; 10,500;\fNotes"
    assert cells(lines, "Contribution", "donor", "amount")[-1] == ("Kuwait", 10500)


ACCOUNT = "| INCOME (USD) | 2023 | 2022 |\n|---|---|---|\n| Grants | 5,200 | 4,100 |\n| Gifts | 800 | 900 |\n"
PARTED = "INCOME;Grants;Gifts;Total income;All in USD;2023;5,200;800;6,000;2022;4,100;900;5,000".replace(";", "\n\n")
LINES = "INCOME (USD) 2023 2022\nGrants 5,200 4,100\nGifts 800 900\nTotal income 6,000 5,000\n"
STACKED = "INCOME;2023;2022;Grants;5,200;4,100;Gifts;800;900;Total income;6,000;5,000;EXPENDITURE".replace(";", "\n\n")


@pytest.mark.parametrize("text", [ACCOUNT, PARTED, LINES, STACKED])
def test_an_account_has_a_column_for_each_year(text: str) -> None:
    found = told(facts(f"Financial statement\n\n{text}\n", "Funding", head=HEAD), "subject", "received", "date")
    assert {("Grants", 5200, "2023"), ("Grants", 4100, "2022"), ("Gifts", 800, "2023"), ("Gifts", 900, "2022")} <= set(
        found
    )


def test_rows_of_kinds_of_amounts_make_one_fact_a_year() -> None:
    text = "| USD | 2021 | 2022 |\n|---|---|---|\n| Requirements | 7,000 | 9,000 |\n| Expenditure | 3,000 | 4,500 |\n"
    assert told(facts(text, "Funding", head=HEAD), "subject", "required", "spent", "date") == [
        ("UNICEF", 7000, 3000, "2021"),
        ("UNICEF", 9000, 4500, "2022"),
    ]


def test_an_amount_of_a_year_is_quoted_with_its_own_row() -> None:
    rows = "| Requirements | | 9,000,000 |\n| Income | 4,000,000 | 5,000,000 |\n"
    read = report(f"| Item (USD) | 2021 | 2022 |\n|---|---|---|\n{rows}")
    (first,) = (c for c in read.claims if c.type == "Funding" and "required" not in c.slots)
    quoted = " ".join(read.text[p.begin : p.end] for p in first.evidence)
    assert "Income" in quoted
    assert "4,000,000" in quoted


def test_requirements_of_organisations_by_year() -> None:
    text = (
        "# Financial requirements by organization\n\n| Organization | 2023 (US$) | 2024 (US$) |\n|---|---|---|\n"
        "| Oxfam | 5,200 | 4,100 |\n"
    )
    found = told(facts(text, "Funding", head=HEAD), "subject", "required", "currency", "date")
    assert found == [("Oxfam", 5200, "USD", "2023"), ("Oxfam", 4100, "USD", "2024")]


def test_years_may_be_rows() -> None:
    text = (
        "| Year | Requirements (US$) | Funded (US$) | % funded |\n|---|---|---|---|\n| 2021 | 9,000 | 4,500 | 50% |\n"
    )
    found = told(facts(text, "Funding", head=HEAD), "required", "received", "percentFunded", "date")
    assert found == [(9000, 4500, 50, "2021")]


def test_years_of_people_are_no_amounts() -> None:
    text = "# Requirements\n\n| Refugees | 2021 (US$) | 2022 (US$) |\n|---|---|---|\n| Lac | 5,200 | 4,100 |\n"
    assert not facts(text, "Funding", head=HEAD)


def test_rows_end_where_other_years_name_columns() -> None:
    lines = (
        "Project Budget (USD) Beneficiaries\nGoats for herders 7,500 900\nWells for farms 2,300 400\n"
        "Expenditure by year (USD)\nArea 2021 2022\nSeed 610 744\nLivestock 208 315\n"
        "Contact: Jane Roe, jane.roe@fao.org, +504 2236 7321\n"
    )
    found = told(facts(lines, "Funding", head=HEAD), "subject", "required", "spent", "date")
    assert ("Seed", None, 610, "2021") in found
    assert not [row for row in found if row[1] and row[1] not in {7500, 2300}]


def test_what_stands_below_a_heading_of_targets_is_planned() -> None:
    text = (
        "## 2023 programme targets\n\n### Health\n\n- 900 children vaccinated against measles\n- 40 midwives trained\n"
    )
    assert told(facts(text, "Activity", head=HEAD), "reached", "status") == [(900, "planned"), (40, "planned")]


def test_lines_of_kinds_of_partners_stand_below_their_title() -> None:
    text = "Partners\n\nImplementing partners\n\nNGOs: Oxfam, Caritas\n\nOthers: UNICEF, WFP\n\nOur year was long.\n"
    found = told(facts(text, "Partnership", head="UNHCR Chad\nAnnual report 2023\n\n"), "partner")
    assert [row[0] for row in found] == ["Oxfam", "Caritas", "UNICEF", "WFP"]


def test_the_line_with_the_sum_of_gifts_tells_their_unit() -> None:
    text = "CONTRIBUTIONS\n\n$6.5M in million US$\n\nNorway 4.2\n\nJapan 2.3\n"
    assert told(facts(text, "Contribution", head=HEAD), "donor", "amount", "currency") == [
        ("Norway", 4200000, "USD"),
        ("Japan", 2300000, "USD"),
    ]


def test_amounts_of_sectors_stand_below_a_title_with_their_unit() -> None:
    text = "Requirements | in millions US$\n\nProtection 21.3\n\nEducation 13.8\n\nNext we tell of the camps.\n"
    assert told(facts(text, "Funding", head=HEAD), "subject", "required", "currency") == [
        ("Protection", 21300000, "USD"),
        ("Education", 13800000, "USD"),
    ]
