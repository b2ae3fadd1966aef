"""The value that a cell holds for a slot."""

from __future__ import annotations

from kg.model import Cell, Name, Table, Text, Value
from kg.relate.givers import donor_name
from kg.relate.labels import plain
from kg.relate.scope import Scope


def cell_value(scope: Scope, slot: str, cell: Cell, table: Table) -> Value | None:
    text = " ".join(cell.text.split())
    if slot == "subject":
        if plain(text) in {"total", "totals", "grand total"} and table.header:
            text = f"Total {table.header[0].text}"
        return Name(text, "Programme")
    if slot == "donor":
        return None if plain(text).startswith("total") else donor_name(scope, text)
    if slot == "population":
        found = scope.labels("PopulationGroup").exact(text) or next(
            iter(scope.labels("PopulationGroup").inside(text)), None
        )
        return scope.term("PopulationGroup", found.notation) if found and found.notation else None
    if slot in {"place", "origin", "asylum"}:
        doc = scope.match(text)
        country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
        if country is not None:
            return scope.country_named(country.kb_id_)
        return (
            None
            if plain(text).startswith(("total", "grand total")) or not text[:1].isupper()
            else scope.name(text, "Place")
        )
    if slot in {"organization", "partner", "actor", "funder", "recipient"}:
        return scope.name(text, "Organization", (t.iri if (t := scope.entity_named(text)) else None))
    if slot == "indicator":
        return Name(text, "Indicator")
    if slot == "programme":
        return Name(text, "Programme")
    if slot == "currency":
        term = scope.labels("Currency").exact(text)
        return Text(term.notation) if term and term.notation else None
    if slot == "earmarking":
        term = next(iter(scope.labels("Earmarking").inside(text)), None)
        return scope.term("Earmarking", term.notation) if term and term.notation else None
    if slot == "sector":
        found = next(iter(scope.labels("Sector").inside(text)), None)
        return scope.term("Sector", found.notation) if found and found.notation else None
    if slot == "date":
        dates = list(scope.dates(text))
        return dates[-1].period if dates else None
    return Text(text)
