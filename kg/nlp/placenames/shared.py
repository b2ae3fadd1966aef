"""Short names that a country shares with a body: `DRC` in `eastern DRC` and in `NRC and DRC distributed`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

_BEFORE, _BEHIND = 60, 60  # characters around a name that tell what it is


class Sense(StrEnum):
    """What a short name stands for where it is written."""

    PLACE = "place"
    BODY = "body"
    OPEN = "open"  # the words beside it do not tell


@dataclass(frozen=True)
class SharedNames:
    """Short names of countries that other things have too, and the words that tell which is meant.

    Args:
        countries: ISO codes of the countries by such names.
        patterns: the table `places` of the ontology's patterns: `shared_place_before`, `shared_place_behind`,
            `shared_body_before` and `shared_body_behind`, any of which may be absent.
    """

    countries: Mapping[str, str]
    patterns: Mapping[str, Any] = field(repr=False, default_factory=dict)

    def find(self, text: str) -> Iterator[tuple[int, int, str, Sense]]:
        """Begin, end, ISO code and sense of each such name in a text."""
        for name, iso3 in self.countries.items():
            if name not in text:
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                yield match.start(), match.end(), iso3, self._sense(text, match.start(), match.end())

    def _sense(self, text: str, begin: int, end: int) -> Sense:
        before, behind = text[max(0, begin - _BEFORE) : begin], text[end : end + _BEHIND]
        for key, words, sense in (
            ("shared_body_behind", behind, Sense.BODY),
            ("shared_place_before", before, Sense.PLACE),
            ("shared_body_before", before, Sense.BODY),
            ("shared_place_behind", behind, Sense.PLACE),
        ):
            if (pattern := self.patterns.get(key)) and re.search(pattern, words):
                return sense
        return Sense.OPEN
