"""Contributions of lists that only name the givers: `Donors` above `Canada, Germany and the European Union`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle
from kg.relate.givers import donor_name
from kg.relate.partners import is_written_as_name
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_ITEM = re.compile(r"(?:\([^()]*\)|[^,;•\n])+")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")  # `France (MFA)`, but not the acronym of a name that is only known with it
_ACRONYM = re.compile(r"\(([A-Z][\w/-]{2,9})\)\s*$")
# `X (from the Y government)`, `X through its agency Y`
_THROUGH = re.compile(r"\s*\((?:from|through|via|including)\s[^()]*\)\s*$|\s+(?:through|via)\s+.*$")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_JOINED = re.compile(r"^\s*(?:[Aa]nd\s+|AND\s+)?(?:the\s+)?(?:[A-Z]\w+[’']s\s+(?=[A-Z]\w+\s+[A-Z]))?")
_CUT = re.compile(r"(?:\s+and)?[\s.]*$", re.IGNORECASE)  # behind the last, also where the list breaks off
_LONGEST = 8  # words of a giver's name
_KNOWN = 0.5  # of the names of a list, that one can be sure of
_ALONE, _SURE = 6, 2  # names of a list without a title, and those of them who do nothing but give
_PER_NAME = 30  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[(A-Z])")
_STATES = frozenset({"Government", "Country"})
_GIVERS = frozenset({"Fund", "PrivateDonors"})


def named_donors(
    scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, title: ListTitle
) -> tuple[list[Claim], int]:
    """Contributions of the givers that the lines below a title name, and how many lines these are."""
    found: list[tuple[AnnotatedBlock, int, int, Name]] = []
    i, last = start, 0
    while i < len(blocks) and (names := list(_names(scope, blocks[i]))):
        sure = sum(is_sure(scope, name) for *_, name in names)
        # A single name that nobody knows may stand between others, or in an item of its own.
        alone = len(names) == 1 and is_written_as_name(names[0][2].text)
        if sure <= _KNOWN * len(names) and not alone:
            break
        found += [(blocks[i], begin, end, name) for begin, end, name in names]
        i += 1
        if sure or blocks[i - 1].block.kind is BlockKind.ITEM:
            last = len(found)
    i -= len(found) - last
    found = found[:last]
    if sum(is_sure(scope, name) for *_, name in found) < _KNOWN * len(found):
        return [], 0
    if len(found) < 2:
        return [], 0
    return [
        contribution(
            scope, block, name, None, name.text, title, [scope.passage(block, begin, end)], "list/donor-names", 0.85
        )
        for block, begin, end, name in found
    ], i - start


def _names(scope: Scope, block: AnnotatedBlock) -> Iterator[tuple[int, int, Name]]:
    """The givers of a line that does nothing but name them, with where they stand; none of any other line."""
    text = block.joined.text
    if block.block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} or any(scope.numbers(text)):
        return
    # Whose names these are, a label of their own may say.
    if not scope.pattern("partnerships", "list_label").search(text):
        yield from names_in(scope, text)


def untitled_donors(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Contributions of the givers of a list that has lost its title: a sentence does nothing but name them.

    States alone may be listed for anything; beside them stand funds, private donors, or the agencies that they give by.
    """
    text = block.joined.text
    if text.count(",") < _ALONE - 2 or block.block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return
    others = text.count(")") + len(mentions_in(block.doc[:], "Fund"))
    if others < _SURE and not scope.pattern("donors", "private").search(text):
        return  # nearly all lists hold nothing else
    above = next(iter(scope.before(block, 1)), None)
    titled = above is not None and above.block.kind is BlockKind.HEADING  # which says what is listed
    begin = 0
    for end in (*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)):
        commas = text.count(",", begin, end)
        if commas >= _ALONE - 2 and not (titled and begin == 0) and end - begin < _PER_NAME * (commas + 2):
            aside = scope.pattern("donors", "aside").match(text, begin)
            yield from _untitled(scope, block, names_in(scope, text, aside.end() if aside else begin, end))
        begin = end


