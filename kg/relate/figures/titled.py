"""Rows of a name and a number below a title that tells of which people: by month, nationality, sector or place.

`June 1,218` below `Arrivals by month (2019)`, `Tunisia 836` below `Main nationalities`, `2021 2.8M` below `People in
need`, and `North: 830,400 IDPs`, which tells itself of whom.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Period
from kg.relate.facts import BlockClaims, Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.figures.runs import is_label, tells_situation
from kg.relate.labels import NUMBER_OF
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_of_pairs

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_NUMBER = r"\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?\s?(?:[KMkm]|million|thousand)\b|\d+"
_ROW = re.compile(
    rf"(?P<name>(?:19|20)\d\d|[A-ZÀ-Þ][^\d:;|()%]{{1,40}}?)\s*[:–-]?\s+(?P<value>{_NUMBER})(?:\s+(?P<what>[A-Za-z][^\d:;|%]{{2,40}}))?"
)
_VALUE = re.compile(_NUMBER)
_YEAR = re.compile(r"(?:19|20)\d\d")  # ends a title
_TITLE = 12  # words of a title, at most
_LEAST = 2  # rows
_COMPASS = re.compile(r"^(?:north|south|east|west|central)[a-z-]*\s+(?=[A-Z])")  # `northern Shan`
_AND = re.compile(r"\s*(?:,|/|&|\band\b)\s*")


@dataclass(frozen=True)
class _Row:
    line: PrintedLine
    name: str
    quantity: Quantity
    value: str
    what: str


@dataclass(frozen=True)
class _Title:
    """Whom a title counts, when, and whether it parts them by where they are from or by place."""

    group: str | None
    date: Period | None
    year: str | None
    by_origin: bool
    by_place: bool


def titled_claims(scope: Scope, read: Collection[int]) -> BlockClaims:
    """The figures of such rows, but for blocks that were read as something else (by their identity)."""
    found = BlockClaims()
    if not scope.patterns("figures"):
        return found
    rows: list[_Row] = []
    blocks: list[AnnotatedBlock] = []
    above: AnnotatedBlock | None = None
    for block in [*scope.document.blocks, None]:
        more = _rows(scope, block) if block is not None and id(block) not in read else []
        if more and block is not None:
            rows += more
            blocks.append(block)
            continue
        if len(rows) >= _LEAST and (claims := list(_figures(scope, rows, above))):
            found.claims += claims
            found.blocks |= {id(b) for b in blocks}
        rows, blocks = [], []
        if block is not None and block.block.kind is not BlockKind.FURNITURE:
            above = block
    return found


def _rows(scope: Scope, block: AnnotatedBlock) -> list[_Row]:
    """The rows of a block, if each of its lines is one, or of a table of names and numbers without names of columns."""
    if block.block.table is not None:
        return _cells(scope, block)
    if block.block.kind not in _KINDS or len(block.joined.text) > 60 * max(1, len(block.block.lines)):
        return []
    found: list[_Row] = []
    for line in printed_lines(scope, block):
        told = _ROW.fullmatch(line.text)
        quantity = next(iter(scope.numbers(told.group("value"))), None) if told else None
        if told is None or quantity is None or quantity.currency or _YEAR.fullmatch(told.group("value")):
            return []
        found.append(_Row(line, told.group("name").strip(), quantity, told.group("value"), told.group("what") or ""))
    return found


def _cells(scope: Scope, block: AnnotatedBlock) -> list[_Row]:
    """The rows of such a table."""
    table = block.block.table
    if table is None or block.block.kind is not BlockKind.TABLE or not is_of_pairs(table):
        return []
    found: list[_Row] = []
    for name, value in table.rows:
        quantity = next(iter(scope.numbers(value.text)), None)
        told = quantity and not (quantity.currency or quantity.percent) and _VALUE.fullmatch(value.text.strip())
        if quantity is None or not told or not name.text[:1].isupper():
            return []
        line = PrintedLine(name.text, block, name.begin, value.end)
        found.append(_Row(line, " ".join(name.text.split()), quantity, value.text, ""))
    return found


def _figures(scope: Scope, rows: Sequence[_Row], above: AnnotatedBlock | None) -> Iterator[Claim]:
    near = [above.joined.text] if above is not None else []
    texts = dict.fromkeys([*near, *rows[0].line.block.block.section[-1:]])
    titles = [t for text in texts if len(text.split()) <= _TITLE and (t := _title(scope, text)) is not None]
    own = all(row.what and (is_label(scope, row.what) or tells_situation(scope, row.what)) for row in rows)
    if any(row.what for row in rows) and not own:
        return
    by_place = any(scope.pattern("figures", "by_place").search(text) for text in texts)
    title = titles[0] if titles else _Title(None, None, None, False, by_place) if own else None
    if title is None:
        return
    places = [_told(scope, row.name, title) for row in rows]
    if not all(places):
        return
    for row, told in zip(rows, places, strict=True):
        group = population_of(scope, row.what) if own else title.group
        slots: Slots = {
            "population": scope.term("PopulationGroup", group) if group else None,
            "value": scope.number(row.quantity, row.value),
            "place": scope.country,
            "date": title.date,
            **(told or {}),
        }
        evidence = scope.document.source.passage(row.line.begin, row.line.end)
        yield make("PopulationFigure", "list/titled", 0.8, [evidence], slots)


def _title(scope: Scope, text: str) -> _Title | None:
    """What a title tells of people, and nothing besides."""
    dates = [d for d in scope.dates(text) if d.precision != "phrase"]
    bare = text
    for date in dates:
        bare = bare.replace(text[date.begin : date.end], " ")
    by_origin = scope.pattern("figures", "by_origin").search(bare) is not None or bool(
        scope.pattern("figures", "origins").search(bare)
    )
    by_place = scope.pattern("figures", "by_place").search(bare) is not None
    bracket = re.search(r"\(([^()]*)\)", bare)
    core = scope.pattern("figures", "parted_by").sub("", re.sub(r"\([^()]*\)", " ", bare))
    core = NUMBER_OF.sub("", scope.pattern("figures", "series").sub("", core)).strip(" ,:;–-.")
    named = [words for words in (core, bracket.group(1) if bracket else "") if words.strip()]
    people = next((w for w in named if is_label(scope, w) or tells_situation(scope, w)), None)
    coming = scope.pattern("figures", "coming").fullmatch(core) is not None
    if people is None and not (coming or scope.pattern("figures", "origins").search(text)):
        return None
    group = population_of(scope, people or core)
    if group in scope.words("populations", "never_figures"):
        return None
    exact = [d.period for d in dates if d.precision in {"day", "month", "quarter", "range"}]
    year = next((d.period.start[:4] for d in dates), None)
    return _Title(group, exact[0] if len(exact) == 1 else None, year, by_origin, by_place)


def _told(scope: Scope, name: str, title: _Title) -> Slots | None:
    """What the name of a row tells: when, where from, or where; empty for a sector, None for anything else."""
    dates = [d for d in scope.dates(name) if d.begin == 0 and d.end >= len(name.rstrip("."))]
    if dates:
        return {"date": _of_year(dates[0].period, None if dates[0].year else title.year)}
    country = scope.country_of(name)
    if title.by_origin:
        return {"origin": country} if country is not None else None
    if scope.labels("Sector").exact(name) is not None:
        return {}
    whole = country or scope.place_of(name)
    if whole is not None:
        return {"place": whole}
    parts = [_COMPASS.sub("", part) for part in _AND.split(name)]
    known = [scope.place_of(part) or (scope.place_named(part) if title.by_place else None) for part in parts]
    names = [place for place in known if isinstance(place, Name)]
    return {"place": names} if len(names) == len(parts) and all(p[:1].isupper() for p in parts) else None


def _of_year(period: Period, year: str | None) -> Period:
    """A month without a year in that of the title."""
    if year is None or period.start[:4] == year:
        return period
    return Period(f"{year}{period.start[4:]}", f"{year}{period.end[4:]}", period.text)
