"""Lines of an indicator and its value that no colon parts, and of one with a value for each of several places.

`Access to safe water 68%` in a run of such lines, `Turkana 41%` below `School attendance by county`, and
`Litres per person per day: 21 in Kule, 17 in Tierkidi` or `Persons per latrine: 26`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name
from kg.relate.facts import BlockClaims, make
from kg.relate.figures.groups import population_of
from kg.relate.figures.indicators import is_indicator
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.prose.measurements import named
from kg.relate.scope import Scope

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_SHARE = r"[<>~≈]?\s?\d{1,3}(?:[.,]\d+)?\s?(?:%|per\s?cent)"
_NUMBER = r"\d[\d.,]*(?:\s?(?:%|per\s?cent))?"
_BEHIND = re.compile(rf"(?P<name>[A-Z#][^%:;|]{{2,90}}?)(?:\s*[:=–-])?\s+(?P<value>{_SHARE})")
_BEFORE = re.compile(rf"(?P<value>{_SHARE})\s+(?P<name>[A-Z][^%:;|]{{2,90}}?)")
_LABELLED = re.compile(r"(?P<name>[A-Z#][^:;|%]{4,100}?)\s*:\s+(?P<values>\d[^:;|]{0,120}|[A-Z][^:;|]{2,120})")
_PLACED = re.compile(
    rf"(?:(?P<a>{_NUMBER})\s+(?:in|at|for)\s+(?P<at>[A-Z][^\d%]*)|(?P<of>[A-Z][^\d%]*?)\s*\(?(?P<b>{_NUMBER})\)?)"
)
_NAMED = re.compile(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}")
_PARTS = re.compile(r"\s*[,;]\s+(?:and\s+)?|\s+and\s+(?=[\dA-Z])")
_WHOLE = (97, 103)  # what the parts of a whole come to, more or less
_SURE = 3  # lines of a run, at least, whose names need no noun for a rate
_WORDS = 3  # of such a name, at least
_TITLE = 14  # words of a title, at most


@dataclass(frozen=True)
class _Line:
    """A printed line with the name and the share that it holds and nothing besides."""

    line: PrintedLine
    name: str
    quantity: Quantity
    value: str


def rate_claims(scope: Scope, read: Collection[int] = ()) -> BlockClaims:
    """The measurements of such lines, but for blocks that were read as something else (by their identity)."""
    found = BlockClaims()
    if not scope.patterns("measures"):
        return found
    run: list[_Line] = []
    blocks: list[AnnotatedBlock] = []
    above: AnnotatedBlock | None = None
    for block in [*scope.document.blocks, None]:
        lines = _lines(scope, block) if block is not None and id(block) not in read else []
        if lines:
            run += lines
            blocks.append(block)  # type: ignore[arg-type]  # one that holds lines is a block
            continue
        if claims := list(_run(scope, run, above)):
            found.claims += claims
            found.blocks |= {id(b) for b in blocks}
        run, blocks = [], []
        if block is not None and block.block.kind is not BlockKind.FURNITURE:
            above = block
            if id(block) not in read and (placed := list(_labelled(scope, block))):
                found.claims += placed
                found.blocks.add(id(block))
    return found


def _lines(scope: Scope, block: AnnotatedBlock) -> list[_Line]:
    """The lines of a block, if each is a name and a share."""
    text = block.joined.text
    if block.block.kind not in _KINDS or not re.search(r"%|per\s?cent", text):
        return []
    found: list[_Line] = []
    for line in printed_lines(scope, block):
        told = _BEHIND.fullmatch(line.text) or _BEFORE.fullmatch(line.text)
        quantity = next(iter(scope.numbers(told.group("value"))), None) if told else None
        if told is None or quantity is None or re.search(r"\d{3}", told.group("name")):
            return []
        found.append(_Line(line, told.group("name").strip(" .–-"), quantity, told.group("value")))
    return found


def _run(scope: Scope, run: Sequence[_Line], above: AnnotatedBlock | None) -> Iterator[Claim]:
    """The measurements of lines that follow each other, below the block above them."""
    if len(run) < 2 or is_whole([line.quantity.value for line in run]):
        return
    places = [scope.place_of(line.name) for line in run]
    title = _title(scope, run[0], above)
    if all(places):
        for line, place in zip(run, places, strict=True):
            if title:
                yield _claim(scope, title, line.quantity, line.value, line.line, place)
        return
    for line in run:
        known = scope.pattern("measures", "level_noun").search(line.name) is not None
        sure = known or (len(run) >= _SURE and len(line.name.split()) >= _WORDS)
        if sure and is_indicator(scope, line.name, alone=not known):
            yield _claim(scope, line.name, line.quantity, line.value, line.line, None)


def is_whole(values: Sequence[Decimal]) -> bool:
    """Whether shares are the parts of one whole."""
    return _WHOLE[0] <= sum(values) <= _WHOLE[1]


def _title(scope: Scope, first: _Line, above: AnnotatedBlock | None) -> str | None:
    """What is measured in each of some places, as the title above them tells."""
    near = [above.joined.text] if above is not None else []
    for text in [*near, *first.line.block.block.section[-1:]]:
        if len(text.split()) > _TITLE:
            continue
        by = scope.pattern("columns", "by").search(text)
        what = by.group("what") if by else text
        if scope.pattern("measures", "level_noun").search(what) and is_indicator(scope, what, alone=False):
            return what
    return None


def _labelled(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The values of a line with a colon: one by place each, or one number of what is measured for each."""
    lines = list(printed_lines(scope, block))
    if block.block.kind not in _KINDS or len(lines) != 1 or ":" not in block.joined.text:
        return
    told = _LABELLED.fullmatch(lines[0].text.rstrip(" ."))
    if told is None or not scope.pattern("measures", "level_noun").search(told.group("name")):
        return
    name = re.sub(r"\s*\([^()]*\)\s*$", "", told.group("name"))
    if not is_indicator(scope, name, alone=False):
        return
    values = told.group("values")
    if re.fullmatch(_NUMBER, values):
        quantity = next(iter(scope.numbers(values)), None)
        if quantity is not None and not quantity.currency:
            yield _claim(scope, name, quantity, values, lines[0], None)
        return
    placed = [_placed(scope, part) for part in _PARTS.split(values)]
    if len(placed) > 1 and all(placed):
        for one in placed:
            if one is not None:
                yield _claim(scope, name, one[0], one[1], lines[0], one[2])


