"""Activities of a sentence: its events as drafts of claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Name, Period, Term, Text
from kg.relate.facts import Slots
from kg.relate.prose.context import completes, inherit
from kg.relate.prose.dates import compared_dates, date_of
from kg.relate.prose.deliverables import deliverables_of
from kg.relate.prose.detection import events_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.event_places import leading_places, own_places, paired_places, trailing_places, wider_places
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import activity_label, object_type, retype, type_of
from kg.relate.prose.leadins import add_leading
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.opening import goes_on_opening
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import Phrase
from kg.relate.prose.places import heading_places, places_of
from kg.relate.prose.programmes import programme_of
from kg.relate.prose.sectors import sector_of
from kg.relate.prose.status import status_of
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, dates_in, mentions_in


def activity_drafts(sentence: Sentence) -> Iterator[Draft]:
    """The activities that a sentence states."""
    phrases = [p for p in sentence.phrases if p.number.start not in sentence.taken]
    events = [e for e in events_of(sentence.span, phrases, sentence.classes) if not _denied(e, sentence.classes)]
    stretches = _stretches(sentence.span, events)
    for event in events:
        yield from _drafts(sentence, event, stretches[event.trigger.i], shared=len(events) > 1)


def _denied(event: Event, classes: Classes) -> bool:
    """Whether the event did not happen: it is negated, only wished, called off, or failed."""
    verb = event.verb
    if any(_is_asked(t.head, classes) for t in (*event.things, Thing(event.trigger, ""))) and not event.merged:
        return True
    if verb is None:
        return False
    if any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in verb.children):
        return True
    if any(c.dep_ == "aux" and c.lower_ in classes.unreal for c in verb.children):
        return True
    # `failed to distribute`, `the distribution was cancelled`: the word above denies.
    above = verb.head if verb.dep_ == "xcomp" else verb
    if above.lemma_.lower() in classes.denying and (above is not verb or event.trigger is not verb):
        return True
    aims = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if aims and verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"} and verb.head.lemma_.lower() in classes.wishing:
        return True
    return _is_rule(verb) or _is_nobodys(verb)


def _is_rule(verb: Token) -> bool:
    """Whether a verb tells what happens to everybody: `each family receives two parcels`."""
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    return verb.tag_ in {"VBZ", "VBP"} and any(d.lower_ in {"each", "every"} for c in subject for d in c.children)


def _is_nobodys(verb: Token) -> bool:
    """Whether a verb's subject or object is none: `no kits were given`."""
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(c.lower_ in {"none", "nobody"} for c in subject):
        return True
    return any(d.lower_ in {"no", "neither"} for c in subject for d in c.children if d.dep_ == "det")


def _is_asked(noun: Token, classes: Classes) -> bool:
    """Whether a noun is what somebody asks for or lacks: `requested assistance for 300 families`."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in classes.asking


def _stretches(span: Span, events: Sequence[Event]) -> dict[int, tuple[int, int]]:
    """The tokens that belong to each event: from its first word up to the next event's first word."""
    starts = []
    for event in events:
        own = [
            event.trigger.i,
            *(t.phrase.start if t.phrase else t.head.i for t in event.things),
            *(p.start for p in event.people),
        ]
        starts.append((min(own), event.trigger.i))
    starts.sort()
    found: dict[int, tuple[int, int]] = {}
    for i, (begin, trigger) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else span.end
        found[trigger] = (begin if i else span.start, max(end, begin + 1))
    return found


