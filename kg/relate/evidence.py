"""A label and its number, which may stand far apart, as evidence."""

from __future__ import annotations

from kg.model import Passage
from kg.relate.scope import Scope


def cells_evidence(scope: Scope, b1: int, e1: int, b2: int, e2: int) -> list[Passage]:
    """A label and its number as evidence: the stretch that holds both if it is short, else each by itself."""
    begin, end = min(b1, b2), max(e1, e2)
    if end - begin <= 300:
        return [scope.document.source.passage(begin, end)]
    return [scope.document.source.passage(*p) for p in sorted([(b1, e1), (b2, e2)])]
