"""The outlines of countries under the map: those near the places of a graph in detail, the rest of the world in short.

They come from Natural Earth by way of the npm package `world-atlas` and are put beside this module when the package is
built. Without that file, as in a checkout that was never built, the map has its grid of degrees only.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from kg.explore.content import Entity

FILE = "world.json"
MARGIN = 6.0
"""Degrees around the places within which outlines are drawn in detail."""

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees
Point = tuple[float, float]  # latitude and longitude in degrees
World = Mapping[str, Any]

_LITTLE_WORDS = {"of", "the", "and"}


def load() -> World:
    """The file of outlines: `note`, and rows of countries at two scales, `coarse` and `fine`."""
    source = files("kg.explore").joinpath("static", FILE)
    if not source.is_file():
        return {"note": "", "coarse": [], "fine": []}
    world: World = json.loads(source.read_text(encoding="utf-8"))
    return world


def points(entities: Iterable[Entity], world: World) -> dict[str, Point]:
    """Where each entity stands that has a place on the map, by its IRI.

    A country without coordinates of its own stands where its name would be written.
    """
    written = {_words(row[0]): (row[2][0], row[2][1]) for row in (*world["coarse"], *world["fine"])}
    found: dict[str, Point] = {}
    for entity in entities:
        if entity.point is not None:
            found[entity.iri] = entity.point
        elif entity.is_place and entity.iso3:
            names = [_words(name) for name in (entity.label, *entity.spellings)]
            point = next((written[n] for n in names if n in written), None)
            if point is None:
                point = next((p for short, p in written.items() if any(_abbreviates(short, n) for n in names)), None)
            if point is not None:
                found[entity.iri] = point
    return found


def outlines(world: World, places: Iterable[Point]) -> dict[str, Any]:
    """Countries as rows of name, latitude and longitude of the label, width in degrees, and rings.

    Each country is there once: in detail where its box comes near the places, else in short. A ring is a flat list of
    longitude, latitude, … in hundredths of a degree, each point as the step from the last one.

    Args:
        world: as `load` gives it.
        places: of facts, once for each fact; the few that are farthest from the others do not count.
    """
    near = _box(list(places))
    coarse = {row[0]: row for row in world["coarse"]}
    fine = {row[0]: row for row in world["fine"]}
    chosen = [
        _row(fine[name] if near and name in fine and _meet(fine[name][1], near) else coarse.get(name) or fine[name])
        for name in sorted(fine.keys() | coarse.keys())
    ]
    return {"note": world["note"], "countries": chosen}


def _words(name: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return tuple(word for word in plain.replace("-", " ").split() if word not in _LITTLE_WORDS)


def _abbreviates(short: Sequence[str], name: Sequence[str]) -> bool:
    """Whether `S. Sudan` can stand for `South Sudan`."""
    if len(short) != len(name) or not any(word.endswith(".") for word in short):
        return False
    return all(n.startswith(s[:-1]) if s.endswith(".") else n == s for s, n in zip(short, name, strict=True))


def _box(places: list[Point]) -> Box | None:
    if not places:
        return None
    cut = len(places) // 25
    last = len(places) - 1 - cut
    latitudes, longitudes = sorted(p[0] for p in places), sorted(p[1] for p in places)
    south, north, west, east = latitudes[cut], latitudes[last], longitudes[cut], longitudes[last]
    return (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _row(country: list[Any]) -> list[Any]:
    name, _, label, rings = country
    return [name, *label, rings]
