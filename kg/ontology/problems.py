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


def line_of_word(text: str, word: str, table: str = "", number: int = 0, part: str = "") -> int:
    """The line on which a word stands, outside comments.

    Args:
        text: of a file.
        word: looked for; where it is nowhere, the line is that of the table.
        table: name of an array of tables of a TOML file, `[[table]]`, in which alone it is looked for.
        number: which one of that array, from 0.
        part: name of a table in it, `[table.part]`, in which it is looked for first.
    """
    begin, end = 0, len(text)
    if table:
        begin, end = _between(text, rf"\[\[\s*{re.escape(table)}\s*\]\]", rf"\[\[\s*{re.escape(table)}\s*\]\]", number)
        header = rf"\[\s*{re.escape(table)}\.{re.escape(part)}\s*\]"
        if part and re.search(rf"^\s*{header}", text[begin:end], re.MULTILINE):
            first, last = _between(text[begin:end], header, r"\[")
            begin, end = begin + first, begin + last
    for found in re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").finditer(text, begin, end) if word else ():
        if not _in_comment(text[text.rfind("\n", 0, found.start()) + 1 : found.start()]):
            return line_of(text, found.start())
    return line_of(text, begin)


def _between(text: str, head: str, next_head: str, number: int = 0) -> tuple[int, int]:
    """The stretch from the `number`-th header to the next one."""
    heads = [m.end() - len(m.group().lstrip()) for m in re.finditer(rf"^\s*{head}", text, re.MULTILINE)]
    if number >= len(heads):
        return 0, len(text)
    begin = heads[number]
    after = re.compile(rf"^\s*{next_head}", re.MULTILINE).search(text, begin + 1)
    return begin, after.start() if after else len(text)


def _in_comment(before: str) -> bool:
    """Whether what follows these words of a line stands in a comment: `#` outside quotation marks and IRIs."""
    bare = re.sub(r"""\"(?:[^\"\\]|\\.)*\"|'[^']*'|<[^<>\s]*>""", "", before)
    return "#" in bare


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean …?` with the known words that are most like it, else the list of them if it is short."""
    words = sorted(set(known))
    folded = {w.casefold(): w for w in words}
    close = get_close_matches(word.casefold(), folded, n=2, cutoff=0.7)
    if close:
        return f"did you mean {' or '.join(folded[c] for c in close)}?"
    return f"it is one of {', '.join(words)}" if 0 < len(words) <= 12 else ""
