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
# The lines that the entries of a table have at most on average.
_LONGEST_ENTRY = 6
# The most header rows whose cells reach over several columns.
_SPANNING_ROWS = 2
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
        if band and _has_table_rows(rows[band.begin : band.end], band.gutters):
            i = band.end
        elif band and _is_prose(rows[band.begin : band.end], band.gutters, drawings):
            floor = found[-1].end if found else 0
            band = _without_headings(rows, _reaching_up(rows, band, floor))
            found += _cut_at_headings(rows, band)
            i = band.end
        else:
            i += 1
    return found


def table_band(rows: Sequence[Row], start: int) -> Band | None:
    """The band that may be a table and begins at a row, or a little above it with lines of its header.

    Header cells may reach over several columns, so that the rows below them tell where the gutters are.
    """
    band = _band(rows, start, strict=True)
    if band is None:
        return None
    for skipped in range(start + 1, min(start + _SPANNING_ROWS, band.end - 1) + 1):
        deeper = _band(rows, skipped, strict=True)
        if deeper and len(deeper.gutters) > len(band.gutters) and deeper.end >= band.end:
            band = Band(start, deeper.end, deeper.gutters)
    while band.begin and _leads(rows[band.begin - 1], rows[band.begin], band.gutters):
        band.begin -= 1
    return band


