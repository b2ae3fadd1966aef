"""What speaks for and against a name being a place: words beside it, the model's labels, the gazetteer, the text's country."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.nlp.placenames.book import PlaceBook
from kg.nlp.placenames.names import Candidate
from kg.nlp.placenames.words import PlaceWords
from kg.places import fold

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OTHERS = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT", "NORP", "LANGUAGE", "DATE"})
_LARGE = 100_000  # inhabitants of a town that may be named without its country
_TOWN = 20_000  # inhabitants of a place that dictionaries may list
_SHORT = 4  # letters of a name in capitals that is more likely an acronym
SURE, MAYBE, NOT = 2, 1, 0


@dataclass
class Judge:
    """Judges the names of one paragraph."""

    doc: Doc
    text: str  # of `doc`, which makes it anew each time that it is asked
    words: PlaceWords
    book: PlaceBook

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def token(self, offset: int) -> Token:
        """The token at a character."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def __call__(self, found: Candidate) -> Candidate:
        """The candidate with its class, its bounds and its weight."""
        text = self.text
        start = self.words.direction(text, found.begin)
        after, before = self.words.after(text, found.end), self.words.before(text, start)
        stop, cls = found.end, None
        if after is not None:
            kind = after.group("type")
            cls = self.words.types[kind.casefold()]
            if kind.casefold() not in self.words.apart and not kind.casefold().endswith("s"):
                stop = after.end()
        elif before is not None:
            kind = before.group("type")
            cls = self.words.types[kind.casefold()]
            joined = bool(re.search(r"[A-ZÀ-Þ][\w’'-]*\s+$", text[max(0, start - len(before.group()) - 30) : start - len(before.group())]))
            if not before.group("of") and (joined or kind[:1].isupper() or kind.casefold() in self.words.weak) and not found.records:
                kind, cls, before = "", None, None
        else:
            kind = ""
        judged = found.judged(start=start, stop=stop, cls=cls)
        if fold(found.name) in self.words.openers:
            return judged
        common = min(map(self.words.common, found.name.split()))
        plain = common > (1 if self._settled(found) else 0)
        if found.records:
            weight = self._known(judged, kind, plain=plain)
        else:
            weight = self._unknown(judged, kind, plain=plain)
        if weight == MAYBE and fold(found.name) in self.book.places and not plain:
            weight = SURE
        return judged.judged(weight=weight)

    def _settled(self, found: Candidate) -> bool:
        """Whether a dictionary may list it as a noun because it is a large place, or one of some size in the text's country."""
        if any(r.population >= _LARGE for r in found.records):
            return True
        home = (r for r in found.records if r.iso3 == self.book.country or r.iso3 in self.book.countries)
        return any(r.cls in {"Country", "Region"} or r.population >= _TOWN for r in home)

    def _known(self, found: Candidate, kind: str, *, plain: bool) -> int:
        home = any(r.iso3 == self.book.country for r in found.records)
        named = home or any(r.iso3 in self.book.countries for r in found.records)
        country = found.records[0].cls == "Country"
        if found.name.casefold() in self.words.directions:
            return SURE if kind and home else NOT
        if kind and (home or named or not plain):
            return SURE
        if found.name.isupper() and len(found.name) <= _SHORT:
            return NOT
        label, lead = self._label(found), self._lead(found)
        if found.is_part and (home or country):
            return SURE
        if country:
            return SURE if label in _PLACES or lead else MAYBE
        proper = self.token(found.begin).pos_ in {"PROPN", "ADJ", "NOUN", "X"} and not self.token(found.begin).is_stop
        if plain and not (proper and (lead in self.words.where or lead in self.words.whence and label in _PLACES)):
            return NOT if not home or not proper else MAYBE
        if home:
            if label == "PERSON" and not lead and not (self._is_unit(found) or self._whole(found)):
                return MAYBE
            if not found.alone and not lead and label not in _PLACES:
                return MAYBE
            return SURE
        large = max(r.population for r in found.records) >= _LARGE or any(r.cls == "Region" for r in found.records)
        if named:
            near = {s.kb_id_ for s in self.doc.spans.get("labels", []) if s.label_ == "Country"}
            if any(r.cls == "Region" and f"iso3166:{r.iso3}" in near for r in found.records):
                return SURE
            return SURE if label in _PLACES or lead in self.words.where else MAYBE
        if self.book.country is None:
            return SURE if label in {"GPE", "LOC"} or lead in self.words.where else MAYBE
        if (label in {"GPE", "LOC"} and (large or lead in self.words.where)) or (large and lead in self.words.where):
            return SURE
        return self._unknown(found, kind, plain=plain)

    def _unknown(self, found: Candidate, kind: str, *, plain: bool) -> int:
        letters = [w for w in found.name.replace("-", " ").split() if sum(map(str.isupper, w)) > 2]
        shouted = found.name.isupper() and len(found.name) > _SHORT + 2
        if plain or len(found.name) < 3 or (letters and not shouted) or any(c.isdigit() for c in found.name):
            return NOT
        label, lead = self._label(found), self._lead(found)
        if kind:
            strong = kind.casefold() not in self.words.weak or label not in {"NORP", "PERSON"}
            return SURE if strong or label in _PLACES else MAYBE
        if shouted:
            return NOT
        if lead in self.words.where and label in {*_PLACES, None, "PERSON", "ORG", "NORP"}:
            return SURE
        if label == "NORP":
            return NOT
        opens = fold(found.name).partition(" ")[0] in self.words.openers
        person = opens or lead in {"from", "to"}
        if lead in {"from", "to", "towards"} and (label in {*_PLACES, None} or (person and label == "PERSON")):
            return SURE
        if label in {"GPE", "LOC"} and found.alone and not self.words.common(found.name.split()[-1]):
            return SURE
        if lead or label in _PLACES or opens:
            return MAYBE
        return NOT if self.words.common(found.name.split()[0]) else MAYBE

    def _whole(self, found: Candidate) -> bool:
        """Whether the model's entity is the name and nothing else, as that of a person with two names is not."""
        first, last = self.token(found.begin), self.token(found.end - 1)
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        return found.alone and first.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")

    def _is_unit(self, found: Candidate) -> bool:
        """Whether it is a region or district of the text's country."""
        return any(r.cls in {"Region", "District"} for r in found.records if r.iso3 == self.book.country)

    def _lead(self, found: Candidate) -> str:
        """The preposition that leads a name in, over an article, a direction and a type word; empty if there is none."""
        begin = found.start
        before = self.words.before(self.text, begin)
        if before is not None and before.group("of"):
            return "in"
        token = self.token(begin)
        i = token.i - 1
        while i >= 0 and (self.doc[i].lower_ in {"the", "both", "nearby", "neighbouring", "neighboring"} or self.doc[i].is_space):
            i -= 1
        if i < 0:
            return ""
        word = self.doc[i].lower_
        return word if word in self.words.where or word in self.words.whence else ""

    def _label(self, found: Candidate) -> str | None:
        """What the model takes the name for."""
        label = self.token(found.begin).ent_type_ or self.token(found.end - 1).ent_type_
        return label if label in _PLACES or label in _OTHERS else None
