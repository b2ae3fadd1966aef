"""Questions to a graph, in SPARQL; nothing but that graph is read."""

from kg.query.ask import Answer, ask, named
from kg.query.show import FORMATS, show

__all__ = ["FORMATS", "Answer", "ask", "named", "show"]
