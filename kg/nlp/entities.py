"""The model's entities, found only in texts where what they say decides something; they take most of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from kg.nlp.mentions import may_name_organization
from kg.nlp.resources import Resources

ALL = "entities"
"""Where `doc.user_data` says that a text's entities are wanted in any case."""
RECOGNISER = "ner"
"""The model's component that finds them."""


class EntityStep:
    """A step that runs the model's entity recogniser where places or organisations hang on it.

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
        """The document with its entities, if they are asked for."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The documents, in order; those of one batch are sent through the recogniser together."""
        documents = iter(stream)
        while docs := list(islice(documents, batch_size)):
            if RECOGNISER in self._nlp.disabled:
                recogniser = cast("Pipe", self._nlp.get_pipe(RECOGNISER))
                asked = [doc for doc in docs if self._asked(doc)]
                for _ in recogniser.pipe(asked, batch_size=batch_size):
                    pass  # it marks the documents themselves
            yield from docs

    def _asked(self, doc: Doc) -> bool:
        return bool(doc.user_data.get(ALL)) or may_name_organization(doc) or self._resources.places.asks(doc)
