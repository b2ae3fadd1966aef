"""Contributions from lists of donors: `X (95 M) | Y (76 M)`, label and value lines, charts of givers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import BlockKind, Claim, Name, Passage, Period, Term, Text
from kg.nlp import AnnotatedBlock
from kg.nlp.dates import find_dates
from kg.nlp.numbers import Quantity
from kg.relate.parties import donor_name
from kg.relate.scope import Scope, make, plain
from kg.relate.tables import currency_near


@dataclass(frozen=True)
class ListTitle:
    """What the title of a list of donors says of all its contributions."""

    text: str
    earmarking: Term | None
    year: Period | None
    currency: str | None
    passage: Passage | None = None


def donor_claims(scope: Scope) -> Iterator[Claim]:
    """Contributions from every list of donors in the report."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    title: ListTitle | None = None
    waiting: list[ListTitle] = []  # titles whose list has not come yet: a chart's numbers may be printed later
    i = 0
    while i < len(blocks):
        block = blocks[i]
        text = block.joined.text
        if block.block.kind is BlockKind.FIGURE and block.block.table and (waiting or title):
            claims = list(_chart(scope, block, waiting[0] if waiting else title))
            if claims:
                waiting = waiting[1:]
                yield from claims
        elif text.count("|") >= 2 and block.block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING}:
            head, items = _split_title(scope, block)
            if head:
                title = _title(scope, block, head) or title
            if title is not None or len(items) > 3:
                if title in waiting:
                    waiting.remove(title)
                yield from _pipe_list(scope, block, items, title)
        elif len(text.split()) <= 16 and (found := _title(scope, block, text)):
            title = found
            waiting.append(found)
            lines, used = _label_lines(scope, blocks, i + 1, found)
            if lines:
                waiting.remove(found)
                yield from lines
                i += used
        elif block.block.kind is BlockKind.HEADING and block.block.level <= 2:
            title, waiting = None, []
        i += 1


def _title(scope: Scope, block: AnnotatedBlock, text: str) -> ListTitle | None:
    """A short line that announces contributions."""
    if not re.search(str(scope.patterns("donors").get("title", "(?!)")), text, re.IGNORECASE) or re.search(
        r"[.;]\s", text
    ):
        return None
    earmarking = scope.labels("Earmarking").inside(text)
    rank = {"unearmarked": 0, "softly-earmarked": 1, "earmarked": 2}
    chosen = min(earmarking, key=lambda t: rank.get(t.notation or "", 9), default=None)
    years = [d.period for d in find_dates(text) if d.precision == "year"]
    currency = next((t.notation for t in scope.labels("Currency").inside(text)), None)
    return ListTitle(
        text, Term(chosen.iri) if chosen else None, years[-1] if years else None, currency, scope.whole(block)
    )


def _split_title(scope: Scope, block: AnnotatedBlock) -> tuple[str, list[tuple[int, int]]]:
    """The title that runs into a list, and the stretches of its items."""
    text = block.joined.text
    items: list[tuple[int, int]] = []
    at = 0
    for part in text.split("|"):
        begin = at + len(part) - len(part.lstrip())
        if part.strip():
            items.append((begin, at + len(part.rstrip())))
        at += len(part) + 1
    head = ""
    while items:
        begin, end = items[0]
        first = text[begin:end]
        start = _donor_start(scope, first)
        if start is None:
            head = f"{head} {first}".strip()
            items = items[1:]
            continue
        if start:
            head = f"{head} {first[:start]}".strip()
            items[0] = (begin + start, end)
        break
    return head, items


def _donor_start(scope: Scope, item: str) -> int | None:
    """Where the donor begins in an item that a title may precede; None if it holds no donor."""
    name = re.sub(r"[\s(]*[\d(][^A-Za-z]*(?:[MKB]|million|billion|thousand)?\)?\s*$", "", item)
    starts = [0, *(m.end() for m in re.finditer(r"\s+", name))]
    known = [
        s
        for s in starts
        if name[s : s + 1].isupper()
        and (d := donor_name(scope, name[s:])) is not None
        and (d.ref or d.cls == "PrivateDonors")
    ]
    private = str(scope.patterns("donors").get("private", "(?!)"))
    if match := re.search(rf"(?:{private}).*$", name, re.IGNORECASE):
        return match.start()
    if known:
        return known[0]
    return 0 if len(name.split()) <= 5 and not _is_title(scope, name) else None


def _is_title(scope: Scope, text: str) -> bool:
    return bool(re.search(str(scope.patterns("donors").get("title", "(?!)")), text, re.IGNORECASE)) or bool(
        scope.labels("Currency").exact(text)
    )


def _pipe_list(
    scope: Scope, block: AnnotatedBlock, items: Sequence[tuple[int, int]], title: ListTitle | None
) -> Iterator[Claim]:
    text = block.joined.text
    for begin, end in [piece for item in items for piece in _split_item(text, *item)]:
        item = text[begin:end]
        quantities = list(scope.document.annotator.numbers(item))
        amount = quantities[-1] if quantities and quantities[-1].full_end >= len(item.rstrip(" ).")) - 1 else None
        donor = donor_name(scope, item[: amount.full_begin].rstrip(" (:–-") if amount else item)
        if donor is None:
            continue
        evidence = [scope.passage(block, begin, end)]
        yield _contribution(scope, block, donor, amount, item, title, evidence, "list/donors", 0.93)


