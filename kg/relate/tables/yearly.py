"""Amounts of money with a column or a row for each year: accounts, budgets over time, requirements of several years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Name, Period, Table, Text
from kg.relate.currencies import currency_near
from kg.relate.evidence import row_evidence
from kg.relate.facts import Slots, make
from kg.relate.givers import titles_above
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import numbers_of
from kg.relate.tables.columns import slot_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST = 2  # years
_NAMES = re.compile(r"[^\W\d][^\d]*$")  # the name of a column, in front of those of the years
_TITLE_WORDS = 12
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


def yearly_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """What was needed, received or spent in each year: columns of years, or rows of them."""
    years = {i: year for i, cell in enumerate(header) if i and (year := _year_of(scope, cell.text))}
    if len(years) >= _LEAST and len(years) == len(set(years.values())):
        yield from _by_column(scope, block, table, header, years)
    elif len(header) > 1 and plain(header[0].text) in scope.words("yearly", "years"):
        yield from _by_row(scope, block, table, header)


def with_years(scope: Scope, table: Table) -> Table:
    """A table without a header whose first row is one of years behind names of columns, with that row as its header."""
    first = table.rows[0] if table.rows and not table.header else ()
    years = [year for cell in first[1:] if (year := _year_of(scope, cell.text))]
    named = all(_NAMES.match(cell.text) for cell in first[1 : len(first) - len(years)])
    last = all(_year_of(scope, cell.text) for cell in first[len(first) - len(years) :])
    if len(years) < _LEAST or not (named and last) or len(set(years)) < len(years) or _year_of(scope, first[0].text):
        return table
    return replace(table, header=first, rows=table.rows[1:])


def _year_of(scope: Scope, text: str) -> str | None:
    """The year that a cell consists of, perhaps with a currency."""
    match = _YEAR.search(text)
    if match is None:
        return None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ()")
    return match.group() if not rest or scope.labels("Currency").exact(rest) is not None else None


def _by_column(
    scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell], years: Mapping[int, str]
) -> Iterator[Claim]:
    named = [_slot_named(scope, row[0].text) if row else None for row in table.rows]
    near = [b.joined.text for b in scope.before(block, 1) if len(b.joined.text.split()) <= _TITLE_WORDS]
    titles = [header[0].text, *near, *titles_above(scope, block)]
    kind = next((slot for title in titles if (slot := _slot_told(scope, title))), None)
    shared = [(row, slot) for row, slot in zip(table.rows, named, strict=True) if slot]
    if shared and len({slot for _, slot in shared}) == len(shared) and (len(shared) > 1 or kind is None):
        # A row for each kind of amount: one fact a year.
        for i, year in years.items():
            slots, used = _amounts(scope, [(row[i], slot) for row, slot in shared if i < len(row)])
            if slots:
                told = (cell for row, _ in shared if row[i : i + 1] and row[i] in used for cell in (row[0], row[i]))
                yield _made(scope, block, [header[i], *told], {"subject": scope.publisher, **slots}, year)
        return
    if kind is None or _counts_people(scope, header, table):
        return
    texts = [*titles, *(cell.text for cell in header)]
    exactly = _slot_named(scope, header[0].text) in {"received", "spent"}  # `Income`
    if not exactly and not any(scope.labels("Currency").inside(text) for text in texts):
        return  # requirements may be of anything
    for row in table.rows:
        subject = _subject(scope, row[0].text, header) if row else None
        for i, year in years.items() if subject else ():
            slots, _ = _amounts(scope, [(row[i], kind)] if i < len(row) else [])
            if slots:
                yield _made(scope, block, row, {"subject": subject, **slots}, year)


def _by_row(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    layout = scope.patterns("tables").get("budget")
    if not layout:
        return
    columns = {i: slot for i, c in enumerate(header) if i and (slot := slot_of(plain(c.text), layout))}
    for row in table.rows if set(columns.values()) & set(layout["values"][:3]) else ():
        year = _year_of(scope, row[0].text) if row else None
        slots, _ = _amounts(scope, [(row[i], slot) for i, slot in columns.items() if i < len(row)])
        if year and slots:
            yield _made(scope, block, row, {"subject": scope.publisher, **slots}, year)


def _amounts(scope: Scope, cells: Sequence[tuple[Cell, str]]) -> tuple[Slots, list[Cell]]:
    """The numbers of some cells, by the slot that each is of."""
    slots: Slots = {}
    used: list[Cell] = []
    for cell, slot in cells:
        found = list(numbers_of(scope, cell.text, money=True))
        share = slot.startswith("percent")
        if len(found) == 1 and (found[0].percent == share or (share and not found[0].currency)):
            slots[slot] = scope.number(found[0], cell.text)
            used.append(cell)
    return slots, used


def _made(scope: Scope, block: AnnotatedBlock, row: Sequence[Cell], slots: Slots, year: str) -> Claim:
    code = currency_near(scope, block)
    found: Slots = {
        **slots,
        "currency": Text(code) if code else None,
        "date": Period(f"{year}-01-01", f"{year}-12-31", year),
        "place": scope.country,
    }
    return make("Funding", "table/yearly", 0.93, row_evidence(scope, row), found)


def _subject(scope: Scope, text: str, header: Sequence[Cell]) -> Name | None:
    words = " ".join(text.split())
    if not re.search(r"[^\W\d_]{2}", words):
        return None
    entity = scope.entity_named(words)
    if entity is not None:
        return Name(entity.label, entity.cls, entity.iri)
    return Name(f"Total {header[0].text}" if plain(words) == "total" and header[0].text else words, "Programme")


def _slot_named(scope: Scope, text: str) -> str | None:
    """What a row of one kind of amounts is, by its name: `Requirements`."""
    words = plain(_BRACKET.sub("", text)).removeprefix("total ")
    return next((slot for slot, labels in _labels(scope).items() if words in labels), None)


def _slot_told(scope: Scope, text: str) -> str | None:
    """What the amounts of a table are, by a title that names it: `Financial requirements by organization`."""
    words = plain(text)
    found = [
        (at.start(), slot)
        for slot, labels in _labels(scope).items()
        for label in labels
        if (at := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", words))
    ]
    return min(found)[1] if found else None


def _counts_people(scope: Scope, header: Sequence[Cell], table: Table) -> bool:
    """Whether the name of the rows or one of them is that of a group of people."""
    groups = scope.labels("PopulationGroup")
    return bool(groups.inside(header[0].text)) or any(groups.exact(row[0].text) for row in table.rows if row)


def _labels(scope: Scope) -> Mapping[str, Sequence[str]]:
    labels: Mapping[str, Sequence[str]] = scope.patterns("yearly").get("columns", {})
    return labels
