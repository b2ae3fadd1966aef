"""What checks look at: the facts of a dataset, and the texts of the reports in sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.audit.facts import Doubt, Fact, Span, read_doubts, read_facts, resources
from kg.audit.figures import Figure, FigureFinder
from kg.model import ReportClaims
from kg.naming import Namer
from kg.ontology import DCT, RDFS, RG, Ontology


@dataclass(frozen=True, eq=False)
class Report:
    """A report with its text."""

    iri: str
    title: str
    text: str
    setting: tuple[str, ...] = ()  # IRIs of its country and publisher: where and whose its unplaced figures are
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
    about = resources(quads)
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in read_facts(about, ontology):
        facts[fact.report].append(fact)
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in read_doubts(about):
        doubts[doubt.spans[0].report].append(doubt)
    found = []
    for report in reports:
        iri = namer.report(report.file, report.sha256)
        ordered = tuple(sorted(facts[iri], key=lambda f: (f.spans, f.iri)))
        own = about.get(iri, {})
        setting = (*own.get(RG + "country", ()), *own.get(DCT + "publisher", ()))
        found.append(Report(iri, report.title or report.file, report.text, setting, ordered, tuple(doubts[iri])))
    store = ox.Store()
    store.extend(quads)
    labels = {iri: own[RDFS + "label"][0] for iri, own in about.items() if own.get(RDFS + "label")}
    passages = frozenset(iri for iri, own in about.items() if own.get(RG + "beginIndex"))
    return Evidence(tuple(sorted(found, key=lambda r: r.iri)), store, labels, find, passages)


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
