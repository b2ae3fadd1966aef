"""Contributions printed as lines: a date, a donor, an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Period
from kg.relate.currencies import usual_currency
from kg.relate.donors.contribution import contribution
from kg.relate.donors.names import is_sure, named
from kg.relate.donors.titles import ListTitle, is_title, states_amount
from kg.relate.givers import donor_name
from kg.relate.partners import is_written_as_name
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total

_SCALED = re.compile(r"\d\s?(?:[MK]\b|million|billion|thousand)")
_GROUPED = re.compile(r"\d{1,3}(?:[,.’' ]\d{3})+")
_MILLION = 1_000_000
_LEAST = 100  # a smaller number is no gift of one that no vocabulary holds (`Pillar 1`)


def _currency_alone(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The currency that a line names and nothing else: the head of the column of amounts."""
    words = scope.pattern("donors", "amount_words").sub(" ", block.joined.text).strip(" ()|:–-")
    term = scope.labels("Currency").exact(words) if words else None
    return term.notation if term else None


def _scale_alone(scope: Scope, block: AnnotatedBlock) -> int:
    """What a line says that the amounts below it count, and nothing else: `(million)`; 1 for other lines."""
    found = (n for n in (1_000_000, 1_000) if scope.pattern("donors", f"in_{n}").fullmatch(block.joined.text.strip()))
    return next(found, 1)


def _headed(scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, title: ListTitle) -> tuple[ListTitle, int]:
    """A title with what the lines right below say of its amounts, and where its list begins."""
    i = start
    while i < len(blocks) and (more := _scale_alone(scope, blocks[i])) > 1:
        title, i = replace(title, scale=more), i + 1
    while i < len(blocks) and (own := _currency_alone(scope, blocks[i])) is not None:
        title, i = replace(title, currency=own), i + 1
    return title, i


def _is_full(text: str, quantity: Quantity, title: ListTitle) -> bool:
    """Whether a number is none of the amounts in millions that a title tells of: `1,140`."""
    plain = title.scale >= _MILLION and not quantity.currency
    return plain and _GROUPED.fullmatch(text[quantity.begin : quantity.end]) is not None


def _is_money(scope: Scope, text: str, quantity: Quantity, title: ListTitle, name: Name) -> bool:
    """Whether the number of a line is money: by a currency or scale, or as it ends the line of a sure giver."""
    if quantity.currency or title.currency or _SCALED.search(text):
        return True
    ends = _GROUPED.fullmatch(text[quantity.begin :]) is not None
    return ends and is_sure(scope, name) and usual_currency(scope) is not None


def _item_named(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The giver that an item names and nothing else, between others with their amounts."""
    name = named(scope, block.joined.text) if block.block.kind is BlockKind.ITEM else None
    return name if name is not None and is_sure(scope, name) else None


def label_lines(
    scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, title: ListTitle
) -> tuple[list[Claim], int]:
    """Contributions printed as lines: a date, a donor, perhaps `private donors`, an amount."""
    claims: list[Claim] = []
    date: Period | None = None
    donor: list[AnnotatedBlock] = []
    together = False  # whether a line holds a giver with the amount
    i = start
    title, i = _headed(scope, blocks, i, title)
    while i < len(blocks):
        block = blocks[i]
        text = block.joined.text.strip()
        labelled = scope.pattern("donors", "label").match(text)  # which is read by itself
        if block.block.kind in {BlockKind.TABLE, BlockKind.FIGURE} or len(text.split()) > 12 or labelled:
            break
        dates = list(scope.dates(text))
        quantities = [q for q in scope.numbers(text) if not q.percent]
        woven = together and quantities and _is_full(text, quantities[-1], title)  # a row of another table
        if woven or (i == start and scope.pattern("donors", "goes_on").match(text)):
            donor = []  # at the start the title goes on
        elif dates and dates[0].end - dates[0].begin >= len(text) - 2:
            date, donor = dates[0].period, []
        elif (
            quantities
            and quantities[-1].full_end - quantities[-1].full_begin >= len(text) - 2
            and (quantities[-1].currency or title.currency)
        ):
            words = " ".join(b.joined.text for b in donor)
            if donor and not (is_total(words) or states_amount(scope, words)) and (name := donor_name(scope, words)):
                first, last = donor[0].block.begin, block.block.end
                evidence = [scope.document.source.passage(first, last)]
                claims.append(
                    contribution(
                        scope, block, name, quantities[-1], text, title, evidence, "list/label-value", 0.93, date
                    )
                )
            donor, together = [], False
        elif (
            len(quantities) == 1
            and not (scope.pattern("donors", "sums").match(text) or states_amount(scope, text))
            and (name := donor_name(scope, text[: quantities[0].full_begin].rstrip(" (:–-|")))
            and (is_sure(scope, name) or is_written_as_name(name.text))
            and _is_money(scope, text, quantities[0], title, name)
            and (name.ref is not None or quantities[0].value >= _LEAST or title.scale > 1)
        ):
            claims.append(
                contribution(
                    scope, block, name, quantities[0], text, title, [scope.whole(block)], "list/label-value", 0.93, date
                )
            )
            donor, together = [], True
        elif quantities and scope.pattern("donors", "sums").match(text):
            donor = []
        elif together and not quantities and (name := _item_named(scope, block)) is not None:
            evidence = [scope.whole(block)]
            claims.append(contribution(scope, block, name, None, text, title, evidence, "list/label-value", 0.85, date))
        elif not quantities and re.match(r"[A-Za-z]", text) and len(donor) < 3:
            if is_title(scope, text) and donor == [] and not donor_name(scope, text):
                break
            donor.append(block)
        else:
            break
        i += 1
    return claims, i - start - len(donor) if claims else 0
