"""Checks of tables as they stand in the text: rows of cells, the last of them a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.audit.checks import Check
from kg.audit.evidence import Evidence, Report
from kg.audit.facts import Span
from kg.audit.issues import Finding, in_words

_NUMBER = re.compile(r"^[^\d%-]{0,6}(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(\.\d+)?[^\d%]{0,4}$")
_RULE = re.compile(r"^[\s|:=+-]*$")
_MARKUP = re.compile(r"<[^<>]*>|\*\*|__")


@dataclass(frozen=True)
class _Row:
    span: Span
    cells: tuple[str, ...]

    def number(self, column: int) -> Decimal | None:
        found = _NUMBER.match(self.cells[column]) if column < len(self.cells) else None
        return Decimal(re.sub(r"[^\d]", "", found[1]) + (found[2] or "")) if found else None


def total_rows(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Columns whose rows do not sum to the row that the expression `total` names.

    Each row may be rounded by half a unit. A column counts only if its error is at most `near` of the total, or another
    column of the table adds up: else the rows are not all parts of the total.
    """
    near = Decimal(str(check.parameters["near"]))
    total = re.compile(check.parameters["total"], re.IGNORECASE)
    for report in evidence.reports:
        rows: list[_Row] = []
        for row in _rows(report):
            if rows and len(row.cells) != len(rows[0].cells):
                rows = []
            if rows and total.match(row.cells[0]):
                yield from _total_row(evidence, report, check, rows, row, near)
                rows = []
            else:
                rows.append(row)


def _rows(report: Report) -> Iterator[_Row]:
    """The lines of the text as rows of cells, parted by tabs or bars; a line without cells has one."""
    at = 0
    for line in report.text.splitlines(keepends=True):
        begin, at = at, at + len(line)
        if _RULE.match(line) and line.strip():
            continue
        parts = line.strip().strip("|").split("|") if "|" in line else line.strip("\r\n").split("\t")
        cells = tuple(_MARKUP.sub("", part).strip() for part in parts)
        yield _Row(Span(report.iri, begin, begin + len(line.rstrip())), cells)


def _total_row(
    evidence: Evidence, report: Report, check: Check, rows: list[_Row], total: _Row, near: Decimal
) -> Iterator[Finding]:
    right, wrong = 0, []
    for column in range(1, len(total.cells)):
        whole = total.number(column)
        numbers = [n for row in rows if (n := row.number(column)) is not None]
        if whole is None or len(numbers) < 2:
            continue
        column_sum = sum(numbers, Decimal(0))
        if abs(column_sum - whole) <= Decimal(len(numbers) + 1) / 2 * _step([whole, *numbers]):
            right += 1
        else:
            wrong.append((column, column_sum, whole, numbers))
    for column, column_sum, whole, numbers in wrong:
        if abs(column_sum - whole) <= near * whole or (right and len(numbers) == len(rows)):
            name = rows[0].cells[column] if rows[0].number(column) is None else f"column {column + 1}"
            label = f"{check.title}: {name} sums to {column_sum:,f}, not {whole:,f}"
            yield in_words(report, evidence, label, [total.span])


def _step(numbers: list[Decimal]) -> Decimal:
    """The unit of the last digit that any of the numbers prints; small counts are exact, so it is less for them."""
    if max(numbers) < 10_000:
        return Decimal("0.01")
    exponents = [n.as_tuple().exponent for n in numbers]
    return Decimal(1).scaleb(min(e for e in exponents if isinstance(e, int)))
