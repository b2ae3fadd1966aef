"""Which rows of a table name its columns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.read.pdf.pieces import CellText
from kg.read.pdf.rows import is_numeric


def split_header(
    rows: Sequence[Sequence[CellText]], bold: Sequence[bool], spans: Sequence[Sequence[int]] = ()
) -> tuple[tuple[CellText, ...], list[Sequence[CellText]]]:
    """The header as one row, and the rows below it.

    Args:
        rows: the cells of each row.
        bold: for each row whether it is set in bold throughout.
        spans: for each row and column the first column of the cell that covers it, where cells reach over columns. The
            words of such a cell stand in the header of each of its columns.
    """
    count = _header_rows(rows, bold)
    if count == 0 or count == len(rows):
        return (), list(rows)
    columns: list[CellText] = []
    for column in range(len(rows[0])):
        words: list[str] = []
        for r in range(count):
            first = spans[r][column] if r < len(spans) else column
            words += rows[r][first]
        columns.append(tuple(words))
    return tuple(columns), list(rows[count:])


def _header_rows(rows: Sequence[Sequence[CellText]], bold: Sequence[bool]) -> int:
    """How many rows at the top are header: those before the first figure, or those that alone are bold."""
    leading = next((i for i, is_bold in enumerate(bold) if not is_bold), len(rows))
    if 0 < leading < len(rows) and leading <= 3:
        return leading
    if not rows or _figures(rows[0]):
        return 0
    if any(_figures(row) for row in rows[1:]):
        # A second row of header words has the first cell empty; a row that names a thing is no header.
        second = len(rows) > 2 and not _figures(rows[1]) and not rows[1][0]
        return 2 if second else 1
    return 1


def _figures(row: Sequence[CellText]) -> bool:
    return any(is_numeric(" ".join(cell)) for cell in row[1:] if cell) or (bool(row) and is_numeric(" ".join(row[0])))
