"""Entries of contacts whose parts have lines of their own: a name, a role, an address below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Name
from kg.relate.employers import EMAIL, organization_of
from kg.relate.entries import PHONE, is_person, phone_in
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scope import Scope

_LINES = 9  # lines in which an entry stands
_WORDS = 12  # words of its longest line
_ACTING = re.compile(r"\ba\.\s?i\.$")  # `Head of Office, a.i.`
_ACRONYM = re.compile(r"[A-Z]{4,9}")
_PARTS = re.compile(r"[,–|]|\s-\s")


@dataclass
class Stacked:
    """Whom an entry names, with what its lines tell, and where it stands in the source."""

    person: str
    begin: int
    end: int
    role: str | None = None
    organization: Name | None = None
    email: str | None = None
    phone: str | None = None
    lines: int = 1

    def add(self, scope: Scope, line: PrintedLine) -> bool:
        """Take what a further line tells; False where it is no line of this entry."""
        email, phone = EMAIL.search(line.text), phone_in(scope, line.text)
        if scope.pattern("contacts", "fax_line").fullmatch(line.text):
            taken = email is None
        elif email or phone:
            taken = self._addressed(scope, line, email.group() if email else None, phone)
        else:
            taken = not (self.email or self.phone) and self._described(scope, line.text)
        self.lines += taken
        return taken

    def _addressed(self, scope: Scope, line: PrintedLine, email: str | None, phone: str | None) -> bool:
        if (email and self.email) or (phone and self.phone):
            return False
        before = line.text[: min(line.text.find(a) for a in (email, phone) if a)]
        held = _held(scope, before)
        labels = re.search(r"[a-z]{3}", scope.pattern("contacts", "label_words").sub("", before)) is None
        if not (held or labels or scope.pattern("contacts", "address_line").fullmatch(line.text)):
            return False
        self.role = self.role or held
        self.email, self.phone = self.email or email, self.phone or phone
        self.end = line.end
        return True

    def _described(self, scope: Scope, text: str) -> bool:
        if len(text.split()) > _WORDS or (text.endswith(".") and not _ACTING.search(text)):
            return False
        if held := _held(scope, text):
            if self.role:
                return False
            self.role = held
            self.organization = self.organization or parted(scope, text)[1]
        elif body := organization_of(scope, text):
            self.organization = self.organization or body[0]
        else:
            return not (self.role and _named(scope, text))
        return True


def stacked(scope: Scope, block: AnnotatedBlock, after: int = -1) -> list[Stacked]:
    """The entries that begin in a block behind a character; none where it has entries of one line each."""
    found: list[Stacked] = []
    lines = [line for line in _lines(scope, block) if line.begin >= after]
    own = sum(line.block is block for line in lines)
    k = 0
    while k < own:
        entry = _entry(scope, lines[k : k + _LINES])
        if entry is not None:
            found.append(entry)
        elif EMAIL.search(lines[k].text) or PHONE.search(lines[k].text):
            return []
        k += entry.lines if entry else 1
    return found


def _lines(scope: Scope, block: AnnotatedBlock) -> Iterator[PrintedLine]:
    """The printed lines of a block and of those behind it, as far as an entry that begins in it may reach."""
    at = scope.index[id(block)]
    for near in scope.document.blocks[at : at + _LINES]:
        if near.block.kind is not BlockKind.FURNITURE:
            yield from printed_lines(scope, near)


def _entry(scope: Scope, lines: Sequence[PrintedLine]) -> Stacked | None:
    """The entry of the person whom the first of some lines names, if those behind it hold an address."""
    named = _named(scope, lines[0].text)
    if named is None and len(lines) > 1 and (held := _held(scope, lines[0].text)):
        # The role stands above the name.
        below = _entry(scope, lines[1:])
        if below is None or below.role:
            return None
        return replace(below, begin=lines[0].begin, role=held, lines=below.lines + 1)
    if named is None or scope.pattern("contacts", "heading").match(lines[0].text):
        return None
    entry = Stacked(named.group("person"), lines[0].begin, lines[0].end)
    if scope.pattern("contacts", "unit").match(f"{entry.person} "):
        return None
    if role := named.groupdict().get("role"):
        entry.role, entry.organization = parted(scope, role)
    for line in lines[1:]:
        if not entry.add(scope, line):
            break
    return entry if entry.email or entry.phone else None


def _named(scope: Scope, text: str) -> re.Match[str] | None:
    """A person whom a line names and nothing else but a role."""
    named = scope.pattern("contacts", "headed_line").fullmatch(text)
    if named is None or not scope.pattern("contacts", "holds_office").search(named.group("role")):
        named = scope.pattern("contacts", "person_line").fullmatch(text)
    return named if named and is_person(scope, named.group("person")) else None


def parted(scope: Scope, line: str) -> tuple[str, Name | None]:
    """The role of a line, and the organisation that it names behind: `Reporting Officer, UNHCR Bol`."""
    for cut in _PARTS.finditer(line):
        words = _PARTS.split(line[cut.end() :])[0].strip()
        if body := organization_of(scope, words):
            return line[: cut.start()].strip(), body[0]
        if _ACRONYM.fullmatch(words) and not scope.labels("Sector").inside(words):
            return line[: cut.start()].strip(), scope.name(words, "Organization")
    return line, None


def _held(scope: Scope, words: str) -> str | None:
    """The role that some words name, if they do nothing else."""
    held = scope.pattern("contacts", "role_line").fullmatch(words)
    return (held.group("role") or held.group("plain")) if held else None