def _leads(row: Row, below: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a row right above a table is the first line of a header cell, which has more lines than the others."""
    near = 0 < below.base - row.base < 1.45 * min(row.size, below.size) and row.bold == below.bold
    crosses = any(low < right and high > left for left, right in gutters for low, high in _extents(row))
    return near and not crosses and (row.bold or row.x0 > gutters[0][0])


def _extents(row: Row) -> list[tuple[float, float]]:
    """Where the row has words, those that only a space parts as one stretch."""
    found = [[row.words[0].x0, row.words[0].x1]]
    for word in row.words[1:]:
        if word.x0 - found[-1][1] < _NARROWEST * row.size:
            found[-1][1] = max(found[-1][1], word.x1)
        else:
            found.append([word.x0, word.x1])
    return [(low, high) for low, high in found]


def _band(rows: Sequence[Row], start: int, strict: bool) -> Band | None:
    narrowest = _NARROWEST * rows[start].size
    shared = [g for g in rows[start].gaps() if g[1] - g[0] >= narrowest]
    if len(shared) < 3:
        return None
    end = start + 1
    left, right = rows[start].x0, rows[start].x1
    while end < len(rows):
        row = rows[end]
        common = _intersection(shared, row.gaps(), min(narrowest, _NARROWEST * row.size))
        left, right = min(left, row.x0), max(right, row.x1)
        inner = [g for g in common if left < g[0] and g[1] < right]
        if not inner or (strict and _ends_table(rows, start, end, shared, inner)):
            break
        shared, end = common, end + 1
    inner = [g for g in shared if not _outer(g)]
    gutters = [g for g in inner if _supported(rows[start:end], g, inner)]
    return Band(start, end, gutters) if gutters else None


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
    lone = not any(_both_sides(row, g) for g in left)
    title = lone and (row.bold or row.size > 1.1 * above.size) and not above.bold
    if lone and not title and any(_across(each, left) for each in _close_below(rows, end)):
        return False
    inner = [g for g in shared if not _outer(g)]
    lost = sum(_supported(rows[start:end], g, inner) for g in inner) > len(left)
    return wide and (title or lost or lone) or title and end - start > 2 or lost and end - start > 3 and lone


def _close_below(rows: Sequence[Row], start: int) -> Sequence[Row]:
    """The rows from one on that follow each other as the lines of one cell do."""
    end = start + 1
    while end < len(rows) and rows[end].base - rows[end - 1].base < 1.45 * rows[end].size:
        end += 1
    return rows[start:end]


def _both_sides(row: Row, gutter: Gutter) -> bool:
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


def _is_prose(rows: Sequence[Row], gutters: Sequence[Gutter], drawings: Drawings) -> bool:
    parts = [parted(row, gutters) for row in rows]
    columns = [[part for part in column if part.words] for column in zip(*parts, strict=True)]
    size = median(row.size for row in rows)
    if any(high - low < 0.9 * size for low, high in gutters) or not all(columns):
        return False
    prose = [_runs_on(column) for column in columns]
    if not any(prose) or _ruled_across(rows, gutters, drawings):
        return False
    width = max(_width(column) for column, running in zip(columns, prose, strict=True) if running)
    for column, running in zip(columns, prose, strict=True):
        if not running and sum(is_numeric(line.text) for line in column) >= 0.65 * len(column):
            return False
    short = [len(c) < 3 and c[0].x1 - c[0].x0 > 0.6 * width and len(c[0].words) > 3 for c in columns]
    if sum(prose) + sum(short) >= 2:
        return True
    # A narrow column beside the text: in other type, or with lines that do not stand on the lines of the text.
    body = next(median(line.size for line in c) for c, running in zip(columns, prose, strict=True) if running)
    if len(rows) >= 8 and any(max(line.size for line in c) > 1.25 * body for c in columns):
        return True
    together = sum(sum(bool(part.words) for part in row) > 1 for row in parts)
    return len(rows) >= 8 and together < 0.6 * min(len(column) for column in columns)


def _ruled_across(rows: Sequence[Row], gutters: Sequence[Gutter], drawings: Drawings) -> bool:
    top, bottom = rows[0].base, rows[-1].base
    rules = [r for r in drawings.across if top < r.at < bottom]
    return sum(all(r.begin < low and r.end > high for low, high in gutters) for r in rules) >= 2


def _has_table_rows(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Whether the entries of several columns begin on the same lines, or a bold header stands over all of them."""
    parts = [parted(row, gutters) for row in rows]
    columns = [[part for part in column if part.words] for column in zip(*parts, strict=True)]
    if not all(columns):
        return False
    first = parts[0]
    if all(part.words and part.bold for part in first) and not any(part.bold for part in parts[-1] if part.words):
        return all(len(part.words) <= 6 for part in first)
    starts = [_starts(column) for column in columns]
    some = min(starts, key=len)
    others = [base for found in starts if found is not some for base in found]
    # Paragraphs are longer than the entries of a table, and begin on the same lines by chance only.
    if len(some) < 3 or any(len(column) > _LONGEST_ENTRY * len(s) for column, s in zip(columns, starts, strict=True)):
        return False
    return sum(any(abs(base - b) < 2 for b in others) for base in some) >= 0.8 * len(some)


def _starts(column: Sequence[Row]) -> list[float]:
    """The base lines of the lines with more room above them than lines usually have."""
    steps = [b.base - a.base for a, b in pairwise(column)]
    if not steps:
        return [column[0].base]
    pitch = min((step for step in steps if step > 0.85 * column[0].size), default=0.0)
    return [column[0].base, *(b.base for (_, b), step in zip(pairwise(column), steps, strict=True) if step > 1.15 * pitch)]


def _width(lines: Sequence[Row]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)


def _runs_on(lines: Sequence[Row]) -> bool:
    """Whether lines are running text: several words each, most of them as long as the column is wide."""
    if len(lines) < 3:
        return False
    size, width = median(line.size for line in lines), _width(lines)
    words = sum(len(line.words) for line in lines) / len(lines)
    tables = any(line.words[0].piece >= 0 for line in lines)
    full = sum(line.x1 - line.x0 >= 0.6 * width for line in lines)
    return width > 8 * size and (words >= 3 or tables) and full >= 0.4 * len(lines)


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


def _cut_at_headings(rows: Sequence[Row], band: Band) -> list[Band]:
    """The band in parts, if short headings stand in it that belong to all columns: nothing is beside them."""
    body = median(row.size for row in rows[band.begin : band.end])
    found: list[Band] = []
    begin, i = band.begin, band.begin + 1
    while i < band.end - 1:
        end = i
        while end < band.end - 1 and _heading_like(rows[end], body) and not _across(rows[end], band.gutters):
            end += 1
        if end > i and _across(rows[end], band.gutters) and _level(rows, begin, i, band.gutters):
            found.append(Band(begin, i, band.gutters))
            begin = end
        i = max(end, i + 1)
    return [*found, Band(begin, band.end, band.gutters)]


def _across(row: Row, gutters: Sequence[Gutter]) -> bool:
    return all(_both_sides(row, gutter) for gutter in gutters)


def _level(rows: Sequence[Row], begin: int, heading: int, gutters: Sequence[Gutter]) -> bool:
    """Whether all columns end within two lines above a heading that has room above it."""
    above = rows[begin:heading]
    ends = [max((r.base for r, part in zip(above, column, strict=True) if part.words), default=0.0) for column in zip(*(parted(r, gutters) for r in above), strict=True)]
    row = rows[heading]
    return max(ends) - min(ends) < 2.2 * above[-1].size and row.base - max(ends) > 1.6 * row.size
