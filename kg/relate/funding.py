"""What an operation, appeal or project needs, has and lacks: boxes of labels and amounts, project lists, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from kg.model import BlockKind, Claim, Name, Passage, Period, Text, Value
from kg.nlp import AnnotatedBlock
from kg.nlp.dates import find_dates
from kg.nlp.numbers import Quantity
from kg.relate.scope import Scope, make
from kg.relate.tables import currency_near

_PERCENT = {"received": "percentFunded", "spent": "percentSpent"}


@dataclass(frozen=True)
class Amount:
    """An amount with the slot that its label gives it, and where it stands in its block."""

    slot: str
    quantity: Quantity
    text: str
    block: AnnotatedBlock
    begin: int
    end: int


def funding_claims(scope: Scope) -> Iterator[Claim]:
    """Funding facts outside tables."""
    blocks = [
        b for b in scope.document.blocks if b.block.kind not in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}
    ]
    box: list[Amount] = []
    for i, block in enumerate(blocks):
        words = len(block.joined.text.split())
        amounts = list(_amounts(scope, block))
        stated = list(sentence_claims(scope, block)) if words > 25 or block.joined.text.rstrip().endswith(".") else []
        if words > 25 or stated:
            yield from _box(scope, box)
            box = []
            yield from stated
            continue
        if len({a.slot for a in amounts}) > 1:
            yield from _box(scope, box)
            box = []
            yield from _project(scope, block, amounts)
            continue
        if not amounts and box and _bare_amount(scope, block) and (label := _label_above(scope, blocks, i)):
            amounts = [_as(scope, block, label)]
            amounts = [a for a in amounts if not (a.quantity.percent and a.slot not in _PERCENT.values())]
        if not amounts and not _bare_amount(scope, block):
            yield from sentence_claims(scope, block)
        if (
            (amounts
            and box
            and {a.slot for a in amounts} & {b.slot for b in box})
            or (box
            and blocks.index(box[-1].block) < i - 14)
        ):
            yield from _box(scope, box)
            box = []
        box += amounts
    yield from _box(scope, box)


def states_amounts(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a block is a line of labelled amounts and nothing else."""
    return len(block.joined.text.split()) <= 25 and len({a.slot for a in _amounts(scope, block)}) > 1


def _slots(scope: Scope) -> list[tuple[str, re.Pattern[str]]]:
    labels = scope.patterns("funding").get("labels", {})
    return [(slot, re.compile(pattern, re.IGNORECASE)) for slot, pattern in labels.items()]


def _label_above(scope: Scope, blocks: Sequence[AnnotatedBlock], i: int) -> str | None:
    """The label that stands over an amount, perhaps with its percentage in between."""
    if label := _label_of(scope, blocks[i - 1]):
        return label
    return _label_of(scope, blocks[i - 2]) if i > 1 and _bare_amount(scope, blocks[i - 1]) else None


def _label_of(scope: Scope, block: AnnotatedBlock) -> str | None:
    """The slot that a short line names."""
    text = block.joined.text
    if len(text.split()) > 6:
        return None
    return next((slot for slot, pattern in _slots(scope) if pattern.search(text)), None)


def _bare_amount(scope: Scope, block: AnnotatedBlock) -> bool:
    text = block.joined.text.strip()
    quantities = list(scope.document.annotator.numbers(text))
    return len(quantities) == 1 and quantities[0].full_end - quantities[0].full_begin >= len(text) - 1


def _as(scope: Scope, block: AnnotatedBlock, slot: str) -> Amount:
    text = block.joined.text
    quantity = next(iter(scope.document.annotator.numbers(text)))
    return Amount(
        _PERCENT.get(slot, slot) if quantity.percent else slot,
        quantity,
        text,
        block,
        quantity.full_begin,
        quantity.full_end,
    )


