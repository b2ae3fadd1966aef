"""What a whole text tells about its places, before its paragraphs are read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.nlp.placenames.names import candidates
from kg.nlp.placenames.words import PlaceWords
from kg.places import Gazetteer, PlaceRecord, fold

_LEAST = 2  # names that must point to a country
_AHEAD = 1.2  # how far ahead of the next country it must be
VOTES = 100
"""What a name that one country has alone says for it."""


@dataclass(frozen=True)
class PlaceBook:
    """The country of a text, the countries that it names, and names that it calls places somewhere."""

    country: str | None = None  # ISO 3166 alpha-3
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = field(default_factory=frozenset)  # as `fold` writes them
    votes: Mapping[str, int] = field(default_factory=dict)  # how much the places speak for each country


def read_book(
    texts: Iterable[str],
    countries: Mapping[str, int],
    words: PlaceWords,
    gazetteer: Gazetteer,
    country: str | None = None,
) -> PlaceBook:
    """What the paragraphs of a text tell.

    Args:
        texts: the paragraphs.
        countries: ISO codes of the countries that they name, by name or by their people, with weights.
        words: the words by which places are told.
        gazetteer: the places of the world.
        country: the text's country where it is known; else it is the one that most names and places speak for.
    """
    called: set[str] = set()
    seen: dict[str, tuple[PlaceRecord, ...]] = {}
    for text in texts:
        for found in candidates(text, words, gazetteer):
            kind, before = words.after(text, found.end), words.before(text, found.begin)
            if (kind and kind.group("type").casefold() not in words.weak) or (before and before.group("of")):
                called.add(fold(found.name))
            if found.records and not all(map(words.common, found.name.split())):
                seen.setdefault(fold(found.name), found.records)
    votes = _votes(seen, called)
    return PlaceBook(country or _country(countries, votes), frozenset(countries), frozenset(called), votes)


def _votes(seen: Mapping[str, tuple[PlaceRecord, ...]], called: Collection[str]) -> Counter[str]:
    """What the names of places say for each country; one that few other countries have says more."""
    votes = Counter[str]()
    for name, records in seen.items():
        among = {r.iso3 for r in records if r.cls != "Country"}
        for iso3 in sorted(among):
            votes[iso3] += VOTES * (2 if name in called else 1) // len(among) ** 2
    return votes


def _country(countries: Mapping[str, int], places: Mapping[str, int]) -> str | None:
    """The country that most speaks for: its own names, and those of places."""
    votes = Counter(places)
    for iso3, times in sorted(countries.items()):
        votes[iso3] += times * VOTES
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or ranked[0][1] < _LEAST * VOTES or (len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]):
        return None
    return ranked[0][0]
