"""Reportgraph: humanitarian reports in, a knowledge graph with evidence for every fact out.

    import kg

    graph = kg.build(["reports/"], "graph")
    graph.query("donors").to_pandas()
    graph.networkx()

What `__all__` names is public and is told in docs/python.md; everything else may change.
"""

from kg.api import Graph, Rows, build, merge, open  # noqa: A004 - read as `kg.open`
from kg.build import BuildResult, ReportResult
from kg.errors import (
    ClaimsError,
    ExportError,
    OntologyError,
    OutputError,
    QueryError,
    ReadError,
    ReportgraphError,
)

__all__ = [
    "BuildResult",
    "ClaimsError",
    "ExportError",
    "Graph",
    "OntologyError",
    "OutputError",
    "QueryError",
    "ReadError",
    "ReportResult",
    "ReportgraphError",
    "Rows",
    "build",
    "merge",
    "open",
]
