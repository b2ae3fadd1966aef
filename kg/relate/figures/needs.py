"""Lines that each say how many are in need, targeted or reached, below their sector or place or behind it.

`Health: 5.5M in need | 2.9M targeted | 1.1M reached`, or lines `In need 3.7M`, `Target 1.4M`, `Reached 312,000` below a
heading `Education`; lines for women and men may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.document import AnnotatedBlock, Quantity, text_of
from kg.model import BlockKind, Claim, Name
from kg.relate.facts import Slots, make
from kg.relate.figures.periods import date_above
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.spans import quantities_in
from kg.relate.tables.served import SEXES, column_fact

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_LINE, _SUBJECT = 12, 5  # words of such a line, and of what stands before its label, at most


@dataclass
class Stated:
    """A line with its number, what it is in the table's terms, and whom it is about."""

    blocks: list[AnnotatedBlock]
    slot: str
    label: str
    quantity: Quantity
    about: Slots
    more: Slots = field(default_factory=dict)  # families, and women and men of the lines below


def stated_lines(scope: Scope) -> list[Stated]:
    """All such lines of a report."""
    layout = scope.patterns("served")
    if not layout:
        return []
    slots = {label: slot for slot in ("need", "target", "reached", *SEXES) for label in layout["columns"].get(slot, ())}
    found: list[Stated] = []
    last: AnnotatedBlock | None = None  # the line of the figure before, when it was the last one
    about: Slots = {}
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        running = block.block.kind in _KINDS
        line = _line(scope, block, slots) if running else None
        several = _several(scope, block, slots) if line is None and running else []
        if several and last is not None and found[-1].slot != "need" and all(slot in SEXES for slot, _, _ in several):
            # A line of its own for both: `Male: 40  Female: 50` below `People reached: 90`.
            found[-1].more |= {slot: scope.number(q, text_of(block.doc)) for slot, _, q in several}
            found[-1].blocks.append(block)
            last = block
            continue
        if several:
            about = _about(scope, block, "")
            found += _together(scope, block, several, about)
        if line is None:
            last = last if _is_money(block) else None
            continue
        slot, label, subject, quantity = line
        if slot in SEXES:
            if last is not None and found[-1].slot != "need":
                found[-1].more.setdefault(slot, scope.number(quantity, text_of(block.doc)))
                found[-1].blocks.append(block)
                last = block
            continue
        if subject or last is None:
            about = _about(scope, block, subject)
        if (subject and not about) or (_bare(label) and not about):
            last = None
            continue
        if not about:
            about = {"sector": scope.sector(block.block)}
        families = _families(scope, block) if slot != "need" else {}
        found.append(Stated([block], slot, label, quantity, about, families))
        last = block
    return found


def _is_money(block: AnnotatedBlock) -> bool:
    """Whether a line is an amount with its label, as a box about a sector may have one between others."""
    return len(block.joined.text.split()) <= _SUBJECT and any(q.currency for _, q in quantities_in(block.doc))


def _line(scope: Scope, block: AnnotatedBlock, slots: Mapping[str, str]) -> tuple[str, str, str, Quantity] | None:
    """The slot, the label, what stands before it and the number of a line that holds nothing else."""
    text = block.joined.text
    if len(text.split()) > _LINE or not any(c.isdigit() for c in text):
        return None
    text = text[: _families_at(scope, text)]
    numbers = [(s, q) for s, q in quantities_in(block.doc) if not q.word and s.end_char <= len(text)]
    counts = [(s, q) for s, q in numbers if not (q.percent or q.currency)]
    if len(counts) != 1:
        return None
    span, quantity = counts[0]
    before, behind = text[: span.start_char], text[span.end_char :]
    behind = re.sub(r"\(?\s*\d[\d.,]*\s?%\s*(?:of\s+\w+)?\s*\)?\s*$", "", behind)
    head = before.rstrip()
    # `Health: 10M in need` has its number right behind the colon, `Health: in need 10M` has not.
    if head.endswith(":") and len(head.split()) <= _SUBJECT and (slot := _slot(scope, behind, slots)):
        return slot, behind.strip(_EDGE), head.strip(_EDGE), quantity
    subject, colon, rest = before.partition(":")
    if not colon or not rest.strip():
        rest, subject = (subject, "") if colon else (before, "")
    subject = subject.strip(" •*-–")
    if len(subject.split()) > _SUBJECT:
        return None
    if not rest.strip(_EDGE) and (slot := _slot(scope, behind, slots)):
        return slot, behind.strip(_EDGE), subject, quantity
    if scope.pattern("activities", "reached_unit").match(behind) and (slot := _slot(scope, rest, slots)):
        return slot, f"{rest.strip(_EDGE)} {behind.strip(_EDGE)}".strip(), subject, quantity
    return None


