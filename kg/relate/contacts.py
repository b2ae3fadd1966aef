"""The contact block: persons with their role and addresses. Names in running text make no contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Passage, Text
from kg.relate.employers import EMAIL, of_address, of_heading, of_report, of_role, organization_of
from kg.relate.entries import PHONE, Addressed, addressed, clusters, is_person, phone_in
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope
from kg.relate.stacked import stacked

_LINE = 40  # words of a line that may be an entry outside contact blocks
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
    inside = False
    opened: AnnotatedBlock | None = None  # the heading of contacts, until another heading comes
    seen: list[Claim] = []  # an address without a person counts where the report gives no other
    read = -1  # where what single lines told of a person ends
    entry = -2  # the block that held an entry last
    for block in scope.document.blocks:
        if block.block.end <= read:
            continue
        if block.block.begin < read:
            if claims := _of_lines(scope, block, read):
                read = claims[-1].evidence[-1].end
                yield from claims
            continue
        text = block.joined.text
        heads = " ".join(block.block.section[-1:])
        if block.block.kind is BlockKind.HEADING:
            headings = [text.strip(), *block.block.section]
            asks = any(scope.pattern("contacts", "heading").match(words) for words in headings)
            # A name, or the unit where somebody is found, may be taken for a heading.
            right_below = opened is not None and opened in scope.before(block, 1)
            opened = block if asks else None
            inside = (
                asks
                or (inside and (right_below or _is_body(scope, text) or bool(_of_lines(scope, block))))
                or _heads_entry(scope, block)
            )
        elif block.block.kind is BlockKind.FURNITURE:
            continue
        # A short line of it may be taken for a heading.
        if inside and (claims := _of_fields(scope, block) or _of_lines(scope, block) or _of_line_above(scope, block)):
            seen, read = claims, claims[-1].evidence[-1].end
            yield from claims
            continue
        if block.block.kind is BlockKind.HEADING and not EMAIL.search(text):
            continue
        if scope.pattern("contacts", "heading").match(text.strip()) and scope.pattern("contacts", "asks").fullmatch(
            text
        ):
            inside = True
            continue
        if (inside or entry == scope.index[id(block)] - 1) and (claims := list(_of_holders(scope, block))):
            entry = scope.index[id(block)]
            yield from claims
            continue
        labelled = scope.pattern("contacts", "label").match(text.strip())
        at_hand = EMAIL.search(text) or PHONE.search(text)
        if not at_hand or not (
            inside or labelled or scope.pattern("contacts", "section").search(heads) or _looks_like_entry(scope, text)
        ):
            asked = scope.pattern("contacts", "ask_for").search(text) if at_hand else None
            found = list(_claims(scope, block, asked.end())) if asked else []
            if not found and EMAIL.search(text) and len(text.split()) < _LINE:
                found = [c for c in _of_lines(scope, block) if {"role", "email"} <= c.slots.keys()]
            found = found or (list(_address_claims(scope, block)) if at_hand and not seen else [])
            if found and (further := _with_next(scope, block, found[-1])) is not None:
                found[-1], read = further, further.evidence[-1].end
            seen = seen or found
            yield from found
            continue
        begin = labelled.end() + len(text) - len(text.lstrip()) if labelled else 0
        found = list(_claims(scope, block, begin)) or ([] if seen else list(_address_claims(scope, block)))
        if found and (further := _with_next(scope, block, found[-1])) is not None:
            found[-1], read = further, further.evidence[-1].end
        seen, entry = seen or found, scope.index[id(block)] if found else entry
        yield from found


def _heads_entry(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a heading is a person's name above a role and an address."""
    if scope.pattern("contacts", "person_line").fullmatch(block.joined.text) is None:
        return False
    return any({"role", "email"} <= claim.slots.keys() for claim in _of_lines(scope, block))


