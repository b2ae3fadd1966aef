"""Deeds told as in headlines, without an auxiliary: `40 wells repaired, 300 kits distributed and 20 nurses trained`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from kg.relate.prose.events import Event
from kg.relate.prose.phrases import ASIDE, MONEY, PEOPLE, PERCENT, Phrase
from kg.relate.verbs import is_finite

_TOLD = frozenset({"affect", "deliver", "make", "hold", "engage"})
_BEFORE = frozenset({",", ";", ":", "and", "&", "-", "–", "—", "•", "■", "●"})
# Words before a number that leave it what it is.
_ROUGHLY = frozenset(
    "over some about nearly almost around approximately total of a an more than at least another".split()
)
_OBJECT = frozenset({"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"})
_GIVEN = "given"  # the one participle of giving that is no past tense: `40 women given seed`


def headline_events(sentence: Span, phrases: Sequence[Phrase], events: Mapping[int, Event]) -> dict[int, Event | None]:
    """The event of each counted phrase that a participle right behind it tells, by the first token of the phrase.

    None stands for a participle that is no event. As soon as anything else is told in between, the rest of the
    sentence is no headline.
    """
    found: dict[int, Event | None] = {}
    told: set[int] = set()
    begin = sentence.start
    for phrase in sorted(phrases, key=lambda p: p.start):
        if phrase.kind in {ASIDE, MONEY, PERCENT} or phrase.parent is not None or phrase.restates is not None:
            continue
        if any(_asserts(t) and t.i not in told for t in sentence.doc[begin : phrase.start]):
            break
        verb = _participle(sentence, phrase)
        if verb is None or not _opens(sentence, phrase):
            break
        event = events.get(verb.i)
        goes_on = event is None and any(t.pos_ == "AUX" for t in sentence.doc[verb.i : sentence.end])
        if goes_on or (event is not None and event.frame.kind not in _TOLD):
            break  # `40 houses made of mud, brick and straw were built`
        found[phrase.start] = event
        told.add(verb.i)
        begin = phrase.start
    return found


def _asserts(token: Token) -> bool:
    """Whether a token is a verb that says something by itself."""
    return token.pos_ == "AUX" or (token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"})


def _participle(sentence: Span, phrase: Phrase) -> Token | None:
    """The participle right behind a phrase, where no object follows it."""
    behind = [t for t in sentence.doc[phrase.end : min(phrase.end + 2, sentence.end)] if t.pos_ != "ADV"]
    if not behind or behind[0].pos_ == "AUX" or behind[0].tag_ not in {"VBN", "VBD"}:
        return None
    verb = behind[0]
    clause = takewhile(lambda t: t.lower_ not in _BEFORE, sentence.doc[verb.i + 1 : sentence.end])
    if any(t.pos_ == "AUX" or (is_finite(t) and t.dep_ != "relcl") for t in clause):
        return None  # `40 wells repaired in May were closed`
    at = verb.i + 1
    at += at < sentence.end and sentence.doc[at].dep_ == "prt"  # `two teams carried out a mission`
    after = sentence.doc[at] if at < sentence.end else None
    if after is None or after.pos_ not in _OBJECT:
        return verb
    return verb if verb.lower_ == _GIVEN and phrase.kind == PEOPLE else None


def _opens(sentence: Span, phrase: Phrase) -> bool:
    """Whether a phrase begins the sentence or what stands behind a comma, a colon or `and`."""
    i = phrase.number.start - 1
    while i >= sentence.start and sentence.doc[i].lower_ in _ROUGHLY:
        i -= 1
    return i < sentence.start or sentence.doc[i].lower_ in _BEFORE or not sentence.doc[i].text.strip()
