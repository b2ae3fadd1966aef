"""Tables with one cell a line, below a title that tells what is counted, or of a single row without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Cell, Table
from kg.relate.flat.headers import header_above, headers
from kg.relate.flat.lines import HEAD_LINES, YEAR, Line, Row, is_near, is_row, may_head
from kg.relate.flat.names import keys, names_of, people_words, sector_key, unknown
from kg.relate.flat.tails import cells_of, tail_rows
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import sector_names

_YEARED = re.compile(rf"\({YEAR.pattern}\)\s*$")
_LOOK_BACK = HEAD_LINES + 3  # lines of names of columns, and titles below them
_NAMES = 3  # lines without a number between two rows, at most
_NAME_WORDS = 24  # of a line with the name of a row


def stacked_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Each cell of the names and rows on a line of its own: first line, line behind the last, table.

    The lines of a row become one, so that titles between rows and wrapped names are read as where rows are lines.
    """
    below = _numbers_below(scope, lines, first)
    if not below or (below == 1 and len(lines[first + 1].numbers) > 1):
        return None  # a line of numbers below a wrapped name is a row as it stands
    low = max(floor, first - _LOOK_BACK)
    rows, ends = as_lines(scope, lines, first)
    found = tail_rows(scope, [*lines[low:first], *rows], first - low, 0, keyed=True)
    if found is None or len(found[2].rows) < 2:
        return None
    begin, end, table = found
    return low + begin, ends[end - (first - low) - 1], table


def as_lines(scope: Scope, lines: Sequence[Line], first: int) -> tuple[list[Line], list[int]]:
    """A line for each name with the numbers on the lines below it, from a name on; where each ends."""
    found: list[Line] = []
    ends: list[int] = []
    at, names = first, 0
    while at < len(lines) and not lines[at].numbers and names <= _NAMES:
        count = _numbers_below(scope, lines, at)
        line, last = lines[at], lines[at + count]
        numbers = tuple(number for x in lines[at + 1 : at + 1 + count] for number in x.numbers)
        found.append(Line(line.begin, last.end, line.text, line.block, numbers, line.text.strip()) if count else line)
        names = 0 if count else names + 1
        at += count + 1
        ends.append(at)
    return found, ends


def _numbers_below(scope: Scope, lines: Sequence[Line], index: int) -> int:
    """How many lines of numbers follow a name; 0 where the line is none."""
    if index >= len(lines) or lines[index].numbers or len(lines[index].text.split()) > _NAME_WORDS:
        return 0
    text, end = scope.document.source.text, index + 1
    while end < len(lines) and lines[end].bare and is_near(lines, end, text):
        end += 1
    return end - index - 1


def _has_one_below(scope: Scope, lines: Sequence[Line], index: int) -> bool:
    """Whether one line of one number follows a name."""
    return _numbers_below(scope, lines, index) == 1 and len(lines[index + 1].numbers) == 1


