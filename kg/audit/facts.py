"""The facts of a dataset, with the passages that state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from sys import intern

import pyoxigraph as ox

from kg.ontology import RDF, RDFS, RG, Ontology

# What is said of facts themselves. No check looks at it, and there may be millions of facts in memory.
_ABOUT_FACTS = frozenset({RDF + "type", RDFS + "label", *(RG + n for n in "evidence context rule confidence".split())})

Slots = Mapping[str, tuple[str, ...]]
"""The values of a fact's slots: IRIs and lexical forms, in order."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text."""

    report: str  # IRI
    begin: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other stretch lies inside."""
        return self.report == other.report and self.begin <= other.begin and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.report == other.report and self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, eq=False)
class Fact:
    """A fact of the graph."""

    iri: str
    cls: str
    label: str
    slots: Slots
    spans: tuple[Span, ...]  # of its evidence
    section: str

    @property
    def report(self) -> str:
        """The IRI of its report."""
        return self.spans[0].report

    def number(self, slot: str) -> Decimal | None:
        """The value of a slot that has exactly one number."""
        values = self.slots.get(slot, ())
        try:
            return Decimal(values[0]) if len(values) == 1 else None
        except InvalidOperation:
            return None

    def one(self, slot: str) -> str | None:
        """The value of a slot that has exactly one."""
        values = self.slots.get(slot, ())
        return values[0] if len(values) == 1 else None

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """All its numbers."""
        return frozenset(n for slot in self.slots if (n := self.number(slot)) is not None)


@dataclass(frozen=True)
class Doubt:
    """An issue that a reading raised: the words it is about and where they may stand."""

    kind: str
    words: str
    spans: tuple[Span, ...]


Resources = Mapping[str, Mapping[str, list[str]]]
"""What is said of each resource: by its IRI and that of the property, the IRIs and lexical forms, in order."""


def resources(quads: Iterable[ox.Quad]) -> Resources:
    """The statements of all named graphs, by their subjects."""
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        about[_text(quad.subject)][quad.predicate.value].add(_text(quad.object))
    return {iri: {name: sorted(values) for name, values in about[iri].items()} for iri in sorted(about)}


def read_facts(about: Resources, ontology: Ontology) -> Iterator[Fact]:
    """All facts, in the order of their IRIs, each with its most special class."""
    depth = {c.iri: len(ontology.ancestors(c.name)) for c in ontology.classes.values() if ontology.is_a(c.name, "Fact")}
    names = {c.iri: c.name for c in ontology.classes.values()}
    for iri, own in about.items():
        kinds = [t for t in own.get(RDF + "type", ()) if t in depth]
        passages = own.get(RG + "evidence")
        if kinds and passages:
            slots = {_local(p): _shared(tuple(v)) for p, v in own.items() if p not in _ABOUT_FACTS}
            section = intern(about[passages[0]].get(RG + "section", [""])[0])
            cls = names[max(kinds, key=lambda t: (depth[t], t))]
            yield Fact(iri, cls, own[RDFS + "label"][0], slots, spans_of(passages, about), section)


@lru_cache
def _local(iri: str) -> str:
    """The local name of a property; the same object for all facts, of which there may be millions."""
    return intern(iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1])


def _shared(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values; those that many facts have in common, which are IRIs, as one object."""
    return _same(values) if values[0].startswith("http") else values


@lru_cache(1 << 16)
def _same(values: tuple[str, ...]) -> tuple[str, ...]:
    return values


def read_doubts(about: Resources) -> Iterator[Doubt]:
    """The issues that are in the dataset."""
    for own in about.values():
        if RG + "Issue" in own.get(RDF + "type", ()):
            words = own[RDFS + "label"][0].split(": ", 1)[-1]
            yield Doubt(own[RG + "kind"][0], words, spans_of(passages_of(own, about), about))


def passages_of(issue: Mapping[str, list[str]], about: Resources) -> list[str]:
    """The IRIs of the passages that show an issue: its own and those of the facts that it is about."""
    facts = issue.get(RG + "about", [])
    return [*issue.get(RG + "evidence", []), *(p for f in facts for p in about[f].get(RG + "evidence", []))]


def spans_of(passages: Iterable[str], about: Resources) -> tuple[Span, ...]:
    """Where passages stand."""
    return tuple(
        sorted(
            Span(intern(own[RG + "document"][0]), int(own[RG + "beginIndex"][0]), int(own[RG + "endIndex"][0]))
            for own in (about[p] for p in passages)
        )
    )


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
