"""Facts from sentences: people counted, incidents, measurements, then what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import Claim, Name, Period
from kg.relate.figures.runs import figures_in
from kg.relate.funding.amounts import states_amounts
from kg.relate.partners import lists_partners
from kg.relate.prose.activities import activity_drafts
from kg.relate.prose.beneficiaries import beneficiary_claims, is_beneficiary_line
from kg.relate.prose.context import attends, breaks_down, enrich, settled
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.dates import compared_dates
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.giving import giving_claims
from kg.relate.prose.incidents import incident_claims
from kg.relate.prose.itemised import itemised_drafts
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.parties import body_of
from kg.relate.prose.phrases import Phrase
from kg.relate.prose.places import places_ahead, places_of, pointed_places
from kg.relate.prose.populations import parted_claims, population_claims
from kg.relate.prose.rates import measure_claims
from kg.relate.prose.respective import with_respective
from kg.relate.prose.working import partnership_claims
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, sentences_of

_SINCE = frozenset({"since", "until", "before", "after"})
_WHERE = frozenset({"in", "across", "throughout"})


def prose_claims(scope: Scope, read: Collection[int] = ()) -> Iterator[Claim]:
    """Facts of all sentences of a report, but for blocks that were read as something else (by their identity)."""
    classes = Classes(scope)
    for block in scope.document.blocks:
        if not block.prose or id(block) in read:
            continue
        if not (figures_in(scope, block) or lists_partners(scope, block) or states_amounts(scope, block)):
            yield from _block(scope, block, classes)


def _block(scope: Scope, block: AnnotatedBlock, classes: Classes) -> Iterator[Claim]:
    drafts: list[Draft] = []
    if is_beneficiary_line(block, classes):
        yield from beneficiary_claims(scope, block, classes)
        return
    inherited: list[Name] = []
    setting: list[Name] = []
    headed: list[Name] = []
    befallen = False
    counted: list[Phrase] = []
    figured: list[Claim] = []  # the population figures of the sentence before
    opening: Period | None = scope.year_line(block)
    body = body_of(scope, block)
    day: Period | None = None
    held: set[int] = set()  # numbers (first token) of later sentences that earlier facts hold
    lead = block.block.lead[-1] if block.block.lead else ""
    advised = any(scope.pattern("activities", "advice").match(words) for words in scope.headings(block.block)[:1])
    for span in sentences_of(block.doc):
        counted = phrases_of(span, classes, counted, lead)
        taken = {number for number in held if span.start <= number < span.end}
        if len(span) > 1 and span[0].lower_ in _WHERE:  # `In A, …`; `In May, …` tells of no other place
            headed = places_ahead(scope, span) or ([] if span[1].is_title and not dates_in(span) else headed)
        pointed = pointed_places(scope, block, span)
        sentence = Sentence(
            scope,
            block,
            span,
            classes,
            counted,
            tuple(drafts),
            tuple(pointed or inherited),
            tuple(pointed or setting),
            tuple(headed),
            body,
            opening,
            day,
            taken,
            befallen and not pointed,
            tuple(pointed),
        )
        given = list(giving_claims(sentence))
        told = [*measure_claims(sentence), *incident_claims(sentence), *population_claims(sentence)]
        figures = [c for c in told if c.type == "PopulationFigure"]
        if not figures and len(figured) == 1:
            told += parted_claims(sentence, figured[0])
        figured = figures
        yield from with_respective(sentence, told)
        found: list[Draft] = []
        if not advised and not any(adds(sentence, drafts) for adds in (enrich, breaks_down, attends)):
            found = list(activity_drafts(sentence))
            found += itemised_drafts(sentence, found)
            drafts += found
            yield from partnership_claims(sentence, found)
        yield from (claim for claim in given if not _is_paid_for(claim, found))
        held |= sentence.taken
        day = next((d.period for _, d in reversed(dates_in(span)) if d.precision == "day"), day)
        if span.start == 0:
            # What stands behind a semicolon is told of another place.
            end = next((t.i for t in span if t.text == ";"), span.end)
            inherited = places_of(scope, span, span.start, end, end < span.end)
            # Of places named in passing, nobody can tell whether the next deed was there.
            leads = span[0].lower_ in _WHERE
            setting = places_ahead(scope, span) if leads else []
            befallen = not drafts and scope.pattern("incidents", "violence").search(text_of(span)) is not None
            opening = _opening(scope, span) or opening
        elif (inherited or span[0].lower_ in _WHERE) and (ahead := places_ahead(scope, span)):
            # Where the block did not open with a place, what is done elsewhere may follow.
            inherited, setting, befallen = ahead, ahead, not inherited
    yield from (draft.claim() for draft in settled(drafts))


def _is_paid_for(contribution: Claim, drafts: Sequence[Draft]) -> bool:
    """Whether all that a contribution tells is who paid for or did it: `Thanks to gifts from X, Y drilled wells`."""
    if contribution.slots.get("amount"):
        return False
    told = [draft.claim().slots for draft in drafts]
    named = [name for slots in told for slot in ("funder", "actor", "partner") for name in slots.get(slot, ())]
    funders = {name.text for name in named if isinstance(name, Name)}
    return any(name.text in funders for name in contribution.slots.get("donor", ()) if isinstance(name, Name))


def _opening(scope: Scope, span: Span) -> Period | None:
    """The time at the head of a block's first sentence (`By the end of 2023, …`, `As of 3 May 2023, …`)."""
    stood = scope.pattern("populations", "as_of").match(text_of(span)) is not None
    compared = compared_dates(span)
    for date, found in dates_in(span):
        if date.start > span.start and span.doc[date.start - 1].lower_ in _SINCE:
            continue  # `Since January, …`: what follows need not be of that month
        if any(begin <= date.start_char < end for begin, end, _ in compared):
            continue
        told = found.precision in {"year", "month", "quarter", "range"} or (stood and found.precision == "day")
        if date.start - span.start <= 8 and told:
            return found.period
    return None
