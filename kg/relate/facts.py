"""Claims from slots of one or several values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Claim, Name, Number, Passage, Period, Term, Text, Value
from kg.text import BULLETS

Slots = dict[str, Value | Sequence[Value] | None]
"""Values by the local names of properties, before the empty ones are left out."""


@dataclass
class BlockClaims:
    """Claims, and the blocks, by `id`, that they are read from and that no other rule need read."""

    claims: list[Claim] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)


def make(
    fact: str,
    rule: str,
    confidence: float,
    evidence: Sequence[Passage],
    slots: Mapping[str, Value | Iterable[Value] | None],
    context: Sequence[Passage] = (),
) -> Claim:
    """A claim from slots of one or several values; empty slots are left out.

    Args:
        fact: local name of the class of the fact.
        rule: id of the rule that found it.
        confidence: 0 to 1.
        evidence: the passages that state it.
        slots: a value or several by the local name of a property.
        context: passages above or before that filled a slot.
    """
    filled: dict[str, tuple[Value, ...]] = {}
    for slot, value in slots.items():
        if value is None:
            continue
        values = (value,) if isinstance(value, Name | Number | Term | Text | Period) else tuple(dict.fromkeys(value))
        if values:
            filled[slot] = tuple(_without_bullet(v) if isinstance(v, Text) else v for v in values)
    return Claim(fact, filled, tuple(evidence), rule, confidence, tuple(context))


def _without_bullet(text: Text) -> Text:
    """A literal without the mark of a list that runs on in a line: `… in May. • Soap was handed out`."""
    return text if text.text[:1] not in BULLETS else Text(text.text.lstrip(BULLETS).lstrip())
