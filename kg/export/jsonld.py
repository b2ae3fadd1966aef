"""JSON-LD 1.1: one object a resource, one resource a line, with the prefixes of Turtle as context."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.export.rdf import prefixes, union
from kg.ontology import RDF, XSD, Ontology

Namespaces = Sequence[tuple[str, str]]
"""Namespaces with their prefixes, longest first."""


def write_jsonld(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """The union of the named graphs, in the order of the resources' IRIs."""
    context = prefixes(ontology)
    names = sorted(((iri, prefix) for prefix, iri in context.items()), key=lambda item: -len(item[0]))
    resources: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in union(quads):
        own = resources[_id(triple.subject)]
        if triple.predicate.value == RDF + "type":
            own["@type"].append(_short(_id(triple.object), names))
        else:
            own[_short(triple.predicate.value, names)].append(_value(triple.object, names))
    out.write(b'{"@context":' + _line(context) + b',\n"@graph":[\n')
    lines = (
        _line({"@id": iri, **{k: v if len(v) > 1 else v[0] for k, v in own.items()}}) for iri, own in resources.items()
    )
    out.write(b",\n".join(lines) + b"\n]}\n")


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _id(term: object) -> str:
    return str(getattr(term, "value", term))


def _short(iri: str, names: Namespaces) -> str:
    return next((f"{prefix}:{iri[len(name) :]}" for name, prefix in names if iri.startswith(name)), iri)


def _value(term: object, names: Namespaces) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": _short(term.datatype.value, names)}
