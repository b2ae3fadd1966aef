"""The labels of a class of concepts, found in headings, cells and phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.ontology import VocabularyTerm


def plain(text: str) -> str:
    """Text as labels are compared: lower case, one kind of apostrophe and hyphen, single spaces."""
    return " ".join(re.sub(r"[‐‑–—]", "-", text.replace("’", "'")).casefold().split())


@dataclass(frozen=True)
class Labels:
    """The labels of one class, for reading headings, cells and phrases: the longest label inside a text wins."""

    terms: tuple[VocabularyTerm, ...]

    @cached_property
    def _names(self) -> dict[str, VocabularyTerm]:
        return {plain(name): term for term in self.terms for name in term.names}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._names, key=lambda n: (-len(n), n))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")

    def exact(self, text: str) -> VocabularyTerm | None:
        """The term that the whole text is a label of."""
        return self._names.get(plain(text))

    def inside(self, text: str) -> list[VocabularyTerm]:
        """The terms whose labels stand in a text, longest labels first."""
        found = sorted(self._pattern.finditer(plain(text)), key=lambda m: (m.start() - m.end(), m.start()))
        return list(dict.fromkeys(self._names[m.group()] for m in found))
