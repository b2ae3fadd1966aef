"""A contribution from a donor, an amount and what the title of the list says of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document import AnnotatedBlock, Quantity
from kg.model import Claim, Name, Passage, Period, Text
from kg.relate.currencies import currency_near, usual_currency
from kg.relate.donors.titles import ListTitle
from kg.relate.facts import make
from kg.relate.givers import is_for_country
from kg.relate.scales import scaled
from kg.relate.scope import Scope


def contribution(
    scope: Scope,
    block: AnnotatedBlock,
    donor: Name,
    amount: Quantity | None,
    text: str,
    title: ListTitle | None,
    evidence: Sequence[Passage],
    rule: str,
    confidence: float,
    date: Period | None = None,
) -> Claim:
    """A contribution to the report's publisher; what the line does not say is taken from the title of its list."""
    earmarked = title.earmarking if title else None
    country = (
        scope.country if is_for_country(scope, earmarked) or (title and _names_country(scope, title.text)) else None
    )
    currency = None
    if amount:
        currency = (
            amount.currency
            or (title.currency if title else None)
            or currency_near(scope, block)
            or usual_currency(scope)
        )
    return make(
        "Contribution",
        rule,
        confidence,
        evidence,
        {
            "donor": donor,
            "recipient": scope.publisher if scope.publisher and scope.publisher.text != donor.text else None,
            "amount": scope.number(scaled(amount, text, title.scale if title else 1), text) if amount else None,
            "currency": Text(currency) if currency else None,
            "earmarking": earmarked,
            "place": country,
            "date": date or (title.year if title else None),
        },
        [title.passage] if title and title.passage and title.passage.begin != evidence[0].begin else (),
    )


def _names_country(scope: Scope, text: str) -> bool:
    country = scope.country
    if scope.pattern("donors", "for_operation").search(text):
        return True
    return bool(country and re.search(rf"\b(?:for|in)\s+(?:the\s+)?{re.escape(country.text)}\b", text, re.IGNORECASE))
