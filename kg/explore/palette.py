"""Colours and shapes by which the kinds of entities are told apart, in light and dark.

Shape and colour both say the kind, so that neither colour vision nor a good screen is needed. Every colour has a
contrast of at least 3:1 to the page's background of its theme (WCAG 2.2, 1.4.11). The hues follow Okabe and Ito,
*Color Universal Design* (2008), darkened or lightened where that contrast needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Mark:
    """How one family of classes is drawn."""

    shape: str  # a shape of vis-network that keeps its label outside
    light: str
    dark: str


MARKS = (
    Mark("dot", "#0072b2", "#56b4e9"),
    Mark("square", "#c04f00", "#ff9147"),
    Mark("diamond", "#00795c", "#35c69b"),
    Mark("triangle", "#a8447f", "#eb9dcb"),
    Mark("star", "#8a6500", "#f0c943"),
    Mark("hexagon", "#5b4db5", "#b3a7ff"),
    Mark("triangleDown", "#1f7a8c", "#7fd6e4"),
    Mark("dot", "#5f6772", "#b4bcc8"),
)
"""Used in this order; the last one also for every family beyond the eighth."""

UNDRAWN = MARKS[-1]
"""For families, such as units, that stand in facts but are no node."""


def family(cls: str, ontology: Ontology, ranges: frozenset[str]) -> str:
    """The class that colours a class: its highest ancestor that slots of facts point to, else just its highest."""
    chain = ontology.ancestors(cls)
    return next((c for c in reversed(chain) if c in ranges), chain[-1])


def slot_ranges(slots: Iterable[str], ontology: Ontology) -> frozenset[str]:
    """The classes that the given slots point to."""
    return frozenset(
        name
        for slot in slots
        if slot in ontology.properties
        for name in ontology.properties[slot].ranges
        if name in ontology.classes
    )


def marks(families: Iterable[str]) -> dict[str, Mark]:
    """One mark a family, by the order of their names."""
    return {name: MARKS[min(rank, len(MARKS) - 1)] for rank, name in enumerate(sorted(set(families)))}
