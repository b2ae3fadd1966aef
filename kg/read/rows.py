"""Rows of merged cells → rows of the same width with one header row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.boxes import NUMBER_ONLY
from kg.read.grids import names_columns

_WIDEST = 200  # columns; a cell that claims to span more is taken for a mistake
_LONGEST = 100  # words of a cell; a longer one is a passage of text in a box
_HEADER_ROWS = 4
_MOST_CELLS = 500_000  # of one table; beyond them merged cells are taken for single ones


@dataclass(frozen=True, slots=True)
class Span:
    """A cell and how many columns and rows it covers; `head` where the format marks it as a header."""

    words: str
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be read: the titles that stood in its first rows, its header, its rows.

    `header` is None where neither the format nor merged cells say what it is.
    """

    titles: tuple[str, ...]
    header: tuple[str, ...] | None
    rows: tuple[tuple[str, ...], ...]


def is_data(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether the cells are data and not the boxes of a page's layout."""
    filled = [row for row in rows if any(span.words for span in row)]
    wide = max((sum(bool(span.words) for span in row) for row in filled), default=0)
    longest = max((len(span.words.split()) for row in filled for span in row), default=0)
    return len(filled) > 1 and wide > 1 and longest <= _LONGEST


def key_figures(rows: Sequence[Sequence[Span]]) -> list[str]:
    """The figures of a table with one row of numbers and one of labels below or above; empty if it is none."""
    filled = [[span.words for span in row] for row in rows if any(span.words for span in row)]
    if len(filled) != 2 or len(filled[0]) != len(filled[1]) or not all(filled[0]) or not all(filled[1]):
        return []
    numbers = [all(NUMBER_ONLY.match(words) for words in row) for row in filled]
    if numbers == [True, False] and not any(re.search(r"\d", words) for words in filled[1]):
        return [f"{number} {label}" for number, label in zip(*filled, strict=True)]
    return []


def lay_out(rows: Sequence[Sequence[Span]]) -> Grid:
    """One row of words a row: a merged cell's words stand in its first column and row, the header's rows become one."""
    placed = _place(rows)
    width = max((len(row) for row in placed), default=0)
    titles = []
    while len(placed) > 1 and _is_title(placed[0], width):
        titles.append(placed.pop(0)[0].words)
    count = _header_rows(placed)
    if not count:
        return Grid(tuple(titles), None, tuple(tuple(s.words if s.first else "" for s in row) for row in placed))
    header = []
    for column in range(width):
        parts = [row[column].words for row in placed[:count] if column < len(row)]
        header.append(" ".join(dict.fromkeys(filter(None, parts))))
    body = tuple(tuple(s.words if s.first else "" for s in row) for row in placed[count:])
    return Grid(tuple(titles), tuple(header), body)


@dataclass(frozen=True, slots=True)
class _Placed:
    words: str
    head: bool
    first: bool  # False in the columns and rows that a merged cell covers beside its first
    merged: bool


def _place(rows: Sequence[Sequence[Span]]) -> list[list[_Placed]]:
    """Each cell in the columns it covers, as the HTML standard's table model places them (section 4.9.12)."""
    below: dict[int, tuple[int, _Placed]] = {}  # column: rows still covered from above, and by what
    placed: list[list[_Placed]] = []
    count = 0
    for row in rows:
        if count > _MOST_CELLS:
            below.clear()
        cells: list[_Placed] = []
        waiting = list(row)[::-1]
        while len(cells) < _WIDEST and (waiting or len(cells) in below):
            column = len(cells)
            if column in below:
                left, cell = below.pop(column)
                if left > 1:
                    below[column] = (left - 1, cell)
                cells.append(cell)
                continue
            span = waiting.pop()
            merged = count <= _MOST_CELLS
            columns = max(1, min(span.columns, _WIDEST - column)) if merged else 1
            for offset in range(columns):
                covered = _Placed(span.words, span.head, False, columns > 1)
                cells.append(_Placed(span.words, span.head, True, columns > 1) if not offset else covered)
                if span.rows > 1 and merged:
                    below[column + offset] = (span.rows - 1, covered)
        placed.append(cells)
        count += len(cells)
    return [row for row in placed if any(cell.words for cell in row)]


def _is_title(row: Sequence[_Placed], width: int) -> bool:
    """Whether one cell fills the row from end to end."""
    return width > 1 and len(row) == width and row[0].merged and len({cell.words for cell in row}) == 1


def _header_rows(rows: Sequence[Sequence[_Placed]]) -> int:
    marked = 0
    while marked < len(rows) and all(cell.head for cell in rows[marked] if cell.words):
        marked += 1
    if 0 < marked < len(rows) and marked <= _HEADER_ROWS:
        return marked
    if marked:
        return 1
    words = [[cell.words for cell in row] for row in rows]
    if not names_columns(words, years=True) or not any(cell.merged for cell in rows[0]):
        return 0
    # A header cell over several columns is explained by the row below it.
    return 2 if names_columns(words[1:], years=True) else 1
