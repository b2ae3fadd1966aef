"""The model's entities, found only in sentences where what they say decides something; they take most of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, Token

from kg.nlp.mentions import find_seen, organizations_asked
from kg.nlp.resources import Resources

ALL = "entities"
"""Where `doc.user_data` says that a text's entities are wanted in any case."""
RECOGNISER = "ner"
"""The model's component that finds them."""


class EntityStep:
    """A step that runs the model's entity recogniser where places or organisations hang on it, and takes the latter.

    Args:
        nlp: the pipeline, which has the recogniser among its components, switched off.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._resources = Resources(nlp)

    def use(self, resources: Resources) -> None:
        """Read these resources from now on."""
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """The document with its entities, where they are asked for."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The documents, in order; what is asked of one batch is sent through the recogniser together."""
        documents = iter(stream)
        while docs := list(islice(documents, batch_size)):
            if RECOGNISER in self._nlp.disabled:
                recogniser = cast("Pipe", self._nlp.get_pipe(RECOGNISER))
                for _ in recogniser.pipe([doc for doc in docs if doc.user_data.get(ALL)], batch_size=batch_size):
                    pass  # it marks the documents themselves
                asked = [s for doc in docs if not doc.user_data.get(ALL) for s in self._asked(doc)]
                alone = [_alone(sentence) for sentence in asked]
                for sentence, seen in zip(asked, recogniser.pipe(alone, batch_size=batch_size), strict=True):
                    _mark(sentence, seen)
            yield from map(find_seen, docs)

    def _asked(self, doc: Doc) -> list[Span]:
        """The sentences with a name that is what the model says."""
        tokens = {*organizations_asked(doc)}
        tokens |= {t.i for at in self._resources.places.asked(doc) if (t := _token(doc, at)) is not None}
        return [s for s in doc.sents if any(s.start <= i < s.end for i in tokens)] if tokens else []


def _alone(sentence: Span) -> Doc:
    """A sentence as a text of its own, of which the recogniser asks for no more than its words."""
    return Doc(sentence.doc.vocab, words=[t.text for t in sentence], spaces=[bool(t.whitespace_) for t in sentence])


def _mark(sentence: Span, seen: Doc) -> None:
    doc, start = sentence.doc, sentence.start
    doc.set_ents([Span(doc, start + e.start, start + e.end, label=e.label) for e in seen.ents], default="unmodified")


def _token(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span is not None else None
