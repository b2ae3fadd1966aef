"""What a gazetteer knows of a place, and how names are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

# The ontology's classes of places in the order of answers; the gazetteer itself has the first three and settlements.
CLASSES = ("Country", "Region", "District", "Municipality", "Settlement", "Site", "Place")

OWN_IDS = 10**12
"""From here on ids are not of GeoNames, whose own have eight digits, but of units that only a table of P-codes has."""

# Letters that Unicode does not decompose into a base letter and a mark, and the sign that stands for a word.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ə": "e",
    "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ɲ": "ny", "&": " and ",
}  # fmt: skip
_JOINED = frozenset("'’‘ʼʻʹ`´ʿʾ′.")  # dropped without a gap: N'Djamena is Ndjamena, U.A.E. is UAE


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = "" if chr(code) in _JOINED else "".join(map(_plain, _decomposed(chr(code)).casefold()))
        return self[code]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _plain(char: str) -> str:
    letters = _LETTERS.get(char) or _decomposed(char)
    kept = (c if c.isalnum() else " " for c in letters if c not in _JOINED and unicodedata.category(c) != "Mn")
    return "".join(kept)


FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A country, an administrative unit or a town.

    `name` is the usual name without type word (`Kayes`, not `Kayes Cercle`), `names` all names that it can be looked up
    by, with and without type word; of names that differ by accents only it has one. `within` is the GeoNames id of the
    next place up. Coordinates are WGS84 degrees; a unit has those of the town that it is named after, or None.
    `pcode` is the place code of the common operational datasets, where the vocabulary or a table that is given has it.
    `population` serves to compare namesakes: for a unit or country it is the sum of its towns', and 0 is not known.
    """

    geonames: int
    name: str
    cls: str  # one of CLASSES
    names: tuple[str, ...]
    iso3: str  # of the country it lies in; of itself for a country
    within: int | None
    lat: float | None
    long: float | None
    population: int
    pcode: str | None = None

    @property
    def in_geonames(self) -> bool:
        """Whether GeoNames has the place; others come from a table of P-codes and have an id of ours."""
        return self.geonames < OWN_IDS

    @property
    def ref(self) -> str:
        """How claims refer to the place."""
        if self.cls == "Country":
            return f"iso3166:{self.iso3}"
        return f"geonames:{self.geonames}" if self.in_geonames or not self.pcode else f"pcode:{self.pcode}"


class Gazetteer(Protocol):
    """Places of the world by name and by GeoNames id; the same answers on every machine with the same fingerprint."""

    @property
    def fingerprint(self) -> str:
        """Identifies data and code, for caches of what was made with them."""

    def lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        """All places that bear a name, compared by `fold`: countries, regions, districts, settlements; larger first."""

    def get(self, geonames: int) -> PlaceRecord | None:
        """The place with a GeoNames id."""

    def by_pcode(self, pcode: str) -> PlaceRecord | None:
        """The place with a P-code."""

    def country(self, iso3: str) -> PlaceRecord | None:
        """The country with an ISO 3166-1 alpha-3 code."""

    def known(self, folded: str) -> bool:
        """Whether any place bears a name; `folded` comes from `fold`."""

    def starts(self, folded_first_word: str) -> int:
        """The number of words of the longest name that begins with a word, 0 if none does."""


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """A name without case, accents, punctuation and spacing differences: what two names must share to be the same."""
    return " ".join(name.translate(FOLDING).split())


def order(record: PlaceRecord) -> tuple[int, int, int]:
    """Sort key of answers: wider class first, then larger population, then GeoNames id."""
    return (CLASSES.index(record.cls), -record.population, record.geonames)


def merged(first: PlaceRecord, later: PlaceRecord) -> PlaceRecord:
    """The two records of one place as one: what the later one states wins, names are those of both."""
    return replace(
        later,
        names=tuple(dict.fromkeys((later.name, *later.names, *first.names))),
        iso3=later.iso3 or first.iso3,
        within=first.within if later.within is None else later.within,
        lat=first.lat if later.lat is None else later.lat,
        long=first.long if later.long is None else later.long,
        population=later.population or first.population,
        pcode=later.pcode or first.pcode,
    )
