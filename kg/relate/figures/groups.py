"""Which group a label counts, and where."""

from __future__ import annotations

import re

from kg.model import Name, Value
from kg.relate.facts import Slots
from kg.relate.labels import plain
from kg.relate.scope import Scope

BRACKET = re.compile(r"\(([^)]*)\)")


def population_of(scope: Scope, text: str) -> str | None:
    """The code of the group that a label counts."""
    bare = BRACKET.sub(" ", text)
    found = scope.labels("PopulationGroup").exact(bare.rstrip("* ")) or next(
        iter(scope.labels("PopulationGroup").inside(bare)), None
    )
    return found.notation if found else None


def where(scope: Scope, text: str) -> Slots:
    """Place, origin and asylum that a label states, else the report's country.

    People of the report's own country who are refugees are not in it.
    """
    doc = scope.match(BRACKET.sub(lambda m: " " * len(m.group()), text))
    home = scope.country.ref if scope.country else None
    origin: Value | None = None
    places: list[Value] = []
    for span in doc.spans["mentions"]:
        if span.label_ == "Demonym":
            origin = scope.country_named(span.kb_id_)
        elif span.label_ == "Country":
            before = plain(text[: span.start_char])
            if before.endswith("from"):
                origin = scope.country_named(span.kb_id_)
            else:
                places.append(scope.country_named(span.kb_id_))
    if origin is None and (named := _country_ahead(scope, text)) is not None:
        origin, places = named, [place for place in places if place != named]
    if origin is None and not places and _went_abroad(scope, text) and scope.pattern("figures", "outside").search(text):
        return {"origin": scope.country}
    abroad = isinstance(origin, Name) and origin.ref == home and not places and _went_abroad(scope, text)
    if abroad:
        return {"origin": origin}
    hosts = [p for p in places if isinstance(p, Name) and p.ref != home]
    if isinstance(origin, Name) and origin.ref == home and hosts and _went_abroad(scope, text):
        return {"origin": origin, "asylum": hosts}
    if isinstance(origin, Name) and origin.ref == home:
        origin = None
    places = places or _within(scope, text)
    return {"origin": origin, "place": places or ([scope.country] if scope.country else None)}


def _country_ahead(scope: Scope, text: str) -> Value | None:
    """The other country whose name or acronym stands for where people are from: `CAR refugees`."""
    first, _, rest = text.strip().partition(" ")
    if not (first.isalpha() and first.isupper() and rest and _went_abroad(scope, rest)):
        return None
    named = scope.country_of(first)
    return None if named is None or named == scope.country else named


_IN = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?P<name>[A-ZÀ-Þ][^()]*?)\s*(?:\(|$)|\((?P<alone>[A-ZÀ-Þ][^(),;]*)\)\W*$")


_AND = re.compile(r"\s*(?:,|&|\band\b)\s*")


def _within(scope: Scope, text: str) -> list[Value]:
    """The places inside the report's country that a label ends with: `IDPs in Gulu`, `IDPs (Gulu)`."""
    found = _IN.search(text.strip(" *:"))
    words = (found["name"] or found["alone"]).strip() if found else ""
    home = scope.document.report.country
    for names in ([words], _AND.split(words)):
        if all(any(r.iso3 == home for r in scope.document.reader.places(name)) for name in names):
            return [scope.place_named(name) for name in names]
    return []


def _went_abroad(scope: Scope, text: str) -> bool:
    """Whether a label counts people who have left their country."""
    return population_of(scope, text) in scope.words("populations", "abroad")
