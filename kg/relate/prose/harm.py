"""People killed, hurt or taken by others, things robbed: what a sentence tells of harm without counting incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import ASIDE, PEOPLE, THINGS, Phrase
from kg.relate.prose.places import places_of
from kg.relate.prose.recorded import Harmed, recorders
from kg.relate.prose.stocks import governing_verb, undergoes


def harm_claims(sentence: Sentence) -> Iterator[Claim]:
    """People killed, hurt or taken (`two drivers were abducted`), and things robbed (`two warehouses were looted`)."""
    scope, text = sentence.scope, text_of(sentence.span)
    ill = scope.pattern("illness", "sentence").search(text)
    if ill or scope.pattern("incidents", "hazards").search(text):
        return
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
        if verb is None:
            continue
        own = phrase.end > phrase.number.end and phrase.text != "others"
        if people and (harmed := _harm(sentence, phrase, verb)):
            who = phrase.text if own else who  # `three drivers were killed and two others injured`
            yield incident(sentence, phrase, f"{who} {harmed}", 0.7)
        elif phrase.kind == THINGS and own and undergoes(verb, phrase) and verb.lemma_.lower() in robbed:
            yield incident(sentence, phrase, f"{robbed[verb.lemma_.lower()]} {phrase.text}", 0.7)


def _harm(sentence: Sentence, phrase: Phrase, verb: Token) -> str | None:
    """What befell people, as a participle; None where nothing did."""
    words, lemma = sentence.scope.patterns("incidents"), verb.lemma_.lower()
    harm: dict[str, str] = words.get("harm", {})
    if lemma in harm and undergoes(verb, phrase):
        return harm[lemma]
    suffered: dict[str, str] = words.get("suffered", {})
    if phrase.head.dep_ == "nsubj" and phrase.head.head.i == verb.i and lemma in suffered:
        return (
            suffered[lemma] if sentence.scope.pattern("incidents", "violence").search(text_of(sentence.span)) else None
        )
    # `left three drivers dead`, `two drivers went missing`, `three drivers lost their lives`
    doc = sentence.span.doc
    if sentence.scope.pattern("incidents", "losing").match(text_of(doc[phrase.end : sentence.span.end])):
        return str(words["lost"])
    left: dict[str, str] = words.get("left", {})
    near = doc[phrase.end : min(phrase.end + 2, sentence.span.end)]
    return next((left[t.lower_] for t in near if t.lower_ in left and lemma in {"leave", "go"}), None)


def loss_claims(sentence: Sentence) -> Iterator[Claim]:
    """Lives lost and what was done to people, as nouns: `23 civilian casualties`, `the abduction of two drivers`."""
    scope, text = sentence.scope, text_of(sentence.span)
    patterns = ("illness", "sentence"), ("incidents", "hazards")
    if not scope.pattern("incidents", "violence").search(text) or any(scope.pattern(*p).search(text) for p in patterns):
        return
    sources = recorders(sentence)
    losses, nouns = scope.words("incidents", "loss_nouns"), scope.words("incidents", "harm_nouns")
    for phrase in sentence.phrases:
        if phrase.parent is not None or phrase.target or phrase.number.start in sentence.taken:
            continue
        before = text[: phrase.number.start_char - sentence.span.start_char]
        if phrase.kind in {THINGS, ASIDE} and noun_lemma(phrase.head) in losses:
            if not re.search(r"\b(?:including|of whom|of which|among them)\b[^.;]*$", before):
                yield incident(sentence, phrase, phrase.text, 0.7, sources)
        elif phrase.kind in {PEOPLE, THINGS} and phrase.head.head.lower_ == "of":
            noun = phrase.head.head.head
            if noun.lemma_.lower() in nouns and _may_be_people(sentence, phrase):
                yield incident(sentence, phrase, f"{noun.text} of {phrase.text}", 0.7)


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
    places = places_of(scope, span, span.start, span.end, False)
    parted = scope.pattern("incidents", "part_before").search(
        text_of(span.doc)[phrase.number.end_char : span.doc[following - 1].idx]
    )
    if (
        len(alike) > 1
        and len(places) > 1
        and not parted
        and (own := places_of(scope, span, phrase.end, following, True))
    ):
        # `three killed in A and two in B`: each its own, and the places that open the sentence
        opening = places_of(scope, span, span.start, alike[0].start, True)
        places = [*dict.fromkeys([*opening, *own])]
    slots: Slots = {
        "item": Text(item),
        "quantity": scope.number(phrase.quantity, text_of(span.doc)),
        "place": list(places or sentence.inherited),
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
    return (
        phrase.kind == PEOPLE
        or (phrase.kind == THINGS and phrase.text.casefold() in sentence.scope.words("incidents", "further"))
        or (phrase.kind == THINGS and phrase.head.dep_ in {"nsubjpass", "dobj"} and phrase.head.tag_ == "NNS")
    )
