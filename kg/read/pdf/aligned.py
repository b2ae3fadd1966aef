"""Tables without drawn cells: words that stand below each other in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.read.pdf.bands import Gutter, parted
from kg.read.pdf.drawings import Drawings, Shape
from kg.read.pdf.header import split_header
from kg.read.pdf.pieces import CellText, Grid
from kg.read.pdf.rows import Row, is_numeric, rows_of

# Lines of one cell are nearer than this to each other, in font sizes.
_LEADING = 1.75
# A higher box of colour is no row, in points.
_HIGHEST_ROW = 120


@dataclass(slots=True)
class _Line:
    """One row of words, parted at the gutters."""

    row: Row
    cells: list[Row]

    @property
    def text(self) -> list[str]:
        return [cell.text if cell.words else "" for cell in self.cells]

    def filled(self) -> int:
        return sum(bool(cell.words) for cell in self.cells)


def aligned_table(rows: Sequence[Row], gutters: Sequence[Gutter], drawings: Drawings) -> Grid | None:
    """The table that the rows make, or None if they are not one.

    Args:
        rows: rows of words that leave the gutters free.
        gutters: the free stretches between columns, from left to right.
        drawings: rules across part rows, bars make a chart.
    """
    lines = [_Line(row, parted(row, gutters)) for row in rows]
    if len(lines) < 2 or sum(line.filled() > 1 for line in lines) < 2:
        return None
    numeric = _numeric_columns(lines)
    groups = _grouped(lines, numeric, drawings)
    cells = [[_cell(group, column) for column in range(len(gutters) + 1)] for group in groups]
    spread = _spread(lines, gutters)
    if spread:
        below = groups[0][1:]
        cells[0] = [tuple(filter(None, (words, *_cell(below, column)))) for column, words in enumerate(spread)]
    bold = [all(line.row.bold for line in group) for group in groups]
    header, body = split_header(cells, bold)
    if not _is_table(header, body, numeric, lines, gutters, drawings):
        return None
    chart = not header and len(gutters) == 1 and _is_chart(lines, drawings)
    return _grid(
        rows,
        tuple((low + high) / 2 for low, high in gutters),
        header,
        body,
        chart=chart,
        bold=bold[0] and not all(bold),
    )


def continued_rows(rows: Sequence[Row], table: Grid, drawings: Drawings) -> tuple[Grid, int] | None:
    """The rows at the top of a page that go on with a table of the page before, too few to be one by themselves.

    Returns:
        What they make, and the number of the row behind them.
    """
    edges = [table.x0 - 3, *table.edges, table.x1 + 3]
    lines: list[_Line] = []
    for row in rows:
        fits = all(any(a <= low and high <= b for a, b in pairwise(edges)) for low, high in row.extents())
        if not fits or (lines and row.base - lines[-1].row.base > 2.5 * row.size):
            break
        lines.append(_Line(row, [row.between(a, b) for a, b in pairwise(edges)]))
    numeric = _numeric_columns(lines) if lines else set()
    # A row that the page cuts goes on with small letters.
    cut = bool(lines) and all(cell.text[:1].islower() for cell in lines[0].cells if cell.words)
    if not cut and not (numeric and any(line.filled() > 1 for line in lines)):
        return None
    cells = [[_cell(group, column) for column in range(len(edges) - 1)] for group in _grouped(lines, numeric, drawings)]
    return replace(_grid(rows[: len(lines)], table.edges, (), cells), continues=True), len(lines)


def _grid(
    rows: Sequence[Row],
    edges: tuple[float, ...],
    header: tuple[CellText, ...],
    body: Sequence[Sequence[CellText]],
    *,
    chart: bool = False,
    bold: bool = False,
) -> Grid:
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    return Grid(header, tuple(tuple(row) for row in body), x0, x1, edges, bold, chart)


def _numeric_columns(lines: Sequence[_Line]) -> set[int]:
    """The columns, but the first, that hold figures in most of their lines below the header."""
    found = set()
    for column in range(1, len(lines[0].cells)):
        texts = [line.text[column] for line in lines if line.cells[column].words]
        first = next((i for i, text in enumerate(texts) if is_numeric(text)), None)
        if first is None:
            continue
        below = texts[first:]
        if sum(map(is_numeric, below)) >= 0.6 * len(below) and len(below) >= 0.3 * len(texts):
            found.add(column)
    return found


def _grouped(lines: Sequence[_Line], numeric: set[int], drawings: Drawings) -> list[list[_Line]]:
    """The lines of each row of the table: a cell that wraps makes several."""
    parted_by_rules = _ruled_apart(lines, drawings)
    if parted_by_rules is not None:
        return parted_by_rules
    if not any(_holds_figures(line, numeric) for line in lines):
        return _by_gaps(lines)
    return [row for chunk in _chunks(lines) for row in _rows_of_chunk(chunk, numeric)]


def _holds_figures(line: _Line, numeric: set[int]) -> bool:
    return any(is_numeric(text) for column, text in enumerate(line.text) if column in numeric and text)


def _chunks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that follow each other as closely as the lines of one cell do."""
    steps = [b.row.base - a.row.base for a, b in pairwise(lines)]
    pitch = min((s for s, line in zip(steps, lines, strict=False) if s > 0.85 * line.row.size), default=0.0)
    chunks = [[lines[0]]]
    for (above, line), step in zip(pairwise(lines), steps, strict=True):
        if step > 1.2 * pitch or (_changes_type(above, line) and step > 0.85 * line.row.size):
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return chunks