def _split_item(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Two items whose separator was lost at a line end: `Denmark (24 M) Algeria`."""
    cut = re.search(r"(?:\)|\d\s?(?:M|million|billion))\s+(?=[A-Z][a-z])", text[begin:end])
    return [(begin, begin + cut.end() - 1), (begin + cut.end(), end)] if cut else [(begin, end)]


def _contribution(
    scope: Scope,
    block: AnnotatedBlock,
    donor: Name,
    amount: Quantity | None,
    text: str,
    title: ListTitle | None,
    evidence: Sequence[Passage],
    rule: str,
    confidence: float,
    date: Period | None = None,
) -> Claim:
    earmarked = title.earmarking if title else None
    country = (
        scope.country
        if earmarked == scope.term("Earmarking", "earmarked") or (title and _names_country(scope, title.text))
        else None
    )
    currency = None
    if amount:
        currency = (
            amount.currency
            or (title.currency if title else None)
            or currency_near(scope, block)
            or _usual_currency(scope)
        )
    return make(
        "Contribution",
        rule,
        confidence,
        evidence,
        {
            "donor": donor,
            "recipient": scope.publisher,
            "amount": scope.number(amount, text) if amount else None,
            "currency": Text(currency) if currency else None,
            "earmarking": earmarked,
            "place": country,
            "date": date or (title.year if title else None),
        },
        [title.passage] if title and title.passage and title.passage.begin != evidence[0].begin else (),
    )


def _names_country(scope: Scope, text: str) -> bool:
    country = scope.country
    return bool(country and re.search(rf"\bfor\s+(?:the\s+)?{re.escape(country.text)}\b", text, re.IGNORECASE))


def _usual_currency(scope: Scope) -> str | None:
    """The currency that the report prints most."""
    counts: dict[str, int] = {}
    for quantity in scope.document.annotator.numbers(scope.document.source.text):
        if quantity.currency:
            counts[quantity.currency] = counts.get(quantity.currency, 0) + 1
    return max(sorted(counts), key=lambda c: counts[c], default=None)


def _label_lines(
    scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, title: ListTitle
) -> tuple[list[Claim], int]:
    """Contributions printed as lines: a date, a donor, perhaps `private donors`, an amount."""
    claims: list[Claim] = []
    date: Period | None = None
    donor: list[AnnotatedBlock] = []
    i = start
    while i < len(blocks):
        block = blocks[i]
        text = block.joined.text.strip()
        if block.block.kind in {BlockKind.TABLE, BlockKind.FIGURE} or len(text.split()) > 12:
            break
        dates = list(find_dates(text, scope.document.report.clock))
        quantities = list(scope.document.annotator.numbers(text))
        if dates and dates[0].end - dates[0].begin >= len(text) - 2:
            date, donor = dates[0].period, []
        elif (
            quantities
            and quantities[-1].full_end - quantities[-1].full_begin >= len(text) - 2
            and (quantities[-1].currency or title.currency)
        ):
            if donor and (name := donor_name(scope, " ".join(b.joined.text for b in donor))):
                first, last = donor[0].block.begin, block.block.end
                evidence = [scope.document.source.passage(first, last)]
                claims.append(
                    _contribution(
                        scope, block, name, quantities[-1], text, title, evidence, "list/label-value", 0.93, date
                    )
                )
            donor = []
        elif (
            len(quantities) == 1
            and (quantities[0].currency or title.currency)
            and (name := donor_name(scope, text[: quantities[0].full_begin]))
        ):
            claims.append(
                _contribution(
                    scope, block, name, quantities[0], text, title, [scope.whole(block)], "list/label-value", 0.93, date
                )
            )
            donor = []
        elif not quantities and re.match(r"[A-Za-z]", text) and len(donor) < 3:
            if _is_title(scope, text) and donor == [] and not donor_name(scope, text):
                break
            donor.append(block)
        else:
            break
        i += 1
    return claims, i - start - len(donor) if claims else 0


def _chart(scope: Scope, block: AnnotatedBlock, title: ListTitle | None) -> Iterator[Claim]:
    table = block.block.table
    if table is None or any(len(row) != 2 for row in table.rows):
        return
    donors = [donor_name(scope, row[0].text) for row in table.rows]
    known = sum(d is not None and (d.ref is not None or d.cls == "PrivateDonors") for d in donors)
    if known < 0.5 * len(donors) or scope.labels("PopulationGroup").inside(plain(table.rows[0][0].text)):
        return
    for donor, row in zip(donors, table.rows, strict=True):
        quantities = list(scope.document.annotator.numbers(row[1].text))
        if donor is None or len(quantities) != 1:
            continue
        evidence = _cells_evidence(scope, block, row[0].begin, row[0].end, row[1].begin, row[1].end)
        yield _contribution(scope, block, donor, quantities[0], row[1].text, title, evidence, "chart/donors", 0.9)


def _cells_evidence(scope: Scope, block: AnnotatedBlock, b1: int, e1: int, b2: int, e2: int) -> list[Passage]:
    """A label and its number as evidence: the stretch that holds both if it is short, else each by itself."""
    begin, end = min(b1, b2), max(e1, e2)
    if end - begin <= 300:
        return [scope.document.source.passage(begin, end)]
    return [scope.document.source.passage(*p) for p in sorted([(b1, e1), (b2, e2)])]
