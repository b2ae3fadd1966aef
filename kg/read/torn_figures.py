"""Key figures of a side bar whose labels stand behind the text beside it: each number is put together with its label.

`1.3 million`, then a paragraph of the report, then `people affected by drought`, as a converter leaves them that reads
a page by its white space from top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Block, BlockKind
from kg.read.boxes import NUMBER_ONLY
from kg.read.headings import DATED_FIELD, OPEN_END
from kg.read.lines import TERMINAL

_MONEY = re.compile(r"(?:US\$|[A-Z]{3}|[$€£])\s?\d[\d.,]*\s?(?:[MKB]|million|billion)?$")
_SMALL = re.compile(r"\d{1,2}$|(?:19|20)\d\d$")  # pages, days and years
_NUMBER = re.compile(r"\d[\d.,]*\s?(?:[MK]|million)?")
# Labels above numbers or below them, and behind two labels above some below.
_TURNS = re.compile(r"(?<![V%])T?(?:V[Tt])+(?![V%])|(?<![Tt])(?:TV){2,}(?:V[Tt])*(?![TtV%])|(?<![Tt])TV(?![TtV%])")
_SHARE = re.compile(r"\d[\d.,]*\s?%")
_LABEL_SIGNS, _PAIRED_WORDS, _PAIRS = 80, 9, 2  # of a label, at most; pairs with a title among their labels, at least
_LABEL = 7  # words of a label, at most
_TEXT = 9  # words of what stands between a number and its label, at least
_FARTHEST = 4  # blocks behind its number a label stands, at most


def with_labels(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks in their order, such labels as a part of the block of their number."""
    said = [" ".join(text[b:e] for b, e in block.lines) for block in blocks]
    found = list(blocks)
    taken: set[int] = set()
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or not _is_figure(said[i]):
            continue
        label = next((j for j in range(i + 2, i + 1 + _FARTHEST) if _is_label(blocks, said, j)), None)
        if label is None or label in taken or _is_followed(blocks, said, label):
            continue
        if not all(_may_stand_between(b, s) for b, s in zip(blocks[i + 1 : label], said[i + 1 : label], strict=True)):
            continue
        lines = (*block.lines, *blocks[label].lines)
        found[i] = replace(block, lines=lines, end=blocks[label].end)
        taken.add(label)
    return _paired(text, [block for i, block in enumerate(found) if i not in taken])


def _paired(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbers and labels that stand in turn put together, each number with the label of its pair."""
    kinds = "".join(_kind(text, block) for block in blocks)
    if "V" not in kinds:
        return list(blocks)
    found = list(blocks)
    gone: set[int] = set()
    for run in _TURNS.finditer(kinds):
        begin, end = run.span()
        if (end - begin) % 2:
            # One too many: a title above the first number, or no telling which.
            if kinds[begin] != "T":
                continue
            begin += 1
        pairs = range(begin, end, 2)
        heads = any(blocks[i].kind is BlockKind.HEADING for i in range(begin, end))
        if heads and len(pairs) < _PAIRS:
            continue
        for i in pairs:
            first, second = blocks[i], blocks[i + 1]
            lines = (*first.lines, *second.lines)
            found[i] = replace(first, kind=BlockKind.PARAGRAPH, end=second.end, lines=lines, level=0)
            gone.add(i + 1)
    return [block for i, block in enumerate(found) if i not in gone]


def _kind(text: str, block: Block) -> str:
    """`V` for a number alone, `%` for a share, `T` for a label, `t` for one in small letters, `-` for anything else."""
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or block.end - block.begin > _LABEL_SIGNS:
        return "-"
    words = " ".join(text[b:e] for b, e in block.lines)
    if _SHARE.fullmatch(words):
        return "%"
    if _NUMBER.fullmatch(words):
        return "-" if _SMALL.match(words) or block.kind is BlockKind.HEADING else "V"
    plain = words[:1].isalpha() or words.startswith("# ")
    short = len(words.split()) <= _PAIRED_WORDS and not TERMINAL.search(words) and not OPEN_END.search(words)
    if not (plain and short) or any(c.isdigit() for c in words):
        return "-"
    return "t" if words[0].islower() else "T"


def _is_followed(blocks: Sequence[Block], said: Sequence[str], label: int) -> bool:
    """Whether another label comes before the next number, so that labels and numbers are out of order."""
    for j in range(label + 1, min(label + _FARTHEST, len(blocks))):
        if _is_figure(said[j]):
            return False
        if _is_label(blocks, said, j):
            return True
    return False


def _is_figure(words: str) -> bool:
    return bool(NUMBER_ONLY.match(words) or _MONEY.match(words)) and not _SMALL.match(words)


def _is_label(blocks: Sequence[Block], said: Sequence[str], j: int) -> bool:
    """Whether a block goes on with no text above it: a few words with a small letter behind a sentence."""
    if j >= len(blocks):
        return False
    words = said[j]
    plain = blocks[j].kind is BlockKind.PARAGRAPH and words[:1].islower() and len(words.split()) <= _LABEL
    return plain and not TERMINAL.search(words) and not any(c.isdigit() for c in words) and _is_whole(said[j - 1])


def _may_stand_between(block: Block, words: str) -> bool:
    """Whether a block is text or a heading, and no other figure or label."""
    if block.kind is BlockKind.HEADING:
        return True
    running = block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
    return running and words[:1].isupper() and (len(words.split()) >= _TEXT or _is_whole(words))


def _is_whole(words: str) -> bool:
    """Whether nothing goes on behind words: they end a sentence, or hold a date behind a label."""
    return bool(TERMINAL.search(words) or DATED_FIELD.fullmatch(words))
