"""Funding stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, Quantity, text_of
from kg.model import Claim, Name, Period, Text
from kg.relate.facts import Slots, make
from kg.relate.funding.amounts import amount_slots, amounts_of
from kg.relate.funding.months import coming_months
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, quantities_in, sentences_of

_SIGNS = ("%", "cent", " of ")  # one of which a sentence holds that tells a share of what is needed, or an amount of it
_HAD = frozenset({"received", "spent", "unfunded", "percentFunded"})  # what is told of money beside what is needed


def sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Funding stated in sentences.

    `Contributions for the operation amount to US$ 3 million, including 1.7 for the X situation`.
    """
    if not block.prose:
        return
    held: tuple[Span, Claim] | None = None  # what is needed, on which the next sentence may go on
    for sentence, claim in _stated(scope, block):
        whole = _gone_on(scope, block, *held, sentence, claim) if held is not None else None
        if held is not None and whole is None:
            yield held[1]
        held = None
        if whole is None and "required" in claim.slots and not _HAD & claim.slots.keys():
            held = sentence, claim
        else:
            yield whole or claim
    if held is not None:
        yield held[1]


def _gone_on(scope: Scope, block: AnnotatedBlock, first: Span, needed: Claim, second: Span, had: Claim) -> Claim | None:
    """What is needed with what came in of it, which the next sentence tells: `It is 30 per cent funded`."""
    if second.start != first.end or "required" in had.slots or not _HAD & had.slots.keys():
        return None
    about = had.slots.get("subject", ())
    same = about == needed.slots.get("subject") or about == (scope.publisher,)
    currencies = {c for claim in (needed, had) for c in claim.slots.get("currency", ())}
    if not same or len(currencies) > 1 or scope.pattern("funding", "goes_on").match(text_of(second)) is None:
        return None
    slots: Slots = {slot: list(values) for slot, values in {**had.slots, **needed.slots}.items()}
    stated = had.slots.get("date") or needed.slots.get("date", ())
    slots["date"] = list(stated) if "date" in had.slots else _as_of(scope, text_of(second)) or list(stated)
    both = second.doc[first.start : second.end]
    return make("Funding", "sentence/funding-goes-on", 0.75, [scope.sentence(block, both)], slots)


def _stated(scope: Scope, block: AnnotatedBlock) -> Iterator[tuple[Span, Claim]]:
    """What each sentence about money tells."""
    patterns = scope.named_patterns("funding", "sentences")
    read_up_to = 0
    for sentence in sentences_of(block.doc):
        if sentence.start < read_up_to or not any(q.currency or q.percent for _, q in quantities_in(sentence)):
            continue
        if (over_two := _over_two(scope, block, sentence)) is not None:
            yield sentence, over_two[0]
            read_up_to = over_two[1]
            continue
        readings = (reading(scope, block, sentence) for reading in (_several, _level, _funded))
        if (claim := next((c for c in readings if c is not None), None)) is not None:
            yield sentence, claim
            continue
        text = text_of(sentence)
        money = [q for q in scope.numbers(text) if q.currency]
        slot = next((s for s, p in patterns if p.search(text)), None) if money else None
        if slot is not None:
            yield sentence, _one(scope, block, sentence, slot, _labelled(scope, block, sentence, slot, money))
            yield from ((sentence, part) for part in _parts(scope, block, sentence, slot, money))


def _labelled(scope: Scope, block: AnnotatedBlock, sentence: Span, slot: str, money: Sequence[Quantity]) -> Quantity:
    """The one of several amounts of a sentence that stands beside the label of a slot, else the first."""
    if len(money) < 2:
        return money[0]
    begins = [
        a.begin - sentence.start_char
        for a in amounts_of(scope, block)
        if a.slot == slot and a.quantity.currency and sentence.start_char <= a.begin < sentence.end_char
    ]
    return next((q for q in money if q.full_begin in begins), money[0])


def _over_two(scope: Scope, block: AnnotatedBlock, sentence: Span) -> tuple[Claim, int] | None:
    """What a sentence needs and the next one, which goes on about it, has: `It needs USD 9 million. As of May, …`."""
    following = next((s for s in sentences_of(block.doc) if s.start >= sentence.end), None)
    if following is None or not scope.pattern("funding", "goes_on").match(following.text):
        return None
    slots = [
        {
            a.slot
            for a in amounts_of(scope, block)
            if s.start_char <= a.begin and a.end <= s.end_char and a.quantity.currency
        }
        for s in (sentence, following)
    ]
    if slots[0] != {"required"} or not slots[1] or "required" in slots[1]:
        return None
    claim = _several(scope, block, sentence.doc[sentence.start : following.end])
    return (claim, following.end) if claim is not None else None


