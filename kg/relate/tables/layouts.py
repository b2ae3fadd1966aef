"""Facts from tables: a column means what its header says."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Cell, Claim, Table
from kg.relate.scope import Scope
from kg.relate.tables.columns import columns_of
from kg.relate.tables.matrix import counted_column, group_columns, matrix_claims
from kg.relate.tables.pairs import pair_claims, pairs_of
from kg.relate.tables.rows import row_claims
from kg.relate.tables.values import single_row_claims


def table_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The facts of one table."""
    table = block.block.table
    if table is None:
        return
    header = table.header or _borrowed(scope, block, table)
    if not header:
        yield from pair_claims(scope, pairs_of(scope, table))
        return
    if found := list(single_row_claims(scope, block, table)):
        yield from found
        return
    if groups := group_columns(scope, header) or counted_column(scope, block, header):
        yield from matrix_claims(scope, block, table, groups)
        return
    for name, layout in scope.patterns("tables").items():
        columns = columns_of(scope, header, layout, chart=block.block.kind is BlockKind.FIGURE)
        slots = {c.slot for c in columns if c}
        if not set(layout["needs"]) <= slots or not slots & set(layout["values"]):
            continue
        yield from row_claims(scope, block, table, columns, name, layout)
        return
    yield from pair_claims(scope, pairs_of(scope, table))


def _borrowed(scope: Scope, block: AnnotatedBlock, table: Table) -> tuple[Cell, ...]:
    """The header of the table before, when this one is its continuation over a page."""
    for earlier in scope.before(block, 4):
        other = earlier.block.table
        if other and other.header and len(other.header) == max(map(len, table.rows), default=0):
            return other.header
    return ()
