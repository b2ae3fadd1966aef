"""Formats whose text is scattered over a tree or a grid → one readable text with its blocks.

A reader hands over what it finds in reading order; the text is laid out as a plain text would be, so that headings,
lists and paragraphs go through the same layout as in every other format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.errors import ReadError
from kg.model import Block, BlockKind, Cell, Source, Table
from kg.read.boxes import NUMBER_ONLY
from kg.read.grids import names_columns
from kg.read.layout import blocks_of
from kg.read.letters import as_typed
from kg.read.lines import Line, bullet
from kg.read.text import printable, title_of

# So many paragraphs, and such a share of all, that begin in the middle of a sentence are no chance.
_CUT_LINES, _CUT_SHARE = 5, 0.1
# Where so many paragraphs come after an empty one, empty paragraphs are what parts things.
_SPACED_SHARE = 0.25
_LABEL_WORDS = 10  # a longer line is a sentence, not the label of a figure


class Composer:
    """Builds the text of a report block by block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._given: list[Block] = []
        self._empty = 0  # empty paragraphs since the last line
        self._gaps: list[int] = []  # of each line, the empty paragraphs before it

    def blank(self) -> None:
        """Take note of an empty paragraph."""
        self._empty += 1

    def line(
        self,
        words: str,
        *,
        heading: int = 0,
        mark: str = "",
        depth: int = 0,
        strong: bool = False,
        alone: bool = False,
        gap: int = 1,
    ) -> None:
        """Add a paragraph, a heading, a list item, or one of their lines.

        Args:
            words: its text; white space is collapsed, tabs stay.
            heading: level of a heading, 1 to 6.
            mark: what opens a list item; a mark typed as text is found in the words.
            depth: how many list items it stands in; an item of a list at the top has 0.
            strong: whether all of it is bold.
            alone: whether it is known to be no heading and no part of a longer paragraph.
            gap: empty lines before it; 0 for another line of the same paragraph or the next item of a list.
        """
        words = tidy(words)
        if not words:
            return
        self._gaps.append(self._empty)
        self._empty = 0
        typed, taken = ("", 0) if mark or heading else bullet(words)
        opening = "  " * depth + (f"{mark} " if mark else "")
        begin = self._write(opening + words, gap) + len(opening) + taken
        end = self._length
        self._lines.append(
            Line(
                begin, end, words[taken:], ((begin, end),), 2 * depth, gap, heading, mark or typed, strong, alone=alone
            )
        )

    def furniture(self, words: str) -> None:
        """Add what the page carries and not the text: running headers, lists of links."""
        words = tidy(words)
        if words:
            begin = self._write(words, 1)
            self._given.append(Block(BlockKind.FURNITURE, begin, self._length, ((begin, self._length),)))

    def table(
        self, rows: Sequence[Sequence[str]], header: Sequence[str] | None = None, kind: BlockKind = BlockKind.TABLE
    ) -> None:
        """Add a table as lines of cells between tabs.

        Args:
            rows: its cells; empty rows are left out.
            header: the names of the columns, empty where it has none; None takes the first row if it holds no number.
            kind: `FIGURE` for the numbers of a chart.
        """
        cells = [[tidy(words).replace("\t", " ") for words in row] for row in rows]
        cells = [row for row in cells if any(row)]
        if header is None:
            header, cells = (cells[0], cells[1:]) if names_columns(cells, years=True) else ((), cells)
        if not cells:
            return
        head = self._row([tidy(words).replace("\t", " ") for words in header], 1) if any(header) else ()
        body = [self._row(row, 0 if head or i else 1) for i, row in enumerate(cells)]
        rows_with_words = [[c for c in row if c.text] for row in (head, *body) if row]
        pieces = tuple((row[0].begin, row[-1].end) for row in rows_with_words)
        self._given.append(Block(kind, pieces[0][0], pieces[-1][1], pieces, table=Table(head, tuple(body))))

    def _row(self, words: Sequence[str], gap: int) -> tuple[Cell, ...]:
        begin = self._write("\t".join(words), gap)
        cells = []
        for word in words:
            cells.append(Cell(begin, begin + len(word), word))
            begin += len(word) + 1
        return tuple(cells)

    def _write(self, words: str, gap: int) -> int:
        """Add a line of text after some empty ones; where it begins."""
        between = "\n" * (gap + 1) if self._parts else ""
        self._parts += [between, words]
        self._length += len(between) + len(words)
        return self._length - len(words)

    def source(
        self, file: str, sha256: str, form: str, *, title: str | None = None, issued: str | None = None
    ) -> Source:
        """The report.

        Args:
            file: its name in the graph.
            sha256: of its bytes, in hexadecimal.
            form: name of the format.
            title: what the document's properties say, for a text that has no heading.
            issued: ISO date on which it was published.

        Raises:
            ReadError: it holds no words.
        """
        text = "".join(self._parts) + "\n"
        if not re.search(r"\w", text):
            raise ReadError(file, "holds no words")
        lines, cut = self._lines, self._is_cut()
        if cut or sum(map(bool, self._gaps)) > len(self._gaps) * _SPACED_SHARE:
            lines = [replace(line, gap=gap) for line, gap in zip(lines, self._gaps, strict=True)]
        blocks = blocks_of(text, lines, given=self._given, wrapped=None if cut else False)
        title = title_of(text, blocks) or tidy(title or "") or None
        return Source(file, sha256, form, text, blocks, title=title, issued=issued)

    def _is_cut(self) -> bool:
        """Whether each line of a page became a paragraph, as in a document that was made from a PDF."""
        inner = [
            line.text[:1].islower() and not line.bullet and not before.heading and before.text[-1] not in ".!?;:"
            for before, line in pairwise(self._lines)
        ]
        return sum(inner) >= _CUT_LINES and sum(inner) > len(inner) * _CUT_SHARE


def tidy(words: str) -> str:
    """Words on one line, as typed: white space collapsed to single spaces or single tabs, unseen characters dropped."""
    words = re.sub(r"[^\S\t]*\t\s*|[^\S\t]+\t\s*", "\t", as_typed(printable(words)))
    return re.sub(r"[^\S\t]+", " ", words).strip()


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised characters mark a footnote, and are no exponent of a unit or number (`m²`, `CO₂`, `10⁶`).

    Args:
        raised: the characters.
        before: the text before them.
    """
    last = before.rsplit(None, 1)[-1:] or [""]
    unit = re.search(r"(?:^|\d)(?:[A-Za-z]{1,2}|10)$", "".join(last)) and not before[-1:].isspace()
    return bool(re.fullmatch(r"[\[(]?[\d,*†‡–\s]+[\])]?", raised)) and not unit


def card(lines: Sequence[str]) -> str | None:
    """A key figure or a field in a box of its own, a label and its value, as one line; None if the lines are none."""
    if len(lines) != 2:
        return None
    first, second = (tidy(line) for line in lines)
    if first.endswith(":") and 0 < len(second.split()) <= _LABEL_WORDS and len(first.split()) <= _LABEL_WORDS:
        return f"{first} {second}"
    if NUMBER_ONLY.match(first) and _is_label(second):
        return f"{first} {second}"
    if NUMBER_ONLY.match(second) and _is_label(first):
        return f"{first.rstrip(':')}: {second}"
    return None


def _is_label(words: str) -> bool:
    return 0 < len(words.split()) <= _LABEL_WORDS and not re.search(r"\d{3}|[.;]$", words) and words[0].isalpha()
