"""Tables that stand in plain text: tab-separated rows, and pipe tables with a rule below the header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, BlockKind, Cell, Table
from kg.read.lines import Line

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_NUMERIC = re.compile(
    r"[<(]?(?:US\$|[$€£])?\s?[-–]?\d[\d.,’' ]*\s?(?:%|[MKB]|m?bn|million|billion)?\)?$|unknown$|n/?a$|[-–—]$",
    re.IGNORECASE,
)
# A line of more words than this is no title of rows.
_TITLE_WORDS = 6
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
    if start + 1 >= len(lines) or "|" not in lines[start].text:
        return 0
    if not _RULE.match(lines[start + 1].text):
        return _bar_run(lines, start)
    end = start + 2
    while end < len(lines) and "|" in lines[end].text and lines[end].gap == 0:
        end += 1
    return end


def _bar_run(lines: Sequence[Line], start: int) -> int:
    """Rows between bars under a header, without a rule: words in the first column, the same columns numbers in all.

    A list of donors with their amounts has both in one cell.
    """
    rows = [_parts(lines[start])]
    end = start + 1
    while end < len(lines) and "|" in lines[end].text and not lines[end].gap:
        parts = _parts(lines[end])
        if len(parts) != len(rows[0]):
            break
        rows.append(parts)
        end += 1
    if len(rows) < 3 or len(rows[0]) < 2 or any(_NUMERIC.match(words) for words in (*rows[0], *(r[0] for r in rows))):
        return 0
    return end if any(all(_NUMERIC.match(words) for words in column) for column in zip(*rows[1:], strict=True)) else 0


def _parts(line: Line) -> list[str]:
    return [words.strip() for words in line.text.strip("| ").split("|")]


# A number with what it counts: `2,000 HH`.
_COUNTED = re.compile(r"\d[\d,. ]*(?:\s[A-Za-z]{2,12})?$")
_SPACED = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r" {2,}")


def _space_run(lines: Sequence[Line], start: int) -> int:
    """Rows whose columns are set apart by runs of spaces: at least two rows of numbers under one header."""
    width = len(_GAP.split(lines[start].text))
    if width < 2 or len(lines[start].text) > 200:
        return 0
    if _heads_values(lines, start):
        return start + 2
    if _heads_beside(lines, start):
        end = start + 1
        while end < len(lines) and not lines[end].gap and _width(lines, end) == width + 1:
            end += 1
        return end
    if width < 3:
        return 0
    if (end := _worded_run(lines, start, width)) - start > 2:
        return end
    first = end = start + 1 + _is_header_below(lines, start)
    while end < len(lines) and lines[end].gap == 0 and (_width(lines, end) == width or _titles_rows(lines, end, width)):
        end += 1
    numeric = [
        line
        for line in lines[start if first == start + 1 else first : end]
        if sum(bool(_NUMERIC.match(c.strip())) for c in _GAP.split(line.text)) >= width - 1
    ]
    return end if len(numeric) >= 2 else 0


def _heads_beside(lines: Sequence[Line], index: int) -> bool:
    """Whether a line names all columns but the first, over at least two rows whose names stand left of it."""
    names = _GAP.split(lines[index].text)
    for line in lines[index + 1 : index + 3]:
        cells = _GAP.split(line.text)
        values = all(_NUMERIC.match(words) for words in cells[1:])
        if line.gap or len(cells) != len(names) + 1 or _NUMERIC.match(cells[0]) or not values:
            return False
        if lines[index].indent < line.indent + len(cells[0]):
            return False
    named = [not _NUMERIC.match(words) or _YEAR.match(words) for words in names]
    return len(names) > 1 and index + 2 < len(lines) and all(named)


_SHIFT = 2  # characters by which a part of a name may stand beside the one above it


def _columns_at(line: Line) -> list[int]:
    return [line.indent + match.start() for match in _SPACED.finditer(line.text)]


def _is_header_below(lines: Sequence[Line], index: int) -> bool:
    """Whether names of columns go on in the next line, below some of them, over rows: `Women reached in`, `camps`."""
    if index + 2 >= len(lines) or lines[index + 1].gap or lines[index + 2].gap:
        return False
    names, more = (_GAP.split(line.text) for line in lines[index : index + 2])
    rows = _GAP.split(lines[index + 2].text)
    if len(rows) != len(names) or any(_NUMERIC.match(words) for words in (*names, *more)):
        return False
    if sum(bool(_NUMERIC.match(words)) for words in rows) < len(rows) - 1:
        return False
    columns = _columns_at(lines[index])
    under = [at for at in _columns_at(lines[index + 1]) if any(abs(at - c) <= _SHIFT for c in columns[1:])]
    return len(more) < len(names) and len(under) == len(more)


def _worded_run(lines: Sequence[Line], start: int, width: int) -> int:
    """The end of rows that tell in words, too, what their last numbers count; `start` where there are none.

    A cell that fills its column may run into the next one, by the header above.
    """
    names = _GAP.split(lines[start].text)
    if width < 4 or any(re.search(r"\d", name) for name in names):
        return start
    end = start + 1
    while end < len(lines) and not lines[end].gap:
        cells = _row_below(lines[start], lines[end])
        if len(cells) != width or not _COUNTED.match(cells[-1]) or _NUMERIC.match(cells[0]):
            break
        end += 1
    return end


def _row_below(header: Line, line: Line) -> list[str]:
    """The cells of a line below a header."""
    return [line.text[begin:end] for begin, end in _spaced(line.text, header.text)]


def _spaced(text: str, header: str) -> list[tuple[int, int]]:
    """The cells of a line: parted by runs of spaces; one that fills its column ends where the next name begins."""
    bounds = [match.span() for match in _SPACED.finditer(text)]
    if len(bounds) != len(_GAP.split(header)) - 1:
        return bounds
    for at in (gap.end() for gap in _GAP.finditer(header)):
        begin, end = next(((b, e) for b, e in bounds if b < at < e), (0, 0))
        if end and begin < at - 1 and text[at - 1] == " " and text[at] != " ":
            return sorted({*bounds, (begin, at - 1), (at, end)} - {(begin, end)})
    return bounds


def _width(lines: Sequence[Line], index: int) -> int:
    return len(_GAP.split(lines[index].text)) if index < len(lines) else 0


def _titles_rows(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether a line with one cell stands over further rows of a table (the sector of the indicators below it)."""
    line, after = lines[index], index + 1
    alone = _width(lines, index) == 1 and line.words <= _TITLE_WORDS and not line.text.endswith((".", ":"))
    return alone and _width(lines, after) == width and not lines[after].gap


