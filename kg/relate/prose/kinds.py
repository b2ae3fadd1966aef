"""The activity type of an event: by its verb, its object and the labels in its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Term, Text
from kg.relate.labels import plain
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.events import Event
from kg.relate.prose.nouns import noun_lemma, singular
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_ABOUT = frozenset({"on", "about"})
_TITLE_WORDS = 6  # of a heading or a label that tells of what kind of journey the sentences below it are, at most


def activity_label(scope: Scope, text: str) -> str | None:
    """The activity type whose label stands in a phrase, nearest to its head."""
    found = scope.labels("ActivityType").inside(text)
    if not found:
        return None
    # `voucher distribution`: what is handed out tells more than that something is.
    plainest = scope.words("activities", "plainest")
    found = [t for t in found if t.notation not in plainest] or found
    # `hygiene promotion workshops`
    gathering = any(t.notation in scope.words("activities", "gathering") for t in found)
    told = [t for t in found if gathering and t.notation in scope.words("activities", "telling_gatherings")]
    found = told or found
    return max(found, key=lambda t: (_label_end(t.names, plain(text)), -found.index(t))).notation


def _label_end(names: Sequence[str], words: str) -> int:
    return max((words.rfind(name) + len(name) for name in map(plain, names) if name in words), default=0)


def object_type(scope: Scope, text: str) -> str | None:
    """The activity type that things of this name tell by themselves: kits are distributed, wells are built."""
    objects: Mapping[str, Sequence[str]] = scope.patterns("activities").get("objects", {})
    head = _head(text)
    while head and _measures(scope, head) and " of " in text:
        text = text.split(" of ", 1)[1]  # `300 tons of food items`: food items
        head = _head(text)
    if head in scope.words("activities", "schemes") and " " in text.strip():
        head = _head(text.strip().rsplit(" ", 1)[0])  # `the school meals programme`
    return next((code for code, heads in objects.items() if head in heads), None)


def _head(text: str) -> str:
    """The singular of the noun that heads a phrase, in lower case."""
    words = re.sub(r"\s(?:of|for|to|on)\s.*", "", text.casefold()).split()
    return singular(words[-1].removeprefix("joint-")) if words else ""


def _measures(scope: Scope, noun: str) -> bool:
    """Whether a noun says what only together with the phrase behind it: `ton`, `box`."""
    people: Mapping[str, Sequence[str]] = scope.patterns("activities").get("people", {})
    return noun in people.get("empty_heads", ())


def type_of(sentence: Sentence, event: Event, text: str) -> str:
    """The activity type of an event with this object."""
    scope = sentence.scope
    told = _works(scope, event, text) or _helped_with(scope, event, text) or _named_after(scope, event, text)
    return told or _beside(scope, event, text) or _type_of(sentence, event, text)


def _type_of(sentence: Sentence, event: Event, text: str) -> str:
    frame, scope = event.frame, sentence.scope
    rest = scope.role("ActivityType", "unspecific")
    label = activity_label(scope, text) if text else None
    by_object = object_type(scope, text)
    if label:
        term = scope.ontology.concept("ActivityType", label)
        # A label before another head noun only describes it: `monitoring committees`.
        if by_object and by_object != rest and _label_end(term.names, plain(text)) < len(plain(text)):
            label = None
    if frame.kind == "make":
        return _made(scope, event, text, by_object, label)
    if frame.kind == "affect" and (code := _affected(scope, event, text, by_object, label)) is not None:
        return code
    if frame.type == rest and event.trigger.lemma_.lower() in scope.words("activities", "telling"):
        return rest
    if by_object is None and _informs(scope, event, text):
        label = str(scope.patterns("activities")["informing"])
    if label and label != rest:
        return label
    if frame.kind == "deliver":
        return (
            by_object
            if by_object in scope.words("activities", "given") or (by_object == rest and frame.soft)
            else frame.type
        )
    begun = frame.kind == "hold" and _head(text) in scope.words("activities", "schemes")
    if begun or (frame.type and frame.type != rest):
        return frame.type or rest  # `launched a water programme`: of no type
    # `The shelters met the needs`, but not `reached 300 schools`.
    brought = frame.kind == "reach" and not any(
        t.phrase is not None and t.text == text and t.head.dep_ in {"dobj", "obj"} for t in event.things
    )
    attended = event.trigger.lemma_.lower() in scope.words("activities", "attending")
    if by_object == scope.role("ActivityType", "built") and ((attended and frame.kind == "reach") or not brought):
        # `received 300 desks`, `supported X with two tanks`: nobody built them there
        got = any(t.text == text and _is_got(frame.kind, t.head) for t in event.things)
        if attended and frame.kind == "receive":
            got = False  # `300 children attended safe spaces`
        return min(scope.words("activities", "plainest"), default=rest) if got else rest
    handed = by_object is None and _is_handed_out(sentence, event, text)
    return min(scope.words("activities", "plainest"), default=rest) if handed else by_object or rest


def _is_handed_out(sentence: Sentence, event: Event, text: str) -> bool:
    """Whether somebody got things of a kind that no list knows: `the clinic received 40 curtains`, but not `visits`."""
    words, verb = sentence.scope.words, event.trigger
    if event.frame.kind != "receive" or verb.lemma_.lower() not in words("activities", "getting"):
        return False
    classes = sentence.classes
    got = [c for c in verb.children if c.dep_ in {"nsubj", "agent"} and c.pos_ in {"NOUN", "PROPN"}]
    whom = classes.people | classes.households | classes.supported
    if not (event.people or event.supported or any(noun_lemma(c) in whom for c in got)):
        return False
    told = (t.head for t in event.things if t.text == text)
    return any(h.tag_ == "NNS" and noun_lemma(h) not in words("activities", "no_goods") for h in told)


def _beside(scope: Scope, event: Event, text: str) -> str | None:
    """The type of goods counted beside a deed that a noun names: `300 kits and 40 consultations were provided`."""
    if event.frame.kind != "affect" or event.trigger.pos_ not in {"NOUN", "PROPN"}:
        return None
    if not any(t.phrase is not None and t.text == text and event.trigger in t.head.conjuncts for t in event.things):
        return None
    kind = object_type(scope, text)
    return kind if kind in scope.words("activities", "goods") else None


def _affected(scope: Scope, event: Event, text: str, by_object: str | None, label: str | None) -> str | None:
    """The type of what is done to something, where the verb tells one."""
    frame, settings = event.frame, scope.patterns("activities")
    journey = frame.type in scope.words("activities", "journeys")
    papers = _head(text) in scope.words("activities", "dossiers")
    if papers and not journey and label is None:
        named = object_type(scope, text.rstrip().rpartition(" ")[0])
        if named is not None and named == settings.get("papers"):
            return named  # `processed 90 passport applications`
    if not frame.type or frame.type == scope.role("ActivityType", "unspecific"):
        return None
    # `transported 40 tons of seed`, but `300 files were submitted for resettlement`
    moved = any(t.text == text for t in event.things) or by_object in scope.words("activities", "paid")
    if not (journey and moved) or papers:
        return frame.type
    return label or (by_object if by_object in scope.words("activities", "goods") else None) or frame.type


def _informs(scope: Scope, event: Event, text: str) -> bool:
    """Whether a gathering is told by what it is about, or by nothing: `sessions on feeding`, `held 40 sessions`."""
    if event.frame.kind == "affect" or _head(text) not in scope.words("activities", "gatherings"):
        return False
    heads = [t.head for t in event.things if t.text == text]
    about = any(c.dep_ == "prep" and c.lower_ in _ABOUT for h in heads for c in (*h.children, *h.head.children))
    return about or " " not in text.strip() or bool(scope.labels("Sector").inside(text))


def _works(scope: Scope, event: Event, text: str) -> str | None:
    """The type of the works on a thing: `rehabilitation works on 12 wells`, whose noun the parser takes for a verb."""
    for thing in event.things:
        begin = thing.phrase.start if thing.phrase is not None else thing.head.left_edge.i
        if thing.text != text or begin < 3 or begin - 3 < thing.head.sent.start:
            continue
        kind, works, joining = thing.head.doc[begin - 3 : begin]
        if works.lower_ in scope.words("activities", "works") and joining.pos_ == "ADP":
            return activity_label(scope, kind.text)
    return None


def _helped_with(scope: Scope, event: Event, text: str) -> str | None:
    """The type of what a counted place or group was helped with: `supported 12 schools with desks`."""
    if event.frame.kind != "affect" or event.frame.type or not any(t.text == text and t.phrase for t in event.things):
        return None
    given = [t for t in event.things if t.phrase is None and t.head.dep_ == "pobj" and t.head.head.lower_ == "with"]
    types = (activity_label(scope, t.text) or object_type(scope, t.text) for t in given)
    return next((code for code in types if code in scope.words("activities", "goods")), None)


def _named_after(scope: Scope, event: Event, text: str) -> str | None:
    """The type of what is done to people and given to them, or that they were helped to do, by its noun.

    `300 children received polio vaccines`, `assisted the return of 300 refugees`.
    """
    if not event.people:
        return None
    kind = event.frame.kind
    key = {"receive": "got", "deliver": "got", "affect": "" if event.frame.type else "helped_to"}.get(kind, "")
    types: Mapping[str, Sequence[str]] = scope.patterns("activities").get(key, {})
    return next((code for code, nouns in types.items() if _head(text) in nouns), None)


def _is_got(kind: str, noun: Token) -> bool:
    """Whether those whom an event concerns got what a noun names."""
    if kind == "affect":
        return noun.dep_ == "pobj" and noun.head.lower_ == "with"
    return kind == "receive" and noun.dep_ == "dobj"


def _made(scope: Scope, event: Event, text: str, by_object: str | None, label: str | None) -> str:
    """The type of what comes into being: the verb's, unless the object is of another kind."""
    frame, rest = event.frame, scope.role("ActivityType", "unspecific")
    building = scope.role("ActivityType", "built")
    built = by_object in scope.words("activities", "built")
    if frame.type == building and _head(text) in scope.words("activities", "schemes") and not label:
        return building  # `completed a water scheme`
    if frame.type == building and not built and _head(text) in scope.words("activities", "immaterial"):
        return label or by_object or rest
    if frame.soft and by_object == building != frame.type:
        return frame.type  # `expanded the reception centre`
    if frame.soft:
        return by_object if by_object and built else label or by_object or rest
    if not frame.type and event.trigger.lemma_.lower() in scope.words("activities", "growing"):
        return label or rest
    if not frame.type or (frame.type == building and by_object is not None and not built):
        return label or by_object or frame.type or rest
    return frame.type


