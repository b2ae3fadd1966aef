"""What deeds led to: access that works brought, people whom what was built serves, and who only runs what helped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.prose.lexicon import DEAD, Classes
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in
from kg.relate.verbs import FINITE, PRESENT, SUBJECTS

_GETTING = frozenset({"receive", "deliver", "reach"})
_MEANS = frozenset({"through", "via", "by", "following", "after"})
_MAKING = frozenset({"make", "deliver"})
_ENOUGH = frozenset({"enough", "sufficient", "adequate"})
_REACH = 16  # tokens from what people may use to the means by which they may
_WHICH = frozenset({"which", "that"})


def join_access(event: Event, events: Mapping[int, Event], classes: Classes) -> None:
    """`300 people gained access to water through the repair of wells`: the means tell what was done for them."""
    if event.frame.kind not in _GETTING or not event.people or any(t.phrase for t in event.things):
        return
    use = _use(event.trigger, classes)
    means = _means_of(use, event.trigger, events) if use is not None else None
    if means is None:
        return
    inner = events.get(means.i)
    if inner is not None and inner is not event:
        if inner.frame.kind == "dead" or inner.people:
            return
        inner.take_people(event)
        inner.verb, inner.passive = event.trigger, event.passive
        inner.merged.append(event.trigger)
        event.frame = DEAD
        return
    text, rest = noun_phrase(means), classes.scope.role("ActivityType", "unspecific")
    code = activity_label(classes.scope, text) or object_type(classes.scope, text)
    if code not in {None, rest}:
        event.things = [Thing(means, text)]


def _use(trigger: Token, classes: Classes) -> Token | None:
    """The noun of what people may use from now on, in the place of a verb's object: `gained access`, `with access`."""
    below = [c for c in trigger.children if c.dep_ in {"dobj", "obj"}]
    below += [g for c in trigger.children if c.dep_ == "prep" and c.lower_ == "with" for g in c.children]
    uses = classes.scope.words("activities", "uses")
    return next((t for t in below if t.i > trigger.i and noun_lemma(t) in uses), None)


def _means_of(use: Token, trigger: Token, events: Mapping[int, Event]) -> Token | None:
    """The noun or gerund of the means behind what people may use: `access to water by drilling wells`."""
    for token in use.doc[use.i + 1 : min(use.i + _REACH, use.sent.end)]:
        if token.lower_ in _MEANS and token.dep_ == "prep" and trigger.is_ancestor(token):
            below = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
            if below is not None and (token.lower_ != "by" or (below.tag_ == "VBG" and below.i in events)):
                return below if below.pos_ in {"NOUN", "VERB"} else None
    return None


def join_use(event: Event, ordered: Sequence[Event]) -> None:
    """`sent supplies for the treatment of 300 children`: what things are to serve for is not done with them."""
    noun, before = event.trigger, event.trigger.head
    if noun.pos_ not in {"NOUN", "PROPN"} or before.lower_ != "for" or before.dep_ != "prep" or noun.dep_ != "pobj":
        return
    if event.frame.kind == "dead" or not event.people or any(t.phrase for t in event.things):
        return
    enough = before.head.lower_ in _ENOUGH
    for given in ordered:
        if given.frame.kind != "deliver" or given is event or given.people or given.trigger.pos_ != "VERB":
            continue
        if given.trigger.i < before.i and any(enough or t.head == before.head for t in given.things):
            given.take_people(event)
            event.frame = DEAD
            return


def join_outcome(event: Event, ordered: Sequence[Event], outcomes: Collection[str]) -> None:
    """`repaired 12 wells, restoring the supply of 300 families`: what was built, mended or given serves them.

    `outcomes` are the nouns of what things that were built bring: `access`, `supply`.
    """
    verb = event.verb
    if verb is None or not event.people or event.frame.kind == "dead" or any(t.phrase for t in event.things):
        return
    if not _tells_outcome(verb):
        return
    brought = {noun_lemma(c) for c in verb.children if c.dep_ in {"dobj", "obj"}}
    brought |= {noun_lemma(t.head) for t in event.things}
    if brought.isdisjoint(outcomes):
        return
    before = [e for e in ordered if e.frame.kind != "dead" and e is not event and e.trigger.i < verb.i]
    host = before[-1] if before else None
    if host is None or host.frame.kind not in _MAKING or host.people or not host.things:
        return
    if host.frame.kind == "make" or any(t.phrase for t in host.things):
        host.take_people(event)
        event.frame = DEAD


