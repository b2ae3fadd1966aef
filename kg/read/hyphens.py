"""Words that a hyphen parts at the end of a line, or where a line once ended, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Block, BlockKind, Source
from kg.read.spelling import Spelling, spelling_of

_RUNNING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_PARTED = re.compile(r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*-)\s+(?P<next>[^\W\d_]+)(?![^\W\d_]|[\w.+-]*@)")
# `mid- to long-term`: the hyphen stands for the rest of a word.
_SUSPENDED = frozenset("and or to nor as but y et".split())


def with_words_joined(source: Source) -> Source:
    """The report with its pieces cut so that parted words join; its text and all offsets stay as they are.

    `assis- tance` becomes one word without the hyphen, `food- insecure` keeps it, `mid- to long-term` stays apart.
    """
    if not _PARTED.search(source.text):
        return source
    whole = re.sub(r"[^\W\d_]+-\s+[^\W\d_]+", " ", source.text)
    spelling = spelling_of(whole.split())
    return replace(source, blocks=tuple(_block(source.text, block, spelling) for block in source.blocks))


def _block(text: str, block: Block, spelling: Spelling) -> Block:
    if block.kind not in _RUNNING:
        return block
    cuts = [
        cut
        for match in _PARTED.finditer(text, block.begin, block.end)
        for cut in _cuts(match, spelling)
        if any(b <= match.start() < e for b, e in block.lines)
    ]
    if not cuts:
        return block
    return replace(block, lines=tuple(piece for line in block.lines for piece in _pieces(line, cuts)))


def _cuts(match: re.Match[str], spelling: Spelling) -> Iterator[tuple[int, int]]:
    """The stretch that falls out: white space, and the hyphen where it is none of the word's."""
    if match["next"].casefold() in _SUSPENDED or not match["next"][0].islower() or not match["word"][-2].islower():
        return
    hyphen = match.end("word") - 1
    joined = spelling.is_hyphenated(match["word"], match["next"])
    yield (hyphen if joined else hyphen + 1), match.start("next")


def _pieces(line: tuple[int, int], cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin, end = line
    for cut, goes_on in cuts:
        if begin < cut < end:
            yield begin, cut
            begin = min(max(goes_on, cut), end)
    if begin < end:
        yield begin, end
