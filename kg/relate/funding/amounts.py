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
_MONEY_SLOTS = {share: slot for slot, share in PERCENT_SLOTS.items()}

_PARTS = re.compile(r"[|,;]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLON = re.compile(r"\s*:")


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
    """Whether a block is a line of labelled amounts and nothing else, or of one that its colon tells to be of money."""
    text = block.joined.text.rstrip()
    if len(text.split()) > 25 or text.endswith("."):
        return False
    amounts = list(amounts_of(scope, block))
    if len({a.slot for a in amounts}) > 1:
        return True
    alone = len(amounts) == 1 and scope.pattern("funding", "money_label").match(text)
    return bool(alone) and len(text) - amounts[0].end <= 1


def label_above(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> str | None:
    """The label that stands over an amount, perhaps with its percentage in between."""
    if label := _label_of(scope, blocks[i - 1]):
        return label
    return _label_of(scope, blocks[i - 2]) if i > 1 and is_bare_amount(scope, blocks[i - 1]) else None


def label_below(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> str | None:
    """The label that stands below an amount of money, where the line below it is none of another amount."""
    if not (is_bare_amount(scope, blocks[i]) and any(q.currency for q in scope.numbers(blocks[i].joined.text))):
        return None
    if i + 1 >= len(blocks) or (i + 2 < len(blocks) and is_bare_amount(scope, blocks[i + 2])):
        return None
    return _label_of(scope, blocks[i + 1]) if not any(True for _ in amounts_of(scope, blocks[i + 1])) else None


def _label_of(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The slot that a short line names."""
    text = block.joined.text
    if len(text.split()) > 6:
        return None
    return next((slot for slot, pattern in scope.named_patterns("funding", "labels") if pattern.search(text)), None)


def is_bare_amount(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a line is an amount and nothing else."""
    text = block.joined.text.strip()
    quantities = list(scope.numbers(text))
    if _YEAR.fullmatch(text):
        return False
    return len(quantities) == 1 and quantities[0].full_end - quantities[0].full_begin >= len(text) - 1


def labelled_amount(scope: Scope, block: AnnotatedBlock, slot: str) -> Amount:
    """The amount of a bare line, in the slot that the label above gives it."""
    quantity = next(iter(scope.numbers(block.joined.text)))
    return _amount(block, PERCENT_SLOTS.get(slot, slot) if quantity.percent else slot, quantity)


def amounts_of(scope: Scope, block: AnnotatedBlock) -> Iterator[Amount]:
    """Amounts beside a label: `USD 41 requested`, `Amount Received: USD 0`, `Unfunded 92 %`."""
    text = block.joined.text
    labels = _labels_in(scope, text)
    if not labels:
        return
    days = [(d.begin, d.end) for d in scope.dates(text) if d.precision == "day"]
    free = [
        q
        for q in scope.numbers(text)
        if not q.word
        and not _is_year(text, q)
        and (q.currency or not any(b <= q.begin < e for b, e in days))
        # `received: USD 5 million from X, USD 2 million from Y`: what each gave is no total
        and not (q.currency and scope.pattern("funding", "from_one").match(text, q.full_end))
    ]
    labels = _without_head(scope, text, labels, free)
    ahead = _stand_ahead(labels, free)
    for begin, end, label in labels:
        chosen = _beside(scope, text, begin, end, free, ahead=ahead)
        if chosen is None or not (
            chosen.percent or chosen.currency or chosen.value >= 1000 or chosen.value == 0 or len(labels) > 1
        ):
            continue
        if not (chosen.percent or chosen.currency) and scope.pattern("funding", "of_anything").fullmatch(
            text[begin:end]
        ):
            continue  # `beds available: 3,400`, `3,400 sought asylum`
        free.remove(chosen)
        slot = _MONEY_SLOTS.get(label, label) if chosen.currency else label  # `Coverage: CHF 9 million`
        # The amount of a share stands behind its label, or between both: `6% (USD 59 million) received`.
        beside = [_behind_share(text, at, free) for at in (max(chosen.full_end, end), chosen.full_end)]
        beside.append(_before_share(text, chosen, free))
        if chosen.percent and (money := next(filter(None, beside), None)):
            free.remove(money)
            yield _amount(block, _MONEY_SLOTS.get(slot, slot), money)
        elif chosen.percent and "(" in text[end : chosen.full_begin]:
            # `USD 301 M received (47%)`
            before = scope.pattern("funding", "before_label")
            money = next((q for q in free if not q.percent and before.fullmatch(text[q.full_end : begin])), None)
            if money is not None:
                free.remove(money)
                yield _amount(block, slot, money)
        if chosen.percent and slot not in PERCENT_SLOTS and slot not in PERCENT_SLOTS.values():
            continue
        yield _amount(block, PERCENT_SLOTS.get(slot, slot) if chosen.percent else slot, chosen)
        if chosen.percent or slot not in PERCENT_SLOTS:
            continue
        share = _share_behind(text, (chosen.full_end, max(chosen.full_end, end)), free)
        if share is not None:
            free.remove(share)
            yield _amount(block, PERCENT_SLOTS[slot], share)


def _behind_share(text: str, at: int, free: Sequence[Quantity]) -> Quantity | None:
    """The amount right behind a share of the same label: `Unfunded 66% 19.6 M`, `14% funded (USD 59 million)`."""
    return next(
        (
            q
            for q in free
            if not q.percent
            and (q.currency or q.value >= 1000)
            and q.full_begin >= at
            and re.fullmatch(r"[\s(|/–-]{1,3}", text[at : q.full_begin])
        ),
        None,
    )


def _share_behind(text: str, ends: Iterable[int], free: Sequence[Quantity]) -> Quantity | None:
    """The share that an amount is: `USD 6 million (55%)`, `USD 6 million received (55%)`, `USD 6 million | 55%`."""
    for at in ends:
        for share in free:
            gap = text[at : share.full_begin]
            if share.percent and at <= share.full_begin:
                bar = re.fullmatch(r"\s*[|/]\s*", gap) and re.match(r"\s*(?:$|[|,;])", text[share.full_end :])
                if bar or re.fullmatch(r"\s*\(\s*(?:or\s+)?", gap):
                    return share
    return None


def _before_share(text: str, share: Quantity, free: Sequence[Quantity]) -> Quantity | None:
    """The amount that a share only tells in another way: `USD 3 million, or 20 per cent, received`."""
    gaps = ((q, text[q.full_end : share.full_begin]) for q in free if q.currency and q.full_end <= share.full_begin)
    return next((q for q, gap in gaps if re.fullmatch(r",?\s*or\s+(?:about\s+|some\s+|only\s+)?", gap)), None)


def _is_year(text: str, quantity: Quantity) -> bool:
    """Whether a figure is a year, though the currency of the amount behind it may seem to be its own."""
    own_currency = quantity.currency and not re.match(r"\s*\d", text[quantity.full_end :])
    return bool(_YEAR.fullmatch(text[quantity.begin : quantity.end])) and not own_currency and not quantity.percent


def _amount(block: AnnotatedBlock, slot: str, quantity: Quantity) -> Amount:
    return Amount(slot, quantity, block.joined.text, block, quantity.full_begin, quantity.full_end)


def _labels_in(scope: Scope, text: str) -> list[tuple[int, int, str]]:
    """Begin, end and slot of the labels in a text; none lies inside another."""
    found = sorted(
        ((m.start(), m.end(), slot) for slot, p in scope.named_patterns("funding", "labels") for m in p.finditer(text)),
        key=lambda f: (f[0], -f[1]),
    )
    return [
        (begin, end, slot)
        for i, (begin, end, slot) in enumerate(found)
        if not any(
            b <= begin and end <= e and (b, e, s) != (begin, end, slot) for b, e, s in found[:i] + found[i + 1 :]
        )
    ]


def _without_head(
    scope: Scope, text: str, labels: list[tuple[int, int, str]], free: Sequence[Quantity]
) -> list[tuple[int, int, str]]:
    """Labels without one that only heads amounts which have their own: `Funding: USD 9 m required; 3 m received`."""
    money = [q for q in free if q.currency]
    if len(labels) < 2 or not money or (len(money) < 2 and labels[0][2] != "received"):
        return labels
    if _COLON.match(text, labels[1][1]):
        return labels  # names of fields, each before its amount
    before = scope.pattern("funding", "before_label")
    behind = ([text[q.full_end : begin] for begin, _, _ in labels[1:] if begin >= q.full_end] for q in money)
    own = all(any(before.fullmatch(gap) for gap in gaps) for gaps in behind)
    return labels[1:] if own and labels[0][1] <= money[0].full_begin else labels


def _stand_ahead(labels: Sequence[tuple[int, int, str]], free: Sequence[Quantity]) -> bool:
    """Whether each amount stands before its label (`US$ 4 m received  US$ 9 m required`)."""
    money = [q for q in free if q.currency]
    for amounts in (money, [q for q in free if q.currency or q.percent]):  # shares may have labels of their own
        order = sorted([(q.full_begin, "q") for q in amounts] + [(begin, "l") for begin, _, _ in labels])
        if len(money) > 1 and "".join(kind for _, kind in order) == "ql" * len(amounts):
            return True
    return False


def _beside(scope: Scope, text: str, begin: int, end: int, free: Sequence[Quantity], *, ahead: bool) -> Quantity | None:
    """The amount that belongs to a label: the one behind it, else the one before it, which `ahead` puts first.

    One right before it comes first too where only a sign parts it from the one behind: `9 m required | 4 m received`.
    """
    behind, before = scope.pattern("funding", "behind_label"), scope.pattern("funding", "before_label")
    touching = next((q for q in reversed(free) if text[q.full_end : begin] == " "), None)
    for quantity in () if ahead else free:
        gap = text[end : quantity.full_begin]
        if end <= quantity.full_begin and behind.fullmatch(gap):
            return touching if touching and not quantity.percent and _PARTS.search(gap) else quantity
    field = _COLON.match(text, end)
    for quantity in reversed(free):
        if quantity.full_end <= begin and before.fullmatch(text[quantity.full_end : begin]):
            # `Received: USD 3 m  Gap:` has no amount of the gap.
            others = field and text[: quantity.full_begin].rstrip().endswith(":")
            return None if others else quantity
    return None


def amount_slots(scope: Scope, amounts: Iterable[Amount]) -> Slots:
    """The slots that labelled amounts fill, with their currency."""
    found: Slots = {}
    currency = None
    whole: dict[str, Amount] = {}
    for amount in amounts:
        if amount.slot.startswith("percent") != amount.quantity.percent:
            continue
        before = whole.get(amount.slot)
        if before is not None and _is_part(scope, before, amount):
            continue
        whole[amount.slot] = amount
        found[amount.slot] = scope.number(amount.quantity, amount.text)
        currency = currency or amount.quantity.currency or currency_near(scope, amount.block)
    if currency and any(not s.startswith("percent") for s in found):
        found["currency"] = Text(currency)
    return found


def _is_part(scope: Scope, whole: Amount, amount: Amount) -> bool:
    """Whether an amount is a part of the one before it: `USD 9 m received, of which USD 4 m were received in May`."""
    if whole.block is not amount.block or amount.quantity.value > whole.quantity.value:
        return False
    return scope.pattern("funding", "parted").search(whole.text[whole.end : amount.begin]) is not None
