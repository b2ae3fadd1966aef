"""Whose figures they are: a name in brackets, a note around the chart."""

from __future__ import annotations

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Name, Value
from kg.relate.figures.groups import BRACKET
from kg.relate.labels import plain
from kg.relate.scope import Scope


def bracketed_source(scope: Scope, text: str) -> Value | None:
    """The body that a label names in brackets."""
    return source_named(scope, ",".join(m.group(1) for m in BRACKET.finditer(text)))


def source_named(scope: Scope, names: str) -> Value | None:
    """The body that words name between commas."""
    # The more special body stands last: `(Government, National Statistics Office)`.
    for name in reversed([n.strip() for n in names.split(",")]):
        first, _, unit = name.partition(" ")
        # `IOM DTM`: the unit of an organisation that counts for it.
        term = scope.entity_named(name) or (scope.entity_named(first) if unit.isupper() else None)
        if term and scope.ontology.is_a(term.cls, "Organization"):
            return Name(term.label, term.cls, term.iri)
        if scope.pattern("figures", "government").match(plain(name)) and scope.country:
            return government_of_report(scope)
        if name in scope.document.report.names.organizations:
            return scope.name(name, "Organization")
    return None


def government_of_report(scope: Scope) -> Name | None:
    """The government of the report's country, by its plain name."""
    country = scope.country
    if country is None:
        return None
    return Name(f"Government of {country.text}", "Government", spellings=())


def sources_of(scope: Scope, block: AnnotatedBlock) -> tuple[Value | None, Value | None]:
    """The source of all figures, and that of those with an asterisk, from the notes around a chart."""
    default = starred = None
    for near in scope.before(block, 5):
        text = near.joined.text
        for match in scope.pattern("figures", "source").finditer(text):
            name = match.group("name").strip()
            term = scope.entity_named(name)
            value = Name(term.label, term.cls, term.iri) if term else scope.name(name, "Organization")
            if match.group("all").casefold().startswith("source"):
                starred = starred or value
            else:
                default = default or value
        if near.block.kind is BlockKind.HEADING and near.block.level <= 2:
            break
    return (default, starred) if default else (starred, starred)
