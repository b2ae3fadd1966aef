"""The words by which places are told, as one object of compiled expressions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.alternation import any_of
from kg.places import fold

_BETWEEN = frozenset(("of", "de", "du", "the"))
_LAST = re.compile(r"\W")
_REACH = 40  # characters before a name in which a type word is looked for


@dataclass(frozen=True)
class PlaceWords:
    """Type words with their classes, directions, prepositions; made by `read`."""

    types: Mapping[str, str]  # in lower case, singular and plural, to local names of classes
    apart: frozenset[str]
    weak: frozenset[str]
    directions: frozenset[str]
    compass: Mapping[str, str]  # words of names for directions, and what they are in the other language
    openers: frozenset[str]  # as `fold` writes them
    where: frozenset[str]
    whence: frozenset[str]
    directed: frozenset[str]  # those of `whence` that lead an unknown name in as readily as `where` does
    passed: frozenset[str]  # words between preposition and name
    never: frozenset[str]  # as `fold` writes them
    demonyms: frozenset[str]  # as `fold` writes them; some are also names of regions, with a type word behind them
    ordinary: Callable[[str], int] = field(repr=False)
    _after: re.Pattern[str] = field(repr=False)
    _before: Mapping[str, re.Pattern[str]] = field(repr=False)  # by the last letters of type words
    _direction: re.Pattern[str] = field(repr=False)
    _part: re.Pattern[str] = field(repr=False)
    _numbered: re.Pattern[str] = field(repr=False)
    _spoken: tuple[re.Pattern[str], re.Pattern[str]] = field(repr=False)

    @classmethod
    def read(
        cls,
        types: Iterable[tuple[str, str]],
        patterns: Mapping[str, Any],
        never: Iterable[str] = (),
        ordinary: Callable[[str], int] = lambda _: 0,
        demonyms: Iterable[str] = (),
    ) -> PlaceWords:
        """The words of `patterns`, the table `places` of the ontology's pattern files.

        Args:
            types: type words of the vocabulary with their classes; those of countries stand beside other things than
                names (`African countries`, `host country`) and are left out.
            patterns: see `ontology/patterns/places.toml`; any list may be absent.
            never: names of other things, which no place is found in.
            ordinary: how common a word, in lower case, is: 2 for one of the language's own, 1 for one that a dictionary
                has among its nouns, which may be a name, 0 for any other.
            demonyms: words for the people of countries; no place either, but with a type word behind them.
        """
        people = frozenset(map(fold, demonyms))
        known = _numbers((w.casefold(), c) for w, c in types if c != "Country")
        for name, words in patterns.get("types", {}).items():
            known.update(_numbers((word.casefold(), name) for word in words))
        directions = any_of(patterns.get("directions", ()), ignore_case=True)
        between = any_of(patterns.get("between", ()))
        kinds = any_of(known, ignore_case=True)
        return cls(
            types=known,
            apart=frozenset(w.casefold() for w in patterns.get("apart", ())),
            weak=frozenset(w.casefold() for w in patterns.get("weak", ())),
            directions=frozenset(w.casefold() for w in patterns.get("directions", ())),
            compass=dict(patterns.get("compass", {})),
            openers=frozenset(fold(w) for w in patterns.get("openers", ())),
            where=frozenset(patterns.get("where", ())),
            whence=frozenset(patterns.get("whence", ())),
            directed=frozenset(patterns.get("directed", ())),
            passed=frozenset(patterns.get("passed", ())),
            never=people | {fold(w) for w in (*patterns.get("never", ()), *patterns.get("peoples", ()), *never)},
            demonyms=people,
            ordinary=ordinary,
            _after=re.compile(rf"\s+(?:(?:{between})\s+){{0,2}}(?P<type>(?i:{kinds}))(?![\w’'])"),
            _before=_by_end(known),
            _part=re.compile(rf" (?:{any_of(patterns.get('behind', ()))})(?![\w-])"),
            _numbered=re.compile(
                rf"(?<![\w-])(?P<type>{any_of(patterns.get('kept', ()))})[ ]\d{{1,3}}[A-Z]?(?![\w.,-]*\d)"
            ),
            _spoken=(
                re.compile(patterns.get("spoken_before", "(?!)")),
                re.compile(patterns.get("spoken_behind", "(?!)")),
            ),
            _direction=re.compile(rf"(?<![\w-])(?:(?i:{directions})\s*(?:,|and|or|&|/)\s*)*(?i:{directions})[\s-]+$"),
        )

    def common(self, word: str) -> int:
        """How common a word is as part of a name: see `ordinary`; of one with hyphens the rarest part counts."""
        plain = word.casefold().strip("’'.,").replace("–", "-").replace("’", "'").removesuffix("'s")
        parts = [part for part in plain.split("-") if part]
        counted = parts if len(parts) == 1 else [part for part in parts if fold(part) not in self.openers]
        return min(map(self.ordinary, counted), default=0)

    def after(self, text: str, end: int) -> re.Match[str] | None:
        """The type word right behind a name; its group is `type`."""
        return self._after.match(text, end, min(len(text), end + 2 * _REACH))

    def numbered(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where places begin and end that only a number names (`Camp 4`), with their class."""
        for match in self._numbered.finditer(text):
            yield match.start(), match.end(), self.types.get(match.group("type").casefold(), "Place")

    def spoken(self, text: str, begin: int, end: int) -> bool:
        """Whether a name is that of a language: `the pupils speak X and Y`, `the X language`."""
        before, behind = self._spoken
        return before.search(text, max(0, begin - 2 * _REACH), begin) is not None or behind.match(text, end) is not None

    def marked(self, text: str, end: int) -> int:
        """The end of a name with a type word in the plural behind it; `end` itself where there is none."""
        found = self.after(text, end)
        return end if found is None or found.group("type").casefold() in self.apart else found.end()

    def before(self, text: str, begin: int) -> re.Match[str] | None:
        """The type word right before a name; its groups are `type` and `of`."""
        window = text[max(0, begin - _REACH) : begin]
        words = window.split()[-3:]
        while words and words[-1] in _BETWEEN:
            words.pop()
        # Most windows end with no type word, which is quickly seen.
        pattern = self._before.get(_LAST.split(words[-1].casefold())[-1]) if words else None
        return pattern.search(window) if pattern is not None else None

    def direction(self, text: str, begin: int) -> int:
        """Where the directions before a name begin (`central and northern`); `begin` itself where there are none."""
        found = self._direction.search(text[max(0, begin - _REACH) : begin])
        return max(0, begin - _REACH) + found.start() if found else begin

    def translated(self, name: str) -> str | None:
        """The name of a region in the language of its country, if all its words tell directions: `Center-North`."""
        parts = _LAST.split(name.casefold())
        found = [self.compass.get(part, "") for part in parts]
        return " ".join(found) if all(found) and found != parts else None

    def part(self, text: str, end: int) -> int:
        """The end of the word behind a name that makes it a part (`Yola North`); `end` itself where there is none."""
        found = self._part.match(text, end)
        return found.end() if found else end


def _by_end(types: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """Expressions for a type word that is the last but for `of the`, by its last letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in types:
        found[_LAST.split(word)[-1]].append(word)
    return {
        end: re.compile(
            rf"(?<![\w-])(?P<type>(?i:{any_of(words, ignore_case=True)}))\s+(?P<of>(?:of|de|du)\s+)?(?:the\s+)?$"
        )
        for end, words in found.items()
    }


def _numbers(types: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Type words in singular and plural."""
    found: dict[str, str] = {}
    for word, cls in types:
        found[word] = cls
        found.setdefault(word + "s", cls)
    return found
