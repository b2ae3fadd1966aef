"""The contact block: persons with their role and addresses. Names in running text make no contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+\s?\d[\d\s().-]{6,18}\d")


@dataclass(frozen=True)
class _Entry:
    """A person in a contact block: name, perhaps role, and where both stand in the block's text."""

    person: str
    role: str | None
    begin: int
    end: int


def contact_claims(scope: Scope) -> Iterator[Claim]:
    """Contacts of the report."""
    inside = False
    seen: list[Claim] = []  # an address without a person counts where the report gives no other
    for block in scope.document.blocks:
        text = block.joined.text
        heads = " ".join(block.block.section[-1:])
        if block.block.kind is BlockKind.HEADING:
            headings = [text.strip(), *block.block.section]
            inside = any(scope.pattern("contacts", "heading").match(words) for words in headings)
        elif block.block.kind is BlockKind.FURNITURE:
            continue
        # A short line of it may be taken for a heading.
        if inside and (claim := _of_fields(scope, block) or _of_lines(scope, block)):
            yield claim
            continue
        if block.block.kind is BlockKind.HEADING:
            continue
        labelled = scope.pattern("contacts", "label").match(text.strip())
        addressed = _EMAIL.search(text) or _PHONE.search(text)
        if not addressed or not (
            inside or labelled or scope.pattern("contacts", "section").search(heads) or _looks_like_entry(scope, text)
        ):
            if addressed and not seen:
                asked = scope.pattern("contacts", "ask_for").search(text)
                seen = list(_claims(scope, block, asked.end())) if asked else []
                seen = seen or list(_address_claims(scope, block))
                yield from seen
            continue
        begin = labelled.end() + len(text) - len(text.lstrip()) if labelled else 0
        found = list(_claims(scope, block, begin)) or ([] if seen else list(_address_claims(scope, block)))
        seen = seen or found
        yield from found


def _of_fields(scope: Scope, block: AnnotatedBlock) -> Claim | None:
    """A person whose name, role and addresses stand in lines of their own, which begin at this block."""
    starts, field = scope.pattern("contacts", "name_field"), scope.pattern("contacts", "field")
    if not starts.match(block.joined.text):
        return None
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
        return None
    return _of_run(scope, run, "fields", 0.9, fields["person"], fields.get("role"), by_address=False)


def _of_lines(scope: Scope, block: AnnotatedBlock) -> Claim | None:
    """A person whose name, role and addresses stand in lines of their own without labels."""
    named = scope.pattern("contacts", "person_line").fullmatch(block.joined.text)
    if named is None or scope.pattern("contacts", "unit").match(f"{named.group('person')} "):
        return None
    at = scope.index[id(block)] + 1
    role: str | None = None
    run = [block]
    for near in scope.document.blocks[at : at + 5]:
        text = near.joined.text
        held = scope.pattern("contacts", "role_line").fullmatch(text)
        if held and role is None and len(run) == 1:
            role = held.group("role")
        elif not scope.pattern("contacts", "address_line").fullmatch(text) and (len(run) > 2 or len(text.split()) > 6):
            break
        run.append(near)
    return _of_run(scope, run, "lines", 0.85, named.group("person"), role, by_address=True)


def _of_run(
    scope: Scope,
    run: Sequence[AnnotatedBlock],
    rule: str,
    confidence: float,
    person: str,
    role: str | None,
    *,
    by_address: bool,
) -> Claim | None:
    """A person with the addresses of some blocks; None where they have none.

    Args:
        scope: of the report.
        run: the blocks, one behind the other.
        rule: the name of the shape.
        confidence: in it, from 0 to 1.
        person: the name.
        role: what the person is, where it stands there.
        by_address: whether the address tells the organisation before the report does.
    """
    text = "\n".join(b.joined.text for b in run)
    email, phone = _EMAIL.search(text), _PHONE.search(text)
    if not (email or phone):
        return None
    slots: Slots = {
        "person": Name(person, "Person"),
        "role": Text(role) if role else None,
        "organization": (_of_address(scope, email) if by_address else None) or scope.publisher,
        "email": Text(email.group()) if email else None,
        "telephone": Text(re.sub(r"\s+", " ", phone.group())) if phone else None,
    }
    passage = scope.document.source.passage(run[0].block.begin, run[-1].block.end)
    return make("Contact", f"contact/{rule}", confidence, [passage], slots)


def _looks_like_entry(scope: Scope, text: str) -> bool:
    if not _EMAIL.search(text):
        return False
    if len(text.split()) < 25 and _PHONE.search(text) and scope.pattern("contacts", "entry").match(text):
        return True
    # A sentence may name an office before a colon, too; entries end with an address or a name.
    return (
        len(text.split()) < 60
        and not text.rstrip().endswith(".")
        and next(_by_role(scope, text, 0, len(text)), None) is not None
    )


def _claims(scope: Scope, block: AnnotatedBlock, begin: int) -> Iterator[Claim]:
    text = block.joined.text
    entries, stop = _entries(scope, text, begin)
    # One number behind several names is everybody's.
    phones = list(_PHONE.finditer(text, begin, stop))
    shared = phones[0] if len(phones) == 1 and len(entries) > 1 and phones[0].start() > entries[-1].end else None
    for i, entry in enumerate(entries):
        end = entries[i + 1].begin if i + 1 < len(entries) else stop
        own = text[entry.end : end]
        email, phone = _EMAIL.search(own), _PHONE.search(own) or shared
        reached = max([m.end() for m in (email, phone) if m and m is not shared], default=0)
        behind = scope.pattern("contacts", "behind").match(own[reached:]) if reached and not entry.role else None
        role, employer = _employer(scope, _role(scope, entry.role or (behind.group("role") if behind else "")))
        yield make(
            "Contact",
            "contact/entry",
            0.9,
            [scope.passage(block, entry.begin, entry.end + reached + (behind.end("role") if behind else 0))],
            {
                "person": Name(_person(scope, entry.person), "Person"),
                "role": Text(role) if role else None,
                "organization": employer or _of_address(scope, email) or scope.publisher,
                "email": Text(email.group()) if email else None,
                "telephone": Text(re.sub(r"\s+", " ", phone.group())) if phone else None,
            },
        )


