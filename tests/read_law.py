"""What holds of every report that a reader hands over, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Source


def plain(words: str) -> str:
    """Words without white space, quotes and marks of Markdown: what a cell and its stretch have in common."""
    return re.sub(r"[\s\"*_`~\\]|\]\([^)]*\)|\[", "", words)


def same_words(stretch: str, words: str) -> bool:
    """Whether the stretch of a cell has its words and no other."""
    return plain(stretch) == plain(words)


def words_in_order(stretch: str, words: str) -> bool:
    """Whether the stretch of a cell has its words, among marks of whatever kind."""
    rest = iter(stretch)
    return all(letter in rest for letter in plain(words))


def holds_together(source: Source, told: Callable[[str, str], bool] = same_words) -> None:
    """The law of every reader: pieces lie in order inside their block, and every offset leads back to its words."""
    for block in source.blocks:
        places = [place for piece in block.lines for place in piece]
        assert places == sorted(places)
        assert block.lines
        assert all(begin < end for begin, end in block.lines)
        assert 0 <= block.begin <= places[0]
        assert places[-1] <= block.end <= len(source.text)
        joined = source.joined(block)
        assert joined.text.strip()
        for begin, end in block.lines:
            at = next(i for i, origin in zip(joined.starts, joined.origins, strict=True) if origin == begin)
            assert joined.text[at : at + end - begin] == source.text[begin:end]
            assert joined.span(at, at + end - begin) == (begin, end)
        for row in (block.table.header, *block.table.rows) if block.table else ():
            for cell in row:
                # A table that goes on on the next page has the header of the page before.
                begin = 0 if row is block.table.header else block.begin
                assert not cell.text or begin <= cell.begin < cell.end <= block.end
                assert told(source.text[cell.begin : cell.end], cell.text)
    assert [block.begin for block in source.blocks] == sorted(block.begin for block in source.blocks)
