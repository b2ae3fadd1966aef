"""The outlines of countries under the map: those near the places of a graph in detail, the rest of the world in short.

They come from Natural Earth by way of the npm package `world-atlas` and are put beside this module when the package is
built. Without that file, as in a checkout that was never built, the map has its grid of degrees only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

FILE = "world.json"
MARGIN = 6.0
"""Degrees around the places within which outlines are drawn in detail."""

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees


def outlines(points: Iterable[tuple[float, float]]) -> dict[str, Any]:
    """Countries as rows of name, latitude and longitude of the label, width in degrees, and rings.

    A ring is a flat list of longitude, latitude, … in hundredths of a degree, each point as the step from the last one.

    Args:
        points: latitude and longitude of the places.
    """
    source = files("kg.explore").joinpath("static", FILE)
    if not source.is_file():
        return {"note": "", "countries": []}
    return choose(json.loads(source.read_text(encoding="utf-8")), points)


def choose(world: Mapping[str, Any], points: Iterable[tuple[float, float]]) -> dict[str, Any]:
    """Each country once: in detail where its box comes near the places, else in short."""
    near = _box(list(points))
    coarse = {row[0]: row for row in world["coarse"]}
    fine = {row[0]: row for row in world["fine"]}
    chosen = [
        _row(fine[name] if near and name in fine and _meet(fine[name][1], near) else coarse.get(name) or fine[name])
        for name in sorted(fine.keys() | coarse.keys())
    ]
    return {"note": world["note"], "countries": chosen}


def _box(points: list[tuple[float, float]]) -> Box | None:
    if not points:
        return None
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    return (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _row(country: list[Any]) -> list[Any]:
    name, _, label, rings = country
    return [name, *label, rings]