def _level(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """How far a named plan or appeal is funded, without an amount: `The X appeal stands at 69 per cent`."""
    text = text_of(sentence)
    named, numbers = scope.pattern("funding", "opening").match(text), list(scope.numbers(text))
    shares = [q for q in numbers if q.percent]
    if named is None or len(shares) != 1 or any(q.currency for q in numbers):
        return None
    stands = scope.pattern("funding", "stands_at").search(text[: shares[0].full_begin])
    if not (stands or scope.pattern("funding", "funded_so_far").match(text, shares[0].full_end)):
        return None
    slots: Slots = {
        "subject": Name(named.group("name"), "Programme"),
        "percentFunded": scope.number(shares[0], text),
        "date": _as_of(scope, text),
    }
    return make("Funding", "sentence/funding-level", 0.75, [scope.sentence(block, sentence)], slots)


def _funded(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """What came in of what is needed, as a share or an amount: `the USD 30 million appeal is 45 per cent funded`."""
    text = text_of(sentence)
    if not any(sign in text for sign in _SIGNS):
        return None
    numbers = list(scope.numbers(text))
    money = [q for q in numbers if q.currency]
    shares = [q for q in numbers if q.percent and _is_level(scope, text, q)]
    if len(shares) > 1 or len(money) > 2 or not (shares or len(money) > 1):
        return None
    short = next((q for q in money if scope.pattern("funding", "gap_of").search(text[: q.full_begin])), None)
    money = [q for q in money if q is not short]
    needed = next((q for q in money if scope.pattern("funding", "aimed").search(text[: q.full_begin])), None)
    needed = needed or next((q for q in money if _is_needed(scope, text, q)), None)
    of = scope.pattern("funding", "of_needed")
    if len(money) > 1:
        between = text[money[0].full_end : money[1].full_begin]
        if not of.fullmatch(between) or (needed is not money[1] and not re.search(r"requir|request|need", between)):
            return None
        needed = money[1]
    elif not shares:
        return None
    got = next((q for q in money if q is not needed), None)
    if money and needed is None and (got is None or len(shares) != 1):
        return None
    if not money and not scope.pattern("funding", "funded_matter").search(text):
        return None
    slots: Slots = {
        "subject": _subject(scope, sentence, len(text), scope.pattern("funding", "programme").search(text)),
        "place": scope.country,
        "date": _as_of(scope, text),
        "required": scope.number(needed, text) if needed else None,
        "received": scope.number(got, text) if got else None,
        "unfunded": scope.number(short, text) if short else None,
        "percentFunded": scope.number(shares[0], text) if shares else None,
        "currency": next((Text(q.currency or "") for q in (*money, short) if q), None),
    }
    return make("Funding", "sentence/funded", 0.75, [scope.sentence(block, sentence)], slots)


def _is_needed(scope: Scope, text: str, amount: Quantity) -> bool:
    """Whether the words beside an amount tell that it is needed."""
    if scope.pattern("funding", "needed_behind").match(text[amount.full_end :]):
        return True
    return scope.pattern("funding", "needed_before").search(text[: amount.full_begin]) is not None


def _is_level(scope: Scope, text: str, share: Quantity) -> bool:
    """Whether a share tells how far something is funded."""
    before, behind = text[: share.full_begin], text[share.full_end :]
    if scope.pattern("funding", "funded_before").search(before):
        return True
    came = scope.pattern("funding", "came_in").search(text)
    return came is not None and scope.pattern("funding", "funded_behind").match(behind) is not None


def _subject(scope: Scope, sentence: Span, end: int, otherwise: re.Match[str] | None = None) -> Name | None:
    """What needs or has the money: the plan or body that the sentence opens with, another plan before a character.

    Args:
        scope: of the report.
        sentence: about money.
        end: the character of the sentence up to which a plan is looked for.
        otherwise: a programme that it names in another way.
    """
    text = text_of(sentence)
    named = scope.pattern("funding", "opening").match(text) or scope.pattern("funding", "heads").match(text)
    if named and not scope.pattern("funding", "announces").search(named.group("name")):
        return Name(named.group("name"), "Programme")
    for mention in mentions_in(sentence, *scope.organizations)[:1]:
        at = mention.end_char - sentence.start_char
        fronted = scope.pattern("funding", "fronted").fullmatch(text[: mention.start_char - sentence.start_char])
        if (mention.start - sentence.start <= 1 or fronted) and scope.pattern("funding", "bodies_need").match(text, at):
            return scope.name_of(mention)
    if named := scope.pattern("funding", "named").search(text, 0, end):
        return Name(named.group("name"), "Programme")
    if otherwise is None and (sector := scope.pattern("funding", "sectoral").match(text)) is not None:
        return Name(sector.group("name"), "Programme")
    if otherwise is None and scope.pattern("funding", "others_need").match(text) is not None:
        return None
    return Name(otherwise.group(1), "Programme") if otherwise else scope.publisher


def _as_of(scope: Scope, text: str) -> Period | None:
    """The day or month up to which money came in, else the year that the money is for."""
    dates = [d for d in scope.dates(text) if not scope.pattern("funding", "lasting_for").search(text[: d.begin])]
    exact = [d for d in dates if d.precision in {"day", "month"}]
    return (exact[-1] if exact else dates[0]).period if dates else None


def _one(scope: Scope, block: AnnotatedBlock, sentence: Span, slot: str, amount: Quantity) -> Claim:
    """What a sentence says of one amount, which fills a slot."""
    text = text_of(sentence)
    lacking = scope.pattern("funding", "lacking")
    percent = next((q for q in scope.numbers(text) if q.percent and not lacking.match(text, q.full_end)), None)
    # The amount itself may stand inside the words that name the programme.
    blank = " " * (amount.full_end - amount.full_begin)
    behind = text[amount.full_end : amount.full_end + 80].split(",")[0]
    programme = scope.pattern("funding", "programme").search(text[: amount.full_begin] + blank + behind)
    own = next((a.slot for a in amounts_of(scope, block) if a.begin == sentence.start_char + amount.full_begin), None)
    aimed = (own == "required" and slot != own) or scope.pattern("funding", "aimed").search(text[: amount.full_begin])
    if aimed:
        slot = "required"  # `received 52 per cent of the USD 9 million that it needs`
        programme = programme or scope.pattern("funding", "opening").match(text)
    slots: Slots = {
        slot: scope.number(amount, text),
        "currency": Text(amount.currency or ""),
        "subject": _subject(scope, sentence, amount.full_begin, programme),
        "place": scope.country,
        "date": coming_months(scope, text) or _as_of(scope, text)
        if aimed
        else coming_months(scope, text)
        or next(
            (d.period for d in scope.dates(text) if not scope.pattern("funding", "lasting").search(text[: d.begin])),
            None,
        ),
    }
    if percent and slot in {"received", "required"}:
        slots["percentFunded"] = scope.number(percent, text)
    whole = scope.pattern("funding", "of_total")
    of = [q for q in scope.numbers(text) if q.currency and whole.search(text[amount.full_end : q.full_begin])]
    if of and slot == "unfunded":
        slots["required"] = scope.number(of[0], text)  # `USD 9 m lacking, 30 per cent of the total USD 30 m`
    return make("Funding", "sentence/funding", 0.8, [scope.sentence(block, sentence)], slots)


def _parts(
    scope: Scope, block: AnnotatedBlock, sentence: Span, slot: str, money: Sequence[Quantity]
) -> Iterator[Claim]:
    """The further amounts of a sentence that the first one includes."""
    text, first = text_of(sentence), money[0]
    for quantity in money[1:]:
        part = scope.pattern("funding", "part").match(text[quantity.full_end :])
        if part and scope.pattern("funding", "including").search(text[first.full_end : quantity.full_begin]):
            slots: Slots = {
                slot: scope.number(quantity, text),
                "currency": Text(quantity.currency or ""),
                "subject": Name(part.group("name").strip(), "Programme"),
                "place": scope.country,
            }
            yield make("Funding", "sentence/funding-part", 0.8, [scope.sentence(block, sentence)], slots)


def _several(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """Several labelled amounts in one sentence: `The X programme needed USD 11 million and received USD 6 million`."""
    begin, end = sentence.start_char, sentence.end_char
    amounts = [a for a in amounts_of(scope, block) if begin <= a.begin and a.end <= end]
    money = [a for a in amounts if a.quantity.currency]
    if len({a.slot for a in money}) < 2:
        return None
    text = text_of(sentence)
    subject = _subject(scope, sentence, len(text))
    date = _as_of(scope, text)
    slots: Slots = {
        **amount_slots(scope, amounts),
        "subject": subject,
        "place": scope.country,
        "date": date,
    }
    gap, lacking = scope.pattern("funding", "gap_of"), scope.pattern("funding", "lacking")
    shares = [
        q
        for q in scope.numbers(text)
        if q.percent
        and not (gap.search(text[: q.full_begin]) or lacking.match(text, q.full_end))
        # `a gap of USD 5 million (80 per cent)`
        and not any(a.slot == "unfunded" and not text[a.end - begin : q.full_begin].strip(" (") for a in money)
    ]
    if len(shares) == 1 and "percentFunded" not in slots and "received" in slots:
        slots["percentFunded"] = scope.number(shares[0], text)
    return make("Funding", "sentence/funding-several", 0.85, [scope.sentence(block, sentence)], slots)
