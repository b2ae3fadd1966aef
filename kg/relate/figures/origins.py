"""People by where they are from or found asylum: lines or a chart of countries, below words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Passage, Period
from kg.relate.evidence import cells_evidence
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.labels import plain
from kg.relate.scope import Scope

_TITLE_WORDS, _ROW_WORDS = 12, 7
_NEAR = 3  # blocks above the words that say so, of which one names the people
_ROW = re.compile(r"(?P<name>[^\d]*[^\W\d]\)?)[\s:–-]+(?P<value>\d[\d,. ]*)")


def origin_claims(scope: Scope) -> Iterator[Claim]:
    """Figures of people by the country that they are from, of those of the report's country by who hosts them."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    for i, block in enumerate(blocks):
        text = block.joined.text
        if len(text.split()) > _TITLE_WORDS:
            continue
        hosts = scope.pattern("figures", "by_host").search(text) is not None
        if not (hosts or scope.pattern("figures", "by_origin").search(text)):
            continue
        rows = list(_chart(scope, blocks[i + 1])) if i + 1 < len(blocks) else []
        rows = rows or list(_lines(scope, blocks[i + 1 :]))
        if len(rows) < 2:
            continue
        above = [text, *(b.joined.text for b in reversed(blocks[max(0, i - _NEAR) : i]))]
        group = next((g for words in above if (g := population_of(scope, words))), None)
        date = next((d for words in above if (d := _as_of(scope, words))), None)
        if hosts and any(country == scope.country for country, *_ in rows):
            continue
        for country, quantity, words, evidence in rows:
            slots: Slots = {
                "population": scope.term("PopulationGroup", group) if group else None,
                "value": scope.number(quantity, words),
                "date": date,
            }
            slots |= (
                {"origin": scope.country, "asylum": country} if hosts else {"origin": country, "place": scope.country}
            )
            yield make("PopulationFigure", "lines/origin", 0.85, evidence, slots)


_Row = tuple[Name, Quantity, str, list[Passage]]


def _chart(scope: Scope, block: AnnotatedBlock) -> Iterator[_Row]:
    """The countries and numbers of a chart."""
    table = block.block.table
    known = scope.patterns("tables").get("populations", {}).get("columns", {}).get("origin", ())
    if table is None or (table.header and plain(table.header[0].text) in known):
        return  # a table whose columns tell what its rows are
    for row in table.rows:
        quantities = list(scope.numbers(row[1].text)) if len(row) == 2 else []
        origin = scope.country_of(row[0].text)
        if origin is not None and len(quantities) == 1 and not quantities[0].percent:
            evidence = cells_evidence(scope, row[0].begin, row[0].end, row[1].begin, row[1].end)
            yield origin, quantities[0], row[1].text, list(evidence)


def _lines(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[_Row]:
    """The countries and numbers of the lines that follow; a line for all others may stand among them."""
    for block in blocks:
        words = block.joined.text.strip()
        row = _ROW.fullmatch(words) if len(words.split()) <= _ROW_WORDS else None
        quantities = list(scope.numbers(row["value"])) if row else []
        if row is None or len(quantities) != 1:
            return
        if (origin := scope.country_of(row["name"])) is not None:
            yield origin, quantities[0], row["value"], [scope.whole(block)]


def _as_of(scope: Scope, words: str) -> Period | None:
    """The day of the figures that a title names."""
    return next((d.period for d in scope.dates(words) if d.precision in {"day", "month"}), None)
