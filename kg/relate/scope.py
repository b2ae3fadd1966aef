"""What every rule needs at hand: the document, the ontology's lists, and how found words become slot values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from spacy.tokens import Doc, Span

from kg.document import AnnotatedBlock, Document, FoundDate, Quantity, text_of
from kg.model import Block, BlockKind, Name, Number, Passage, Period, Term
from kg.ontology import Ontology, VocabularyTerm
from kg.relate.expressions import Expression
from kg.relate.labels import Labels, plain
from kg.relate.spans import PLACES
from kg.relate.vocabulary import Vocabulary, vocabulary_of

_NUMERAL = re.compile(r"[IVX]+|\d+")
_MATCHED = 64  # texts whose annotation is kept: the same headings stand above many blocks
_LINE_WORDS = 12  # of a line with a figure
_STEM = 5  # letters of the name of a country with which the name of a body of it begins
_MOST = 0.8  # of the letters of a label are the country's name


@dataclass(frozen=True)
class Scope:
    """A document and what is needed to read facts out of it."""

    document: Document
    ontology: Ontology

    # Vocabulary ------------------------------------------------------------------------------------------------

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return vocabulary_of(self.ontology)

    def labels(self, cls: str) -> Labels:
        """The labels of a class of concepts."""
        return self._vocabulary.labels(cls)

    def term(self, cls: str, notation: str) -> Term:
        """The concept with a code, as a value."""
        return Term(self.ontology.concept(cls, notation).iri)

    def codes(self, references: Iterable[str]) -> set[str | None]:
        """The codes of the concepts among things of the vocabulary, by their references."""
        terms = self.ontology.terms
        return {terms[reference].notation for reference in references if reference in terms}

    def role(self, cls: str, role: str) -> str:
        """The code of the concept that rules give in this role, one of `kg.ontology.roles.ROLES`."""
        return str(self.patterns("roles")[cls][role])

    def in_role(self, cls: str, role: str) -> Term:
        """The concept that rules give in this role, as a value."""
        return self.term(cls, self.role(cls, role))

    def patterns(self, table: str) -> Mapping[str, Any]:
        """A table of the ontology's patterns; empty where it has none."""
        return self._vocabulary.patterns.table(table)

    # Asked some hundred times a sentence, so that another call between matters.
    @cached_property
    def words(self) -> Callable[[str, str], frozenset[str]]:
        """A list of words of the patterns, by table and key; see `Patterns.words`."""
        return self._vocabulary.patterns.words

    @cached_property
    def pattern(self) -> Callable[[str, str], Expression]:
        """An expression of the patterns, by table and key; see `Patterns.expression`."""
        return self._vocabulary.patterns.expression

    def alternatives(self, table: str, key: str) -> tuple[Expression, ...]:
        """The expressions of a list of the patterns, in order; see `Patterns.alternatives`."""
        return self._vocabulary.patterns.alternatives(table, key)

    def named_patterns(self, table: str, key: str) -> tuple[tuple[str, Expression], ...]:
        """The expressions of a table within a table of the patterns, with their names; see `Patterns.named`."""
        return self._vocabulary.patterns.named(table, key)

    def entity_named(self, text: str) -> VocabularyTerm | None:
        """The organisation of the vocabulary that has this name."""
        return self._vocabulary.entities.get(plain(text))

    @property
    def organizations(self) -> tuple[str, ...]:
        """Local names of all classes of organisations."""
        return self._vocabulary.organizations

    @property
    def programmes(self) -> tuple[str, ...]:
        """Local names of all classes of programmes, plans and laws."""
        return self._vocabulary.programmes

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

    # Words that have no block of their own ----------------------------------------------------------------------

    def numbers(self, text: str) -> Iterator[Quantity]:
        """The numbers of a text."""
        return self.document.reader.numbers(text)

    def dates(self, text: str) -> Iterator[FoundDate]:
        """The dates of a text; the report's period lends what is not printed."""
        return self.document.reader.dates(text, self.document.report.clock)

    @cached_property
    def match(self) -> Callable[[str], Doc]:
        """Annotates a short text with its labels, quantities, dates and names, without a parse."""
        reader, report = self.document.reader, self.document.report
        return lru_cache(_MATCHED)(lambda text: reader.match(text, report))

    # Values ----------------------------------------------------------------------------------------------------

    def name_of(self, span: Span) -> Name:
        """The entity that a mention names, by the report's fullest form."""
        return self.name(text_of(span), span.label_, span.kb_id_ or None)

    def name(self, text: str, cls: str, ref: str | None = None) -> Name:
        """A name with the other forms that the report and the vocabulary have for it."""
        text = re.sub(r"['’]s?$", "", text.strip()) if ref is None else text
        surface = re.sub(r"^(?:the|The)\s+", "", text)
        if ref is not None and (term := self.ontology.terms.get(ref)) is not None:
            return Name(term.label, term.cls, ref, (surface,) if surface != term.label else ())
        if cls in PLACES:
            ends = surface.find(".") == len(surface) - 1  # of a sentence: `Centre-Est.`
            return self._place(surface[:-1] if ends else surface, cls, ref)
        if surface in self.words("parties", "stand_ins") and self._host is not None:
            return self._host
        book = self.document.report.names
        new = book.organizations.get(surface)
        full = new.text if new else surface
        if (term := self.entity_named(full)) is not None:
            return Name(term.label, term.cls, term.iri, tuple(sorted({surface, full} - {term.label})))
        others = {surface, full, *([new.acronym] if new and new.acronym else [])} - {full}
        return Name(full, cls, ref, tuple(sorted(others)))

    @cached_property
    def _host(self) -> Name | None:
        """Whom the report means by a name that each country has its own bearer of: `the National Society`."""
        if (country := self.country) is None:
            return None
        kind, begin = self.pattern("parties", "stood_for"), country.text[:_STEM].casefold()
        named = Counter(
            text_of(m)
            for block in self.document.blocks
            for m in block.doc.spans["mentions"]
            if m.label_ in self.organizations and text_of(m).casefold().removeprefix("the ").startswith(begin)
        )
        found = [words for words, _ in named.most_common() if kind.search(words)]
        return self.name(found[0], "Organization") if found else None

    def _place(self, text: str, cls: str, ref: str | None) -> Name:
        known = self._places.get((text, cls, ref))
        if known is None:
            known = self._places[text, cls, ref] = self._place_called(text, cls, ref)
        return known

    @cached_property
    def _places(self) -> dict[tuple[str, str, str | None], Name]:
        return {}

    def _place_called(self, text: str, cls: str, ref: str | None) -> Name:
        if ref and ref.startswith("iso3166:"):
            term = self._vocabulary.countries.get(ref)
            label = term.label if term else text
            return Name(label, "Country", ref, (text,) if text != label else ())
        bare = self._vocabulary.place_type.sub("", text)
        if any(text.endswith(f" {kind}") for kind in self.words("places", "kept")) or re.search(r"\d$", text):
            bare = text
        if _NUMERAL.fullmatch(bare):
            bare = text  # `Region IV` without its word is no name
        if ref is not None and bare != text and all(r.ref != ref for r in self.document.reader.places(bare)):
            bare = text  # the word is part of the name: `Port Sudan` is no Sudan
        return Name(bare or text, cls, ref)

    def place_named(self, text: str) -> Name:
        """A place by its bare name, in the report's country where the gazetteer has it there."""
        found = [r for r in self.document.reader.places(text) if r.iso3 == self.document.report.country]
        if found:
            return self._place(text, found[0].cls, f"geonames:{found[0].geonames}")
        return self._place(text, "Place", None)

    def place_of(self, words: str) -> Name | None:
        """The place that words name and nothing besides: a country, or one that the gazetteer has."""
        country = self.country_of(words)
        if country is not None or not words[:1].isupper():
            return country
        name = self.place_named(words)
        places = self.document.reader.places
        return name if name.ref is not None or places(words) or places(name.text) else None

    def country_of(self, words: str) -> Name | None:
        """The country that words name and nothing besides, also by an acronym that other things have too."""
        bare = words.strip()
        for term in self.ontology.by_class("Country"):
            if term.country and bare in term.ambiguous_acronyms:
                return self.country_named(f"iso3166:{term.country}")
        doc = self.match(bare)
        for span in doc.spans["mentions"]:
            if span.label_ in {"Country", "Demonym"} and len(text_of(span)) >= _MOST * len(bare):
                return self.country_named(span.kb_id_)
        return None

    def country_named(self, ref: str) -> Name:
        """The country of a reference `iso3166:…`."""
        term = self._vocabulary.countries.get(ref)
        return Name(term.label if term else ref.removeprefix("iso3166:"), "Country", ref)

    @staticmethod
    def number(quantity: Quantity, text: str) -> Number:
        """A quantity as a value; `text` is what it was found in."""
        return Number(quantity.value, text[quantity.full_begin : quantity.full_end], quantity.doubt)

    @cached_property
    def placed(self) -> dict[str, list[Name]]:
        """The places of headings and lead-ins that rules have asked for, which must be parsed for them."""
        return {}

    @cached_property
    def headed(self) -> dict[str, Name | None]:
        """The organisations that rules have found headings to be the name of."""
        return {}

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
            if self.pattern("activities", "no_sector").search(lead):
                continue
            if found := self.labels("Sector").inside(lead):
                return Term(found[0].iri)
        return None

    @cached_property
    def planned(self) -> frozenset[tuple[str, ...]]:
        """The sections of an appeal: a line tells what they need or whom they target, and none what was achieved."""
        needs, done = self.pattern("activities", "needs_line"), self.pattern("activities", "achieved_line")
        lines = [
            (tuple(b.block.section), b.joined.text)
            for b in self.document.blocks
            if b.block.kind is BlockKind.PARAGRAPH and b.block.section and len(b.joined.text.split()) <= _LINE_WORDS
        ]
        told = {section for section, text in lines if done.search(text)}
        return frozenset(section for section, text in lines if section not in told and needs.fullmatch(text))

    @cached_property
    def targeted(self) -> frozenset[tuple[str, ...]]:
        """The sections below a heading of targets (`2024 programme targets`): what they list is planned."""
        title = self.pattern("activities", "targets_title")
        sections = {tuple(b.block.section) for b in self.document.blocks}
        heads = {head: title.fullmatch(head) is not None for section in sections for head in section}
        return frozenset(section for section in sections if any(heads[head] for head in section))

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
        text = text_of(sentence)
        begin = sentence.start_char + len(text) - len(text.lstrip())
        return self.passage(block, begin, max(begin + 1, sentence.start_char + len(text.rstrip())))
