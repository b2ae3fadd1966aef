"""Makes `kg/explore/static/world.json`, the outlines under the explorer's map, from the npm package `world-atlas`.

The package holds Natural Earth's countries (public domain) as TopoJSON at two scales; its own licence is ISC. npm
fetches it at the version and with the checksum below, so the same file comes out everywhere. It is not committed.

    python tools/world_outlines.py
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
SHA512 = (
    "2177d5d2ac25297a5c933d458705d5c0a46388884e9d6b6d3ac926e42b7132c8"
    "e013f317018447589aa05cea4cf0891c3c1a179f24d4e651477186b90a11b42d"
)
SCALES = {"coarse": "countries-110m.json", "fine": "countries-50m.json"}
NOTE = "Outlines: Natural Earth. Boundaries and names imply no endorsement."
TARGET = Path(__file__).parent.parent / "kg" / "explore" / "static" / "world.json"

Point = tuple[int, int]  # longitude and latitude in hundredths of a degree
Ring = list[Point]


def main() -> int:
    """Fetch, convert, write; the exit status."""
    npm = shutil.which("npm")
    if npm is None:
        print("world_outlines: npm is not installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        digest = hashlib.sha512(archive.read_bytes()).hexdigest()
        if digest != SHA512:
            print(f"world_outlines: {PACKAGE} has the SHA-512 {digest}, not the one expected", file=sys.stderr)
            return 1
        world = {"note": NOTE, **{scale: countries(_member(archive, name)) for scale, name in SCALES.items()}}
    TARGET.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


def _member(archive: Path, name: str) -> dict[str, Any]:
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        if file is None:
            raise KeyError(name)
        topology: dict[str, Any] = json.load(file)
        return topology


def countries(topology: dict[str, Any]) -> list[list[Any]]:
    """Rows of name, box (west, south, east, north), label (latitude, longitude, width) and rings as steps.

    The format is TopoJSON's (github.com/topojson/topojson-specification, 2.1.4): quantized arcs that geometries share.
    """
    arcs = _arcs(topology)
    rows = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [
            ring for polygon in polygons for ring in (_ring(indices, arcs) for indices in polygon) if len(ring) > 3
        ]
        if rings:
            largest = max(rings, key=lambda ring: abs(_area(ring)))
            rows.append(
                [geometry["properties"]["name"], _box(rings), _label(largest), [_steps(ring) for ring in rings]]
            )
    return sorted(rows, key=lambda row: str(row[0]))


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * scale_x + shift_x) * 100), round((y * scale_y + shift_y) * 100)))
        found.append(points)
    return found


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    return _unwrapped([point for i, point in enumerate(points) if i == 0 or point != points[i - 1]])


def _unwrapped(ring: Ring) -> Ring:
    """The ring in one piece where it crosses the 180th meridian: its longitudes go on beyond 180 degrees.

    One that goes round the pole is closed along the southern edge of the map.
    """
    turn = 36_000
    whole: Ring = []
    shift = 0
    for x, y in ring:
        if whole and abs(x + shift - whole[-1][0]) > turn // 2:
            shift += turn if x + shift < whole[-1][0] else -turn
        whole.append((x + shift, y))
    if abs(whole[-1][0] - whole[0][0]) > turn // 2:
        whole += [(whole[-1][0], -9_000), (whole[0][0], -9_000)]
    # one that crosses lies at the eastern edge of the map
    back = turn if min(x for x, _ in whole) < -turn // 2 else 0
    return [(x + back, y) for x, y in whole]


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _label(ring: Ring) -> list[float]:
    """The ring's centroid as latitude and longitude, and its width, in degrees."""
    area = _area(ring) or 1.0
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x, y = (sum((a[k] + b[k]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area) for k in (0, 1))
    width = max(p[0] for p in ring) - min(p[0] for p in ring)
    return [round(y / 100, 2), round(x / 100, 2), round(width / 100, 1)]


def _box(rings: list[Ring]) -> list[float]:
    xs, ys = ([p[axis] / 100 for ring in rings for p in ring] for axis in (0, 1))
    return [min(xs), min(ys), max(xs), max(ys)]


def _steps(ring: Ring) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for px, py in ring:
        flat += [px - x, py - y]
        x, y = px, py
    return flat


if __name__ == "__main__":
    sys.exit(main())
