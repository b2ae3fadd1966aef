"""What speaks for and against a name being a place: words beside it, the model's labels, the gazetteer, the country."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import cast

from spacy.tokens import Doc, Token

from kg.nlp.placenames.book import PlaceBook
from kg.nlp.placenames.kinds import with_kind
from kg.nlp.placenames.names import Candidate
from kg.nlp.placenames.others import Other, clashes, other_names
from kg.nlp.placenames.words import PlaceWords
from kg.places import fold

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OTHERS = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT", "NORP", "LANGUAGE", "DATE"})
_LARGE = 100_000  # inhabitants of a town that may be named without its country
_TOWN = 20_000  # inhabitants of a place that dictionaries may list
_SHORT = 4  # letters of a name in capitals that is more likely an acronym
SURE, MAYBE, NOT = 2, 1, 0


class ModelAskedError(Exception):
    """What a name is hangs on the model's entities. It never leaves this package."""


@dataclass(frozen=True)
class _Signs:
    """What is seen around a name."""

    kind: str  # the type word, as printed
    lead: str  # the preposition
    plain: bool  # whether all its words are the language's own
    home: bool  # whether the text's country has a place of the name
    named: bool  # whether a country has one that the text names
    called: bool  # whether the text names it with a type word elsewhere, so that it is a place if it may be one
    _see: Callable[[], str | None]

    @cached_property
    def label(self) -> str | None:
        """What the model takes the name for; it is asked only where nothing else decides."""
        return self._see()

    @property
    def is_seen(self) -> bool:
        """Whether the model takes it for a place on a map."""
        return self.label in {"GPE", "LOC"}

    @property
    def says_place(self) -> bool:
        """Whether the model takes it for any place."""
        return self.label in _PLACES