def _changes_type(above: _Line, line: _Line) -> bool:
    """Whether a column goes from bold to plain type or back."""
    return any(a.words and b.words and a.bold != b.bold for a, b in zip(above.cells, line.cells, strict=True))


def _rows_of_chunk(chunk: Sequence[_Line], numeric: set[int]) -> list[list[_Line]]:
    """The rows among lines that follow closely: a line of figures begins one, what is above the first is header."""
    anchors = [i for i, line in enumerate(chunk) if _holds_figures(line, numeric)]
    if len(anchors) <= 1 and not (anchors and _is_header_above(chunk, anchors[0])):
        return [list(chunk)]
    rows: list[list[_Line]] = []
    for i, line in enumerate(chunk):
        if not rows or i in anchors or _stands_alone(chunk, i):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _is_header_above(chunk: Sequence[_Line], anchor: int) -> bool:
    """Whether the lines above the first line of figures fill the columns as a header does."""
    return anchor > 0 and chunk[0].filled() > 1


def _stands_alone(lines: Sequence[_Line], i: int) -> bool:
    """Whether a lone first cell is a row of its own: its first word would have had room in the line above."""
    line, above = lines[i], lines[i - 1]
    cell, over = line.cells[0], above.cells[0]
    if line.filled() != 1 or not cell.words or not over.words or cell.text[:1].islower():
        return False
    filled = [each.cells[0] for each in lines if each.cells[0].words]
    width = max(c.x1 for c in filled) - min(c.x0 for c in filled)
    first = cell.words[0]
    room = 0.95 * width - (over.x1 - over.x0)
    return (first.x1 - first.x0) + 0.3 * first.size < room or cell.bold != over.bold


def _ruled_apart(lines: Sequence[_Line], drawings: Drawings) -> list[list[_Line]] | None:
    """Rows as rules or bands of colour part them; None if too few do."""
    x0, x1 = min(line.row.x0 for line in lines), max(line.row.x1 for line in lines)
    rules = sorted(r.at for r in drawings.across if min(r.end, x1) - max(r.begin, x0) > 0.5 * (x1 - x0))
    edges = [*rules, *_shaded_edges(drawings.boxes, x0, x1)]
    groups: list[list[_Line]] = [[lines[0]]]
    for above, line in pairwise(lines):
        if any(above.row.base <= edge <= line.row.base - 0.5 * line.row.size for edge in edges):
            groups.append([line])
        else:
            groups[-1].append(line)
    # Rules around the header only leave all other rows in one group.
    fine = all(len(group) <= 6 for group in groups) and len(groups) >= max(3, 0.25 * len(lines))
    figures = [sum(any(is_numeric(t) for t in line.text[1:] if t) for line in group) for group in groups]
    return groups if fine and max(figures) <= 1 else None


def _shaded_edges(boxes: Sequence[Shape], x0: float, x1: float) -> list[float]:
    """The upper and lower edges of bands of colour behind whole rows, which each cell may draw for itself."""
    widths: dict[tuple[int, int], float] = {}
    for box in boxes:
        if box.bottom - box.top < _HIGHEST_ROW:
            key = (round(box.top), round(box.bottom))
            widths[key] = widths.get(key, 0.0) + max(0.0, min(box.x1, x1) - max(box.x0, x0))
    return [float(edge) for key, width in widths.items() if width > 0.8 * (x1 - x0) for edge in key]


