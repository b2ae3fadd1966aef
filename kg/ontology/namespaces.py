"""The namespaces of the graph; `PREFIXES` is what outputs and queries may abbreviate them to."""

from __future__ import annotations

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
RG = "https://w3id.org/reportgraph/ontology#"
VOCABULARY = "https://w3id.org/reportgraph/vocabulary/"

PREFIXES = {
    "rg": RG,
    "rgv": VOCABULARY,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
    "dct": DCT,
    "schema": SCHEMA,
    "wgs84": WGS84,
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "sh": "http://www.w3.org/ns/shacl#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "qb": "http://purl.org/linked-data/cube#",
}


def local(iri: str) -> str:
    """The last part of an IRI: `Report` of `https://w3id.org/reportgraph/ontology#Report`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def namespace(iri: str) -> str:
    """An IRI without its last part: `https://w3id.org/reportgraph/ontology#`."""
    return iri[: len(iri) - len(local(iri))]
