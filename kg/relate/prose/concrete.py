"""Whether an event without numbers says what was done well enough to be a fact."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.document import text_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import activity_label, object_type, type_of
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.opening import goes_on_opening
from kg.relate.spans import PLACES, dates_in, mentions_in
from kg.relate.verbs import PRESENT

_CLAUSES = frozenset({"ROOT", "conj", "ccomp"})
_DOING = frozenset({"deliver", "make", "affect", "engage"})


def is_concrete(sentence: Sentence, event: Event, bare: Sequence[Thing], attested: bool) -> bool:
    """Whether an event without numbers says what was done."""
    kind, verb = event.frame.kind, event.verb
    if verb is None or kind in {"reach", "meet"}:
        return kind == "meet"
    if kind == "receive":
        return _got(sentence, event, bare)
    if _is_usual(sentence, event, verb):
        return False
    if verb.dep_ == "relcl" and (verb.tag_ in PRESENT or any(c.lower_ == "who" for c in verb.children)):
        return False  # it only says who or what they are
    if verb.dep_ == "acl" and noun_lemma(verb.head) in sentence.scope.words("activities", "documents"):
        return False  # `a report published by X notes …`
    visited = event.frame.type in sentence.scope.words("activities", "visiting")
    if not visited and any(sentence.scope.pattern("offices", "office").search(t.text) for t in bare):
        return False  # an office of an organisation is its presence
    enough = (attested and _tells_more(sentence, bare)) or _names_thing(sentence, event, bare)
    return enough and _is_told(sentence, verb)


def only_writes(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether all that came out is a paper that no number counts: `published an update`, `drafted a declaration`."""
    words = sentence.scope.words
    if not bare or event.trigger.pos_ != "VERB" or event.trigger.lemma_.lower() not in words("activities", "writing"):
        return False
    documents = words("activities", "documents") | words("activities", "papers_out")
    return all(noun_lemma(t.head) in documents for t in bare)


def _is_usual(sentence: Sentence, event: Event, verb: Token) -> bool:
    """Whether it is only done as a rule: `markets are assessed every month`."""
    if not event.passive or event.trigger is not verb or verb.tag_ != "VBN" or dates_in(sentence.span):
        return False
    return [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}] in (["is"], ["are"])


