"""What a whole text tells about its places, before its paragraphs are read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.nlp.placenames.names import candidates
from kg.nlp.placenames.words import PlaceWords
from kg.places import Gazetteer, fold

_LEAST = 2  # names that must point to a country that the text does not name
_AHEAD = 1.5  # how far ahead of the next country it must be


@dataclass(frozen=True)
class PlaceBook:
    """The country of a text, the countries that it names, and names that it calls places somewhere."""

    country: str | None = None  # ISO 3166 alpha-3
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = field(default_factory=frozenset)  # as `fold` writes them


def read_book(
    texts: Iterable[str], countries: Mapping[str, int], words: PlaceWords, gazetteer: Gazetteer, country: str | None = None
) -> PlaceBook:
    """What the paragraphs of a text tell.

    Args:
        texts: the paragraphs.
        countries: ISO codes of the countries that they name, with how often.
        words: the words by which places are told.
        gazetteer: the places of the world.
        country: the text's country where it is known; else the one that most of its places lie in.
    """
    called: set[str] = set()
    votes: Counter[str] = Counter()
    for text in texts:
        for found in candidates(text, words, gazetteer):
            kind, before = words.after(text, found.end), words.before(text, found.begin)
            named = (kind and kind.group("type").casefold() not in words.weak) or (before and before.group("of"))
            if named:
                called.add(fold(found.name))
            if found.records and found.records[0].cls != "Country" and fold(found.name) not in called.difference({fold(found.name)} if named else ()):
                isos = {r.iso3 for r in found.records}
                for iso3 in isos:
                    votes[iso3] += (3 if named else 1) / len(isos) ** 2  # type: ignore[assignment]
    if country is None:
        ranked = votes.most_common(2)
        ahead = len(ranked) < 2 or ranked[0][1] >= _AHEAD * ranked[1][1]
        if ranked and ranked[0][1] >= _LEAST and ahead:
            country = ranked[0][0]
    return PlaceBook(country, frozenset(countries), frozenset(called))
