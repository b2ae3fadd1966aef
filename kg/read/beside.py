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
_FEW_FIGURES = 0.2  # share of lines without letters, at most
_GOES_ON_MORE = 0.45  # as _GOES_ON, where the other column is no prose
_OWN = 2  # gaps of either column beside lines of the other, at least, if one of them is no prose
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


@dataclass(frozen=True)
class _Flow:
    """How the lines of a column go on in each other."""

    width: float  # characters of the middle line
    figures: float  # share of lines without letters
    going: float  # share of lines that the next one goes on with
    small: float  # the same, where it begins with a small letter


def _flow(column: Sequence[str]) -> _Flow:
    words = [line.strip() for line in column if line.strip()]
    width = max(map(len, words))
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(column) if a.strip() and b.strip()]
    unended = [(a, b) for a, b in pairs if not _END.search(a)]
    # What begins with a capital or a number goes on where the line above has no room for it.
    going = sum(b[0].islower() or len(a) + len(b.split()[0]) >= width for a, b in unended)
    return _Flow(
        median(map(len, words)),
        sum(bool(_FIGURES.match(w)) for w in words) / len(words),
        going / max(1, len(pairs)),
        sum(b[0].islower() for _, b in unended) / max(1, len(pairs)),
    )


def _is_prose(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both sides are running text, which no columns of a table are, or sections of a sheet."""
    beside = sum(bool(a.strip() and b.strip()) for a, b in zip(left, right, strict=True))
    if beside < _LINES:
        return False
    flows = _flow(left), _flow(right)
    wide = [f.width >= _WIDTH and f.figures <= _FEW_FIGURES for f in flows]
    if all(wide) and all(f.going >= _GOES_ON for f in flows):
        share = sum(f.small for f in flows) / 2
        return all(f.small >= _GOES_ON for f in flows) or (beside >= _MANY and share >= _SOME)
    prose = any(w and f.going >= _GOES_ON_MORE and f.small >= _SOME for w, f in zip(wide, flows, strict=True))
    return prose and beside >= _MANY and _alone(left, right) >= _OWN and _alone(right, left) >= _OWN


def _alone(column: Sequence[str], other: Sequence[str]) -> int:
    """How often a column has lines beside a gap of the other one, above the end of both.

    The rows of a table begin side by side; sections of a page leave gaps where they end.
    """
    gaps = [bool(a.strip()) and not b.strip() for a, b in zip(column, other, strict=True)]
    last = max(i for i, (a, b) in enumerate(zip(column, other, strict=True)) if a.strip() and b.strip())
    return sum(gap and not before for before, gap in pairwise([False, *gaps[:last]]))