def _got(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether people whom no number counts got goods: `returnees received seed and tools`."""
    verb, scope = event.verb, sentence.scope
    if verb is None or verb is not event.trigger or verb.lemma_.lower() not in scope.words("activities", "getting"):
        return False
    told = verb.tag_ in {"VBD", "VBN"} or any(c.dep_ == "aux" and c.lower_ in {"is", "are"} for c in verb.children)
    whom = [c for c in verb.children if c.dep_ == "nsubj"]
    people = sentence.classes.people | sentence.classes.households | sentence.classes.supported
    some = bool(event.groups) or any(noun_lemma(c) in people for c in whom)
    goods = scope.words("activities", "goods")
    given = [t for t in bare if object_type(scope, t.text) in goods or _lists_goods(sentence, t)]
    return told and some and bool(given) and verb.dep_ in {"ROOT", "conj"} and _is_told(sentence, verb)


def is_attested(sentence: Sentence, event: Event, stretch: tuple[int, int], joint: bool) -> bool:
    """Whether a main clause says of its own event when, where or with whom it was done, so that little more is wanted.

    `joint`: whether it names partners.
    """
    if event.verb is None or event.trigger is not event.verb or not _says_what(sentence, event):
        return False
    verb = _asserting(event.verb, sentence.classes)
    # `is handing out tents`, `continues to hand out tents`
    goes_on = verb.tag_ in PRESENT or any(c.dep_ == "aux" and c.lower_ in {"is", "are"} for c in verb.children)
    if verb.dep_ not in {"ROOT", "conj"} or _is_custom(verb, sentence.classes) or (goes_on and _is_vague(event)):
        return False
    placed = any(stretch[0] <= m.start < stretch[1] for m in mentions_in(sentence.span, *PLACES))
    dated = any(d.precision in {"day", "range", "month"} for _, d in dates_in(sentence.span))
    return placed or dated or joint


def _is_custom(verb: Token, classes: Classes) -> bool:
    """Whether a verb only tells what is done as a rule: `supplies clinics`, but not `continues to supply clinics`."""
    finite = verb.tag_ in PRESENT
    return finite and not (verb.lemma_.lower() in classes.aspect and any(c.dep_ == "xcomp" for c in verb.children))


def _is_vague(event: Event) -> bool:
    """Whether a verb tells little of what is done: `is providing support`, `is assisting the clinic`."""
    return event.frame.soft or (event.frame.kind == "affect" and not event.frame.type)


def _says_what(sentence: Sentence, event: Event) -> bool:
    """Whether a verb tells a deed by itself, or that one undertaking was run: not `undertook new initiatives`."""
    if event.frame.kind != "hold" or event.frame.soft:
        return event.frame.kind in _DOING and not (event.frame.kind == "make" and event.frame.soft)
    nouns = sentence.scope.words("activities", "undertakings")
    if event.trigger.lemma_.lower() in sentence.scope.words("activities", "beginning"):
        nouns = nouns | sentence.scope.words("activities", "campaigns")
    told = [t.head for t in event.things if t.head.dep_ in {"dobj", "nsubjpass"}]
    return any(noun_lemma(h) in nouns and h.tag_ in {"NN", "NNP"} for h in told)


def _goes_with(verb: Token) -> bool:
    """Whether a participle tells what was done besides: `visited Gulu, handing out nets and …`."""
    above = verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VBG" and above.dep_ == "advcl":
        return _goes_with(above)
    plain = not any(c.dep_ in {"nsubj", "mark", "aux", "prep"} and c.i < verb.i for c in verb.children)
    beside = verb.i > 0 and verb.nbor(-1).text == ","
    return (
        verb.tag_ == "VBG" and verb.dep_ == "advcl" and beside and plain and above.pos_ == "VERB" and above.i < verb.i
    )


def _asserting(verb: Token, classes: Classes) -> Token:
    """The verb that asserts what another does: `started` of `started handing out`, `helped` of `helped X to build`."""
    if _goes_with(verb):
        verb = verb.head if verb.dep_ == "advcl" else verb.head.head
    above = verb.head
    if verb.dep_ == "pcomp" and above.lower_ in {"in", "with", "by"}:
        above = above.head
    if verb.dep_ == "pcomp" and above.lower_ == "of" and above.head.lower_ == "process":
        within = above.head.head
        return within.head if within.lower_ == "in" else verb  # `is in the process of building`
    if verb.dep_ not in {"xcomp", "pcomp", "ccomp"} or above.pos_ != "VERB":
        return verb
    frame = classes.verbs.get(above.lemma_.lower())
    helps = frame is not None and frame.kind == "affect" and not frame.type
    return above if helps or (verb.dep_ == "xcomp" and above.lemma_.lower() in classes.aspect) else verb


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what was done, and does not only reason."""
    if goes_on_opening(verb):
        return True
    verb = _asserting(verb, sentence.classes)
    documents = sentence.scope.words("activities", "documents")
    if any(c.dep_ == "nsubj" and noun_lemma(c).rstrip("0123456789") in documents for c in verb.children):
        return False  # `the report provides an assessment`
    own = [c for c in verb.children if c.dep_ == "nsubjpass" and noun_lemma(c) in documents]
    if any(d.lower_ in {"this", "next"} for c in own for d in c.children):
        return False  # `the next update will be released in May`
    helped = any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children)
    if verb.tag_ in {"VB", "VBG"} and not helped:
        return False
    objects = [c.i for c in verb.children if c.dep_ in {"dobj", "obj", "nsubjpass", "attr"}]
    # What only a clause behind the object reasons about leaves the deed one: `held a forum, aimed at …`.
    clause = sentence.span.doc[sentence.span.start : max([verb.i, *objects]) + 1]
    text, classes = text_of(clause), sentence.classes
    return not classes.pattern("general").search(text) or bool(classes.pattern("prospective").search(text))