def _families_at(scope: Scope, text: str) -> int:
    """Where a bracket opens that ends a line and tells how many families its people are; else where the line ends."""
    bracket = _IN_BRACKET.search(text)
    return (
        bracket.start() if bracket and scope.pattern("populations", "households").search(bracket.group()) else len(text)
    )


def _families(scope: Scope, block: AnnotatedBlock) -> Slots:
    text = block.joined.text
    at = _families_at(scope, text)
    count = next((q for s, q in quantities_in(block.doc) if s.start_char > at), None)
    return {"households": scope.number(count, text)} if count is not None else {}


def _several(scope: Scope, block: AnnotatedBlock, slots: Mapping[str, str]) -> list[tuple[str, str, Quantity]]:
    """The slots, labels and numbers of a line with two or three of them: `Target: 4.6M   Reached: 1.1M`."""
    text = block.joined.text
    if len(text.split()) > _LINE or "(" in text or not any(c.isdigit() for c in text):
        return []
    counts = [(s, q) for s, q in quantities_in(block.doc) if not (q.word or q.percent or q.currency)]
    if not 1 < len(counts) < 4:
        return []
    cuts = [0, *(x for s, _ in counts for x in (s.start_char, s.end_char)), len(text)]
    gaps = [text[a:b].strip(_EDGE) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    labels = gaps[1:] if gaps[-1] else gaps[:-1]
    if (gaps[0] and gaps[-1]) or not all(_slot(scope, label, slots) for label in labels):
        return []
    return [(_slot(scope, label, slots) or "", label, q) for label, (_, q) in zip(labels, counts, strict=True)]


def _together(
    scope: Scope, block: AnnotatedBlock, several: Sequence[tuple[str, str, Quantity]], about: Slots
) -> list[Stated]:
    """What a line with several numbers tells; women and men are parts of those before: `Reached: 90  Male: 40`."""
    found: list[Stated] = []
    for slot, label, quantity in several:
        if slot in SEXES and found and found[-1].slot != "need":
            found[-1].more.setdefault(slot, scope.number(quantity, text_of(block.doc)))
        elif about or not _bare(label):
            found.append(Stated([block], slot, label, quantity, about))
    return found


_EDGE = " •*-–:=.;,()"
_OF_YEAR = re.compile(r"\s+(?:in|during|for)?\s*(?:19|20)\d\d$")
_IN_BRACKET = re.compile(r"\(\s*\d[\d.,]*\s+[a-z]+\s*\)\s*$", re.IGNORECASE)


def _slot(scope: Scope, words: str, slots: Mapping[str, str]) -> str | None:
    label = _OF_YEAR.sub("", plain(words.strip(_EDGE)))
    opening = scope.pattern("columns", "opens").match(label)
    return slots.get(label) or (slots.get(label[opening.end() :]) if opening else None)


def _bare(label: str) -> bool:
    """Whether a label does not say that it counts people, so that it may be an indicator's."""
    return len(label.split()) == 1


def _about(scope: Scope, block: AnnotatedBlock, subject: str) -> Slots:
    """The sector or place that stands before the label, or as a line of its own above it."""
    titles: list[str] = [subject] if subject else []
    if not subject:
        titles += [b.joined.text for b in scope.before(block, 1)] + list(block.block.section[-1:])
    for title in titles:
        words = title.strip(" •*-–:")
        if len(words.split()) > _SUBJECT:
            continue
        named = scope.labels("Sector").exact(words)
        if named is None and words[:1].isupper() and not any(c.isdigit() for c in words):
            named = next(iter(scope.labels("Sector").inside(words)), None)
        if named is not None and named.notation:
            return {"sector": scope.term("Sector", named.notation)}
        if scope.country is not None and scope.country_of(words) == scope.country:
            return {"place": scope.country, "sector": scope.sector(block.block)}
        places = [r for r in scope.document.reader.places(words) if r.iso3 == scope.document.report.country]
        if places and words[:1].isupper():
            place: Name = scope.place_named(words)
            return {"place": place, "sector": scope.sector(block.block)}
    return {}


def stated_claims(scope: Scope, lines: Sequence[Stated]) -> Iterator[Claim]:
    """The figures and activities of the lines."""
    for line in lines:
        text = text_of(line.blocks[0].doc)
        fact, slots = column_fact(scope, line.about, line.slot, line.label, scope.number(line.quantity, text))
        evidence = scope.document.source.passage(line.blocks[0].block.begin, line.blocks[-1].block.end)
        if line.slot == "need" and not slots.get("date"):
            slots["date"] = date_above(scope, line.blocks[0])
        if line.slot == "target" and tuple(line.blocks[0].block.section) in scope.planned:
            # A part of an appeal says what the agency whose it is plans in its country.
            slots |= {"actor": slots.get("actor") or scope.publisher, "place": slots.get("place") or scope.country}
        yield make(fact, "line/needs", 0.82, [evidence], {**slots, **line.more})
