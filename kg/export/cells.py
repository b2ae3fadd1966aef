"""Tables as CSV files, with cells that a spreadsheet does not run as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.text import safe_cell

Value = str | int | Decimal | None
Kind = Literal["text", "number", "integer", "date"]

SEPARATOR = "; "
"""Between the values of a cell that has several."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; `number` is a decimal, `date` an ISO date."""

    name: str
    kind: Kind = "text"
    tag: str | None = None  # a second header, such as an HXL hashtag


@dataclass(frozen=True)
class Table:
    """A table: every row has a value or None for every column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def write_csv(table: Table) -> bytes:
    """CSV of RFC 4180 in UTF-8. Numbers are written as they are, texts by `safe_cell`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    if any(column.tag for column in table.columns):
        writer.writerow([column.tag or "" for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return safe_cell(value) if isinstance(value, str) else str(value)


def joined(values: Sequence[str]) -> str | None:
    """Several values in one cell, each once."""
    return SEPARATOR.join(dict.fromkeys(values)) or None
