"""The tables of a sheet: what stands above, beside and below one another on one grid of cells is taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.read.grids import names_columns

_LONG = 6  # words; a lone cell with more, below a table, is a note


@dataclass(frozen=True, slots=True)
class Region:
    """One table with the lines around it. Rows are numbers of rows of the sheet, columns of its columns."""

    titles: tuple[int, ...]  # rows with one filled cell above the table, or all where there is no table
    header: tuple[int, ...]  # none, one, or two rows of column names, the upper of which groups columns
    body: tuple[int, ...]
    notes: tuple[int, ...]  # rows with one filled cell below the table
    columns: tuple[int, ...]  # those that hold anything


def find_regions(rows: Sequence[Sequence[str]]) -> Iterator[Region]:
    """The tables of a sheet from its cells' words, from top to bottom and from left to right."""
    found = [
        _region(rows, [n for n in band if any(_cells(rows[n], columns))], columns)
        for band in _bands(rows)
        for columns in _groups(rows, band)
    ]
    tables = [number for number, region in enumerate(found) if region.body]
    for number, region in enumerate(found):
        # Lines below the last table are no titles of one.
        below = not region.body and tables and number > tables[-1]
        yield replace(region, titles=(), notes=region.titles) if below else region


def _bands(rows: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The runs of rows between empty ones."""
    band: list[int] = []
    for number, row in enumerate(rows):
        if any(row):
            band.append(number)
        elif band:
            yield band
            band = []
    if band:
        yield band


def header_words(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """One row of column names from two: a name of the upper row holds for the empty cells to its right."""
    names, group = [], ""
    for over, under in zip(upper, lower, strict=True):
        group = over or group
        names.append(f"{group} {under}".strip() if under else over)
    return names


def _cells(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [row[c] if c < len(row) else "" for c in columns]


def _groups(rows: Sequence[Sequence[str]], band: Sequence[int]) -> list[list[int]]:
    """The filled columns of a band of rows; an empty one parts tables where both have two columns or more."""
    filled = sorted({c for n in band for c, words in enumerate(rows[n]) if words})
    groups: list[list[int]] = []
    for column in filled:
        if groups and column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    if all(len(group) > 1 for group in groups):
        return groups
    return [filled] if filled else []


def _region(rows: Sequence[Sequence[str]], band: list[int], columns: list[int]) -> Region:
    words = {n: _cells(rows[n], columns) for n in band}
    alone = {n for n in band if sum(map(bool, words[n])) == 1}
    first = next((i for i, n in enumerate(band) if n not in alone), len(band))
    titles, band = band[:first], band[first:]
    notes: list[int] = []
    while band and band[-1] in alone and len("".join(words[band[-1]]).split()) > _LONG:
        notes.insert(0, band.pop())
    if len(band) == 1:
        # A single row is a line, such as a label with its value.
        titles, band = titles + band, []
    count = _header_rows([words[n] for n in band])
    return Region(tuple(titles), tuple(band[:count]), tuple(band[count:]), tuple(notes), tuple(columns))


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    if not names_columns(rows[:2], years=True) or sum(map(bool, rows[0])) < 2:
        return 0
    gaps = [i for i, words in enumerate(rows[0]) if not words]
    grouped = len(rows) > 2 and names_columns(rows[1:3], years=True) and not names_columns([rows[2], rows[2]])
    return 2 if grouped and gaps and all(rows[1][i] for i in gaps) else 1
