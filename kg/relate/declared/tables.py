"""Declared facts from tables: a column holds the slot whose header it has, a row is one fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import Cell, Claim, Name, Number, Period, Text, Value
from kg.ontology import FactRule, SlotRule
from kg.relate.currencies import currency_near
from kg.relate.declared.earlier import Earlier
from kg.relate.declared.facts import claim_of
from kg.relate.declared.values import Found, amount, classes_below, named, own_name, scaled
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in
from kg.relate.tables.cells import is_total

_SCALES = {
    "million": 10**6,
    "millions": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "k": 1000,
    "thousand": 1000,
    "thousands": 1000,
}
_EMPTY = frozenset({"", "-", "–", "—", "n/a", "na", "tbd", "tba", "?"})


def table_claims(scope: Scope, rule: FactRule, block: AnnotatedBlock, earlier: Earlier) -> Iterator[Claim]:
    """The facts that the rows of a table state; none where its headers lack what the fact cannot be without."""
    table = block.block.table
    if table is None or not table.header:
        return
    columns = columns_of(rule, table.header)
    says = _said(rule, table.header)
    given = {*columns.values(), *says, *(n for n, s in rule.slots.items() if s.otherwise)}
    if len(columns) < 2 or not all(set(group) & given for group in rule.needs):
        return
    for row in table.rows:
        if not any(cell.text for cell in row) or is_total(row[0].text):
            continue
        found: dict[str, list[Found]] = {}
        for index, name in columns.items():
            if _states(row, index):
                values = list(_cell(scope, rule.slots[name], row[index], table.header[index], block))
                if values:
                    found[name] = values if rule.slots[name].many else values[:1]
        if rule.key not in found and not rule.slots[rule.key].otherwise:
            continue
        filled = [c for c in row if c.text]
        evidence = scope.document.source.passage(min(c.begin for c in filled), max(c.end for c in filled))
        said = {name: code for name, (index, code) in says.items() if name not in found and _states(row, index)}
        claim = claim_of(scope, rule, found, said, block, evidence, earlier, "table")
        if claim is not None:
            yield claim


def _said(rule: FactRule, header: Sequence[Cell]) -> dict[str, tuple[int, str]]:
    """The codes that a header says of every row that has something in its column: `In operation since`."""
    found: dict[str, tuple[int, str]] = {}
    for index, cell in enumerate(header):
        for evoking in rule.evoked:
            if any(_stands_in(label, cell.text) for label in evoking.headers):
                found |= {name: (index, code) for name, code in evoking.says.items()}
    return found


def _states(row: Sequence[Cell], index: int) -> bool:
    return index < len(row) and row[index].text.strip().casefold() not in _EMPTY


def _stands_in(label: str, header: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(label))}(?!\w)", plain(header)) is not None


def columns_of(rule: FactRule, header: Sequence[Cell]) -> Mapping[int, str]:
    """The slot that each column holds; the longest words that stand in a header win, and a slot has one column."""
    found: dict[int, tuple[int, str]] = {}
    for index, cell in enumerate(header):
        for name, slot in rule.slots.items():
            for label in slot.headers:
                if _stands_in(label, cell.text) and len(label) > found.get(index, (0, ""))[0]:
                    found[index] = len(label), name
    columns: dict[int, str] = {}
    for index, (length, name) in sorted(found.items()):
        rivals = [n for n, (other, same) in found.items() if same == name and other > length]
        if not rivals and name not in columns.values():
            columns[index] = name
    return columns


def _cell(scope: Scope, slot: SlotRule, cell: Cell, header: Cell, block: AnnotatedBlock) -> Iterator[Found]:
    text = " ".join(cell.text.split())
    doc = scope.match(text)
    for value, currency in _values(scope, slot, text, header, block):
        yield Found(cell.begin, cell.end, doc[0], value, currency)


def _values(
    scope: Scope, slot: SlotRule, text: str, header: Cell, block: AnnotatedBlock
) -> Iterator[tuple[Value, str | None]]:
    kind = slot.fill[0]
    if kind == "date":
        dates: list[Period] = [d.period for d in scope.dates(text)]
        yield from ((d, None) for d in dates[:1])
    elif kind == "text":
        yield Text(text), None
    elif kind in {"number", "money", "percent"}:
        yield from _number(scope, slot, text, header, block)
    else:
        for part in re.split(r"\s*(?:;|/|,|\band\b|&)\s*", text) if slot.many else [text]:
            value = _named(scope, slot, part)
            if value is not None:
                yield value, None


def _number(
    scope: Scope, slot: SlotRule, text: str, header: Cell, block: AnnotatedBlock
) -> Iterator[tuple[Value, str | None]]:
    quantities = list(scope.numbers(text))
    if len(quantities) != 1:
        return
    number = amount(scope, slot, text, quantities[0])
    if number is None:
        return
    above = plain(header.text)
    if number.value == quantities[0].value:
        number = _by_header(number, slot, above)
    currency = quantities[0].currency
    if slot.fill[0] == "money" and currency is None:
        inside = scope.labels("Currency").inside(header.text) if scope.labels("Currency").terms else []
        currency = inside[0].notation if inside else currency_near(scope, block)
    yield number, currency


def _by_header(number: Number, slot: SlotRule, above: str) -> Number:
    """A number whose unit or scale stands in the header: `Capacity (GW)`, `Cost (EUR million)`."""
    words = re.findall(r"[^\W\d_]+", above)
    for unit, factor in slot.units.items():
        if unit in words:
            number = scaled(number, factor)
            break
    known = _SCALES if slot.fill[0] == "money" else {w: n for w, n in _SCALES.items() if len(w) > 2}
    scale = next((known[w] for w in words if w in known and w not in slot.units), None)
    return scaled(number, Decimal(scale)) if scale else number


def _named(scope: Scope, slot: SlotRule, text: str) -> Value | None:
    """What a cell names: a concept by its label, a thing that is known, else a new thing of the slot's first class."""
    for cls in slot.fill:
        if scope.ontology.is_a(cls, "Concept"):
            term = next(iter(scope.labels(cls).inside(text)), None)
            if term is not None and term.notation:
                return scope.term(term.cls, term.notation)
            continue
        span = _mention(scope, cls, text)
        if span is not None:
            return named(scope, span)
    things = [c for c in slot.fill if not scope.ontology.is_a(c, "Concept")]
    return _new(scope, things[0], text) if things and text[:1].isupper() else None


def _mention(scope: Scope, cls: str, text: str) -> Span | None:
    """The mention of a class that is most of a text."""
    spans = mentions_in(scope.match(text), *classes_below(scope, cls))
    span = max(spans, key=len, default=None)
    return span if span is not None and len(text_of(span)) >= 0.6 * len(text) else None


def _new(scope: Scope, cls: str, text: str) -> Name:
    if scope.ontology.is_a(cls, "Organization"):
        term = scope.entity_named(text)
        return scope.name(text, cls, term.iri if term else None)
    if scope.ontology.is_a(cls, "Place"):
        return replace(scope.place_named(text)) if cls == "Place" else scope.name(text, cls)
    heads = [h for rule in scope.ontology.entities if rule.cls == cls and not rule.keep for h in rule.heads]
    for head in heads:
        text = re.sub(rf"\s+{re.escape(head)}$", "", text, flags=re.IGNORECASE)
    return own_name(scope, text, cls)
