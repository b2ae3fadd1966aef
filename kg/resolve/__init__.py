"""One thing, one node: the names of all reports become entities.

The result is a function of the set of reports. Nothing depends on their order, because every step looks at the state
that the step before left for all names at once, and every choice has a fixed order of preference.
"""

from kg.resolve.decisions import Decisions, read_decisions
from kg.resolve.listing import Row, read_rows, write_entities
from kg.resolve.resolution import Resolution, resolve

__all__ = ["Decisions", "Resolution", "Row", "read_decisions", "read_rows", "resolve", "write_entities"]
