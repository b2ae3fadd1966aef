"""Columns of running text that a converter left side by side: read one after the other, as a person does.

`pdftotext -layout` and the like keep a page as it looks, so that each line holds a line of every column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from statistics import median

_GUTTER = 3  # spaces between columns, at least
_GAP = re.compile(rf"(?<=\S)[ \u00a0]{{{_GUTTER},}}(?=\S)")
_LINES = 4  # that have words on both sides, at least
_WIDTH = 25  # characters of the middle line of a column of prose
_GOES_ON = 0.35  # share of lines of prose, at least, that go on in the middle of a sentence
_MANY = 10  # lines with words on both sides, among which headings and lists may be
_SOME = 0.2  # share of so many lines that go on with a small letter, on average of both sides
_END = re.compile(r"[.!?:;]\s*$")
_FIGURES = re.compile(r"[^A-Za-z]*$")
_DEPTH = 3  # columns less one, at most
_GAPS = 3  # of a line, in which a gutter is looked for
_PAGE = 200  # lines of a region at most, so that long tables take no longer than their lines


def one_after_the_other(text: str) -> str:
    """A text with its columns of prose in order; tables, and texts without columns, stay as they are."""
    return "\f".join("\n".join(_unwoven(page.split("\n"), _DEPTH)) for page in text.split("\f"))


@dataclass
class _Region:
    """Consecutive lines that leave a strip of spaces free from top to bottom."""

    left: int  # the strip's first column and the one behind its last
    right: int
    lines: list[str] = field(default_factory=list)

    def takes(self, line: str) -> bool:
        """Add a line, and narrow the strip to what it leaves free; whether it leaves enough."""
        strip = next(iter(_free(line, self.left, self.right)), None)
        if strip is None:
            return False
        self.left, self.right = strip
        self.lines.append(line)
        return True

    def columns(self) -> tuple[list[str], list[str]]:
        """What stands on either side, line by line."""
        return [x[: self.left].rstrip() for x in self.lines], [x[self.left :].strip() for x in self.lines]


def _unwoven(lines: Sequence[str], depth: int) -> list[str]:
    found: list[str] = []
    i = 0
    while i < len(lines):
        regions = list(_regions(lines, i)) if depth else []
        prose = next((r for r in regions if _is_prose(*r.columns())), None)
        if prose is not None:
            for column in prose.columns():
                found += [*_unwoven(column, depth - 1), ""]
            i += len(prose.lines)
        else:
            # Lines that no columns of prose begin with are not tried again.
            end = i + min((len(r.lines) for r in regions), default=1)
            found += lines[i:end]
            i = end
    return found


def _regions(lines: Sequence[str], start: int) -> Iterator[_Region]:
    """The regions of columns that begin with a line, one for each of its first gaps."""
    for gap in islice(_GAP.finditer(lines[start]), _GAPS):
        region = _Region(gap.start(), gap.end())
        for i in range(start, min(start + _PAGE, len(lines))):
            if not region.takes(lines[i]):
                break
        while not region.lines[-1].strip():
            region.lines.pop()
        yield region


def _free(line: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The parts of a strip that a line leaves free, wide enough for a gutter."""
    end = len(line.rstrip())
    begin = len(line) - len(line.lstrip())
    if end <= left or begin >= right:
        yield left, right
    elif begin >= left + _GUTTER:
        yield left, begin
    elif end <= right - _GUTTER:
        yield end, right
    else:
        for gap in _GAP.finditer(line):
            strip = max(left, gap.start()), min(right, gap.end())
            if strip[1] - strip[0] >= _GUTTER:
                yield strip


def _is_prose(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both sides are running text, which no columns of a table are."""
    beside = sum(bool(a.strip() and b.strip()) for a, b in zip(left, right, strict=True))
    if beside < _LINES:
        return False
    shares: list[float] = []
    for column in (left, right):
        words = [line.strip() for line in column if line.strip()]
        if median(map(len, words)) < _WIDTH or sum(bool(_FIGURES.match(w)) for w in words) > len(words) / 5:
            return False
        pairs = [(a.strip(), b.strip()) for a, b in pairwise(column) if a.strip() and b.strip()]
        open_pairs = [(a, b) for a, b in pairs if not _END.search(a)]
        width = max(map(len, words))
        # What begins with a capital or a number goes on where the line above has no room for it.
        going = sum(b[0].islower() or len(a) + len(b.split()[0]) >= width for a, b in open_pairs)
        if not pairs or going < _GOES_ON * len(pairs):
            return False
        shares.append(sum(b[0].islower() for _, b in open_pairs) / len(pairs))
    return min(shares) >= _GOES_ON or (beside >= _MANY and sum(shares) / 2 >= _SOME)
