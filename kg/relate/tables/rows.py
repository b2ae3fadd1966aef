"""A row is one thing, a cell with a number one fact or slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.document import AnnotatedBlock, Quantity
from kg.model import Cell, Claim, Name, Passage, Table, Text
from kg.relate.currencies import currency_named, currency_near, usual_currency
from kg.relate.employers import organization_of
from kg.relate.evidence import row_evidence
from kg.relate.facts import Slots, make
from kg.relate.funding.amounts import PERCENT_SLOTS
from kg.relate.givers import giver_above, is_for_country
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, is_total, numbers_of
from kg.relate.tables.columns import Column

_PLACES = re.compile(r"\s*(?:[,;/]|\band\b)\s*")
_CODE = re.compile(r"(?P<code>(?:[A-Z]{1,3})?\d+(?:\.\d+)*[a-z]?)[.)]?\s+(?=\S)")


def row_claims(
    scope: Scope,
    block: AnnotatedBlock,
    table: Table,
    columns: Sequence[Column | None],
    name: str,
    layout: Mapping[str, Any],
) -> Iterator[Claim]:
    """The facts of each row.

    Args:
        scope: of the report.
        block: that holds the table.
        table: whose rows are read.
        columns: what its columns hold; None for those that hold nothing known.
        name: of the layout, in the rule's id.
        layout: the table of the patterns that says what a row is.
    """
    key = layout["needs"][0]
    scale = _scale_of(scope, block, table) if layout.get("money") else 1
    columns = _in_one_currency(scope, columns) if layout.get("money") else columns
    carried: dict[str, Cell] = {}
    for row in table.rows:
        cells, values = _split(scope, columns, row, layout)
        if scale > 1:
            values = [(c, cell, _scaled(quantity, scale)) for c, cell, quantity in values]
        # A cell that spans rows stands in the first of them only.
        if key in cells:
            carried = {key: cells[key]}
        elif values and len(row) > 1:
            cells = {**carried, **cells}
        if not values or key not in cells:
            continue
        evidence = row_evidence(scope, row)
        if not any(p.begin <= cells[key].begin < p.end for p in evidence):
            evidence.append(scope.document.source.passage(cells[key].begin, cells[key].end))
        if layout["fact"] == "Measurement":
            yield from _measurements(scope, evidence, cells, values, name, layout)
            continue
        single = "dated" not in layout or len({column.slot for column, *_ in values}) == len(values)
        for part in [values] if single else [[value] for value in values]:
            if slots := _row_slots(scope, block, cells, part, table, layout):
                if "giver" in layout and not _awarded(scope, block, slots, layout):
                    continue
                yield make(layout["fact"], f"table/{name}", 0.95, evidence, slots)


_SCALES = {"m": 1_000_000, "t": 1_000, "0": 1_000}


def _scale_of(scope: Scope, block: AnnotatedBlock, table: Table) -> int:
    """What the amounts of a table are to be multiplied by, as the names of its columns or the line above say."""
    near = [b.joined.text for b in scope.before(block, 2) if len(b.joined.text.split()) <= _TITLE_WORDS]
    for text in (*(c.text for c in table.header), *near, *block.block.section[-1:]):
        if found := scope.pattern("funding", "scaled").search(text):
            return _SCALES[found.group("scale")[0].casefold()]
    return 1


_TITLE_WORDS = 14


_MOST_MONEY = 20_000_000_000  # of one row


def _scaled(quantity: Quantity, scale: int) -> Quantity:
    """An amount in full; shares, and amounts that are full already, stay."""
    if quantity.percent or quantity.value * scale >= _MOST_MONEY:
        return quantity
    return replace(quantity, value=quantity.value * scale)


def _in_one_currency(scope: Scope, columns: Sequence[Column | None]) -> Sequence[Column | None]:
    """The columns without those that repeat another one in a currency that the report prints less: `Budget (NPR)`."""
    codes = [_currency_of(scope, column) for column in columns]
    if len({code for code in codes if code}) < 2:
        return columns
    usual = usual_currency(scope)
    same = {c.slot for c, code in zip(columns, codes, strict=True) if c and code == usual}
    return [
        None if c and code not in {None, usual} and c.slot in same else c
        for c, code in zip(columns, codes, strict=True)
    ]


def _currency_of(scope: Scope, column: Column | None) -> str | None:
    return currency_named(scope, [column.header]) if column else None


def _split(
    scope: Scope, columns: Sequence[Column | None], row: Sequence[Cell], layout: Mapping[str, Any]
) -> tuple[dict[str, Cell], list[tuple[Column, Cell, Quantity]]]:
    """The cells of a row that describe it, by slot, and those that hold one number."""
    cells: dict[str, Cell] = {}
    values: list[tuple[Column, Cell, Quantity]] = []
    for column, cell in zip(columns, row, strict=False):
        if column is None:
            continue
        if column.slot in layout["values"]:
            quantities = list(numbers_of(scope, cell.text, money=bool(layout.get("money"))))
            if len(quantities) == 1 and _fits(columns, column, quantities[0], layout):
                values.append((column, cell, quantities[0]))
        elif cell.text:
            cells[column.slot] = cell
    return cells, values


def _fits(columns: Sequence[Column | None], column: Column, quantity: Quantity, layout: Mapping[str, Any]) -> bool:
    """Whether a number is what its column holds, and no share of it that stands in a column of its own (`Gap (%)`)."""
    share = "%" in column.header
    if layout.get("money"):
        return not (share or quantity.percent) or column.slot in PERCENT_SLOTS.values()
    return not share or not any(c and c.slot == column.slot and "%" not in c.header for c in columns)


def _measurements(
    scope: Scope,
    evidence: list[Passage],
    cells: Mapping[str, Cell],
    values: Sequence[tuple[Column, Cell, Quantity]],
    rule: str,
    layout: Mapping[str, Any],
) -> Iterator[Claim]:
    share, count = layout.get("units") or (None, None)
    text = cells["indicator"].text
    code = _CODE.match(text)
    label = text[code.end() :] if code else text
    indicator = Name(" ".join(label.split()), "Indicator", code=code.group("code") if code else None)
    population = scope.labels("PopulationGroup").exact(cells["population"].text) if "population" in cells else None
    earlier = layout.get("earlier", ())
    # `2020 target | Results`: these are of that year, too.
    periods = {column.period for column, *_ in values if column.period and column.slot not in earlier}
    shared = next(iter(periods)) if len(periods) == 1 else scope.year
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
                "unit": scope.term("Unit", unit) if (unit := share if quantity.percent else count) else None,
                "date": column.period or (shared if column.slot not in earlier else None),
            },
        )


def _before_sector(scope: Scope, text: str) -> Name | None:
    """The organisation before a sector that ran into its cell: `WFP Food security`."""
    found = organization_of(scope, text)
    words = text.split()
    rests = (" ".join(words[n:]) for n in range(1, len(words)))
    return found[0] if found and any(scope.labels("Sector").exact(rest) for rest in rests) else None


def _awarded(scope: Scope, block: AnnotatedBlock, slots: Slots, layout: Mapping[str, Any]) -> bool:
    """Whether a row names one of those whom the giver above the table gave to; adds the giver, parts the places."""
    giver, taker = giver_above(scope, block), slots[layout["needs"][0]]
    if giver is None or not isinstance(taker, Name) or taker.text == giver.text or is_total(taker.text):
        return False
    if not re.search(r"[^\W\d_]{2}", taker.text):
        return False
    if taker.ref is None and scope.pattern("awarded", "no_taker").fullmatch(taker.text):
        return False
    if taker.ref is None and (known := _before_sector(scope, taker.text)) is not None:
        slots[layout["needs"][0]] = known
    where = slots.pop("place", None)
    parts = _PLACES.split(where.text) if isinstance(where, Name) else []
    places = [place for part in parts if (place := scope.place_of(part)) is not None]
    slots |= {layout["giver"]: giver, "place": places}
    return True


def _typed(scope: Scope, block: AnnotatedBlock, slots: Slots, layout: Mapping[str, Any]) -> Slots:
    """What was done with the things of a row, and in which sector."""
    item = slots.get(layout.get("things", ""))
    if not isinstance(item, Text):
        return {}
    code = activity_label(scope, item.text) or object_type(scope, item.text) or scope.patterns("served").get("handed")
    term = scope.term("ActivityType", code) if code else scope.in_role("ActivityType", "unspecific")
    return {"activityType": term, "sector": scope.sector(block.block)}


def _row_slots(
    scope: Scope,
    block: AnnotatedBlock,
    cells: Mapping[str, Cell],
    values: Sequence[tuple[Column, Cell, Quantity]],
    table: Table,
    layout: Mapping[str, Any],
) -> Slots:
    slots: Slots = {}
    currency = None
    for column, cell, quantity in values:
        slots[column.slot] = scope.number(quantity, cell.text)
        currency = currency or quantity.currency or (_currency_of(scope, column) if layout.get("money") else None)
        if column.period and "date" not in slots:
            slots["date"] = column.period
    for slot, cell in cells.items():
        value = cell_value(scope, slot, cell, table)
        if value is None and slot in layout["needs"]:
            return {}
        if value is not None:
            slots[slot] = value
    if "subject" in cells and (country := scope.country_of(cells["subject"].text)) is not None:
        slots |= {"subject": scope.publisher, "place": country}  # a row for each country of an operation
    if counted := layout.get("counted"):
        slots["item"] = next((Text(c.header.strip()) for c, _, _ in values if c.slot == counted), None)
        if slots["item"] is None:
            return {}
    slots |= _typed(scope, block, slots, layout)
    return {**slots, **_of_report(scope, block, slots, layout, currency)}


def _of_report(
    scope: Scope, block: AnnotatedBlock, found: Slots, layout: Mapping[str, Any], currency: str | None
) -> Slots:
    """What the report lends to a row: currency, year, recipient, country."""
    slots = dict(found)
    if layout.get("money"):
        if code := currency or currency_near(scope, block):
            slots.setdefault("currency", Text(code))
        slots.setdefault("date", scope.year)
    if layout.get("recipient") and scope.publisher:
        slots.setdefault("recipient", scope.publisher)
    if scope.country and is_for_country(scope, slots.get("earmarking")):
        slots.setdefault("place", scope.country)
    if layout["fact"] == "Funding" and scope.country:
        slots.setdefault("place", scope.country)
    if layout.get("country") and not slots.get("place") and not slots.get("asylum") and scope.country:
        slots["place"] = scope.country
    return slots
