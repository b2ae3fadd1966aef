"""The reports' texts for the reading view, with the names that were found in them.

The page's script counts characters as UTF-16 does, so all offsets that it gets are in UTF-16 code units.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.explore.content import Content
from kg.model import Mention, ReportClaims

Row = list[Any]

_WIDE = re.compile("[\U00010000-\U0010ffff]")


def texts(content: Content, reports: Sequence[ReportClaims], data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for every report whose text is given: its row in the payload, its text and its mentions.

    A mention is begin, end, row of its family or None, row of its entity or None, and its class in words.
    """
    row_of_file = {report.file: row for row, report in enumerate(content.reports.values())}
    names = _Names(content, data)
    found = []
    for report in sorted(reports, key=lambda r: r.file):
        if report.file in row_of_file:
            utf16 = in_utf16(report.text)
            mentions = [names.row(mention, utf16) for mention in report.mentions]
            found.append({"report": row_of_file[report.file], "text": report.text, "mentions": mentions})
    return found


def in_utf16(text: str) -> Callable[[int], int]:
    """Turns an offset in characters into one in UTF-16 code units."""
    wide = [match.start() for match in _WIDE.finditer(text)]
    return lambda offset: offset + bisect_left(wide, offset)


def passage_offsets(content: Content, reports: Iterable[ReportClaims]) -> dict[str, tuple[int, int]]:
    """Begin and end of every passage, by its IRI, in UTF-16 code units where its report's text is known."""
    known = {report.file: in_utf16(report.text) for report in reports}
    found = {}
    for passage in content.passages.values():
        report = content.reports.get(passage.report or "")
        convert = known.get(report.file) if report else None
        found[passage.iri] = (convert(passage.begin), convert(passage.end)) if convert else (passage.begin, passage.end)
    return found


class _Names:
    """Finds the entity that a mention names: by its reference, else by its words and class."""

    def __init__(self, content: Content, data: Mapping[str, Any]) -> None:
        self.row_of_iri = {iri: row for row, iri in enumerate(content.entities)}
        self.family_of_class = {row[0]: row[2] for row in data["classes"]}
        self.label_of_class = {row[0]: row[1] for row in data["classes"]}
        self.by_words: dict[tuple[str, int], int] = {}
        for row, entity in enumerate(content.entities.values()):
            family = self.family_of_class[entity.cls]
            for name in (entity.label, *entity.spellings):
                self.by_words.setdefault((name.casefold(), family), row)

    def row(self, mention: Mention, utf16: Callable[[int], int]) -> Row:
        family = self.family_of_class.get(mention.cls)
        entity = self.row_of_iri.get(mention.ref or "")
        if entity is None and family is not None:
            entity = self.by_words.get((mention.text.casefold(), family))
        label = self.label_of_class.get(mention.cls, mention.cls)
        return [utf16(mention.begin), utf16(mention.end), family, entity, label]