def _heads_values(lines: Sequence[Line], start: int) -> bool:
    """Whether a line names columns and the next has a number for each, as boxes do (`Required   Received`)."""
    if start + 1 >= len(lines) or lines[start + 1].gap:
        return False
    names, values = (_GAP.split(line.text) for line in lines[start : start + 2])
    numbers = len(names) == len(values) and all(_NUMERIC.match(words) for words in values)
    # Another row of numbers makes it a table without names of rows.
    ended = _width(lines, start + 2) != len(names) or not _NUMERIC.match(_GAP.split(lines[start + 2].text)[0])
    return numbers and ended and all(re.search(r"[^\W\d]{2}", words) for words in names)


def _grid(text: str, lines: Sequence[Line]) -> Block:
    rows = [_cells(text, line, lines[0]) for line in lines if not _RULE.match(line.text)]
    if _is_spaced(lines[0]) and _is_header_below(lines, 0):
        rows[:2] = [_with_below(lines, rows[0], rows[1])]
    header: tuple[Cell, ...] = ()
    if len(rows) > 1 and _is_spaced(lines[0]) and _heads_beside(lines, 0):
        header, rows = (Cell(lines[0].begin, lines[0].begin, ""), *rows[0]), rows[1:]
    elif names_columns([[cell.text for cell in row] for row in rows]):
        header, rows = rows[0], rows[1:]
    pieces = tuple((line.begin, line.end) for line in lines)
    return Block(BlockKind.TABLE, lines[0].begin, lines[-1].end, pieces, table=Table(header, tuple(rows)))


def _is_spaced(line: Line) -> bool:
    """Whether only blanks part the cells of a line."""
    return "|" not in line.text and "\t" not in line.text


def _with_below(lines: Sequence[Line], header: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """Names of columns with the parts that stand in the line below them."""
    columns, parts = _columns_at(lines[0]), _columns_at(lines[1])
    more = {
        min(range(len(columns)), key=lambda c: abs(columns[c] - at)): cell
        for at, cell in zip(parts, below, strict=True)
    }
    return tuple(
        Cell(cell.begin, cell.end, f"{cell.text} {more[i].text}") if i in more else cell
        for i, cell in enumerate(header)
    )


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


def _cells(text: str, line: Line, header: Line) -> tuple[Cell, ...]:
    raw = text[line.begin : line.end]
    separator = "\t" if "\t" in raw else "|"
    cells: list[Cell] = []
    at = 0
    if separator not in raw:
        bounds = _spaced(raw, text[header.begin : header.end])
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
