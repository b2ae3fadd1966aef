"""An ontology's lists as the rules look things up in them, made once for all reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.alternation import any_of
from kg.ontology import Ontology, VocabularyTerm
from kg.relate.labels import Labels, plain
from kg.relate.patterns import Patterns


@dataclass(frozen=True)
class Vocabulary:
    """What the rules ask of an ontology."""

    ontology: Ontology
    _labels: dict[str, Labels] = field(default_factory=dict)

    def labels(self, cls: str) -> Labels:
        """The labels of a class of concepts."""
        if cls not in self._labels:
            self._labels[cls] = Labels(tuple(self.ontology.by_class(cls)))
        return self._labels[cls]

    @cached_property
    def patterns(self) -> Patterns:
        """Words and expressions of the pattern files."""
        return Patterns(self.ontology.patterns)

    @cached_property
    def entities(self) -> dict[str, VocabularyTerm]:
        """The vocabulary's organisations by their plain names."""
        return {plain(name): t for t in self.ontology.by_class("Organization") for name in t.names}

    @cached_property
    def organizations(self) -> tuple[str, ...]:
        """Local names of all classes of organisations."""
        return tuple(c for c in self.ontology.classes if self.ontology.is_a(c, "Organization"))

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """Local names of all classes of programmes, plans and laws."""
        return tuple(c for c in self.ontology.classes if self.ontology.is_a(c, "Programme"))

    @cached_property
    def countries(self) -> dict[str, VocabularyTerm]:
        """The countries by references `iso3166:…`."""
        return {f"iso3166:{t.country}": t for t in self.ontology.by_class("Country") if t.country}

    @cached_property
    def place_type(self) -> re.Pattern[str]:
        """A word for a kind of place, with what joins it to the name, at either end of a place's name."""
        types = any_of((n for t in self.ontology.by_class("PlaceType") for n in t.names), ignore_case=True)
        return re.compile(rf"^(?:{types})\s+(?:of\s+|de\s+)?|\s+(?:{types})$", re.IGNORECASE)


@lru_cache(8)
def vocabulary_of(ontology: Ontology) -> Vocabulary:
    """The lists of an ontology."""
    return Vocabulary(ontology)
