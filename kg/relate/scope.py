"""What every rule needs at hand: the document, the ontology's lists, and how found words become slot values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span

from kg.model import Block, BlockKind, Claim, Mention, Name, Number, Passage, Period, Term, Text, Value
from kg.nlp import AnnotatedBlock, Document
from kg.nlp.dates import FoundDate
from kg.nlp.numbers import Quantity
from kg.ontology import Ontology, VocabularyTerm

PLACES = ("Place", "Country", "Region", "District", "Municipality", "Settlement", "Site")


@dataclass(frozen=True)
class Labels:
    """The labels of one class, for reading headings, cells and phrases: the longest label inside a text wins."""

    terms: tuple[VocabularyTerm, ...]

    @cached_property
    def _names(self) -> dict[str, VocabularyTerm]:
        return {plain(name): term for term in self.terms for name in term.names}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._names, key=lambda n: (-len(n), n))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")

    def exact(self, text: str) -> VocabularyTerm | None:
        """The term that the whole text is a label of."""
        return self._names.get(plain(text))

    def inside(self, text: str) -> list[VocabularyTerm]:
        """The terms whose labels stand in a text, longest labels first."""
        found = sorted(self._pattern.finditer(plain(text)), key=lambda m: (m.start() - m.end(), m.start()))
        return list(dict.fromkeys(self._names[m.group()] for m in found))


def plain(text: str) -> str:
    """Text as labels are compared: lower case, one kind of apostrophe and hyphen, single spaces."""
    return " ".join(re.sub(r"[‐‑–—]", "-", text.replace("’", "'")).casefold().split())


@dataclass(frozen=True)
class Scope:
    """A document and what is needed to read facts out of it."""

    document: Document
    ontology: Ontology
    _labels: dict[str, Labels] = field(default_factory=dict)

    # Vocabulary ------------------------------------------------------------------------------------------------

    def labels(self, cls: str) -> Labels:
        """The labels of a class of concepts."""
        if cls not in self._labels:
            self._labels[cls] = Labels(tuple(self.ontology.by_class(cls)))
        return self._labels[cls]

    def term(self, cls: str, notation: str) -> Term:
        """The concept with a code, as a value."""
        return Term(self.ontology.concept(cls, notation).iri)

    def patterns(self, table: str) -> Mapping[str, Any]:
        """A table of the ontology's patterns; empty where it has none."""
        found = self.ontology.patterns.get(table, {})
        return found if isinstance(found, dict) else {}

    @cached_property
    def _entities(self) -> dict[str, VocabularyTerm]:
        return {plain(name): t for t in self.ontology.by_class("Organization") for name in t.names}

    def entity_named(self, text: str) -> VocabularyTerm | None:
        """The organisation of the vocabulary that has this name."""
        return self._entities.get(plain(text))

    # Report ----------------------------------------------------------------------------------------------------

    @cached_property
    def country(self) -> Name | None:
        """The country of the report."""
        report = self.document.report
        if report.country is None:
            return None
        return Name(report.country_name or report.country, "Country", f"iso3166:{report.country}")

    @cached_property
    def publisher(self) -> Name | None:
        """The organisation whose report it is."""
        report = self.document.report
        if report.publisher_name is None:
            return None
        return Name(report.publisher_name, report.publisher_cls, report.publisher)

    @property
    def year(self) -> Period | None:
        """The report's year, where it is about one whole year."""
        clock = self.document.report.clock
        if clock.start and clock.end and clock.start[5:] == "01-01" and clock.end[5:] == "12-31":
            return Period(clock.start, clock.end, clock.start[:4])
        return None

    # Values ----------------------------------------------------------------------------------------------------

    def name_of(self, span: Span) -> Name:
        """The entity that a mention names, by the report's fullest form."""
        return self.name(span.text, span.label_, span.kb_id_ or None)

    def name(self, text: str, cls: str, ref: str | None = None) -> Name:
        """A name with the other forms that the report and the vocabulary have for it."""
        text = re.sub(r"['’]s?$", "", text.strip()) if ref is None else text
        surface = re.sub(r"^(?:the|The)\s+", "", text)
        if ref is not None and (term := self.ontology.terms.get(ref)) is not None:
            return Name(term.label, term.cls, ref, (surface,) if surface != term.label else ())
        if cls in PLACES:
            return self._place(surface, cls, ref)
        book = self.document.report.names
        new = book.organizations.get(surface)
        full = new.text if new else surface
        if (term := self.entity_named(full)) is not None:
            return Name(term.label, term.cls, term.iri, tuple(sorted({surface, full} - {term.label})))
        others = {surface, full, *([new.acronym] if new and new.acronym else [])} - {full}
        return Name(full, cls, ref, tuple(sorted(others)))

    def _place(self, text: str, cls: str, ref: str | None) -> Name:
        if ref and ref.startswith("iso3166:"):
            term = self._countries.get(ref)
            label = term.label if term else text
            return Name(label, "Country", ref, (text,) if text != label else ())
        bare = re.sub(rf"^(?:{self._types})\s+(?:of\s+|de\s+)?|\s+(?:{self._types})$", "", text, flags=re.IGNORECASE)
        if text.endswith(" Camp") or re.search(r"\d$", text):
            bare = text
        return Name(bare or text, cls, ref)

    def place_named(self, text: str) -> Name:
        """A place by its bare name, in the report's country where the gazetteer has it there."""
        found = [r for r in self.document.annotator.gazetteer.lookup(text) if r.iso3 == self.document.report.country]
        if found:
            return self._place(text, found[0].cls, f"geonames:{found[0].geonames}")
        return self._place(text, "Place", None)

    @cached_property
    def _types(self) -> str:
        words = {re.escape(n) for t in self.ontology.by_class("PlaceType") for n in t.names}
        return "|".join(sorted(words, key=lambda w: (-len(w), w))) or "(?!)"

    @cached_property
    def _countries(self) -> dict[str, VocabularyTerm]:
        return {f"iso3166:{t.country}": t for t in self.ontology.by_class("Country") if t.country}

    def country_named(self, ref: str) -> Name:
        """The country of a reference `iso3166:…`."""
        term = self._countries.get(ref)
        return Name(term.label if term else ref.removeprefix("iso3166:"), "Country", ref)

    @staticmethod
    def number(quantity: Quantity, text: str) -> Number:
        """A quantity as a value; `text` is what it was found in."""
        return Number(quantity.value, text[quantity.full_begin : quantity.full_end], quantity.doubt)

    # Context ---------------------------------------------------------------------------------------------------

    @cached_property
    def index(self) -> dict[int, int]:
        """The position of each block by its identity."""
        return {id(b): i for i, b in enumerate(self.document.blocks)}

    def before(self, block: AnnotatedBlock, count: int) -> list[AnnotatedBlock]:
        """The blocks right before one, nearest first, without furniture."""
        i = self.index[id(block)]
        found = [b for b in self.document.blocks[max(0, i - count - 3) : i] if b.block.kind is not BlockKind.FURNITURE]
        return found[::-1][:count]

    def headings(self, block: Block) -> list[str]:
        """What governs a block, nearest first: lead-ins, then headings."""
        return [*reversed(block.lead), *reversed(block.section)]

    def sector(self, block: Block) -> Term | None:
        """The sector that the nearest heading or lead-in names."""
        for words in self.headings(block):
            if len(words.split()) > 14:
                continue
            lead = words.split(":")[0] if words in block.lead else words
            if found := self.labels("Sector").inside(lead):
                return Term(found[0].iri)
        return None

    def year_line(self, block: AnnotatedBlock) -> Period | None:
        """The year of a short line that heads a run of paragraphs (`2019 year-end results`)."""
        if block.block.kind is not BlockKind.PARAGRAPH:
            return None
        for near in self.before(block, 8):
            text = near.joined.text
            if near.block.kind is BlockKind.HEADING:
                return None
            if len(text.split()) <= 5:
                dates = [d.period for d in near.doc.user_data["dates"].values() if d.precision == "year"]
                return dates[0] if dates and re.search(r"[A-Za-z]{3}", text) else None
        return None

    # Claims ----------------------------------------------------------------------------------------------------

    def passage(self, block: AnnotatedBlock, begin: int, end: int) -> Passage:
        """Characters of the block's line as evidence."""
        return self.document.source.passage(*block.joined.span(begin, end))

    def whole(self, block: AnnotatedBlock) -> Passage:
        """The whole block as evidence."""
        return self.document.source.passage(block.block.begin, block.block.end)

    def sentence(self, block: AnnotatedBlock, sentence: Span) -> Passage:
        """A sentence as evidence."""
        text = sentence.text
        begin = sentence.start_char + len(text) - len(text.lstrip())
        return self.passage(block, begin, max(begin + 1, sentence.start_char + len(text.rstrip())))


