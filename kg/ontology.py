"""The ontology folder: what exists, what it is called, how reports speak of it, what holds, what follows, what people ask.

The folder is data; pointing `load` at another one builds another domain's graph with the same code:

    reportgraph.ttl   classes and properties (any `*.ttl` beside it but `shapes.ttl` is read too)
    shapes.ttl        SHACL
    vocabulary/*.ttl  SKOS concepts and entities known beforehand, with their labels
    patterns/*.toml   how sentences and tables speak of the facts: only what a label can't say
    rules/*.rq        derived edges, SPARQL CONSTRUCT
    queries/*.rq      named questions; the leading `#` lines are the description
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import OntologyError

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
RG = "https://w3id.org/reportgraph/ontology#"
VOCABULARY = "https://w3id.org/reportgraph/vocabulary/"

PREFIXES = {
    "rg": RG,
    "rgv": VOCABULARY,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
    "dct": DCT,
    "schema": SCHEMA,
    "wgs84": WGS84,
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "sh": "http://www.w3.org/ns/shacl#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "qb": "http://purl.org/linked-data/cube#",
}


@dataclass(frozen=True)
class OntologyClass:
    """A class by its local name; `parents` are the local names of its direct superclasses in our namespace."""

    name: str
    iri: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class OntologyProperty:
    """A property by its local name.

    `domains` are the local names of the classes it belongs to, `ranges` the local names of the classes, or full datatype
    IRIs, it points to. Several mean any of them: they come from `schema:domainIncludes` and `schema:rangeIncludes`, which
    override `rdfs:domain` and `rdfs:range`.
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
        return (self.label, *self.alt_labels, *self.hidden_labels, *self.acronyms)


@dataclass(frozen=True)
class NamedQuery:
    """A question with its one-line description."""

    name: str
    description: str
    sparql: str


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Ontology:
    """A loaded ontology folder. Build one with `load`."""

    folder: Path
    classes: dict[str, OntologyClass]
    properties: dict[str, OntologyProperty]
    terms: dict[str, VocabularyTerm]  # by IRI
    patterns: dict[str, Any]  # all pattern files, merged by table name
    rules: dict[str, str]
    queries: dict[str, NamedQuery]
    triples: tuple[ox.Triple, ...] = field(repr=False)  # of classes, properties and vocabularies, without the shapes
    fingerprint: str

    @property
    def shapes(self) -> Path:
        """The SHACL file."""
        return self.folder / "shapes.ttl"

    @lru_cache(maxsize=None)  # noqa: B019 - an Ontology lives as long as the process
    def ancestors(self, cls: str) -> tuple[str, ...]:
        """The class and all its superclasses, nearest first."""
        found = [cls]
        for name in found:
            known = self.classes.get(name)
            found.extend(p for p in (known.parents if known else ()) if p not in found)
        return tuple(found)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether a class is the other or one of its subclasses."""
        return ancestor in self.ancestors(cls)

    def by_class(self, ancestor: str) -> Iterator[VocabularyTerm]:
        """The vocabulary's members of a class, in the order of their IRIs."""
        return (t for t in self.terms.values() if self.is_a(t.cls, ancestor))

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

    def __hash__(self) -> int:
        return hash(self.fingerprint)


def default_folder() -> Path:
    """The humanitarian ontology: shipped in the wheel as `kg/_ontology`, beside `kg/` in a checkout."""
    packaged = Path(str(files("kg"))) / "_ontology"
    return packaged if packaged.is_dir() else Path(str(files("kg"))).parent / "ontology"


