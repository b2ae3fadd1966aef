"""How many of one group are in each of several places: `Refugees: Niger 61,000; Chad 12,000`, or an item for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Period, Value
from kg.relate.facts import BlockClaims, Slots, make
from kg.relate.figures.groups import BRACKET, population_of, where
from kg.relate.figures.runs import is_label, tells_situation
from kg.relate.figures.sources import bracketed_source
from kg.relate.labels import NUMBER_OF
from kg.relate.scope import Scope

_HEAD, _ENTRY, _NAME = 16, 9, 5  # words of what stands before the entries, of an item, and of the name of a place
_LEAST = 2  # entries of a list
_EDGE = " \t•*-–—:;,.()"
_IN_BRACKET = re.compile(r"\s*(?P<total>\d[\d,. ]*\d(?:\s?(?:million|[MK]))?)\s*\((?P<list>[^()]*)\)\s*\.?\s*")
_AND = re.compile(r"\s*(?:,|/|&|\band\b)\s*")


@dataclass(frozen=True)
class _Head:
    """What the words before the entries tell of all of them."""

    group: str | None
    about: Slots
    date: Period | None
    source: Value | None


@dataclass(frozen=True)
class _Entry:
    """A number with its places, or the country that the people are from."""

    block: AnnotatedBlock
    quantity: Quantity
    names: Sequence[Name]
    from_there: bool


def listed_figures(scope: Scope) -> BlockClaims:
    """What the lists of a report tell that give the number of one group place by place."""
    found = BlockClaims()
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    for i, block in enumerate(blocks):
        text = block.joined.text
        colon = text.find(":")
        if colon < 0 or id(block) in found.blocks or block.block.kind in {BlockKind.TABLE, BlockKind.FIGURE}:
            continue
        head = _head(scope, text[:colon])
        if head is None:
            continue
        rest = " " * (colon + 1) + text[colon + 1 :]
        parts = _IN_BRACKET.fullmatch(rest)
        if parts is not None:
            rest = " " * parts.start("list") + parts.group("list")
        entries = list(_entries(scope, block, rest) if rest.strip() else _below(scope, blocks[i + 1 :]))
        if len(entries) < _LEAST:
            continue
        if parts is not None:
            figures = (q for q in scope.numbers(text[: parts.end("total")]) if q.begin >= parts.start("total"))
            if (total := next(figures, None)) is not None:
                found.claims.append(_total(scope, block, head, total))
                entries = [_of_origin(scope, head, entry) for entry in entries]
        if scope.pattern("figures", "by_origin").search(text[:colon]):
            entries = [replace(entry, from_there=True) for entry in entries]
        source = bracketed_source(scope, rest)
        for entry in entries:
            found.claims.append(_figure(scope, replace(head, source=head.source or source), entry))
            found.blocks.add(id(entry.block))
    return found


def _head(scope: Scope, words: str) -> _Head | None:
    """What a head tells, if it names people and nothing besides but where and when."""
    if len(words.split()) > _HEAD:
        return None
    dates = [d for d in scope.dates(words) if d.precision != "phrase"]
    bare = BRACKET.sub(" ", words)
    for date in dates:
        bare = bare.replace(words[date.begin : date.end], " ")
    bare = re.sub(r"\s+", " ", scope.pattern("figures", "listing").sub(" ", bare)).strip(_EDGE)
    bare = NUMBER_OF.sub("", re.sub(r"^(?:the|current|latest)\s+", "", bare, flags=re.IGNORECASE)).strip(_EDGE)
    if not bare or re.search(r"\d", bare) or not (is_label(scope, bare) or tells_situation(scope, bare)):
        return None
    group = population_of(scope, bare)
    if group in scope.words("populations", "never_figures"):
        return None
    about = where(scope, bare)
    if scope.pattern("figures", "outside").search(words) and not about.get("origin"):
        about["origin"] = scope.country
    return _Head(group, about, dates[-1].period if dates else None, bracketed_source(scope, words))


def _below(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[_Entry]:
    """The entries that are blocks of their own."""
    for block in blocks:
        text = block.joined.text
        if block.block.kind not in {BlockKind.ITEM, BlockKind.PARAGRAPH} or len(text.split()) > _ENTRY:
            return
        entries = list(_entries(scope, block, text))
        if len(entries) != 1:
            return
        yield entries[0]


def _entries(scope: Scope, block: AnnotatedBlock, text: str) -> Iterator[_Entry]:
    """The numbers of a text with the places before or behind them; none where anything else stands there."""
    counts = [q for q in scope.numbers(text) if not (q.percent or q.currency or q.word)]
    counts = [q for q in counts if not re.fullmatch(r"(?:19|20)\d\d", text[q.begin : q.end])]
    if not counts:
        return
    cuts = [0, *(x for q in counts for x in (q.full_begin, q.full_end)), len(text)]
    gaps = [_bare(scope, text[a:b]) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    labels = gaps[1:] if not gaps[0] else gaps[:-1] if not gaps[-1] else []
    named = [_named(scope, label) for label in labels]
    if not named or not all(named):
        return
    for quantity, found in zip(counts, named, strict=True):
        assert found is not None
        yield _Entry(block, quantity, *found)


def _bare(scope: Scope, gap: str) -> str:
    """What stands beside a number without the signs and words that only link it."""
    return scope.pattern("figures", "links").sub("", re.sub(r"\([^()]*\)", " ", gap).strip(_EDGE)).strip(_EDGE)


def _named(scope: Scope, words: str) -> tuple[list[Name], bool] | None:
    """The places that words name and nothing besides, and whether people are from there."""
    preposition = re.match(r"(?:(in|at|to)|from)\s+(?:the\s+)?", words, re.IGNORECASE)
    bare = words[preposition.end() :] if preposition else words
    from_there = preposition is not None and preposition.group(1) is None
    if not bare or len(bare.split()) > _NAME:
        return None
    whole = scope.place_of(bare)
    parts = [whole] if whole is not None else [scope.place_of(part) for part in _AND.split(bare)]
    names = [name for name in parts if name is not None]
    return (names, from_there) if len(names) == len(parts) else None


def _figure(scope: Scope, head: _Head, entry: _Entry) -> Claim:
    slots: Slots = {
        **head.about,
        "population": scope.term("PopulationGroup", head.group) if head.group else None,
        "value": scope.number(entry.quantity, entry.block.joined.text),
        "date": head.date,
        "source": head.source,
    }
    if entry.from_there:
        slots["origin"] = list(entry.names)
    else:
        slots |= _whereabouts(scope, head, entry)
    return make("PopulationFigure", "list/places", 0.82, [scope.whole(entry.block)], slots)


def _total(scope: Scope, block: AnnotatedBlock, head: _Head, total: Quantity) -> Claim:
    """All people of a list, whose parts stand in brackets behind their number."""
    slots: Slots = {
        **head.about,
        "population": scope.term("PopulationGroup", head.group) if head.group else None,
        "value": scope.number(total, block.joined.text),
        "date": head.date,
        "source": head.source,
    }
    return make("PopulationFigure", "list/total", 0.82, [scope.whole(block)], slots)


def _of_origin(scope: Scope, head: _Head, entry: _Entry) -> _Entry:
    """An entry whose country is where a part of all are from: `Refugees: 45,000 (Mali 30,000; Chad 15,000)`."""
    abroad = head.group in scope.words("populations", "abroad") and not head.about.get("origin")
    foreign = all(name.cls == "Country" and name != scope.country for name in entry.names)
    return replace(entry, from_there=True) if abroad and foreign else entry


def _whereabouts(scope: Scope, head: _Head, entry: _Entry) -> Slots:
    """The places of an entry, which host those who left the report's country."""
    home = scope.country
    countries = [name for name in entry.names if name.cls == "Country"]
    abroad = head.group in scope.words("populations", "abroad") and head.about.get("origin")
    if home is not None and abroad and countries and all(name.ref != home.ref for name in countries):
        return {"place": None, "asylum": list(entry.names)}
    return {"place": list(entry.names)}
