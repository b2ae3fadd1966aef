"""Events that are one: a verb and its noun, two verbs of one object, people reached by what was delivered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.prose.lexicon import DEAD, Classes
from kg.relate.prose.nouns import noun_above, noun_lemma, noun_phrase
from kg.relate.prose.outcomes import (
    drop_doer,
    drop_handed_in,
    join_access,
    join_finding,
    join_held,
    join_mission,
    join_outcome,
    join_use,
)
from kg.relate.prose.phrases import PEOPLE
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in
from kg.relate.verbs import FINITE

_JOINED = re.compile(r"[\s,]*(?:,|&|\band|\bas well as)\s*$")  # before the last of a list
_GIVEN = frozenset({"ADP", "ADJ", "NOUN", "PROPN", "CCONJ", "DET"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning"})
_DURING = frozenset({"during", "in", "at", "through"})
_MEANS = frozenset({"through", "via", "in"})
_HELPED = frozenset({"deliver", "make", "receive"})
_DONE_TO = frozenset({"deliver", "affect", "make"})
_SERVING = frozenset({"receive", "deliver", "affect", "reach"})
_PURPOSES = frozenset({"for", "on", "into", "in"})


def merge_events(events: Mapping[int, Event], classes: Classes) -> None:
    """Make one event of those that are one; what was taken in is of the frame `dead`."""
    ordered = [events[i] for i in sorted(events)]
    rest = classes.scope.role("ActivityType", "unspecific")
    alike = classes.scope.words("activities", "plainest")
    _each((join_held,), ordered, events)
    _each((_share_subject, _join_focus, _join_objects), ordered, events)
    supporting = classes.scope.words("parties", "supporting")
    for event in ordered:
        if event.trigger.lemma_.lower() in supporting:
            _join_helpers(event, events, classes)
        _drop_topic(event, events)
        _join_purpose(event, events, rest)
        join_use(event, ordered)
        join_access(event, events, classes)
    _each((_join_means, _join_aim), ordered, events)
    for event in ordered:
        _join_given(event, ordered)
    for event in ordered:
        _join_attended(event, events, classes.scope.words("activities", "attending"))
    for event in ordered:
        _join_carrier(event, events, classes.rounds)
    outcomes = classes.scope.words("activities", "outcomes")
    for event in ordered:
        _join_during(event, events)
        join_outcome(event, ordered, outcomes)
        drop_doer(event, events)
        drop_handed_in(event, classes)
        join_finding(event, events, classes.scope)
        join_mission(event, events, classes)
    for event in ordered:
        _join_second_verb(event, events)
    for position, event in enumerate(ordered):
        _join_reached(event, ordered, position, classes.scope)
    for position, event in enumerate(ordered):
        _share_people(event, events)
        _share_listed(event, events, alike)
        _go_back(event, ordered[:position])
        _take_type(event, ordered[:position])
        _drop_describing(event, ordered[position + 1 :])


def _join_objects(event: Event, events: Mapping[int, Event]) -> None:
    """A verb whose object is itself an event adds to that event."""
    if event.frame.kind == "dead" or event.trigger.pos_ == "NOUN":
        return
    above = events.get(event.trigger.head.i) if event.trigger.dep_ == "acl" and event.passive else None
    if event.frame.kind == "hold" and not event.things and above is not None and above.frame.kind != "dead":
        _take_verb(above, event)  # `12 trainings held for 300 teachers`
        event.frame = DEAD
        return
    if event.frame.kind in _DONE_TO and event.trigger.dep_ == "acl" and event.passive and not event.things:
        _take_things(event, events)
    for thing in list(event.things):
        inner = events.get(thing.head.i)
        if inner is None or inner is event or inner.frame.kind == "dead":
            continue
        _take_verb(inner, event)
        if thing.phrase is not None and not any(t.phrase is thing.phrase for t in inner.things):
            inner.things.insert(0, thing)
        event.things = [t for t in event.things if t is not thing]
        if not event.things:
            event.frame = DEAD
        elif event.frame.kind in {"deliver", "affect"} and not any(t.phrase for t in event.things):
            event.people, event.groups = list(inner.people), list(inner.groups)  # both went to the same people


def _join_focus(event: Event, events: Mapping[int, Event]) -> None:
    """What only says what an event is about tells whom that served: `sessions focusing on rights for 300 women`."""
    trigger = event.trigger
    about = event.frame.kind == "hold" and event.frame.soft and trigger.dep_ == "acl" and trigger.tag_ == "VBG"
    held = events.get(trigger.head.i) if about and not event.things else None
    if held is not None and held.frame.kind != "dead" and not held.people:
        held.take_people(event)
        event.frame = DEAD


def _each(
    joins: Sequence[Callable[[Event, Mapping[int, Event]], None]], ordered: Sequence[Event], events: Mapping[int, Event]
) -> None:
    """Ask whether each event joins another, in one way after the other."""
    for join in joins:
        for event in ordered:
            join(event, events)


def _take_things(event: Event, events: Mapping[int, Event]) -> None:
    """A participle tells more of things than that they were done: `Provided: 300 kits given to 90 families`."""
    noun = event.trigger.head
    for other in events.values():
        if other.frame.kind == "hold" and not other.frame.type and any(t.head == noun for t in other.things):
            event.things = [t for t in other.things if t.head == noun]
            other.things = [t for t in other.things if t.head != noun]
            if not other.things:
                other.frame = DEAD
            return


def _take_verb(inner: Event, event: Event) -> None:
    """Give the event of a noun the verb that another tells of it, and whom that serves."""
    inner.take_people(event)
    inner.verb, inner.passive = event.trigger, event.passive
    inner.merged.append(event.trigger)


def _drop_topic(event: Event, events: Mapping[int, Event]) -> None:
    """What help or talk is about is not done: `gave advice on temporary shelter`, `a workshop on registration`."""
    about = event.trigger.head
    if event.trigger.pos_ != "NOUN" or event.trigger.dep_ != "pobj" or about.lower_ not in _ABOUT or not event.empty:
        return
    told = about.head
    above = events.get(told.i) or next((e for e in events.values() if any(t.head == told for t in e.things)), None)
    if told.pos_ in {"NOUN", "PROPN"} and above is not None and above is not event:
        event.frame = DEAD


def _join_helpers(event: Event, events: Mapping[int, Event], classes: Classes) -> None:
    """Who helps those by whom it was done, where the parser sees a clause: `300 reached by X supported volunteers`."""
    verb, doc = event.trigger, event.trigger.doc
    doers = doc[verb.i + 1] if verb.tag_ in {"VBD", "VBN"} and verb.i + 1 < verb.sent.end else None
    hands = classes.doers | classes.scope.words("parties", "hands")
    if doers is None or doers.tag_ != "NNS" or noun_lemma(doers) not in hands:
        return
    named = next((m for m in mentions_in(verb.sent, *classes.scope.organizations) if m.end == verb.i), None)
    if named is None or named.start == verb.sent.start or doc[named.start - 1].lower_ != "by":
        return
    below = (t for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} for t in c.subtree)
    done = next((t for t in below if t.dep_ == "acl" and t.tag_ == "VBN" and t.i in events), None)
    if done is not None:
        event.groups = [m for m in event.groups if m.root != doers]
        events[done.i].take_people(event)
        event.frame = DEAD


def _join_purpose(event: Event, events: Mapping[int, Event], rest: str) -> None:
    """`submitted for resettlement`, `departed on repatriation`: the noun tells what the verb led to.

    `rest` is the type of verbs that tell none.
    """
    plain = event.frame.kind == "undergo" or (event.frame.kind == "affect" and event.frame.type in {"", rest})
    if event.trigger.pos_ != "VERB" or not plain or event.money or not (event.people or event.things):
        return  # `supported 40 families with USD 90 for seed`: money was given, whatever for
    below = [g for c in event.trigger.children if c.dep_ == "prep" and c.lower_ in _PURPOSES for g in c.children]
    inner = next((events[g.i] for g in below if g.dep_ == "pobj" and g.i in events), None)
    if inner is None or not inner.empty or inner.frame.kind == "dead":
        return
    if event.things:
        if inner.frame.type:  # `120 files were submitted for resettlement`
            event.frame = replace(event.frame, type=inner.frame.type, noun=inner.frame.noun)
            inner.frame = DEAD
        return
    _take_verb(inner, event)
    event.frame = DEAD


def _join_means(event: Event, events: Mapping[int, Event]) -> None:
    """`supported the authorities through the repair of wells`: the noun tells what the help was."""
    if event.trigger.pos_ != "VERB" or event.frame.kind != "affect" or event.frame.type or event.people:
        return
    if event.trigger.dep_ in {"acl", "relcl", "amod"}:
        return  # `households supported through food distributions`: who they are
    below = [g for c in event.trigger.children if c.dep_ == "prep" and c.lower_ in _MEANS for g in c.children]
    inner = next((events[g.i] for g in below if g.dep_ == "pobj" and g.i in events), None)
    if inner is not None and inner.frame.kind != "dead" and not inner.merged:
        _take_verb(inner, event)
        event.frame = DEAD


def _join_aim(event: Event, events: Mapping[int, Event]) -> None:
    """`handed out 400 kits to support 1,500 people`: the infinitive tells whom what was given or built is for."""
    trigger = event.trigger
    helps = event.frame.kind == "affect" and not event.frame.type and not event.things and bool(event.people)
    if _looks_again(event, events):
        return
    if not helps or trigger.dep_ not in {"advcl", "xcomp", "acl"} or not any(c.lower_ == "to" for c in trigger.lefts):
        return
    above = trigger.head
    if above.pos_ in {"NOUN", "PROPN"} and above.i not in events:
        above = above.head  # the parser may hang the infinitive on the object
    given = events.get(above.i)
    if given is None or given.people or not (given.things or given.money):
        return
    # `launched a programme to support 300 farmers`
    begun = given.frame.kind == "hold" and any(t.head == trigger.head for t in given.things)
    if given.frame.kind not in _HELPED and not begun:
        return
    given.take_people(event)
    event.frame = DEAD


def _looks_again(event: Event, events: Mapping[int, Event]) -> bool:
    """`visited Gulu to assess the needs of 300 families`: the aim of a visit is the same visit; whether it is so."""
    trigger = event.trigger
    if event.frame.kind != "affect" or trigger.dep_ != "advcl" or not any(c.lower_ == "to" for c in trigger.lefts):
        return False
    visit = events.get(trigger.head.i)
    same = visit is not None and visit.frame.kind == "affect" and visit.frame.type == event.frame.type != ""
    if visit is None or not same or visit.people or any(t.phrase for t in visit.things) or not event.people:
        return False
    visit.take_people(event)
    event.frame = DEAD
    return True


def _join_given(event: Event, ordered: Sequence[Event]) -> None:
    """`300 families benefited from kits distributed by X`: what was given and who got it are one."""
    if event.frame.kind != "receive" or event.trigger.pos_ != "VERB" or not event.people:
        return
    if any(t.phrase for t in event.things):
        return
    for other in ordered:
        clause = other.trigger.dep_ == "acl" and other.trigger.tag_ == "VBN" and other.frame.kind == "deliver"
        between = other.trigger.doc[event.trigger.i + 1 : other.trigger.i] if clause else ()
        # Only a preposition and the noun stand between, whatever the parser makes of them.
        if clause and 0 < len(between) <= 6 and all(t.pos_ in _GIVEN for t in between) and not other.people:
            other.take_people(event)
            event.frame = DEAD
            return


def _join_attended(event: Event, events: Mapping[int, Event], verbs: Collection[str]) -> None:
    """`300 people took part in 12 sessions`: what was held and who came are one."""
    if event.frame.kind == "dead" or event.trigger.lemma_.lower() not in verbs or not event.people:
        return
    below = [*event.trigger.children, *(g for c in event.trigger.children if c.dep_ == "prep" for g in c.children)]
    held = next((events[t.i] for t in below if t.dep_ in {"dobj", "pobj"} and t.i in events), None)
    if held is None or held.frame.kind == "dead" or held.people or not any(t.phrase for t in held.things):
        return
    held.take_people(event)
    held.verb, held.passive = event.trigger, True  # who comes to it does not hold it
    held.merged.append(event.trigger)
    event.frame = DEAD


def _join_carrier(event: Event, events: Mapping[int, Event], rounds: frozenset[str]) -> None:
    """`Two workshops were held`: the verb only carries the noun's event, whatever else hangs on it."""
    verb = _carrier(event, events, rounds)
    if verb is None:
        return
    # `gave tents and cash grants to 300 families`: the verb has an object of its own beside the event.
    others = event.trigger.dep_ == "conj" and verb.frame.kind == "deliver" and bool(verb.things)
    if others:
        event.people += verb.people
        event.groups += verb.groups
    else:
        event.take_people(verb)
    event.verb, event.passive = verb.trigger, verb.passive
    event.merged.append(verb.trigger)
    if not others and not any(t.phrase for t in verb.things):
        verb.frame = DEAD


