"""Rows that end in as many numbers as names of columns stand above them: `Kasai 1,150,000 620,000 50%`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Cell, Table
from kg.relate.flat.groups import end_of_two_names, with_groups
from kg.relate.flat.headers import header_above, headers
from kg.relate.flat.lines import HEAD_LINES, TITLE_WORDS, Line, Row, is_near, is_row, names_years
from kg.relate.flat.names import CODE, counts, names_of
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total

_NAME_LINES = 5  # of a row, which may stand above its numbers, at most
_SECTOR_WORDS = 3  # of a title right over the wrapped name of a row


def tail_rows(
    scope: Scope, lines: Sequence[Line], first: int, floor: int, *, keyed: bool = False
) -> tuple[int, int, Table] | None:
    """Rows that end in numbers, from a line on: first line, line behind the last, table.

    With `keyed` one of the names of columns must be that of the rows.
    """
    lone = lines[first].bare and len(lines[first].numbers) > 1  # its name was wrapped above it
    if not (is_row(lines[first]) or lone):
        return None
    text, numbers = scope.document.source.text, lines[first].numbers
    counts = [len(numbers), len(_regrouped(text, numbers))]
    if text[slice(*numbers[0])] == "1":
        counts.insert(0, len(numbers) - 1)  # `Outcome 1`
    for top, grouped in _tops(lines, first, floor):
        for count in dict.fromkeys(counts):
            found = header_above(scope, lines, top, count, max(floor, top - HEAD_LINES), keyed=keyed)
            if found is None or (grouped and not end_of_two_names(scope.ontology, found[1][0].text)):
                continue
            begin, header = found
            rows, end = rows_below(scope, lines, top, len(header) - 1, repeated=_repeats(header))
            if _states_amounts(scope, header, rows):
                return None
            if len(rows) > 1 or (rows and _may_be_lone(header, rows[0])):
                return begin, end, with_groups(scope, Table(header, tuple(rows)))
    return None


def _states_amounts(scope: Scope, header: Sequence[Cell], rows: Sequence[Row]) -> bool:
    """Whether lines are those of a box: what is required as an amount, over what came in and what did not."""
    named = [plain(row[0].text) for row in rows]
    if not named or not all(scope.pattern("funding", "came_in_or_not").fullmatch(name) for name in named):
        return False
    return any(q.currency for q in scope.numbers(" ".join(cell.text for cell in header)))


def _tops(lines: Sequence[Line], first: int, floor: int) -> list[tuple[int, bool]]:
    """The lines that may be the first below the names of columns: the row, where its name begins, a title over it.

    Further above, where a group may stand between the name and the numbers, only with the name of its column.
    """
    above = [first - n for n in range(1, _NAME_LINES + 1)]
    if lines[first].bare:
        found = above
    else:
        found = [first, _name_begins(lines, first, floor)]
        found += [top - 1 for top in dict.fromkeys(found) if len(lines[top - 1].text.split()) <= TITLE_WORDS]
    tops = [(top, False) for top in dict.fromkeys(found)] + [(top, True) for top in above if top not in found]
    return [(top, grouped) for top, grouped in tops if top > floor and not any(x.numbers for x in lines[top:first])]


def _may_be_lone(header: Sequence[Cell], row: Row) -> bool:
    """Whether a header over a single row is no chance: it says what the row is, and there are two numbers or more."""
    return len(row) > 2 and bool(header[0].text) and not re.search(r"\d", CODE.sub("", row[0].text))


def _name_begins(lines: Sequence[Line], row: int, floor: int) -> int:
    """The line with which the name of a row begins that was wrapped before its numbers."""
    begin = row
    while begin > floor and not lines[begin - 1].numbers and row - begin < 3:
        words = lines[begin].text.lstrip()
        if not (words[:1].islower() or len(lines[begin - 1].text.split()) > TITLE_WORDS):
            break
        begin -= 1
    return begin


def rows_below(scope: Scope, lines: Sequence[Line], first: int, count: int, *, repeated: bool) -> tuple[list[Row], int]:
    """The rows from a line on, and the line behind the last of them."""
    text = scope.document.source.text
    rows: list[Row] = []
    name: list[Line] = []
    i = end = first
    while i < len(lines) and (i == first or is_near(lines, i, text)):
        line = lines[i]
        if line.numbers and not is_row(line) and not (line.bare and name and len(line.numbers) == count):
            break
        if not line.numbers:
            if rows and names_years(line.text):
                break  # the head of another table
            # A title between rows, or the begin of a name that was wrapped.
            if line.text.rstrip().endswith((".", ";")) and len(line.text.split()) > TITLE_WORDS:
                break
            name.append(line)
            # `Number of children in …` names a row, whatever names of columns are in it.
            known = 0 if counts(scope, line.text) else len(names_of(scope.ontology, True, True).findall(line.text))
            another = known > 1 and any(headers(scope, [line]))
            if len(name) > _NAME_LINES or another:
                break
            i += 1
            continue
        numbers = cells_of(text, line, count, repeated=repeated)
        if numbers is None:
            if rows and len(line.numbers) < count and not name:
                break
            name = []
            i += 1
            continue
        wrapped = line.bare or line.text[:1].islower() or (name and len(name[-1].text.split()) > TITLE_WORDS)
        wrapped = wrapped and not scope.pattern("columns", "counts").match(line.text)
        opens = name if wrapped else []
        while len(opens) > 1 and len(opens[0].text.split()) <= _SECTOR_WORDS and not opens[1].text[:1].islower():
            if line.bare and is_total(opens[0].text):
                break
            opens = opens[1:]  # the title over the row
        label = " ".join(" ".join(part.text.split()) for part in opens)
        words = f"{label} {' '.join(line.name.split())}".strip()
        begin = opens[0].begin if opens else line.begin
        extra = len(line.numbers) - count
        stop = line.numbers[extra - 1][1] if extra > 0 and len(numbers) == count else line.begin + len(line.name)
        if stop > line.begin + len(line.name) and not opens:
            words = text[begin:stop]
        rows.append((Cell(begin, max(begin + 1, stop), " ".join(words.split())), *numbers))
        name = []
        i += 1
        end = i
    return rows, end


def cells_of(text: str, line: Line, count: int, *, repeated: bool) -> list[Cell] | None:
    """The numbers of a row, one a column; None where they are too few."""
    numbers = list(line.numbers)
    if len(numbers) > count:
        numbers = _regrouped(text, numbers)
        numbers = numbers[-count:]
    half = repeated and len(numbers) * 2 == count
    if len(numbers) < count and not half:
        return None
    return [Cell(b, e, text[b:e].strip("() ") if text[b:e].startswith("(") else text[b:e]) for b, e in numbers]


def _regrouped(text: str, numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The numbers with their groups of three digits put together: `12 340`."""
    found: list[tuple[int, int]] = []
    for begin, end in numbers:
        whole = text[found[-1][0] : found[-1][1]] if found else ""
        if re.fullmatch(r"\d{3}", text[begin:end]) and re.fullmatch(r"\d{1,3}(?:\s\d{3})*", whole):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _repeats(header: Sequence[Cell]) -> bool:
    """Whether the names of the columns stand twice, as for an agency and its sector."""
    names = [plain(cell.text) for cell in header[1:]]
    half = len(names) // 2
    return len(names) > 2 and names[:half] == names[half:]
