"""Questions to a graph, in SPARQL; nothing but that graph is read."""

from kg.query.ask import Answer, ask
from kg.query.process import CSV, JSON, TURTLE, Limits, Reply, StoreProcess
from kg.query.questions import bind, find, named
from kg.query.show import show

__all__ = [
    "CSV",
    "JSON",
    "TURTLE",
    "Answer",
    "Limits",
    "Reply",
    "StoreProcess",
    "ask",
    "bind",
    "find",
    "named",
    "show",
]
