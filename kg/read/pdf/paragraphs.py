"""Lines to paragraphs: what wraps, what a column or page cuts, what begins anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.read.lines import TERMINAL
from kg.read.pdf.pieces import Grid, Piece, TextLine
from kg.read.pdf.ruled import FIELD
from kg.read.pdf.words import Word

_LEADER = re.compile(r"(?:[.…]\s?){5,}\s*\d{1,4}$")
_LETTERS = re.compile(r"[^\W\d_]")
# The usual distance of lines where a report has too few to tell, in font sizes, and what more begins a new paragraph.
_LEADING, _NEW = 1.3, 1.22
_MOST_HEADING_WORDS = 16
_FIELD_WORDS = 8
# So many paragraphs and tables may stand between the parts of a sentence.
_FARTHEST = 12


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, each with the number of its page from 0."""

    lines: list[tuple[int, TextLine]] = field(default_factory=list)
    heading: int = 0
    listed: bool = False  # whether it is a line of a table of contents
    depth: int = 0  # of an item in its list, or of a paragraph below an item, from 1

    @property
    def last(self) -> TextLine:
        """Its last line."""
        return self.lines[-1][1]

    @property
    def first(self) -> TextLine:
        """Its first line."""
        return self.lines[0][1]

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for _, line in self.lines for word in line.words]

    @property
    def bold(self) -> bool:
        """Whether it is set in bold throughout."""
        return all(line.bold for _, line in self.lines)


@dataclass(slots=True)
class PlacedGrid:
    """A table or chart and the number of its page from 0."""

    page: int
    grid: Grid


Element = Paragraph | PlacedGrid


def paragraphs_of(pages: Sequence[Sequence[Piece]], body: float) -> list[Element]:
    """The paragraphs, tables and charts of a report in reading order.

    Args:
        pages: the pieces of each page.
        body: the font size of running text.
    """
    leading = _leading(pages)
    found: list[Element] = []
    for number, pieces in enumerate(pages):
        for piece in pieces:
            if isinstance(piece, Grid):
                found.append(PlacedGrid(number, piece))
                continue
            listed = bool(_LEADER.search(" ".join(w.text for w in piece.words)))
            goal = None if listed else _continued(found, number, piece, leading, body)
            if goal is None:
                found.append(Paragraph([(number, piece)], listed=listed))
            else:
                goal.lines.append((number, piece))
    found = _with_key_figures(found)
    _rank_headings([e for e in found if isinstance(e, Paragraph)], body)
    _nest(found)
    return found


def _leading(pages: Iterable[Sequence[Piece]]) -> dict[float, float]:
    """For each font size the usual distance of lines, in font sizes; by 0.0 that of all."""
    steps: dict[float, Counter[float]] = {}
    for pieces in pages:
        for above, line in pairwise(pieces):
            if not isinstance(above, TextLine) or not isinstance(line, TextLine) or line.mark:
                continue
            step = (line.base - above.base) / line.size
            if 0.9 < step < 2.4 and abs(line.size - above.size) < 0.3 and _runs_on(above, line):
                for key in (0.0, round(line.size)):
                    steps.setdefault(key, Counter())[round(step, 1)] += 1
    return {
        size: max(counts, key=lambda s: (counts[s], -s))
        for size, counts in steps.items()
        if sum(counts.values()) > 2 or size == 0.0
    }


def _runs_on(above: TextLine, line: TextLine) -> bool:
    """Whether a line goes on in the next by its words alone."""
    return line.words[0].text[:1].islower() and not TERMINAL.search(above.words[-1].text)


def _continued(
    found: list[Element], page: int, line: TextLine, leading: dict[float, float], body: float
) -> Paragraph | None:
    """The paragraph that a line continues."""
    last = found[-1] if found else None
    if line.mark or last is None or (isinstance(last, Paragraph) and last.listed):
        return None
    if isinstance(last, Paragraph) and _ends_entry(last.last):
        return None
    running = isinstance(last, Paragraph) and len(last.lines) > 1 and not _is_field(last.last)
    if _is_field(line) and not running:
        return None
    if isinstance(last, Paragraph) and last.lines[-1][0] == page:
        above = last.last
        below = 0 < line.base - above.base < 3 * line.size
        if below and (above.left, above.right) == (line.left, line.right):
            return last if _same_style(last, line) and _wraps(last, line, leading, body) else None
    return next((e for e in _open_ends(found, page) if _is_cut(e, line, near=e is last)), None)


def _ends_entry(line: TextLine) -> bool:
    """Whether a short line ends in an address, as the last of the lines about a person does."""
    return "@" in line.words[-1].text and len(line.words) <= _FIELD_WORDS and line.words[-1].text[-1] not in ",;"


def _is_field(line: TextLine) -> bool:
    """Whether a line is a label and its number (`Male: 4,610`), which goes on with nothing above it."""
    if not line.words[-1].text[-1:].isdigit() or len(line.words) > _FIELD_WORDS:
        return False
    return FIELD.fullmatch(" ".join(w.text for w in line.words)) is not None


def _open_ends(found: Sequence[Element], page: int) -> Iterator[Paragraph]:
    """The paragraphs that a column or page may have cut, the nearest first: a table or box may stand between."""
    for distance, element in enumerate(reversed(found)):
        before = element.page if isinstance(element, PlacedGrid) else element.lines[-1][0]
        if distance > _FARTHEST or before < page - 1:
            return
        if isinstance(element, Paragraph):
            yield element


