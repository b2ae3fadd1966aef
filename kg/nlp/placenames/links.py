"""Which place of the gazetteer each name of a text means."""

from __future__ import annotations

from collections.abc import Sequence

from kg.nlp.placenames.book import PlaceBook
from kg.nlp.placenames.names import Candidate
from kg.places import PlaceRecord, choose


def links(
    found: Sequence[Candidate], countries: Sequence[PlaceRecord], book: PlaceBook, *, prefer_units: bool
) -> list[PlaceRecord | None]:
    """The place that each candidate means, in their order.

    Args:
        found: the places named in one paragraph.
        countries: the countries named in it.
        book: what the whole text tells.
        prefer_units: a bare name means the region or district rather than the town that it is named after.
    """
    first = [_chosen(c, book.country, countries, prefer_units=prefer_units) for c in found]
    near = [*countries, *(r for r in first if r is not None)]
    return [
        record or _chosen(c, book.country, [r for r in near if r not in c.records], prefer_units=prefer_units)
        for c, record in zip(found, first, strict=True)
    ]


def _chosen(
    found: Candidate, country: str | None, near: Sequence[PlaceRecord], *, prefer_units: bool
) -> PlaceRecord | None:
    if not found.records:
        return None
    stated = found.cls if any(r.cls == found.cls for r in found.records) else None
    if found.shared and not prefer_units:
        stated = None  # `Gwoza, Biu and Bama LGAs` are put on the map as the towns
    home = prefer_units and any(r.iso3 == country for r in found.records)  # abroad, the town is what is known
    return choose(found.records, country=country, near=near, type_cls=stated, name=found.name, prefer_units=home)
