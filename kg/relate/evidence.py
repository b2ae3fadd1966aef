"""A label and its number, or the cells of a row, which may stand far apart, as evidence."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Cell, Passage
from kg.relate.scope import Scope

_ROW = 600  # characters of a row, at most; the cells of one that was read column by column stand farther apart


def cells_evidence(scope: Scope, b1: int, e1: int, b2: int, e2: int) -> list[Passage]:
    """A label and its number as evidence: the stretch that holds both if it is short, else each by itself."""
    begin, end = min(b1, b2), max(e1, e2)
    if end - begin <= 300:
        return [scope.document.source.passage(begin, end)]
    return [scope.document.source.passage(*p) for p in sorted([(b1, e1), (b2, e2)])]


def row_evidence(scope: Scope, row: Iterable[Cell]) -> list[Passage]:
    """The filled cells of a row as evidence: the stretch that holds them if it is short, else each by itself."""
    cells = sorted((c.begin, c.end) for c in row if c.text)
    begin, end = cells[0][0], max(e for _, e in cells)
    if end - begin <= _ROW:
        return [scope.document.source.passage(begin, end)]
    return [scope.document.source.passage(*cell) for cell in cells]