def retype(sentence: Sentence, draft: Draft, stretch: tuple[int, int]) -> None:
    """What is of some types is of another where the words of the event name that one."""
    scope = sentence.scope
    settings = scope.patterns("activities").get("retyped", {})
    kind = draft.slots.get("activityType")
    code = scope.ontology.terms[kind.iri].notation if isinstance(kind, Term) else None
    if code not in settings.get("when", []):
        return
    becomes = scope.term("ActivityType", settings["becomes"])
    stands = any(
        m.kb_id_ == becomes.iri and stretch[0] <= m.start < stretch[1]
        for m in mentions_in(sentence.span, "ActivityType")
    )
    if stands:
        draft.slots["activityType"] = becomes


def journey_of(sentence: Sentence, event: Event) -> str | None:
    """The type of the journey that people begin or are put forward for, where the words around tell of one.

    `40 refugees left for Canada` under a heading on resettlement, or behind a sentence on it.
    """
    scope, verb = sentence.scope, event.trigger.lemma_.lower()
    if event.trigger.pos_ != "VERB" or not (event.people or event.targets or event.things):
        return None
    leaves = verb in scope.words("activities", "leaving")
    if not leaves and verb not in scope.words("activities", "putting_forward"):
        return None
    codes = scope.words("activities", "onward") if leaves else scope.words("activities", "onward_by_choice")
    told = [m.kb_id_ for m in mentions_in(sentence.span, "ActivityType")]
    told += [kind.iri for d in reversed(sentence.earlier[-2:]) if isinstance(kind := d.slots.get("activityType"), Term)]
    for words in (sentence.block.joined.text.partition(":")[0], *scope.headings(sentence.block.block)):
        if len(words.split()) <= _TITLE_WORDS:
            told += [term.iri for term in scope.labels("ActivityType").inside(words)]
    return next((code for iri in told if (code := scope.ontology.terms[iri].notation) in codes), None)


