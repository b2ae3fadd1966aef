"""What stands under the title of a project that asks for money is yet to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.document import AnnotatedBlock
from kg.model import Claim, Value
from kg.relate.scope import Scope


def within_appeals(scope: Scope, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims; the activities of such a project planned, by the report's publisher and in the country.

    A project is a line that states what is required below a title (`Amount Requested: … Amount Received: …`); what its
    own lines plan in the imperative (`Drill 40 boreholes`) says neither who nor when.
    """
    found = list(claims)
    asked = {c.evidence[0].begin for c in found if c.rule == "line/funding" and c.slots.get("required")}
    blocks = scope.document.blocks if asked else ()
    titles = {b.block.lead for b in blocks if b.block.lead and b.block.begin in asked}
    if not titles:  # also of another domain, which may know no states
        yield from found
        return
    begins = [b.block.begin for b in blocks]
    planned = (scope.in_role("Status", "prospective"),)
    for claim in found:
        at = bisect_right(begins, claim.evidence[0].begin) - 1 if claim.type == "Activity" else -1
        if at < 0 or claim.slots.get("status", planned) != planned or not _plans(blocks[at], claim, titles):
            yield claim
            continue
        slots: dict[str, tuple[Value, ...]] = {**claim.slots, "status": planned}
        if scope.publisher is not None and not slots.get("actor"):
            slots["actor"] = (scope.publisher,)
        if scope.country is not None and not slots.get("place"):
            slots["place"] = (scope.country,)
        yield replace(claim, slots=slots)


def _plans(block: AnnotatedBlock, claim: Claim, titles: Iterable[tuple[str, ...]]) -> bool:
    """Whether a block is a part of such a project whose words for an activity are not in the past."""
    if block.block.lead not in titles or claim.evidence[0].begin >= block.block.end:
        return False
    begin, end = claim.evidence[0].begin, claim.evidence[0].end
    return not any(
        token.tag_ == "VBD" and begin <= block.joined.span(token.idx, token.idx + 1)[0] < end for token in block.doc
    )
