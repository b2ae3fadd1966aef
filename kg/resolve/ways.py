"""The ways by which names come to mean one thing, and how sure each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SURE: dict[str, float] = {
    "link": 1.0,  # the text was linked to a known thing
    "words": 1.0,  # the same words, but for case, accents, punctuation and article
    "government": 1.0,  # `Malian Government`
    "body": 1.0,  # `Syrian Ministry of Health`, of the country that the name states
    "decision": 1.0,  # the user says so
    "name": 0.98,  # the name that vocabulary, gazetteer or another report has for one known thing
    "code": 0.95,  # the only one of this name with a code
    "acronym": 0.95,  # a short form that a report or the vocabulary gives it
    "wording": 0.95,  # the same words in another language, or with other function words
    "word-order": 0.9,  # the same words in another order
    "initials": 0.8,  # an acronym that no report explains, of the one name in reports on the country that makes it
    "spelling": 0.0,  # a slip; the score is the likeness
}
"""The id of each way, as `rg:mergedBy` has it, with its score from 0 to 1."""


class Why(NamedTuple):
    """A way and its score."""

    way: str
    score: float


@dataclass(frozen=True, order=True)
class Merge:
    """A name that was taken for an entity's."""

    label: str
    iri: str  # of the entity
    name: str  # as reports write it
    way: str
    score: float
    reports: int
    cls: str
    own: str  # the IRI that the name would have alone


@dataclass(frozen=True, order=True)
class Near:
    """Two things that nearly were one."""

    label: str
    iri: str
    other_label: str
    other: str  # IRI
    way: str  # by which they nearly met
    score: float
    cls: str
