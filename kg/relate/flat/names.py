"""The names of columns that the layouts know, and where they stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.alternation import any_of
from kg.model import Cell
from kg.ontology import Ontology
from kg.relate.flat.lines import YEAR, Line
from kg.relate.labels import plain
from kg.relate.scope import Scope
from kg.relate.tables.cells import sector_names
from kg.relate.vocabulary import vocabulary_of


@lru_cache(8)
def keys(ontology: Ontology) -> frozenset[str]:
    """The names of first columns that are known."""
    patterns = vocabulary_of(ontology).patterns
    served = patterns.table("served")
    named = [
        labels
        for layout in (*patterns.table("tables").values(), served)
        for slot, labels in layout.get("columns", {}).items()
        if slot not in layout["values"]
    ]
    return frozenset(label for labels in named for label in labels)


@lru_cache(8)
def value_names(ontology: Ontology) -> frozenset[str]:
    """The names of columns of numbers that the layouts know."""
    patterns = vocabulary_of(ontology).patterns
    layouts = (*patterns.table("tables").values(), patterns.table("served"))
    return frozenset(
        label
        for layout in layouts
        for slot in layout.get("values", ())
        for label in layout.get("columns", {}).get(slot, ())
    )


@lru_cache(8)
def yearly_keys(ontology: Ontology) -> frozenset[str]:
    """What the rows of tables with a column for each year are called: `Income`."""
    named = vocabulary_of(ontology).patterns.table("yearly").get("columns", {})
    return frozenset(label for labels in named.values() for label in labels)


@lru_cache(8)
def year_name(ontology: Ontology) -> re.Pattern[str]:
    """A year that names a column, perhaps with a currency."""
    money = any_of((n for t in ontology.by_class("Currency") for n in t.names), ignore_case=True)
    return re.compile(rf"{YEAR.pattern}(?:\s*\(?(?:{money})\)?)?(?!\w)", re.IGNORECASE)


@lru_cache(8)
def _kinds(ontology: Ontology) -> re.Pattern[str]:
    """The kinds of earmarking, which name columns of gifts."""
    names = {n for t in ontology.by_class("Earmarking") for n in t.names}
    return re.compile(rf"(?<!\w)(?:{any_of(names, ignore_case=True)})(?!\w)", re.IGNORECASE)


def _kinds_in(ontology: Ontology, words: str) -> list[tuple[int, int]]:
    """Where kinds of earmarking stand in a line, if it names those who give."""
    if not vocabulary_of(ontology).patterns.expression("columns", "givers").search(words):
        return []
    return [(m.start(), m.end()) for m in _kinds(ontology).finditer(words)]


def _groups_in(ontology: Ontology, words: str) -> list[tuple[int, int]]:
    """Where names of groups of several words stand in a line."""
    found: list[tuple[int, int]] = []
    for match in _group_names(ontology, words):
        if " " in match.group() and not any(b < match.end() and match.start() < e for b, e in found):
            found.append(match.span())
    return found


def _group_names(ontology: Ontology, words: str) -> Iterator[re.Match[str]]:
    """The names of groups in a line, the longest first, whatever they overlap."""
    groups = vocabulary_of(ontology).labels("PopulationGroup")
    names = {name for term in groups.inside(words) for name in term.names}
    folded = words.casefold()
    for name in sorted((n for n in names if n.casefold() in folded), key=lambda n: (-len(n), n)):
        yield from re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)


_SUMS = (["total"],)
CODE = re.compile(r"^[A-Z]{0,3}\d+(?:\.\d+)*[.)]?\s+")
"""The code of an indicator before its name."""


def counts(scope: Scope, text: str) -> bool:
    """Whether words begin the name of an indicator: `# of`, `Number of`, `Proportion of`, perhaps behind its code."""
    return scope.pattern("columns", "counts").match(CODE.sub("", text)) is not None


def sector_key(scope: Scope, line: Line) -> Cell | None:
    """The name of the rows below a title of amounts, which are sectors; None where a line is no such title."""
    if scope.pattern("columns", "money_title").fullmatch(line.text) is None:
        return None
    return Cell(line.begin, line.begin, sector_names(scope)[0])


@lru_cache(512)
def named_in(ontology: Ontology, words: str, signed: bool) -> tuple[tuple[int, int], ...]:
    """Where known names of columns stand in a line; with `signed` a `%` may stand behind one."""
    vocabulary = vocabulary_of(ontology)
    found = [(m.start(), m.end()) for m in names_of(ontology, signed, True).finditer(words)]
    if found and YEAR.match(words, found[0][0]):
        # Each year stands before its name, not behind the one before it: `2022 target results 2023 target results`.
        found = [(m.start(), m.end()) for m in names_of(ontology, signed, False).finditer(words)]
    found += [m for m in _kinds_in(ontology, words) if not any(b < m[1] and m[0] < e for b, e in found)]
    # `Displaced people` is one name, although `people` is one, too.
    known = _groups_in(ontology, words) if found else []
    longer = [span for span in known if any(span[0] < b and e == span[1] for b, e in found)]
    found = [span for span in found if not any(b <= span[0] and span[1] <= e for b, e in longer)] + longer
    free = words
    for begin, end in found:
        free = f"{free[:begin]}{' ' * (end - begin)}{free[end:]}"
    for match in _group_names(ontology, free):
        if not any(b < match.end() and match.start() < e for b, e in found):
            behind = vocabulary.patterns.expression("columns", "closes").match(words, match.end())
            before = next((b for b, e in found if words[b : match.start()].casefold().split() in _SUMS), match.start())
            end = behind.end() if behind else match.end()
            found = [*((b, e) for b, e in found if not (before <= b and e <= end)), (before, end)]
    return tuple(sorted(found))


@lru_cache(16)
def names_of(ontology: Ontology, signed: bool, dated: bool) -> re.Pattern[str]:
    """The names of columns that the layouts know; `signed` with a `%` that may stand behind, `dated` with a year."""
    patterns = vocabulary_of(ontology).patterns
    others = patterns.table("columns").get("others", ())
    labels = value_names(ontology).union(others)
    deeds = {deed for named in patterns.table("served").get("deeds", {}).values() for deed in named}
    if not labels:
        return re.compile("(?!)")
    core, things, done = (any_of(words, ignore_case=True) for words in (labels, others, deeds))
    core = rf"(?:{things})\s+(?:{done})|{core}|{done}" if others and deeds else core
    whom, goods = _plurals(people_words(ontology)), _plurals(goods_words(ontology))
    served = patterns.table("served").get("columns", {})
    serving = {label for slot in ("need", "target", "reached") for label in served.get(slot, ())}
    # `Returnees Assisted` are two columns, `Returnees assisted` is one.
    doing = any_of(serving | deeds, ignore_case=True)
    core = rf"(?:{whom})\s+(?=(?-i:[a-z]))(?:{doing})|(?:{doing})\s+(?=(?-i:[a-z]))(?:{whom})|{core}"
    core = rf"{core}|(?:{goods})(?:\s+(?:{done}))?"
    share = patterns.expression("columns", "share").pattern
    opens, closes = (patterns.expression("columns", key).pattern for key in ("opens", "closes"))
    closes = rf"(?:{closes}|\s+{YEAR.pattern}\b)" if dated else closes
    closes = rf"(?:{closes})*(?:\s+%)?" if signed else rf"(?:{closes})*"
    return re.compile(rf"(?<![\w])(?:{opens})?(?:{share}|(?:{core})(?![\w])){closes}", re.IGNORECASE)


def people_words(ontology: Ontology) -> tuple[str, ...]:
    """The nouns for people and households."""
    people = vocabulary_of(ontology).patterns.table("activities").get("people", {})
    return (*people.get("nouns", ()), *people.get("households", ()))


def goods_words(ontology: Ontology) -> tuple[str, ...]:
    """The nouns for things that are handed out or built."""
    patterns = vocabulary_of(ontology).patterns
    objects = patterns.table("activities").get("objects", {})
    given = (*patterns.words("activities", "goods"), *patterns.words("activities", "built"))
    return tuple(noun for code in sorted(set(given)) for noun in objects.get(code, ()))


@lru_cache(8)
def goods_names(ontology: Ontology) -> re.Pattern[str]:
    """The things that are handed out or built, in the plural."""
    return re.compile(_plurals(goods_words(ontology)), re.IGNORECASE)


def _plurals(nouns: Sequence[str]) -> str:
    """An expression for the nouns in the plural."""
    forms = {f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s" for noun in nouns} | {
        n for n in nouns if n.endswith("s")
    }
    return any_of(forms, ignore_case=True)


def unknown(ontology: Ontology, header: Sequence[Cell]) -> int:
    """How many columns of a header have no name that is known."""
    named, groups = names_of(ontology, True, True), vocabulary_of(ontology).labels("PopulationGroup")
    return sum(not (named.fullmatch(cell.text) or groups.exact(cell.text)) for cell in header[1:])


def is_known(ontology: Ontology, header: Sequence[Cell]) -> bool:
    """Whether all cells of a header are names that are known."""
    named = names_of(ontology, True, True)
    return plain(header[0].text) in keys(ontology) and all(named.fullmatch(cell.text) for cell in header[1:])
