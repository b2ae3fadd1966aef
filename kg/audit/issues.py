"""What checks find, as quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.audit.checks import Check
from kg.audit.evidence import Evidence, Report
from kg.audit.facts import Fact, Span
from kg.naming import Namer, digest
from kg.ontology import RDF, RDFS, RG, XSD

LONGEST = 300
"""Characters of a passage that still shows what is meant; a longer one gets company by the exact words."""


@dataclass(frozen=True)
class Finding:
    """What a check found: a label, the facts it is about, and the words that clash where those are not enough."""

    label: str
    facts: tuple[Fact, ...] = ()
    spans: tuple[Span, ...] = ()


def in_words(report: Report, evidence: Evidence, label: str, spans: Iterable[Span]) -> Finding:
    """A finding in the words of one report.

    It is about the facts whose evidence holds such words and whose numbers are among their figures. Words keep a
    passage of their own where no fact holds them, or only one whose passage is long.
    """
    spans = tuple(sorted(set(spans)))
    facts = {}
    lonely = []
    for span in spans:
        values = {f.value for f in evidence.figures(report, span)}
        holding = [f for f in report.facts if any(s.holds(span) for s in f.spans) and f.numbers & values]
        facts.update({f.iri: f for f in holding})
        if not any(s.holds(span) and s.end - s.begin <= LONGEST for f in holding for s in f.spans):
            lonely.append(span)
    return Finding(label, tuple(facts[iri] for iri in sorted(facts)), tuple(lonely))


class IssueWriter:
    """Makes quads of findings. An IRI is made of the check and of what the issue is about."""

    def __init__(self, evidence: Evidence, namer: Namer) -> None:
        self._evidence = evidence
        self._namer = namer
        self._passages = set[str]()

    def quads(self, check: Check, finding: Finding) -> Iterator[ox.Quad]:
        """The statements of one issue, in the graph of its report or, if there are several, in that of issues."""
        reports = sorted({s.report for f in finding.facts for s in f.spans} | {s.report for s in finding.spans})
        parts = [check.id, *(f.iri for f in finding.facts), *(f"{s.report} {s.begin} {s.end}" for s in finding.spans)]
        owner = f"{reports[0]}/issue/" if len(reports) == 1 else self._namer.entity("issue") + "/"
        graph = ox.NamedNode(reports[0] if len(reports) == 1 else self._namer.graph("issues"))
        iri = ox.NamedNode(owner + digest(*parts))
        for span in finding.spans:
            yield from self._passage(span)
        yield ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(RG + "Issue"), graph)
        literals = ((RDFS + "label", finding.label), (RG + "kind", check.kind), (RG + "rule", check.id))
        for name, words in literals:
            yield ox.Quad(iri, ox.NamedNode(name), ox.Literal(words), graph)
        for fact in finding.facts:
            yield ox.Quad(iri, ox.NamedNode(RG + "about"), ox.NamedNode(fact.iri), graph)
        for span in finding.spans:
            yield ox.Quad(iri, ox.NamedNode(RG + "evidence"), ox.NamedNode(_passage_iri(span)), graph)

    def _passage(self, span: Span) -> Iterator[ox.Quad]:
        iri = _passage_iri(span)
        if iri in self._passages or self._evidence.has_passage(iri):
            return
        self._passages.add(iri)
        report = self._evidence.by_iri[span.report]
        node, graph = ox.NamedNode(iri), ox.NamedNode(span.report)
        label = f"{report.title}, characters {span.begin} to {span.end}"
        integer = ox.NamedNode(XSD + "integer")
        for name, value in (
            (RDF + "type", ox.NamedNode(RG + "Passage")),
            (RDFS + "label", ox.Literal(label)),
            (RG + "document", graph),
            (RG + "beginIndex", ox.Literal(str(span.begin), datatype=integer)),
            (RG + "endIndex", ox.Literal(str(span.end), datatype=integer)),
            (RG + "text", ox.Literal(report.text[span.begin : span.end])),
        ):
            yield ox.Quad(node, ox.NamedNode(name), value, graph)


def _passage_iri(span: Span) -> str:
    return f"{span.report}/passage/{span.begin}-{span.end}"
