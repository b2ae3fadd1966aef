"""Entries of a contact block read from their addresses: what stands before an address tells whose it is.

Whatever parts them, the parts before an address are a person, a role, an organisation or words that only label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Name
from kg.relate.employers import EMAIL, organization_of
from kg.relate.scope import Scope

PHONE = re.compile(r"\(?\+\s?\(?\d[\d\s().-]{6,18}\d")
_PARTS = re.compile(r"\s*[,;:|()/•▪●·\t]\s*|\s+[–-]\s+|[–-]\s+|\.\s+|\s+or\s+|\s+at\s+(?=[A-Z])|\s{2,}")
_BULLET = re.compile(r"[•▪●■·]")
_ROLE = 9  # words of a role
_REACH = 200  # characters before an address in which its entry stands


def phone_in(scope: Scope, text: str) -> str | None:
    """The first telephone number of a text: one of a country, else one that a label tells."""
    if number := PHONE.search(text):
        return number.group()
    local = scope.pattern("contacts", "local_number").search(text)
    return local.group("number") if local else None


@dataclass(frozen=True)
class Addressed:
    """Whose an address is, as far as the words before it tell, and where they stand with it in the text."""

    person: str
    role: str | None
    organization: Name | None
    email: str | None
    phone: str | None
    begin: int
    end: int


def addressed(scope: Scope, text: str, begin: int, stop: int) -> Iterator[Addressed]:
    """The entries of a text, each with one person, that end with addresses; in order. It may have line ends."""
    at = begin
    for first, last, email, phone in clusters(scope, text, begin, stop):
        start = max(at, first - _REACH)
        if cue := list(scope.pattern("contacts", "cue").finditer(text, start, first)):
            start = cue[-1].end()
        found = _read(scope, text, start, first)
        behind = scope.pattern("contacts", "in_brackets").match(text, last, stop)
        body = organization_of(scope, behind.group("words")) if behind else None
        end = behind.end() if behind and body else last
        if found.person:
            organization = found.organization or (body[0] if body else None)
            role = " ".join(found.role.split()) if found.role else None
            yield Addressed(" ".join(found.person.split()), role, organization, email, phone, found.begin, end)
        at = end


def clusters(scope: Scope, text: str, begin: int, stop: int) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Where addresses that only labels part begin and end, with the first e-mail and the first number of each."""
    found: list[tuple[int, int, str | None, str | None]] = []
    local = scope.pattern("contacts", "local_number")
    spans: list[tuple[int, int, str | None, str | None]] = []
    spans += [(m.start(), m.end(), m.group(), None) for m in EMAIL.finditer(text, begin, stop)]
    spans += [(m.start(), m.end(), None, m.group()) for m in PHONE.finditer(text, begin, stop)]
    spans += [(m.start("number"), m.end("number"), None, m.group("number")) for m in local.finditer(text, begin, stop)]
    behind = (scope.pattern("contacts", "number_behind").match(text, span[1], stop) for span in [*spans] if span[2])
    spans += [(m.start("number"), m.end("number"), None, m.group("number")) for m in behind if m]
    for first, last, email, phone in sorted(spans, key=lambda s: s[:2]):
        if found and first < found[-1][1]:
            continue
        if found and scope.pattern("contacts", "between_addresses").fullmatch(text, found[-1][1], first):
            before = found.pop()
            found.append((before[0], last, before[2] or email, before[3] or phone))
        else:
            found.append((first, last, email, phone))
    yield from found


@dataclass
class _Told:
    """What the words before an address tell, and where they begin."""

    begin: int
    person: str = ""
    role: str | None = None
    organization: Name | None = None

    def opens_line(self, scope: Scope, words: str, end: int) -> bool:
        """Take the person whose name opens a line; what the line above ends with, no comma parts from it."""
        above, line_end, own = words.rpartition("\n")
        if self.person or not line_end or not is_person(scope, own):
            return False
        self.person, self.begin = scope.pattern("contacts", "titled").sub("", own), end - len(own)
        whose = organization_of(scope, above)
        self.organization = self.organization or (whose[0] if whose else None)
        return True

    def without_body(self, scope: Scope, words: str, begin: int) -> str:
        """Take the organisation that words at a character begin with; what else they say of an office."""
        body = organization_of(scope, words)
        if body is None:
            return words
        self.organization, self.begin = self.organization or body[0], begin
        return body[1]


def _read(scope: Scope, text: str, begin: int, end: int) -> _Told:
    """What the parts of a stretch before an address are; those next to the address count."""
    found = _Told(end)
    unit = ""  # what the office before it is of
    parts = _parted(text, begin, end)
    for i, (first, last) in reversed([*enumerate(parts)]):
        words = text[first:last].strip(" .,'’\"“”-–")
        words = scope.pattern("contacts", "label_words").sub("", words).strip(" .,")
        if found.opens_line(scope, words, last):
            break
        words = found.without_body(scope, words, first)
        if not words:
            continue
        if scope.pattern("contacts", "holds_office").search(words) and words[0].isupper():
            above = text[slice(*parts[i - 1])].strip() if i else ""
            if found.person and text[last:].lstrip().startswith(",") and is_person(scope, above):
                # `Ana Ruiz, Head of Unit, External Relations`: what looks like a name is the unit.
                words, found.person = f"{words}, {found.person}", ""
            words, unit = f"{words}, {unit}" if unit else words, ""
            if found.role or len(words.split()) > _ROLE:
                break
            found.role, found.begin = words, first
        elif not (found.person or found.role) and scope.pattern("contacts", "duty").fullmatch(words):
            # `Ana Ruiz, Operations Support`; else what the office before it is of
            if i and is_person(scope, text[slice(*parts[i - 1])].strip()):
                found.role, found.begin = words, first
            else:
                unit = words
        elif not found.person and is_person(scope, words):
            found.person, found.begin = scope.pattern("contacts", "titled").sub("", words), first
        elif found.person or words[0].islower():
            break  # another entry, or a sentence
        if found.person and i and _BULLET.search(text, parts[i - 1][1], first):
            found.organization = found.organization or _above(scope, text[slice(*parts[i - 1])].strip())
            break
    return found


def _above(scope: Scope, words: str) -> Name | None:
    """The body whose people the items below are: `In the X • Secretary General: Ana Ruiz, …`."""
    named = organization_of(scope, words) if words.casefold().startswith("in ") else None
    return named[0] if named else None


def _parted(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Where the parts of a stretch begin and end."""
    found, at = [], begin
    for match in _PARTS.finditer(text, begin, end):
        found.append((at, match.start()))
        at = match.end()
    return [(a, b) for a, b in [*found, (at, end)] if text[a:b].strip()]


def is_person(scope: Scope, words: str) -> bool:
    """Whether some words look like a person's name, and are no body's, role's or place's."""
    if scope.pattern("contacts", "person_name").fullmatch(words) is None:
        return False
    if scope.pattern("contacts", "no_person").fullmatch(words) or scope.pattern("contacts", "holds_office").search(
        words
    ):
        return False
    bodies = {*scope.patterns("names").get("organization_heads", ())}
    parts = words.split()
    return (
        not (bodies & set(parts))
        and organization_of(scope, words) is None
        and scope.country_of(words) is None
        and parts[0] not in scope.words("names", "never_first")
    )
