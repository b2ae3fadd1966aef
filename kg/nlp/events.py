"""The event that a quantity belongs to, and whether people, assistance or something else is counted.

What is counted tells the kind first, then the number that this one breaks down, then the words that govern it; where
they say little (`reported`, `increased`), the other words of the sentence tell it, then those words, then the passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from spacy.tokens import Doc, Span, Token

from kg.nlp.marked import Marked

KINDS = ("assistance", "people", "other")
_VERBAL = {"VERB", "AUX"}
_OBJECTS = {"dobj", "pobj", "attr", "acomp", "prep", "agent", "xcomp", "nsubj", "nsubjpass"}


class EventReader:
    """Finds the event of a quantity.

    Args:
        events: lemmas of verbs and nouns by kind of event, and the lists `only_verbs`, `weak` and `answers` of them.
        nouns: lemmas of units that tell the kind alone.
    """

    def __init__(self, events: Mapping[str, Sequence[str]], nouns: Mapping[str, Sequence[str]]) -> None:
        self._verbs = frozenset(events.get("only_verbs", ()))
        self._weak = frozenset(events.get("weak", ()))
        self._answers = frozenset(events.get("answers", ()))
        self._events = {lemma: kind for kind in KINDS for lemma in events.get(kind, ())}
        self._nouns = {lemma: kind for kind in KINDS for lemma in nouns.get(kind, ())}

    def read(
        self, doc: Doc, marked: Marked, unit: tuple[int, int] | None, before: str | None
    ) -> tuple[tuple[int, int] | None, str]:
        """The event's stretch of text, and its kind; `before` is the kind of the quantity before."""
        token = doc[marked.stop - 1]
        span = doc.char_span(*unit, alignment_mode="expand") if unit else None
        head = next((t for t in reversed(span) if t.pos_ in {"NOUN", "PROPN"}), None) if span is not None else None
        event = _governor(token)
        at = (event.idx, event.idx + len(event)) if event is not None else None
        strong, weak = self._clue_kinds(token, head, marked)
        kind = (
            self._noun_kind(span)
            or self._inherited(doc, marked, event, before)
            or strong
            or self._topic(token.sent)
            or weak
            or self._topic(doc)
        )
        return at, kind or "other"

    def _noun_kind(self, span: Span | None) -> str | None:
        kinds = (self._nouns.get(t.lemma_.lower()) for t in reversed(span or ()))
        return next((kind for kind in kinds if kind), None)

    def _inherited(self, doc: Doc, marked: Marked, event: Token | None, before: str | None) -> str | None:
        """A number in brackets or behind `including` breaks the number before it down and shares its event."""
        i = marked.start - 1
        while i > 0 and (
            (doc[i].pos_ in {"ADV", "ADP", "PUNCT"} and doc[i].text not in "(),.;") or doc[i].lower_ in {"n", "="}
        ):
            i -= 1
        breaks_down = i >= 0 and (doc[i].text == "(" or doc[i].lower_ == "including")
        return before if breaks_down or (event is not None and event.lemma_ == "include") else None

    def _clue_kinds(self, token: Token, head: Token | None, marked: Marked) -> tuple[str | None, str | None]:
        """The kind that the nearest telling word says, and the one that the nearest word of little weight says."""
        near = [t for t in head.subtree if t.i > head.i][:12] if head is not None else []
        weak = None
        for clue in chain(near, _clues(token)):
            lemma = clue.lemma_.lower()
            kind = self._kind_of(clue)
            if kind is None or (lemma == "reach" and (marked.money or marked.share)):
                continue
            if lemma not in self._weak or (marked.share and lemma in self._answers):
                return kind, weak
            weak = weak or kind
        return None, weak

    def _kind_of(self, word: Token) -> str | None:
        lemma = word.lemma_.lower()
        return self._events.get(lemma) if word.pos_ in _VERBAL or lemma not in self._verbs else None

    def _topic(self, words: Iterable[Token]) -> str | None:
        """What most of the telling words are about."""
        kinds = Counter(
            kind
            for word in words
            if (lemma := word.lemma_.lower()) not in self._weak
            and (kind := self._kind_of(word) or self._nouns.get(lemma))
        )
        ranked = sorted(((kinds[kind], kind) for kind in KINDS), reverse=True)
        return ranked[0][1] if ranked[0][0] > ranked[1][0] else None


def _governor(token: Token) -> Token | None:
    """The nearest verb above, or the root of the sentence."""
    return next(
        (t for t in token.ancestors if t.pos_ == "VERB"), token.sent.root if token.sent.root is not token else None
    )


def _clues(token: Token) -> Iterator[Token]:
    """Words that may name the event: what governs the number from near to far, each followed by its objects."""
    for above in token.ancestors:
        yield above
        if above.pos_ in {"VERB", "AUX"}:
            for child in above.children:
                if child.dep_ in _OBJECTS:
                    yield child
                    yield from (c for c in child.children if c.dep_ in _OBJECTS)
