"""The table of what names became: what was merged and why, what nearly was, what stayed unknown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import OutputError
from kg.resolve.resolution import Resolution
from kg.text import plain_cell, safe_cell


class Row(NamedTuple):
    """A line of the table.

    `state` is `merged` (a name that was taken for the entity's), `near` (two entities that look alike) or `unknown` (an
    entity that neither vocabulary nor gazetteer nor another report explains). `alone` is the IRI that a merged name
    would have without the merge, or that of the entity that is nearly the same: what a line of decisions may name.
    """

    state: str
    cls: str
    entity: str
    name: str
    why: str
    score: str
    reports: str
    iri: str
    alone: str


def rows(resolution: Resolution) -> Iterator[Row]:
    """The lines, in a fixed order."""
    for m in resolution.merges:
        yield Row("merged", m.cls, m.label, m.name, m.way, f"{m.score:g}", str(m.reports), m.iri, m.own)
    for near in resolution.nears:
        score = f"{near.score:g}"
        yield Row("near", near.cls, near.label, near.other_label, near.way, score, "", near.iri, near.other)
    for thing in sorted(resolution.entities, key=lambda e: (e.label, e.iri)):
        if why := resolution.unknown.get(thing.iri):
            yield Row("unknown", thing.cls, thing.label, "", why, "", "", thing.iri, "")


def write_entities(resolution: Resolution, file: Path) -> None:
    """Write the table as CSV, which `read_rows` reads.

    Raises:
        OSError: it cannot be written.
    """
    content = io.StringIO()
    out = csv.writer(content, lineterminator="\n")
    out.writerow(Row._fields)
    out.writerows(map(safe_cell, row) for row in rows(resolution))
    file.write_text(content.getvalue(), encoding="utf-8", newline="")


def read_rows(file: Path) -> list[Row]:
    """The lines of a table.

    Raises:
        OutputError: there is none, or it is damaged.
    """
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream, strict=True))
        if not lines or tuple(lines[0]) != Row._fields:
            raise OutputError(f"{file}: is no table of entities")
        return [Row(*map(plain_cell, line)) for line in lines[1:]]
    except (FileNotFoundError, NotADirectoryError):
        raise OutputError(f"{file}: is not there; build the graph anew") from None
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise OutputError(f"{file}: cannot be read ({error})") from None
