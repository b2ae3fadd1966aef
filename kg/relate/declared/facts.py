"""From the values of a clause to facts: one for each thing it is about, values shared out among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.document import AnnotatedBlock
from kg.model import Claim, Number, Passage, Period, Term, Text, Value
from kg.ontology import FactRule, SlotRule
from kg.relate.declared.clauses import Filled
from kg.relate.declared.earlier import Earlier
from kg.relate.declared.values import Found
from kg.relate.facts import make
from kg.relate.scope import Scope

Values = dict[str, list[Value]]

_LISTED = re.compile(r"\W*(?:\band\b|\bor\b|&)?\W*(?:\bthe\b\s*)?", re.IGNORECASE)


def shared_out(rule: FactRule, filled: Filled, text: str, trigger: Token | None) -> Iterator[dict[str, list[Found]]]:
    """One set of values for each fact that a clause states.

    Several things in the slot that a fact is about are several facts; values that stand in the same number are given
    to them in order (`A and B with 30 and 40 MW respectively`), others to the nearest. What is alone is shared.
    """
    keys = filled.get(rule.key, [])
    if len(keys) < 2 or rule.slots[rule.key].many:
        yield from _of_one(rule, filled, trigger)
        return
    each = bool(re.search(r"\beach\b", text, re.IGNORECASE))
    listed = all(_LISTED.fullmatch(text[a.end : b.begin]) for a, b in pairwise(keys))
    for at, key in enumerate(keys):
        own: Filled = {rule.key: [key]}
        for name, values in filled.items():
            if name == rule.key:
                continue
            slot = rule.slots[name]
            if len(values) == len(keys) and not slot.many:
                own[name] = [values[at]]
            elif len(values) == 1 and not (_is_counted(values[0]) and not each):
                own[name] = values
            elif len(values) == 1 and listed:
                continue  # one number of several things is their sum
            else:
                near = [v for v in values if _nearest(v, keys) is key]
                if near or not slot.many:
                    own[name] = near
                else:
                    own[name] = values
        yield from _of_one(rule, {n: v for n, v in own.items() if v}, trigger)


def _is_counted(value: Found) -> bool:
    return isinstance(value.value, Number)


def _nearest(value: Found, keys: Sequence[Found]) -> Found:
    return min(keys, key=lambda k: max(k.begin - value.end, value.begin - k.end))


def _of_one(rule: FactRule, filled: Filled, trigger: Token | None) -> Iterator[dict[str, list[Found]]]:
    """Facts about one thing: of several names each has one, of several numbers the nearest counts."""
    one: Filled = {}
    several: str | None = None
    for name, values in filled.items():
        if rule.slots[name].many or len(values) == 1:
            one[name] = values
        elif isinstance(values[0].value, Number | Period | Text | Term):
            at = trigger.idx if trigger is not None else values[0].begin
            one[name] = [min(values, key=lambda v: abs(v.begin - at))]
        else:
            one[name] = values
            several = several or name
    if several is None:
        yield one
        return
    for value in one[several]:
        yield {name: [value] if name == several else values[:1] for name, values in one.items()}


def claim_of(
    scope: Scope,
    rule: FactRule,
    found: Mapping[str, Sequence[Found]],
    says: Mapping[str, str],
    block: AnnotatedBlock,
    evidence: Passage,
    earlier: Earlier,
    origin: str,
    context: Sequence[Passage] = (),
    given: Mapping[str, Value] | None = None,
) -> Claim | None:
    """The claim of a set of values; None where one that the fact cannot be without is missing.

    Args:
        scope: of the report.
        rule: of the fact.
        found: the values of each slot.
        says: codes of concepts by slot, said by the word that evokes the fact.
        block: that states it.
        evidence: its words.
        earlier: what fills slots that these words do not.
        origin: `sentence`, `list` or `table`, in the rule's id.
        context: other words that filled a slot.
        given: values that other words gave.
    """
    slots: Values = {name: [v.value for v in values] for name, values in found.items()}
    slots |= {name: [value] for name, value in (given or {}).items()}
    for name, code in says.items():
        slots[name] = [concept(scope, rule.slots[name], code)]
    passages = list(context)
    for name, slot in rule.slots.items():
        if name not in slots and (other := earlier.value(slot, block)) is not None:
            slots[name] = [other[0]]
            if other[1] is not None and other[1] not in passages and other[1] != evidence:
                passages.append(other[1])
        if slot.currency is not None and name in found:
            codes = [v.currency for v in found[name] if v.currency]
            if codes:
                slots[slot.currency] = [Text(codes[0])]
    if not all(any(slots.get(name) for name in group) for group in rule.needs):
        return None
    rule_id = f"declared/{rule.rule}/{origin}"
    confidence = rule.confidence if origin != "table" else max(rule.confidence, 0.9)
    return make(rule.cls, rule_id, confidence, [evidence], slots, passages)


def concept(scope: Scope, slot: SlotRule, code: str) -> Term:
    """The concept with a code, of the classes that may fill a slot."""
    for cls in slot.fill:
        if any(t.notation == code for t in scope.ontology.by_class(cls)):
            return scope.term(cls, code)
    return scope.term(slot.fill[0], code)