def _amounts(scope: Scope, block: AnnotatedBlock) -> Iterator[Amount]:
    """Amounts beside a label: `USD 41 requested`, `Amount Received: USD 0`, `Unfunded 92 %`."""
    text = block.joined.text
    slots = _slots(scope)
    quantities = list(scope.document.annotator.numbers(text))
    labels = sorted(
        ((m.start(), m.end(), slot) for slot, p in slots for m in p.finditer(text)), key=lambda f: (f[0], -f[1])
    )
    labels = [
        f
        for i, f in enumerate(labels)
        if not any(o[0] <= f[0] and f[1] <= o[1] and o != f for o in labels[:i] + labels[i + 1 :])
    ]
    free = list(quantities)
    for begin, end, slot in labels:
        behind = next(
            (
                q
                for q in free
                if end <= q.full_begin
                and re.fullmatch(
                    r"[\s:=|(–-]*(?:of|to|at|is|was|were|amounts? to|some|about|in|for)?[\s:]*",
                    text[end : q.full_begin],
                )
            ),
            None,
        )
        before = next(
            (
                q
                for q in reversed(free)
                if q.full_end <= begin
                and re.fullmatch(
                    r"[\s:(]*(?:is|are|was|were|has been|have been|already|currently)?\s*", text[q.full_end : begin]
                )
            ),
            None,
        )
        chosen = behind or before
        if chosen is None or not (
            chosen.percent or chosen.currency or chosen.value >= 1000 or chosen.value == 0 or len(labels) > 1
        ):
            continue
        free.remove(chosen)
        if chosen.percent and slot not in _PERCENT and slot not in _PERCENT.values():
            continue
        yield Amount(
            _PERCENT.get(slot, slot) if chosen.percent else slot,
            chosen,
            text,
            block,
            chosen.full_begin,
            chosen.full_end,
        )
        share = next(
            (
                q
                for q in free
                if q.percent
                and slot in _PERCENT
                and re.fullmatch(r"\s*\(\s*(?:or\s+)?", text[chosen.full_end : q.full_begin])
            ),
            None,
        )
        if share is not None and not chosen.percent:
            free.remove(share)
            yield Amount(_PERCENT[slot], share, text, block, share.full_begin, share.full_end)


def _box(scope: Scope, box: Sequence[Amount]) -> Iterator[Claim]:
    """One fact from amounts that stand in lines of their own."""
    values = {a.slot: a for a in box}
    money = [a for a in values.values() if not a.quantity.percent]
    if ("required" not in values and len(money) < 2) or not money:
        return
    blocks = list(dict.fromkeys(a.block.block for a in box))
    begin, end = min(b.begin for b in blocks), max(b.end for b in blocks)
    squeezed = len(" ".join(scope.document.source.text[begin:end].split()))
    passages: list[Passage]
    if squeezed <= 550:
        passages = [scope.document.source.passage(begin, end)]
    else:
        passages = [scope.document.source.passage(b.begin, b.end) for b in blocks]
    date, context = _date(scope, box[0].block)
    title = _programme_above(scope, box[0].block)
    yield make(
        "Funding",
        "box/funding",
        0.9,
        passages,
        {**_values(scope, values.values()), "subject": title or scope.publisher, "place": scope.country, "date": date},
        context,
    )


