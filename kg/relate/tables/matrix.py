"""Tables of places down and population groups across: a population figure a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Name, Period, Table, Value
from kg.relate.evidence import row_evidence
from kg.relate.facts import make
from kg.relate.figures.runs import tells_situation
from kg.relate.labels import NUMBER_OF, plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, is_total

_NUMBERED = re.compile(r"^\W*(?:[A-Z]|[IVX]+|\d+(?:\.\d+)*)[.)]\s+|\s*[:.]?\s*$")  # `B. Affected population`
_WHERE = re.compile(r"\s(?:in|on|at|outside)\s", re.IGNORECASE)


def group_columns(scope: Scope, header: Sequence[Cell]) -> dict[int, str]:
    """The columns that count a population group each, when there are two of them or more."""
    found = {}
    households = scope.pattern("populations", "households")
    never = scope.words("populations", "never_figures")
    for i, cell in enumerate(header[1:], start=1):
        term = scope.labels("PopulationGroup").exact(NUMBER_OF.sub("", cell.text))
        if term is None and (len(header) == 2 or _WHERE.search(cell.text)):
            # A title tells what the one column counts; `IDPs in camps` tells where they are.
            term = next(iter(scope.labels("PopulationGroup").inside(_WHERE.split(cell.text)[0])), None)
        if sheltered := _sheltered(scope, cell.text):
            found[i] = sheltered
            continue
        # Families are no people.
        counted = term is not None and term.notation not in never and not households.search(_WHERE.split(cell.text)[0])
        if counted and term is not None and term.notation:
            found[i] = term.notation
    if len(found) == 1 and len(header) != 2:
        places = scope.patterns("tables").get("populations", {}).get("columns", {}).get("place", ())
        return found if plain(header[0].text) in places else {}
    return found


def beside_served(scope: Scope, header: Sequence[Cell]) -> dict[int, str]:
    """The columns that count a group where others tell of those who were served, by place; sexes are theirs."""
    served = scope.patterns("served").get("columns", {})
    own = {label for labels in served.values() for label in labels}
    if plain(header[0].text) not in served.get("place", ()):
        return {}
    never = scope.words("populations", "never_figures")
    found = {}
    for i, cell in enumerate(header[1:], start=1):
        term = scope.labels("PopulationGroup").exact(NUMBER_OF.sub("", cell.text))
        if term is not None and term.notation and term.notation not in never and plain(cell.text) not in own:
            found[i] = term.notation
        elif sheltered := _sheltered(scope, cell.text):
            found[i] = sheltered
    return found


def _sheltered(scope: Scope, name: str) -> str | None:
    """The group of the people whom a column counts in shelters: `Evacuation centres: persons`."""
    counts = scope.pattern("figures", "sheltered").fullmatch(" ".join(name.split())) is not None
    return str(scope.patterns("figures")["sheltered_group"]) if counts else None


def captioned_column(scope: Scope, block: AnnotatedBlock, header: Sequence[Cell]) -> dict[int, str]:
    """The column of plain people or numbers, or those of each year, below a line that says who they are.

    The line is one like `Refugees by county`.
    """
    columns = scope.patterns("tables").get("populations", {}).get("columns", {})
    keyed = {*columns.get("place", ()), *columns.get("origin", ())}
    if len(header) == 2 and plain(header[0].text) in keyed and tells_situation(scope, header[1].text):
        return {1: ""}  # people in a plight are of no group
    if plain(header[0].text) not in keyed:
        return {}
    named = [i for i, c in enumerate(header) if i and plain(c.text) in columns.get("value", ())]
    dated = [i for i, c in enumerate(header) if i and _date_of(scope, c)]
    if len(named) != 1 and not len(dated) == len(header) - 1 > 1:
        return {}
    counted = named if len(named) == 1 else dated
    titles = [*(b.joined.text for b in scope.before(block, 2)), *block.block.section[-1:]]
    for title in titles:
        if len(title.split()) > _CAPTION:
            continue
        term = next(iter(scope.labels("PopulationGroup").inside(title)), None)
        if term is not None and term.notation and term.notation not in scope.words("populations", "never_figures"):
            return dict.fromkeys(counted, term.notation)
        if tells_situation(scope, _NUMBERED.sub("", title)):
            return dict.fromkeys(counted, "")
    return {}


_CAPTION = 14  # words of such a line, at most


def matrix_claims(scope: Scope, block: AnnotatedBlock, table: Table, groups: Mapping[int, str]) -> Iterator[Claim]:
    """Places down, groups across: a population figure a cell."""
    date, source = _caption(scope, block)
    dates = {i: own for i in groups if i < len(table.header) and (own := _date_of(scope, table.header[i]))}
    origins = scope.patterns("tables").get("populations", {}).get("columns", {}).get("origin", ())
    slot = "origin" if table.header and plain(table.header[0].text) in origins else "place"
    for row in table.rows:
        total = bool(row) and is_total(row[0].text)
        place = scope.country if total else _named(scope, slot, row[0], table) if row else None
        if place is None or scope.labels("Sector").exact(row[0].text) is not None:
            continue
        where = {"place": scope.country, slot: place} if not total else {"place": place}
        for column, code in groups.items():
            if column >= len(row):
                continue
            quantities = list(scope.numbers(row[column].text))
            if len(quantities) != 1 or quantities[0].percent:
                continue
            evidence = row_evidence(scope, row)
            yield make(
                "PopulationFigure",
                "table/population-matrix",
                0.94,
                evidence,
                {
                    "population": scope.term("PopulationGroup", code) if code else None,
                    **where,
                    "value": scope.number(quantities[0], row[column].text),
                    "date": dates.get(column, date),
                    "source": source,
                },
            )


def _date_of(scope: Scope, cell: Cell) -> Period | None:
    """The day, month or year that the name of a column is and nothing else."""
    if not cell.text[-1:].isdigit() and not cell.text[:1].isdigit():
        return None
    whole = (d for d in scope.dates(cell.text) if d.precision != "phrase" and d.end - d.begin == len(cell.text))
    return next((d.period for d in whole), None)


def _named(scope: Scope, slot: str, cell: Cell, table: Table) -> Value | None:
    """The place that the name of a row is, or the country that people are from."""
    return scope.country_of(cell.text) if slot == "origin" else cell_value(scope, "place", cell, table)


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
