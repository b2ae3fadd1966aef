"""Numbers as reports print them, with the doubts they raise: scales, words, percentages, ranges, amounts of money.

`515 934`, `83.712` and `6, 483` are whole numbers, `95 M` and `US$ 1.2 million` are full amounts, `Three (3)` is one
number and `30-40` a range. A scale word on a figure that is already full (`US$ 3,068,942 million`) is ignored and
doubted.
What `kg.nlp.codes` finds is no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.alternation import any_of
from kg.document import Quantity
from kg.nlp.codes import find_codes

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALE_WORDS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES = {
    **_SCALE_WORDS,
    "hundred": 100,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "k": 1_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
_PHRASES = {
    "half a million": 500_000,
    "half a billion": 500_000_000,
    "half a dozen": 6,
    "a dozen": 12,
    "a half million": 500_000,
    "two dozen": 24,
    "three dozen": 36,
}
# No report counts to 10^15; longer figures are identifiers.
_MOST_DIGITS = 15

_REMEMBERED = 1024  # texts whose numbers are kept, longest unused dropped first

_SMALL_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_GAP = r"[\s-]{1,3}"
_BELOW_HUNDRED = rf"(?:{_SMALL_WORD})(?:{_GAP}(?:{_SMALL_WORD}))?"
# `nine thousand, two hundred and sixty-six`: with a hundred behind it, no two numbers of a list.
_NEXT = rf",(?=\s{{1,3}}(?:{_SMALL_WORD}){_GAP}hundred\b)"
_PHRASE = "|".join(p.replace(" ", r"\s{1,3}") for p in _PHRASES)
_WORDS = (
    rf"(?:{_PHRASE}"
    rf"|(?:a|{_BELOW_HUNDRED})(?:{_GAP}(?:{'|'.join(_SCALE_WORDS)})\b(?:\s{{1,3}}and\b|{_NEXT})?(?:\s{{1,3}}{_BELOW_HUNDRED})?)+"
    rf"|(?:{'|'.join(_TENS)})[\s-](?:{_SMALL_WORD})|(?:{_SMALL_WORD}))"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER_OPENERS = {"a", *_UNITS, *_TENS, *(phrase.split()[0] for phrase in _PHRASES)}
# One separator a figure: `1,234 567` is two numbers.
_SEPARATORS = (",", r"\.", "[’']", "[\u00a0\u202f ]")
_GROUPED = "(?:" + "|".join(rf"\d{{1,3}}(?:{s}\d{{3}})+" for s in _SEPARATORS) + r")(?:[.,]\d{1,2})?(?!\d)"
_SEPARATED = r"\d{1,3}(?:,\d{3})+(?!\d)"
_SPACED = r"\d{1,3},\s\d{3}(?=\s(?:[A-Za-z]|\(\d))"
_PLAIN = r"\d+(?:[.,]\d+)*"
_DIGITS = rf"(?:{_SPACED}|{_GROUPED}|{_PLAIN})"
_SCALE = (
    r"(?:[\s-]?(?P<scale>(?i:hundred|thousand|millions?|billions?|mln|mn|bn|lakh|crore))(?=\b|\d{1,2}\b)"
    r"|\s?(?P<letter>[MKB])(?![\w²³-])|\s?(?P<low>m|k|bn?)(?![\w²³-]))?"
)
_PERCENT = r"(?:\s?%|\s?(?i:per\s?cent)\b|\s?per\s?centage\b)"  # `Percentage` begins a label
# A figure begins a word, or follows a dash that follows another figure, or, with thousands, a slash behind a word.
_START = r"(?:(?<![\w#/.-])|(?<=\d-)|(?<=%-)|(?<=[a-z]{5}/)(?=\d{1,3},\d))"
# Symbols that may be glued to a figure (`125ml`, `18x blankets`), and whole words, where a space was lost: but for one
# digit, which is the mark of a note (`1The figure`).
_GLUED = re.compile(
    r"(?i:ml|kg|mg|km|cm|mm|mt|ha|hrs|kwh|kw|mw|[x×](?=\s*[A-Za-z]{3}))(?![\w])|(?<=\d\d)[A-Za-z][a-z]{4,}(?![\w])"
)


# After `2.5m` counts millions: a word that no length has behind it.
_COUNTED = re.compile(
    r"\s(?!(?:long|deep|wide|high|tall|thick|away|apart|from|below|above|in|by|x|of|to|and|or)\b)[a-z]{3}"
)


_PEOPLE = re.compile(r"\s(?:people|persons)\b")  # no length: `1.2 m people`
# Where letters tell the sexes, M is no million: `(49 M, 15 F)`, `(15 F / 49 M)`.
_WOMEN_BEHIND = re.compile(r"\s?(?:[,;/&+-]|and)?\s?\d[\d,. ]{0,12}[FW](?!\w)")
_WOMEN_BEFORE = re.compile(r"(?<![\d.])\d[\d,. ]{0,12}[FW]\s?(?:[,;/&+-]|and)?\s?$")
_BESIDE = 20  # characters


def _is_of_men(text: str, match: re.Match[str]) -> bool:
    """Whether the letter behind a figure tells the sex of those whom it counts."""
    begin, end = match.start("digits"), match.end("letter")
    before = text[max(0, begin - _BESIDE) : begin]
    return _WOMEN_BEHIND.match(text, end) is not None or _WOMEN_BEFORE.search(before) is not None


class NumberFinder:
    """Finds the numbers of a text; `currencies` maps every sign and word for a currency to its ISO 4217 code."""

    def __init__(self, currencies: Mapping[str, str]) -> None:
        # Codes stand in capitals: `all 52 countries` speaks of no Albanian lek.
        self._codes = {k: v for k, v in currencies.items() if k and k.isupper()}
        self._names = {k.casefold(): v for k, v in currencies.items() if k and not k.isupper()}
        signs = f"(?:{any_of(self._codes)}|(?i:{any_of(self._names, ignore_case=True)}))"
        unknown = rf"(?<!\w)[A-Z][a-z]?(?={_SEPARATED})"  # a currency that nobody told of: `C30,000`
        before = rf"(?:(?<![A-Za-z])(?P<before>{signs})\s?|{unknown}|{_START}(?<!\d[,.:])(?<![A-Za-z]))"
        # A sign between two figures belongs to the one behind it: `2023 US$ 40 million`.
        after = rf"(?P<after>\s?(?:of\s)?{signs}(?![A-Za-z])(?!\s?\d))?"
        digits = rf"(?P<digits>{_DIGITS}){_SCALE}(?P<percent>{_PERCENT})?"
        words = rf"\b(?P<words>(?i:{_WORDS}))\b(?P<bracket>\s?\(\s?\d[\d,]{{0,8}}\s?\))?(?P<wpercent>{_PERCENT})?"
        self._pattern = re.compile(rf"{before}(?:{digits}|{words}){after}")
        # The pattern takes long: it is tried only where a figure, a word for a number or a currency begins.
        named = (m.group().casefold() for sign in (*self._codes, *self._names) if (m := _LETTERS.match(sign)))
        self._openers = frozenset(_NUMBER_OPENERS.union(named))
        marks = sorted({sign[0] for sign in (*self._codes, *self._names) if not _LETTERS.match(sign)})
        self._opening = re.compile(rf"\d+|{_LETTERS.pattern}" + "".join(f"|{re.escape(mark)}" for mark in marks))
        # Several rules ask for the numbers of the same sentence or cell.
        self._read = lru_cache(_REMEMBERED)(self._all)

    def __call__(self, text: str) -> Iterator[Quantity]:
        """The numbers of `text`, in order, none overlapping another."""
        return iter(self._read(text))

    def _all(self, text: str) -> tuple[Quantity, ...]:
        figures = list(self._figures(text))
        return tuple(_join_ranges(text, _outside(list(find_codes(text)), figures))) if figures else ()

    def _figures(self, text: str) -> Iterator[Quantity]:
        for match in self._matches(text):
            quantity = self._digits(text, match) if match.group("digits") else self._words(match)
            if quantity is not None:
                yield quantity

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        end = 0
        for opening in self._opening.finditer(text):
            words = opening.group()
            # One or two letters right before a figure may be a currency that nobody told of.
            letters = len(words) > 2 and words[0].isalpha()
            if opening.start() < end or (letters and words.casefold() not in self._openers):
                continue
            match = self._pattern.match(text, opening.start())
            if match is not None:
                end = match.end()
                yield match

    def _currency(self, match: re.Match[str]) -> str | None:
        sign = match.group("before") or match.group("after")
        if not sign:
            return None
        sign = re.sub(r"^of\s", "", sign.strip(), flags=re.IGNORECASE)
        return self._codes.get(sign) or self._names.get(sign.casefold())

    def _digits(self, text: str, match: re.Match[str]) -> Quantity | None:
        begin, end = match.span("digits")
        digits = match.group("digits")
        currency = self._currency(match)
        letter = match.group("letter") or match.group("low")
        if letter == "M" and _is_of_men(text, match):
            letter = None
        # `US$ 61.5 m`; without a currency `5 m` is a length and `2 b` a heading.
        behind = match.end("low")
        apart = letter == "b" or (match.start("low") > end and not (letter == "m" and _PEOPLE.match(text, behind)))
        length = apart or (letter == "m" and not _COUNTED.match(text, behind))
        if match.group("low") and not currency and length:
            letter = None
        percent = bool(match.group("percent")) and not letter
        plain = not (percent or match.group("scale") or letter or match.group("after"))
        if plain and (text[end : end + 1].isalpha() or text[end : end + 1] == "_") and not _GLUED.match(text, end):
            return None  # `3rd`, `5W`, `2a`: part of a word
        value, doubt = _value(digits, percent)
        if value is None:
            return None
        scale = _SCALES.get((match.group("scale") or letter or "").casefold())
        if scale:
            end = (
                match.end("scale") if match.group("scale") else match.end("letter" if match.group("letter") else "low")
            )
            if value >= 100_000 and scale >= 1_000_000 and not re.search(r",\d\d,", digits):
                doubt = "implausible-unit"
            else:
                value *= scale
        full_end = match.end("after") if match.group("after") else match.end("percent") if percent else end
        full_begin = match.start("before") if match.group("before") else begin
        return Quantity(begin, end, full_begin, full_end, value, percent, currency, doubt)

    def _words(self, match: re.Match[str]) -> Quantity | None:
        value = word_value(match.group("words"))
        if value is None:
            return None
        begin, end = match.span("words")
        bracket = match.group("bracket")
        doubt = None
        if bracket:
            end = match.end("bracket")
            figure = Decimal(re.sub(r"\D", "", bracket))
            doubt = None if figure == value else "contradiction"
            value = figure
        percent = bool(match.group("wpercent"))
        full_end = match.end("after") if match.group("after") else match.end("wpercent") if percent else end
        full_begin = match.start("before") if match.group("before") else begin
        at = match.start("bracket") if bracket else None
        return Quantity(
            begin, end, full_begin, full_end, value, percent, self._currency(match), doubt, word=not bracket, bracket=at
        )


def _outside(masked: list[tuple[int, int]], quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities that touch no masked stretch; both are in order."""
    i = 0
    for quantity in quantities:
        while i < len(masked) and masked[i][1] <= quantity.begin:
            i += 1
        if i == len(masked) or masked[i][0] >= quantity.end:
            yield quantity


