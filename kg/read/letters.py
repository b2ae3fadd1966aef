"""Letters of a plain text as they are usually written: converters keep ligatures, and the spaces of print."""

from __future__ import annotations

import re

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that print joins, and what they stand for."""

_LIGATURES = str.maketrans(LIGATURES)
# A heading whose letters are set apart: single letters with one space between them, more between words.
_SPACED = re.compile(r"(?m)^[^\S\n]*(?:[^\W_](?:[ \u00a0]|[ \u00a0]{2,8}(?=[^\W_](?:[ \u00a0]|$)))){4,}[^\W_][^\S\n]*$")
_LETTERS = re.compile(r"(?<=[^\W_])[ \u00a0](?=[^\W_](?:[ \u00a0]|$))")
# A justified line: two spaces or three behind each of its words.
_WIDE = re.compile(r"(?m)^[^\S\n]*\S*[^\W\d_]\S*(?:[ \u00a0]{2,3}\S+){4,}$")
# A justified line whose words came out one a line, each with the space behind it.
_TORN = re.compile(r"(?m)(?<=\S) \n(?:\S+ \n){3,}")
_LEAST = 5  # letters of a heading; and lines, for it to be the way in which the text is set
_SMALL = 2  # words that begin with a small letter, at least, in a line of prose


def without_ligatures(text: str) -> str:
    """The text with the letters that ligatures stand for."""
    return text if text.isascii() else text.translate(_LIGATURES)


def closed_up(text: str) -> str:
    """The text with the letters of headings put together, and one space between the words of justified lines."""
    text = _TORN.sub(lambda lines: re.sub(r" \n", " ", lines.group()), text)
    text = _SPACED.sub(_heading, text)
    if "  " not in text:
        return text
    wide = [m for m in _WIDE.finditer(text) if sum(w[0].islower() for w in m.group().split()) >= _SMALL]
    if len(wide) < _LEAST:
        return text
    parts: list[str] = []
    at = 0
    for match in wide:
        parts += [text[at : match.start()], re.sub(r"(?<=\S)[ \u00a0]{2,3}(?=\S)", " ", match.group())]
        at = match.end()
    return "".join([*parts, text[at:]])


def _heading(line: re.Match[str]) -> str:
    """A heading whose letters are set apart, put together; a row of figures stays."""
    words = line.group()
    if sum(c.isalpha() for c in words) < _LEAST:
        return words
    return re.sub(r"[ \u00a0]{2,}", " ", _LETTERS.sub("", words))
