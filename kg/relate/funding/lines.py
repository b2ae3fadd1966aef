"""Funding outside tables: boxes of labels and amounts, project lists, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim
from kg.relate.funding.amounts import (
    PERCENT_SLOTS,
    Amount,
    amounts_of,
    is_bare_amount,
    label_above,
    label_below,
    labelled_amount,
)
from kg.relate.funding.boxes import box_claims
from kg.relate.funding.projects import project_claims
from kg.relate.funding.sentences import sentence_claims
from kg.relate.funding.sheets import sheet_amounts
from kg.relate.funding.stacked import stacked_amounts
from kg.relate.scope import Scope

_BARE = 3  # words of an amount that its label may stand apart from


def funding_claims(scope: Scope) -> Iterator[Claim]:
    """Funding facts outside tables."""
    blocks = [
        b for b in scope.document.blocks if b.block.kind not in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}
    ]
    box: list[Amount] = []
    stacked = stacked_amounts(scope, blocks)
    for i, block in enumerate(blocks):
        if i in stacked:
            amount = stacked[i]
            if amount is not None:
                if amount.slot in {a.slot for a in box}:
                    yield from box_claims(scope, box)
                    box = []
                box.append(amount)
            continue
        words = len(block.joined.text.split())
        amounts = list(amounts_of(scope, block))
        stated = list(sentence_claims(scope, block)) if words > 25 or block.joined.text.rstrip().endswith(".") else []
        if words > 25 or stated:
            yield from box_claims(scope, box)
            box = []
            yield from stated
            continue
        if len({a.slot for a in amounts if not a.quantity.percent}) > 1:
            yield from box_claims(scope, box)
            box = []
            yield from project_claims(scope, block, amounts)
            continue
        if not amounts and box and is_bare_amount(scope, block) and (label := label_above(scope, blocks, i)):
            amounts = [labelled_amount(scope, block, label)]
            amounts = [a for a in amounts if not (a.quantity.percent and a.slot not in PERCENT_SLOTS.values())]
        amounts = sheet_amounts(scope, block) or amounts
        if not amounts and (label := label_below(scope, blocks, i)):
            amounts = [labelled_amount(scope, block, label)]
        if not amounts and _is_appealed(scope, blocks, i):
            amounts = [labelled_amount(scope, block, "required")]
        if not amounts and not is_bare_amount(scope, block):
            yield from sentence_claims(scope, block)
        if (amounts and box and {a.slot for a in amounts} & {b.slot for b in box}) or (
            box and (blocks.index(box[-1].block) < i - 14 or (amounts and _are_apart(box[-1].block, block)))
        ):
            yield from box_claims(scope, box)
            box = []
        box += amounts
    yield from box_claims(scope, box)


def _is_appealed(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> bool:
    """Whether a line is a sum and stands right below the title of an appeal: `UNICEF Appeal 2021`."""
    text = blocks[i].joined.text
    if i == 0 or len(text.split()) > _BARE or not is_bare_amount(scope, blocks[i]):
        return False
    titled = scope.pattern("funding", "appeal_title").fullmatch(blocks[i - 1].joined.text.strip())
    return titled is not None and any(q.currency for q in scope.numbers(text))


def _are_apart(first: AnnotatedBlock, second: AnnotatedBlock) -> bool:
    """Whether two lines stand in different parts of a report, each under words of its own."""
    return (
        second.block.section[-1:] not in {first.block.section[-1:], (first.joined.text,)}
        and len(second.joined.text.split()) > _BARE
        and len(first.joined.text.split()) > _BARE
    )
