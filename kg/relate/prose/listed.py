"""The list of organisations that begins behind words for working together, known or told by the words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg.document import text_of
from kg.model import Name
from kg.relate.expressions import Expression
from kg.relate.prose.joint import LIST
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def introduced(scope: Scope, words: str) -> Expression | None:
    """What a name looks like that only the words before it tell to be one.

    Any for partners, one that a noun tells to be a body's for what is led, else one of several words.
    """
    if scope.pattern("partnerships", "introduces").search(words):
        return scope.pattern("partnerships", "any_name")
    # `coordinating with X`: those behind `with` are no bodies that are led.
    beside = scope.pattern("partnerships", "ends_with").search(words) is not None
    of_body = not beside and any(scope.pattern("partnerships", key).search(words) for key in ("leads", "belongs"))
    return scope.pattern("partnerships", "body_name" if of_body else "full_name")


def listed(scope: Scope, span: Span, start: int, unknown: Expression | None = None) -> tuple[list[Name], int]:
    """The list of organisations that begins at a character, and where it ends.

    Args:
        scope: of the report.
        span: the sentence.
        start: where the list begins.
        unknown: what a name looks like that no vocabulary holds.
    """
    found: list[Name] = []
    text = text_of(span.doc)
    start, unknown = _behind_head(scope, span, start, unknown)
    at = start
    mentions = [m for m in mentions_in(span, *scope.organizations) if m.start_char >= start - 1]
    others = [m for m in span.doc.spans["mentions"] if m.label_ not in scope.organizations]
    whole = unknown is scope.pattern("partnerships", "full_name")
    while at < span.end_char:
        joint = LIST.match(text, at, span.end_char) if found else None
        if more := scope.pattern("partnerships", "more").match(text, at, span.end_char) if found else None:
            joint, unknown = more, scope.pattern("partnerships", "any_name")
        if found and (joint is None or _opens_clause(joint, mentions)):
            break
        begin = joint.end() if joint else at
        mention = next((m for m in mentions if m.start_char >= begin - 1), None)
        gap = text[begin : mention.start_char] if mention is not None else text[begin : span.end_char]
        named = unknown.match(text, begin, span.end_char) if unknown else None
        if named and whole and _names_else(named, mention, others):
            # A body may be called after a place: `the Chad Returns Forum`.
            body = scope.pattern("partnerships", "body_name").match(text, begin, span.end_char)
            named = None if body and _names_else(body, mention, ()) else body
        if named and _goes_beyond(named, mention):
            found.append(scope.name(named.group("name"), "Organization"))
            at = named.end("name")
            continue
        introduced = scope.pattern("partnerships", "introduces").search(gap) is not None
        if mention is None or len(gap.strip()) > (0 if found else 80 if introduced else 12):
            break
        if not introduced and scope.pattern("partnerships", "other_thing").search(gap):
            break
        # `Commission on Population movements (CMP)`: the acronym tells the body that other words only describe.
        bracket = re.match(r"(?:\s+[a-z]+){0,2}\s*\((?P<acronym>[A-Z]{2,8})\)", text[mention.end_char : span.end_char])
        if bracket is not None and bracket.group("acronym") in scope.document.report.names.organizations:
            found.append(scope.name(bracket.group("acronym"), "Organization"))
            at = mention.end_char + bracket.end()
            continue
        if scope.pattern("partnerships", "kind_of").match(text, mention.end_char, span.end_char):
            # `UN agencies, including X and Y`
            more = scope.pattern("partnerships", "more").match(text, mention.end_char, span.end_char)
            if more is None:
                break
            at, unknown = more.end(), scope.pattern("partnerships", "any_name")
            continue
        found.append(scope.name_of(mention))
        at = mention.end_char
        # `with 4 partners: A, B, C`
        unknown, whole = (scope.pattern("partnerships", "any_name"), False) if introduced else (unknown, whole)
    return found, at


def _behind_head(scope: Scope, span: Span, start: int, unknown: Expression | None) -> tuple[int, Expression | None]:
    """Where the names of a list begin, and what one looks like that no vocabulary holds."""
    text = text_of(span.doc)
    if head := scope.pattern("partnerships", "unnamed").match(text, start, span.end_char):
        start = head.end()
    if unknown and (head := scope.pattern("partnerships", "headed").match(text, start, span.end_char)):
        return head.end(), scope.pattern("partnerships", "any_name")
    return start, unknown


def _opens_clause(joint: re.Match[str], mentions: Sequence[Span]) -> bool:
    """Whether a comma stands before the one who did something: `In coordination with X, Y did`."""
    following = next((m for m in mentions if m.start_char >= joint.end() - 1), None)
    return joint.group().strip() == "," and following is not None and following.root.dep_ in {"nsubj", "nsubjpass"}


def _names_else(named: re.Match[str], mention: Span | None, others: Sequence[Span]) -> bool:
    """Whether words that look like a name hold one of a known organisation or of something else."""
    known = [*others, *([mention] if mention is not None else [])]
    return any(named.start("name") <= m.start_char < named.end("name") for m in known)


def _goes_beyond(named: re.Match[str], mention: Span | None) -> bool:
    """Whether a name that no vocabulary holds stands before a mention, or holds more than it."""
    end = named.end("name")
    return (
        mention is None
        or end <= mention.start_char
        or (named.start("name") == mention.start_char < mention.end_char < end)
        or (named.start("name") < mention.start_char < mention.end_char <= end)
    )
