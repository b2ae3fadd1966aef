"""Lines of a year and a number under a heading that names a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import BlockKind, Claim, Period
from kg.relate.facts import make
from kg.relate.figures.groups import population_of
from kg.relate.scope import Scope

YEAR_LINE = re.compile(r"(?P<year>(?:19|20)\d\d)\s+(?P<value>\d[\d,. ]*)")


def year_lines(scope: Scope) -> Iterator[Claim]:
    """Lines of a year and a number under a heading that names a group (`2019 275,779`)."""
    for block in scope.document.blocks:
        match = YEAR_LINE.fullmatch(block.joined.text.strip())
        if not match or block.block.kind is BlockKind.FURNITURE:
            continue
        group = None
        for near in scope.before(block, 8):
            text = near.joined.text
            if len(text.split()) > 12:
                break
            if code := population_of(scope, text):
                group = code
                break
        if group is None:
            continue
        quantities = list(scope.numbers(match.group("value").strip()))
        if len(quantities) != 1:
            continue
        year = match.group("year")
        yield make(
            "PopulationFigure",
            "lines/year-value",
            0.8,
            [scope.whole(block)],
            {
                "population": scope.term("PopulationGroup", group),
                "value": scope.number(quantities[0], match.group("value").strip()),
                "place": scope.country,
                "date": Period(f"{year}-01-01", f"{year}-12-31", year),
            },
        )
