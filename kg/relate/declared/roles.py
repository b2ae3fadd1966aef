"""The role in which a word stands to the word that evokes a fact: `subject`, `object`, or a preposition."""

from __future__ import annotations

from spacy.tokens import Token

from kg.relate.declared.triggers import Trigger
from kg.relate.prose.triggers import is_passive

SUBJECT, OBJECT = "subject", "object"
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "dative"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "advcl"})
_FAR = 14


def role_of(token: Token, trigger: Trigger) -> str | None:
    """The role of a token to a trigger; None where it belongs to something else."""
    target = trigger.token
    if token.i == target.i:
        return None
    at, preposition = token, ""
    for _ in range(_FAR):
        head = at.head
        if at.dep_ in {"prep", "agent"} or (at.dep_ == "dative" and at.pos_ == "ADP"):
            preposition = preposition or at.lower_
        if head.i == at.i:
            return _from_above(at, target, preposition)
        if head.i == target.i:
            return _role(at, target, preposition, trigger.nominal)
        if head.pos_ in {"VERB", "AUX"} and at.dep_ != "conj":
            return _of_verb(at, head, trigger, preposition)
        at = head
        if at.i == target.i:
            return preposition or None
    return None


def _role(at: Token, target: Token, preposition: str, nominal: bool) -> str | None:
    """The role of what hangs on the trigger itself."""
    if preposition:
        return _logical(preposition, target, nominal)
    if at.dep_ in _SUBJECTS:
        return OBJECT if is_passive(target) and at.dep_ == "nsubjpass" else SUBJECT
    if at.dep_ in _OBJECTS:
        return OBJECT
    if nominal and at.dep_ == "poss":
        return SUBJECT
    if nominal and at.dep_ in {"compound", "nmod", "amod", "nummod", "appos"}:
        return "beside"
    return None


def _logical(preposition: str, target: Token, nominal: bool) -> str:
    """`by` leads the doer of a passive or of a noun."""
    return SUBJECT if preposition == "by" and (nominal or is_passive(target)) else preposition


def _of_verb(at: Token, verb: Token, trigger: Trigger, preposition: str) -> str | None:
    """The role of what hangs on another verb, where that verb lends its arguments to the trigger."""
    target = trigger.token
    own = _role(at, verb, preposition, False)
    if own is None:
        return None
    if trigger.nominal:
        return own if carrier_of(target) == verb else None
    shares = _shares(target, verb)
    if shares and own == SUBJECT and not any(c.dep_ in _SUBJECTS for c in target.children):
        return OBJECT if is_passive(target) and target.dep_ == "conj" and not is_passive(verb) else SUBJECT
    if shares and own not in {SUBJECT, OBJECT} and target.dep_ in {"xcomp", "ccomp"}:
        return own
    # `the farm which X built`, `the turbines that were delivered`: the relative clause says it of the noun before it.
    return None


def _shares(target: Token, verb: Token) -> bool:
    """Whether a trigger below a verb has its subject: `agreed to buy`, `developed and built`."""
    at = target
    for _ in range(4):
        if at.head == verb and at.dep_ in {"conj", *_COMPLEMENTS}:
            return True
        if at.dep_ not in {"conj", *_COMPLEMENTS, "prep"}:
            return False
        at = at.head
    return False


def carrier_of(noun: Token) -> Token | None:
    """The verb that a noun is subject, object or complement of."""
    at = noun
    for _ in range(5):
        if at.dep_ not in {*_SUBJECTS, *_OBJECTS, "pobj", "prep", "conj", "appos"}:
            return None
        at = at.head
        if at.pos_ in {"VERB", "AUX"}:
            return at
    return None


def _from_above(at: Token, target: Token, preposition: str) -> str | None:
    """The role of a noun that the trigger's clause describes, where it is the root of a fragment."""
    return None if preposition or not describes(target, at) else described_role(target)


def describes(target: Token, noun: Token) -> bool:
    """Whether the trigger is the verb of a clause about a noun: `the farm built by X`, `X, which owns`."""
    return target.dep_ in {"acl", "relcl"} and target.head.i == noun.i


def described_role(target: Token) -> str:
    """The role of the noun that a trigger's clause describes."""
    relative = next((c for c in target.children if c.lower_ in {"which", "that", "who"}), None)
    if relative is not None:
        if relative.dep_ in _SUBJECTS:
            return OBJECT if is_passive(target) else SUBJECT
        return OBJECT
    if target.tag_ == "VBG":
        return SUBJECT
    return OBJECT


def antecedent_role(token: Token, target: Token) -> str | None:
    """The role of a token in the noun phrase that the trigger's clause describes."""
    if target.dep_ not in {"acl", "relcl"}:
        return None
    at = token
    for _ in range(6):
        if at.i == target.head.i:
            return described_role(target)
        if at.dep_ not in {"compound", "nmod", "appos", "conj", "amod", "nummod", "poss", "flat"}:
            return None
        at = at.head
    return None