def _entries(scope: Scope, text: str, begin: int) -> tuple[list[_Entry], int]:
    """The persons of a contact block in order, and where the last entry ends."""
    ends = scope.pattern("contacts", "ends").search(text, begin + 1)
    stop = ends.start() if ends else len(text)
    readings = [
        (
            _Entry(m.group("person").strip(), m.group("role"), m.start(), m.end())
            for m in _found(scope, "fields", text, 0, stop)
        ),
        _by_role(scope, text, begin, stop),
        (
            _Entry(m.group("person"), m.group("role"), m.start(), m.end())
            for m in _found(scope, "entry", text, begin, stop)
        ),
        (_Entry(m.group("person"), None, m.start(), m.end()) for m in _found(scope, "addressed", text, begin, stop)),
        (
            # What only spaces part runs on into the organisation and the address.
            _Entry(m.group("person"), re.split(r"\s+(?=[A-Z]{2}|Tel\b)", m.group("role"))[0], m.start(), m.end())
            for m in _found(scope, "run", text, begin, stop)
        ),
    ]
    chosen: list[_Entry] = []
    for reading in readings:
        for entry in reading:
            desk = scope.pattern("contacts", "no_person").fullmatch(entry.person)
            if not desk and not any(c.begin < entry.end and entry.begin < c.end for c in chosen):
                chosen.append(entry)
    return sorted(chosen, key=lambda e: e.begin), stop


def _found(scope: Scope, key: str, text: str, begin: int, stop: int) -> list[re.Match[str]]:
    return list(scope.pattern("contacts", key).finditer(text, begin, stop))


def _by_role(scope: Scope, text: str, begin: int, stop: int) -> Iterator[_Entry]:
    """Roles before their persons: `Country Directors: Ana Ruiz / Omar Sy`."""
    at = begin
    while label := scope.pattern("contacts", "labelled").search(text, at, stop):
        at = label.end()
        holders = scope.pattern("contacts", "holders").match(text, at, stop)
        if holders is None:
            continue
        at = holders.end()
        spans = [m.span() for m in re.finditer(r"(?:(?!\s*(?:[/,&]|\band\b)).)+", holders.group("persons"))]
        for i, (first, last) in enumerate(spans):
            start = holders.start("persons")
            words = holders.group("persons")[first:last]
            name = re.sub(r"^(?:[\s/,&]|and\b)*(?:(?:Mr|Mrs|Ms|Dr|Prof|M|Mme)\.?\s+)?", "", words)
            role = label.group("role").removesuffix("s") if len(spans) > 1 else label.group("role")
            yield _Entry(name.strip(), role, label.start() if not i else start + first, start + last)


def _role(scope: Scope, words: str) -> str:
    """A role without the publisher's name before it and the country behind it."""
    role, country, publisher = words.strip(" ,;:–-("), scope.country, scope.publisher
    if country and role.endswith(f", {country.text}"):
        role = role.removesuffix(f", {country.text}")
    for name in (publisher.text, *publisher.spellings) if publisher else ():
        role = role.removeprefix(f"{name} ")
    return "" if country and role == country.text else role


def _of_address(scope: Scope, email: re.Match[str] | None) -> Name | None:
    """The organisation whose name or acronym an address ends in: `ana.ruiz@unicef.org`."""
    host = email.group().rpartition("@")[2].split(".") if email else []
    term = next((t for word in host[:-1] if len(word) > 2 and (t := scope.entity_named(word))), None)
    return Name(term.label, term.cls, term.iri) if term else None


def _address_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Addresses without a person: `For more information contact the Secretariat: desk@example.org`."""
    text = block.joined.text
    for match in scope.pattern("contacts", "asking").finditer(text):
        email = _EMAIL.match(text, match.end())
        if email is None:
            continue
        words = match.group("body")
        body = scope.name(words, "Organization") if words else None
        slots: Slots = {
            "organization": body or _of_address(scope, email) or scope.publisher,
            "email": Text(email.group()),
        }
        yield make("Contact", "contact/address", 0.7, [scope.passage(block, match.start(), email.end())], slots)


def _employer(scope: Scope, role: str) -> tuple[str, Name | None]:
    """A role without the organisation behind it, and that organisation: `Education Officer, WFP`."""
    words, comma, last = role.rpartition(",")
    # `Head of Office, OCHA Chad`: the country tells which of its offices.
    country = scope.country.text if scope.country else ""
    bare = last.strip().removesuffix(country).strip() if comma else ""
    term = scope.entity_named(bare) if bare else None
    if term is None:
        return role, None
    return words.strip(), scope.name(bare, term.cls, term.iri)


def _person(scope: Scope, words: str) -> str:
    """A person's name without the unit that the line above it names: `Operations Division Ana Ruiz`."""
    name = scope.pattern("contacts", "unit").sub("", words)
    return name if len(name.split()) > 1 else words