def _tells_outcome(verb: Token) -> bool:
    """Whether a verb tells what came of the deed before it: `, giving …`, `, which gave …`."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return verb.left_edge.i > verb.sent.start
    return verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ in _WHICH for c in verb.children)


def drop_doer(event: Event, events: Mapping[int, Event]) -> None:
    """`Clinics run by X treated 300 people`: that they are run is told of those who did it."""
    noun = event.trigger
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ != "nsubj" or event.people or event.frame.kind == "dead":
        return
    run = bool(event.merged) and all(t.dep_ == "acl" and t.tag_ == "VBN" and t.head == noun for t in event.merged)
    does = next((e for e in events.values() if e.verb == noun.head and e is not event and not e.passive), None)
    if run and does is not None and does.frame.kind == "affect" and not does.empty:
        event.frame = DEAD


def drop_handed_in(event: Event, classes: Classes) -> None:
    """`The office received 300 applications`: others handed them in, and nothing was done with them yet."""
    noun, verb = event.trigger, event.trigger.head
    if noun.pos_ != "NOUN" or event.people or noun_lemma(noun) not in classes.scope.words("activities", "dossiers"):
        return
    active = noun.dep_ == "dobj" and not any(c.dep_ == "auxpass" for c in verb.children)
    if verb.lemma_ == "receive" and (active or noun.dep_ == "nsubjpass"):
        event.frame = DEAD


def join_held(event: Event, events: Mapping[int, Event]) -> None:
    """Give a gathering without a verb the participle behind its topic: `Sessions on land rights held in A`.

    Args:
        event: of a verb of holding.
        events: of the sentence, by the token of their trigger.
    """
    verb, topic = event.trigger, event.trigger.head
    if event.frame.kind != "hold" or verb.tag_ != "VBN" or verb.dep_ != "acl" or topic.dep_ != "pobj":
        return
    held = topic.head.head
    while held.i not in events and held.dep_ == "pobj" and held.head.dep_ == "prep":
        held = held.head.head
    found = events.get(held.i)
    if found is None or found.verb not in {None, held} or not found.frame.type or any(t.phrase for t in event.things):
        return
    if held.pos_ not in {"NOUN", "PROPN"} and held.tag_ != "VBG":
        return
    inner = events.get(topic.i)
    if inner is not None and inner.empty:
        inner.frame = DEAD
    found.take_people(event)
    found.verb, found.passive = verb, True
    found.merged.append(verb)
    found.anybody = found.anybody or held.tag_ == "VBG"
    event.frame = DEAD


def join_finding(event: Event, events: Mapping[int, Event], scope: Scope) -> None:
    """Give an assessment or visit the verb of what it found: `a joint assessment by X in A showed that …`.

    Args:
        event: of a noun.
        events: of the sentence, by the token of their trigger.
        scope: whose words tell which verbs and types these are.
    """
    noun, verb = event.trigger, event.trigger.head
    if noun.dep_ != "nsubj" or noun.pos_ != "NOUN" or event.verb not in {None, verb} or verb.i in events:
        return
    if event.frame.type not in scope.words("activities", "visiting") or verb.tag_ not in FINITE | {"VBN"}:
        return
    # `the assessment showed that …` does not say where it was
    told = any(noun.left_edge.i <= m.start < verb.i for m in mentions_in(noun.sent, *PLACES, *scope.organizations))
    if told and verb.tag_ not in PRESENT and verb.lemma_.lower() in scope.words("activities", "finding"):
        event.verb = verb
        event.merged.append(verb)


def join_mission(event: Event, events: Mapping[int, Event], classes: Classes) -> None:
    """Tell what a journey was or something was held for by its aim: `travelled to A, held a mission to assess needs`.

    Args:
        event: of the verb of the aim.
        events: of the sentence, by the token of their trigger.
        classes: the verb and noun classes, and the words that tell which types and verbs these are.
    """
    trigger, scope = event.trigger, classes.scope
    if event.frame.type not in scope.words("activities", "visiting") or trigger.tag_ != "VB":
        return
    if not any(c.lower_ == "to" for c in trigger.lefts) or event.frame.kind != "affect":
        return
    counted = event.people or any(t.phrase for t in event.things)
    above = trigger.head.head if trigger.dep_ in {"acl", "relcl"} else trigger.head
    other = events.get(above.i)
    if other is not None and (other.people or any(t.phrase for t in other.things)):
        return
    if above.lemma_.lower() in scope.words("activities", "sending"):
        if above.tag_ not in {"VBD", "VBN"} or above.dep_ not in {"ROOT", "conj"} or _people_go(above, classes):
            return
        if other is not None:
            other.frame = DEAD
        event.verb, event.passive = above, False
        event.merged.append(above)
        if not counted:
            event.things, event.anybody = [], True  # where they went to tells what was looked at
        return
    if other is None or other.frame.kind != "hold" or other.frame.type or not other.things or counted:
        return
    if all(activity_label(scope, t.text) is None for t in other.things):
        other.frame = replace(other.frame, type=event.frame.type, noun=other.things[0].text)
        event.frame = DEAD


def _people_go(verb: Token, classes: Classes) -> bool:
    """Whether those who go somewhere are people whom nobody sends: `refugees returned to see their homes`."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    groups = mentions_in(verb.sent, "PopulationGroup")
    return not subjects or any(
        noun_lemma(c) in classes.people | classes.households
        or c.pos_ == "PRON"
        or any(m.start <= c.i < m.end for m in groups)
        for c in subjects
    )
