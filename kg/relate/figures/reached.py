"""People reached by sector or group: lines or items `Education 51,000` below `People reached in 2020`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import AnnotatedBlock, text_of
from kg.model import BlockKind, Claim, Table, Text
from kg.relate.evidence import row_evidence
from kg.relate.expressions import Expression
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.figures.runs import is_label
from kg.relate.scope import Scope
from kg.relate.spans import quantities_in
from kg.relate.tables.cells import is_of_pairs, is_total

_LINE = 8  # words of such a line, at most
_LIST = 12  # lines of such a list, at most


def reached_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """How many people a sector, or whoever publishes the report, reached of a group; nothing for any other block."""
    if block.block.table is not None:
        yield from _by_place(scope, block, block.block.table)
        return
    text = block.joined.text
    if block.block.kind is BlockKind.FURNITURE or len(text.split()) > _LINE or not re.search(r"\d", text):
        return
    numbers = [(s, q) for s, q in quantities_in(block.doc) if not q.percent and not q.currency]
    if len(numbers) != 1:
        return
    span, quantity = numbers[0]
    before, behind = text_of(block.doc)[: span.start_char], text_of(block.doc)[span.end_char :]
    if not scope.pattern("activities", "reached_unit").match(behind):
        return
    label = before.strip(" •*-–:=.")
    counted = bool(behind.strip(" .)*"))
    if not label and counted:
        label = next((b.joined.text.strip(" :") for b in scope.before(block, 1)), "")  # a line above its number
    sector = scope.labels("Sector").exact(label)
    people = sector is None and bool(before.strip()) and is_label(scope, label)
    title = _title(scope, block, scope.pattern("activities", "reached_title")) if sector or people else None
    if title is None and sector and counted:  # `Results in 2020` says less: people are to be named
        title = _title(scope, block, scope.pattern("activities", "results_title"))
    if title is None:
        return
    household = scope.pattern("activities", "reached_households").search(f"{title} {behind}")
    dates = list(scope.dates(title))
    group = population_of(scope, label) if people else None
    slots: Slots = {
        "item": Text(str(scope.patterns("activities")["help_noun"])),
        "activityType": scope.in_role("ActivityType", "unspecific"),
        "households" if household else "reached": scope.number(quantity, text_of(block.doc)),
        "sector": scope.term("Sector", sector.notation or "") if sector else None,
        "population": scope.term("PopulationGroup", group) if group else None,
        "date": dates[-1].period if dates else None,
    }
    context = [scope.whole(b) for b in scope.before(block, _LIST) if _words(b.joined.text) == _words(title)]
    yield make("Activity", "line/reached", 0.75, [scope.whole(block)], slots, context[:1])


def _by_place(scope: Scope, block: AnnotatedBlock, table: Table) -> Iterator[Claim]:
    """The people reached in each place of a table without names of columns, below a title that says so."""
    if not is_of_pairs(table):
        return
    title = _title(scope, block, scope.pattern("activities", "reached_title"))
    if title is None or scope.pattern("figures", "by_place").search(title) is None:
        return
    household = scope.pattern("activities", "reached_households").search(title)
    for name, value in table.rows:
        numbers = [q for q in scope.numbers(value.text) if not q.percent and not q.currency]
        if len(numbers) != 1 or not name.text[:1].isupper() or is_total(name.text):
            continue
        slots: Slots = {
            "item": Text(str(scope.patterns("activities")["help_noun"])),
            "activityType": scope.in_role("ActivityType", "unspecific"),
            "households" if household else "reached": scope.number(numbers[0], value.text),
            "sector": scope.sector(block.block),
            "place": scope.place_of(name.text) or scope.place_named(name.text),
        }
        yield make("Activity", "line/reached", 0.75, row_evidence(scope, (name, value)), slots)


def _title(scope: Scope, block: AnnotatedBlock, pattern: Expression) -> str | None:
    """The heading, lead-in or line above the list that says that these are people reached."""
    for words in scope.headings(block.block)[:2]:
        if pattern.match(words):
            return words
    for near in scope.before(block, _LIST):
        text = near.joined.text
        if pattern.match(text):
            return text
        if len(text.split()) > _LINE:
            return None
    return None


def _words(text: str) -> str:
    return " ".join(text.split()).rstrip(": ")
