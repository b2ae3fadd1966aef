"""Objects of events that have no number."""

from __future__ import annotations

from spacy.tokens import Token

from kg.relate.prose.events import Event, Thing
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.phrases import Phrase
from kg.relate.spans import PLACES, mentions_in


def add_bare_objects(event: Event, inside: dict[int, Phrase], classes: Classes) -> None:
    """The noun in the object's place when it has no number."""
    trigger = event.trigger
    wanted = {"nsubjpass"} if event.passive else {"dobj", "obj"}
    if event.frame.kind == "deliver" and event.passive:
        wanted |= {"dobj", "oprd", "attr"}  # `58 were given counselling`
    if event.frame.kind in {"receive", "undergo"}:
        wanted = {"dobj", "obj"}
    heads = [c for c in trigger.children if c.dep_ in wanted]
    if event.frame.kind in {"receive", "deliver"}:
        # `provided pupils with kits`: the parser may hang `with` on the pupils.
        above = [trigger, *(h for h in heads if event.frame.kind == "deliver")]
        heads += [
            g
            for a in above
            for c in a.children
            if c.dep_ == "prep" and c.lower_ in ({"from", "in", "with"} if event.frame.kind == "receive" else {"with"})
            for g in c.children
            if g.dep_ == "pobj"
        ]
    if event.frame.kind == "affect" and not event.frame.type:
        heads += [
            g
            for c in trigger.children
            if c.dep_ == "prep" and c.lower_ == "with"
            for g in c.children
            if g.dep_ == "pobj"
        ]
    heads = [h for h in heads if not (trigger.lemma_ == "take" and h.lower_ == "place")]
    if not heads and event.passive and trigger.dep_ in {"acl", "relcl"}:
        heads = [trigger.head]
    if not heads and trigger.dep_ in {"conj", "xcomp"} and trigger.head.pos_ == "VERB":
        heads = (
            [c for c in trigger.head.children if c.dep_ in ({"nsubjpass", "nsubj"} if event.passive else {"dobj"})]
            if event.passive
            else []
        )
    if trigger.lemma_ in {"take", "continue", "begin", "start"} and not heads:
        heads = [c for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"}]
    heads = [inner for head in heads if noun_lemma(head) not in {"total", "number"} for inner in _meant(head)]
    places = {i for m in mentions_in(trigger.sent, *PLACES, "PopulationGroup") for i in range(m.start, m.end)}
    for head in heads:
        joined = [head, *head.conjuncts]
        kinds = {m.kb_id_ for m in mentions_in(trigger.sent, "ActivityType") for t in joined if m.start <= t.i < m.end}
        if (
            len(joined) > 1
            and len(kinds) < 2
            and not any(t.i in inside or t.i in places for t in joined)
            and joined[-1].i - head.i <= 8
            and not any(t.lemma_.lower() in classes.people for t in joined)
        ):
            begin = head.i - len(noun_phrase(head).split()) + 1
            event.things.append(
                Thing(head, " ".join(trigger.doc[max(begin, trigger.sent.start) : joined[-1].i + 1].text.split()))
            )
            continue
        for one in joined:
            if one.i in places:
                continue
            if one.i in inside or one.pos_ not in {"NOUN", "PROPN"} or one.i > trigger.i + 25:
                continue
            if one.lemma_.lower() in classes.people or one.lemma_.lower() in classes.households:
                continue
            event.things.append(Thing(one, noun_phrase(one)))


def _meant(head: Token) -> list[Token]:
    """`took part in activities`: the noun behind the light one."""
    if head.lower_ in {"part", "participation"}:
        return [
            g
            for c in [*head.children, *head.head.children]
            if c.dep_ == "prep" and c.lower_ == "in"
            for g in c.children
            if g.dep_ == "pobj"
        ]
    doc = head.doc
    if [t.lower_ for t in doc[head.i + 1 : head.i + 5]] == ["in", "the", "form", "of"]:
        inner = next(
            (t for t in doc[head.i + 5 : head.i + 14] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None
        )
        return [inner] if inner is not None else [head]
    return [head]
