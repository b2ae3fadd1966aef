"""Rows below a line of years, each of which names a column: `INCOME 2022 2021`, or a cell a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.model import Cell, Table
from kg.relate.flat.lines import YEAR, Line, is_near
from kg.relate.flat.names import keys, year_name, yearly_keys
from kg.relate.flat.shapes import as_lines
from kg.relate.flat.tails import rows_below
from kg.relate.labels import plain
from kg.relate.scope import Scope

_LEAST, _MOST = 2, 12  # years
_KEY_WORDS = 6  # before or above them
_APART = 5  # years between two columns, at most


def year_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Such rows, whose years begin with a line: first line, line behind the last, table."""
    line = lines[first]
    if line.numbers or not YEAR.search(line.text):
        return None
    name = year_name(scope.ontology)
    years = [Cell(line.begin + m.start(), line.begin + m.end(), m.group()) for m in name.finditer(line.text)]
    if any(line.text[a.end - line.begin : b.begin - line.begin].strip(" |/") for a, b in pairwise(years)):
        return None  # `2011 to 2015`
    stacked = len(years) == 1 and years[0].text == line.text.strip()
    behind = first + 1
    if stacked:
        while behind < len(lines) and name.fullmatch(lines[behind].text.strip()):
            years.append(lines[behind].cell)
            behind += 1
    if not _LEAST <= len(years) <= _MOST or not _are_in_order([int(YEAR.findall(cell.text)[0]) for cell in years]):
        return None
    bare = behind
    while stacked and bare < len(lines) and lines[bare].bare:
        bare += 1
    skipped: Sequence[Line] = ()
    if bare - behind == len(years) and all(len(x.numbers) == 1 for x in lines[behind:bare]):
        skipped, behind = lines[behind:bare], bare  # the name of the first row stands elsewhere
    key = _key(scope, lines, first, floor, years)
    rest = line.text[years[-1].end - line.begin :] if not stacked else ""
    if key is None or rest.strip() or behind >= len(lines):
        return None
    begin, title = key
    if stacked and not lines[behind].numbers:
        made, ends = as_lines(scope, lines, behind)
        rows, end = rows_below(scope, made, 0, len(years), repeated=False) if made else ([], 0)
        end = ends[end - 1] if end else behind
    else:
        rows, end = rows_below(scope, lines, behind, len(years), repeated=False)
    rows = [row for row in rows if row[0].text and len(row) == len(years) + 1]
    if skipped and title.text and plain(title.text) not in keys(scope.ontology) | yearly_keys(scope.ontology):
        # What stands above the years is the name of the row below them.
        own = tuple(x.number for x in skipped)
        rows, title = [(title, *own), *rows], Cell(title.begin, title.begin, "")
    return (begin, end, Table((title, *years), tuple(rows))) if rows else None


def _are_in_order(years: Sequence[int]) -> bool:
    """Whether years follow each other, forwards or backwards."""
    steps = {b - a for a, b in pairwise(years)}
    return all(0 < step <= _APART for step in steps) or all(-_APART <= step < 0 for step in steps)


def _key(scope: Scope, lines: Sequence[Line], first: int, floor: int, years: Sequence[Cell]) -> tuple[int, Cell] | None:
    """What stands before or above the years, and the line that it begins with; None where it is no name of rows."""
    line = lines[first]
    before = line.text[: years[0].begin - line.begin].strip(" |:")
    if before:
        words = len(before.split()) <= _KEY_WORDS and not any(c.isdigit() for c in before)
        return (first, Cell(line.begin, line.begin + len(before), before)) if words else None
    above = lines[first - 1] if first > floor else None
    if above is not None and is_near(lines, first, scope.document.source.text):
        text = above.text.strip()
        if not above.numbers and len(text.split()) <= _KEY_WORDS and text[-1:] not in ".;,":
            # It stays a line of its own, which may be the title of more than this table.
            return first, Cell(above.begin, above.end, text)
    return first, Cell(line.begin, line.begin, "")
