"""Issues as people read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where an issue shows."""

    file: str
    page: int | None
    begin: int
    text: str


@dataclass(frozen=True)
class Listed:
    """An issue as people read it."""

    importance: int  # 1 to 100
    kind: str
    check: str
    label: str
    places: tuple[Place, ...]
    facts: tuple[str, ...]  # labels
    iri: str
