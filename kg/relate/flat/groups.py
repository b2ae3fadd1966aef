"""Rows whose name ends in the group of people that a column of its own holds: `Indicator Population type Target`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.alternation import any_of
from kg.model import Cell, Table
from kg.ontology import Ontology
from kg.relate.flat.lines import Row
from kg.relate.scope import Scope
from kg.relate.vocabulary import vocabulary_of


def _known(names: Iterable[str]) -> str:
    return any_of(names, ignore_case=True)


@lru_cache(8)
def _two_names(ontology: Ontology) -> re.Pattern[str]:
    """The name of the rows with that of the groups behind it."""
    names = [
        rf"(?:{_known(columns[layout['needs'][0]])})\s+(?P<second>{_known(columns['population'])})(?!\w)"
        for layout in vocabulary_of(ontology).patterns.table("tables").values()
        if "population" in (columns := layout.get("columns", {}))
    ]
    return re.compile("|".join(names[:1]) or "(?!)", re.IGNORECASE)


def end_of_two_names(ontology: Ontology, words: str) -> int:
    """Where the name of a column of groups ends that stands right behind that of the rows; 0 where there is none."""
    found = _two_names(ontology).match(words)
    return found.end() if found else 0


def with_groups(scope: Scope, table: Table) -> Table:
    """The table with such a column apart, where the first name is that of two columns, the second one of groups."""
    header = table.header[0]
    found = _two_names(scope.ontology).fullmatch(" ".join(header.text.split()))
    if found is None:
        return table
    first, second = header.text[: found.start("second")].rstrip(), found.group("second")
    names = Cell(header.begin, header.begin + len(first), first), Cell(header.end, header.end, second)
    rows = tuple((*_parted(scope, row[0]), *row[1:]) for row in table.rows)
    return Table((*names, *table.header[1:]), rows)


def _parted(scope: Scope, name: Cell) -> Row:
    """The name of a row, and the group that it ends in; an empty cell where it ends in none."""
    text = scope.document.source.text[name.begin : name.end]
    groups = scope.labels("PopulationGroup")
    for at in _starts(text):
        words = re.sub(r"-\s+", "-", " ".join(text[at:].split()))
        if groups.exact(words) is not None:
            whole = name.text[: len(name.text) - len(" ".join(text[at:].split()))].rstrip()
            return Cell(name.begin, name.begin + at, whole), Cell(name.begin + at, name.end, words)
    return name, Cell(name.end, name.end, "")


def _starts(text: str) -> Iterator[int]:
    """Where the words of a text begin with a capital, from the first on; the last of them count."""
    starts = [m.start() for m in re.finditer(r"(?<=\s)(?=[A-Z])", text)]
    yield from starts[-_GROUP_WORDS:]


_GROUP_WORDS = 4
