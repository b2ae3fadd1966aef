"""Reading the tables that a domain declares: what is of another kind than it must be is said, not raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Complain(Protocol):
    """Hears what is wrong."""

    def __call__(self, what: str, word: str, right: Sequence[str] | None = None, part: str = "", /) -> None:
        """Hear what is wrong, the word at fault, the words that would be right, and the table that it stands in."""


def unheard(what: str, word: str, right: Sequence[str] | None = None, part: str = "", /) -> None:
    """For declarations that were read before, when their mistakes were heard."""


def noted(complain: Complain) -> tuple[Complain, list[str]]:
    """`complain`, and the list of what it was called with."""
    wrong: list[str] = []

    def say(what: str, word: str, right: Sequence[str] | None = None, part: str = "", /) -> None:
        wrong.append(what)
        complain(what, word, right, part)

    return say, wrong


def keys_of(data: Mapping[str, Any], known: Sequence[str], where: str, say: Complain) -> None:
    """Complain of the keys of a table that are not known."""
    for key in data:
        if key not in known:
            say(f"{where} has no key {key!r}", key, known)


def string_of(data: Mapping[str, Any], key: str, say: Complain) -> str | None:
    """A text that must be there."""
    found = data.get(key)
    if isinstance(found, str) and found:
        return found
    say(f'{key} is missing: {key} = "…"' if found is None else f"{key} is a text in quotation marks", key)
    return None


def words_of(data: Mapping[str, Any], key: str, say: Complain) -> tuple[str, ...]:
    """A word or a list of words."""
    found = data.get(key, [])
    found = [found] if isinstance(found, str) else found
    if not isinstance(found, list) or not all(isinstance(w, str) and w for w in found):
        say(f"{key} is a text, or a list of texts", key)
        return ()
    return tuple(found)


def text_of(data: Mapping[str, Any], key: str, say: Complain) -> str | None:
    """A text that may be left out."""
    return string_of(data, key, say) if key in data else None


def list_of(data: Mapping[str, Any], key: str, say: Complain) -> list[Any]:
    """A list of tables that may be left out."""
    found = data.get(key, [])
    if not isinstance(found, list):
        say(f"{key} is a list of tables: [[fact.{key}]]", key)
        return []
    return found


def table_of(data: Mapping[str, Any], key: str, say: Complain) -> Mapping[str, Any]:
    """A table that may be left out."""
    found = data.get(key, {})
    if not isinstance(found, dict):
        say(f"{key} is a table", key)
        return {}
    return found


def flag(data: Mapping[str, Any], key: str, say: Complain, default: bool = False) -> bool:
    """True or false; the default if it is not there."""
    found = data.get(key, default)
    if not isinstance(found, bool):
        say(f"{key} is true or false", key)
    return bool(found)
