"""People killed, hurt or taken by others, things robbed: what a sentence tells of harm without counting incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document import text_of
from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.phrases import PEOPLE, THINGS, Phrase
from kg.relate.prose.places import places_of
from kg.relate.prose.recorded import Harmed
from kg.relate.prose.stocks import governing_verb, undergoes


def harm_claims(sentence: Sentence) -> Iterator[Claim]:
    """People killed, hurt or taken (`two drivers were abducted`), and things robbed (`two warehouses were looted`)."""
    scope, text = sentence.scope, text_of(sentence.span)
    ill = scope.pattern("illness", "sentence").search(text)
    if ill or scope.pattern("incidents", "hazards").search(text):
        return
    harm: dict[str, str] = scope.patterns("incidents").get("harm", {})
    robbed: dict[str, str] = scope.patterns("incidents").get("robbed", {})
    who = "people"
    for phrase in sentence.phrases:
        before = text[: phrase.number.start_char - sentence.span.start_char]
        if phrase.parent is not None or phrase.target:
            continue
        if phrase.text in {"life", "lives"} and scope.pattern("incidents", "lives").search(before):
            yield incident(sentence, phrase, str(scope.patterns("incidents")["lives_lost"]), 0.7)
            continue
        people = _may_be_people(sentence, phrase)
        verb = governing_verb(phrase) if people or phrase.kind == THINGS else None
        if verb is None or not undergoes(verb, phrase):
            continue
        lemma = verb.lemma_.lower()
        own = phrase.end > phrase.number.end and phrase.text != "others"
        if people and lemma in harm:
            who = phrase.text if own else who  # `three drivers were killed and two others injured`
            yield incident(sentence, phrase, f"{who} {harm[lemma]}", 0.7)
        elif phrase.kind == THINGS and own and lemma in robbed:
            yield incident(sentence, phrase, f"{robbed[lemma]} {phrase.text}", 0.7)


def incident(
    sentence: Sentence,
    phrase: Phrase,
    item: str,
    confidence: float,
    sources: Sequence[Name] = (),
    harmed: Harmed | None = None,
) -> Claim:
    """An incident that a phrase counts, with where and when its sentence sets it."""
    scope, span, harmed = sentence.scope, sentence.span, harmed or Harmed()
    sentence.taken.add(phrase.number.start)
    alike = [p for p in sentence.phrases if p.kind == phrase.kind]
    following = next((p.start for p in alike if p.start > phrase.start), span.end)
    slots: Slots = {
        "item": Text(item),
        "quantity": scope.number(phrase.quantity, text_of(span.doc)),
        "place": list(places_of(scope, span, span.start, span.end, False) or sentence.inherited),
        "date": date_of(scope, sentence.block, span, phrase.start, following, len(alike) > 1),
        "source": list(sources),
    }
    for part in [*phrase.parts, *harmed.phrases]:
        if part.sex:
            slots[part.sex] = scope.number(part.quantity, text_of(span.doc))
            sentence.taken.add(part.number.start)
    return make("Incident", "frame/incident", confidence, [sentence.passage, *harmed.evidence], slots)


def _may_be_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase counts people, or what must be people as the subject of what befell it."""
    if sentence.scope.pattern("incidents", "animals").search(phrase.text):
        return False
    return phrase.kind == PEOPLE or (
        phrase.kind == THINGS and phrase.head.dep_ == "nsubjpass" and phrase.head.tag_ == "NNS"
    )
