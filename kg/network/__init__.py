"""Who is joined to whom: who stands in between, which things belong together, and the shortest chain of two names."""

from kg.network.chain import Chain, Step, chain
from kg.network.measure import Place, measure
from kg.network.show import show_chain, show_places
from kg.network.ties import Fact, Ties, read_ties

__all__ = [
    "Chain",
    "Fact",
    "Place",
    "Step",
    "Ties",
    "chain",
    "measure",
    "read_ties",
    "show_chain",
    "show_places",
]
