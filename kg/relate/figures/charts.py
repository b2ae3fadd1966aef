"""Facts from charts and key figures whose labels count groups of people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim
from kg.relate.evidence import cells_evidence
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of, where
from kg.relate.figures.periods import periods_of
from kg.relate.figures.sources import bracketed_source, sources_of
from kg.relate.scope import Scope


def figure_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Population figures from one chart."""
    table = block.block.table
    if block.block.kind is not BlockKind.FIGURE or table is None:
        return
    groups = [population_of(scope, row[0].text) for row in table.rows]
    if sum(g is not None for g in groups) < 0.6 * len(groups):
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