def _join_during(event: Event, events: Mapping[int, Event]) -> None:
    """`held a campaign, during which 300 children were vaccinated`: what was held reached them."""
    trigger = event.trigger
    when = [c for c in trigger.children if c.dep_ == "prep" and c.lower_ in _DURING]
    within = any(g.lower_ == "which" for c in when for g in c.children)
    if trigger.dep_ != "relcl" or not within or event.frame.kind != "affect" or event.things:
        return
    held = events.get(trigger.head.i)
    if held is not None and held.frame.kind != "dead" and not held.people:
        held.take_people(event)
        held.frame = replace(held.frame, type=event.frame.type or held.frame.type)
        event.frame = DEAD


def _join_second_verb(event: Event, events: Mapping[int, Event]) -> None:
    """`issued and distributed to children`: one event in two words."""
    first = events.get(event.trigger.head.i) if event.trigger.dep_ == "conj" else None
    if first is None or first is event or "dead" in {event.frame.kind, first.frame.kind}:
        return
    if event.trigger.pos_ != "VERB" or first.trigger.pos_ != "VERB" or event.trigger.i - first.trigger.i > 3:
        return
    if first.frame.soft and not first.things and event.frame.kind == "affect" and event.frame.type and not event.people:
        event.take_people(first)  # `40 nurses were equipped and trained`
        event.merged.append(first.trigger)
        first.frame = DEAD
        return
    if not _differ(event, first) and not any(t.phrase for t in event.things) and not (event.people and first.people):
        first.take_people(event)
        first.merged.append(event.trigger)
        event.frame = DEAD


