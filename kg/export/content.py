"""The facts of a graph with what they name and the passages that state them, for exports that are no RDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.ontology import DCT, RDF, RDFS, RG, SKOS, WGS84, Ontology

Term = ox.NamedNode | ox.Literal
Properties = Mapping[str, Sequence[Term]]

ABOUT_A_FACT = ("start", "end", "dateText", "valueText", "confidence", "rule", "evidence", "context")
"""Properties that every fact may have; all others are its slots."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or a concept; what is not known of it is None."""

    iri: str
    cls: str  # local name of its most special class
    classes: tuple[str, ...]  # of all its classes, in alphabetical order
    label: str
    names: tuple[str, ...] = ()  # its other names
    code: str | None = None  # skos:notation of a concept, rg:code of an indicator
    iso3: str | None = None
    pcode: str | None = None
    geonames: str | None = None
    lat: str | None = None
    long: str | None = None
    within: str | None = None  # IRI of the next place up


@dataclass(frozen=True, slots=True)
class Report:
    """A source document."""

    iri: str
    file: str
    title: str | None = None
    publisher: str | None = None  # IRI
    country: str | None = None  # IRI
    issued: str | None = None
    start: str | None = None
    end: str | None = None
    format: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch of a report that states a fact; `text` is exactly what stands between its two offsets."""

    iri: str
    report: str  # IRI
    begin: int
    end: int
    text: str
    page: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: `slots` by the local name of their property, each with its values in order."""

    iri: str
    cls: str
    label: str
    slots: Mapping[str, tuple[Term, ...]]
    passages: tuple[Passage, ...]  # its evidence, in the order of the text
    start: str | None
    end: str | None
    date_text: str | None
    value_text: tuple[str, ...]
    confidence: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt about what a report says."""

    iri: str
    kind: str
    label: str
    rule: str | None
    about: tuple[str, ...]  # IRIs of facts
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Content:
    """All that a graph tells; `facts` and `issues` in the order of the reports' files and texts."""

    facts: tuple[Fact, ...]
    things: Mapping[str, Thing]
    reports: Mapping[str, Report]
    issues: tuple[Issue, ...]

    def named(self) -> list[Thing]:
        """The things that facts or reports name, and the places around them, in the order of their IRIs."""
        found = {v.value for fact in self.facts for values in fact.slots.values() for v in values}
        found |= {iri for r in self.reports.values() for iri in (r.publisher, r.country) if iri}
        for iri in sorted(found & self.things.keys()):
            found |= {place.iri for place in self.above(iri)}
        return [self.things[iri] for iri in sorted(found & self.things.keys())]

    def above(self, iri: str) -> Iterator[Thing]:
        """A place and those that it lies in, the nearest first."""
        seen: set[str] = set()
        here: str | None = iri
        while here is not None and here not in seen and here in self.things:
            seen.add(here)
            yield self.things[here]
            here = self.things[here].within


def read(quads: Iterable[ox.Quad], ontology: Ontology) -> Content:
    """Sort out the quads of a graph; the same whatever their order."""
    about = _by_subject(quads)
    names = {c.iri: c.name for c in ontology.classes.values()}
    kinds = {
        iri: tuple(sorted({names[t.value] for t in own.get(RDF + "type", ()) if t.value in names}))
        for iri, own in about.items()
    }

    def of(frame: str) -> list[str]:
        return [iri for iri, classes in kinds.items() if any(ontology.is_a(c, frame) for c in classes)]

    passages = {iri: _passage(iri, about[iri]) for iri in of("Passage")}
    reports = {iri: _report(iri, about[iri]) for iri in of("Report")}

    def order(item: Fact | Issue) -> tuple[str, int, int, str]:
        first = item.passages[0] if item.passages else None
        report = reports.get(first.report) if first else None
        return (report.file if report else "", first.begin if first else 0, first.end if first else 0, item.iri)

    slots = {p.iri: p.name for p in ontology.properties.values()}
    facts = [_fact(iri, _special(kinds[iri], ontology), about[iri], passages, slots) for iri in of("Fact")]
    issues = [_issue(iri, about, passages) for iri in of("Issue")]
    things = [iri for frame in ("Entity", "Concept") for iri in of(frame)]
    return Content(
        facts=tuple(sorted(facts, key=order)),
        things={iri: _thing(iri, kinds[iri], about[iri], ontology) for iri in sorted(set(things))},
        reports=dict(sorted(reports.items(), key=lambda item: (item[1].file, item[0]))),
        issues=tuple(sorted(issues, key=order)),
    )


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, Properties]:
    found: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value][quad.predicate.value].add(quad.object)
    return {
        iri: {
            predicate: sorted(values, key=str) if len(values) > 1 else list(values)
            for predicate, values in found[iri].items()
        }
        for iri in sorted(found)
    }


