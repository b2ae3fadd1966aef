"""Facts from tables: a column means what its header says, a row is one thing, a cell with a number one fact or slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.model import Cell, Claim, Name, Number, Passage, Period, Table, Text, Value
from kg.nlp import AnnotatedBlock
from kg.nlp.dates import find_dates
from kg.nlp.numbers import Quantity
from kg.relate.parties import donor_name
from kg.relate.scope import Scope, make, plain

_CODE = re.compile(r"(?P<code>(?:[A-Z]{1,3})?\d+(?:\.\d+)*[a-z]?)[.)]?\s+(?=\S)")


@dataclass(frozen=True)
class Column:
    """What a column holds: the slot, and the day or year its header names."""

    slot: str
    header: str
    period: Period | None = None


def table_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The facts of one table."""
    table = block.block.table
    if table is None:
        return
    header = table.header or _borrowed(scope, block, table)
    if not header:
        return
    if groups := _group_columns(scope, header):
        yield from _matrix(scope, block, table, groups)
        return
    for name, layout in scope.patterns("tables").items():
        columns = _columns(scope, header, layout)
        slots = {c.slot for c in columns if c}
        if not set(layout["needs"]) <= slots or not slots & set(layout["values"]):
            continue
        yield from _rows(scope, block, table, columns, name, layout)
        return


def _group_columns(scope: Scope, header: Sequence[Cell]) -> dict[int, str]:
    """The columns that count a population group each, when there are two of them or more."""
    found = {}
    for i, cell in enumerate(header[1:], start=1):
        term = scope.labels("PopulationGroup").exact(cell.text)
        if term is not None and term.notation:
            found[i] = term.notation
    return found if len(found) >= 2 or (len(found) == 1 and len(header) == 2) else {}


def _matrix(scope: Scope, block: AnnotatedBlock, table: Table, groups: Mapping[int, str]) -> Iterator[Claim]:
    """Places down, groups across: a population figure a cell."""
    date, source = _caption(scope, block)
    for row in table.rows:
        total = bool(row) and plain(row[0].text).startswith(("total", "grand total"))
        place = scope.country if total else _cell_value(scope, "place", row[0], table) if row else None
        if place is None:
            continue
        for column, code in groups.items():
            if column >= len(row):
                continue
            quantities = list(scope.document.annotator.numbers(row[column].text))
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
        dates = [d.period for d in find_dates(text, scope.document.report.clock) if d.precision in {"day", "month"}]
        date = date or (dates[0] if dates else None)
        if match := re.search(r"\bsource\s*:\s*(?:the\s+)?([^.;)]+)", text, re.IGNORECASE):
            name = match.group(1).strip()
            term = scope.entity_named(name)
            source = source or (Name(term.label, term.cls, term.iri) if term else scope.name(name, "Organization"))
    return date, source


def _borrowed(scope: Scope, block: AnnotatedBlock, table: Table) -> tuple[Cell, ...]:
    """The header of the table before, when this one is its continuation over a page."""
    for earlier in scope.before(block, 4):
        other = earlier.block.table
        if other and other.header and len(other.header) == max(map(len, table.rows), default=0):
            return other.header
    return ()


def _columns(scope: Scope, header: Sequence[Cell], layout: Mapping[str, Any]) -> list[Column | None]:
    found: list[Column | None] = []
    for cell in header:
        text = plain(cell.text)
        best: tuple[int, str] | None = None
        for slot, labels in layout["columns"].items():
            for label in labels:
                if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text) and (best is None or len(label) > best[0]):
                    best = (len(label), slot)
        dates = [d for d in find_dates(cell.text, scope.document.report.clock) if d.precision != "phrase"]
        found.append(Column(best[1], cell.text, dates[-1].period if dates else None) if best else None)
    # The first column names the row when no header says so.
    key = layout["needs"][0]
    if found and found[0] is None and key not in {c.slot for c in found if c}:
        found[0] = Column(key, header[0].text)
    return found


def _rows(
    scope: Scope,
    block: AnnotatedBlock,
    table: Table,
    columns: Sequence[Column | None],
    name: str,
    layout: Mapping[str, Any],
) -> Iterator[Claim]:
    carried: dict[str, Cell] = {}
    for row in table.rows:
        cells: dict[str, Cell] = {}
        values: list[tuple[Column, Cell, Quantity]] = []
        for column, cell in zip(columns, row, strict=False):
            if column is None:
                continue
            if column.slot in layout["values"]:
                quantities = list(scope.document.annotator.numbers(cell.text))
                if len(quantities) == 1:
                    values.append((column, cell, quantities[0]))
            elif cell.text:
                cells[column.slot] = cell
        # A cell that spans rows stands in the first of them only.
        key = layout["needs"][0]
        if key in cells:
            carried = {key: cells[key]}
        elif values and len(row) > 1:
            cells = {**carried, **cells}
        if not values or key not in cells:
            continue
        begin = min(c.begin for c in row if c.text)
        end = max(c.end for c in row if c.text)
        evidence = [scope.document.source.passage(begin, end)]
        if not begin <= cells[key].begin < end:
            evidence.append(scope.document.source.passage(cells[key].begin, cells[key].end))
        if layout["fact"] == "Measurement":
            yield from _measurements(scope, evidence, cells, values, name)
        else:
            slots = _row_slots(scope, block, cells, values, table, layout)
            if slots:
                yield make(layout["fact"], f"table/{name}", 0.95, evidence, slots)


