"""Workbooks and CSV files: each table with its header, its titles and its notes."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from read_law import holds_together

from kg.errors import ReadError
from kg.model import BlockKind, Source
from kg.read.cells import shown
from kg.read.sheets import read_csv, read_xlsx

ROOT = Path(__file__).parents[1]
Rows = Sequence[Sequence[object]]


def workbook(title: str | None = None, **sheets: Rows) -> bytes:
    book = Workbook()
    book.properties.title = title
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(title: str | None = None, **sheets: Rows) -> Source:
    source = read_xlsx(workbook(title, **sheets), "book.xlsx", "0")
    holds_together(source)
    return source


def csv(text: str) -> Source:
    source = read_csv(text.encode(), "list.csv", "0")
    holds_together(source)
    return source


def tables(source: Source) -> list[list[list[str]]]:
    found = [block.table for block in source.blocks if block.table]
    return [[[cell.text for cell in row] for row in (table.header, *table.rows)] for table in found]


def said(source: Source, kind: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if block.kind is kind]


def test_each_sheet_is_a_section_and_its_table_has_a_header() -> None:
    source = xlsx(
        "Niger 2022: Lists",
        **{
            "Donors": [["Donors of the year"], [], ["Donor", "Amount"], ["Japan", 1200], ["Italy", 850.5]],
            "Budget (USD)": [["Sector", "Required"], ["Health", 40]],
        },
    )
    assert source.title == "Niger 2022: Lists"
    assert tables(source) == [
        [["Donor", "Amount"], ["Japan", "1200"], ["Italy", "850.5"]],
        [["Sector", "Required"], ["Health", "40"]],
    ]
    sections = [block.section for block in source.blocks if block.table]
    assert sections == [("Donors", "Donors of the year"), ("Budget (USD)",)]


def test_a_sheet_without_a_name_of_its_own_is_no_section() -> None:
    assert said(xlsx(Sheet1=[["Donor", "Amount"], ["Japan", 5]]), BlockKind.HEADING) == []


def test_tables_of_one_sheet_are_taken_apart() -> None:
    source = xlsx(
        Sheet1=[
            ["Region", "People", None, "Donor", "Amount"],
            ["Gao", 5, None, "Japan", 100],
            [],
            ["Place", "Wells"],
            ["Kidal", 3],
            ["The wells were counted by the partners in May."],
            [],
            ["All figures are those of the government."],
        ]
    )
    assert tables(source) == [
        [["Region", "People"], ["Gao", "5"]],
        [["Donor", "Amount"], ["Japan", "100"]],
        [["Place", "Wells"], ["Kidal", "3"]],
    ]
    assert said(source, BlockKind.PARAGRAPH) == [
        "The wells were counted by the partners in May.",
        "All figures are those of the government.",
    ]


def test_two_rows_of_column_names_become_one() -> None:
    source = xlsx(
        Sheet1=[["Indicator", 2021, None, 2022, None], [None, *["Target", "Actual"] * 2], ["Kits", 50, 48, 60, 71]]
    )
    assert tables(source) == [
        [["Indicator", "2021 Target", "2021 Actual", "2022 Target", "2022 Actual"], ["Kits", "50", "48", "60", "71"]]
    ]


def test_hidden_sheets_are_not_read() -> None:
    book = Workbook()
    book.active.append(["Donor", "Amount"])
    book.active.append(["Japan", 5])
    hidden = book.create_sheet("Lookup")
    hidden.append(["code", 17])
    hidden.sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    assert "17" not in read_xlsx(file.getvalue(), "book.xlsx", "0").text


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (0.56, "0.00%", "56.00%"),
        (0.4, "0%", "40%"),
        (41200000, "General", "41200000"),
        (41200000, "#,##0", "41,200,000"),
        (1234.5, '"USD" #,##0.00', "USD 1,234.50"),
        (5, "[$€-407] #,##0", "€5"),
        (28300000, '0.0,,"M"', "28.3M"),
        (-3.5, "#,##0.00;(#,##0.00)", "-3.50"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1" + "0" * 21),
        (float("nan"), "0", ""),
        (dt.datetime(2022, 5, 31), "dd/mm/yyyy", "2022-05-31"),  # noqa: DTZ001 - sheets know no time zone
        (dt.date(2022, 5, 31), "mmm", "2022-05-31"),
        ("#N/A", "General", ""),
        ("text", "@", "text"),
        (None, "General", ""),
    ],
)
def test_a_cell_says_what_the_sheet_shows(value: object, number_format: str, words: str) -> None:
    assert shown(value, number_format) == words


def test_the_text_of_a_csv_file_is_the_file() -> None:
    data = (ROOT / "corpus" / "drc-2020-contributions.csv").read_bytes()
    source = read_csv(data, "list.csv", "0")
    assert source.text == data.decode()
    (block,) = source.blocks
    assert block.table is not None
    row = next(row for row in block.table.rows if row[0].text == "Japan")
    assert source.text[row[0].begin : row[-1].end] == (
        'Japan,UNHCR,"1,272,727",USD,2020-03-27,Earmarked,Shelter in Tanganyika'
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["Donor", "Amount", "Year"], ["Japan", "1200", "2021"], ["Italy", "850", "2022"]]
    assert tables(csv("\n".join(map(delimiter.join, rows)))) == [rows]


def test_quoted_cells_hold_delimiters_quotes_and_line_ends() -> None:
    source = csv('Donor,Note\n"Japan, ""JICA""","two\nlines"\nItaly,\n')
    assert tables(source) == [[["Donor", "Note"], ['Japan, "JICA"', "two lines"], ["Italy", ""]]]