def _programme_above(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """A plan or appeal whose name heads the box."""
    for words in [
        block.block.section[-1] if block.block.section else "",
        *(b.joined.text for b in scope.before(block, 2)),
    ]:
        if (
            re.search(r"\b(?:plan|appeal|programme|program|project|response plan)\b", words, re.IGNORECASE)
            and len(words.split()) <= 10
            and not re.search(r"\d{3},", words)
        ):
            if not re.search(r"\b(?:funding|requirements?|budget|financial)\b", words, re.IGNORECASE):
                return Name(words.strip(" :"), "Programme")
    return None


def _values(scope: Scope, amounts: Sequence[Amount] | object) -> dict[str, Value]:
    found: dict[str, Value] = {}
    currency = None
    for amount in amounts:  # type: ignore[attr-defined]
        if amount.slot.startswith("percent") != amount.quantity.percent:
            continue
        found[amount.slot] = scope.number(amount.quantity, amount.text)
        currency = currency or amount.quantity.currency or currency_near(scope, amount.block)
    if currency and any(not s.startswith("percent") for s in found):
        found["currency"] = Text(currency)
    return found


def _date(scope: Scope, block: AnnotatedBlock) -> tuple[Period | None, list[Passage]]:
    """The day that a line right above states (`Funding as of …`)."""
    for near in [block, *scope.before(block, 30)]:
        text = near.joined.text
        if len(text.split()) <= 14 and re.search(r"\bfund|\bbudget|\brequire|\brequest", text, re.IGNORECASE):
            dates = [d for d in find_dates(text, scope.document.report.clock) if d.precision != "phrase"]
            if dates:
                return dates[0].period, [scope.whole(near)] if near is not block else []
    return None, []


def _project(scope: Scope, block: AnnotatedBlock, amounts: Sequence[Amount]) -> Iterator[Claim]:
    """One fact from a line that holds several labelled amounts; its subject is the title above."""
    values = {a.slot: a for a in amounts}
    if not any(not a.quantity.percent for a in values.values()):
        return
    title, passage = _title(scope, block)
    subject: Name | None = Name(title, "Programme") if title else scope.publisher
    places = _places(scope, title or "") or ([scope.country] if scope.country else [])
    slots: dict[str, object] = {**_values(scope, list(values.values())), "subject": subject, "place": places}
    slots.setdefault("currency", None)
    if slots["currency"] is None and (currency := _usual(scope)):
        slots["currency"] = Text(currency)
    date, _ = _date(scope, block)
    yield make(
        "Funding",
        "line/funding",
        0.92,
        [scope.whole(block)],
        {**slots, "date": date or scope.year},
        [passage] if passage else (),
    )  # type: ignore[dict-item]


def _usual(scope: Scope) -> str | None:
    from kg.relate.donors import _usual_currency

    return _usual_currency(scope)


def _title(scope: Scope, block: AnnotatedBlock) -> tuple[str | None, Passage | None]:
    if block.block.lead:
        words = block.block.lead[-1]
        owner = next((b for b in scope.before(block, 6) if " ".join(b.joined.text.split()) == words), None)
        return words.rstrip(". :"), scope.whole(owner) if owner else None
    for near in scope.before(block, 1):
        text = " ".join(near.joined.text.split())
        if len(text.split()) <= 25 and not list(_amounts(scope, near)):
            return text.rstrip(". :"), scope.whole(near)
    return None, None


def _places(scope: Scope, text: str) -> list[Value]:
    doc = scope.document.annotator.match(text, scope.document.report)
    return [scope.country_named(s.kb_id_) for s in doc.spans["mentions"] if s.label_ == "Country"]


def _several(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """`The X programme needed USD 11 million and received USD 6 million (55%)`: several labelled amounts in one sentence."""
    begin, end = sentence.start_char, sentence.end_char
    amounts = [a for a in _amounts(scope, block) if begin <= a.begin and a.end <= end]
    money = [a for a in amounts if a.quantity.currency]
    if len({a.slot for a in money}) < 2:
        return None
    named = re.match(
        r"\W*(?:For\s+\d{4},\s+)?[Tt]he\s+(?P<name>(?:[\w’'-]+\s+){1,6}?(?:programme|program|appeal|plan|project|response))\b",
        sentence.text,
    )
    subject = Name(named.group("name"), "Programme") if named else scope.publisher
    date = next((d.period for d in find_dates(sentence.text, scope.document.report.clock)), None)
    slots: dict[str, object] = {**_values(scope, amounts), "subject": subject, "place": scope.country, "date": date}
    return make("Funding", "sentence/funding-several", 0.85, [scope.sentence(block, sentence)], slots)  # type: ignore[arg-type]


def sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Funding stated in sentences: `contributions for the operation amount to US$ 3 million, including 1.7 for the X situation`."""
    if not block.prose:
        return
    patterns = [
        (slot, re.compile(p, re.IGNORECASE)) for slot, p in scope.patterns("funding").get("sentences", {}).items()
    ]
    for sentence in block.doc.sents:
        text = sentence.text
        money = [q for q in scope.document.annotator.numbers(text) if q.currency]
        if (several := _several(scope, block, sentence)) is not None:
            yield several
            continue
        slot = next((s for s, p in patterns if p.search(text)), None)
        if not money or slot is None:
            continue
        evidence = [scope.sentence(block, sentence)]
        first = money[0]
        percent = next((q for q in scope.document.annotator.numbers(text) if q.percent), None)
        programme = re.search(
            r"(?:^\W*[Tt]he\s+|\b(?:for|of|to)\s+(?:the\s+)?)((?:[A-Z][\w’'-]+\s+){1,6}(?:[Aa]ppeal|situation|plan|programme|project|response)|[A-Z]\w+\s+(?:Humanitarian Response Plan|Flash Appeal|Appeal|Response Plan))",
            text[: first.full_begin]
            + " " * (first.full_end - first.full_begin)
            + text[first.full_end : first.full_end + 80].split(",")[0],
        )
        subject = Name(programme.group(1), "Programme") if programme else scope.publisher
        date = next((d.period for d in find_dates(text, scope.document.report.clock)), None)
        slots: dict[str, object] = {
            slot: scope.number(first, text),
            "currency": Text(first.currency or ""),
            "subject": subject,
            "place": scope.country,
            "date": date,
        }
        if percent and slot in {"received", "required"}:
            slots["percentFunded"] = scope.number(percent, text)
        yield make("Funding", "sentence/funding", 0.8, evidence, slots)  # type: ignore[arg-type]
        for quantity in money[1:]:
            part = re.match(r"\s*(?:was\s+)?(?:for|to)\s+(?:the\s+)?(?P<name>[^.,;]+)", text[quantity.full_end :])
            if part and re.search(r"\bincluding\b", text[first.full_end : quantity.full_begin]):
                yield make(
                    "Funding",
                    "sentence/funding-part",
                    0.8,
                    evidence,
                    {
                        slot: scope.number(quantity, text),
                        "currency": Text(quantity.currency or ""),
                        "subject": Name(part.group("name").strip(), "Programme"),
                        "place": scope.country,
                    },
                )
