"""Who is central, and which things belong together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx

from kg.errors import QueryError
from kg.network.ties import Ties
from kg.ontology import Ontology

EXACT = 2_000
"""Above so many nodes betweenness is estimated from the chains that start at `PIVOTS` of them."""
PIVOTS = 500

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a thing in the network."""

    iri: str
    label: str
    cls: str
    roles: tuple[str, ...]  # `Donor`, `Partner`
    between: float  # share of the shortest chains that lead through it
    neighbours: int
    facts: int  # that tie it to one of them
    community: int  # from 1, the largest first


def measure(ties: Ties, ontology: Ontology, *, source: str | None = None, target: str | None = None) -> list[Place]:
    """The place of every node, the most central first.

    A thing is central when many shortest chains lead through it. Communities are those of the Louvain method, in which
    a tie weighs as much as it has facts.

    Args:
        ties: the network.
        ontology: that it follows.
        source: a class (local name); only chains that begin at its members count.
        target: the same for where they end.

    Raises:
        QueryError: a class is not known.
    """
    graph = ties.graph
    number = {iri: i for i, iri in enumerate(graph)}  # sets of numbers have an order that no hash seed changes
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(number.values())
    plain.add_weighted_edges_from((number[a], number[b], len(own["facts"])) for a, b, own in graph.edges(data=True))
    between = _between(plain, _members(ties, ontology, source), _members(ties, ontology, target))
    community = _communities(plain)
    places = [
        Place(
            iri=iri,
            label=graph.nodes[iri]["label"],
            cls=graph.nodes[iri]["class"],
            roles=tuple(c for c in graph.nodes[iri]["classes"] if c in ontology.roles),
            between=round(between[i], _DIGITS),
            neighbours=plain.degree(i),
            facts=len({fact for _, _, own in graph.edges(iri, data=True) for fact in own["facts"]}),
            community=community[i],
        )
        for iri, i in number.items()
    ]
    return sorted(places, key=lambda p: (-p.between, -p.facts, p.label, p.iri))


def _members(ties: Ties, ontology: Ontology, cls: str | None) -> list[int] | None:
    if cls is None:
        return None
    names = {name.lower(): name for name in ontology.classes}
    known = names.get(cls.removeprefix("rg:").lower())
    if known is None:
        raise QueryError(f"there is no class {cls!r}")
    return [i for i, iri in enumerate(ties.graph) if known in ties.graph.nodes[iri]["classes"]]


def _between(
    graph: nx.Graph[int], sources: Collection[int] | None, targets: Collection[int] | None
) -> dict[int, float]:
    """For each node the share of the shortest chains that lead through it; several of one pair share its count."""
    if sources is None and targets is None:
        if len(graph) <= EXACT:
            raw = nx.betweenness_centrality(graph, normalized=False)
        else:
            raw = nx.betweenness_centrality(graph, k=PIVOTS, normalized=False, seed=0)
        chains = sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))
        return {node: value / max(chains, 1) for node, value in raw.items()}
    first = set(graph if sources is None else sources)
    last = set(graph if targets is None else targets)
    raw = nx.betweenness_centrality_subset(graph, sorted(first), sorted(last))
    parts = nx.connected_components(graph)
    chains = sum(len(first & part) * len(last & part) - len(first & last & part) for part in parts)
    # networkx halves what it counts in a graph without directions, as if each chain were counted from both its ends
    return {node: 2 * value / max(chains, 1) for node, value in raw.items()}


def _communities(graph: nx.Graph[int]) -> dict[int, int]:
    if not graph.number_of_edges():
        return {node: number for number, node in enumerate(graph, 1)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=0)
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    return {node: number for number, members in enumerate(ordered, 1) for node in members}
