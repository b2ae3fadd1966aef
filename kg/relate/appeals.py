"""What stands under the title of a project that asks for money is yet to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Term, Value
from kg.relate.scope import Scope
from kg.relate.sheets import Sheet, sheet_of
from kg.relate.spans import mentions_in

_TITLE_WORDS = 12  # of a line above a sheet that names whose project it is
_SEXES = ("women", "men", "girls", "boys")


def within_appeals(scope: Scope, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims; the activities of such a project planned, by the report's publisher and in the country.

    A project is a line that states what is required below a title (`Amount Requested: … Amount Received: …`); what its
    own lines plan in the imperative (`Drill 40 boreholes`) says neither who nor when.
    """
    found = list(_within_sheets(scope, [*claims]))
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


@dataclass(frozen=True)
class _Project:
    """A project whose sheet asks for money, and the end of what is told below it."""

    sheet: Sheet
    agency: Name | None
    end: int


def _within_sheets(scope: Scope, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; what the sheet of a project and the lines below it plan done by the agency that asks, and there."""
    projects = _projects(scope, claims)
    if not projects:
        yield from claims
        return
    begins = [project.sheet.begin for project in projects]
    blocks = scope.document.blocks
    starts = [b.block.begin for b in blocks]
    sexes: dict[int, dict[str, Value]] = {}
    for claim in claims:
        at = bisect_right(begins, claim.evidence[0].begin) - 1
        sex = _sex(scope, claim)
        if at >= 0 and sex is not None and claim.evidence[0].begin < projects[at].sheet.end:
            sexes.setdefault(at, {})[sex] = claim.slots["value"][0]
    for claim in claims:
        begin = claim.evidence[0].begin
        at = bisect_right(begins, begin) - 1
        project = projects[at] if at >= 0 and begin < projects[at].end else None
        if project is None:
            yield claim
        elif claim.type == "PopulationFigure" and begin < project.sheet.end:
            continue  # the parts of those whom the project will serve
        elif claim.type == "Partnership" and project.agency and claim.slots.get("organization") == (scope.publisher,):
            yield replace(claim, slots={**claim.slots, "organization": (project.agency,)})
        elif claim.type == "Activity" and _may_plan(scope, blocks[bisect_right(starts, begin) - 1], claim, project):
            yield _planned(scope, claim, project, sexes.get(at, {}))
        else:
            yield claim


def _projects(scope: Scope, claims: Sequence[Claim]) -> list[_Project]:
    """The projects whose sheets tell which agency asks for money, in order."""
    asked = sorted({c.evidence[0].begin for c in claims if c.rule == "box/funding" and c.slots.get("required")})
    blocks = scope.document.blocks if asked else ()
    starts = [b.block.begin for b in blocks]
    sheets = {}
    for begin in asked:
        sheet = sheet_of(scope, blocks[bisect_right(starts, begin) - 1])
        if sheet is not None and sheet.title is not None:
            sheets[sheet.begin] = sheet
    found: list[_Project] = []
    for begin, sheet in sorted(sheets.items()):
        end = next((b for b in sorted(sheets) if b > begin), len(scope.document.source.text))
        for block in blocks[bisect_right(starts, sheet.end) :]:
            heads = block.block.kind is BlockKind.HEADING
            if heads and not scope.pattern("funding", "project_part").match(block.joined.text):
                end = min(end, block.block.begin)
                break
        found.append(_Project(sheet, sheet.agency or _named_above(scope, blocks, starts, begin), end))
    return found


def _named_above(scope: Scope, blocks: Sequence[AnnotatedBlock], starts: Sequence[int], begin: int) -> Name | None:
    """The one organisation that the line above a sheet names, else the publisher."""
    at = bisect_right(starts, begin) - 2
    named = mentions_in(blocks[at].doc[:], *scope.organizations) if at >= 0 else []
    short = at >= 0 and len(blocks[at].joined.text.split()) <= _TITLE_WORDS
    return scope.name_of(named[0]) if short and len(named) == 1 else scope.publisher


def _may_plan(scope: Scope, block: AnnotatedBlock, claim: Claim, project: _Project) -> bool:
    """Whether a project plans an activity: nothing tells it in the past, or, where nobody asks, it is planned."""
    if project.sheet.agency is not None:
        return not _is_past(block, claim)
    return claim.slots.get("status") == (scope.in_role("Status", "prospective"),)


def _planned(scope: Scope, claim: Claim, project: _Project, sexes: Mapping[str, Value]) -> Claim:
    """An activity as one of the project."""
    sheet, agency = project.sheet, project.agency
    where: tuple[Value, ...] = sheet.places or ((scope.country,) if scope.country is not None else ())
    slots: dict[str, tuple[Value, ...]] = {**claim.slots, "status": (scope.in_role("Status", "prospective"),)}
    served = claim.rule == "line/beneficiaries"
    if agency is not None and (not slots.get("actor") or (served and slots["actor"] == (scope.publisher,))):
        slots["actor"] = (agency,)
    if where and (not slots.get("place") or (served and slots["place"] == (scope.country,))):
        slots["place"] = where
    if sheet.period is not None and not slots.get("date"):
        slots["date"] = (sheet.period,)
    if slots.get("programme") == (sheet.title,):
        del slots["programme"]  # what the claim is part of says so already
    if served:
        slots |= {sex: (value,) for sex, value in sexes.items()}
    return replace(claim, slots=slots)


def _sex(scope: Scope, claim: Claim) -> str | None:
    """The one sex and age whose people a figure counts."""
    groups = claim.slots.get("population", ()) if claim.type == "PopulationFigure" else ()
    terms = [g for g in groups if isinstance(g, Term)]
    return next((s for s in _SEXES if terms == [scope.term("PopulationGroup", s)]), None)


def _is_past(block: AnnotatedBlock, claim: Claim) -> bool:
    """Whether the words of an activity tell in the past what was done."""
    begin, end = claim.evidence[0].begin, claim.evidence[0].end
    return any(
        token.tag_ == "VBD" and begin <= block.joined.span(token.idx, token.idx + 1)[0] < end for token in block.doc
    )


def _plans(block: AnnotatedBlock, claim: Claim, titles: Iterable[tuple[str, ...]]) -> bool:
    """Whether a block is a part of such a project whose words for an activity are not in the past."""
    if block.block.lead not in titles or claim.evidence[0].begin >= block.block.end:
        return False
    return not _is_past(block, claim)
