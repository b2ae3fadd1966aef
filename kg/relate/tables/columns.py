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
        if label in text and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text)
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def _ends_in(text: str, labels: Sequence[str]) -> bool:
    """Whether a name of two, as those of two lines over each other, also names what a column is asked for."""
    return "/" in text and any(word in labels for word in plain(text).replace("/", " ").split())


def columns_of(
    scope: Scope, header: Sequence[Cell], layout: Mapping[str, Any], *, chart: bool = False
) -> list[Column | None]:
    """What each column holds by a layout of the patterns; None where its header says nothing known."""
    found: list[Column | None] = []
    told = False  # whether a name tells of a number, and not a date alone
    key = layout["needs"][0]
    for i, cell in enumerate(header):
        slot = slot_of(plain(cell.text), layout)
        if not i and slot not in {None, key} and _ends_in(cell.text, layout["columns"].get(key, ())):
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
    first = found[0] if found and layout.get("money") else None
    over = first is not None and first.slot in layout["values"]
    if (
        over
        and first is not None
        and found[1:] == [None]
        and scope.labels("Currency").exact(header[1].text) is not None
    ):
        return [Column(key, ""), Column(first.slot, f"{header[0].text} ({header[1].text})")]  # `Requirements | CHF`
    over = over and len(seen) > 1
    if found and (found[0] is None or twice or over) and key not in seen:
        found[0] = Column(key, header[0].text)
    return found
