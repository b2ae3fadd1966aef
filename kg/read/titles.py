"""Titles that no blank line parts from the title above or from the points of a list before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.read.boxes import NUMBER_ONLY
from kg.read.headings import LONG_LINE, OPEN_END, has_words_alone, is_titled
from kg.read.lines import TERMINAL, Line

PART_LEVEL = 4
"""The level of a title that stands below another."""
_TITLE_LEVEL = 3
_TITLE_WORDS = 7  # of a title right above the points of a list or above another title, at most
_NUMBERED_WORDS = 12  # of one with a number before it
_NUMBER = re.compile(
    r"(?:(?:Section|Part|Chapter)\s+)?\d{1,2}(?:[.:]|(?:\.\d{1,2})+\.?)\s+(?P<words>[A-Z][^\d.]{3,90})$"
)
# A text of so many lines and of no larger share of blank ones parts nothing by them.
_TEXT, _SPACED = 20, 0.1
_STACKED = 2  # lines of titles above another, at most
_NEAR = 6  # lines below a title by which the width of its column is told
_FULL, _SHORT = 0.6, 0.7  # of that width the line below a title has at least, and a title at most
_NAME_WORDS = 6  # of one between the points of two lists
_FIELD = re.compile(r"[A-Z][^\d:.;]{2,40}:\s*\d[\d.,]*(?:\s[a-z]+)?")  # a line of a box: `People reached: 9,480`


def close_titles(lines: Sequence[Line]) -> dict[int, int]:
    """The titles by their line, each with its level.

    A second title right over text (`Health`, `Summary of the response`, then sentences), and one between the points of
    two lists (`Catholic Relief Services`).
    """
    found: dict[int, int] = _unspaced(lines)
    for i, line in enumerate(lines[:-1]):
        above, below = lines[i - 1] if i else None, lines[i + 1]
        if line.gap or above is None or below.gap > 1 or not _may_title(line):
            continue
        words = line.text.split()
        if above.bullet:
            parted = below.bullet and not OPEN_END.search(above.text)
            if parted and len(words) > 1 and is_titled(words, _NAME_WORDS):
                found[i] = PART_LEVEL
        elif (above.gap or i == 1) and _may_title(above) and _is_over(line, below):
            found.setdefault(i - 1, _TITLE_LEVEL)
            found[i] = PART_LEVEL
    return found


def _unspaced(lines: Sequence[Line]) -> dict[int, int]:
    """The titles of a text without blank lines: few words between the end of a sentence and the first line of text."""
    if len(lines) < _TEXT or sum(bool(line.gap) for line in lines) > _SPACED * len(lines):
        return {}
    found: dict[int, int] = {}
    for i, (line, below) in enumerate(pairwise(lines)):
        if line.gap or OPEN_END.search(line.text):
            continue
        first, titles = i, _may_title(line) and (_is_above_text(lines, i) or bool(_FIELD.fullmatch(below.text)))
        while titles and first and i - first < _STACKED and _may_go_above(lines[first - 1]):
            first -= 1  # a title over two lines, below one of its own
        ended = first > 0 and (_has_ended(lines, first - 1) or first - 1 in found)
        if ended and not below.gap and (titles or _is_numbered(line)):
            found[i] = PART_LEVEL if first < i or i - 1 in found else _TITLE_LEVEL
            for above in range(first, i):
                found.setdefault(above, _TITLE_LEVEL if above == first else PART_LEVEL)
    return found


def _may_go_above(line: Line) -> bool:
    """Whether a line may be a title over another one."""
    return not TERMINAL.search(line.text) and _may_title(line)


def _has_ended(lines: Sequence[Line], index: int) -> bool:
    """Whether what stands above a title ends with a line: a sentence, or the last cell of a table."""
    line = lines[index]
    if TERMINAL.search(line.text):
        return True
    return index > 0 and all(NUMBER_ONLY.match(near.text) for near in (line, lines[index - 1]))


def _is_above_text(lines: Sequence[Line], index: int) -> bool:
    """Whether the line below a title opens a point, or text that fills its column more than the title does."""
    line, below = lines[index], lines[index + 1]
    width = max(len(near.text) for near in lines[index + 1 : index + _NEAR])
    opens = below.text[:1].isupper() and len(below.text) >= _FULL * width
    return len(line.text) <= _SHORT * width and (bool(below.bullet) or opens)


def _is_numbered(line: Line) -> bool:
    """Whether a line is a title with its number: `2.1 Food assistance`, `3. Outcome area: education`."""
    number = _NUMBER.match(f"{line.bullet} {line.text}" if line.bullet else line.text)
    if number is None or line.alone:
        return False
    words = number.group("words").split()
    return is_titled(words, _NUMBERED_WORDS) and has_words_alone(number.group("words"))


def _may_title(line: Line) -> bool:
    """Whether a line may be a title by itself: a few words and no number, which open with a capital."""
    plain = not (line.bullet or line.alone or line.indent) and 0 < line.words <= _TITLE_WORDS
    return plain and line.text[0].isupper() and has_words_alone(line.text) and not re.search(r"\d|:$", line.text)


def _is_over(line: Line, below: Line) -> bool:
    """Whether a title stands right over a sentence or a point."""
    if OPEN_END.search(line.text):
        return False
    return bool(below.bullet) or (len(below.text) >= LONG_LINE and not below.text[0].islower())