def _special(classes: Sequence[str], ontology: Ontology) -> str:
    return max(classes, key=lambda c: (len(ontology.ancestors(c)), c))


def _values(own: Properties, *predicates: str) -> tuple[str, ...]:
    return tuple(v.value for predicate in predicates for v in own.get(predicate, ()))


def _one(own: Properties, *predicates: str) -> str | None:
    return next(iter(_values(own, *predicates)), None)


def _thing(iri: str, classes: tuple[str, ...], own: Properties, ontology: Ontology) -> Thing:
    label = _one(own, RDFS + "label") or iri
    kinds = [c for c in classes if not _is_role(c, classes, ontology)] or list(classes)
    return Thing(
        iri=iri,
        cls=_special(kinds, ontology),
        classes=classes,
        label=label,
        names=tuple(sorted(set(_values(own, SKOS + "altLabel", RG + "acronym")) - {label})),
        code=_one(own, SKOS + "notation", RG + "code"),
        iso3=_one(own, RG + "iso3"),
        pcode=_one(own, RG + "pcode"),
        geonames=_one(own, RG + "geonamesId"),
        lat=_one(own, WGS84 + "lat"),
        long=_one(own, WGS84 + "long"),
        within=_one(own, RG + "within"),
    )


def _is_role(cls: str, classes: Sequence[str], ontology: Ontology) -> bool:
    """Whether a rule gives the class: a donor is an organisation of some kind, and that kind says more."""
    return cls in ontology.roles and any(c not in ontology.roles for c in classes)


def _passage(iri: str, own: Properties) -> Passage:
    page = _one(own, RG + "page")
    return Passage(
        iri=iri,
        report=_one(own, RG + "document") or "",
        begin=int(_one(own, RG + "beginIndex") or 0),
        end=int(_one(own, RG + "endIndex") or 0),
        text=_one(own, RG + "text") or "",
        page=None if page is None else int(page),
        section=_one(own, RG + "section"),
    )


def _report(iri: str, own: Properties) -> Report:
    return Report(
        iri=iri,
        file=_one(own, RG + "file") or iri,
        title=_one(own, DCT + "title"),
        publisher=_one(own, DCT + "publisher"),
        country=_one(own, RG + "country"),
        issued=_one(own, DCT + "issued"),
        start=_one(own, RG + "start"),
        end=_one(own, RG + "end"),
        format=_one(own, DCT + "format"),
        sha256=_one(own, RG + "sha256"),
    )


def _passages(iris: Iterable[str], passages: Mapping[str, Passage]) -> tuple[Passage, ...]:
    return tuple(sorted((passages[i] for i in set(iris) if i in passages), key=lambda p: (p.report, p.begin, p.end)))


def _fact(iri: str, cls: str, own: Properties, passages: Mapping[str, Passage], properties: Mapping[str, str]) -> Fact:
    slots = {
        name: tuple(values)
        for predicate, values in own.items()
        if (name := properties.get(predicate)) is not None and name not in ABOUT_A_FACT
    }
    return Fact(
        iri=iri,
        cls=cls,
        label=_one(own, RDFS + "label") or iri,
        slots=dict(sorted(slots.items())),
        passages=_passages(_values(own, RG + "evidence"), passages),
        start=_one(own, RG + "start"),
        end=_one(own, RG + "end"),
        date_text=_one(own, RG + "dateText"),
        value_text=_values(own, RG + "valueText"),
        confidence=_one(own, RG + "confidence"),
        rule=_one(own, RG + "rule"),
    )


def _issue(iri: str, about: Mapping[str, Properties], passages: Mapping[str, Passage]) -> Issue:
    own = about[iri]
    facts = _values(own, RG + "about")
    shown = [*_values(own, RG + "evidence"), *(p for f in facts for p in _values(about.get(f, {}), RG + "evidence"))]
    return Issue(
        iri=iri,
        kind=_one(own, RG + "kind") or "",
        label=_one(own, RDFS + "label") or iri,
        rule=_one(own, RG + "rule"),
        about=facts,
        passages=_passages(shown, passages),
    )
