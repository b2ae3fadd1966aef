"""Lines of a text with their offsets, and which stretches of a line are words and which are markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

TERMINAL = re.compile(r"[.!?;:]['\"”’)\]]*$")
# Marks that dress a line without being words of it; link targets go, link texts stay.
_MARKUP = re.compile(
    r"\*\*|__|\]\([^)\s]*\)|\[(?=[^\]\[]*\]\()|</?(?:b|i|u|em|strong|sup|sub|br|p|span)\s*/?>", re.IGNORECASE
)
# `# of people reached` counts something and is no heading.
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)(?!(?<=^#\s)[a-z])")
# A figure with the words that say what it counts (`8.9M people in need`), after a label or not.
_FIGURE = re.compile(
    r"(?:[A-Z][^:|]{2,60}:\s*)?(?:[A-Z]{2,3}\$?|[$€£])?\s?\d[\d.,]*\s?(?:%|[MKB]\b|million|billion)?\s+\(?[A-Za-z]"
)
_MOST_FIGURE_WORDS = 12
_CLOSE = 0.15  # share of lines right below another, at most, where a blank line stands between any two
_INNER = 3  # lines that go on in the middle of a sentence, at least, by which that is told
_MOST = 0.8  # share of them, at least, with a blank line before them
_BULLET = re.compile(
    # The last are the bullets of symbol fonts, which have no characters of their own.
    r"(?P<mark>[■•▪●◦‣⁃∙·➢✓❖►▶\uf000-\uf0ff]|[-–—*+o](?=\s))\s*|(?P<number>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its indentation, mark and line end; `pieces` are its stretches of words."""

    begin: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]
    indent: int
    gap: int  # blank lines before it
    heading: int = 0  # level of a `#` heading
    bullet: str = ""  # the mark that opens it
    strong: bool = False  # wholly in bold marks
    new_page: bool = False
    alone: bool = False  # known to be no heading and no part of a longer paragraph
    loosened: bool = False  # a blank line before it is not counted in `gap`

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())


def split_lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold anything."""
    gap, new_page = 0, True
    for match in re.finditer(r"[^\n\f]*(\n|\f|$)", text):
        raw, begin = match.group().rstrip("\n\f"), match.start()
        stripped = raw.strip()
        if stripped:
            yield from _figures(raw, begin, gap, new_page) or (_line(raw, begin, gap, new_page),)
            gap, new_page = 0, False
        elif match.end() > begin:
            gap += 1
        new_page = new_page or match.group().endswith("\f")


def goes_on_inside(before: Line, line: Line) -> bool:
    """Whether a line goes on in the middle of a sentence of the line before it, by its small letter."""
    return line.text[:1].islower() and not TERMINAL.search(before.text)


def evenly_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a report without the blank line that some converters write behind every line."""
    pairs = list(pairwise(lines))
    close = sum(not line.gap for _, line in pairs)
    inner = [line.gap for before, line in pairs if goes_on_inside(before, line)]
    if close > _CLOSE * len(lines) or len(inner) < _INNER or sum(gap > 0 for gap in inner) < _MOST * len(inner):
        return lines
    return [replace(line, gap=line.gap - 1, loosened=True) if line.gap else line for line in lines]


def _figures(raw: str, begin: int, gap: int, new_page: bool) -> list[Line]:
    """The figures of a line that parts them by bars, each as a line of its own; empty where it is none.

    What one says of its number (`targeted`) would else be taken for its neighbour's.
    """
    if "|" not in raw or "\t" in raw:
        return []
    parts = [m for m in re.finditer(r"[^|]+", raw) if m.group().strip()]
    if len(parts) < 2 or not all(
        _FIGURE.match(m.group().strip()) and len(m.group().split()) <= _MOST_FIGURE_WORDS for m in parts
    ):
        return []
    return [
        replace(_line(m.group(), begin + m.start(), 1 if i else gap, new_page and not i), alone=True)
        for i, m in enumerate(parts)
    ]


def bullet(words: str) -> tuple[str, int]:
    """The mark that opens a list item, and how many characters it takes; an empty mark where there is none."""
    found = _BULLET.match(words) if "\t" not in words else None
    return (found.group("mark") or found.group("number"), found.end()) if found else ("", 0)


def _line(raw: str, begin: int, gap: int, new_page: bool) -> Line:
    stripped = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    start, end = begin + indent, begin + len(raw.rstrip())
    strong = len(stripped) > 4 and stripped.startswith("**") and stripped.endswith("**") and "**" not in stripped[2:-2]
    level, mark = 0, ""
    if found := _HEADING.match(stripped):
        level, start = len(found.group(1)), start + found.end()
    else:
        mark, taken = bullet(stripped)
        start += taken
    pieces = tuple(_pieces(raw, begin, start, end))
    words = "".join(raw[b - begin : e - begin] for b, e in pieces)
    return Line(start, end, words.strip(), pieces, indent, gap, level, mark, strong, new_page)


def _pieces(raw: str, origin: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _MARKUP.finditer(raw, start - origin):
        if mark.start() + origin > at:
            yield at, mark.start() + origin
        at = max(at, mark.end() + origin)
    if at < end:
        yield at, end
