"""Whether an activity is planned or ongoing."""

from __future__ import annotations

from spacy.tokens import Span

from kg.model import Term
from kg.relate.prose.lexicon import Classes
from kg.relate.scope import Scope


def status_of(scope: Scope, sentence: Span, classes: Classes, begin: int, end: int) -> Term | None:
    """Planned or ongoing; None for done."""
    clause = sentence.doc[max(sentence.start, begin) : min(sentence.end, end)].text
    planned, ongoing = classes.pattern("planned").search(clause), classes.pattern("ongoing").search(clause)
    if planned and not (ongoing and ongoing.start() < planned.start()):
        return scope.term("Status", "planned")
    return scope.term("Status", "ongoing") if ongoing else None