def load(folder: Path | str | None = None) -> Ontology:
    """Read an ontology folder.

    Raises:
        OntologyError: a file is missing or malformed, or a pattern, rule or query names an id that is not declared.
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
    triples: list[ox.Triple] = []
    for file in [*sorted(folder.glob("*.ttl")), *sorted((folder / "vocabulary").glob("*.ttl"))]:
        if file.name == "shapes.ttl":
            continue
        try:
            triples += [q.triple for q in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
        except SyntaxError as error:
            raise OntologyError(f"{file}: {error}") from None
    if not triples:
        raise OntologyError(f"{folder}: holds no ontology (*.ttl)")
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode | ox.Literal):
            about[t.subject.value][t.predicate.value].append(t.object)
    classes, properties = _schema(about)
    ontology = Ontology(
        folder=folder,
        classes=classes,
        properties=properties,
        terms=_vocabulary(about, classes),
        patterns=_patterns(folder),
        rules={f.stem: f.read_text(encoding="utf-8") for f in sorted((folder / "rules").glob("*.rq"))},
        queries={f.stem: _query(f) for f in sorted((folder / "queries").glob("*.rq"))},
        triples=tuple(triples),
        fingerprint=fingerprint,
    )
    return ontology


About = dict[str, dict[str, list["ox.NamedNode | ox.Literal"]]]


def _schema(about: About) -> tuple[dict[str, OntologyClass], dict[str, OntologyProperty]]:
    classes: dict[str, OntologyClass] = {}
    properties: dict[str, OntologyProperty] = {}
    for iri in sorted(about):
        types = {t.value for t in about[iri][RDF + "type"]}
        label = min((o.value for o in about[iri][RDFS + "label"]), default=_local(iri))
        if OWL + "Class" in types:
            parents = tuple(sorted(_local(o.value) for o in about[iri][RDFS + "subClassOf"] if _is_class(about, o.value)))
            classes[_local(iri)] = OntologyClass(_local(iri), iri, label, parents)
        elif types & {OWL + "ObjectProperty", OWL + "DatatypeProperty"}:
            properties[_local(iri)] = OntologyProperty(
                name=_local(iri),
                iri=iri,
                label=label,
                ranges=_ends(about[iri], "range"),
                domains=_ends(about[iri], "domain"),
            )
    return classes, properties


def _ends(own: dict[str, list[ox.NamedNode | ox.Literal]], end: str) -> tuple[str, ...]:
    ends = own[f"{SCHEMA}{end}Includes"] or own[RDFS + end]
    return tuple(sorted(o.value if o.value.startswith((XSD, RDF, RDFS)) else _local(o.value) for o in ends))


def _is_class(about: About, iri: str) -> bool:
    return iri in about and any(t.value == OWL + "Class" for t in about[iri][RDF + "type"])


def _vocabulary(about: About, classes: dict[str, OntologyClass]) -> dict[str, VocabularyTerm]:
    by_iri = {c.iri: c for c in classes.values()}
    terms: dict[str, VocabularyTerm] = {}

    def depth(cls: str) -> int:
        return 1 + max((depth(p) for p in classes[cls].parents), default=0)

    for iri in sorted(about):
        own = about[iri]
        kinds = [by_iri[t.value].name for t in own[RDF + "type"] if t.value in by_iri]
        if not kinds or iri in by_iri or not own[RDFS + "label"]:
            continue

        def words(prop: str, own: dict[str, list[ox.NamedNode | ox.Literal]] = own) -> tuple[str, ...]:
            return tuple(sorted({o.value for o in own[prop]}))

        notation = words(SKOS + "notation")
        terms[iri] = VocabularyTerm(
            iri=iri,
            cls=max(sorted(kinds), key=depth),
            label=words(RDFS + "label")[0],
            notation=notation[0] if notation else None,
            alt_labels=words(SKOS + "altLabel"),
            hidden_labels=words(SKOS + "hiddenLabel"),
            acronyms=words(RG + "acronym"),
            ambiguous_acronyms=words(RG + "ambiguousAcronym"),
            broader=words(SKOS + "broader"),
            country=next(iter(words(RG + "iso3")), None),
            demonyms=words(RG + "demonym"),
            place_class=next(map(_local, words(RG + "placeClass")), None),
        )
    return terms


def _patterns(folder: Path) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for file in sorted((folder / "patterns").glob("*.toml")):
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise OntologyError(f"{file}: {error}") from None
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


def _query(file: Path) -> NamedQuery:
    text = file.read_text(encoding="utf-8")
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# ").rstrip())
    return NamedQuery(file.stem, " ".join(comment), text)
