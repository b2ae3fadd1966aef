"""Tables of money with a column for each body or sector and a row for each kind of amount: `Required | LWF | DCA`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Name, Table, Text
from kg.relate.currencies import currency_near
from kg.relate.evidence import row_evidence
from kg.relate.facts import Slots, make
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, numbers_of

_ROWS, _COLUMNS = 2, 2  # at least
_MONEY = re.compile(r"\s+\(?(?:in\s+)?(?P<code>[A-Z]{2,3}\s?\$|[A-Z]{3}|[$€£])\)?\s*$")


def crossed_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """What each body or sector needs, has and lacks; nothing for a table of another kind."""
    rows = {slot: row for row in table.rows if row and (slot := _slot_of(scope, row[0].text))}
    if len(rows) < max(_ROWS, len(table.rows) - 1) or "required" not in rows:
        return
    subjects = {i: name for i, cell in enumerate(header) if i and (name := _subject(scope, cell.text, table))}
    if len(subjects) < max(_COLUMNS, len(header) - 1):
        return
    code = currency_near(scope, block)
    for i, subject in subjects.items():
        slots: Slots = {"subject": subject, "place": scope.country, "currency": Text(code) if code else None}
        told: list[Cell] = [header[i]]
        for slot, row in rows.items():
            numbers = list(numbers_of(scope, row[i].text, money=True)) if i < len(row) else []
            if len(numbers) == 1 and numbers[0].percent == slot.startswith("percent"):
                slots[slot] = scope.number(numbers[0], row[i].text)
                told += [row[0], row[i]]
        if len(told) > 1:
            evidence = row_evidence(scope, told)
            yield make("Funding", "table/crossed", 0.9, evidence, slots)


def _slot_of(scope: Scope, text: str) -> str | None:
    """What the amounts of a row are, by its name: `Less: contributions received`."""
    if re.search(r"\d", text):
        return None
    found = ((m.start(), slot) for slot, p in scope.named_patterns("funding", "labels") if (m := p.search(text)))
    return min(found, default=(0, None))[1]


def _subject(scope: Scope, text: str, table: Table) -> Name | None:
    """The body or sector that names a column, or its sum; a currency behind it is that of its amounts."""
    words = " ".join(text.split())
    money = _MONEY.search(words)
    if money is not None and scope.labels("Currency").exact(money["code"]) is not None:
        words = words[: money.start()]
    if plain(words) in {"total", "totals", "grand total"}:
        return Name("Total", "Programme")
    if scope.labels("Sector").exact(words) is not None:
        return Name(words, "Programme")
    named = cell_value(scope, "organization", Cell(0, 0, words), table) if words[:1].isupper() else None
    known = isinstance(named, Name) and (named.ref is not None or named.text != words or words.isupper())
    return named if known and isinstance(named, Name) else None
