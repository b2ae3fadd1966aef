"""A sentence with what was read in it, and activities that later sentences may still fill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import Claim, Name, Passage, Period, Term, Text
from kg.relate.facts import Slots, make
from kg.relate.labels import plain
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import Phrase
from kg.relate.scope import Scope
from kg.relate.spans import sentences_of

_LONG = 500  # characters of a sentence that is quoted whole
_POINT = re.compile(r"[●•■▪◦;]\s*")


@dataclass
class Draft:
    """An activity before the block is read to its end: later sentences may fill its slots."""

    slots: Slots
    evidence: list[Passage]
    rule: str
    confidence: float
    counted: bool
    context: list[Passage] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What it is about: the head of its item and its type."""
        item, kind = self.slots.get("item"), self.slots.get("activityType")
        words = plain(item.text).split() if isinstance(item, Text) else [""]
        return words[-1].rstrip("s") if words else "", kind.iri if isinstance(kind, Term) else ""

    def claim(self) -> Claim:
        """The finished claim."""
        return make("Activity", self.rule, self.confidence, self.evidence, self.slots, self.context)


@dataclass
class Sentence:
    """A sentence with what was read in it."""

    scope: Scope
    block: AnnotatedBlock
    span: Span
    classes: Classes
    phrases: Sequence[Phrase]
    earlier: Sequence[Draft] = ()  # of the sentences before, in the same block
    inherited: Sequence[Name] = ()  # places that the block opens with
    setting: Sequence[Name] = ()  # those of them where all that the block tells was done: `In A and B, …`
    headed: Sequence[Name] = ()  # those that an earlier sentence of the block has in front: `In A, …`
    body: Name | None = None  # what `the cluster` stands for here
    opening: Period | None = None  # the time that the block opens with
    day: Period | None = None  # the last day that the sentences before it name
    taken: set[int] = field(default_factory=set)  # numbers (first token) that other facts hold
    befallen: bool = False  # whether these places are where other things happened than what is done for people
    pointed: Sequence[Name] = ()  # places of the sentence before that this one goes back to: `in these districts`

    @property
    def before(self) -> list[Span]:
        """The sentences of its block before it, in order."""
        return [s for s in sentences_of(self.block.doc) if s.end <= self.span.start]

    @property
    def passage(self) -> Passage:
        """The sentence as evidence."""
        return self.scope.sentence(self.block, self.span)

    def around(self, begin: int, end: int) -> Passage:
        """The sentence as evidence of what stands between two characters; of a very long one, the point of its list."""
        text, first, last = text_of(self.span.doc), self.span.start_char, self.span.end_char
        if last - first <= _LONG:
            return self.passage
        opened = [m.end() for m in _POINT.finditer(text, first, begin)]
        closed = _POINT.search(text, end, last)
        first, last = opened[-1] if opened else first, closed.start() if closed else last
        words = text[first:last]
        first += len(words) - len(words.lstrip())
        return self.scope.passage(self.block, first, first + len(words.strip()))
