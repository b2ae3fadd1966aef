"""What no query may do, whoever wrote it, found in its text before it is run: ask another host, or go too deep.

Oxigraph follows `SERVICE` to any host. The check takes no parser that might read a query otherwise than Oxigraph does:
it looks for the clause's shape in the text, and finds it in a string too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryRefusedError

GAP = r"(?:\s|#[^\n\r]*+(?:[\n\r]|\Z))*+"
"""White space and comments."""

COMMENT_LINE = re.compile(r"(?:\A|(?<=[\n\r]))[ \t]*#[^\n\r]*")
_NAME = r"(?:\\.|[^\s{<#\\])++"
_SERVICE = re.compile("service", re.IGNORECASE)
_CALL = re.compile(rf"{GAP}(?:silent{GAP})?(?:<[^>]*+>|{_NAME}){GAP}\{{", re.IGNORECASE)
_ATTACHED = re.compile(_NAME)
_SILENT = re.compile("silent", re.IGNORECASE)
_BRACE = re.compile(rf"{GAP}\{{")
# What makes the word before it a variable, a language tag or a prefixed name.
_WITHIN_NAME = re.compile(r"(?:[?$]\w*|@[A-Za-z0-9-]*|:[\w-]*)\Z")
LONGEST = 50_000
"""Characters of a query; longer ones could take long to look through and more than the stack to parse."""

DEEPEST = 200
"""Brackets within brackets of a query that is run in this process. Oxigraph's parser calls itself for each."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([0-9A-Fa-f]{5})")
_BRACKET = re.compile(r"[(\[{]|[)\]}]")


def refuse_service(sparql: str) -> None:
    """Refuse a query that asks another host, or is too long to be looked through.

    Raises:
        QueryRefusedError: it has a SERVICE clause, a string that looks like one, or too many characters.
    """
    if len(sparql) > LONGEST:
        raise QueryRefusedError(f"a query of {len(sparql):,} characters is refused; {LONGEST:,} is the most")
    readings = [COMMENT_LINE.sub("", sparql)]
    if _ESCAPE.search(sparql):
        readings.append(_ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), sparql))
    for text in readings:
        for start in _clauses(text):
            if not _WITHIN_NAME.search(text, max(0, start - 256), start):
                line = text.count("\n", 0, start) + 1
                raise QueryRefusedError(f"SERVICE is refused (line {line}): a query reads this graph and nothing else")


def refuse_deep(sparql: str) -> None:
    """Refuse a query that would end the process which parses it, by the brackets in its text, those in strings too.

    Raises:
        QueryRefusedError: more than `DEEPEST` brackets are open at one place.
    """
    depth = 0
    for bracket in _BRACKET.finditer(sparql):
        depth = depth + 1 if bracket[0] in "([{" else max(depth - 1, 0)
        if depth > DEEPEST:
            raise QueryRefusedError("the query is nested too deeply")


def _clauses(text: str) -> Iterator[int]:
    """Where the keyword stands before something to call and an opening brace; in a time that grows with the text."""
    end, braced = 0, False  # of the name last found attached to a keyword: all keywords in it share its end
    for keyword in _SERVICE.finditer(text):
        start = keyword.end()
        if start >= end and (name := _ATTACHED.match(text, start)) is not None:
            end = name.end()
            braced = _BRACE.match(text, end) is not None
        attached = start < end
        if (attached and braced) or ((not attached or _SILENT.match(text, start)) and _CALL.match(text, start)):
            yield keyword.start()
