"""What the page carries, not the text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.pdf.drawings import Drawings
from kg.read.pdf.rows import Row, rows_of
from kg.read.pdf.words import Frame, Word

# The share of a page's height, at its top and foot, in which furniture stands, and the most lines of it.
_ZONE, _MOST_ROWS = 0.16, 5
# How far furniture stands from the text, in font sizes.
_APART = 1.6
_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|p\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|\|)\s*\d{1,4})?"
    r"(?:\s*\|?\s*page)?[-–—|•\s]*$",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
# A line of small print at the foot of a single page is a note, not a footer, if it begins or ends like this.
_NOTE = re.compile(r"\s*(?:[\d*†‡§¹²³]|note|source|\()|.*[.;:]$", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """One page as words: what stands at its top and foot, and the body."""

    frame: Frame
    drawings: Drawings
    words: list[Word]
    top: list[Row] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)  # text on its side


def part_furniture(sheets: Sequence[Sheet]) -> None:
    """Move running headers, footers and page numbers of all pages out of their bodies.

    A line is furniture if it stands in the same place on several pages with the same words but for figures, or if it is
    a page number, and nothing but furniture is farther out.
    """
    edges = [(_edge(sheet, top=True), _edge(sheet, top=False)) for sheet in sheets]
    for side in (0, 1):
        places: dict[str, list[float]] = {}
        for sheet, pair in zip(sheets, edges, strict=True):
            for row in pair[side]:
                places.setdefault(_shape(row), []).append(_distance(sheet, row, side == 0))
        for sheet, pair in zip(sheets, edges, strict=True):
            found = _furniture(sheet, pair[side], places, side == 0, len(sheets))
            taken = {id(word) for row in found for word in row.words}
            sheet.words = [word for word in sheet.words if id(word) not in taken]
            if side == 0:
                sheet.top = found
            else:
                sheet.foot = found[::-1]


def body_size(sheets: Sequence[Sheet]) -> float:
    """The font size that most letters have."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for word in sheet.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _edge(sheet: Sheet, top: bool) -> list[Row]:
    """The rows in the zone of furniture, from the edge inward."""
    height = sheet.frame.height
    near = [w for w in sheet.words if (w.base < _ZONE * height if top else w.base > (1 - _ZONE) * height)]
    rows = rows_of(near)
    return rows[:_MOST_ROWS] if top else rows[::-1][:_MOST_ROWS]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text).casefold()


def _distance(sheet: Sheet, row: Row, top: bool) -> float:
    return row.base if top else sheet.frame.height - row.base


def _furniture(sheet: Sheet, rows: Sequence[Row], places: dict[str, list[float]], top: bool, pages: int) -> list[Row]:
    found: list[Row] = []
    gaps: list[float] = []  # between each row found and the next one inward, in font sizes
    for i, row in enumerate(rows):
        inner = rows[i + 1] if i + 1 < len(rows) else None
        apart = abs(inner.base - row.base) / max(row.size, inner.size) if inner else float("inf")
        here = _distance(sheet, row, top)
        same = sum(abs(place - here) < 4 for place in places[_shape(row)])
        if _in_table(sheet, row) or (_tabular(row) and apart < 1.9):
            break
        repeated = same >= (2 if pages <= 4 else 3) and re.search(r"\w", row.text)
        number = _PAGE_NUMBER.match(row.text) and here < 0.1 * sheet.frame.height
        if not (repeated or number or (pages == 1 and not top and _is_small_print(sheet, row, apart))):
            break
        found.append(row)
        gaps.append(apart)
    # What stands close to the text inside is text.
    while gaps and gaps[-1] < _APART:
        found.pop()
        gaps.pop()
    return found


def _in_table(sheet: Sheet, row: Row) -> bool:
    inside = [
        r
        for r in sheet.drawings.down
        if r.begin < row.base - 0.3 * row.size < r.end and row.x0 - 20 < r.at < row.x1 + 20
    ]
    return len(inside) >= 2


def _tabular(row: Row) -> bool:
    return sum(high - low > 0.9 * row.size for low, high in row.gaps()[1:-1]) >= 2


def _is_small_print(sheet: Sheet, row: Row, apart: float) -> bool:
    """Whether the last line of a single page is its footer."""
    small = row.size < 0.88 * body_size([sheet])
    bottom = sheet.frame.height - row.base < 0.09 * sheet.frame.height
    lowest = max((w.base for w in sheet.words if w.base < row.base - row.size), default=0.0)
    alone = row.base - lowest > 2.2 * row.size and apart > 2.2
    return (
        small
        and bottom
        and alone
        and len(row.words) <= 16
        and (bool(_WEB.search(row.text)) or not _NOTE.match(row.text))
    )
