"""The graph in the formats of other tools."""

from kg.export.archive import zipped
from kg.export.cells import Table
from kg.export.network import network
from kg.export.rdf import write_files
from kg.export.registry import FORMATS, Format, export, export_files
from kg.export.tables import tables

__all__ = ["FORMATS", "Format", "Table", "export", "export_files", "network", "tables", "write_files", "zipped"]