def _differ(event: Event, other: Event) -> bool:
    """Whether two verbs of one object are two events: `were trained and deployed`, `registered and vaccinated`."""
    frames = {event.frame, other.frame}
    if "engage" in {f.kind for f in frames}:
        return True
    return all(f.kind == "affect" and f.type and f.noun for f in frames) and event.frame.type != other.frame.type


def _share_people(event: Event, events: Mapping[int, Event]) -> None:
    """Two events that are told together serve the same people: `provided treatment and vaccinations to 300 people`."""
    trigger = event.trigger
    # `food assistance and psychosocial support`: the parser may take the one for what describes the other.
    listed = trigger.dep_ == "nmod" and any(c.dep_ == "cc" for c in trigger.children)
    other = events.get(trigger.head.i) if trigger.dep_ == "conj" or listed else None
    if other is None or "dead" in {event.frame.kind, other.frame.kind} or (trigger.pos_ != other.trigger.pos_):
        return
    if listed and event.verb is None and trigger.pos_ == "NOUN":
        event.verb, event.passive = other.verb, other.passive
        event.merged += other.merged
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        if event.verb != other.verb or event.frame.type == other.frame.type:
            return
    elif not _differ(event, other) or any(c.dep_ in {"nsubj", "nsubjpass"} for c in event.trigger.children):
        return
    for one, two in ((event, other), (other, event)):
        if one.trigger.pos_ == "VERB" and any(c.dep_ in {"dobj", "obj"} for c in one.trigger.children):
            continue  # `trained 300 people and identified 12 cases`: what it was done to is told, whatever it is
        if one.empty and (two.people or two.groups):
            one.people, one.groups = list(two.people), list(two.groups)
            if one.frame.kind == "engage":
                one.things = [Thing(p.head, p.text, p) for p in one.people]
                one.people = []
        elif one.empty and two.frame.kind == "engage":
            one.people = [t.phrase for t in two.things if t.phrase is not None and t.phrase.kind == PEOPLE]


