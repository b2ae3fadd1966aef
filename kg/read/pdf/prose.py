"""Columns of running text on a page, told from the columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from statistics import median

from kg.read.pdf.bands import GUTTER, Band, Gutter, both_sides, free_band, parted
from kg.read.pdf.drawings import Drawings
from kg.read.pdf.rows import Row, is_numeric

# The lines that the entries of a table have at most on average.
_LONGEST_ENTRY = 6
_LARGER = 1.15
_ROOM = 1.6  # above a heading, in sizes of its type
_FEW, _LOOSE = 4, 0.75  # rows above a heading that are no text, and the share of their columns that they fill, at most


def prose_bands(rows: Sequence[Row], drawings: Drawings, known: Sequence[Sequence[Gutter]] = ()) -> list[Band]:
    """The bands that are columns of running text, from top to bottom.

    Args:
        rows: the rows of a page or column.
        drawings: rules across the gutters make a table.
        known: the gutters of pages before, where even a few lines in each column are running text.
    """
    found: list[Band] = []
    i = 0
    while i < len(rows):
        free = free_band(rows, i, strict=False)
        band = _known_band(rows, i, free, known) or free
        kind = _kind(rows, band, drawings, sure=band is not free)
        cut = _next_heading(rows, band) if band and band is free else 0
        if band and cut and kind is _Kind.TEXT and _is_loose(rows[i:cut], band.gutters):
            i = cut  # lines of a table or a masthead above a heading, and text below it
            continue
        if cut and kind is not _Kind.TEXT:
            # A table and text below each other may leave the same strips free: what stands above a heading.
            band = free = free_band(rows[:cut], i, strict=False)
            kind = _kind(rows, band, drawings, sure=False)
        if band and kind is _Kind.TABLE:
            i = band.end
        elif band and kind is _Kind.TEXT:
            floor = found[-1].end if found else 0
            band = _without_headings(rows, _reaching_up(rows, band, floor))
            found += _cut_at_headings(rows, band)
            i = band.end
        else:
            # What is no text from one line on is none from the next line on either.
            i += max(1, (free.end - free.begin) // 8) if free else 1
    return found


class _Kind(Enum):
    TABLE = "rows of a table"
    TEXT = "columns of running text"
    OTHER = "neither"


def _kind(rows: Sequence[Row], band: Band | None, drawings: Drawings, *, sure: bool) -> _Kind:
    if band is None:
        return _Kind.OTHER
    inside = rows[band.begin : band.end]
    if _has_table_rows(inside, band.gutters):
        return _Kind.TABLE
    return _Kind.TEXT if _is_prose(inside, band.gutters, drawings, sure=sure) else _Kind.OTHER


def _next_heading(rows: Sequence[Row], band: Band) -> int:
    """The first row of a band that is a heading over what follows, with room above it in all columns; else 0."""
    body = median(row.size for row in rows[band.begin : band.end])
    for i in range(band.begin + 1, band.end):
        row = rows[i]
        free = row.base - rows[i - 1].base > _ROOM * row.size
        if free and row.x1 < band.gutters[0][0] and _heading_like(row, body) and not is_numeric(row.text):
            return i
    return 0


def _is_loose(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Whether a few rows leave much of their columns free, as those of a table do."""
    columns = _columns(rows, gutters)
    if len(rows) > _FEW or not all(columns):
        return False
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    edges = [left, *(low for low, _ in gutters)], [*(low for low, _ in gutters), right]
    return all(
        sum(b - a for a, b in line.extents()) < _LOOSE * (end - begin)
        for column, begin, end in zip(columns, *edges, strict=True)
        for line in column
    )