def _of_holders(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Persons without an address, in a line among entries that only tells who holds an office."""
    text = block.joined.text.strip()
    if len(text.split()) > _HEAD or EMAIL.search(text) or PHONE.search(text):
        return
    entries = list(_by_role(scope, block.joined.text, 0, len(block.joined.text)))
    if entries and entries[0].begin == 0 and len(text) - entries[-1].end <= 1:
        for one in entries:
            yield _contact("holder", 0.8, scope.whole(block), one.person, one.role, scope.publisher, None, None)


def _is_body(scope: Scope, words: str) -> bool:
    """Whether a heading among contacts names a body, whose people follow: `In the Red Cross Society`."""
    return len(words.split()) <= _HEAD and organization_of(scope, words.strip(" :")) is not None


def _with_next(scope: Scope, block: AnnotatedBlock, claim: Claim) -> Claim | None:
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


def _of_fields(scope: Scope, block: AnnotatedBlock) -> list[Claim]:
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
    claim = _of_run(scope, run, "fields", 0.9, fields["person"], fields.get("role"), by_address=False)
    return [claim] if claim else []


def _of_line_above(scope: Scope, block: AnnotatedBlock) -> list[Claim]:
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
    email = EMAIL.search(one.email) if one.email else None
    employer = one.organization or of_address(scope, email) or of_report(scope, email)
    passage = scope.document.source.passage(above.block.begin, block.block.end)
    return [_contact("line-above", 0.85, passage, one.person, one.role, employer, one.email, one.phone)]


def _contact(
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


def _of_lines(scope: Scope, block: AnnotatedBlock, after: int = -1) -> list[Claim]:
    """Persons whose name, role and addresses stand in lines of their own, which begin in this block behind `after`."""
    claims = []
    for one in stacked(scope, block, after):
        role, body = of_role(scope, _role(scope, one.role or ""))
        email = EMAIL.search(one.email) if one.email else None
        employer = one.organization or body or of_address(scope, email) or of_report(scope, email)
        passage = scope.document.source.passage(one.begin, one.end)
        claims.append(_contact("lines", 0.85, passage, one.person, role, employer, one.email, one.phone))
    return claims


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
    email, phone = EMAIL.search(text), PHONE.search(text)
    if not (email or phone):
        return None
    employer = (of_address(scope, email) if by_address else None) or of_report(scope, email)
    passage = scope.document.source.passage(run[0].block.begin, run[-1].block.end)
    return _contact(rule, confidence, passage, person, role, employer, email and email.group(), phone and phone.group())


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
    read = [_with_role(one, roles.get(one.person)) for one in addressed(scope, text, begin, stop)]
    for one in read:
        yield _of_addressed(scope, block, one, stop)
    spans = [(one.begin, one.end) for one in read]
    entries = [
        e for e in entries if is_person(scope, e.person) and not any(b < e.end and e.begin < f for b, f in spans)
    ]
    # One number behind several names is everybody's.
    phones = list(PHONE.finditer(text, begin, stop))
    shared = phones[0] if len(phones) == 1 and len(entries) > 1 and phones[0].start() > entries[-1].end else None
    for i, entry in enumerate(entries):
        end = min(
            [b for b in (e.begin for e in entries[i + 1 :]) if b >= entry.end]
            + [b for b, _ in spans if b >= entry.end],
            default=stop,
        )
        own = text[entry.end : end]
        email, phone = EMAIL.search(own), PHONE.search(own) or shared
        reached = max([m.end() for m in (email, phone) if m and m is not shared], default=0)
        behind = scope.pattern("contacts", "behind").match(own[reached:]) if reached and not entry.role else None
        role, employer = of_role(scope, _role(scope, entry.role or (behind.group("role") if behind else "")))
        yield _contact(
            "entry",
            0.9,
            scope.passage(block, entry.begin, entry.end + reached + (behind.end("role") if behind else 0)),
            _person(scope, entry.person),
            role,
            employer or of_address(scope, email) or of_report(scope, email),
            email and email.group(),
            phone and phone.group(),
        )


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
    role, employer = of_role(scope, _role(scope, role))
    email = EMAIL.search(one.email) if one.email else None
    employer = one.organization or employer or of_address(scope, email) or of_heading(scope, block)
    return _contact(
        "addressed",
        0.9,
        scope.passage(block, one.begin, end),
        one.person,
        role,
        employer or of_report(scope, email),
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


def _role(scope: Scope, words: str) -> str:
    """A role without the publisher's name before it and the country behind it."""
    role, country, publisher = words.strip(" ,;:–-("), scope.country, scope.publisher
    if country and role.endswith(f", {country.text}"):
        role = role.removesuffix(f", {country.text}")
    for name in (publisher.text, *publisher.spellings) if publisher else ():
        if not scope.pattern("parties", "bodies").search(name):  # `Health Cluster Coordinator` is a role
            role = role.removeprefix(f"{name} ")
    return "" if country and role == country.text else role


def _address_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Addresses without a person: `For more information contact the Secretariat: desk@example.org`."""
    text = block.joined.text
    asking = list(scope.pattern("contacts", "asking").finditer(text))
    for match in asking or scope.pattern("contacts", "bare").finditer(text):
        email = EMAIL.match(text, match.end())
        if email is None:
            continue
        words = match.groupdict().get("body")
        body = scope.name(words, "Organization") if words else None
        if words and scope.pattern("contacts", "unit").match(f"{words} "):
            body = None  # a unit of somebody
        beside = (c for c in clusters(scope, text, 0, len(text)) if c[0] <= email.start() < c[1])
        phone = next((c[3] for c in beside), None)
        slots: Slots = {
            "organization": body or of_address(scope, email) or scope.publisher,
            "email": Text(email.group()),
            "telephone": Text(re.sub(r"\s+", " ", phone)) if phone else None,
        }
        yield make("Contact", "contact/address", 0.7, [scope.passage(block, match.start(), email.end())], slots)


def _person(scope: Scope, words: str) -> str:
    """A person's name without the unit that the line above it names: `Operations Division Ana Ruiz`."""
    name = scope.pattern("contacts", "unit").sub("", words)
    return name if len(name.split()) > 1 else words
