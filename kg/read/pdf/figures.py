"""Key figures in boxes beside each other, and charts of upright bars: each number put together with its label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kg.read.pdf.bands import Band, parted
from kg.read.pdf.drawings import Shape
from kg.read.pdf.pieces import Grid, TextLine
from kg.read.pdf.rows import Row, is_numeric, rows_of
from kg.read.pdf.words import Word

_MOST_LABEL_LINES = 4


def key_figures(rows: Sequence[Row], start: int, band: Band) -> tuple[list[TextLine], int] | None:
    """Figures beside each other with words below each that say what it counts, and the number of the row behind them.

    Each becomes a line of its own, `910,619 Rohingya refugees`, that no other line continues.
    """
    if band.begin != start:
        return None
    columns = parted(rows[start], band.gutters)
    if not all(part.words and is_numeric(part.text) for part in columns):
        return None
    end = start + 1
    while end < min(band.end, start + 1 + _MOST_LABEL_LINES) and _is_label(rows[end - 1], rows[end], band.gutters):
        end += 1
    cards = [
        [word for part in column for word in part.words]
        for column in zip(*(parted(r, band.gutters) for r in rows[start:end]), strict=True)
    ]
    if end == start + 1 or any(len(card) == len(part.words) for card, part in zip(cards, columns, strict=True)):
        return None
    return [TextLine(tuple(card), card[0].x0, float("inf"), float("inf")) for card in cards], end


def _is_label(above: Row, row: Row, gutters: Sequence[tuple[float, float]]) -> bool:
    words = [part.text for part in parted(row, gutters) if part.words]
    return not any(map(is_numeric, words)) and row.base - above.base < 2.2 * above.size


def bar_charts(words: Sequence[Word], boxes: Sequence[Shape]) -> list[tuple[Grid, list[Word]]]:
    """Charts of at least three upright bars, each with its number above or in it and its label below."""
    found = []
    for bars in _rows_of_bars(boxes):
        made = _chart(bars, words)
        if made:
            found.append(made)
    return found


def _rows_of_bars(boxes: Sequence[Shape]) -> list[list[Shape]]:
    """Boxes of one width that stand on one line, and are not all of one height."""
    rows: list[list[Shape]] = []
    for box in sorted(boxes, key=lambda b: (round(b.bottom), b.x0)):
        row = rows[-1] if rows else None
        if (
            row
            and abs(row[0].bottom - box.bottom) < 1.5
            and abs((row[0].x1 - row[0].x0) - (box.x1 - box.x0)) < 1.5
            and box.x0 >= row[-1].x1 - 0.5
        ):
            row.append(box)
        else:
            rows.append([box])
    return [row for row in rows if len(row) >= 3 and max(b.top for b in row) - min(b.top for b in row) > 2]


def _chart(bars: Sequence[Shape], words: Sequence[Word]) -> tuple[Grid, list[Word]] | None:
    centres = [(bar.x0 + bar.x1) / 2 for bar in bars]
    slot = median(b - a for a, b in pairwise(centres))
    rows: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    taken: list[Word] = []
    for bar, centre in zip(bars, centres, strict=True):
        near = [w for w in words if abs((w.x0 + w.x1) / 2 - centre) < slot / 2]
        number = [w for w in near if is_numeric(w.text) and bar.top - 1.5 * w.size < w.base < bar.bottom]
        label = _below(bar, near)
        if len(number) != 1 or not label:
            return None
        rows.append((tuple(row.text for row in rows_of(label)), (number[0].text,)))
        taken += [*number, *label]
    x0, x1 = min(w.x0 for w in taken), max(w.x1 for w in taken)
    return Grid((), tuple(rows), x0, x1, chart=True), taken


def _below(bar: Shape, words: Sequence[Word]) -> list[Word]:
    """The words of the lines right below a bar."""
    found: list[Word] = []
    edge = bar.bottom
    for row in rows_of(w for w in words if w.base > bar.bottom):
        if row.base - edge > 2 * row.size or len({w.base for w in found}) >= _MOST_LABEL_LINES:
            break
        found += row.words
        edge = row.base
    return found
