"""Acronyms in brackets, kept from the parser: `psychosocial support (PSS) activities` is parsed without `(PSS)`.

A report has one behind every second name. The parser takes what stands before and behind the brackets for two phrases,
so that a phrase's head loses its modifiers (`activities`) or its noun (`gender-based violence`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

ASIDE = "whole"
"""Where `doc.user_data` has the document that a shorter one was made of."""

# Two capitals at least: `(PSS)`, `(IDPs)`, `(R&R)`.
_ACRONYM = re.compile(r"(?=(?:[a-z&/.-]*[A-Z]){2})[A-Z][A-Za-z&/.-]{1,11}")
_MAY_HOLD = re.compile(rf"[^\W\d_]\s?\((?:{_ACRONYM.pattern})\)\s[a-z]")
_TAGS: list[int | str] = ["TAG", "DEP", "HEAD"]
_OWN: list[int | str] = ["SENT_START", "LEMMA"]


def set_aside(doc: Doc, text: str) -> Doc:
    """The document without the acronyms in brackets, or the document itself if it has none; `put_back` undoes it.

    Args:
        doc: before it is tagged and parsed.
        text: the document's.
    """
    if "(" not in text or _MAY_HOLD.search(text) is None:
        return doc
    aside = _brackets(doc)
    if not aside:
        return doc
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    for i in aside:
        spaces[i - 1] = spaces[i + 2]
    kept = _kept(len(words), aside)
    short = Doc(doc.vocab, words=[words[i] for i in kept], spaces=[spaces[i] for i in kept])
    own: Any = doc.to_array(_OWN)
    short.from_array(_OWN, own[kept])
    short.user_data = {ASIDE: doc}
    return short


def put_back(doc: Doc) -> Doc:
    """The whole document, parsed as the shorter one was; an acronym hangs on the word before its brackets.

    Args:
        doc: made by `set_aside`, tagged and parsed.
    """
    whole: Doc | None = doc.user_data.get(ASIDE)
    if whole is None:
        return doc
    strings = whole.vocab.strings
    aside = _brackets(whole)
    kept = _kept(len(whole), aside)
    values: Any = np.zeros((len(whole), len(_TAGS)), dtype="uint64")
    place = np.array(kept, dtype="int64")
    told = doc.to_array(_TAGS)
    heads = place[np.arange(len(kept)) + told[:, 2].astype("int64")] - place
    values[place, :2] = told[:, :2]
    values[place, 2] = heads.astype("uint64")
    rows = [("-LRB-", "punct", -1), ("NNP", "appos", -2), ("-RRB-", "punct", -3)]
    for i in aside:
        for offset, (tag, dep, head) in enumerate(rows):
            values[i + offset] = (strings.add(tag), strings.add(dep), np.array(head, dtype="int64").astype("uint64"))
    return whole.from_array(_TAGS, values)


def _brackets(doc: Doc) -> list[int]:
    """The opening brackets around an acronym between two words; the second is no function word and no participle."""
    return [
        i
        for i in range(1, len(doc) - 3)
        if doc[i].text == "("
        and doc[i + 2].text == ")"
        and doc[i - 1].text[-1:].isalpha()
        and doc[i + 3].is_alpha
        and doc[i + 3].is_lower
        and not doc[i + 3].is_stop
        and not doc[i + 3].text.endswith("ed")
        and _ACRONYM.fullmatch(doc[i + 1].text) is not None
    ]


def _kept(length: int, aside: Sequence[int]) -> list[int]:
    gone = {i + offset for i in aside for offset in range(3)}
    return [i for i in range(length) if i not in gone]
