"""Tables of two columns that tell of one thing: a label and what it is, line by line (`Total budget | USD 3,000`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import Quantity
from kg.model import Cell, Claim, Name, Period, Table, Text
from kg.relate.currencies import usual_currency
from kg.relate.evidence import cells_evidence, row_evidence
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of, where
from kg.relate.figures.runs import is_label, tells_situation
from kg.relate.funding.amounts import PERCENT_SLOTS
from kg.relate.labels import NUMBER_OF, plain
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in

Pair = tuple[Cell, Cell]


def pairs_of(scope: Scope, table: Table) -> list[Pair]:
    """The labels and values of a table of pairs; none where the table is of another kind."""
    rows = [row for row in (table.header, *table.rows) if row]
    if not rows or any(len(row) != 2 for row in rows):
        return []
    pairs = [(row[0], row[1]) for row in rows if row[0].text.strip() and row[1].text.strip()]
    known = [label for label, _ in pairs if _kind(scope, label.text)]
    # `# of people in need | 2.2 million`: labels of figures, most of them of people.
    counted = [label for label, _ in pairs if _counts(scope, label.text)]
    return pairs if known or (len(pairs) > 1 and 2 * len(counted) >= len(pairs)) else []


def _counts(scope: Scope, label: str) -> bool:
    """Whether a label says that it counts people, by their group or what they are in."""
    bare = NUMBER_OF.sub("", label.strip())
    return bare != label.strip() and (is_label(scope, bare) or tells_situation(scope, bare))


def _kind(scope: Scope, label: str) -> str | None:
    """What a label announces: `title`, `partners`, an amount's slot."""
    words = plain(label)
    for kind in ("title", "partners"):
        if scope.pattern("pairs", kind).fullmatch(words):
            return kind
    slots: dict[str, str] = scope.patterns("funding").get("labels", {})
    found = ((m.start(), slot) for slot, p in slots.items() if (m := re.search(p, words, re.IGNORECASE)))
    return min(found, default=(0, None))[1]


def pair_claims(scope: Scope, pairs: Sequence[Pair]) -> Iterator[Claim]:
    """The partners, the money and the people that a table of pairs tells of."""
    titles = [value.text for label, value in pairs if _kind(scope, label.text) == "title"]
    title = Name(" ".join(titles[0].split()), "Programme") if titles else None
    for label, value in pairs:
        if _kind(scope, label.text) == "partners" and scope.publisher:
            yield from _partners(scope, label, value, title)
        elif _kind(scope, label.text) is None and (claim := _people(scope, label, value)):
            yield claim
    yield from _money(scope, pairs, title)


def _partners(scope: Scope, label: Cell, value: Cell, title: Name | None) -> Iterator[Claim]:
    evidence = cells_evidence(scope, label.begin, label.end, value.begin, value.end)
    for partner in _organizations(scope, value.text) if scope.publisher else ():
        slots: Slots = {"organization": scope.publisher, "partner": partner, "programme": title}
        yield make("Partnership", "table/pairs", 0.9, evidence, slots)


def _organizations(scope: Scope, text: str) -> Iterator[Name]:
    """The organisations of a list, known or not."""
    for item in re.split(r"\s*[,;\n]\s*", text.strip()):
        words = re.sub(r"^(?:and|the)\s+(?:the\s+)?", "", item)
        whole = _mention(scope, words)
        # `and` may be a part of a name.
        parts = [words] if whole is not None else re.split(r"\s+and\s+(?:the\s+)?(?=[A-ZÀ-Þ])", words)
        for part in parts:
            if part[:1].isupper():
                yield _mention(scope, part) or scope.name(part, "Organization")


def _mention(scope: Scope, words: str) -> Name | None:
    """The organisation that words name from first to last."""
    found = mentions_in(scope.match(words), *scope.organizations)
    return next((scope.name_of(m) for m in found if m.start_char == 0 and m.end_char == len(words)), None)


def _people(scope: Scope, label: Cell, value: Cell) -> Claim | None:
    """A label of a group of people beside their number."""
    numbers = list(scope.numbers(value.text))
    group = population_of(scope, label.text)
    plainly = group is None and tells_situation(scope, NUMBER_OF.sub("", label.text.strip()))
    if (
        (group is None and not plainly)
        or len(numbers) != 1
        or numbers[0].percent
        or numbers[0].currency
        or not _only(value, numbers[0])
    ):
        return None
    if group in scope.patterns("populations").get("never_figures", []):
        return None
    named = mentions_in(scope.document.reader.parse(label.text), *PLACES)
    places = [scope.name_of(m) for m in named if m.label_ != "Country"]
    slots: Slots = {
        **where(scope, label.text),
        "population": scope.term("PopulationGroup", _union(scope, label.text) or group) if group else None,
        "value": scope.number(numbers[0], value.text),
        "date": next((d.period for d in scope.dates(label.text)), None),
    }
    if places:
        slots["place"] = list(places)
    evidence = cells_evidence(scope, label.begin, label.end, value.begin, value.end)
    return make("PopulationFigure", "table/pairs", 0.9, evidence, slots)


def _union(scope: Scope, label: str) -> str | None:
    """The group that counts two others together, where the label names both."""
    named = {term.notation for term in scope.labels("PopulationGroup").inside(label)}
    unions: dict[str, list[str]] = scope.patterns("populations").get("counted_together", {})
    return next((union for union, members in unions.items() if set(members) <= named), None)


def _only(cell: Cell, quantity: Quantity) -> bool:
    """Whether a cell holds a number and hardly anything else."""
    return len(cell.text.strip()) - (quantity.full_end - quantity.full_begin) <= 2


def _money(scope: Scope, pairs: Sequence[Pair], title: Name | None) -> Iterator[Claim]:
    """The amounts of a table, which are one thing's."""
    slots: Slots = {}
    cells: list[Pair] = []
    currency: str | None = None
    dates: list[Period] = []
    for label, value in pairs:
        slot = _kind(scope, label.text)
        money = next((q for q in scope.numbers(value.text) if not q.percent), None)
        if slot is None or slot in {"title", "partners", *slots} or money is None:
            continue
        slots[slot] = scope.number(money, value.text)
        currency = currency or money.currency
        cells.append((label, value))
        dates += [d.period for d in scope.dates(label.text) if d.precision in {"day", "month"}]
        share = next((q for q in scope.numbers(value.text) if q.percent), None)
        if share is not None and slot in PERCENT_SLOTS:
            slots[PERCENT_SLOTS[slot]] = scope.number(share, value.text)
    if not cells or (currency is None and len(cells) < 2):
        return
    currency = currency or usual_currency(scope)
    slots["currency"] = Text(currency) if currency else None
    slots["subject"] = title or scope.publisher
    slots["place"] = scope.country
    slots["date"] = dates[-1] if dates else None
    evidence = row_evidence(scope, [cell for pair in cells for cell in pair])
    yield make("Funding", "table/pairs", 0.9, evidence, slots)