def _drafts(sentence: Sentence, event: Event, stretch: tuple[int, int], shared: bool) -> Iterator[Draft]:
    counted = [t for t in event.things if t.phrase is not None]
    bare = [t for t in event.things if t.phrase is None]
    if not _tells(sentence, event, counted):
        return
    setting = _setting(sentence, event, stretch, shared)
    attested = setting.slots["actor"] is not None and _attested(sentence, event, stretch)
    whole = bool(counted or event.people or event.targets)
    if not _is_fact(sentence, event, setting.slots, whole=whole, counted=bool(counted), bare=bare, attested=attested):
        return
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind in {"fragment", "reach"} else 0)
    filled = list(deliverables_of(sentence, event, counted, bare))
    phrases = [p for _, p in filled if p is not None]
    paired = paired_places(sentence, phrases, setting.places)
    for slots, phrase in filled:
        if isinstance(item := slots.get("item"), Text) and not any(c.isalpha() for c in item.text):
            continue  # what a table or a drawing left between the words
        draft = Draft(
            {**setting.slots, **slots},
            [sentence.passage],
            f"frame/{event.frame.kind}",
            round(confidence, 2),
            whole,
        )
        wider = wider_places(sentence) if "same" in text_of(sentence.span) else []
        if len(filled) > 1 and phrase is not None:
            own = paired.get(phrase.start) or own_places(sentence, phrase, phrases, stretch[1])
            if own:
                draft.slots["place"] = list(dict.fromkeys([*own, *wider]))
        if phrase is not None and (other := _other_time(sentence, phrase)) is not None:
            draft.slots["date"] = other
        back = any(t.lower_ == "same" for t in sentence.span.doc[stretch[0] : stretch[1]])
        if wider and (back or not draft.slots["place"]):
            draft.slots["place"] = list(dict.fromkeys([*_names(draft.slots["place"]), *wider]))
        if not draft.slots["population"]:
            draft.slots["population"] = _groups_beside(sentence, event, stretch)
        inherit(sentence, draft)
        retype(sentence, draft, stretch)
        draft.slots["sector"] = sector_of(sentence, draft.slots)
        if len(filled) == 1 and completes(sentence, draft):
            return
        yield draft


def _names(places: object) -> list[Name]:
    return [p for p in places if isinstance(p, Name)] if isinstance(places, list) else []


def _groups_beside(sentence: Sentence, event: Event, stretch: tuple[int, int]) -> list[Term]:
    """The groups that an event without counted people is for, or at whose place it is: `lamps in IDP sites`."""
    if event.people:
        return []
    agents = sentence.scope.words("activities", "taking_part")
    counted = {i for p in sentence.phrases for i in range(p.start, p.end)}
    found = []
    for mention in mentions_in(sentence.span, "PopulationGroup"):
        term = sentence.scope.ontology.terms.get(mention.kb_id_)
        inside = stretch[0] <= mention.start < stretch[1] and mention.start not in counted
        if inside and term is not None and term.notation not in agents and _is_whereabouts(mention.root):
            found.append(mention.kb_id_)
    return group_terms(sentence.scope, found)


