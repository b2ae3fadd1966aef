"""Bands of a page that white gutters part into columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.pdf.rows import SPACE, Row

Gutter = tuple[float, float]

# What is left of the gaps of all rows may be a little narrower than each.
_SHARED = 0.4
# The most header rows whose cells reach over several columns.
_SPANNING_ROWS = 2
# The most lines of a cell.
_LONGEST_CELL = 20
# The rows that tell how many columns a table has so far, and the most columns of a table.
_RECENT, _MOST_COLUMNS = 40, 60
# Rows that show columns of text, whose gutters are this wide, in font sizes, at least.
_COLUMN, GUTTER = 4, 0.9
# A gutter is this much wider than the spaces between words, which can line up by chance.
_WIDER = 2.0


@dataclass(slots=True)
class Band:
    """Rows `begin` to `end` with the gutters that all of them leave free."""

    begin: int
    end: int
    gutters: list[Gutter]


def table_band(rows: Sequence[Row], start: int) -> Band | None:
    """The band that may be a table and begins at a row, or a little above it with lines of its header.

    Header cells may reach over several columns, so that the rows below them tell where the gutters are.
    """
    band = free_band(rows, start, strict=True)
    if band is None:
        return None
    for skipped in range(start + 1, min(start + _SPANNING_ROWS, band.end - 1) + 1):
        deeper = free_band(rows, skipped, strict=True)
        if deeper and len(deeper.gutters) > len(band.gutters) and deeper.end >= band.end:
            band = Band(start, deeper.end, deeper.gutters)
    while band.begin and _leads(rows[band.begin - 1], rows[band.begin], band.gutters):
        band.begin -= 1
    return band


def _leads(row: Row, below: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row right above a table is the first line of a header cell, which has more lines than the others."""
    near = 0 < below.base - row.base < 1.45 * min(row.size, below.size) and row.bold == below.bold
    crosses = any(low < right and high > left for left, right in gutters for low, high in row.extents())
    return near and not crosses and (row.bold or row.x0 > gutters[0][0])


def free_band(rows: Sequence[Row], start: int, *, strict: bool) -> Band | None:
    """The band of rows from one on that leave at least one gutter free.

    Args:
        rows: the rows of a page or column.
        start: the first row; it has words on both sides of the gutters.
        strict: whether the band also ends where a table would.
    """
    shared = _wide_gaps(rows[start])
    if len(shared) < 3:
        return None
    end = start + 1
    left, right = rows[start].x0, rows[start].x1
    while end < len(rows):
        row = rows[end]
        common = _intersection(shared, _wide_gaps(row), _SHARED * rows[start].size)
        left, right = min(left, row.x0), max(right, row.x1)
        inner = [g for g in common if left < g[0] and g[1] < right]
        if not strict and end - start >= _COLUMN and _spaced_across(row, shared):
            break
        if len(inner) >= _MOST_COLUMNS or (strict and _is_stretched(row, inner)):
            break
        if not inner or (strict and _ends_table(rows, start, end, shared, inner)):
            break
        shared, end = common, end + 1
    inner = [g for g in shared if not _outer(g)]
    gutters = [g for g in _without_titles(rows[start:end], inner) if _supported(rows[start:end], g, inner)]
    return Band(start, end, gutters) if gutters else None


