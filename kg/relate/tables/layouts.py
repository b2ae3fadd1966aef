"""Facts from tables: a column means what its header says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Cell, Claim, Table
from kg.relate.currencies import currency_named
from kg.relate.donors.columns import earmarked_table
from kg.relate.givers import donor_name
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total, sector_names
from kg.relate.tables.columns import columns_of, slot_of
from kg.relate.tables.crossed import crossed_claims
from kg.relate.tables.handed import handed_claims
from kg.relate.tables.harm import harm_table_claims
from kg.relate.tables.matrix import beside_served, captioned_column, group_columns, matrix_claims
from kg.relate.tables.measured import indicators_by_place, shares_by_place
from kg.relate.tables.pairs import pair_claims, pairs_of
from kg.relate.tables.rows import row_claims
from kg.relate.tables.served import is_served, served_claims, sexes_claims
from kg.relate.tables.values import single_row_claims
from kg.relate.tables.yearly import with_years, yearly_claims

_TITLE = 14  # words of a line above a table that heads it, at most


def table_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The facts of one table."""
    table = block.block.table
    if table is None:
        return
    table = with_years(scope, table)
    header = table.header or _borrowed(scope, block, table)
    if not header:
        yield from pair_claims(scope, pairs_of(scope, table))
        return
    if found := (
        list(yearly_claims(scope, block, table, header))
        or list(crossed_claims(scope, block, table, header))
        or list(single_row_claims(scope, block, table))
        or list(earmarked_table(scope, block, table, header))
    ):
        yield from found
        return
    if is_served(scope, header, table):
        yield from served_claims(scope, block, table, header)
        yield from _by_layout(scope, block, table, header, money=True)
        yield from matrix_claims(scope, block, table, beside_served(scope, header))
        return
    if found := [*harm_table_claims(scope, block, table, header), *handed_claims(scope, block, table, header)]:
        yield from found
        return
    measured = list(indicators_by_place(scope, table, header) if header else ())
    measured = measured or list(shares_by_place(scope, block, table, header))
    yield from measured
    counted = _counts_events(scope, header)
    if not counted and (groups := group_columns(scope, header)):
        yield from sexes_claims(scope, block, table, header) or matrix_claims(scope, block, table, groups)
        return
    if groups := captioned_column(scope, block, header):
        yield from matrix_claims(scope, block, table, groups)
        return
    if measured:
        return
    found = list(_by_layout(scope, block, table, header, money=False))
    yield from found or pair_claims(scope, pairs_of(scope, table))


def _by_layout(
    scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell], *, money: bool
) -> Iterator[Claim]:
    """The facts of the first layout that fits; with `money` only of those that tell of money."""
    layouts = scope.patterns("tables")
    # The layout whose name for the first column stands there goes before one that would take it for its own.
    for name in sorted(layouts, key=lambda n: not _names_rows(header, layouts[n])):
        layout = layouts[name]
        columns = columns_of(scope, header, layout, chart=block.block.kind is BlockKind.FIGURE)
        slots = {c.slot for c in columns if c}
        if not set(layout["needs"]) <= slots or not slots & set(layout["values"]):
            continue
        if layout.get("recipient") and not _names_givers(scope, header, table, layout):
            continue
        # In a table of people, a gap or a coverage is theirs unless a column says what money is needed.
        if money and (layout.get("recipient") or not layout.get("money") or layout["values"][0] not in slots):
            continue
        if money and not _names_money(scope, block, table, header):
            continue
        yield from row_claims(scope, block, table, columns, name, layout)
        return


def _names_money(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> bool:
    """Whether what a table of people or things says is required is money: it is told by sector, or in a currency."""
    near = [b.joined.text for b in scope.before(block, 2) if len(b.joined.text.split()) <= _TITLE]
    titles = [" ".join(cell.text for cell in header), *near, *block.block.section]
    if plain(header[0].text) in sector_names(scope) or currency_named(scope, titles) is not None:
        return True
    return any(q.currency for row in table.rows for cell in row for q in scope.numbers(cell.text))


def _names_givers(scope: Scope, header: Sequence[Cell], table: Table, layout: Mapping[str, Any]) -> bool:
    """Whether the rows of a table are givers: as the name of a column says, or as most of them are known to be."""
    if any(slot_of(plain(cell.text), {"columns": {"donor": layout["columns"]["donor"]}}) for cell in header):
        return True
    names = [donor_name(scope, row[0].text) for row in table.rows if row and not is_total(row[0].text)]
    known = [name for name in names if name is not None and (name.ref or name.cls == "PrivateDonors")]
    return 2 * len(known) >= len(names)


def _names_rows(header: Sequence[Cell], layout: Mapping[str, Any]) -> bool:
    """Whether the first column has a name that the layout has for what it needs."""
    return plain(header[0].text) in layout["columns"].get(layout["needs"][0], ())


def _counts_events(scope: Scope, header: Sequence[Cell]) -> bool:
    """Whether a column counts events, so that those for women and men count whom they befell."""
    return any(
        layout.get("counted") and any(c and c.slot == layout["counted"] for c in columns_of(scope, header, layout))
        for layout in scope.patterns("tables").values()
    )


def _borrowed(scope: Scope, block: AnnotatedBlock, table: Table) -> tuple[Cell, ...]:
    """The header of the table before, when this one is its continuation over a page."""
    for earlier in scope.before(block, 4):
        other = earlier.block.table
        if other and other.header and len(other.header) == max(map(len, table.rows), default=0):
            return other.header
    return ()
