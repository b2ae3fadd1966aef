"""Sentences that lines of another column cut in two: put together again before the lines are read.

A converter that goes down a page by its lines writes those of a sidebar between the lines of the text beside it, and
the rest of a sentence that goes on in the next column behind whatever stands there. Each is told by a line that cannot
end where it ends and by another that cannot begin where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.read.boxes import NUMBER_ONLY
from kg.read.headings import OPEN_END, OPENS_SENTENCE, is_in_capitals
from kg.read.lines import TERMINAL, bullet

_WIDE = 50  # characters of a line of text beside a sidebar, at least
_NARROW = 0.75  # of such a line is the longest of a sidebar
_ROOM = 0.9  # of it, up to where the next word of a line would have stood
_BETWEEN = 8  # lines of a sidebar that cut a sentence, at most
_FARTHEST = 40  # lines between the two parts of a sentence that another column parts, at most
_REST = 6  # lines of its second part, at most
_COLUMN = 30  # characters of the line that is cut and of the first one of its rest, at least
_TITLE = 8  # words of a title, at most
_ENDS_OPEN = re.compile(r"\b\w+$")
_CELLS = re.compile(r"\S {2,}\S")  # blanks as between the cells of a table
_SENTENCE = re.compile(r"[a-z)]\. [A-Z]")


@dataclass(slots=True)
class _Line:
    """A line that holds anything."""

    text: str
    blank: int  # lines before it that hold nothing

    @property
    def lower(self) -> bool:
        return self.text[0].islower() and not bullet(self.text)[0]

    @property
    def open(self) -> bool:
        """Whether it ends in a word that another must follow."""
        return bool(OPEN_END.search(self.text)) and bool(_ENDS_OPEN.search(self.text))

    @property
    def running(self) -> bool:
        """Whether it may be a line of running text as wide as a column, and no row of a table."""
        return len(self.text) >= _COLUMN and "|" not in self.text and not _CELLS.search(self.text)


def unwoven(text: str) -> str:
    """A text with the parts of such sentences one below the other; another text stays as it is."""
    pages = [_page(page) for page in text.split("\f")]
    return "\f".join(pages)


def _page(page: str) -> str:
    raw = page.split("\n")
    lines: list[_Line] = []
    ends: list[str] = []
    blank = 0
    for line in raw:
        if line.strip():
            lines.append(_Line(line.strip(), blank))
            ends.append(line)
            blank = 0
        else:
            blank += 1
    order = list(range(len(lines)))
    moved, bared = _without_sidebars(lines, order)
    moved |= _with_rests(lines, order, bared)
    if not moved:
        return page
    found: list[str] = []
    for place, i in enumerate(order):
        # What was moved stands below its line as the lines of this text do.
        gap = min(lines[i].blank, 1) if i in moved else lines[i].blank
        after_moved = place and order[place - 1] in moved and i not in moved
        found += [""] * (max(gap, 1) if after_moved else gap)
        found.append(ends[i])
    return "\n".join([*found, *([""] * blank)])


def _without_sidebars(lines: Sequence[_Line], order: list[int]) -> tuple[set[int], set[int]]:
    """Put the lines of a sentence that a sidebar cuts above those of the sidebar.

    Returns:
        The lines that were moved, and those of sidebars that cut a sentence first.
    """
    moved: set[int] = set()
    bared: set[int] = set()
    place = 0
    while place < len(order) - 2:
        i = order[place]
        line = lines[i]
        if len(line.text) >= _WIDE and not TERMINAL.search(line.text) and (i in moved or _is_text(lines, i)):
            rest = _rest_behind(lines, order, place, chained=i in moved)
            if rest is not None:
                if i not in moved:
                    bared.add(order[place + 1])
                moved.add(order[rest])
                order.insert(place + 1, order.pop(rest))
        place += 1
    return moved, bared


def _is_text(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line is one of running text: it opens an item, holds the end of a sentence, or is below one."""
    text = lines[i].text
    if not lines[i].running:
        return False
    above = lines[i - 1].text if i else ""
    wide = len(above) >= _NARROW * len(text) and (lines[i].lower or not TERMINAL.search(above))
    return bool(bullet(text)[0]) or bool(_SENTENCE.search(text)) or wide


