"""Tables of indicators whose cells came out one a line, with the names of columns and rows in no good order.

What a line is tells its place: a name of a column of values, a value, or a part of the name of a row above its values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.alternation import any_of
from kg.model import Cell, Table
from kg.ontology import Ontology
from kg.relate.flat.groups import end_of_two_names, with_groups
from kg.relate.flat.lines import YEAR, Line, Row, is_near
from kg.relate.flat.names import counts
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import indicator_names, sector_names
from kg.relate.vocabulary import vocabulary_of

_LINES = 400  # of such a table, at most
_HEAD = 3  # lines over which the names of its first columns go, at most
_NAME_LINES = 6  # of the name of a row, at most
_SECTOR_WORDS = 4  # of the name of a sector, at most
_VALUES = 2  # columns of values, at least


def torn_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Such a table, whose name for indicators is a line: first line, line behind the last, table."""
    start = _behind_names(scope, lines, first) if first >= floor else 0
    if not start:
        return None
    sectors = plain(lines[first].text) in sector_names(scope)
    text = scope.document.source.text
    header: list[Cell] = []
    rows: list[Row] = []
    names: list[Line] = []
    numbers: list[Cell] = []
    at = end = start
    while at < min(start + _LINES, len(lines)) and is_near(lines, at, text) and len(names) <= _NAME_LINES:
        line = lines[at]
        at += 1
        if line.bare:
            numbers += (Cell(b, e, text[b:e]) for b, e in line.numbers)
        elif line.numbers:
            break
        elif not rows and (cells := _named(scope, line)):
            header += cells
        elif numbers and len(numbers) < len(header) and not YEAR.fullmatch(line.text.strip(" ()")):
            break
        elif rows and not names and line.text[:1].islower() and not numbers:
            rows[-1] = (_longer(rows[-1][0], line), *rows[-1][1:])
            end = at
        elif not (YEAR.fullmatch(line.text.strip(" ()")) or (not rows and _opens_name(scope, line))):
            names.append(line)
        if len(numbers) == len(header) >= _VALUES and not (not rows and _names_next(scope, lines, at)):
            row = _row(scope, names, sectors=sectors)
            if row is None:
                break
            rows.append((*row, *numbers))
            names, numbers, end = [], [], at
    if not rows:
        return None
    title = Cell(
        lines[first].begin, lines[start - 1].end, " ".join(x.text.strip() for x in lines[first + sectors : start])
    )
    return first, end, with_groups(scope, Table((title, *header), tuple(rows)))


def _behind_names(scope: Scope, lines: Sequence[Line], first: int) -> int:
    """The line behind the name of the column of indicators, and that of groups if there is one; 0 without the first.

    A column of sectors may stand before it.
    """
    if lines[first].numbers:
        return 0
    name = plain(lines[first].text)
    if name in sector_names(scope) and first + 1 < len(lines):
        return first + 2 if plain(lines[first + 1].text) in indicator_names(scope) else 0
    if not any(name.startswith(label) for label in indicator_names(scope)):
        return 0
    for end in range(min(first + _HEAD, len(lines) - 1), first, -1):
        words = " ".join(" ".join(x.text.split()) for x in lines[first:end])
        if end_of_two_names(scope.ontology, words) == len(words):
            return end
    return first + 1 if name in indicator_names(scope) else 0


@lru_cache(8)
def _value_names(ontology: Ontology) -> re.Pattern[str]:
    """The names of columns of values, perhaps with their year."""
    layout = vocabulary_of(ontology).patterns.table("tables").get("indicators", {})
    labels = {x for slot in layout.get("values", ()) for x in layout["columns"][slot]}
    year = rf"(?:{YEAR.pattern}|\({YEAR.pattern}\))"
    return re.compile(rf"(?:{year}\s+)?(?:{any_of(labels, ignore_case=True)})(?!\w)(?:\s+{year})?", re.IGNORECASE)


def _named(scope: Scope, line: Line) -> list[Cell]:
    """The names of columns of values that make up a line; none where it has other words."""
    found = list(_value_names(scope.ontology).finditer(line.text))
    rest = line.text
    for match in found:
        rest = f"{rest[: match.start()]}{' ' * len(match.group())}{rest[match.end() :]}"
    if rest.strip() or not found:
        return []
    return [Cell(line.begin + m.start(), line.begin + m.end(), m.group().strip()) for m in found]


def _names_next(scope: Scope, lines: Sequence[Line], at: int) -> bool:
    """Whether the name of a further column of values stands right below, whose value follows."""
    return at < len(lines) and bool(_named(scope, lines[at]))


def _row(scope: Scope, names: Sequence[Line], *, sectors: bool) -> Row | None:
    """The name of a row from its lines, without the sector before it; None where they are those of several rows."""
    if sectors and names:
        at, found = 0, []
        while at < len(names):
            length = _sector_lines(scope, names, at)
            found += [at] if length else []
            at += length or 1
        if len(found) > 1:
            return None
        names = names[_sector_lines(scope, names, 0) :]
    starts = [n for n, x in enumerate(names) if counts(scope, x.text)]
    if not names or len(starts) > 1:
        return None
    # What stands above a line that begins the name of an indicator is the title of some rows.
    names = names[starts[0] if starts else 0 :]
    begin = _behind_sector(scope, names[0].text) if sectors else 0
    words = " ".join(" ".join(x.text.split()) for x in names)
    return (Cell(names[0].begin + begin, names[-1].end, words[begin:]),)


def _opens_name(scope: Scope, line: Line) -> bool:
    """Whether a line is what may stand before the name of a column: `Total`, `Annual`."""
    return scope.pattern("columns", "opens").fullmatch(f"{line.text.strip()} ") is not None


def _sector_lines(scope: Scope, names: Sequence[Line], n: int) -> int:
    """How many lines from one on are the name of a sector."""
    labels = scope.labels("Sector")
    joined = (" ".join(x.text.strip() for x in names[n:end]) for end in (n + 2, n + 1))
    return next((length for length, words in zip((2, 1), joined, strict=True) if labels.exact(words)), 0)


def _behind_sector(scope: Scope, text: str) -> int:
    """Where the name of an indicator begins that a sector stands before in its line; 0 where none does."""
    spaces = [m.end() for m in re.finditer(r"\s+", text)][:_SECTOR_WORDS]
    return next((at for at in spaces if counts(scope, text[at:]) and scope.labels("Sector").exact(text[:at])), 0)


def _longer(name: Cell, line: Line) -> Cell:
    return Cell(name.begin, name.end, f"{name.text} {' '.join(line.text.split())}")
