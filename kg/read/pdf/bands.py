"""Bands of a page that a white gutter parts: columns of running text, or columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.pdf.drawings import Drawings
from kg.read.pdf.rows import Row, is_numeric

Gutter = tuple[float, float]

# The narrowest gutter, in font sizes.
_NARROWEST = 0.7
# A gutter is this much wider than the spaces between words, which can line up by chance.
_WIDER = 2.0


@dataclass(slots=True)
class Band:
    """Rows `begin` to `end` with the gutters that all of them leave free."""

    begin: int
    end: int
    gutters: list[Gutter]


def prose_bands(rows: Sequence[Row], drawings: Drawings) -> list[Band]:
    """The bands that are columns of running text, from top to bottom."""
    found: list[Band] = []
    i = 0
    while i < len(rows):
        band = _band(rows, i, strict=False)
        if band and _is_prose(rows[band.begin : band.end], band.gutters, drawings):
            floor = found[-1].end if found else 0
            band = _without_headings(rows, _reaching_up(rows, band, floor))
            found.append(band)
            i = band.end
        else:
            i += 1
    return found


def table_band(rows: Sequence[Row], start: int) -> Band | None:
    """The band that begins at a row and may be a table, with lines of its header and of wrapped cells around it."""
    return _band(rows, start, strict=True)


def _band(rows: Sequence[Row], start: int, strict: bool) -> Band | None:
    narrowest = _NARROWEST * rows[start].size
    shared = [g for g in rows[start].gaps()[1:-1] if g[1] - g[0] >= narrowest]
    if not shared:
        return None
    end = start + 1
    while end < len(rows):
        left = _intersection(shared, rows[end].gaps(), min(narrowest, _NARROWEST * rows[end].size))
        if not left or (strict and _ends_table(rows, start, end, shared, left)):
            break
        shared, end = left, end + 1
    gutters = [g for g in shared if _supported(rows[start:end], g)]
    return Band(start, end, gutters) if gutters else None


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
    usual = median(steps) if steps else 1.6 * above.size
    wide = step > 1.4 * usual and step > 1.6 * row.size
    if step > 4.5 * max(row.size, above.size) and step > 1.8 * usual:
        return True
    lone = not any(_both_sides(row, g) for g in left)
    title = lone and (row.bold or row.size > 1.1 * above.size) and not above.bold
    lost = len(left) < len(shared) and sum(_supported(rows[start:end], g) for g in shared) > len(left)
    return (wide and (title or lost or lone)) or (title and end - start > 2) or (lost and end - start > 3 and lone)


def _both_sides(row: Row, gutter: Gutter) -> bool:
    return row.words[0].x1 <= gutter[0] + 1 and row.words[-1].x0 >= gutter[1] - 1


def _supported(rows: Sequence[Row], gutter: Gutter) -> bool:
    """Whether words stand on both sides in several rows, farther apart there than words usually are."""
    here: list[float] = []
    elsewhere: list[float] = []
    for row in rows:
        for low, high in row.gaps()[1:-1]:
            (here if low <= gutter[0] and high >= gutter[1] else elsewhere).append(high - low)
    return len(here) >= 2 and median(here) >= _WIDER * median(elsewhere or [0.0])


def parted(row: Row, gutters: Sequence[Gutter]) -> list[Row]:
    """The parts of a row between gutters; a part may be empty."""
    edges = [float("-inf"), *((low + high) / 2 for low, high in gutters), float("inf")]
    return [row.between(a, b) for a, b in pairwise(edges)]


def _is_prose(rows: Sequence[Row], gutters: Sequence[Gutter], drawings: Drawings) -> bool:
    columns = [[part for part in column if part.words] for column in zip(*(parted(r, gutters) for r in rows), strict=True)]
    prose = [_runs_on(column) for column in columns]
    size = median(row.size for row in rows)
    if not any(prose) or any(high - low < 0.9 * size for low, high in gutters):
        return False
    for column, running in zip(columns, prose, strict=True):
        if not running and sum(is_numeric(line.text) for line in column) >= 0.5 * len(column):
            return False
    top, bottom = rows[0].base, rows[-1].base
    crossing = [
        r for r in drawings.across if top < r.at < bottom and all(r.begin < low and r.end > high for low, high in gutters)
    ]
    if len(crossing) >= 2:
        return False
    if sum(prose) >= 2:
        return True
    # A narrow column beside the text: its lines do not stand on the lines of the text, or one is much longer.
    together = sum(sum(bool(part.words) for part in parted(row, gutters)) > 1 for row in rows)
    shorter = min(len(column) for column in columns)
    return len(rows) >= 8 and together < 0.6 * shorter


def _runs_on(lines: Sequence[Row]) -> bool:
    """Whether lines are running text: several words each, most of them as long as the column is wide."""
    if len(lines) < 3:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = median(line.size for line in lines)
    words = sum(len(line.words) for line in lines) / len(lines)
    full = sum(line.x1 - line.x0 >= 0.6 * (right - left) or bool(line.words[0].piece >= 0) for line in lines)
    return right - left > 8 * size and (words >= 3 or any(line.words[0].piece >= 0 for line in lines)) and full >= 0.4 * len(lines)


def _heading_like(row: Row, body: float) -> bool:
    return row.size > 1.1 * body or (row.bold and len(row.words) <= 12)


def _reaching_up(rows: Sequence[Row], band: Band, floor: int) -> Band:
    """The band with the lines above it that leave its gutters free: they stand in one of its columns or above them."""
    begin = band.begin
    while begin > floor and not any(rows[begin - 1].x0 < high and rows[begin - 1].x1 > low for low, high in band.gutters):
        begin -= 1
    return Band(begin, band.end, band.gutters)


def _without_headings(rows: Sequence[Row], band: Band) -> Band:
    """The band without a heading at its end, which belongs to what follows."""
    body = median(row.size for row in rows[band.begin : band.end])
    end = band.end
    while end - 1 > band.begin and end < len(rows) and _heading_like(rows[end - 1], body):
        if any(_both_sides(rows[end - 1], g) for g in band.gutters):
            break
        end -= 1
    return Band(band.begin, end, band.gutters)
