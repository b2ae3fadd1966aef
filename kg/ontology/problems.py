"""What is wrong in an ontology folder, said so that it can be put right: file, line, what, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake; `right` is empty where nothing better than the message can be said."""

    file: Path
    line: int  # from 1; 0 where the mistake is about the whole file
    what: str
    right: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where}: {self.what}" + (f"; {self.right}" if self.right else "")


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of a character."""
    return text.count("\n", 0, offset) + 1


def line_of_word(text: str, word: str, table: str = "", number: int = 0) -> int:
    """The line on which a word stands, looked for in the `number`-th table `[[table]]` of a TOML file."""
    begin, end = 0, len(text)
    if table:
        heads = [m.start() for m in re.finditer(rf"^\s*\[\[\s*{re.escape(table)}\s*\]\]", text, re.MULTILINE)]
        if number < len(heads):
            begin = heads[number]
            end = heads[number + 1] if number + 1 < len(heads) else end
    found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, begin, end) if word else None
    return line_of(text, found.start() if found else begin)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean …?` with the known words that are most like it, else the list of them if it is short."""
    words = sorted(set(known))
    folded = {w.casefold(): w for w in words}
    close = get_close_matches(word.casefold(), folded, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(folded[c] for c in close)}?"
    return f"it is one of {', '.join(words)}" if 0 < len(words) <= 12 else ""
