"""Blocks of a report → spaCy `Doc`s whose `spans["mentions"]` are typed and linked."""

from kg.nlp.annotations import annotate_text
from kg.nlp.annotator import MODEL, Annotator

__all__ = ["MODEL", "AnnotatedBlock", "Annotator", "Document", "annotate_text"]
