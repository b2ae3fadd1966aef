"""Figures that are followed over reports: populations, indicators, funding, as `series` of the ontology declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from kg.audit.facts import Fact, Resources, read_facts, resources
from kg.naming import key
from kg.ontology import RDFS, RG, SKOS, Ontology


@dataclass(frozen=True)
class Point:
    """One figure of a series: when it held and which report says so."""

    start: str  # ISO dates
    end: str
    value: Decimal
    report: str  # file
    fact: str  # IRI


@dataclass(frozen=True)
class Series:
    """A figure over time, in the order of its dates."""

    cls: str
    subject: tuple[str, ...]  # labels of what it is about, all but the first behind the name of their slot
    slot: str
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        """What it counts, in words."""
        return ", ".join([*self.subject, *([self.slot] if self.slot != "value" else [])])


def read_series(quads: Iterable[ox.Quad], ontology: Ontology, **asked: str) -> list[Series]:
    """The series of a graph, those of most points first. Figures without a date or a subject belong to none.

    Args:
        quads: the graph.
        ontology: that declares which classes hold series.
        asked: only figures that have this name, by slot; the checks may give further slots for one in `followed`. A
            label or code; part of a label will do if none is the same.
    """
    about = resources(quads)
    followed: Mapping[str, Sequence[str]] = ontology.checks.get("followed", {})
    wanted = [
        (slots, _matching(about, name, slots, ontology))
        for slots, name in ((followed.get(slot, (slot,)), name) for slot, name in asked.items())
    ]
    points: dict[tuple[str, tuple[str, ...], str], dict[tuple[str, str, Decimal, str], Point]] = defaultdict(dict)
    for fact in read_facts(about, ontology):
        declared = ontology.checks.get("series", {}).get(fact.cls)
        if declared is None or not all(_has(fact, slots, names) for slots, names in wanted):
            continue
        first, *rest = declared["key"]
        if not fact.slots.get(first) or not fact.one("start") or not fact.one("end"):
            continue
        about_whom = {s: fact.slots[s] for s in rest if fact.slots.get(s)}
        if "place" not in about_whom:
            about_whom["report on"] = tuple(about[fact.report].get(RG + "country", ()))
        subject = (
            *(label_of(about, v) for v in fact.slots[first]),
            *(f"{s} {label_of(about, v)}" for s, values in about_whom.items() for v in values),
        )
        for slot in declared["values"]:
            value = fact.number(slot)
            if value is not None:
                point = _point(fact, value, about)
                own = points[fact.cls, subject, slot]
                own.setdefault((point.start, point.end, value, point.report), point)
    found = [
        Series(*name, tuple(sorted(own.values(), key=lambda p: (p.end, p.start, p.report, p.value))))
        for name, own in points.items()
    ]
    return sorted(found, key=lambda s: (-len(s.points), s.cls, s.subject, s.slot))


def moving(series: Iterable[Series]) -> list[Series]:
    """The series that have figures of at least two times."""
    return [s for s in series if len({p.end for p in s.points}) > 1]


def label_of(about: Resources, value: str) -> str:
    """The label of an IRI, or the value itself."""
    return about.get(value, {}).get(RDFS + "label", [value])[0]


def report_of(about: Resources, fact: Fact) -> str:
    """The file of the report that states a fact."""
    return about[fact.report].get(RG + "file", [fact.report])[0]


def _point(fact: Fact, value: Decimal, about: Resources) -> Point:
    start, end = fact.one("start") or "", fact.one("end") or ""
    return Point(start, end, value, report_of(about, fact), fact.iri)


def _has(fact: Fact, slots: Sequence[str], names: frozenset[str]) -> bool:
    return any(v in names for s in slots for v in fact.slots.get(s, ()))


def _matching(about: Resources, name: str, slots: Sequence[str], ontology: Ontology) -> frozenset[str]:
    """The IRIs in some slots of facts that a name means: by a whole label or code, else by a part of the label."""
    used = {v for fact in read_facts(about, ontology) for s in slots for v in fact.slots.get(s, ())}
    wanted = key(name)
    names = {iri: {key(n) for n in _names(about.get(iri, {}))} for iri in used}
    whole = frozenset(iri for iri in used if wanted in names[iri])
    return whole or frozenset(iri for iri in used if any(wanted in n for n in names[iri]))


def _names(own: Mapping[str, list[str]]) -> list[str]:
    properties = (RDFS + "label", SKOS + "altLabel", SKOS + "notation", RG + "acronym", RG + "code")
    return [name for p in properties for name in own.get(p, ())]
