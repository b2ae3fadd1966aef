"""Spreadsheets: each table of a sheet becomes a table of the report, what stands above it a heading or a paragraph."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import ReadError
from kg.model import Block, BlockKind, Cell, Source, Table
from kg.package import WORKBOOK_DAMAGE, check_package
from kg.read.cells import shown
from kg.read.compose import Composer, tidy
from kg.read.layout import blocks_of
from kg.read.lines import Line
from kg.read.regions import Region, find_regions, header_words
from kg.read.text import decode, source_of, title_of

MOST_ROWS = 100_000  # that hold anything, in one sheet
MOST_CELLS = 20_000_000  # empty ones included, which cost time and no memory
_LAST_ROW = 1_048_576  # the last that Excel has; a file may name a later one
_NO_NAME = re.compile(r"(?:sheet|table|tabelle|feuil\w*|hoja|worksheet)\s*\d*$", re.IGNORECASE)
_TITLE_WORDS = 14
_DELIMITERS = ",;\t|"


def read_xlsx(data: bytes, file: str, sha256: str) -> Source:
    """The visible sheets of an Excel workbook; the values that its formulas had when it was saved.

    Raises:
        ReadError: it is damaged, encrypted or too large, or holds no words.
    """
    check_package(data, file)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [(s.title, _rows(s, file)) for s in book.worksheets if s.sheet_state == "visible"]
            title = book.properties.title
    except (InvalidFileException, *WORKBOOK_DAMAGE):
        raise ReadError(file, "is damaged: it is no Excel workbook that can be read") from None
    composer = Composer()
    for name, rows in sheets:
        if any(map(any, rows)):
            if not _NO_NAME.match(name):
                composer.line(name, heading=1)
            for region in find_regions(rows):
                _compose(composer, rows, region)
    source = composer.source(file, sha256, "xlsx")
    return replace(source, title=tidy(title or "") or source.title)


def _rows(sheet: Any, file: str) -> list[list[str]]:
    """The words of a sheet's cells."""
    # A sheet may claim to be larger than it is. The stubs of the library do not know sheets that are only read.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    filled = seen = 0
    for row in sheet.iter_rows():
        words = [tidy(shown(c.value, c.number_format)) if c.value is not None else "" for c in row]
        while words and not words[-1]:
            words.pop()
        filled += bool(words)
        seen += len(row)
        rows.append(words)
        if filled > MOST_ROWS or len(rows) > _LAST_ROW or seen > MOST_CELLS:
            raise ReadError(file, f"has a sheet of more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells")
    return rows


def _compose(composer: Composer, rows: Sequence[Sequence[str]], region: Region) -> None:
    def cells(number: int) -> list[str]:
        return [rows[number][c] if c < len(rows[number]) else "" for c in region.columns]

    for index, number in enumerate(region.titles):
        words = " ".join(filter(None, cells(number)))
        composer.line(words, heading=2 if not index and _is_title(words) else 0, gap=0 if index else 1)
    header = [cells(number) for number in region.header]
    names = header_words(*header) if len(header) == 2 else header[0] if header else ()
    composer.table([cells(number) for number in region.body], names)
    for number in region.notes:
        composer.line(" ".join(filter(None, cells(number))), alone=True)


def _is_title(words: str) -> bool:
    """Whether a line above a table is its title and not an explanation."""
    return len(words.split()) <= _TITLE_WORDS and not words.endswith((".", ";"))


def read_csv(data: bytes, file: str, sha256: str) -> Source:
    """A table in a text file, its cells between commas, semicolons, tabs or pipes; the text is the file as it is.

    Raises:
        ReadError: it is empty, binary or too large.
    """
    text = decode(data, file)
    delimiter = delimiter_of(text)
    if delimiter is None:
        return source_of(text, file, sha256, "text")
    rows = _fields(text, delimiter)
    if len(rows) > MOST_ROWS:
        raise ReadError(file, f"has more than {MOST_ROWS:,} rows")
    tables: list[Block] = []
    lines: list[Line] = []

    def line(number: int, region: Region, *, first: bool = False, alone: bool = False) -> Line:
        # The row may hold a line of another table beside this one.
        kept = [rows[number][c] for c in region.columns if c < len(rows[number]) and rows[number][c].text]
        words = " ".join(cell.text for cell in kept)
        pieces = tuple((cell.begin, cell.end) for cell in kept)
        heading = 2 if first and _is_title(words) else 0
        return Line(kept[0].begin, kept[-1].end, words, pieces, 0, int(first or alone), heading, alone=alone)

    for region in find_regions([[cell.text for cell in row] for row in rows]):
        lines += [line(number, region, first=not index) for index, number in enumerate(region.titles)]
        if region.body:
            tables.append(_table(rows, region))
        lines += [line(number, region, alone=True) for number in region.notes]
    blocks = blocks_of(text, sorted(lines, key=lambda one: one.begin), given=tables, wrapped=False)
    return Source(file, sha256, "csv", text, blocks, title=title_of(text, blocks))


def _table(rows: Sequence[Sequence[Cell]], region: Region) -> Block:
    def cells(number: int) -> tuple[Cell, ...]:
        row = rows[number]
        end = row[-1].end
        return tuple(row[c] if c < len(row) else Cell(end, end, "") for c in region.columns)

    # Two rows of column names are not put together here: the words of a cell are those of its stretch of the file.
    header = cells(region.header[-1]) if region.header else ()
    body = tuple(cells(number) for number in (*region.header[:-1], *region.body))
    filled = [[cell for cell in cells(n) if cell.text] for n in sorted((*region.header, *region.body))]
    pieces = tuple((row[0].begin, row[-1].end) for row in filled)
    return Block(BlockKind.TABLE, pieces[0][0], pieces[-1][1], pieces, table=Table(header, body))


def delimiter_of(text: str) -> str | None:
    """What parts the cells of a table in a text file; None where the text is none."""
    lines = [line for line in text[:8_000].split("\n")[:50] if line.strip()]
    try:
        found = csv.Sniffer().sniff("\n".join(lines), _DELIMITERS).delimiter
    except csv.Error:
        found = max(_DELIMITERS, key=lambda d: sum(line.count(d) for line in lines))
    widths = [len(row) for row in csv.reader(lines, delimiter=found)]
    usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
    return found if usual > 1 and widths.count(usual) > len(widths) / 2 else None


def _fields(text: str, delimiter: str) -> list[list[Cell]]:
    """The fields of each record (RFC 4180) with their offsets, which Python's `csv` does not tell."""
    bare = rf"[^{re.escape(delimiter)}\n]*"
    field = re.compile(
        rf'[^\S\n{re.escape(delimiter)}]*(?:"(?P<quoted>(?:[^"]|"")*)"{bare}|(?P<bare>{bare}))(?P<end>.|\n|$)'
    )
    rows: list[list[Cell]] = [[]]
    at = 0
    while at <= len(text):
        match = field.match(text, at)
        assert match is not None
        name = "bare" if match["quoted"] is None else "quoted"
        raw = match[name]
        begin = match.start(name) + len(raw) - len(raw.lstrip())
        end = max(begin, match.start(name) + len(raw.rstrip()))
        words = text[begin:end] if name == "bare" else text[begin:end].replace('""', '"')
        rows[-1].append(Cell(begin, end, " ".join(words.split())))
        at = match.end() if match["end"] else len(text) + 1
        if match["end"] == "\n":
            rows.append([])
    return rows
