"""Tables with one cell a line, row by row, told by their shape: unknown names of columns, then rows that are alike.

`Needs`, `Oxfam`, `CARE`, `IRC`, then `Required`, `900`, `700`, `400`, then `Received`, `500`, `300`, `100`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from kg.model import Cell, Table
from kg.relate.flat.lines import Line, Row, is_near, may_head
from kg.relate.flat.names import keys
from kg.relate.labels import plain
from kg.relate.scope import Scope

_ROWS, _COLUMNS, _MOST_COLUMNS = 3, 2, 12  # of such a table, at least; columns of numbers, at most
_NAME_WORDS, _HEAD_WORDS = 12, 6  # of the name of a row and of a column, at most
_WRAPPED = 2  # lines of the name of a row, at most
_GROUPS = 3  # names that stand over several columns, at most
_UNDER = 2  # columns under such a name
_ABBREVIATION = re.compile(r"[A-Z][a-z]{1,3}\.")


def cellwise_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Such a table whose first row begins with a line: first line, line behind the last, table."""
    text = scope.document.source.text
    row = _row(lines, first, text)
    if row is None or not _COLUMNS <= (count := row[1] - row[0]) <= _MOST_COLUMNS:
        return None
    rows: list[Row] = []
    at = first
    while (row := _row(lines, at, text)) is not None and row[1] - row[0] == count:
        name = Cell(lines[at].begin, lines[row[0] - 1].end, " ".join(x.text.strip() for x in lines[at : row[0]]))
        rows.append((name, *(x.number for x in lines[row[0] : row[1]])))
        at = row[1]
    if len(rows) < _ROWS:
        return None
    found = _header(scope, lines, first, count, floor)
    return (found[0], at, Table(found[1], tuple(rows))) if found else None


def _row(lines: Sequence[Line], index: int, text: str) -> tuple[int, int] | None:
    """Where the numbers of a row begin and end whose name begins with a line."""
    at = index
    while at < len(lines) and at - index < _WRAPPED and not lines[at].numbers:
        if at > index and not lines[at].text.strip()[:1].islower():
            return None
        at += 1
    words = sum(len(x.text.split()) for x in lines[index:at])
    if at == index or not words <= _NAME_WORDS or lines[at - 1].text.rstrip().endswith((".", ":")):
        return None
    end = at
    while end < len(lines) and lines[end].bare and len(lines[end].numbers) == 1 and is_near(lines, end, text):
        end += 1
    return (at, end) if end > at else None


def _header(scope: Scope, lines: Sequence[Line], first: int, count: int, floor: int) -> tuple[int, Row] | None:
    """Where the names of the columns begin, and these; some may stand over others."""
    text = scope.document.source.text
    known = keys(scope.ontology)
    plainly: tuple[int, Row] | None = None
    for groups in range(_GROUPS + 1):
        begin = first - count - 1 - groups
        if begin < floor or not all(_may_name(lines, i) and is_near(lines, i + 1, text) for i in range(begin, first)):
            break
        names = tuple(x.cell for x in lines[begin:first])
        keyed = plain(names[0].text) in known
        if not groups:
            plainly = begin, names
            if keyed:
                return plainly
        elif keyed and (header := _under(names, groups, count)) is not None:
            return begin, header
    return plainly


def _may_name(lines: Sequence[Line], index: int) -> bool:
    """Whether a line may be the name of a column: few words, or an abbreviation (`No.`)."""
    short = len(lines[index].text.split()) <= _HEAD_WORDS
    return short and (may_head(lines, index) or _ABBREVIATION.fullmatch(lines[index].text.strip()) is not None)


def _under(names: Row, groups: int, count: int) -> Row | None:
    """The names of columns where so many of them stand over two each, whose own names come last."""
    cut = len(names) - _UNDER * groups
    tops, subs = names[1:cut], names[cut:]
    if len(tops) < groups:
        return None
    # What stands over others is short: they tell the rest.
    ways = sorted(combinations(range(len(tops)), groups), key=lambda way: sum(len(tops[i].text.split()) for i in way))
    lengths = [sum(len(tops[i].text.split()) for i in way) for way in ways[:2]]
    if len(lengths) > 1 and lengths[0] == lengths[1]:
        return None
    header: list[Cell] = [names[0]]
    for i, top in enumerate(tops):
        if i not in ways[0]:
            header.append(top)
            continue
        at = _UNDER * ways[0].index(i)
        header += [Cell(s.begin, s.end, f"{top.text} {s.text}") for s in subs[at : at + _UNDER]]
    return tuple(header) if len(header) == count + 1 else None