def _rest_behind(lines: Sequence[_Line], order: Sequence[int], place: int, *, chained: bool) -> int | None:
    """Where the next line of a sentence stands, if lines of a sidebar stand before it."""
    line = lines[order[place]]
    width = len(line.text)
    if lines[order[place + 1]].lower:
        return None
    for at in range(place + 1, min(place + 2 + _BETWEEN, len(order))):
        other = lines[order[at]]
        if bullet(other.text)[0]:
            return None
        wide = len(other.text) >= _NARROW * width
        last = lines[order[at - 1]].text
        # A line goes on in the one above it of its own column, unless that had room for its first word.
        room = len(last) + 1 + len(other.text.split()[0]) < _ROOM * width
        if at > place + 1 and other.lower and room and (wide or (chained and TERMINAL.search(other.text))):
            return at
        if wide:
            return None
    return None


def _with_rests(lines: Sequence[_Line], order: list[int], bared: Collection[int]) -> set[int]:
    """Put the rest of a sentence behind its beginning, where each of both is the only one far and wide.

    The first line of a sidebar that cut a sentence is the rest of what was cut above in the sidebar.
    """
    begun = [p for p in range(len(order) - 1) if _is_cut(lines, order, p)]
    moved: set[int] = set()
    if not begun:
        return moved
    rests = [p for p in range(len(order)) if order[p] in bared or _is_rest(lines, order, p)]
    for first in reversed(begun):
        near = [p for p in rests if 0 < abs(p - first) <= _FARTHEST and p != first + 1]
        rivals = [p for p in begun if p != first and any(abs(p - r) <= _FARTHEST for r in near)]
        if len(near) != 1 or rivals:
            continue
        own = range(near[0], near[0] + 1) if order[near[0]] in bared else _paragraph(lines, order, near[0])
        part = [order[p] for p in own]
        moved |= set(part)
        anchor = order[first]
        kept = [i for i in order if i not in part]
        at = kept.index(anchor) + 1
        order[:] = [*kept[:at], *part, *kept[at:]]
        break  # places have changed
    return moved


def _is_cut(lines: Sequence[_Line], order: Sequence[int], place: int) -> bool:
    """Whether a line ends in the midst of a sentence and the next one begins something else."""
    line, below = lines[order[place]], lines[order[place + 1]]
    if not (line.running and line.open) or is_in_capitals(line.text) or below.lower:
        return False
    titled = is_in_capitals(below.text) and len(below.text.split()) > 1 and not any(map(str.isdigit, below.text))
    return bool(bullet(below.text)[0]) or bool(OPENS_SENTENCE.match(below.text)) or titled


def _is_rest(lines: Sequence[_Line], order: Sequence[int], place: int) -> bool:
    """Whether a line goes on with a sentence that does not stand above it."""
    line = lines[order[place]]
    if not (line.lower and line.running):
        return False
    if not place:
        return True
    above = lines[order[place - 1]].text
    title = is_in_capitals(above) or (line.blank and above[0].isupper() and len(above.split()) <= _TITLE)
    return bool(TERMINAL.search(above)) or (bool(title) and not OPEN_END.search(above) and not NUMBER_ONLY.match(above))


def _paragraph(lines: Sequence[_Line], order: Sequence[int], place: int) -> range:
    """The places of the lines of a paragraph from one on."""
    end = place + 1
    usual = lines[order[place]].blank if place else 0
    while end < min(place + _REST, len(order)):
        above, line = lines[order[end - 1]], lines[order[end]]
        if bullet(line.text)[0] or is_in_capitals(line.text) or line.blank > max(0, min(usual, 1)):
            break
        if TERMINAL.search(above.text) and (line.blank or OPENS_SENTENCE.match(line.text)):
            break
        end += 1
    return range(place, end)
