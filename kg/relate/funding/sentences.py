"""Funding stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, Quantity
from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.funding.amounts import amount_slots, amounts_of
from kg.relate.scope import Scope


def sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Funding stated in sentences.

    `Contributions for the operation amount to US$ 3 million, including 1.7 for the X situation`.
    """
    if not block.prose:
        return
    patterns = [
        (slot, re.compile(p, re.IGNORECASE)) for slot, p in scope.patterns("funding").get("sentences", {}).items()
    ]
    for sentence in block.doc.sents:
        if (several := _several(scope, block, sentence)) is not None:
            yield several
            continue
        text = sentence.text
        money = [q for q in scope.numbers(text) if q.currency]
        slot = next((s for s, p in patterns if p.search(text)), None) if money else None
        if slot is not None:
            yield _one(scope, block, sentence, slot, money[0])
            yield from _parts(scope, block, sentence, slot, money)


def _one(scope: Scope, block: AnnotatedBlock, sentence: Span, slot: str, amount: Quantity) -> Claim:
    """What a sentence says of one amount, which fills a slot."""
    text = sentence.text
    percent = next((q for q in scope.numbers(text) if q.percent), None)
    # The amount itself may stand inside the words that name the programme.
    blank = " " * (amount.full_end - amount.full_begin)
    behind = text[amount.full_end : amount.full_end + 80].split(",")[0]
    programme = scope.pattern("funding", "programme").search(text[: amount.full_begin] + blank + behind)
    slots: Slots = {
        slot: scope.number(amount, text),
        "currency": Text(amount.currency or ""),
        "subject": Name(programme.group(1), "Programme") if programme else scope.publisher,
        "place": scope.country,
        "date": next(
            (d.period for d in scope.dates(text) if not scope.pattern("funding", "lasting").search(text[: d.begin])),
            None,
        ),
    }
    if percent and slot in {"received", "required"}:
        slots["percentFunded"] = scope.number(percent, text)
    return make("Funding", "sentence/funding", 0.8, [scope.sentence(block, sentence)], slots)


def _parts(
    scope: Scope, block: AnnotatedBlock, sentence: Span, slot: str, money: Sequence[Quantity]
) -> Iterator[Claim]:
    """The further amounts of a sentence that the first one includes."""
    text, first = sentence.text, money[0]
    for quantity in money[1:]:
        part = scope.pattern("funding", "part").match(text[quantity.full_end :])
        if part and scope.pattern("funding", "including").search(text[first.full_end : quantity.full_begin]):
            slots: Slots = {
                slot: scope.number(quantity, text),
                "currency": Text(quantity.currency or ""),
                "subject": Name(part.group("name").strip(), "Programme"),
                "place": scope.country,
            }
            yield make("Funding", "sentence/funding-part", 0.8, [scope.sentence(block, sentence)], slots)


def _several(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """Several labelled amounts in one sentence: `The X programme needed USD 11 million and received USD 6 million`."""
    begin, end = sentence.start_char, sentence.end_char
    amounts = [a for a in amounts_of(scope, block) if begin <= a.begin and a.end <= end]
    money = [a for a in amounts if a.quantity.currency]
    if len({a.slot for a in money}) < 2:
        return None
    named = scope.pattern("funding", "opening").match(sentence.text)
    subject = Name(named.group("name"), "Programme") if named else scope.publisher
    date = next((d.period for d in scope.dates(sentence.text)), None)
    slots: Slots = {
        **amount_slots(scope, amounts),
        "subject": subject,
        "place": scope.country,
        "date": date,
    }
    shares = [q for q in scope.numbers(sentence.text) if q.percent]
    if len(shares) == 1 and "percentFunded" not in slots and "received" in slots:
        slots["percentFunded"] = scope.number(shares[0], sentence.text)
    return make("Funding", "sentence/funding-several", 0.85, [scope.sentence(block, sentence)], slots)
