"""Which lines of a text are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.boxes import MONEY, NUMBER_ONLY, SCALED
from kg.read.lines import TERMINAL, Line

URL = re.compile(r"(?:https?://|www\.|mailto:)\S+")
# A line that ends in one of these goes on in the next, whatever that looks like.
OPEN_END = re.compile(
    r"""(?: \b(?: of|to|in|the|and|for|by|with|from|a|an|at|or|on|including|between|than|instead|as|against|into|per
    | among|through|under|its|their|his|her|since|until|during|within|was|were|has|have|had|been|which|(?-i:who)|whose
    | while|because ) | [,|(&-] )$""",
    re.IGNORECASE | re.VERBOSE,
)
OPENS_SENTENCE = re.compile(
    r"(?:The(?= [a-z])|An?|In|On|Some|Since|During|From|As|At|By|For|This|These|Those|More|Most|Each|All|It|Its|They"
    r"|Their|However|Meanwhile|Over|Under|With|To|Following|After|Before|Another|Further|And|Only)\b"
)
"""A word that no sentence goes on with behind one of these; `The` may begin a name."""
_SMALL = frozenset("a an and as at by de des du en et for from in la le of on or the to with & – - /".split())
# A number that counts a heading or names a year; another number at the head of a line counts things.
_COUNTED_HEADING = re.compile(r"\d+(?:\.\d+)*[.):]|\d+\.\d+|(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The share of capitals among the letters of a heading in capitals.
_CAPITALS = 0.8
# A line of so many characters is running text, or of a share of what the lines around it are wrapped at.
LONG_LINE = 60
_LEAST_LONG_LINE = 33
_LONG_SHARE = 0.75
_WIDER = 1.2  # times as long as a title is the line of text below it
CAPITAL_LEVEL = 2  # of headings in capitals
# A line that opens with a label of its own (`Operational partners: …`).
_FIELD = re.compile(r"[A-Z][^:.;|]{2,70}:\s+\S")
_FIELD_WORDS = 8
_PART_WORDS = 6  # of the title of a counted part, at most; its text has so many more
# One that is counted, as in a log frame: `Output 1.1: Families receive cash`.
_NUMBERED_FIELD = re.compile(r"[A-Z][a-z]+ \d+(?:\.\d+)*\s?[:–-]\s*[A-Z]")
# A figure with its label that stands below the title of a box: `$5,200,000 Funding required`.
_SUM = re.compile(rf"{MONEY}\d[\d.,]*(?:\s?(?:[MKB]|million|billion)\b)?\s+[A-Za-z][A-Za-z ]+$")
# A field of a sheet whose label counts nothing (`Lead agency: FAO`).
_LABEL = re.compile(r"[A-Z][^\W\d]*(?:[ /][^\W\d]+){0,3}(?:\([^()]*\))?:\s+\S")
# The first field of what a title names, with money in it: `Funding required: $ 5,200,000`.
_MONEY_FIELD = re.compile(rf"[A-Z][^:.;|\d]{{2,40}}:\s*{MONEY}\d")
# `USD 4.1 million requested`, `Funded 18%`
_STATES_AMOUNT = re.compile(rf"{MONEY}\d[\d.,]*\s?(?:[MKB]\b|million\b|billion\b)|.*\d\s?%$")


def is_heading(
    line: Line, previous: Line | None, following: Line | None, wrapped: bool, width: int = LONG_LINE
) -> bool:
    """Whether a line is a heading, by itself and by the lines around it.

    Args:
        line: which may be one.
        previous: the line before it, if there is one.
        following: the line behind it, if there is one.
        wrapped: whether lines are those of a page.
        width: characters of the longest line around it.
    """
    text = line.text.strip()
    words = text.rstrip(":").split()
    if line.alone or not 0 < len(words) <= 12 or not has_words_alone(text) or NUMBER_ONLY.match(text):
        return False
    # `Donors: A, B, C`, `Carry-forward: $19 M`
    told = is_field(line) and ("," in text.split(":", 1)[1] or _HOLDS_AMOUNT.fullmatch(text) is not None)
    if told or _is_of_sheet(text, following):
        return False
    if (
        is_in_capitals(text)
        and sum(c.isalpha() for c in text) > 4
        and not re.search(r"\d[\d.,]*\d", _YEAR.sub("", text))
    ):
        return True
    if line.strong and len(words) <= 10:
        return True
    if _STATES_AMOUNT.match(text) or not (text[0].isupper() or _COUNTED_HEADING.match(text)) or OPEN_END.search(text):
        return False
    in_sentence = wrapped and previous is not None and len(previous.text) > 40 and not TERMINAL.search(previous.text)
    if line.gap == 0 and in_sentence:
        return False
    if text.endswith(":"):
        # `In May, Oxfam:` before points that go on its sentence is no title.
        goes_on = following is not None and bool(following.bullet) and following.text[:1].islower()
        amount = following is not None and not following.gap and NUMBER_ONLY.fullmatch(following.text.strip())
        return len(words) <= 6 and not (goes_on or amount)
    return not _goes_with(line, previous, following) and (
        ((wrapped or (following and not following.gap)) and _stands_alone(line, previous, following, width))
        or (is_titled(words) and (line.gap > 0 or previous is None) and not _fills_column(line, following, width))
        or _heads_sum(line, following)
        or (previous is None and following is not None and following.gap > 0 and is_titled(words, 12))
    )


def _is_of_sheet(text: str, following: Line | None) -> bool:
    """Whether a line is one of the fields of a sheet, right over another."""
    below = following.text if following is not None and not following.gap else ""
    return _LABEL.match(text) is not None and _LABEL.match(below) is not None


def heads_part(line: Line, following: Line | None) -> bool:
    """Whether a counted line that looks like an item is the title of a part: few words right over running text."""
    counted = line.bullet[:-1].strip("(")
    if not counted.isalnum() or not line.gap or following is None or following.gap or is_field(line):
        return False
    text = line.text.strip()
    plain = has_words_alone(text) and text[0].isupper() and not re.search(r"\d", text) and not OPEN_END.search(text)
    kind = following.bullet[:-1].strip("(")
    other = not kind or (kind.isdigit() != counted.isdigit() and kind.isalnum())
    starts = following.text[:1].isupper() or following.text[:1].isdigit()
    return plain and line.words <= _PART_WORDS and other and starts and following.words > line.words + _PART_WORDS


def heading_level(line: Line) -> int:
    """The level of a heading, from 1 on."""
    if is_in_capitals(line.text):
        return CAPITAL_LEVEL
    return 5 if line.text.endswith(":") else 4 if line.strong else 3


def is_in_capitals(text: str) -> bool:
    """Whether most letters are capitals, as in `SHELTER AND NFIs`."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > _CAPITALS * len(letters)


def has_words_alone(text: str) -> bool:
    """Whether a line holds words only: no address, no cells, no note, no end of a sentence."""
    if sum(c.isalpha() for c in text) < 3 or URL.search(text) or "|" in text or "@" in text or text[0] in "(©$*":
        return False
    return text[-1] not in ".,;!?" or text.endswith("...")


def _goes_with(line: Line, previous: Line | None, following: Line | None) -> bool:
    """Whether a line belongs to the line before or after it, or states a figure."""
    hangs = line.gap == 0 and previous is not None and line.indent > 3
    goes_on = following is not None and following.text[:1].islower() and not following.bullet
    return hangs or goes_on or bool(re.search(r"\d{3}|\d[.,]\d{3}", _YEAR.sub("", line.text)))


def is_titled(words: Sequence[str], most: int = 9) -> bool:
    """Whether the words are few and most of those that carry meaning have a capital."""
    content = [w for w in words if w.casefold() not in _SMALL and w[0].isalpha()]
    titled = sum(w[0].isupper() for w in content)
    return bool(content) and len(words) <= most and titled >= 0.6 * len(content)


def _stands_alone(line: Line, previous: Line | None, following: Line | None, width: int) -> bool:
    """Whether a short line without a full stop stands between a sentence's end and text, parted from both."""
    long = min(LONG_LINE, max(_LEAST_LONG_LINE, int(_LONG_SHARE * width)))
    if following is None or line.indent or line.bullet:
        return False
    titles = line.gap > 0 and not following.gap and bool(_NUMBERED_FIELD.match(following.text))
    if not (following.gap or titles or _stands_over(line, following, long, width)):
        return False
    short = previous is not None and previous.words <= 5
    closed = previous is not None and (
        bool(previous.bullet) or is_field(previous) or bool(re.search(r"[.!?:;]$", previous.text))
    )
    ends = previous is None or (line.gap > 0 and (short or closed))
    opens = titles or bool(following.bullet) or (len(following.text) >= long and not following.text[0].islower())
    return 2 <= line.words <= 9 and ends and opens and not re.search(r"^\d|\d\d", line.text)


def _fills_column(line: Line, following: Line | None, width: int) -> bool:
    """Whether a line of capitalised words, as of a long name, goes on in the text below, for which it had no room."""
    if following is None or following.gap or following.bullet or len(line.text) < _LEAST_LONG_LINE:
        return False
    words = following.text.split()
    return (
        len(line.text) + 1 + len(words[0]) > width and len(following.text) >= _LEAST_LONG_LINE and not is_titled(words)
    )


def _heads_sum(line: Line, following: Line | None) -> bool:
    """Whether a short line of words stands right over what is needed or given for what it names."""
    if following is None or following.gap:
        return False
    under = bool(_SUM.fullmatch(following.text.strip()) or _MONEY_FIELD.match(following.text.strip()))
    return under and line.gap > 0 and line.words <= 9 and not line.bullet and not re.search(r"\d", line.text)


def _stands_over(line: Line, following: Line, long: int, width: int) -> bool:
    """Whether a line right above text does not go on in it: it is much shorter than lines are wrapped at."""
    if following.bullet:
        return bool(line.gap) and not OPEN_END.search(line.text)
    starts = following.text[:1].isupper() or following.text[:1].isdigit()
    wide = len(following.text) >= max(long, _WIDER * len(line.text))
    full = len(line.text) + len(following.text.partition(" ")[0]) >= width
    return bool(line.gap) and starts and wide and not (full or OPEN_END.search(line.text))


_HOLDS_AMOUNT = re.compile(rf"[A-Z][^:;|]{{2,60}}:\s*{MONEY}\d[\d.,]*\s?(?:{SCALED}|m\b|bn?\b)?")
DATED_FIELD = re.compile(r"[A-Z][^:.;|\d]{2,40}:\s+\S.*\b(?:19|20)\d\d$")
"""A field that holds a date, with which its line ends: `Reporting period: 1 to 31 May 2021`."""


def is_field(line: Line) -> bool:
    """Whether a line is a short label with what it holds behind a colon: `Date: 3 May`."""
    return bool(_FIELD.match(line.text)) and len(line.text.split(":")[0].split()) <= _FIELD_WORDS
