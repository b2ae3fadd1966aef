"""Tables that are no tables: fields beside each other, each a label and its value in one cell, as on a title page.

`Funding needed: CHF 4.9 million | People affected: 310,000` has no columns; each cell is read as a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Block, BlockKind, Cell, Source

# A label of a few words, a colon and its value, or a label that ends with the sign of a number and what is numbered.
_FIELD = re.compile(r"\s*[^\W\d][^:|]{1,70}:\s*\S.*|\s*[^:|]{2,40}\s(?:no\.?|n°|nr\.?|№)\s*\S+", re.IGNORECASE | re.DOTALL)
_LEAST, _SHARE = 3, 0.75  # fields of such a table, and their share of its cells


def with_fields(source: Source) -> Source:
    """The report with such tables as lines; its text and all offsets stay as they are."""
    blocks = tuple(made for block in source.blocks for made in _parted(block))
    return source if len(blocks) == len(source.blocks) else replace(source, blocks=blocks)


def _parted(block: Block) -> Iterator[Block]:
    if block.kind is not BlockKind.TABLE or block.table is None or not _holds_fields(block):
        yield block
        return
    for cell in _cells(block):
        yield replace(
            block, kind=BlockKind.PARAGRAPH, begin=cell.begin, end=cell.end, lines=((cell.begin, cell.end),), table=None
        )


def _cells(block: Block) -> list[Cell]:
    rows = (block.table.header, *block.table.rows) if block.table else ()
    return [cell for row in rows for cell in row if cell.text.strip()]


def _holds_fields(block: Block) -> bool:
    cells = _cells(block)
    fields = sum(bool(_FIELD.fullmatch(cell.text)) for cell in cells)
    # A column of labels with colons beside one of values is a table.
    return fields >= max(_LEAST, _SHARE * len(cells))
