"""Contributions from lists of donors: `X (95 M) | Y (76 M)`, label and value lines, charts of givers."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import BlockKind, Claim
from kg.relate.donors.charts import chart_claims
from kg.relate.donors.lines import label_lines
from kg.relate.donors.names import labelled_donors, named_donors
from kg.relate.donors.pipes import pipe_list
from kg.relate.donors.titles import ListTitle, split_title, title_of
from kg.relate.scope import Scope


def donor_claims(scope: Scope) -> Iterator[Claim]:
    """Contributions from every list of donors in the report."""
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.HEADING:
            yield from labelled_donors(scope, block)
    yield from _titled(scope)


def _titled(scope: Scope) -> Iterator[Claim]:
    """Contributions of the lists that a title announces, and of those that are told by their form."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    title: ListTitle | None = None
    waiting: list[ListTitle] = []  # titles whose list has not come yet: a chart's numbers may be printed later
    i = 0
    while i < len(blocks):
        block = blocks[i]
        text = block.joined.text
        if block.block.kind is BlockKind.FIGURE and block.block.table and (waiting or title):
            claims = list(chart_claims(scope, block, waiting[0] if waiting else title))
            if claims:
                waiting = waiting[1:]
                yield from claims
        elif text.count("|") >= 2 and block.block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING}:
            head, items = split_title(scope, block)
            if head:
                title = title_of(scope, block, head) or title
            if title is not None or len(items) > 3:
                if title in waiting:
                    waiting.remove(title)
                yield from pipe_list(scope, block, items, title)
        elif len(text.split()) <= 16 and (found := title_of(scope, block, text)):
            title = found
            waiting.append(found)
            lines, used = label_lines(scope, blocks, i + 1, found)
            if not lines:
                lines, used = named_donors(scope, blocks, i + 1, found)
            if lines:
                waiting.remove(found)
                yield from lines
                i += used
        elif block.block.kind is BlockKind.HEADING and block.block.level <= 2:
            title, waiting = None, []
        i += 1