@dataclass
class Judge:
    """Judges the names of one paragraph."""

    doc: Doc
    text: str  # of `doc`, which makes it anew each time that it is asked
    words: PlaceWords
    book: PlaceBook
    seen: bool = True  # whether the model's entities are there

    def __call__(self, found: Candidate) -> Candidate:
        """The candidate with its class, its bounds and its weight."""
        if self.words.spoken(self.text, found.begin, found.end):
            return found.judged(start=found.begin, stop=found.end)
        judged, kind = with_kind(self.text, found, self.words)
        signs = self._signs(judged, kind)
        if fold(found.name) in self.words.openers and not self._names_alone(signs):
            return judged
        weight = self._known(judged, signs) if found.records else self._unknown(judged, signs)
        if weight == MAYBE and signs.called:
            weight = SURE
        # Only a name that may be one is ever added to others.
        adds = weight == MAYBE and signs.lead in {"and", "or"} and (signs.label is None or signs.says_place)
        return judged.judged(weight=weight, adds=adds)

    def _names_alone(self, signs: _Signs) -> bool:
        """Whether two signs say that a word by which names begin is one itself: Chad has a region `Lac`."""
        where = signs.lead in self.words.where
        return (where and signs.home) or ((where or signs.home) and signs.says_place)

    def _signs(self, found: Candidate, kind: str) -> _Signs:
        common = min(map(self.words.common, found.name.split()))
        plain = common > (1 if self._settled(found) else 0)
        countries = {r.iso3 for r in found.records}
        home = self.book.country in countries
        return _Signs(
            kind=kind,
            lead=self.lead(found),
            plain=plain,
            home=home,
            named=home or not self.book.countries.isdisjoint(countries),
            called=not plain and fold(found.name) in self.book.places,
            _see=partial(self.label, found),
        )

    def _settled(self, found: Candidate) -> bool:
        """Whether it is so large, or of some size in a country that is named, that a dictionary may list it."""
        if any(r.population >= _LARGE for r in found.records):
            return True
        near = (r for r in found.records if r.iso3 == self.book.country or r.iso3 in self.book.countries)
        return any(r.cls in {"Country", "Region"} or r.population >= _TOWN for r in near)

    def _known(self, found: Candidate, signs: _Signs) -> int:
        """The weight of a name that the gazetteer has."""
        country = found.records[0].cls == "Country"
        if found.name.casefold() in self.words.directions:
            return SURE if signs.kind and signs.home else NOT
        if signs.kind and (signs.named or not signs.plain):
            return SURE
        if found.name.isupper() and len(found.name) <= _SHORT:
            return NOT
        if found.is_part and (signs.home or country):
            return SURE
        if country:
            return SURE if signs.lead or signs.called or self._is_labelled(found) or signs.says_place else MAYBE
        if signs.plain and not self._led_in(found, signs):
            return MAYBE if signs.home and self._proper(found) else NOT
        return self._at_home(found, signs) if signs.home else self._abroad(found, signs)

    def _is_labelled(self, found: Candidate) -> bool:
        """Whether the vocabulary has the name for a country, which needs no model to be one."""
        return (found.begin, found.end) in self._countries

    @cached_property
    def _countries(self) -> set[tuple[int, int]]:
        labels = self.doc.spans.get("labels", [])
        return {(span.start_char, span.end_char) for span in labels if span.label_ == "Country"}

    def _proper(self, found: Candidate) -> bool:
        token = self.token(found.begin)
        return token.pos_ in {"PROPN", "ADJ", "NOUN", "X"} and not token.is_stop

    def _led_in(self, found: Candidate, signs: _Signs) -> bool:
        where = signs.lead in self.words.where or (signs.lead in self.words.whence and signs.says_place)
        return where and self._proper(found)

    def _at_home(self, found: Candidate, signs: _Signs) -> int:
        """The weight of a name that the text's country has."""
        if signs.lead or signs.called or (found.alone and self._is_unit(found)) or signs.says_place:
            return SURE
        if signs.label == "PERSON":
            return SURE if found.alone and self._whole(found) else MAYBE
        return SURE if found.alone else MAYBE

    def _abroad(self, found: Candidate, signs: _Signs) -> int:
        """The weight of a name that only other countries have."""
        region = any(r.cls == "Region" for r in found.records)
        where = signs.lead in self.words.where
        if signs.named:
            near = {span.kb_id_ for span in self.doc.spans.get("labels", []) if span.label_ == "Country"}
            beside = any(r.cls == "Region" and f"iso3166:{r.iso3}" in near for r in found.records)
            return SURE if beside or where or signs.called or signs.says_place else MAYBE
        if self.book.country is None:
            return SURE if where or signs.is_seen else MAYBE
        large = region or max(r.population for r in found.records) >= _LARGE
        if where and large:
            return SURE
        weight = self._unknown(found, signs)
        return SURE if weight != SURE and (where or large) and signs.is_seen else weight

    def _unknown(self, found: Candidate, signs: _Signs) -> int:
        """The weight of a name that the gazetteer lacks, or that must be a place by its words alone."""
        shouted = found.name.isupper() and len(found.name) > _SHORT + 2
        if len(found.name) < 3 or any(c.isdigit() for c in found.name):
            return NOT
        if signs.plain:
            return SURE if signs.kind and signs.lead in self.words.where and signs.says_place else NOT
        if not shouted and any(sum(map(str.isupper, w)) > 2 for w in found.name.replace("-", " ").split()):
            return NOT  # an acronym: `SMoH`
        if signs.kind:
            # Other words between make a weak type word a strong one: `the Intikane refugee camp`.
            described = len(self.text[found.end : found.stop].split()) > len(signs.kind.split())
            proves = described or signs.kind.casefold() not in self.words.weak or signs.lead in self.words.where
            return SURE if proves or signs.label not in {"NORP", "PERSON"} else MAYBE
        if shouted:
            return NOT
        return SURE if self._led(found, signs) else self._loose(found, signs)

    def _led(self, found: Candidate, signs: _Signs) -> bool:
        """Whether a preposition or the model makes it a place."""
        if signs.lead in self.words.where:
            return True
        if signs.lead in self.words.directed:
            return signs.says_place or signs.label in {None, "PERSON"}
        return found.alone and not self.words.common(found.name.split()[-1]) and signs.is_seen

    def _loose(self, found: Candidate, signs: _Signs) -> int:
        """The weight of a name that nothing makes a place, but a list may."""
        opens = fold(found.name).partition(" ")[0] in self.words.openers
        if signs.lead or opens or not self.words.common(found.name.split()[0]):
            return NOT if signs.label == "NORP" else MAYBE
        return MAYBE if signs.says_place else NOT

    def _whole(self, found: Candidate) -> bool:
        """Whether the model's entity is the name and nothing else, as that of a person with two names is not."""
        first, last = self.token(found.begin), self.token(found.end - 1)
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        return first.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")

    def _is_unit(self, found: Candidate) -> bool:
        """Whether it is a region or district of the text's country."""
        return any(r.cls in {"Region", "District"} for r in found.records if r.iso3 == self.book.country)

    def lead(self, found: Candidate) -> str:
        """The preposition that leads a name in, over articles, directions and type words; empty if there is none."""
        before = self.words.before(self.text, found.start)
        if before is not None and before.group("of"):
            return "in"
        i = self.token(found.start).i - 1
        while i >= 0 and (self.doc[i].lower_ in self.words.passed or self.doc[i].is_space):
            i -= 1
        word = self.doc[i].lower_ if i >= 0 else ""
        return word if word in self.words.where or word in self.words.whence else ""

    def label(self, found: Candidate) -> str | None:
        """What the model takes the name for. It need not say that of what is something else's name anyway.

        Raises:
            ModelAskedError: the model has not been asked yet.
        """
        if clashes(found, self._others):
            return None
        if not self.seen:
            raise ModelAskedError
        label = self.token(found.begin).ent_type_ or self.token(found.end - 1).ent_type_
        return label if label in _PLACES or label in _OTHERS else None

    @cached_property
    def _others(self) -> list[Other]:
        return other_names(self.doc)

    @cached_property
    def _starts(self) -> list[int]:
        return cast("list[int]", self.doc.to_array("IDX").tolist())

    def token(self, offset: int) -> Token:
        """The token at a character."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]
