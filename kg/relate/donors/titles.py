"""Titles of lists of donors, also those that run into their list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.document import AnnotatedBlock
from kg.model import Passage, Period, Term
from kg.relate.currencies import currency_named
from kg.relate.givers import donor_name
from kg.relate.scales import scale_of
from kg.relate.scope import Scope

_STOP, _STOP_INSIDE = re.compile(r"[.;](?:\s|$)"), re.compile(r"[.;]\s+\w\S*\s+\S")
_TITLE_WORDS, SENTENCE_WORDS = 16, 45  # of a short line and of a sentence that announce a list, at most


@dataclass(frozen=True)
class ListTitle:
    """What the title of a list of donors says of all its contributions."""

    text: str
    earmarking: Term | None
    year: Period | None
    currency: str | None
    passage: Passage | None = None
    scale: int = 1


def title_of(scope: Scope, block: AnnotatedBlock, text: str, *, heads: bool = False) -> ListTitle | None:
    """A short line that announces contributions; what ends with a full stop tells of some itself.

    Args:
        scope: of the report.
        block: that holds the line.
        text: of the line.
        heads: whether it runs into its list, so that its full stop ends nothing.
    """
    stop = _STOP_INSIDE if heads else _STOP
    if not scope.pattern("donors", "title").search(text) or stop.search(text):
        return None
    direct = scope.pattern("donors", "direct").search(text)
    earmarking = scope.labels("Earmarking").inside(text) if direct is None else []
    ranked = [*scope.patterns("donors").get("earmarkings", ())]
    chosen = min(earmarking, key=lambda t: ranked.index(t.notation) if t.notation in ranked else 9, default=None)
    years = [d.period for d in scope.dates(text) if d.precision == "year"]
    return ListTitle(
        text,
        Term(chosen.iri) if chosen else None,
        years[-1] if years else None,
        currency_named(scope, [text]),
        scope.whole(block),
        scale_of(scope, text),
    )


def announced_in(text: str) -> str | None:
    """The words that announce a list: a short line, or the sentence with a colon that ends a longer text."""
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)[-1]
    if text.rstrip().endswith(":") and len(last.split()) <= SENTENCE_WORDS:
        return last
    return text if len(text.split()) <= _TITLE_WORDS else None


def split_title(scope: Scope, block: AnnotatedBlock) -> tuple[str, list[tuple[int, int]]]:
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
        if (colon := first.rfind(": ") + 1) and is_title(scope, first[:colon]):
            head = f"{head} {first[:colon]}".strip()
            begin += colon + len(first[colon:]) - len(first[colon:].lstrip())
            items[0] = (begin, end)
            break
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
    if match := scope.pattern("donors", "private_tail").search(name):
        return match.start()
    if known:
        return known[0]
    return 0 if len(name.split()) <= 5 and not is_title(scope, name) else None


def states_amount(scope: Scope, text: str) -> bool:
    """Whether words tell what an amount is, and so are no giver: `Funding gap`, `Carry-forward`."""
    labels = (pattern for _, pattern in scope.named_patterns("funding", "labels"))
    others = (scope.pattern("funding", "brought_over"), scope.pattern("donors", "spending"))
    return any(p.search(text) for p in (*labels, *others))


def is_title(scope: Scope, text: str) -> bool:
    """Whether words announce contributions or name a currency instead of a donor."""
    announced = scope.pattern("donors", "title").search(text) is not None
    return announced or scope.labels("Currency").exact(text) is not None