def _is_cut(paragraph: Paragraph, line: TextLine, *, near: bool) -> bool:
    """Whether a line at the top of a column or page goes on where a paragraph elsewhere ends."""
    above = paragraph.last
    if not _same_style(paragraph, line) or line.bold != above.bold or _is_title(paragraph) or _is_field(above):
        return False
    if TERMINAL.search(above.words[-1].text):
        return False
    runs_on = _runs_on(above, line)
    full = not _had_room(above, line)
    if near:
        return runs_on or (full and line.words[0].text[:1].isalnum())
    width, other = above.end - above.left, line.end - line.left
    return full and (runs_on or (abs(width - other) < 3 * line.size and abs(above.left - line.left) < 2))


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.bold and len(paragraph.words) <= _MOST_HEADING_WORDS


def _same_style(paragraph: Paragraph, line: TextLine) -> bool:
    above = paragraph.last
    if abs(above.size - line.size) > 0.08 * max(above.size, line.size):
        return False
    return paragraph.bold == line.bold or not paragraph.bold or line.words[0].bold


def _wraps(paragraph: Paragraph, line: TextLine, leading: dict[float, float], body: float) -> bool:
    """Whether a line right below a paragraph belongs to it."""
    above = paragraph.last
    usual = leading.get(round(line.size), leading.get(0.0, _LEADING))
    step = (line.base - above.base) / line.size
    runs_on = _runs_on(above, line)
    if step > _NEW * usual and not (runs_on and step < 1.5 * usual and not _had_room(above, line)):
        return False
    if paragraph.bold and not line.bold and not runs_on:
        return False
    hanging = paragraph.first.x0
    if paragraph.first.mark and line.x0 < hanging - 0.7 * line.size and not runs_on:
        return False
    # The lines of a title may end anywhere.
    if runs_on or line.size > 1.15 * body:
        return True
    if line.x0 > above.x0 + 0.8 * line.size and not above.mark and not line.bold:
        return not TERMINAL.search(above.words[-1].text) and not _had_room(above, line)
    return not _had_room(above, line)


def _had_room(above: TextLine, line: TextLine) -> bool:
    """Whether the first word of a line would have fitted into the line above, which therefore ends on purpose."""
    first = line.words[0]
    start = first.text_x0 if first.mark else first.x0
    return above.x1 + 0.2 * line.size + (first.x1 - start) < above.end - 0.1 * line.size


def _with_key_figures(elements: list[Element]) -> list[Element]:
    """The elements, a figure in large type put together with the words right below it that say what it counts."""
    found: list[Element] = []
    for element in elements:
        before = found[-1] if found else None
        if isinstance(element, Paragraph) and isinstance(before, Paragraph) and _labels(before, element):
            before.lines += element.lines
        else:
            found.append(element)
    return found


_FIGURE = re.compile(r"(?:US\$|[A-Z]{3}\s|[$€£])?\s?\d[\d.,\s]*(?:%|[MKBmk]|million|billion)?$", re.IGNORECASE)


def _labels(number: Paragraph, label: Paragraph) -> bool:
    above, line = number.last, label.first
    if len(number.lines) > 1 or not _FIGURE.match(" ".join(w.text for w in number.words)) or line.mark:
        return False
    near = 0 < line.base - above.base < 2 * above.size and number.lines[0][0] == label.lines[0][0]
    return (
        near and above.size > 1.25 * line.size and bool(_LETTERS.search(line.words[0].text)) and len(label.words) < 25
    )


def _rank_headings(paragraphs: Sequence[Paragraph], body: float) -> None:
    """Give headings their level by size, weight and capitals: the largest are the outermost."""
    styles: dict[int, tuple[float, bool, bool]] = {}
    for i, paragraph in enumerate(paragraphs):
        if _is_heading(paragraph, body):
            text = " ".join(w.text for w in paragraph.words)
            styles[i] = (round(paragraph.first.size * 2) / 2, paragraph.bold, text.isupper())
    ranks = sorted(set(styles.values()), reverse=True)
    for i, style in styles.items():
        paragraphs[i].heading = min(ranks.index(style) + 1, 6)


def _is_heading(paragraph: Paragraph, body: float) -> bool:
    words = paragraph.words
    text = " ".join(w.text for w in words)
    mark = paragraph.first.mark
    if (
        len(_LETTERS.findall(text)) < 3
        or len(words) > _MOST_HEADING_WORDS
        or (mark and not mark[:-1].strip("(").isalnum())
    ):
        return False
    sizes = [w.size for w in words]
    if text[-1] in ".,;:" or _FIGURE.match(text) or "@" in text or max(sizes) > 1.2 * min(sizes):
        return False
    return paragraph.first.size > 1.1 * body or (
        paragraph.bold and len(words) <= 12 and paragraph.first.size > 0.9 * body
    )


def _nest(elements: Sequence[Element]) -> None:
    """Give items, and paragraphs that stand below them, their depth in the list."""
    levels: list[float] = []
    for element in elements:
        if isinstance(element, PlacedGrid) or element.heading:
            levels = []
            continue
        first = element.first
        if not first.mark:
            at = first.x0 - first.left
            while levels and at < levels[-1] + 0.6 * first.size:
                levels.pop()
            element.depth = len(levels)
            continue
        at = first.words[0].x0 - first.left
        while levels and at < levels[-1] - 0.5 * first.size:
            levels.pop()
        if not levels or at > levels[-1] + 0.5 * first.size:
            levels.append(at)
        element.depth = len(levels)
