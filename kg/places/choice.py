"""Which of the places that share a name a report means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.places.record import PlaceRecord, fold

_UNITS = ("Region", "District", "Municipality")  # which level a type word means differs by country
_WORLDWIDE = 100_000  # inhabitants of a town that a report on other countries may name without saying where it is
_HUGE, _LANGUAGES = 500_000, 5  # inhabitants of one that needs no names in other languages; how many names others need
_LEAST = 500  # inhabitants of a place whose population is not known: the least that the source lists
_AT_HOME, _ALONGSIDE = 1000, 100  # how much a place of the report's country, of a country named alongside, gains
_OTHER_NAME = 0.1  # what a place loses that bears the name only among its other names
_ABROAD, _NAMESAKE = (
    5,
    2,
)  # how far ahead of places in other countries, in the same country, the one that is meant must be


def choose(
    candidates: Sequence[PlaceRecord],
    *,
    country: str | None = None,
    near: Iterable[PlaceRecord] = (),
    type_cls: str | None = None,
    name: str | None = None,
    prefer_units: bool = False,
) -> PlaceRecord | None:
    """The place that is meant, or None where nothing favours one: better no place than a wrong one.

    What decides, in this order: the type word; a country bears the name; the report's country; the countries of places
    named alongside; population, by a margin. Within the country that is left, a town goes before the unit that is named
    after it, as geocoders have it, and a region before districts and before towns that it is not named after.

    Args:
        candidates: The answers of `Gazetteer.lookup`.
        country: ISO 3166-1 alpha-3 code of the country that the report is about.
        near: The other places named in the sentence, list or heading, countries too; never this name's own.
        type_cls: The class that a type word states: `Region` for `Gao region`. A unit of another level will do where
            none of this one bears the name; a town will not.
        name: The name as written. Then places whose usual name it is go before those that are also called so.
        prefer_units: A bare name means the unit rather than the town that it is named after.
    """
    beside = list(near)
    left = _of_type(candidates, type_cls)
    left = [c for c in left if c.cls == "Country"] or left
    weights = {c.geonames: _weight(c, name, country, beside) for c in left}
    left = [c for c in left if weights[c.geonames]]
    if len({c.iso3 for c in left}) > 1:
        left = _of_country(left, weights)
    left = _of_level(left, prefer_units=prefer_units)
    return _foremost(_close(left, beside), weights)


def _of_type(candidates: Sequence[PlaceRecord], cls: str | None) -> list[PlaceRecord]:
    exact = [c for c in candidates if cls is None or c.cls == cls]
    return exact or [c for c in candidates if cls in _UNITS and c.cls in _UNITS]


def _weight(place: PlaceRecord, name: str | None, country: str | None, near: list[PlaceRecord]) -> float:
    """How readily the name brings the place to mind, 0 for one that nobody would name without its country."""
    usual = name is None or fold(place.name) == fold(name)
    weight = max(place.population, _LEAST) * (1 if usual else _OTHER_NAME)
    if place.iso3 == country:
        return weight * _AT_HOME
    alongside = sum(other.iso3 == place.iso3 for other in near)
    if alongside:
        return weight * _ALONGSIDE * alongside
    famous = place.cls in {"Country", "Region"} or (place.cls == "Settlement" and _is_famous(place, weight))
    return weight if famous or not (country or near) else 0


def _is_famous(place: PlaceRecord, weight: float) -> bool:
    """Whether the world knows a town: it is large, and has names in other languages if it is no huge one."""
    return weight >= _HUGE or (weight >= _WORLDWIDE and len(place.names) >= _LANGUAGES)


def _of_country(candidates: list[PlaceRecord], weights: dict[int, float]) -> list[PlaceRecord]:
    best: dict[str, float] = {}
    for place in candidates:
        best[place.iso3] = max(best.get(place.iso3, 0), weights[place.geonames])
    (first, weight), (_, second) = sorted(best.items(), key=lambda item: -item[1])[:2]
    return [c for c in candidates if c.iso3 == first and weight >= _ABROAD * second]


def _of_level(candidates: list[PlaceRecord], *, prefer_units: bool) -> list[PlaceRecord]:
    """Of places in one country those of the class that a bare name means."""
    units = [c for c in candidates if c.cls in _UNITS]
    towns = [c for c in candidates if c.cls == "Settlement"]
    if not units or not towns:
        return _widest(units) if units else candidates
    widest = _widest(units)
    points = {(u.lat, u.long) for u in widest}
    seats = [t for t in towns if (t.lat, t.long) in points]  # a unit has the coordinates of the town it is named after
    if prefer_units or (not seats and widest[0].cls == "Region"):
        return widest
    return seats or towns


def _widest(units: list[PlaceRecord]) -> list[PlaceRecord]:
    cls = min((u.cls for u in units), key=_UNITS.index)
    return [u for u in units if u.cls == cls]


def _close(candidates: list[PlaceRecord], near: list[PlaceRecord]) -> list[PlaceRecord]:
    """Those in a unit that is named alongside or that holds a place named alongside, if there are any."""
    around = {place.geonames for place in near if place.cls != "Country"}
    around |= {place.within for place in near if place.within and place.cls not in {"Country", "Region"}}
    return [c for c in candidates if c.within in around] or candidates


def _foremost(candidates: list[PlaceRecord], weights: dict[int, float]) -> PlaceRecord | None:
    ranked = sorted(candidates, key=lambda c: (-weights[c.geonames], c.geonames))
    if len(ranked) > 1 and weights[ranked[0].geonames] < _NAMESAKE * weights[ranked[1].geonames]:
        return None
    return ranked[0] if ranked else None
