"""A loaded ontology: classes, properties, vocabulary, patterns, rules and questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.declarations import EntityRule, FactRule
from kg.ontology.plots import Plot


@dataclass(frozen=True)
class OntologyClass:
    """A class by its local name; `parents` are the local names of its direct superclasses in our namespace."""

    name: str
    iri: str
    label: str
    parents: tuple[str, ...] = ()


def superclasses(classes: Mapping[str, OntologyClass], cls: str) -> tuple[str, ...]:
    """The class and all its superclasses among `classes`, nearest first."""
    found = [cls]
    for name in found:
        known = classes.get(name)
        found.extend(p for p in (known.parents if known else ()) if p not in found)
    return tuple(found)


@dataclass(frozen=True)
class OntologyProperty:
    """A property by its local name.

    `domains` are the local names of the classes it belongs to, `ranges` the local names of the classes, or the full
    IRIs of the datatypes, it points to. Several mean any of them: they come from `schema:domainIncludes` and
    `schema:rangeIncludes`, which override `rdfs:domain` and `rdfs:range`.
    """

    name: str
    iri: str
    label: str
    ranges: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class VocabularyTerm:
    """A SKOS concept or an entity known beforehand, with all labels that reports call it by."""

    iri: str
    cls: str  # local name of its most special class
    label: str
    notation: str | None = None
    alt_labels: tuple[str, ...] = ()  # shown in the graph as other names
    hidden_labels: tuple[str, ...] = ()  # matched in text and table cells, never shown
    acronyms: tuple[str, ...] = ()
    ambiguous_acronyms: tuple[str, ...] = ()  # `DRC`: only where the text introduces it
    broader: tuple[str, ...] = ()  # IRIs
    country: str | None = None  # ISO 3166 alpha-3, of a country or a national body
    demonyms: tuple[str, ...] = ()  # `Malian`: rg:demonym of a country
    place_class: str | None = None  # local name of the class of the places that a place type's words stand beside

    @property
    def names(self) -> tuple[str, ...]:
        """Every label by which text may call it, whatever stands around it."""
        return tuple(dict.fromkeys((self.label, *self.alt_labels, *self.hidden_labels, *self.acronyms)))


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question; `kind` is a class's local name or one of `kg.ontology.questions.KINDS`."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True)
class NamedQuery:
    """A question with its one-line description."""

    name: str
    description: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, eq=False)
class Ontology:
    """A loaded ontology folder. Make one with `load`. Two are equal when their folders hold the same."""

    folder: Path
    classes: dict[str, OntologyClass]
    properties: dict[str, OntologyProperty]
    terms: dict[str, VocabularyTerm]  # by IRI
    patterns: dict[str, Any]  # all pattern files, merged by table name
    rules: dict[str, str]
    queries: dict[str, NamedQuery]
    checks: dict[str, Any]  # what must add up, all files merged by table name
    check_queries: dict[str, str]  # SPARQL of checks, by file name
    exports: dict[str, Any]  # tables of other standards, by the name of the format
    triples: tuple[ox.Triple, ...] = field(repr=False)  # of classes, properties and vocabularies, without the shapes
    fingerprint: str
    shapes: Path  # the SHACL file, which need not be there
    facts: tuple[FactRule, ...] = ()  # fact classes that are declared, not coded
    entities: tuple[EntityRule, ...] = ()  # how names are told that no vocabulary has
    plots: tuple[Plot, ...] = ()  # the numbers that the explorer draws

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {}

    def ancestors(self, cls: str) -> tuple[str, ...]:
        """The class and all its superclasses, nearest first."""
        if cls not in self._ancestors:
            self._ancestors[cls] = superclasses(self.classes, cls)
        return self._ancestors[cls]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether a class is the other or one of its subclasses."""
        return ancestor in self.ancestors(cls)

    def by_class(self, ancestor: str) -> tuple[VocabularyTerm, ...]:
        """The vocabulary's members of a class, in the order of their IRIs."""
        if ancestor not in self._members:
            self._members[ancestor] = tuple(t for t in self.terms.values() if self.is_a(t.cls, ancestor))
        return self._members[ancestor]

    @cached_property
    def _members(self) -> dict[str, tuple[VocabularyTerm, ...]]:
        return {}

    @cached_property
    def label_forms(self) -> dict[str, str]:
        """The form of the readable line of a fact, by class; `kg.graph.labels` reads it."""
        return {**self.patterns.get("labels", {}), **{f.cls: f.label for f in self.facts if f.label}}

    @cached_property
    def roles(self) -> frozenset[str]:
        """Classes that a rule gives to things, by local name: `Donor` is what an organisation does, not its kind."""
        found = {name for text in self._constructed for name in re.findall(r"(?:\ba|rdf:type)\s+\w*:(\w+)", text)}
        return frozenset(found & self.classes.keys())

    @cached_property
    def derived(self) -> frozenset[str]:
        """Properties that a rule derives, by local name."""
        found = {name for text in self._constructed for name in re.findall(r"(?<![\w/])\w*:(\w+)", text)}
        return frozenset(found & self.properties.keys())

    @cached_property
    def _constructed(self) -> list[str]:
        template = re.compile(r"CONSTRUCT\s*\{(.*?)\}", re.DOTALL | re.IGNORECASE)
        return [found[1] for rule in self.rules.values() if (found := template.search(rule))]

    @cached_property
    def _by_notation(self) -> dict[tuple[str, str], VocabularyTerm]:
        return {(a, t.notation): t for t in self.terms.values() if t.notation for a in self.ancestors(t.cls)}

    def concept(self, cls: str, notation: str) -> VocabularyTerm:
        """The concept of a class that has this code.

        Raises:
            OntologyError: no such concept is declared.
        """
        try:
            return self._by_notation[cls, notation]
        except KeyError:
            raise OntologyError(f"{self.folder}: no rg:{cls} has skos:notation {notation!r}") from None

    def __eq__(self, other: object) -> bool:
        # Comparing all terms would cost more than any use of an ontology as the key of a cache saves.
        return isinstance(other, Ontology) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)
