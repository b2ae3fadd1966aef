"""The currency of an amount that is printed without one."""

from __future__ import annotations

from kg.document import AnnotatedBlock
from kg.relate.scope import Scope


def currency_near(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The currency that a heading or line before names (`Financial figures in USD`)."""
    table = block.block.table
    texts = [" ".join(c.text for c in table.header)] if table else []
    texts += [b.joined.text for b in scope.before(block, 6)] + list(block.block.section)[::-1]
    for text in texts:
        if found := scope.labels("Currency").inside(text):
            return found[0].notation
    return None


def usual_currency(scope: Scope) -> str | None:
    """The currency that the report prints most."""
    counts: dict[str, int] = {}
    for quantity in scope.numbers(scope.document.source.text):
        if quantity.currency:
            counts[quantity.currency] = counts.get(quantity.currency, 0) + 1
    return max(sorted(counts), key=lambda c: counts[c], default=None)
