"""Numbers whose scale stands in the title or header above them: `Contributions (US$ million)`."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.document import Quantity
from kg.relate.scope import Scope

_FIGURE = re.compile(r"\d[\d.,'’\s]*")  # a number with a scale of its own needs none
_MOST = 10**12  # nobody gives more


def scale_of(scope: Scope, *titles: str) -> int:
    """What the numbers below some titles count: the nearest one that says so tells; 1 where none does."""
    factors = scope.patterns("scales").get("factors", {})
    for title in titles:
        for name, pattern in scope.named_patterns("scales", "words"):
            if pattern.search(title):
                return int(factors[name])
    return 1


def scaled(quantity: Quantity, text: str, factor: int) -> Quantity:
    """An amount found in a text by the scale of the title above it."""
    bare = _FIGURE.fullmatch(text[quantity.begin : quantity.end].strip())
    if factor == 1 or quantity.percent or not bare or quantity.value * factor > _MOST:
        return quantity
    return replace(quantity, value=quantity.value * factor)
