"""What the sentences of a block tell of each other's activities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Name, Number, Term, Text
from kg.relate.prose.deliverables import people_slots
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.groups import is_narrower, phrase_groups
from kg.relate.prose.kinds import object_type
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, singular
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS
from kg.relate.prose.places import places_of
from kg.relate.prose.programmes import programme_of
from kg.relate.scope import Scope
from kg.relate.verbs import SUBJECTS, with_subject

_IT = frozenset({"it", "they", "this", "these"})


def completes(sentence: Sentence, draft: Draft) -> bool:
    """Whether a draft adds people to the event before, and then adds them.

    `The activity reached 600 people`, `60 people took part in these workshops`.
    """
    if (
        draft.slots.get("quantity")
        or not (draft.slots.get("reached") or draft.slots.get("households"))
        or not sentence.earlier
        or draft.slots.get("status")
    ):
        return False
    last = next(
        (d for d in reversed(sentence.earlier[-3:]) if not (d.slots.get("reached") or d.slots.get("households"))), None
    )
    if last is None or last.slots.get("status"):
        return False
    pointed = {
        noun_lemma(t)
        for t in sentence.span
        if t.pos_ in {"NOUN", "PROPN"}
        and any(d.lower_ in {"this", "these", "the"} and d.dep_ == "det" for d in t.children)
    }
    shown = {
        noun_lemma(t)
        for t in sentence.span
        if t.pos_ in {"NOUN", "PROPN"} and any(d.lower_ in {"this", "these"} for d in t.children)
    }
    item = last.slots.get("item")
    head = singular(item.text.casefold().split()[-1]) if isinstance(item, Text) and item.text else ""
    own = draft.slots.get("item")
    words = singular(own.text.casefold().split()[-1]) if isinstance(own, Text) and own.text else ""
    generic = sentence.scope.words("activities", "generic")
    it_did = last is sentence.earlier[-1] and _it_did(sentence, last, words)
    if not (
        it_did
        or (head in pointed and (head in shown or words == head))
        or words in pointed & generic
        or shown & generic
    ):
        return False
    for slot, value in draft.slots.items():
        if slot in {"reached", "households", "women", "men", "girls", "boys"} or not last.slots.get(slot):
            last.slots[slot] = value
    if isinstance(mine := draft.slots.get("population"), list) and mine:
        last.slots["population"] = mine
    last.evidence.append(sentence.passage)
    last.counted = True
    last.confidence = max(last.confidence, 0.75)
    return True


def _it_did(sentence: Sentence, last: Draft, item: str) -> bool:
    """Whether a sentence tells whom what was told right before reached, or who came to it: `It reached 600 people`.

    Args:
        sentence: that goes on.
        last: the activity told last.
        item: what this sentence says was done, which must be no more than its verb tells.
    """
    verbs = {t.head.lemma_.lower() for t in sentence.span if t.dep_ in SUBJECTS and t.lower_ in _IT}
    if not verbs or (item and item not in _nouns(sentence.classes)) or not _is_of_last_sentence(sentence, last):
        return False
    reached = any(v in sentence.classes.verbs and sentence.classes.verbs[v].kind == "reach" for v in verbs)
    return reached or not verbs.isdisjoint(sentence.scope.words("activities", "attending"))


def attends(sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """A sentence that only tells who came to what was held before; True if so: `Some 40 teachers took part`."""
    people = [p for p in sentence.phrases if p.kind == PEOPLE and p.parent is None and not p.target]
    last = drafts[-1] if drafts and len(people) == 1 else None
    if last is None or last.slots.get("reached") or last.slots.get("households") or last.slots.get("status"):
        return False
    verb = people[0].head.head
    attending = sentence.scope.words("activities", "attending")
    if people[0].head.dep_ != "nsubj" or verb.lemma_.lower() not in attending or not _names_nothing(verb):
        return False
    kind = last.slots.get("activityType")
    held = sentence.scope.words("activities", "gathering") | sentence.scope.words("activities", "taught_types")
    if not isinstance(kind, Term) or sentence.scope.ontology.terms[kind.iri].notation not in held:
        return False
    if not _is_of_last_sentence(sentence, last):
        return False
    last.slots.update(people_slots(sentence.scope, people[0]))
    last.slots["population"] = phrase_groups(sentence.scope, people, ()) or last.slots.get("population")
    last.evidence.append(sentence.passage)
    last.counted = True
    return True


def _names_nothing(verb: Token) -> bool:
    """Whether a verb has no object but a pronoun or `part`: `took part`, `participated in it`."""
    below = [c for c in verb.children if c.dep_ in {"dobj", "prep"}]
    nouns = [g for c in below for g in ((c,) if c.dep_ == "dobj" else c.children)]
    nouns += [g for n in nouns if n.lower_ == "part" for c in n.children if c.dep_ == "prep" for g in c.children]
    took = verb.lemma_.lower() != "take" or any(n.lower_ == "part" for n in nouns)
    return took and all(n.lower_ == "part" or n.pos_ == "PRON" for n in nouns)


def inherit(sentence: Sentence, draft: Draft) -> None:
    """What the sentences before say of the same deliverable: `this support`, or the same noun again."""
    if draft.slots.get("date") is None and sentence.opening is not None:
        draft.slots["date"] = sentence.opening
    if not sentence.earlier:
        return
    _same_people(sentence, draft)
    item = draft.slots.get("item")
    text = item.text if isinstance(item, Text) else ""
    generic = {
        noun_lemma(t)
        for t in sentence.span
        if t.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
        and any(d.lower_ in {"this", "these", "such"} for d in t.children if d.dep_ == "det")
    }
    last = sentence.earlier[-1]
    words = singular(text.casefold().split()[-1]) if text else ""
    kind = draft.slots.get("activityType")
    only_verb = (
        [
            d
            for d in sentence.earlier
            if d.slots.get("activityType") == kind and not d.counted and _repeats(sentence.scope, text, d)
        ]
        if text
        and text in _nouns(sentence.classes)
        and not _is_another(sentence, text)
        and not _is_goods(sentence, text)
        else []
    )
    if only_verb:
        # The verb alone says no more than the noun before: `the biometric verification … 58,914 were verified`.
        same = only_verb[-1]
        draft.slots["item"] = same.slots.get("item")
        for slot in ("date", "place"):
            if not draft.slots.get(slot):
                draft.slots[slot] = same.slots.get(slot)
    elif words in generic or not text:
        draft.slots["item"], draft.slots["activityType"] = last.slots.get("item"), last.slots.get("activityType")
        same = last
    else:
        found = [d for d in sentence.earlier if d.key == draft.key]
        if not found or _is_another(sentence, words):
            return
        same = found[-1]
    parties = () if _acts_otherwise(sentence) else ("actor", "partner", "funder")
    for slot in (*parties, "population", "programme"):
        if not draft.slots.get(slot) and same.slots.get(slot):
            draft.slots[slot] = same.slots[slot]
    broader = same.slots.get("population")
    mine = draft.slots.get("population")
    if (
        isinstance(broader, list)
        and isinstance(mine, list)
        and len(broader) == len(mine) == 1
        and is_narrower(sentence.scope, broader[0], mine[0])
    ):
        draft.slots["population"] = broader
    if same.evidence[0] not in draft.context:
        draft.context.append(same.evidence[0])


def _is_goods(sentence: Sentence, item: str) -> bool:
    """Whether what is named only by its verb elsewhere goes from hand to hand and is told here: `gave out food`."""
    return object_type(sentence.scope, item) in sentence.scope.words("activities", "goods")


def _is_another(sentence: Sentence, noun: str) -> bool:
    """Whether a noun stands with the article of what was not told before: `in a training`."""
    return any(t.lemma_.lower() == noun and any(c.lower_ in {"a", "an"} for c in t.children) for t in sentence.span)


def _acts_otherwise(sentence: Sentence) -> bool:
    """Whether people do what a sentence tells, so that not those do who did what was told before: `they trained 40`."""
    classes, attending = sentence.classes, sentence.scope.words("activities", "attending")
    return any(
        t.dep_ == "nsubj"
        and noun_lemma(t) in classes.people
        and t.head.lemma_.lower() not in attending
        and t.head.lemma_.lower() in classes.verbs
        and classes.verbs[t.head.lemma_.lower()].kind in {"affect", "deliver", "make", "hold"}
        and any(c.dep_ in {"dobj", "obj"} for c in t.head.children)
        for t in sentence.span
    )


def _repeats(scope: Scope, noun: str, draft: Draft) -> bool:
    """Whether the noun of a verb says no more than a draft's: `registration`, but `screening` only of a screening."""
    own: Mapping[str, str] = scope.patterns("activities").get("verb_nouns", {})
    item = draft.slots.get("item")
    words = item.text.casefold() if isinstance(item, Text) else ""
    return noun not in own.values() or any(w[:5] == noun[:5] for w in words.split())