def _begins(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether a verb tells that something lasting came into being: `launched a pilot project`, `set up a hotline`."""
    scope = sentence.scope
    if event.trigger.lemma_.lower() not in scope.words("activities", "beginning"):
        return False
    nouns = scope.words("activities", "undertakings")
    if not (mentions_in(sentence.span, *PLACES) or dates_in(sentence.span)):
        return False
    generic = scope.words("activities", "generic")
    return any((lemma := noun_lemma(t.head)) in nouns and (lemma not in generic or " " in t.text) for t in bare)


def _names_thing(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether what was done, given or made is told well enough to be a fact without a number."""
    kind, verb = event.frame.kind, event.verb
    of_people = event.trigger.pos_ == "VERB" and event.frame.type in sentence.scope.words("activities", "of_people")
    if of_people and not event.groups:
        return False  # `the highest level registered in ten years`
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        carried = verb is not None and verb.lemma_.lower() in sentence.scope.words("activities", "carrying")
        carried = carried and event.trigger.dep_ in {"dobj", "nsubjpass"}
        beside = event.trigger.dep_ == "conj" and bool(bare) and is_held(event, sentence.classes)
        told = bool(bare or event.groups) or event.frame.kind not in {"deliver", "make"}
        return bool(event.merged) or beside or (carried and told)
    named = any(activity_label(sentence.scope, t.text) for t in bare) or _begins(sentence, event, bare)
    if kind == "hold":
        return named or any(noun_lemma(t.head) in sentence.scope.words("activities", "occasions") for t in bare)
    types = {type_of(sentence, event, t.text) for t in bare}
    if kind == "make" and event.frame.soft:
        built = sentence.scope.role("ActivityType", "built")
        return event.frame.type in types or any(object_type(sentence.scope, t.text) == built for t in bare)
    if kind == "make" and not event.frame.type:
        return named or bool(types - {sentence.scope.role("ActivityType", "unspecific")})
    known = [t for t in bare if object_type(sentence.scope, t.text) or _lists_goods(sentence, t)]
    # `provided support` says nothing, `provided nutrition support` does.
    main = _asserting(verb, sentence.classes) if verb is not None else None
    asserted = verb is not None and main is not None and (main.dep_ in _CLAUSES or goes_on_opening(verb))
    goods = sentence.scope.words("activities", "goods")
    # `X delivers aid to the poor` says nothing either.
    soft = event.frame.soft or (main is not None and _is_custom(main, sentence.classes))
    telling = [
        t
        for t in known
        if not soft
        or (asserted and any(c.dep_ == "compound" for c in t.head.children))
        or (asserted and (object_type(sentence.scope, t.text) in goods or _lists_goods(sentence, t)))
    ]
    return (
        named
        or (kind in {"make", "deliver"} and bool(telling))
        or (
            # `continues to help families with blankets`
            kind == "affect"
            and not event.frame.type
            and asserted
            and bool(event.groups or event.anybody)
            and any(object_type(sentence.scope, t.text) in goods for t in bare)
        )
        or (
            kind == "affect"
            and bool(event.frame.type)
            and bool(_tells_more(sentence, bare) or (not bare and (event.groups or event.anybody)))
        )
        or (kind == "engage" and _sends(sentence, bare))
    )


def _tells_more(sentence: Sentence, bare: Sequence[Thing]) -> bool:
    """Whether what was done to says more than how somebody sees things: not `adopted a two-fold approach`."""
    stances = sentence.scope.words("activities", "stances")
    return any(noun_lemma(t.head) not in stances for t in bare)


def _lists_goods(sentence: Sentence, thing: Thing) -> bool:
    """Whether a list without numbers holds things that go from hand to hand: `vaccines, syringes and cold boxes`."""
    goods = sentence.scope.words("activities", "goods")
    listed = [t.text for t in (thing.head, *thing.head.conjuncts) if t.text in thing.text]
    return len(listed) > 1 and any(object_type(sentence.scope, text) in goods for text in listed)


def _sends(sentence: Sentence, bare: Sequence[Thing]) -> bool:
    """Whether those who are sent are told: `deployed two more teams`, `mobile clinics`."""
    nouns = sentence.classes.doers | sentence.classes.people
    goods = sentence.scope.words("activities", "goods")
    return any(
        (noun_lemma(t.head) in nouns and " " in t.text) or object_type(sentence.scope, t.text) in goods for t in bare
    )


def is_held(event: Event, classes: Classes) -> bool:
    """Whether the verb of an event only says that it took place."""
    frame = classes.verbs.get(event.verb.lemma_.lower()) if event.verb is not None else None
    return frame is not None and frame.kind == "hold"
