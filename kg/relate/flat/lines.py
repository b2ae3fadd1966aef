"""Lines of a report with the numbers that they end in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kg.alternation import any_of
from kg.document import Document
from kg.model import Block, BlockKind, Cell, Table
from kg.ontology import Ontology
from kg.relate.vocabulary import vocabulary_of

_RUNNING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FIGURE})
_UNIT = r"(?:\s?(?:%|[MKBmk]\b|mn\b|bn\b|million\b|billion\b))?"
_WORDS = re.compile(r"[^\W\d_]{2}")
_BARRED = re.compile(r"\d.*\|")  # a list of givers, each with what it gave: `Germany 4.6 million | Japan 850,000`
# Thousands that a space parts: `511 337`; how many lines must end so for that to be the way of the report.
_SPACED, _DIGITS, _LEAST_SPACED = re.compile(r"\d{1,3} \d{3}|\d{1,2} \d{3} \d{3}"), re.compile(r"\d+(?: \d+)+"), 2
# The end of words that go on with the number behind them: a sentence, and no name of a row.
_RUNS_ON = re.compile(r"\s(?:to|than|some|about|nearly|least|almost)$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(rf"^\D*(?:{YEAR.pattern}\s+)+{YEAR.pattern}\s*$")
# The most words of a line of names of columns, and of the name of a row; the most blank lines within a table.
_HEAD_WORDS, _NAME_WORDS, _BLANK = 24, 40, 2
_CURRENCY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ$€£ "
_MARK = 5  # characters of the mark of an item
_SIGNS = 40  # characters between two lines in which signs are looked for
TITLE_WORDS = 6
"""The most words of a title over rows."""

HEAD_LINES = 8
"""The most lines over which names of columns may be spread."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the numbers at its end; `name` ends where they begin."""

    begin: int
    end: int
    text: str
    block: int
    numbers: tuple[tuple[int, int], ...]  # by characters of the report
    name: str

    @property
    def bare(self) -> bool:
        """Whether it holds numbers only."""
        return bool(self.numbers) and not self.name

    @property
    def cell(self) -> Cell:
        """The whole line as a cell."""
        return Cell(self.begin, self.end, self.text.strip())

    @property
    def number(self) -> Cell:
        """The first of its numbers as a cell."""
        begin, end = self.numbers[0]
        return Cell(begin, end, self.text[begin - self.begin : end - self.begin])


Row = tuple[Cell, ...]


def lines_of(document: Document, ontology: Ontology) -> list[Line]:
    """The lines of all blocks that are no tables already, in the order of the text."""
    text = document.source.text
    found: list[Line] = []
    for n, block in enumerate(document.blocks):
        table = block.block.table
        headless = (
            table is not None
            and not table.header
            and min(map(len, table.rows), default=0) > 2
            and not _is_headed_by_years(table)
        )
        if (block.block.kind not in _RUNNING and not headless) or _is_within_line(text, block.block):
            continue
        pieces: list[tuple[int, int]] = []
        for begin, end in block.block.lines:
            if pieces and "\n" not in text[pieces[-1][1] : begin]:
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((begin, end))
        found += [_line(ontology, text, begin, end, n) for begin, end in pieces]
    found = _grouped(sorted(found, key=lambda line: line.begin))
    signs = [sign for above, below in pairwise(found) for sign in _signs(text, above, below)]
    return sorted([*found, *signs], key=lambda line: line.begin)


def _grouped(lines: list[Line]) -> list[Line]:
    """The lines with thousands that a space parts as one number each, if all bare numbers of the report end so.

    A row of two columns ends in two numbers, too; those of all rows do not look like the parts of one.
    """
    ends = {i: line.text[line.numbers[0][0] - line.begin :].strip() for i, line in enumerate(lines) if line.numbers[1:]}
    ends = {i: end for i, end in ends.items() if _DIGITS.fullmatch(end)}
    if len(ends) < _LEAST_SPACED or not all(_SPACED.fullmatch(end) for end in ends.values()):
        return lines
    if len({end.index(" ") for end in ends.values()}) == 1:
        return lines  # numbers of people differ in length, those of a column need not
    found = list(lines)
    for i in ends:
        numbers = lines[i].numbers
        found[i] = replace(lines[i], numbers=((numbers[0][0], numbers[-1][1]),))
    return found


