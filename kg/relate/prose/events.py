"""Events: a trigger with what stands in its roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.relate.prose.lexicon import Frame
from kg.relate.prose.phrases import Phrase


@dataclass
class Thing:
    """What was done or delivered: a counted phrase, or a noun without a number."""

    head: Token
    text: str
    phrase: Phrase | None = None


@dataclass
class Event:
    """A trigger with its arguments."""

    trigger: Token
    frame: Frame
    verb: Token | None  # the verb that carries tense and voice
    passive: bool = False
    things: list[Thing] = field(default_factory=list)
    people: list[Phrase] = field(default_factory=list)
    groups: list[Span] = field(default_factory=list)  # groups of people served, without a number
    targets: list[Phrase] = field(default_factory=list)
    supported: list[Phrase] = field(default_factory=list)  # groups and places that got what was given
    anybody: bool = False  # whether people are served whom no number and no group tells (`families`)
    money: list[Phrase] = field(default_factory=list)  # amounts that were given
    merged: list[Token] = field(default_factory=list)  # other triggers that this event took in

    def take_people(self, other: Event) -> None:
        """Take over whom another event serves."""
        self.people += other.people
        self.groups += other.groups
        self.targets += other.targets
        other.people, other.groups, other.targets = [], [], []

    @property
    def empty(self) -> bool:
        """Whether nothing stands in a role."""
        return not (self.things or self.people or self.groups or self.targets or self.anybody)
