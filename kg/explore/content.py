"""What the page shows: entities, facts, evidence, reports and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that facts are about. `cls` is its most special class, `roles` are classes that rules derived."""

    iri: str
    cls: str
    label: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    notation: str | None
    point: tuple[float, float] | None  # latitude and longitude in degrees
    matched: bool  # with a record of the same thing elsewhere, such as a gazetteer
    country: bool  # it is the government or the public of a country that it names
    iso3: str | None  # ISO 3166 alpha-3, of a country and what belongs to one
    is_place: bool  # whether things of its class can have coordinates
    merged_by: tuple[str, ...] = ()  # why its names were taken for one thing, with the score of the least sure way


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report; `begin` and `end` are character offsets into the report's text."""

    iri: str
    text: str
    report: str | None  # IRI
    page: int | None
    section: str | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: `slots` are pairs of a property's local name and an entity's IRI, a number or a text."""

    iri: str
    cls: str
    label: str
    slots: tuple[tuple[str, ox.NamedNode | Decimal | str], ...]
    evidence: tuple[str, ...]  # IRIs of passages
    context: tuple[str, ...]
    confidence: float | None
    start: str | None
    end: str | None
    date_text: str | None
    value_text: tuple[str, ...]
    rule: str | None

    @property
    def entities(self) -> tuple[str, ...]:
        """IRIs of the entities in its slots, each once."""
        return tuple(dict.fromkeys(value.value for _, value in self.slots if isinstance(value, ox.NamedNode)))


@dataclass(frozen=True, slots=True)
class Report:
    """A source document."""

    iri: str
    file: str
    title: str | None
    publisher: str | None
    issued: str | None
    start: str | None
    end: str | None
    mentions: tuple[str, ...]  # IRIs of the entities that its text names


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt about facts, or about passages that no fact holds."""

    iri: str
    kind: str
    label: str
    about: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """All that the page shows. Every mapping is in the order in which the page lists its members."""

    entities: dict[str, Entity]
    passages: dict[str, Passage]
    facts: dict[str, Fact]
    reports: dict[str, Report]
    issues: tuple[Issue, ...]
    links: tuple[tuple[str, str, str], ...]  # subject, local name of the property, object: stated between entities
