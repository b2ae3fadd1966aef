"""The cells of a table on a web page."""

from __future__ import annotations

from lxml.html import HtmlElement

from kg.read.html_words import is_hidden, words_of
from kg.read.rows import Span

_LAYOUT = {"presentation", "none"}
_PARTS = {"thead", "tbody", "tfoot"}
# What no cell of a data table holds.
_BLOCKS = "descendant::*[self::table or self::h1 or self::h2 or self::h3 or self::h4 or self::article or self::section]"


def spans_of(table: HtmlElement) -> list[list[Span]] | None:
    """The rows of a table; None for one that says or shows by its content that it lays out the page."""
    if table.get("role", "").casefold() in _LAYOUT or table.xpath(f"boolean({_BLOCKS})"):
        return None
    rows: list[list[Span]] = []
    for part in table:
        if part.tag == "tr":
            rows.append(_row(part, False))
        elif part.tag in _PARTS and not is_hidden(part):
            rows += [_row(row, part.tag == "thead") for row in part if row.tag == "tr" and not is_hidden(row)]
    return rows


def _row(row: HtmlElement, head: bool) -> list[Span]:
    cells = [cell for cell in row if cell.tag in {"td", "th"} and not is_hidden(cell)]
    return [
        Span(words_of(cell), _count(cell, "colspan"), _count(cell, "rowspan"), head or cell.tag == "th")
        for cell in cells
    ]


def _count(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
