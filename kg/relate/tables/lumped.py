"""Rows of who does what where whose cells lost what parts them: `Oxfam Distribution of seeds Gulu 1,200`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.document import Quantity
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.facts import BlockClaims, Slots, make
from kg.relate.labels import plain
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in
from kg.relate.tables.told import ROLES, deed_of

_VALUES = ("target", "reached")
_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_HEAD_WORDS, _NAME_WORDS, _ROW_WORDS = 10, 3, 24  # of a line of names, of one name, and of a row, at most
_TAIL = r"(?:\s+\d[\d,.]*(?:\s[A-Za-z]{2,10})?){%d}$"  # numbers, perhaps with what they count
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]*[A-Z](?=\s)")


def lumped_rows(scope: Scope) -> BlockClaims:
    """All such rows of a report, below lines that name what stands in them."""
    layout, found = scope.patterns("served"), BlockClaims()
    if not layout:
        return found
    columns: list[str] = []
    labels = _labels(layout)
    for block in scope.document.blocks:
        if block.block.kind not in _KINDS:
            columns = []
            continue
        for line in printed_lines(scope, block):
            named = _columns(line.text, labels)
            claims = list(_row(scope, line, columns)) if columns and not named else []
            found.claims += claims
            if claims or named:
                found.blocks.add(id(block))
            columns = named or (columns if claims else [])
    return found


def _labels(layout: Mapping[str, Any]) -> dict[str, str]:
    """What the names of columns stand for."""
    labels = {label: role for role in ROLES for label in layout["columns"][role]}
    counted = (*layout["columns"]["reached"], *layout["columns"].get("counted", ()))
    return labels | dict.fromkeys(counted, "reached") | dict.fromkeys(layout["columns"]["target"], "target")


def _columns(text: str, labels: Mapping[str, str]) -> list[str]:
    """What a line of names says that rows hold: who, what and where, then the numbers of people."""
    if len(text.split()) > _HEAD_WORDS or any(c.isdigit() for c in text):
        return []
    found = _named(text, labels)
    words = [role for role in found if role in ROLES]
    told = "item" in words and len(words) > 1 and found[: len(words)] == words
    return found if told and len(found) > len(words) else []


def _row(scope: Scope, line: PrintedLine, columns: Sequence[str]) -> Iterator[Claim]:
    """The activities of a row, one for each number."""
    values = [column for column in columns if column in _VALUES]
    tail = re.search(_TAIL % len(values), line.text) if len(line.text.split()) <= _ROW_WORDS else None
    numbers = [n for n in scope.numbers(line.text) if tail is not None and n.begin >= tail.start()]
    if tail is None or len(numbers) != len(values):
        return
    about = told_at_once(scope, line.text[: tail.start()], [column for column in columns if column in ROLES])
    ends = [*(n.begin for n in numbers[1:]), len(line.text)]
    for value, number, end in zip(values, numbers, ends, strict=True) if about else ():
        yield make(
            "Activity",
            "lines/lumped",
            0.8,
            [scope.document.source.passage(line.begin, line.end)],
            {
                "activityType": scope.in_role("ActivityType", "unspecific"),
                **{slot: told for slot, told in about.items() if told is not None},
                "sector": scope.sector(line.block.block),
                _people(scope, line.text, number, end): scope.number(number, line.text),
                "status": scope.in_role("Status", "prospective") if value == "target" else None,
            },
        )


def _people(scope: Scope, text: str, number: Quantity, end: int) -> str:
    """The slot of a number of people, by the unit behind it."""
    unit = text[number.full_end : end]
    return "households" if scope.pattern("populations", "households").search(unit) else "reached"


def _named(text: str, labels: Mapping[str, str]) -> list[str]:
    """What the names of columns that make up a line stand for, each once; nothing where other words stand there."""
    words, found = plain(text).split(), list[str]()
    while words:
        most = min(_NAME_WORDS, len(words))
        count = next((n for n in range(most, 0, -1) if " ".join(words[:n]) in labels), 0)
        role = labels.get(" ".join(words[:count]))
        if role is None or role in found:
            return []
        found.append(role)
        words = words[count:]
    return found


def lumped_columns(name: str, layout: Mapping[str, Any]) -> list[str]:
    """What a cell holds that lost what parts it from the next, by all their names: `Partner Activity District`."""
    found = _named(name, {label: role for role in ROLES for label in layout["columns"][role]})
    return found if len(found) > 1 and "item" in found else []


def told_at_once(scope: Scope, text: str, roles: Sequence[str]) -> Slots:
    """What such a cell tells; nothing where it does not begin or end with who did it, and where, as its columns do."""
    words = " ".join(text.split())
    found: Slots = {}
    for role in roles:
        if role == "item":
            continue
        read = _actor if role == "actor" else _place
        part = read(scope, words, opens=roles.index(role) < roles.index("item"))
        if part is None:
            return {}
        found[role], words = part
    code, item = deed_of(scope, words)
    found["item"] = Text(item)
    found["activityType"] = scope.term("ActivityType", code) if code else None
    return found if item else {}


def _actor(scope: Scope, words: str, *, opens: bool) -> tuple[Name, str] | None:
    """The organisation that some words begin or end with, and the other words."""
    doc = scope.match(words)
    for name in mentions_in(doc, *scope.organizations):
        if opens and name.start_char == 0:
            return scope.name_of(name), words[name.end_char :].strip()
        if not opens and name.end_char == len(words):
            return scope.name_of(name), words[: name.start_char].strip()
    acronym = _ACRONYM.match(words) if opens else None
    return (scope.name(acronym.group(), "Organization"), words[acronym.end() :].strip()) if acronym else None


def _place(scope: Scope, words: str, *, opens: bool) -> tuple[Name, str] | None:
    """The place that some words begin or end with, and the other words; one at the end need not be a known one."""
    parts = words.split()
    for count in range(min(_NAME_WORDS, len(parts) - 1), 0, -1):
        name, rest = (parts[:count], parts[count:]) if opens else (parts[-count:], parts[:-count])
        if (place := scope.place_of(" ".join(name))) is not None:
            return place, " ".join(rest)
    last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i][0].islower()), -1)
    if opens or last < 0 or not 0 < len(parts) - 1 - last <= _NAME_WORDS:
        return None
    return scope.place_named(" ".join(parts[last + 1 :])), " ".join(parts[: last + 1])
