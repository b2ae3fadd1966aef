"""Boxes of names of columns over one row of numbers (`Required   Received`, `Refugees   IDPs`); the row has no name."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import Claim, Table
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.funding.amounts import Amount
from kg.relate.funding.boxes import box_claims
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import numbers_of
from kg.relate.tables.columns import slot_of


def single_row_claims(scope: Scope, block: AnnotatedBlock, table: Table) -> Iterator[Claim]:
    """The money, or the people of each group, that a row of numbers alone tells of."""
    if len(table.rows) != 1 or len(table.header) != len(table.rows[0]):
        return
    layout = scope.patterns("tables")["budget"]
    amounts: list[Amount] = []
    people: list[Claim] = []
    evidence = [scope.document.source.passage(block.block.begin, block.block.end)]
    for head, cell in zip(table.header, table.rows[0], strict=True):
        slot = slot_of(plain(head.text), layout)
        numbers = list(numbers_of(scope, cell.text, money=slot is not None))
        if len(numbers) != 1 or len(cell.text) - (numbers[0].full_end - numbers[0].full_begin) > 2:
            return
        if slot is not None and slot in layout["values"] and slot not in {a.slot for a in amounts}:
            amounts.append(Amount(slot, numbers[0], cell.text, block, numbers[0].full_begin, numbers[0].full_end))
        elif (group := population_of(scope, head.text)) and not (numbers[0].percent or numbers[0].currency):
            slots: Slots = {
                "population": scope.term("PopulationGroup", group),
                "value": scope.number(numbers[0], cell.text),
                "place": scope.country,
            }
            people.append(make("PopulationFigure", "table/values", 0.88, evidence, slots))
    yield from box_claims(scope, amounts)
    yield from people
