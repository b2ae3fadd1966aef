"""The shortest chain of ties between two names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from kg.errors import QueryError
from kg.network.ties import Fact, Ties

_HOP = 1_000_000
_FEW = 1_000  # what a hop costs more, at most, when few facts tie its ends


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a chain: the properties that join its ends, and the facts that name both."""

    source: str  # IRI
    source_label: str
    target: str
    target_label: str
    ties: tuple[str, ...]  # with their direction: `funds →`, `worksIn ←`, `partnerOf ↔`
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from one thing to another; none where both names are of one thing."""

    source: str
    source_label: str
    target: str
    target_label: str
    steps: tuple[Step, ...]


def chain(ties: Ties, source: str, target: str) -> Chain:
    """The chain with the fewest steps; of several the one whose steps have the most facts.

    A name is found in any spelling. Where several things bear it, the chain is that of the two that are nearest.

    Raises:
        QueryError: a name is of nothing in the network, or no chain joins the two.
    """
    starts, ends = ties.called(source), ties.called(target)

    def cost(_a: str, _b: str, own: dict[str, tuple[str, ...]]) -> int:
        return _HOP + _FEW // len(own["facts"])

    lengths: Mapping[str, int]
    paths: Mapping[str, Sequence[str]]
    lengths, paths = nx.multi_source_dijkstra(ties.graph, starts, weight=cost)  # type: ignore[assignment]  # no target
    reached = [(lengths[end], end) for end in ends if end in lengths]
    if not reached:
        raise QueryError(f"no chain joins {source!r} and {target!r}")
    path = paths[min(reached)[1]]
    label = ties.graph.nodes
    return Chain(
        path[0],
        label[path[0]]["label"],
        path[-1],
        label[path[-1]]["label"],
        tuple(_step(ties, a, b) for a, b in pairwise(path)),
    )


def _step(ties: Ties, source: str, target: str) -> Step:
    own = ties.graph.edges[source, target]
    along = {name for name, begin in own["properties"] if begin == source}
    against = {name for name, begin in own["properties"] if begin == target}
    arrows = {name: "↔" if name in along & against else "→" if name in along else "←" for name in along | against}
    label = ties.graph.nodes
    return Step(
        source,
        label[source]["label"],
        target,
        label[target]["label"],
        tuple(f"{name} {arrows[name]}" for name in sorted(arrows)),
        tuple(ties.facts[iri] for iri in own["facts"]),
    )
