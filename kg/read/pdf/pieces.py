"""What a page consists of when it is laid out: lines of text, tables and charts, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from kg.read.pdf.words import Word

CellText = tuple[str, ...]
"""The words of a cell, one string for each of its lines."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text in its column; `left` and `right` are the edges of that column."""

    words: tuple[Word, ...]
    left: float
    right: float

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
    """A table, or a chart as a table of labels and numbers, with the box that it fills."""

    header: tuple[CellText, ...]
    rows: tuple[tuple[CellText, ...], ...]
    x0: float
    top: float
    x1: float
    bottom: float
    chart: bool = False


Piece = TextLine | Grid
