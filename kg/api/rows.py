"""Rows with values of Python, and as a data frame."""
# ruff: noqa: PLC0415 - libraries are imported where they are used, so that `import kg` loads none of them

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, overload

from kg.errors import ExportError

if TYPE_CHECKING:
    import pandas as pd

    from kg.export import Table

Scalar = str | int | bool | Decimal | dt.date | None
"""What a cell holds: an IRI or text, a number, a day, or nothing."""


@dataclass(frozen=True)
class Rows(Sequence[Mapping[str, Scalar]]):
    """Rows of an answer or of a table; each is a mapping from the columns to its cells.

    `len(rows)`, `rows[0]["donor"]` and `for row in rows` do what they say; `values` has the same cells as tuples.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Scalar, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> dict[str, Scalar]: ...

    @overload
    def __getitem__(self, index: slice) -> Rows: ...

    def __getitem__(self, index: int | slice) -> dict[str, Scalar] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self.values[index])
        return dict(zip(self.columns, self.values[index], strict=True))

    def __iter__(self) -> Iterator[dict[str, Scalar]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame: numbers as numbers, days as `datetime64`, what is not there as missing.

        Raises:
            ExportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise ExportError("data frames need pandas: pip install 'reportgraph[pandas]'") from None
        frame = pd.DataFrame(list(self.values), columns=list(self.columns), dtype=object)
        for position, name in enumerate(self.columns):
            kinds = {type(row[position]) for row in self.values} - {type(None)}
            if kinds and kinds <= {int, Decimal}:
                frame[name] = pd.to_numeric(frame[name].map(_number), downcast=None)
            elif kinds == {dt.date}:
                frame[name] = pd.to_datetime(frame[name])
            elif kinds == {str}:
                frame[name] = frame[name].astype("string")
        return frame


def scalar(term: object) -> Scalar:
    """The Python value of a term: a number, a day or a truth value where its datatype says so, else its text."""
    from kg.ontology import XSD

    if term is None:
        return None
    text = str(getattr(term, "value", term))
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    try:
        match datatype.removeprefix(XSD):
            case "integer":
                return int(text)
            case "decimal" | "double" | "float":
                return Decimal(text)
            case "date":
                return dt.date.fromisoformat(text)
            case "boolean":
                return text in {"true", "1"}
    except (ValueError, ArithmeticError):
        return text
    return text


def of_table(table: Table) -> Rows:
    """The rows of a table of `kg.export`."""
    kinds = [column.kind for column in table.columns]
    rows = (tuple(_day(v) if k == "date" else v for v, k in zip(row, kinds, strict=True)) for row in table.rows)
    return Rows(tuple(column.name for column in table.columns), tuple(rows))


def _number(value: object) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(str(value))


def _day(value: Scalar) -> Scalar:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
