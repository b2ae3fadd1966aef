"""Boxes, grids and tables of dashboards, appeals and operation updates: what stands beside and below what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from extraction import facts, told

HEAD = "# IFRC Mozambique Operation Update\n\nJune 2021\n\n"


def table(*rows: str, title: str = "") -> str:
    """A Markdown table; its first row names the columns, where it is not empty."""
    cells = [row.split(";") for row in rows]
    first = cells[0] if cells[0] != [""] else [""] * len(cells[1])
    lines = [f"| {' | '.join(row)} |" for row in (first, ["---"] * len(first), *cells[1:])]
    return (f"## {title}\n\n" if title else "") + "\n".join(lines) + "\n"


def rows(text: str, kind: str, *names: str, head: str = HEAD) -> list[tuple[Any, ...]]:
    return told(facts(text, kind, head=head), *names)


# Fields and boxes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["N° of people affected", "People affected", "No. of people affected"])
def test_the_number_of_people_may_be_announced_in_any_way(label: str) -> None:
    assert rows(f"{label}: 310,000\n", "PopulationFigure", "value") == [(310000,)]


@pytest.mark.parametrize("words", ["DREF allocated", "DREF amount initially allocated", "DREF allocation"])
def test_what_a_fund_allocated_is_its_gift(words: str) -> None:
    assert rows(f"{words}: CHF 90,000\n", "Contribution", "donor", "amount", "currency") == [
        ("Disaster Response Emergency Fund", 90000, "CHF")
    ]
    assert rows(f"{words}: CHF 90,000\n", "Funding", "required") == []


def test_the_budget_in_a_box_is_that_of_its_sector() -> None:
    lines = ("People reached: 4,300", "Male: 2,100", "Female: 2,200", "Budget CHF 75,000", "People targeted: 6,000")
    text = "\n\n".join(("## Shelter", *lines, ""))
    assert rows(text, "Funding", "subject", "required", "currency") == [("Shelter", 75000, "CHF")]
    assert rows(text, "Activity", "reached", "men", "women", "sector", "status") == [
        (4300, 2100, 2200, "shelter-nfi", None),
        (6000, None, None, "shelter-nfi", "planned"),
    ]


GRID = (
    "Shelter\n\nFemale > 18: 2,100\n\nFemale < 18: 1,400\n\n940,000 CHF\n\nMale > 18: 2,000\n\nMale < 18: 1,300\n\n"
    "Total target: 6,800\n\nHealth\n\nFemale > 18:\n500\n\nFemale < 18:\n400\n\n80,000 CHF\n\nTotal target:\n900\n"
)


def test_a_grid_plans_whom_each_sector_is_to_reach_and_what_it_costs() -> None:
    assert rows(GRID, "Activity", "reached", "women", "girls", "men", "boys", "sector", "status") == [
        (6800, 2100, 1400, 2000, 1300, "shelter-nfi", "planned"),
        (900, 500, 400, None, None, "health", "planned"),
    ]
    assert rows(GRID, "Funding", "subject", "required", "currency") == [
        ("Shelter", 940000, "CHF"),
        ("Health", 80000, "CHF"),
    ]


def test_a_planned_and_an_achieved_number_measure_what_the_line_above_names() -> None:
    text = "### Classrooms built or repaired\n\nPlanned: 140   Achieved: 96\n"
    assert rows(text, "Measurement", "indicator", "measure", "value", "unit") == [
        ("Classrooms built or repaired", "target", 140, "number"),
        ("Classrooms built or repaired", "actual", 96, "number"),
    ]


@pytest.mark.parametrize("above", ["## Health", "The teams repaired many roofs. They went on."])
def test_numbers_below_a_sector_or_a_sentence_measure_nothing(above: str) -> None:
    assert rows(f"{above}\n\nPlanned: 140   Achieved: 96\n", "Measurement", "value") == []


# Tables --------------------------------------------------------------------------------------------------------------


def test_money_in_columns_of_bodies_is_read_row_by_row() -> None:
    text = table(
        "Needs;Oxfam US$;CARE US$;Total US$",
        "Total requirements;900,000;700,000;1,600,000",
        "Less: contributions received;500,000;300,000;800,000",
        "Balance of requirements;400,000;400,000;800,000",
    )
    assert rows(text, "Funding", "subject", "required", "received", "unfunded", "currency") == [
        ("Oxfam", 900000, 500000, 400000, "USD"),
        ("CARE International", 700000, 300000, 400000, "USD"),
        ("Total", 1600000, 800000, 800000, "USD"),
    ]
    assert rows(text, "Contribution", "donor") == []


def test_of_a_budget_in_two_currencies_the_usual_one_is_told() -> None:
    text = "The appeal seeks US$ 4 million.\n\n" + table(
        "EXPENDITURE;Budget NPR;Budget US$", "Seeds and tools;9,800,000;98,000", "Transport;1,200,000;12,000"
    )
    found = rows(text, "Funding", "subject", "required", "currency")
    assert [fact for fact in found if fact[0] in {"Seeds and tools", "Transport"}] == [
        ("Seeds and tools", 98000, "USD"),
        ("Transport", 12000, "USD"),
    ]


def test_rows_that_are_no_givers_give_nothing() -> None:
    text = table("Item;Costs US$", "Fuel;4,000", "Rent of offices;9,000", "Salaries;31,000")
    assert rows(text, "Contribution", "donor") == []


@pytest.mark.parametrize(
    ("header", "required"), [("Item;Required;Distributed;Gap", []), ("Sector;Required (US$);Gap (US$)", [9000])]
)
def test_what_things_are_required_is_no_money(header: str, required: Sequence[int]) -> None:
    row = "Mattresses;24,000;9,000;15,000" if header.startswith("Item") else "Health;9,000;4,000"
    assert [v for (v,) in rows(table(header, row), "Funding", "required")] == list(required)


def test_a_column_of_quantities_counts_things_and_one_of_target_districts_tells_where() -> None:
    text = table("Sector;Activity;Planned quantity;Target district", "Education;Construction of classrooms;72;Beira")
    assert rows(text, "Activity", "item", "quantity", "reached", "place", "status") == [
        ("classrooms", 72, None, "Beira", "planned")
    ]


def test_the_one_column_below_a_currency_holds_what_the_title_beside_it_says() -> None:
    text = table("Federation-wide funding requirement;CHF", "Shelter;940,000", "Logistics;80,000")
    assert rows(text, "Funding", "subject", "required", "currency") == [
        ("Shelter", 940000, "CHF"),
        ("Logistics", 80000, "CHF"),
    ]


def test_two_names_in_one_of_which_givers_stand_name_givers() -> None:
    text = table("Earmarking / Donor;CHF", "Japan;3,000", "Norway;1,400", title="Voluntary contributions")
    assert rows(text, "Contribution", "donor", "amount", "currency") == [
        ("Japan", 3000, "CHF"),
        ("Norway", 1400, "CHF"),
    ]


def test_a_table_without_names_of_columns_below_a_title_of_gifts_lists_givers() -> None:
    text = table("", "Sweden;3.2", "Norway;2.6", "Japan;1.1", title="Largest donors in 2019 (US$ million)")
    assert rows(text, "Contribution", "donor", "amount", "currency") == [
        ("Sweden", 3200000, "USD"),
        ("Norway", 2600000, "USD"),
        ("Japan", 1100000, "USD"),
    ]
    unknown = table("", "Churches of the Coast;US$ 4,100", "Hope for All;US$ 900", title="Contributions received")
    assert rows(unknown, "Contribution", "donor", "amount") == [("Churches of the Coast", 4100), ("Hope for All", 900)]


def test_figures_that_count_people_may_stand_in_a_table_of_pairs() -> None:
    text = table("", "# of IDPs;52,000", "# of people affected by floods;64,300", "# of roads cut;24", title="Figures")
    assert rows(text, "PopulationFigure", "population", "value") == [("idps", 52000), (None, 64300)]


@pytest.mark.parametrize(
    ("title", "kind", "slot"),
    [
        ("Reach by province", "Activity", "reached"),
        ("People reached by province", "Activity", "reached"),
        ("Displaced people by province", "PopulationFigure", "value"),
    ],
)
def test_places_with_their_numbers_below_a_title(title: str, kind: str, slot: str) -> None:
    text = table("", "Sofala;5,940", "Manica;2,205", "Tete;1,718", title=title)
    assert rows(text, kind, "place", slot) == [("Sofala", 5940), ("Manica", 2205), ("Tete", 1718)]


def test_people_in_shelters_are_displaced_and_families_tell_nothing_of_them() -> None:
    text = table(
        "District;Affected families;Affected persons;Evacuation centres: persons",
        "Beira;1,200;6,100;840",
        "Dondo;900;4,300;510",
    )
    assert rows(text, "PopulationFigure", "place", "population", "value") == [
        ("Beira", None, 6100),
        ("Beira", "idps", 840),
        ("Dondo", None, 4300),
        ("Dondo", "idps", 510),
    ]


# Cells one below the other -------------------------------------------------------------------------------------------


def test_a_table_of_cells_is_told_by_its_shape() -> None:
    cells = (
        "Needs|Oxfam|CARE|IRC|Total requirements|900,000|700,000|400,000|Contributions received|500,000|300,000|100,000"
        "|Balance of requirements|400,000|400,000|300,000"
    )
    text = "Our members share what has come in.\n\n" + cells.replace("|", "\n") + "\n\nMore is hoped for.\n"
    found = facts("Amounts are in USD.\n\n" + text, "Funding", head="Oxfam Mozambique\n\nJune 2021\n\n")
    assert told(found, "subject", "required", "received", "unfunded") == [
        ("Oxfam", 900000, 500000, 400000),
        ("CARE International", 700000, 300000, 400000),
        ("IRC", 400000, 100000, 300000),
    ]


def test_names_of_columns_may_stand_over_two_others_each() -> None:
    head = "District|Affected|Houses fully damaged|Safe centres|Families|Persons|No.|Persons"
    body = "Beira|1,200|6,100|302|18|840|Dondo|900|4,300|241|9|510|Buzi|400|1,900|96|4|115"
    text = "The council counted the damage again.\n\n" + f"{head}|{body}".replace("|", "\n") + "\n"
    assert rows(text, "PopulationFigure", "place", "population", "value") == [
        ("Beira", None, 6100),
        ("Beira", "idps", 840),
        ("Dondo", None, 4300),
        ("Dondo", "idps", 510),
        ("Buzi", None, 1900),
        ("Buzi", "idps", 115),
    ]


def test_shares_in_a_column_of_their_own_make_no_sum() -> None:
    columns = "Cluster|Requested (US$)|Received (US$)|% covered|Health|WASH|Shelter|Total"
    numbers = "9,800|10,100|6,100|26,000|2,940|2,828|1,782|7,550|30|28|29|29"
    text = "The plan is short of money.\n\n" + f"{columns}|{numbers}".replace("|", "\n\n") + "\n"
    assert rows(text, "Funding", "subject", "required", "received", "percentFunded") == [
        ("Health", 9800, 2940, 30),
        ("WASH", 10100, 2828, 28),
        ("Shelter", 6100, 1782, 29),
        ("Total Cluster", 26000, 7550, 29),
    ]


def test_a_row_of_people_between_gifts_in_millions_is_no_gift() -> None:
    lines = ("Sweden 3.2", "Sofala 5,940", "Norway 2.6", "Manica 2,205", "Japan 1.1", "")
    text = "\n\n".join(("Largest donors in 2019 (US$ million)", *lines))
    assert rows(text, "Contribution", "donor", "amount") == [
        ("Sweden", 3200000),
        ("Norway", 2600000),
        ("Japan", 1100000),
    ]
