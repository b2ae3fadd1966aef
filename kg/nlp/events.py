"""The event that a quantity belongs to, and whether people, assistance or something else is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.nlp.marked import Marked

KINDS = ("assistance", "people", "other")
_OBJECTS = {"dobj", "pobj", "attr", "acomp", "prep", "agent", "xcomp", "nsubj", "nsubjpass"}


class EventReader:
    """Finds the event of a quantity.

    Args:
        events: lemmas of verbs and nouns by kind of event.
        nouns: lemmas of units that tell the kind alone.
    """

    def __init__(self, events: Mapping[str, Sequence[str]], nouns: Mapping[str, Sequence[str]]) -> None:
        self._events = {lemma: kind for kind in KINDS for lemma in events.get(kind, ())}
        self._nouns = {lemma: kind for kind in KINDS for lemma in nouns.get(kind, ())}

    def read(self, doc: Doc, marked: Marked, unit: tuple[int, int] | None, before: str | None) -> tuple[tuple[int, int] | None, str]:
        """The event's stretch of text, and its kind; `before` is the kind of the quantity before."""
        token = doc[marked.stop - 1]
        span = doc.char_span(*unit, alignment_mode="expand") if unit else None
        head = next((t for t in reversed(span) if t.pos_ in {"NOUN", "PROPN"}), None) if span is not None else None
        event = _governor(token)
        at = (event.idx, event.idx + len(event)) if event is not None else None
        if span is not None:
            for noun in span:
                kind = self._nouns.get(noun.lemma_.lower())
                if kind:
                    return at, kind
        kind = self._kind_of(token, head)
        return at, kind or "other"

    def _kind_of(self, token: Token, head: Token | None) -> str | None:
        for clue in _clues(token):
            kind = self._events.get(clue.lemma_.lower())
            if kind:
                return kind
        return None


def _governor(token: Token) -> Token | None:
    """The nearest verb above, or the root of the sentence."""
    return next((t for t in token.ancestors if t.pos_ == "VERB"), token.sent.root if token.sent.root is not token else None)


def _clues(token: Token) -> Iterator[Token]:
    """Words that may name the event: what governs the number from near to far, each followed by its objects."""
    for above in token.ancestors:
        yield above
        if above.pos_ in {"VERB", "AUX"}:
            for child in above.children:
                if child.dep_ in _OBJECTS:
                    yield child
                    yield from (c for c in child.children if c.dep_ in _OBJECTS)
