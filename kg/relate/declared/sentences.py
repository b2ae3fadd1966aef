"""Declared facts from sentences, and from list items below a lead-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.document import AnnotatedBlock, text_of
from kg.model import BlockKind, Claim, Passage, Value
from kg.ontology import FactRule
from kg.relate.declared.clauses import Filled, fill
from kg.relate.declared.earlier import Earlier
from kg.relate.declared.facts import claim_of, shared_out
from kg.relate.declared.triggers import Trigger, triggers_of
from kg.relate.declared.values import Found, classes_below, values_of
from kg.relate.prose.triggers import verb_of
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, sentences_of

LONGEST = 300
"""Tokens of a sentence; a longer one is text that lost its layout, in which nothing can be told apart."""


def sentence_claims(
    scope: Scope, rules: Sequence[FactRule], block: AnnotatedBlock, earlier: Earlier
) -> Iterator[Claim]:
    """The facts of the sentences of one block of prose."""
    lead = _lead(scope, block)
    for sentence in sentences_of(block.doc):
        if len(sentence) > LONGEST:
            continue
        evidence = scope.sentence(block, sentence)
        named: list[Found] = []
        for rule in rules:
            values = {name: values_of(scope, slot, sentence) for name, slot in rule.slots.items()}
            named += values[rule.key]
            found = list(_of_rule(scope, rule, block, sentence, values, evidence, earlier))
            if not found and lead is not None:
                found = list(_below_lead(scope, rule, block, sentence, values, lead, evidence, earlier))
            yield from _merged(rule, _fullest(found))
        unique = {v.begin: v.value for v in sorted(named, key=lambda v: v.begin)}
        earlier.note(block, list(unique.values()), evidence)


def _fullest(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence without those that say only a part of what another says."""
    told = [{(name, value) for name, values in claim.slots.items() for value in values} for claim in claims]
    kept = []
    for at, claim in enumerate(claims):
        less = any(told[at] < other or (told[at] == other and i < at) for i, other in enumerate(told))
        if not less:
            kept.append(claim)
    return kept