def _same_people(sentence: Sentence, draft: Draft) -> None:
    """`These 76 beneficiaries`: the people counted before, with what was said of them."""
    reached = draft.slots.get("reached")
    if not isinstance(reached, Number) or not re.match(
        r"\W*(?:these|the|all)\b", text_of(sentence.span), re.IGNORECASE
    ):
        return
    for other in reversed(sentence.earlier):
        same = other.slots.get("reached")
        if isinstance(same, Number) and same.value == reached.value:
            for slot in ("women", "men", "girls", "boys", "population", "place", "date"):
                if not draft.slots.get(slot) and other.slots.get(slot):
                    draft.slots[slot] = other.slots[slot]
            draft.context.append(other.evidence[0])
            return


def _nouns(classes: Classes) -> set[str]:
    return {frame.noun for frame in classes.verbs.values() if frame.noun}


def actor_before(sentence: Sentence, verb: Token | None, passive: bool) -> Name | None:
    """Who did what the sentence right before tells, where this one goes on.

    `It also built`, `Its teams built`, `In addition, …`, `Of them, 300 received cash`.
    """
    subject = _subject_of(verb) if verb is not None and not passive else None
    own = subject is not None and any(c.dep_ == "poss" and c.lower_ == "its" for c in subject.children)
    same = subject is not None and (own or subject.lower_ in {"it", "he", "she"})
    if not sentence.earlier or not (same or _goes_on(sentence, verb, passive)):
        return None
    last = sentence.earlier[-1]
    if not _is_of_last_sentence(sentence, last):
        return None
    actor = last.slots.get("actor")
    return actor if isinstance(actor, Name) else None


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is told together with: `it repaired schools and supplied desks`."""
    told = with_subject(verb, ("VERB",))
    subject = next((c for c in told.children if c.dep_ in SUBJECTS), None)
    return subject if subject is not None and subject.dep_ == "nsubj" else None


def _is_of_last_sentence(sentence: Sentence, draft: Draft) -> bool:
    """Whether the sentence right before tells an activity."""
    before = sentence.before
    return bool(before) and draft.evidence[0] == sentence.scope.sentence(sentence.block, before[-1])


def _goes_on(sentence: Sentence, verb: Token | None, passive: bool) -> bool:
    """Whether a sentence that names nobody tells more of what was done before, or of those for whom it was."""
    text, classes = text_of(sentence.span), sentence.classes
    if passive and classes.pattern("besides_that").search(text):
        return True
    frame = classes.verbs.get(verb.lemma_.lower()) if verb is not None else None
    gets = frame is not None and frame.kind == "receive"
    return (passive or gets) and classes.pattern("of_them").match(text) is not None


def enrich(sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """A sentence that only adds to the event before (`This action is implemented through X`); True if it did."""
    text = text_of(sentence.span).strip()
    if not drafts or not re.match(r"(?:the|this|these|such|it|they)\b", text, re.IGNORECASE):
        return False
    verb = next((t for t in sentence.span if t.pos_ == "VERB"), None)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) if verb is not None else True
    parties = parties_of(sentence.scope, sentence.span, verb.i if verb is not None else None, passive)
    names = [*parties.actors, *parties.partners]
    between = sentence.scope.pattern("parties", "agreed").search(text)
    if between and not names:
        names = [sentence.scope.name_of(s) for s in parties.others]
    last_evidence = drafts[-1].evidence[0]
    targets = [d for d in drafts if d.evidence[0] == last_evidence]
    programme = parties.programmes[0] if parties.programmes else programme_of(sentence.scope, sentence.span)
    if not (names or parties.funders or programme) or any(
        p.kind in {PEOPLE, HOUSEHOLDS, THINGS} for p in sentence.phrases
    ):
        return False
    if not sentence.classes.pattern("goes_on").match(text):
        return False
    actors = parties.actors or ([names[0]] if between and names else [])
    partners = [n for n in names if n not in actors]
    places = places_of(sentence.scope, sentence.span, sentence.span.start, sentence.span.end, False)
    for draft in targets:
        if not draft.slots.get("actor") and actors:
            draft.slots["actor"] = actors[0]
        if not draft.slots.get("partner"):
            draft.slots["partner"] = list(partners)
        if not draft.slots.get("funder"):
            draft.slots["funder"] = list(parties.funders)
        if not draft.slots.get("programme"):
            draft.slots["programme"] = programme
        if places and not draft.slots.get("place"):
            draft.slots["place"] = list(places)
        draft.context.append(sentence.passage)
    return True


def breaks_down(sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """A sentence that only tells the sexes of those reached before; True if so: `They included 30 men and 40 women`."""
    people = [p for p in sentence.phrases if p.kind in {PEOPLE, HOUSEHOLDS, THINGS}]
    if not people or not drafts or not all(p.sex for p in people):
        return False
    last = drafts[-1]
    reached = last.slots.get("reached")
    told = any(last.slots.get(p.sex) for p in people if p.sex)
    if told or not _is_of_last_sentence(sentence, last):
        return False
    if not isinstance(reached, Number) or sum(p.quantity.value for p in people) > reached.value:
        return False
    if not sentence.classes.pattern("breaks_down").match(text_of(sentence.span)):
        return False
    for phrase in people:
        if phrase.sex:
            last.slots[phrase.sex] = sentence.scope.number(phrase.quantity, text_of(sentence.span.doc))
    last.context.append(sentence.passage)
    return True


def settled(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without numbers give way to the counted one of the same deliverable in the block, if it was there too."""
    counted: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        if draft.counted:
            counted.setdefault(draft.key, []).append(draft)
    return [d for d in drafts if d.counted or d.key not in counted or _is_elsewhere(d, counted[d.key])]


def _is_elsewhere(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a deed was done at places and with partners that none of the others has."""
    places, partners = draft.slots.get("place"), draft.slots.get("partner")
    if not isinstance(places, list) or not places or not partners or not draft.slots.get("actor"):
        return False
    found = [o.slots.get("place") for o in others]
    return not any(isinstance(p, list) and any(place in p for place in places) for p in found)
