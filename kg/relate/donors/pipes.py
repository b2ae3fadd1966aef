"""Contributions of lists whose items are parted by bars: `X (95 M) | Y (76 M)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock, Quantity
from kg.model import Claim, Name
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle, states_amount, title_of
from kg.relate.givers import donor_name
from kg.relate.scope import Scope

_LEAST = 2  # items of a line that semicolons part
_TITLE = 12  # words of its title
# A giver and what it gave, and nothing else.
_ITEM = re.compile(
    r"[A-ZÀ-Þ][^\d;:.]{1,60}?[\s(:–-]+(?:[A-Z]{2,3}\$?\s?|[$€£]\s?)?\d[\d.,]*(?:\s?(?:[MKB]|million|billion))?\)?[\s.]*"
)


def pipe_list(
    scope: Scope, block: AnnotatedBlock, items: Sequence[tuple[int, int]], title: ListTitle | None
) -> Iterator[Claim]:
    """Contributions of one list; an item without an amount still names a donor."""
    text = block.joined.text
    items = _with_amounts(text, items)
    found: list[tuple[int, int, Name, Quantity | None]] = []
    for begin, end in [piece for item in items for piece in _split_item(text, *item)]:
        item = text[begin:end]
        quantities = list(scope.numbers(item))
        amount = quantities[-1] if quantities and quantities[-1].full_end >= len(item.rstrip(" ).")) - 1 else None
        donor = donor_name(scope, item[: amount.full_begin].rstrip(" (:–-|") if amount else item)
        if donor is not None and not states_amount(scope, item):
            found.append((begin, end, donor, amount))
    # A line of addresses, dates and sources is parted by bars, too.
    known = sum(d.ref is not None or d.cls == "PrivateDonors" for _, _, d, _ in found)
    if not known or (title is None and known < 0.5 * len(found)):
        return
    # A list without a title may be one of partners; donors have states among them.
    states = any(d.cls in {"Country", "Government", "PrivateDonors"} for _, _, d, _ in found)
    if title is None and not states and not any(amount for *_, amount in found):
        return
    for begin, end, donor, amount in found:
        item = text[begin:end]
        evidence = [scope.passage(block, begin, end)]
        yield contribution(scope, block, donor, amount, item, title, evidence, "list/donors", 0.93)


def parted_row(scope: Scope, block: AnnotatedBlock) -> tuple[ListTitle, list[tuple[int, int]]] | None:
    """The title and items of a line that parts its givers by semicolons: `Donors (USD): X 95,000; Y 76,000`."""
    text = block.joined.text
    at = text.find(":") + 1 if text.count(";") >= _LEAST - 1 else 0
    title = title_of(scope, block, text[: at - 1], heads=True) if at and len(text[:at].split()) <= _TITLE else None
    if title is None:
        return None
    items = [(at + m.start(), at + m.end()) for m in re.finditer(r"[^;\s][^;]*", text[at:])]
    return (title, items) if all(_ITEM.fullmatch(text, *item) for item in items) else None


def _with_amounts(text: str, items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Items whose amount a bar parts from the donor are one: `Norway | 43 million`."""
    joined: list[tuple[int, int]] = []
    for begin, end in items:
        amount = not re.search(r"[^\W\d]{4,}", re.sub(r"(?i)million|billion|thousand", "", text[begin:end]))
        if joined and amount and re.match(r"\W*(?:[A-Z]{2,3}\$?\s?)?\d", text[begin:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


def _split_item(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Two items whose separator was lost at a line end: `Denmark (24 M) Algeria`."""
    cut = re.search(r"(?:\)|\d\s?(?:M|million|billion))\s+(?=[A-Z][a-z])", text[begin:end])
    return [(begin, begin + cut.end() - 1), (begin + cut.end(), end)] if cut else [(begin, end)]
