"""Which numbers of a text are quantities, and from where to where each is marked.

A figure is marked with its scale and `%`, without its currency. A range with a dash is marked as a whole, the ends of
one with `to` or `and` each; `one in five` and `seven out of ten` are marked as a whole and each. Dates, numbered things
(`Phase 3`) and `one` as a pronoun are no quantities.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc

from kg.document import Quantity
from kg.nlp.dates import date_spans
from kg.nlp.shares import find_shares


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text that is a quantity, the number it belongs to and its tokens (first, past the last)."""

    begin: int
    end: int
    value: Decimal
    quantity: Quantity
    start: int
    stop: int
    share: bool = False  # a part of something: `%`, `half`

    @property
    def money(self) -> bool:
        """Whether a currency is printed beside it."""
        return self.quantity.currency is not None


_BETWEEN = re.compile(r"\s(?:in|out\sof)\s")


def find_marked(doc: Doc, classes: Mapping[str, list[str]]) -> list[Marked]:
    """The quantities of a parsed text, in order."""
    dates = list(date_spans(doc.text))
    numbers = [q for q in doc.user_data["quantities"].values() if not any(b < q.end and q.begin < e for b, e in dates)]
    shares = [s for s in find_shares(doc.text) if not any(b < s.end and s.begin < e for b, e in dates)]
    taken = [(s.begin, s.end) for s in shares]
    numbers = [q for q in numbers if not any(b < q.end and q.begin < e for b, e in taken)]
    found = sorted([*numbers, *shares], key=lambda q: q.begin)
    kept = [
        q
        for q in found
        if not _is_name(doc, q, frozenset(classes.get("numbered", ()))) and not _is_pronoun(doc, q, classes)
    ]
    marked = [m for q in kept for m in _marks(doc, q, q in shares)]
    return sorted([*marked, *_ratios(doc, marked)], key=lambda m: (m.begin, m.end))


def _tokens(doc: Doc, begin: int, end: int) -> tuple[int, int]:
    span = doc.char_span(begin, end, alignment_mode="expand")
    assert span is not None
    return span.start, span.end


def _marks(doc: Doc, q: Quantity, share: bool) -> Iterator[Marked]:
    end = q.full_end if q.percent else q.end
    start, stop = _tokens(doc, q.begin, end)
    whole = Marked(q.begin, end, q.value, q, start, stop, share or q.percent)
    if q.upper is not None and q.lower_end is not None and q.upper_begin is not None:
        if not any(word in doc.text[q.lower_end : q.upper_begin] for word in ("to", "and")):
            yield whole
            return
        yield Marked(q.begin, q.lower_end, q.value, q, start, stop, whole.share)
        yield Marked(q.upper_begin, end, q.upper, q, start, stop, whole.share)
    elif q.bracket is not None:
        inside = re.search(r"\d[\d,]*", doc.text[q.bracket : q.end])
        assert inside is not None
        yield Marked(q.begin, q.bracket, q.value, q, start, stop)
        yield Marked(q.bracket + inside.start(), q.bracket + inside.end(), q.value, q, start, stop)
    else:
        yield whole


def _ratios(doc: Doc, marked: list[Marked]) -> Iterator[Marked]:
    """`one in five` as a whole."""
    for low, high in itertools.pairwise(marked):
        plain = not (low.share or high.share or low.money or high.money)
        if (
            plain
            and low.value < high.value <= 100
            and high.begin > low.end
            and _BETWEEN.fullmatch(doc.text, low.end, high.begin)
        ):
            yield Marked(low.begin, high.end, low.value / high.value, low.quantity, low.start, high.stop, True)


def _is_name(doc: Doc, q: Quantity, numbered: frozenset[str]) -> bool:
    """A figure behind a noun that numbers its kind: `phase 3`, `Regions 1, 2 and 7`."""
    i = _tokens(doc, q.begin, q.end)[0] - 1
    while i >= 0 and (doc[i].text in {",", "and", "to", "-", "–", "&"} or doc[i].like_num):
        i -= 1
    return not q.word and i >= 0 and not q.percent and doc[i].lemma_.lower() in numbered


def _is_pronoun(doc: Doc, q: Quantity, classes: Mapping[str, list[str]]) -> bool:
    start, stop = _tokens(doc, q.begin, q.end)
    if q.end - q.begin != 3 or doc[start].lower_ != "one":
        return False
    before = doc[start - 1].lower_ if start else ""
    after = doc[stop].lower_ if stop < len(doc) else ""
    if (
        before in classes.get("one_after", ())
        or after in classes.get("one_before", ())
        or doc[max(0, start - 2) : start].text.lower() == "at least"
    ):
        return True
    following = doc[stop + 1 : stop + 4]
    return after == "of" and any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"main", "key"} for t in following)