def _untitled(scope: Scope, block: AnnotatedBlock, names: Sequence[tuple[int, int, Name]]) -> Iterator[Claim]:
    states = sum(name.cls in _STATES for *_, name in names)
    through = sum(block.joined.text[end - 1] == ")" and name.cls in _STATES for _, end, name in names)
    known = [name.ref is not None or name.cls in _GIVERS for *_, name in names]
    givers = through + sum(name.cls in _GIVERS for *_, name in names)
    if len(names) < _ALONE or not known[0] or states <= _KNOWN * len(names) or givers < _SURE:
        return
    for begin, end, name in names:
        passage = scope.passage(block, begin, end)
        yield contribution(scope, block, name, None, name.text, None, [passage], "list/untitled-donors", 0.7)


def labelled_donors(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Contributions of the givers behind a label, in a line that looks like a heading: `Donor: European Union`."""
    label = scope.pattern("donors", "label").match(block.joined.text)
    names = names_in(scope, block.joined.text, label.end()) if label else []
    if any(name.ref is not None for *_, name in names):
        for begin, end, name in names:
            passage = scope.passage(block, begin, end) if len(names) > 1 else scope.whole(block)
            yield contribution(scope, block, name, None, name.text, None, [passage], "list/donor-label", 0.85)


def names_in(scope: Scope, text: str, begin: int = 0, end: int | None = None) -> list[tuple[int, int, Name]]:
    """The givers that a stretch of text lists, with where they stand; none where it does anything else."""
    found: list[tuple[int, int, Name]] = []
    for first, last in _items(scope, text, begin, len(text) if end is None else end):
        name = named(scope, text[first:last])
        if name is None and found and scope.pattern("donors", "unnamed").fullmatch(text, first, last):
            continue
        if name is None or len(text[first:last].split()) > _LONGEST or re.search(r"[\d:]", text[first:last]):
            return []
        found.append((first, last, name))
    return found


def is_sure(scope: Scope, name: Name) -> bool:
    """Whether a name of a list is known, or says itself that it is one of those who give."""
    return name.ref is not None or name.cls in _GIVERS or bool(scope.pattern("donors", "kinds").search(name.text))


def named(scope: Scope, text: str) -> Name | None:
    """The giver of an item, without what a bracket behind it tells of it."""
    text = _THROUGH.sub("", text)
    whole, bare = donor_name(scope, text), donor_name(scope, _ASIDE.sub("", text))
    if bare is not None and bare.ref is not None:
        return bare
    # `the Humanitarian Aid Department (ECHO)`
    acronym = _ACRONYM.search(text) if whole is None or whole.ref is None else None
    term = scope.entity_named(acronym.group(1)) if acronym else None
    return Name(term.label, term.cls, term.iri, (_ASIDE.sub("", text),)) if term else whole


def _items(scope: Scope, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Begin and end of what commas part, and `and` where the two sides of it are no one name."""
    for item in _ITEM.finditer(text, first, last):
        begin, end = _trimmed(text, *item.span())
        while begin < end:
            # The longest name that is known comes first: `Trinidad and Tobago and the European Union`.
            joints = [
                m
                for m in _AND.finditer(text, begin, end)
                if text.count("(", begin, m.start()) == text.count(")", begin, m.start())
                # `Mills & Sons` are one, `Norway & Mills` two.
                and ("&" not in m.group() or ((d := donor_name(scope, text[begin : m.start()])) and d.ref))
            ]
            cuts = [(end, end), *((m.start(), m.end()) for m in reversed(joints))]
            if scope.pattern("donors", "bodies_of").match(text, begin, end):
                # `the Ministry of Trade and Industry`, unless a name that is known stands behind `and`
                cuts = [c for c in cuts if c[0] == end or ((d := donor_name(scope, text[c[1] : end])) and d.ref)]
            known = (c for c in cuts if (d := named(scope, text[begin : c[0]])) is not None and d.ref is not None)
            stop, following = next(known, cuts[-1])
            if begin < stop:
                yield _trimmed(text, begin, stop)
            begin = following


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    words = text[begin:end]
    return begin + len(words) - len(_JOINED.sub("", words)), end - len(words) + len(_CUT.sub("", words))
