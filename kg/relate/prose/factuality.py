"""Whether an event of a sentence is worth a claim: it says what was done or to whom, and it is no harm and no plan."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Period
from kg.relate.facts import Slots
from kg.relate.prose.concrete import is_concrete, only_writes
from kg.relate.prose.dates import is_after
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import activity_label, journey_of, object_type
from kg.relate.prose.leadins import is_labelled
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, Phrase
from kg.relate.prose.stocks import governing_verb, is_somewhere
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, mentions_in, quantities_in
from kg.relate.verbs import PRESENT, SUBJECTS

_NEAR = 8  # tokens from a verb to what it takes something for
_OPENING = 2  # tokens before the preposition of a clause that opens a sentence
_BACKGROUND = frozenset({"following", "despite", "after", "since", "amid", "amidst"})
_NOW = frozenset({"is", "are"})


def told_of_people(sentence: Sentence, event: Event) -> bool:
    """Whether all that is told is a figure of people to whom it was done: `262 people were disembarked in A`."""
    if _is_there(event) or _travels(sentence, event):
        return True
    if event.verb is None or event.things or event.people or event.targets:
        return False
    figures = (p for p in sentence.phrases if p.kind in {PEOPLE, HOUSEHOLDS} and p.number.start in sentence.taken)
    return any(governing_verb(p) == event.verb for p in figures)


def _travels(sentence: Sentence, event: Event) -> bool:
    """Whether people whom nobody brings go somewhere by themselves: `300 pupils travelled to town`."""
    scope = sentence.scope
    verb = event.trigger.lemma_.lower()
    if event.frame.kind != "undergo":
        return False
    if verb in scope.words("activities", "fleeing"):
        return journey_of(sentence, event) is None
    if event.passive or verb not in scope.words("activities", "wandering"):
        return False
    named = {g for p in (*event.people, *event.targets) for g in p.groups} | {m.kb_id_ for m in event.groups}
    return scope.codes(named).isdisjoint(scope.words("activities", "brought"))


def _is_there(event: Event) -> bool:
    """Whether a participle only tells what those are of whom there are so many: `there are 300 children enrolled`."""
    trigger = event.trigger
    main = trigger.head.head
    described = trigger.tag_ == "VBN" and trigger.dep_ == "acl" and trigger.head.dep_ in {"attr", "nsubj"}
    if trigger.dep_ == "conj" and trigger.head.lemma_ == "be":
        # `there are now 300 children enrolled`, where the parser sees two clauses
        main = trigger.head
        described = all(t.dep_ not in {"cc", "punct"} for t in main.children if t.i < trigger.i)
    return described and main.lemma_ == "be" and any(c.dep_ == "expl" for c in main.children)


def tells(sentence: Sentence, event: Event, counted: Sequence[Thing]) -> bool:
    """Whether an event says what was done or to whom, and no other fact says so already."""
    kind = event.frame.kind
    if kind == "fragment" and not _fragment(sentence, event):
        return False
    if event.empty and event.trigger.pos_ in {"VERB", "AUX"} and kind != "meet":
        return False
    if not (counted or event.people) and _is_of_part(sentence, event):
        return False
    if not (counted or event.people) and sentence.classes.pattern("listed_below").search(text_of(sentence.span)):
        return False  # the items tell what was done
    if sentence.classes.pattern("led_below").search(text_of(sentence.span)):
        return False
    if not _names_deed(sentence, event) or _is_harm(sentence, event) or _says_little(event):
        return False
    if _only_specifies(sentence, event) or _only_judges(sentence, event) or _is_of_no_people(sentence, event):
        return False
    # Of the people registered there is a population figure already.
    counts = event.frame.type in sentence.scope.words("activities", "counting")
    return not (counts and sentence.taken and not counted and not event.people)


def _is_of_part(sentence: Sentence, event: Event) -> bool:
    """Whether an event only tells of a part of some people where they are: `most of the IDPs were identified in A`."""
    words = sentence.scope.words
    if event.frame.type not in words("activities", "counting") | words("activities", "staying"):
        return False
    verb, people = event.verb, sentence.classes.people | sentence.classes.households
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if verb is not None else None
    if subject is None or subject.lemma_.lower() not in words("activities", "parts_of"):
        return False
    below = [g for c in subject.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
    groups = {i for m in mentions_in(sentence.span, "PopulationGroup") for i in range(m.start, m.end)}
    return any(noun_lemma(g) in people or g.i in groups for g in below)


def _only_specifies(sentence: Sentence, event: Event) -> bool:
    """Whether a clause only tells who got what the sentence tells: `40 people assessed as needy were given food`."""
    trigger = event.trigger
    if trigger.dep_ not in {"relcl", "acl"} or trigger.tag_ != "VBN" or trigger.head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if event.frame.type not in sentence.scope.words("activities", "counting"):
        return False
    as_what = any(c.dep_ == "prep" and c.lower_ == "as" for c in trigger.children)
    main = trigger.head.head
    done = sentence.classes.verbs.get(main.lemma_.lower()) if main.pos_ == "VERB" and main.i > trigger.i else None
    return as_what and done is not None


def _only_judges(sentence: Sentence, event: Event) -> bool:
    """Whether a verb of registering only says what things are taken for: `identified water as a priority`."""
    if event.frame.type not in sentence.scope.words("activities", "of_people") or event.people or not event.things:
        return False
    behind = event.trigger.doc[event.trigger.i + 1 : min(event.trigger.i + _NEAR, sentence.span.end)]
    return event.trigger.pos_ == "VERB" and any(t.lower_ == "as" and t.dep_ == "prep" for t in behind)


def _says_little(event: Event) -> bool:
    """Whether a verb only says who those are that do something else, or that nobody knows what came to its end.

    `The clinics run by X treated 300 people`; `300 people finished it`.
    """
    trigger = event.trigger
    if event.frame.kind == "make" and event.frame.soft and trigger.pos_ == "VERB" and not event.things:
        return True
    runs = event.frame.kind == "hold" and trigger.dep_ == "acl" and trigger.tag_ == "VBN"
    whose = trigger.head
    does = whose.dep_ == "nsubj" and any(c.dep_ in {"dobj", "obj"} for c in whose.head.children)
    return runs and does and not event.people and all(t.phrase is None for t in event.things)


def _fragment(sentence: Sentence, event: Event) -> bool:
    """A counted noun without a verb is a deliverable where its noun says so, or in a list of achievements."""
    thing = event.things[0] if event.things else None
    scope = sentence.scope
    known = thing is not None and bool(activity_label(scope, thing.text) or object_type(scope, thing.text))
    counted = thing is not None and thing.phrase is not None
    label = thing is not None and activity_label(scope, thing.text) is not None
    if counted and known and sentence.classes.pattern("not_given").search(text_of(sentence.span)) is None:
        label = label or is_labelled(sentence)  # `WFP: 300 bags of rice`
    return label or (known and not counted) or bool(event.people and sentence.block.block.lead)


def _names_deed(sentence: Sentence, event: Event) -> bool:
    """Whether what was held or received is something that is done or given."""
    kind, scope = event.frame.kind, sentence.scope
    holding = event.trigger.lemma_.lower() in scope.words("populations", "holding_verbs")
    if (
        kind == "affect"
        and event.trigger.tag_ in PRESENT
        and event.trigger.dep_ == "relcl"
        and event.frame.type in scope.words("activities", "staying")
    ):
        return False  # `the school, which welcomes 300 pupils`
    goes_on = event.trigger.tag_ in PRESENT or any(c.lower_ in _NOW for c in event.trigger.children)
    stays = kind == "affect" and event.frame.type in scope.words("activities", "staying") and not event.passive
    if goes_on and (kind == "deliver" or stays) and (_is_premises(scope, event.trigger) or (stays and event.things)):
        return False  # `the station supplies 300 people with water`, `26 schools are sheltering families`
    if holding and not event.people and is_somewhere(sentence, event.trigger):
        return False  # `the camp shelters 300 refugees`
    if kind == "hold" and _is_time(sentence, event.trigger):
        return False
    if kind == "hold":
        happened = [t.text for t in event.things if scope.pattern("incidents", "happening").search(t.text)]
        # `300 people are held in two centres`, `prisons holding 300 people`
        holds = event.trigger.dep_ == "acl" and event.trigger.tag_ == "VBG" and bool(event.people)
        return not (happened or holds or _are_hosts_or_guests(scope, event, holding))
    if kind == "reach" and not event.people and event.trigger.tag_ in PRESENT:
        members = scope.words("activities", "means")
        # `the network brings together 40 agencies`
        return not event.things or any(noun_lemma(t.head) not in members for t in event.things)
    if kind != "receive" or event.people or event.groups:
        return True
    return any(activity_label(scope, t.text) or object_type(scope, t.text) for t in event.things)


def _are_hosts_or_guests(scope: Scope, event: Event, holding: bool) -> bool:
    """Whether people are only somewhere: `300 people are held in A`, `50 partners operate in A`, `host 300 pupils`."""
    heads = [p.head for p in event.people]
    verb = event.trigger
    if any(h.dep_ == "nsubjpass" or (holding and h.dep_ == "dobj" and h.head.i == verb.i) for h in heads):
        return True
    if verb.tag_ not in {*PRESENT, "VBG"} or any(c.dep_ in {"dobj", "obj"} for c in verb.children):
        return False
    members = scope.words("activities", "means")
    doers = [*heads, *(t.head for t in event.things if noun_lemma(t.head) in members)]
    return any(h.dep_ == "nsubj" and h.head.i == verb.i for h in doers)


def _is_of_no_people(sentence: Sentence, event: Event) -> bool:
    """Whether what goes somewhere is neither people nor what carries them: `the centre moves towards self-reliance`."""
    classes, verb = sentence.classes, event.trigger
    if event.frame.kind != "undergo" or verb.pos_ != "VERB":
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return False
    told = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in classes.aspect else verb
    subject = next((c for c in told.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN":
        return False
    going = classes.people | classes.households | classes.conveyances | classes.rounds
    if not going.isdisjoint(noun_lemma(t) for t in (subject, *subject.conjuncts)):
        return False
    last = subject.right_edge.i + 1
    clause = next((c.left_edge.i for c in subject.children if c.dep_ in {"relcl", "acl"} and c.i > subject.i), last)
    inside = range(subject.left_edge.i, min(last, clause))
    named = mentions_in(sentence.span, "PopulationGroup", "Demonym")
    return not any(m.start in inside for m in named) and not any(p.head.i in inside for p in event.people)


def _is_time(sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a verb is a time, so that it tells a state of things: `May ended with 300 people in A`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and any(s.start <= subject.i < s.end for s, _ in dates_in(sentence.span))


def _is_premises(scope: Scope, verb: Token) -> bool:
    """Whether the subject of a verb is something built, which only tells what it is for."""
    built = scope.role("ActivityType", "built")
    return any(c.dep_ == "nsubj" and object_type(scope, noun_phrase(c)) == built for c in verb.children)


def _is_harm(sentence: Sentence, event: Event) -> bool:
    """Whether an event is what incidents or those behind them did: `attacks involving 58 victims`, `by armed men`."""
    verb, scope = event.trigger, sentence.scope
    if verb.pos_ != "VERB":
        return False
    words = scope.words("incidents", "nouns")
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and noun_lemma(verb.head) in words:
        return True
    return scope.pattern("incidents", "culprits").match(text_of(verb.doc), verb.idx + len(verb)) is not None


def befell(sentence: Sentence, phrase: Phrase | None) -> bool:
    """Whether a phrase counts what befell somebody, as far as it is no case that was worked on."""
    words, cases = (sentence.scope.words("incidents", key) for key in ("nouns", "recorded_nouns"))
    return phrase is not None and noun_lemma(phrase.head) in words - cases


def is_fact(
    sentence: Sentence,
    event: Event,
    slots: Slots,
    *,
    whole: bool,
    counted: bool,
    bare: Sequence[Thing],
    attested: bool,
    noted: bool,
) -> bool:
    """Whether an event is worth a claim: it is counted, or concrete enough, and not only foreseen.

    `noted`: whether it is told in a note of what somebody did.
    """
    if event.frame.kind == "meet" and not (slots["partner"] or counted or _meets_some(sentence, event, slots)):
        return False
    if whole:
        return True
    date = slots["date"]
    if not (slots["place"] or slots["partner"] or date):
        return False
    if not (noted or is_concrete(sentence, event, bare, attested)):
        return False
    if _is_source(event.trigger) or _is_background(event.trigger) or _tells_no_deed(sentence, event, slots):
        return False
    if not slots["partner"] and only_writes(sentence, event, bare):
        return False
    if event.verb is event.trigger and _is_caused(sentence, event.trigger, event.passive):
        return False
    foreseen = isinstance(date, Period) and slots["status"] is None and is_after(sentence.scope, date)
    return not foreseen


def _is_source(trigger: Token) -> bool:
    """Whether an event only tells where something is known from: `according to data collected in May`."""
    at = trigger
    for _ in range(6):
        if at.head.i == at.i:
            return False
        at = at.head
        if at.lower_ == "according":
            return True
    return False


def _is_background(trigger: Token) -> bool:
    """Whether a participle only tells after or despite what something else came: `Following the measures taken, …`."""
    noun, before = trigger.head, trigger.head.head
    if trigger.dep_ != "acl" or noun.dep_ != "pobj" or before.i - trigger.sent.start > _OPENING:
        return False
    return before.lower_ in _BACKGROUND or (before.lower_ == "to" and before.nbor(-1).lower_ == "due")


def _tells_no_deed(sentence: Sentence, event: Event, slots: Slots) -> bool:
    """Whether an event only tells where something else is, how much there is of it, or of which share it is so."""
    return _only_says_where(event, slots) or _is_trend(sentence, event) or _is_of_share(sentence, event)


def _only_says_where(event: Event, slots: Slots) -> bool:
    """Whether a participle only tells which one something else is at, from or by: `at the centre built in A`.

    But `during a mission carried out in May, …` tells of the mission.
    """
    trigger = event.trigger
    noun, before = trigger.head, trigger.head.head
    if slots["status"] is not None:
        return False
    if event.verb is not None and event.verb.dep_ == "relcl" and any(c.lower_ == "where" for c in event.verb.children):
        return True  # `the clinic in A, where the first patient was treated`
    if trigger.dep_ != "acl" or trigger.tag_ != "VBN" or noun.dep_ != "pobj":
        return False
    return before.dep_ == "prep" and before.lower_ not in {"during", "including", "of"}


def _is_trend(sentence: Sentence, event: Event) -> bool:
    """Whether a noun is told to become more or less, which nobody does: `asylum claims from A have increased`."""
    noun = event.trigger
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    return noun.head.lemma_.lower() in sentence.scope.words("activities", "trending")


def _is_of_share(sentence: Sentence, event: Event) -> bool:
    """Whether a share of some is what it was done to: `In A, 68 per cent of the children were vaccinated`."""
    verb = event.trigger
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or not (event.passive or event.frame.kind == "receive"):
        return False
    first, last = subject.left_edge.i, subject.i + 1
    return any(q.percent and first <= s.start < last for s, q in quantities_in(sentence.span))


def _is_caused(sentence: Sentence, verb: Token, passive: bool) -> bool:
    """Whether a verb tells what came about through things, not through anybody: `rains boosted supplies`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if passive or subject is None or subject.pos_ != "NOUN" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    scope, classes = sentence.scope, sentence.classes
    acting = (scope.words("activities", key) for key in ("means", "met", "acting"))
    known = (classes.people, classes.doers, classes.households, classes.supported, classes.nouns, *acting)
    if any(noun_lemma(subject) in words for words in known):
        return False
    if activity_label(scope, noun_phrase(subject)) or object_type(scope, noun_phrase(subject)):
        return False  # `a campaign taught …`, `kits helped …`
    within = range(subject.left_edge.i, subject.right_edge.i + 1)
    return not any(m.start in within for m in mentions_in(sentence.span, "PopulationGroup", *scope.organizations))


def _meets_some(sentence: Sentence, event: Event, slots: Slots) -> bool:
    """Whether a named organisation met people whom no name tells somewhere: `X met with local leaders in Gulu`."""
    people = sentence.classes.people | sentence.scope.words("activities", "met")
    verb = event.trigger
    below = [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for g in c.children]
    told = verb.tag_ in {"VBD", "VBN"} and verb.dep_ in {"ROOT", "conj"} and slots["actor"] is not None
    return told and bool(slots["place"] or slots["date"]) and any(noun_lemma(t) in people for t in below)
