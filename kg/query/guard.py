"""What a query may not do, found in its text before it is run.

Oxigraph follows `SERVICE` to any host. The check takes no parser that might read a query otherwise than Oxigraph does:
it looks for the clause's shape in the text, and finds it in a string too. `FROM` is never fetched but silently matches
nothing, so it must name a graph that is there. To Oxigraph's query parser `LOAD` and updates are syntax errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import QueryRefusedError
from kg.ontology import PREFIXES

_GAP = r"(?:\s|#[^\n\r]*+(?:[\n\r]|\Z))*+"
_NAME = r"(?:\\.|[^\s{<#\\])++"
_SERVICE = re.compile("service", re.IGNORECASE)
_CALL = re.compile(rf"{_GAP}(?:silent{_GAP})?(?:<[^>]*+>|{_NAME}){_GAP}\{{", re.IGNORECASE)
_ATTACHED = re.compile(_NAME)
_SILENT = re.compile("silent", re.IGNORECASE)
_BRACE = re.compile(rf"{_GAP}\{{")
# What makes the word before it a variable, a language tag or a prefixed name.
_WITHIN_NAME = re.compile(r"(?:[?$]\w*|@[A-Za-z0-9-]*|:[\w-]*)\Z")
_COMMENT_LINE = re.compile(r"(?:\A|(?<=[\n\r]))[ \t]*#[^\n\r]*")
LONGEST = 50_000
"""Characters of a query; longer ones could take long to look through and more than the stack to parse."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([0-9A-Fa-f]{5})")
_PREFIX = re.compile(rf"prefix{_GAP}([^\s:<]*):{_GAP}<([^>]*)>", re.IGNORECASE)
_PROLOGUE = re.compile(rf"{_GAP}(?:(?:base|prefix{_GAP}[^\s:<]*:){_GAP}<[^>]*>{_GAP})*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:load|insert|delete|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_GAP}(?:named\b{_GAP})?(?:<([^>]*)>|([^\s:<{{]*):([^\s<{{]*))", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """Refuse a query that asks another host, or is too long to be looked through.

    Raises:
        QueryRefusedError: it has a SERVICE clause, a string that looks like one, or too many characters.
    """
    if len(sparql) > LONGEST:
        raise QueryRefusedError(f"a query of {len(sparql):,} characters is refused; {LONGEST:,} is the most")
    readings = [_COMMENT_LINE.sub("", sparql)]
    if _ESCAPE.search(sparql):
        readings.append(_ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), sparql))
    for text in readings:
        for start in _clauses(text):
            if not _WITHIN_NAME.search(text, max(0, start - 256), start):
                line = text.count("\n", 0, start) + 1
                raise QueryRefusedError(f"SERVICE is refused (line {line}): a query reads this graph and nothing else")


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


def sources(sparql: str) -> list[str]:
    """The IRIs in the FROM clauses of a query."""
    head = _COMMENT_LINE.sub("", sparql)
    prologue = _PROLOGUE.match(head)
    declared = PREFIXES | {m[1]: m[2] for m in _PREFIX.finditer(head[: prologue.end() if prologue else 0])}
    head = head[prologue.end() if prologue else 0 :].partition("{")[0]
    return [m[1] if m[1] is not None else declared.get(m[2], m[2] + ":") + m[3] for m in _FROM.finditer(head)]


def refuse_absent(found: list[str], store: ox.Store) -> None:
    """Refuse a FROM clause that names no graph of the store.

    Raises:
        QueryRefusedError: it names another.
    """
    for source in found:
        if not _is_graph(store, source):
            raise absent(source)


def absent(iri: str) -> QueryRefusedError:
    """The refusal of a graph that is not there."""
    return QueryRefusedError(f"FROM <{iri}> names no graph of this store, and nothing is fetched")


def update(sparql: str) -> str | None:
    """The keyword of an update, if this is one and no query."""
    start = _PROLOGUE.match(sparql)
    found = _UPDATE.match(sparql, start.end() if start else 0)
    return found[0].upper() if found else None


def _is_graph(store: ox.Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False
