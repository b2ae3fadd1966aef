"""One fact from a line that holds several labelled amounts; its subject is the title above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Claim, Name, Passage, Text, Value
from kg.relate.currencies import usual_currency
from kg.relate.facts import Slots, make
from kg.relate.funding.amounts import Amount, amount_slots, amounts_of
from kg.relate.funding.boxes import funding_date
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def project_claims(scope: Scope, block: AnnotatedBlock, amounts: Sequence[Amount]) -> Iterator[Claim]:
    """One fact from a line that holds several labelled amounts; its subject is the title above."""
    values = {a.slot: a for a in amounts}
    if not any(not a.quantity.percent for a in values.values()):
        return
    titled = scope.pattern("funding", "titled").match(block.joined.text)
    title, passage = (titled.group("name"), None) if titled else _title(scope, block)
    subject: Name | None = Name(title, "Programme") if title else scope.publisher
    places = _places(scope, title or "") or ([scope.country] if scope.country else [])
    slots: Slots = {**amount_slots(scope, values.values()), "subject": subject, "place": places}
    if slots.get("currency") is None and (currency := usual_currency(scope)):
        slots["currency"] = Text(currency)
    date, _ = funding_date(scope, block)
    yield make(
        "Funding",
        "line/funding",
        0.92,
        [scope.whole(block)],
        {**slots, "date": date or scope.year},
        [passage] if passage else (),
    )


def _title(scope: Scope, block: AnnotatedBlock) -> tuple[str | None, Passage | None]:
    if block.block.lead:
        words = block.block.lead[-1]
        owner = next((b for b in scope.before(block, 6) if " ".join(b.joined.text.split()) == words), None)
        named = scope.pattern("funding", "sheet_title").sub("", words, count=1)
        return named.rstrip(". :"), scope.whole(owner) if owner else None
    for near in scope.before(block, 2):
        text = " ".join(near.joined.text.split())
        if scope.pattern("funding", "sheet_heads").fullmatch(_BRACKET.sub("", text).strip()):
            continue  # `Project details (as of 3 May)` below the name of the plan
        if len(text.split()) <= 25 and not list(amounts_of(scope, near)) and not _is_no_title(scope, text):
            return text.rstrip(". :"), scope.whole(near)
        break
    return None, None


def _is_no_title(scope: Scope, text: str) -> bool:
    """Whether a line announces money (`Funding as of 3 May`), a time or the report, lists givers, or has a number."""
    named = mentions_in(scope.match(text), "Country", *scope.organizations) if "," in text else []
    if len(named) >= _GIVERS:
        return True
    if text == scope.document.source.title or any(d.end - d.begin >= len(text) - 2 for d in scope.dates(text)):
        return True
    opening = next(iter(scope.numbers(text)), None)
    counts = opening is not None and text[opening.full_end :].lstrip()[:1].islower()  # `71 partners in 63 counties`
    figure = opening is not None and opening.full_begin == 0 and (counts or opening.value >= _LEAST)
    programme = scope.pattern("funding", "programme_title").search(text)
    return figure or (not programme and bool(scope.pattern("funding", "heads_money").match(text)))


_BRACKET = re.compile(r"\([^()]*\)")
_GIVERS = 3  # names that a line holds which lists givers
_LEAST = 2100  # smaller numbers are years, or count a heading


def _places(scope: Scope, text: str) -> list[Value]:
    doc = scope.match(text)
    return [scope.country_named(s.kb_id_) for s in doc.spans["mentions"] if s.label_ == "Country"]
