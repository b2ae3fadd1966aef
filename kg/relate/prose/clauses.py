"""What the clauses of one sentence tell of each other: where and when a second deed was, and whom the first reached.

`A campaign was held in A in May; 300 children were vaccinated`, `missions left A in May; they brought back 300`.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Period, Text
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.events import Event
from kg.relate.prose.nouns import singular
from kg.relate.prose.phrases import THINGS, Phrase
from kg.relate.prose.places import places_of
from kg.relate.spans import PLACES, dates_in, mentions_in
from kg.relate.verbs import SUBJECTS

_BACK = frozenset({"it", "they", "these", "those", "this"})
_COUNTS = ("reached", "households", "women", "men", "girls", "boys", "population")


def dates_apart(sentence: Sentence, phrases: list[Phrase], end: int) -> dict[int, Period | None]:
    """The dates of deliverables that each have their own behind them: `300 in A in May and 200 in B in June`.

    Args:
        sentence: that tells them.
        phrases: what is counted of each.
        end: the token behind the stretch of their event.
    """
    dates = [s for s, _ in dates_in(sentence.span)]
    if len(phrases) < 2 or len(dates) < 2:
        return {}
    told = sorted(phrases, key=lambda p: p.start)
    ends = [*(p.start for p in told[1:]), max(end, told[-1].end)]
    own = [(p, stop, [d for d in dates if p.end <= d.start < stop]) for p, stop in zip(told, ends, strict=True)]
    if any(len(found) > 1 for *_, found in own) or sum(bool(found) for *_, found in own) < 2:
        return {}
    scope, block, span = sentence.scope, sentence.block, sentence.span
    return {p.start: date_of(scope, block, span, p.start, stop, True, happened=True) for p, stop, found in own if found}


def goes_on(sentence: Sentence, event: Event, draft: Draft, told: Draft | None) -> bool:
    """Fill a draft behind a semicolon from what stands before it; True where it only tells whom that reached.

    Args:
        sentence: that tells both.
        event: of which the second draft is.
        draft: the second.
        told: the one before, if what stands there is one.
    """
    span = sentence.span
    mark = next((i for i in range(event.trigger.i - 1, span.start, -1) if span.doc[i].text == ";"), 0)
    if not mark or any(m.start > mark for m in mentions_in(span, *PLACES)):
        return False
    back = _points_back(event.verb, mark)
    if told is None:
        if back:
            _take_clause(sentence, draft, mark)
        return False
    same = draft.slots.get("activityType") == told.slots.get("activityType")
    item = told.slots.get("item")
    if told.counted or not (back or same or (isinstance(item, Text) and _is_occasion(sentence, item.text))):
        return False
    for slot in ("place", "date"):
        if not draft.slots.get(slot):
            draft.slots[slot] = told.slots.get(slot)
    item, bare = draft.slots.get("item"), not (told.slots.get("status") or draft.slots.get("status"))
    if not (bare and same and isinstance(item, Text) and item.text == event.frame.noun):
        return False
    for slot in _COUNTS:
        if draft.slots.get(slot):
            told.slots[slot] = draft.slots[slot]
    told.counted = True
    return True


def _points_back(verb: Token | None, mark: int) -> bool:
    """Whether a verb behind a semicolon has a pronoun as its subject: those who did what was told before."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
    return any(c.lower_ in _BACK and c.i > mark for c in subjects)


def _is_occasion(sentence: Sentence, item: str) -> bool:
    """Whether words name an occasion on which more was done: a mission, a campaign, a visit."""
    occasions = sentence.scope.words("activities", "occasions") | sentence.scope.words("activities", "visits")
    return any(singular(word) in occasions for word in item.casefold().split()[-1:])


def _take_clause(sentence: Sentence, draft: Draft, mark: int) -> None:
    """Fill what occasions brought from their clause: `23 missions set out from A in May; they brought back 300`."""
    scope, span = sentence.scope, sentence.span
    counted = [p for p in sentence.phrases if p.kind == THINGS and p.head.i < mark and p.head.dep_ in SUBJECTS]
    if len(counted) != 1 or not _is_occasion(sentence, counted[0].text):
        return
    if not draft.slots.get("place"):
        draft.slots["place"] = list(places_of(scope, span, span.start, mark, True, True))
    date = draft.slots.get("date")
    draft.slots["date"] = date or date_of(scope, sentence.block, span, span.start, mark, True, happened=True)
    if not draft.slots.get("quantity"):
        draft.slots["item"] = Text(counted[0].text)
        draft.slots["quantity"] = scope.number(counted[0].quantity, text_of(span.doc))
