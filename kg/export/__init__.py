"""The graph in the formats of other tools."""

from kg.export.rdf import write_files
from kg.export.registry import FORMATS, export

__all__ = ["FORMATS", "export", "write_files"]
