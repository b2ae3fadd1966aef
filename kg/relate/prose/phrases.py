"""Counted phrases: what a number counts, in which words, and which numbers only break it down."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.document import Quantity

PEOPLE, HOUSEHOLDS, THINGS, ASIDE, MONEY, PERCENT = "people", "households", "things", "aside", "money", "percent"


@dataclass
class Phrase:
    """A counted noun phrase. `start` and `end` are tokens of the doc, the number included."""

    quantity: Quantity
    number: Span
    start: int
    end: int
    head: Token
    kind: str
    text: str  # the noun with what stands before it
    groups: tuple[str, ...] = ()  # references of the population groups inside
    sex: str | None = None  # slot of a breakdown
    sexes: tuple[str, ...] = ()  # the sexes that the words name, as slots
    target: bool = False
    size: bool = False  # whether the number only tells how large they are: `250 g bars`
    parent: Phrase | None = None  # the phrase that this one breaks down
    parts: list[Phrase] = field(default_factory=list)
    restates: Phrase | None = None  # `29 households (99 persons)`: the same people counted in another unit
    also: list[Phrase] = field(default_factory=list)  # the phrases that restate this one
