"""The amount of a sheet of a project whose label names no money needed: `Total funding: USD 5 million`."""

from __future__ import annotations

from kg.document import AnnotatedBlock
from kg.relate.funding.amounts import Amount
from kg.relate.scope import Scope
from kg.relate.sheets import LINE_WORDS, sheet_of


def sheet_amounts(scope: Scope, block: AnnotatedBlock) -> list[Amount]:
    """The amount of a line of a sheet whose label says more elsewhere: `Total funding: USD 5 million`."""
    text = block.joined.text
    if len(text.split()) > LINE_WORDS or scope.pattern("funding", "sheet_amount").match(text) is None:
        return []
    money = [q for q in scope.numbers(text) if q.currency]
    if len(money) != 1 or sheet_of(scope, block) is None:
        return []
    return [Amount("required", money[0], text, block, money[0].full_begin, money[0].full_end)]
