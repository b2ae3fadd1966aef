"""Organisations that are said to work with each other: `X and Y collaborate`, `Y and Z are the partners of X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import text_of
from kg.model import Name
from kg.relate.prose.drafts import Sentence
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

LIST = re.compile(
    r"\s*(?:\((?:[A-Z]|(?:co-)?lead|prime)[^()]{0,12}\)\s*)?(?:[,;|]\s*(?:and\s+)?|and\s+(?:(?:of|with)\s+)?|&\s*|[-–]\s*|as\s+well\s+as\s+(?:that\s+of\s+)?)(?:the\s+)?"
)
"""What stands between two names of a list."""


def each_other(sentence: Sentence) -> Iterator[tuple[Name, Name]]:
    """Pairs that the sentence says work with each other: the publisher, else the first of a list, with all others.

    Also those who are said to be somebody's partners, with that organisation.
    """
    scope, text = sentence.scope, text_of(sentence.span.doc)
    for begin, end, names in _lists(sentence):
        before, behind = text[sentence.span.start_char : begin], text[end : sentence.span.end_char]
        if scope.pattern("partnerships", "each_other").match(behind) or scope.pattern("partnerships", "among").search(
            before
        ):
            first = _of_report(scope, names) or names[0]
            yield from ((first, name) for name in names if name.text != first.text)
        elif partners := scope.pattern("partnerships", "are_partners").match(behind):
            whose = partners.group("whose") or partners.group("of")
            owner = scope.name(whose, "Organization") if whose else scope.publisher if partners.group("own") else None
            if owner is not None and (owner.ref is not None or owner == scope.publisher):
                yield from ((owner, name) for name in names if name.text != owner.text)


def _lists(sentence: Sentence) -> Iterator[tuple[int, int, list[Name]]]:
    """The lists of two organisations or more, with the characters where they begin and end."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    begin, end, names = 0, 0, list[Name]()
    for mention in mentions_in(sentence.span, *scope.organizations):
        if not names or not LIST.fullmatch(text, end, mention.start_char):
            if len(names) > 1:
                yield begin, end, names
            begin, names = mention.start_char, []
        names.append(scope.name_of(mention))
        end = mention.end_char
    if len(names) > 1:
        yield begin, end, names


def _of_report(scope: Scope, names: list[Name]) -> Name | None:
    """The report's publisher, where it is one of them."""
    home = scope.publisher
    return next((n for n in names if home and (n.ref, n.text) == (home.ref, home.text)), None)
