"""Where the nodes of the network view stand: computed once, at build time, the same for the same graph."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import networkx as nx
import numpy as np

Position = tuple[int, int]
Point = tuple[float, float]

_SPACE = 62.0  # of one node, in the units of vis-network at zoom 1 (CSS pixels)
_GAP = 14.0  # between the rims of two nodes
_WIDE = 1.5  # width by height of a component's box, as screens are
_STEPS = 60_000  # of the layout in nodes times iterations: a small graph gets more rounds than a large one
_SMALL = 100  # nodes of a component that are laid out together
_GOLDEN = math.pi * (3 - math.sqrt(5))  # radians between two leaves
_ROUNDS = 60  # at most, of moving nodes apart
_AHEAD = ((0, 1), (1, -1), (1, 0), (1, 1))  # half of a cell's neighbours in a grid, whose other half they are in turn


def positions(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], sizes: Mapping[str, float] | None = None
) -> dict[str, Position]:
    """Force-directed positions, component by component, the largest on top and the others in rows below it.

    The layout is ForceAtlas2 (Jacomy et al., PLoS ONE 9(6), 2014) as networkx implements it, from a fixed seed, of all
    nodes with two neighbours or more, as it takes time by the square of their number; the others fan out beside their
    neighbour. Then nodes are moved apart until none covers another.

    Args:
        nodes: ids, in an order that is part of the input.
        edges: pairs of ids.
        sizes: radii of nodes, in the units of the positions; 10 where none is given.
    """
    radius = {node: (sizes or {}).get(node, 10.0) for node in nodes}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    placed = [_component(graph, part, radius) for part in parts]
    width = max(max((w for _, w, _ in placed), default=0.0), _WIDE * math.sqrt(sum(w * h for _, w, h in placed)))
    found: dict[str, Point] = {}
    left, top, row_height = 0.0, 0.0, 0.0
    for points, w, h in placed:
        if left and left + w > width:
            left, top, row_height = 0.0, top + row_height + 1.5 * _SPACE, 0.0
        found |= {node: (left + x, top + y) for node, (x, y) in points.items()}
        left += w + 1.5 * _SPACE
        row_height = max(row_height, h)
    return {node: (round(found[node][0]), round(found[node][1])) for node in nodes}


def _component(
    graph: nx.Graph[str], part: Sequence[str], radius: Mapping[str, float]
) -> tuple[dict[str, Point], float, float]:
    """Positions of one component from (0, 0), its width and height."""
    leaves = _leaves(graph, part)
    order: nx.Graph[str] = nx.Graph()  # built anew, so that the layout sees nodes and edges in a fixed order
    order.add_nodes_from(node for node in part if node not in leaves)
    order.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.subgraph(order).edges))
    rounds = min(300, max(40, _STEPS // len(part)))
    # Those that lead to leaves push as hard as if these were there.
    mass = {node: graph.degree(node) + 1 for node in order}
    # networkx divides by a node's distance to itself, then drops the result
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = nx.forceatlas2_layout(
            order, max_iter=rounds, scaling_ratio=2.0, gravity=0.6, node_mass=mass, linlog=True, seed=7
        )
    height = _SPACE * math.sqrt(len(part) / _WIDE)
    box = _WIDE * height, height
    core = _into_box({node: (float(p[0]), float(p[1])) for node, p in raw.items()}, *box)
    apart = _apart(_into_box(core | _around(leaves, core, radius), *box), radius)
    low_x, low_y = (min(p[axis] for p in apart.values()) for axis in (0, 1))
    moved = {node: (x - low_x, y - low_y) for node, (x, y) in apart.items()}
    return moved, max(x for x, _ in moved.values()), max(y for _, y in moved.values())


def _leaves(graph: nx.Graph[str], part: Sequence[str]) -> dict[str, str]:
    """The neighbour of each node that has no other, in a component so large that leaving them out spares time.

    A few nodes swing about their places where they push as hard as those left out would, so that the last bit of a
    number decides where they come to rest.
    """
    if len(part) <= _SMALL:
        return {}
    found = {node: next(iter(graph[node])) for node in part if graph.degree(node) == 1}
    return found if len(part) - len(found) > _SMALL // 2 else {}


def _around(leaves: Mapping[str, str], points: Mapping[str, Point], radius: Mapping[str, float]) -> dict[str, Point]:
    """Leaves on the outer side of their neighbour, spread over half a disc as a sunflower's seeds are (Vogel, 1979)."""
    x, y = (sum(p[axis] for p in points.values()) / len(points) for axis in (0, 1))
    outward = {stem: math.atan2(points[stem][1] - y, points[stem][0] - x) for stem in leaves.values()}
    found: dict[str, Point] = {}
    before: Counter[str] = Counter()
    for leaf, stem in leaves.items():
        before[stem] += 1
        away = radius[stem] + _GAP + _SPACE * math.sqrt(before[stem]) / 1.2
        turn = outward[stem] + math.remainder(before[stem] * _GOLDEN, 2 * math.pi) / 2
        found[leaf] = (points[stem][0] + away * math.cos(turn), points[stem][1] + away * math.sin(turn))
    return found


def _into_box(points: Mapping[str, Point], width: float, height: float) -> dict[str, Point]:
    scales = []
    for axis, length in ((0, width), (1, height)):
        values = [p[axis] for p in points.values()]
        spread = max(values) - min(values)
        scales.append(length / spread if spread else 0.0)
    return {node: (x * scales[0], y * scales[1]) for node, (x, y) in points.items()}


def _apart(points: Mapping[str, Point], radius: Mapping[str, float]) -> dict[str, Point]:
    """Moves nodes that cover or touch each other away from each other, along the line between them."""
    found = dict(points)
    cell = 2 * max(radius[node] for node in found) + _GAP
    for _ in range(_ROUNDS):
        moved = False
        for a, b in _near(found, cell):
            (ax, ay), (bx, by) = found[a], found[b]
            dx, dy = bx - ax, by - ay
            distance = math.hypot(dx, dy)
            missing = radius[a] + radius[b] + _GAP - distance
            if missing <= 0.5:
                continue
            moved = True
            # two on one spot part sideways, the one whose id comes first to the left
            x, y = (dx / distance, dy / distance) if distance > 1e-6 else (1.0, 0.0)
            step = missing / 2
            found[a], found[b] = (ax - x * step, ay - y * step), (bx + x * step, by + y * step)
        if not moved:
            break
    return found


def _near(points: Mapping[str, Point], cell: float) -> Iterator[tuple[str, str]]:
    """Pairs of nodes that may cover each other: those in the same or neighbouring cells of a grid."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for node, (x, y) in points.items():
        cells[math.floor(x / cell), math.floor(y / cell)].append(node)
    for (column, row), members in sorted(cells.items()):
        yield from combinations(sorted(members), 2)
        for dx, dy in _AHEAD:
            for b in cells.get((column + dx, row + dy), ()):
                for a in members:
                    yield (a, b) if a < b else (b, a)
