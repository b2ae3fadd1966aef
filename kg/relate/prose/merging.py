"""Events that are one: a verb and its noun, two verbs of one object, people reached by what was delivered."""

from __future__ import annotations

from collections.abc import Iterable

from kg.relate.prose.events import Event
from kg.relate.prose.lexicon import Frame


def merge_events(events: dict[int, Event]) -> None:
    """A verb whose object is itself an event adds to that event; people reached join the event of their clause."""
    for i in sorted(events):
        event = events[i]
        if event.frame.kind == "dead":
            continue
        for thing in list(event.things):
            inner = events.get(thing.head.i)
            if inner is not None and inner is not event and inner.frame.kind != "dead" and event.trigger.pos_ != "NOUN":
                inner.people += event.people
                inner.groups += event.groups
                inner.targets += event.targets
                inner.verb = event.trigger
                inner.passive = event.passive
                inner.merged.append(event.trigger)
                if thing.phrase is not None and not any(t.phrase is thing.phrase for t in inner.things):
                    inner.things.insert(0, thing)
                rest = [t for t in event.things if t is not thing]
                event.things = rest
                if not rest:
                    event.frame = Frame("dead")
                event.people, event.groups, event.targets = [], [], []
    for i in sorted(events):
        event = events[i]
        # `Two workshops were held`: the verb only carries the noun's event, whatever else hangs on it.
        verb = _carrier(event, events)
        if verb is None:
            continue
        event.people += verb.people
        event.groups += verb.groups
        event.targets += verb.targets
        event.verb, event.passive = verb.trigger, verb.passive
        event.merged.append(verb.trigger)
        verb.people, verb.groups, verb.targets = [], [], []
        if not any(t.phrase for t in verb.things):
            verb.frame = Frame("dead")
    for i in sorted(events):
        event = events[i]
        # `issued and distributed to children`: one event in two words.
        first = events.get(event.trigger.head.i) if event.trigger.dep_ == "conj" else None
        if (
            first is None
            or first is event
            or event.frame.kind == "dead"
            or first.frame.kind == "dead"
            or event.trigger.pos_ != "VERB"
            or first.trigger.pos_ != "VERB"
        ):
            continue
        if (
            not any(t.phrase for t in event.things)
            and not (event.people and first.people)
            and event.trigger.i - first.trigger.i <= 3
        ):
            first.people += event.people
            first.groups += event.groups
            first.targets += event.targets
            first.merged.append(event.trigger)
            event.frame = Frame("dead")
    ordered = [events[i] for i in sorted(events)]
    for position, event in enumerate(ordered):
        if event.frame.kind != "reach" or (event.things and any(t.phrase for t in event.things)):
            continue
        host = _host(event, ordered, position)
        if host is not None:
            host.people += event.people
            host.groups += event.groups
            host.targets += event.targets
            event.frame = Frame("dead")


def _carrier(event: Event, events: dict[int, Event]) -> Event | None:
    """The verb that a noun's event is subject or object of, where the verb says nothing of its own."""
    if event.trigger.pos_ not in {"NOUN", "PROPN"} or event.frame.kind == "dead" or event.merged:
        return None
    at = event.trigger
    while at.dep_ == "conj" and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    # `the second round of vaccination`
    if (
        at.dep_ == "pobj"
        and at.head.lower_ == "of"
        and at.head.head.lemma_.lower()
        in {"round", "series", "phase", "number", "session", "campaign", "wave", "cycle"}
    ):
        at = at.head.head
    if at.dep_ not in {"nsubj", "nsubjpass", "dobj", "obj"}:
        return None
    verb = events.get(at.head.i)
    if (
        verb is None
        or verb.trigger.pos_ != "VERB"
        or verb.frame.kind not in {"hold", "deliver", "make"}
        or (verb.frame.kind == "make" and verb.frame.type)
    ):
        return None
    return verb


def _host(event: Event, ordered: Iterable[Event], position: int) -> Event | None:
    """The event that `reaching …` completes."""
    ordered = list(ordered)
    subject = next((c for c in event.trigger.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.lower_ not in {"which", "that", "who"}:
        own = next(
            (
                e
                for e in ordered
                if subject.left_edge.i <= e.trigger.i <= subject.right_edge.i
                and e.frame.kind != "dead"
                and e is not event
            ),
            None,
        )
        if own is not None:
            return own
        if event.trigger.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
    for other in reversed(ordered[:position]):
        if other.frame.kind not in {"dead", "reach"} and not other.people and event.trigger.i - other.trigger.i < 45:
            return other
    return None
