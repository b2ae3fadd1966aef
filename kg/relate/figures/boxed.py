"""Grids of planned operations: for each sector whom it is to reach by sex and age, and what that costs.

`Shelter`, `Female > 18: 21,000`, `Female < 18: 14,000`, `9,400,000 CHF`, `Male > 18: 20,000`, `Total target: 70,000`,
each in a line of its own or several in one, the number behind its label or in the line below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.alternation import any_of
from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.facts import BlockClaims, Slots, make
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scope import Scope

_LINE, _NAME = 16, 6  # words of such a line, and of the name of a sector, at most
_LEAST = 2  # numbers by sex and age that make such a box
_AGED = re.compile(r"[<>≥≤]\s*18")
_PART = (
    r"(?P<label>(?:(?P<women>{women})|(?P<men>{men}))\s*(?P<age>[<>≥≤])\s*18\s*:?|(?:total\s+)?(?:{target})\s*:)"
    r"|(?P<money>(?:[A-Z]{{3}}|[$€£])\s?\d[\d,. ]*\d|\d[\d,.]*\d\s?(?:[A-Z]{{3}}\b|[$€£]))"
    r"|(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?!\w)"
)
_MINORS = {"women": "girls", "men": "boys"}


@dataclass
class _Box:
    """What stands below the name of a sector."""

    name: list[PrintedLine]
    counts: dict[str, str] = field(default_factory=dict)
    money: str | None = None
    lines: list[PrintedLine] = field(default_factory=list)

    def is_whole(self) -> bool:
        """Whether it tells whom a sector is to reach."""
        return bool(self.name) and sum(slot != "reached" for slot in self.counts) >= _LEAST


def boxed_claims(scope: Scope) -> BlockClaims:
    """What the grids of a report plan."""
    found = BlockClaims()
    if not scope.patterns("served").get("columns"):
        return found
    run: list[AnnotatedBlock] = []
    for block in [*scope.document.blocks, None]:
        if block is not None and block.block.kind is BlockKind.FURNITURE:
            continue
        if block is not None and block.block.table is None and len(block.joined.text.split()) <= _LINE:
            run.append(block)
            continue
        if any("18" in b.joined.text and _AGED.search(b.joined.text) for b in run):
            boxes = [box for box in _boxes(scope, run) if box.is_whole()]
            found.claims += [claim for box in boxes for claim in _claims(scope, box)]
            found.blocks |= {id(line.block) for box in boxes for line in box.lines}
        run = []
    return found


def _parts(scope: Scope) -> re.Pattern[str]:
    """An expression for labels and numbers of such a box."""
    columns = scope.patterns("served")["columns"]
    names = {slot: any_of(columns[slot], ignore_case=True) for slot in ("women", "men", "target")}
    return re.compile(_PART.format(**names), re.IGNORECASE)


def _boxes(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[_Box]:
    """The boxes of short lines."""
    parts = _parts(scope)
    box = _Box([])
    waiting: list[str] = []  # labels whose numbers have not come yet
    for line in (line for block in blocks for line in printed_lines(scope, block)):
        at = 0
        for part in [*parts.finditer(line.text), None]:
            words = line.text[at : part.start() if part else len(line.text)].strip(" :|·•")
            if words and re.search(r"[^\W\d_]{3}", words):
                if box.counts or box.money or len(box.name) > 1:
                    yield box
                    box, waiting = _Box([]), []
                # A name of several lines is one block; what stands above it is a title.
                box.name = [x for x in box.name if x.block is line.block]
                begin = line.begin + line.text.find(words)
                box.name.append(PrintedLine(words, line.block, begin, begin + len(words)))
            if part is None:
                break
            at = part.end()
            if part["label"]:
                sex = next((slot for slot in _MINORS if part[slot]), None)
                grown = part["age"] in {">", "≥"}
                waiting.append("reached" if sex is None else sex if grown else _MINORS[sex])
            elif part["money"]:
                box.money = part["money"]
            elif waiting:
                box.counts.setdefault(waiting.pop(0), part["number"])
            box.lines.append(line)
    yield box


def _claims(scope: Scope, box: _Box) -> Iterator[Claim]:
    name = " ".join(line.text for line in box.name)
    if len(name.split()) > _NAME:
        return
    begin, end = box.name[0].begin, max(line.end for line in box.lines)
    evidence = [scope.document.source.passage(begin, end)]
    sector = scope.labels("Sector").told(name)
    counts: Slots = {
        slot: scope.number(quantity, text)
        for slot, text in box.counts.items()
        if (quantity := next(iter(scope.numbers(text)), None)) is not None
    }
    slots: Slots = {
        "item": Text(str(scope.patterns("activities")["help_noun"])),
        "activityType": scope.in_role("ActivityType", "unspecific"),
        "status": scope.in_role("Status", "prospective"),
        "sector": scope.term("Sector", sector.notation) if sector and sector.notation else None,
    }
    yield make("Activity", "grid/sector", 0.85, evidence, {**slots, **counts})
    quantity = next(iter(scope.numbers(box.money)), None) if box.money else None
    if quantity is not None and box.money and quantity.currency:
        money: Slots = {
            "subject": Name(name, "Programme"),
            "required": scope.number(quantity, box.money),
            "currency": Text(quantity.currency),
            "place": scope.country,
        }
        yield make("Funding", "grid/sector", 0.85, evidence, money)
