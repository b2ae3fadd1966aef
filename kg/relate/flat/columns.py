"""Tables that an extractor left column by column: a cell a line, the names of the columns over each or all at first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.model import Cell, Table
from kg.relate.flat.lines import Line, is_near
from kg.relate.flat.names import keys, names_of
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total

_ROWS, _MOST_ROWS = 2, 60
_COLUMNS = 9  # of numbers, at most
_SLACK = Decimal("0.02")  # by which a total may be rounded
_CELL_WORDS = 9  # of a cell, at most

_Column = tuple[Cell, ...]
SHARE = re.compile(r"%|per\s?cent", re.IGNORECASE)
"""In the name of a column: its numbers are shares."""


def column_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Such a table, whose first column of numbers begins with a line: first line, line behind the last, table."""
    if not lines[first].bare or (first > floor and lines[first - 1].bare):
        return None
    found = _named_apart(scope, lines, first, floor) or _named_before(scope, lines, first, floor)
    if found is None:
        return None
    begin, end, header, columns = found
    if not sums_up(scope, _amounts(header, columns)):
        return None
    return begin, end, Table(header, tuple(zip(*columns, strict=True)))


_Found = tuple[int, int, _Column, list[_Column]]


def _named_apart(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> _Found | None:
    """Each column below its name: `District`, `Gao`, `Kidal`, then `People reached`, `1,200`, `900`."""
    count = _run(scope, lines, first)
    if not _ROWS <= count <= _MOST_ROWS or first - 1 <= floor + count or not _is_named(scope, lines[first - 1]):
        return None
    begin = first - 1
    words: list[_Column] = []
    while begin - count - 1 >= floor and _are_words(scope, lines, begin - count - 1, begin):
        if plain(lines[begin - count - 1].text) not in keys(scope.ontology):
            break
        begin -= count + 1
        words.insert(0, tuple(x.cell for x in lines[begin : begin + count + 1]))
    if not words:
        return None
    columns = [*words]
    at = first - 1
    while at + count < len(lines) and _is_named(scope, lines[at]) and _run(scope, lines, at + 1) == count:
        columns.append((lines[at].cell, *(x.number for x in lines[at + 1 : at + 1 + count])))
        at += count + 1
    return begin, at, tuple(c[0] for c in columns), [c[1:] for c in columns]


def _named_before(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> _Found | None:
    """All names of columns, the names of the rows before or behind those of values, then one column after the other."""
    run = _run(scope, lines, first, wide=True)
    ways: list[tuple[float, bool, _Found]] = []
    for count in range(_ROWS, min(run, first - floor - 1, _MOST_ROWS) + 1):
        groups = [lines[at : at + count] for at in range(first, first + run - count + 1, count)]
        if len(groups) * count != run or any(len({len(x.numbers) for x in group}) > 1 for group in groups):
            continue
        columns = [column for group in groups for column in _numbers(scope, group)]
        begin = first - count - len(columns) - 1
        if begin < floor or len(columns) > _COLUMNS or not _are_words(scope, lines, begin, first):
            continue
        if plain(lines[begin].text) not in keys(scope.ontology):
            continue
        behind = first - len(columns)  # where the names of columns stand right above the numbers
        for names, rows in (
            (lines[begin + 1 : first - count], lines[first - count : first]),
            (lines[behind:first], lines[begin + 1 : behind]),
        ):
            known = sum(_is_named(scope, x) for x in names)
            if known * 2 > len(columns):
                header = tuple(x.cell for x in (lines[begin], *names))
                cells = [tuple(x.cell for x in rows), *columns]
                summed = is_total(cells[0][-1].text) and sums_up(scope, _amounts(header, cells))
                ways.append((known / len(columns), summed, (begin, first + run, header, cells)))
    # Of several ways the one whose names are known best, and whose last row is the sum of the others.
    return max(ways, key=lambda way: way[:2])[2] if ways else None


def _amounts(header: _Column, columns: Sequence[_Column]) -> list[_Column]:
    """The columns without those whose names say that they hold shares, which make no sum."""
    return [column for name, column in zip(header, columns, strict=True) if not SHARE.search(name.text)]


def sums_up(scope: Scope, columns: Sequence[_Column]) -> bool:
    """Whether the last row, if it is the total of the others, is their sum: else some cells are out of order."""
    if not is_total(columns[0][-1].text):
        return True
    for column in columns[1:]:
        values = [number.value for cell in column for number in list(scope.numbers(cell.text))[:1]]
        shares = any("%" in cell.text for cell in column)
        if not shares and len(values) == len(column) and abs(sum(values[:-1]) - values[-1]) > _SLACK * values[-1]:
            return False
    return True


def _run(scope: Scope, lines: Sequence[Line], first: int, *, wide: bool = False) -> int:
    """How many lines of numbers stand from a line on; with `wide` of several each."""
    text, at = scope.document.source.text, first
    while at < len(lines) and lines[at].bare and (at == first or is_near(lines, at, text)):
        if not wide and len(lines[at].numbers) != 1:
            break
        at += 1
    return at - first


def _numbers(scope: Scope, group: Sequence[Line]) -> Iterator[_Column]:
    """The columns that stand side by side in some lines of numbers."""
    text = scope.document.source.text
    for n in range(len(group[0].numbers)):
        yield tuple(Cell(*x.numbers[n], text[slice(*x.numbers[n])]) for x in group)


def _are_words(scope: Scope, lines: Sequence[Line], begin: int, end: int) -> bool:
    """Whether lines are cells of words, close below each other."""
    near = all(is_near(lines, i, scope.document.source.text) for i in range(begin + 1, end))
    return near and all(
        not x.numbers and len(x.text.split()) <= _CELL_WORDS and x.text.rstrip()[-1:] not in ".:;,"
        for x in lines[begin:end]
    )


def _is_named(scope: Scope, line: Line) -> bool:
    """Whether a line is the known name of a column of numbers."""
    if line.numbers:
        return False
    words = line.text.strip()
    known = names_of(scope.ontology, True, True).fullmatch(words)
    return known is not None or any(scope.labels(cls).exact(words) for cls in ("PopulationGroup", "Earmarking"))
