"""The value that a cell holds for a slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.document import Quantity
from kg.model import Cell, Name, Table, Text, Value
from kg.relate.givers import donor_name
from kg.relate.labels import plain
from kg.relate.scope import Scope

_WITH_ACRONYM = re.compile(r"(.+?)\s*\(([A-Z][\w/-]{1,14})\)")
_SCALED = re.compile(r"(?P<digits>\d+(?:\.\d+)?)\s?(?P<letter>[mbMB])")
_PAIR = 2
_LETTERS = {"m": 1_000_000, "b": 1_000_000_000}


def cell_value(scope: Scope, slot: str, cell: Cell, table: Table) -> Value | None:
    """The value of a cell for the slot that its column holds; None if the cell names nothing of that kind."""
    text = " ".join(cell.text.split())
    if slot == "subject" and plain(text) in {"total", "totals", "grand total"} and table.header:
        text = f"Total {table.header[0].text}"
    read = _READERS.get(slot)
    return read(scope, text) if read else Text(text)


def numbers_of(scope: Scope, text: str, *, money: bool) -> Iterator[Quantity]:
    """The numbers of a cell; in a column of money a small letter behind one is its scale (`612.4 m`, `1.3 b`)."""
    scaled = _SCALED.fullmatch(text.strip()) if money else None
    for quantity in scope.numbers(text):
        if scaled and not quantity.currency and len(text.strip()) > quantity.end - quantity.begin:
            yield replace(quantity, value=Decimal(scaled.group("digits")) * _LETTERS[scaled.group("letter").casefold()])
        else:
            yield quantity


def indicator_names(scope: Scope) -> Sequence[str]:
    """The names of a column that says what is measured, as `plain` makes them."""
    names: Sequence[str] = scope.patterns("tables").get("indicators", {}).get("columns", {}).get("indicator", ())
    return names


def sector_names(scope: Scope) -> Sequence[str]:
    """The names of a column of sectors, as `plain` makes them."""
    names: Sequence[str] = scope.patterns("served").get("columns", {}).get("sector", ())
    return names


def is_of_pairs(table: Table) -> bool:
    """Whether a table has two columns without names: names and numbers, which a title tells of."""
    return not any(cell.text.strip() for cell in table.header) and all(len(row) == _PAIR for row in table.rows)


def is_total(text: str) -> bool:
    """Whether a row is the sum of the others."""
    return plain(text).startswith(("total", "grand total"))


def _concept(scope: Scope, cls: str, text: str) -> Value | None:
    term = next(iter(scope.labels(cls).inside(text)), None)
    return scope.term(cls, term.notation) if term and term.notation else None


def _currency(scope: Scope, text: str) -> Value | None:
    term = scope.labels("Currency").exact(text)
    return Text(term.notation) if term and term.notation else None


def _donor(scope: Scope, text: str) -> Value | None:
    dated = any(d.end - d.begin == len(text) for d in scope.dates(text))  # a row for a month
    return None if dated or plain(text).startswith("total") else donor_name(scope, text)


def _organization(scope: Scope, text: str) -> Value | None:
    named = _WITH_ACRONYM.fullmatch(text)
    names = (text, *named.groups()) if named else (text,)  # `UN Office of Such Affairs (OSA)`
    term = next((term for name in names if (term := scope.entity_named(name)) is not None), None)
    return scope.name(text, "Organization", term.iri if term else None)


def _place(scope: Scope, text: str) -> Value | None:
    doc = scope.match(text)
    country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
    if country is not None:
        return scope.country_named(country.kb_id_)
    return None if is_total(text) or not text[:1].isupper() else scope.name(text, "Place")


def _date(scope: Scope, text: str) -> Value | None:
    dates = list(scope.dates(text))
    return dates[-1].period if dates else None


_READERS: Mapping[str, Callable[[Scope, str], Value | None]] = {
    "subject": lambda _, text: Name(text, "Programme"),
    "programme": lambda _, text: Name(text, "Programme"),
    "indicator": lambda _, text: Name(text, "Indicator"),
    "donor": _donor,
    "currency": _currency,
    "date": _date,
    **dict.fromkeys(("place", "asylum"), _place),
    "origin": lambda scope, text: scope.country_of(text),
    **dict.fromkeys(("organization", "partner", "actor", "funder", "recipient"), _organization),
    "population": lambda scope, text: _concept(scope, "PopulationGroup", text),
    "earmarking": lambda scope, text: _concept(scope, "Earmarking", text),
    "sector": lambda scope, text: _concept(scope, "Sector", text),
}
"""How a cell is read, by slot; other slots hold its text."""
