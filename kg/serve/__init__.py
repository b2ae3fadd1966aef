"""The graph on a web server: a SPARQL 1.1 endpoint with a page to ask it from, the explorer, and the exports."""

from kg.serve.app import application
from kg.serve.run import bound, serve

__all__ = ["application", "bound", "serve"]