def _spaced_across(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row is a line over all columns, of whose spaces one stands in a gutter by chance."""
    for low, high in gutters:
        if high - low < GUTTER * row.size or not both_sides(row, (low + (high - low) / 2,) * 2):
            continue
        widest = max((min(b, high) - max(a, low) for a, b in row.gaps()), default=0.0)
        if widest < GUTTER * row.size:
            return True
    return False


def _without_titles(rows: Sequence[Row], gutters: Sequence[Gutter]) -> list[Gutter]:
    """The gutters, two as one if only the first line has words between them: a header cell over two columns."""
    found: list[Gutter] = []
    for low, high in gutters:
        if found and not any(found[-1][1] <= w.x0 and w.x1 <= low for row in rows[1:] for w in row.words):
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _is_stretched(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row is a line of running text with wide spaces, one of which stands over a gutter by chance."""
    inner = row.gaps()[1:-1]
    here = [b - a for a, b in inner if any(a <= low and high <= b for low, high in gutters)]
    elsewhere = [b - a for a, b in inner if not any(a <= low and high <= b for low, high in gutters)]
    return len(elsewhere) > 2 and bool(here) and median(here) < 1.6 * median(elsewhere)


def _wide_gaps(row: Row) -> list[Gutter]:
    return [g for g in row.gaps() if g[1] - g[0] >= SPACE * row.size]


def _outer(gutter: Gutter) -> bool:
    return gutter[0] == float("-inf") or gutter[1] == float("inf")


def _intersection(some: Sequence[Gutter], others: Sequence[Gutter], narrowest: float) -> list[Gutter]:
    found = []
    for a, b in some:
        for c, d in others:
            low, high = max(a, c), min(b, d)
            if high - low >= narrowest:
                found.append((low, high))
    return found


def _ends_table(rows: Sequence[Row], start: int, end: int, shared: Sequence[Gutter], left: Sequence[Gutter]) -> bool:
    """Whether a table ends before a row: far below, with fewer columns or as the title of the next."""
    row, above = rows[end], rows[end - 1]
    step = row.base - above.base
    steps = [b.base - a.base for a, b in pairwise(rows[start:end])]
    usual = max(median(steps), 1.2 * above.size) if steps else 1.6 * above.size
    wide = step > 1.4 * usual and step > 1.6 * row.size
    if step > 4.5 * max(row.size, above.size) and step > 1.8 * usual:
        return True
    lone = not any(both_sides(row, g) for g in left)
    beside = above.between(float("-inf"), left[0][0])
    title = lone and (row.bold or row.size > 1.1 * above.size) and not (beside.words and beside.bold)
    if lone and not title and any(across(each, left) for each in _close_below(rows, end)):
        return False
    if (wide and lone) or (title and end - start > 2):
        return True
    return (wide or (lone and end - start > 3)) and _loses_columns(rows[start:end], shared, left)


def _loses_columns(rows: Sequence[Row], shared: Sequence[Gutter], left: Sequence[Gutter]) -> bool:
    inner = [g for g in shared if not _outer(g)]
    recent = rows[-_RECENT:]
    return len(inner) > len(left) and sum(_supported(recent, g, inner) for g in inner) > len(left)


def _close_below(rows: Sequence[Row], start: int) -> Sequence[Row]:
    """The rows from one on that follow each other as the lines of one cell do."""
    end = start + 1
    while end < min(len(rows), start + _LONGEST_CELL) and rows[end].base - rows[end - 1].base < 1.45 * rows[end].size:
        end += 1
    return rows[start:end]


def both_sides(row: Row, gutter: Gutter) -> bool:
    """Whether a row begins left of a gutter and ends right of it."""
    return row.words[0].x1 <= gutter[0] + 1 and row.words[-1].x0 >= gutter[1] - 1


def _supported(rows: Sequence[Row], gutter: Gutter, gutters: Sequence[Gutter]) -> bool:
    """Whether words stand on both sides in several rows, farther apart there than words usually are."""
    here: list[float] = []
    elsewhere: list[float] = []
    for row in rows:
        for low, high in row.gaps()[1:-1]:
            if low <= gutter[0] and high >= gutter[1]:
                here.append(high - low)
            elif not any(low <= a and high >= b for a, b in gutters):
                elsewhere.append(high - low)
    return len(here) >= 2 and median(here) >= _WIDER * median(elsewhere or [0.0])


def parted(row: Row, gutters: Sequence[Gutter]) -> list[Row]:
    """The parts of a row between gutters; a part may be empty."""
    edges = [float("-inf"), *((low + high) / 2 for low, high in gutters), float("inf")]
    return [row.between(a, b) for a, b in pairwise(edges)]


def across(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row has words on both sides of all gutters."""
    return all(both_sides(row, gutter) for gutter in gutters)