def _by_gaps(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Rows of words only: parted by larger gaps if there are, else where the first column has a new entry."""
    steps = [b.row.base - a.row.base for a, b in pairwise(lines)]
    smallest, largest = min(steps, default=0.0), max(steps, default=0.0)
    groups: list[list[_Line]] = [[lines[0]]]
    for (above, line), step in zip(pairwise(lines), steps, strict=True):
        if largest > 1.2 * smallest and smallest < _LEADING * line.row.size:
            new = step > 1.12 * smallest
        else:
            new = bool(line.cells[0].words)
        if new or _changes_type(above, line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _cell(group: Sequence[_Line], column: int) -> CellText:
    words = [word for line in group for word in line.cells[column].words]
    return tuple(row.cell_text for row in rows_of(words))


def _spread(lines: Sequence[_Line], gutters: Sequence[Gutter]) -> list[str] | None:
    """The first line by columns, if its cells name several columns each: their words in each of these."""
    columns = len(gutters)
    if len(lines) < 3 or columns < 3:
        return None
    first, second = lines[0], lines[1]
    stretches = [text for x0, text in _stretches(first.row) if x0 > gutters[0][0]]
    if not 2 <= len(stretches) < columns or columns % len(stretches) or sum(map(bool, second.text[1:])) < columns:
        return None
    if any(is_numeric(text) for text in [*stretches, *second.text]):
        return None
    each = columns // len(stretches)
    return [first.text[0], *(text for text in stretches for _ in range(each))]


def _stretches(row: Row) -> list[tuple[float, str]]:
    """Words that only a space parts, each with its left edge."""
    found: list[tuple[float, str, float]] = []
    for word in row.words:
        if found and word.x0 - found[-1][2] < 0.7 * row.size:
            found[-1] = (found[-1][0], f"{found[-1][1]} {word.text}", word.x1)
        else:
            found.append((word.x0, word.text, word.x1))
    return [(x0, text) for x0, text, _ in found]


def _is_table(
    header: Sequence[CellText],
    body: Sequence[Sequence[CellText]],
    numeric: set[int],
    lines: Sequence[_Line],
    gutters: Sequence[Gutter],
    drawings: Drawings,
) -> bool:
    if not body or len(body) + bool(header) < 2:
        return False
    filled = sum(sum(map(bool, row)) > 1 for row in body) / len(body)
    if filled < 0.5:
        return False
    first_figures = all(is_numeric(text) for text in lines[0].text if text)
    if first_figures:
        return False
    if numeric:
        return bool(header) or len(body) >= 2
    # Words only: wide gutters and a header that differs, or rules.
    size = lines[0].row.size
    wide = all(hi - lo > 1.2 * size for lo, hi in gutters)
    x0, x1 = min(line.row.x0 for line in lines), max(line.row.x1 for line in lines)
    top, bottom = lines[0].row.base - 2 * size, lines[-1].row.base + size
    ruled = sum(top < r.at < bottom and min(r.end, x1) - max(r.begin, x0) > 0.7 * (x1 - x0) for r in drawings.across)
    distinct = lines[0].row.bold and not lines[-1].row.bold
    return wide and (distinct or ruled >= 2) and bool(header) and filled >= 0.7


def _is_chart(lines: Sequence[_Line], drawings: Drawings) -> bool:
    """Whether bars stand between labels and numbers, or the numbers in a ragged column as if they did."""
    pairs = [line.cells for line in lines if line.filled() == 2]
    if len(pairs) < 2 or not all(is_numeric(number.text) for _, number in pairs):
        return False
    bars = [
        any(
            box.top < label.base < box.bottom + 0.2 * label.size and label.x1 <= box.x0 + 2 and box.x1 <= number.x1
            for box in drawings.boxes + drawings.marks
        )
        for label, number in pairs
    ]
    if sum(bars) >= 2:
        return True
    lefts, rights = [n.x0 for _, n in pairs], [n.x1 for _, n in pairs]
    return max(lefts) - min(lefts) > 30 and max(rights) - min(rights) > 30
