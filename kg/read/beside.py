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
_GAP = re.compile(rf"(?<=\S) {{{_GUTTER},}}(?=\S)")
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
_HEADING = 2  # lines
_PARTS = 6  # of a region that are looked at by themselves, at most
_DEPTH = 3  # columns less one, at most
_INDENT = 24  # spaces before what stands in the second column alone
_MOSTLY = 0.5  # share of lines with words on both sides, at least
_GAPS = 3  # of a line, in which a gutter is looked for
# A sidebar: so many entries at least that begin beside the middle of a sentence, or hold a number over its label.
_ENTRIES = 3
_CELLS = 0.3  # share of lines of either side, at most, that have gaps as the rows of a table do
_NUMBER_OVER = re.compile(r"\W{0,4}[A-Z]{0,3}\$?\s?\d[\d.,]*\s?(?:%|[MKB]|million|billion|[a-z]{1,5})?$")  # `1,320 mt`
_OPEN = re.compile(r"(?:[,&/–-]|\b(?:and|of|the|or|in|to|for|with|by))$")
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
        prose = next((part for r in regions for part in _parts(r) if _is_prose(*part.columns())), None)
        if prose is not None:
            # The first lines of the second column may stand above the first one.
            while found and len(found[-1]) - len(found[-1].lstrip()) >= prose.right > 0:
                prose.lines.insert(0, found.pop())
            for column in prose.columns():
                found += [*_unwoven(_closed(column), depth - 1), ""]
            i += len(prose.lines)
        elif ragged := _ragged(lines, i) if depth and regions else None:
            end, left, right = ragged
            found += [*left, "", *right, ""]
            i = end
        else:
            # Lines that no columns of prose begin with are not tried again.
            end = i + min((len(r.lines) for r in regions), default=1)
            found += lines[i:end]
            i = end
    return found


def _ragged(lines: Sequence[str], start: int) -> tuple[int, list[str], list[str]] | None:
    """Columns whose gap stands elsewhere in each line: the line behind them and what stands on either side."""
    left: list[str] = []
    right: list[str] = []
    end = start
    for i in range(start, min(start + _PAGE, len(lines))):
        line = lines[i].rstrip()
        parts = _GAP.split(line.strip())
        if len(parts) > 2 or (not line and not lines[i - 1].strip()):
            break
        if not line:
            continue
        behind = len(parts) == 1 and len(line) - len(line.lstrip()) >= _INDENT
        above = next((x for x in reversed(left) if x), "")
        if len(parts) == 1 and not behind and not lines[i - 1].strip() and _END.search(above):
            break  # a heading over what follows
        left.append("" if behind else parts[0])
        right.append(parts[-1] if behind or len(parts) > 1 else "")
        if len(parts) > 1 or behind or not _END.search(above):
            end = i + 1
    count = sum(1 for line in lines[start:end] if line.strip())
    left, right = left[:count], right[:count]
    beside = sum(bool(a and b) for a, b in zip(left, right, strict=True))
    if beside < _LINES or beside < _MOSTLY * count:
        return None
    # What fills its line on either side goes on below; names and numbers of a table do not.
    flows = _flow(left), _flow(right)
    prose = all(f.width >= _WIDTH and f.figures <= _FEW_FIGURES and f.going >= _GOES_ON for f in flows)
    return (end, [x for x in left if x], [x for x in right if x]) if prose else None


def _closed(column: Sequence[str]) -> list[str]:
    """A column without the blank lines within its sentences, beside which stood lines of the other column."""
    found: list[str] = []
    for i, line in enumerate(column):
        if not line.strip() and found and i + 1 < len(column):
            above, below = found[-1].strip(), column[i + 1].strip()
            if above and not _END.search(above) and (below[:1].islower() or (below and _OPEN.search(above))):
                continue
        found.append(line)
    return found


def _regions(lines: Sequence[str], start: int) -> Iterator[_Region]:
    """The regions of columns that begin with a line, one for each of its first gaps."""
    for gap in islice(_GAP.finditer(lines[start]), _GAPS):
        region = _Region(gap.start(), gap.end())
        for i in range(start, min(start + _PAGE, len(lines))):
            if not region.takes(lines[i]):
                break
        _cut(region, lines[start + len(region.lines) :])
        yield region


def _parts(region: _Region) -> Iterator[_Region]:
    """A region, and what of it stands above each of its last blank lines: a table may follow its columns."""
    yield region
    blank = [i for i, line in enumerate(region.lines) if not line.strip()]
    for end in blank[: -_PARTS - 1 : -1]:
        if end >= _LINES and region.lines[end - 1].strip():
            yield _Region(region.left, region.right, region.lines[:end])


def _cut(region: _Region, after: Sequence[str]) -> None:
    """Leave out the blank lines at the end of a region, and the heading of a line below it that crosses its strip."""
    if after and after[0].strip() and "" in [line.strip() for line in region.lines]:
        last = max(i for i, line in enumerate(region.lines) if not line.strip())
        heading = region.lines[last + 1 :]
        if len(heading) <= _HEADING and not any(_GAP.search(line.strip()) or _END.search(line) for line in heading):
            del region.lines[last:]
    while region.lines and not region.lines[-1].strip():
        region.lines.pop()


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
    if prose and beside >= _MANY and _alone(left, right) >= _OWN and _alone(right, left) >= _OWN:
        return True
    columns = (left, right), (right, left)
    return any(
        wide[i] and flows[i].going >= _GOES_ON and _is_sidebar(other, text) for i, (text, other) in enumerate(columns)
    )


def _is_sidebar(column: Sequence[str], prose: Sequence[str]) -> bool:
    """Whether a column beside running text has entries of its own, which begin beside the middle of a sentence.

    The cells of a table begin beside the first word of one, each of which has cells beside it.
    """
    column, prose = [line.strip() for line in column], [line.strip() for line in prose]
    gaps = sum(bool(_GAP.search(line)) for line in (*column, *prose))
    if gaps > _CELLS * sum(map(bool, column)):
        return False
    width = max(map(len, prose))
    own = level = free = 0
    for (before, entry), (above, text) in zip(pairwise(column), pairwise(prose), strict=True):
        if not text:
            continue
        goes_on = bool(above) and not _END.search(above)
        first = text.split()[0]
        # What begins with a number goes on where the line above has no room for it.
        inside = goes_on and (first[0].islower() or (first[0].isdigit() and len(above) + len(first) >= width))
        over = _NUMBER_OVER.match(before)
        begins = bool(entry) and bool(not before or over or not (entry[0].islower() or _OPEN.search(before)))
        own += begins and inside and bool(before)
        level += begins and not inside
        free += not entry and not goes_on
    own += sum(bool(_NUMBER_OVER.match(a) and b[:1].isalpha()) for a, b in pairwise(column))
    return own >= _ENTRIES and (own > level or free >= _OWN)


def _alone(column: Sequence[str], other: Sequence[str]) -> int:
    """How often a column has lines beside a gap of the other one, above the end of both.

    The rows of a table begin side by side; sections of a page leave gaps where they end.
    """
    gaps = [bool(a.strip()) and not b.strip() for a, b in zip(column, other, strict=True)]
    last = max(i for i, (a, b) in enumerate(zip(column, other, strict=True)) if a.strip() and b.strip())
    return sum(gap and not before for before, gap in pairwise([False, *gaps[:last]]))