def _is_prose(rows: Sequence[Row], gutters: Sequence[Gutter], drawings: Drawings, *, sure: bool) -> bool:
    parts = [parted(row, gutters) for row in rows]
    columns = [[part for part in column if part.words] for column in zip(*parts, strict=True)]
    size = median(row.size for row in rows)
    if any(high - low < GUTTER * size for low, high in gutters) or _ruled_across(rows, gutters, drawings):
        return False
    prose = [_runs_on(column) for column in columns]
    for column, running in zip(columns, prose, strict=True):
        if column and not running and sum(is_numeric(line.text) for line in column) >= 0.65 * len(column):
            return False
    if sure:
        return True
    if not any(prose) or not all(columns):
        return False
    width = max(_width(column) for column, running in zip(columns, prose, strict=True) if running)
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
    """Whether the entries of several columns begin on the same lines, as those of a table do."""
    parts = [parted(row, gutters) for row in rows]
    columns = [[part for part in column if part.words] for column in zip(*parts, strict=True)]
    if not all(columns):
        return False
    starts = [_starts(column) for column in columns]
    # Paragraphs are longer than the entries of a table, and begin on the same lines by chance only.
    if any(len(column) > _LONGEST_ENTRY * len(s) for column, s in zip(columns, starts, strict=True)):
        return False
    some = min(starts, key=len)
    others = [base for found in starts if found is not some for base in found]
    together = sum(any(abs(base - b) < 2 for b in others) for base in some) >= 0.8 * len(some)
    # Headings of text are in larger type than what stands below them, names of columns are not.
    size = median(row.size for row in rows)
    heads = all(part.size > _LARGER * size for part in parts[0] if part.words)
    if _is_header(parts[0]) and not heads and not any(part.bold for part in parts[-1] if part.words):
        return together or not all(map(_runs_on, columns))
    return together and len(some) >= 3


def _is_header(parts: Sequence[Row]) -> bool:
    """Whether the parts of a row are short names of columns in one bold type."""
    if not all(part.words and part.bold and len(part.words) <= 6 for part in parts):
        return False
    first = parts[0]
    return all(abs(part.base - first.base) < 2 and abs(part.size - first.size) < 0.5 for part in parts)


def _starts(column: Sequence[Row]) -> list[float]:
    """The base lines of the lines with more room above them than lines usually have."""
    steps = [b.base - a.base for a, b in pairwise(column)]
    if not steps:
        return [column[0].base]
    pitch = min((step for step in steps if step > 0.85 * column[0].size), default=0.0)
    return [
        column[0].base,
        *(b.base for (_, b), step in zip(pairwise(column), steps, strict=True) if step > 1.15 * pitch),
    ]


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
    while begin > floor and not any(
        rows[begin - 1].x0 < high and rows[begin - 1].x1 > low for low, high in band.gutters
    ):
        begin -= 1
    return Band(begin, band.end, band.gutters)


def _without_headings(rows: Sequence[Row], band: Band) -> Band:
    """The band without a heading at its end, which belongs to what follows."""
    body = median(row.size for row in rows[band.begin : band.end])
    end = band.end
    while end - 1 > band.begin and end < len(rows) and _heading_like(rows[end - 1], body):
        if any(both_sides(rows[end - 1], g) for g in band.gutters):
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
        while end < band.end - 1 and _heading_like(rows[end], body) and rows[end].x1 < band.gutters[0][0]:
            end += 1
        if end > i and _is_over_all(rows, Band(begin, band.end, band.gutters), i, end):
            found.append(Band(begin, i, band.gutters))
            begin = end
        i = max(end, i + 1)
    return [*found, Band(begin, band.end, band.gutters)]


def _is_over_all(rows: Sequence[Row], band: Band, first: int, end: int) -> bool:
    """Whether all columns end on one height above a heading (rows `first` to before `end`) and begin on one below."""
    above = [column[-1] for column in _columns(rows[band.begin : first], band.gutters) if column]
    below = [column[0] for column in _columns(rows[end : band.end], band.gutters) if column]
    if not len(above) == len(below) == len(band.gutters) + 1:
        return False
    size = median(row.size for row in rows[band.begin : band.end])
    level = max(r.base for r in above) - min(r.base for r in above) < 2.2 * size
    level = level and max(r.base for r in below) - min(r.base for r in below) < 1.6 * size
    free = all(b.base - a.base > 2.6 * size for a, b in zip(above, below, strict=True))
    clear = max(r.base for r in above) < rows[first].base - rows[first].size
    return level and free and clear and min(r.base for r in below) > rows[end - 1].base + 0.5 * size


def _columns(rows: Sequence[Row], gutters: Sequence[Gutter]) -> list[list[Row]]:
    parts = zip(*(parted(row, gutters) for row in rows), strict=True)
    return [[part for part in column if part.words] for column in parts]


def _known_band(rows: Sequence[Row], start: int, free: Band | None, known: Sequence[Sequence[Gutter]]) -> Band | None:
    """The rows from one on that leave the gutters of an earlier page free, unless they leave more of them free."""
    for gutters in known:
        end = start
        while end < len(rows) and not any(
            a < high and b > low for low, high in gutters for a, b in rows[end].extents()
        ):
            end += 1
        more = free is not None and len(free.gutters) > len(gutters) and free.end - free.begin > 2
        if end > start + 1 and not more and any(both_sides(rows[start], gutter) for gutter in gutters):
            return Band(start, end, list(gutters))
    return None
