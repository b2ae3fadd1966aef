"""The programme, campaign or project that a sentence sets its events in."""

from __future__ import annotations

import re

from spacy.tokens import Span

from kg.document import text_of
from kg.model import Name
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def programme_of(scope: Scope, span: Span) -> Name | None:
    """The programme, campaign or project that the sentence sets the event in."""
    found = [m for m in mentions_in(span, *scope.programmes) if not scope.ontology.is_a(m.label_, "LegalInstrument")]
    if found:
        return scope.name_of(found[0])
    for term in scope.labels("Programme").inside(text_of(span)):
        if any(len(a) > 3 and re.search(rf"\b{re.escape(a)}\b", text_of(span)) for a in (*term.acronyms, term.label)):
            return Name(term.label, term.cls, term.iri)
    if (quoted := scope.pattern("activities", "programme_quoted").search(text_of(span))) is not None:
        return Name(" ".join((quoted.group("name") or quoted.group("named")).split()).rstrip(","), "Programme")
    match = scope.pattern("activities", "programme").search(text_of(span))
    if match is None and (ahead := scope.pattern("activities", "programme_ahead").match(text_of(span))):
        return Name(ahead.group("name"), "Programme")
    if match is None or _in_name(scope, span, span.start_char + match.start("name")):
        return None
    return Name(scope.pattern("activities", "programme_noun").sub("", match.group("name")), "Programme")


def _in_name(scope: Scope, span: Span, at: int) -> bool:
    """Whether a character is part of an organisation's name: `the Humanitarian Initiative for Relief`."""
    return any(m.start_char <= at < m.end_char for m in mentions_in(span, *scope.organizations))
