"""Names in one list are judged together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.nlp.placenames.names import Candidate
from kg.nlp.placenames.words import PlaceWords

_AMOUNT = r"(?:\s*\(\s*[\d.,\s%–-]+[^()]{0,15}\)|\s*[–-]\s*[\d.,]+\s*%)?"
_BETWEEN = re.compile(
    rf"{_AMOUNT}\s*(?:[,;]\s*(?:and\b|or\b|&)?|\band\b|\bor\b|&|/|\||•)\s*(?:the\s+|\(\d+\)\s*|\([A-Z]\)\s*|\d+\s+from\s+)?"
)
# One word of a list of places that is no candidate: the town of Man between Korhogo and Duekoue.
_ONE_MORE = re.compile(r"\s*,\s*[A-ZÀ-Þ][a-zà-ÿ]{1,14}\s*,\s*")
_STOP = re.compile(r"[.;:!?]\s")
_FAR = 80  # characters


def joined(text: str, found: Sequence[Candidate], words: PlaceWords) -> list[Candidate]:
    """The candidates; in a list, a sure place makes others sure, and the last one's type word is that of all."""
    done: list[Candidate] = []
    for group in _groups(text, found):
        sure = [c for c in group if c.weight > 1]
        local = any(not c.records or c.records[0].cls != "Country" for c in sure)
        last = group[-1]
        kind = words.after(text, last.end)
        shared = kind is not None and kind.group("type").casefold().endswith("s")
        for c in group:
            own = c is not last and c.cls is not None
            cls = c.cls or (last.cls if shared else None)
            likely = c.weight == 1 or (c.weight == 0 and c.records and shared)
            if len(group) > 1 and likely and (local or (shared and last.weight)):
                done.append(c.judged(weight=2, cls=cls, shared=shared and not own))
            else:
                done.append(c.judged(cls=cls, shared=shared and not own))
    return [_added(text, before, c) for before, c in zip([None, *done], done, strict=False)]


def _added(text: str, before: Candidate | None, found: Candidate) -> Candidate:
    """A name that `and` adds to a sure place of the same sentence, with other words between, is a place too."""
    if found.weight != 1 or not found.adds or before is None or before.weight < 2:
        return found
    between = text[before.end : found.begin]
    return found if len(between) > _FAR or _STOP.search(between) else found.judged(weight=2)


def _groups(text: str, found: Sequence[Candidate]) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    for candidate in found:
        end = min(candidate.start, candidate.begin)
        if groups and any(gap.fullmatch(text, groups[-1][-1].stop, end) for gap in (_BETWEEN, _ONE_MORE)):
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    return groups
