"""Reading an ontology folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.check import Declared, check
from kg.ontology.declarations import EntityRule, FactRule, entity_rule, fact_rule
from kg.ontology.drawn import check_plots
from kg.ontology.files import Files, default_folder, files_of, read_query, read_text, read_toml
from kg.ontology.namespaces import OWL, RDF, RDFS, RG, SCHEMA, SKOS, XSD, local
from kg.ontology.plots import Plot, plot_rule
from kg.ontology.problems import Problem, line_of_word, suggestion
from kg.ontology.questions import read_question
from kg.ontology.reading import Complain
from kg.ontology.roles import check_roles
from kg.ontology.rules import check_rules
from kg.ontology.terms import Ontology, OntologyClass, OntologyProperty, VocabularyTerm, superclasses

Statements = dict[str, list["ox.NamedNode | ox.Literal"]]
"""What is said of one resource, by the IRI of the property."""

Rule = TypeVar("Rule", FactRule, EntityRule, Plot)


def load(folder: Path | str | None = None) -> Ontology:
    """Read an ontology folder.

    Raises:
        OntologyError: a file is missing or malformed, or names an id that is not declared; the first such mistake.
            `problems` finds all of them.
    """
    files = files_of(Path(folder) if folder is not None else default_folder())
    return _load(files.folder.resolve(), files.fingerprint)


@lru_cache(maxsize=4)
def _load(folder: Path, fingerprint: str) -> Ontology:
    read = Contents.read(files_of(folder))
    first = next(iter(read.problems()), None)
    if first is not None:
        raise OntologyError(str(first))
    own = read.files
    return Ontology(
        folder=folder,
        classes=read.declared.classes,
        properties=read.declared.properties,
        terms=read.terms,
        patterns=_merged(read.patterns),
        rules={f.stem: text for f, text in read.queries.items() if f.parent.name == "rules"},
        queries={
            f.stem: read_question(f, text, read.declared.classes)
            for f, text in read.queries.items()
            if f.parent.name == "queries"
        },
        checks=_merged(read.checks),
        check_queries={f.stem: text for f, text in read.queries.items() if f.parent.name == "checks"},
        exports=_merged(read.exports),
        triples=tuple(read.triples),
        fingerprint=fingerprint,
        facts=read.facts,
        entities=read.entities,
        plots=read.plots,
        shapes=own.paths.get("shapes.ttl", folder / "shapes.ttl"),
    )


@dataclass(frozen=True)
class Contents:
    """What the files of a folder hold, before it is known whether they agree."""

    files: Files
    turtle: dict[Path, list[ox.Triple]]
    patterns: dict[Path, dict[str, Any]]
    checks: dict[Path, dict[str, Any]]
    exports: dict[Path, dict[str, Any]]
    drawn: dict[Path, dict[str, Any]]
    queries: dict[Path, str]
    ids: dict[str, list[str]]
    found: list[Problem]  # while reading the declarations

    @classmethod
    def read(cls, files: Files) -> Contents:
        """Read all files.

        Raises:
            OntologyError: one is malformed.
        """
        turtle = {f: read_turtle(f) for f in [*files.named("*.ttl"), *files.named("vocabulary/*.ttl")]}
        if not any(own for file, own in turtle.items() if file.name != "shapes.ttl"):
            raise OntologyError(f"{files.folder}: holds no ontology (*.ttl)")
        ids = files.paths.get("ids.toml")
        return cls(
            files=files,
            turtle=turtle,
            patterns={f: read_toml(f)[1] for f in files.named("patterns/*.toml")},
            checks={f: read_toml(f)[1] for f in files.named("checks/*.toml")},
            exports={f: read_toml(f)[1] for f in files.named("exports/*.toml")},
            drawn={f: read_toml(f)[1] for f in files.named("plots/*.toml")},
            queries={f: read_query(f) for name in ("rules", "queries", "checks") for f in files.named(f"{name}/*.rq")},
            ids=read_toml(ids or default_folder() / "ids.toml")[1],
            found=[],
        )

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """The statements of all Turtle files but the shapes."""
        return [t for file, own in self.turtle.items() if file.name != "shapes.ttl" for t in own]

    @cached_property
    def _about(self) -> dict[str, Statements]:
        return _about(self.triples)

    @cached_property
    def terms(self) -> dict[str, VocabularyTerm]:
        """Concepts and entities known beforehand, by IRI."""
        return _vocabulary(self._about, self._schema[0])

    @cached_property
    def _schema(self) -> tuple[dict[str, OntologyClass], dict[str, OntologyProperty]]:
        return _schema(self._about)

    @cached_property
    def declared(self) -> Declared:
        """What the Turtle files declare."""
        known = frozenset(iri for iri, own in self._about.items() if own[RDFS + "label"])
        return Declared(*self._schema, self.terms, known)

    @cached_property
    def facts(self) -> tuple[FactRule, ...]:
        """The fact classes that patterns declare; mistakes in them go to `found`."""
        return tuple(self._rules(self.patterns, "fact", fact_rule))

    @cached_property
    def entities(self) -> tuple[EntityRule, ...]:
        """The names that patterns declare; mistakes in them go to `found`."""
        return tuple(self._rules(self.patterns, "entity", entity_rule))

    @cached_property
    def plots(self) -> tuple[Plot, ...]:
        """The plots that are declared; mistakes in them go to `found`."""
        return tuple(self._rules(self.drawn, "plot", plot_rule))

    def _rules(
        self,
        files: Mapping[Path, Mapping[str, Any]],
        table: str,
        read: Callable[[Mapping[str, Any], Complain], Rule | None],
    ) -> Iterator[Rule]:
        for file, data in files.items():
            own = data.get(table, [])
            if not isinstance(own, list):
                what = f"[{table}] declares nothing"
                self.found.append(Problem(file, line_of_word(read_text(file), table), what, f"write [[{table}]]"))
                continue
            for number, entry in enumerate(own):
                rule = read(entry, self._complain(file, table, number))
                if rule is not None:
                    yield rule

    def _complain(self, file: Path, table: str, number: int) -> Complain:
        def complain(what: str, word: str, right: Sequence[str] | None = None, part: str = "", /) -> None:
            line = line_of_word(read_text(file), word, table, number, part)
            self.found.append(Problem(file, line, what, suggestion(word, right) if right else ""))

        return complain

    def _own_ids(self) -> dict[str, list[str]]:
        """Where patterns name ids; of the package's list, for a folder without one, what is of kinds that it has."""
        if "ids.toml" in self.files.paths:
            return self.ids
        known = {"class", "slot", *self.declared.notations}
        return {path: kinds for path, kinds in self.ids.items() if known.issuperset(kinds)}

    def problems(self) -> Iterator[Problem]:
        """The mistakes in the files, file by file in the order of loading."""
        patterns = {**self.patterns, **self.checks, **self.exports}
        yield from check(
            self.declared, turtle=self.turtle, queries=self.queries, patterns=patterns, ids=self._own_ids()
        )
        yield from check_roles(self.patterns)
        rules, plots = (*self.facts, *self.entities), self.plots
        yield from self.found
        if rules:
            yield from check_rules(self.declared, self.patterns)
        if plots:
            yield from check_plots(self.declared, self.drawn)


def read_turtle(file: Path) -> list[ox.Triple]:
    """The statements of a Turtle file.

    Raises:
        OntologyError: it is malformed.
    """
    try:
        return [q.triple for q in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise OntologyError(f"{file}: {error}") from None
    except MemoryError:
        raise OntologyError(f"{file}: holds a name or text of more than 16 MB") from None


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
    """The tables of all files as one: tables of one name are joined at every level, and so are lists."""
    merged: dict[str, Any] = {}
    for file, data in patterns.items():
        merged = _joined(merged, data, file, ())
    return merged


def _joined(first: Mapping[str, Any], second: Mapping[str, Any], file: Path, within: tuple[str, ...]) -> dict[str, Any]:
    joined = dict(first)
    for key, value in second.items():
        known = joined.get(key)
        if key not in joined:
            joined[key] = value
        elif isinstance(value, dict) and isinstance(known, dict):
            joined[key] = _joined(known, value, file, (*within, key))
        elif isinstance(value, list) and isinstance(known, list):
            joined[key] = known + value
        else:
            raise OntologyError(f"{file}: {'.'.join((*within, key))} is declared in an earlier file too")
    return joined
