"""Facts that an ontology declares (`[[fact]]` in its patterns), from sentences, list items and tables."""

from kg.relate.declared.report import declared_claims

__all__ = ["declared_claims"]
