"""People whom only the sentence before counts: `… 125 children were freed. These children also received clothes`."""

from __future__ import annotations

from spacy.tokens import Token

from kg.relate.facts import Slots
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.events import Event
from kg.relate.prose.nouns import noun_lemma
from kg.relate.verbs import SUBJECTS

_POINTING = frozenset({"these", "those"})
_DONE_TO = frozenset({"affect", "deliver"})
_SHARED = ("women", "men", "girls", "boys", "population")


def counted_before(sentence: Sentence, event: Event) -> Slots:
    """How many those are whom an event serves and a word points back to, by slot; empty where none does.

    Args:
        sentence: with the drafts of the sentences before it.
        event: one of the sentence's.
    """
    verb = event.verb
    if not sentence.earlier or verb is None or verb.pos_ != "VERB" or event.people or event.targets:
        return {}
    frame = event.frame if verb is event.trigger else sentence.classes.verbs.get(verb.lemma_.lower())
    if frame is None or not (frame.kind == "receive" or (event.passive and frame.kind in _DONE_TO)):
        return {}
    noun = next((_meant(c) for c in verb.children if c.dep_ in SUBJECTS), None)
    if noun is None or not any(c.lower_ in _POINTING for c in noun.children):
        return {}
    slots, classes = sentence.earlier[-1].slots, sentence.classes
    counts = {"reached": classes.people, "households": classes.households}
    slot = next((name for name, nouns in counts.items() if noun_lemma(noun) in nouns), None)
    if slot is None or not slots.get(slot):
        return {}
    return {name: slots[name] for name in (slot, *_SHARED) if slots.get(name)}


def fill(slots: Slots, more: Slots) -> None:
    """Put values into the slots that are empty."""
    for slot, values in more.items():
        slots[slot] = slots.get(slot) or values


def _meant(subject: Token) -> Token:
    """The noun behind `all of`; else the word itself."""
    if subject.lower_ != "all":
        return subject
    below = (g for c in subject.children if c.lower_ == "of" for g in c.children)
    return next(below, subject)
