"""The currency of an amount that is printed without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.document import AnnotatedBlock
from kg.relate.scope import Scope
from kg.relate.spans import quantities_in


def currency_near(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The currency that a heading or line before names (`Financial figures in USD`)."""
    table = block.block.table
    texts = [" ".join(c.text for c in table.header)] if table else [block.joined.text]
    texts += [b.joined.text for b in scope.before(block, 6)] + list(block.block.section)[::-1]
    return currency_named(scope, texts)


def currency_named(scope: Scope, texts: Iterable[str]) -> str | None:
    """The currency that the first of some texts names which names one."""
    return next((found[0].notation for text in texts if (found := scope.labels("Currency").inside(text))), None)


def usual_currency(scope: Scope) -> str | None:
    """The currency that the report prints most."""
    amounts = (q for block in scope.document.blocks for _, q in quantities_in(block.doc))
    counts = Counter(q.currency for q in amounts if q.currency)
    return max(sorted(counts), key=lambda c: counts[c], default=None)
