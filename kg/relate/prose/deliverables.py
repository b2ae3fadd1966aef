"""The slots of each claim of an event: one a counted thing, else one a counted group of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Number, Text
from kg.relate.facts import Slots
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.groups import groups_beside_sex, made_by_adjectives, phrase_groups
from kg.relate.prose.kinds import activity_label, object_type, type_of
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.objects import is_anothers_help, meant
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.prose.triggers import joins_partners
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in, quantities_in
from kg.relate.verbs import FINITE

_WHOLE = frozenset({"part", "total", "all"})  # `USD 5 in total` says not as what it was given


def deliverables_of(
    sentence: Sentence, event: Event, counted: Sequence[Thing], bare: Sequence[Thing]
) -> Iterator[tuple[Slots, Phrase | None]]:
    """The slots of each claim of an event, with the phrase that counts it.

    One a counted thing, else one a counted group of people, else one a thing without a number; then one a target.
    """
    fallback = _object_text(sentence, event, bare)
    phrases = [t.phrase for t in counted if t.phrase is not None]
    if phrases and event.people and _are_done_to_alike(event, phrases):
        yield from _counted_things(sentence, replace(event, people=[]), phrases)
        yield from _counted_people(sentence, replace(event, things=[]), event.frame.noun)
    elif phrases:
        yield from _counted_things(sentence, event, phrases)
    elif event.people:
        yield from _counted_people(sentence, event, fallback)
    elif not event.targets and (
        bare or event.trigger.pos_ in {"NOUN", "PROPN"} or event.groups or event.anybody or event.frame.kind == "meet"
    ):
        population = phrase_groups(sentence.scope, (), _served(sentence.scope, event))
        # What is done to people, and meeting them, is told by its own noun: `met the governor`.
        to_whom = event.frame.kind == "meet" or event.frame.type in sentence.scope.words("activities", "done_to")
        named = event.trigger.pos_ == "VERB" and to_whom
        texts = [] if named else [expanded(sentence.scope, t.text) for t in bare]
        for text in texts or [event.frame.noun if named else fallback]:
            if text:
                yield {**_base(sentence, event, text), "population": population}, None
    yield from _targets(sentence, event, phrases, fallback)


def _are_done_to_alike(event: Event, phrases: Sequence[Phrase]) -> bool:
    """Whether a verb has people and things in one role: `transported 300 passengers and 12 tons of cargo`."""
    if event.frame.kind != "affect" or not event.frame.type or event.trigger.pos_ != "VERB":
        return False
    heads = {p.head.i for p in phrases}
    return any(t.i in heads for p in event.people for t in p.head.conjuncts)


def _served(scope: Scope, event: Event) -> list[str]:
    """References of the groups that an event serves without a number."""
    found: list[str] = []
    for mention in event.groups:
        described = mention.doc[mention.root.left_edge.i : mention.start] if mention.start else ()
        found += [*made_by_adjectives(scope, described, [mention.kb_id_]), mention.kb_id_]
    return found


def _counted_things(
    sentence: Sentence, event: Event, phrases: Sequence[Phrase]
) -> Iterator[tuple[Slots, Phrase | None]]:
    scope, people = sentence.scope, event.people
    if len(phrases) == 1 and _is_by_sex(sentence, people):  # `12 sessions, attended by 30 women and 20 men`
        slots = {**_base(sentence, event, phrases[0].text), "quantity": _number(scope, phrases[0])}
        slots.update({p.sex: _number(scope, p) for p in people if p.sex})
        slots["population"] = phrase_groups(scope, phrases, _served(scope, event))
        yield slots, phrases[0]
        return
    for phrase in phrases:
        slots = {**_base(sentence, event, phrase.text), "quantity": _number(scope, phrase)}
        extra = people[:1] if len(phrases) == 1 or len(people) == 1 else []
        for other in (*extra, *phrase.also):
            slots.update(people_slots(scope, other))
        # Those who are sent are what is told, nobody whom it serves: `deployed 30 volunteers`.
        sent = event.frame.kind == "engage"
        slots["population"] = phrase_groups(
            scope, extra if sent else [*extra, phrase], () if sent else _served(scope, event)
        )
        yield slots, phrase
    for before, more in pairwise(people) if len(phrases) == 1 else ():
        text = own_object(sentence, before, more) or phrases[0].text
        slots = {**_base(sentence, event, text), **people_slots(scope, more)}
        slots["population"] = phrase_groups(scope, [more], ())
        yield slots, more


def _counted_people(sentence: Sentence, event: Event, fallback: str) -> Iterator[tuple[Slots, Phrase | None]]:
    scope, people = sentence.scope, event.people
    if _is_by_sex(sentence, people):
        slots = _base(sentence, event, fallback or event.frame.noun)
        slots.update({p.sex: _number(scope, p) for p in people if p.sex})
        slots["population"] = phrase_groups(scope, (), _served(scope, event))
        yield slots, None
        return
    named = event.trigger.pos_ == "NOUN" and event.frame.kind in {"make", "deliver"}
    text = fallback or (event.trigger.lower_ if named else "")
    for before, phrase in zip([None, *people], people, strict=False):
        own = own_object(sentence, before, phrase) if before is not None else ""
        if own and event.trigger.pos_ in {"NOUN", "PROPN"}:
            # `cash grants to 300 families and tents to 40 families`: the noun of the event tells of the first only
            code = activity_label(scope, own) or object_type(scope, own)
            event = replace(event, frame=replace(event.frame, type=code or event.frame.type))
        text = own or text or (event.frame.noun if event.frame.kind != "fragment" else phrase.text)
        if not text and event.frame.kind == "hold":
            continue  # something goes on with people, and nothing tells what
        slots = {**_base(sentence, event, text or phrase.text), **people_slots(scope, phrase)}
        slots["population"] = phrase_groups(scope, [phrase], _served(scope, event) if len(people) == 1 else ())
        if before is not None and not slots["population"] and noun_lemma(before.head) == noun_lemma(phrase.head):
            # `1,299 displaced families in X and 514 families in Y`
            slots["population"] = phrase_groups(scope, [before], ())
        yield slots, phrase


def _is_by_sex(sentence: Sentence, people: Sequence[Phrase]) -> bool:
    """Whether people are a list by sex without a total."""
    if len(people) < 2 or not all(p.sex and not groups_beside_sex(sentence.scope, p) for p in people):
        return False
    # `oil to 300 girls and USD 90 to 40 women` is none.
    return len({p.sex for p in people}) == len(people) and not any(own_object(sentence, *p) for p in pairwise(people))


def _targets(
    sentence: Sentence, event: Event, phrases: Sequence[Phrase], fallback: str
) -> Iterator[tuple[Slots, Phrase | None]]:
    """What the event is planned to reach or deliver."""
    scope, people = sentence.scope, event.people
    for target in event.targets:
        own = target.text if target.kind == THINGS and not people else ""
        text = (phrases[0].text if phrases else "") or own or fallback or event.frame.noun or target.text
        slots = _base(sentence, event, text)
        if target.kind in {PEOPLE, HOUSEHOLDS} or (people and not phrases):
            slots.update(people_slots(scope, target, people[0].kind if people else None))
        else:
            slots["quantity"] = _number(scope, target)
        slots["population"] = phrase_groups(scope, [target, *people], _served(scope, event))
        slots["status"] = scope.in_role("Status", "prospective")
        yield slots, None


def own_object(sentence: Sentence, before: Phrase, phrase: Phrase) -> str:
    """What the people of a phrase are given, where others before them are given something else.

    `kits to 300 families and rent subsidies to 40 families`; empty where it is the same.
    """
    doc = sentence.span.doc
    # What stands behind the last of a list alone is for all of it: `helped 300 girls and 90 boys with kits`.
    if phrase.end < sentence.span.end and doc[before.end].lower_ == doc[phrase.end].lower_ == "with":
        # `provided 300 families with kits, 40 families with tents`
        nouns = list(takewhile(lambda t: t.pos_ in {"NOUN", "PROPN", "ADJ"}, doc[phrase.end + 1 : sentence.span.end]))
        return noun_phrase(nouns[-1]) if nouns and nouns[-1].pos_ != "ADJ" else ""
    if phrase.start - 1 <= before.end or doc[phrase.start - 1].lower_ not in {"to", "for"}:
        return ""
    if sentence.classes.pattern("besides").search(text_of(doc)[sentence.span.start_char : phrase.number.start_char]):
        return ""
    between = doc[before.end : phrase.start - 1]
    if any(q.currency and s.end == phrase.start - 1 for s, q in quantities_in(between)):
        # `gave oil to 300 girls and USD 900 to 40 boys`
        return str(sentence.scope.patterns("activities").get("money_noun", ""))
    opening = next((t for t in between if t.lower_ in {"and", ","}), None)
    head = between[-1]
    if opening is None or head.pos_ not in {"NOUN", "PROPN"} or any(t.pos_ == "VERB" for t in doc[opening.i : head.i]):
        return ""
    return noun_phrase(head)


def _given_money(sentence: Sentence, event: Event) -> str:
    """What an amount was given as: `US$ 9,000 in cash grants`; `cash` where nothing says."""
    doc, amount = sentence.span.doc, event.money[0]
    behind = next((t.i for t in doc[amount.end : amount.end + 4] if t.pos_ == "ADP"), sentence.span.end)
    told = amount.end + (amount.end < sentence.span.end and doc[amount.end].tag_ == "VBN")  # `USD 5 given in cash`
    joined = behind == told < sentence.span.end and doc[behind].lower_ in {"in", "as", "of"}
    if joined or (behind < sentence.span.end - 1 and doc[behind].lower_ in {"on", "through", "via", "as"}):
        chunk = next((c for c in sentence.span.noun_chunks if c.start == behind + 1), None)
        if not joined and chunk is not None and activity_label(sentence.scope, chunk.text) is None:
            chunk = None
        places = [
            m for m in mentions_in(sentence.span, *PLACES) if chunk is not None and m.end > chunk.root.i >= m.start
        ]
        if (
            chunk is not None
            and chunk.root.pos_ in {"NOUN", "PROPN"}
            and not places
            and chunk.root.lower_ not in _WHOLE
        ):
            return noun_phrase(chunk.root)
    return str(sentence.scope.patterns("activities").get("money_noun", ""))


def _is_worth(noun: Token, event: Event) -> bool:
    """Whether an amount only tells what a thing given is worth: `vouchers worth USD 50`."""
    return any(0 < amount.start - noun.i <= 3 for amount in event.money) and noun.nbor().lower_ in {
        "worth",
        "valued",
        "of",
        "amounting",
        "totalling",
        "(",
        "totaling",
    }


def _object_text(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> str:
    if subject := _told_by_subject(sentence, event, bare):
        return subject
    if event.frame.kind == "reach":
        bare = [t for t in bare if noun_lemma(t.head) not in sentence.classes.wants] or _brought(sentence, event)
    if not bare and event.people and event.frame.kind == "affect" and not event.frame.type:
        bare = _brought(sentence, event)
    if event.trigger.pos_ in {"NOUN", "PROPN"} and _is_worth(event.trigger, event):
        return noun_phrase(event.trigger)
    worth = [t for t in bare if _is_worth(t.head, event)]
    given = worth or any(t.phrase is None and t.head.i > event.money[0].start for t in bare if event.money)
    if event.money and event.people and not given:
        return _given_money(sentence, event)
    done_to = event.trigger.pos_ == "VERB" and event.frame.type in sentence.scope.words("activities", "done_to")
    if bare and done_to and event.people and event.passive and event.frame.noun:
        return event.frame.noun  # `Pillar 6: 44 doctors have been trained`: they are what is done to
    if bare:
        return expanded(sentence.scope, bare[0].text)
    if named := _named_by_noun(event):
        return named
    helps = not event.frame.type and event.frame.kind in {"affect", "receive", "reach"}
    if helps and (told := _told_around(sentence, event)):
        return told
    plain = event.frame.kind in {"deliver", "make"} and event.trigger.pos_ in {"NOUN", "PROPN"} and event.merged
    return event.frame.noun or (event.trigger.lower_ if plain else "")


def _told_around(sentence: Sentence, event: Event) -> str:
    """What help was, where the sentence opens with it (`In terms of legal aid, …`) or names it behind the verb."""
    opened = sentence.classes.pattern("in_terms_of").match(text_of(sentence.span))
    if opened is not None and activity_label(sentence.scope, opened["what"]) is not None:
        return str(opened["what"])
    labels = [m for m in mentions_in(sentence.span, "ActivityType") if m.start > event.trigger.i]
    labels = [m for m in labels if not joins_partners(m.root, sentence.span) and not _is_anothers(sentence, event, m)]
    return noun_phrase(labels[0].root) if labels else ""


def _is_anothers(sentence: Sentence, event: Event, label: Span) -> bool:
    """Whether what a label names is what some were given in a clause of their own: `…, of whom 40 received cash`."""
    noun = label.root
    while noun.dep_ in {"compound", "conj", "pobj", "prep", "nmod"} and noun.head.pos_ != "VERB":
        noun = noun.head
    frame = sentence.classes.verbs.get(noun.head.lemma_.lower()) if noun.dep_ in {"dobj", "nsubjpass"} else None
    given = frame is not None and frame.kind in {"deliver", "receive"}
    return given and noun.head.i != event.trigger.i and noun.head.tag_ in FINITE


def _named_by_noun(event: Event) -> str:
    """What a noun that names an event says was done; empty where it says too little."""
    if event.trigger.pos_ not in {"NOUN", "PROPN"} or event.frame.kind in {"fragment", "meet"}:
        return ""
    phrase = noun_phrase(event.trigger)
    if " and " in event.frame.noun and len(event.frame.noun) > len(phrase):
        return event.frame.noun  # `risk communication and community engagement`
    # `food distribution` tells what was given, `distribution` only that something was.
    return phrase if event.frame.kind not in {"make", "deliver"} or len(phrase.split()) > 1 else ""


def _brought(sentence: Sentence, event: Event) -> list[Thing]:
    """What people were reached with: `reached 300 people, and 40 more by radio, with messages`.

    But not `with 94% coverage`, nor `with funds from X`.
    """
    doc, scope, classes = sentence.span.doc, sentence.scope, sentence.classes
    for token in (*doc[event.trigger.i : sentence.span.end], *event.trigger.lefts):
        if token.dep_ != "prep" or token.lower_ not in {"with", "through", "via"}:
            continue
        below = [h for c in token.children if c.dep_ == "pobj" for h in meant(c, classes)]
        heads = [h for h in below if noun_lemma(h) not in classes.people | classes.households]
        heads = [h for h in heads if not (noun_phrase(h).startswith("%") or is_anothers_help(h, classes))]
        if token.head.dep_ == "pobj" and not any(p.start <= token.head.i < p.end for p in event.people):
            heads = [
                h for h in heads if _is_given(scope, noun_phrase(h))
            ]  # `reached 300 people in areas with poor roads`
            if not heads:
                continue
        if token.lower_ != "with":
            generic = scope.words("activities", "generic")
            means = scope.words("activities", "means")
            heads = [h for h in heads if noun_lemma(h) not in means]
            heads = [h for h in heads if _is_given(scope, noun_phrase(h)) or noun_lemma(h) in generic] or [
                g for h in heads for g in _worked_goods(scope, h)
            ]
        if heads or token.lower_ == "with":
            return [Thing(h, noun_phrase(h)) for h in heads]
    return []


def _worked_goods(scope: Scope, noun: Token) -> list[Token]:
    """What a noun of doing is of, where that is given or built: `helped through the improvement of shelters`."""
    below = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    below += [g for c in noun.children if c.dep_ == "conj" for g in _worked_goods(scope, c)]
    kinds = {scope.role("ActivityType", "built"), *scope.words("activities", "goods")}
    return [g for g in below if object_type(scope, noun_phrase(g)) in kinds]


def _is_given(scope: Scope, text: str) -> bool:
    """Whether a phrase names an activity or a thing that is given, not the body through which it is."""
    if activity_label(scope, text) is not None:
        return True
    return object_type(scope, text) not in {None, *scope.words("activities", "gathering")}


def _told_by_subject(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> str:
    """What reached or helped people: `kits reached 300 families`, `rent subsidies helped 40 families`."""
    if event.frame.kind == "reach":
        if _is_round(sentence, event):
            return ""
        subject = _subject_text(sentence, event)
        return subject if subject != event.frame.noun else ""
    helps = event.frame.kind == "affect" and not event.frame.type and not event.passive and bool(event.people)
    return _helping_goods(sentence, event) if helps and not bare else ""


def _is_round(sentence: Sentence, event: Event) -> bool:
    """Whether the subject only counts how often: `The fifth round of distribution reached 300 people with rice`."""
    subject = next((c for c in event.trigger.children if c.dep_ == "nsubj"), None)
    return (
        subject is not None
        and noun_lemma(subject) in sentence.classes.rounds
        and any(c.lower_ == "of" for c in subject.children)
    )


def _helping_goods(sentence: Sentence, event: Event) -> str:
    """What helped people where that is nobody."""
    if sum(c.dep_ == "nsubj" for c in event.trigger.children) != 1:
        return ""  # `The X Response: Y helped …`
    subject, scope = _subject_text(sentence, event), sentence.scope
    kinds = {activity_label(scope, subject), object_type(scope, subject)} - {None}
    return subject if subject != event.frame.noun and kinds & scope.words("activities", "goods") else ""


def _subject_text(sentence: Sentence, event: Event) -> str:
    """`The shelters met the needs of …`: what reaches people is what was delivered."""
    subject = next((c for c in event.trigger.children if c.dep_ == "nsubj"), None)
    if subject is None and event.trigger.dep_ == "relcl":
        subject = event.trigger.head
    if subject is None and event.passive:  # `300 people were reached by radio messages`
        agents = [c for c in event.trigger.children if c.dep_ == "agent"]
        subject = next((g for c in agents for g in c.children if g.dep_ == "pobj"), None)
        channels = sentence.scope.words("activities", "channels")  # `reached by phone`
        if subject is not None and (not _reaches(sentence.scope, subject) or subject.lower_ in channels):
            subject = None
    if subject is None or subject.pos_ not in {"NOUN", "PROPN"}:
        return event.frame.noun
    named = mentions_in(sentence.span, "PopulationGroup", *sentence.scope.organizations)
    doers = sentence.classes.people | sentence.classes.doers | sentence.scope.words("activities", "means")
    # `The Whole of Syria Food Sector reached …`
    told = object_type(sentence.scope, noun_phrase(subject)) or activity_label(sentence.scope, noun_phrase(subject))
    inside = range(subject.left_edge.i, (subject if told else subject.right_edge).i + 1)
    if any(m.start <= subject.i < m.end or m.start in inside for m in named) or noun_lemma(subject) in doers:
        return event.frame.noun
    return noun_phrase(subject)


def _reaches(scope: Scope, noun: Token) -> bool:
    """Whether a noun behind `by` tells what people were reached with: `by radio messages`, `by GBV interventions`."""
    generic = noun_lemma(noun) in scope.words("activities", "generic") and len(noun_phrase(noun).split()) > 1
    return generic or object_type(scope, noun_phrase(noun)) is not None


def expanded(scope: Scope, text: str) -> str:
    """An acronym that the report introduced as a common noun, in full (`RHUs`)."""
    return scope.document.report.names.acronyms.get(text, text)


def _base(sentence: Sentence, event: Event, text: str) -> Slots:
    text = _unsupported(sentence, expanded(sentence.scope, text))
    worked = _worked_on(sentence, event, text)
    kind = (sentence.classes.nouns[text.casefold()].type if worked else "") or type_of(sentence, event, text)
    return {
        "item": Text(worked or text) if worked or text else None,
        "activityType": sentence.scope.term("ActivityType", kind),
    }


def _unsupported(sentence: Sentence, text: str) -> str:
    """The words for a thing without the name of who supports it: `clinics` of `UNICEF-supported clinics`."""
    name = text.partition("-")[0]
    helped = sentence.scope.pattern("parties", "helped_behind").match(text, len(name)) if name != text else None
    return text[helped.end() :] if helped is not None and name[:1].isupper() else text


def _worked_on(sentence: Sentence, event: Event, text: str) -> str:
    """What a noun of doing is of, where that noun alone stands for what people got: `helped by the repair of wells`."""
    frame = sentence.classes.nouns.get(text.casefold())
    if frame is None or frame.kind not in {"make", "deliver"} or event.trigger.text == text:
        return ""
    noun = next((t for t in sentence.span if t.text == text and t.i > event.trigger.i), None)
    joined = (noun, *noun.conjuncts) if noun else ()  # `the repair and upkeep of wells`
    below = [g for t in joined for c in t.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
    return next((noun_phrase(g) for g in below if g.dep_ == "pobj"), "")


def people_slots(scope: Scope, phrase: Phrase, kind: str | None = None) -> Slots:
    """How many people or households a phrase counts, and how many of each sex; `kind` is what it counts, if another."""
    slots: Slots = {"households" if (kind or phrase.kind) == HOUSEHOLDS else "reached": _number(scope, phrase)}
    for other in phrase.also:
        slots["households" if other.kind == HOUSEHOLDS else "reached"] = _number(scope, other)
    for part in [*phrase.parts, *(x for other in phrase.also for x in other.parts)]:
        if part.sex:
            slots[part.sex] = _number(scope, part)
    return slots


def _number(scope: Scope, phrase: Phrase) -> Number:
    return scope.number(phrase.quantity, text_of(phrase.number.doc))
