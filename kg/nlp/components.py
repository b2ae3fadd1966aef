"""The components of the pipeline as spaCy factories, which `pyproject.toml` names as entry points.

A component added by its name alone (`nlp.add_pipe("kg_labels")`) reads the default ontology; `Component.use` gives it
another one.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import text_of
from kg.nlp.attachments import mend_attachments
from kg.nlp.attributes import Attributes
from kg.nlp.brackets import put_back, set_aside
from kg.nlp.entities import EntityStep
from kg.nlp.gerunds import tag_nouns
from kg.nlp.mentions import (
    choose_mentions,
    find_dates_in,
    find_labels,
    find_names,
    find_places,
    find_quantities,
    merge_numbers,
)
from kg.nlp.resources import Resources
from kg.nlp.subjects import give_subjects, give_verbs
from kg.nlp.tokenizer import cut_sentences

FIRST = ("kg_merge_numbers", "kg_set_aside")
"""The components that the model's own must follow, in order: their tokens are what it tags and parses."""
PARSED = "kg_put_back"
"""The component that follows the parser."""
ATTRIBUTES = "kg_attributes"
"""The component that stands in for the model's attribute ruler and lemmatizer."""
COMPONENTS = ("kg_dates", "kg_quantities", "kg_labels", "kg_names", "kg_entities", "kg_places", "kg_mentions")
"""The components that follow the model's own, in order."""


class Component:
    """A step over a document with the resources that it reads.

    Args:
        nlp: the pipeline that it is part of.
        step: what it does.
    """

    def __init__(self, nlp: Language, step: Callable[[Doc, Resources], Doc]) -> None:
        self._step = step
        self._resources = Resources(nlp)

    def use(self, resources: Resources) -> None:
        """Read these resources from now on."""
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """The document with what the step finds in it."""
        return self._step(doc, self._resources)


@Language.factory("kg_merge_numbers", retokenizes=True)
def make_merge_numbers(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """One token a number; sentences without end are cut."""
    return Component(nlp, lambda doc, resources: cut_sentences(merge_numbers(doc, resources.numbers)))


@Language.factory("kg_set_aside", retokenizes=True)
def make_set_aside(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Acronyms in brackets are kept from the parser."""
    return Component(nlp, lambda doc, _: set_aside(doc, text_of(doc)))


@Language.factory(PARSED, requires=["token.dep"], retokenizes=True)
def make_put_back(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Acronyms in brackets are in the text again; what tagger and parser often take for something else is put right."""

    def put_right(doc: Doc, resources: Resources) -> Doc:
        return mend_attachments(give_verbs(give_subjects(tag_nouns(put_back(doc)))), resources.collective)

    return Component(nlp, put_right)


@Language.factory(ATTRIBUTES, requires=["token.tag", "token.dep"], assigns=["token.pos", "token.morph", "token.lemma"])
def make_attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001 - spaCy passes both
    """Parts of speech, morphology and lemmas, by the model's attribute ruler and lemmatizer."""
    return Attributes(nlp)


@Language.factory("kg_dates", assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Dates, in `doc.spans["dates"]`."""
    return Component(nlp, lambda doc, resources: find_dates_in(doc, resources.counts))


@Language.factory("kg_quantities", requires=["doc.spans"], assigns=["doc.spans"])
def make_quantities(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Quantities, in `doc.spans["quantities"]`."""
    return Component(nlp, lambda doc, resources: find_quantities(doc, resources.numbers, resources.numbered))


@Language.factory("kg_labels", assigns=["doc.spans"])
def make_labels(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Labels of the ontology, in `doc.spans["labels"]`."""
    return Component(nlp, lambda doc, resources: find_labels(doc, resources.lexicon))


@Language.factory("kg_names", requires=["doc.spans"], assigns=["doc.spans"])
def make_names(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Names of organisations that the report introduces, in `doc.spans["names"]`."""
    return Component(nlp, lambda doc, _: find_names(doc))


# The model's organisations are taken only where labels and names leave room for them.
@Language.factory(
    "kg_entities",
    requires=["doc.spans", "token.dep"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "doc.spans"],
)
def make_entities(nlp: Language, name: str) -> EntityStep:  # noqa: ARG001 - spaCy passes both
    """The model's entities, where something hangs on them, and its organisations, in `doc.spans["seen"]`."""
    return EntityStep(nlp)


# The coarse tags come from the attribute ruler, which declares nothing; it makes them of the fine ones.
@Language.factory("kg_places", requires=["doc.spans", "doc.ents", "token.tag"], assigns=["doc.spans"])
def make_places(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """Places, in `doc.spans["places"]`."""
    return Component(nlp, lambda doc, resources: find_places(doc, resources.places))


@Language.factory("kg_mentions", requires=["doc.spans"], assigns=["doc.spans"])
def make_mentions(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy passes both
    """The mentions chosen of all spans, in `doc.spans["mentions"]`."""
    return Component(nlp, lambda doc, _: choose_mentions(doc))
