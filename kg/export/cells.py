"""Tables as CSV files, with cells that a spreadsheet does not run as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Value = str | int | Decimal | None
Kind = Literal["text", "number", "integer", "date"]

SEPARATOR = "; "
"""Between the values of a cell that has several."""

_FORMULA = re.compile(r"(?:\s|')*[=+\-@＝＋－＠]|'*[\t\r\n]")


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


def safe(text: str) -> str:
    """The text as a cell that a spreadsheet takes for text, not for a formula; `plain` undoes it.

    Reports are untrusted, and a cell that begins with `=` is run when the file is opened: see CSV injection,
    https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that `safe` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_csv(table: Table) -> bytes:
    """CSV of RFC 4180 in UTF-8. Numbers are written as they are, texts by `safe`."""
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
    return safe(value) if isinstance(value, str) else str(value)


def joined(values: Sequence[str]) -> str | None:
    """Several values in one cell, each once."""
    return SEPARATOR.join(dict.fromkeys(values)) or None
