"""What all deliverables of an event share: who, where, when and in which state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.document import text_of
from kg.model import BlockKind, Name, Term
from kg.relate.facts import Slots
from kg.relate.prose.concrete import is_held
from kg.relate.prose.context import actor_before
from kg.relate.prose.dates import coming, date_of, headed_time, is_after
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.event_places import (
    including_places,
    leading_places,
    office_places,
    places_before,
    trailing_places,
    where_places,
)
from kg.relate.prose.events import Event
from kg.relate.prose.leadins import add_headed, add_labelled, add_leading
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.opening import goes_on_opening
from kg.relate.prose.parties import (
    Parties,
    attenders,
    givers,
    government_of,
    joint_names,
    owners,
    parties_of,
    receivers,
    supporters,
)
from kg.relate.prose.payers import giving_countries
from kg.relate.prose.places import country_wide, heading_places, places_of
from kg.relate.prose.programmes import programme_of
from kg.relate.prose.status import status_of
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in
from kg.relate.verbs import FINITE, PRESENT

_AIMING = frozenset({"aim", "aimed"})
_ABOVE = 4  # words between the noun of an event and that of its planning


@dataclass(frozen=True)
class Setting:
    """Who did what an event tells, where, when and in which state."""

    slots: Slots
    places: Sequence[Name]
    labelled: bool  # whether the label of the item names who acts


def setting_of(
    sentence: Sentence, event: Event, stretch: tuple[int, int], verbs: Sequence[Token], *, shared: bool
) -> Setting:
    """What the deliverables of an event share.

    Args:
        sentence: that tells the event.
        event: the event.
        stretch: its first token, and the one behind its last.
        verbs: those of all events of the sentence.
        shared: whether the sentence tells others.
    """
    scope, span, verb = sentence.scope, sentence.span, event.verb
    parties, labelled = _parties(sentence, event)
    opening = verb is not None and goes_on_opening(verb)
    actor = parties.actors[0] if parties.actors else scope.publisher if opening else None
    if actor is None and verb is not None and not event.passive and _is_ours(verb, sentence.classes):
        actor = scope.publisher
    actor = actor or actor_before(sentence, verb, event.passive)
    places = _places(sentence, event, stretch, shared=shared)
    counted = any(t.phrase is not None for t in event.things)  # `A gave earmarked funds` is a contribution
    if actor is None and counted and verb is not None and not event.passive and event.frame.kind == "deliver":
        given = giving_countries(scope, span, verb)
        places = [p for p in places if p.ref not in {m.kb_id_ for m in given}]
        governments = [government_of(scope, m) for m in given]
        actor = governments[0] if governments else None
        parties.partners[:0] = governments[1:]
    places = places or office_places(sentence, actor) or _where_all_was(sentence)
    status = _status(sentence, event, stretch, verbs, shared=shared, opening=opening)
    if status is None and parties.actors and _means_to(scope, event):
        status = scope.in_role("Status", "prospective")  # also where the parser sees another subject
    date = date_of(scope, sentence.block, span, *stretch, shared, happened=True)
    section = tuple(sentence.block.block.section)
    if section in scope.planned or section in scope.targeted:
        prospective = scope.in_role("Status", "prospective")
        bare = verb is None or (section in scope.targeted and not any(t.tag_ in FINITE for t in span))
        status = status or (prospective if bare else None)  # `Repair of 40 wells`, `900 children vaccinated`
        if status == prospective:
            actor = actor or scope.publisher
            places = places or ([scope.country] if scope.country else [])
    elif section[:-1] in scope.planned and status == scope.in_role("Status", "prospective"):
        places = places or ([scope.country] if scope.country else [])  # below a lead-in of the part: `X will:`
    elif status is None and (_is_bidden(scope, verb) or (verb is None and _is_under_plan(sentence))):
        status = scope.in_role("Status", "prospective")
    elif date is None and status is None:
        date = headed_time(scope, sentence.block)
    if status is None and date is not None and (verb is None or verb.tag_ in PRESENT) and is_after(scope, date):
        status = scope.in_role("Status", "prospective")  # `The training starts on 8 April`
    if date is not None and status is not None and status == scope.in_role("Status", "prospective"):
        date = coming(scope, span, date)
    slots: Slots = {
        "actor": actor,
        "partner": list(parties.partners),
        "funder": list(parties.funders),
        "programme": parties.programmes[0] if parties.programmes else programme_of(scope, span),
        "place": list(places),
        "date": date,
        "status": status,
    }
    return Setting(slots, places, labelled)


def _is_bidden(scope: Scope, verb: Token | None) -> bool:
    """Whether a verb without a subject opens a sentence as one of what is to be done: `Train 40 nurses`."""
    if verb is None or verb.tag_ != "VB" or verb.i != verb.sent.start:
        return False
    if verb.lower_ in scope.words("activities", "same_in_past"):
        return False  # `Set up 12 committees`
    return not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.children)


def _is_under_plan(sentence: Sentence) -> bool:
    """Whether the nearest lead-in or heading is one of plans: `Next steps`, `Activities planned`."""
    heads = sentence.scope.headings(sentence.block.block)[:1]
    return bool(heads) and sentence.scope.pattern("activities", "plans_title").fullmatch(heads[0]) is not None


def has_doer(verb: Token | None, classes: Classes) -> bool:
    """Whether those do it whom no name tells: `partners handed out …`, `mobile teams visited …`."""
    return verb is not None and any(c.dep_ == "nsubj" and noun_lemma(c) in classes.doers for c in verb.children)


def _where_all_was(sentence: Sentence) -> list[Name]:
    """Where all that the block tells was done, unless the sentence has it in several areas that it does not name."""
    apart = sentence.scope.pattern("places", "of_several").search(text_of(sentence.span))
    inside = apart is None or all(place.cls == "Country" for place in sentence.setting)
    return list(sentence.setting) if inside and not sentence.befallen else []


def _parties(sentence: Sentence, event: Event) -> tuple[Parties, bool]:
    """Who took part in an event, and whether the label of its item names who acts."""
    scope, span, verb, classes = sentence.scope, sentence.span, event.verb, sentence.classes
    gathering = event.frame.kind == "meet" or event.frame.type in scope.words("activities", "gathering")
    gives = event.frame.kind == "deliver" or any(
        _is_of_kind(v, "deliver", classes) for v in (verb, *event.merged) if v is not None
    )
    attended = verb is not None and verb.lemma_.lower() in scope.words("activities", "attending")
    parties = parties_of(
        scope,
        span,
        verb.i if verb is not None else None,
        event.passive,
        gives,
        gathering,
        sentence.body,
        is_held(event, classes) or attended,
    )
    if verb is not None and not event.passive and verb.lemma_.lower() in scope.words("activities", "got_by"):
        got = receivers(scope, span, verb)  # `The ministry received five pumps`: it gave none
        parties.actors = [a for a in parties.actors if a.text not in got]
    if verb is not None and _is_of_kind(verb, "receive", classes) and (given := givers(scope, span, verb)):
        parties.actors = given[:1]
    if not parties.actors and gathering:
        named = joint_names(scope, span, event.trigger)
        parties.actors, parties.partners = named[:1], [*named[1:], *parties.partners]
    if not parties.actors and verb is not None and _is_of_kind(verb, "receive", classes):
        parties.actors += owners(scope, span, {event.trigger.i, *(t.head.i for t in event.things)})[:1]
    if not parties.actors:
        parties.actors += supporters(scope, span, [t.head.i for t in event.things])[:1]
    if gathering:
        parties.partners += attenders(scope, event.trigger, parties.others)
    if not parties.actors and verb is not None and (main := _main_verb(verb)) is not None:
        # `By building four wells, X helped`: who does the one does the other.
        parties.actors += parties_of(scope, span, main.i, False).actors
    counted = verb is not None and any(p.head.dep_ == "nsubj" and p.head.head == verb for p in event.people)
    gets = counted or event.frame.kind in {"receive", "undergo"}
    took = scope.words("activities", "attending") | scope.words("activities", "getting")
    if counted and verb is not None and verb.lemma_.lower() in took:
        # `40 officials of X attended`, `40 officials from X received training`: X does nothing
        whose = {scope.name_of(m) for m in mentions_in(span, *scope.organizations) if m.end <= verb.i}
        parties.actors = [name for name in parties.actors if name not in whose]
    labelled = add_labelled(sentence, verb, event.passive, gets, parties)
    add_leading(scope, sentence.block, verb, event.passive, gets, parties)
    add_headed(scope, sentence.block, verb, event.passive, gets, parties)
    return parties, labelled


def _places(sentence: Sentence, event: Event, stretch: tuple[int, int], *, shared: bool) -> list[Name]:
    """Where an event was, as far as its sentence and the headings above tell."""
    scope, span, (begin, end) = sentence.scope, sentence.span, stretch
    journey = event.frame.type in scope.words("activities", "journeys")
    places = places_of(scope, span, begin, end, shared, journey) or leading_places(sentence, stretch, shared)
    places = places or including_places(sentence, event.trigger, begin) or where_places(sentence, event.verb)
    places = places or (trailing_places(sentence, end, event.verb) if shared else [])
    places = places or (places_before(sentence, event.verb) if shared else [])
    item = sentence.block.block.kind is BlockKind.ITEM and not mentions_in(span, *PLACES)
    if not places and (item or not shared):
        places = heading_places(scope, sentence.block)
    return places or country_wide(scope, span.doc[begin:end])


def _status(
    sentence: Sentence,
    event: Event,
    stretch: tuple[int, int],
    verbs: Sequence[Token],
    *,
    shared: bool,
    opening: bool,
) -> Term | None:
    """In which state an event is; `opening`: it goes on with what the block's opening tells."""
    scope, verb, classes, (begin, end) = sentence.scope, event.verb, sentence.classes, stretch
    whole = verb is not None and verb.pos_ == "VERB" and not shared
    clause = min([begin, *(t.i for t in verb.subtree)]) if verb is not None and whole else begin
    own = clause, max([end, *(t.i + 1 for t in event.merged)])
    others = [v for v in verbs if v is not verb and v not in event.merged]
    status = status_of(scope, sentence.span, classes, verb, own, others)
    if verb is None:
        return status
    aim = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "at" else verb
    if status is None and aim.lemma_.lower() in _AIMING:
        return scope.in_role("Status", "prospective")  # `a campaign aimed at reaching 300 people`
    if status is None and _only_aims(sentence, event, verb):
        return scope.in_role("Status", "prospective")
    if status is None and verb.tag_ in PRESENT and verb.lemma_.lower() in scope.words("activities", "aiming"):
        return scope.in_role("Status", "prospective")  # `the plan targets 300 people`
    told = verb.tag_ == "VBD" and not event.passive and verb.lemma_.lower() not in classes.aspect
    told = told or any(c.lower_ == "already" for c in verb.children)
    if told and status == scope.in_role("Status", "prospective"):
        status = None  # `opened a centre, which is expected to help`
    if opening and verb.tag_ == "VBG" and not sentence.block.block.lead:
        status = status or scope.in_role("Status", "progressive")
    return status


