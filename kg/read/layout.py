"""Lines to blocks: wrapped lines are joined, lists, tables, charts, headings and page furniture told apart.

Every format that yields plain lines (text, Markdown as text, PDF) comes through here, so that one report gives the
same blocks in each. The signs used are those of print: marks, indentation, gaps, capitals, the width that lines are
wrapped at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from kg.model import Block, BlockKind
from kg.read.boxes import (
    ITEM_WORDS,
    MONEY,
    NUMBER_ONLY,
    SCALED,
    is_label_above,
    is_label_below,
    paired_labels,
    sourced_labels,
    with_scales,
)
from kg.read.charts import pair_charts
from kg.read.context import with_context
from kg.read.furniture import furniture_of
from kg.read.grids import find_grids
from kg.read.headings import (
    CAPITAL_LEVEL,
    DATED_FIELD,
    OPEN_END,
    OPENS_SENTENCE,
    heading_level,
    heads_part,
    is_field,
    is_heading,
    is_in_capitals,
)
from kg.read.lines import TERMINAL, Line, goes_on_inside
from kg.read.stacks import find_stacks
from kg.read.titles import PART_LEVEL, close_titles
from kg.read.torn_figures import with_labels

_PAGE_WIDTH = 160  # characters; few lines of a page are as long
_BOX_WORDS = 14  # of the label below a figure
_WHOLE = 0.3  # of all characters, in longer lines: these are whole paragraphs
# A line shorter than this share of the wrap width ends its paragraph.
_FULL = 0.62
_ROOM = 0.9  # of the width, up to where a line's next word would have stood if it were its own
# Lines around one in which others tell how its page is spaced, and how many of them must.
_AROUND, _ENOUGH = 14, 4
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")
_MASTHEAD = 4  # blocks at the head of a report, whose capitals tell nothing of its headings
_STATES_FIGURE = re.compile(r"^\d[\d,.]*\s|\d(?:%|[MKk])?$")
_OPENS_FIGURE = re.compile(rf"{MONEY}\d|\d{{1,3}}(?:,\d{{3}})+\b|\d+(?:\.\d+)?\s?{SCALED}")
_CLOSES_FIGURE = re.compile(rf"[A-Z][A-Za-z -]{{2,24}}[\s:]+(?:(?:[-–]\s?)?{MONEY}?\d[\d,.]*\s?{SCALED}?\s*){{1,2}}$")
_ENDS_MONEY = re.compile(rf"[A-Za-z)]\s+{MONEY}\d{{1,3}}(?:,\d{{3}})+$")
# A label, blanks as between two columns, and one value: a row of its own.
_COLUMN_END = re.compile(rf"\S.*[A-Za-z)\]*] {{2,}}(?:{MONEY}\s?)?\d[\d.,]*\s?(?:{SCALED}|[a-z]{{1,10}})?$")
# The name of a giver, and what was given: `Kingdom of Norway, NOK 40 million`.
_GIFT = re.compile(rf"[A-Z][^.;:]{{2,90}}[,:–-] ?{MONEY}\d[\d.,]*(?:\s?{SCALED})?$")
_ROW_END = re.compile(r"(?:\s(?:\d[\d,.]*\s?%?|[-–—])){2,}$")
# A label, a colon and a value, or several of them, and nothing more: what follows with a capital is another line.
_LABELLED = re.compile(rf"(?:[A-Z#][^:;]{{4,90}}:\s+(?:{MONEY}\s?)?[<>~]?\d[\d.,]*\s?%?(?:\s*\|\s*|\s+|$))+$")
_COUNTS = re.compile(r"(?!(?:19|20)\d\d\b)\d{2,}\s+[a-z]")
_LABEL_COUNT = re.compile(r"[A-Z][A-Za-z &/-]{2,40}\s\d[\d,.]*\d(?:\s[a-z]{3,12})?")  # `Food security 5,200 people`
_COUNTS_NAMED = re.compile(r"\d{1,3}\s+[A-Z][a-z]")  # `2 Field Offices in Arua`
_AMOUNTS = re.compile(rf"(?:{MONEY}?\d[\d.,]*\s?(?:{SCALED}|m\b|bn?\b)\s*){{2,}}")  # the values of several labels
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS_SHARE = re.compile(r"\d\s?%$")
_NARROW, _SHORT = 60, 40
_COLUMN = 3  # lines of a paragraph by which the width of its column is told
_TITLE_WORDS = 3  # of a line right below a number that heads fields, at most
_LIST_WORDS = 2  # of a line with a colon that heads a list, at most
# A line of more words than this is running text, not a label or an entry of a list.
_SENTENCE_WORDS = 8


@dataclass
class _Open:
    """The block being gathered."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int = 0


