"""Lists of partners: `Implementing partners: A, B, C`, or the names under a heading `Partners`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name
from kg.relate.facts import make
from kg.relate.scope import Scope

_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_BETWEEN = re.compile(r"\s*[,;|•·]\s*(?:and\s+(?:the\s+)?)?|\s+(?:and|&)\s+(?:the\s+)?(?=[A-Z])|\s*\n\s*")
_NAME_WORDS = 8
_KNOWN_SHARE = 0.4  # of the names are organisations that the ontology or the report knows


def partner_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """A partnership for each name of a list of partners; nothing for any other block."""
    names, owner = _listed(scope, block)
    whole = scope.publisher if owner is None else owner
    for name, begin, end in names:
        if whole is None or name.text == whole.text:
            continue
        of_body = whole.cls == "CoordinationBody"
        organization, partner = (name, whole) if of_body else (whole, name)
        short = len(block.joined.text) <= 300
        evidence = [scope.whole(block) if short else scope.passage(block, begin, end)]
        yield make("Partnership", "list/partners", 0.8, evidence, {"organization": organization, "partner": partner})


def lists_partners(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a block is a list of partners."""
    return bool(_listed(scope, block)[0])


def _listed(scope: Scope, block: AnnotatedBlock) -> tuple[list[tuple[Name, int, int]], Name | None]:
    """The names of a list of partners with their characters, and whose partners they are; none for any other block."""
    text = block.joined.text
    if block.block.kind not in _KINDS or "partner" not in (text + " ".join(block.block.section[-1:])).casefold():
        return [], None
    label = scope.pattern("partnerships", "list_label").match(text)
    headed = bool(block.block.section) and scope.pattern("partnerships", "list_heading").fullmatch(
        block.block.section[-1].strip()
    )
    if label is None and not headed:
        return [], None
    begin = label.end() if label else 0
    found: list[tuple[Name, int, int]] = []
    known = 0
    at = begin
    for match in [*_BETWEEN.finditer(text, begin), None]:
        end = match.start() if match else len(text)
        words = re.sub(r"\s*\([^()]*\)\s*$", "", text[at:end]).strip(" .:")
        if words:
            if len(words.split()) > _NAME_WORDS or not words[0].isupper() or re.search(r"\d{3}|[a-z]\.\s", words):
                return [], None  # a sentence, no list
            name = _name(scope, words)
            known += name.ref is not None or words in scope.document.report.names.organizations
            found.append((name, at, end))
        at = match.end() if match else end
    if len(found) < 2 or known < _KNOWN_SHARE * len(found):
        return [], None
    whose = label.groupdict().get("whose") if label else None
    owner = _name(scope, whose) if whose else None
    named = owner is not None and (owner.ref is not None or whose in scope.document.report.names.organizations)
    return found, owner if named else None


def _name(scope: Scope, words: str) -> Name:
    term = scope.entity_named(words)
    return Name(term.label, term.cls, term.iri) if term else scope.name(words, "Organization")
