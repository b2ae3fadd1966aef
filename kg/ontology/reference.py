"""The reference of a domain as one HTML page: its classes, slots, concepts, declared facts, rules and questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import jinja2
import pyoxigraph as ox

from kg.ontology.declarations import FactRule
from kg.ontology.namespaces import RDFS, SKOS, XSD
from kg.ontology.terms import Ontology, OntologyClass, OntologyProperty, VocabularyTerm

_SHOWN = 300  # members of a vocabulary that the page lists; longer ones are counted


@dataclass(frozen=True)
class Entry:
    """A class with what belongs to it."""

    cls: OntologyClass
    comment: str
    parents: tuple[str, ...]
    children: tuple[str, ...]
    slots: tuple[OntologyProperty, ...]
    facts: tuple[FactRule, ...]
    members: tuple[VocabularyTerm, ...]
    count: int


def reference(ontology: Ontology) -> str:
    """The page; it needs no network and runs no script."""
    comments = _comments(ontology)
    entries = {name: _entry(ontology, name, comments) for name in sorted(ontology.classes)}
    groups = {"Facts": "Fact", "Things": "Entity", "Concepts": "Concept"}
    sections = {
        title: [e for name, e in entries.items() if root in ontology.ancestors(name)] for title, root in groups.items()
    }
    placed = {e.cls.name for own in sections.values() for e in own}
    sections["Frame"] = [e for name, e in entries.items() if name not in placed]
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(files("kg.ontology").joinpath("reference.html.j2").read_text(encoding="utf-8"))
    return template.render(
        title=_title(ontology),
        sections={title: own for title, own in sections.items() if own},
        properties=[p for _, p in sorted(ontology.properties.items())],
        comments=comments,
        classes=ontology.classes,
        rules={name: _described(text) for name, text in sorted(ontology.rules.items())},
        questions=[q for _, q in sorted(ontology.queries.items())],
        entities=ontology.entities,
        plots=ontology.plots,
        datatype=lambda r: r.replace(XSD, "xsd:"),
        shown=_SHOWN,
    )


def _entry(ontology: Ontology, name: str, comments: Mapping[str, str]) -> Entry:
    cls = ontology.classes[name]
    members = [t for t in ontology.terms.values() if t.cls == name]
    return Entry(
        cls=cls,
        comment=comments.get(cls.iri, ""),
        parents=cls.parents,
        children=tuple(sorted(c.name for c in ontology.classes.values() if name in c.parents)),
        slots=tuple(p for _, p in sorted(ontology.properties.items()) if name in p.domains),
        facts=tuple(f for f in ontology.facts if f.cls == name),
        members=tuple(sorted(members, key=lambda t: (t.label.casefold(), t.iri))[:_SHOWN]),
        count=len(members),
    )


def _comments(ontology: Ontology) -> dict[str, str]:
    told = {RDFS + "comment", SKOS + "definition"}
    return {
        t.subject.value: t.object.value
        for t in ontology.triples
        if t.predicate.value in told and isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.Literal)
    }


def _title(ontology: Ontology) -> str:
    """The label of the `owl:Ontology`, else the name of the folder."""
    own = [t.subject for t in ontology.triples if getattr(t.object, "value", "").endswith("owl#Ontology")]
    labels = [
        t.object.value
        for t in ontology.triples
        if t.subject in own and t.predicate.value == RDFS + "label" and isinstance(t.object, ox.Literal)
    ]
    return min(labels, default=ontology.folder.name)


def _described(text: str) -> str:
    return " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
