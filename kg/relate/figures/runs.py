"""Key figures that stand in one line, each a number with its label: `4,100 refugees 2,300 returnees 900 IDPs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from kg.document import AnnotatedBlock, FoundDate, Quantity, text_of
from kg.model import BlockKind, Claim, Period, Value
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import BRACKET, population_of, where
from kg.relate.figures.periods import date_above
from kg.relate.figures.sources import bracketed_source, source_named, sources_of
from kg.relate.labels import NUMBER_OF, plain
from kg.relate.prose.itemised import tells_reached
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, quantities_in
from kg.relate.verbs import is_finite

_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})
_SMALL = 3  # letters of a word that needs no capital in a title
_LEAD, _LABEL = 6, 8  # words before the first label, and in one label, at most
_IN_NAMED = re.compile(r"\sin\s+(?:the\s+)?[A-Z]")
# Before a date that ends a line: whose figure it is.
_SOURCE = re.compile(r"\s[A-Z][\w/&]*(?:,?\s[A-Z][\w/&]*){0,5}\s*[-–—]\s*$")
_OPEN = re.compile(r"\b(?:for|to|of|with|by|from|and|in|among)\s+$")  # what follows belongs to the words before
_AS_OF = re.compile(r"\s*\(?\s*\b(?:as\s+(?:of|at)|at|by|in|on|since)\s*\)?\s*$", re.IGNORECASE)
# How many people there must be at least behind a number who are somewhere: fewer are mostly served.
_MANY = 1000


@dataclass(frozen=True)
class _Figure:
    """A number and its label, by their characters in the block's line."""

    quantity: Quantity
    label: str
    begin: int
    end: int
    date: Period | None = None
    source: Value | None = None


def run_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """The figures of a line of numbers and groups; nothing for any other block."""
    default = starred = None
    for n, figure in enumerate(figures := figures_in(scope, block)):
        if not n:
            default, starred = sources_of(scope, block)
        group = population_of(scope, figure.label)
        if group in scope.words("populations", "never_figures") or _ends_in(scope, figure.label, "households"):
            continue  # families are no people
        if group is None and not (
            _counts_people(scope, figure.label)
            or _tells_where(scope, figure.label)
            or _names_nationals(scope, figure.label)
        ):
            continue
        slots: Slots = {
            "population": scope.term("PopulationGroup", group) if group else None,
            "value": scope.number(figure.quantity, text_of(block.doc)),
            "source": figure.source
            or bracketed_source(scope, text_of(block.doc))
            or (starred if "*" in figure.label else default),
            **where(scope, figure.label),
        }
        slots["date"] = figure.date or date_above(scope, block)
        evidence = [scope.passage(block, figures[0].begin, figures[-1].end)]
        yield make("PopulationFigure", "line/figures", 0.8, evidence, slots)