def _is_headed_by_years(table: Table) -> bool:
    """Whether the first row ends in years, and those below it have as many cells: it names the columns."""
    first = table.rows[0]
    years = sum(YEAR.fullmatch(cell.text) is not None for cell in first[-2:])
    return years == 2 and len(table.rows) > 1 and all(len(row) == len(first) for row in table.rows)


def _is_within_line(text: str, block: Block) -> bool:
    """Whether an item stands in a line behind other words, not behind its mark only."""
    before = text[text.rfind("\n", 0, block.begin) + 1 : block.begin].strip()
    return block.kind is BlockKind.ITEM and len(before) > _MARK


def _signs(text: str, above: Line, below: Line) -> list[Line]:
    """The lines of one sign between two lines, which no block holds: `$` and `%` name columns."""
    between = text[above.end : below.begin]
    if len(between) < 3 or not between.strip() or len(between) > _SIGNS:
        return []
    found = [(above.end + m.start(), above.end + m.end()) for m in re.finditer(r"(?<=\n)[%$€£#](?=\n)", between)]
    return [Line(begin, end, text[begin:end], above.block, (), text[begin:end]) for begin, end in found]


@lru_cache(8)
def _numbers(ontology: Ontology) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number of a cell, and the numbers at the end of a line."""
    codes = {n for t in ontology.by_class("Currency") for n in t.names if re.fullmatch(r"[A-Z]{3}|[A-Z]{0,2}\W", n)}
    money = any_of(codes)
    people = vocabulary_of(ontology).patterns.table("activities").get("people", {})
    units = "|".join(sorted({*people.get("households", ()), *people.get("units", ())})) or "(?!)"
    cell = rf"(?:(?:[<>~≈(]\s?)?(?:(?:{money})\s?)?\d[\d.,]*{_UNIT}(?:\s(?:{units}))?\)?|[-–—]|n/?a|N/?A|tbd|TBD)"
    return re.compile(rf"{cell}(?=\s|$)"), re.compile(rf"(?:(?:^|\s+)(?:/\s*)?{cell})+\s*$")


def _line(ontology: Ontology, text: str, begin: int, end: int, block: int) -> Line:
    words = text[begin:end]
    token, ending = _numbers(ontology)
    # The number behind an address is that of a telephone.
    tail = ending.search(words) if any(c.isdigit() for c in words) and "@" not in words else None
    if tail is None:
        return Line(begin, end, words, block, (), words.strip())
    numbers = tuple((begin + m.start(), begin + m.end()) for m in token.finditer(words, tail.start()))
    # A year before the numbers belongs to the name: `Appeal 2021 124,000`.
    while numbers and YEAR.fullmatch(text[slice(*numbers[0])].strip("()")):
        numbers = numbers[1:]
    if len(numbers) > 1 and all(YEAR.fullmatch(text[b:e].lstrip(_CURRENCY)) for b, e in numbers):
        numbers = ()  # `USD 2011 2012` are names of columns
    if not any(c.isdigit() for b, e in numbers for c in text[b:e]):
        return Line(begin, end, words, block, (), words.strip())
    return Line(begin, end, words, block, numbers, text[begin : numbers[0][0]].strip())


def names_years(text: str) -> bool:
    """Whether a line ends in several years and no other numbers: names of columns."""
    return text.rstrip()[-4:].isdigit() and _YEARS.search(text) is not None


def is_row(line: Line) -> bool:
    """Whether a line is a name with numbers behind it."""
    words = bool(_WORDS.search(line.name)) and not line.name.endswith(":") and not _RUNS_ON.search(line.name)
    return bool(line.numbers) and words and len(line.name.split()) <= _NAME_WORDS and not _BARRED.search(line.name)


def is_near(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line stands close below the one before it."""
    return text.count("\n", lines[index - 1].end, lines[index].begin) <= _BLANK + 1


def may_head(lines: Sequence[Line], index: int) -> bool:
    """Whether a line may hold names of columns: few words, and no number at their end."""
    line = lines[index]
    return (
        not line.numbers and 0 < len(line.text.split()) <= _HEAD_WORDS and not line.text.rstrip().endswith((".", ";"))
    )
