"""Events of a sentence: verbs and nouns of the classes with what stands in their roles.

Roles are read off the dependency tree; where the parser loses its way, a phrase belongs to the nearest event before it, else
behind it, inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.relate.prose.lexicon import Classes, Frame
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase, noun_lemma
from kg.relate.scope import PLACES, mentions_in

# Roles: subject, object, and prepositions as written.
SUBJECT, OBJECT, RECIPIENT = "subject", "object", "recipient"
_TO_PEOPLE = frozenset("to for among benefiting targeting reaching of with from between including".split())
_LOCATING = frozenset("in at on across within around near under since during per over".split())


@dataclass
class Thing:
    """What was done or delivered: a counted phrase, or a noun without a number."""

    head: Token
    text: str
    phrase: Phrase | None = None


@dataclass
class Event:
    """A trigger with its arguments."""

    trigger: Token
    frame: Frame
    verb: Token | None  # the verb that carries tense and voice
    passive: bool = False
    things: list[Thing] = field(default_factory=list)
    people: list[Phrase] = field(default_factory=list)
    groups: list[Span] = field(default_factory=list)  # groups of people served, without a number
    targets: list[Phrase] = field(default_factory=list)
    merged: list[Token] = field(default_factory=list)  # other triggers that this event took in

    @property
    def empty(self) -> bool:
        """Whether nothing stands in a role."""
        return not (self.things or self.people or self.groups or self.targets)


def events_of(sentence: Span, phrases: Sequence[Phrase], classes: Classes) -> list[Event]:
    """The events of a sentence, in order."""
    triggers = _triggers(sentence, classes)
    events = {t.i: Event(t, frame, _verb_of(t), _is_passive(t)) for t, frame in triggers}
    inside = {i: p for p in phrases for i in range(p.start, p.end)}
    for event in list(events.values()):
        if event.trigger.pos_ in {"VERB", "AUX"}:
            _bare_object(event, inside, classes)
    for phrase in phrases:
        if phrase.kind in {MONEY, PERCENT, ASIDE} or phrase.parent is not None or phrase.restates is not None:
            continue
        _place(sentence, phrase, events, classes, triggers)
    for mention in mentions_in(sentence, "PopulationGroup"):
        if mention.start not in inside:
            found = _climb(mention.root, events)
            if found and _serves(found[1], events[found[0].i]):
                events[found[0].i].groups.append(mention)
    _merge(events)
    return [e for e in sorted(events.values(), key=lambda e: e.trigger.i) if not (e.frame.kind == "dead")]


def _triggers(sentence: Span, classes: Classes) -> list[tuple[Token, Frame]]:
    found: list[tuple[Token, Frame]] = []
    labelled = {m.root.i: m for m in mentions_in(sentence, "ActivityType")}
    within = {i: m for m in mentions_in(sentence, "ActivityType") for i in range(m.start, m.end)}
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.i in within and (token.pos_ in {"NOUN", "PROPN"} or (token.tag_ == "VBG" and len(within[token.i]) > 1)):
            # The label says more than its head noun: `cash transfers` are no transport.
            if token.i in labelled and _heads_phrase(token):
                mention = labelled[token.i]
                code = classes.scope.ontology.terms[mention.kb_id_].notation or ""
                own = classes.nouns.get(lemma)
                if own is not None and len(mention) == 1:
                    found.append((token, own))
                else:
                    found.append((token, Frame("affect", code, mention.text)))
            continue
        if token.pos_ in {"VERB", "AUX"} and lemma in classes.verbs:
            if lemma in _PARTICLES and not _has_particle(token, _PARTICLES[lemma]):
                continue
            if lemma in _ASPECT and any(c.dep_ == "xcomp" for c in token.children):
                continue
            if lemma == "meet" and not any(
                c.dep_ in {"dobj", "obj", "nsubjpass"} and c.lemma_.lower() in WANTS for c in token.children
            ):
                found.append((token, Frame("meet", "coordination", "meeting")))
                continue
            if lemma == "make" and _has_particle(token, {"aware"}):
                found.append((token, classes.verbs.get("sensitize", classes.verbs[lemma])))
                continue
            found.append((token, classes.verbs[lemma]))
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in classes.nouns and _heads_phrase(token):
            found.append((token, classes.nouns[lemma]))
        elif (
            token.pos_ == "ADJ"
            and token.tag_ == "JJ"
            and token.lower_.endswith("ed")
            and token.lower_[:-2] in classes.verbs
            and token.i > sentence.start
        ):
            found.append((token, classes.verbs[token.lower_[:-2]]))
    return found


# Verbs that mean what their class says only with these words.
_PARTICLES = {
    "set": {"up"},
    "put": {"place", "up"},
    "carry": {"out"},
    "take": {"place", "part"},
    "hand": {"over", "out"},
    "make": {"available", "aware"},
    "roll": {"out"},
    "do": set[str](),
    "bring": {"together", "under"},
    "go": {"air"},
    "sit": {"with", "down"},
}


# Verbs that only say that another verb's event goes on.
_ASPECT = frozenset({"continue", "begin", "start", "target", "plan", "expect"})
# What is met when nobody is.
WANTS = frozenset(
    "need target objective requirement standard demand criterion goal condition challenge cost expense deadline".split()
)


def _has_particle(token: Token, particles: set[str]) -> bool:
    window = token.doc[token.i + 1 : token.i + 4]
    return (
        any(t.lower_ in particles for t in window)
        or (token.i + 2 < len(token.doc)
        and token.doc[token.i + 1].text == "-"
        and token.doc[token.i + 2].lower_ in particles)
    )


def _heads_phrase(token: Token) -> bool:
    """A noun is an event when it is no mere modifier of the next noun (`training centre`)."""
    return token.dep_ != "compound" and not (
        token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].pos_ in {"NOUN", "PROPN"}
        and token.doc[token.i + 1].head.i >= token.i + 1
        and token.head.i > token.i
        and token.dep_ in {"amod", "nmod"}
    )


def _verb_of(token: Token) -> Token | None:
    """The verb that a trigger hangs on: itself, or the one whose subject or object it is."""
    if token.pos_ in {"VERB", "AUX"}:
        return token
    at = token
    for _ in range(6):
        if at.dep_ in {"nsubj", "nsubjpass", "dobj", "obj", "attr", "pobj", "conj", "prep", "appos"}:
            at = at.head
            if at.pos_ in {"VERB", "AUX"}:
                return at
        else:
            break
    return None


def _is_passive(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return True
    return token.pos_ == "ADJ"


def _climb(token: Token, events: dict[int, Event]) -> tuple[Token, str] | None:
    """The nearest trigger above a token, and the role in which the token stands to it."""
    at, role = token, ""
    for _ in range(12):
        dep, head = at.dep_, at.head
        if head.i == at.i:
            return None
        if dep == "conj" and not role:
            at = head
            if at.i in events and at is not token and at.pos_ in {"VERB", "AUX"}:
                return at, OBJECT
            continue
        if dep in {"nsubj", "nsubjpass", "csubj"}:
            role = SUBJECT
        elif dep in {"dobj", "obj", "attr", "oprd"}:
            role = OBJECT
        elif dep == "dative":
            role = "to"
        elif at.dep_ in {"prep", "agent"}:
            role = at.lower_
        elif dep == "pobj":
            role = role or ""
        elif dep in {"acl", "relcl", "advcl", "pcomp", "xcomp", "ccomp"}:
            role = role or OBJECT
        elif dep in {"compound", "amod", "poss", "nmod", "nummod"} and not role:
            role = ""
        if head.i in events:
            return head, role or OBJECT
        # A preposition below a noun is the noun's: what stands under it is no argument of the verb above, but for `of`.
        at = head
        if at.dep_ in {"prep", "agent"}:
            role = at.lower_
    return None


def _serves(role: str, event: Event) -> bool:
    """Whether a group in this role is served by the event."""
    kind = event.frame.kind
    if role in {"to", "for", "among", "benefiting", "targeting", "between"}:
        return True
    if kind in {"affect", "reach"}:
        return (role == OBJECT and not event.passive) or (role in {SUBJECT} and event.passive) or role == "of"
    if kind in {"receive", "undergo"}:
        return role == SUBJECT
    if kind == "deliver":
        return role == SUBJECT and event.passive
    return False


def _place(
    sentence: Span, phrase: Phrase, events: dict[int, Event], classes: Classes, triggers: Sequence[tuple[Token, Frame]]
) -> None:
    if phrase.head.i in events and phrase.head.pos_ in {"NOUN", "PROPN"}:
        # The counted noun is the event itself: `a training of …` counted as `3 trainings`.
        events[phrase.head.i].things.append(Thing(phrase.head, phrase.text, phrase))
        return
    clause = next((c for c in phrase.head.children if c.dep_ == "relcl" and c.i in events and c.i >= phrase.end), None)
    if clause is not None:
        _fill(events[clause.i], SUBJECT, phrase)
        return
    found = _climb(phrase.head, {k: v for k, v in events.items() if not phrase.start <= k < phrase.end})
    if found is None or (found[1] in _LOCATING and phrase.kind != PEOPLE):
        if found is not None and found[1] in _LOCATING:
            return
        nearest = _nearest(sentence, phrase, events)
        if nearest is None:
            event = Event(phrase.head, Frame("fragment"), None)
            _fill(event, OBJECT, phrase)
            events.setdefault(phrase.head.i, event)
            return
        found = nearest
    _fill(events[found[0].i], found[1], phrase)


def _nearest(sentence: Span, phrase: Phrase, events: dict[int, Event]) -> tuple[Token, str] | None:
    before = [e for i, e in events.items() if i < phrase.start and e.frame.kind != "fragment"]
    behind = [e for i, e in events.items() if i >= phrase.end and e.frame.kind != "fragment"]
    if before and phrase.start - before[-1].trigger.i <= 15:
        event = before[-1]
        between = sentence.doc[event.trigger.i + 1 : phrase.start]
        preposition = next(
            (t.lower_ for t in reversed(list(between)) if t.pos_ == "ADP" and t.i >= phrase.start - 2), OBJECT
        )
        return event.trigger, preposition
    if behind and behind[0].trigger.i - phrase.end <= 12:
        return behind[0].trigger, SUBJECT
    return None


def _fill(event: Event, role: str, phrase: Phrase) -> None:
    """Put a counted phrase into the slot that the frame gives its role."""
    if phrase.target:
        event.targets.append(phrase)
        return
    people = phrase.kind in {PEOPLE, HOUSEHOLDS}
    kind = event.frame.kind
    if people:
        if role in _LOCATING and kind not in {"reach", "receive"}:
            return
        if kind == "undergo" and role not in {SUBJECT, OBJECT, "of"}:
            return
        if kind == "receive" and role not in {SUBJECT, "for", "to", "by", "of", "among"} and role != OBJECT:
            return
        event.people.append(phrase)
        return
    if role in {"to", "for", "among", "from", "by", "than", "through"} and kind not in {"reach"}:
        if (
            role in {"to", "for", "from"}
            and kind in {"deliver", "make", "hold", "affect"}
            and event.trigger.pos_ == "VERB"
        ):
            return
    event.things.append(Thing(phrase.head, phrase.text, phrase))


def _bare_object(event: Event, inside: dict[int, Phrase], classes: Classes) -> None:
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


def noun_phrase(head: Token) -> str:
    """A noun with what stands before it, without article, possessor and number."""
    doc, begin = head.doc, head.i
    while begin > head.sent.start:
        before = doc[begin - 1]
        if (
            (before.dep_ in {"det", "poss", "case", "nummod", "predet", "prep", "punct", "cc"}
            and before.text not in "-–/")
            or before.pos_ in {"DET", "PRON", "ADP", "NUM", "AUX", "CCONJ", "SCONJ"}
        ):
            break
        if (
            before.text in "-–/"
            or before.pos_ in {"ADJ", "NOUN", "PROPN"}
            or (before.tag_ in {"VBN", "VBG"}
            and before.head.i >= begin)
        ):
            begin -= 1
            continue
        break
    text = re.sub(r"\s+", " ", doc[begin : head.i + 1].text).strip(" ,;:-")
    return re.sub(r"^(?:same|such|other|own|new|several|various|different)\s+(?=\w)", "", text)


def _merge(events: dict[int, Event]) -> None:
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
        or (verb.frame.kind == "make"
        and verb.frame.type)
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


__all__ = ["THINGS", "Event", "Thing", "events_of", "noun_phrase"]
