"""Funding stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.document import AnnotatedBlock
from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.funding.amounts import amount_slots, amounts_of
from kg.relate.scope import Scope


def sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Funding stated in sentences: `contributions for the operation amount to US$ 3 million, including 1.7 for the X situation`."""
    if not block.prose:
        return
    patterns = [
        (slot, re.compile(p, re.IGNORECASE)) for slot, p in scope.patterns("funding").get("sentences", {}).items()
    ]
    for sentence in block.doc.sents:
        text = sentence.text
        money = [q for q in scope.numbers(text) if q.currency]
        if (several := _several(scope, block, sentence)) is not None:
            yield several
            continue
        slot = next((s for s, p in patterns if p.search(text)), None)
        if not money or slot is None:
            continue
        evidence = [scope.sentence(block, sentence)]
        first = money[0]
        percent = next((q for q in scope.numbers(text) if q.percent), None)
        programme = re.search(
            r"(?:^\W*[Tt]he\s+|\b(?:for|of|to)\s+(?:the\s+)?)((?:[A-Z][\w’'-]+\s+){1,6}(?:[Aa]ppeal|situation|plan|programme|project|response)|[A-Z]\w+\s+(?:Humanitarian Response Plan|Flash Appeal|Appeal|Response Plan))",
            text[: first.full_begin]
            + " " * (first.full_end - first.full_begin)
            + text[first.full_end : first.full_end + 80].split(",")[0],
        )
        subject = Name(programme.group(1), "Programme") if programme else scope.publisher
        date = next((d.period for d in scope.dates(text)), None)
        slots: Slots = {
            slot: scope.number(first, text),
            "currency": Text(first.currency or ""),
            "subject": subject,
            "place": scope.country,
            "date": date,
        }
        if percent and slot in {"received", "required"}:
            slots["percentFunded"] = scope.number(percent, text)
        yield make("Funding", "sentence/funding", 0.8, evidence, slots)
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


def _several(scope: Scope, block: AnnotatedBlock, sentence: Span) -> Claim | None:
    """`The X programme needed USD 11 million and received USD 6 million (55%)`: several labelled amounts in one sentence."""
    begin, end = sentence.start_char, sentence.end_char
    amounts = [a for a in amounts_of(scope, block) if begin <= a.begin and a.end <= end]
    money = [a for a in amounts if a.quantity.currency]
    if len({a.slot for a in money}) < 2:
        return None
    named = re.match(
        r"\W*(?:For\s+\d{4},\s+)?[Tt]he\s+(?P<name>(?:[\w’'-]+\s+){1,6}?(?:programme|program|appeal|plan|project|response))\b",
        sentence.text,
    )
    subject = Name(named.group("name"), "Programme") if named else scope.publisher
    date = next((d.period for d in scope.dates(sentence.text)), None)
    slots: Slots = {
        **amount_slots(scope, amounts),
        "subject": subject,
        "place": scope.country,
        "date": date,
    }
    shares = [q for q in scope.numbers(sentence.text) if q.percent]
    if len(shares) == 1 and "percentFunded" not in slots and "received" in slots:
        slots["percentFunded"] = scope.number(shares[0], sentence.text)
    return make("Funding", "sentence/funding-several", 0.85, [scope.sentence(block, sentence)], slots)
