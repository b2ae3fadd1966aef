"""Where a slot is filled from when its own sentence or row does not fill it: sentences before, headings, the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Name, Passage, Value
from kg.ontology import SlotRule
from kg.relate.declared.values import classes_below, named
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

# How many blocks before its own a sentence may speak of without naming it again.
_REACH = 3


@dataclass(frozen=True)
class Said:
    """A thing that a sentence named."""

    value: Name
    position: int  # of its block
    section: tuple[str, ...]
    passage: Passage


@dataclass
class Earlier:
    """What a report has said so far."""

    scope: Scope
    _said: list[Said] = field(default_factory=list)

    def note(self, block: AnnotatedBlock, values: Sequence[Value], passage: Passage) -> None:
        """Remember the things that a sentence named, in order."""
        position = self.scope.index[id(block)]
        named_here = [v for v in values if isinstance(v, Name)]
        self._said += [Said(v, position, block.block.section, passage) for v in named_here]

    def value(self, slot: SlotRule, block: AnnotatedBlock) -> tuple[Value, Passage | None] | None:
        """The value for a slot from the first of the places it names that has one, with the words that hold it."""
        for place in slot.otherwise:
            found = self._from(place, slot, block)
            if found is not None:
                return found
        return None

    def both(self, slot: SlotRule, block: AnnotatedBlock) -> tuple[list[Value], Passage | None]:
        """The last two things that earlier sentences named for a slot, with the words that hold the second."""
        here = self.scope.index[id(block)]
        found: dict[Value, Said] = {}
        for said in reversed(self._said):
            near = here - said.position <= _REACH and said.section == block.block.section
            if near and any(self.scope.ontology.is_a(said.value.cls, cls) for cls in slot.fill):
                found.setdefault(said.value, said)
            if len(found) == 2:
                last = next(iter(found.values()))
                return [*found][::-1], last.passage if last.position != here else None
        return [], None

    def _from(self, place: str, slot: SlotRule, block: AnnotatedBlock) -> tuple[Value, Passage | None] | None:
        if place == "before":
            return self._before(slot, block)
        if place == "heading":
            return self._heading(slot, block)
        if place == "title":
            return self._in_text(slot, self.scope.document.source.title or "", None)
        if place == "period":
            return (self.scope.year, None) if self.scope.year is not None else None
        own = self.scope.publisher if place == "publisher" else self.scope.country
        if own is None or not any(self.scope.ontology.is_a(own.cls, cls) for cls in slot.fill):
            return None
        return own, None

    def _before(self, slot: SlotRule, block: AnnotatedBlock) -> tuple[Value, Passage | None] | None:
        here = self.scope.index[id(block)]
        for said in reversed(self._said):
            if here - said.position > _REACH or said.section != block.block.section:
                return None
            if any(self.scope.ontology.is_a(said.value.cls, cls) for cls in slot.fill):
                return said.value, said.passage if said.position != here else None
        return None

    def _heading(self, slot: SlotRule, block: AnnotatedBlock) -> tuple[Value, Passage | None] | None:
        for words in self.scope.headings(block.block):
            if found := self._in_text(slot, words, self._passage(words, block)):
                return found
        return None

    def _in_text(self, slot: SlotRule, words: str, passage: Passage | None) -> tuple[Value, Passage | None] | None:
        doc = self.scope.match(words)
        if "date" in slot.fill:
            dates = [d.period for d in self.scope.dates(words) if d.precision != "phrase"]
            return (dates[0], passage) if dates else None
        for cls in slot.fill:
            for span in mentions_in(doc, *classes_below(self.scope, cls)):
                if (value := named(self.scope, span)) is not None:
                    return value, passage
        return None

    def _passage(self, words: str, block: AnnotatedBlock) -> Passage | None:
        """The nearest block above that holds exactly these words."""
        blocks = self.scope.document.blocks[: self.scope.index[id(block)]]
        for above in reversed(blocks):
            if above.block.kind is not BlockKind.FURNITURE and above.joined.text.strip() == words.strip():
                return self.scope.whole(above)
        return None