def make(
    type: str,
    rule: str,
    confidence: float,
    evidence: Sequence[Passage],
    slots: Mapping[str, Value | Iterable[Value] | None],
    context: Sequence[Passage] = (),
) -> Claim:
    """A claim from slots of one or several values; empty slots are left out."""
    filled: dict[str, tuple[Value, ...]] = {}
    for slot, value in slots.items():
        if value is None:
            continue
        values = (value,) if isinstance(value, Name | Number | Term | Text | Period) else tuple(dict.fromkeys(value))
        if values:
            filled[slot] = values
    return Claim(type, filled, tuple(evidence), rule, confidence, tuple(context))


def mentions_in(doc: Doc | Span, *classes: str) -> list[Span]:
    """The mentions of some classes inside a text or sentence."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [s for s in whole.spans["mentions"] if s.label_ in classes and begin <= s.start and s.end <= end]


def quantities_in(doc: Doc | Span) -> list[tuple[Span, Quantity]]:
    """The quantities inside a text or sentence, with their tokens."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [(whole[s:e], q) for (s, e), q in sorted(whole.user_data["quantities"].items()) if begin <= s and e <= end]


def dates_in(doc: Doc | Span) -> list[tuple[Span, FoundDate]]:
    """The dates inside a text or sentence, with their tokens."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [(whole[s:e], d) for (s, e), d in sorted(whole.user_data["dates"].items()) if begin <= s and e <= end]


def report_mentions(document: Document, ontology: Ontology) -> Iterator[Mention]:
    """Every mention of an entity in the text, by its place in the source."""
    entities = ("Organization", "Place", "Programme")
    for block in document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        for span in block.doc.spans["mentions"]:
            if any(ontology.is_a(span.label_, e) for e in entities):
                begin, end = block.joined.span(span.start_char, span.end_char)
                yield Mention(begin, end, span.label_, span.text, span.kb_id_ or None)
