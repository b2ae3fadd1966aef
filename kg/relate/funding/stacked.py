"""Boxes whose labels and amounts stand on lines of their own, either above the other."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import AnnotatedBlock, Quantity
from kg.relate.funding.amounts import Amount, is_bare_amount, labelled_amount
from kg.relate.labels import plain
from kg.relate.scope import Scope

_LABEL = 5  # words, at most
_OTHER = ""  # instead of the slot of a label that names none


def stacked_amounts(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> dict[int, Amount | None]:
    """By the index of each line of such a box: its amount, or None for a label."""
    found: dict[int, Amount | None] = {}
    labels = _labels(scope)
    at = 0
    while labels and at < len(blocks):
        run = _run(scope, blocks, at, labels)
        if len(run) < 4:  # two labels with their amounts
            at += 1
            continue
        if len(run) % 2 and isinstance(run[0], str):
            # A heading over a box whose amounts stand over their labels.
            at, run = at + 1, run[1:]
        for i in range(0, len(run) - 1, 2):
            pair = run[i : i + 2]
            slot = next(x for x in pair if isinstance(x, str))
            if slot == _OTHER:
                found |= {at + i: None, at + i + 1: None}
                continue
            n, quantity = next((at + i + k, x) for k, x in enumerate(pair) if not isinstance(x, str))
            amount = labelled_amount(scope, blocks[n], slot)
            found |= {at + i: None, at + i + 1: None}
            if amount.slot.startswith("percent") == quantity.percent:
                found[n] = amount
        at += len(run)
    return found


def _labels(scope: Scope) -> dict[str, str]:
    """Slots by the names that columns of money have."""
    layout = scope.patterns("tables").get("budget", {"columns": {}, "values": ()})
    return {label: slot for slot in layout["values"] for label in layout["columns"].get(slot, ())}


def _run(scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, labels: dict[str, str]) -> list[str | Quantity]:
    """Labels (as slots) and amounts in turn, from a block on."""
    run: list[str | Quantity] = []
    for block in blocks[start:]:
        one = _label(block, labels) or _amount(scope, block)
        if one is None and run and not isinstance(run[-1], str) and _is_words(block):
            one = _OTHER
        if one is None or (run and isinstance(run[-1], str) == isinstance(one, str)):
            break
        run.append(one)
    return run[:-1] if run and run[-1] == _OTHER else run


def _is_words(block: AnnotatedBlock) -> bool:
    """Whether a line may be the label of an amount that no column holds: `Carry-forward`."""
    text = block.joined.text.strip()
    return len(text.split()) <= _LABEL and not any(c.isdigit() for c in text) and text[-1:].isalpha()


def _label(block: AnnotatedBlock, labels: dict[str, str]) -> str | None:
    text = block.joined.text
    return labels.get(plain(text.strip(" :*"))) if len(text.split()) <= _LABEL else None


def _amount(scope: Scope, block: AnnotatedBlock) -> Quantity | None:
    """The money or share that a line holds, if it holds nothing else."""
    text = block.joined.text.strip()
    if len(text) > 30 or not any(c.isdigit() for c in text):
        return None
    number = next(iter(scope.numbers(text)), None) if is_bare_amount(scope, block) else None
    return number if number is not None and (number.currency or number.percent) else None
