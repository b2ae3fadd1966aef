"""Sentences that the lines of another column cut in two are read as the sentences that they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import BlockKind, Source
from kg.read.text import read_text
from kg.read.woven import unwoven


def read(text: str) -> Source:
    return read_text(text.encode(), "report.txt", "0")


def said(source: Source, kind: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if block.kind is kind]


SIDEBAR = """\
412

Families moved to safer ground in

• In Gulu, the partners of the agency ran 31 sessions on hygiene for the

June.

2,150

families of three valleys, and gave soap to 1,240 women

Children vaccinated in schools

and 870 men.

• From 3 to 5 June, four nurses were taught how to treat wounds in the clinic.
"""


def test_the_lines_of_a_sidebar_stand_behind_the_sentence_that_they_cut() -> None:
    items = said(read(SIDEBAR), BlockKind.ITEM)
    assert items[0] == (
        "In Gulu, the partners of the agency ran 31 sessions on hygiene for the families of three valleys,"
        " and gave soap to 1,240 women and 870 men."
    )


def test_what_a_cut_line_of_a_sidebar_lacks_is_the_first_line_of_it_that_cut_a_sentence() -> None:
    assert "Families moved to safer ground in June." in said(read(SIDEBAR), BlockKind.PARAGRAPH)


COLUMNS = """\
Summary of the response

villages along the lake. Soap went to 900 households
in Bol.

Health

The nurses of the district treated 310 patients in
May and June.

Water

Engineers of the agency drilled 12 wells in the
Some 480 families got filters from the Red Cross of
Chad in June.
"""


def test_a_sentence_goes_on_in_the_next_column() -> None:
    source = read(COLUMNS.replace("in the\nSome", "in the\n\nSome"))
    told = said(source, BlockKind.PARAGRAPH)
    assert "Engineers of the agency drilled 12 wells in the villages along the lake." in " ".join(told)
    assert any(words.startswith("Some 480 families") for words in told)


@pytest.mark.parametrize(
    "text",
    [
        # A label goes on below its number.
        "Households reached with seeds and tools and with cash in the camps\n\n1,200\n\npeople trained\n",
        # A row whose name takes two lines.
        "# of children under five years of age with      12     40\nadmitted for treatment      9     31\n",
        # Two ends, of which nobody knows which goes on.
        (
            "The team mended nine wells for the people of the\n\nSome rest.\n\nThe team built huts for all of the\n\n"
            "Some rest.\n\nTitle\n\nvillages of the north without a road.\n"
        ),
        # An item goes on below its own line.
        "• The team of the agency repaired nine wells for the people of\nGulu and Arua\nand went home.\n",
    ],
)
def test_lines_that_nothing_cuts_stay_where_they_are(text: str) -> None:
    assert unwoven(text) == text


@given(st.lists(st.sampled_from([*SIDEBAR.splitlines(), *COLUMNS.splitlines()])))
def test_no_line_is_lost(lines: list[str]) -> None:
    assert sorted(unwoven("\n".join(lines)).split()) == sorted("\n".join(lines).split())


def test_a_title_in_capitals_ends_a_list_and_an_item_where_each_line_has_a_blank_one_behind() -> None:
    lines = [
        "MONTHLY UPDATE",
        "The agency thanks the donors, whose gifts help the people of all the",
        "districts in the north and the south of the country, and to whom it",
        "owes much. Most of what they give is spent in the first months of",
        "the year.",
        "• The agency repaired seven wells and built 65 latrines for the pupils.",
        "TRANSIT CENTRES",
        "• The agency served 400 meals to people on their way to the border.",
        "Norway 4.6 million | Japan 1.9 million | Luxembourg 850,000",
        "CONTACTS",
        "Ada Achan, Officer, achan@example.org",
    ]
    source = read("\n\n".join(lines) + "\n")
    assert {"TRANSIT CENTRES", "CONTACTS"} <= set(said(source, BlockKind.HEADING))


def test_a_long_name_that_fills_its_line_is_no_title() -> None:
    text = "Water\n\nThe Swiss Committee for Aid to Afghan\nRefugees drilled nine wells in the\nvillages of Gulu.\n"
    assert said(read(text), BlockKind.PARAGRAPH)[-1].startswith(
        "The Swiss Committee for Aid to Afghan Refugees drilled"
    )
