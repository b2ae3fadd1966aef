"""Parts and round amounts in words: `half`, `two-thirds`, `a quarter`, `thousands`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.document import Quantity

_COUNTS = {w: i for i, w in enumerate("a one two three four five six seven eight nine".split()[1:], start=1)} | {"a": 1}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_AMOUNTS = {
    "dozens": 12,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
}

_PART = "|".join(_PARTS)
_PATTERN = re.compile(
    rf"(?<![\w-])(?:(?:(?P<count>{'|'.join(c for c in _COUNTS if c != 'a')})(?:-\s?|\s)(?P<part>(?:{_PART})s?)(?![\w])"
    rf"|(?:\ba\s)(?P<single>third|quarter|fifth|tenth)(?=\s(?:of|more|less)\b|[.,;)])"
    r"|(?<!\ba\s)(?<!\bin\s)(?<!first\s)(?<!second\s)(?<!last\s)(?<!latter\s)(?P<half>half)"
    r"(?=\s(?:of|were|are|had|have|having|said|reported|and)\b|\s?[(.,])"
    rf"|(?P<amount>(?:tens\sof\s|hundreds\sof\s)?(?:{'|'.join(_AMOUNTS)}))(?![\w-])))",
    re.IGNORECASE,
)


def find_shares(text: str) -> Iterator[Quantity]:
    """Parts with their value between 0 and 1, round amounts with their scale, in order."""
    for match in _PATTERN.finditer(text):
        value = _value_of(match)
        if value is not None:
            name = next(n for n in ("count", "single", "half", "amount") if match.group(n))
            begin = match.start(name)
            yield Quantity(begin, match.end(), begin, match.end(), value, word=True)


def _value_of(match: re.Match[str]) -> Decimal | None:
    groups = {k: v.casefold() for k, v in match.groupdict().items() if v}
    if "amount" in groups:
        words = groups["amount"].split()
        return Decimal(_AMOUNTS[words[-1]] * (_AMOUNTS[words[0]] if len(words) > 1 else 1))
    if "half" in groups:
        return Decimal("0.5")
    if "single" in groups:
        return Decimal(1) / _PARTS[groups["single"]]
    count, part = _COUNTS[groups["count"]], groups["part"]
    # `two third` and `one thirds` are slips or ordinals: the plural goes with the count.
    if (count > 1) != part.endswith("s"):
        return None
    share = Decimal(count) / _PARTS[part.removesuffix("s")]
    return share if share < 1 else None
