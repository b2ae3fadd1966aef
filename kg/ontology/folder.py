"""Reading an ontology folder."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.check import Declared, check
from kg.ontology.namespaces import OWL, RDF, RDFS, RG, SCHEMA, SKOS, XSD, local
from kg.ontology.questions import read_question
from kg.ontology.terms import Ontology, OntologyClass, OntologyProperty, VocabularyTerm, superclasses

Statements = dict[str, list["ox.NamedNode | ox.Literal"]]
"""What is said of one resource, by the IRI of the property."""


def default_folder() -> Path:
    """The humanitarian ontology: shipped in the wheel as `kg/_ontology`, beside `kg/` in a checkout."""
    packaged = Path(str(files("kg"))) / "_ontology"
    return packaged if packaged.is_dir() else Path(str(files("kg"))).parent / "ontology"


def load(folder: Path | str | None = None) -> Ontology:
    """Read an ontology folder.

    Raises:
        OntologyError: a file is missing or malformed, or names an id that is not declared.
    """
    path = Path(folder) if folder is not None else default_folder()
    if not path.is_dir():
        raise OntologyError(f"{path}: no such ontology folder")
    return _load(path.resolve(), _fingerprint(path))


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.suffix in {".ttl", ".toml", ".rq"}):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _load(folder: Path, fingerprint: str) -> Ontology:
    turtle = {f: _turtle(f) for f in [*sorted(folder.glob("*.ttl")), *sorted((folder / "vocabulary").glob("*.ttl"))]}
    triples = [t for file, own in turtle.items() if file.name != "shapes.ttl" for t in own]
    if not triples:
        raise OntologyError(f"{folder}: holds no ontology (*.ttl)")
    about = _about(triples)
    classes, properties = _schema(about)
    terms = _vocabulary(about, classes)
    patterns = {f: _toml(f) for f in sorted((folder / "patterns").glob("*.toml"))}
    checks = {f: _toml(f) for f in sorted((folder / "checks").glob("*.toml"))}
    exports = {f: _toml(f) for f in sorted((folder / "exports").glob("*.toml"))}
    queries = {f: _text(f) for name in ("rules", "queries", "checks") for f in sorted((folder / name).glob("*.rq"))}
    known = frozenset(iri for iri, own in about.items() if own[RDFS + "label"])
    declared = Declared(classes, properties, terms, known)
    ids = folder / "ids.toml"
    named = _toml(ids) if ids.is_file() else {}
    check(declared, turtle=turtle, queries=queries, patterns={**patterns, **checks, **exports}, ids=named)
    return Ontology(
        folder=folder,
        classes=classes,
        properties=properties,
        terms=terms,
        patterns=_merged(patterns),
        rules={f.stem: text for f, text in queries.items() if f.parent.name == "rules"},
        queries={f.stem: read_question(f, text, classes) for f, text in queries.items() if f.parent.name == "queries"},
        checks=_merged(checks),
        check_queries={f.stem: text for f, text in queries.items() if f.parent.name == "checks"},
        exports=_merged(exports),
        triples=tuple(triples),
        fingerprint=fingerprint,
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OntologyError(f"{file}: {error}") from None


def _turtle(file: Path) -> list[ox.Triple]:
    try:
        return [q.triple for q in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise OntologyError(f"{file}: {error}") from None


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(f"{file}: {error}") from None


def _about(triples: Iterable[ox.Triple]) -> dict[str, Statements]:
    about: dict[str, Statements] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode | ox.Literal):
            about[t.subject.value][t.predicate.value].append(t.object)
    return about


def _schema(about: dict[str, Statements]) -> tuple[dict[str, OntologyClass], dict[str, OntologyProperty]]:
    types = {iri: {t.value for t in own[RDF + "type"]} for iri, own in about.items()}
    ours = {iri for iri, kinds in types.items() if OWL + "Class" in kinds}
    classes: dict[str, OntologyClass] = {}
    properties: dict[str, OntologyProperty] = {}
    for iri in sorted(about):
        own, name = about[iri], local(iri)
        label = min((o.value for o in own[RDFS + "label"]), default=name)
        if iri in ours:
            parents = sorted(local(o.value) for o in own[RDFS + "subClassOf"] if o.value in ours)
            classes[name] = OntologyClass(name, iri, label, tuple(parents))
        elif types[iri] & {OWL + "ObjectProperty", OWL + "DatatypeProperty"}:
            properties[name] = OntologyProperty(name, iri, label, _ends(own, "range"), _ends(own, "domain"))
    return classes, properties


def _ends(own: Statements, end: str) -> tuple[str, ...]:
    ends = own[f"{SCHEMA}{end}Includes"] or own[RDFS + end]
    return tuple(sorted(o.value if o.value.startswith((XSD, RDF, RDFS)) else local(o.value) for o in ends))


def _vocabulary(about: dict[str, Statements], classes: dict[str, OntologyClass]) -> dict[str, VocabularyTerm]:
    by_iri = {c.iri: c for c in classes.values()}
    depth = {name: len(superclasses(classes, name)) for name in classes}
    terms: dict[str, VocabularyTerm] = {}
    for iri in sorted(about):
        own = about[iri]
        kinds = [by_iri[t.value].name for t in own[RDF + "type"] if t.value in by_iri]
        if kinds and iri not in by_iri and own[RDFS + "label"]:
            terms[iri] = _term(iri, max(sorted(kinds), key=depth.__getitem__), own)
    return terms


def _term(iri: str, cls: str, own: Statements) -> VocabularyTerm:
    def words(prop: str) -> tuple[str, ...]:
        return tuple(sorted({o.value for o in own[prop]}))

    return VocabularyTerm(
        iri=iri,
        cls=cls,
        label=words(RDFS + "label")[0],
        notation=next(iter(words(SKOS + "notation")), None),
        alt_labels=words(SKOS + "altLabel"),
        hidden_labels=words(SKOS + "hiddenLabel"),
        acronyms=words(RG + "acronym"),
        ambiguous_acronyms=words(RG + "ambiguousAcronym"),
        broader=words(SKOS + "broader"),
        country=next(iter(words(RG + "iso3")), None),
        demonyms=words(RG + "demonym"),
        place_class=next(map(local, words(RG + "placeClass")), None),
    )


def _merged(patterns: dict[Path, dict[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for file, data in patterns.items():
        for key, value in data.items():
            if isinstance(value, dict) and isinstance(merged.get(key), dict):
                merged[key] = {**merged[key], **value}
            elif isinstance(value, list) and isinstance(merged.get(key), list):
                merged[key] = merged[key] + value
            elif key in merged:
                raise OntologyError(f"{file}: [{key}] is declared in an earlier file with another shape")
            else:
                merged[key] = value
    return merged