def figures_in(scope: Scope, block: AnnotatedBlock) -> list[_Figure]:
    """The numbers and labels of a line of key figures; none for any other block."""
    text = block.joined.text
    if block.block.kind not in {*_KINDS, BlockKind.ITEM} or len(text) > 400 or tells_reached(scope, block):
        return []
    # The tagger takes many a label of a line without a verb for one (`Returnees`); a sentence has one in lower case.
    groups = {i for m in mentions_in(block.doc[:], "PopulationGroup") for i in range(m.start, m.end)}
    finite = any(is_finite(t) and t.is_lower and t.i not in groups for t in block.doc)
    if finite and not tells_situation(scope, text.partition(":")[0]):
        return []
    numbers = [(s, q) for s, q in quantities_in(block.doc) if not q.percent and not q.currency and not q.word]
    if len(numbers) == 1:
        return _lone(scope, text, numbers[0])
    if not numbers or block.block.kind not in _KINDS:
        return []
    cuts = [0, *(x for s, _ in numbers for x in (s.start_char, s.end_char)), len(text)]
    gaps = [text[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    if gaps[-1].strip(" .*"):
        if len(gaps[0].split()) > _LEAD or _OPEN.search(gaps[0]):
            return []
        labels = gaps[1:]
        spans = [(s.start_char, s.end_char + len(g)) for (s, _), g in zip(numbers, labels, strict=True)]
    else:
        labels = gaps[:-1]
        spans = [(s.start_char - len(g), s.end_char) for (s, _), g in zip(numbers, labels, strict=True)]
    found = [_Figure(q, label, begin, end) for (_, q), label, (begin, end) in zip(numbers, labels, spans, strict=True)]
    grouped = any(population_of(scope, f.label) for f in found)
    return found if grouped and all(is_label(scope, f.label) for f in found) else []


def _lone(scope: Scope, text: str, number: tuple[Span, Quantity]) -> list[_Figure]:
    """The one figure of a line that only says how many a group are: `Refugees: 45,300`, `45.3K IDPs as of June`."""
    span, quantity = number
    dates = [d for d in scope.dates(text) if d.end <= span.start_char or d.begin >= span.end_char]
    source, bare = None, text
    if dates:
        source, bare = _without_source(scope, _without(text, dates[-1]), span.end_char)
        if source is not None and len(dates) > 1:  # `People in need in 2022`, and when who counted them said so
            dates = dates[:-1]
            bare = _without(bare, dates[-1])
    if len(dates) > 1:
        return []
    date = dates[0] if dates else None
    before, behind = (
        _AS_OF.sub("", part).strip(" •*-–:=.()") for part in (bare[: span.start_char], bare[span.end_char :])
    )
    before = f"{before})" if before.rfind("(") > before.rfind(")") else before
    if before and behind and _counts_people(scope, behind) and len(behind.split()) == 1:
        behind = ""  # `Returnees: 3,400 people`
    if before and behind:
        return []
    label = NUMBER_OF.sub("", before) or BRACKET.sub(" ", f"{behind})" if "(" in behind else behind).strip(" )")
    counting = NUMBER_OF.match(label)  # `208,338 Number of refugees in Chad`
    label = NUMBER_OF.sub("", label)
    exact = scope.labels("PopulationGroup").exact(label) is not None
    placed = quantity.value >= _MANY and scope.pattern("figures", "placed").search(label)
    inside = _IN_NAMED.search(label) is not None and not _names_country(scope, label)  # `Refugees in Bol`
    behind_number = not before and (counting or (placed and not inside))
    known = population_of(scope, label) or _tells_where(scope, label)
    named = exact or _names_nationals(scope, label) or ((before or behind_number) and known and is_label(scope, label))
    if population_of(scope, label) in scope.words("populations", "never_figures"):
        return []
    # Words in capitals are a label, whatever the parser takes them for.
    titled = behind and all(word[:1].isupper() for word in behind.split() if len(word) > _SMALL)
    if not label or not (named or ((before or titled or counting) and tells_situation(scope, label))):
        return []
    return [_Figure(quantity, label, 0, len(text), date.period if date else None, source)]


def _without(text: str, date: FoundDate) -> str:
    """The text with spaces for a date."""
    return text[: date.begin] + " " * (date.end - date.begin) + text[date.end :]


def _without_source(scope: Scope, text: str, at: int) -> tuple[Value | None, str]:
    """Whose figure it is, as the words at the end of a line from a character on tell, and the line without them."""
    named = _SOURCE.search(text, at)
    starts = [named.start() + m.start() for m in re.finditer(r"\s(?=[A-Z])", named.group())] if named else []
    for start in starts:
        words = text[start:].strip(" -–—")
        if (source := source_named(scope, words)) is not None:
            return source, text[:start]
    return None, text


def _names_country(scope: Scope, label: str) -> bool:
    doc = scope.match(label)
    return any(span.label_ == "Country" for span in doc.spans["mentions"])


def is_label(scope: Scope, words: str) -> bool:
    """Whether words name people and nothing besides but where they are or are from."""
    bare = BRACKET.sub(" ", words).strip(" *•|:;,.-–\t")
    if not bare or len(bare.split()) > _LABEL:
        return False
    if code := population_of(scope, bare):
        if code in scope.words("populations", "never_figures"):
            return False
        labels = scope.labels("PopulationGroup").inside(bare)
        ends = [
            m.end() for t in labels for n in t.names for m in re.finditer(rf"\b{re.escape(plain(n))}\b", plain(bare))
        ]
        behind = plain(bare)[max(ends) :] if ends else ""
        if scope.pattern("figures", "counted_as").fullmatch(behind):
            return True
        return not behind.strip() or scope.pattern("figures", "where_behind").match(behind) is not None
    housed = scope.pattern("figures", "people_in").match(bare) is not None
    return housed or _counts_people(scope, bare) or _ends_in(scope, bare, "households")


def tells_situation(scope: Scope, words: str) -> bool:
    """Whether words name plain people by what they are in: `People in need`, `Affected population`."""
    return scope.pattern("populations", "in_situation").fullmatch(words.strip(" *:–-")) is not None


def _tells_where(scope: Scope, words: str) -> bool:
    """Whether words name plain people by what they are in, or where they stay: `Persons in relief camps`."""
    return tells_situation(scope, words) or scope.pattern("figures", "people_in").match(words.strip()) is not None


def _names_nationals(scope: Scope, label: str) -> bool:
    """Whether a label names people by their country and nothing besides but where they are: `Kenyans in Chad`."""
    words = BRACKET.sub(" ", label).strip(" .,;:*(")
    doc = scope.match(words)
    first = next((m for m in doc.spans["mentions"] if m.label_ == "Demonym"), None)
    plural = first is not None and first.start_char == 0 and text_of(first).endswith("s")
    return (
        plural and first is not None and re.match(r"\s*(?:$|(?:in|across|at)\s)", words[first.end_char :]) is not None
    )


def _counts_people(scope: Scope, words: str) -> bool:
    return _ends_in(scope, BRACKET.sub(" ", words), "nouns")


def _ends_in(scope: Scope, words: str, key: str) -> bool:
    """Whether the last word is a plain noun for people or households."""
    last = plain(words).strip(" *").split()[-1:]
    nouns = scope.patterns("activities").get("people", {}).get(key, [])
    return bool(last) and any(
        last[0] in {noun, f"{noun}s"} or (last[0] == "families" and noun == "family") for noun in nouns
    )
