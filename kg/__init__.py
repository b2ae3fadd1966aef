"""Reportgraph: humanitarian reports in, a knowledge graph with evidence for every fact out."""

from kg.build import BuildResult, ReportResult, build, merge
from kg.errors import ReportgraphError

__all__ = ["BuildResult", "ReportResult", "ReportgraphError", "build", "merge"]
