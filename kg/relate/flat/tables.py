"""Reports with their flattened tables put together: in the place of the blocks that held their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import AnnotatedBlock, Document
from kg.model import Block, BlockKind, Table
from kg.ontology import Ontology
from kg.relate.flat.cellwise import cellwise_rows
from kg.relate.flat.columns import column_rows
from kg.relate.flat.lines import Line, lines_of
from kg.relate.flat.scattered import scattered_tables
from kg.relate.flat.shapes import bare_row, stacked_rows, titled_rows
from kg.relate.flat.tails import tail_rows
from kg.relate.flat.torn import torn_rows
from kg.relate.flat.years import year_rows
from kg.relate.scope import Scope

# A block is left out when so much of it has become a table.
_MOSTLY = 0.4


def with_tables(document: Document, ontology: Ontology) -> Document:
    """The document with such tables in the place of the blocks that hold their words."""
    if not ontology.patterns.get("tables"):
        return document
    scope = Scope(document, ontology)
    lines = lines_of(document, ontology)
    apart = list(scattered_tables(scope, lines))
    gone_lines = {i for used, _ in apart for i in used}
    rest = [line for i, line in enumerate(lines) if i not in gone_lines] if gone_lines else lines
    found = [([lines[i] for i in used], table) for used, table in apart]
    found += [(rest[first:last], table) for first, last, table in _tables(scope, rest)]
    if not found:
        return document
    covered: dict[int, int] = {}
    for own, _ in found:
        for line in own:
            covered[line.block] = covered.get(line.block, 0) + line.end - line.begin
    sizes = {n: sum(e - b for b, e in document.blocks[n].block.lines) for n in covered}
    gone = {n for n, size in sizes.items() if covered[n] > _MOSTLY * size}
    # A chart that took numbers of the table for its own is none; what else stood in such blocks stands for itself.
    gone |= {n for n in covered if document.blocks[n].block.kind is BlockKind.FIGURE}
    taken = {line.begin for own, _ in found for line in own}
    kept = [b for n, b in enumerate(document.blocks) if n not in gone]
    for n in sorted(gone):
        kept += _loose(document, [line for line in lines if line.block == n and line.begin not in taken])
    kept += [_block(document, own, table) for own, table in found]
    return replace(document, blocks=tuple(sorted(kept, key=lambda b: (b.block.begin, b.block.end))))


def _loose(document: Document, lines: Sequence[Line]) -> Iterator[AnnotatedBlock]:
    """Lines of a block that is no more as paragraphs; a line without a number goes with the number above it."""
    text = document.source.text
    groups: list[list[Line]] = []
    for line in lines:
        follows = groups and text.count("\n", groups[-1][-1].end, line.begin) == 1
        if follows and not re.search(r"\d", line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        home = document.blocks[group[0].block].block
        pieces = tuple((line.begin, line.end) for line in group)
        block = replace(
            home, kind=BlockKind.PARAGRAPH, begin=group[0].begin, end=group[-1].end, lines=pieces, table=None
        )
        joined = document.source.joined(block)
        yield AnnotatedBlock(block, joined, document.reader.parse(joined.text))


def _block(document: Document, lines: Sequence[Line], table: Table) -> AnnotatedBlock:
    home = document.blocks[lines[0].block].block
    block = Block(
        BlockKind.TABLE,
        lines[0].begin,
        lines[-1].end,
        tuple((line.begin, line.end) for line in lines),
        section=home.section,
        lead=home.lead,
        page=home.page,
        table=table,
    )
    joined = document.source.joined(block)
    return AnnotatedBlock(block, joined, document.reader.match(joined.text, document.report))


def _is_chart(document: Document, lines: Sequence[Line], found: tuple[int, int, Table]) -> bool:
    """Whether the rows are the bars of one chart, whose labels and values stand together already."""
    first, last, table = found
    home = document.blocks[lines[first].block].block
    drawn = home.kind is BlockKind.FIGURE and home.table is not None and len(home.table.rows) == len(table.rows)
    return drawn and all(line.block == lines[first].block for line in lines[first:last])


def _gives(scope: Scope, table: Table) -> bool:
    """Whether a table lists givers; what it told in one block would be torn from the title above."""
    if any(scope.labels("Earmarking").exact(cell.text) for cell in table.header):
        return False  # its columns tell what the title of a list does
    return any(scope.pattern("columns", "givers").search(cell.text) for cell in table.header)


def _cuts_lines(lines: Sequence[Line], found: tuple[int, int, Table]) -> bool:
    """Whether the names of two columns stand in one line, though each number has a line of its own."""
    first, last, table = found
    begins = [line.begin for line in lines[first:last]]
    homes = [bisect_right(begins, cell.begin) for cell in table.header if cell.text]
    return len(set(homes)) < len(homes)


def _tables(scope: Scope, lines: Sequence[Line]) -> Iterator[tuple[int, int, Table]]:
    """First line, line behind the last, and the table."""
    i = floor = 0
    while i < len(lines):
        for read in (year_rows, torn_rows, column_rows, titled_rows, tail_rows, stacked_rows, cellwise_rows, bare_row):
            found = read(scope, lines, i, floor)
            if read is stacked_rows and found is not None and _cuts_lines(lines, found):
                found = cellwise_rows(scope, lines, i, floor) or found
            gives = read is not column_rows and found is not None and _gives(scope, found[2])
            if found is not None and not (gives or _is_chart(scope.document, lines, found)):
                yield found
                i = floor = found[1]
                break
        else:
            i += 1
