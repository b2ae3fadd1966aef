"""What stands under the title of a project (`Project: Clean water for Gulu`) belongs to that project."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import BlockKind, Claim, Name
from kg.relate.scope import Scope

_TITLE_WORDS = 20
_TOLD = frozenset({"Activity", "Contribution", "Partnership"})
_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})


def within_projects(scope: Scope, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, those that name no programme with the project under whose title they stand."""
    projects = _projects(scope)
    begins = [begin for begin, _ in projects]
    for claim in claims:
        name = projects[bisect_right(begins, claim.evidence[0].begin) - 1][1] if projects else None
        told = begins and claim.evidence[0].begin >= begins[0] and claim.type in _TOLD
        if told and name is not None and not claim.slots.get("programme"):
            yield replace(claim, slots={**claim.slots, "programme": (name,)})
        else:
            yield claim


def _projects(scope: Scope) -> list[tuple[int, Name | None]]:
    """From where on in the text which project is told of; None where none is any more."""
    if not scope.patterns("funding").get("project_title"):
        return []
    found: list[tuple[int, Name | None]] = []
    section, words = tuple[str, ...](), ""  # what the title of the project stands under, and the title
    for block in scope.document.blocks:
        here, text = block.block, " ".join(block.joined.text.split())
        titled = here.kind in _KINDS and len(text.split()) <= _TITLE_WORDS
        title = scope.pattern("funding", "project_title").fullmatch(text) if titled else None
        if title is not None:
            found.append((here.begin, Name(title.group("name").strip(" .:"), "Programme")))
            section, words = here.section, text.rstrip(": ")
        elif found and found[-1][1] is not None:
            keys = ("project_part", "sheet_line")  # `Results so far`, `Partners: X`
            part = here.kind is not BlockKind.HEADING or any(scope.pattern("funding", k).match(text) for k in keys)
            if here.section[: len(section)] != section or not (part or words in here.section):
                found.append((here.begin, None))
    return found
