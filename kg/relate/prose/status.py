"""Whether an activity is yet to come or going on."""

from __future__ import annotations

from spacy.tokens import Span

from kg.model import Term
from kg.relate.prose.lexicon import Classes
from kg.relate.scope import Scope


def status_of(scope: Scope, sentence: Span, classes: Classes, begin: int, end: int) -> Term | None:
    """Yet to come or going on; None for done."""
    clause = sentence.doc[max(sentence.start, begin) : min(sentence.end, end)].text
    coming, going_on = classes.pattern("prospective").search(clause), classes.pattern("progressive").search(clause)
    if coming and not (going_on and going_on.start() < coming.start()):
        return scope.in_role("Status", "prospective")
    return scope.in_role("Status", "progressive") if going_on else None
