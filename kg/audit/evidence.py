"""What checks look at: the facts of a dataset, and the texts of the reports in sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.audit.facts import Doubt, Fact, Span, read_doubts, read_facts, resources
from kg.audit.figures import Figure, FigureFinder
from kg.model import ReportClaims
from kg.naming import Namer, is_iri
from kg.ontology import DCT, RDFS, RG, Ontology

_BEGIN, _LABEL = ox.NamedNode(RG + "beginIndex"), ox.NamedNode(RDFS + "label")


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


@dataclass(frozen=True)
class Labels:
    """The labels of resources, looked up as they are asked for."""

    store: ox.Store
    _known: dict[str, str | None] = field(default_factory=dict)

    def get(self, iri: str, default: str) -> str:
        """The label of a resource, or `default` where it has none."""
        if iri not in self._known:
            found = self.store.quads_for_pattern(ox.NamedNode(iri), _LABEL, None) if is_iri(iri) else ()
            self._known[iri] = min((q.object.value for q in found if isinstance(q.object, ox.Literal)), default=None)
        known = self._known[iri]
        return default if known is None else known


@dataclass(frozen=True, eq=False)
class Evidence:
    """All reports of a dataset, in the order of their IRIs."""

    reports: tuple[Report, ...]
    store: ox.Store
    find: FigureFinder

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts by their IRIs."""
        return {fact.iri: fact for report in self.reports for fact in report.facts}

    @cached_property
    def by_iri(self) -> dict[str, Report]:
        """The reports by their IRIs."""
        return {report.iri: report for report in self.reports}

    @cached_property
    def labels(self) -> Labels:
        """The labels of all resources."""
        return Labels(self.store)

    def has_passage(self, iri: str) -> bool:
        """Whether a passage is in the dataset."""
        return next(self.store.quads_for_pattern(ox.NamedNode(iri), _BEGIN, None), None) is not None

    def figures(self, report: Report, span: Span) -> list[Figure]:
        """The figures of a stretch."""
        return list(self.find(report.text, span.begin, span.end))


def by_graph(quads: Iterable[ox.Quad]) -> dict[object, list[ox.Quad]]:
    """Quads by the name of their graph."""
    found: dict[object, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.graph_name].append(quad)
    return found


def gather(
    store: ox.Store,
    reports: Iterable[ReportClaims],
    ontology: Ontology,
    find: FigureFinder,
    namer: Namer,
    graphs: Mapping[object, Sequence[ox.Quad]] | None = None,
) -> Evidence:
    """Look through a dataset, report by report; through its named graphs, if they are at hand, instead of the store."""
    found = []
    for report in reports:
        iri = namer.report(report.file, report.sha256)
        graph = ox.NamedNode(iri)
        # What it states itself; what follows from that stands in no report and has no words that could be wrong.
        own_quads = store.quads_for_pattern(None, None, None, graph) if graphs is None else graphs.get(graph, ())
        about = resources(own_quads)
        facts = tuple(sorted(read_facts(about, ontology), key=lambda f: (f.spans, f.iri)))
        own = about.get(iri, {})
        setting = (*own.get(RG + "country", ()), *own.get(DCT + "publisher", ()))
        found.append(Report(iri, report.title or report.file, report.text, setting, facts, tuple(read_doubts(about))))
    return Evidence(tuple(sorted(found, key=lambda r: r.iri)), store, find)


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
