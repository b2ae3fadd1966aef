"""Markdown: markup says what is what, and is no part of the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_law import holds_together

from kg.model import Block, BlockKind, Source
from kg.read.markdown import read_markdown
from kg.read.text import read_text

ROOT = Path(__file__).parents[1]


def read(text: str) -> Source:
    source = read_markdown(text.encode(), "report.md", "0")
    holds_together(source)
    return source


def said(source: Source, *kinds: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if not kinds or block.kind in kinds]


def seen(source: Source, block: Block) -> tuple[object, ...]:
    """All that a stage after reading knows of a block, but where it stands."""
    rows = (block.table.header, *block.table.rows) if block.table else ()
    words = "" if rows else source.joined(block).text
    return block.kind, block.level, block.section, block.lead, words, [[cell.text for cell in row] for row in rows]


@pytest.mark.parametrize("name", ["corpus/chad-2020-annual-results.md", "corpus/ethiopia-2021-annual-results.md"])
def test_a_report_reads_the_same_as_markdown_and_as_text(name: str) -> None:
    data = (ROOT / name).read_bytes()
    markdown, text = read_markdown(data, name, "0"), read_text(data, name, "0")
    assert [seen(markdown, block) for block in markdown.blocks] == [seen(text, block) for block in text.blocks]
    assert markdown.text == data.decode()


def test_markup_is_left_out_of_the_words_and_stays_in_the_text() -> None:
    source = read("See [the *new* plan](https://example.org/a_(b)) of **UNHCR**, `2 wells` &amp; 1\\*2 ![a](b).\n")
    (block,) = source.blocks
    joined = source.joined(block)
    assert joined.text == "See the new plan of UNHCR, 2 wells & 1*2 ."
    begin = joined.text.index("plan of UNHCR")
    first, last = joined.span(begin, begin + len("plan of UNHCR"))
    assert source.text[first:last] == "plan](https://example.org/a_(b)) of **UNHCR"


def test_a_wrapped_paragraph_is_one_and_a_break_that_is_set_parts_lines() -> None:
    source = read(
        "The rains of August came late, and when they came they took with them the road to\nGao. Fifty huts fell.\n\n"
        "Amina Sow, Officer, sow@unhcr.example  \nJean Ba, Head, ba@unhcr.example\n"
    )
    assert said(source) == [
        "The rains of August came late, and when they came they took with them the road to Gao. Fifty huts fell.",
        "Amina Sow, Officer, sow@unhcr.example",
        "Jean Ba, Head, ba@unhcr.example",
    ]


def test_headings_of_both_kinds_govern_what_follows() -> None:
    source = read("Mali\n====\n\nShelter\n-------\n\nForty huts were built.\n\n## Water #\n\nSix wells were dug.\n")
    sections = {source.joined(b).text: b.section for b in source.blocks if b.kind is BlockKind.PARAGRAPH}
    assert sections == {"Forty huts were built.": ("Mali", "Shelter"), "Six wells were dug.": ("Mali", "Water")}


def test_cells_of_a_table_are_words_at_their_place() -> None:
    source = read("| **Donor** | Amount |\n|:--|--:|\n| Japan \\| JICA | `1,200` |\n| | 5 |\n")
    (table,) = [block.table for block in source.blocks if block.table]
    rows = (table.header, *table.rows)
    assert [[c.text for c in row] for row in rows] == [["Donor", "Amount"], ["Japan | JICA", "1,200"], ["", "5"]]
    assert [source.text[c.begin : c.end] for c in table.rows[0]] == ["Japan \\| JICA", "`1,200`"]


def test_items_know_the_items_above_them_and_their_own_paragraphs() -> None:
    source = read("- Cash grants:\n\n  1. 210 teachers were paid.\n\n  They live in Gao.\n\n- 12 rooms were built.\n")
    assert [(source.joined(b).text, b.lead) for b in source.blocks] == [
        ("Cash grants:", ()),
        ("210 teachers were paid.", ("Cash grants:",)),
        ("They live in Gao.", ("Cash grants:",)),
        ("12 rooms were built.", ()),
    ]


def test_a_year_at_the_beginning_of_a_paragraph_is_no_number_of_a_list() -> None:
    assert said(read("2023. A year of floods it was.\n")) == ["2023. A year of floods it was."]


def test_html_is_no_text_but_its_words_are() -> None:
    source = read(
        "<div align=center>\n<b>57 wells</b> were dug.\n</div>\n\n<!-- 99 people -->\n\n<script>\nvar n = 98;\n"
        "</script>\n\nIn <u>Gao</u>, <UNHCR> met 5&nbsp;people.\n"
    )
    assert said(source) == ["57 wells were dug.", "In Gao, <UNHCR> met 5 people."]


def test_quotes_and_fences_are_paragraphs() -> None:
    assert said(read("> We counted on four days,\n> she says.\n\n```\nDonor\tAmount\nJapan\t1,200\n```\n")) == [
        "We counted on four days, she says.",
        "Donor\tAmount Japan\t1,200",
    ]


@pytest.mark.parametrize("day", ["2022-02-30", "20220531", "2022-13-01", "soon", ""])
def test_a_day_that_there_is_not_is_no_date_of_the_report(day: str) -> None:
    assert read(f"---\ndate: {day}\n---\n\nSix wells were dug.\n").issued is None


def test_front_matter_tells_of_the_report_and_is_no_text_of_it() -> None:
    source = read("---\ntitle: 'Mali: Update'\ndate: 2022-05-31\ntags:\n  - wells\n---\n\nSix wells were dug.\n")
    assert (source.title, source.issued) == ("Mali: Update", "2022-05-31")
    assert said(source) == ["Six wells were dug."]
