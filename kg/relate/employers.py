"""Whose people contacts are, as words beside them, their addresses, what stands above them, or the report tells."""

from __future__ import annotations

import re

from kg.document import AnnotatedBlock
from kg.model import Name
from kg.relate.labels import plain
from kg.relate.scope import Scope

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An e-mail address."""
_HEAD, _IN = 5, 8  # words of a heading that is an organisation's name, and of one that says `in` before it


def organization_of(scope: Scope, words: str) -> tuple[Name, str] | None:
    """The organisation that some words begin with, and what else they say but a place: `WFP Chad` says nothing else."""
    parts = re.sub(r"^(?:in\s+)?the\s+", "", words, flags=re.IGNORECASE).split()
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length]).strip(",")
        rest = " ".join(parts[length:])
        if rest and scope.pattern("parties", "bodies").search(name):
            continue  # `Health Cluster Coordinator` is a role
        if (term := scope.entity_named(name)) is not None:
            return Name(term.label, term.cls, term.iri), _said(scope, rest)
        if name in scope.document.report.names.organizations:
            return scope.name(name, "Organization"), _said(scope, rest)
    return None


def _said(scope: Scope, words: str) -> str:
    """The words, where they tell an office that somebody holds; a place or the like says nothing."""
    return words if scope.pattern("contacts", "holds_office").search(words) else ""


def of_heading(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The organisation that the heading or lead-in above an entry names: `In the Uganda Red Cross Society`."""
    for words in scope.headings(block.block)[:1]:
        if len(words.split()) > (_IN if words.casefold().startswith("in ") else _HEAD):
            continue
        if (found := organization_of(scope, words.strip(" :"))) is not None:
            return found[0]
    return None


def of_address(scope: Scope, email: str | None) -> Name | None:
    """The organisation whose name or acronym an address ends in: `ana.ruiz@unicef.org`."""
    host = email.rpartition("@")[2].split(".") if email else []
    term = next((t for word in host[:-1] if len(word) > 2 and (t := scope.entity_named(word))), None)
    if term is not None:
        return Name(term.label, term.cls, term.iri)
    # A name that the report introduces, written as one word: `desk@lakefarmersunion.org`.
    names = scope.document.report.names.organizations
    same = next((n for n in sorted(names) if len(n) > 3 and plain(n).replace(" ", "") in host), None)
    return scope.name(same, "Organization") if same else None


def of_report(scope: Scope, email: str | None) -> Name | None:
    """The report's publisher, unless it has addresses of its own and this is none of them."""
    publisher = scope.publisher
    if email is None or publisher is None:
        return publisher
    own = {
        m.group().rpartition("@")[2]
        for m in EMAIL.finditer(scope.document.source.text)
        if (of := of_address(scope, m.group())) is not None and of.text == publisher.text
    }
    return publisher if not own or email.rpartition("@")[2] in own else None


def of_role(scope: Scope, role: str) -> tuple[str, Name | None]:
    """A role without the organisation behind it, and that organisation: `Education Officer, WFP`."""
    if (body := organization_of(scope, role)) is not None:
        return body[1], body[0]  # `UNICEF Kampala` is no role
    words, comma, last = role.rpartition(",")
    # `Head of Office, OCHA Chad`: the country tells which of its offices.
    country = scope.country.text if scope.country else ""
    bare = last.strip().removesuffix(country).strip() if comma else ""
    term = scope.entity_named(bare) if bare else None
    if term is None:
        return role, None
    return words.strip(), scope.name(bare, term.cls, term.iri)
