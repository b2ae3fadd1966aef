"""The tidy tables as Parquet files; numbers are doubles, dates are dates. Needs pyarrow, the extra `parquet`."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.cells import Column, Table, Value
from kg.export.tables import tables
from kg.ontology import Ontology

if TYPE_CHECKING:
    import pyarrow as pa


def parquet(quads: Sequence[ox.Quad], ontology: Ontology) -> dict[str, bytes]:
    """The files by their names.

    Raises:
        ExportError: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - an extra: only who asks for it has it
    except ImportError:
        raise ExportError("Parquet needs pyarrow: pip install 'reportgraph[parquet]'") from None
    return {f"{table.name}.parquet": _file(table) for table in tables(quads, ontology)}


def _file(table: Table) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - see above
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([(column.name, _type(column, pa)) for column in table.columns])
    columns = [
        pa.array([_value(row[i], column) for row in table.rows], type=schema.field(i).type)
        for i, column in enumerate(table.columns)
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _type(column: Column, pa: Any) -> pa.DataType:
    return {"number": pa.float64(), "integer": pa.int64(), "date": pa.date32(), "text": pa.string()}[column.kind]


def _value(value: Value, column: Column) -> object:
    """The value as its column holds it; of a number column several joined values are none."""
    if value is None:
        return None
    match column.kind:
        case "number":
            return None if isinstance(value, str) else float(value)
        case "integer":
            return None if isinstance(value, str) else int(value)
        case "date":
            return dt.date.fromisoformat(str(value))
        case _:
            return str(value)
