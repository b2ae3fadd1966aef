"""Boxes of names of columns over one row of numbers (`Required   Received`, `Refugees   IDPs`); the row has no name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock, Quantity
from kg.model import Cell, Claim, Table
from kg.relate.evidence import row_evidence
from kg.relate.facts import make
from kg.relate.figures.groups import population_of
from kg.relate.funding.amounts import Amount
from kg.relate.funding.boxes import box_claims
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import numbers_of
from kg.relate.tables.columns import slot_of
from kg.relate.tables.served import box_facts


def single_row_claims(scope: Scope, block: AnnotatedBlock, table: Table) -> Iterator[Claim]:
    """The money, or the people of each group, that rows of numbers below names of columns tell of.

    Such a box may have further rows of names, each with its numbers below.
    """
    rows = [table.header, *table.rows]
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    if len(rows) % 2 or not all(_is_pair(scope, names, values) for names, values in pairs):
        return
    for names, values in pairs:
        yield from _box(scope, block, names, values)


def _is_pair(scope: Scope, names: Sequence[Cell], values: Sequence[Cell]) -> bool:
    """Whether each name has one number below it and holds none itself, but for a year."""
    return len(names) == len(values) and all(
        len(_only(scope, value, money=True)) == 1 and bool(re.search(r"[^\W\d]{2}", name.text))
        for name, value in zip(names, values, strict=True)
    )


def _only(scope: Scope, cell: Cell, *, money: bool) -> list[Quantity]:
    """The number of a cell that holds hardly anything else."""
    found = list(numbers_of(scope, cell.text, money=money))
    return [q for q in found if len(cell.text) - (q.full_end - q.full_begin) <= _MOST_ELSE]


_MOST_ELSE = 2


def _box(scope: Scope, block: AnnotatedBlock, names: Sequence[Cell], values: Sequence[Cell]) -> Iterator[Claim]:
    layout = scope.patterns("tables").get("budget", {"columns": {}, "values": ()})
    amounts: list[Amount] = []
    cells = (*names, *values)
    evidence = row_evidence(scope, cells)
    for name, cell in zip(names, values, strict=True):
        slot = slot_of(plain(name.text), layout)
        number = _only(scope, cell, money=slot is not None)[0]
        if slot is not None and slot in layout["values"] and slot not in {a.slot for a in amounts}:
            amounts.append(Amount(slot, number, cell.text, block, number.full_begin, number.full_end))
        elif number.percent or number.currency:
            continue
        elif stated := box_facts(scope, block, name, cell, number):
            for fact, slots in stated:
                yield make(fact, "table/values", 0.86, evidence, slots)
        elif group := population_of(scope, name.text):
            if group in scope.words("populations", "never_figures"):
                continue
            slots = {
                "population": scope.term("PopulationGroup", group),
                "value": scope.number(number, cell.text),
                "place": scope.country,
            }
            yield make("PopulationFigure", "table/values", 0.88, evidence, slots)
    yield from box_claims(scope, amounts)
