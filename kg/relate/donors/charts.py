"""Contributions of charts whose labels are donors."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import Claim
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle
from kg.relate.evidence import cells_evidence
from kg.relate.givers import donor_name
from kg.relate.labels import plain
from kg.relate.partners import is_written_as_name
from kg.relate.scope import Scope


def chart_claims(scope: Scope, block: AnnotatedBlock, title: ListTitle | None) -> Iterator[Claim]:
    """Contributions of one chart: a label that is a donor, a bar that is an amount."""
    table = block.block.table
    if table is None or any(len(row) != 2 for row in table.rows):
        return
    donors = [donor_name(scope, row[0].text) for row in table.rows]
    known = sum(d is not None and (d.ref is not None or d.cls == "PrivateDonors") for d in donors)
    # Below a title of gifts, names beside money are givers.
    in_money = all(any(q.currency for q in scope.numbers(row[1].text)) for row in table.rows)
    if title is not None and in_money and all(d is not None and is_written_as_name(d.text) for d in donors):
        known = len(donors)
    if known < 0.5 * len(donors) or scope.labels("PopulationGroup").inside(plain(table.rows[0][0].text)):
        return
    for donor, row in zip(donors, table.rows, strict=True):
        quantities = list(scope.numbers(row[1].text))
        if donor is None or len(quantities) != 1:
            continue
        evidence = cells_evidence(scope, row[0].begin, row[0].end, row[1].begin, row[1].end)
        yield contribution(scope, block, donor, quantities[0], row[1].text, title, evidence, "chart/donors", 0.9)
