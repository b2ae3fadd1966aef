"""Stretches that hold digits and count nothing.

Times of day, ratios, telephone numbers, web addresses, codes, list numbers and footnote marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What follows a figure that counts although it is glued to the sentence before it.
_COUNTS = r"(?!\s?(?:%|per\s?cent|[^\W\d_]+\s[^\W\d_]{2,40}s\b|[^\W\d_]{2,40}s\b))"
_AFTER_WORD = r"(?:(?<=[^\W\d_][.,;][”\"])|(?<=[^\W\d_][.,;)\]”])|(?<=[)\]”\"])[.,;]?)"
_KINDS = {
    "web address": r"(?:https?://|\bwww\.)\S+",
    "mail address": r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+",
    "telephone number": r"(?<![\w’'.,])(?<!\d\s)(?:\+\d|00[1-9])[\d\s().-]{6,24}\d",
    "chain": r"(?<![\w-])\d+(?:[-–]\d+){2,}",  # telephone number, ISBN
    "name": r"[^\W\d_]-\d+(?:-\d+)*(?![\d,.%]*\d|\s?%)|[A-Z]-\s\d+",  # `COVID-19`, `COVID- 19`
    "time or ratio": r"(?<![\d:])\d+:\d+(?::\d+)*",
    "fraction": r"(?<![\w./])\d+(?:/\d+)+",
    "section": r"(?<![\d.,])\d{1,2}\.\d{1,2}(?:\.\d{1,2})+(?![\d,])",
    "hour": r"(?<![\d.,:])\d{1,2}(?:\s?(?:to|-|–)\s?\d{1,2})?\s?(?i:a\.?m|p\.?m)\b",
    "hour of the day": r"(?<![\d.,:])(?:[01]\d|2[0-4])[0-5]\d\s?(?i:hrs|hours)\b(?=\s*(?:[,;).]|on\b|\d{1,2}\s))",
    "character": r"\(cid:\d+\)",
    "list number": r"(?m:^)\s{0,8}\(?\d{1,2}[.)](?=\s+[^\W\d_])",
    "number in a run-on list": r"(?:(?<=[:;,.]\s)|(?<=\band\s)|(?<=include\s))\d{1,2}[.)]\s(?=[A-Z])",
    "number within a list": r"(?:(?<=[:;,.]\s)|(?<=\band\s))\(\d{1,2}\)(?=\s[a-z])",
    "footnote mark": rf"{_AFTER_WORD}\d{{1,3}}(?=\s|$|[.;]){_COUNTS}",
}
_MAIL = "mail address"
# The characters that one of them begins with, mail addresses aside: nearly all characters of a text are none, and need
# not be tried with each expression in turn.
_BEGIN = r"(?=[\d(+]|[.,;]\d|[^\W\d_]-|https?://|www\.|(?m:^)\s)"
_WITHOUT_MAIL = re.compile(_BEGIN + f"(?:{'|'.join(f'(?:{p})' for kind, p in _KINDS.items() if kind != _MAIL)})")
_ALL = re.compile("|".join(f"(?:{pattern})" for pattern in _KINDS.values()))


def find_codes(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every such stretch, in order."""
    return (match.span() for match in (_ALL if "@" in text else _WITHOUT_MAIL).finditer(text))