def _share_subject(event: Event, events: Mapping[int, Event]) -> None:
    """Those to whom one thing was done got another: `300 children were registered and received certificates`."""
    verb, first = event.trigger, event.trigger.head
    gets = event.frame.kind == "receive" or (event.frame.kind == "deliver" and event.passive)
    if not gets or verb.dep_ != "conj" or verb.pos_ != "VERB" or event.people or any(t.phrase for t in event.things):
        return
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return
    other = events.get(first.i)
    while other is not None and not other.people and first.dep_ == "conj":
        first = first.head
        other = events.get(first.i)
    if other is None or other.frame.kind not in {"affect", "receive"}:
        return
    if other.passive == (other.frame.kind == "affect"):  # `300 children gained access to schools and received books`
        event.people, event.groups = list(other.people), list(other.groups)


def _share_listed(event: Event, events: Mapping[int, Event], alike: Collection[str]) -> None:
    """What stands behind what people got is another deed for them: `300 families received tents and training`.

    `alike` are the types of what is handed out like the things before it.
    """
    trigger, kind = event.trigger, event.frame.type
    if trigger.dep_ != "conj" or trigger.pos_ not in {"NOUN", "PROPN"} or not event.empty or not kind or kind in alike:
        return
    first = noun_above(trigger, "conj")
    above = first.head
    if first.dep_ == "pobj" and above.lower_ == "with":
        above = above.head if above.head.pos_ == "VERB" else above.head.head
    elif first.dep_ not in {"dobj", "obj"}:
        return
    verb = events.get(above.i)
    if any(c.lower_ == "or" for t in (first, *first.conjuncts) for c in t.children):
        return
    if verb is None or verb.frame.kind not in _SERVING or len(verb.people) != 1 or any(t.phrase for t in verb.things):
        return
    if verb.frame.kind == "affect" and verb.frame.type:
        return  # `trained 30 nurses with support and supervision`
    event.people, event.verb, event.passive = list(verb.people), verb.trigger, verb.passive
    event.merged.append(verb.trigger)
    own = noun_phrase(trigger)
    for thing in (t for t in verb.things if t.head == first and t.text.endswith(f" {own}")):
        thing.text = _JOINED.sub("", thing.text.removesuffix(own))


