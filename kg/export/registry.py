"""Which formats there are; each is written by one function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.jsonld import write_jsonld
from kg.export.network import write_graphml
from kg.export.rdf import write_nquads, write_ntriples, write_trig, write_turtle
from kg.ontology import Ontology

Writer = Callable[[Sequence[ox.Quad], Ontology, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "turtle": write_turtle,
    "trig": write_trig,
    "nquads": write_nquads,
    "ntriples": write_ntriples,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
}


def export(quads: Sequence[ox.Quad], ontology: Ontology, form: str, out: BinaryIO) -> None:
    """Write a graph in a format; the same quads in any order give the same bytes.

    Raises:
        ExportError: the format is not known.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise ExportError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
    writer(quads, ontology, out)
