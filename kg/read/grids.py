"""Tables that stand in plain text: tab-separated rows, and pipe tables with a rule below the header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, BlockKind, Cell, Table
from kg.read.lines import Line

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_NUMERIC = re.compile(
    r"[<(]?(?:US\$|[$€£])?\s?[-–]?\d[\d.,’' \u00a0]*\s?(?:%|[MK])?\)?$|unknown$|n/?a$|[-–—]$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


def find_grids(text: str, lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The tables among the lines, and the lines that are left."""
    tables: list[Block] = []
    rest: list[Line] = []
    i = 0
    while i < len(lines):
        end = _tab_run(lines, i) or _pipe_run(lines, i) or _space_run(lines, i)
        if end:
            tables.append(_grid(text, lines[i:end]))
            i = end
        else:
            rest.append(lines[i])
            i += 1
    return tables, rest


def _tab_run(lines: Sequence[Line], start: int) -> int:
    if "\t" not in lines[start].text:
        return 0
    end = start + 1
    width = lines[start].text.count("\t")
    while end < len(lines) and "\t" in lines[end].text and (lines[end].gap < 2 or lines[end].text.count("\t") == width):
        if lines[end].gap and lines[end].text.count("\t") != width:
            break
        # A row without numbers after a gap opens a table of its own.
        if lines[end].gap and not any(_NUMERIC.match(c.strip()) for c in lines[end].text.split("\t")):
            break
        end += 1
    return end if end - start > 1 else 0


def _pipe_run(lines: Sequence[Line], start: int) -> int:
    if start + 1 >= len(lines) or "|" not in lines[start].text or not _RULE.match(lines[start + 1].text):
        return 0
    end = start + 2
    while end < len(lines) and "|" in lines[end].text and lines[end].gap == 0:
        end += 1
    return end


_GAP = re.compile(r" {2,}|\u00a0{2,}")


def _space_run(lines: Sequence[Line], start: int) -> int:
    """Rows whose columns are set apart by runs of spaces: at least two rows of numbers under one header."""
    width = len(_GAP.split(lines[start].text))
    if width < 3 or len(lines[start].text) > 200:
        return 0
    end = start + 1
    while end < len(lines) and lines[end].gap == 0 and len(_GAP.split(lines[end].text)) == width:
        end += 1
    numeric = [
        line
        for line in lines[start:end]
        if sum(bool(_NUMERIC.match(c.strip())) for c in _GAP.split(line.text)) >= width - 1
    ]
    return end if len(numeric) >= 2 else 0


def _grid(text: str, lines: Sequence[Line]) -> Block:
    rows = [_cells(text, line) for line in lines if not _RULE.match(line.text)]
    header: tuple[Cell, ...] = ()
    if names_columns([[cell.text for cell in row] for row in rows]):
        header, rows = rows[0], rows[1:]
    pieces = tuple((line.begin, line.end) for line in lines)
    return Block(BlockKind.TABLE, lines[0].begin, lines[-1].end, pieces, table=Table(header, tuple(rows)))


def names_columns(rows: Sequence[Sequence[str]], *, years: bool = False) -> bool:
    """Whether the first of some rows is a header: there are others, and it holds no number.

    With `years`, a year is the name of a column unless the cell below it is one too.
    """
    if len(rows) < 2:
        return False
    below = (*rows[1], *[""] * len(rows[0]))
    pairs = zip(rows[0], below, strict=False)
    rest = [words for words, under in pairs if not (years and _YEAR.match(words) and not _YEAR.match(under))]
    return not any(_NUMERIC.match(words) for words in rest if words)


def _cells(text: str, line: Line) -> tuple[Cell, ...]:
    raw = text[line.begin : line.end]
    separator = "\t" if "\t" in raw else "|"
    cells: list[Cell] = []
    at = 0
    if separator not in raw:
        bounds = [(m.start(), m.end()) for m in re.finditer(r"\S+(?: \S+)*", raw)]
        return tuple(Cell(line.begin + b, line.begin + e, raw[b:e]) for b, e in bounds)
    parts = raw.split(separator)
    for index, part in enumerate(parts):
        outer = separator == "|" and index in {0, len(parts) - 1} and not part.strip()
        if not outer:
            begin = line.begin + at + len(part) - len(part.lstrip())
            end = max(begin, line.begin + at + len(part.rstrip()))
            words = "".join(text[max(b, begin) : min(e, end)] for b, e in line.pieces if b < end and e > begin)
            cells.append(Cell(begin, end, words.strip()))
        at += len(part) + 1
    return tuple(cells)
