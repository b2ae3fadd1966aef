"""Counted incidents, violations and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import PEOPLE, THINGS, Phrase
from kg.relate.prose.places import places_of
from kg.relate.prose.stocks import governing_verb, undergoes


def incident_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counted incidents, violations and cases."""
    scope = sentence.scope
    nouns, verbs = scope.words("incidents", "nouns"), scope.words("incidents", "verbs")
    if not scope.pattern("incidents", "recorded").search(sentence.span.text):
        nouns -= scope.words("incidents", "recorded_nouns")
    if not scope.pattern("incidents", "protection").search(sentence.span.text):
        nouns -= scope.words("incidents", "recorded_nouns")
    found = False
    spoken = {t.lemma_.lower() for t in sentence.span if t.pos_ in {"VERB", "AUX"}}
    for phrase in sentence.phrases:
        if (
            phrase.kind != THINGS
            or phrase.parent is not None
            or not _names_incident(phrase, nouns)
            or not (spoken & verbs or not spoken)
        ):
            continue
        found = True
        parties = parties_of(scope, sentence.span, None, True)
        source = parties.partners[0] if parties.partners else parties.actors[0] if parties.actors else None
        yield _claim(sentence, phrase, phrase.text, source, 0.8)
    if not found:
        yield from _victims(sentence)


def _claim(sentence: Sentence, phrase: Phrase, item: str, source: Name | None, confidence: float) -> Claim:
    scope, span = sentence.scope, sentence.span
    sentence.taken.add(phrase.number.start)
    alike = [p for p in sentence.phrases if p.kind == phrase.kind]
    following = next((p.start for p in alike if p.start > phrase.start), span.end)
    slots: Slots = {
        "item": Text(item),
        "quantity": scope.number(phrase.quantity, span.doc.text),
        "place": list(places_of(scope, span, span.start, span.end, False) or sentence.inherited),
        "date": date_of(scope, sentence.block, span, phrase.start, following, len(alike) > 1),
        "source": source,
    }
    for part in phrase.parts:
        if part.sex:
            slots[part.sex] = scope.number(part.quantity, span.doc.text)
            sentence.taken.add(part.number.start)
    return make("Incident", "frame/incident", confidence, [sentence.passage], slots)


def _victims(sentence: Sentence) -> Iterator[Claim]:
    """People killed, hurt or taken by others, where the sentence counts no incidents: `two drivers were abducted`."""
    scope, text = sentence.scope, sentence.span.text
    ill = scope.pattern("illness", "sentence").search(text)
    if ill or scope.pattern("incidents", "hazards").search(text):
        return
    harm: dict[str, str] = scope.patterns("incidents").get("harm", {})
    who = "people"
    for phrase in sentence.phrases:
        before = text[: phrase.number.start_char - sentence.span.start_char]
        if phrase.parent is not None or phrase.target:
            continue
        if phrase.text in {"life", "lives"} and scope.pattern("incidents", "lives").search(before):
            yield _claim(sentence, phrase, str(scope.patterns("incidents")["lives_lost"]), None, 0.7)
            continue
        verb = governing_verb(phrase) if _may_be_people(sentence, phrase) else None
        done = harm.get(verb.lemma_.lower()) if verb is not None else None
        if verb is not None and done and undergoes(verb, phrase):
            own = phrase.end > phrase.number.end and phrase.text != "others"
            who = phrase.text if own else who  # `three drivers were killed and two others injured`
            yield _claim(sentence, phrase, f"{who} {done}", None, 0.7)


def _may_be_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase counts people, or what must be people as the subject of what befell it."""
    if sentence.scope.pattern("incidents", "animals").search(phrase.text):
        return False
    return phrase.kind == PEOPLE or (
        phrase.kind == THINGS and phrase.head.dep_ == "nsubjpass" and phrase.head.tag_ == "NNS"
    )


def _names_incident(phrase: Phrase, nouns: frozenset[str]) -> bool:
    words = re.sub(r"\s(?:of|on|against|by)\s.*", "", phrase.text.casefold()).split()
    return bool(words) and (words[-1].rstrip("s") in nouns or noun_lemma(phrase.head) in nouns)
