"""Columns told by the order in which a page draws its words.

A program that lays out a page draws all of one column, box or list before the one beside it, but a table row by row. So
words beside each other that are drawn one side after the other are no rows of a table, however well they line up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from kg.read.pdf.bands import GUTTER, Band, Gutter, across, parted
from kg.read.pdf.drawings import Drawings
from kg.read.pdf.rows import Row, is_numeric

# Columns beside each other have so many lines each at least, and so many together.
_LINES, _TOGETHER = 2, 5
# What is left of a gutter is this wide, in font sizes, at least.
_NARROWEST = 0.6
# A column with more figures alone than this is that of a table or chart.
_FIGURES = 0.65
# Rows nearer than this to each other, in font sizes, belong together.
_NEAR = 1.9
# Entries of a table have no more lines than this.
_TALLEST = 8
# Headings are in type this much larger than what stands below them, or bold, and no farther above it in sizes.
_LARGER, _ROOM = 1.1, 3.5


@dataclass(frozen=True, slots=True)
class _Split:
    """A gutter with the first and last place in the drawing order of the words on each side, and their lines.

    `gap` is the gap of the first row that it is what is left of: words below may part it.
    """

    gutter: Gutter
    gap: Gutter
    left: tuple[int, int]
    right: tuple[int, int]
    lines: tuple[int, int] = (1, 1)

    def in_turn(self) -> bool:
        """Whether one side is drawn before the other."""
        return self.left[1] < self.right[0] or self.right[1] < self.left[0]

    def stands(self) -> bool:
        """Whether there is enough on both sides to tell."""
        return min(self.lines) >= _LINES and sum(self.lines) >= _TOGETHER


def drawn_bands(rows: Sequence[Row], drawings: Drawings) -> list[Band]:
    """The bands whose columns are drawn one after the other, from top to bottom."""
    found: list[Band] = []
    at = 0
    while at < len(rows):
        band = _band(rows, at)
        if band and _are_columns(rows, band, drawings) and not _is_row(rows, band):
            found.append(_reaching_up(rows, band, found[-1].end if found else 0))
            at = band.end
        else:
            # What makes no columns from one row on makes none from the next on either.
            at += max(1, (band.end - band.begin) // 8) if band else 1
    return found


def _band(rows: Sequence[Row], start: int) -> Band | None:
    """The rows from one on whose sides are drawn in turn, with their gutters."""
    first = rows[start]
    splits = [s for gap in _gutters(first) if (s := _split(first, gap)) and s.in_turn()]
    end = start + 1
    while splits and end < len(rows):
        going_on = [s for split in splits for s in _with(split, rows[end])]
        left = {s.gap for s in going_on}
        if any(s.stands() and s.gap not in left for s in splits):
            break
        splits, end = going_on, end + 1
    gutters = [s.gutter for s in splits if s.stands()]
    return Band(start, end, gutters) if gutters else None


def _gutters(row: Row) -> list[Gutter]:
    return [(low, high) for low, high in row.gaps()[1:-1] if high - low >= GUTTER * row.size]


def _split(row: Row, gutter: Gutter) -> _Split | None:
    """What a row has on both sides of a gutter, if it has words on both."""
    left, right = _orders(row, gutter)
    if not left or not right:
        return None
    return _Split(gutter, gutter, (min(left), max(left)), (min(right), max(right)))


def _orders(row: Row, gutter: Gutter) -> tuple[list[int], list[int]]:
    left = [w.order for w in row.words if w.x1 <= gutter[1]]
    return left, [w.order for w in row.words if w.x0 >= gutter[0]]


def _with(split: _Split, row: Row) -> Iterator[_Split]:
    """What is left of a gutter when a row joins in: nothing if it crosses it or is drawn in between."""
    low, high = split.gutter
    for a, b in row.gaps():
        narrowed = max(low, a), min(high, b)
        if narrowed[1] - narrowed[0] < _NARROWEST * row.size:
            continue
        left, right = _orders(row, narrowed)
        lines = split.lines[0] + bool(left), split.lines[1] + bool(right)
        left, right = [*split.left, *left], [*split.right, *right]
        joined = replace(
            split, gutter=narrowed, left=(min(left), max(left)), right=(min(right), max(right)), lines=lines
        )
        if joined.in_turn():
            yield joined


def _are_columns(rows: Sequence[Row], band: Band, drawings: Drawings) -> bool:
    """Whether all columns hold words, none mere figures, and no rules run across them."""
    inside = rows[band.begin : band.end]
    top, bottom = inside[0].base, inside[-1].base
    for low, high in band.gutters:
        if sum(top < rule.at < bottom and rule.begin < low and rule.end > high for rule in drawings.across) >= 2:
            return False
    for column in zip(*(parted(row, band.gutters) for row in inside), strict=True):
        lines = [part for part in column if part.words]
        if len(lines) < _LINES or sum(is_numeric(line.text) for line in lines) > _FIGURES * len(lines):
            return False
    return True


def _is_row(rows: Sequence[Row], band: Band) -> bool:
    """Whether a band is one row of a table, whose entries have several lines: the next row follows closely."""
    if band.end == len(rows) or band.end - band.begin > _TALLEST:
        return False
    row, above = rows[band.end], rows[band.end - 1]
    return row.base - above.base < _NEAR * row.size and all(
        _split(row, gutter) and not any(low < gutter[1] and high > gutter[0] for low, high in row.extents())
        for gutter in band.gutters
    )


def _reaching_up(rows: Sequence[Row], band: Band, floor: int) -> Band:
    """The band with what stands above it: lines right of its gutters, headings of its columns."""
    begin, gutters = band.begin, band.gutters
    size = median(row.size for row in rows[begin : band.end])
    while begin > floor:
        row, below = rows[begin - 1], rows[begin]
        narrowed = [gap for gutter in gutters if (gap := _left_free(gutter, row))]
        if len(narrowed) < len(gutters):
            break
        heads = (row.bold or row.size > _LARGER * size) and across(row, narrowed)
        if row.x0 < narrowed[0][1] and not (heads and below.base - row.base < _ROOM * row.size):
            break
        begin, gutters = begin - 1, narrowed
    return Band(begin, band.end, gutters)


def _left_free(gutter: Gutter, row: Row) -> Gutter | None:
    """The widest part of a gutter that a row leaves free, if it is wide enough."""
    low, high = max(((max(gutter[0], a), min(gutter[1], b)) for a, b in row.gaps()), key=lambda gap: gap[1] - gap[0])
    return (low, high) if high - low >= _NARROWEST * row.size else None
