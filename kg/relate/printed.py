"""The printed lines of blocks, for shapes whose parts only line ends tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import AnnotatedBlock
from kg.relate.scope import Scope


@dataclass(frozen=True)
class PrintedLine:
    """A printed line with single spaces, its block, and where it stands in the source."""

    text: str
    block: AnnotatedBlock
    begin: int
    end: int


def printed_lines(scope: Scope, block: AnnotatedBlock) -> Iterator[PrintedLine]:
    """The lines of a block as they are printed."""
    source = scope.document.source.text
    for begin, end in block.block.lines:
        yield PrintedLine(" ".join(source[begin:end].split()), block, begin, end)


def with_line_ends(block: AnnotatedBlock) -> str:
    """The text of a block with a line end in the place of the space that stands where it is printed so."""
    text, begins = list(block.joined.text), {begin for begin, _ in block.block.lines[1:]}
    for at, origin in zip(block.joined.starts, block.joined.origins, strict=True):
        if at and origin in begins and text[at - 1] == " ":
            text[at - 1] = "\n"
    return "".join(text)
