"""Numbers as reports print them: separators, scales, words, percentages, amounts of money, and the doubts they raise.

`515 934`, `83.712` and `6, 483` are whole numbers, `95 M` and `US$ 1.2 million` are full amounts, `Three (3)` is one number. A scale
word on a figure that is already full (`US$ 3,068,942 million`) is ignored and doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
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
_SMALL_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_WORDS = (
    rf"(?:half\s+a\s+million|a\s+dozen|(?:(?:a|{_SMALL_WORD})(?:[\s-]+(?:{_SMALL_WORD}))?)"
    rf"(?:[\s-]+(?:hundred|thousand|million|billion)(?:\s+and)?(?:\s+(?:{_SMALL_WORD})(?:[\s-]+(?:{_SMALL_WORD}))?)?)+"
    rf"|(?:{'|'.join(_TENS)})[\s-](?:{_SMALL_WORD})|(?:{_SMALL_WORD}))"
)
_GROUPED = r"\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
_SPACED = r"\d{1,3},\s\d{3}(?=\s[A-Za-z])"
_PLAIN = r"\d+(?:[.,]\d+)*"
_DIGITS = rf"(?:{_SPACED}|{_GROUPED}|{_PLAIN})"
_SCALE = r"(?:\s?(?P<scale>hundred|thousand|millions?|billions?|mln|mn|bn|lakh|crore)\b|\s?(?P<letter>[MKB])(?![\w²³-])|(?P<low>m|k|bn)(?![\w²³-]))?"
_PERCENT = r"(?P<percent>\s?%|\s?per\s?cent(?:age)?\b|\s?percent\b)?"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. `begin` and `end` enclose the figure with its scale, `full_begin`/`full_end` also currency and `%`."""

    begin: int
    end: int
    full_begin: int
    full_end: int
    value: Decimal
    percent: bool = False
    currency: str | None = None  # ISO 4217
    doubt: str | None = None
    word: bool = False  # written in letters only


class NumberFinder:
    """Finds the numbers of a text; `currencies` maps every sign and word for a currency to its ISO 4217 code."""

    def __init__(self, currencies: Mapping[str, str]) -> None:
        self._currencies = {k.casefold(): v for k, v in currencies.items()}
        signs = "|".join(re.escape(s) for s in sorted(self._currencies, key=len, reverse=True)) or "(?!)"
        before = rf"(?P<before>(?<![A-Za-z])(?:{signs})\s?)?"
        after = rf"(?P<after>\s?(?:of\s)?(?:{signs})(?![A-Za-z]))?"
        bracket = r"(?:\s?\(\s?(?:0*\d{1,4})\s?\))?"
        self._pattern = re.compile(
            rf"{before}(?<![\w#/.-])(?:(?P<digits>{_DIGITS}){_SCALE}{_PERCENT}|(?P<words>\b{_WORDS}\b)(?P<bracket>{bracket}){_PERCENT.replace('percent>', 'wpercent>')}){after}",
            re.IGNORECASE,
        )
        # Letter scales (`95 M`) are capital; the pattern ignores case for words, so this is checked apart.
        self._sign = re.compile(rf"(?:{signs})", re.IGNORECASE)

    def __call__(self, text: str) -> Iterator[Quantity]:
        """The numbers of `text`, in order, none overlapping another."""
        for match in self._pattern.finditer(text):
            quantity = self._digits(text, match) if match.group("digits") else self._words(match)
            if quantity is not None:
                yield quantity

    def _currency(self, match: re.Match[str]) -> str | None:
        sign = match.group("before") or match.group("after")
        if not sign:
            return None
        return self._currencies.get(re.sub(r"^of\s", "", sign.strip(), flags=re.IGNORECASE).casefold())

    def _digits(self, text: str, match: re.Match[str]) -> Quantity | None:
        begin, end = match.span("digits")
        digits = match.group("digits")
        following = text[end : end + 1]
        currency = self._currency(match)
        letter = match.group("letter") or match.group("low")
        if letter and not match.group("scale") and not (match.group("letter") and letter.isupper()) and not currency:
            letter = None
        percent = bool(match.group("percent")) and not letter
        if not percent and not match.group("scale") and not letter and (following.isalpha() or following == "_"):
            return None  # `3rd`, `5W`, `2a`: part of a word
        value, doubt = _value(digits, percent)
        if value is None:
            return None
        scale = _SCALES.get((match.group("scale") or letter or "").casefold())
        if scale:
            end = match.end("scale") if match.group("scale") else match.end("letter" if match.group("letter") else "low")
            if value >= 100_000 and scale >= 1_000_000:
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
        if bracket:
            end = match.end("bracket")
            figure = Decimal(re.sub(r"\D", "", bracket))
            doubt = None if figure == value else "contradiction"
            value = figure
        else:
            doubt = None
        percent = bool(match.group("wpercent"))
        full_end = match.end("after") if match.group("after") else match.end("wpercent") if percent else end
        full_begin = match.start("before") if match.group("before") else begin
        return Quantity(begin, end, full_begin, full_end, value, percent, self._currency(match), doubt, word=not bracket)


def _value(digits: str, percent: bool) -> tuple[Decimal | None, str | None]:
    """The value of a printed figure and the doubt that its separators raise."""
    compact = re.sub(r"[\s\u00a0\u202f’']", "", digits)
    spaced = ", " in digits
    if re.fullmatch(r"\d+", compact):
        return Decimal(compact), None
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", compact):
        return Decimal(compact.replace(",", "")), "malformed-number" if spaced else None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", compact):
        if percent and compact.count(".") == 1:
            return Decimal(compact), None
        # A lone point before three digits is a separator in a count: no report counts thousandths.
        doubt = "malformed-number" if compact.count(".") == 1 else None
        return Decimal(compact.replace(".", "").replace(",", ".")), doubt
    if re.fullmatch(r"\d+\.\d+", compact):
        return Decimal(compact), None
    if re.fullmatch(r"\d+,\d{1,2}", compact):
        return Decimal(compact.replace(",", ".")), None
    if re.fullmatch(r"\d[\d,]*\d(\.\d{1,2})?", compact):
        return Decimal(compact.replace(",", "")), "malformed-number"
    return None, None


def word_value(words: str) -> Decimal | None:
    """The value of a number in words (`Ninety-seven`, `two hundred`, `half a million`)."""
    text = re.sub(r"[\s-]+", " ", words.casefold()).strip()
    if text == "half a million":
        return Decimal(500_000)
    if text == "a dozen":
        return Decimal(12)
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
