"""The contact block: persons with their role and addresses. Names in running text make no contact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.facts import make
from kg.relate.scope import Scope

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+\s?\d[\d\s().-]{6,18}\d")


def contact_claims(scope: Scope) -> Iterator[Claim]:
    """Contacts of the report."""
    inside = False
    for block in scope.document.blocks:
        text = block.joined.text
        heads = " ".join(block.block.section[-1:])
        if block.block.kind is BlockKind.HEADING:
            inside = bool(scope.pattern("contacts", "heading").match(text.strip()))
            continue
        if block.block.kind is BlockKind.FURNITURE:
            continue
        labelled = scope.pattern("contacts", "label").match(text.strip())
        addressed = _EMAIL.search(text) or _PHONE.search(text)
        if not addressed or not (
            inside or labelled or scope.pattern("contacts", "section").search(heads) or _looks_like_entry(scope, text)
        ):
            continue
        begin = labelled.end() + len(text) - len(text.lstrip()) if labelled else 0
        yield from _entries(scope, block, begin)


def _looks_like_entry(scope: Scope, text: str) -> bool:
    return (
        len(text.split()) < 25
        and bool(_EMAIL.search(text))
        and bool(_PHONE.search(text))
        and bool(scope.pattern("contacts", "entry").match(text))
    )


def _entries(scope: Scope, block: AnnotatedBlock, begin: int) -> Iterator[Claim]:
    text = block.joined.text
    matches = list(scope.pattern("contacts", "fields").finditer(text)) or list(
        scope.pattern("contacts", "entry").finditer(text, begin)
    )
    # One number behind several names is everybody's.
    phones = list(_PHONE.finditer(text, begin))
    shared = phones[0] if len(phones) == 1 and len(matches) > 1 and phones[0].start() > matches[-1].end() else None
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        own = text[match.end() : end]
        email, phone = _EMAIL.search(own), _PHONE.search(own) or shared
        role, country = match.group("role").strip(" ,;:–-"), scope.country
        if country and role.endswith(f", {country.text}"):
            role = role.removesuffix(f", {country.text}")
        stop = match.end() + max([m.end() for m in (email, phone) if m and m is not shared], default=0)
        yield make(
            "Contact",
            "contact/entry",
            0.9,
            [scope.passage(block, match.start(), stop)],
            {
                "person": Name(match.group("person"), "Person"),
                "role": Text(role),
                "organization": scope.publisher,
                "email": Text(email.group()) if email else None,
                "telephone": Text(re.sub(r"\s+", " ", phone.group())) if phone else None,
            },
        )
