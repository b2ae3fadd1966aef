"""Where the graph is kept: an embedded Oxigraph store, or any SPARQL 1.1 endpoint."""

from kg.store.embedded import graph_path, open_store, read_graph, write_store
from kg.store.remote import Endpoint, write_endpoint

__all__ = ["Endpoint", "graph_path", "open_store", "read_graph", "write_endpoint", "write_store"]
