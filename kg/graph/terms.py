"""Literals and the statements that every resource has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from kg.ontology import RDF, RDFS, RG, XSD, Ontology

Object = ox.NamedNode | ox.Literal


@lru_cache(1024)
def node(iri: str) -> ox.NamedNode:
    """An IRI. Properties, classes and the subject of one statement after the other come again and again."""
    return ox.NamedNode(iri)


_TYPE, _LABEL = node(RDF + "type"), node(RDFS + "label")


def decimal(value: Decimal) -> ox.Literal:
    """An `xsd:decimal` in its shortest form, without an exponent."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ox.Literal("0" if text in {"-0", ""} else text, datatype=node(XSD + "decimal"))


def date(day: str) -> ox.Literal:
    """An `xsd:date`."""
    return ox.Literal(day, datatype=node(XSD + "date"))


def integer(value: int) -> ox.Literal:
    """An `xsd:integer`."""
    return ox.Literal(str(value), datatype=node(XSD + "integer"))


@dataclass(frozen=True)
class Writer:
    """Makes the quads of one named graph."""

    ontology: Ontology
    graph: ox.NamedNode

    def about(self, subject: str, cls: str, label: str) -> Iterator[ox.Quad]:
        """A resource of a class, and so of all superclasses of ours, with its one label."""
        for ancestor in self.ontology.ancestors(cls):
            yield ox.Quad(node(subject), _TYPE, node(self._class_iri(ancestor)), self.graph)
        yield ox.Quad(node(subject), _LABEL, ox.Literal(label), self.graph)

    def _class_iri(self, cls: str) -> str:
        known = self.ontology.classes.get(cls)
        return known.iri if known else RG + cls

    def quad(self, subject: str, predicate: str, value: Object) -> ox.Quad:
        """One statement."""
        return ox.Quad(node(subject), node(predicate), value, self.graph)

    def optional(self, subject: str, predicate: str, value: Object | str | None) -> Iterator[ox.Quad]:
        """One statement, if there is a value; a string becomes a literal."""
        if value is not None:
            yield self.quad(subject, predicate, ox.Literal(value) if isinstance(value, str) else value)
