"""Figures as a text prints them, with the precision that the print claims, and the words that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.alternation import any_of

_DIGITS = r"\d{1,3}(?:[,’'\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LETTERS = r"[^\W\d_]"
_NOUN_WORDS = 4
_SIGHT = 30
"""Characters before a figure in which a word can round it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `value` is in full; `step` is the unit of its last printed digit, so 1.25 million has 10000."""

    begin: int
    end: int
    value: Decimal
    step: Decimal
    percent: bool
    rounded: bool  # `nearly`, `some` stand before it
    noun: tuple[str, ...]  # words that say what is counted, in the singular, the main one last
    noun_end: int

    @property
    def year(self) -> bool:
        """Whether it reads as a year."""
        return not self.percent and self.step == 1 and 1900 <= self.value <= 2099 and self.end - self.begin == 4

    @property
    def slack(self) -> Decimal:
        """How far the true value may be from the printed one."""
        return slack(self.value, self.step, rounded=self.rounded)


def slack(value: Decimal, step: Decimal = Decimal(1), *, rounded: bool = False) -> Decimal:
    """How far a value may be from what is printed: its last digit that is no zero, if it is a round number.

    A whole number counts as round from three zeros on, or from one on where a word such as `nearly` says so.
    """
    if step != 1 or value == 0 or value != value.to_integral_value():
        return step if step != 1 else Decimal(1).scaleb(_exponent(value))
    digits = format(value.to_integral_value(), "f")
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros >= 3 or (rounded and zeros):
        return Decimal(10) ** zeros
    return Decimal(0)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def singular(word: str) -> str:
    """A word in lower case without the ending of the plural."""
    word = word.casefold()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


class FigureFinder:
    """Finds the figures of a text. All words come from the ontology's `words` for checks."""

    def __init__(self, words: Mapping[str, object]) -> None:
        self._numbers = {str(w): n for n, w in enumerate(_strings(words, "numbers"), start=1)}
        self._scales = _integers(words, "scales")
        self._about = frozenset(_strings(words, "about"))
        self._stop = frozenset(_strings(words, "stop"))
        self._percent = "|".join(map(re.escape, _strings(words, "percent")))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spelt = any_of(self._numbers, ignore_case=True)
        scales = any_of(self._scales, ignore_case=True)
        return re.compile(
            rf"(?<![\w.,/#+-])(?:(?P<digits>{_DIGITS})(?![\w]|[.,/-]\d)|\b(?P<spelt>{spelt})\b(?:\s?\(\d+\))?)"
            rf"(?:\s?(?P<scale>{scales})\b)?(?P<percent>\s?(?:{self._percent or '(?!)'}))?",
            re.IGNORECASE,
        )

    def __call__(self, text: str, begin: int = 0, end: int | None = None) -> Iterator[Figure]:
        """The figures of a stretch of a text, in order, with offsets into the text."""
        for match in self._pattern.finditer(text, begin, len(text) if end is None else end):
            digits = match["digits"]
            if digits:
                plain = re.sub(r"[^\d.]", "", digits)
                value = Decimal(plain)
                step = Decimal(1).scaleb(-len(plain.partition(".")[2]))
            else:
                value, step = Decimal(self._numbers[match["spelt"].casefold()]), Decimal(1)
            if match["scale"]:
                scale = self._scales[match["scale"].casefold()]
                value, step = value * scale, step * scale
            noun, noun_end = self._noun(text, match.end())
            before = re.findall(r"\w+", text[max(begin, match.start() - _SIGHT) : match.start()].casefold())[-2:]
            rounded = bool(match["scale"]) or any(word in self._about for word in before)
            yield Figure(match.start(), match.end(), value, step, bool(match["percent"]), rounded, noun, noun_end)

    def _noun(self, text: str, at: int) -> tuple[tuple[str, ...], int]:
        found: list[str] = []
        end = at
        for match in re.compile(rf"\s+({_LETTERS}+(?:[-’']{_LETTERS}+)*)").finditer(text, at, at + 120):
            if match.start() != end or match[1].casefold() in self._stop or len(found) == _NOUN_WORDS:
                break
            found.append(singular(match[1]))
            end = match.end()
        return tuple(found), end


def _strings(words: Mapping[str, object], name: str) -> list[str]:
    found = words.get(name, [])
    return [str(w).casefold() for w in found] if isinstance(found, list) else []


def _integers(words: Mapping[str, object], name: str) -> dict[str, int]:
    found = words.get(name, {})
    return {str(k).casefold(): int(v) for k, v in found.items()} if isinstance(found, dict) else {}
