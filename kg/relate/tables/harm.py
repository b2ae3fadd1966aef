"""Tables of people who came to harm, one column for each thing that befell them: `Province | Killed | Injured`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Table, Text
from kg.relate.evidence import row_evidence
from kg.relate.facts import Slots, make
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, is_total

_NEAR = 4  # blocks above a table that may tell what did the harm


def harm_table_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """The people of each row and column; nothing where no violence is told of, as of a flood or a disease."""
    columns = _columns(scope, header)
    if not columns or not _by_violence(scope, block, table, header):
        return
    by_place = plain(header[0].text) in scope.patterns("served").get("columns", {}).get("place", ())
    for row in table.rows:
        place = cell_value(scope, "place", row[0], table) if by_place and not is_total(row[0].text) else None
        if is_total(row[0].text) or (by_place and place is None):
            continue
        for column, item in columns.items():
            quantity = next(iter(scope.numbers(row[column].text)), None) if column < len(row) else None
            if quantity is None or quantity.percent:
                continue
            evidence = row_evidence(scope, row)
            slots: Slots = {"item": Text(item), "quantity": scope.number(quantity, row[column].text), "place": place}
            yield make("Incident", "table/harm", 0.85, evidence, slots)


def _columns(scope: Scope, header: Sequence[Cell]) -> dict[int, str]:
    """What the columns that count harmed people count."""
    befell: dict[str, str] = scope.patterns("incidents").get("left", {})
    harm = {*scope.words("incidents", "struck"), *scope.patterns("incidents").get("harm", {}).values()}
    nouns = scope.words("incidents", "loss_nouns")
    found: dict[int, str] = {}
    for i, cell in enumerate(header[1:], start=1):
        words = plain(cell.text)
        last = words.split()[-1] if words else ""
        if words in harm or (last in harm and words != last):
            found[i] = f"people {befell.get(words, words)}" if words == last else words
        elif any(last in {noun, f"{noun}s", f"{noun[:-1]}ies"} for noun in nouns):
            found[i] = words
    return found


def _by_violence(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> bool:
    """Whether the words of a table, or those above it, tell of violence and of no hazard."""
    title = scope.document.source.title or ""
    titles = [title, *block.block.section]
    near = " ".join(b.joined.text for b in scope.before(block, _NEAR))
    hazard = any(scope.pattern("incidents", "hazards").search(words) for words in titles)
    if hazard and not scope.pattern("incidents", "deliberate").search(near):
        return False
    text = " ".join([*titles, near, header[0].text, *(row[0].text for row in table.rows)])
    ill = scope.pattern("illness", "sentence").search(title)
    return ill is None and scope.pattern("incidents", "violence").search(text) is not None