def titled_rows(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Names and numbers, in one line or two, below a title such as `People targeted by district`."""
    line = lines[first]
    stacked = _has_one_below(scope, lines, first)
    if first <= floor or not (stacked or (is_row(line) and len(line.numbers) <= 2)):
        return None
    title = lines[first - 1]
    if not may_head(lines, first - 1) or not is_near(lines, first, scope.document.source.text):
        return None
    # `Arrivals by month (2021)` is read with its year.
    cells = [] if _YEARED.search(title.text) else _title_cells(scope, title)
    if not cells:
        return None
    rows: list[Row] = []
    at = first
    while at < len(lines):
        if stacked and _has_one_below(scope, lines, at):
            rows.append(tuple(Cell(x.begin, x.end, x.text.strip()) for x in lines[at : at + 2]))
            at += 2
        elif not stacked and is_row(lines[at]) and len(lines[at].numbers) <= len(line.numbers):
            number = cells_of(scope.document.source.text, lines[at], len(lines[at].numbers), repeated=False) or []
            name = lines[at].name
            # A dash may part the name from its number: `Gao – 12,000`.
            told = [cell for cell in number if any(c.isdigit() for c in cell.text)]
            rows.append((Cell(lines[at].begin, lines[at].begin + len(name), name), *(told or number)[:1]))
            at += 1
        else:
            break
    if not _fit(scope, cells, rows):
        return None
    # The title stays a line of its own, which may tell the day of the figures.
    return (first, at, Table(tuple(cells), tuple(rows))) if len(rows) > 1 else None


def _fit(scope: Scope, title: Sequence[Cell], rows: Sequence[Row]) -> bool:
    """Whether rows are such as the title tells: no money where people are counted, some sectors where it names them."""
    money = any(q.currency for row in rows for cell in row[1:] for q in scope.numbers(cell.text))
    people = {plain(form) for noun in people_words(scope.ontology) for form in (noun, f"{noun}s")}
    if money and any(people & set(plain(cell.text).split()) for cell in title):
        return False
    named = sector_names(scope)
    return plain(title[0].text) not in named or any(scope.labels("Sector").inside(row[0].text) for row in rows)


def _title_cells(scope: Scope, title: Line) -> list[Cell]:
    """What the rows and the numbers below a title are, as a header: `district`, `People targeted`."""
    named = scope.pattern("columns", "by").search(title.text)
    if named is not None and plain(named.group("by")) in keys(scope.ontology):
        bracket = re.search(r"\(([^()]{3,40})\)\W*$", title.text[named.end("by") :])
        if bracket is not None and names_of(scope.ontology, False, False).fullmatch(bracket.group(1)):
            # `Needs by sector (people in need)`
            begin, end = (title.begin + named.end("by") + at for at in bracket.span(1))
            by = Cell(title.begin + named.start("by"), title.begin + named.end("by"), named.group("by"))
            return [by, Cell(begin, end, bracket.group(1))]
        return [Cell(title.begin + named.start(g), title.begin + named.end(g), named.group(g)) for g in ("by", "what")]
    if (sectors := sector_key(scope, title)) is not None:
        return [sectors, title.cell]
    done = scope.pattern("columns", "done").search(title.text)
    deeds = scope.patterns("served").get("deeds", {}).values()
    if done is not None and plain(done.group("deed")) in {deed for named in deeds for deed in named}:
        key = next(iter(scope.patterns("served")["columns"]["item"]))
        begin, end = title.begin + done.start("deed"), title.begin + done.end("deed")
        return [Cell(title.begin, title.begin, key), Cell(begin, end, done.group("deed"))]
    return []


def bare_row(scope: Scope, lines: Sequence[Line], first: int, floor: int) -> tuple[int, int, Table] | None:
    """Names of columns over one line with a number for each: the row has no name."""
    line, text = lines[first], scope.document.source.text
    if not line.bare:
        return None
    last = first + 1
    while len(line.numbers) == 1 and last < len(lines) and lines[last].bare and is_near(lines, last, text):
        last += 1
    numbers = tuple(Cell(b, e, text[b:e]) for x in lines[first:last] for b, e in x.numbers)
    count = len(numbers)
    if count < 2 or any(len(x.numbers) != 1 for x in lines[first + 1 : last]):  # one number is a key figure
        return None
    above = header_above(scope, lines, first, count, max(floor, first - HEAD_LINES), nameless=True)
    if above is not None and not above[1][0].text:
        # Numbers on lines of their own may as well be those of a chart.
        shares = any(cell.text.endswith("%") for cell in numbers)
        sure = last == first + 1 or not (shares or unknown(scope.ontology, above[1]))
        return (above[0], last, Table(above[1][1:], (numbers,))) if sure else None
    if last > first + 1:
        return None
    # The names may stand below their numbers.
    for end in range(first + 2, min(first + 2 + HEAD_LINES, len(lines) + 1)):
        if not may_head(lines, end - 1) or not is_near(lines, end - 1, text):
            break
        for header in headers(scope, lines[first + 1 : end]):
            if len(header) - 1 == count and not header[0].text:
                return first, end, Table(header[1:], (numbers,))
    return None
