"""Which formats there are. Each is written by one function, as one file or as several."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.archive import zipped
from kg.export.cells import write_csv
from kg.export.geojson import write_geojson
from kg.export.jsonld import write_jsonld
from kg.export.mapped import mapped
from kg.export.neo4j import neo4j
from kg.export.network import write_gexf, write_graphml
from kg.export.parquet import parquet
from kg.export.rdf import write_nquads, write_ntriples, write_trig, write_turtle
from kg.export.tables import tables
from kg.ontology import Ontology

Writer = Callable[[Sequence[ox.Quad], Ontology, BinaryIO], None]
Maker = Callable[[Sequence[ox.Quad], Ontology], Mapping[str, bytes]]


@dataclass(frozen=True)
class Format:
    """A format; one of `write` (one file) and `make` (several files by their names, or a zip of them)."""

    title: str
    suffix: str  # of a file that holds it
    media_type: str
    write: Writer | None = None
    make: Maker | None = None


def _tables(quads: Sequence[ox.Quad], ontology: Ontology) -> dict[str, bytes]:
    return {f"{table.name}.csv": write_csv(table) for table in tables(quads, ontology)}


def _mapped(form: str, quads: Sequence[ox.Quad], ontology: Ontology) -> dict[str, bytes]:
    return {f"{table.name}.csv": write_csv(table) for table in mapped(quads, ontology, form)}


def _one(form: str, quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    out.write(b"".join(map(write_csv, mapped(quads, ontology, form)[:1])))


_ZIP = "application/zip"

FORMATS: Mapping[str, Format] = {
    "turtle": Format("Turtle", ".ttl", "text/turtle", write_turtle),
    "trig": Format("TriG", ".trig", "application/trig", write_trig),
    "nquads": Format("N-Quads", ".nq", "application/n-quads", write_nquads),
    "ntriples": Format("N-Triples", ".nt", "application/n-triples", write_ntriples),
    "jsonld": Format("JSON-LD", ".jsonld", "application/ld+json", write_jsonld),
    "graphml": Format("GraphML", ".graphml", "application/graphml+xml", write_graphml),
    "gexf": Format("GEXF", ".gexf", "application/gexf+xml", write_gexf),
    "csv": Format("CSV tables", ".zip", _ZIP, make=_tables),
    "parquet": Format("Parquet tables", ".zip", _ZIP, make=parquet),
    "hxl": Format("4W table with HXL hashtags", ".csv", "text/csv", partial(_one, "hxl")),
    "geojson": Format("GeoJSON", ".geojson", "application/geo+json", write_geojson),
    "neo4j": Format("CSV for neo4j-admin", ".zip", _ZIP, make=neo4j),
    "iati": Format("CSV with the names of IATI", ".zip", _ZIP, make=partial(_mapped, "iati")),
}


def export(quads: Sequence[ox.Quad], ontology: Ontology, form: str, out: BinaryIO) -> None:
    """Write a graph in a format, several files as a zip; the same quads in any order give the same bytes.

    Raises:
        ExportError: the format is not known, the ontology declares no such tables, or a library is missing.
    """
    known = _format(form)
    if known.write is not None:
        known.write(quads, ontology, out)
    else:
        out.write(zipped(export_files(quads, ontology, form)))


def export_files(quads: Sequence[ox.Quad], ontology: Ontology, form: str) -> dict[str, bytes]:
    """The files of a format by their names; of a format with one file this is `graph` with its suffix.

    Raises:
        ExportError: as for `export`.
    """
    known = _format(form)
    if known.make is not None:
        return dict(known.make(quads, ontology))
    out = io.BytesIO()
    export(quads, ontology, form, out)
    return {f"graph{known.suffix}": out.getvalue()}


def _format(form: str) -> Format:
    known = FORMATS.get(form)
    if known is None:
        raise ExportError(f"no format is called {form!r}; there are {', '.join(FORMATS)}")
    return known
