"""The named graph of one report: the report, its facts, the passages that state them, doubts about their reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.graph.entities import Resolution
from kg.graph.labels import fact_label
from kg.graph.terms import Writer, date, decimal, integer, node
from kg.model import Claim, Name, Number, Passage, Period, ReportClaims, Term, Text, Value
from kg.naming import Namer, digest
from kg.ontology import DCT, RG, SCHEMA, Ontology

_CONTACT_SLOTS = {"email": SCHEMA + "email", "phone": SCHEMA + "telephone", "telephone": SCHEMA + "telephone"}
_CONTACT_WORDS = {"phone": "telephone"}


class ReportGraph:
    """Makes the named graph of one report."""

    def __init__(
        self, report: ReportClaims, resolution: Resolution, ontology: Ontology, namer: Namer, min_confidence: float
    ) -> None:
        self.report = report
        self.resolution = resolution
        self.ontology = ontology
        self.namer = namer
        self.min_confidence = min_confidence
        self.iri = namer.report(report.file, report.sha256)
        self.writer = Writer(ontology, ox.NamedNode(self.iri))
        self.title = report.title or report.file

    def quads(self) -> Iterator[ox.Quad]:
        """All statements of the report's graph."""
        yield from self._report()
        passages: dict[tuple[int, int], Passage] = {}
        for iri, claim in sorted(self._facts().items()):
            for passage in (*claim.evidence, *claim.context):
                known = passages.setdefault((passage.begin, passage.end), passage)
                if (passage.page or 0, passage.section) < (known.page or 0, known.section):
                    passages[passage.begin, passage.end] = passage
            yield from self._fact(iri, claim)
        for place in sorted(passages):
            yield from self._passage(passages[place])

    def _report(self) -> Iterator[ox.Quad]:
        report, write = self.report, self.writer
        yield from write.about(self.iri, "Report", self.title)
        yield write.quad(self.iri, RG + "file", ox.Literal(report.file))
        yield write.quad(self.iri, RG + "sha256", ox.Literal(report.sha256))
        yield write.quad(self.iri, DCT + "format", ox.Literal(report.format))
        yield from write.optional(self.iri, DCT + "title", report.title)
        yield from write.optional(self.iri, DCT + "issued", date(report.issued) if report.issued else None)
        if report.period is not None:
            yield write.quad(self.iri, RG + "start", date(report.period[0]))
            yield write.quad(self.iri, RG + "end", date(report.period[1]))
        for predicate, name in ((DCT + "publisher", report.publisher), (RG + "country", report.country)):
            if name is not None:
                yield write.quad(self.iri, predicate, node(self.resolution.entity(report, name).iri))
        concepts = {m.ref for m in report.mentions if m.ref is not None and m.ref in self.ontology.terms}
        for iri in sorted(concepts | {entity.iri for entity in self.resolution.mentioned(report)}):
            yield write.quad(self.iri, RG + "mentions", node(iri))

    def _facts(self) -> dict[str, Claim]:
        """The report's claims by the IRI of their fact; of those that state the same the surest one."""
        found: dict[str, Claim] = {}
        for claim in self.report.claims:
            if claim.confidence < self.min_confidence:
                continue
            iri = f"{self.iri}/fact/{_identity(claim)}"
            if iri not in found or _preference(claim) < _preference(found[iri]):
                found[iri] = claim
        return found

    def _fact(self, iri: str, claim: Claim) -> Iterator[ox.Quad]:
        write = self.writer
        yield from write.about(iri, claim.type, self._label(claim))
        yield write.quad(iri, RG + "rule", ox.Literal(claim.rule))
        yield write.quad(iri, RG + "confidence", decimal(Decimal(repr(round(claim.confidence, 4)))))
        for predicate, passages in ((RG + "evidence", claim.evidence), (RG + "context", claim.context)):
            yield from (write.quad(iri, predicate, node(self._passage_iri(p))) for p in passages)
        for slot, values in claim.slots.items():
            for value in values:
                yield from self._slot(iri, slot, value, claim)

    def _slot(self, iri: str, slot: str, value: Value, claim: Claim) -> Iterator[ox.Quad]:
        write, predicate = self.writer, self._property(slot)
        match value:
            case Name():
                yield write.quad(iri, predicate, node(self.resolution.entity(self.report, value).iri))
            case Term():
                yield write.quad(iri, predicate, node(value.iri))
            case Text():
                yield write.quad(iri, predicate, ox.Literal(value.text))
            case Number():
                yield write.quad(iri, predicate, decimal(value.value))
                if value.doubt is not None:
                    yield write.quad(iri, RG + "valueText", ox.Literal(value.text))
                    yield from self._issue(iri, value.doubt, value.text, claim)
            case Period():
                yield write.quad(iri, RG + "start", date(value.start))
                yield write.quad(iri, RG + "end", date(value.end))
                yield write.quad(iri, RG + "dateText", ox.Literal(value.text))
                if value.doubt is not None:
                    yield from self._issue(iri, value.doubt, value.text, claim)

    def _property(self, slot: str) -> str:
        known = self.ontology.properties.get(slot)
        return _CONTACT_SLOTS.get(slot) or (known.iri if known else RG + slot)

    def _issue(self, fact: str, kind: str, text: str, claim: Claim) -> Iterator[ox.Quad]:
        """A doubt about some words: one issue for all facts that take them from the same passage."""
        held = next((p for p in claim.evidence if text in p.text), None)
        context = next((p for p in claim.context if text in p.text), None) if held is None else None
        passage = held or context or claim.evidence[0]
        iri = f"{self.iri}/issue/{digest(kind, text, str(passage.begin), str(passage.end))}"
        try:
            words = self.ontology.concept("IssueKind", kind).label
        except OntologyError:
            words = kind
        yield from self.writer.about(iri, "Issue", f"{words}: {text}")
        yield self.writer.quad(iri, RG + "about", node(fact))
        yield self.writer.quad(iri, RG + "kind", ox.Literal(kind))
        yield self.writer.quad(iri, RG + "rule", ox.Literal(f"reading:{kind}"))
        if context is not None:
            yield self.writer.quad(iri, RG + "evidence", node(self._passage_iri(context)))

    def _passage_iri(self, passage: Passage) -> str:
        return f"{self.iri}/passage/{passage.begin}-{passage.end}"

    def _passage(self, passage: Passage) -> Iterator[ox.Quad]:
        write, iri = self.writer, self._passage_iri(passage)
        page = f", page {passage.page}" if passage.page is not None else ""
        yield from write.about(iri, "Passage", f"{self.title}{page}, characters {passage.begin} to {passage.end}")
        yield write.quad(iri, RG + "document", ox.NamedNode(self.iri))
        yield write.quad(iri, RG + "beginIndex", integer(passage.begin))
        yield write.quad(iri, RG + "endIndex", integer(passage.end))
        yield write.quad(iri, RG + "text", ox.Literal(passage.text))
        yield from write.optional(iri, RG + "page", integer(passage.page) if passage.page is not None else None)
        yield from write.optional(iri, RG + "section", " > ".join(passage.section) or None)

    def _label(self, claim: Claim) -> str:
        words = {_CONTACT_WORDS.get(slot, slot): self._words(values) for slot, values in claim.slots.items()}
        known = self.ontology.classes.get(claim.type)
        return fact_label(self.ontology.label_forms.get(claim.type), known.label if known else claim.type, words)

    def _words(self, values: Iterable[Value]) -> list[str]:
        return list(dict.fromkeys(sorted(map(self._word, values))))

    def _word(self, value: Value) -> str:
        match value:
            case Name():
                return self.resolution.entity(self.report, value).label
            case Term():
                known = self.ontology.terms.get(value.iri)
                return known.label if known else value.iri.rsplit("/", 1)[-1]
            case Number():
                return decimal(value.value).value
            case Text():
                return value.text
            case Period():
                return value.start if value.start == value.end else f"{value.start} to {value.end}"


def _identity(claim: Claim) -> str:
    slots = sorted("\t".join((slot, *_value_identity(v))) for slot, values in claim.slots.items() for v in values)
    evidence = sorted(f"{p.begin}-{p.end}" for p in claim.evidence)
    return digest(claim.type, *evidence, "", *slots)


def _value_identity(value: Value) -> tuple[str, ...]:
    match value:
        case Name():
            return (value.text, value.ref or value.cls, value.code or "")
        case Number():
            return (decimal(value.value).value,)
        case Term():
            return (value.iri,)
        case Text():
            return (value.text,)
        case Period():
            return (value.start, value.end)


def _preference(claim: Claim) -> tuple[float, str, str]:
    return (-claim.confidence, claim.rule, repr((sorted(claim.slots.items()), claim.context)))
