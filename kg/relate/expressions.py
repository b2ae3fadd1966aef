"""Regular expressions that are searched for only in texts which hold words that they need.

The rules look for some hundred expressions in every sentence, and nearly none is there. An engine that tries an
expression at each character takes some hundred times as long as it takes to see that a text lacks its words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from kg.errors import OntologyError

# The parser of the standard library; what it makes is no public interface, so that whatever is unknown in it needs no
# word.
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

_SHORTEST = 3  # letters of a word that is worth looking for
_SELDOM = 16  # one word in so many may be shorter
_MOST = 64  # words of which one is needed
_TEXTS = 16  # that are kept in lower case

Match = Callable[..., re.Match[str] | None]


class Expression:
    """An expression whose letters match in either case. It is compiled when a text first has a word that it needs.

    Args:
        text: the expression, as `re.compile` takes it.

    Raises:
        re.error: it is malformed.
        OntologyError: so, where only compiling it tells.
    """

    def __init__(self, text: str) -> None:
        self.pattern = text
        self.needed = needed_words(text)
        self._needed = tuple(sorted(self.needed))  # which Python goes through faster

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Many expressions are in no report of a folder, and to compile one takes as long as to read some sentences.
        try:
            return re.compile(self.pattern, re.IGNORECASE)
        except re.error as error:  # what the parser lets pass: a look-behind of any width
            raise OntologyError(f"patterns: {error} in {self.pattern}") from None

    @cached_property
    def match(self) -> Match:
        """As the method of a compiled expression; so are the others."""
        return self._pattern.match

    @cached_property
    def fullmatch(self) -> Match:
        """See `match`."""
        return self._pattern.fullmatch

    @cached_property
    def sub(self) -> Callable[..., str]:
        """See `match`."""
        return self._pattern.sub

    @cached_property
    def split(self) -> Callable[..., list[str | Any]]:
        """See `match`."""
        return self._pattern.split

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two characters."""
        return self._pattern.search(text, pos, endpos) if self.may_match(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches between two characters, in order."""
        return self._pattern.finditer(text, pos, endpos) if self.may_match(text) else iter(())

    def may_match(self, text: str) -> bool:
        """False where a text holds none of the words that each match needs."""
        if not self._needed:
            return True
        folded = _folded(text)
        for word in self._needed:  # noqa: SIM110 - asked at every turn; `any` over a generator takes twice as long
            if word in folded:
                return True
        return False


@lru_cache(_TEXTS)
def _folded(text: str) -> str:
    """A text in lower case. The rules look for one expression after the other in the same few texts."""
    return text.casefold()


def needed_words(text: str) -> frozenset[str]:
    """Stretches of letters of which every match of an expression holds one, in lower case; empty if none are known."""
    found = _needed(parser.parse(text, re.IGNORECASE))
    short = sum(len(word) < _SHORTEST for word in found)
    return (
        found if found and len(found) <= _MOST and "" not in found and short <= len(found) // _SELDOM else frozenset()
    )


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what the parts of a sequence need: the longest words, the fewest."""
    choices: list[frozenset[str]] = []
    run = ""
    for kind, value in items:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        choices += [frozenset({run.casefold()}), _of_part(str(kind), value)]
        run = ""
    choices.append(frozenset({run.casefold()}))
    known = [choice for choice in choices if choice and "" not in choice]
    return max(known, key=lambda words: (min(*map(len, words), 6), -len(words)), default=frozenset())


def _of_part(kind: str, value: Any) -> frozenset[str]:
    if kind == "SUBPATTERN":
        return _needed(value[-1])
    if kind == "ATOMIC_GROUP":
        return _needed(value)
    if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and value[0] > 0:
        return _needed(value[2])
    if kind == "BRANCH":
        branches = [_needed(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()
