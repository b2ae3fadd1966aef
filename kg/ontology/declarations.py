"""Fact classes and names that a domain declares instead of coding: the tables `[[fact]]` and `[[entity]]`.

How they are written is told in `docs/ontology.md`; what they find is the work of `kg.relate.declared` and `kg.nlp`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kg.ontology.reading import Complain, flag, keys_of, list_of, noted, string_of, table_of, text_of, words_of

KINDS = ("number", "money", "percent", "date", "text")
"""What may fill a slot beside the members of a class."""
TENSES = ("past", "present", "future")
RELATIONS = ("subject", "object", "beside")
"""The roles of a slot that are no prepositions."""
PREPOSITIONS = frozenset(
    "aboard about above across after against ahead along alongside amid among amongst around as at atop before behind "
    "below beneath besides between beyond by concerning despite down during except following for from in inside into "
    "like near of off on onto opposite out outside over past per regarding since through throughout till to toward "
    "towards under underneath until up upon versus via with within without".split()
)
OTHERWISE = ("before", "heading", "title", "publisher", "country", "period")
"""Where a slot may be filled from when its sentence or row does not fill it."""


@dataclass(frozen=True)
class SlotRule:
    """How a slot is filled; `name` is the local name of a property, or `date`."""

    name: str
    fill: tuple[str, ...]  # local names of classes, or one of `KINDS`
    roles: tuple[str, ...] = ()  # `subject`, `object` or a preposition, the best first
    units: Mapping[str, Decimal] = field(default_factory=dict)  # factor by the word behind a number
    before: str | None = None  # expression that must end right before the value
    behind: str | None = None  # expression that must begin right behind it
    match: str | None = None  # expression for a text, whose group `value` it is
    near: bool = True  # whether the nearest value of the clause will do where no role has one
    many: bool = False  # whether one fact holds several values
    otherwise: tuple[str, ...] = ()
    currency: str | None = None  # the slot that takes the currency of an amount
    headers: tuple[str, ...] = ()  # of table columns that hold it
    tense: Mapping[str, str] = field(default_factory=dict)  # code of a concept by `past`, `present`, `future`


@dataclass(frozen=True)
class Evoking:
    """Words that evoke a fact, and what they say by themselves: codes of concepts by slot."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by slot, where these words have others
    headers: tuple[str, ...] = ()  # of columns that say the same of a row


@dataclass(frozen=True)
class FactRule:
    """A fact class: what evokes it, what fills its slots, and which of them it cannot be without."""

    cls: str
    rule: str  # its part of the id of the rule in the graph
    evoked: tuple[Evoking, ...]
    slots: Mapping[str, SlotRule]
    needs: tuple[tuple[str, ...], ...]  # of each group one slot; the first names what a row or clause is about
    adjoining: bool = False  # whether the needed values evoke it by standing side by side
    unless: tuple[str, ...] = ()  # lemmas that deny it
    tenses: tuple[str, ...] = TENSES  # in which it is stated
    confidence: float = 0.8
    label: str | None = None  # the form of its readable line, see `kg.graph.labels`

    @property
    def key(self) -> str:
        """The slot that names what a row or clause is about."""
        return self.needs[0][0]


@dataclass(frozen=True)
class EntityRule:
    """How names of a class are told that no vocabulary has."""

    cls: str
    heads: tuple[str, ...]  # nouns behind the name: `Kaskasi wind farm`
    cues: tuple[str, ...] = ()  # nouns before it: `the wind farm Kaskasi`
    keep: bool = False  # whether the noun is part of the name


FACT_KEYS = (
    "class",
    "rule",
    "label",
    "verbs",
    "nouns",
    "evoked",
    "slots",
    "needs",
    "adjoining",
    "unless",
    "tenses",
    "confidence",
)
SLOT_KEYS = (
    "fill", "role", "unit", "before", "behind", "match", "near", "many", "else", "currency", "header", "tense",
)  # fmt: skip
EVOKED_KEYS = ("verbs", "nouns", "set", "role", "header")
ENTITY_KEYS = ("class", "heads", "cues", "keep")


def fact_rule(data: Mapping[str, Any], complain: Complain) -> FactRule | None:
    """The rule that a table `[[fact]]` declares; what is wrong with it goes to `complain`, and None comes back."""
    say, wrong = noted(complain)
    keys_of(data, FACT_KEYS, "[[fact]]", say)
    cls = string_of(data, "class", say)
    slots = {}
    for name, own in table_of(data, "slots", say).items():
        if not isinstance(own, dict):
            say(f"the slot {name} is no table", name)
            continue
        if (slot := _slot(name, own, say)) is not None:
            slots[name] = slot
    needs = _needs(data, slots, say)
    evoked = _evoked(data, slots, say)
    adjoining = flag(data, "adjoining", say)
    spoken = adjoining or any(e.verbs or e.nouns for e in evoked) or any(s.headers for s in slots.values())
    if not wrong and not spoken:
        say("nothing evokes it: give verbs, nouns, adjoining = true, or a header of a table column", "class")
    confidence = _confidence(data, say)
    tenses = words_of(data, "tenses", say) or TENSES
    for word in tenses:
        if word not in TENSES:
            say(f"{word!r} is no tense", word, TENSES)
    if wrong or cls is None:
        return None
    return FactRule(
        cls=cls,
        rule=str(data.get("rule") or cls[:1].lower() + cls[1:]),
        evoked=tuple(e for e in evoked if e.verbs or e.nouns or e.headers),
        slots=slots,
        needs=needs,
        adjoining=adjoining,
        unless=words_of(data, "unless", say),
        tenses=tenses,
        confidence=confidence,
        label=str(data["label"]) if data.get("label") else None,
    )


