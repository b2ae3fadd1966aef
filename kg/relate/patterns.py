"""The ontology's patterns as the rules read them: tables, lists of words, and compiled expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import OntologyError
from kg.relate.expressions import Expression

_NOTHING = "(?!)"


class Patterns:
    """The tables of an ontology's pattern files; what they do not have is empty and matches nothing."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._expressions: dict[tuple[str, str], Expression] = {}
        self._alternatives: dict[tuple[str, str], tuple[Expression, ...]] = {}
        self._named: dict[tuple[str, str], tuple[tuple[str, Expression], ...]] = {}

    def table(self, name: str) -> Mapping[str, Any]:
        """A table."""
        found = self._tables.get(name, {})
        return found if isinstance(found, dict) else {}

    def words(self, table: str, key: str) -> frozenset[str]:
        """A list of words."""
        found = self._words.get((table, key))
        if found is None:
            found = self._words[table, key] = frozenset(self.table(table).get(key, ()))
        return found

    def expression(self, table: str, key: str) -> Expression:
        """An expression, in which `{{name}}` stands for the table's expression or list of that name.

        Letters match in either case.

        Raises:
            OntologyError: the expression is malformed, refers to itself or to one that the table does not have.
        """
        found = self._expressions.get((table, key))
        if found is None:
            own = self.table(table)
            text = _expanded(own, key, table, ()) if key in own else _NOTHING
            found = self._expressions[table, key] = _compiled(text, table, key)
        return found

    def alternatives(self, table: str, key: str) -> tuple[Expression, ...]:
        """The expressions of a list, each by itself and in order; see `expression`."""
        if (table, key) not in self._alternatives:
            own = self.table(table)
            texts = [_filled(text, own, table, (key,)) for text in own.get(key, ())]
            self._alternatives[table, key] = tuple(_compiled(text, table, key) for text in texts)
        return self._alternatives[table, key]

    def named(self, table: str, key: str) -> tuple[tuple[str, Expression], ...]:
        """The expressions of a table within a table, each with its name and in order; see `expression`."""
        if (table, key) not in self._named:
            own = self.table(table)
            texts = {name: _filled(text, own, table, (key,)) for name, text in own.get(key, {}).items()}
            self._named[table, key] = tuple((name, _compiled(text, table, key)) for name, text in texts.items())
        return self._named[table, key]


def _expanded(own: Mapping[str, Any], key: str, table: str, within: tuple[str, ...]) -> str:
    """An expression, or the alternatives of a list of them, with those that it refers to filled in."""
    if key in within or key not in own:
        what = "refers to itself" if key in within else "is referred to and not there"
        raise OntologyError(f"patterns: {table}.{key} {what}")
    found = own[key]
    text = "|".join(found) if isinstance(found, list) else str(found)
    return _filled(text, own, table, (*within, key))


def _filled(text: str, own: Mapping[str, Any], table: str, within: tuple[str, ...]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda m: f"(?:{_expanded(own, m[1], table, within)})", text)


def _compiled(text: str, table: str, key: str) -> Expression:
    try:
        return Expression(text)
    except re.error as error:
        raise OntologyError(f"patterns: {table}.{key}: {error}") from None
