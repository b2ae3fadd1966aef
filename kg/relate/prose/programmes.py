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
    named = [*mentions_in(span, *scope.programmes), *_in_activities(scope, span)]
    found = [m for m in named if not scope.ontology.is_a(m.label_, "LegalInstrument")]
    if found:
        return scope.name_of(found[0])
    for term in scope.labels("Programme").inside(text_of(span)):
        if any(len(a) > 3 and re.search(rf"\b{re.escape(a)}\b", text_of(span)) for a in (*term.acronyms, term.label)):
            return Name(term.label, term.cls, term.iri)
    if (quoted := scope.pattern("activities", "programme_quoted").search(text_of(span))) is not None:
        return Name(" ".join((quoted.group("name") or quoted.group("named")).split()).rstrip(","), "Programme")
    match = scope.pattern("activities", "programme").search(text_of(span))
    if match is None and (lower := scope.pattern("activities", "programme_lower").search(text_of(span))):
        return Name(" ".join(lower.group("name").split()), "Programme")
    if match is None:
        return None
    name, begin = match.group("name"), span.start_char + match.start("name")
    for owner in mentions_in(span, *scope.organizations):
        if owner.start_char == begin and " " in (rest := name[owner.end_char - begin :].strip()):
            name = rest  # `under the IOM CVE programme`
        elif owner.start_char <= begin < owner.end_char:
            return None  # a part of an organisation's name: `the Humanitarian Initiative for Relief`
    return Name(scope.pattern("activities", "programme_noun").sub("", name), "Programme")


def _in_activities(scope: Scope, span: Span) -> list[Span]:
    """The programmes within names of what is done, which are the same words or more: `DAFI scholarships`."""
    activities = mentions_in(span, "ActivityType")
    labels = span.doc.spans.get("labels", []) if activities else []
    known = [label for label in labels if label.label_ in scope.programmes]
    return [k for k in known if any(a.start <= k.start and k.end <= a.end for a in activities)]
