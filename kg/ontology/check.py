"""Whether every id that a file of the ontology folder names is declared: a misspelt one is said at once, with its line.

Checked are all names in the namespaces of the graph, in whatever file they stand; the codes behind `skos:notation` in
rules and queries; and the ids in pattern files, at the places that `ids.toml` names:

    "tables.*.fact" = ["class"]                # the value is the local name of a class
    "tables.*.columns.@" = ["slot", "Measure"] # every key is a slot or the code of a measure
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.namespaces import OWL, RDF, RDFS, RG, SCHEMA, SKOS, VOCABULARY, XSD, local, namespace
from kg.ontology.problems import Problem, line_of, line_of_word, suggestion
from kg.ontology.terms import OntologyClass, OntologyProperty, VocabularyTerm, superclasses

_PREFIX = re.compile(r"@?prefix\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|\"{3}.*?\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|<(?P<iri>[^<>\s"{}|^`\\]*)>|(?P<prefix>(?:[A-Za-z][\w-]*)?)(?<![:\d]):(?P<name>\w(?:[\w-]|\.(?=[\w-]))*)""",
    re.DOTALL,
)
_STANDARDS = (OWL, RDF, RDFS, SCHEMA, SKOS, XSD)
_NOTATION = re.compile(r"""skos:notation\s+["']([^"'\n]*)["']""")


@dataclass(frozen=True)
class Declared:
    """What the folder's Turtle declares."""

    classes: dict[str, OntologyClass]
    properties: dict[str, OntologyProperty]
    terms: dict[str, VocabularyTerm]
    labelled: Collection[str]  # IRIs of all resources that have a label

    def knows(self, iri: str) -> bool:
        """Whether an IRI is declared, or lies in no namespace of the graph."""
        if iri.startswith(VOCABULARY):
            return iri == VOCABULARY or iri.endswith("/") or iri in self.labelled
        space = namespace(iri)
        if space not in self.namespaces or iri == space:
            return True
        return iri in self._schema or (space != RG and iri in self.labelled)

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the graph: of Reportgraph, and those in which a folder declares classes of its own."""
        own = {namespace(c.iri) for c in self.classes.values()}
        return frozenset({RG, *own} - set(_STANDARDS))

    def near(self, iri: str) -> str:
        """The declared names that are most like an undeclared one, as a question; empty where none is."""
        space = VOCABULARY if iri.startswith(VOCABULARY) else namespace(iri)
        known = {name.removeprefix(space) for name in {*self._schema, *self.labelled} if name.startswith(space)}
        close = get_close_matches(iri.removeprefix(space), known, n=2, cutoff=0.7)
        if not close:
            same = [known for known in sorted(self._schema) if local(known) == local(iri)]
            return f"did you mean <{same[0]}>?" if same else ""
        return f"did you mean {' or '.join(sorted(close))}?"

    @cached_property
    def _schema(self) -> frozenset[str]:
        return frozenset({c.iri for c in self.classes.values()} | {p.iri for p in self.properties.values()})

    @cached_property
    def notations(self) -> Mapping[str, Collection[str]]:
        """The codes of the concepts of each class that has some, those of its subclasses too."""
        found: dict[str, set[str]] = {}
        for term in self.terms.values():
            if term.notation:
                found.setdefault(term.cls, set()).add(term.notation)
        for cls, own in list(found.items()):
            for ancestor in superclasses(self.classes, cls)[1:]:
                found[ancestor] = found.get(ancestor, set()) | own
        return found

    def ids(self, kind: str) -> Collection[str]:
        """The ids of a kind of `ids.toml`.

        Raises:
            KeyError: there is no such kind.
        """
        if kind == "class":
            return self.classes
        if kind == "slot":
            return {*self.properties, "date"}
        return self.notations[kind]


def check(
    declared: Declared,
    *,
    turtle: Mapping[Path, Iterable[ox.Triple]],
    queries: Mapping[Path, str],
    patterns: Mapping[Path, Mapping[str, Any]],
    ids: Mapping[str, list[str]],
) -> Iterator[Problem]:
    """Look through all files for ids that are not declared.

    Raises:
        OntologyError: `ids.toml` names a kind of id that is not there.
    """
    for file, triples in turtle.items():
        if not all(map(declared.knows, _used(triples))):
            yield from _scan(file, file.read_text(encoding="utf-8"), declared)
    for file, text in queries.items():
        yield from _scan(file, text, declared)
    for file, data in patterns.items():
        for path, kinds in ids.items():
            for found in _at(data, path.split(".")):
                yield from _check_pattern(file, found, kinds, declared)


def _used(triples: Iterable[ox.Triple]) -> set[str]:
    return {n.value for t in triples for n in (t.predicate, t.object) if isinstance(n, ox.NamedNode)}


def _scan(file: Path, text: str, declared: Declared) -> Iterator[Problem]:
    prefixes = dict(_PREFIX.findall(text))
    for token in _TOKEN.finditer(text):
        iri = token["iri"]
        if token["prefix"] is not None:
            iri = prefixes.get(token["prefix"], "") + token["name"]
        if iri is not None and not declared.knows(iri):
            what = f"{token.group().strip('<>')} is not declared"
            yield Problem(file, line_of(text, token.start()), what, declared.near(iri))
    for code in _NOTATION.finditer(text):
        if not any(code[1] in codes for codes in declared.notations.values()):
            known = {c for codes in declared.notations.values() for c in codes}
            close = suggestion(code[1], known)
            yield Problem(file, line_of(text, code.start()), f"no concept has the code {code[1]!r}", close)


def _at(data: object, path: list[str]) -> Iterator[str]:
    """The strings at a path: `*` stands for every key, `@` for the keys themselves; lists are gone through."""
    if isinstance(data, list):
        for item in data:
            yield from _at(item, path)
    elif not path:
        if isinstance(data, str) and data:
            yield data
    elif isinstance(data, dict):
        if path[0] == "@":
            yield from data
        for key in data if path[0] == "*" else {path[0]} & data.keys():
            yield from _at(data[key], path[1:])


def _check_pattern(file: Path, found: str, kinds: list[str], declared: Declared) -> Iterator[Problem]:
    try:
        known = [declared.ids(kind) for kind in kinds]
    except KeyError as error:
        raise OntologyError(f"{file.parents[1] / 'ids.toml'}: {error} is no kind of id") from None
    if not any(found in own for own in known):
        text = file.read_text(encoding="utf-8")
        right = suggestion(found, {name for own in known for name in own})
        what = f"{found!r} is declared as no {' or '.join(kinds)}"
        yield Problem(file, line_of_word(text, found), what, right)
