"""The network view's nodes, edges and options, as pyvis hands them to vis-network."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from kg.errors import ReportgraphError
from kg.explore.layout import positions

DRAWN_AT_MOST = 1500
"""Nodes that are drawn when the page opens; the others appear when a neighbour is expanded."""

PAIRS_AT_MOST = 4000
"""Edges that are drawn when the page opens; all those of a node appear when it is chosen."""


def network(payload: dict[str, Any]) -> dict[str, Any]:
    """The drawn part of the graph: the most connected entities, the pairs among them, and the options of vis-network.

    A node's id is its entity's row in the payload; an edge joins a pair, whatever the number of its links.
    """
    from pyvis.network import Network  # noqa: PLC0415 - it loads IPython, which takes half a second

    weight: dict[tuple[int, int], int] = defaultdict(int)
    for source, target, _, _, facts in payload["links"]:
        weight[min(source, target), max(source, target)] += max(1, len(facts))
    neighbours: dict[int, int] = defaultdict(int)
    for a, b in weight:
        neighbours[a] += 1
        neighbours[b] += 1
    drawn = sorted(sorted(neighbours, key=lambda row: (-neighbours[row], row))[:DRAWN_AT_MOST])
    within = set(drawn)
    pairs = _strongest({pair: w for pair, w in weight.items() if within.issuperset(pair)})
    most = max(neighbours.values(), default=1)
    sizes = {str(row): _size(neighbours[row], most) for row in drawn}
    places = positions([str(row) for row in drawn], [(str(a), str(b)) for a, b in pairs], sizes)

    # directed only spares pyvis a search through all edges for each new one
    net = Network(directed=True, cdn_resources="in_line")
    for row in drawn:
        _, label, cls, *_ = payload["entities"][row]
        family = payload["classes"][cls][2]
        x, y = places[str(row)]
        net.add_node(
            row,
            label=label,
            shape=payload["families"][family][2],
            group=str(family),
            color=None,
            size=sizes[str(row)],
            x=x,
            y=y,
        )
    for a, b in pairs:
        net.add_edge(a, b, width=_width(weight[a, b]), arrows="")
    net.toggle_physics(status=False)
    nodes, edges, *_ = net.get_network_data()
    return {"nodes": [_without_none(node) for node in nodes], "edges": edges, "options": _OPTIONS, "most": most}


# Sizes are worked out here and in the page's script alike; vis-network would scale all nodes anew at every change.


def _size(neighbours: int, most: int) -> float:
    return round(6 + 20 * math.sqrt(neighbours / most), 1)


def _width(facts: int) -> float:
    return round(min(0.7 + 0.6 * math.log2(facts), 5.0), 1)


def _strongest(weight: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The pairs with the most facts, and for every node its strongest pair, so that none loses its place."""
    ranked = sorted(weight, key=lambda pair: (-weight[pair], pair))
    kept = set(ranked[:PAIRS_AT_MOST])
    joined = {row for pair in kept for row in pair}
    for pair in ranked[PAIRS_AT_MOST:]:
        if not joined.issuperset(pair):
            kept.add(pair)
            joined.update(pair)
    return sorted(kept)


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "multiselect": False,
        "tooltipDelay": 200,
        "keyboard": False,
    },
    "nodes": {
        "font": {"size": 0},  # the page writes the names itself, as many as fit beside each other
        "borderWidth": 1,
        "borderWidthSelected": 2,
    },
    "edges": {
        "smooth": False,
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}


def library() -> str:
    """The source of vis-network that the pyvis package bundles (Apache-2.0 or MIT).

    Raises:
        ReportgraphError: the installed pyvis does not bundle it where pyvis 0.3.2 does.
    """
    for folder in sorted(_folders(), reverse=True):
        source = files("pyvis").joinpath("lib", folder, "vis-network.min.js")
        if source.is_file():
            # the map of its source is not at hand, and a browser's tools would ask for it
            return re.sub(r"\n//# sourceMappingURL=.*", "", source.read_text(encoding="utf-8"))
    raise ReportgraphError("the installed pyvis package does not bundle vis-network; install pyvis 0.3.2")


def _folders() -> Sequence[str]:
    folder = files("pyvis").joinpath("lib")
    return [entry.name for entry in folder.iterdir() if entry.name.startswith("vis-")] if folder.is_dir() else []


def _without_none(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
