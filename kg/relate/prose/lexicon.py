"""The verb and noun classes of the ontology's patterns, by lemma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from kg.ontology import Ontology
from kg.relate.expressions import Expression
from kg.relate.scope import Scope
from kg.relate.vocabulary import vocabulary_of


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb or noun class says: what its roles hold, which type of activity, which noun names it."""

    kind: str  # affect, engage, deliver, make, hold, receive, reach, undergo, meet
    type: str = ""
    noun: str = ""
    soft: bool = False


DEAD = Frame("dead")
"""That of a trigger by which nothing is done, or only what another event tells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another meaning of a verb: beside a word, with any object or one of some, or else without one that is wanted.

    `done` means that it has this meaning only in the past tense or beside `now`.
    """

    frame: Frame
    beside: str | None = None
    next: str | None = None  # the same, but right behind the verb; `of` are then those behind that word
    object: bool = False
    of: frozenset[str] = frozenset()  # lemmas of objects
    done: bool = False


@dataclass(frozen=True)
class Classes:
    """All classes, compiled."""

    scope: Scope

    @property
    def _data(self) -> dict[str, Any]:
        return dict(self.scope.patterns("activities"))

    @property
    def verbs(self) -> Mapping[str, Frame]:
        """Frames by verb lemma, also by those that the lemmatizer makes up for a verb unknown to it: `prepositione`."""
        return _verbs(self.scope.ontology)

    @property
    def readings(self) -> Mapping[str, Sequence[Reading]]:
        """The other meanings of verbs by lemma, to be tried in order."""
        return _readings(self.scope.ontology)

    @property
    def particles(self) -> Mapping[str, frozenset[str]]:
        """The words beside which alone a verb means what its class says, by lemma."""
        return _particles(self.scope.ontology)

    @cached_property
    def aspect(self) -> frozenset[str]:
        """Lemmas of verbs that only say that another verb's event goes on."""
        return self.scope.words("activities", "aspect")

    @cached_property
    def light(self) -> frozenset[str]:
        """Lemmas of verbs whose arguments may be those of another event."""
        return self.scope.words("activities", "light")

    @cached_property
    def intransitive(self) -> frozenset[str]:
        """Lemmas of verbs whose subject is what is given or built."""
        return self.scope.words("activities", "intransitive")

    @cached_property
    def doers(self) -> frozenset[str]:
        """Lemmas of nouns for those who do what was done."""
        return self.scope.words("activities", "doers")

    @cached_property
    def needing_object(self) -> frozenset[str]:
        """Lemmas of nouns that name an event only together with what it is of."""
        return self.scope.words("activities", "needing_object")

    @cached_property
    def supported(self) -> frozenset[str]:
        """Lemmas of nouns for groups and places that are supported."""
        return self.scope.words("activities", "supported")

    @cached_property
    def rounds(self) -> frozenset[str]:
        """Lemmas of nouns that only count how often an event took place."""
        return self.scope.words("activities", "rounds")

    @cached_property
    def wants(self) -> frozenset[str]:
        """Lemmas of nouns for what is met when nobody is."""
        return self.scope.words("activities", "wants")

    @property
    def nouns(self) -> Mapping[str, Frame]:
        """Frames by noun lemma."""
        return _frames(self.scope.ontology, "nouns")

    def pattern(self, name: str) -> Expression:
        """A compiled expression of the patterns; matches nothing where they have none."""
        return self.scope.pattern("activities", name)

    @cached_property
    def people(self) -> frozenset[str]:
        """Lemmas of nouns for people."""
        return frozenset(self._data.get("people", {}).get("nouns", []))

    @cached_property
    def households(self) -> frozenset[str]:
        """Lemmas of nouns for households."""
        return frozenset(self._data.get("people", {}).get("households", []))

    @cached_property
    def sexes(self) -> dict[str, str]:
        """Slot of a breakdown by the lemma of its noun."""
        return dict(self._data.get("people", {}).get("sexes", {}))

    @cached_property
    def letters(self) -> dict[str, str]:
        """Slot of a breakdown by the letter that stands for it."""
        return dict(self._data.get("people", {}).get("letters", {}))

    @cached_property
    def ages(self) -> frozenset[str]:
        """Adjectives of age before a noun for people of one sex."""
        return frozenset(self._data.get("people", {}).get("ages", []))

    @cached_property
    def denying(self) -> frozenset[str]:
        """Lemmas of verbs and adjectives that deny the event below them."""
        return frozenset(self._data.get("denying", []))

    @cached_property
    def wishing(self) -> frozenset[str]:
        """Lemmas of verbs and nouns of what is only asked for or tried."""
        return self.scope.words("activities", "wishing")

    @cached_property
    def asking(self) -> frozenset[str]:
        """Lemmas of verbs whose object is only asked for."""
        return self.scope.words("activities", "asking")

    @cached_property
    def needs(self) -> frozenset[str]:
        """Lemmas of nouns for what there is not."""
        return self.scope.words("activities", "needs")

    @cached_property
    def unreal(self) -> frozenset[str]:
        """Auxiliaries of what might be."""
        return self.scope.words("activities", "unreal")

    @cached_property
    def conveyances(self) -> frozenset[str]:
        """Lemmas of nouns for that in which people and goods come."""
        return frozenset(self._data.get("people", {}).get("conveyances", []))

    @cached_property
    def aside(self) -> frozenset[str]:
        """Lemmas of nouns whose number places or times an event."""
        return frozenset(self._data.get("people", {}).get("aside", []))

    @cached_property
    def empty_heads(self) -> frozenset[str]:
        """Lemmas of nouns that say what only together with their `of` phrase."""
        return frozenset(self._data.get("people", {}).get("empty_heads", []))


# The large tables are made once for all reports.


def _activities(ontology: Ontology) -> Mapping[str, Any]:
    return vocabulary_of(ontology).patterns.table("activities")


@lru_cache(16)
def _frames(ontology: Ontology, table: str) -> Mapping[str, Frame]:
    found: dict[str, Frame] = {}
    own: Mapping[str, str] = _activities(ontology).get("verb_nouns", {})
    for entry in _activities(ontology).get(table, []):
        frame = Frame(entry["frame"], entry.get("type", ""), entry.get("noun", ""), bool(entry.get("soft")))
        for lemma in entry["lemmas"]:
            found.setdefault(lemma, replace(frame, noun=own[lemma]) if lemma in own else frame)
    return found


@lru_cache(8)
def _verbs(ontology: Ontology) -> Mapping[str, Frame]:
    frames = _frames(ontology, "verbs")
    made_up = {f"{lemma[:-1]}ie" if lemma.endswith("y") else f"{lemma}e": frame for lemma, frame in frames.items()}
    return {**made_up, **frames}


@lru_cache(8)
def _readings(ontology: Ontology) -> Mapping[str, Sequence[Reading]]:
    verbs = _verbs(ontology)
    found: dict[str, list[Reading]] = {}
    for entry in _activities(ontology).get("readings", []):
        own = verbs.get(entry.get("as", ""), verbs.get(entry["lemma"]))
        frame = Frame(entry["frame"], entry["type"], entry["noun"]) if "frame" in entry else own
        if frame is not None:
            of = frozenset(entry.get("of", ()))
            words = entry.get("beside"), entry.get("next")
            reading = Reading(frame, *words, bool(entry.get("object")), of, bool(entry.get("done")))
            found.setdefault(entry["lemma"], []).append(reading)
    return found


@lru_cache(8)
def _particles(ontology: Ontology) -> Mapping[str, frozenset[str]]:
    return {lemma: frozenset(words) for lemma, words in _activities(ontology).get("particles", {}).items()}
