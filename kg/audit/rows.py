"""Rows as text: for a terminal, and as cells that a spreadsheet does not run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDEST = 100_000


def console_table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> str:
    """A table; `width` is that of the terminal in characters, or None for one as wide as its cells."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text("".join(c if c.isprintable() else " " for c in cell)) for cell in row))
    console = Console(width=width or _WIDEST, force_terminal=width is not None)
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet takes for text, not for a formula.

    Reports are untrusted: see CSV injection, https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