def retype_taught(scope: Scope, event: Event, draft: Draft) -> None:
    """A workshop for people who are not only officials or partners teaches them: `workshops for 300 farmers`."""
    settings = scope.patterns("activities").get("taught", {})
    kind, item = draft.slots.get("activityType"), draft.slots.get("item")
    if not settings or not isinstance(item, Text) or not isinstance(kind, Term):
        return
    groups = scope.codes(g for p in event.people for g in p.groups)
    taught = bool(event.people) and not (groups and groups <= set(settings["but"]))
    if taught and scope.codes([kind.iri]) == {settings["when"]} and _head(item.text) in settings["of"]:
        draft.slots["activityType"] = scope.term("ActivityType", settings["becomes"])


def retype_referred(sentence: Sentence, event: Event, draft: Draft) -> None:
    """A referral to those who heal is health care: `40 women were referred to the clinic of A`."""
    scope, item = sentence.scope, draft.slots.get("item")
    settings = scope.patterns("activities").get("referred", {})
    if not settings or not isinstance(item, Text) or item.text.casefold() not in settings["told"]:
        return
    behind = text_of(sentence.span.doc)[event.trigger.idx + len(event.trigger) : sentence.span.end_char]
    if scope.pattern("activities", "medical_aim").search(behind):
        draft.slots["activityType"] = scope.term("ActivityType", settings["type"])


