"""Claims from slots of one or several values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.model import Claim, Name, Number, Passage, Period, Term, Text, Value


def make(
    type: str,
    rule: str,
    confidence: float,
    evidence: Sequence[Passage],
    slots: Mapping[str, Value | Iterable[Value] | None],
    context: Sequence[Passage] = (),
) -> Claim:
    """A claim from slots of one or several values; empty slots are left out."""
    filled: dict[str, tuple[Value, ...]] = {}
    for slot, value in slots.items():
        if value is None:
            continue
        values = (value,) if isinstance(value, Name | Number | Term | Text | Period) else tuple(dict.fromkeys(value))
        if values:
            filled[slot] = values
    return Claim(type, filled, tuple(evidence), rule, confidence, tuple(context))
