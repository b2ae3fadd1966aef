"""Tables whose cells are drawn: rules across and down that meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pdf.drawings import Drawings, Rule
from kg.read.pdf.header import split_header
from kg.read.pdf.pieces import CellText, Grid
from kg.read.pdf.rows import is_numeric, rows_of
from kg.read.pdf.words import Word

# Rules that end this near to each other meet, in points.
_MEET = 3.0
# A cell with more words than this belongs to a page that is laid out in boxes, not to a table.
_WORDY = 130


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
    """Groups of rules that touch, found by spreading from rule to rule."""
    across, down = _merged(drawings.across), _merged(drawings.down)
    touching: dict[int, list[int]] = {i: [] for i in range(len(across))}
    for j, rule in enumerate(down):
        for i, other in enumerate(across):
            if (
                rule.begin - _MEET <= other.at <= rule.end + _MEET
                and other.begin - _MEET <= rule.at <= other.end + _MEET
            ):
                touching[i].append(j)
    left = set(touching)
    while left:
        queue = [min(left)]
        rows: set[int] = set()
        columns: set[int] = set()
        while queue:
            i = queue.pop()
            if i in rows:
                continue
            rows.add(i)
            columns |= set(touching[i])
            queue += [k for k in left if k not in rows and set(touching[k]) & set(touching[i])]
        left -= rows
        if len(rows) >= 2 and columns:
            yield _Lattice([across[i] for i in sorted(rows)], [down[j] for j in sorted(columns)])


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap as one; double rules, as neighbouring cells draw them, once."""
    merged: list[Rule] = []
    for at in _places([r.at for r in rules]):
        reach: list[list[float]] = []
        for rule in sorted((r for r in rules if abs(r.at - at) <= _MEET / 2), key=lambda r: r.begin):
            if reach and rule.begin <= reach[-1][1] + _MEET:
                reach[-1][1] = max(reach[-1][1], rule.end)
            else:
                reach.append([rule.begin, rule.end])
        merged += [Rule(at, begin, end) for begin, end in reach]
    return merged


def _places(values: Sequence[float]) -> list[float]:
    """Places on one axis, those within a few points of each other as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _MEET / 2:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _table(lattice: _Lattice, words: Sequence[Word], before: Grid | None) -> tuple[Grid, list[Word]] | None:
    ys = _places([r.at for r in lattice.across])
    x0, x1 = min(r.begin for r in lattice.across), max(r.end for r in lattice.across)
    # A table may be open at its sides.
    inner = [x for x in _places([r.at for r in lattice.down]) if x0 + 2 * _MEET < x < x1 - 2 * _MEET]
    xs = [x0, *inner, x1]
    lone = len(ys) == 2
    if len(xs) < 3 or (lone and (before is None or not same_columns(before, xs[0], xs[1:-1], xs[-1]))):
        return None
    inside = [w for w in words if x0 - 2 <= _middle(w) <= x1 + 2 and ys[0] < w.base - 0.3 * w.size < ys[-1]]
    cells = _cells(lattice, xs, ys, inside)
    if len(inside) < len(xs) - 1 or any(len(cell) > _WORDY for row in cells for cell in row):
        return None
    if (not lone and sum(any(row) for row in cells) < 2) or sum(any(column) for column in zip(*cells, strict=True)) < 2:
        return None
    spans = [_spanning(lattice, xs, (ys[i] + ys[i + 1]) / 2) for i in range(len(ys) - 1)]
    rows = [part for row in cells if any(row) for part in _split(row)]
    bold = [all(w.bold for cell in row for w in cell) for row in rows]
    header, body = split_header(
        [[_lines(cell) for cell in row] for row in rows], bold, spans if len(rows) == len(spans) else []
    )
    if not body:
        return None
    distinct = bool(header) and bold[0] and not all(bold)
    return Grid(header, tuple(tuple(row) for row in body), x0, x1, tuple(xs[1:-1]), distinct), inside


def same_columns(table: Grid, x0: float, edges: Sequence[float], x1: float) -> bool:
    """Whether a table has columns at these places."""
    ours, theirs = [table.x0, *table.edges, table.x1], [x0, *edges, x1]
    return len(ours) == len(theirs) and all(abs(a - b) < 2 * _MEET for a, b in zip(ours, theirs, strict=True))


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _cells(
    lattice: _Lattice, xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]
) -> list[list[list[Word]]]:
    """The words of each cell; those of a merged cell are in the first place that it covers."""
    cells: list[list[list[Word]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for word in words:
        column = max(i for i in range(len(xs) - 1) if i == 0 or xs[i] <= _middle(word))
        height = word.base - 0.3 * word.size
        row = max(i for i in range(len(ys) - 1) if i == 0 or ys[i] <= height)
        while column > 0 and not _drawn(lattice.down, xs[column], ys[row], ys[row + 1]):
            column -= 1
        while row > 0 and not _drawn(lattice.across, ys[row], xs[column], xs[column + 1]):
            row -= 1
        cells[row][column].append(word)
    return cells


def _drawn(rules: Sequence[Rule], at: float, begin: float, end: float) -> bool:
    """Whether a rule stands at a place for more than half of a stretch."""
    covered = sum(max(0.0, min(r.end, end) - max(r.begin, begin)) for r in rules if abs(r.at - at) <= _MEET)
    return covered > 0.5 * (end - begin)


def _spanning(lattice: _Lattice, xs: Sequence[float], height: float) -> list[int]:
    """For each column, the first column of the cell that covers it at a height."""
    first: list[int] = []
    for i, x in enumerate(xs[:-1]):
        edge = any(abs(r.at - x) <= _MEET and r.begin - _MEET <= height <= r.end + _MEET for r in lattice.down)
        first.append(i if i == 0 or edge else first[-1])
    return first


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
