"""Staff: with how many people an organisation is present."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Text
from kg.relate.facts import Slots, make
from kg.relate.offices import day_above
from kg.relate.scope import Scope


def staff_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers: `75 National staff`, `International Staff: 14`."""
    kinds = "|".join(scope.patterns("offices").get("staff_kinds", []))
    nouns = "|".join(scope.patterns("offices").get("staff_nouns", []))
    if not kinds or block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    before = rf"(?P<kind>{kinds})\s+(?:{nouns})\s*[:=]\s*(?P<value>\d[\d,]*)"
    after = rf"(?<![\w.,])(?P<value>\d[\d,]*)\s+(?P<kind>{kinds})\s+(?:{nouns})(?!\w)"
    for pattern in (before, after):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            quantity = next(iter(scope.numbers(match.group("value"))), None)
            if quantity is None or scope.publisher is None:
                continue
            if _tells_more(scope, block):
                continue
            if (
                block.block.kind is BlockKind.PARAGRAPH
                and len(text.split()) > 12
                and not re.search(
                    r"\b(?:staff|workforce|employs?)\b",
                    text[: match.start()] + " ".join(block.block.section),
                    re.IGNORECASE,
                )
            ):
                continue
            evidence = [scope.whole(block)] if len(text) < 120 else [scope.passage(block, match.start(), match.end())]
            kind = match.group("kind").casefold()
            yield make(
                "StaffCount",
                "label/staff",
                0.93,
                evidence,
                {
                    "organization": scope.publisher,
                    "kind": Text(kind),
                    "value": scope.number(quantity, match.group("value")),
                    "date": day_above(scope, block),
                },
            )


def staff_sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers in sentences: `employed 612 people, 489 of them nationals`, `372 national and 31 international staff`."""
    kinds = "|".join(scope.patterns("offices").get("staff_kinds", []))
    nouns = "|".join(scope.patterns("offices").get("staff_nouns", []))
    if not kinds or not block.prose or scope.publisher is None:
        return
    number = r"(?<![\w.,])\d[\d,]*"
    pair = rf"(?P<value>{number})\s+(?P<kind>{kinds})\s+and\s+(?P<second>{number})\s+(?P<other>{kinds})\s+(?:{nouns})"
    total = rf"\b(?:has|had|have|with|employs?|employed|employing)\s+(?P<value>{number})\s+(?:{nouns}|people|persons)\b|(?P<first>{number})\s+(?:{nouns})\s+(?:work|worked|serve|are deployed|are based)\b"
    part = rf"(?P<value>{number})\s+of\s+(?:them|whom)(?:\s+(?:are|were))?\s+(?P<kind>{kinds})s\b|of\s+whom\s+(?P<first>{number})\s+(?:are|were)\s+(?P<other>{kinds})s\b"
    for sentence in block.doc.sents:
        text = sentence.text
        found: list[tuple[str, str | None]] = []
        for match in re.finditer(pair, text, re.IGNORECASE):
            found += [(match.group("value"), match.group("kind")), (match.group("second"), match.group("other"))]
        whole = None if found else re.search(total, text, re.IGNORECASE)
        if whole is not None:
            found.append((whole.group("value") or whole.group("first"), None))
            rest = re.search(part, text[whole.end() :], re.IGNORECASE)
            if rest is not None:
                found.append((rest.group("value") or rest.group("first"), rest.group("kind") or rest.group("other")))
        dates = [d.period for d in scope.dates(text) if d.precision in {"day", "month"}]
        for printed, kind in found:
            quantity = next(iter(scope.numbers(printed)), None)
            if quantity is None:
                continue
            slots: Slots = {
                "organization": scope.publisher,
                "kind": Text(kind.casefold()) if kind else None,
                "value": scope.number(quantity, printed),
                "date": dates[0] if dates else None,
            }
            yield make("StaffCount", "sentence/staff", 0.85, [scope.sentence(block, sentence)], slots)


def _tells_more(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether the block says what was done with the staff, not how many there are."""
    counting = set(scope.patterns("offices").get("staff_verbs", []))
    return block.prose and any(t.pos_ == "VERB" and t.lemma_.lower() not in counting for t in block.doc)
