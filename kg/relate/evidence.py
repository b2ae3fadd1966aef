"""A label and its number, or the cells of a row, which may stand far apart, as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Cell, Passage
from kg.relate.scope import Scope

_PAIR = 300  # characters from a label to its number, at most
_ROW = 600  # characters of a row, at most; the cells of one that was read column by column stand farther apart


def cells_evidence(scope: Scope, b1: int, e1: int, b2: int, e2: int) -> list[Passage]:
    """A label and its number as evidence: the stretch that holds both if it is short, else each by itself."""
    return _together(scope, [(b1, e1), (b2, e2)], _PAIR)


def row_evidence(scope: Scope, row: Iterable[Cell]) -> list[Passage]:
    """The filled cells of a row as evidence: the stretch that holds them if it is short, else each by itself."""
    return _together(scope, [(c.begin, c.end) for c in row if c.text], _ROW)


def _together(scope: Scope, parts: Sequence[tuple[int, int]], most: int) -> list[Passage]:
    begin, end = min(b for b, _ in parts), max(e for _, e in parts)
    stretches = [(begin, end)] if end - begin <= most else sorted(parts)
    return [scope.document.source.passage(*stretch) for stretch in stretches]
