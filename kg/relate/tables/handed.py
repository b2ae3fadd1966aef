"""Tables of places and of what was handed out there, one column for each thing: `District | Food kits | Tents`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Table
from kg.relate.evidence import row_evidence
from kg.relate.facts import make
from kg.relate.labels import plain
from kg.relate.prose.kinds import object_type
from kg.relate.scope import Scope
from kg.relate.tables.served import about_row, column_fact, number_in

_TITLE = 12  # words


def handed_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """What was handed out in each place, where a title says that it was."""
    layout = scope.patterns("served")
    places = layout.get("columns", {}).get("place", ()) if layout else ()
    if len(header) < 2 or plain(header[0].text) not in places or not _was_given(scope, block):
        return
    goods = scope.words("activities", "goods") | scope.words("activities", "built")
    columns = [
        i for i, cell in enumerate(header) if i and "%" not in cell.text and object_type(scope, cell.text) in goods
    ]
    if len(columns) < len(header) - 1:
        return
    for row in table.rows:
        about = about_row(scope, block, row[0], "place")
        for i in columns:
            number = number_in(scope, row, i)
            if about is None or about.get("place") is None or number is None:
                continue
            value = scope.number(number, row[i].text)
            fact, slots = column_fact(scope, about, "done", header[i].text, value, header[i].text)
            evidence = row_evidence(scope, row)
            yield make(fact, "table/handed", 0.85, evidence, slots)


def _was_given(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether the titles above say that things were given, and not that they are needed or in store."""
    near = [*(b.joined.text for b in scope.before(block, 1)), *block.block.section[-1:], *block.block.lead[-1:]]
    short = [text for text in near if len(text.split()) <= _TITLE]
    given, kept = scope.pattern("columns", "handed_out"), scope.pattern("columns", "not_given")
    return any(given.search(text) for text in short) and not any(kept.search(text) for text in short)
