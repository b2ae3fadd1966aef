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
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.namespaces import RG, VOCABULARY
from kg.ontology.terms import OntologyClass, OntologyProperty, VocabularyTerm, superclasses

_PREFIX = re.compile(r"@?prefix\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|\"{3}.*?\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|<(?P<iri>[^<>\s"{}|^`\\]*)>|(?P<prefix>[A-Za-z][\w-]*):(?P<name>\w(?:[\w-]|\.(?=[\w-]))*)""",
    re.DOTALL,
)
_NOTATION = re.compile(r"""skos:notation\s+["']([^"'\n]*)["']""")


@dataclass(frozen=True)
class Declared:
    """What the folder's Turtle declares."""

    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, OntologyProperty]
    terms: Mapping[str, VocabularyTerm]
    labelled: Collection[str]  # IRIs of all resources that have a label

    def knows(self, iri: str) -> bool:
        """Whether an IRI is declared, or lies in no namespace of the graph."""
        if iri.startswith(RG):
            return iri == RG or iri in self._schema
        return not iri.startswith(VOCABULARY) or iri == VOCABULARY or iri.endswith("/") or iri in self.labelled

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
) -> None:
    """Look through all files.

    Raises:
        OntologyError: an id is not declared; the message names the file, the line and the id.
    """
    for file, triples in turtle.items():
        if not all(map(declared.knows, _used(triples))):
            _scan(file, file.read_text(encoding="utf-8"), declared)
    for file, text in queries.items():
        _scan(file, text, declared)
    for file, data in patterns.items():
        for path, kinds in ids.items():
            for found in _at(data, path.split(".")):
                _check_pattern(file, found, kinds, declared)


def _used(triples: Iterable[ox.Triple]) -> set[str]:
    return {n.value for t in triples for n in (t.predicate, t.object) if isinstance(n, ox.NamedNode)}


def _scan(file: Path, text: str, declared: Declared) -> None:
    prefixes = dict(_PREFIX.findall(text))
    for token in _TOKEN.finditer(text):
        iri = token["iri"]
        if token["prefix"] is not None:
            iri = prefixes.get(token["prefix"], "") + token["name"]
        if iri is not None and not declared.knows(iri):
            raise _error(file, text, token.start(), f"{token.group().strip('<>')} is not declared")
    for code in _NOTATION.finditer(text):
        if not any(code[1] in codes for codes in declared.notations.values()):
            raise _error(file, text, code.start(), f"no concept has the code {code[1]!r}")


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


def _check_pattern(file: Path, found: str, kinds: list[str], declared: Declared) -> None:
    try:
        known = any(found in declared.ids(kind) for kind in kinds)
    except KeyError as error:
        raise OntologyError(f"{file.parents[1] / 'ids.toml'}: {error} is no kind of id") from None
    if not known:
        text = file.read_text(encoding="utf-8")
        at = re.search(rf"(?<![\w-]){re.escape(found)}(?![\w-])", text)
        raise _error(file, text, at.start() if at else 0, f"{found!r} is declared as no {' or '.join(kinds)}")


def _error(file: Path, text: str, offset: int, what: str) -> OntologyError:
    return OntologyError(f"{file}:{text.count(chr(10), 0, offset) + 1}: {what}")
