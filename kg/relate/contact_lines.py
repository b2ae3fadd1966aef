"""Contacts whose parts have lines of their own: a name, a role, an address; a field each; an address below a name."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.document import AnnotatedBlock
from kg.model import Claim, Name, Passage, Text
from kg.relate.employers import EMAIL, of_address, of_report, of_role
from kg.relate.entries import addressed, phone_in
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope
from kg.relate.stacked import stacked

_HEAD = 12  # words of a line with a person's name and role


def contact(
    rule: str,
    confidence: float,
    passage: Passage,
    person: str,
    role: str | None,
    employer: Name | None,
    email: str | None,
    phone: str | None,
) -> Claim:
    """A person with what is told of them, by the name of the shape that tells it."""
    slots: Slots = {
        "person": Name(person, "Person"),
        "role": Text(role) if role else None,
        "organization": employer,
        "email": Text(email) if email else None,
        "telephone": Text(re.sub(r"\s+", " ", phone)) if phone else None,
    }
    return make("Contact", f"contact/{rule}", confidence, [passage], slots)


def bare_role(scope: Scope, words: str) -> str:
    """A role without the publisher's name before it and the country behind it."""
    role, country, publisher = words.strip(" ,;:–-("), scope.country, scope.publisher
    if country and role.endswith(f", {country.text}"):
        role = role.removesuffix(f", {country.text}")
    for name in (publisher.text, *publisher.spellings) if publisher else ():
        if not scope.pattern("parties", "bodies").search(name):  # `Health Cluster Coordinator` is a role
            role = role.removeprefix(f"{name} ")
    return "" if country and role == country.text else role


def lines_of(scope: Scope, block: AnnotatedBlock, after: int = -1) -> list[Claim]:
    """Persons whose name, role and addresses stand in lines of their own, which begin in this block behind `after`."""
    claims = []
    for one in stacked(scope, block, after):
        role, body = of_role(scope, bare_role(scope, one.role or ""))
        employer = one.organization or body or of_address(scope, one.email) or of_report(scope, one.email)
        passage = scope.document.source.passage(one.begin, one.end)
        claims.append(contact("lines", 0.85, passage, one.person, role, employer, one.email, one.phone))
    return claims


def fields_of(scope: Scope, block: AnnotatedBlock) -> list[Claim]:
    """A person whose name, role and addresses stand in lines of their own, which begin at this block."""
    starts, field = scope.pattern("contacts", "name_field"), scope.pattern("contacts", "field")
    if not starts.match(block.joined.text):
        return []
    run = [block]
    at = scope.index[id(block)] + 1
    for near in scope.document.blocks[at : at + 4]:
        if not field.match(near.joined.text) or starts.match(near.joined.text):
            break
        run.append(near)
    text = "\n".join(b.joined.text for b in run)
    fields = {
        m.lastgroup: m.group(m.lastgroup).strip(" ,;|")
        for m in scope.pattern("contacts", "one_field").finditer(text)
        if m.lastgroup
    }
    if len(run) < 2 or "person" not in fields:
        return []
    address, phone = EMAIL.search(text), phone_in(scope, text)
    if not (address or phone):
        return []
    passage = scope.document.source.passage(run[0].block.begin, run[-1].block.end)
    email = address and address.group()
    person = scope.pattern("contacts", "titled").sub("", fields["person"])
    employer = of_address(scope, email) or of_report(scope, email)
    return [contact("fields", 0.9, passage, person, fields.get("role"), employer, email, phone)]


def below_line(scope: Scope, block: AnnotatedBlock) -> list[Claim]:
    """A person whom one line names, perhaps with the role, and whose addresses the next line alone holds."""
    if scope.pattern("contacts", "address_line").fullmatch(block.joined.text) is None:
        return []
    above = next(iter(scope.before(block, 1)), None)
    if above is None or len(above.joined.text.split()) > _HEAD or EMAIL.search(above.joined.text):
        return []
    text = f"{above.joined.text} | {block.joined.text}"
    read = list(addressed(scope, text, 0, len(text)))
    if len(read) != 1 or not read[0].role:
        return []
    one = read[0]
    employer = one.organization or of_address(scope, one.email) or of_report(scope, one.email)
    passage = scope.document.source.passage(above.block.begin, block.block.end)
    return [contact("line-above", 0.85, passage, one.person, one.role, employer, one.email, one.phone)]


def with_next_line(scope: Scope, block: AnnotatedBlock, claim: Claim) -> Claim | None:
    """A contact with the address that it lacks and the next line holds; None where that holds none of it."""
    following = next(iter(scope.document.blocks[scope.index[id(block)] + 1 :]), None)
    if following is None or not scope.pattern("contacts", "address_line").fullmatch(following.joined.text):
        return None
    email, phone = EMAIL.search(following.joined.text), phone_in(scope, following.joined.text)
    if (email and "email" in claim.slots) or (phone and "telephone" in claim.slots) or not (email or phone):
        return None
    slots = dict(claim.slots)
    if email:
        slots["email"] = (Text(email.group()),)
    if phone:
        slots["telephone"] = (Text(re.sub(r"\s+", " ", phone)),)
    passage = scope.document.source.passage(claim.evidence[0].begin, following.block.end)
    return replace(claim, slots=slots, evidence=(passage,))
