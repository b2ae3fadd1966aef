"""Which form of an answer a request asks for, and what the forms are called."""

from __future__ import annotations

import mimeparse

from kg.query import CSV, JSON, TURTLE

XML, TSV = "application/sparql-results+xml", "text/tab-separated-values"
N_TRIPLES, RDF_XML, JSON_LD = "application/n-triples", "application/rdf+xml", "application/ld+json"
UPDATE, QUERY, FORM = "application/sparql-update", "application/sparql-query", "application/x-www-form-urlencoded"

# The later stands before the earlier where a client likes both as much.
_ROWS = ["text/xml", "application/xml", "application/json", TSV, CSV, XML, JSON]
_TRIPLES = ["text/xml", "application/xml", "application/json", RDF_XML, JSON_LD, N_TRIPLES, TURTLE]
_SAME = {"text/xml": (XML, RDF_XML), "application/xml": (XML, RDF_XML), "application/json": (JSON, JSON_LD)}

_SHORT = {
    "json": (JSON, JSON_LD),
    "xml": (XML, RDF_XML),
    "csv": (CSV, None),
    "tsv": (TSV, None),
    "turtle": (None, TURTLE),
    "ntriples": (None, N_TRIPLES),
    "jsonld": (None, JSON_LD),
}


def negotiate(accept: str | None, short: str | None = None) -> tuple[str | None, str | None]:
    """The forms of rows and of triples that a client likes best; None where it takes no form that there is.

    Args:
        accept: the header; None for any form.
        short: `json`, `xml`, `csv`, … by which a client may ask in the address instead; other words say nothing.
    """
    if short in _SHORT:
        return _SHORT[short]
    header = accept or "*/*"
    return _best(_ROWS, header, 0), _best(_TRIPLES, header, 1)


def _best(forms: list[str], header: str, kind: int) -> str | None:
    try:
        found = mimeparse.best_match(forms, header)
    except mimeparse.MimeTypeParseException:
        return None
    return _SAME[found][kind] if found in _SAME else (found or None)


def prefers_page(accept: str | None) -> bool:
    """Whether a client would rather see a page than data: a browser."""
    try:
        return bool(mimeparse.best_match(["text/html", TURTLE], accept or TURTLE) == "text/html")
    except mimeparse.MimeTypeParseException:
        return False
