"""What checks look at: the facts of a dataset with the passages that state them, and the texts of the reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

import pyoxigraph as ox

from kg.audit.figures import Figure, FigureFinder
from kg.model import ReportClaims
from kg.naming import Namer
from kg.ontology import RDF, RDFS, RG, Ontology

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


@dataclass(frozen=True, eq=False)
class Report:
    """A report with its text."""

    iri: str
    title: str
    text: str
    period: tuple[str, str] | None
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def _bounds(self) -> list[int]:
        return _sentence_bounds(self.text)

    def sentence(self, at: int) -> Span:
        """The sentence, item or row around a character."""
        index = bisect_right(self._bounds, at)
        begin = self._bounds[index - 1] if index else 0
        end = self._bounds[index] if index < len(self._bounds) else len(self.text)
        return self.trimmed(begin, end)

    @cached_property
    def sentences(self) -> list[Span]:
        """All sentences, items and rows."""
        ends = [*self._bounds[1:], len(self.text)] if self._bounds else []
        spans = [self.trimmed(b, e) for b, e in zip(self._bounds, ends, strict=True)]
        return [span for span in spans if span.begin < span.end]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The stretches between empty lines."""
        edges = [0, *(i for m in re.finditer(r"\n[ \t]*\n\s*", self.text) for i in m.span()), len(self.text)]
        return [self.trimmed(b, e) for b, e in zip(edges[::2], edges[1::2], strict=True) if b < e]

    def trimmed(self, begin: int, end: int) -> Span:
        """A stretch without the white space and bullets around it."""
        words = self.text[begin:end]
        end = begin + len(words.rstrip())
        begin += len(words) - len(words.lstrip(" \t\r\n■•●▪*"))
        return Span(self.iri, min(begin, end), end)

    def words(self, span: Span) -> str:
        """The words of a stretch on one line."""
        return " ".join(self.text[span.begin : span.end].split())


@dataclass(frozen=True, eq=False)
class Evidence:
    """All reports of a dataset, in the order of their IRIs."""

    reports: tuple[Report, ...]
    store: ox.Store
    labels: Mapping[str, str]
    find: FigureFinder
    passages: frozenset[str] = field(default_factory=frozenset)  # IRIs of those that are in the dataset

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts by their IRIs."""
        return {fact.iri: fact for report in self.reports for fact in report.facts}

    @cached_property
    def by_iri(self) -> dict[str, Report]:
        """The reports by their IRIs."""
        return {report.iri: report for report in self.reports}

    def figures(self, report: Report, span: Span) -> list[Figure]:
        """The figures of a stretch."""
        return list(self.find(report.text, span.begin, span.end))


def gather(
    quads: Iterable[ox.Quad], reports: Iterable[ReportClaims], ontology: Ontology, find: FigureFinder, namer: Namer
) -> Evidence:
    """Look through a dataset."""
    quads = list(quads)
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        about[_text(quad.subject)][quad.predicate.value].append(_text(quad.object))
    depth = {c.iri: len(ontology.ancestors(c.name)) for c in ontology.classes.values() if ontology.is_a(c.name, "Fact")}
    names = {c.iri: c.name for c in ontology.classes.values()}
    facts: dict[str, list[Fact]] = defaultdict(list)
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for iri in sorted(about):
        own = about[iri]
        kinds = [t for t in own.get(RDF + "type", ()) if t in depth]
        if kinds and own.get(RG + "evidence"):
            cls = names[max(kinds, key=lambda t: (depth[t], t))]
            fact = _fact(iri, cls, own, about)
            facts[fact.report].append(fact)
        elif RG + "Issue" in own.get(RDF + "type", ()):
            doubt = _doubt(own, about)
            doubts[doubt.spans[0].report].append(doubt)
    found = []
    for report in reports:
        iri = namer.report(report.file, report.sha256)
        ordered = tuple(sorted(facts[iri], key=lambda f: (f.spans, f.iri)))
        title = report.title or report.file
        found.append(Report(iri, title, report.text, report.period, ordered, tuple(doubts[iri])))
    store = ox.Store()
    store.bulk_extend(quads)
    labels = {iri: own[RDFS + "label"][0] for iri, own in about.items() if own.get(RDFS + "label")}
    passages = frozenset(iri for iri, own in about.items() if own.get(RG + "beginIndex"))
    return Evidence(tuple(sorted(found, key=lambda r: r.iri)), store, labels, find, passages)


def _fact(iri: str, cls: str, own: Mapping[str, list[str]], about: Mapping[str, Mapping[str, list[str]]]) -> Fact:
    passages = own[RG + "evidence"]
    slots = {p.rsplit("#", 1)[-1].rsplit("/", 1)[-1]: tuple(sorted(v)) for p, v in own.items()}
    section = (about[passages[0]].get(RG + "section") or [""])[0]
    return Fact(iri, cls, own[RDFS + "label"][0], slots, _spans(passages, about), section)


def _doubt(own: Mapping[str, list[str]], about: Mapping[str, Mapping[str, list[str]]]) -> Doubt:
    facts = own.get(RG + "about", [])
    passages = [*own.get(RG + "evidence", []), *(p for f in facts for p in about[f].get(RG + "evidence", []))]
    words = own[RDFS + "label"][0].split(": ", 1)[-1]
    return Doubt(own[RG + "kind"][0], words, _spans(passages, about))


def _spans(passages: Iterable[str], about: Mapping[str, Mapping[str, list[str]]]) -> tuple[Span, ...]:
    return tuple(
        sorted(
            Span(own[RG + "document"][0], int(own[RG + "beginIndex"][0]), int(own[RG + "endIndex"][0]))
            for own in (about[p] for p in passages)
        )
    )


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


_GAP = re.compile(
    r"(?P<end>(?<=[.!?;])[\"”)]?\s+(?=[\"“(]?[A-Z0-9■•●▪*#–-]))|(?P<bullet>\s*[■•●▪]\s*)"
    r"|(?P<item>\n(?=\s*(?:[-*–o]|\d+[.)])[ \t]))|(?P<row>\n(?=[^\n\t|]*[\t|]))|(?P<blank>\n[ \t]*\n\s*)"
)


def _sentence_bounds(text: str) -> list[int]:
    """Where sentences begin. An empty line ends one unless the words before and behind it read on."""
    bounds = [0]
    for gap in _GAP.finditer(text):
        if gap["blank"] is not None:
            before, behind = text[max(gap.start() - 8, 0) : gap.start()].rstrip()[-1:], text[gap.end() : gap.end() + 1]
            if behind not in "#|*" and (behind.islower() or before.islower() or before == ","):
                continue
        bounds.append(gap.end())
    return bounds
