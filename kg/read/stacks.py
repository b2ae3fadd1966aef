"""Tables whose cells came out one below the other: the names of the columns, then row after row, a cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, BlockKind, Cell, Table
from kg.read.lines import Line

_VALUE = re.compile(
    r"(?-i:[A-Z]{2,3}\$?\s?|[$€£]\s?)?[-–]?\d[\d.,’' ]*\s?(?:%|[MKB]|million|billion)?$|n/?a$|[-–—]$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:[A-Z][a-z]+\.?\s+)?(?:19|20)\d\d")
_WORDS = 9  # of a cell, at most
_GAP = 2  # blank lines between two cells, at most
_LEAST, _MOST = 3, 8  # columns
_ROWS = 2


def find_stacks(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The tables that stand cell by cell among the lines, and the lines that are left.

    Rows are of one kind: as many cells with words, then as many with values. As many lines with words stand above them.
    """
    kinds = "".join(_kind(line) for line in lines)
    tables: list[Block] = []
    taken: set[int] = set()
    at = 0
    for match in re.finditer(rf"(?=(T{{{_LEAST},}}V))", kinds):
        if match.start() < at:
            continue
        found = _table(kinds, match.start(), match.end(1) - 1)
        if found is not None and not any(line.gap for line in lines[found[0] + 1 : found[1]]):
            first, end, columns = found
            tables.append(_grid(lines[first:end], columns))
            taken |= set(range(first, end))
            at = end
    return tables, [line for i, line in enumerate(lines) if i not in taken]


def _kind(line: Line) -> str:
    """`V` for a value, `T` for the words of a cell, `-` for what is no cell."""
    if not line.text or line.bullet or line.heading or line.gap > _GAP or len(line.text.split()) > _WORDS:
        return "-"
    if _VALUE.match(line.text):
        return "V"
    digits = re.search(r"\d", _YEAR.sub("", line.text))
    return "-" if digits or line.text[-1] in ".;:" or "|" in line.text or not line.text[0].isalnum() else "T"


def _table(kinds: str, start: int, value: int) -> tuple[int, int, int] | None:
    """Where a table begins and ends and how many columns it has, by the first line with words and the first value."""
    values = len(kinds[value:]) - len(kinds[value:].lstrip("V"))
    for words in range(1, value - start):
        columns = words + values
        if not _LEAST <= columns <= _MOST or value - words - columns < start:
            continue
        row = "T" * words + "V" * values
        first, end = value - words, value - words
        while kinds.startswith(row, end) and _starts_row(kinds, end + columns):
            end += columns
        # As many words again above the names of columns are a column of their own: each stands below its name.
        upright = words == 1 and kinds[: first - columns].endswith("T" * columns)
        if end - first >= _ROWS * columns and not upright:
            return first - columns, end, columns
    return None


def _starts_row(kinds: str, at: int) -> bool:
    """Whether no further value stands where a row has ended."""
    return not kinds.startswith("V", at)


def _grid(lines: Sequence[Line], columns: int) -> Block:
    cells = [Cell(line.begin, line.end, line.text) for line in lines]
    rows = [tuple(cells[i : i + columns]) for i in range(0, len(cells), columns)]
    pieces = tuple((line.begin, line.end) for line in lines)
    return Block(BlockKind.TABLE, lines[0].begin, lines[-1].end, pieces, table=Table(rows[0], tuple(rows[1:])))
