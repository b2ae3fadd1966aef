"""Lines to blocks: wrapped lines are joined, lists, tables, charts, headings and page furniture told apart.

Every format that yields plain lines (text, Markdown as text, PDF) comes through here, so that one report gives the
same blocks in each. The signs used are those of print: marks, indentation, gaps, capitals, the width that lines are
wrapped at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from kg.model import Block, BlockKind
from kg.read.charts import pair_charts
from kg.read.grids import find_grids
from kg.read.lines import Line
from kg.read.stacks import find_stacks

_TERMINAL = re.compile(r"[.!?;:]['\"”’)\]]*$")
_URL = re.compile(r"(?:https?://|www\.|mailto:)\S+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"""(?:(?:section|chapter|part|annex)\s+)?(?:\d+(?:\.\d+)*|[IVX]+)[.:)]?\s+\S
    | (?:section|chapter|part|annex)\s+\w+""",
    re.IGNORECASE | re.VERBOSE,
)
NUMBER_ONLY = re.compile(r"(?:US\$|[$€£])?\s?\d[\d.,’' \u00a0\u202f]*(?:%|[MK]|million|billion)?$")
# A line that ends in one of these goes on in the next, whatever that looks like.
_OPEN_END = re.compile(
    r"""(?: \b(?: of|to|in|the|and|for|by|with|from|a|an|at|or|on|including|between|than|instead|as|against|into|per
    | among|through|under|its|their|his|her ) | [,|(&-] )$""",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL = frozenset("a an and as at by de des du en et for from in la le of on or the to with & – - /".split())
# A number that counts a heading or names a year; another number at the head of a line counts things.
_COUNTED_HEADING = re.compile(r"\d+(?:\.\d+)*[.):]|\d+\.\d+|(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A line shorter than this share of the wrap width ends its paragraph.
_FULL = 0.62
# The share of capitals among the letters of a heading in capitals.
_CAPITALS = 0.8
_ITEM_WORDS = 6  # of the last item of a list that bars part
_LABEL_WORDS = 3  # of a label over a number, at most
# Lines around one in which others tell how its page is spaced, and how many of them must.
_AROUND, _ENOUGH = 14, 4
# A line of so many characters is running text.
_LONG_LINE = 60
_WIDER = 1.2  # times as long as a title is the line of text below it


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
    furniture = _furniture(lines)
    body = [line for i, line in enumerate(lines) if i not in furniture]
    found: list[Block] = [_block(BlockKind.FURNITURE, [lines[i]]) for i in sorted(furniture)]
    grids, body = find_grids(text, body)
    stacks, body = find_stacks(body)
    charts, body = pair_charts(body)
    shapes = [*grids, *stacks, *charts, *given]
    found += shapes
    found += _running_text(body, sorted(b.begin for b in shapes), wrapped)
    return with_context(text, sorted(found, key=lambda b: (b.begin, b.end)))


def _block(kind: BlockKind, lines: Sequence[Line], level: int = 0) -> Block:
    pieces = tuple(piece for line in lines for piece in line.pieces)
    return Block(kind, lines[0].begin, lines[-1].end, pieces or ((lines[0].begin, lines[-1].end),), level=level)


def _furniture(lines: Sequence[Line]) -> set[int]:
    """Lines that the page carries, not the text: repeated mastheads, addresses, page numbers."""
    shapes = [re.sub(r"\d+", "#", line.text) for line in lines]
    times = Counter(shape for shape in shapes if len(shape) < 90)
    found = set()
    for i, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        masthead = (
            line.gap
            and times[shape] >= 3
            and len(shape) > 3
            and not shape.strip("# ,.%$|").startswith(("Amount", "Total"))
            and re.search(r"[A-Za-z]", shape)
            and not NUMBER_ONLY.match(line.text)
            and _at_page_edge(lines, i)
        )
        if masthead or _is_address(line) or (times[shape] >= 2 and _ends_page(lines, i)):
            found.add(i)
    return found


def _is_address(line: Line) -> bool:
    """Whether a line holds nothing but a web address."""
    rest = _URL.sub("", line.text).strip(" |>•-")
    return bool(_URL.search(line.text)) and len(rest.split()) <= 3 and not re.search(r"[A-Za-z]{3}", rest)


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a page's number is the last before a form feed."""
    follows = index + 1 < len(lines) and lines[index + 1].new_page
    return follows and bool(re.search(r"\d", lines[index].text))


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether a repeated line stands at the top or foot of a page, or in the middle of a sentence."""
    near = lines[max(0, index - 2) : index + 3]
    if any(line.new_page for line in near[1:]):
        return True
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(before and after) and not _TERMINAL.search(before) and after[:1].islower()


def _running_text(lines: Sequence[Line], breaks: Sequence[int], wrapped: bool | None = None) -> list[Block]:
    if wrapped is None:
        wrapped = is_wrapped(lines)
    spacing = _Spacing(lines) if wrapped else None
    paired = _paired(lines, "TV") | _paired(lines, "VT")
    sourced = _sourced(lines) if wrapped else frozenset()
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
        may_go_on = not cut and not line.heading and not line.bullet
        listed = previous is not None and "|" in previous.text and ("|" in line.text or line.words <= _ITEM_WORDS)
        double = spacing is not None and (spacing.double(i) or (listed and spacing.anywhere))
        may_go_on = may_go_on and not (line.gap and _is_label(line, following)) and i - 1 not in paired
        if current and ((i in paired and i - 1 not in paired) or i in sourced):
            current.lines.append(line)
            continue
        if current and previous and may_go_on and _continues(previous, line, current, width, wrapped, double):
            current.lines.append(line)
            continue
        if current:
            found.append(current)
        current = _start(line, None if parted else previous, following, wrapped)
    if current:
        found.append(current)
    _level_acronyms(found)
    return [_close(block) for block in found]


_ACRONYM = re.compile(r"[A-Z]{2,6}s?")
_CAPITAL_LEVEL = 2  # of headings in capitals
_MASTHEAD = 4  # blocks at the head of a report, whose capitals tell nothing of its headings


def _level_acronyms(blocks: Sequence[_Open]) -> None:
    """Put headings that are acronyms (`WASH`) on the level of the others, where none of these is in capitals."""
    headings = [b for b in blocks[_MASTHEAD:] if b.kind is BlockKind.HEADING and not b.lines[0].heading]
    short = [b for b in headings if _ACRONYM.fullmatch(b.lines[0].text.strip())]
    others = {b.level for b in headings if not _ACRONYM.fullmatch(b.lines[0].text.strip())}
    if others and _CAPITAL_LEVEL not in others:
        for block in short:
            block.level = min(others)


def _parted(end: int, begin: int, breaks: Sequence[int]) -> bool:
    """Whether a table or figure stands between two lines; `breaks` are where they begin, in order."""
    index = bisect_right(breaks, end)
    return index < len(breaks) and breaks[index] < begin


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are short enough to be those of a page rather than whole paragraphs."""
    long = sorted(len(line.text) for line in lines)
    return not long or long[int(len(long) * 0.95)] < 160


class _Spacing:
    """Where blank lines part the lines of one paragraph, as some PDF converters write them: all over or in boxes."""

    def __init__(self, lines: Sequence[Line]) -> None:
        inner = [
            (i, line.gap == 1)
            for i, (before, line) in enumerate(pairwise(lines), 1)
            if line.text[:1].islower() and not _TERMINAL.search(before.text)
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


# A line that opens with a label of its own (`Operational partners: …`).
_FIELD = re.compile(r"[A-Z][^:.;|]{2,70}:\s+\S")
_FIELD_WORDS = 8
# Lines that open or close with a number are figures; a number that counts things is no page and no year.
_MONEY = r"(?:[A-Z]{2,3}\$?\s?|[$€£]\s?)"
_SCALED = r"(?:%|[MKB]\b|million\b|billion\b)"
_STATES_FIGURE = re.compile(r"^\d[\d,.]*\s|\d(?:%|[MKk])?$")
_OPENS_FIGURE = re.compile(rf"{_MONEY}\d|\d{{1,3}}(?:,\d{{3}})+\b|\d+(?:\.\d+)?\s?{_SCALED}")
_CLOSES_FIGURE = re.compile(rf"[A-Z][A-Za-z -]{{2,24}}[\s:]+(?:(?:[-–]\s?)?{_MONEY}?\d[\d,.]*\s?{_SCALED}?\s*){{1,2}}$")
_COUNT = re.compile(rf"(?!(?:19|20)\d\d$){_MONEY}?(?:\d[\d.,]*\s?{_SCALED}|\d[\d.,]*\d\d)$")
_ROW_END = re.compile(r"(?:\s(?:\d[\d,.]*\s?%?|[-–—])){2,}$")
_COUNTS = re.compile(r"(?!(?:19|20)\d\d\b)\d{2,}\s[a-z]")
_NARROW, _SHORT = 60, 40


def _are_figures(previous: Line, line: Line, width: int) -> bool:
    """Whether two lines each tell of a number of their own, and are no wrapped sentence."""
    if _OPENS_FIGURE.match(previous.text) and _OPENS_FIGURE.match(line.text):
        return True
    # A line that opens with a count below a short one that does too.
    counts = all(_OPENS_FIGURE.match(near.text) or _COUNTS.match(near.text) for near in (previous, line))
    if counts and len(previous.text) <= _NARROW:
        return True
    # `# of wells` begins a row of a table, and several numbers end one.
    if line.text.startswith("# ") or (_ROW_END.search(previous.text) and line.text[0].isupper()):
        return True
    if width < _NARROW and all(_STATES_FIGURE.search(near.text) for near in (previous, line)):
        return True
    return len(previous.text) <= _SHORT and len(line.text) <= _SHORT and bool(_CLOSES_FIGURE.match(line.text))


def _is_field(line: Line) -> bool:
    return bool(_FIELD.match(line.text)) and len(line.text.split(":")[0].split()) <= _FIELD_WORDS


# A line of more words than this is running text, not a label or an entry of a list.
_SENTENCE_WORDS = 8


def _continues(previous: Line, line: Line, current: _Open, width: int, wrapped: bool, double: bool) -> bool:
    """Whether a line goes on with the block that the line before it belongs to."""
    lower = line.text[:1].islower()
    if current.kind is BlockKind.HEADING:
        return line.gap == 0 and lower and not previous.heading and wrapped
    if lower and not _TERMINAL.search(previous.text) and (wrapped or line.gap <= 2) and not previous.text.endswith("|"):
        return line.gap <= (4 if wrapped else 2)
    if not wrapped:
        # A whole paragraph that ends with a comma was cut, by a page end for example.
        cut = previous.text.endswith(",") and len(previous.text.split()) > _SENTENCE_WORDS
        return cut and line.gap <= 2 and not NUMBER_ONLY.match(line.text)
    if NUMBER_ONLY.match(previous.text) and len(current.lines) == 1:
        above = previous if previous.gap else None  # a number right below another line is that one's
        label = line.gap == 0 and line.text[:1].isalpha() and not _is_heading(line, above, None, wrapped)
        return label or _labels(previous, line)
    fields = _is_field(line) and _is_field(current.lines[0]) and not _OPEN_END.search(previous.text)
    if not fields and (reach := _reach(previous, line)) is not None:
        return line.gap <= reach
    if fields or line.gap > (1 if double else 0) or NUMBER_ONLY.match(line.text):
        return False
    return line.text.startswith(("|", "(", "&")) or _fills(previous, line, width, wrapped, double)


def _paired(lines: Sequence[Line], pair: str) -> frozenset[int]:
    """The second lines of pairs of a label and a number that follow each other without a gap to the end of their run.

    Args:
        lines: of the report.
        pair: `TV` where each number stands below its label (`Wells`, `12`, `Pumps`, `9`), `VT` where above it.
    """
    found: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].gap:
            continue
        kinds = "".join(_box_kind(line) for line in lines[start:end]) if end - start >= 2 * len(pair) else ""
        run = re.search(rf"(?:{pair}){{2,}}$", kinds)
        if run is not None and kinds[: run.start()] in {"", "T"}:
            found |= set(range(start + run.start() + 1, end, 2))
        start = end
    return frozenset(found)


# Whose figure it is and of when, below its label: `(IOM, May 2021)`, `UN - January 2018`.
_SOURCE = re.compile(r"\(?[A-Z][^.;:]{1,60}\b(?:19|20)\d\d\)?")
_SOURCE_WORDS, _SOURCED_WORDS = 8, 12  # of a source, and of a line of a label with one


def _sourced(lines: Sequence[Line]) -> frozenset[int]:
    """The labels and sources below numbers on lines of their own, where two numbers or more have both."""
    boxes: list[range] = []
    for i, line in enumerate(lines):
        if not NUMBER_ONLY.match(line.text):
            continue
        for last in range(i + 2, min(i + 4, len(lines))):
            source, label = lines[last], lines[i + 1 : last]
            ends = _SOURCE.fullmatch(source.text) and source.words <= _SOURCE_WORDS and not source.gap
            if ends and all(_may_label(part) for part in label):
                boxes.append(range(i + 1, last + 1))
                break
    return frozenset(i for box in boxes for i in box) if len(boxes) > 1 else frozenset()


def _may_label(line: Line) -> bool:
    plain = not (line.gap or line.bullet or line.heading) and line.words <= _SOURCED_WORDS
    return plain and line.text[:1].isalpha() and line.text[-1] not in ".;:" and not _SOURCE.fullmatch(line.text)


def _box_kind(line: Line) -> str:
    """`V` for a number alone, `T` for a short label, `-` for other lines."""
    if not line.text:
        return "-"
    if NUMBER_ONLY.match(line.text):
        return "V"
    plain = not (line.bullet or line.heading) and line.words <= _ITEM_WORDS and line.text[-1] not in ".;,:"
    return "T" if plain and line.text[0].isupper() and not re.search(r"\d", line.text) else "-"


def _is_label(line: Line, following: Line | None) -> bool:
    """Whether a line is the label of the number below it: `Funded` over `29%`."""
    below = following is not None and not following.gap and bool(NUMBER_ONLY.match(following.text))
    return below and 0 < line.words <= _LABEL_WORDS and line.text[0].isupper() and line.text[-1] not in ".,;("


def _labels(number: Line, line: Line) -> bool:
    """Whether a line in capitals says what the number above it counts (`51,336` over `REFUGEES`), and heads nothing."""
    parted = bool(number.gap) and not line.gap and not line.heading
    return parted and line.text.isupper() and line.words <= 6 and bool(_COUNT.match(number.text))


def _reach(previous: Line, line: Line) -> int | None:
    """How many blank lines may part a line from one whose end is open, or from a number that was cut off."""
    if _OPEN_END.search(previous.text):
        return 2
    cut_off = re.fullmatch(r"\d[\d,]*\.", line.text) and not _TERMINAL.search(previous.text)
    if cut_off or ("|" in previous.text and NUMBER_ONLY.match(line.text)):
        return 1
    return None


def _fills(previous: Line, line: Line, width: int, wrapped: bool, double: bool) -> bool:
    """Whether the line before is as long as its paragraph is wrapped at, so that its paragraph goes on."""
    full = len(previous.text) >= _FULL * width
    if line.gap and "|" in previous.text and "|" not in line.text and line.words > _ITEM_WORDS:
        return False  # a sentence below a list
    if (
        line.gap
        and _is_in_capitals(line.text)
        and not _is_in_capitals(previous.text)
        and _is_heading(line, None, None, wrapped)
    ):
        return False
    if _TERMINAL.search(previous.text):
        return full and len(previous.text) > 45 and not (line.gap and not double) and previous.text[-1] != ":"
    if _are_figures(previous, line, width):
        return False
    both_long = len(previous.text) > 20 and len(line.text) > 30
    return full or (both_long and not _is_heading(line, previous, None, wrapped))


def _start(line: Line, previous: Line | None, following: Line | None, wrapped: bool) -> _Open | None:
    if not re.search(r"\w", line.text):
        return None
    if line.heading:
        return _Open(BlockKind.PARAGRAPH if line.words > 14 else BlockKind.HEADING, [line], line.heading)
    if line.bullet:
        return _Open(BlockKind.ITEM, [line])
    if _is_heading(line, previous, following, wrapped):
        return _Open(BlockKind.HEADING, [line], _heading_level(line))
    if line.text.endswith(";"):
        return _Open(BlockKind.ITEM, [line])
    return _Open(BlockKind.PARAGRAPH, [line])


def _close(current: _Open) -> Block:
    level = current.level
    if current.kind is BlockKind.ITEM:
        level = current.lines[0].indent
    block = _block(current.kind, current.lines, level)
    mark = current.lines[0].bullet
    return replace(block, lead=(mark,)) if mark else block


def _heading_level(line: Line) -> int:
    if _is_in_capitals(line.text):
        return _CAPITAL_LEVEL
    return 5 if line.text.endswith(":") else 4 if line.strong else 3


def _is_in_capitals(text: str) -> bool:
    """Whether most letters are capitals, as in `SHELTER AND NFIs`."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > _CAPITALS * len(letters)


def _is_heading(line: Line, previous: Line | None, following: Line | None, wrapped: bool) -> bool:
    text = line.text.strip()
    words = text.rstrip(":").split()
    if line.alone or not 0 < len(words) <= 12 or not _has_words_alone(text):
        return False
    if _is_field(line) and "," in text.split(":", 1)[1]:
        return False  # `Donors: A, B, C`
    if (
        _is_in_capitals(text)
        and sum(c.isalpha() for c in text) > 4
        and not re.search(r"\d[\d.,]*\d", _YEAR.sub("", text))
    ):
        return True
    if line.strong and len(words) <= 10:
        return True
    if not (text[0].isupper() or _COUNTED_HEADING.match(text)):
        return False
    in_sentence = wrapped and previous is not None and len(previous.text) > 40 and not _TERMINAL.search(previous.text)
    if line.gap == 0 and in_sentence:
        return False
    if text.endswith(":"):
        # `In May, Oxfam:` before points that go on its sentence is no title.
        goes_on = following is not None and bool(following.bullet) and following.text[:1].islower()
        return len(words) <= 6 and not goes_on
    return not _goes_with(line, previous, following) and (
        ((wrapped or (following and not following.gap)) and _stands_alone(line, previous, following))
        or (_is_titled(words) and (line.gap > 0 or previous is None))
        or (previous is None and following is not None and following.gap > 0 and _is_titled(words, 12))
    )


def _has_words_alone(text: str) -> bool:
    """Whether a line holds words only: no address, no cells, no note, no end of a sentence."""
    if sum(c.isalpha() for c in text) < 3 or _URL.search(text) or "|" in text or "@" in text or text[0] in "(©$*":
        return False
    return text[-1] not in ".,;!?" or text.endswith("...")


def _goes_with(line: Line, previous: Line | None, following: Line | None) -> bool:
    """Whether a line belongs to the line before or after it, or states a figure."""
    hangs = line.gap == 0 and previous is not None and line.indent > 3
    goes_on = following is not None and following.text[:1].islower() and not following.bullet
    return hangs or goes_on or bool(re.search(r"\d{3}|\d[.,]\d{3}", _YEAR.sub("", line.text)))


def _is_titled(words: Sequence[str], most: int = 9) -> bool:
    """Whether the words are few and most of those that carry meaning have a capital."""
    content = [w for w in words if w.casefold() not in _SMALL and w[0].isalpha()]
    titled = sum(w[0].isupper() for w in content)
    return bool(content) and len(words) <= most and titled >= 0.6 * len(content)


def _stands_alone(line: Line, previous: Line | None, following: Line | None) -> bool:
    """Whether a short line without a full stop stands between a sentence's end and text, parted from both."""
    if following is None or line.indent or line.bullet or not (following.gap or _stands_over(line, following)):
        return False
    short = previous is not None and previous.words <= 5
    ends = previous is None or (line.gap > 0 and (short or bool(re.search(r"[.!?:]$", previous.text))))
    opens = bool(following.bullet) or (len(following.text) >= _LONG_LINE and not following.text[0].islower())
    return 2 <= line.words <= 9 and ends and opens and not re.search(r"^\d|\d\d", line.text)


def _stands_over(line: Line, following: Line) -> bool:
    """Whether a line right above text does not go on in it: it is much shorter than lines are wrapped at."""
    starts = following.text[:1].isupper() or following.text[:1].isdigit()
    wide = len(following.text) >= max(_LONG_LINE, _WIDER * len(line.text))
    return bool(line.gap) and starts and wide and not (following.bullet or _OPEN_END.search(line.text))


def with_context(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Each block under its headings; items under the lead-ins and items that govern them.

    An item comes with its indentation as `level` and its mark as `lead`, a heading with its level.
    """
    path: list[tuple[float, str]] = []
    marks: list[
        tuple[tuple[str, int], str]
    ] = []  # open list levels: (mark, indentation) and the words of its last item
    leadin = ""
    done: list[Block] = []
    for block in blocks:
        words = " ".join(text[b:e] for b, e in block.lines).split()
        said = " ".join(words)
        section = tuple(title for _, title in path)
        if block.kind is BlockKind.HEADING:
            depth = block.level - (0.5 if _NUMBERED.match(said) else 0)
            while path and path[-1][0] >= depth:
                path.pop()
            done.append(replace(block, section=tuple(title for _, title in path)))
            path.append((depth, said.rstrip(": ")))
            marks, leadin = [], ""
            continue
        if block.kind is BlockKind.ITEM:
            drawn = block.lead and (block.lead[0] == "o" or not block.lead[0][0].isalnum())
            key = (block.lead[0] if drawn else "1", block.level)
            same = next((i for i, (m, _) in enumerate(marks) if m[0] == key[0] and abs(m[1] - key[1]) <= 1), None)
            if same is not None:
                del marks[same:]
            lead = tuple(filter(None, (leadin, *(said for _, said in marks))))
            done.append(replace(block, section=section, lead=lead, level=len(marks) + 1))
            marks.append((key, said))
            continue
        if block.kind is BlockKind.PARAGRAPH:
            indent = block.begin - text.rfind("\n", 0, block.begin) - 1
            while marks and indent <= marks[-1][0][1]:
                marks.pop()
                leadin = leadin if marks else ""  # its list is over
            lead = tuple(said for _, said in marks)
            if not marks and leadin and len(words) < 30:
                lead = (leadin,)
            done.append(replace(block, section=section, lead=lead))
            leadin = said if said.endswith(":") else "" if not said.endswith(";") else leadin
            continue
        done.append(replace(block, section=section, lead=()))
    return tuple(done)
