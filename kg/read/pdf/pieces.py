"""What a page consists of when it is laid out: lines of text, tables and charts, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from kg.read.pdf.words import Word

CellText = tuple[str, ...]
"""The words of a cell, one string for each of its lines."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text.

    `left` and `right` are the edges of its column, `end` is where the lines around it end if they are full.
    """

    words: tuple[Word, ...]
    left: float
    right: float
    end: float

    @property
    def x0(self) -> float:
        """Where its first word begins, behind the mark."""
        first = self.words[0]
        return first.text_x0 if first.mark else first.x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(w.x1 for w in self.words)

    @property
    def base(self) -> float:
        """The height of its base line."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The font size of most of its letters."""
        return max(self.words, key=lambda w: (len(w.text), w.size)).size

    @property
    def bold(self) -> bool:
        """Whether all its words are."""
        return all(w.bold for w in self.words)

    @property
    def mark(self) -> str:
        """The bullet or list number before it."""
        return self.words[0].mark


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or a chart as a table of labels and numbers, between `x0` and `x1` on the page."""

    header: tuple[CellText, ...]
    rows: tuple[tuple[CellText, ...], ...]
    x0: float
    x1: float
    edges: tuple[float, ...] = ()  # where its columns part
    bold: bool = False  # whether its header alone is set in bold
    chart: bool = False
    continues: bool = False  # whether it goes on with the table before it, whose header it shares


Piece = TextLine | Grid
