"""The explorer: a graph as one self-contained HTML page that opens from disk and needs no network."""

from kg.explore.write import write_explorer

__all__ = ["write_explorer"]
