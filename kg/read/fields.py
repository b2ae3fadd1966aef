"""Tables that are no tables: fields beside each other, each a label and its value in one cell, as on a title page.

`Funding needed: CHF 4.9 million | People affected: 310,000` has no columns; each cell is read as a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Block, BlockKind, Cell, Source

# A label of a few words, a colon and its value, or a label that ends with the sign of a number and what is numbered.
_FIELD = re.compile(
    r"\s*[^\W\d][^:|]{1,70}:\s*\S.*|\s*[^:|]{2,40}\s(?:no\.?|n°|nr\.?|№)\s*\S+", re.IGNORECASE | re.DOTALL
)
# White space behind a value and before the label of another field.
_NEXT = re.compile(r"(?<![:\s])\s+(?=[A-Z][^\W\d]*(?:[\s-][^\W\d]+){0,5}(?:\s\([^()]{1,12}\))?:\s)")
_LEAST, _SHARE = 3, 0.7  # fields of such a table, and their share of its cells


def with_fields(source: Source) -> Source:
    """The report with such tables as lines; its text and all offsets stay as they are."""
    blocks = tuple(made for block in source.blocks for made in _parted(block))
    return source if len(blocks) == len(source.blocks) else replace(source, blocks=blocks)


def _parted(block: Block) -> Iterator[Block]:
    if block.kind is not BlockKind.TABLE or block.table is None or not _holds_fields(block):
        yield block
        return
    for begin, end in (span for cell in _cells(block) for span in _fields(cell)):
        yield replace(block, kind=BlockKind.PARAGRAPH, begin=begin, end=end, lines=((begin, end),), table=None)


def _fields(cell: Cell) -> Iterator[tuple[int, int]]:
    """Where the fields of a cell stand, which may follow each other: `Affected: 9,000 Targeted: 4,000 people`."""
    if cell.end - cell.begin != len(cell.text):
        yield cell.begin, cell.end
        return
    at = 0
    for label in _NEXT.finditer(cell.text):
        if any(c.isdigit() for c in cell.text[at : label.start()]):
            yield cell.begin + at, cell.begin + label.start()
            at = label.end()
    yield cell.begin + at, cell.end


def _cells(block: Block) -> list[Cell]:
    rows = (block.table.header, *block.table.rows) if block.table else ()
    return [cell for row in rows for cell in row if cell.text.strip()]


def _holds_fields(block: Block) -> bool:
    cells = _cells(block)
    fields = sum(bool(_FIELD.fullmatch(cell.text)) for cell in cells)
    # A column of labels with colons beside one of values is a table.
    return fields >= max(_LEAST, _SHARE * len(cells))
