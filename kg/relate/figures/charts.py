"""Facts from charts and key figures whose labels count groups of people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Table
from kg.relate.evidence import cells_evidence
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of, where
from kg.relate.figures.periods import periods_of
from kg.relate.figures.sources import bracketed_source, sources_of
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total


def figure_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Population figures from one chart."""
    table = block.block.table
    if block.block.kind is not BlockKind.FIGURE or table is None:
        return
    groups = [population_of(scope, row[0].text) for row in table.rows]
    if sum(g is not None for g in groups) < 0.6 * len(groups):
        yield from _by_place(scope, block, table)
        return
    periods, context = periods_of(scope, block, table.rows, table.header)
    default, starred = sources_of(scope, block)
    for group, row in zip(groups, table.rows, strict=True):
        for column, cell in enumerate(row[1:]):
            quantities = list(scope.numbers(cell.text))
            if len(quantities) != 1 or quantities[0].percent:
                continue
            slots: Slots = {
                "population": scope.term("PopulationGroup", group) if group else None,
                "value": scope.number(quantities[0], cell.text),
                "date": periods[column] if column < len(periods) else None,
                "source": bracketed_source(scope, row[0].text)
                or (starred if row[0].text.rstrip().endswith("*") else default),
                **where(scope, row[0].text),
            }
            evidence = cells_evidence(scope, row[0].begin, row[0].end, cell.begin, cell.end)
            yield make("PopulationFigure", "chart/population", 0.92, evidence, slots, context)


def _by_place(scope: Scope, block: AnnotatedBlock, table: Table) -> Iterator[Claim]:
    """Places with their numbers of the one group that the heading names (`Refugees by camp, 31 May 2019`)."""
    heading = block.block.section[-1] if block.block.section else ""
    group = population_of(scope, heading) if scope.pattern("figures", "by_place").search(heading) else None
    if group is None or any(len(row) != 2 for row in table.rows):
        return
    date = next((d.period for d in scope.dates(heading)), None)
    for label, cell in table.rows:
        name = label.text.strip()
        quantities = list(scope.numbers(cell.text))
        if len(quantities) != 1 or quantities[0].percent or not name[:1].isupper() or is_total(name):
            continue
        slots: Slots = {
            "population": scope.term("PopulationGroup", group),
            "value": scope.number(quantities[0], cell.text),
            "place": scope.place_named(name),
            "date": date,
        }
        evidence = cells_evidence(scope, label.begin, label.end, cell.begin, cell.end)
        yield make("PopulationFigure", "chart/population-by-place", 0.9, evidence, slots)
