"""What else than a place a stretch of text names: an organisation, a thing of the vocabulary, a date."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from kg.nlp.placenames.names import Candidate

_LABELS_OF_PLACES = frozenset({"Place", "Country", "Region", "District", "Demonym"})
Other = tuple[int, int, str]
"""Begin, end and group of spans (`labels`, `names`, `dates`)."""


def other_names(doc: Doc) -> list[Other]:
    """The names of other things than places, and the dates."""
    return [
        (span.start_char, span.end_char, group)
        for group in ("labels", "names", "dates")
        for span in doc.spans.get(group, [])
        if group != "labels" or span.label_ not in _LABELS_OF_PLACES
    ]


def clashes(candidate: Candidate, others: Iterable[Other]) -> bool:
    """Whether a candidate is part of another name or of a date, or is the name of something else."""
    return any(_clashes(candidate, *other) for other in others)


def _clashes(candidate: Candidate, begin: int, end: int, group: str) -> bool:
    if end <= candidate.begin or candidate.end <= begin:
        return False  # apart, or in the type word: `Zaatari refugee camp`
    if group == "dates":
        return True
    if group == "names" and candidate.start <= begin and end <= candidate.stop:
        return False  # the head noun of a body and the type word of a place: `Sifontes Municipality`
    return not (candidate.begin <= begin and end <= candidate.end and (begin, end) != (candidate.begin, candidate.end))