def _is_whereabouts(token: Token) -> bool:
    """Whether a group stands behind a preposition of purpose or place, or describes what does: `in IDP sites`."""
    while token.dep_ in {"compound", "conj"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in {"for", "to", "in", "at", "among", "across", "within"}


def _other_time(sentence: Sentence, phrase: Phrase) -> Period | None:
    """The time of a figure in brackets that only compares: `(3,314 in 2017)`."""
    at = phrase.number.start_char
    return next((period for begin, end, period in compared_dates(sentence.span) if begin <= at < end), None)


def _tells(sentence: Sentence, event: Event, counted: Sequence[Thing]) -> bool:
    """Whether an event says what was done or to whom, and no other fact says so already."""
    kind = event.frame.kind
    if kind == "fragment" and not _fragment(sentence, event):
        return False
    if event.empty and event.trigger.pos_ in {"VERB", "AUX"} and kind != "meet":
        return False
    if not _names_deed(sentence, event):
        return False
    # Of the people registered there is a population figure already.
    counts = event.frame.type in sentence.scope.words("activities", "counting")
    return not (counts and sentence.taken and not counted and not event.people)


def _names_deed(sentence: Sentence, event: Event) -> bool:
    """Whether what was held or received is something that is done or given."""
    kind, scope = event.frame.kind, sentence.scope
    if kind == "hold":
        befell = [t.text for t in event.things if scope.pattern("incidents", "happening").search(t.text)]
        return not befell and not any(
            p.head.dep_ == "nsubjpass" for p in event.people
        )  # `300 people are held in two centres`
    if kind != "receive" or event.people or event.groups:
        return True
    return any(activity_label(scope, t.text) or object_type(scope, t.text) for t in event.things)


@dataclass(frozen=True)
class _Setting:
    """What all deliverables of an event share."""

    slots: Slots
    places: Sequence[Name]


def _setting(sentence: Sentence, event: Event, stretch: tuple[int, int], shared: bool) -> _Setting:
    """Who, where, when and in which state; `shared` says whether the sentence has other events."""
    scope, span, verb, classes = sentence.scope, sentence.span, event.verb, sentence.classes
    begin, end = stretch
    gathering = event.frame.kind == "meet" or event.frame.type in scope.words("activities", "gathering")
    parties = parties_of(
        scope,
        span,
        verb.i if verb is not None else None,
        event.passive,
        event.frame.kind == "deliver",
        gathering,
        sentence.body,
    )
    add_leading(scope, sentence.block, verb, event.passive, parties)
    journey = event.frame.type in scope.words("activities", "journeys")
    places = places_of(scope, span, begin, end, shared, journey) or leading_places(sentence, stretch, shared)
    if not places:
        places = trailing_places(sentence, end) if shared else heading_places(scope, sentence.block)
    places = places or list(sentence.inherited)
    whole_verb = verb is not None and verb.pos_ == "VERB" and not shared
    clause = min([begin, *(t.i for t in verb.subtree)]) if verb is not None and whole_verb else begin
    told = verb is not None and verb.tag_ == "VBD" and not event.passive and verb.lemma_.lower() not in classes.aspect
    opening = verb is not None and goes_on_opening(verb)
    actor = parties.actors[0] if parties.actors else scope.publisher if opening else None
    slots: Slots = {
        "actor": actor,
        "partner": list(parties.partners),
        "funder": list(parties.funders),
        "programme": parties.programmes[0] if parties.programmes else programme_of(scope, span),
        "place": list(places),
        "date": date_of(scope, sentence.block, span, begin, end, shared),
        "status": status_of(scope, span, classes, clause, max([end, *(t.i + 1 for t in event.merged)])),
    }
    if told and slots["status"] == scope.in_role("Status", "prospective"):
        slots["status"] = None  # `opened a centre, which is expected to help`
    if opening and verb is not None and verb.tag_ == "VBG" and not sentence.block.block.lead:
        slots["status"] = slots["status"] or scope.in_role("Status", "progressive")
    return _Setting(slots, places)


def _is_fact(
    sentence: Sentence,
    event: Event,
    slots: Slots,
    *,
    whole: bool,
    counted: bool,
    bare: Sequence[Thing],
    attested: bool,
) -> bool:
    """Whether an event is worth a claim: it is counted, or concrete enough, and not only foreseen."""
    if event.frame.kind == "meet" and not (slots["partner"] or counted):
        return False
    if whole:
        return True
    date = slots["date"]
    if not (slots["place"] or slots["partner"] or date) or not _concrete(sentence, event, bare, attested):
        return False
    foreseen = isinstance(date, Period) and slots["status"] is None and _after_report(sentence.scope, date.start)
    return not foreseen


def _after_report(scope: Scope, start: str) -> bool:
    end = scope.document.report.clock.end
    return end is not None and start > end


def _fragment(sentence: Sentence, event: Event) -> bool:
    """A counted noun without a verb is a deliverable where its noun says so, or in a list of achievements."""
    thing = event.things[0] if event.things else None
    scope = sentence.scope
    known = thing is not None and bool(activity_label(scope, thing.text) or object_type(scope, thing.text))
    counted = thing is not None and thing.phrase is not None
    label = thing is not None and activity_label(scope, thing.text) is not None
    return label or (known and not counted) or bool(event.people and sentence.block.block.lead)


def _concrete(sentence: Sentence, event: Event, bare: Sequence[Thing], attested: bool) -> bool:
    """Whether an event without numbers says what was done."""
    kind, verb = event.frame.kind, event.verb
    if verb is None or kind in {"receive", "reach", "meet"}:
        return kind == "meet"
    if verb.dep_ == "relcl" and (verb.tag_ in {"VBZ", "VBP"} or any(c.lower_ == "who" for c in verb.children)):
        return False  # it only says who or what they are
    return _is_told(sentence, verb) and ((attested and bool(bare)) or _names_thing(sentence, event, bare))


def _attested(sentence: Sentence, event: Event, stretch: tuple[int, int]) -> bool:
    """Whether a main clause says of its own event when or where it took place, so that little more is wanted."""
    verb = event.verb
    if (
        event.frame.kind != "deliver"
        or event.trigger is not verb
        or not event.frame.soft
        or verb.dep_ not in {"ROOT", "conj"}
    ):
        return False
    if verb.tag_ in {"VBZ", "VBP"} or any(c.dep_ == "aux" and c.lower_ in {"is", "are"} for c in verb.children):
        return False  # what is done as a rule
    placed = any(stretch[0] <= m.start < stretch[1] for m in mentions_in(sentence.span, *PLACES))
    dated = any(d.precision in {"day", "range", "month"} for _, d in dates_in(sentence.span))
    return placed or dated


def _is_told(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what was done, and does not only reason."""
    if goes_on_opening(verb):
        return True
    helped = any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children)
    if verb.tag_ in {"VB", "VBG"} and not helped:
        return False
    objects = [c.i for c in verb.children if c.dep_ in {"dobj", "obj", "nsubjpass", "attr"}]
    # What only a clause behind the object reasons about leaves the deed one: `held a forum, aimed at …`.
    clause = sentence.span.doc[sentence.span.start : max([verb.i, *objects]) + 1]
    text, classes = text_of(clause), sentence.classes
    return not classes.pattern("general").search(text) or bool(classes.pattern("prospective").search(text))


def _names_thing(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether what was done, given or made is told well enough to be a fact without a number."""
    kind, verb = event.frame.kind, event.verb
    of_people = event.trigger.pos_ == "VERB" and event.frame.type in sentence.scope.words("activities", "of_people")
    if of_people and not event.groups:
        return False  # `the highest level registered in ten years`
    if any(sentence.scope.pattern("offices", "office").search(t.text) for t in bare):
        return False  # an office of an organisation is its presence
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        return bool(event.merged)
    named = any(activity_label(sentence.scope, t.text) for t in bare)
    if kind == "hold":
        return named or any(noun_lemma(t.head) in sentence.scope.words("activities", "occasions") for t in bare)
    types = {type_of(sentence, event, t.text) for t in bare}
    if kind == "make" and event.frame.soft:
        return event.frame.type in types
    if kind == "make" and not event.frame.type:
        return named or bool(types - {sentence.scope.role("ActivityType", "unspecific")})
    known = [t for t in bare if object_type(sentence.scope, t.text)]
    # `provided support` says nothing, `provided nutrition support` does.
    asserted = verb is not None and (verb.dep_ in {"ROOT", "conj", "ccomp"} or goes_on_opening(verb))
    goods = sentence.scope.words("activities", "goods")
    telling = [
        t
        for t in known
        if not event.frame.soft
        or (asserted and any(c.dep_ == "compound" for c in t.head.children))
        or (asserted and object_type(sentence.scope, t.text) in goods)
    ]
    return (
        named
        or (kind in {"make", "deliver"} and bool(telling))
        or (kind == "affect" and bool(event.frame.type) and bool(event.groups or bare or event.anybody))
    )
