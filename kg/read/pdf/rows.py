"""Words to rows: what stands on one base line, across the whole page or one column of it, with its bullet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.read.pdf.drawings import Shape
from kg.read.pdf.words import Word
from kg.text import BULLETS

_BULLET = re.compile(f"[{BULLETS}\ue000-\uf8ff]$|[-–—*+o]$")
_ORDINAL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]$")
_NUMERIC = re.compile(
    r"[<>~(]?(?:US\$|[A-Z]{3}|[$€£])?\s?[-–+]?\d[\d.,’' ]*\s?(?:%|[MKB]|million|billion)?\)?\*?$"
    r"|unknown$|n\.?/?a\.?$|tbd$|[-–—]$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")


# A page with more small shapes is a map, not a list; no list is set in larger type than this, in points.
_MOST_BULLETS, _LARGEST_TYPE = 1500, 40.0
# The widest space between words of one line, and the narrowest gutter between columns, in font sizes.
SPACE = 0.56


class Row:
    """Words on one base line, from left to right, and where they stand; a part of a row may be without words."""

    __slots__ = ("_gaps", "base", "size", "words", "x0", "x1")

    def __init__(self, words: Sequence[Word] = ()) -> None:
        self.words = words
        self.x0 = words[0].x0 if words else 0.0
        self.x1 = max((w.x1 for w in words), default=0.0)
        self.base = words[0].base if words else 0.0
        self.size = max((w.size for w in words), default=0.0)
        self._gaps: list[tuple[float, float]] = []

    @property
    def bold(self) -> bool:
        """Whether all its words are."""
        return all(w.bold for w in self.words)

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(w.text for w in self.words)

    @property
    def cell_text(self) -> str:
        """Its words as those of a cell, without marks of footnotes."""
        return " ".join(f"{w.mark} {w.text}".strip() for w in self.words if not w.raised)

    def gaps(self) -> list[tuple[float, float]]:
        """The stretches without words, the endless ones before the first and behind the last included."""
        if not self._gaps:
            at = float("-inf")
            for word in self.words:
                if word.x0 > at:
                    self._gaps.append((at, word.x0))
                at = max(at, word.x1)
            self._gaps.append((at, float("inf")))
        return self._gaps

    def extents(self) -> list[tuple[float, float]]:
        """Where it has words, those that no more than a space parts as one stretch."""
        found: list[tuple[float, float]] = []
        for word in self.words:
            if found and word.x0 - found[-1][1] < SPACE * self.size:
                found[-1] = (found[-1][0], max(found[-1][1], word.x1))
            else:
                found.append((word.x0, word.x1))
        return found

    def between(self, left: float, right: float) -> Row:
        """The part of the row whose words have their middle between two places."""
        return Row([w for w in self.words if left <= (w.x0 + w.x1) / 2 < right])


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows of the words, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        for row in reversed(rows[-3:]):
            if abs(word.base - row[0].base) <= 0.3 * min(word.size, row[0].size):
                row.append(word)
                break
        else:
            rows.append([word])
    return [Row(sorted(row, key=lambda w: (w.x0, w.x1))) for row in rows]


def thick_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows, those beside each other on somewhat different base lines as one: columns differ in their type."""
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        near = above is not None and row.base - above.words[0].base < 0.75 * min(row.size, above.size)
        if above is not None and near and not _overlap(above, row):
            words = [*above.words, *row.words]
            found[-1] = Row(sorted(words, key=lambda w: (w.x0, w.x1)))
        else:
            found.append(row)
    return found


def _overlap(one: Row, other: Row) -> bool:
    stretches = sorted([*one.extents(), *other.extents()])
    return any(above[1] > below[0] for above, below in pairwise(stretches))


def is_numeric(text: str) -> bool:
    """Whether a cell holds a figure, or a sign that stands for a missing one."""
    return bool(_NUMERIC.match(text)) and not _YEAR.match(text)


def with_marks(words: Sequence[Word], drawn: Sequence[Shape]) -> list[Word]:
    """The words, each bullet or list number taken as the mark of the word that it stands before.

    Bullets that are drawn, not written, count too: a disc, ring or square left of a word, about half as high as it.
    """
    found: list[Word] = []
    for row in rows_of([*words, *_drawn_bullets(words, drawn)]):
        row_words = row.words
        skip = False
        for i, word in enumerate(row_words):
            if skip:
                skip = False
                continue
            following = row_words[i + 1] if i + 1 < len(row_words) else None
            before = row_words[i - 1] if i else None
            if following and _is_mark(word, before, following):
                mark = word.text if not "\ue000" <= word.text <= "\uf8ff" else "•"
                found.append(replace(following, x0=word.x0, mark=mark, text_x0=following.x0))
                skip = True
            else:
                found.append(word)
    return found


def _is_mark(word: Word, before: Word | None, following: Word) -> bool:
    gap = following.x0 - word.x1
    if following.mark or gap > 3.5 * following.size:
        return False
    if before is not None and word.x0 - before.x1 < 1.2 * word.size:
        return False
    if _BULLET.match(word.text):
        return word.text[0] in BULLETS or gap > 0.2 * word.size
    return bool(_ORDINAL.match(word.text)) and gap > 0.15 * word.size and following.text[:1].isalnum()


def _drawn_bullets(words: Sequence[Word], drawn: Sequence[Shape]) -> list[Word]:
    if len(drawn) > _MOST_BULLETS:
        return []
    by_base = sorted(words, key=lambda w: w.base)
    bases = [w.base for w in by_base]
    found = []
    for shape in drawn:
        middle, height = (shape.top + shape.bottom) / 2, shape.bottom - shape.top
        near = by_base[bisect_left(bases, middle - _LARGEST_TYPE) : bisect_right(bases, middle + _LARGEST_TYPE)]
        beside = [
            w
            for w in near
            if w.top < middle < w.base + 0.1 * w.size and 0 < w.x0 - shape.x1 < 3 * w.size and height < 0.62 * w.size
        ]
        if beside:
            nearest = min(beside, key=lambda w: w.x0)
            text = "o" if shape.hollow else "•"
            found.append(Word(text, shape.x0, shape.x1, nearest.base, nearest.size))
    return found
