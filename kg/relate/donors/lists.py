"""Contributions from lists of donors: `X (95 M) | Y (76 M)`, label and value lines, charts of givers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name
from kg.relate.currencies import currency_named
from kg.relate.donors.charts import chart_claims
from kg.relate.donors.columns import earmarked_columns, earmarked_items
from kg.relate.donors.contribution import contribution
from kg.relate.donors.lines import label_lines
from kg.relate.donors.names import labelled_donors, named_donors, untitled_donors
from kg.relate.donors.pipes import parted_row, pipe_list
from kg.relate.donors.titles import SENTENCE_WORDS, ListTitle, announced_in, split_title, title_of
from kg.relate.givers import donor_before_number
from kg.relate.scales import scale_of
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_of_pairs

_FUNDS = frozenset({"Fund"})
_UNIT_WORDS = 8  # of a line that tells the unit of the amounts below, at most
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
# The end of a line that tells of an amount.
_ENDS_MONEY = re.compile(r"(?:[A-Z]{2,3}\$?|[$€£])\s?\d{1,3}(?:,\d{3})+$")
_AMOUNT = re.compile(r"(?:[A-Z]{2,3}\$?|[$€£])?\s?\d[\d.,]*\s?(?:[MKB]|million|billion|thousand)?")


def _is_list(scope: Scope, text: str, title: ListTitle | None) -> bool:
    """Whether bars part the items of a line: two of them, or one between two donors below a title."""
    if text.count("|") != 1 or title is None:
        return text.count("|") > 1 and not scope.pattern("donors", "of_partners").match(text)
    parts = text.split("|")
    donors = [donor_before_number(scope, part) if part.strip()[:1].isalpha() else None for part in parts]
    known = [d is not None and (d.ref is not None or d.cls == "PrivateDonors") for d in donors]
    return all(known) or (known[0] and _AMOUNT.fullmatch(parts[1].strip()) is not None)  # `Norway | 43 million`


def _by_earmarking(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> tuple[list[Claim], int] | None:
    """Contributions by how far they are bound, and how many blocks behind this one tell of them."""
    if (items := earmarked_items(scope, blocks[i])) is not None:
        return list(pipe_list(scope, blocks[i], items[1], items[0])), 0
    return earmarked_columns(scope, blocks, i)


def _below(scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, title: ListTitle) -> tuple[Sequence[Claim], int]:
    """Contributions of the lines below a title, and how many lines they are."""
    lines, used = label_lines(scope, blocks, start, title)
    return (lines, used) if lines else named_donors(scope, blocks, start, title)


def donor_claims(scope: Scope) -> Iterator[Claim]:
    """Contributions from every list of donors in the report."""
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.HEADING:
            yield from labelled_donors(scope, block)
        else:
            yield from _allocated(scope, block)
        if (row := parted_row(scope, block)) is not None:
            yield from pipe_list(scope, block, row[1], row[0])
    titled = list(_titled(scope))
    yield from titled
    read = {claim.evidence[0].begin for claim in titled}
    for block in scope.document.blocks:
        yield from (claim for claim in untitled_donors(scope, block) if claim.evidence[0].begin not in read)


def _allocated(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The contribution of a fund that a line says it allocated: `Emergency Fund allocated: CHF 90,000`."""
    text = block.joined.text
    told = scope.pattern("donors", "allocated").match(text)
    fund = scope.entity_named(told.group("fund")) if told and block.block.kind in _KINDS else None
    amounts = [q for q in scope.numbers(text) if q.currency]
    if told is None or fund is None or fund.cls not in _FUNDS or len(amounts) != 1:
        return
    if not text[told.end() : amounts[0].full_begin].strip() and not text[amounts[0].full_end :].strip(" ."):
        donor = Name(fund.label, fund.cls, fund.iri)
        evidence = [scope.whole(block)]
        yield contribution(scope, block, donor, amounts[0], text, None, evidence, "line/allocated", 0.85)


