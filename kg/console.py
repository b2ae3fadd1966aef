"""Tables for people, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.text import printable

_WIDEST = 100_000


def console_table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> str:
    """A table.

    Args:
        header: names of the columns; empty names for a table without a header.
        rows: cells; a row may be shorter than the header. What cannot be printed is a space.
        width: of the terminal in characters, or None for a table as wide as its cells.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=any(header))
    for name in header:
        table.add_column(Text(printable(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(width=width or _WIDEST, force_terminal=width is not None)
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
