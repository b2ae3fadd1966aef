"""Expressions for one of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""  # stands where a word ends; no character is empty


def any_of(words: Iterable[str], *, ignore_case: bool = False) -> str:
    """An expression for any of some words, the longest that is there; it matches nothing if there are none.

    Python's engine tries the branches of an alternation one after the other, at each character of a text. So the words
    are put together as a trie, whose branches all begin with different characters.

    Args:
        words: what is found, letter by letter.
        ignore_case: whether the expression will be compiled to ignore case, so that words which differ only by it are
            one.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        lower = word.lower()
        for character in lower if ignore_case and len(lower) == len(word) else word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _branches(trie) if trie else "(?!)"


def _branches(node: dict[str, Any]) -> str:
    """What may stand behind a part of a word."""
    ways = [re.escape(character) + _branches(rest) for character, rest in sorted(node.items()) if character != _END]
    if not ways:
        return ""
    if _END in node:
        return f"(?:{'|'.join(ways)})?"  # greedy: the longest word first
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else ways[0]