def _take_type(event: Event, before: Sequence[Event]) -> None:
    """What goes on with things told before is of their kind: `40 wells were drilled, and 12 are under way`."""
    if event.frame.kind != "hold" or event.frame.type or not event.things:
        return
    texts = {t.text for t in event.things if t.phrase is not None and t.head.i < event.trigger.i}
    for other in reversed(before):
        if other.frame.type and texts & {t.text for t in other.things if t.phrase is not None}:
            event.frame = replace(event.frame, type=other.frame.type)
            return


def _drop_describing(event: Event, behind: Sequence[Event]) -> None:
    """A noun that only describes another of its type is not done by itself: `a coordination and planning meeting`."""
    if event.trigger.pos_ not in {"NOUN", "PROPN"} or not event.empty or event.things:
        return
    for other in behind:
        same = other.frame.type == event.frame.type and other.frame.kind != "dead"
        if same and other.trigger.pos_ == "NOUN" and other.trigger.left_edge.i <= event.trigger.i < other.trigger.i:
            event.frame = DEAD
            return


def _go_back(event: Event, before: Sequence[Event]) -> None:
    """`selected 20 children and gave them kits`: who gets it are those of the verb before."""
    verb = event.verb
    if event.frame.kind not in {"affect", "deliver"} or verb is None or event.people or event.groups:
        return
    if event.trigger != verb and not event.merged:
        return  # it is but one of the things that the verb gives
    below = [*verb.children, *(g for c in verb.children if c.dep_ in {"prep", "dative"} for g in c.children)]
    if not any(t.lower_ == "them" and t.dep_ in {"dobj", "dative", "pobj"} for t in below):
        return
    whom = next((e for e in reversed(before) if e.people and e.verb != verb and e.frame.kind != "dead"), None)
    if whom is not None and len(whom.people) == 1:
        event.people, event.groups = list(whom.people), list(whom.groups)