def test_lines_above_and_below_a_table_are_text() -> None:
    source = csv("Donors of Mali,,\nas of,31 May 2022,\n,,\nDonor,Amount,Year\nJapan,5,2022\n,,\nSource: UNHCR,,\n")
    assert said(source, BlockKind.HEADING)[0] == "Donors of Mali"
    assert tables(source) == [[["Donor", "Amount", "Year"], ["Japan", "5", "2022"]]]
    assert said(source, BlockKind.PARAGRAPH)[-1] == "Source: UNHCR"


def test_a_line_beside_a_line_is_read_once() -> None:
    source = csv("Camp, 40 families,, North, 55%\n")
    assert [source.joined(block).text for block in source.blocks] == ["Camp 40 families", "North 55%"]
    holds_together(source)


def test_text_that_is_called_csv_is_read_as_text() -> None:
    source = csv("The wells of Kidal, which are old, were repaired.\nThe work went on until May.\n")
    assert source.format == "text"


CELLS = st.text(alphabet='ab5 ,;"\n\t|é', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8))
def test_every_cell_of_any_sheet_leads_back_to_its_words(rows: list[list[str]]) -> None:
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    for read, data in ((read_csv, quoted.encode()), (read_xlsx, workbook(Sheet1=rows))):
        with suppress(ReadError):
            holds_together(read(data, "sheet", "0"))


def packed(sheet: str) -> bytes:
    """A workbook whose only sheet has other XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(Sheet1=[["a"]]))) as sound, zipfile.ZipFile(file, "w", 8) as made:
        for name in sound.namelist():
            own = (
                f"<worksheet xmlns='{space}'><dimension ref='A1:XFD1048576'/><sheetData>{sheet}</sheetData></worksheet>"
            )
            made.writestr(name, own if name == "xl/worksheets/sheet1.xml" else sound.read(name))
    return file.getvalue()


ROW = "<row r='{0}'><c r='A{0}' t='inlineStr'><is><t>word</t></is></c></row>"


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is() -> None:
    assert read_xlsx(packed(ROW.format(3)), "book.xlsx", "0").text == "word\n"


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: workbook(Sheet1=[["a"]])[:-500], "is damaged: it cannot be unpacked"),
    "broken": (lambda: packed("<row"), "is damaged: it is no Excel workbook that can be read"),
    "empty": (lambda: workbook(Sheet1=[[]]), "holds no words"),
    "no end": (lambda: packed(ROW.format(10**12)), "has a sheet of more than 100,000 rows or 20,000,000 cells"),
    "rows": (lambda: packed("<row><c><v>1</v></c></row>" * 1_000_000), "is too large to be read: too many elements"),
    "bomb": (lambda: packed("<!--" + " " * 300_000_001), "unpacks to more than 300 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(ReadError) as caught:
        read_xlsx(make(), "book.xlsx", "0")
    assert str(caught.value) == f"book.xlsx: {reason}"