_RANGE_GAP = re.compile(r"\s?[-–—]\s?|\sto\s")
_YEAR = re.compile(r"(?:19|20)\d\d")  # `in 2020 to 4,000`
# `between 300 and 500 people` is one, too.
_BETWEEN = re.compile(r"\bbetween\s(?:\w+\s)?$", re.IGNORECASE)
# What a short number behind it names is no end of a range whose other end is so many times as large.
_NUMBERED = re.compile(r"\b[A-Z][a-z]+\s$")
_WIDEST = 1_000
_BETWEEN_GAP = re.compile(r"\s?[-–—]\s?|\s(?:to|and)\s")
_FROM = re.compile(r"\bfrom\s(?:\w+\s)?$", re.IGNORECASE)
# `grew by 300 to 900`: by how much, and to what; with a percentage it may be either.
_BY = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|dropped|grew|grown|growing|climbed|shrank|shrunk|(?:in|de)creas(?:ed|ing|es)"
    r"|declin(?:ed|ing|es))\sby\s(?:(?:about|some|around|nearly|over|almost|another)\s)?$",
    re.IGNORECASE,
)


def _join_ranges(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Two figures with a dash or `to` between them, the greater one last, are a range; so with `between` and `and`.

    Unless something went `from` one to the other, or rose `by` one to the other: `from 39 to 79 cases`.
    """
    held: Quantity | None = None
    for quantity in quantities:
        if held is None:
            held = quantity
            continue
        joined = _range(text, held, quantity)
        if joined is None:
            yield held
            held = quantity
        else:
            yield joined
            held = None
    if held is not None:
        yield held


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    between = _BETWEEN.search(text, max(0, low.full_begin - 30), low.full_begin) is not None
    gap = _BETWEEN_GAP if between else _RANGE_GAP
    if high.full_begin - low.full_end > 6 or not gap.fullmatch(text, low.full_end, high.full_begin):
        return None
    same_money = not low.currency or not high.currency or low.currency == high.currency
    if (low.percent and not high.percent) or low.word != high.word or not same_money:
        return None
    if _YEAR.fullmatch(text, low.begin, low.end) or _FROM.search(text, max(0, low.full_begin - 30), low.full_begin):
        return None
    if not high.percent and not between and _BY.search(text, max(0, low.full_begin - 40), low.full_begin):
        return None
    value = low.value
    scale = re.search(r"[^\W\d_]+$", text[high.begin : high.end])
    factor = _SCALES.get(scale.group().casefold()) if scale and not high.word else None
    if factor and not re.search(r"[^\W\d_]", text[low.begin : low.end]) and value * factor < high.value:
        value *= factor  # `5-10 million`
    if value >= high.value:
        return None
    if value * _WIDEST < high.value and _NUMBERED.search(text, max(0, low.full_begin - 30), low.full_begin):
        return None  # `from 3,000 in Round 4 to 9,000`
    return replace(
        high,
        begin=low.begin,
        full_begin=low.full_begin,
        value=value,
        currency=low.currency or high.currency,
        doubt=low.doubt or high.doubt,
        upper=high.value,
        lower_end=low.full_end,
        upper_begin=high.begin,
    )


# How figures are printed, how they are read, and whether the reading is doubted; the first shape that fits counts.
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], str], bool], ...] = (
    (re.compile(r"\d+"), str, False),
    (re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?"), lambda s: s.replace(",", ""), False),
    (re.compile(r"\d{1,2}(,\d{2})+,\d{3}"), lambda s: s.replace(",", ""), False),  # lakhs and crores
    (re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?"), lambda s: s.replace(".", "").replace(",", "."), False),
    # A lone point before three digits is a separator in a count: no report counts thousandths.
    (re.compile(r"\d{1,3}\.\d{3}(,\d+)?"), lambda s: s.replace(".", "").replace(",", "."), True),
    (re.compile(r"\d+\.\d+"), str, False),
    (re.compile(r"\d+,\d{1,2}"), lambda s: s.replace(",", "."), False),
    (re.compile(r"\d[\d,]*\d{3}(\.\d{1,2})?"), lambda s: s.replace(",", ""), True),
)
_LONE_POINT = 4


def _value(digits: str, percent: bool) -> tuple[Decimal | None, str | None]:
    """The value of a printed figure and the doubt that its separators raise."""
    if sum(c.isdigit() for c in digits) > _MOST_DIGITS:
        return None, None
    compact = re.sub(r"[\s\u00a0\u202f’']", "", digits)
    for i, (shape, read, doubted) in enumerate(_SHAPES):
        if shape.fullmatch(compact) and not (percent and i == _LONE_POINT):
            return Decimal(read(compact)), "malformed-number" if doubted or ", " in digits else None
    return None, None


def word_value(words: str) -> Decimal | None:
    """The value of a number in words (`Ninety-seven`, `two hundred`, `half a million`)."""
    text = re.sub(r"[\s,-]+", " ", words.casefold()).strip()
    if text in _PHRASES:
        return Decimal(_PHRASES[text])
    total, current = 0, 0
    for word in text.split():
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "a":
            current += 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALE_WORDS:
            total += max(current, 1) * _SCALE_WORDS[word]
            current = 0
        elif word != "and":
            return None
    return Decimal(total + current)