def _measurements(
    scope: Scope,
    evidence: list[Passage],
    cells: Mapping[str, Cell],
    values: Sequence[tuple[Column, Cell, Quantity]],
    rule: str,
) -> Iterator[Claim]:
    text = cells["indicator"].text
    code = _CODE.match(text)
    label = text[code.end() :] if code else text
    indicator = Name(" ".join(label.split()), "Indicator", code=code.group("code") if code else None)
    population = scope.labels("PopulationGroup").exact(cells["population"].text) if "population" in cells else None
    for column, cell, quantity in values:
        yield make(
            "Measurement",
            f"table/{rule}",
            0.97,
            evidence,
            {
                "indicator": indicator,
                "population": scope.term("PopulationGroup", population.notation)
                if population and population.notation
                else None,
                "measure": scope.term("Measure", column.slot),
                "value": scope.number(quantity, cell.text),
                "unit": scope.term("Unit", "percent" if quantity.percent else "number"),
                "date": column.period or (scope.year if column.slot != "baseline" else None),
            },
        )


def _row_slots(
    scope: Scope,
    block: AnnotatedBlock,
    cells: Mapping[str, Cell],
    values: Sequence[tuple[Column, Cell, Quantity]],
    table: Table,
    layout: Mapping[str, Any],
) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    currency = None
    for column, cell, quantity in values:
        slots[column.slot] = scope.number(quantity, cell.text)
        currency = currency or quantity.currency
        if column.period and "date" not in slots:
            slots["date"] = column.period
    for slot, cell in cells.items():
        value = _cell_value(scope, slot, cell, table)
        if value is None and slot in layout["needs"]:
            return {}
        if value is not None:
            slots[slot] = value
    if layout.get("money"):
        if code := currency or currency_near(scope, block):
            slots.setdefault("currency", Text(code))
        slots.setdefault("date", scope.year)
    if layout.get("recipient") and scope.publisher:
        slots.setdefault("recipient", scope.publisher)
    if scope.country and slots.get("earmarking") == scope.term("Earmarking", "earmarked"):
        slots.setdefault("place", scope.country)
    if layout.get("country") and not slots.get("place") and not slots.get("asylum") and scope.country:
        slots["place"] = scope.country
    return slots


def _cell_value(scope: Scope, slot: str, cell: Cell, table: Table) -> Value | None:
    text = " ".join(cell.text.split())
    if slot == "subject":
        if plain(text) in {"total", "totals", "grand total"} and table.header:
            text = f"Total {table.header[0].text}"
        return Name(text, "Programme")
    if slot == "donor":
        return None if plain(text).startswith("total") else donor_name(scope, text)
    if slot == "population":
        found = scope.labels("PopulationGroup").exact(text) or next(
            iter(scope.labels("PopulationGroup").inside(text)), None
        )
        return scope.term("PopulationGroup", found.notation) if found and found.notation else None
    if slot in {"place", "origin", "asylum"}:
        doc = scope.document.annotator.match(text, scope.document.report)
        country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
        if country is not None:
            return scope.country_named(country.kb_id_)
        return (
            None
            if plain(text).startswith(("total", "grand total")) or not text[:1].isupper()
            else scope.name(text, "Place")
        )
    if slot in {"organization", "partner", "actor", "funder", "recipient"}:
        return scope.name(text, "Organization", (t.iri if (t := scope.entity_named(text)) else None))
    if slot == "indicator":
        return Name(text, "Indicator")
    if slot == "programme":
        return Name(text, "Programme")
    if slot == "currency":
        term = scope.labels("Currency").exact(text)
        return Text(term.notation) if term and term.notation else None
    if slot == "earmarking":
        term = next(iter(scope.labels("Earmarking").inside(text)), None)
        return scope.term("Earmarking", term.notation) if term and term.notation else None
    if slot == "sector":
        found = next(iter(scope.labels("Sector").inside(text)), None)
        return scope.term("Sector", found.notation) if found and found.notation else None
    if slot == "date":
        dates = list(find_dates(text, scope.document.report.clock))
        return dates[-1].period if dates else None
    return Text(text)


def currency_near(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The currency that a heading or line before names (`Financial figures in USD`)."""
    table = block.block.table
    texts = [" ".join(c.text for c in table.header)] if table else []
    texts += [b.joined.text for b in scope.before(block, 6)] + list(block.block.section)[::-1]
    for text in texts:
        if found := scope.labels("Currency").inside(text):
            return found[0].notation
    return None


def close(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers are the same but for rounding."""
    return abs(a - b) <= max(abs(a), abs(b)) / 1000
