"""Amounts beside the labels that say what they are: `USD 41 requested`, `Unfunded 92 %`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock, Quantity
from kg.model import Text
from kg.relate.currencies import currency_near
from kg.relate.facts import Slots
from kg.relate.scope import Scope

PERCENT_SLOTS = {"received": "percentFunded", "spent": "percentSpent"}


@dataclass(frozen=True)
class Amount:
    """An amount with the slot that its label gives it, and where it stands in its block."""

    slot: str
    quantity: Quantity
    text: str
    block: AnnotatedBlock
    begin: int
    end: int


def states_amounts(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a block is a line of labelled amounts and nothing else."""
    return (
        len(block.joined.text.split()) <= 25
        and len({a.slot for a in amounts_of(scope, block)}) > 1
        and not block.joined.text.rstrip().endswith(".")
    )


def _labels(scope: Scope) -> list[tuple[str, re.Pattern[str]]]:
    labels = scope.patterns("funding").get("labels", {})
    return [(slot, re.compile(pattern, re.IGNORECASE)) for slot, pattern in labels.items()]


def label_above(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> str | None:
    """The label that stands over an amount, perhaps with its percentage in between."""
    if label := _label_of(scope, blocks[i - 1]):
        return label
    return _label_of(scope, blocks[i - 2]) if i > 1 and is_bare_amount(scope, blocks[i - 1]) else None


def _label_of(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The slot that a short line names."""
    text = block.joined.text
    if len(text.split()) > 6:
        return None
    return next((slot for slot, pattern in _labels(scope) if pattern.search(text)), None)


def is_bare_amount(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a line is an amount and nothing else."""
    text = block.joined.text.strip()
    quantities = list(scope.numbers(text))
    return len(quantities) == 1 and quantities[0].full_end - quantities[0].full_begin >= len(text) - 1


def labelled_amount(scope: Scope, block: AnnotatedBlock, slot: str) -> Amount:
    """The amount of a bare line, in the slot that the label above gives it."""
    text = block.joined.text
    quantity = next(iter(scope.numbers(text)))
    return Amount(
        PERCENT_SLOTS.get(slot, slot) if quantity.percent else slot,
        quantity,
        text,
        block,
        quantity.full_begin,
        quantity.full_end,
    )


def amounts_of(scope: Scope, block: AnnotatedBlock) -> Iterator[Amount]:
    """Amounts beside a label: `USD 41 requested`, `Amount Received: USD 0`, `Unfunded 92 %`."""
    text = block.joined.text
    slots = _labels(scope)
    quantities = list(scope.numbers(text))
    labels = sorted(
        ((m.start(), m.end(), slot) for slot, p in slots for m in p.finditer(text)), key=lambda f: (f[0], -f[1])
    )
    labels = [
        f
        for i, f in enumerate(labels)
        if not any(o[0] <= f[0] and f[1] <= o[1] and o != f for o in labels[:i] + labels[i + 1 :])
    ]
    free = list(quantities)
    for begin, end, slot in labels:
        behind = next(
            (
                q
                for q in free
                if end <= q.full_begin
                and re.fullmatch(
                    r"[\s:=|(–-]*(?:(?:of|to|at|is|was|were|amounts? to|some|about|in|for|by|as of)\s+)?(?:\d{1,2}\s+[A-Z][a-z]+\s+)?(?:(?:19|20)\d\d\b)?[\s:]*",
                    text[end : q.full_begin],
                )
            ),
            None,
        )
        before = next(
            (
                q
                for q in reversed(free)
                if q.full_end <= begin
                and re.fullmatch(
                    r"[\s:(]*(?:that\s+)?(?:it|they|the operation|the appeal)?\s*(?:is|are|was|were|has been|have been|already|currently)?\s*",
                    text[q.full_end : begin],
                )
            ),
            None,
        )
        chosen = behind or before
        if chosen is None or not (
            chosen.percent or chosen.currency or chosen.value >= 1000 or chosen.value == 0 or len(labels) > 1
        ):
            continue
        free.remove(chosen)
        if chosen.percent and slot not in PERCENT_SLOTS and slot not in PERCENT_SLOTS.values():
            continue
        yield Amount(
            PERCENT_SLOTS.get(slot, slot) if chosen.percent else slot,
            chosen,
            text,
            block,
            chosen.full_begin,
            chosen.full_end,
        )
        share = next(
            (
                q
                for q in free
                if q.percent
                and slot in PERCENT_SLOTS
                and re.fullmatch(r"\s*\(\s*(?:or\s+)?", text[chosen.full_end : q.full_begin])
            ),
            None,
        )
        if share is not None and not chosen.percent:
            free.remove(share)
            yield Amount(PERCENT_SLOTS[slot], share, text, block, share.full_begin, share.full_end)


def amount_slots(scope: Scope, amounts: Iterable[Amount]) -> Slots:
    """The slots that labelled amounts fill, with their currency."""
    found: Slots = {}
    currency = None
    for amount in amounts:
        if amount.slot.startswith("percent") != amount.quantity.percent:
            continue
        found[amount.slot] = scope.number(amount.quantity, amount.text)
        currency = currency or amount.quantity.currency or currency_near(scope, amount.block)
    if currency and any(not s.startswith("percent") for s in found):
        found["currency"] = Text(currency)
    return found