def _titled(scope: Scope) -> Iterator[Claim]:
    """Contributions of the lists that a title announces, and of those that are told by their form."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    title: ListTitle | None = None
    waiting: list[ListTitle] = []  # titles whose list has not come yet: a chart's numbers may be printed later
    i = 0
    while i < len(blocks):
        block = blocks[i]
        text = block.joined.text
        if (heads := _chart_title(scope, blocks, i, waiting, title)) is not None:
            claims = list(chart_claims(scope, block, heads))
            waiting = [t for t in waiting if t is not heads] if claims else waiting
            yield from claims
        elif _is_list(scope, text, title) and block.block.kind in _KINDS:
            head, items = split_title(scope, block)
            if head:
                title = title_of(scope, block, head, heads=True) or title
            if title is not None or len(items) > 3:
                if title in waiting:
                    waiting.remove(title)
                yield from pipe_list(scope, block, items, title)
        elif (bound := _by_earmarking(scope, blocks, i)) is not None:
            yield from bound[0]
            i += bound[1]
        elif (found := _announced(scope, blocks, i)) is not None:
            scaled = _in_unit(scope, blocks, i + 1, found)
            i += scaled is not None
            title = found = scaled or found
            waiting.append(found)
            lines, used = _below(scope, blocks, i + 1, found)
            if lines:
                waiting.remove(found)
                yield from lines
                i += used
        elif block.block.kind is BlockKind.HEADING and block.block.level <= 2:
            title, waiting = None, []
        elif waiting and (late := _late_lines(scope, blocks, i, waiting[-1])) is not None:
            waiting.pop()
            yield from late[0]
            i += late[1] - 1
        i += 1


def _announced(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> ListTitle | None:
    """The title that a line is; also a whole sentence that thanks, right over a list between bars."""
    text = blocks[i].joined.text
    if announced := announced_in(text):
        return title_of(scope, blocks[i], announced)
    below = blocks[i + 1].joined.text if i + 1 < len(blocks) else ""
    if "|" not in below or text.count("|") > 1 or len(text.split()) > SENTENCE_WORDS:
        return None
    title = title_of(scope, blocks[i], text, heads=True) if blocks[i].block.kind in _KINDS else None
    return title if title is not None and _is_list(scope, below, title) else None


def _in_unit(scope: Scope, blocks: Sequence[AnnotatedBlock], at: int, title: ListTitle) -> ListTitle | None:
    """The title with the scale that a line right below it tells, with the sum or without (`$55.0M in million US$`)."""
    text = blocks[at].joined.text if at < len(blocks) else ""
    if title.scale > 1 or not 0 < len(text.split()) <= _UNIT_WORDS:
        return None
    scale = scale_of(scope, text)
    if scale == 1 or re.search(r"[^\W\d_]{2}", scope.pattern("donors", "unit_words").sub("", text)):
        return None
    return replace(title, scale=scale, currency=title.currency or currency_named(scope, [text]))


def _chart_title(
    scope: Scope, blocks: Sequence[AnnotatedBlock], i: int, waiting: Sequence[ListTitle], title: ListTitle | None
) -> ListTitle | None:
    """The title of a chart, or of a table of names and numbers without names of columns right below it."""
    table = blocks[i].block.table
    if table is None:
        return None
    if blocks[i].block.kind is BlockKind.FIGURE:
        return waiting[0] if waiting else title
    if title is None or not is_of_pairs(table):
        return None
    near = any(scope.whole(above) == title.passage for above in blocks[max(0, i - 2) : i])
    return title if near else None


def _late_lines(
    scope: Scope, blocks: Sequence[AnnotatedBlock], at: int, title: ListTitle
) -> tuple[list[Claim], int] | None:
    """The lines of a list, and how many blocks they are, where sentences stand between its title and them."""
    if not _ENDS_MONEY.search(blocks[at].joined.text):
        return None
    lines, used = label_lines(scope, blocks, at, title)
    return (lines, used) if len(lines) > 1 else None