def blocks_of(
    text: str, lines: Sequence[Line], *, given: Sequence[Block] = (), wrapped: bool | None = None
) -> tuple[Block, ...]:
    """The blocks of a text, in reading order, each under its headings and lead-ins.

    Args:
        text: the report's text as read.
        lines: its lines, without those of the given blocks.
        given: tables and other blocks that the format itself marks as such.
        wrapped: whether a paragraph may be cut into several lines; None lets the lengths of the lines decide.
    """
    lines = list(lines)
    furniture = furniture_of(lines)
    body = with_scales([line for i, line in enumerate(lines) if i not in furniture])
    found: list[Block] = [_block(BlockKind.FURNITURE, [lines[i]]) for i in sorted(furniture)]
    grids, body = find_grids(text, body)
    stacks, body = find_stacks(body)
    charts, body = pair_charts(body)
    shapes = [*grids, *stacks, *charts, *given]
    found += shapes
    found += _running_text(body, sorted(b.begin for b in shapes), wrapped)
    return with_context(text, with_labels(text, sorted(found, key=lambda b: (b.begin, b.end))))


def _block(kind: BlockKind, lines: Sequence[Line], level: int = 0) -> Block:
    pieces = tuple(piece for line in lines for piece in line.pieces)
    return Block(kind, lines[0].begin, lines[-1].end, pieces or ((lines[0].begin, lines[-1].end),), level=level)


def _running_text(lines: Sequence[Line], breaks: Sequence[int], wrapped: bool | None = None) -> list[Block]:
    if wrapped is None:
        wrapped = is_wrapped(lines)
    spacing = _Spacing(lines) if wrapped else None
    paired = paired_labels(lines, "TV") | paired_labels(lines, "VT")
    titles = close_titles(lines) if wrapped else {}
    sourced = sourced_labels(lines)
    found: list[_Open] = []
    current: _Open | None = None
    for i, line in enumerate(lines):
        previous = lines[i - 1] if i else None
        following = lines[i + 1] if i + 1 < len(lines) else None
        width = max((len(near.text) for near in lines[max(0, i - 5) : i + 5]), default=0)
        parted = previous is not None and bool(line.gap) and _parted(previous.end, line.begin, breaks)
        # A line that goes on on the next page may stand around others, which are no part of its paragraph.
        around = previous is not None and previous.end > line.begin
        cut = previous is None or line.alone or previous.alone or around or _parted(previous.end, line.begin, breaks)
        may_go_on = not cut and not line.heading and not line.bullet and i not in titles and i - 1 not in titles
        listed = previous is not None and "|" in previous.text and ("|" in line.text or line.words <= ITEM_WORDS)
        double = spacing is not None and (spacing.double(i) or (listed and spacing.anywhere))
        may_go_on = may_go_on and not (line.gap and is_label_above(line, following)) and i - 1 not in paired
        may_go_on = may_go_on and not (previous and _heads_list(previous, line, following))
        if current and ((i in paired and i - 1 not in paired) or i in sourced):
            current.lines.append(line)
            continue
        if current and previous and may_go_on and _continues(previous, line, current, width, wrapped, double):
            current.lines.append(line)
            continue
        if current:
            found.append(current)
        above = None if parted else previous
        if i in titles and not (line.heading or is_heading(line, above, following, wrapped, width)):
            current = _Open(BlockKind.HEADING, [line], titles[i])
            continue
        current = _start(line, above, following, wrapped, width, double)
    if current:
        found.append(current)
    _level_acronyms(found)
    return [_close(block) for block in found]


