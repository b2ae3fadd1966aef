"""The annotator: a spaCy pipeline over the blocks of a report, with the components of this package."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import TEXT, AnnotatedBlock, Clock, Document, FoundDate, Quantity, ReportContext
from kg.errors import OntologyError
from kg.model import LANGUAGE_MODEL, Block, BlockKind, Joined, Mention, Source
from kg.nlp.arithmetic import load_model
from kg.nlp.attributes import LEMMATIZER, RULER, Attributes
from kg.nlp.components import ATTRIBUTES, COMPONENTS, FIRST, PARSED, Component
from kg.nlp.dates import find_dates
from kg.nlp.declared import EntityFinder
from kg.nlp.entities import ALL, RECOGNISER
from kg.nlp.lexicon import DEMONYM, is_acronym
from kg.nlp.mentions import choose_mentions, find_dates_in, find_labels, find_names, find_quantities
from kg.nlp.names import NameFinder, read_names
from kg.nlp.placenames import PlaceBook
from kg.nlp.placenames.finder import BOOK
from kg.nlp.publishers import PublisherFinder
from kg.nlp.report import context_of_report
from kg.nlp.resources import OWN_WORD, Resources
from kg.nlp.tokenizer import CarefulTokenizer, learn_abbreviations, learn_acronyms
from kg.ontology import Ontology
from kg.places import Gazetteer, PlaceRecord, gazetteer_of
from kg.places.vocabulary import geonames_ids, stated

MODEL = LANGUAGE_MODEL
# What a paragraph holds beyond this many characters is not read: parser and rules take long over it, and no report has
# one that is a tenth as long. Of a table, whose cells are read singly, that many are searched for names.
LONGEST = 20_000
LONGEST_TABLE = 1_000_000

_PARSED = 512  # headings whose parse is kept, longest unused dropped first
_PROSE = {BlockKind.PARAGRAPH, BlockKind.ITEM}


class Annotator:
    """Annotates reports.

    Args:
        ontology: whose labels are found.
        model: name of an installed spaCy model with tagger, parser, lemmatizer and entity recogniser.

    Raises:
        OntologyError: the model is not installed.
    """

    def __init__(self, ontology: Ontology, model: str = MODEL, gazetteer: Gazetteer | None = None) -> None:
        self.ontology = ontology
        self.model = model
        self.gazetteer = gazetteer or gazetteer_of(ontology)
        try:
            self.nlp = load_model(model)
        except OSError:
            raise OntologyError(f"the spaCy model {model!r} is not installed") from None
        self.resources = Resources(self.nlp, ontology, self.gazetteer)
        learn_abbreviations(self.nlp.tokenizer)
        learn_acronyms(self.nlp.tokenizer, _like_words(self.resources))
        self.nlp.tokenizer = CarefulTokenizer(self.nlp.vocab, self.nlp.tokenizer)
        added = [self.nlp.add_pipe(name, first=True) for name in reversed(FIRST)]
        added += [self.nlp.add_pipe(PARSED, after="parser"), *(self.nlp.add_pipe(name) for name in COMPONENTS)]
        for component in added:
            cast("Component", component).use(self.resources)
        _spare(self.nlp)
        # Headings, the same above many sentences.
        self.parse = lru_cache(_PARSED)(self._parse)
        names = ontology.patterns.get("names", {})
        self._names = NameFinder(
            names.get("organization_heads", []),
            names.get("partner_cues", []),
            names.get("never_first", []),
            names.get("fields", []),
            names.get("joining", []),
            names.get("acts", []),
            names.get("deeds", []),
            names.get("doers", []),
            names.get("runs", []),
            names.get("bodies", []),
        )
        units = {w for fact in ontology.facts for slot in fact.slots.values() for w in slot.units}
        stop = frozenset(names.get("never_first", ())) | {form for w in units for form in (w, w.upper(), w.title())}
        self._entities = EntityFinder(ontology.entities, stop)
        logging.getLogger("spacy").setLevel(logging.ERROR)

    @property
    def fingerprint(self) -> str:
        """Identifies the model and what it was trained to do."""
        meta = self.nlp.meta
        text = f"{self.model} {meta.get('version')} spacy {version('spacy')} {self.gazetteer.fingerprint}"
        return hashlib.sha256(text.encode()).hexdigest()

    def numbers(self, text: str) -> Iterator[Quantity]:
        """The numbers of a cell or a chart label."""
        return self.resources.numbers(text)

    def dates(self, text: str, clock: Clock) -> Iterator[FoundDate]:
        """The dates of a short text; the clock lends what is not printed."""
        return find_dates(text, clock)

    def places(self, name: str) -> Sequence[PlaceRecord]:
        """The places of the gazetteer that have a name."""
        return self.gazetteer.lookup(name)

    def may_name_place(self, text: str) -> bool:
        """Whether a text holds a name that gazetteer or vocabulary have for a place."""
        if self.resources.places.may_name_place(text):
            return True
        return any(self.ontology.is_a(m.cls, "Place") for m in self.resources.named(text))

    def _parse(self, text: str) -> Doc:
        return self.nlp(text)

    def parse_beside(self, text: str, other: Doc) -> Doc:
        """A text annotated as prose of the report that another text is of."""
        doc = self._made(text)
        doc.user_data |= {name: other.user_data[name] for name in ("report", BOOK) if name in other.user_data}
        return self.nlp(doc)

    def _made(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        doc.user_data[TEXT] = text
        return doc

    def geonames(self, ref: str) -> int | None:
        """The GeoNames id of a country or of a place of the vocabulary; None for any other reference.

        An area that GeoNames lacks (`North-east Nigeria`) has that of the place that it lies within.
        """
        if ref.startswith("iso3166:"):
            record = self.gazetteer.country(ref.removeprefix("iso3166:"))
            return record.geonames if record else None
        term = self.ontology.terms.get(ref)
        if term is not None and self.ontology.is_a(term.cls, "Country") and term.country:
            return self.geonames(f"iso3166:{term.country}")
        if ref not in self._geonames and ref in self._within:
            return self.geonames(self._within[ref])
        return self._geonames.get(ref)

    @cached_property
    def _within(self) -> dict[str, str]:
        return stated(self.ontology, "within")

    @cached_property
    def _geonames(self) -> dict[str, int]:
        return geonames_ids(self.ontology)

    def _acting(self, acronym: str) -> str | None:
        """The organisation of an acronym that others share, else the acronym; None where it is a label of something."""
        return None if acronym in self._labels else self._shared.get(acronym, acronym)

    def _labelling(self, acronym: str) -> str | None:
        """The organisation of an acronym that no country has too; items are labelled with both."""
        return None if acronym in self._of_countries else self._shared.get(acronym)

    @cached_property
    def _of_countries(self) -> frozenset[str]:
        return frozenset(a for term in self.ontology.by_class("Country") for a in term.ambiguous_acronyms)

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(name for term in self.ontology.terms.values() for name in term.names)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(name.casefold() for term in self.ontology.by_class("Country") for name in term.names)

    @cached_property
    def _shared(self) -> dict[str, str]:
        """Organisations by the acronym that other things have too, where only one organisation has it."""
        found: dict[str, str] = {}
        twice: set[str] = set()
        for term in self.ontology.terms.values():
            # One of a single country is left out: another country may have its own.
            if not term.ambiguous_acronyms or term.country or not self.ontology.is_a(term.cls, "Organization"):
                continue
            twice |= found.keys() & set(term.ambiguous_acronyms)
            found |= dict.fromkeys(term.ambiguous_acronyms, term.label)
        return {acronym: label for acronym, label in found.items() if acronym not in twice}

    def _is_organization(self, text: str) -> bool:
        """Whether a whole text is an organisation's name in the vocabulary."""
        return any(
            m.end - m.begin == len(text) and self.ontology.is_a(m.cls, "Organization")
            for m in self.resources.named(text[:LONGEST])
        )

    def _named(self, text: str) -> tuple[Mention, ...]:
        return self.resources.named(text[:LONGEST])

    @cached_property
    def _publishers(self) -> PublisherFinder:
        return PublisherFinder(self.ontology, self._named)

    def annotate(self, source: Source) -> Document:
        """Annotate a report."""
        joined = [_readable(source.joined(block), block) for block in source.blocks]
        lines = [j.text for j, b in zip(joined, source.blocks, strict=True) if b.kind is not BlockKind.FURNITURE]
        names = read_names(lines, self._names, self._countries, self._is_organization, self._acting, self._labelling)
        names.entities = self._entities.book(lines)
        book = self._book(lines)
        publisher = self._publishers.find(source, lines, names)
        report = context_of_report(source, lines, names, self.ontology, self._named, publisher, book.votes)
        book = replace(book, country=report.country or book.country)
        data = {"report": report, BOOK: book}
        texts = [(j.text, data) for j, b in zip(joined, source.blocks, strict=True) if b.kind in _PROSE]
        docs = self._pipe(texts)
        blocks = []
        for block, line in zip(source.blocks, joined, strict=True):
            doc = next(docs) if block.kind in _PROSE else self.match(line.text[:LONGEST], report)
            blocks.append(AnnotatedBlock(block, line, doc))
        return Document(source, report, tuple(blocks), self)

    def _pipe(self, texts: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[Doc]:
        def made() -> Iterator[Doc]:
            for text, data in texts:
                doc = self._made(text)
                doc.user_data.update(data)
                yield doc

        return iter(self.nlp.pipe(made()))

    def read(self, text: str) -> Iterator[tuple[int, Doc]]:
        """Annotate a text that stands alone, paragraph by paragraph; each comes with its offset."""
        parts = [(m.start(), re.sub(r"\s", " ", m.group())) for m in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)]
        pieces = [(at + i, part[i : i + LONGEST]) for at, part in parts for i in range(0, len(part), LONGEST)]
        names = read_names([p for _, p in pieces], self._names, frozenset())
        names.entities = self._entities.book(p for _, p in pieces)
        book = self._book([p for _, p in pieces])
        report = ReportContext(clock=Clock(), names=names, country=book.country)
        docs = self._pipe([(p, {"report": report, BOOK: book, ALL: True}) for _, p in pieces])
        for (at, _), doc in zip(pieces, docs, strict=True):
            yield at, doc

    def _book(self, texts: list[str]) -> PlaceBook:
        """What the texts of a report tell about its places."""
        named = Counter[str]()
        for text in texts:
            for mention in self.resources.named(text[:LONGEST]):
                if mention.cls in {"Country", DEMONYM}:
                    named[(mention.ref or "").removeprefix("iso3166:")] += 2 if mention.cls == "Country" else 1
        return self.resources.places.book(texts, named)

    def match(self, text: str, report: ReportContext | None = None) -> Doc:
        """Labels, quantities, dates and known places of a short text (heading, cell, chart label), without a parse."""
        doc = self._made(text)
        doc.user_data["report"] = report or ReportContext()
        find_dates_in(doc)
        find_quantities(doc, self.resources.numbers, self.resources.numbered)
        find_labels(doc, self.resources.lexicon)
        find_names(doc)
        doc.spans["seen"] = doc.spans["places"] = []
        return choose_mentions(doc)


def _readable(line: Joined, block: Block) -> Joined:
    """The words of a block without what is beyond the length of any paragraph, or of any table."""
    longest = LONGEST_TABLE if block.kind is BlockKind.TABLE else LONGEST
    return line if len(line.text) <= longest else replace(line, text=line.text[:longest])


def _like_words(resources: Resources) -> Iterator[str]:
    """The acronyms of organisations that in small letters are verbs, adjectives or function words."""
    ontology = resources.ontology
    for term in ontology.terms.values():
        if ontology.is_a(term.cls, "Organization"):
            names = (n for n in term.names if is_acronym(n) and n.isalpha() and n.isupper())
            yield from (name for name in names if resources.common(name.lower()) == OWN_WORD)


def _spare(nlp: Language) -> None:
    """Run the model's slow components only where something needs them; what they find is the same."""
    if Attributes.can_replace(nlp):
        nlp.add_pipe(ATTRIBUTES, before=RULER)
        nlp.disable_pipe(RULER)
        nlp.disable_pipe(LEMMATIZER)
    if RECOGNISER in nlp.pipe_names:
        nlp.disable_pipe(RECOGNISER)
