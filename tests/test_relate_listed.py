"""Lists of how many of one group are in each of several places."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, told

HEAD = "# UNHCR Mali Operational Update\n\nJune 2023\n\n"
IN_MALI = [("idps", 12000, "Gao"), ("idps", 3400, "Kidal")]


def figures(text: str, *slots: str) -> list[tuple[Any, ...]]:
    return told(facts(f"{text}\n", "PopulationFigure", head=HEAD), *slots)


@pytest.mark.parametrize(
    "text",
    [
        "Number of internally displaced people:\n- Gao Region: 12,000\n- Kidal: 3,400",
        "IDPs by region:\n\n• Gao – 12,000\n\n• Kidal – 3,400",
        "Internally displaced persons: Gao 12,000; Kidal 3,400.",
        "The IDP population is distributed as follows: Gao (12,000) and Kidal (3,400).",
        "IDPs: 12,000 in Gao, about 3,400 (22%) in Kidal",
        "Internally displaced people: more than 12,000 in the Gao region and 3,400 in Kidal.",
    ],
)
def test_each_place_of_a_list_has_its_number(text: str) -> None:
    assert figures(text, "population", "value", "place") == IN_MALI


@pytest.mark.parametrize(
    ("head", "source"),
    [("Refugees from Mali (UNHCR, 31 May 2023):", ""), ("Malian refugees as of 31 May 2023:", " (UNHCR)")],
)
def test_those_who_left_the_country_are_where_they_found_asylum(head: str, source: str) -> None:
    found = figures(
        f"{head} 61,000 in Niger, 112,000 in Mauritania{source}", "value", "origin", "asylum", "source", "date"
    )
    assert found == [
        (61000, "Mali", "Niger", "UNHCR", "2023-05-31"),
        (112000, "Mali", "Mauritania", "UNHCR", "2023-05-31"),
    ]


def test_people_may_be_listed_by_where_they_are_from() -> None:
    found = figures("Refugees:\n• From Niger: 9,100\n• From Burkina Faso: 30,200", "value", "origin", "place")
    assert found == [(9100, "Niger", "Mali"), (30200, "Burkina Faso", "Mali")]


def test_refugees_in_neighbouring_countries_are_from_the_country_of_the_report() -> None:
    found = figures("Refugees in neighbouring countries:\n• Niger: 9,100\n• Chad: 200", "value", "origin", "asylum")
    assert found == [(9100, "Mali", "Niger"), (200, "Mali", "Chad")]


@pytest.mark.parametrize(
    "text",
    [
        "IDPs: Gao 12,000",  # no list
        "Displaced families need: blankets 12,000; buckets 3,400",
        "Refugees: 45,000 in camps and 12,000 with host families",
        "Office for IDPs: Gao 2023; Kidal 2024",
        "Staff: Gao 12; Kidal 34",
    ],
)
def test_other_lists_tell_of_no_group_in_places(text: str) -> None:
    assert not [f for f in figures(text, "value", "place") if f[1] in {"Gao", "Kidal"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Measles vaccination coverage. Target: 85%; achieved: 79%", [("target", 85), ("actual", 79)]),
        ("% of refugee children enrolled in primary school: 61% (target 75%)", [("actual", 61), ("target", 75)]),
        (
            "Families with access to soap\n\nBaseline (2019): 45%\n\nTarget: 70%\n\nActual: 58%",
            [("baseline", 45), ("target", 70), ("actual", 58)],
        ),
        ("- Vitamin A supplementation among children: 44.1% (40.2-47.9)", [("actual", 44.1)]),
        # Money, people, and what a count is made of are no indicators.
        ("- Funding gap in the health sector: 60%", []),
        ("- Refugees from Chad: 40%", []),
        ("- Women and girls: 52%", []),
    ],
)
def test_an_indicator_is_read_with_the_values_behind_it(text: str, expected: list[tuple[str, float]]) -> None:
    found = facts(text, "Measurement", head="# UNHCR Chad Operational Update, June 2023\n\n")
    assert [(fact["measure"], fact["value"]) for fact in found] == expected


@pytest.mark.parametrize(
    "heading", ["Key figures as of 31 May 2023", "KEY FIGURES (31 May 2023)", "Population figures at 31 May 2023"]
)
def test_lines_of_figures_have_the_day_of_the_heading_above(heading: str) -> None:
    text = f"{heading}\n\n401,635 Refugees\n\n9,434\nAsylum-seekers"
    assert figures(text, "value", "date") == [(401635, "2023-05-31"), (9434, "2023-05-31")]


def test_a_row_of_a_month_is_no_gift() -> None:
    text = "Period Killed Injured Total\nMarch 3,162 2,461 5,623\nApril 651 1,201 1,852\n"
    assert facts(text, "Contribution", head=HEAD) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Refugees: 45,000 (Burkina Faso: 30,000; Chad: 15,000)",
            [(45000, None, "Mali"), (30000, "Burkina Faso", "Mali"), (15000, "Chad", "Mali")],
        ),
        (
            "IDPs: 45,000 (Gao 30,000, Kidal 15,000)",
            [(45000, None, "Mali"), (30000, None, "Gao"), (15000, None, "Kidal")],
        ),
        (
            "Refugees by country of origin: Chad 30,000; Niger 15,000",
            [(30000, "Chad", "Mali"), (15000, "Niger", "Mali")],
        ),
    ],
)
def test_the_parts_of_a_total_stand_in_a_bracket(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert figures(text, "value", "origin", "place") == expected


def test_people_of_the_country_are_listed_by_who_hosts_them() -> None:
    text = "Malian refugees in the region\n\nCountries of asylum\nNiger: 42,927\nBurkina Faso: 49,970"
    expected = [(42927, "refugees", "Mali", "Niger"), (49970, "refugees", "Mali", "Burkina Faso")]
    assert figures(text, "value", "population", "origin", "asylum") == expected


@pytest.mark.parametrize("label", ["IPC Phase 3+", "Phase 5", "People in Crisis or worse", "People in Emergency"])
def test_people_are_counted_by_the_phase_that_they_are_in(label: str) -> None:
    assert figures(f"{label}: 214,000", "value", "place") == [(214000, "Mali")]