def _merged(rule: FactRule, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a sentence; what it says of one thing by several words is one fact, unless they contradict."""
    merged: list[Claim] = []
    for claim in claims:
        for at, other in enumerate(merged):
            same = claim.slots.get(rule.key) == other.slots.get(rule.key)
            if same and all(other.slots.get(name, values) == values for name, values in claim.slots.items()):
                context = tuple(dict.fromkeys((*other.context, *claim.context)))
                merged[at] = replace(other, slots={**other.slots, **claim.slots}, context=context)
                break
        else:
            merged.append(claim)
    yield from merged


def _of_rule(
    scope: Scope,
    rule: FactRule,
    block: AnnotatedBlock,
    sentence: Span,
    values: Mapping[str, list[Found]],
    evidence: Passage,
    earlier: Earlier,
) -> Iterator[Claim]:
    if text_of(sentence).rstrip().endswith(":"):
        earlier = Earlier(scope)  # a lead-in speaks of what follows, not of what was said
    triggers = [t for t in triggers_of(rule, sentence, _named(scope, sentence)) if tense_of(t.token) in rule.tenses]
    told: set[tuple[int, int]] = set()
    for trigger in triggers:
        filled = fill(rule, trigger, sentence, values, len(triggers) == 1)
        for own in shared_out(rule, filled, text_of(sentence.doc), trigger.token):
            says = _says(rule, trigger, own)
            for claim in _claims(scope, rule, own, says, block, sentence, evidence, earlier):
                told |= {v.span for found in own.values() for v in found}
                yield claim
    for own in _adjoining(rule, sentence, values) if rule.adjoining else ():
        if not told & {v.span for name, found in own.items() if name != rule.key for v in found}:
            yield from _claims(scope, rule, own, {}, block, sentence, evidence, earlier, "adjoining")


def _claims(
    scope: Scope,
    rule: FactRule,
    found: Filled,
    says: Mapping[str, str],
    block: AnnotatedBlock,
    sentence: Span,
    evidence: Passage,
    earlier: Earlier,
    origin: str = "sentence",
) -> Iterator[Claim]:
    """The claim of a set of values; two where `both` stands for the two things that were named before."""
    key = rule.slots[rule.key]
    if rule.key not in found and "before" in key.otherwise and any(t.lower_ == "both" for t in sentence):
        values, passage = earlier.both(key, block)
        context = [passage] if passage is not None else []
        given: list[dict[str, Value]] = [{rule.key: value} for value in values]
    else:
        given, context = [{}], []
    for one in given:
        made = claim_of(scope, rule, found, says, block, evidence, earlier, origin, context, one)
        if made is not None:
            yield made


def _named(scope: Scope, sentence: Span) -> frozenset[int]:
    """The tokens of names: `Construction` evokes nothing in `Nordvik Construction`."""
    spans = mentions_in(sentence, *classes_below(scope, "Entity"))
    return frozenset(i for span in spans for i in range(span.start, span.end))


def _says(rule: FactRule, trigger: Trigger, filled: Filled) -> dict[str, str]:
    """The codes that the evoking word and its tense say."""
    says = dict(trigger.evoking.says)
    for name, slot in rule.slots.items():
        if slot.tense and name not in filled and name not in says:
            code = slot.tense.get(tense_of(trigger.token))
            if code is not None:
                says[name] = code
    return says


def tense_of(token: Token) -> str:
    """`past`, `present` or `future`, by the verb that a word is or hangs on."""
    verb = verb_of(token)
    if verb is None:
        return "present"
    above = [verb]
    while above[-1].dep_ in {"xcomp", "conj"} and len(above) < 4:
        above.append(above[-1].head)
    helpers = {c.lower_ for v in above for c in v.children if c.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "shall", "'ll", "’ll"} or above[-1].lemma_ in {"plan", "expect", "intend", "aim", "schedule"}:
        return "future"
    finite = above[-1]
    if finite.tag_ in {"VBD", "VBN"} and not helpers & {"is", "are"}:
        return "past"
    if helpers & {"has", "have", "had", "was", "were"}:
        return "past"
    return "past" if finite.tag_ == "VBN" and not helpers & {"being"} and helpers & {"been"} else "present"


def _adjoining(rule: FactRule, sentence: Span, values: Mapping[str, list[Found]]) -> Iterator[Filled]:
    """Values that stand side by side: `the 448 MW Neart na Gaoithe`, `Hornsea Two (1,386 MW)`."""
    for key in values[rule.key]:
        own: Filled = {rule.key: [key]}
        for name, found in values.items():
            beside = [v for v in found if name != rule.key and _is_beside(sentence.doc, v, key)]
            if beside:
                own[name] = beside[:1]
        if len(own) > 1:
            yield own


def _is_beside(doc: Doc, value: Found, key: Found) -> bool:
    first, last = (value, key) if value.begin < key.begin else (key, value)
    between = doc.char_span(first.end, last.begin, alignment_mode="expand")
    if between is None:
        return last.begin - first.end <= 1
    words = [t for t in between if first.end <= t.idx and t.idx + len(t) <= last.begin]
    plain = all(t.pos_ in {"NOUN", "ADJ", "DET", "PROPN"} or t.text in {"(", "-", "–", "/"} for t in words)
    return plain and len(words) <= 4 and not any(t.text in {",", ";", ")"} for t in words)


def _lead(scope: Scope, block: AnnotatedBlock) -> AnnotatedBlock | None:
    """The block that leads in the list that an item belongs to."""
    if block.block.kind is not BlockKind.ITEM:
        return None
    # A short line above a list is read as a heading, though it ends in a colon.
    leads = [words.strip().rstrip(":").strip() for words in (*block.block.lead[-1:], *block.block.section[-1:])]
    for above in scope.before(block, 60) if leads else ():
        text = above.joined.text.strip()
        if above.block.kind is BlockKind.ITEM or text.rstrip(":").strip() not in leads:
            continue
        if above.prose:
            return above
        return replace(above, doc=_parsed(scope, above)) if text.endswith(":") else None
    return None


def _parsed(scope: Scope, block: AnnotatedBlock) -> Doc:
    """The line of a block that is no prose, parsed, with the mentions that it has."""
    doc = scope.document.reader.parse(block.joined.text)
    spans = [
        doc.char_span(s.start_char, s.end_char, label=s.label_, kb_id=s.kb_id_, alignment_mode="expand")
        for s in block.doc.spans["mentions"]
    ]
    doc.spans["mentions"] = [span for span in spans if span is not None]
    return doc


def _below_lead(
    scope: Scope,
    rule: FactRule,
    block: AnnotatedBlock,
    sentence: Span,
    values: Mapping[str, list[Found]],
    lead: AnnotatedBlock,
    evidence: Passage,
    earlier: Earlier,
) -> Iterator[Claim]:
    """Facts that a lead-in evokes and an item completes: `In 2021 Vestas received orders for:` `- 14 turbines in …`."""
    for above in sentences_of(lead.doc)[-1:]:
        for trigger in triggers_of(rule, above, _named(scope, above))[:1]:
            upper = {name: values_of(scope, slot, above) for name, slot in rule.slots.items()}
            filled = fill(rule, trigger, above, upper, True)
            own = {name: found for name, found in values.items() if found}
            own = {n: f for n, f in own.items() if n == rule.key or rule.slots[n].near or n not in filled}
            for facts in shared_out(rule, own, text_of(sentence.doc), None):
                both = {**filled, **facts}
                said = _says(rule, trigger, both)
                context = [scope.sentence(lead, above)]
                claim = claim_of(scope, rule, both, said, block, evidence, earlier, "list", context)
                if claim is not None:
                    yield claim
