"""The labels of a class of concepts, found in headings, cells and phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.ontology import VocabularyTerm

NUMBER_OF = re.compile(
    r"^(?:(?:the\s+)?(?:total\s+)?(?:estimated\s+)?(?:number|no\.?|n°|#)\s+of\s+(?:the\s+)?|total\s+)", re.IGNORECASE
)
"""How a label begins that only says that it counts: `Total number of`."""
_REMEMBERED = 64  # texts whose labels are kept
_PLAIN = str.maketrans({"’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})


def plain(text: str) -> str:
    """Text as labels are compared: lower case, one kind of apostrophe and hyphen, single spaces."""
    return " ".join(text.translate(_PLAIN).casefold().split())


_START = re.compile(r"\w+|(?<!\w)[^\w\s]")
_IN_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Labels:
    """The labels of one class, for reading headings, cells and phrases: the longest label inside a text wins."""

    terms: tuple[VocabularyTerm, ...]

    @cached_property
    def _names(self) -> dict[str, VocabularyTerm]:
        return {plain(name): term for term in self.terms for name in term.names}

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The names by the word or sign that they begin with, longest first."""
        found: dict[str, list[str]] = {}
        for name in sorted(filter(None, self._names), key=lambda n: (-len(n), n)):
            found.setdefault(_START.findall(name)[0], []).append(name)
        return found

    def exact(self, text: str) -> VocabularyTerm | None:
        """The term that the whole text is a label of."""
        return self._names.get(plain(text))

    def told(self, text: str) -> VocabularyTerm | None:
        """The term that the whole text is a label of, else the first whose label stands in it."""
        return self.exact(text) or next(iter(self._inside(text)), None)

    def inside(self, text: str) -> list[VocabularyTerm]:
        """The terms whose labels stand in a text, longest labels first."""
        return list(self._inside(text))

    @cached_property
    def _inside(self) -> Callable[[str], tuple[VocabularyTerm, ...]]:
        """As `inside`; each event of a sentence asks for its labels."""

        def inside(text: str) -> tuple[VocabularyTerm, ...]:
            found = sorted(self._found(plain(text)), key=lambda f: (f[0] - f[1], f[0]))
            return tuple(dict.fromkeys(self._names[name] for _, _, name in found))

        return lru_cache(_REMEMBERED)(inside)

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Begin, end and words of the names that stand in a text as words of their own, from its begin to its end."""
        end = 0
        for start in _START.finditer(text):
            begin = start.start()
            if begin < end:
                continue
            for name in self._by_start.get(start.group(), ()):
                stop = begin + len(name)
                if text.startswith(name, begin) and not _IN_WORD.match(text, stop):
                    end = stop
                    yield begin, stop, name
                    break
