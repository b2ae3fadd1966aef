"""The date of each series of a chart: the legend's, or the one printed above."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from kg.document import AnnotatedBlock
from kg.model import Cell, Passage, Period
from kg.relate.figures.lines import YEAR_LINE
from kg.relate.scope import Scope

_NEAR, _TITLE = 12, 12  # blocks above a line of which one may date it, and words of each of them, at most


def periods_of(
    scope: Scope, block: AnnotatedBlock, rows: Sequence[Sequence[Cell]], header: Sequence[Cell]
) -> tuple[list[Period | None], list[Passage]]:
    """The date of each series: the legend's, or the one printed above (`as of …`)."""
    columns = max(len(row) for row in rows) - 1
    stated, context = _stated_date(scope, block)
    if columns == 1 and (year := _year_of_sum(scope, block, rows)) is not None:
        return [year[0]], [year[1]]
    named: list[Period | None] = []
    for cell in header[1:]:
        dates = list(scope.dates(cell.text))
        named.append(dates[0].period if dates else None)
    if not named:
        return [stated] * columns, context
    total = _stated_total(scope, block)
    if total is not None and columns == 2 and stated is not None:
        sums = [sum((_value(scope, row[c + 1]) for row in rows), Decimal(0)) for c in range(columns)]
        current = next((c for c, s in enumerate(sums) if is_close(s, total)), None)
        legend = next((c for c, p in enumerate(named) if p and p.start <= stated.end and stated.start <= p.end), None)
        # The legend may stand in another order than the bars: the series that adds up to the stated total is the stated
        # day's.
        if current is not None and legend is not None and current != legend:
            named.reverse()
    merged = [stated if p and stated and p.start <= stated.start and stated.end <= p.end else p for p in named]
    return merged, context


def _value(scope: Scope, cell: Cell) -> Decimal:
    quantities = list(scope.numbers(cell.text))
    return quantities[0].value if len(quantities) == 1 else Decimal(0)


def _stated_date(scope: Scope, block: AnnotatedBlock) -> tuple[Period | None, list[Passage]]:
    near = scope.before(block, 26)
    ranked = sorted(near, key=lambda b: not scope.labels("PopulationGroup").inside(b.joined.text))
    for candidate in [*near[:4], *ranked]:
        text = candidate.joined.text
        if len(text.split()) > 30 or not scope.pattern("figures", "dated").search(text):
            continue
        if scope.pattern("figures", "undated").search(text):
            continue
        dates = [d for d in scope.dates(text) if d.precision in {"day", "month"}]
        if dates:
            return dates[0].period, [scope.whole(candidate)]
    return None, []


def date_above(scope: Scope, block: AnnotatedBlock) -> Period | None:
    """The day or month of the figures of a line, as the headings above it tell, or the first line above them."""
    near = (b.joined.text for b in scope.before(block, _NEAR))
    short = takewhile(lambda text: len(text.split()) <= _TITLE, near)
    for text in dict.fromkeys([*reversed(block.block.lead), *reversed(block.block.section[-1:]), *short]):
        if scope.pattern("figures", "dated").search(text) and not scope.pattern("figures", "undated").search(text):
            dates = [d.period for d in scope.dates(text) if d.precision in {"day", "month", "quarter"}]
            if len(dates) == 1:
                return dates[0]
    return None


def title_date(scope: Scope, block: AnnotatedBlock) -> Period | None:
    """The day, month or span of months that the title right above a table or line of figures names."""
    near = [*(b.joined.text for b in scope.before(block, 1)), *block.block.section[-1:]]
    for text in dict.fromkeys(near):
        if len(text.split()) <= _TITLE and not scope.pattern("figures", "undated").search(text):
            dates = [d.period for d in scope.dates(text) if d.precision in {"day", "month", "quarter", "range"}]
            if len(dates) == 1:
                return dates[0]
    return None


def _year_of_sum(scope: Scope, block: AnnotatedBlock, rows: Sequence[Sequence[Cell]]) -> tuple[Period, Passage] | None:
    """The year of the line `2019 275,779` above whose number the chart adds up to."""
    total = sum((_value(scope, row[1]) for row in rows if len(row) > 1), Decimal(0))
    for near in scope.before(block, 8):
        match = YEAR_LINE.fullmatch(near.joined.text.strip())
        if match is None:
            continue
        quantities = list(scope.numbers(match.group("value").strip()))
        if len(quantities) == 1 and total > 0 and is_close(quantities[0].value, total):
            year = match.group("year")
            return Period(f"{year}-01-01", f"{year}-12-31", year), scope.whole(near)
    return None


def _stated_total(scope: Scope, block: AnnotatedBlock) -> Decimal | None:
    for near in scope.before(block, 26):
        text = near.joined.text
        if scope.pattern("figures", "total").search(text) and scope.labels("PopulationGroup").inside(text):
            quantities = [q for q in scope.numbers(text) if not q.percent]
            if quantities:
                return max(q.value for q in quantities)
    return None


def is_close(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers are the same but for rounding."""
    return abs(a - b) <= max(abs(a), abs(b)) / 1000
