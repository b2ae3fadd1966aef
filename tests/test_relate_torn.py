"""Boxes of figures and money whose lines stand apart, and sentences of which one goes on with the other."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, annotator, facts, ontology, slots, told

from kg.read.text import read_text
from kg.relate import relate

HEAD = "# UNHCR Uganda Operational Update June 2022\n\n"


def money(text: str, head: str = HEAD) -> list[tuple[Any, ...]]:
    found = facts(text, "Funding", head=head)
    return told(found, "required", "received", "unfunded", "percentFunded", "date")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "UNHCR needs USD 9 million. As of 3 May 2022, it is 30 per cent funded.",
            (9000000, None, None, 30, "2022-05-03"),
        ),
        (
            "UNHCR appeals for USD 9 million for the people of Uganda. By 3 May 2022, donors had given USD 3 million.",
            (9000000, 3000000, None, None, "2022-05-03"),
        ),
    ],
)
def test_the_next_sentence_tells_what_came_in(sentences: str, expected: tuple[Any, ...]) -> None:
    assert money(sentences) == [expected]


def test_another_plan_is_another_fact() -> None:
    found = money("UNHCR needs USD 9 million. The Refugee Response Plan is 30 per cent funded.")
    assert [row[:4] for row in found] == [(9000000, None, None, None), (None, None, None, 30)]


def test_a_sum_below_the_title_of_an_appeal_is_what_it_asks_for() -> None:
    box = "UNICEF Appeal 2022\n\nUS$ 9 million\nFunding status\nReceived: $3 M\nCarry-over: $1 M\nFunding gap: $5 M\n"
    assert money(box) == [(9000000, 3000000, 5000000, None, "2022")]


def test_what_a_name_of_a_column_counts_in_is_no_column() -> None:
    box = "Country Plan (2019-2024)\n\nTotal Requirement\n(in USD)\nAllocated Contributions (in USD)\n90 m 21.5 m\n"
    assert [row[:2] for row in money(box)] == [(90000000, 21500000)]


@pytest.mark.parametrize("sexes", ["Male: 40 Female: 50", "Male: 40\n\nFemale: 50"])
def test_men_and_women_stand_below_all_who_were_reached(sexes: str) -> None:
    found = facts(f"## Health\n\nPeople reached: 90\n\n{sexes}\n", "Activity")
    assert told(found, "reached", "men", "women") == [(90, 40, 50)]


@pytest.mark.parametrize("lines", ["WASH 900 people\nHealth 700 people", "WASH\n\n900 people\n\nHealth\n\n700 people"])
def test_results_by_sector_are_people_reached(lines: str) -> None:
    found = facts(f"## Results this year\n\n{lines}\n", "Activity")
    assert told(found, "sector", "reached") == [("wash", 900), ("health", 700)]


def test_numbers_of_sectors_below_another_title_are_none() -> None:
    assert activities("## Staff\n\nHealth 700 people\n") == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("UNHCR will train 90 teachers in September.", "2022-09"),
        ("UNHCR plans to train 90 teachers in February.", "2023-02"),
        ("UNHCR trained 90 teachers in February.", "2022-02"),
        ("UNHCR trained 90 teachers in December.", "2021-12"),
        ("It was planned that UNHCR would train 90 teachers in February.", None),
    ],
)
def test_a_month_to_come_is_not_over(sentence: str, date: str | None) -> None:
    found = [fact.get("date") for fact in activities(sentence, HEAD)]
    assert found == [date] if date else found in ([], ["2022-02"])


def test_those_who_give_to_an_agency_in_a_country_give_for_it() -> None:
    found = facts("Donors to UNHCR Uganda in 2022 include Norway, Japan and Canada.", "Contribution")
    assert told(found, "donor", "place") == [("Norway", "Uganda"), ("Japan", "Uganda"), ("Canada", "Uganda")]


def test_a_number_meets_its_label_behind_a_line_that_holds_a_date() -> None:
    text = (
        "IN NUMBERS\n\n2.9 million\n\nSituation Report No. 9\nReporting period: 1 to 30 May 2022\n\n"
        "children in need of aid\n\nHighlights\n\n5,200\npeople displaced since\nJanuary 2022\n\nThe teams of all "
        "repaired nine wells for the people\nof the valley and built huts for those whose houses fell.\n"
    )
    source = read_text(text.encode(), "report.txt", "0")
    words = [source.joined(block).text for block in source.blocks]
    assert {"2.9 million children in need of aid", "5,200 people displaced since January 2022"} <= set(words)


def test_the_national_society_is_that_of_the_country() -> None:
    text = (
        "With the help of the Danish Red Cross, the National Society repaired 40 wells in Gulu. "
        "The Uganda Red Cross Society gave 30 kits to women in Arua. Its teams gave 20 tents to families in Lira."
    )
    found = facts(text, "Activity", head="# IFRC Uganda Operation Update June 2022\n\n")
    assert told(found, "actor", "partner") == [
        ("Uganda Red Cross Society", "Danish Red Cross"),
        ("Uganda Red Cross Society", None),
        ("Uganda Red Cross Society", None),
    ]


def test_a_title_over_two_lines_stands_over_another() -> None:
    lines = [
        "The agency thanks all donors. Most of what they give is spent in the first",
        "months of the year, and the rest is kept for what nobody can foresee in",
        "a country of floods and droughts.",
        "Summary of",
        "Programme Response",
        "Health",
        "The agency gave 620 kits to the clinics of the district and mended the roof",
        "of the one in the town.",
        "Food security 5,200 people",
        "Shelter needs 9,120 people",
    ]
    text = "\n\n".join(lines * 2) + "\n"
    source = read_text(text.encode(), "report.txt", "0")
    kit = next(block for block in source.blocks if "620 kits" in source.joined(block).text)
    assert kit.section[-1] == "Health"
    assert "Food security 5,200 people" in {source.joined(block).text for block in source.blocks}


@pytest.mark.parametrize(
    "box",
    [
        # Labels below their numbers and above them, parted by blank lines, and the scale in a line of its own.
        "IN NUMBERS\n\n2.1\nmillion\n\nIDPs\n\n410,500\n\nSudanese refugees\n",
        "IDPS\n\n2.1 million\n\nSUDANESE REFUGEES\n\n410,500\n",
        "# of IDPs\n\n2.1 million\n\n# of Sudanese refugees\n\n410,500\n",
        # All numbers first, and a title between them and their labels.
        "2.1\nmillion\n\n410,500\n\nFIGURES\n\n# of IDPs\n\n# of Sudanese refugees\n",
    ],
)
def test_numbers_meet_the_labels_that_stand_apart(box: str) -> None:
    data = f"UNHCR Chad Operational Update 2018\n\n{box}".encode()
    found = relate(annotator().annotate(read_text(data, "report.txt", "0")), ontology())
    told = {(slots(c)["population"], slots(c)["value"]) for c in found if c.type == "PopulationFigure"}
    assert told == {("idps", 2100000), ("refugees", 410500)}


def test_a_number_below_two_labels_and_above_one_has_the_nearer() -> None:
    text = "PEOPLE IN NEED\n\n17.6M\n\nIDPS\n\n4.5M\n\n49,618\n\nMalian refugees in the camp\n"
    source = read_text(text.encode(), "report.txt", "0")
    words = [source.joined(block).text for block in source.blocks]
    assert words == ["PEOPLE IN NEED 17.6M", "IDPS 4.5M", "49,618 Malian refugees in the camp"]


@pytest.mark.parametrize("text", ["Health\n\n7,615\n", "2019\n\nRefugees\n", "12\n\nRefugees\n\n12\n\n14\n\nIDPs\n"])
def test_a_lone_title_a_year_and_pages_are_no_figures(text: str) -> None:
    source = read_text(text.encode(), "report.txt", "0")
    assert len(source.blocks) > 1


def test_goods_are_sent() -> None:
    found = facts("The German Red Cross sent 12 water purification units to Gulu.", "Activity")
    assert told(found, "item", "activityType", "quantity") == [("water purification units", "distribution", 12)]
