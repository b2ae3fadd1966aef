"""Lists of donors whose lines a reader took for one paragraph, perhaps with their title: each line by itself again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.document import AnnotatedBlock, Document
from kg.model import Block, BlockKind
from kg.ontology import Ontology
from kg.relate.donors.names import is_sure, named
from kg.relate.donors.titles import announced_in, title_of
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scope import Scope

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_MOST_LINES, _MOST_WORDS = 60, 12  # of a paragraph that is a list, and of one of its lines
_LONGEST = 200  # characters of a line with one giver
_AMOUNT = re.compile(r"[\s(:–|-]*(?:[A-Z]{2,3}\$?|[$€£])?\s?\d[\d.,]*\s?(?:[MKmk]\b|million|billion|thousand)?\)?\s*$")
_GOES_ON = re.compile(r"\b(?:of|for|the|and|de|des|du|la)$|&$")
_PARTED = re.compile(r"[,;](?!\d)|\|")


def with_donor_lines(document: Document, ontology: Ontology) -> Document:
    """The document with such lists as paragraphs of one line each."""
    if not ontology.patterns.get("donors"):
        return document
    scope = Scope(document, ontology)
    kept: list[AnnotatedBlock] = []
    below = False  # a title of donors, or a line of the list below one
    for block in document.blocks:
        pieces = list(_pieces(scope, block, below=below)) if block.block.kind in _KINDS else []
        if block.block.kind is BlockKind.FURNITURE:
            kept.append(block)
        elif pieces:
            kept += pieces
            below = True
        else:
            text = block.joined.text
            listed = below and _is_line(scope, text)
            # A heading below a list may only hold words that givers have: `Government Response`.
            headed = listed and block.block.kind is BlockKind.HEADING and _is_known_line(scope, text)
            kept.append(_as_paragraph(scope, block.block) if headed else block)
            below = listed or _is_title(scope, block, text)
    changed = any(one is not other for one, other in zip_longest(kept, document.blocks))
    return replace(document, blocks=tuple(kept)) if changed else document


def _as_paragraph(scope: Scope, block: Block) -> AnnotatedBlock:
    kind = BlockKind.ITEM if block.kind is BlockKind.ITEM else BlockKind.PARAGRAPH
    joined = scope.document.source.joined(block)
    return AnnotatedBlock(replace(block, kind=kind), joined, scope.document.reader.parse(joined.text))


def _pieces(scope: Scope, block: AnnotatedBlock, *, below: bool) -> Iterator[AnnotatedBlock]:
    """The title and the givers of a block, one a line; nothing where its lines are no such list."""
    if not 1 < len(block.block.lines) <= _MOST_LINES:
        return
    lines = list(printed_lines(scope, block))
    first = 0 if below else next((n for n in (1, 2) if _is_title(scope, block, _words(lines[:n]))), None)
    if first is None or len(lines) <= first:
        return
    givers = list(_givers(scope, lines[first:]))
    sure = sum(_is_sure_line(scope, _words(giver)) for giver in givers)
    if not all(_is_line(scope, _words(giver)) for giver in givers) or 2 * sure < len(givers) or len(givers) < 2 - first:
        return
    for piece in [lines[:first], *givers] if first else givers:
        stretch = tuple((line.begin, line.end) for line in piece)
        yield _as_paragraph(scope, replace(block.block, begin=stretch[0][0], end=stretch[-1][1], lines=stretch))


def _givers(scope: Scope, lines: Sequence[PrintedLine]) -> Iterator[Sequence[PrintedLine]]:
    """The lines of each giver: one, or two where only both are a name that is known."""
    at = 0
    while at < len(lines):
        two = lines[at : at + 2]
        torn = len(two) > 1 and _is_torn(scope, two[0].text, two[1].text)
        yield two if torn else two[:1]
        at += 2 if torn else 1


def _is_torn(scope: Scope, first: str, second: str) -> bool:
    """Whether two lines are one giver: words of a name are joined over the line end, or only both are a name."""
    if _AMOUNT.search(first):
        return False
    name = named(scope, _AMOUNT.sub("", f"{first} {second}"))
    if name is None or name.ref is None:
        return name is not None and _GOES_ON.search(first) is not None
    return not all(_is_sure_line(scope, line) for line in (first, second))


def _words(lines: Sequence[PrintedLine]) -> str:
    return " ".join(line.text for line in lines)


def _is_title(scope: Scope, block: AnnotatedBlock, text: str) -> bool:
    announced = announced_in(text)
    return announced is not None and title_of(scope, block, announced) is not None


def _is_line(scope: Scope, text: str) -> bool:
    """Whether a line may be a giver, perhaps with an amount, and nothing else."""
    if len(text.split()) > _MOST_WORDS or len(text) > _LONGEST:
        return False
    bare = _AMOUNT.sub("", text)
    short = not _PARTED.search(re.sub(r"\([^()]*\)", "", bare))
    return short and not text.endswith((".", ":")) and (not bare or named(scope, bare) is not None)


def _is_known_line(scope: Scope, text: str) -> bool:
    name = named(scope, _AMOUNT.sub("", text))
    return name is not None and name.ref is not None


def _is_sure_line(scope: Scope, text: str) -> bool:
    name = named(scope, _AMOUNT.sub("", text))
    return name is not None and is_sure(scope, name)
