"""Tables of places with a share or score in each row, but no money: `District | Attendance rate`, `Beni | 83%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Name, Number, Table, Value
from kg.relate.evidence import row_evidence
from kg.relate.facts import make
from kg.relate.figures.groups import population_of
from kg.relate.figures.rates import is_whole
from kg.relate.figures.runs import is_label
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, indicator_names, is_total

_MARK = re.compile(r"\s*(?:\(\s*(?:%|in\s+%|per\s?cent)\s*\)|,?\s*%)\s*$")
_LEAST = 2  # rows
_TITLE_WORDS = 16


def shares_by_place(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """The value of an indicator in each place, for each column that holds nothing but shares, or scores."""
    places = scope.patterns("served").get("columns", {}).get("place", ())
    if len(header) < 2 or plain(header[0].text) not in places or _tells_of_money(scope, header):
        return
    for i, cell in enumerate(header[1:], start=1):
        label = _indicator(scope, block, cell.text, alone=len(header) == 2)
        scored = label is not None and scope.pattern("columns", "scored").search(label) is not None
        if label is not None and (_are_shares(scope, table, i) or (scored and _are_numbers(scope, table, i))):
            yield from _column(scope, table, i, label)


def indicators_by_place(scope: Scope, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """The values of indicators that have a row each, in places that have a column each."""
    keys = indicator_names(scope)
    if len(header) < 3 or (header[0].text.strip() and plain(header[0].text) not in keys):
        return
    places = [scope.place_of(cell.text.strip()) for cell in header[1:]]
    if not all(places):
        return
    for row in table.rows:
        label = _MARK.sub("", " ".join(row[0].text.split()))
        shared = len(label) < len(" ".join(row[0].text.split()))
        cells = [cell.text.strip() for cell in row[1:]]
        if not re.search(r"[^\W\d_]{3}", label) or scope.pattern("measures", "ill_rate").search(label):
            continue
        found = [next(iter(scope.numbers(cell)), None) for cell in cells]
        if not (shared or all(q is None or q.percent for q in found)):
            continue  # counts, of whatever it may be
        for place, quantity, cell in zip(places, found, cells, strict=False):
            if quantity is not None and not quantity.currency:
                yield _measured(scope, row, label, place, scope.number(quantity, cell), share=True)


def _tells_of_money(scope: Scope, header: Sequence[Cell]) -> bool:
    """Whether a column holds amounts, of which the shares then are."""
    budget = scope.patterns("tables").get("budget", {"columns": {}, "values": ()})
    labels = {label for slot in budget["values"] for label in budget["columns"].get(slot, ())}
    shares = {label for slot in ("percentFunded", "percentSpent") for label in budget["columns"].get(slot, ())}
    return any(plain(cell.text) in labels - shares or scope.labels("Currency").inside(cell.text) for cell in header)


def _indicator(scope: Scope, block: AnnotatedBlock, name: str, *, alone: bool) -> str | None:
    """What a column measures by its name, or by the title above where it has none of its own."""
    label = re.sub(r"\s*\(\s*%\s*\)\s*$|\s*%\s*$", "", name).strip(" :")
    label = re.sub(r"^%\s*(?:of\s+(?:the\s+)?)?", "", label)
    if not re.search(r"[^\W\d_]{3}", label) and alone:
        titles = [*(b.joined.text for b in scope.before(block, 1)), *block.block.section[-1:]]
        near = (scope.pattern("columns", "by").search(t) for t in titles if len(t.split()) <= _TITLE_WORDS)
        label = next((found.group("what") for found in near if found), "")
    told = label and not any(scope.pattern(*key).search(name) for key in (("columns", "share"), ("columns", "parts")))
    told = told and not scope.pattern("measures", "no_level").search(label)
    told = told and not is_label(scope, label)  # what the people of each place are made of
    return " ".join(label.split()) if told and not scope.pattern("measures", "ill_rate").search(label) else None


def _are_shares(scope: Scope, table: Table, column: int) -> bool:
    """Whether all cells of a column are shares that are no parts of one whole."""
    values = []
    for row in table.rows:
        cell = row[column].text.strip() if column < len(row) else ""
        if not re.search(r"\d", cell):
            continue
        found = list(scope.numbers(cell))
        if len(found) != 1 or not found[0].percent or len(cell) > found[0].full_end - found[0].full_begin + 2:
            return False
        if not is_total(row[0].text):
            values.append(found[0].value)
    return len(values) >= _LEAST and not (len(values) > _LEAST and is_whole(values))


def _are_numbers(scope: Scope, table: Table, column: int) -> bool:
    """Whether all cells of a column are plain numbers."""
    cells = [row[column].text.strip() for row in table.rows if column < len(row)]
    filled = [cell for cell in cells if re.search(r"\d", cell)]
    return len(filled) >= _LEAST and all(
        len(found := list(scope.numbers(cell))) == 1 and not found[0].currency for cell in filled
    )


def _column(scope: Scope, table: Table, column: int, label: str) -> Iterator[Claim]:
    for row in table.rows:
        quantity = next(iter(scope.numbers(row[column].text)), None) if column < len(row) else None
        place = scope.country if is_total(row[0].text) else cell_value(scope, "place", row[0], table)
        if quantity is None or place is None:
            continue
        yield _measured(scope, row, label, place, scope.number(quantity, row[column].text), share=quantity.percent)


def _measured(
    scope: Scope, row: Sequence[Cell], label: str, place: Value | None, value: Number, *, share: bool
) -> Claim:
    group = population_of(scope, label)
    return make(
        "Measurement",
        "table/shares",
        0.85,
        row_evidence(scope, row),
        {
            "indicator": Name(label, "Indicator"),
            "measure": scope.in_role("Measure", "stated"),
            "value": value,
            "unit": scope.in_role("Unit", "share" if share else "counted"),
            "population": scope.term("PopulationGroup", group) if group else None,
            "place": place,
        },
    )
