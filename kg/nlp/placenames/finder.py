"""The component that finds places in a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span

from kg.document import text_of
from kg.nlp.placenames.book import PlaceBook, read_book
from kg.nlp.placenames.links import links
from kg.nlp.placenames.lists import joined
from kg.nlp.placenames.names import Candidate, candidates
from kg.nlp.placenames.others import clashes, other_names
from kg.nlp.placenames.shared import Sense, SharedNames
from kg.nlp.placenames.signs import SURE, Judge, ModelAskedError
from kg.nlp.placenames.words import PlaceWords
from kg.places import Gazetteer, PlaceRecord

BOOK = "places"
"""Where `doc.user_data` holds the `PlaceBook` of the text that a paragraph belongs to."""
_CANDIDATES = "names that may be places"
MARKED = "marked places"
"""Where `doc.user_data` holds a `Marked` for each place, by the (start, end) token offsets of its span."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A place as toponyms are marked and geocoded.

    The span of a mention ends with the name where a type word behind it is that of a whole list, and its reference is
    the thing that it stands for in the graph: for a bare name that a region shares with its seat, the region; for
    `northern Mali`, none. Here the last name of a list has the type word, and the geocode is where a map would put the
    name: the seat; Mali.
    """

    begin: int  # character offsets
    end: int
    geonames: int | None


class PlaceFinder:
    """Finds places.

    Args:
        gazetteer: the places of the world.
        words: the words by which places are told.
        acronyms: short names of countries that other things share, with the country's ISO code.
        shared: the words that tell which of them is meant; see `SharedNames`.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: PlaceWords,
        acronyms: Mapping[str, str] | None = None,
        shared: Mapping[str, Any] | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self.shared = SharedNames(dict(acronyms or {}), shared or {})

    def book(self, texts: Iterable[str], countries: Mapping[str, int], country: str | None = None) -> PlaceBook:
        """What a whole text tells about its places; see `read_book`."""
        return read_book(texts, countries, self._words, self._gazetteer, country)

    def __call__(self, doc: Doc) -> Iterator[Span]:
        """The places of a paragraph, labelled with their class, with a reference (`PlaceRecord.ref`) where known."""
        book, text = _book(doc), text_of(doc)
        judged = self._judged(doc, book)
        found = [c for c in joined(text, judged, self._words) if c.weight >= SURE]
        others = other_names(doc)
        found = [c for c in found if not clashes(c, others)]
        countries = [r for iso3 in _countries(doc) if (r := self._gazetteer.country(iso3))]
        things = links(found, countries, book, prefer_units=True)
        points = links(found, countries, book, prefer_units=False)
        marked = doc.user_data.setdefault(MARKED, {})
        for candidate, thing, point in zip(found, things, points, strict=True):
            span = doc.char_span(candidate.start, candidate.stop, alignment_mode="expand")
            if span is None:
                continue
            end = self._words.marked(text, candidate.stop)
            marked[span.start, span.end] = Marked(candidate.start, end, point.geonames if point else None)
            cls, ref = _typed(candidate, thing)
            if candidate.cls is not None and cls != "Country":
                # `Somali and Liban zones`: what a type word follows is no country, and nobody's nationality.
                doc.spans["labels"] = [s for s in doc.spans.get("labels", []) if not _names_country(s, span)]
            yield Span(doc, span.start, span.end, label=cls, kb_id=ref)
        yield from self._short(doc, book)
        for begin, end, cls in self._words.numbered(text):
            span = doc.char_span(begin, end, label=cls, alignment_mode="expand")
            if span is not None:
                yield span

    def marked(self, doc: Doc, span: Span) -> Marked | None:
        """How toponym data would mark a place that was found."""
        found = doc.user_data.get(MARKED, {}).get((span.start, span.end))
        return found if isinstance(found, Marked) else None

    def may_name_place(self, text: str) -> bool:
        """Whether a text holds a name that the gazetteer has, which may yet be something else's."""
        if any(acronym in text for acronym in self.shared.countries):
            return True
        return any(c.records for c in candidates(text, self._words, self._gazetteer))

    def asked(self, doc: Doc) -> list[int]:
        """The characters at which names begin that are places or not as the model's entities say.

        What can be judged without them is kept for the search itself.
        """
        text, book = text_of(doc), _book(doc)
        judge = Judge(doc, text, self._words, book, seen=False)
        found: list[tuple[Candidate, Candidate | None]] = []
        asked = []
        for candidate in candidates(text, self._words, self._gazetteer, book.country):
            try:
                found.append((candidate, judge(candidate)))
            except ModelAskedError:
                found.append((candidate, None))
                asked.append(candidate.begin)
        doc.user_data[_CANDIDATES] = found
        return asked

    def _judged(self, doc: Doc, book: PlaceBook) -> list[Candidate]:
        text = text_of(doc)
        judge = Judge(doc, text, self._words, book)
        known = doc.user_data.get(_CANDIDATES)
        if known is not None:
            return [judged or judge(candidate) for candidate, judged in known]
        return [judge(c) for c in candidates(text, self._words, self._gazetteer, book.country)]

    def _short(self, doc: Doc, book: PlaceBook) -> Iterator[Span]:
        """Short names of countries that other things share: those told to be one, else where the text names it too."""
        for begin, end, iso3, sense in self.shared.find(text_of(doc)):
            span = doc.char_span(begin, end, label="Country", kb_id=f"iso3166:{iso3}")
            if span is not None and (sense is Sense.PLACE or (sense is Sense.OPEN and iso3 in book.countries)):
                if sense is Sense.PLACE:
                    doc.spans["names"] = [s for s in doc.spans["names"] if (s.start, s.end) != (span.start, span.end)]
                yield span


def _book(doc: Doc) -> PlaceBook:
    """What is known of the text that a paragraph belongs to."""
    given = doc.user_data.get(BOOK)
    return given if isinstance(given, PlaceBook) else PlaceBook()


def _names_country(label: Span, place: Span) -> bool:
    return label.label_ in {"Country", "Demonym"} and (label.start, label.end) == (place.start, place.end)


def _countries(doc: Doc) -> list[str]:
    """The codes of the countries that a paragraph names, in their order."""
    named = (s.kb_id_ for s in doc.spans.get("labels", []) if s.label_ in {"Country", "Demonym"})
    return list(dict.fromkeys(ref.removeprefix("iso3166:") for ref in named if ref.startswith("iso3166:")))


def _typed(candidate: Candidate, record: PlaceRecord | None) -> tuple[str, str]:
    """The class and the reference of a place's mention."""
    if candidate.is_part:
        return (candidate.of_part and candidate.cls) or "Place", ""
    if record is None:
        return candidate.cls or "Place", ""
    return record.cls, record.ref
