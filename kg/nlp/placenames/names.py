"""Stretches of capitalised words, cut into the names that they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.nlp.placenames.words import PlaceWords
from kg.places import Gazetteer, PlaceRecord, fold

_APOSTROPHES = "’'ʿʻ`´"
_WORD = (
    rf"(?:(?:A[ldnrstz]|Ash|Adh|E[ls])-[ ])?[A-ZÀ-ÞĀ-Ž][\w{_APOSTROPHES}]*"
    rf"(?:[-–](?:[A-Za-zÀ-ÿ][\w{_APOSTROPHES}]*))*"
)
_PARTICLE = r"(?:de la|de las|de los|de|du|da|do|dos|des|del|la|le|el|al|es|ul|e|i|an|ar|wa|y|bin|ben|d’|d')"
_ARTICLE = "(?:a[ldnrstz]|ash|adh|e[ls])-"  # `Dayr az-Zawr`
_RUN = re.compile(rf"(?<![\w@.#_-]){_WORD}(?:[ ]{{1,2}}(?:{_ARTICLE}|{_PARTICLE}[ ]?)?{_WORD})*")
_DOMAIN = re.compile(r"\w\.\w{2,4}/")
_PIECE = re.compile(r"\S+")
_ARTICLES = frozenset("Al An Ar As Ash At Az Ad Adh El".split())  # of Arabic names, within them: `Sharg An Neel`
_LISTED = re.compile(rf"(?:(?:,|,?\s+(?:and|or)|\s+&)\s+{_WORD})+")
_LONGEST = 6  # words of a name
_ACRONYM = 3  # letters of a short name of a country, which stands in capitals


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a place.

    `begin` and `end` are those of the bare name, `start` and `stop` those of the mention, which may add a direction
    before and a type word behind it. `weight` says how sure it is: 0 not at all, 1 if a list speaks for it, 2 sure.
    """

    begin: int
    end: int
    name: str
    records: tuple[PlaceRecord, ...] = ()
    start: int = -1
    stop: int = -1
    cls: str | None = None  # stated by a type word
    shared: bool = False  # whether that is the type word of a list
    weight: int = 0
    adds: bool = False  # whether a conjunction before it adds it to what was said
    alone: bool = True  # whether the stretch of capitalised words holds nothing else that is unknown
    of_part: bool = False  # whether a word behind it makes it a part of the place of its records: `Bor South`

    def judged(self, **changes: object) -> Candidate:
        """A copy with changes."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def is_part(self) -> bool:
        """Whether a direction makes it a part of the place of its records: `northern Mali`, `Bor South`."""
        return self.of_part or 0 <= self.start < self.begin


def candidates(text: str, words: PlaceWords, gazetteer: Gazetteer, country: str | None = None) -> Iterator[Candidate]:
    """The names of a text from left to right; none overlap.

    A name of one word that only countries other than `country`, an ISO code, have is not cut off from what follows it.
    """
    for run in _RUN.finditer(text):
        if _in_address(text, run.start()):
            continue
        yield from _cut(text, run.start(), run.end(), words, gazetteer, country)


def _cut(
    text: str, begin: int, end: int, words: PlaceWords, gazetteer: Gazetteer, country: str | None
) -> Iterator[Candidate]:
    pieces = [(m.start(), m.end()) for m in _PIECE.finditer(text, begin, end)]
    found: list[Candidate] = []
    i, unknown = 0, 0
    while i < len(pieces):
        length = _known(text, pieces, i, words, gazetteer, least=2)
        if not length and _skipped(text, pieces, i, words):
            i += 1
            continue
        length = length or _known(text, pieces, i, words, gazetteer)
        if length == 1 and _goes_on(text, pieces, i, words, gazetteer, country):
            length = 0
        if not length:
            length = 1
            while (
                i + length < len(pieces)
                and length <= _LONGEST
                and not (
                    (_skipped(text, pieces, i + length, words) and not _is_article(text, pieces, i + length))
                    or _known(text, pieces, i + length, words, gazetteer, least=2)
                )
            ):
                length += 1
            while (
                length > 1
                and words.common(text[slice(*pieces[i + length - 1])])
                and not (length > 2 and _is_article(text, pieces, i + length - 2))
            ):
                length -= 1  # `Espiaa Families`: what follows the name is no part of it
            unknown += 1
            if length > _LONGEST:
                i += length
                continue
        name = _name(text, pieces[i][0], pieces[i + length - 1][1])
        records = gazetteer.lookup(name)
        records += _translated(text, pieces[i][0], name, records, words, gazetteer, country)
        if len(name) <= _ACRONYM and not name.isupper() and any(r.cls == "Country" for r in records):
            i += length  # `Car parks`
            continue
        stop = pieces[i][0] + len(name)
        of_part = False
        if (part := words.part(text, stop)) > stop:
            name = text[pieces[i][0] : part]
            whole = gazetteer.lookup(name)
            stop, records, of_part = part, whole or records, not whole
            while i + length < len(pieces) and pieces[i + length][0] < part:
                length += 1
        found.append(Candidate(pieces[i][0], stop, name, records, of_part=of_part))
        i += length
    found = _together(text, found, words)
    yield from found if unknown == 0 or len(found) == 1 else (c.judged(alone=False) for c in found)


def _together(text: str, found: list[Candidate], words: PlaceWords) -> list[Candidate]:
    """Names of one word each that a single type word follows are one name: `the Wazir Manda area`."""
    if len(found) < 2 or any(" " in c.name or text[c.end : d.begin].strip() for c, d in pairwise(found)):
        return found
    kind = words.after(text, found[-1].end)
    if kind is None or kind.group("type").casefold().endswith("s"):
        return found
    if any(r.cls in {"Country", "Region"} for c in found for r in c.records):
        return found
    return [Candidate(found[0].begin, found[-1].end, text[found[0].begin : found[-1].end])]


def _in_address(text: str, at: int) -> bool:
    """Whether a character stands in a web or mail address."""
    if at == 0 or text[at - 1] != "/":
        return False
    begin = max(text.rfind(" ", 0, at), at - 100)
    return any(sign in text[begin:at] for sign in ("://", "www.", "@")) or bool(_DOMAIN.search(text, max(begin, 0), at))


def _goes_on(
    text: str, pieces: list[tuple[int, int]], i: int, words: PlaceWords, gazetteer: Gazetteer, country: str | None
) -> bool:
    """Whether a known name of one word is only the first word of an unknown one: `Dar Al Salam` holds no `Dar`."""
    if i + 1 >= len(pieces) or _skipped(text, pieces, i + 1, words):
        return False
    name = _name(text, *pieces[i])
    if fold(name) in words.openers:
        return True
    away = country is not None and all(r.iso3 != country and r.cls != "Country" for r in gazetteer.lookup(name))
    return away and not _known(text, pieces, i + 1, words, gazetteer)


def _name(text: str, begin: int, end: int) -> str:
    name = text[begin:end].removesuffix("'s").removesuffix("’s").rstrip("-–" + _APOSTROPHES)
    plain = name.rstrip("0123456789")  # the sign of a footnote
    return plain if len(plain) > 3 else name


def _skipped(text: str, pieces: list[tuple[int, int]], i: int, words: PlaceWords) -> bool:
    """Whether no name begins at a piece: at particles, type words, words that open sentences, directions of a name."""
    piece = text[slice(*pieces[i])]
    plain = piece.casefold()
    if not piece[0].isupper() or len(plain) < 2:
        return True
    if plain in words.types or _is_other(text, pieces[i][1], fold(piece), words):
        return True
    return plain in words.directions and i + 1 < len(pieces)


def _translated(
    text: str,
    begin: int,
    name: str,
    known: Sequence[PlaceRecord],
    words: PlaceWords,
    gazetteer: Gazetteer,
    country: str | None,
) -> tuple[PlaceRecord, ...]:
    """The regions of a country that a name tells by directions in another language: `the Center-North`.

    None if one of the places that are `known` by it is there. A name of one word, which may be any direction, must
    have a type word behind it: `the East region`.
    """
    own = words.translated(name) if country is not None else None
    if own is None or (" " not in own and words.after(text, begin + len(name)) is None):
        return ()
    if any(r.iso3 == country for r in known):
        return ()
    turned = " ".join(reversed(own.split()))  # `North-Central`
    found = gazetteer.lookup(own) + (gazetteer.lookup(turned) if turned != own else ())
    return tuple(r for r in found if r.iso3 == country and r.cls == "Region")


def _is_article(text: str, pieces: list[tuple[int, int]], i: int) -> bool:
    """Whether a piece is the article within a name."""
    return i + 1 < len(pieces) and text[slice(*pieces[i])] in _ARTICLES


def _is_other(text: str, end: int, folded: str, words: PlaceWords) -> bool:
    """Whether a name is another thing's; a people's is a region's too where a type word follows it or its list."""
    if folded not in words.never:
        return False
    if folded not in words.demonyms or words.after(text, end) is not None:
        return folded not in words.demonyms
    listed = _LISTED.match(text, end)
    kind = words.after(text, listed.end()) if listed else None
    return kind is None or not kind.group("type").casefold().endswith("s")


def _known(
    text: str, pieces: list[tuple[int, int]], i: int, words: PlaceWords, gazetteer: Gazetteer, least: int = 1
) -> int:
    """How many pieces from `i` on are a name that the gazetteer has, as many as can be."""
    first = fold(text[slice(*pieces[i])]).partition(" ")[0]
    if not first or not gazetteer.starts(first):
        return 0
    for j in range(min(len(pieces), i + _LONGEST), i + least - 1, -1):
        folded = fold(_name(text, pieces[i][0], pieces[j - 1][1]))
        if folded and gazetteer.known(folded) and not _is_other(text, pieces[j - 1][1], folded, words):
            return j - i
    return 0
