"""Events of a sentence: verbs and nouns of the classes with what stands in their roles.

Roles are read off the dependency tree; where the parser loses its way, a phrase belongs to the nearest event before
it, else behind it, inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.relate.prose.bracketed_goods import tell_items
from kg.relate.prose.dates import is_sum
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.groups import is_topic
from kg.relate.prose.headlines import headline_events
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.merging import merge_events
from kg.relate.prose.nouns import first_of_list, noun_above, noun_lemma, noun_phrase, totalling
from kg.relate.prose.objects import add_bare_objects
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase
from kg.relate.prose.roles import (
    attach_headline,
    attach_money,
    attach_phrase,
    climb,
    serves,
    tells_of_part,
    works_with,
)
from kg.relate.prose.triggers import is_passive, triggers_of, verb_of
from kg.relate.spans import PLACES, mentions_in

_LABEL = 6  # words of a label before a colon
_PER = re.compile(r"\bper\s+$")
_PAGE_AHEAD, _PAGE_BEHIND = re.compile(r"[A-Za-z]\s*\|\s*$"), re.compile(r"\s*\|\s*P\s?a\s?g\s?e\b", re.IGNORECASE)
_OF = frozenset({"of", "among"})
_LISTED = re.compile(r"(?:,|\band)\s+$")
_SUMMING = ("to", "of", "at", "over", "about", "some", "nearly")
_WHERE = frozenset({"in", "at"})
_ROUGHLY = frozenset({"over", "about", "around", "nearly", "almost", "some", "approximately"})
_REACH = 10  # characters before a number


def events_of(sentence: Span, phrases: Sequence[Phrase], classes: Classes) -> list[Event]:
    """The events of a sentence, in order."""
    events = {
        t.i: Event(t, frame, verb_of(t) or (t if frame.kind == "meet" else None), is_passive(t, classes.intransitive))
        for t, frame in triggers_of(sentence, classes)
    }
    inside = {i: p for p in phrases for i in range(p.start, p.end)}
    # `food and hygiene kits` are handed out alike, cash or a workshop beside them are not.
    alike = classes.scope.words("activities", "plainest")
    apart = {i for i, e in events.items() if e.frame.kind != "affect" or e.frame.type not in alike}
    for event in list(events.values()):
        add_bare_objects(event, inside, classes, apart)
    headlines = headline_events(sentence, phrases, events)
    for phrase in phrases:
        if phrase.start in headlines:
            attach_headline(phrase, headlines[phrase.start])
            continue
        if phrase.kind == MONEY:
            attach_money(phrase, events)
        before = text_of(sentence.doc)[sentence.start_char : phrase.number.start_char]
        if not _counts(sentence, phrase, before, events, classes):
            continue
        if _is_sum_of_others(sentence, phrase, before, events, classes):
            continue
        if classes.pattern("besides").search(before) and _join_last(phrase, phrases, events):
            continue
        if phrase.kind == THINGS and phrase.end == phrase.number.end and _add_sum(phrase, before, events, classes):
            continue
        if _goes_on(sentence, phrase, before, classes) and _join_last(phrase, phrases, events):
            continue
        favoured = classes.pattern("in_favour").search(before) is not None
        attach_phrase(sentence, phrase, events, classes.light, favoured)
        if phrase.kind in {PEOPLE, HOUSEHOLDS}:
            _add_intended(phrase, events, classes)
    _add_groups(sentence, events, frozenset(inside), classes)
    for event in events.values():
        tell_items(event, phrases)
        _drop_levels(event, classes)
        _add_reaching(event, phrases, events, classes)
        _add_attended(event, phrases, events, classes)
        _count_premises(event, classes)
        _count_supported(event, classes)
        event.anybody = event.empty and _serves_anybody(event, classes)
    merge_events(events, classes)
    return [e for e in sorted(events.values(), key=lambda e: e.trigger.i) if e.frame.kind != "dead"]


def _add_reaching(event: Event, phrases: Sequence[Phrase], events: Mapping[int, Event], classes: Classes) -> None:
    """What reached people was done itself: `25 dialogues drew 300 people`, but not `12 teams reached 300 people`."""
    if event.frame.kind != "reach" or event.passive or event.trigger.pos_ != "VERB" or not event.people or event.things:
        return
    taken = [t.phrase for other in events.values() for t in other.things]
    for phrase in phrases:
        if phrase in taken:
            continue
        head = totalling(phrase.head, {"total", "number"})
        acts = noun_lemma(phrase.head) in classes.supported | classes.scope.words("activities", "means")
        if phrase.kind == THINGS and head.dep_ == "nsubj" and head.head == event.trigger and not acts:
            event.things.append(Thing(phrase.head, phrase.text, phrase))
            return


def _add_attended(event: Event, phrases: Sequence[Phrase], events: Mapping[int, Event], classes: Classes) -> None:
    """Of what people took part in, its number counts: `300 people participated in 12 group sessions`."""
    if event.frame.kind != "receive" or event.trigger.pos_ != "VERB" or not event.people:
        return
    words = classes.scope.words
    if event.trigger.lemma_.lower() not in words("activities", "attending"):
        return
    gatherings = words("activities", "occasions") | words("activities", "gatherings")
    for phrase in phrases:
        above = phrase.head.head
        within = phrase.head.dep_ == "pobj" and above.lower_ == "in" and above.head == event.trigger
        if within and phrase.kind == THINGS and phrase.head.i not in events and noun_lemma(phrase.head) in gatherings:
            event.things = [t for t in event.things if t.head != phrase.head]
            event.things.append(Thing(phrase.head, phrase.text, phrase))
            return


def _add_groups(sentence: Span, events: Mapping[int, Event], counted: Collection[int], classes: Classes) -> None:
    """Put the groups without a number into the events that serve them; `counted` are the tokens of counted phrases."""
    for mention in mentions_in(sentence, "PopulationGroup"):
        if mention.start in counted or _is_share(mention, classes):
            continue
        found = climb(mention.root, events)
        if found is None or not serves(found[1], event := events[found[0].i]):
            continue
        if event.people and (works_with(mention.root, found[0]) or _does_it(mention)):
            continue  # `a training for 40 nurses working with partner organisations`
        # Where others are told who are served, a group that describes a thing is only what that is about.
        if not (event.people and is_topic(classes.scope, mention, classes.people)):
            event.groups.append(mention)


def _does_it(group: Span) -> bool:
    """Whether those of a group do what is told: `screened by its partners`, `by nurses and by volunteers`."""
    token = noun_above(group.root, "compound", "conj", "nmod")
    return token.dep_ == "pobj" and token.head.lower_ == "by"


def _counts(sentence: Span, phrase: Phrase, before: str, events: Mapping[int, Event], classes: Classes) -> bool:
    """Whether a number may count something of an event; `before` is the sentence up to it."""
    if phrase.kind in {MONEY, PERCENT} or phrase.restates is not None:
        return False
    if phrase.parent is not None and not _is_done_to_part(phrase, events):
        return False
    if phrase.kind == ASIDE and not _is_visited(phrase, events, classes):
        return False
    if _is_page(sentence, phrase, before) or _is_level(phrase) or _is_base(sentence, phrase, events):
        return False
    if _is_theirs(phrase, classes) or _is_in_clause(phrase, events) or _only_came(phrase, events, classes):
        return False
    if _acts_itself(phrase, events, classes):
        return False
    if _PER.search(before[-_REACH:]) or _is_passed(phrase, classes):  # `deaths per 100,000 live births`
        return False
    return phrase.kind != PEOPLE or not _is_mean(sentence, phrase, before, classes)


def _is_done_to_part(phrase: Phrase, events: Mapping[int, Event]) -> bool:
    """Whether something was done to a part of those who are counted: `90 children, of whom 30 were reunited`."""
    for clause in phrase.head.children:
        event = events.get(clause.i) if clause.dep_ == "relcl" and clause.i >= phrase.end else None
        if event is not None and event.frame.kind == "receive" and event.things:
            return True  # `300 pupils, including 40 girls who got rations`: they got what the others did not
    verb = phrase.head.head
    return phrase.head.dep_ == "nsubjpass" and verb.i in events and verb.dep_ == "relcl" and tells_of_part(verb)


def _is_page(sentence: Span, phrase: Phrase, before: str) -> bool:
    """Whether a number is that of a page: `Weekly Report | 2`, `3 | Page`."""
    behind = text_of(sentence.doc)[phrase.number.end_char : sentence.end_char]
    return _PAGE_AHEAD.search(before) is not None or _PAGE_BEHIND.match(behind) is not None


def _is_base(sentence: Span, phrase: Phrase, events: Mapping[int, Event]) -> bool:
    """Whether a number only tells of how many others are a part: `Of the 31 clinics foreseen, work began on 19`."""
    of = phrase.head.head
    if phrase.kind != THINGS or phrase.target or phrase.head.dep_ != "pobj" or of.lower_ not in _OF:
        return False
    if any(t.pos_ != "PUNCT" for t in sentence.doc[sentence.start : of.i]):
        return False
    return not any(t.i in events for t in phrase.head.subtree if t.i > phrase.head.i)


def _is_level(phrase: Phrase) -> bool:
    """Whether a number with decimals counts nothing by a noun of its own: `scores rose by 7 points, reaching 22.5`."""
    alone = phrase.end == phrase.number.end
    return alone and phrase.kind == THINGS and phrase.quantity.value != phrase.quantity.value.to_integral_value()


def _is_theirs(phrase: Phrase, classes: Classes) -> bool:
    """Whether a number only tells whose those are whom an event concerns: `the pupils of two schools were taught`."""
    of = phrase.head.head
    if phrase.kind != THINGS or of.lower_ != "of" or of.dep_ != "prep":
        return False
    if of.head.i == phrase.number.root.i and of.head.head.lower_ == "of":
        of = of.head.head  # `of two of these schools`
    noun, words = noun_lemma(of.head), classes.scope.words
    return noun in (classes.people | words("activities", "dwelling")) - words("activities", "belonging")


def _only_came(phrase: Phrase, events: Mapping[int, Event], classes: Classes) -> bool:
    """Whether a number counts bodies that came to what was held: `the group convened with 22 agencies`."""
    beside = phrase.head.head
    if phrase.kind != THINGS or phrase.head.dep_ != "pobj" or beside.lower_ != "with":
        return False
    held = events.get(beside.head.i)
    bodies = classes.scope.words("activities", "coming")
    return held is not None and held.frame.kind == "hold" and noun_lemma(phrase.head) in bodies


def _acts_itself(phrase: Phrase, events: Mapping[int, Event], classes: Classes) -> bool:
    """Whether a number counts bodies that do what an event tells: `nine agencies coordinated the response`."""
    event = events.get(phrase.head.head.i) if phrase.kind == THINGS and phrase.head.dep_ == "nsubj" else None
    if event is None or event.passive or event.frame.kind not in {"affect", "hold", "make", "deliver", "meet"}:
        return False
    return noun_lemma(phrase.head) in classes.scope.words("activities", "coming")


def _is_in_clause(phrase: Phrase, events: Mapping[int, Event]) -> bool:
    """Whether things are only told of people by a clause that is no event: `food for those who lost 300 houses`."""
    token = phrase.head
    if phrase.kind != THINGS:
        return False
    for _ in range(8):
        if token.head.i == token.i or token.head.i in events:
            return False
        token = token.head
        if token.dep_ == "relcl" and token.i not in events and token.i > token.head.i:
            return any(c.lower_ in {"who", "whose", "whom"} for c in token.subtree)
    return False


def _is_passed(phrase: Phrase, classes: Classes) -> bool:
    """Whether a number counts the places at which something was counted or passed: `through 12 points of entry`."""
    way = phrase.head.head
    placed = way.dep_ == "prep" and way.lower_ in {"through", "across", "via", "at"} and way.i < phrase.head.i
    return placed and phrase.kind == THINGS and noun_lemma(phrase.head) in classes.scope.words("activities", "ways")


def _is_mean(sentence: Span, phrase: Phrase, before: str, classes: Classes) -> bool:
    """Whether a number tells how many people it is on average a day or the like, not how many were served."""
    scope, behind = classes.scope, text_of(sentence.doc)[phrase.number.end_char : sentence.end_char]
    mean = scope.pattern("populations", "by_the_day").search(before) is not None
    return mean and scope.pattern("populations", "each_day").search(behind) is not None


def _is_share(mention: Span, classes: Classes) -> bool:
    """Whether a group is but a part of the people told: `300 farmers (60% women)`, `of whom 70% are children`."""
    text, begin = text_of(mention.doc), mention.sent.start_char
    return (
        classes.pattern("share_before").search(text[begin : mention.start_char]) is not None
        or classes.pattern("share_behind").match(text[mention.end_char : mention.sent.end_char]) is not None
    )


def _is_sum_of_others(
    sentence: Span, phrase: Phrase, before: str, events: Mapping[int, Event], classes: Classes
) -> bool:
    """Whether a total sums up people who only came: `300 families arrived, bringing the total to 900`."""
    if phrase.kind not in {PEOPLE, HOUSEHOLDS} or not _sums_up(sentence, phrase, before, classes):
        return False
    return not any(event.people or any(t.phrase for t in event.things) for event in events.values())


def _sums_up(sentence: Span, phrase: Phrase, before: str, classes: Classes) -> bool:
    """Whether a number is the total that something brings others to."""
    return before.rstrip().endswith(_SUMMING) and is_sum(classes.scope, sentence, phrase.number)


def _goes_on(sentence: Span, phrase: Phrase, before: str, classes: Classes) -> bool:
    """Whether things are told with the place of some of them, or as the total of those before.

    `300 kits in A, 200 in B and 100 in C`; `300 kits, bringing the total to 900 kits`.
    """
    if phrase.kind == THINGS and _sums_up(sentence, phrase, before, classes):
        return True
    if phrase.kind != THINGS or phrase.end != phrase.number.end or _LISTED.search(before[-_REACH:]) is None:
        return False
    at = phrase.number.end
    return (
        at + 1 < sentence.end
        and sentence.doc[at].lower_ in _WHERE
        and any(m.start in {at + 1, at + 2} for m in mentions_in(sentence, *PLACES))
    )


def _join_last(phrase: Phrase, phrases: Sequence[Phrase], events: Mapping[int, Event]) -> bool:
    """Put a phrase where the last one of its kind is, which it is told beside: `in addition to 300 people in X`."""
    last = next(
        (p for p in reversed(phrases[: phrases.index(phrase)]) if p.parent is None and p.restates is None), None
    )
    if last is None or last.kind != phrase.kind or phrase.target:
        return False
    for event in events.values():
        if any(p is last for p in event.people):
            event.people.append(phrase)
            return True
        if any(t.phrase is last for t in event.things):
            event.things.append(Thing(phrase.head, phrase.text, phrase))
            return True
    return False


def _add_sum(phrase: Phrase, before: str, events: Mapping[int, Event], classes: Classes) -> bool:
    """Put the sum of things told before into the event that it sums up: `bringing the number of kits given to 900`."""
    if classes.scope.pattern("populations", "sums_up").search(before) is None:
        return False
    told = [e for i, e in events.items() if i < phrase.start and e.frame.kind not in {"dead", "fragment", "reach"}]
    event = next((e for e in reversed(told) if e.things), None)
    if event is None:
        return False
    event.things = [*(t for t in event.things if t.phrase is not None), Thing(phrase.head, phrase.text, phrase)]
    return True


def _add_intended(phrase: Phrase, events: dict[int, Event], classes: Classes) -> None:
    """What stands before `for` and people is theirs: `kits for 300 families dropped by air`, also without any verb."""
    noun = _labelling(phrase) or _intended(phrase)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    text = noun_phrase(noun)
    if noun.i in events or not (object_type(classes.scope, text) or activity_label(classes.scope, text)):
        return
    event = next((e for e in events.values() if any(p is phrase for p in e.people)), None)
    if event is not None and not event.things and event.frame.kind in {"deliver", "fragment"}:
        event.things.append(Thing(noun, text))


def _intended(phrase: Phrase) -> Token | None:
    """What stands before `for` or `to` and people."""
    head = first_of_list(phrase.head)
    preposition = head.head
    return preposition.head if preposition.lower_ in {"for", "to"} and preposition.dep_ == "prep" else None


def _labelling(phrase: Phrase) -> Token | None:
    """What stands before a colon or dash and the people that it tells of: `Hygiene kits: 2,900 girls in A`."""
    doc, at = phrase.head.doc, phrase.number.start - 1
    if at - 1 < phrase.head.sent.start or at - phrase.head.sent.start > _LABEL or doc[at].text not in {":", "–", "—"}:
        return None
    return doc[at - 1]


def _serves_anybody(event: Event, classes: Classes) -> bool:
    """Whether a verb of what is done to people has some as object whom nothing tells: `relocated the families`."""
    if event.frame.kind != "affect" or not event.frame.type or event.trigger.pos_ != "VERB":
        return False
    if any(c.dep_ == "auxpass" and c.lower_ in {"is", "are"} for c in event.trigger.children):
        return False  # `patients are evacuated`: as a rule
    wanted = {"nsubjpass"} if event.passive else {"dobj", "obj"}
    whom = [c for c in event.trigger.children if c.dep_ in wanted]
    if event.frame.type in classes.scope.words("activities", "visiting") and not event.passive:
        places = mentions_in(event.trigger.sent, *PLACES)
        if any(m.start <= c.i < m.end for m in places for c in whom):
            return True  # `visited Gulu`
    return any(noun_lemma(c) in classes.people | classes.households for c in whom)


def _count_premises(event: Event, classes: Classes) -> None:
    """Households that are cleaned or sprayed are what is worked on, not people served: `disinfected 300 households`."""
    if event.trigger.lemma_.lower() not in classes.scope.words("activities", "telling"):
        return
    for phrase in [p for p in event.people if p.kind == HOUSEHOLDS and not p.also and p.head.dep_ != "pobj"]:
        event.people.remove(phrase)
        event.things.append(Thing(phrase.head, phrase.text, phrase))


def _drop_levels(event: Event, classes: Classes) -> None:
    """A level that a number has reached is nothing delivered, nor a place: `reached the 50,000 mark`, `the border`."""
    if event.frame.kind == "reach" and _is_amount_reached(event, classes):
        event.things, event.people = [], []
    came = any(p.head.dep_ == "nsubj" and p.head.head == event.trigger for p in event.people)
    if event.frame.kind == "reach" and came and event.things:
        holders = classes.scope.words("populations", "holders")
        if all(t.phrase is None and noun_lemma(t.head) in holders for t in event.things):
            event.things, event.people = [], []
    if event.frame.kind == "reach" and event.things:
        risen = classes.scope.words("activities", "level_nouns")
        if any(t.phrase is None and noun_lemma(t.head) in risen for t in event.things):
            event.things, event.people = [], []  # `30 days to reach a caseload of 16,000`
    if event.frame.kind == "reach" and event.trigger.lemma_.lower() in classes.scope.words("activities", "rising"):
        event.things = [
            t
            for t in event.things
            if t.phrase is None
            or noun_lemma(t.head) in classes.supported
            or object_type(classes.scope, t.text)
            or activity_label(classes.scope, t.text)
        ]


def _is_amount_reached(event: Event, classes: Classes) -> bool:
    """Whether a verb only tells how many people there are by now: `displaced families reached 1,700`."""
    verb = event.trigger
    if verb.pos_ != "VERB" or event.passive:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or noun_lemma(subject) not in classes.people | classes.households:
        return False
    behind = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.lower_ not in _ROUGHLY), verb)
    if behind.tag_ != "CD" or behind.i + 1 >= verb.sent.end:
        return False
    return behind.nbor().pos_ in {"PUNCT", "CCONJ", "ADP"} or behind.nbor().dep_ == "punct"


def _count_supported(event: Event, classes: Classes) -> None:
    """Groups and places that got something are counted themselves where nothing else is."""
    if event.people or any(t.phrase for t in event.things) or (event.frame.kind == "make" and event.frame.soft):
        return
    if event.frame.type in classes.scope.words("activities", "journeys"):
        return  # `moved to three centres`
    bodies = classes.scope.words("activities", "institutions") if event.money else frozenset[str]()
    for phrase in event.supported:
        if noun_lemma(phrase.head) in classes.supported - bodies:
            event.things.insert(0, Thing(phrase.head, phrase.text, phrase))


def _is_visited(phrase: Phrase, events: Mapping[int, Event], classes: Classes) -> bool:
    """Whether a number of places is the object of an event: `assessed 30 locations`."""
    head = phrase.head
    event = events.get(head.head.i)
    wanted = {"nsubjpass"} if event is not None and event.passive else {"dobj", "obj"}
    if event is None:
        return False
    visits = event.frame.type in classes.scope.words("activities", "visiting")
    visits = visits or event.trigger.lemma_.lower() in classes.scope.words("activities", "telling")
    # `manages 40 camps`
    visits = visits or (
        event.frame.kind == "affect" and event.frame.type in classes.scope.words("activities", "gathering")
    )
    return visits and head.dep_ in wanted
