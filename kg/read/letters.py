"""Letters of a plain text as they are usually written: converters keep ligatures, and the spaces of print."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that print joins, and what they stand for."""

HYPHENS = {"\u2010": "-", "\u2011": "-"}
"""Hyphens that look like the usual one: one of its own, and one at which no line ends."""

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"  # all of Unicode
)
# Marks that nobody sees: where a word may be parted or not, and which way it is written.
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TYPED = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_UNSEEN, "") | HYPHENS | LIGATURES)
_PARTED = re.compile(r"\u00ad\n[ \t]*(\S+)[ \t]*")  # a word that a line's end parts, at a mark that is seen only there
# A heading whose letters are set apart: single letters with one space between them, more between words.
_SPACED = re.compile(r"(?m)^[^\S\n]*(?:[^\W_](?: | {2,8}(?=[^\W_](?: |$)))){4,}[^\W_][^\S\n]*$")
_LETTERS = re.compile(r"(?<=[^\W_]) (?=[^\W_](?: |$))")
# A justified line: two spaces or three behind each of its words.
_WIDE = re.compile(r"(?m)^[^\S\n]*\S*[^\W\d_]\S*(?: {2,3}\S+){4,}$")
# A justified line whose words came out one a line, each with the space behind it.
_TORN = re.compile(r"(?m)(?<=\S) \n(?:\S+ \n){3,}")
# A number that is alone in its line, and its scale in the next one.
_SCALE = re.compile(
    r"(?m)^[^\S\n]*(?:[A-Z]{2,3}\$?|[$€£])?[^\S\n]?\d[\d.,]*[^\S\n]*\n{1,2}[^\S\n]*(?:million|billion)\b"
)
_LEAST = 5  # letters of a heading; and lines, for it to be the way in which the text is set
_SMALL = 2  # words that begin with a small letter, at least, in a line of prose


def as_typed(text: str) -> str:
    """The text as a keyboard would write it: one kind of space and hyphen, and letters instead of parts or ligatures.

    A number and its noun are often joined by a space at which no line may end, which is no white space to a tokenizer.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _PARTED.sub(r"\1\n", text).translate(_TYPED))


def closed_up(text: str) -> str:
    """The text with the letters of headings put together, and one space between the words of justified lines."""
    text = _TORN.sub(lambda lines: re.sub(r" \n", " ", lines.group()), text)
    if "illion" in text:
        text = _SCALE.sub(lambda lines: re.sub(r"\s+", " ", lines.group().strip()), text)
    text = _SPACED.sub(_heading, text)
    if "  " not in text:
        return text
    wide = [m for m in _WIDE.finditer(text) if sum(w[0].islower() for w in m.group().split()) >= _SMALL]
    if len(wide) < _LEAST:
        return text
    parts: list[str] = []
    at = 0
    for match in wide:
        parts += [text[at : match.start()], re.sub(r"(?<=\S) {2,3}(?=\S)", " ", match.group())]
        at = match.end()
    return "".join([*parts, text[at:]])


def _heading(line: re.Match[str]) -> str:
    """A heading whose letters are set apart, put together; a row of figures stays."""
    words = line.group()
    if sum(c.isalpha() for c in words) < _LEAST:
        return words
    return re.sub(r" {2,}", " ", _LETTERS.sub("", words))