def _level_acronyms(blocks: Sequence[_Open]) -> None:
    """Put headings that are acronyms (`WASH`) on the level of the others, where none of these is in capitals."""
    headings = [b for b in blocks[_MASTHEAD:] if b.kind is BlockKind.HEADING and not b.lines[0].heading]
    short = [b for b in headings if _ACRONYM.fullmatch(b.lines[0].text.strip())]
    others = {b.level for b in headings if not _ACRONYM.fullmatch(b.lines[0].text.strip())}
    if others and CAPITAL_LEVEL not in others:
        for block in short:
            block.level = block.level if block.level == PART_LEVEL else min(others)


def _parted(end: int, begin: int, breaks: Sequence[int]) -> bool:
    """Whether a table or figure stands between two lines; `breaks` are where they begin, in order."""
    index = bisect_right(breaks, end)
    return index < len(breaks) and breaks[index] < begin


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are short enough to be those of a page rather than whole paragraphs."""
    long = sorted(len(line.text) for line in lines)
    if not long or long[int(len(long) * 0.95)] >= _PAGE_WIDTH:
        return not long
    # Menus and lists of figures may outnumber the paragraphs of a web page, but hold few of its words.
    whole = sum(long[bisect_left(long, _PAGE_WIDTH) :])
    return whole < _WHOLE * sum(long)


class _Spacing:
    """Where blank lines part the lines of one paragraph, as some PDF converters write them: all over or in boxes."""

    def __init__(self, lines: Sequence[Line]) -> None:
        inner = [
            (i, line.gap == 1) for i, (before, line) in enumerate(pairwise(lines), 1) if goes_on_inside(before, line)
        ]
        self._at = [i for i, _ in inner]
        self._sums = [0, *accumulate(spaced for _, spaced in inner)]

    @property
    def anywhere(self) -> bool:
        """Whether it is so for most wrapped lines of the report."""
        return self._sums[-1] > len(self._at) / 2

    def double(self, index: int) -> bool:
        """Whether it is so around a line: by the wrapped lines near it, where there are enough, else by all."""
        first, last = bisect_left(self._at, index - _AROUND), bisect_right(self._at, index + _AROUND)
        if last - first < _ENOUGH:
            first, last = 0, len(self._at)
        return self._sums[last] - self._sums[first] > (last - first) / 2


def _ends_gift(line: Line) -> bool:
    """Whether a line ends in money, in full or behind the name of who gave it."""
    return bool(_ENDS_MONEY.search(line.text) or _GIFT.match(line.text))


def _heads_list(previous: Line, line: Line, following: Line | None) -> bool:
    """Whether a line right below another stands over text of its own: in capitals, or few words and a colon.

    A title in capitals below a number that has a label above it is no label of the number.
    """
    if line.gap or following is None or following.gap or OPEN_END.search(previous.text):
        return False
    if line.text.endswith(":"):
        return line.words <= _LIST_WORDS and line.text[0].isupper() and not TERMINAL.search(previous.text)
    number = NUMBER_ONLY.match(previous.text) and not NUMBER_ONLY.match(following.text)
    if number and line.words <= _TITLE_WORDS and line.text[0].isupper() and is_field(following) and not is_field(line):
        return True  # of fields that say what became of the sum above: `Funding status`, `Received: $3 M`
    return bool(number) and is_in_capitals(line.text) and line.words > 1 and not is_in_capitals(following.text)


def _are_figures(previous: Line, line: Line, width: int) -> bool:
    """Whether two lines each tell of a number of their own, and are no wrapped sentence."""
    if _OPENS_FIGURE.match(previous.text) and _OPENS_FIGURE.match(line.text):
        return True
    # A line that opens with a count below a short one that does too.
    counts = all(_OPENS_FIGURE.match(near.text) or _COUNTS.match(near.text) for near in (previous, line))
    if (counts or all(_COUNTS_NAMED.match(near.text) for near in (previous, line))) and len(previous.text) <= _NARROW:
        return True
    # `# of wells` begins a row of a table, and several numbers end one.
    if line.text[:1].isupper() and _LABELLED.fullmatch(previous.text):
        return True
    row = _ROW_END.search(previous.text) and line.text[0].isupper()
    if row or line.text.startswith("# ") or all(_LABEL_COUNT.fullmatch(near.text) for near in (previous, line)):
        return True
    alone = len(previous.text) <= _NARROW and line.text[:1].isupper() and _GIFT.match(previous.text)
    if _ends_gift(previous) and (alone or _ends_gift(line)):
        return True
    if all("  " in near.text and _COLUMN_END.match(near.text) for near in (previous, line)):
        return True
    if width < _NARROW and all(_STATES_FIGURE.search(near.text) for near in (previous, line)):
        return True
    return len(previous.text) <= _SHORT and len(line.text) <= _SHORT and bool(_CLOSES_FIGURE.match(line.text))


def _continues(previous: Line, line: Line, current: _Open, width: int, wrapped: bool, double: bool) -> bool:
    """Whether a line goes on with the block that the line before it belongs to."""
    lower = line.text[:1].islower()
    if current.kind is BlockKind.HEADING:
        return line.gap == 0 and lower and not previous.heading and wrapped
    if lower and line.gap and DATED_FIELD.fullmatch(previous.text):
        return False
    if lower and not TERMINAL.search(previous.text) and (wrapped or line.gap <= 2) and not previous.text.endswith("|"):
        return line.gap <= (4 if wrapped else 2)
    if not wrapped:
        return _is_cut(previous, line, current)
    if NUMBER_ONLY.match(previous.text) and len(current.lines) == 1:
        above = previous if previous.gap else None  # a number right below another line is that one's
        # The caption of a photo is no label of a number above it.
        sentence = line.words > ITEM_WORDS and line.text.endswith(".") and line.loosened
        # A line with a share of its own (`Funded 55%`) is the label of what stands below it.
        words = line.text[:1].isalpha() and not sentence and not _ENDS_SHARE.search(line.text)
        label = line.gap == 0 and words and not is_heading(line, above, None, wrapped)
        return label or is_label_below(previous, line)
    fields = is_field(line) and any(is_field(near) for near in (current.lines[0], previous))
    fields = fields and not OPEN_END.search(previous.text)
    if not fields and (reach := _reach(previous, line, current)) is not None:
        return line.gap <= reach
    if fields or line.gap > (1 if double else 0) or NUMBER_ONLY.match(line.text) or _AMOUNTS.fullmatch(line.text):
        return False
    return line.text.startswith(("|", "(", "&")) or _fills(previous, line, current, width, wrapped, double)


def _is_cut(previous: Line, line: Line, current: _Open) -> bool:
    """Whether a line goes on with the whole paragraph before it, or is the label of the figure before it in a box."""
    number = NUMBER_ONLY.match(previous.text) and not _YEAR.fullmatch(previous.text) and len(current.lines) == 1
    if number and previous.gap and not line.gap and line.text[:1].isalpha() and line.words <= _BOX_WORDS:
        return not TERMINAL.search(line.text)
    # A whole paragraph that ends with a comma was cut, by a page end for example.
    cut = previous.text.endswith(",") and len(previous.text.split()) > _SENTENCE_WORDS
    return cut and line.gap <= 2 and not NUMBER_ONLY.match(line.text)


def _reach(previous: Line, line: Line, current: _Open) -> int | None:
    """How many blank lines may part a line from one whose end is open, or from a number that was cut off."""
    if _YEAR.fullmatch(line.text) and NUMBER_ONLY.match(current.lines[0].text):
        return 0  # the label of a figure ends with its year
    if OPEN_END.search(previous.text):
        if (line.gap or line.loosened) and line.words > ITEM_WORDS and OPENS_SENTENCE.match(line.text):
            return 0 if line.gap else -1  # what another column put below a line that is cut
        # Behind the bar at the end of a list its next line has bars, too.
        sentence = line.words > ITEM_WORDS or is_in_capitals(line.text)
        return 0 if previous.text.endswith("|") and "|" not in line.text and sentence else 2
    cut_off = re.fullmatch(r"\d[\d,]*\.", line.text) and not TERMINAL.search(previous.text)
    if cut_off or ("|" in previous.text and NUMBER_ONLY.match(line.text)):
        return 1
    return None


def _fills(previous: Line, line: Line, current: _Open, width: int, wrapped: bool, double: bool) -> bool:
    """Whether the line before is as long as its paragraph is wrapped at, so that its paragraph goes on."""
    full = len(previous.text) >= _FULL * width
    reach = len(previous.text) + 1 + len(line.text.partition(" ")[0])
    if not (line.gap or full) and len(current.lines) >= _COLUMN and not is_in_capitals(line.text):
        # A column beside wider ones is told by the lines of its own.
        full = reach > max(len(near.text) for near in current.lines)
    room = reach <= (width if width < _NARROW else _ROOM * width)
    if room and all(_OPENS_FIGURE.match(x.text) for x in (current.lines[0], line)):
        return False  # the next figure of a list, below a line that has room for its number
    if line.gap and "|" in previous.text and "|" not in line.text and line.words > ITEM_WORDS:
        return False  # a sentence below a list
    if (
        (line.gap or line.loosened)
        and is_in_capitals(line.text)
        and not is_in_capitals(previous.text)
        and is_heading(line, None, None, wrapped)
    ):
        return False
    if TERMINAL.search(previous.text):
        return full and len(previous.text) > 45 and not (line.gap and not double) and previous.text[-1] != ":"
    if _are_figures(previous, line, width) or (is_field(line) and reach <= width):
        return False
    if is_field(previous) and reach <= width and line.text[:1].isupper() and len(current.lines) == 1:
        return False  # what stands below a field, in which there was room for its first word
    both_long = len(previous.text) > 20 and len(line.text) > 30
    return full or (both_long and not is_heading(line, previous, None, wrapped))


def _start(
    line: Line, previous: Line | None, following: Line | None, wrapped: bool, width: int, double: bool
) -> _Open | None:
    if not re.search(r"\w", line.text):
        return None
    if line.heading:
        return _Open(BlockKind.PARAGRAPH if line.words > 14 else BlockKind.HEADING, [line], line.heading)
    if line.bullet and wrapped and heads_part(line, following):
        return _Open(BlockKind.HEADING, [line], heading_level(line))
    if line.bullet:
        return _Open(BlockKind.ITEM, [line])
    as_read = _closer(line) if double else line
    if is_heading(as_read, previous, _closer(following) if double and following else following, wrapped, width):
        return _Open(BlockKind.HEADING, [line], heading_level(line))
    if line.text.endswith(";"):
        return _Open(BlockKind.ITEM, [line])
    return _Open(BlockKind.PARAGRAPH, [line])


def _closer(line: Line) -> Line:
    """A line of a text with a blank line between any two, without that blank line."""
    return replace(line, gap=line.gap - 1) if line.gap else line


def _close(current: _Open) -> Block:
    level = current.level
    if current.kind is BlockKind.ITEM:
        level = current.lines[0].indent
    block = _block(current.kind, current.lines, level)
    mark = current.lines[0].bullet
    return replace(block, lead=(mark,)) if mark and block.kind is not BlockKind.HEADING else block
