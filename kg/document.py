"""A report with what the annotator found in it: the values that annotation hands to the rules.

Apart from `kg.model`, so that what only needs claims or entities does not load spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from spacy.tokens import Doc, Span

from kg.model import Block, BlockKind, Joined, Period, Source
from kg.places import PlaceRecord

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})

TEXT = "text"
"""Where `doc.user_data` may hold the text of a `Doc`; it stays the same when tokens are merged."""


def text_of(doc: Doc | Span) -> str:
    """The text of a `Doc` or of a part of it, which spaCy puts together from its tokens each time that it is asked."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    found: str | None = whole.user_data.get(TEXT)
    if found is None:
        found = whole.user_data[TEXT] = whole.text
    return found if isinstance(doc, Doc) else found[doc.start_char : doc.end_char]


# In a text ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `begin` and `end` enclose the figure with its scale, `full_begin` and `full_end` also currency and `%`. A range
    holds its lower end as `value`; `upper` is the other end, printed from `upper_begin`, the lower one up to
    `lower_end`.
    """

    begin: int
    end: int
    full_begin: int
    full_end: int
    value: Decimal
    percent: bool = False
    currency: str | None = None  # ISO 4217
    doubt: str | None = None
    word: bool = False  # written in letters only
    upper: Decimal | None = None
    lower_end: int | None = None
    upper_begin: int | None = None
    bracket: int | None = None  # where the figure in brackets begins that repeats the word: `Three (3)`


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text and what it stands for; `year` is False when the year was supplied by the report."""

    begin: int
    end: int
    period: Period
    precision: str  # "day" | "range" | "month" | "quarter" | "year" | "phrase"
    year: bool = True


# About a report ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """What the report lends to dates that are printed in part: its period, as ISO days."""

    start: str | None = None
    end: str | None = None
    stated: bool = True  # False for the year of most dates, where the report does not say which period it is about
    issued: str | None = None  # the day on which it came out, ISO

    def year_of(self, month: int) -> int | None:
        """The year of a month printed without one: the last such month that is not after period and report."""
        end = min((day for day in (self.end, self.issued) if day is not None), default=None)
        if end is None:
            return None
        year, last = int(end[:4]), int(end[5:7])
        close = self.start is not None and int(self.start[:4]) == year and last - month > -3
        return year if month <= last or close else year - 1


@dataclass(frozen=True, slots=True)
class NewName:
    """A name as introduced: its fullest form and its acronym, if it has one."""

    text: str
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A name of a class of the domain's own, as one report writes it: a spelling, and the name that it is short for."""

    spelling: str
    cls: str
    name: str


@dataclass
class NameBook:
    """The organisations and acronyms that one report introduces, and its names of the domain's own classes."""

    acronyms: dict[str, str] = field(default_factory=dict)  # acronym → long form
    organizations: dict[str, NewName] = field(default_factory=dict)  # any spelling → name
    entities: tuple[KnownEntity, ...] = ()  # the longest spelling first


@dataclass(frozen=True)
class ReportContext:
    """The report's own country, publisher and period, and the names it introduces."""

    country: str | None = None  # ISO 3166 alpha-3
    country_name: str | None = None
    publisher: str | None = None  # reference
    publisher_name: str | None = None
    publisher_cls: str = "Organization"
    clock: Clock = field(default_factory=Clock)
    names: NameBook = field(default_factory=NameBook)


# The report --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AnnotatedBlock:
    """A block with its words as one line, and that line annotated.

    Headings, tables and figures are only matched for labels.
    """

    block: Block
    joined: Joined
    doc: Doc

    @property
    def prose(self) -> bool:
        """Whether the block is sentences, so that its `doc` is parsed."""
        return self.block.kind in _PROSE


class Reader(Protocol):
    """What rules ask about words that have no block of their own: a cell, a label, a heading, a part of a line."""

    def numbers(self, text: str) -> Iterator[Quantity]:
        """The numbers of a text, in order."""

    def dates(self, text: str, clock: Clock) -> Iterator[FoundDate]:
        """The dates of a text, in order; the clock lends what is not printed."""

    def match(self, text: str, report: ReportContext) -> Doc:
        """Labels, quantities, dates and names of a short text, without a parse."""

    def parse(self, text: str) -> Doc:
        """A text annotated as prose that belongs to no report."""

    def parse_beside(self, text: str, other: Doc) -> Doc:
        """A text annotated as prose of the report that another text is of."""

    def places(self, name: str) -> Sequence[PlaceRecord]:
        """The places of the gazetteer that have a name."""

    def may_name_place(self, text: str) -> bool:
        """Whether a text holds a name that gazetteer or vocabulary have for a place; `parse` tells what it names."""


@dataclass(frozen=True)
class Document:
    """A report, annotated."""

    source: Source
    report: ReportContext
    blocks: tuple[AnnotatedBlock, ...]
    reader: Reader