def retype_funding(sentence: Sentence, event: Event, draft: Draft) -> None:
    """Money for a body, which people do not live on, is no cash assistance: `grants to six NGOs`."""
    scope, kind = sentence.scope, draft.slots.get("activityType")
    paid = scope.words("activities", "paid")
    if not isinstance(kind, Term) or scope.codes([kind.iri]).isdisjoint(paid) or event.people or event.verb is None:
        return
    verb = event.verb
    heads = [c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == "to" and c.i > verb.i]
    heads += [c for t in event.things for c in t.head.children if c.dep_ == "prep" and c.lower_ == "to"]
    named = mentions_in(sentence.span, *scope.organizations)
    for receiver in (g for c in heads for g in c.children if g.dep_ == "pobj"):
        body = receiver.lemma_.lower() in scope.words("activities", "institutions")
        if body or any(m.start <= receiver.i < m.end for m in named):
            draft.slots["activityType"] = scope.in_role("ActivityType", "unspecific")
            return


def typed(scope: Scope, code: str | None) -> Term:
    """The activity type with a code; without one, that of what has no kind."""
    return scope.term("ActivityType", code) if code else scope.in_role("ActivityType", "unspecific")


def retype_counselled(sentence: Sentence, event: Event, draft: Draft) -> None:
    """Counsel is of the type of what it is about: `counselled 40 women on land rights`, `feeding counselling`."""
    scope, item = sentence.scope, draft.slots.get("item")
    if not isinstance(item, Text) or _head(item.text) not in scope.words("activities", "counsel"):
        return
    behind = [t for c in event.trigger.children if c.dep_ == "prep" and c.lower_ in _ABOUT for t in c.subtree]
    words = f"{item.text} {' '.join(t.text for t in behind)}"
    codes = (code for code, about in scope.named_patterns("activities", "counselled_on") if about.search(words))
    if (code := next(codes, None)) is not None:
        draft.slots["activityType"] = scope.term("ActivityType", code)


def retype_helped(sentence: Sentence, event: Event, draft: Draft) -> None:
    """Help of which only the infinitive tells what it was for: `helped 40 people to return home`."""
    scope, item, frame = sentence.scope, draft.slots.get("item"), event.frame
    if frame.kind != "affect" or frame.type or not isinstance(item, Text) or item.text != frame.noun:
        return
    clauses = (c for c in event.trigger.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > event.trigger.i)
    aim = next((c for c in clauses if c.pos_ == "VERB" and c.tag_ == "VB"), None)
    if aim is None:
        return
    words = text_of(aim.doc)[aim.idx : aim.sent.end_char]
    codes = (code for code, told in scope.named_patterns("activities", "helped_to_do") if told.match(words))
    if (code := next(codes, None)) is not None:
        draft.slots["activityType"] = scope.term("ActivityType", code)


def retype_in_sector(scope: Scope, draft: Draft) -> None:
    """What is named by some nouns is of another type under a sector: a `referral` of patients is health care."""
    sector, item = draft.slots.get("sector"), draft.slots.get("item")
    if not isinstance(sector, Term) or not isinstance(item, Text):
        return
    code = scope.ontology.terms[sector.iri].notation or ""
    entry = scope.patterns("activities").get("in_sector", {}).get(code)
    if entry is not None and item.text in entry["told"]:
        draft.slots["activityType"] = scope.term("ActivityType", entry["type"])