def _placed(scope: Scope, part: str) -> tuple[Quantity, str, Name] | None:
    """The number and the place of a part of a list, which holds nothing besides."""
    match = _PLACED.fullmatch(part.strip())
    if match is None:
        return None
    value = match.group("a") or match.group("b")
    words = (match.group("at") or match.group("of")).strip(" :–-")
    # Behind `in` it is a place, whether or not the gazetteer has it.
    place = scope.place_of(words) or (
        scope.place_named(words) if match.group("at") and _NAMED.fullmatch(words) else None
    )
    quantity = next(iter(scope.numbers(value)), None)
    return (quantity, value, place) if place is not None and quantity is not None else None


def _claim(scope: Scope, label: str, quantity: Quantity, value: str, line: PrintedLine, place: Name | None) -> Claim:
    group = population_of(scope, label)
    return make(
        "Measurement",
        "line/rate",
        0.75,
        [scope.document.source.passage(line.begin, line.end)],
        {
            "indicator": Name(named(scope, scope.pattern("measures", "measured").sub("", label)), "Indicator"),
            "measure": scope.in_role("Measure", "stated"),
            "value": scope.number(quantity, value),
            "unit": scope.in_role("Unit", "share" if quantity.percent else "counted"),
            "population": scope.term("PopulationGroup", group) if group else None,
            "place": place,
        },
    )
