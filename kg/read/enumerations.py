"""Lists that are written as one sentence, read as the lists that they are.

`The services were: legal advice for 30 women; kits for 40 families; and referrals for 50 men.` is a lead-in with three
items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Block, BlockKind, Source

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_ITEM = r"(?:[^:;.]|\.(?!\s|$)){8,400}"
# A sentence with a colon and parts between semicolons; what stands before the colon is a lead-in, no label of a figure.
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<lead>[A-Z][^.:;!?]{{12,200}}:)\s+(?P<items>{_ITEM}(?:;\s+{_ITEM}){{2,12}})"
    r"(?P<end>\.?\s*$|\.(?=\s))"
)
_PART = re.compile(r"\s*(?:(?:and|or)\s+)?(?P<item>[^;]*[^;\s])\s*(?:;|$)")
_FEWEST_WORDS = 4  # of an item: what is shorter is a number with its place or group


def with_enumerations(source: Source) -> Source:
    """The report with such sentences as lead-in and items; its text and all offsets stay as they are."""
    blocks = tuple(made for block in source.blocks for made in _parted(source, block))
    return source if len(blocks) == len(source.blocks) else replace(source, blocks=blocks)


def _parted(source: Source, block: Block) -> Iterator[Block]:
    text = source.text[block.begin : block.end]
    if block.kind not in _RUNNING or text.count(";") < 2 or ":" not in text:
        yield block
        return
    joined = source.joined(block)
    at = 0
    for found in _SENTENCE.finditer(joined.text):
        items = list(_items(found))
        if not items:
            continue
        before = at, found.end("lead")
        yield _part(block, *joined.span(*before))
        lead = (*block.lead, found["lead"])
        for begin, end in items:
            item = _part(block, *joined.span(begin, end))
            yield replace(item, kind=BlockKind.ITEM, lead=lead, level=block.level + 1)
        at = found.end()
    if not at:
        yield block
    elif rest := joined.text[at:].strip():
        begin = joined.text.index(rest, at)
        yield _part(block, *joined.span(begin, begin + len(rest)))


def _items(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Begin and end of each part; none if one of them counts nothing, or is no more than a number with its noun."""
    spans = [m.span("item") for m in _PART.finditer(found.string, found.start("items"), found.end("end"))]
    words = [found.string[b:e].split() for b, e in spans]
    if all(len(w) >= _FEWEST_WORDS and any(c.isdigit() for x in w for c in x) for w in words):
        yield from spans


def _part(block: Block, begin: int, end: int) -> Block:
    lines = tuple((max(b, begin), min(e, end)) for b, e in block.lines if b < end and begin < e)
    return replace(block, begin=begin, end=end, lines=lines)
