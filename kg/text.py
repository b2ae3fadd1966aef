"""Texts of reports made fit for where they are shown: a terminal, a spreadsheet, XML.

Reports are untrusted. What they say may hold characters that move a cursor, begin a formula, or are no XML.
"""

from __future__ import annotations

import re

# What a spreadsheet runs: full-width signs too, and behind spaces and line ends.
_FORMULA = re.compile(r"(?:\s|')*[=+\-@＝＋－＠]|'*[\t\r\n]")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

BULLETS = "■•▪●◦‣⁃∙·➢✓❖►▶○□➤"
"""Characters that mark an item of a list."""


def printable(text: str) -> str:
    """The text in one line, without characters that do something on a terminal: each is a space instead."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def safe_cell(text: str) -> str:
    """The text as a cell that a spreadsheet takes for text, not for a formula; `plain_cell` undoes it.

    A cell that begins with `=` is run when the file is opened: see CSV injection,
    https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def xml_text(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
