"""What the columns of a table hold, by their headers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Cell, Period
from kg.relate.labels import plain
from kg.relate.scope import Scope


@dataclass(frozen=True)
class Column:
    """What a column holds: the slot, and the day or year its header names."""

    slot: str
    header: str
    period: Period | None = None


def slot_of(text: str, layout: Mapping[str, Any]) -> str | None:
    """The slot that the header of a column names: the one whose label in it is the longest."""
    found = [
        (len(label), slot)
        for slot, labels in layout["columns"].items()
        for label in labels
        if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text)
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def _names(text: str, labels: Sequence[str]) -> bool:
    return any(word in plain(text).replace("/", " ").split() for word in labels)


def columns_of(
    scope: Scope, header: Sequence[Cell], layout: Mapping[str, Any], *, chart: bool = False
) -> list[Column | None]:
    """What each column holds by a layout of the patterns; None where its header says nothing known."""
    found: list[Column | None] = []
    told = False  # whether a name tells of a number, and not a date alone
    key = layout["needs"][0]
    for i, cell in enumerate(header):
        slot = slot_of(plain(cell.text), layout)
        if (
            i == 0
            and slot not in {None, key}
            and "/" in cell.text
            and _names(cell.text, layout["columns"].get(key, ()))
        ):
            slot = key  # `Earmarking / Donor`
        if slot is None and i and layout.get("recipient") and scope.labels("Currency").exact(cell.text) is not None:
            slot = layout["values"][0]
        told = told or slot in layout["values"]
        dates = [d for d in scope.dates(cell.text) if d.precision != "phrase"]
        if slot is None and not chart and dates and dates[0].end - dates[0].begin >= len(cell.text.strip()):
            slot = layout.get("dated")  # a column for each day of which it has the numbers
        found.append(Column(slot, cell.text, dates[-1].period if dates else None) if slot else None)
    seen = [c.slot for c in found if c]
    for i, column in enumerate(found):  # what only repeats another column as a share
        if column and seen.count(column.slot) > 1 and plain(column.header) in layout.get("repeats", ()):
            found[i] = None
    # A column of places names no donors and no money, unless the layout is of places.
    places = scope.patterns("served").get("columns", {}).get("place", ()) if layout.get("recipient") else ()
    # The first column names the row when no header says so.
    if layout.get("recipient") and not told:
        return found  # years may be those of anything
    if layout.get("named_rows") or plain(header[0].text) in {*layout.get("other_rows", ()), *places}:
        return found
    twice = "repeats" in layout and found and found[0] is not None and seen.count(found[0].slot) > 1
    # `Expenditure | Budget`: what the rows are spent on.
    over = bool(layout.get("money")) and len(seen) > 1 and found[0] is not None and found[0].slot in layout["values"]
    if layout.get("money") and len(found) == 2 and found[0] is not None and found[0].slot in layout["values"]:
        # `Funding requirement | CHF`
        if found[1] is None and scope.labels("Currency").exact(header[1].text) is not None:
            return [Column(key, ""), Column(found[0].slot, f"{header[0].text} ({header[1].text})")]
    if found and (found[0] is None or twice or over) and key not in seen:
        found[0] = Column(key, header[0].text)
    return found
