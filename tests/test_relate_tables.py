"""Facts from tables, charts and key figures: a row is one thing, a column means what its header says."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import annotator, claims, facts, ontology, source, told

from kg.read.html import read_html
from kg.relate import relate

HEAD = "# UNHCR Chad Annual Report 2023\n\n"


def table(*rows: str, separator: str = "\t") -> str:
    """Rows whose cells are parted by `;`, as a table of tabs or of pipes."""
    cells = [[cell.strip() for cell in row.split(";")] for row in rows]
    if separator == "\t":
        return "".join("\t".join(row) + "\n" for row in cells)
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    lines.insert(1, "|" + " --- |" * len(cells[0]))
    return "\n".join(lines) + "\n"


INDICATORS = (
    "Indicator; Population Type; Baseline; Target (2023); Actual (2023)",
    "1.1 Share of children in school; Refugees; 41.2%; 60%; 55.7%",
    "1.1 Share of children in school; IDPs; Unknown; 50%; -",
    "2.3 Number of wells; Host community; 12; 30; 27",
)


@pytest.mark.parametrize("separator", ["\t", "|"])
def test_an_indicator_has_a_value_in_each_cell_that_holds_one(separator: str) -> None:
    found = facts(table(*INDICATORS, separator=separator), "Measurement", head=HEAD)
    school, wells = "Share of children in school", "Number of wells"
    assert told(found, "indicator", "population", "measure", "value", "unit", "date") == [
        (school, "refugees", "baseline", 41.2, "percent", None),
        (school, "refugees", "target", 60, "percent", "2023"),
        (school, "refugees", "actual", 55.7, "percent", "2023"),
        (school, "idps", "target", 50, "percent", "2023"),
        (wells, "host-community", "baseline", 12, "number", None),
        (wells, "host-community", "target", 30, "number", "2023"),
        (wells, "host-community", "actual", 27, "number", "2023"),
    ]


def test_the_code_of_an_indicator_is_no_part_of_its_name() -> None:
    (first, *_) = claims(table(*INDICATORS), "Measurement", HEAD)
    (indicator,) = first.slots["indicator"]
    assert getattr(indicator, "code", None) == "1.1"


def test_a_year_in_the_header_of_the_baseline_is_its_date() -> None:
    text = table("Indicator; Baseline 2021; Actual 2023", "People with clean water; 1,200; 3,400")
    assert told(facts(text, "Measurement", head=HEAD), "measure", "value", "date") == [
        ("baseline", 1200, "2021"),
        ("actual", 3400, "2023"),
    ]


def test_a_table_without_header_goes_on_the_one_before_it() -> None:
    text = table("Indicator; Baseline; Actual (2023)", "1.1 Children in school; 10%; 20%")
    text += "\n\n" + table("2.1 Adults in training; 5%; 9%", "3.1 Wells per village; 1; 2")
    assert told(facts(text, "Measurement", head=HEAD), "indicator", "measure", "value") == [
        ("Children in school", "baseline", 10),
        ("Children in school", "actual", 20),
        ("Adults in training", "baseline", 5),
        ("Adults in training", "actual", 9),
        ("Wells per village", "baseline", 1),
        ("Wells per village", "actual", 2),
    ]


def test_the_total_row_of_a_budget_is_named_after_its_column() -> None:
    text = "## Budget in USD\n\n" + table(
        "Impact Area; Final Budget; Funds Available; Expenditure",
        "1. Protect; 1,000,000; 600,000; 590,000",
        "2. Assist; 2,000,000; 900,000; 850,000",
        "Total; 3,000,000; 1,500,000; 1,440,000",
    )
    found = facts(text, "Funding", head=HEAD)
    assert told(found, "subject", "required", "received", "spent") == [
        ("1. Protect", 1000000, 600000, 590000),
        ("2. Assist", 2000000, 900000, 850000),
        ("Total Impact Area", 3000000, 1500000, 1440000),
    ]
    assert told(found, "currency", "date") == [("USD", "2023")] * 3


def test_a_budget_may_give_shares() -> None:
    text = table("Sector; Required; Funded; % funded", "Health; 5,000,000; 1,000,000; 20%")
    assert told(facts(text, "Funding", head=HEAD), "subject", "required", "received", "percentFunded") == [
        ("Health", 5000000, 1000000, 20)
    ]


def test_a_donor_gives_to_each_partner_of_a_table_that_its_title_stands_above() -> None:
    text = table(
        "Implementing partner; Activity; Location; Amount",
        "Implementing partners; Shelter; Mopti; US$ 90,000",
        "UN World Food Programme (WFP); Food; Gao, Kidal; US$ 500,000",
        "Association Lagem; Wells; Countrywide; US$ 20,000",
        "Total; ; ; US$ 610,000",
    )
    found = facts(f"## USAID funding for the response\n\n{text}", "Contribution", head=HEAD)
    assert told(found, "donor", "recipient", "amount", "currency", "place") == [
        ("USAID", "WFP", 500000, "USD", ["Gao", "Kidal"]),
        ("USAID", "Association Lagem", 20000, "USD", None),
    ]


def test_the_total_of_a_donor_table_gave_nothing() -> None:
    text = table(
        "Donor; Amount (EUR)",
        "Germany; 3,000,000",
        "Private donors Spain; 120,000",
        "CERF; 900,000",
        "Total; 4,020,000",
    )
    assert told(facts(text, "Contribution", head=HEAD), "donor", "amount", "currency", "recipient") == [
        ("Germany", 3000000, "EUR", "UNHCR"),
        ("Private donors Spain", 120000, "EUR", "UNHCR"),
        ("Central Emergency Response Fund", 900000, "EUR", "UNHCR"),
    ]


def test_a_population_table_by_region() -> None:
    text = table("Population group; Region; Individuals", "Refugees; Lac; 24,300", "IDPs; Lac; 180,000")
    assert told(facts(text, "PopulationFigure", head=HEAD), "population", "place", "value") == [
        ("refugees", "Lac", 24300),
        ("idps", "Lac", 180000),
    ]


def test_a_population_table_by_origin_is_about_the_country_of_the_report() -> None:
    text = table(
        "Country of origin; Population type; Number", "Sudan; Refugees; 400,000", "Nigeria; Asylum-seekers; 1,200"
    )
    assert told(facts(text, "PopulationFigure", head=HEAD), "origin", "population", "place", "value") == [
        ("Sudan", "refugees", "Chad", 400000),
        ("Nigeria", "asylum-seekers", "Chad", 1200),
    ]


@pytest.mark.parametrize("rows", [("Day; Rain", "Monday; 12", "Tuesday; 3"), ("Month; Price", "May; 12", "June; 13")])
@pytest.mark.parametrize("separator", ["\t", "|"])
def test_a_table_of_other_things_holds_no_fact(rows: tuple[str, ...], separator: str) -> None:
    assert claims(table(*rows, separator=separator), head=HEAD) == []


def test_the_row_is_the_evidence() -> None:
    text = table(*INDICATORS)
    for claim in claims(text, "Measurement", HEAD):
        (passage,) = claim.evidence
        assert passage.text in [row.replace("; ", "\t") for row in INDICATORS]


# Charts ----------------------------------------------------------------------------------------------------------

ONE = "Population as of 30 June 2023\n\n410,000\n21,900\n1,200\n\nRefugees\nIDPs\nAsylum-seekers\n"


def figures(text: str) -> list[dict[str, Any]]:
    return facts(text, "PopulationFigure", head="# UNHCR Chad Operational Update\n\n")


def test_the_numbers_and_labels_of_a_chart_are_paired_in_order() -> None:
    assert figures(ONE) == [
        {"population": group, "value": value, "place": "Chad", "date": "2023-06-30"}
        for group, value in [("refugees", 410000), ("idps", 21900), ("asylum-seekers", 1200)]
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Refugees: 45,300", {"population": "refugees", "value": 45300}),
        ("Total number of refugees: 45,300", {"population": "refugees", "value": 45300}),
        ("711.1K IDPs", {"population": "idps", "value": 711100}),
        ("IDPs 711,100", {"population": "idps", "value": 711100}),
        (
            "1.4 million returnees as of June 2022",
            {"population": "returnees", "value": 1400000, "date": "2022-06"},
        ),
        ("Refugees: see page 3", None),
    ],
)
def test_a_line_may_say_nothing_but_how_many_a_group_are(line: str, expected: dict[str, Any] | None) -> None:
    found = figures(f"## Key figures\n\n{line}\n")
    assert found == ([] if expected is None else [{**expected, "place": "Chad"}])


@pytest.mark.parametrize("current_first", [False, True])
def test_the_stated_total_tells_which_series_is_the_current_one(current_first: bool) -> None:
    series = ["400,000\n20,000\n1,000\n", "410,000\n21,900\n1,200\n"]
    if current_first:
        series.reverse()
    text = (
        "Total refugees and displaced people: 433,100 as of 30 June 2023\n\n"
        + "".join(series)
        + "\nRefugees\nIDPs\nAsylum-seekers\nJune 2022 June 2023\n"
    )
    dated = {(fact["population"], fact["date"]): fact["value"] for fact in figures(text)}
    assert dated == {
        ("refugees", "2022-06"): 400000,
        ("idps", "2022-06"): 20000,
        ("asylum-seekers", "2022-06"): 1000,
        ("refugees", "2023-06-30"): 410000,
        ("idps", "2023-06-30"): 21900,
        ("asylum-seekers", "2023-06-30"): 1200,
    }


def test_years_with_a_number_count_the_group_of_their_heading() -> None:
    text = "Refugees in Chad\n\n2021 320,000\n2022 360,000\n2023 410,000\n"
    assert told(figures(text), "population", "place", "date", "value") == [
        ("refugees", "Chad", "2021", 320000),
        ("refugees", "Chad", "2022", 360000),
        ("refugees", "Chad", "2023", 410000),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Harvest in tons\n\n12\n7\n3\n\nApples\nPears\nPlums\n",
        "Rainfall in Chad\n\n2021 320\n2022 360\n",
        "Population as of 30 June 2023\n\n41%\n21%\n38%\n\nRefugees\nIDPs\nAsylum-seekers\n",
    ],
)
def test_charts_of_other_things_and_of_shares_count_nobody(text: str) -> None:
    assert figures(text) == []


def test_the_evidence_of_a_chart_holds_label_and_number() -> None:
    for claim in claims(ONE, "PopulationFigure", "# UNHCR Chad Operational Update\n\n"):
        quoted = " ".join(passage.text for passage in claim.evidence)
        (value,) = claim.slots["value"]
        assert getattr(value, "text", None) in quoted


def test_the_pairs_of_a_chart_script_are_a_figure() -> None:
    (figure,) = [b for b in source('[["Germany", 3000000], ["Japan", 2100000]]\n').blocks if b.table]
    assert [[cell.text for cell in row] for row in figure.table.rows] == [["Germany", "3000000"], ["Japan", "2100000"]]


def test_a_table_of_labels_and_values_tells_of_one_project() -> None:
    text = table(
        "Project title; Green Hills",
        "Implementing partners; Voix du Lac, Oxfam and the Ministry of Health",
        "Total budget; USD 1,200,000",
        "Spent by 30 June 2023; USD 900,000 (75%)",
        "Duration; 24 months",
    )
    assert told(facts(text, "Partnership", head=HEAD), "organization", "partner", "programme") == [
        ("UNHCR", "Voix du Lac", "Green Hills"),
        ("UNHCR", "Oxfam", "Green Hills"),
        ("UNHCR", "Ministry of Health", "Green Hills"),
    ]
    assert facts(text, "Funding", head=HEAD) == [
        {
            "subject": "Green Hills",
            "required": 1200000,
            "spent": 900000,
            "percentSpent": 75,
            "currency": "USD",
            "place": "Chad",
            "date": "2023-06-30",
        }
    ]


def test_a_table_of_labels_and_values_may_count_people() -> None:
    text = table(
        "Key figures; ",
        "Sudanese refugees in Adré; 41,300",
        "Refugees and asylum-seekers in Bol and Abéché; 2,050",
        "Schools for refugees; see below",
        "Required in 2023; USD 9 million",
    )
    assert facts(text, "PopulationFigure", head=HEAD) == [
        {"population": "refugees", "value": 41300, "origin": "Sudan", "place": "Adré"},
        {"population": "refugees-and-asylum-seekers", "value": 2050, "place": ["Bol", "Abéché"]},
    ]


def test_a_table_of_two_columns_of_other_things_is_none_of_a_project() -> None:
    text = table("Fruit; Crates", "Apples; 300", "Pears; 200")
    assert claims(text, head=HEAD) == []


def test_a_chart_counts_the_group_of_its_heading_place_by_place() -> None:
    chart = "12,500\n3,000\n900\n\nAdré\nAbéché\nKarkiré\n"
    found = facts(f"### Refugees by camp, 31 May 2023\n\n{chart}", "PopulationFigure", head=HEAD)
    assert told(found, "population", "place", "value", "date") == [
        ("refugees", "Adré", 12500, "2023-05-31"),
        ("refugees", "Abéché", 3000, "2023-05-31"),
        ("refugees", "Karkiré", 900, "2023-05-31"),
    ]
    assert facts(f"### Blankets by camp, 31 May 2023\n\n{chart}", "PopulationFigure", head=HEAD) == []


def test_a_row_of_numbers_alone_tells_what_money_there_is() -> None:
    text = (
        "Country Strategic Plan\n\nTotal Requirement (in US$)     Allocated Contributions (in US$)\n1.2 b     310.5 m\n"
    )
    assert told(facts(text, "Funding"), "subject", "required", "received", "currency") == [
        ("Country Strategic Plan", 1200000000, 310500000, "USD")
    ]


def test_a_row_of_numbers_alone_counts_the_groups_above_it() -> None:
    found = facts("Refugees     Returnees     IDPs\n1,300     450     17,800\n", "PopulationFigure")
    assert told(found, "population", "value") == [("refugees", 1300), ("returnees", 450), ("idps", 17800)]


def test_a_share_of_a_gap_is_no_amount() -> None:
    rows = [("Health", "9,000", "4,000", "5,000", "56%"), ("WASH", "8,000", "6,000", "2,000", "25%")]
    text = "\n".join(
        "\t".join(r) for r in [("Sector", "Requirements (USD)", "Funds available", "Gap", "Gap (%)"), *rows]
    )
    assert told(facts(text + "\n", "Funding"), "subject", "unfunded") == [("Health", 5000), ("WASH", 2000)]


def test_a_share_of_the_target_is_no_value_of_the_indicator() -> None:
    rows = [("Indicator", "2022 target", "Results", "% achieved"), ("Wells drilled", "40", "25", "63%")]
    rows.append(("Tents given", "90", "30", "33%"))
    found = facts("\n".join("\t".join(r) for r in rows) + "\n", "Measurement")
    assert told(found, "measure", "value") == [("target", 40), ("actual", 25), ("target", 90), ("actual", 30)]


def test_families_are_no_people_and_places_no_indicators() -> None:
    rows = [("Camp", "Refugees", "Households"), ("Imvepi", "5,100", "1,020"), ("Palabek", "6,200", "1,300")]
    found = facts("\n".join("\t".join(r) for r in rows) + "\n", "PopulationFigure")
    assert told(found, "place", "value") == [("Imvepi", 5100), ("Palabek", 6200)]
    rows = [("Region", "Target", "Reached"), ("Imvepi", "5,100", "1,020"), ("Palabek", "6,200", "1,300")]
    assert not facts("\n".join("\t".join(r) for r in rows) + "\n", "Measurement")


def test_a_box_may_have_names_over_numbers_twice() -> None:
    rows = [("Total requirement (USD)", "Allocated contributions"), ("1.2 b", "310.5 m")]
    rows += [("2022 requirements", "Net funding requirements"), ("81 m", "20.5 m")]
    found = facts("\n".join("\t".join(r) for r in rows) + "\n", "Funding")
    assert told(found, "required", "received", "unfunded") == [
        (1200000000, 310500000, None),
        (81000000, None, 20500000),
    ]


def test_rows_whose_cells_nothing_parts_are_told_by_the_names_of_their_columns() -> None:
    text = (
        "Indicator 2022 target Total results % achieved\n\nHealth\n\n"
        "# of girls vaccinated against polio 4,000 1,200 30%\n\n# of clinics repaired 90 31 34%\n\n"
        "The rains came late and 4,000 goats died in 12 villages.\n\nGoats and sheep sold 40 12 30%\n"
    )
    found = facts(text, "Measurement")
    assert told(found, "indicator", "measure", "value") == [
        ("# of girls vaccinated against polio", "target", 4000),
        ("# of girls vaccinated against polio", "actual", 1200),
        ("# of clinics repaired", "target", 90),
        ("# of clinics repaired", "actual", 31),
    ]
    assert not facts(text, "Activity")


@pytest.mark.parametrize("label", ["People affected", "People in need", "Affected population", "Persons in acute need"])
def test_a_label_may_tell_what_plain_people_are_in(label: str) -> None:
    assert told(facts(f"{label}: 18,400\n", "PopulationFigure"), "population", "value") == [(None, 18400)]


def test_a_table_of_sectors_with_indicators_measures_them() -> None:
    text = "Sector\tIndicator\t2024 target\tTotal results\n"
    text += "WASH\t# people with safe water\t900\t700\nHealth\t# births in clinics\t80\t75\n"
    assert told(facts(text, "Measurement"), "indicator", "measure", "value") == [
        ("# people with safe water", "target", 900),
        ("# people with safe water", "actual", 700),
        ("# births in clinics", "target", 80),
        ("# births in clinics", "actual", 75),
    ]
    assert facts(text, "Activity") == []


def test_a_label_may_stand_below_its_amount() -> None:
    cells = ["900", "800", "$9.2M", "families targeted", "families reached", "required"]
    page = "<h1>Shelter Cluster Niger Fact Sheet 2023</h1>" + "".join(f"<div>{cell}</div>" for cell in cells)
    report = relate(annotator().annotate(read_html(page.encode(), "report.html", "0")), ontology())
    (fact,) = [claim for claim in report.claims if claim.type == "Funding"]
    assert fact.evidence[0].text.split() == ["$9.2M", "families", "targeted", "families", "reached", "required"]


def test_years_behind_names_of_columns_date_the_people_below_them() -> None:
    text = "Who lives here.\n\nPopulation type\tCountry of origin\t2020\t2021\n"
    text += "Refugees\tSudan\t1,200\t1,350\nAsylum-seekers\tChad\t80\t95\n"
    assert told(facts(text, "PopulationFigure"), "population", "origin", "value", "date") == [
        ("refugees", "Sudan", 1200, "2020"),
        ("refugees", "Sudan", 1350, "2021"),
        ("asylum-seekers", "Chad", 80, "2020"),
        ("asylum-seekers", "Chad", 95, "2021"),
    ]


def test_a_title_tells_who_is_counted_in_columns_of_years() -> None:
    text = "Who lives here.\n\n## Refugees by country of origin\n\nCountry of origin\t2020\t2021\n"
    text += "Sudan\t1,200\t1,350\nChad\t80\t95\n"
    assert told(facts(text, "PopulationFigure"), "population", "origin", "value", "date") == [
        ("refugees", "Sudan", 1200, "2020"),
        ("refugees", "Sudan", 1350, "2021"),
        ("refugees", "Chad", 80, "2020"),
        ("refugees", "Chad", 95, "2021"),
    ]
