"""Who a name in a list of givers stands for: a state, its agency, a fund, the private donors of a country."""

from __future__ import annotations

import re

from kg.document import AnnotatedBlock, text_of
from kg.model import Name
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_TITLE = 16  # words of a title


def donor_name(scope: Scope, text: str) -> Name | None:
    """The donor that a cell or list item names; None when it names none."""
    text = " ".join(text.split()).strip(" .,;:|*")
    if not re.search(r"[A-Za-zÀ-ÿ]{2}", text) or len(text) > 120:
        return None
    if match := scope.pattern("donors", "private").search(text):
        rest = (text[: match.start()] + " " + text[match.end() :]).strip(" ,-–()")
        rest = re.sub(r"^(?:(?:and|to|in|from|of|the)\s+)+", "", rest)
        country = _country(scope, rest) if rest else None
        label = str(scope.patterns("donors").get("private_label", ""))
        where = country.text if country else rest
        full = f"{label} {where}".strip()
        return Name(full, "PrivateDonors", spellings=(text,) if text != full else ())
    term = scope.entity_named(text)
    if term is not None:
        return Name(term.label, term.cls, term.iri, (text,) if text != term.label else ())
    country = _country(scope, text)
    if country is not None:
        return Name(country.text, "Government", country.ref, (text,) if text != country.text else ())
    return scope.name(text, "Organization") if text[:1].isupper() else None


def donor_before_number(scope: Scope, text: str) -> Name | None:
    """The donor that a cell or list item names before its amount."""
    return donor_name(scope, re.sub(r"[\s(]*\d.*$", "", text))


def titles_above(scope: Scope, block: AnnotatedBlock) -> list[str]:
    """The headings and short lines above a list or table, the nearest heading first."""
    titles = [*block.block.section[::-1], *(b.joined.text for b in scope.before(block, 2))]
    return [title for title in titles if len(title.split()) <= _TITLE and not title.endswith(".")]


def giver_above(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """Who gave what a list tells of: the first body that a title above it or the report's names, else the publisher."""
    for title in [*titles_above(scope, block), scope.document.source.title or ""]:
        for mention in mentions_in(scope.match(title)[:], *scope.organizations):
            if mention.kb_id_:
                return scope.name_of(mention)
    return scope.publisher


def is_for_country(scope: Scope, earmarking: object) -> bool:
    """Whether a contribution of this earmarking is meant for the country of the report."""
    bound = scope.words("donors", "for_country")
    return any(earmarking == scope.term("Earmarking", code) for code in sorted(bound))


def government(scope: Scope, country_ref: str, text: str = "") -> Name:
    """The government of a country, labelled with the country's bare name."""
    country = scope.country_named(country_ref)
    return Name(country.text, "Government", country_ref, (text,) if text and text != country.text else ())


def _country(scope: Scope, text: str) -> Name | None:
    """The country whose name, demonym or `Government of …` the whole text is."""
    bare = re.sub(
        r"^(?:the\s+)?(?:government|kingdom|state|people)\s+of\s+(?:the\s+)?|\s+government$|^the\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    doc = scope.match(bare)
    for span in doc.spans["mentions"]:
        if span.label_ in {"Country", "Demonym"} and len(text_of(span)) >= 0.8 * len(bare):
            return scope.country_named(span.kb_id_)
    return None
