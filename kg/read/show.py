"""What was read, for people and for machines: shows why a fact is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from kg.model import Block, BlockKind, Cell, Source
from kg.text import printable

_WIDEST = 10_000  # characters of a line that goes to a file
_STYLES = {BlockKind.HEADING: "bold", BlockKind.FURNITURE: "dim"}


def show_source(source: Source, out: BinaryIO, width: int | None = None) -> None:
    """Write the blocks of a report in reading order, tables as tables.

    Args:
        source: the report.
        out: a binary stream, which gets UTF-8.
        width: of the terminal in characters, None for a file, which gets whole paragraphs as lines.
    """
    console = Console(width=width or _WIDEST, force_terminal=width is not None, highlight=False)
    with console.capture() as shown:
        console.print(_shown(_summary(source), "bold"))
        for block in source.blocks:
            console.print()
            console.print(_shown(_heading(block), "cyan"))
            if block.table is not None:
                console.print(Padding(_grid(block), (0, 0, 0, 2)))
            else:
                words = _shown(source.joined(block).text, _STYLES.get(block.kind, ""))
                console.print(Padding(words, (0, 0, 0, 2)))
    lines = [line.rstrip() for line in shown.get().split("\n")]
    out.write("\n".join(lines).encode())


def source_as_json(source: Source) -> dict[str, Any]:
    """A report as read in values that JSON has; all offsets are those of characters in `text`."""
    return {
        "file": source.file,
        "sha256": source.sha256,
        "format": source.format,
        "title": source.title,
        "publisher": source.publisher,
        "issued": source.issued,
        "country": source.country,
        "period": source.period,
        "text": source.text,
        "pages": source.page_starts,
        "blocks": [_block(source, block) for block in source.blocks],
    }


def _summary(source: Source) -> str:
    counts = {kind: sum(block.kind is kind for block in source.blocks) for kind in BlockKind}
    parts = [
        f"{n} {kind.value}{'s' if n > 1 and kind is not BlockKind.FURNITURE else ''}" for kind, n in counts.items() if n
    ]
    pages = [f"{len(source.page_starts)} pages"] if source.page_starts else []
    about = [source.title or "no title", *([f"issued {source.issued}"] if source.issued else [])]
    return f"{source.file} ({source.format}): {', '.join([*about, *pages, *parts])}"


def _heading(block: Block) -> str:
    level = f" {block.level}" if block.kind in {BlockKind.HEADING, BlockKind.ITEM} else ""
    parts = [*([f"page {block.page}"] if block.page else []), f"{block.kind.value}{level}"]
    parts += [" > ".join(block.section)] if block.section else []
    parts += [f"after: {' > '.join(block.lead)}"] if block.lead else []
    return " | ".join(parts)


def _grid(block: Block) -> Grid:
    assert block.table is not None
    table = block.table
    width = max(len(row) for row in (table.header, *table.rows))
    grid = Grid(show_header=bool(table.header))
    for column in range(width):
        grid.add_column(_shown(table.header[column].text if column < len(table.header) else ""), overflow="fold")
    for row in table.rows:
        grid.add_row(*(_shown(cell.text) for cell in row))
    return grid


def _shown(text: str, style: str = "") -> Text:
    return Text("\n".join(map(printable, text.split("\n"))), style=style)


def _block(source: Source, block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": block.kind.value,
        "begin": block.begin,
        "end": block.end,
        "level": block.level,
        "page": block.page,
        "section": block.section,
        "lead": block.lead,
        "lines": block.lines,
        "text": source.joined(block).text,
    }
    if block.table is not None:
        found["header"] = list(_cells(block.table.header))
        found["rows"] = [list(_cells(row)) for row in block.table.rows]
    return found


def _cells(row: tuple[Cell, ...]) -> Iterator[dict[str, Any]]:
    for cell in row:
        yield {"begin": cell.begin, "end": cell.end, "text": cell.text}
