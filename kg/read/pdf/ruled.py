"""Tables whose cells are drawn: rules across and down that meet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pdf.drawings import MEET, Drawings, Rule, places
from kg.read.pdf.header import split_header
from kg.read.pdf.pieces import CellText, Grid
from kg.read.pdf.rows import is_numeric, rows_of
from kg.read.pdf.words import Word

# A page with more rules is a drawing, and so is a grid with more columns or rows.
_MOST_RULES, _MOST_COLUMNS, _MOST_ROWS = 4000, 60, 300
# A rule down that parts columns stands for this share of the table's height.
_PARTING = 0.3
# A cell with more words than this belongs to a page that is laid out in boxes, not to a table.
_WORDY = 130
# A grid of so few rows with so many fields in one cell is a box about one thing, not a table.
_BOX_ROWS, _BOX_FIELDS = 3, 2
# A label and its number: `Male: 4,610`.
FIELD = re.compile(
    r"[^\W\d][^:;.]{1,40}:\s*(?:[A-Z]{3}\s|[$€£])?\d[\d.,]*(?:\s?%|\s(?:people|persons|households|families|million))?"
)


@dataclass(slots=True)
class _Lattice:
    """Rules that hang together."""

    across: list[Rule]
    down: list[Rule]


def ruled_tables(words: Sequence[Word], drawings: Drawings, before: Grid | None) -> list[tuple[Grid, list[Word]]]:
    """The tables drawn as grids, each with the words that it takes.

    A grid has at least two rows and columns, but for the single row that goes on with the table `before`, at the end of
    the page before.
    """
    found = []
    for lattice in _lattices(drawings):
        made = _table(lattice, words, before)
        if made:
            found.append(made)
    return found


def _lattices(drawings: Drawings) -> Iterator[_Lattice]:
    """Groups of rules that hang together, found by joining the groups of rules that meet."""
    across, down = sorted(drawings.across, key=lambda r: r.at), drawings.down
    if max(len(across), len(down)) > _MOST_RULES:
        return
    heights = [rule.at for rule in across]
    leader = list(range(len(across)))  # of each rule across, another of its group; the first one leads itself
    meets: list[int | None] = [None] * len(down)  # for each rule down, a rule across that it meets
    for j, rule in enumerate(down):
        for i in range(bisect_left(heights, rule.begin - MEET), bisect_right(heights, rule.end + MEET)):
            if across[i].begin - MEET <= rule.at <= across[i].end + MEET:
                first = meets[j]
                meets[j] = i
                if first is not None:
                    leader[_lead(leader, first)] = _lead(leader, i)
    groups: dict[int, _Lattice] = {}
    for i, rule in enumerate(across):
        groups.setdefault(_lead(leader, i), _Lattice([], [])).across.append(rule)
    for rule, met in zip(down, meets, strict=True):
        if met is not None:
            groups[_lead(leader, met)].down.append(rule)
    yield from (lattice for lattice in groups.values() if lattice.down and len(lattice.across) >= 2)


def _lead(leader: list[int], i: int) -> int:
    while leader[i] != i:
        leader[i] = leader[leader[i]]
        i = leader[i]
    return i


def _table(lattice: _Lattice, words: Sequence[Word], before: Grid | None) -> tuple[Grid, list[Word]] | None:
    ys = places([r.at for r in lattice.across])
    x0, x1 = min(r.begin for r in lattice.across), max(r.end for r in lattice.across)
    # A table may be open at its sides.
    inner = [x for x in places([r.at for r in lattice.down]) if x0 + 2 * MEET < x < x1 - 2 * MEET]
    inner = [x for x in inner if _drawn(lattice.down, x, ys[0], ys[-1], _PARTING)]
    xs = [x0, *inner, x1]
    if len(xs) > _MOST_COLUMNS + 1 or len(ys) > _MOST_ROWS + 1:
        return None
    lone = len(ys) == 2
    if len(xs) < 3 or (lone and (before is None or not same_columns(before, xs[0], xs[1:-1], xs[-1]))):
        return None
    inside = [w for w in words if x0 - 2 <= _middle(w) <= x1 + 2 and ys[0] < w.base - 0.3 * w.size < ys[-1]]
    cells, spans = _cells(lattice, xs, ys, inside)
    if len(inside) < len(xs) - 1 or any(len(cell) > _WORDY for row in cells for cell in row):
        return None
    if len(ys) <= _BOX_ROWS + 1 and any(_is_box(cell) for row in cells for cell in row):
        return None
    filled = [i for i, row in enumerate(cells) if any(row)]
    if (not lone and len(filled) < 2) or sum(any(column) for column in zip(*cells, strict=True)) < 2:
        return None
    parts = [(part, spans[i]) for i in filled for part in _split(cells[i])]
    rows = [[_lines(cell) for cell in part] for part, _ in parts]
    bold = [all(w.bold for cell in part for w in cell) for part, _ in parts]
    header, body = split_header(rows, bold, [span for _, span in parts])
    if not body:
        return None
    distinct = bool(header) and bold[0] and not all(bold)
    return Grid(header, tuple(tuple(row) for row in body), x0, x1, tuple(xs[1:-1]), distinct), inside


def _is_box(words: Sequence[Word]) -> bool:
    """Whether a cell holds several fields below each other."""
    lines = rows_of(words) if len(words) > 2 * _BOX_FIELDS else []
    return sum(bool(FIELD.fullmatch(line.text)) for line in lines) >= _BOX_FIELDS


def same_columns(table: Grid, x0: float, edges: Sequence[float], x1: float) -> bool:
    """Whether a table has columns at these places."""
    ours, theirs = [table.x0, *table.edges, table.x1], [x0, *edges, x1]
    return len(ours) == len(theirs) and all(abs(a - b) < 2 * MEET for a, b in zip(ours, theirs, strict=True))


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _cells(
    lattice: _Lattice, xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]
) -> tuple[list[list[list[Word]]], list[list[int]]]:
    """The words of each cell, and for each row and column the first column of the cell that covers it.

    The words of a merged cell are in the first row and column that it covers.
    """
    cells: list[list[list[Word]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for word in words:
        column = max(i for i in range(len(xs) - 1) if i == 0 or xs[i] <= _middle(word))
        height = word.base - 0.3 * word.size
        row = max(i for i in range(len(ys) - 1) if i == 0 or ys[i] <= height)
        while row > 0 and not _drawn(lattice.across, ys[row], xs[column], xs[column + 1]):
            row -= 1
        cells[row][column].append(word)
    spans = [_merged_across(lattice, parts, xs, ys[i], ys[i + 1]) for i, parts in enumerate(cells)]
    for parts, span in zip(cells, spans, strict=True):
        for column, first in enumerate(span):
            if first != column:
                parts[first] += parts[column]
                parts[column] = []
    return cells, spans


def _merged_across(
    lattice: _Lattice, row: Sequence[Sequence[Word]], xs: Sequence[float], top: float, bottom: float
) -> list[int]:
    """For each column of a row the first column of its cell.

    Columns without a rule between them are one cell, unless their words stand apart as in cells of their own.
    """
    first = [0]
    for column in range(1, len(row)):
        first.append(column if _drawn(lattice.down, xs[column], top, bottom) else first[-1])
    for begin in sorted(set(first)):
        covered = [column for column, at in enumerate(first) if at == begin]
        lines = rows_of(word for column in covered for word in row[column])
        crossed = any(a < xs[c] < b for c in covered[1:] for line in lines for a, b in line.extents())
        if not crossed and sum(bool(row[column]) for column in covered) > 1:
            for column in covered:
                first[column] = column
    return first


def _drawn(rules: Sequence[Rule], at: float, begin: float, end: float, share: float = 0.5) -> bool:
    """Whether rules stand at a place for more than a share of a stretch."""
    covered = sum(max(0.0, min(r.end, end) - max(r.begin, begin)) for r in rules if abs(r.at - at) <= MEET)
    return covered > share * (end - begin)


def _lines(words: Sequence[Word]) -> CellText:
    return tuple(row.cell_text for row in rows_of(words))


def _split(row: list[list[Word]]) -> list[list[list[Word]]]:
    """A drawn row that holds several rows of figures, as tables with rules down and few across do, as these rows."""
    lines = [rows_of(cell) for cell in row]
    numbers = [cell for cell in lines if len(cell) > 1 and all(is_numeric(line.text) for line in cell)]
    count = max((len(cell) for cell in numbers), default=0)
    if not numbers or any(len(cell) != count for cell in numbers) or any(0 < len(cell) < count for cell in lines):
        return [row]
    anchors = [line.base for line in numbers[0]]
    if any(len(a) != len(b) for a, b in pairwise(numbers)):
        return [row]
    parts: list[list[list[Word]]] = [[[] for _ in row] for _ in anchors]
    for column, cell in enumerate(row):
        for word in cell:
            at = max((i for i, base in enumerate(anchors) if base <= word.base + 0.4 * word.size), default=0)
            parts[at][column].append(word)
    return parts
