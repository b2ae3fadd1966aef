"""What a noun without a number holds, item by item behind it: `relief items (600 kits and 800 tents)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document import text_of
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.phrases import THINGS, Phrase

# From the noun, and whom it was given to, to the first item; from one item to the next.
_OPENED = re.compile(r"(?:\s+(?:to|for|in|at)\s[^(),;:.–—]{2,60}?)?\s*(?:\(|\s[–—-]\s)\s*")
_NEXT = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|;\s*)")
_FEWEST = 2
_GIVING = frozenset({"deliver", "receive"})


def tell_items(event: Event, phrases: Sequence[Phrase]) -> None:
    """Put the counted items in the place of the noun that sums them up, if they are all that follows it."""
    if event.frame.kind not in _GIVING or len(event.things) != 1:
        return
    whole = event.things[0]
    if whole.phrase is not None or not phrases or whole.head.tag_ not in {"NNS", "NNPS"}:
        return  # `their food basket (40 kg of maize and 5 litres of oil)`: what is in one of them
    text, doc = text_of(whole.head.doc), whole.head.doc
    at, opener, found = whole.head.idx + len(whole.head), _OPENED, list[Phrase]()
    for phrase in phrases:
        if phrase.number.start_char < at or (not found and phrase in event.people):
            continue
        counted = phrase.kind == THINGS and not phrase.target and phrase.end > phrase.number.end
        if not counted or opener.fullmatch(text, at, phrase.number.start_char) is None:
            break
        found.append(phrase)
        last = doc[phrase.end - 1]
        at, opener = last.idx + len(last), _NEXT
    if len(found) >= _FEWEST:
        event.things[:] = [Thing(p.head, p.text, p) for p in found]
