"""Blocks of a page as its reader sees them: sentences across lines and pages, lists, headings, tables, charts."""

from __future__ import annotations

import pytest
from extraction import activities, source, told

from kg.model import BlockKind


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of the blocks."""
    read = source(text)
    return [(block.kind.value, read.joined(block).text) for block in read.blocks]


def prose(text: str) -> list[str]:
    """The words of the paragraphs and items."""
    return [words for kind, words in blocks(text) if kind in {"paragraph", "item"}]


SENTENCE = (
    "Oxfam and its partners repaired 14 boreholes in the dry districts and trained the committees that look after them"
)
LINES = (
    "Oxfam and its partners repaired 14 boreholes in the dry districts",
    "and trained the committees that look after them",
)


@pytest.mark.parametrize(
    "between",
    [
        "\n",
        "\n    ",
        "\n\nwww.example.org\n\n",
        "\n\nhttps://www.example.org/report | 3\n\n",
    ],
)
def test_a_sentence_goes_on_over_line_ends_and_footers(between: str) -> None:
    assert prose(between.join(LINES) + ".\n") == [SENTENCE + "."]


def test_a_masthead_that_every_page_repeats_is_no_part_of_its_sentences() -> None:
    text = (
        "The first page says that the agency repaired wells in the north and that it trained the committees of the\n\n"
        "RELIEF BULLETIN 1\n\f"
        "south of the country. The next page says that the agency repaired more wells and trained committees in the\n\n"
        "RELIEF BULLETIN 2\n\f"
        "east as well. The third page says that the agency repaired yet more wells and trained committees in the\n\n"
        "RELIEF BULLETIN 3\n\f"
        "west. The last page is short.\n"
    )
    (words,) = prose(text)
    assert "of the south of the country" in words
    assert "RELIEF" not in words


def test_double_spaced_lines_are_one_paragraph() -> None:
    text = (
        "The agency and its partners repaired fourteen boreholes in the\n\n"
        "northern districts and trained their committees to look after\n\n"
        "them. A second round is planned for the coming year in the south,\n\n"
        "where the need is greatest.\n"
    )
    assert len(prose(text)) == 1


def test_paragraphs_that_end_stay_apart() -> None:
    assert prose("The first one ends here.\n\nThe second one begins here.\n") == [
        "The first one ends here.",
        "The second one begins here.",
    ]


def test_a_fact_in_a_sentence_over_two_pages_is_found() -> None:
    text = "In Gulu, the agency repaired 14 boreholes\n\nwww.example.org\n\n\fand 3 latrines in May 2022.\n"
    assert told(activities(text), "item", "quantity", "date") == [
        ("boreholes", 14, "2022-05"),
        ("latrines", 3, "2022-05"),
    ]


# Lists -----------------------------------------------------------------------------------------------------------


def leads(text: str) -> list[tuple[str, tuple[str, ...], int]]:
    """Words, lead-ins and depth of the items."""
    read = source(text)
    return [(read.joined(b).text, b.lead, b.level) for b in read.blocks if b.kind is BlockKind.ITEM]


def test_items_stand_under_their_lead_in_and_parents() -> None:
    text = (
        "In the year, the teams did the following work in the north:\n\n"
        "- Boreholes:\n    - 14 repaired\n    - 3 drilled\n"
        "- Latrines were built in four schools and\n  two markets.\n"
    )
    lead = "In the year, the teams did the following work in the north:"
    assert leads(text) == [
        ("Boreholes:", (lead,), 1),
        ("14 repaired", (lead, "Boreholes:"), 2),
        ("3 drilled", (lead, "Boreholes:"), 2),
        ("Latrines were built in four schools and two markets.", (lead,), 1),
    ]


@pytest.mark.parametrize("marks", [("■", "o"), ("•", "-"), ("-", "*"), ("➢", "•")])
def test_another_mark_opens_another_level(marks: tuple[str, str]) -> None:
    outer, inner = marks
    text = f"{outer} First point\n{inner} Second point\n{outer} Third point\n"
    assert [(words, depth) for words, _, depth in leads(text)] == [
        ("First point", 1),
        ("Second point", 2),
        ("Third point", 1),
    ]


def test_a_heading_ends_the_list_above_it() -> None:
    text = "The list of the year holds this:\n\n- One\n\n## Next\n\n- Two\n"
    assert [lead for _, lead, _ in leads(text)] == [("The list of the year holds this:",), ()]


def test_a_dash_inside_a_line_is_no_item() -> None:
    assert [kind for kind, _ in blocks("The well - an old one - was repaired.\n")] == ["paragraph"]


def test_headings_by_mark_capitals_and_title_case() -> None:
    text = "# Report\n\nSECTION ONE\n\nText of one.\n\nHeading Two\n\nText of two.\n"
    assert blocks(text) == [
        ("heading", "Report"),
        ("heading", "SECTION ONE"),
        ("paragraph", "Text of one."),
        ("heading", "Heading Two"),
        ("paragraph", "Text of two."),
    ]
    assert [block.section for block in source(text).blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("Report", "SECTION ONE"),
        ("Report", "SECTION ONE", "Heading Two"),
    ]


# Tables and charts -----------------------------------------------------------------------------------------------


def cells(text: str) -> list[tuple[list[str], list[list[str]]]]:
    """Header and rows of the tables and charts."""
    tables = [block.table for block in source(text).blocks if block.table]
    return [([c.text for c in t.header], [[c.text for c in row] for row in t.rows]) for t in tables]


def test_tables_of_tabs_and_of_pipes_have_the_same_cells() -> None:
    tabs = "Name\tAge\nAmina\t12\nJean\t13\n\nText after it.\n"
    pipes = "| Name | Age |\n| --- | ---: |\n| Amina | 12 |\n| Jean | 13 |\n\nText after it.\n"
    assert cells(tabs) == cells(pipes) == [(["Name", "Age"], [["Amina", "12"], ["Jean", "13"]])]
    assert prose(tabs) == prose(pipes) == ["Text after it."]


def test_a_line_with_a_bar_is_no_table() -> None:
    assert cells("Either this | or that\n\nThe text goes on.\n") == []


def test_a_table_without_names_of_columns_has_no_header() -> None:
    assert cells("Amina\t12\nJean\t13\n") == [([], [["Amina", "12"], ["Jean", "13"]])]


def test_cells_know_where_they_stand() -> None:
    read = source("Name\tAge\nAmina\t12\n")
    (table,) = [block.table for block in read.blocks if block.table]
    for cell in (*table.header, *(c for row in table.rows for c in row)):
        assert read.text[cell.begin : cell.end] == cell.text


@pytest.mark.parametrize("labels_first", [False, True])
def test_a_chart_pairs_numbers_with_labels_on_either_side(labels_first: bool) -> None:
    numbers, labels = "410,000\n21,900\n1,200\n", "Maize\nSorghum\nRice\n"
    parts = [labels, numbers] if labels_first else [numbers, labels]
    assert cells("The harvest was good this year.\n\n" + "\n".join(parts)) == [
        ([], [["Maize", "410,000"], ["Sorghum", "21,900"], ["Rice", "1,200"]])
    ]


def test_a_legend_of_years_makes_a_column_a_series() -> None:
    text = "The harvest was good.\n\n1,100\n2,100\n1,200\n2,200\n\nMaize\nRice\nMay 2021 May 2022\n"
    assert cells(text) == [(["", "May 2021", "May 2022"], [["Maize", "1,100", "1,200"], ["Rice", "2,100", "2,200"]])]


def test_numbers_without_as_many_labels_are_no_chart() -> None:
    assert cells("The harvest was good.\n\n410,000\n21,900\n1,200\n\nThat is all that there is to say of it.\n") == []


def test_a_label_may_be_wrapped() -> None:
    text = "The harvest was good.\n\n410,000\n21,900\n\nMaize of the north\n(white)\nRice\n"
    assert cells(text) == [([], [["Maize of the north (white)", "410,000"], ["Rice", "21,900"]])]


@pytest.mark.parametrize(
    "title", ["Information, counselling and legal help (ICLH)", "Our donors", "Safe water for schools"]
)
def test_a_short_line_right_above_a_longer_one_heads_it(title: str) -> None:
    text = f"The committees look after the wells.\n\n{title}\n{LINES[0]} and trained the committees of the villages.\n"
    assert ("heading", title) in blocks(text)


def test_the_first_line_of_a_paragraph_is_no_title() -> None:
    text = f"The wells were repaired.\n\n{LINES[0]}\n{LINES[1]} and mend their pumps every month.\n"
    assert not any(kind == "heading" for kind, _ in blocks(text))
