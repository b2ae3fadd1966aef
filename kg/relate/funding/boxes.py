"""One fact from amounts that stand in lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.document import AnnotatedBlock
from kg.model import Claim, Name, Passage, Period, Text
from kg.relate.currencies import usual_currency
from kg.relate.facts import make
from kg.relate.funding.amounts import Amount, amount_slots, is_bare_amount, labelled_amount
from kg.relate.funding.months import coming_months
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.sheets import sheet_of
from kg.relate.tables.cells import indicator_names

_TITLE = 10  # words of the name of a plan
_BOX, _SECTOR = 7, 6  # lines of a box above its budget, and words of the name of a sector, at most
_BEFORE = 12  # words of a line between a title and the amount for it, at most
_NUMBERED = re.compile(r"\b(?:no|n°|nr|number|code)\b\.?\s*:", re.IGNORECASE)
_DASH = re.compile(r"\s+[–-]\s+|\s*\|\s*")


def box_claims(scope: Scope, box: Sequence[Amount]) -> Iterator[Claim]:
    """One fact from amounts that stand in lines of their own."""
    values = {a.slot: a for a in box}
    money = [a for a in values.values() if not a.quantity.percent]
    lacking = "unfunded" in values and values["unfunded"].quantity.currency is not None
    account = "spent" in values and scope.pattern("funding", "spent_line").match(values["spent"].text)
    told = "required" in values or lacking or account
    if not money or (not told and len(money) < 2):
        return
    blocks = list(dict.fromkeys(a.block.block for a in box))
    begin, end = min(b.begin for b in blocks), max(b.end for b in blocks)
    squeezed = len(" ".join(scope.document.source.text[begin:end].split()))
    passages: list[Passage]
    if squeezed <= 550:
        passages = [scope.document.source.passage(begin, end)]
    else:
        passages = [scope.document.source.passage(b.begin, b.end) for b in blocks]
    if (share := _share(scope, values, begin, end)) is not None:
        box = [*box, share]
        values["percentFunded"] = share
    date, context = funding_date(scope, box[0].block)
    sheet = sheet_of(scope, box[0].block)
    title = sheet.title if sheet else None
    if sheet is not None:
        date, context = sheet.period or date, [*sheet.context, *context]
    title = title or _programme_in(scope, list(dict.fromkeys(a.text for a in box)))
    title = title or _programme_above(scope, box[0].block) or _part_above(scope, box[0].block)
    title = title or (_sector_above(scope, box[0].block) if len(box) == 1 and box[0].slot == "required" else None)
    date = date or next((m for a in box if (m := coming_months(scope, a.text)) is not None), None)
    if date is None and title is not None:
        date = next((d.period for d in scope.dates(title.text) if d.precision == "year"), None)
    slots = amount_slots(scope, values.values())
    labelled = any(scope.pattern("funding", "money_label").match(a.text) for a in box)
    if slots.get("currency") is None and labelled and (currency := usual_currency(scope)):
        slots["currency"] = Text(currency)
    yield make(
        "Funding",
        "box/funding",
        0.9,
        passages,
        {
            **slots,
            "subject": title or scope.publisher,
            "place": list(sheet.places) if sheet and sheet.places else scope.country,
            "date": date or (scope.year if labelled else None),
        },
        context,
    )


def _share(scope: Scope, values: Mapping[str, Amount], begin: int, end: int) -> Amount | None:
    """The share without a label that stands in a box and is what came in of what is needed, as its amounts tell."""
    if "percentFunded" in values or not {"required", "received"} <= values.keys():
        return None
    required, received = (values[slot].quantity.value for slot in ("required", "received"))
    for block in scope.document.blocks if required else ():
        if begin <= block.block.begin and block.block.end <= end and is_bare_amount(scope, block):
            amount = labelled_amount(scope, block, "received")
            if amount.quantity.percent and abs(100 * received / required - amount.quantity.value) < 1:
                return amount
    return None


def _programme_in(scope: Scope, lines: Sequence[str]) -> Name | None:
    """A plan, appeal or situation that the lines of the box name themselves."""
    for key in ("titled", "purpose"):
        for line in lines:
            if named := scope.pattern("funding", key).search(line):
                return Name(named.group("name"), "Programme")
    return None


def _programme_above(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """A plan or appeal whose name heads the box."""
    heading = block.block.section[-1] if block.block.section else ""
    for words in [heading, *(b.joined.text for b in scope.before(block, 2))]:
        if re.search(r"\d{3},", words) or (":" in words and any(d.precision == "day" for d in scope.dates(words))):
            continue  # `Appeal launched: 10 May 2021`
        if _NUMBERED.search(words):
            continue  # `Appeal No: MDR0001`
        # `Flash Appeal 2020 – Funding status`
        for part in [words, *_DASH.split(words)[:1]]:
            announces = scope.pattern("funding", "announces").search(part)
            short = len(part.split()) <= _TITLE and scope.entity_named(part) is None
            if short and scope.pattern("funding", "programme_title").search(part) and not announces:
                return Name(part.strip(" :"), "Programme")
    return None


def _part_above(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The part of an appeal that a heading names, with what it needs and whom it targets below."""
    section = tuple(block.block.section)
    above = [b.joined.text for b in scope.before(block, 2)] if section in scope.planned else []
    if not above or (section[-1] != above[0] and (section[-1:] != (*above[1:],) or len(above[0].split()) > _BEFORE)):
        return None
    words = section[-1].strip(" :")
    named = scope.entity_named(words) or scope.country_of(words) or words == scope.document.source.title
    money = scope.pattern("funding", "heads_money").match(words) or scope.pattern("funding", "announces").search(words)
    return None if named or money else Name(words, "Programme")


def _sector_above(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The sector that stands over the lines of a box, one of which is its budget."""
    budget = scope.pattern("funding", "sector_budget").match(block.joined.text)
    titles = [b.joined.text for b in scope.before(block, _BOX)] if budget else []
    for title in [*titles, *(block.block.section[-1:] if budget else ())]:
        words = title.strip(" :")
        if any(c.isdigit() for c in words) or plain(words) in indicator_names(scope):
            continue  # another line of the box
        sector = scope.labels("Sector").told(words)
        short = len(words.split()) <= _SECTOR and words[:1].isupper() and words[-1:] not in ".;"
        return Name(words, "Programme") if sector is not None and short else None
    return None


def funding_date(scope: Scope, block: AnnotatedBlock) -> tuple[Period | None, list[Passage]]:
    """The day that a line right above states (`Funding as of …`)."""
    for near in [block, *scope.before(block, 30)]:
        text = near.joined.text
        other = near is not block and any(q.currency for q in scope.numbers(text))  # the day of another amount
        if len(text.split()) <= 14 and not other and scope.pattern("funding", "dated").search(text):
            dates = [d for d in scope.dates(text) if d.precision != "phrase"]
            if dates:
                return dates[0].period, [scope.whole(near)] if near is not block else []
    return None, []
