"""Web pages that a parser would choke on, found before it sees them."""

from __future__ import annotations

import re

from kg.errors import ReadError

MOST_TAGS = 300_000
MOST_ATTRIBUTES = 1_000_000
# Of one tag: libxml2 compares each attribute with all before it.
_MOST_OF_ONE = 500
# Attributes as the HTML standard takes tags apart (sections 13.2.5.32 to 13.2.5.38). Nothing is tried twice.
_ATTRIBUTE = rb"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+(?P<attributes>(?:[\s/=]|" + _ATTRIBUTE + rb")*+)")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_RAW = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)


def check_page(data: bytes, file: str) -> None:
    """Refuse a page that would take too much time or memory.

    Raises:
        ReadError: it has too many tags or attributes.
    """
    if data.count(b"<") > MOST_TAGS:
        raise ReadError(file, f"is too large for a web page (more than {MOST_TAGS:,} tags)")
    # What looks like a tag in a script is none; scripts are only taken out of a page that looks bad, to save time.
    if _has_too_many(data) and _has_too_many(_RAW.sub(b"", data)):
        raise ReadError(file, "is no ordinary web page (too many attributes)")


def _has_too_many(data: bytes) -> bool:
    total = 0
    for tag in _TAG.finditer(data):
        count = len(_ATTRIBUTES.findall(tag["attributes"]))
        total += count
        if count > _MOST_OF_ONE or total > MOST_ATTRIBUTES:
            return True
    return False
