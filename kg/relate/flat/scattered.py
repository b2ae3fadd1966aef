"""Tables whose names of rows an extractor wrote apart from their numbers: all names first, each column after it.

A converter that reads a page by its white space takes every column of a table for a block of its own, and the blocks of
two tables may stand among each other. How many numbers a column has tells whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from kg.model import Cell, Table
from kg.relate.flat.columns import SHARE, sums_up
from kg.relate.flat.headers import headers
from kg.relate.flat.lines import Line
from kg.relate.flat.names import (
    counts,
    goods_names,
    keys,
    named_in,
    names_of,
    sector_key,
    unknown,
    value_names,
    year_name,
    yearly_keys,
)
from kg.relate.flat.torn import torn_rows
from kg.relate.givers import donor_name
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import indicator_names, is_total, sector_names

_ROWS, _MOST_ROWS = 2, 60
_WORDS = 10  # of a line of such a table, at most
_COLUMN_LINES = 8  # over which the names of columns may go, at most
_BEHIND = 2  # lines behind the names of rows that are titles of what follows, at most
_MOST_COLUMNS = 12
_SURE = 3  # of so many names of columns one may be unknown
_OPEN = re.compile(r"(?:\b(?:and|of|the|for|to|with|in)|[,&/])\s*$")
_KEY_WORDS = 6  # of the name of the rows, at most


@dataclass
class _Open:
    """The name of the rows of a table, and the lines of words behind it."""

    key: int
    words: list[int] = field(default_factory=list)
    columns: tuple[Cell, ...] = ()  # named in the line behind the key


@dataclass
class _Section:
    """Lines of numbers, with the names of their columns right above them."""

    numbers: list[int]
    names: list[int]  # lines of words above them
    known: int  # of these lines at their end: known names of columns
    under: _Open | None  # the table whose names stand above, with nothing between
    dated: bool  # whether years are among the known names
    free: bool = True


Found = tuple[list[int], Table]


def scattered_tables(scope: Scope, lines: Sequence[Line]) -> Iterator[Found]:
    """Such tables, each with the lines that it takes."""
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and _is_short(lines[end]):
            end += 1
        if any(lines[i].bare and lines[i - 1].bare for i in range(begin + _ROWS, end)):
            yield from _in_region(scope, lines, begin, end)
        begin = end + 1


def _is_short(line: Line) -> bool:
    """Whether a line is no sentence."""
    return bool(line.numbers) or (len(line.text.split()) <= _WORDS and line.text.rstrip()[-1:] != ".")


def _is_key(scope: Scope, line: Line) -> bool:
    if line.numbers or len(line.text.split()) > _KEY_WORDS or not line.text[:1].isupper():
        return False
    if _is_title(scope, line):
        return True
    words = plain(line.text)
    known = keys(scope.ontology)
    if words.rpartition(" ")[2] in indicator_names(scope):
        return True  # `Health indicators`
    return words in known or words in yearly_keys(scope.ontology) or all(word in known for word in words.split("/"))


def _is_title(scope: Scope, line: Line) -> bool:
    """Whether a line tells what the amounts below it are, in which currency: they need no name of their column."""
    if sector_key(scope, line):
        return True
    gives = scope.pattern("columns", "givers").search(line.text) is not None
    return gives and bool(scope.labels("Currency").inside(line.text))


def _opens(scope: Scope, line: Line, below: Line, waiting: Line | None) -> bool:
    """Whether a line is the name of the rows below it; `waiting` is that of a table that has no numbers yet."""
    if below.numbers or not _is_key(scope, line) or _is_key(scope, below):
        return False  # a title may be such a name, too
    if waiting is None or not _is_column(scope, line):
        return True
    # A column may have such a name, unless both tables are of amounts by year.
    return all(plain(x.text) in yearly_keys(scope.ontology) for x in (line, waiting))


def _is_column(scope: Scope, line: Line) -> bool:
    words = line.text.strip()
    if year_name(scope.ontology).fullmatch(words):
        return True
    known = names_of(scope.ontology, True, True).fullmatch(words)
    if known is not None and goods_names(scope.ontology).fullmatch(words):
        return False  # things name rows as well
    return known is not None or scope.labels("Currency").exact(words) is not None


def _in_region(scope: Scope, lines: Sequence[Line], begin: int, end: int) -> Iterator[Found]:
    tables: list[_Open] = []
    sections: list[_Section] = []
    words: list[int] = []  # since the last number or key
    under: _Open | None = None
    year = year_name(scope.ontology)
    at = begin
    while at < end:
        if lines[at].numbers and not (lines[at].bare and len(lines[at].numbers) == 1):
            at, words, under = at + 1, [], None
            continue
        if lines[at].bare:
            last = at
            while last < end and lines[last].bare and len(lines[last].numbers) == 1:
                last += 1
            known = 0
            while known < len(words) and _is_column(scope, lines[words[-1 - known]]):
                if known and is_total(lines[words[-1 - known]].text):
                    break  # the last row
                known += 1
            if last - at >= _ROWS or known:
                dated = any(year.fullmatch(lines[i].text.strip()) for i in words[len(words) - known :])
                sections.append(_Section(list(range(at, last)), words, known, under, dated))
            at, words, under = last, [], None
            continue
        if at + 1 < end and _opens(scope, lines[at], lines[at + 1], lines[under.key] if under else None):
            under = _Open(at)
            tables.append(under)
            words = under.words
            under.columns = _columns_behind(scope, lines[at + 1 : end])
            at += (
                len({c.begin for c in under.columns})
                if under.columns and _is_column(scope, lines[at + 1])
                else bool(under.columns)
            )
        else:
            words.append(at)
        at += 1
    named = {id(section.under): section.known for section in sections}
    beside = {
        key
        for a, b in pairwise(tables)
        if b.key == a.key + len(a.words) + 1 and len(b.words) - named.get(id(b), 0) == len(a.words)
        for key in (a.key, b.key)
    }
    for table in tables if sections else ():
        if table.key in beside or _is_torn(scope, lines, table.key):
            continue  # two columns of words, or lines that are told by what they are
        if (found := _filled(scope, lines, table, sections)) is not None:
            yield found


def _is_torn(scope: Scope, lines: Sequence[Line], key: int) -> bool:
    if plain(lines[key].text).rpartition(" ")[2] not in indicator_names(scope):
        return False
    sectors = key > 0 and plain(lines[key - 1].text) in sector_names(scope)
    found = torn_rows(scope, lines, key - sectors, 0)
    return found is not None and len(found[2].rows) >= _ROWS


def _columns_behind(scope: Scope, lines: Sequence[Line]) -> tuple[Cell, ...]:
    """The names of columns right behind that of the rows: each on a line of its own, or several in one line."""
    apart = list(takewhile(lambda x: not x.numbers and _is_column(scope, x), lines[:_MOST_COLUMNS]))
    if apart or not lines or lines[0].numbers:
        return tuple(line.cell for line in apart)
    text, at = lines[0].text, 0
    if counts(scope, text):
        return ()  # the name of a row
    cells: list[Cell] = []
    for _, end in named_in(scope.ontology, text, False):
        # What stands before a known name belongs to it: `Original requirement (US$) Revised requirement (US$)`.
        name = text[at:end].strip()
        cells.append(Cell(lines[0].begin + end - len(name), lines[0].begin + end, name))
        at = end
    return tuple(cells) if len(cells) > 1 and not text[at:].strip() else ()


def _filled(scope: Scope, lines: Sequence[Line], table: _Open, sections: Sequence[_Section]) -> Found | None:
    """A table with the columns that have as many numbers as it has names of rows."""
    own = next((s for s in sections if s.under is table), None)
    yearly = plain(lines[table.key].text) in yearly_keys(scope.ontology)
    dated = [own.dated] if own and own.known else [True] if yearly else [False, True]
    for years in dated:
        # Columns of years and others are those of different tables.
        alike = [s for s in sections if not s.known or s.dated == years]
        if (found := _with_columns(scope, lines, table, own, alike)) is not None:
            return found
    return None


def _with_columns(
    scope: Scope, lines: Sequence[Line], table: _Open, own: _Section | None, sections: Sequence[_Section]
) -> Found | None:
    for names, heads in _parts(scope, lines, table, own):
        entries = _entries(lines, names)
        for count in _counts(scope, lines, table, entries):
            rows = tuple(_joined(lines, entry) for entry in entries[:count])
            for behind in (False, True) if is_total(rows[-1].text) else (False,):
                taken, columns = _columns(lines, own, sections, heads, count, behind=behind)
                if not columns and not heads and not behind and _is_title(scope, lines[table.key]):
                    taken, columns = _unnamed(lines, table, sections, count)
                whole = [rows, *(cells for _, cells in columns)]
                summed = [rows, *(cells for name, cells in columns if not SHARE.search(name.text))]
                if not columns or not sums_up(scope, summed) or not _is_even(whole[1:]):
                    continue
                for section in taken:
                    section.free = False
                used = {table.key, *(i for entry in entries[:count] for i in entry)}
                inside = {cell.begin for _, cells in columns for cell in cells}
                used |= {i for s in taken for i in s.numbers if lines[i].numbers[0][0] in inside}
                header = (sector_key(scope, lines[table.key]) or lines[table.key].cell, *(name for name, _ in columns))
                starts = {cell.begin for cell in header}
                near = (*table.words, *range(table.key, table.words[0]), *(i for s in taken for i in s.names))
                used |= {i for i in near if any(lines[i].begin <= at < lines[i].end for at in starts)}
                return sorted(used), Table(header, tuple(zip(*whole, strict=True)))
    return None


def _counts(scope: Scope, lines: Sequence[Line], table: _Open, entries: Sequence[Sequence[int]]) -> Sequence[int]:
    """How many of the lines behind the name of the rows may be rows, the likeliest first; none where they are not."""
    words = [" ".join(lines[i].text.strip() for i in entry) for entry in entries[: _MOST_ROWS + _BEHIND]]
    last = next((n for n, text in enumerate(words) if is_total(text)), None)
    names = value_names(scope.ontology)
    if any(plain(text) in names and scope.labels("Sector").exact(text) is None for text in words[:last][:-_BEHIND]):
        return ()  # names of columns stand among them
    if any(":" in text or text.endswith(",") for text in words[:last][:_ROWS]):
        return ()  # lines of a list
    if last is not None:
        return (last + 1,) if last else ()
    likely = list(range(len(words), max(_ROWS, len(words) - _BEHIND) - 1, -1))
    typed = 0
    if plain(lines[table.key].text) in sector_names(scope) or sector_key(scope, lines[table.key]):
        typed = sum(1 for _ in takewhile(lambda text: scope.labels("Sector").inside(text), words))
    elif scope.pattern("columns", "givers").search(lines[table.key].text):
        typed = sum(1 for _ in takewhile(lambda text: _gives(scope, text), words))
    if sector_key(scope, lines[table.key]):
        return [typed] if typed >= _ROWS else []
    return [typed, *(n for n in likely if n != typed)] if typed >= _ROWS else likely


def _gives(scope: Scope, text: str) -> bool:
    """Whether a name is that of somebody known, or of a country."""
    giver = donor_name(scope, text)
    return giver is not None and giver.ref is not None


def _is_even(columns: Sequence[Sequence[Cell]]) -> bool:
    """Whether all cells of each column are shares or none is, or else all cells of each row."""
    shares = [[cell.text.endswith("%") for cell in column] for column in columns]
    return all(len(set(column)) == 1 for column in shares) or all(
        len(set(row)) == 1 for row in zip(*shares, strict=True)
    )


def _parts(
    scope: Scope, lines: Sequence[Line], table: _Open, own: _Section | None
) -> Iterator[tuple[list[int], tuple[Cell, ...]]]:
    """The ways to part the words of a table into names of rows and, where they are not plain, names of columns."""
    words = table.words
    if table.columns:
        yield words, table.columns
        return
    yield words[: len(words) - (own.known if own else 0)], ()
    if own is None or (own.known and len(own.numbers) <= own.known * len(words)):
        return
    ways: list[tuple[int, int, tuple[Cell, ...]]] = []
    for length in range(2, min(_COLUMN_LINES, len(words) - _ROWS) + 1):
        tail = [lines[i] for i in words[-length:]]
        for header in headers(scope, [lines[table.key], *tail]):
            doubt = unknown(scope.ontology, header)
            if header[0].text == lines[table.key].text.strip() and doubt * _SURE < len(header) - 1:
                ways.append((doubt, -length, header[1:]))
    for _, length, names in sorted(ways, key=lambda way: way[:2]):
        yield words[:length], names


def _entries(lines: Sequence[Line], words: Sequence[int]) -> list[list[int]]:
    """The names of rows, each with its lines: what begins with a small letter goes on with the line above."""
    found: list[list[int]] = []
    for i in words:
        goes_on = lines[i].text.lstrip()[:1].islower() or (found and _OPEN.search(lines[found[-1][-1]].text))
        if found and goes_on and i == found[-1][-1] + 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found


_Named = tuple[Cell, tuple[Cell, ...]]


def _columns(
    lines: Sequence[Line],
    own: _Section | None,
    sections: Sequence[_Section],
    heads: tuple[Cell, ...],
    count: int,
    *,
    behind: bool,
) -> tuple[list[_Section], list[_Named]]:
    """The columns of so many numbers, and the sections that they are of."""
    if heads:
        section = own or next((s for s in sections if s.free and not s.known), None)
        split = _split(lines, section, count, len(heads), behind=behind) if section else []
        return ([section], list(zip(heads, split, strict=True))) if section and split else ([], [])
    taken: list[_Section] = []
    columns: list[_Named] = []
    if behind and (totals := _before_totals(lines, sections, count - 1)):
        return totals
    for section in sections:
        # Of the words above numbers the last may be a name of a row of another table.
        for width in (section.known,) if section.dated else range(section.known, 0, -1):
            split = _split(lines, section, count, width, behind=behind)
            names = [lines[i].cell for i in section.names[-width:]]
            if split and not {plain(n.text) for n in names} & {plain(n.text) for n, _ in columns}:
                taken.append(section)
                columns += zip(names, split, strict=True)
                break
    return taken, columns


def _unnamed(
    lines: Sequence[Line], table: _Open, sections: Sequence[_Section], count: int
) -> tuple[list[_Section], list[_Named]]:
    """The one column of a table whose title tells what it holds."""
    title = lines[table.key]
    section = next((s for s in sections if not s.known and s.free and len(s.numbers) == count), None)
    if section is None:
        return [], []
    return [section], [(title.cell, tuple(lines[i].number for i in section.numbers))]


def _before_totals(
    lines: Sequence[Line], sections: Sequence[_Section], count: int
) -> tuple[list[_Section], list[_Named]] | None:
    """Columns of so many numbers, with their totals behind the last of them, whatever follows these."""
    free = [s for s in sections if s.free and s.known and len(s.numbers) >= count]
    last = next((n for n, s in enumerate(free) if len(s.numbers) > count), None)
    if not last:
        return None
    taken = free[: last + 1]
    numbers = taken[-1].numbers
    if len(numbers) < count + len(taken):
        return None
    columns = [
        (lines[s.names[-1]].cell, tuple(lines[i].number for i in (*s.numbers[:count], total)))
        for s, total in zip(taken, numbers[count:], strict=False)
    ]
    return taken, columns


def _split(lines: Sequence[Line], section: _Section, count: int, width: int, *, behind: bool) -> list[tuple[Cell, ...]]:
    """The numbers of columns that follow each other; `behind` with the last row, a total, behind all of them."""
    if not section.free or len(section.numbers) != count * width or width > count:
        return []  # of more columns than rows the rows may as well follow each other
    cells = [lines[i].number for i in section.numbers]
    long = count - behind
    columns = [tuple(cells[n * long : (n + 1) * long]) for n in range(width)]
    if behind:
        columns = [(*column, cells[long * width + n]) for n, column in enumerate(columns)]
    return columns


def _joined(lines: Sequence[Line], entry: Sequence[int]) -> Cell:
    words = " ".join(" ".join(lines[i].text.split()) for i in entry)
    return Cell(lines[entry[0]].begin, lines[entry[-1]].end, words)