def _only_aims(sentence: Sentence, event: Event, verb: Token) -> bool:
    """Whether somebody only means to do it: `The cluster targeted 300 families`, `the planning for the delivery`."""
    words = sentence.scope.words
    if _means_to(sentence.scope, event):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        bodies = mentions_in(sentence.span, *sentence.scope.organizations)
        named = subject is not None and any(m.start <= subject.i < m.end for m in bodies)
        return named or has_doer(verb, sentence.classes)
    above = event.trigger
    for _ in range(_ABOVE):
        if above.dep_ not in {"pobj", "prep", "conj", "compound"}:
            return False
        above = above.head
        if above.pos_ == "NOUN" and above.lemma_.lower() in words("activities", "planning"):
            return True
    return False


def _means_to(scope: Scope, event: Event) -> bool:
    """Whether the verb of an event only tells what its subject means to do: `The cluster targeted 300 families`."""
    verb = event.verb
    if verb is None or event.passive or verb.tag_ not in FINITE:
        return False
    return verb.lemma_.lower() in scope.words("activities", "meaning_to")


def _is_of_kind(verb: Token, kind: str, classes: Classes) -> bool:
    """Whether the frame of a verb is of a kind, such as that something is received."""
    frame = classes.verbs.get(verb.lemma_.lower())
    return frame is not None and frame.kind == kind


def _is_ours(verb: Token, classes: Classes) -> bool:
    """Whether those who publish the report say that they or their staff do it: `our team opened a clinic`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    ours = any(c.lower_ == "our" for c in subject.children)
    return subject.lower_ == "we" or (ours and noun_lemma(subject) in classes.doers | classes.people)


def _main_verb(verb: Token) -> Token | None:
    """The finite verb in whose clause a gerund without a subject stands, before it: `By building wells, X helped`."""
    if verb.tag_ != "VBG" or any(c.dep_ in {"nsubj", "aux"} for c in verb.children):
        return None
    above = verb.head
    while above.dep_ in {"prep", "pcomp"} and above.pos_ != "VERB":
        above = above.head
    subject = any(c.dep_ == "nsubj" and c.i > verb.i for c in above.children)
    return above if above.pos_ == "VERB" and above.i > verb.i and subject and verb.dep_ in {"pcomp", "advcl"} else None