def _join_reached(event: Event, ordered: Sequence[Event], position: int, scope: Scope) -> None:
    """People reached join the event of their clause, unless it tells by itself what they got."""
    if any(t.phrase for t in event.things) or _brings(event, scope):
        return
    host = _described(event, ordered)
    if host is None and event.frame.kind == "reach":
        host = _host(event, ordered, position)
    elif host is None and event.frame.kind == "affect" and not event.frame.type:
        host = _helping(event, ordered)
    if host is not None:
        host.take_people(event)
        event.frame = DEAD


def _helping(event: Event, ordered: Sequence[Event]) -> Event | None:
    """The event that is the subject of a verb of help: `The distribution of tools helped 300 farmers`."""
    verb = event.trigger
    if verb.pos_ != "VERB" or event.passive or event.things or not event.people:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    alive = (e for e in ordered if e.frame.kind != "dead" and not e.people and e is not event)
    return next((e for e in alive if e.trigger == subject), None)


def _brings(event: Event, scope: Scope) -> bool:
    """Whether a finite verb tells what people were reached with: `dug wells and reached 300 people with soap`."""
    trigger = event.trigger
    if event.frame.kind != "reach" or trigger.tag_ not in FINITE | {"VBN"} or trigger.dep_ not in {"conj", "ROOT"}:
        return False
    above = (trigger, *(p.head for p in event.people))
    below = (g for t in above for c in t.children if c.dep_ == "prep" and c.lower_ == "with" for g in c.children)
    texts = (noun_phrase(g) for g in below if g.dep_ == "pobj")
    return any(activity_label(scope, text) or object_type(scope, text) for text in texts)


def _described(event: Event, ordered: Sequence[Event]) -> Event | None:
    """The event of the thing of which a participle says whom it serves: `two wells serving 90 people were dug`."""
    if event.trigger.dep_ != "acl" or event.trigger.tag_ != "VBG" or not event.people:
        return None
    return next(
        (
            other
            for other in ordered
            if other.frame.kind in {"make", "deliver", "affect"}
            and not other.people
            and any(t.head == event.trigger.head and t.phrase for t in other.things)
        ),
        None,
    )


def _carrier(event: Event, events: Mapping[int, Event], rounds: frozenset[str]) -> Event | None:
    """The verb that a noun's event is subject or object of, where the verb says nothing of its own."""
    if event.trigger.pos_ not in {"NOUN", "PROPN"} or event.frame.kind == "dead" or event.merged:
        return None
    at = noun_above(event.trigger, "conj")
    # `the second round of vaccination`
    if at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_.lower() in rounds:
        at = at.head.head
    for clause in at.children:
        # `a workshop that was held in May`, `certificates handed to refugees`
        kind = events[clause.i].frame.kind if clause.i in events else None
        if (kind == "hold" and clause.dep_ in ({"relcl", "acl"} if at.dep_ == "ROOT" else {"relcl"})) or (
            clause.dep_ == "acl" and clause.tag_ == "VBN" and kind == "deliver"
        ):
            return events[clause.i]
    if at.dep_ not in {"nsubj", "nsubjpass", "dobj", "obj"}:
        return None
    verb = events.get(at.head.i)
    if verb is None and at.dep_ in {"nsubj", "nsubjpass"}:  # `the assessment is expected to proceed`
        verb = next((events[c.i] for c in at.head.children if c.dep_ == "xcomp" and c.i in events), None)
    if (
        verb is None
        or verb.trigger.pos_ not in {"VERB", "AUX"}
        or verb.frame.kind not in {"hold", "deliver", "make"}
        or (verb.frame.kind == "make" and verb.frame.type)
    ):
        return None
    return verb


def _host(event: Event, ordered: Sequence[Event], position: int) -> Event | None:
    """The event that `reaching …` completes."""
    subject = next((c for c in event.trigger.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.lower_ not in {"which", "that", "who"}:
        within = range(subject.left_edge.i, subject.right_edge.i + 1)
        for other in ordered:
            if other.trigger.i in within and other.trigger.i < event.trigger.i and other.frame.kind != "dead":
                return other
        if event.trigger.tag_ in FINITE:
            return None
    for other in reversed(ordered[:position]):
        if other.frame.kind not in {"dead", "reach"} and not other.people and event.trigger.i - other.trigger.i < 45:
            return other
    return None
