"""Rows of a table of indicators whose cells lost what parted them: names of columns, then lines that end in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name
from kg.relate.facts import make
from kg.relate.scope import Scope

# Numbers at the end of a line, one a column; what stands before a sign for `number of` belongs to another row.
_TAIL = re.compile(r"(?:\s+\d[\d,.]*\s?%?){2,}\s*$")
_COUNT = re.compile(r"#\s+(?=[a-z])")
# The most words of a line of names, of a title between rows and of a row; the most rows.
_HEAD_WORDS, _TITLE_WORDS, _ROW_WORDS, _MOST_ROWS = 14, 6, 45, 80
_RUNNING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class UnpartedRow:
    """A line with its indicator and the number of each column; None stands for a column of shares."""

    block: AnnotatedBlock
    indicator: str
    values: tuple[tuple[str | None, Quantity], ...]


def unparted_rows(scope: Scope) -> list[UnpartedRow]:
    """The rows of all such tables of a report."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    found: list[UnpartedRow] = []
    columns: list[str | None] = []
    left = 0
    for block in blocks:
        text = block.joined.text
        words = len(text.split())
        if block.block.kind not in _RUNNING:
            columns = []
        elif words <= _HEAD_WORDS and not _TAIL.search(text) and len(named := _columns(scope, text)) > 1:
            columns, left = named, _MOST_ROWS
        elif columns and left and words <= _ROW_WORDS and (row := _row(scope, block, columns)):
            found.append(row)
            left -= 1
        elif words > _TITLE_WORDS:
            columns = []
    return found


def _columns(scope: Scope, text: str) -> list[str | None]:
    """What a line of names of columns holds, from left to right; empty where it lacks one that each such table has."""
    layout = scope.patterns("tables").get("indicators")
    if layout is None or text.rstrip().endswith("."):
        return []
    wanted, folded = set(layout["values"]).difference(layout.get("earlier", ())), text.casefold()
    if not all(any(label.casefold() in folded for label in layout["columns"][slot]) for slot in wanted):
        return []
    found: list[tuple[int, int, str | None]] = [
        (m.start(), m.end(), None) for m in scope.pattern("columns", "share").finditer(text)
    ]
    labels = sorted(
        ((label, slot) for slot in layout["values"] for label in layout["columns"][slot]), key=lambda f: -len(f[0])
    )
    for label, slot in labels:
        for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE):
            if not any(begin < match.end() and match.start() < end for begin, end, _ in found):
                found.append((match.start(), match.end(), slot))
    slots = [slot for _, _, slot in sorted(found, key=lambda f: f[0])]
    return slots if wanted <= set(slots) and len(set(slots)) == len(slots) else []


def _row(scope: Scope, block: AnnotatedBlock, columns: Sequence[str | None]) -> UnpartedRow | None:
    text = block.joined.text
    tail = _TAIL.search(text)
    if tail is None:
        return None
    numbers = [q for q in scope.numbers(text) if q.full_begin >= tail.start()]
    label = text[: tail.start()].strip()
    if counted := list(_COUNT.finditer(label)):
        label = label[counted[-1].start() :]
    if len(numbers) != len(columns) or len(re.findall(r"[^\W\d]{2,}", label)) < 2:
        return None
    return UnpartedRow(block, label, tuple(zip(columns, numbers, strict=True)))


def unparted_claims(scope: Scope, rows: Sequence[UnpartedRow]) -> Iterator[Claim]:
    """The measurements of the rows."""
    layout = scope.patterns("tables").get("indicators", {})
    share, count = layout.get("units") or (None, None)
    for row in rows:
        for slot, quantity in row.values:
            if slot is None:
                continue
            unit = share if quantity.percent else count
            yield make(
                "Measurement",
                "lines/indicators",
                0.85,
                [scope.whole(row.block)],
                {
                    "indicator": Name(row.indicator, "Indicator"),
                    "measure": scope.term("Measure", slot),
                    "value": scope.number(quantity, row.block.joined.text),
                    "unit": scope.term("Unit", unit) if unit else None,
                    "date": None if slot in layout.get("earlier", ()) else scope.year,
                },
            )
