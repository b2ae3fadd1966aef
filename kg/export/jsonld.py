"""JSON-LD 1.1: one object a resource, one resource a line, with the prefixes of Turtle as context."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.export.rdf import union
from kg.ontology import PREFIXES, RDF, XSD, Ontology

_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda item: -len(item[0]))


def write_jsonld(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:  # noqa: ARG001 - as all writers
    """The union of the named graphs, in the order of the resources' IRIs."""
    resources: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in union(quads):
        subject = str(triple.subject.value)  # type: ignore[union-attr]
        if triple.predicate.value == RDF + "type":
            resources[subject]["@type"].append(_short(str(triple.object.value)))  # type: ignore[union-attr]
        else:
            resources[subject][_short(triple.predicate.value)].append(_value(triple.object))
    out.write(b'{"@context":' + _line(PREFIXES) + b',\n"@graph":[\n')
    lines = (
        _line({"@id": iri, **{k: v if len(v) > 1 else v[0] for k, v in own.items()}}) for iri, own in resources.items()
    )
    out.write(b",\n".join(lines) + b"\n]}\n")


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri[len(name) :]}" for name, prefix in _NAMESPACES if iri.startswith(name)), iri)


def _value(term: Any) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": str(term.value)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": _short(term.datatype.value)}