def entity_rule(data: Mapping[str, Any], complain: Complain) -> EntityRule | None:
    """The rule that a table `[[entity]]` declares; what is wrong with it goes to `complain`, and None comes back."""
    say, wrong = noted(complain)
    keys_of(data, ENTITY_KEYS, "[[entity]]", say)
    cls = string_of(data, "class", say)
    heads, cues = words_of(data, "heads", say), words_of(data, "cues", say)
    if not wrong and not heads and not cues:
        say("it tells no name: give heads (nouns behind a name) or cues (nouns before it)", "class")
    return None if wrong or cls is None else EntityRule(cls, heads, cues, flag(data, "keep", say))


def _needs(data: Mapping[str, Any], slots: Mapping[str, SlotRule], say: Complain) -> tuple[tuple[str, ...], ...]:
    if not isinstance(data.get("needs", []), list):
        say('needs is a list: needs = ["what it is about", …]', "needs")
        return ()
    needs = tuple((n,) if isinstance(n, str) else tuple(map(str, n)) for n in list_of(data, "needs", say))
    if not needs:
        say("needs names no slot: say which slots a fact cannot be without, what it is about first", "needs")
    for name in (n for group in needs for n in group):
        if name not in slots:
            say(f"needs names {name!r}, which is no slot of this fact", name, sorted(slots))
    return needs


def _evoked(data: Mapping[str, Any], slots: Mapping[str, SlotRule], say: Complain) -> list[Evoking]:
    evoked = [Evoking(_verbs(data, say), words_of(data, "nouns", say))]
    for own in list_of(data, "evoked", say):
        keys_of(own, EVOKED_KEYS, "[[fact.evoked]]", say)
        says = {str(k): str(v) for k, v in table_of(own, "set", say).items()}
        for name in says:
            if name not in slots:
                say(f"set names {name!r}, which is no slot of this fact", name, sorted(slots))
        roles = {str(name): _roles(table_of(own, "role", say), name, say) for name in table_of(own, "role", say)}
        for name in roles:
            if name not in slots:
                say(f"role names {name!r}, which is no slot of this fact", name, sorted(slots))
        headers = words_of(own, "header", say)
        evoked.append(Evoking(_verbs(own, say), words_of(own, "nouns", say), says, roles, headers))
    return evoked


def _confidence(data: Mapping[str, Any], say: Complain) -> float:
    found = data.get("confidence", 0.8)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found <= 1:
        say("confidence is a number above 0 and up to 1", "confidence")
        return 0.8
    return float(found)


def _slot(name: str, own: Mapping[str, Any], complain: Complain) -> SlotRule | None:
    def say(what: str, word: str, right: Sequence[str] | None = None, _part: str = "", /) -> None:
        complain(what, word, right, f"slots.{name}")

    keys_of(own, SLOT_KEYS, f"[fact.slots.{name}]", say)
    fill = words_of(own, "fill", say)
    if not fill:
        say(f"the slot {name} does not say what fills it: fill = a class, or one of {', '.join(KINDS)}", name)
        return None
    otherwise = words_of(own, "else", say)
    for word in otherwise:
        if word not in OTHERWISE:
            say(f"the slot {name} cannot be filled from {word!r}", word, OTHERWISE)
    unit = own.get("unit", {})
    units = dict.fromkeys(unit, 1) if isinstance(unit, list) else unit if isinstance(unit, dict) else None
    if units is None or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in units.values()):
        say(f"the units of {name} are a list of words, or a table of words with their factors", "unit")
        units = {}
    if units and fill[0] not in {"number", "money"}:
        say(f"only numbers have units, but {name} is filled by {fill[0]!r}", fill[0], KINDS)
    if fill == ("text",) and "match" not in own and not own.get("header"):
        say(f"the slot {name} needs match = an expression with a group (?P<value>…), or a header", name)
    tense = {str(k): str(v) for k, v in table_of(own, "tense", say).items()}
    for word in tense:
        if word not in TENSES:
            say(f"{word!r} is no tense", word, TENSES)
    return SlotRule(
        name=name,
        fill=fill,
        roles=_roles(own, "role", say),
        units={w.casefold(): Decimal(str(f)) for w, f in units.items()},
        before=text_of(own, "before", say),
        behind=text_of(own, "behind", say),
        match=text_of(own, "match", say),
        near=flag(own, "near", say, default=True),
        many=flag(own, "many", say),
        otherwise=otherwise,
        currency=text_of(own, "currency", say),
        headers=words_of(own, "header", say),
        tense=tense,
    )


def _roles(data: Mapping[str, Any], key: str, say: Complain) -> tuple[str, ...]:
    found = words_of(data, key, say)
    for word in found:
        if word not in RELATIONS and word not in PREPOSITIONS:
            say(f"{word!r} is no role: a role is {', '.join(RELATIONS)}, or a preposition", word, RELATIONS)
    return found


_STEM = r"\w*[aeiouy]\w*"
_INFLECTED = re.compile(rf"{_STEM}(?<!e)ed|{_STEM}ing")


def _verbs(data: Mapping[str, Any], say: Complain) -> tuple[str, ...]:
    """Verbs, which are lemmas: no sentence holds another form as the lemma of a word."""
    found = words_of(data, "verbs", say)
    for entry in found:
        first = entry.split()[0]
        if _INFLECTED.fullmatch(first) and first != "embed":
            say(
                f"{first!r} is no lemma: write the verb as a dictionary does, `build` for `built` and `building`", first
            )
    return found
