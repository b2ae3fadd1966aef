"""Which of the places that share a name a report means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.places.record import PlaceRecord, order

MARGIN = 5  # how many times larger a town must be than the next to be meant without any other sign


def choose(
    candidates: Sequence[PlaceRecord],
    *,
    country: str | None = None,
    near: Iterable[PlaceRecord] = (),
    type_cls: str | None = None,
) -> PlaceRecord | None:
    """The place that is meant, or None where nothing favours one.

    `candidates` are the answers of `Gazetteer.lookup`; `country` is the ISO 3166-1 alpha-3 code of the country the report
    is about; `near` are places named alongside; `type_cls` is the class that a type word states (`Gao region`: Region).
    """
    left = list(candidates)
    if type_cls:
        left = [c for c in left if c.cls == type_cls]
    if any(c.cls == "Country" for c in left):
        left = [c for c in left if c.cls == "Country"]
    elif country and any(c.iso3 == country for c in left):
        left = [c for c in left if c.iso3 == country]
    alongside = list(near)
    if len({c.iso3 for c in left}) > 1 and alongside:
        left = _most(left, Counter(p.iso3 for p in alongside))
    if len({c.iso3 for c in left}) > 1:
        first, second = sorted(left, key=lambda c: -c.population)[:2]
        if first.population < MARGIN * max(second.population, 1):
            return None
        left = [first]
    return min(left, key=order, default=None)


def _most(candidates: list[PlaceRecord], countries: Counter[str]) -> list[PlaceRecord]:
    best = max(countries[c.iso3] for c in candidates)
    return [c for c in candidates if countries[c.iso3] == best]
