"""What a spreadsheet shows for a value: a share of one formatted as a percentage is read as a percentage."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_DIGITS = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?P<decimals>\.[0#?]+)?(?P<thousands>,*)")


def shown(value: object, number_format: str = "General") -> str:
    """The words of a cell.

    Args:
        value: as the library for spreadsheets gives it.
        number_format: the cell's format code (ECMA-376 part 1, section 18.8.31); its first section is used.
    """
    if value is None or (isinstance(value, str) and re.fullmatch(r"#(?:N/A|[A-Z0-9/]+[!?])", value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    try:
        return _number(Decimal(repr(value) if isinstance(value, float) else value), number_format or "General")
    except InvalidOperation:
        return ""


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return ""
    section = number_format.split(";", 1)[0]
    literal = _QUOTED.sub("", section)
    digits = _DIGITS.search(literal)
    if digits is None or "E+" in literal.upper():
        return _plain(value)
    percent = "%" in literal
    value = value.scaleb(2) if percent else value.scaleb(-3 * len(digits["thousands"]))
    places = len(digits["decimals"]) - 1 if digits["decimals"] else 0
    separator = "," if "," in digits.group().rstrip(",") else ""
    words = f"{value:{separator}.{places}f}"
    before, after = _literals(section)
    return f"{before}{words}{'%' if percent else ''}{after}"


def _plain(value: Decimal) -> str:
    """A number without exponent, and without the digits that binary fractions add."""
    rounded = value if value == value.to_integral_value() else +value.normalize().__round__(10)
    words = f"{rounded:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _literals(section: str) -> tuple[str, str]:
    """The words and currency signs that a format puts before and after the digits."""
    first = re.search(r"[0#?]", _QUOTED.sub(lambda m: "\0" * len(m.group()), section))
    at = first.start() if first else len(section)

    def words(part: str) -> str:
        quoted = [next(filter(None, m.groups()), "") for m in _QUOTED.finditer(part)]
        signs = re.findall(r"[$€£¥]", _QUOTED.sub("", part))
        return "".join([*quoted, *signs]).strip()

    before, after = words(section[:at]), words(section[at:])
    return (before + " " if before[-1:].isalpha() else before), (" " + after if len(after) > 1 else after)
