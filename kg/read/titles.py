"""Titles that no blank line parts from the title above or from the points of a list before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.headings import LONG_LINE, OPEN_END, has_words_alone, is_titled
from kg.read.lines import Line

PART_LEVEL = 4
"""The level of a title that stands below another."""
_TITLE_LEVEL = 3
_TITLE_WORDS = 7  # of a title right above the points of a list or above another title, at most
_NAME_WORDS = 6  # of one between the points of two lists


def close_titles(lines: Sequence[Line]) -> dict[int, int]:
    """The titles by their line, each with its level.

    A second title right over text (`Health`, `Summary of the response`, then sentences), and one between the points of
    two lists (`Catholic Relief Services`).
    """
    found: dict[int, int] = {}
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


def _may_title(line: Line) -> bool:
    """Whether a line may be a title by itself: a few words and no number, which open with a capital."""
    plain = not (line.bullet or line.alone or line.indent) and 0 < line.words <= _TITLE_WORDS
    return plain and line.text[0].isupper() and has_words_alone(line.text) and not re.search(r"\d|:$", line.text)


def _is_over(line: Line, below: Line) -> bool:
    """Whether a title stands right over a sentence or a point."""
    if OPEN_END.search(line.text):
        return False
    return bool(below.bullet) or (len(below.text) >= LONG_LINE and not below.text[0].islower())
