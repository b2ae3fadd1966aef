"""Claims without the persons in them: for graphs that are handed to people who need no contacts.

What is left out is decided from the claims alone, so that `kg merge` can do it too. Facts about a person go. In the
text of the report, which holds all evidence, each character of a person's name, an e-mail address or a telephone
number becomes a block, so that all offsets stay what they were.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Claim, Mention, Name, Number, Passage, Period, ReportClaims, Term, Text, Value
from kg.ontology import Ontology

PERSON = "Person"
MASK = "█"
MARK = "-without-persons"
"""What the fingerprint of claims ends in from which persons were left out."""

_EMAIL = re.compile(
    r"(?<![\w.+'-])(?P<local>[\w.+'-]++)\s?(?:@|\[at\]|\(at\))\s?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}", re.IGNORECASE
)
_DIGITS = r"\(?\d[\d\s().\u2010-\u2013/-]{4,22}\d"
_PHONE = re.compile(
    rf"(?:(?<![\d.,])\+\s?|(?<!\w)00|\b(?:tel|phone|telephone|mobile|mob|cell|fax|whatsapp)\b[^\w\n+]{{0,6}}){_DIGITS}",
    re.IGNORECASE,
)
# `+12 000 000` is an increase by twelve million people.
_FIGURE = re.compile(r"\+\s?\d{1,3}(?:\s\d{3}){1,3}")
# Words of a name as they are printed: with accents and soft hyphens of their own, and going on in the next line.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u00ad\u200b-\u200d]*+)++(?:-\n[ \t]*+[^\W\d_]++)*+")
_WHOLE = re.compile(r"(?:[^\W_][\u0300-\u036f\u00ad\u200b-\u200d]*+)++")  # the same, not going on
_GAP = 8  # characters between two words of a name: spaces, marks of bold text, a line end with its indent
_TITLES = frozenset("mr mrs ms miss dr prof mme".split())
# Between the capitalised words of a name, where it has particles: `Ana de la Cruz`.
_BETWEEN = re.compile(
    r"[ \t\u00a0*_.’'-]+(?:(?:de|la|del|da|di|do|dos|du|le|van|von|der|den|bin|ben|al|el|ould|ag)[ \t\u00a0’'-]+){0,2}"
)
_BESIDE = 160  # characters before an e-mail address in which the name of its owner is sought
_OWN = 4  # letters of a name that tell that an address is its owner's
_KNOWN_DIGITS = 6


def without_persons(report: ReportClaims, ontology: Ontology) -> ReportClaims:
    """The claims of a report without the persons in them; the same object if they have been left out before."""
    if report.fingerprint.endswith(MARK):
        return report
    told = [claim for claim in report.claims if _about_person(claim, ontology)]
    rest = [claim for claim in report.claims if not _about_person(claim, ontology)]
    masker = _Masker(_persons(report, told, ontology), _addresses(told))
    hidden = _joined([*masker.stretches(report.text), *_unfound(report.text, told, masker)])
    text = _masked(report.text, hidden)
    claims = (_without(claim, text, masker) for claim in rest)
    return replace(
        report,
        text=text,
        claims=tuple(claim for claim in claims if claim is not None),
        mentions=tuple(m for m in report.mentions if _may_stay(m, hidden, masker, ontology)),
        names=tuple(n for n in report.names if not ontology.is_a(n.cls, PERSON) and not masker.touches(n)),
        title=masker.scrubbed(report.title) if report.title is not None else None,
        publisher=report.publisher if report.publisher and not masker.touches(report.publisher) else None,
        fingerprint=report.fingerprint + MARK,
    )


def without_addresses(text: str) -> str:
    """A text with blocks in place of e-mail addresses and telephone numbers."""
    return _Masker(()).scrubbed(text)


def _about_person(claim: Claim, ontology: Ontology) -> bool:
    held = (v for values in claim.slots.values() for v in values)
    return claim.type == "Contact" or any(isinstance(v, Name) and ontology.is_a(v.cls, PERSON) for v in held)


def _persons(report: ReportClaims, told: Iterable[Claim], ontology: Ontology) -> frozenset[str]:
    """The names of persons, in every spelling that the claims have."""
    names = [v for claim in told for values in claim.slots.values() for v in values if isinstance(v, Name)]
    persons = [name for name in (*names, *report.names) if ontology.is_a(name.cls, PERSON)]
    found = {m.text for m in report.mentions if ontology.is_a(m.cls, PERSON)}
    return frozenset(found.union(*((name.text, *name.spellings) for name in persons)))


def _addresses(told: Iterable[Claim]) -> frozenset[str]:
    """The addresses and numbers of contacts as they are printed."""
    texts = [v.text for claim in told for values in claim.slots.values() for v in values if isinstance(v, Text)]
    return frozenset(t for t in texts if "@" in t or sum(c.isdigit() for c in t) >= _KNOWN_DIGITS)


class _Masker:
    """Finds persons and their addresses in texts."""

    def __init__(self, persons: Iterable[str], addresses: Iterable[str] = ()) -> None:
        self.persons = frozenset(persons)
        self.addresses = sorted(addresses)
        # The names by their first word, also with the family name in front; and family names, for those with a title.
        self.families: set[str] = set()
        self.first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for person in self.persons:
            words = tuple(_letters(m.group()) for m in _WORD.finditer(person))
            for order in {words, words[-1:] + words[:-1]} if words else ():
                self.first[order[0]].add(order)
            self.families.update(words[-1:])

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of a text that tell of a person."""
        for match in _PHONE.finditer(text):
            if not _FIGURE.fullmatch(match.group()):
                yield match.span()
        for match in _EMAIL.finditer(text):
            yield match.span()
            yield from _owner(text, match)
        for address in self.addresses:
            for match in re.finditer(r"\s+".join(map(re.escape, address.split())), text):
                yield match.span()
        yield from self.names(text)

    def names(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches that are a person's name."""
        if not self.persons:
            return
        yield from self._named_by(text, _WORD)
        if "-\n" in text:  # a line end behind a hyphen may part a word, or words
            yield from self._named_by(text, _WHOLE)

    def _named_by(self, text: str, word_of: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        words = [(m.start(), m.end(), _letters(m.group())) for m in word_of.finditer(text)]
        for i, (begin, _, word) in enumerate(words):
            orders = self.first.get(word, set())
            if word in _TITLES and i + 1 < len(words) and words[i + 1][2] in self.families:
                orders = orders | {(word, words[i + 1][2])}
            for order in orders:
                run = words[i : i + len(order)]
                near = all(behind[0] - before[1] <= _GAP for before, behind in pairwise(run))
                if near and tuple(letters for *_, letters in run) == order:
                    yield begin, run[-1][1]

    def scrubbed(self, text: str) -> str:
        """A text with blocks in place of persons and their addresses."""
        return _masked(text, _joined(self.stretches(text)))

    def touches(self, name: Name) -> bool:
        """Whether a name of something else holds that of a person."""
        return any(self.scrubbed(text) != text for text in (name.text, *name.spellings))


def _letters(word: str) -> str:
    """A word without case, accents and line ends."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum()).casefold()


def _owner(text: str, email: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The names beside an address that has a part of them: contacts that are printed in no form that is known."""
    local = _letters(email["local"])
    begin, end = max(0, email.start() - _BESIDE), min(len(text), email.end() + _BESIDE // 2)
    for part in (range(begin, email.start()), range(email.end(), end)):
        words: list[re.Match[str]] = []
        for word in _WORD.finditer(text, part.start, part.stop):
            if not word.group()[0].isupper():
                continue
            if words and _BETWEEN.fullmatch(text, words[-1].end(), word.start()) is None:
                yield from _named(words, local)
                words = []
            words.append(word)
        yield from _named(words, local)


def _named(words: Sequence[re.Match[str]], local: str) -> Iterator[tuple[int, int]]:
    """The stretch of capitalised words that stand together, if one of them is in the address."""
    if any(len(w.group()) >= _OWN and _letters(w.group()) in local for w in words):
        yield words[0].start(), words[-1].end()


def _unfound(text: str, told: Iterable[Claim], masker: _Masker) -> Iterator[tuple[int, int]]:
    """The evidence of contacts whose persons are not found in it by their words: all of it is masked."""
    for claim in told:
        persons = {v.text for values in claim.slots.values() for v in values if isinstance(v, Name)} & masker.persons
        words = " ".join(passage.text for passage in (*claim.evidence, *claim.context))
        if not all(any(True for _ in _Masker([p]).names(words)) for p in persons):
            yield from ((passage.begin, min(passage.end, len(text))) for passage in claim.evidence)


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _masked(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for begin, end in stretches:
        parts += [text[last:begin], re.sub(r"[^\n\f]", MASK, text[begin:end])]
        last = end
    return "".join((*parts, text[last:]))


def _without(claim: Claim, text: str, masker: _Masker) -> Claim | None:
    """A claim as it stands over the masked text; None if one of its names is a person's."""
    names = [v for values in claim.slots.values() for v in values if isinstance(v, Name)]
    if any(masker.touches(name) for name in names):
        return None
    return replace(
        claim,
        slots={slot: tuple(_value(v, masker) for v in values) for slot, values in claim.slots.items()},
        evidence=tuple(_passage(p, text, masker) for p in claim.evidence),
        context=tuple(_passage(p, text, masker) for p in claim.context),
    )


def _value(value: Value, masker: _Masker) -> Value:
    match value:
        case Text() | Number() | Period():
            return replace(value, text=masker.scrubbed(value.text))
        case Name() | Term():
            return value


def _passage(passage: Passage, text: str, masker: _Masker) -> Passage:
    section = tuple(map(masker.scrubbed, passage.section))
    return replace(passage, text=text[passage.begin : passage.end], section=section)


def _may_stay(mention: Mention, hidden: Sequence[tuple[int, int]], masker: _Masker, ontology: Ontology) -> bool:
    if ontology.is_a(mention.cls, PERSON) or masker.scrubbed(mention.text) != mention.text:
        return False
    index = bisect_left(hidden, (mention.end, 0))  # the stretches before it begin before the mention ends
    return index == 0 or hidden[index - 1][1] <= mention.begin
