"""Words put together over the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Before these a hyphen belongs to the word; before the others it does if what follows is a word by itself.
_ALWAYS = frozenset("cross ex half high long low mid non self semi short third well".split())
_OFTEN = frozenset("anti co counter ever micro multi post pre socio".split())
# The first half of many words that are written as one, and the last of none that stands alone.
_OPENING = frozenset(
    "after back here under over into inter with without through every some there where some them out".split()
)
_ENDING = re.compile(
    r"(?:\w*(?:tion|sion|ment|ness|able|ible|ance|ence|ity|ities|ship|hood|less|ward|wards|ties|ously|fully|ally)s?|\w{1,3})$"
)
_BROKEN = re.compile(r"(?P<left>[^\W\d_]+)-$")
_NEXT = re.compile(r"(?P<right>[^\W\d_]+)")
_UNPARTED = re.compile(r"[/–]$|(?:https?://|www\.)\S*[-_.=?&]$")


@dataclass(frozen=True)
class Spelling:
    """The words of a report as they stand inside its lines, in lower case."""

    words: frozenset[str]

    def is_hyphenated(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line parts one word, which is written without it.

        It does unless the report has the hyphenated word elsewhere, or both halves are words in their own right.
        """
        left, right = _BROKEN.search(before), _NEXT.match(after)
        if not left or not right or not left["left"][-1].islower() or not right["right"][0].islower():
            return False
        first, second = left["left"].casefold(), right["right"].casefold()
        if first + second in self.words:
            return True
        whole = before[: left.end()].casefold() + second
        if whole in self.words or f"{first}-{second}" in self.words or "-" in before[:-1]:
            return False
        # `food-insecure`, although the report has no `insecure` alone.
        compound = len(first) > 3 and first in self.words and first not in _OPENING and not _ENDING.match(second)
        return not (first in _ALWAYS or compound or (second in self.words and (first in self.words or first in _OFTEN)))

    def joined(self, before: str, after: str) -> tuple[str, str]:
        """The first of two words and what stands between them, if a line ends after the first."""
        if self.is_hyphenated(before, after):
            return before[:-1], ""
        if _BROKEN.search(before) or (len(before) > 1 and _UNPARTED.search(before)):
            return before, ""
        return before, " "


def spelling_of(words: Iterable[str]) -> Spelling:
    """The spelling of a report from words that no line end cuts."""
    found: set[str] = set()
    for word in words:
        bare = word.strip(".,;:!?()[]'\"“”‘’").casefold()
        if bare:
            found.add(bare)
            found.update(bare.split("-") if not bare.endswith("-") else ())
    return Spelling(frozenset(found))
