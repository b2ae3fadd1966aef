"""Facts from sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, Name
from kg.relate.prose.activities import Sentence, activity_claims
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import phrases_of
from kg.relate.prose.slots import places_of
from kg.relate.scope import Scope

__all__ = ["prose_claims"]


def prose_claims(scope: Scope) -> Iterator[Claim]:
    """Facts of all sentences of a report."""
    classes = Classes(scope)
    for block in scope.document.blocks:
        if not block.prose:
            continue
        inherited: list[Name] = []
        for span in block.doc.sents:
            sentence = Sentence(scope, block, span, classes, phrases_of(span, classes), tuple(inherited))
            yield from activity_claims(sentence)
            if span.start == 0:
                inherited = places_of(scope, span, span.start, span.end, False)
