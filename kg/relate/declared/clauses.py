"""Which words of a sentence belong to the word that evokes a fact, and which values they give its slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from kg.ontology import FactRule
from kg.relate.declared.roles import antecedent_role, carrier_of, role_of
from kg.relate.declared.triggers import Trigger
from kg.relate.declared.values import Found
from kg.relate.verbs import SUBJECTS

Filled = dict[str, list[Found]]
"""The values of each slot, in the order of the text."""


def fill(
    rule: FactRule, trigger: Trigger, sentence: Span, values: Mapping[str, Sequence[Found]], alone: bool
) -> Filled:
    """The values that a trigger's clause gives the slots: by their roles, then by nearness.

    Args:
        rule: whose slots are filled.
        trigger: the word that evokes the fact.
        sentence: that holds it.
        values: all that the sentence has for each slot.
        alone: whether no other word of the sentence evokes such a fact, so that all of it may be meant.
    """
    filled: Filled = {}
    for name, slot in rule.slots.items():
        roles = trigger.evoking.roles.get(name, slot.roles)
        if name not in trigger.evoking.says and (found := _by_role(roles, trigger, values[name])):
            filled[name] = found
    taken = {v.span for own in filled.values() for v in own}
    clause = clause_of(trigger, sentence)
    below = {t.i for t in trigger.token.subtree}
    needed = {name for group in rule.needs if not set(group) & filled.keys() for name in group}
    for name, slot in rule.slots.items():
        if name in filled or name in trigger.evoking.says or not slot.near:
            continue
        free = [v for v in values[name] if v.span not in taken and not _overlaps(v, taken)]
        inside = [v for v in free if v.root.i in clause] or (free if alone and name in needed else [])
        if not inside and "before" in slot.otherwise:  # `X was opened in May; it has 80 rooms`
            inside = [v for v in free if v.end <= trigger.token.idx][-1:]
        if not slot.roles:
            inside = [v for v in inside if role_of(v.root, trigger)] or inside
            # `raised it on 1 May and lowered it on 3 June`: of two verbs with one subject each has what hangs on it.
            inside = [v for v in inside if v.root.i in below] or inside
        if inside:
            own = inside if not slot.roles else [min(inside, key=lambda v: _distance(v, trigger.token))]
            filled[name] = own
            taken |= {v.span for v in own}
    return filled


def _by_role(roles: Sequence[str], trigger: Trigger, values: Sequence[Found]) -> list[Found]:
    """The values in the best role that any has."""
    own = [antecedent_role(v.root, trigger.token) or role_of(v.root, trigger) for v in values]
    for wanted in roles:
        found = [v for v, role in zip(values, own, strict=True) if role == wanted]
        if found:
            return found
    return []


def _overlaps(value: Found, taken: set[tuple[int, int]]) -> bool:
    return any(begin < value.end and value.begin < end for begin, end in taken)


def _distance(value: Found, token: Token) -> int:
    return min(abs(value.begin - token.idx), abs(token.idx - value.end))


def clause_of(trigger: Trigger, sentence: Span) -> frozenset[int]:
    """The tokens of the clause that a trigger stands in, without clauses coordinated with it that have a subject."""
    top = trigger.token if not trigger.nominal else carrier_of(trigger.token) or trigger.token
    while top.dep_ in {"xcomp", "ccomp", "conj", "advcl", "acl", "relcl"} and top.head.i != top.i:
        if top.dep_ in {"conj", "advcl", "ccomp"} and any(c.dep_ in SUBJECTS for c in top.children):
            break
        top = top.head
        if top.pos_ not in {"VERB", "AUX"}:
            break
    inside = {t.i for t in top.subtree}
    for token in sentence:
        if token.i in inside and token.i != top.i and _opens_clause(token) and trigger.token not in token.subtree:
            inside -= {t.i for t in token.subtree}
    return frozenset(inside)


def _opens_clause(token: Token) -> bool:
    verbal = token.pos_ in {"VERB", "AUX"} and token.dep_ in {"conj", "ccomp", "advcl", "parataxis"}
    return verbal and any(c.dep_ in SUBJECTS for c in token.children)
