"""Counted incidents, violations and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import THINGS, Phrase
from kg.relate.prose.places import places_of


def incident_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counted incidents, violations and cases."""
    scope = sentence.scope
    nouns, verbs = scope.words("incidents", "nouns"), scope.words("incidents", "verbs")
    if not scope.pattern("incidents", "recorded").search(sentence.span.text):
        nouns -= scope.words("incidents", "recorded_nouns")
    spoken = {t.lemma_.lower() for t in sentence.span if t.pos_ in {"VERB", "AUX"}}
    for phrase in sentence.phrases:
        if (
            phrase.kind != THINGS
            or phrase.parent is not None
            or not _names_incident(phrase, nouns)
            or not (spoken & verbs or not spoken)
        ):
            continue
        sentence.taken.add(phrase.number.start)
        span = sentence.span
        following = next((p.start for p in sentence.phrases if p.start > phrase.start and p.kind == THINGS), span.end)
        parties = parties_of(scope, span, None, True)
        slots: Slots = {
            "item": Text(phrase.text),
            "quantity": scope.number(phrase.quantity, span.doc.text),
            "place": list(places_of(scope, span, span.start, span.end, False) or sentence.inherited),
            "date": date_of(
                scope,
                sentence.block,
                span,
                phrase.start,
                following,
                len([p for p in sentence.phrases if p.kind == THINGS]) > 1,
            ),
            "source": parties.partners[0] if parties.partners else parties.actors[0] if parties.actors else None,
        }
        for part in phrase.parts:
            if part.sex:
                slots[part.sex] = scope.number(part.quantity, span.doc.text)
                sentence.taken.add(part.number.start)
        yield make("Incident", "frame/incident", 0.8, [sentence.passage], slots)


def _names_incident(phrase: Phrase, nouns: frozenset[str]) -> bool:
    words = re.sub(r"\s(?:of|on|against|by)\s.*", "", phrase.text.casefold()).split()
    return bool(words) and (words[-1].rstrip("s") in nouns or noun_lemma(phrase.head) in nouns)
