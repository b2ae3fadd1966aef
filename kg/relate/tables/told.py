"""Columns that tell in words who did what where, beside the numbers of a table: `Partner | Activity | District`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kg.model import Cell, Name, Table, Text
from kg.relate.facts import Slots
from kg.relate.labels import plain
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value

ROLES = ("item", "actor", "place")
"""What such columns hold."""
_OF = re.compile(r"(?P<deed>\S+(?:\s\S+)?)\s+of\s+(?P<things>\S.*)")
_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+and\s+")


def told_columns(
    scope: Scope, header: Sequence[Cell], layout: Mapping[str, Any], taken: Collection[int]
) -> dict[int, str]:
    """What the columns behind the first hold in words, by their exact names; each only once.

    Args:
        scope: of the report.
        header: the names of the columns.
        layout: of such tables, in the patterns.
        taken: columns of numbers.
    """
    names = {name: role for role in ROLES for name in layout["columns"][role]}
    found: dict[int, str] = {}
    for i, cell in enumerate(header[1:], start=1):
        role = names.get(scope.pattern("columns", "aimed_at").sub("", plain(cell.text)))
        if role is not None and i not in taken and role not in found.values():
            found[i] = role
    return found


def told_by(scope: Scope, row: Sequence[Cell], columns: Mapping[int, str]) -> Slots:
    """What the cells of a row tell in words: what was done, where and by whom."""
    found: Slots = {}
    for i, role in columns.items():
        text = " ".join(row[i].text.split()) if i < len(row) else ""
        if not re.search(r"[^\W\d_]{2}", text):
            continue
        if role == "item":
            code, item = deed_of(scope, text)
            found["item"] = Text(item)
            found["activityType"] = scope.term("ActivityType", code) if code else None
        elif role == "actor":
            found["actor"] = cell_value(scope, "actor", row[i], Table((), ()))
        else:
            found["place"] = [place for part in _BETWEEN.split(text) if (place := _place(scope, part)) is not None]
    return found


def deed_of(scope: Scope, text: str) -> tuple[str | None, str]:
    """The type and the object of what a cell calls a deed: `Distribution of seeds`, `Seed distribution`, `Seeds`."""
    split = _OF.fullmatch(text)
    deed, things = split.group("deed", "things") if split else (text.rpartition(" ")[2], text.rpartition(" ")[0])
    code = activity_label(scope, deed)
    handled = scope.words("activities", "goods") | scope.words("activities", "built")
    if code is not None and things and object_type(scope, things) in handled:
        return code, things
    if split and code is not None:
        return code, deed.lower()
    return activity_label(scope, text) or object_type(scope, text), text


def _place(scope: Scope, words: str) -> Name | None:
    place = cell_value(scope, "place", Cell(0, 0, words), Table((), ()))
    if not isinstance(place, Name):
        return None
    return place if place.ref else scope.place_named(words)
