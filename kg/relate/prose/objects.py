"""Objects of events that have no number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Token

from kg.relate.prose.counted_nouns import is_inside_word
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import object_type
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.phrases import Phrase
from kg.relate.spans import PLACES, dates_in, mentions_in, quantities_in
from kg.relate.verbs import FINITE

_COMPASS = ("directions", "compass")  # the lists of words for them


def add_bare_objects(
    event: Event, inside: Mapping[int, Phrase], classes: Classes, triggers: Collection[int] = ()
) -> None:
    """The nouns in the object's place that have no number.

    Args:
        event: the nouns become things of it.
        inside: counted phrases by the tokens that they cover.
        classes: the verb and noun classes.
        triggers: tokens that are events by themselves: `tents, soap and cash grants`.
    """
    trigger = event.trigger
    heads = _object_heads(event, classes)
    heads = [
        h
        for h in heads
        if not (h.text in classes.letters and all(c.dep_ != "compound" for c in h.children))  # `340 M were reached`
        and noun_lemma(h) not in classes.scope.words("activities", "no_things")
        and not is_anothers_help(h, classes)
    ]
    heads = [inner for h in heads for inner in meant(h, classes)]
    sent = event.frame.kind == "engage"  # those who are sent are what is told: `deployed more staff`
    others = () if sent else ("PopulationGroup",)
    named = mentions_in(trigger.sent, *PLACES, *others, *classes.scope.organizations)
    if sent or event.frame.kind == "make":  # `activated the Logistics Cluster`
        named = [m for m in named if not classes.scope.ontology.is_a(m.label_, "CoordinationBody")]
        named = [m for m in named if m.label_ not in PLACES or m[-1].pos_ != "NOUN" or not m[-1].is_lower]
    places = {i for m in (*named, *(s for s, _ in dates_in(trigger.sent))) for i in range(m.start, m.end)}
    for head in heads:
        if (last := _goes_on_mistaken(head, trigger)) is not None and head.i not in inside:
            begin = _first(head, _own_words(head, inside))
            event.things.append(Thing(last, trigger.doc[begin : last.i + 1].text))
            continue
        apart = triggers if head.dep_ != "pobj" or head.head.lower_ == "of" else ()
        joined = [head, *(t for t in head.conjuncts if t.i not in apart or t.i < head.i)]
        # What stands beside an event is given by itself: `provided medical care, blankets and soap`.
        rest = [t for t in joined if t.i not in apart]
        rest = rest if _is_one_thing(rest, classes) else [t for t in rest if t.i not in triggers]
        if not any(t.i in inside or t.i in places for t in rest) and _is_one_thing(rest, classes):
            begin = _first(rest[0], _own_words(rest[0], inside))
            begin = max(begin, trigger.i + 1) if trigger.i < head.i else begin  # not the verb: `given water and food`
            event.things.append(Thing(rest[0], " ".join(trigger.doc[begin : rest[-1].i + 1].text.split())))
            joined = [t for t in joined if t not in rest]
        for one in joined:
            if noun_lemma(one) in classes.scope.words("activities", "no_things"):
                continue
            if one.i == one.sent.start and any(one.lower_ in classes.scope.words("places", key) for key in _COMPASS):
                continue  # `South: 300 people identified`
            if one.i in places or one.i in inside or one.pos_ not in {"NOUN", "PROPN"} or one.i > trigger.i + 25:
                continue
            if sent or one.lemma_.lower() not in classes.people | classes.households:
                event.things.append(Thing(one, _with_content(one, _own_words(one, inside), classes)))


def _goes_on_mistaken(head: Token, trigger: Token) -> Token | None:
    """The noun that two others before it describe, where the tagger takes the second for a verb.

    `gave shelter and hygiene kits`, where `gave` has no infinitive beside it.
    """
    if trigger.tag_ not in {"VBD", "VBN", "VBZ"} or head.i + 3 >= head.sent.end:
        return None
    joining, second, last = head.nbor(1), head.nbor(2), head.nbor(3)
    mistaken = joining.lower_ in {"and", "&"} and second.tag_ == "VB" and second.is_lower
    return last if mistaken and last.pos_ == "NOUN" and last.dep_ == "dobj" and last.head == second else None


def _with_content(head: Token, text: str, classes: Classes) -> str:
    """A phrase with what it is of, where its noun alone says too little: `bags of rice`."""
    below = _behind(head, "of") if noun_lemma(head) in classes.empty_heads else []
    if not below or below[0].pos_ not in {"NOUN", "PROPN"}:
        return text
    return f"{text} {head.doc[head.i + 1 : below[0].i + 1].text}"


def _own_words(head: Token, inside: Mapping[int, Phrase]) -> str:
    """The phrase of a noun, without those to whom it is given: `gave 300 families seed`."""
    phrase = noun_phrase(head)
    count = len(phrase.split())
    begin = next((i + 1 for i in range(head.i - 1, head.i - count, -1) if i in inside), None)
    return head.doc[begin : head.i + 1].text if begin is not None else phrase


def _first(head: Token, words: str) -> int:
    """The token with which the words begin that a noun ends: a word with hyphens is many tokens."""
    at = head.idx + len(head) - len(words)
    return next((t.i for t in head.sent if t.idx >= at), head.i) if words.endswith(head.text) else head.i


def is_anothers_help(head: Token, classes: Classes) -> bool:
    """Whether something is done with the help of somebody, which nobody is given.

    `with support from Oxfam`, `with Oxfam's support`.
    """
    if head.dep_ != "pobj" or head.head.lower_ not in {"with", "through"}:
        return False
    if any(q.currency and s.start <= head.i < s.end for s, q in quantities_in(head.sent)):
        return True  # `with USD 2 million from X`
    noun = noun_lemma(head)
    whose = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in {"from", "of", "by"}) for c in head.children)
    words = classes.scope.words
    if whose and noun in words("activities", "helping"):
        return True
    owners = [c.i for c in head.children if c.dep_ in {"poss", "compound", "nmod"} and c.pos_ == "PROPN"]
    if not owners or noun not in words("activities", "money_given"):
        return False
    # `with ECHO funding`, but not `with CBI support`
    return any(m.start <= i < m.end for m in mentions_in(head.sent, *classes.scope.organizations) for i in owners)


def _is_one_thing(joined: Sequence[Token], classes: Classes) -> bool:
    """Whether joined nouns are one deliverable, not several of different types: `seeds and tools`."""
    if len(joined) < 2:
        return False
    head = joined[0]
    labels = mentions_in(head.sent, "ActivityType")
    kinds = {m.kb_id_ for m in labels for t in joined if m.start <= t.i < m.end}
    return (
        len(kinds) < 2 and joined[-1].i - head.i <= 14 and not any(t.lemma_.lower() in classes.people for t in joined)
    )


def _object_heads(event: Event, classes: Classes) -> list[Token]:
    """The nouns in the object's place, which the frame and the voice of the event tell."""
    coursing, goods = (classes.scope.words("activities", key) for key in ("coursing", "goods"))
    trigger, kind = event.trigger, event.frame.kind
    if trigger.pos_ == "ADJ" and not event.passive:
        return [trigger.head]  # `Conducted training`: the tagger took the verb for an adjective
    if trigger.pos_ not in {"VERB", "AUX"}:
        return _behind(trigger, "of") if kind in {"deliver", "make"} else []
    wanted = {"nsubjpass"} if event.passive else {"dobj", "obj"}
    if event.passive and trigger.tag_ in FINITE:
        wanted |= {"nsubj"}  # `kits went to 40 families`
    if kind == "deliver" and event.passive:
        wanted |= {"dobj", "oprd", "attr"}  # `58 were given counselling`
    if kind in {"receive", "undergo"}:
        wanted = {"dobj", "obj", *(("nsubjpass",) if event.passive else ())}
    heads = [c for c in trigger.children if c.dep_ in wanted] or _behind_gerund(event)
    if kind == "deliver":
        # `provided pupils with kits`: the parser may hang `with` on the pupils.
        heads += [g for above in (trigger, *heads) for g in _behind(above, "with")]
    elif kind == "receive":
        heads += [h for h in _behind(trigger, "from", "in", "with", "through") if h.i > trigger.i]
    elif kind == "affect" and not event.frame.type:
        means = [g for above in (trigger, *heads) for g in _behind(above, "through", "via")]
        heads += [g for above in (trigger, *heads) for g in _behind(above, "with")]
        heads += [g for g in means if object_type(classes.scope, noun_phrase(g)) in goods]
    heads = [_whole_word(h) for h in heads]
    heads = [h for h in heads if not (trigger.lemma_ == "take" and h.lower_ == "place")]
    if not heads and event.passive and trigger.dep_ in {"acl", "relcl"}:
        heads = [trigger.head]
    if not heads and event.passive and trigger.dep_ in {"conj", "xcomp"} and trigger.head.pos_ == "VERB":
        heads = [c for c in trigger.head.children if c.dep_ in {"nsubjpass", "nsubj"}]
    if not heads and (trigger.lemma_ in coursing or trigger.lemma_ == "be"):
        heads = [c for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return heads


def _behind_gerund(event: Event) -> list[Token]:
    """The noun that a gerund right behind a verb describes, where the parser reads a clause: `gave learning kits`."""
    verb = event.trigger
    if event.frame.kind not in {"deliver", "receive"} or event.passive:
        return []
    gerund = verb.nbor() if verb.i + 1 < verb.sent.end else verb
    clause = gerund.tag_ == "VBG" and gerund.dep_ in {"xcomp", "ccomp"} and gerund.head == verb
    return [c for c in gerund.children if c.dep_ == "dobj" and c.i == gerund.i + 1] if clause else []


def _whole_word(head: Token) -> Token:
    """The noun that a word with hyphens describes, where the parser hangs it on the first part: `take-home rations`."""
    if head.pos_ != "VERB" or not is_inside_word(head.sent, head.i):
        return head
    return next((c for c in head.children if c.dep_ == "dobj" and c.i > head.i), head)


def _behind(token: Token, *prepositions: str) -> list[Token]:
    """The nouns that stand under prepositions of a token."""
    below = [c for c in token.children if c.dep_ == "prep" and c.lower_ in prepositions and not _ends_preposition(c)]
    return [g for c in below for g in c.children if g.dep_ == "pobj"]


def _ends_preposition(token: Token) -> bool:
    """Whether a preposition is the last word of one of three: `in coordination with`, `in line with`."""
    if token.lower_ != "with" or token.i - 2 < token.sent.start:
        return False
    return token.nbor(-1).pos_ == "NOUN" and token.nbor(-2).lower_ == "in"


def meant(head: Token, classes: Classes) -> list[Token]:
    """`took part in activities`, `a second round of food`: the noun behind the light one."""
    if noun_lemma(head) in classes.rounds and (below := _behind(head, "of")):
        return [inner for one in below for inner in meant(one, classes)]
    if noun_lemma(head) in classes.scope.words("activities", "parts_of") and (below := _behind(head, "of")):
        return below  # `the bulk of the food was handed out`
    if noun_lemma(head) in classes.scope.words("activities", "uses") and (below := _behind(head, "to")):
        return below  # `got access to education`
    if head.lower_ in {"part", "participation"}:
        return [*_behind(head, "in"), *_behind(head.head, "in")]
    if noun_lemma(head) in classes.scope.words("activities", "helping"):
        goods = classes.scope.words("activities", "goods")
        below = [t for t in _behind(head, "in", "of") if object_type(classes.scope, noun_phrase(t)) in goods]
        below = below or [t for t in _behind(head, "with") if object_type(classes.scope, noun_phrase(t)) in goods]
        if below:
            return below  # `support in food and blankets`, `help with rent payments`
    doc = head.doc
    if [t.lower_ for t in doc[head.i + 1 : head.i + 5]] == ["in", "the", "form", "of"]:
        inner = next(
            (t for t in doc[head.i + 5 : head.i + 14] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None
        )
        return [inner] if inner is not None else [head]
    return [head]
