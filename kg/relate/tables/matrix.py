"""Tables of places down and population groups across: a population figure a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Name, Period, Table, Value
from kg.relate.facts import make
from kg.relate.figures.groups import population_of
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, is_total

_CAPTION = 14  # words of a line that says who is counted


def group_columns(scope: Scope, header: Sequence[Cell]) -> dict[int, str]:
    """The columns that count a population group each, when there are two of them or more."""
    found = {}
    households = scope.pattern("populations", "households")
    for i, cell in enumerate(header[1:], start=1):
        term = scope.labels("PopulationGroup").exact(cell.text)
        # Families are no people.
        if term is not None and term.notation and not households.search(cell.text):
            found[i] = term.notation
    if len(found) == 1 and len(header) != 2:
        places = scope.patterns("tables").get("populations", {}).get("columns", {}).get("place", ())
        return found if plain(header[0].text) in places else {}
    return found


def counted_column(scope: Scope, block: AnnotatedBlock, header: Sequence[Cell]) -> dict[int, str]:
    """The column that counts people place by place, of the group that the words above the table name."""
    columns = scope.patterns("tables").get("populations", {}).get("columns", {})
    if plain(header[0].text) not in columns.get("place", ()):
        return {}
    above = [*reversed(block.block.section[-2:]), *(b.joined.text for b in scope.before(block, 2))]
    group = next((g for words in above if len(words.split()) <= _CAPTION and (g := population_of(scope, words))), None)
    counts = [i for i, cell in enumerate(header) if i and plain(cell.text) in columns.get("value", ())]
    return {counts[0]: group} if group and counts else {}


def matrix_claims(scope: Scope, block: AnnotatedBlock, table: Table, groups: Mapping[int, str]) -> Iterator[Claim]:
    """Places down, groups across: a population figure a cell."""
    date, source = _caption(scope, block)
    for row in table.rows:
        total = bool(row) and is_total(row[0].text)
        place = scope.country if total else cell_value(scope, "place", row[0], table) if row else None
        if place is None:
            continue
        for column, code in groups.items():
            if column >= len(row):
                continue
            quantities = list(scope.numbers(row[column].text))
            if len(quantities) != 1 or quantities[0].percent:
                continue
            evidence = [scope.document.source.passage(row[0].begin, max(c.end for c in row if c.text))]
            yield make(
                "PopulationFigure",
                "table/population-matrix",
                0.94,
                evidence,
                {
                    "population": scope.term("PopulationGroup", code),
                    "place": place,
                    "value": scope.number(quantities[0], row[column].text),
                    "date": date,
                    "source": source,
                },
            )


def _caption(scope: Scope, block: AnnotatedBlock) -> tuple[Period | None, Value | None]:
    """The day and the source that the lines above a table state."""
    date: Period | None = None
    source: Value | None = None
    for near in scope.before(block, 3):
        text = near.joined.text
        if len(text.split()) > 30:
            break
        dates = [d.period for d in scope.dates(text) if d.precision in {"day", "month"}]
        date = date or (dates[0] if dates else None)
        if match := scope.pattern("figures", "table_source").search(text):
            name = match.group(1).strip()
            term = scope.entity_named(name)
            source = source or (Name(term.label, term.cls, term.iri) if term else scope.name(name, "Organization"))
    return date, source
