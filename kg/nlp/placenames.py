"""Places in running text: those of the gazetteer, and villages, camps and districts told by how they are written.

Signs that a capitalised name is a place: the gazetteer has it in the report's country; a type word stands beside it (`the Senou
site`, `in the communes of X and Y`, `X, Y and Z districts`); it stands in one list with a place; a locative preposition governs it
and the gazetteer or the model knows it as a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.document import ReportContext
from kg.places import Gazetteer, PlaceRecord, choose, fold

_WORD = r"[A-ZÀ-ÞĀ-Ž][\w’'ʿ]*(?:-(?:[A-Za-zÀ-ÿ][\w’']*))*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:de|du|da|do|dos|des|la|le|el|al|es|ul|e|of|d’|d')\s*)?{_WORD})*")
_LIST = re.compile(r"\s*(?:,\s*(?:and|or|&)?|\band\b|\bor\b|&|/)\s*(?:the\s+)?")
LOCATIVE = frozenset("in at from to near around across throughout outside inside within towards between of via into and".split())
_STRONG = frozenset("in at near around across throughout outside within".split())
_FUNCTION = frozenset("the a an in at on from to of by with for and or as this that these those its their our all some most both after before since during while when".split())
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class _Candidate:
    begin: int
    end: int
    name: str
    record: PlaceRecord | None
    known: bool
    cls: str = "Place"
    sure: bool = False


class PlaceFinder:
    """Finds places; `types` maps type words (`region`, `cercle`, `camp`) to classes."""

    def __init__(self, gazetteer: Gazetteer, types: Mapping[str, str], never: frozenset[str] = frozenset()) -> None:
        self._gazetteer = gazetteer
        # Country words stand beside other things than names: `African countries`, `host country`.
        self._types = {k.casefold(): v for k, v in types.items() if v != "Country"}
        self._never = never
        words = "|".join(sorted(map(re.escape, self._types), key=len, reverse=True)) or "(?!)"
        self._after = re.compile(rf"\s+(?P<type>{words})\b", re.IGNORECASE)
        self._before = re.compile(rf"\b(?P<type>{words})\s+(?:of\s+|de\s+|du\s+)?(?:the\s+)?$", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Iterator[Span]:
        report = doc.user_data.get("report")
        context = report if isinstance(report, ReportContext) else ReportContext()
        taken = {i for group in ("dates",) for span in doc.spans.get(group, []) for i in range(span.start, span.end)}
        blocked = [
            (span[0].idx, span[-1].idx + len(span[-1]))
            for group in ("labels", "names")
            for span in doc.spans.get(group, [])
            if span.label_ not in {"Place", "Country", "Demonym"}
        ]
        hints = {(e.start_char, e.end_char): e.label_ for e in doc.ents}
        found = [c for c in self._candidates(doc, context, hints) if not any(b < c.end and c.begin < e for b, e in blocked)]
        found = self._by_lists(doc.text, found)
        for candidate in found:
            if not candidate.sure:
                continue
            span = doc.char_span(candidate.begin, candidate.end, label=candidate.cls, alignment_mode="expand")
            if span is None or any(i in taken for i in range(span.start, span.end)):
                continue
            ref = f"geonames:{candidate.record.geonames}" if candidate.record and candidate.record.cls != "Country" else ""
            if candidate.record and candidate.record.cls == "Country":
                ref = f"iso3166:{candidate.record.iso3}"
            yield Span(doc, span.start, span.end, label=candidate.cls, kb_id=ref)

    def _candidates(self, doc: Doc, context: ReportContext, hints: Mapping[tuple[int, int], str]) -> list[_Candidate]:
        text, found = doc.text, []
        for match in _NAME.finditer(text):
            begin = match.start()
            while begin < match.end():
                candidate = self._longest(doc, begin, match.end(), context, hints)
                if candidate is None:
                    step = re.compile(r"\S+\s*").match(text, begin)
                    begin = step.end() if step else match.end()
                    continue
                found.append(candidate)
                begin = candidate.end + len(text[candidate.end :]) - len(text[candidate.end :].lstrip())
        return found

    def _longest(self, doc: Doc, begin: int, end: int, context: ReportContext, hints: Mapping[tuple[int, int], str]) -> _Candidate | None:
        text = doc.text
        pieces = [m.end() for m in re.finditer(r"\S+", text[begin:end])]
        if not text[begin].isupper() or text[begin : begin + pieces[0]].casefold() in _FUNCTION:
            return None
        typed = self._typed(text, begin, begin + pieces[-1]) if len(pieces) <= 4 else None
        for length in pieces[::-1]:
            name = text[begin : begin + length].rstrip("’'").removesuffix("'s").removesuffix("’s").rstrip("-’'.")
            if not name or fold(name) in self._never or len(name) < 3 or (name.isupper() and len(name) < 6):
                continue
            if self._gazetteer.known(fold(name)):
                candidate = self._weigh(doc, begin, name, context, hints)
                if candidate is not None:
                    return candidate
        if typed is not None:
            return typed
        name = text[begin : begin + pieces[-1]]
        label = hints.get((begin, begin + pieces[-1]))
        word = doc.char_span(begin, begin + pieces[0], alignment_mode="expand")
        before = doc[word.start - 1].lower_ if word is not None and word.start else ""
        if len(pieces) <= 3 and fold(name) not in self._never and not name.isupper() and len(name) > 2:
            sure = before in _STRONG and label in {"GPE", "LOC", "FAC"}
            return _Candidate(begin, begin + pieces[-1], name, None, False, sure=sure)
        return None

    def _typed(self, text: str, begin: int, end: int) -> _Candidate | None:
        """A name with a type word beside it that the gazetteer lacks."""
        name = text[begin:end]
        if name.isupper() and len(name) < 7:
            return None
        after, before = self._after.match(text, end), self._before.search(text[max(0, begin - 40) : begin])
        words = name.split()
        if len(words) > 1 and words[-1].casefold() in self._types:
            cls = self._types[words[-1].casefold()]
            return _Candidate(begin, end, " ".join(words[:-1]), None, False, cls, True) if fold(words[0]) not in self._never else None
        if fold(words[0]) in self._never:
            return None
        if after:
            return _Candidate(begin, after.end(), name, None, False, self._types[after.group("type").casefold()], True)
        if before:
            return _Candidate(begin, end, name, None, False, self._types[before.group("type").casefold()], True)
        return None

    def _weigh(self, doc: Doc, begin: int, name: str, context: ReportContext, hints: Mapping[tuple[int, int], str]) -> _Candidate | None:
        text, end = doc.text, begin + len(name)
        records = self._gazetteer.lookup(name)
        after, before = self._after.match(text, end), self._before.search(text[max(0, begin - 40) : begin])
        sign = after or before
        cls = self._types[sign.group("type").casefold()] if sign else None
        typed = cls if any(r.cls == cls for r in records) else None
        record = choose(records, country=context.country, type_cls=typed)
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is None:
            return None
        previous = doc[span.start - 1].lower_ if span.start and span.start > span.sent.start else ""
        label = hints.get((begin, end)) or next((v for (b, e), v in hints.items() if b <= begin and end <= e), None)
        proper = any(t.pos_ == "PROPN" for t in span) and not (len(span) == 1 and span[0].is_stop)
        home = any(r.iso3 == context.country for r in records)
        if label == "PERSON" and not sign and previous not in _STRONG:
            return _Candidate(begin, end, name, record, True, record.cls if record else "Place") if home else None
        if sign:
            sure = True
        elif home:
            sure = proper and (previous in LOCATIVE or label in {"GPE", "LOC", "FAC"} or len(name) > 4 and label not in {"PERSON", "ORG"})
        elif context.country is None or records[0].cls == "Country":
            sure = proper and (previous in LOCATIVE or label in {"GPE", "LOC"})
        else:
            large = max(r.population for r in records) >= _LARGE or any(r.cls == "Region" for r in records)
            sure = proper and label in {"GPE", "LOC"} and (large or previous in _STRONG)
        # The type word belongs to the mention (`Gao region`), unless it stands for several (`Gao and Kidal regions`).
        stop = after.end() if after and not after.group("type").casefold().endswith("s") else end
        return _Candidate(begin, stop, name, record, True, record.cls if record else cls or "Place", sure)

    def _by_lists(self, text: str, found: Sequence[_Candidate]) -> list[_Candidate]:
        """In a list, one place makes the others places, and a plural type word behind or before it all of them."""
        groups: list[list[_Candidate]] = []
        for candidate in found:
            if groups and _LIST.fullmatch(text, groups[-1][-1].end, candidate.begin):
                groups[-1].append(candidate)
            else:
                groups.append([candidate])
        done: list[_Candidate] = []
        for group in groups:
            sure = any(c.sure and (c.record is None or c.record.cls != "Country") for c in group)
            cls = next((c.cls for c in group if c.sure and c.cls != "Place"), "Place")
            for c in group:
                if c.sure or not (sure and len(group) > 1):
                    done.append(c)
                else:
                    done.append(_Candidate(c.begin, c.end, c.name, c.record, c.known, c.cls if c.known else cls, True))
        return done


def type_words(types: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Type words in singular and plural with their classes."""
    found: dict[str, str] = {}
    for word, cls in types:
        found[word] = cls
        found.setdefault(word + "s", cls)
    return found
