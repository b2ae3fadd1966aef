"""Events that did not happen: negated, only wished, called off, or only thought to be."""

from __future__ import annotations

from spacy.tokens import Token

from kg.relate.prose.events import Event, Thing
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import is_mistaken
from kg.relate.verbs import PRESENT


def is_denied(event: Event, classes: Classes) -> bool:
    """Whether the event did not happen: it is negated, only wished, called off, or failed."""
    if _is_needed(event.trigger, classes) or _is_used(event.trigger, classes):
        return True
    verb = event.verb
    if any(_is_asked(t.head, classes) for t in (*event.things, Thing(event.trigger, ""))) and not event.merged:
        return True
    if verb is None:
        return event.frame.kind == "fragment" and _is_taken_away(event.trigger, classes)
    if _is_negated(verb) or (event.trigger is verb and _describes_missing(verb)):
        return True
    # `do not know how they will receive food`
    unknown = verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and _is_negated(verb.head)
    if unknown or _is_doubted(event, verb, classes):
        return True
    # `failed to distribute`, `the distribution was cancelled`: the word above denies.
    above = verb.head if verb.dep_ == "xcomp" else verb
    if above.lemma_.lower() in classes.denying and (above is not verb or event.trigger is not verb):
        return True
    aims = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if aims and verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"} and verb.head.lemma_.lower() in classes.wishing:
        return True
    return _is_rule(verb) or _is_nobodys(verb)


def _is_taken_away(noun: Token, classes: Classes) -> bool:
    """Whether people only stand behind what a verb denies them: `had to reduce rations for 300 refugees`."""
    before = noun.head
    given = before.head if before.dep_ == "prep" else before
    return given.dep_ in {"dobj", "nsubjpass"} and given.head.lemma_.lower() in classes.denying


def _is_needed(token: Token, classes: Classes) -> bool:
    """Whether a noun of need governs a word: `in dire need of services, including giving soap to 300 families`."""
    for _ in range(8):
        above = token.head
        if above.i == token.i or (token.dep_ == "conj" and token.pos_ == "VERB" and token.tag_ != "VBG"):
            return False
        if above.pos_ == "NOUN" and above.i < token.i and above.lemma_.lower() in classes.needs:
            return True
        token = above
    return False


def _is_used(token: Token, classes: Classes) -> bool:
    """Whether a noun is only what some may use, and nobody gave them the use: `had limited access to water supply`."""
    way = token.head.head
    if (
        token.pos_ != "NOUN"
        or token.head.lower_ != "to"
        or way.lemma_.lower() not in classes.scope.words("activities", "uses")
        or way.pos_ != "NOUN"
    ):
        return False
    if any(c.lower_ in classes.scope.words("activities", "scarce") for c in way.lefts):
        return True
    given = way.head.lemma_.lower() in classes.verbs and way.dep_ in {"dobj", "nsubjpass"}
    return not given and way.dep_ in {"dobj", "nsubj", "nsubjpass"}


def _is_doubted(event: Event, verb: Token, classes: Classes) -> bool:
    """Whether it is only thought to be: `it is unlikely that kits will be given`, `assessed to have hit 30 farms`."""
    if any(c.dep_ == "aux" and c.lower_ in classes.unreal for c in verb.children):
        return True
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in classes.scope.words("activities", "urging"):
        return True
    above = verb.head.children if verb.dep_ == "ccomp" else ()
    if any(c.dep_ == "acomp" and c.lemma_.lower() in classes.denying for c in above):
        return True
    estimates = event.passive and event.frame.type in classes.scope.words("activities", "visiting")
    behind = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    return estimates and behind in (["to", "have"], ["to", "be"])


def _is_negated(verb: Token) -> bool:
    """Whether a verb is negated."""
    return any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in verb.children)


def _describes_missing(verb: Token) -> bool:
    """Whether a verb describes what the verb above says that there is not: `have no card issued by X`."""
    if verb.dep_ not in {"acl", "relcl"}:
        return False
    noun, above = verb.head, verb.head.head
    lacking = noun.dep_ in {"dobj", "attr", "nsubjpass"} and above.pos_ in {"VERB", "AUX"} and _is_negated(above)
    return lacking or any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)


def _is_rule(verb: Token) -> bool:
    """Whether a verb tells what happens to everybody: `each family receives two parcels`."""
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    return verb.tag_ in PRESENT and any(d.lower_ in {"each", "every"} for c in subject for d in c.children)


def _is_nobodys(verb: Token) -> bool:
    """Whether a verb's subject or object is none: `no kits were given`."""
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(c.lower_ in {"none", "nobody"} for c in subject):
        return True
    return any(d.lower_ in {"no", "neither"} for c in subject for d in c.children if d.dep_ == "det")


def _is_asked(noun: Token, classes: Classes) -> bool:
    """Whether a noun is what somebody asks for or lacks: `requested assistance for 300 families`."""
    asked = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in classes.asking
    return asked and not is_mistaken(noun.head)
