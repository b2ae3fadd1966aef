"""JSON-LD 1.1: one object a resource, one resource a line, with the ontology's own names as keys."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.export.rdf import union
from kg.ontology import PREFIXES, RDF, RDFS, SKOS, XSD, Ontology

_COMMON = {"label": RDFS + "label", "altLabel": SKOS + "altLabel", "notation": SKOS + "notation"}
"""Properties of other namespaces that every resource may have, by their keys."""


@dataclass(frozen=True)
class Context:
    """What stands for IRIs: keys for properties and classes, prefixes for all others.

    `forms` says what a key's values are without saying so themselves: `@id`, or the IRI of a datatype.
    """

    keys: Mapping[str, str]  # by IRI
    forms: Mapping[str, str]  # by IRI
    namespaces: Sequence[tuple[str, str]]  # with their prefixes, longest first

    def compact(self, iri: str) -> str:
        """An IRI in value position."""
        found = next(((name, prefix) for name, prefix in self.namespaces if iri.startswith(name)), None)
        return iri if found is None else f"{found[1]}:{iri[len(found[0]) :]}"

    def key(self, iri: str) -> str:
        """An IRI as a key or a class."""
        return self.keys.get(iri) or self.compact(iri)

    def document(self) -> dict[str, Any]:
        """The `@context`."""
        terms: dict[str, Any] = {"id": "@id", "type": "@type", **{prefix: iri for iri, prefix in self.namespaces}}
        for iri, key in self.keys.items():
            form = self.forms.get(iri)
            terms[key] = {"@id": self.compact(iri), "@type": form and self.compact(form)} if form else self.compact(iri)
        return {"@version": 1.1, **terms}


def context(ontology: Ontology) -> Context:
    """The context of an ontology."""
    keys: dict[str, str] = {}
    forms: dict[str, str] = {}
    taken = {*PREFIXES, "id", "type"}
    wanted = [(iri, key) for key, iri in _COMMON.items()]
    wanted += [(p.iri, name) for name, p in sorted(ontology.properties.items())]
    wanted += [(c.iri, name) for name, c in sorted(ontology.classes.items())]
    for iri, name in wanted:
        if name not in taken and iri not in keys:
            keys[iri] = name
            taken.add(name)
    for p in ontology.properties.values():
        datatypes = [r for r in p.ranges if r.startswith(XSD)]
        if p.ranges and not datatypes:
            forms[p.iri] = "@id"
        elif len(datatypes) == len(p.ranges) == 1 and datatypes[0] != XSD + "string":
            forms[p.iri] = datatypes[0]
    return Context(keys, forms, sorted(((iri, p) for p, iri in PREFIXES.items()), key=lambda item: -len(item[0])))


def write_jsonld(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """The union of the named graphs, in the order of the resources' IRIs."""
    words = context(ontology)
    resources: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in union(quads):
        own = resources[words.compact(_id(triple.subject))]
        if triple.predicate.value == RDF + "type":
            own["type"].append(words.key(_id(triple.object)))
        else:
            own[words.key(triple.predicate.value)].append(_value(triple.predicate.value, triple.object, words))
    out.write(b'{"@context":' + _line(words.document()) + b',\n"@graph":[\n')
    lines = (
        _line({"id": iri, **{key: own[key] if len(own[key]) > 1 else own[key][0] for key in _order(own)}})
        for iri, own in resources.items()
    )
    out.write(b",\n".join(lines) + b"\n]}\n")


def _order(keys: Mapping[str, object]) -> list[str]:
    first = {"type": 0, "label": 1}
    return sorted(keys, key=lambda key: (first.get(key, 2), key))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _id(term: object) -> str:
    return str(getattr(term, "value", term))


def _value(predicate: str, term: object, words: Context) -> Any:
    form = words.forms.get(predicate) if predicate in words.keys else None
    if not isinstance(term, ox.Literal):
        return words.compact(_id(term)) if form == "@id" else {"id": words.compact(_id(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == (form or XSD + "string"):
        return term.value
    if term.datatype.value == XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": words.compact(term.datatype.value)}
