"""The contact block: persons with their role and addresses. Names in running text make no contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.contact_lines import bare_role, below_line, contact, fields_of, lines_of, with_next_line
from kg.relate.employers import EMAIL, of_address, of_heading, of_report, of_role, organization_of
from kg.relate.entries import PHONE, Addressed, addressed, clusters, is_person
from kg.relate.facts import Slots, make
from kg.relate.printed import with_line_ends
from kg.relate.scope import Scope

_LINE = 40  # words of a line that may be an entry outside contact blocks
_ENTRY = 600  # characters in which a name's address stands, at most
_HEAD = 12  # words of a line with a person's name and role
_STREET = 8  # characters before a name in which the number of a house stands
_MARGIN = 40  # characters before and behind its entries


@dataclass(frozen=True)
class _Entry:
    """A person in a contact block: name, perhaps role, and where both stand in the block's text."""

    person: str
    role: str | None
    begin: int
    end: int


def contact_claims(scope: Scope) -> Iterator[Claim]:
    """Contacts of the report."""
    reading = _Reading(scope)
    for block in scope.document.blocks:
        if block.block.kind is not BlockKind.FURNITURE and block.block.end > reading.read:
            yield from reading.of(block)


@dataclass
class _Reading:
    """How far the contacts of a report are read."""

    scope: Scope
    inside: bool = False  # whether contacts are being listed
    opened: AnnotatedBlock | None = None  # the heading of contacts, until another heading comes
    seen: bool = False  # an address without a person counts where the report gives no other
    read: int = -1  # where what single lines told of a person ends
    entry: int = -2  # the block that held an entry last
    employer: Name | None = None  # of the one that it told of

    def of(self, block: AnnotatedBlock) -> Sequence[Claim]:
        """The contacts that begin in a block."""
        scope, text = self.scope, block.joined.text
        if block.block.begin < self.read:
            return self._taken(lines_of(scope, block, self.read))
        heading = block.block.kind is BlockKind.HEADING
        if heading:
            self._open(block)
        # A short line of it may be taken for a heading.
        claims = (fields_of(scope, block) or lines_of(scope, block)) if self.inside else []
        if not claims and (self.inside or EMAIL.search(text)):
            claims = below_line(scope, block)
        if claims:
            self.seen = True
            return self._taken(claims)
        at = scope.index[id(block)]
        if (self.inside or self.entry == at - 1 or self._comes_next(at)) and (
            claims := list(_of_holders(scope, block, self.employer))
        ):
            self.entry = at
            return claims
        if heading and not EMAIL.search(text):
            return ()
        asks = scope.pattern("contacts", "asks")
        if scope.pattern("contacts", "heading").match(text.strip()) and asks.fullmatch(text):
            self.inside = True
            return ()
        found = self._addressed(block) if EMAIL.search(text) or PHONE.search(text) else []
        if found:
            self.entry = at
            self.employer = next((n for n in found[-1].slots.get("organization", ()) if isinstance(n, Name)), None)
        return found

    def _comes_next(self, at: int) -> bool:
        """Whether the block behind a position is labelled as a contact and has an address."""
        following = next(iter(self.scope.document.blocks[at + 1 : at + 2]), None)
        text = following.joined.text.strip() if following is not None else ""
        return EMAIL.search(text) is not None and self.scope.pattern("contacts", "label").match(text) is not None

    def _open(self, block: AnnotatedBlock) -> None:
        """See whether a heading opens contacts, or goes on with them."""
        scope, text = self.scope, block.joined.text
        headings = [text.strip(), *block.block.section]
        asks = any(scope.pattern("contacts", "heading").match(words) for words in headings)
        # A name, or the unit where somebody is found, may be taken for a heading.
        right_below = self.opened is not None and self.opened in scope.before(block, 1)
        self.opened = block if asks else None
        goes_on = self.inside and (right_below or _is_body(scope, text) or bool(lines_of(scope, block)))
        self.inside = asks or goes_on or _heads_entry(scope, block)

    def _taken(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        self.read = claims[-1].evidence[-1].end if claims else self.read
        return claims

    def _addressed(self, block: AnnotatedBlock) -> list[Claim]:
        """The contacts of a block with addresses: entries, those whom a text asks to write to, a mere address."""
        scope, text = self.scope, block.joined.text
        labelled = scope.pattern("contacts", "label").match(text.strip())
        listed = scope.pattern("contacts", "section").search(" ".join(block.block.section[-1:]))
        if self.inside or labelled or listed or _looks_like_entry(scope, text):
            begin = labelled.end() + len(text) - len(text.lstrip()) if labelled else 0
            found = list(_claims(scope, block, begin))
        else:
            asked = scope.pattern("contacts", "ask_for").search(text)
            found = list(_claims(scope, block, asked.end())) if asked else []
            if not found and EMAIL.search(text) and len(text.split()) < _LINE:
                found = [c for c in lines_of(scope, block) if {"role", "email"} <= c.slots.keys()]
        found = found or ([] if self.seen else list(_address_claims(scope, block)))
        if found and (further := with_next_line(scope, block, found[-1])) is not None:
            found[-1] = further
            self._taken(found)
        self.seen = self.seen or bool(found)
        return found


def _heads_entry(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a heading is a person's name above a role and an address."""
    if scope.pattern("contacts", "person_line").fullmatch(block.joined.text) is None:
        return False
    if "@" not in scope.document.source.text[block.block.end : block.block.end + _ENTRY]:
        return False
    return any({"role", "email"} <= claim.slots.keys() for claim in lines_of(scope, block))


def _of_holders(scope: Scope, block: AnnotatedBlock, employer: Name | None) -> Iterator[Claim]:
    """Persons without an address, in a line among entries that only tells who holds an office."""
    text = block.joined.text.strip()
    if len(text.split()) > _HEAD or EMAIL.search(text) or PHONE.search(text):
        return
    entries = list(_by_role(scope, block.joined.text, 0, len(block.joined.text)))
    if entries and entries[0].begin == 0 and len(text) - entries[-1].end <= 1:
        for one in entries:
            role, whose = of_role(scope, bare_role(scope, one.role or ""))
            whose = whose or employer or scope.publisher
            yield contact("holder", 0.8, scope.whole(block), one.person, role, whose, None, None)


def _is_body(scope: Scope, words: str) -> bool:
    """Whether a heading among contacts names a body, whose people follow: `In the Red Cross Society`."""
    return len(words.split()) <= _HEAD and organization_of(scope, words.strip(" :")) is not None


def _looks_like_entry(scope: Scope, text: str) -> bool:
    if not EMAIL.search(text):
        return False
    if len(text.split()) < 25 and PHONE.search(text) and scope.pattern("contacts", "entry").match(text):
        return True
    if len(text.split()) < _LINE and not text.rstrip().endswith("."):
        entries = list(addressed(scope, text, 0, len(text)))
        if entries and entries[0].begin < _MARGIN and len(text) - entries[-1].end < _MARGIN:
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
    office = scope.pattern("contacts", "holds_office")
    roles = {e.person: e for e in entries if e.role and office.search(e.role) and is_person(scope, e.person)}
    read = [_with_role(one, roles.get(one.person)) for one in addressed(scope, with_line_ends(block), begin, stop)]
    for one in read:
        if one.role or scope.pattern("contacts", "unit_alone").fullmatch(one.person) is None:
            yield _of_addressed(scope, block, one, stop)
    spans = [(one.begin, one.end) for one in read]
    entries = [
        e for e in entries if is_person(scope, e.person) and not any(b < e.end and e.begin < f for b, f in spans)
    ]
    # One number behind several names is everybody's.
    phones = list(PHONE.finditer(text, begin, stop))
    shared = phones[0] if len(phones) == 1 and len(entries) > 1 and phones[0].start() > entries[-1].end else None
    common = _common(scope, text, entries, read)
    for i, entry in enumerate(entries):
        end = min(
            [b for b in (e.begin for e in entries[i + 1 :]) if b >= entry.end]
            + [b for b, _ in spans if b >= entry.end],
            default=stop,
        )
        own = text[entry.end : end]
        address, phone = EMAIL.search(own), PHONE.search(own) or shared
        reached = max([m.end() for m in (address, phone) if m and m is not shared], default=0)
        behind = scope.pattern("contacts", "behind").match(own[reached:]) if reached and not entry.role else None
        email = address.group() if address else common.email if common else None
        number = phone.group() if phone else common.phone if common else None
        role, employer = of_role(scope, bare_role(scope, entry.role or (behind.group("role") if behind else "")))
        yield contact(
            "entry",
            0.9,
            scope.passage(block, entry.begin, entry.end + reached + (behind.end("role") if behind else 0)),
            _person(scope, entry.person),
            role,
            employer or of_address(scope, email) or of_report(scope, email),
            email,
            number,
        )


def _common(scope: Scope, text: str, entries: Sequence[_Entry], read: Sequence[Addressed]) -> Addressed | None:
    """The entry whose labelled addresses are everybody's: the last, where those before it have none of their own."""
    if len(read) != 1 or not entries or entries[-1].end > read[0].begin:
        return None
    last = text[read[0].begin : read[0].end]
    own = EMAIL.search(text, entries[0].begin, read[0].begin) or PHONE.search(text, entries[0].begin, read[0].begin)
    return read[0] if own is None and scope.pattern("contacts", "shared_label").search(last) else None


def _with_role(one: Addressed, same: _Entry | None) -> Addressed:
    """An entry with the role that another reading has for the same person, where that is the shorter one."""
    if same is None or same.role is None or (one.role and not one.role.endswith(same.role)):
        return one
    return replace(one, role=same.role, begin=max(one.begin, same.begin) if one.role else min(one.begin, same.begin))


def _of_addressed(scope: Scope, block: AnnotatedBlock, one: Addressed, stop: int) -> Claim:
    """A person of an entry that was read from its addresses; the role may stand behind them."""
    text, role, end = block.joined.text, one.role or "", one.end
    if not role and (behind := scope.pattern("contacts", "behind").match(text[end:stop])):
        role, end = behind.group("role"), end + behind.end("role")
    role, employer = of_role(scope, bare_role(scope, role))
    employer = one.organization or employer or of_address(scope, one.email) or of_heading(scope, block)
    return contact(
        "addressed",
        0.9,
        scope.passage(block, one.begin, end),
        one.person,
        role,
        employer or of_report(scope, one.email),
        one.email,
        one.phone,
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
        (
            _Entry(m.group("person"), m.group("role"), m.start(), m.end())
            for m in _found(scope, "run_behind", text, begin, stop)
        ),
    ]
    chosen: list[_Entry] = []
    for reading in readings:
        for entry in reading:
            desk = scope.pattern("contacts", "no_person").fullmatch(entry.person)
            street = scope.pattern("contacts", "street").search(text[max(0, entry.begin - _STREET) : entry.begin])
            if not (desk or street) and not any(c.begin < entry.end and entry.begin < c.end for c in chosen):
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


def _address_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Addresses without a person: `For more information contact the Secretariat: desk@example.org`."""
    text = block.joined.text
    asking = list(scope.pattern("contacts", "asking").finditer(text))
    for match in asking or scope.pattern("contacts", "bare").finditer(text):
        email = EMAIL.match(text, match.end())
        if email is None:
            continue
        words = match.groupdict().get("body")
        if words and is_person(scope, words):
            for one in addressed(scope, with_line_ends(block), match.start(), len(text)):
                yield _of_addressed(scope, block, one, len(text))
            return
        body = scope.name(words, "Organization") if words else None
        if words and scope.pattern("contacts", "unit").match(f"{words} "):
            body = None  # a unit of somebody
        beside = (c for c in clusters(scope, text, 0, len(text)) if c[0] <= email.start() < c[1])
        phone = next((c[3] for c in beside), None)
        slots: Slots = {
            "organization": body or of_address(scope, email.group()) or scope.publisher,
            "email": Text(email.group()),
            "telephone": Text(re.sub(r"\s+", " ", phone)) if phone else None,
        }
        yield make("Contact", "contact/address", 0.7, [scope.passage(block, match.start(), email.end())], slots)


def _person(scope: Scope, words: str) -> str:
    """A person's name without the unit that the line above it names: `Operations Division Ana Ruiz`."""
    name = scope.pattern("contacts", "unit").sub("", words)
    return name if len(name.split()) > 1 else words
