"""The sheet of a project: lines of a label and what it is (`Donor: …`, `Period: …`), under the project's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Name, Passage, Period
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in

_REACH = 16  # lines of a sheet before and behind its amount
LINE_WORDS = 30  # of a line of it
_TITLE = 22  # words of a title
_YEARS = re.compile(r"(?:19|20)\d\d")
_LEAST = 2  # lines beside the amount's that make a sheet


@dataclass(frozen=True)
class Sheet:
    """What the lines around an amount tell of the project that it is for."""

    begin: int  # where it begins in the source, and where it ends
    end: int
    title: Name | None
    agency: Name | None
    places: tuple[Name, ...]
    period: Period | None
    context: tuple[Passage, ...]


def sheet_of(scope: Scope, block: AnnotatedBlock) -> Sheet | None:
    """The sheet that a line with an amount stands in; None where the lines around it are others."""
    at = scope.index[id(block)]
    above = [*_run(scope, scope.document.blocks[max(0, at - _REACH - 1) : at][::-1])]
    lines = [*above[::-1], *_run(scope, scope.document.blocks[at + 1 : at + _REACH])]
    if len(lines) < _LEAST:
        return None
    first = above[-1] if above else block
    end = max(block.block.end, *(line.block.end for line in lines))
    title = _labelled_title(scope, lines) or _title_above(scope, first)
    places: list[Name] = []
    period = agency = None
    for line in lines:
        if label := scope.pattern("funding", "sheet_agency").match(line.joined.text):
            agency = agency or _agency(scope, line, label.end())
        if scope.pattern("funding", "sheet_places").match(line.joined.text):
            places += [scope.name_of(m) for m in mentions_in(line.doc[:], *PLACES)]
        elif scope.pattern("funding", "sheet_period").match(line.joined.text):
            period = _period(scope, line.joined.text)
    context = (title[1],) if title else ()
    named = Name(title[0], "Programme") if title else None
    return Sheet(first.block.begin, end, named, agency, tuple(dict.fromkeys(places)), period, context)


def _run(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[AnnotatedBlock]:
    """The lines of a sheet from the first of some blocks on."""
    for block in blocks:
        first, last = block.block.lines[0]
        text = scope.document.source.text[first:last]  # what follows the last line of a sheet may be run into it
        if len(text.split()) > LINE_WORDS or scope.pattern("funding", "sheet_line").match(text) is None:
            return
        yield block


def _agency(scope: Scope, line: AnnotatedBlock, at: int) -> Name | None:
    """The organisation that a line names behind its label."""
    names = [m for m in mentions_in(line.doc[:], *scope.organizations) if m.start_char >= at]
    return scope.name_of(names[0]) if names else None


def _labelled_title(scope: Scope, lines: Sequence[AnnotatedBlock]) -> tuple[str, Passage] | None:
    for line in lines:
        if label := scope.pattern("funding", "sheet_title").match(line.joined.text):
            return line.joined.text[label.end() :].strip(" .:"), scope.whole(line)
    return None


def _title_above(scope: Scope, block: AnnotatedBlock) -> tuple[str, Passage] | None:
    """The line right above a sheet, if it can be a title."""
    above = next(iter(scope.before(block, 1)), None)
    if above is None or above.block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return None
    text = scope.pattern("funding", "sheet_title").sub("", " ".join(above.joined.text.split()), count=1).rstrip(" :")
    named = 1 < len(text.split()) <= _TITLE and not text.endswith((".", "?", "!")) and text[:1].isupper()
    generic = scope.pattern("funding", "sheet_heads").fullmatch(text) or text == scope.document.source.title
    return (
        (text, scope.whole(above)) if named and not generic and not any(scope.numbers(_YEARS.sub("", text))) else None
    )


def _period(scope: Scope, text: str) -> Period | None:
    """The time from the first to the last date of a line."""
    dates = [d.period for d in scope.dates(text) if d.precision != "phrase"]
    if not dates:
        return None
    return dates[0] if len(dates) == 1 else Period(dates[0].start, dates[-1].end, text.partition(":")[2].strip())
