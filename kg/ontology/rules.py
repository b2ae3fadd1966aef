"""Whether what `[[fact]]` and `[[entity]]` declare agrees with the classes, properties and codes of the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.ontology.check import Declared
from kg.ontology.declarations import KINDS, EntityRule, FactRule, SlotRule, entity_rule, fact_rule
from kg.ontology.namespaces import XSD
from kg.ontology.problems import Problem, line_of_word, suggestion
from kg.ontology.reading import unheard
from kg.ontology.terms import superclasses

_DATATYPES = {"number": "decimal", "money": "decimal", "percent": "decimal", "text": "string"}


def check_rules(declared: Declared, patterns: Mapping[Path, Mapping[str, Any]]) -> Iterator[Problem]:
    """The ids of the declarations that nothing declares, and fillers that do not fit the range of their slot."""
    for file, data in patterns.items():
        text = file.read_text(encoding="utf-8")
        for number, own in enumerate(data.get("fact", [])):
            fact = fact_rule(own, unheard)
            for word, part, what, right in _fact(declared, fact) if fact else ():
                yield Problem(file, line_of_word(text, word, "fact", number, part), what, right)
        for number, own in enumerate(data.get("entity", [])):
            entity = entity_rule(own, unheard)
            for word, part, what, right in _entity(declared, entity) if entity else ():
                yield Problem(file, line_of_word(text, word, "entity", number, part), what, right)


_Found = tuple[str, str, str, str]  # the word at fault, the table it stands in, what is wrong, what would be right


def _below(declared: Declared, ancestor: str) -> set[str]:
    return {name for name in declared.classes if ancestor in superclasses(declared.classes, name)[1:]}


def _entity(declared: Declared, rule: EntityRule) -> Iterator[_Found]:
    known = _below(declared, "Entity")
    if rule.cls not in known:
        yield rule.cls, "", f"{rule.cls!r} is no class below rg:Entity", suggestion(rule.cls, known)


def _fact(declared: Declared, rule: FactRule) -> Iterator[_Found]:
    known = _below(declared, "Fact")
    if rule.cls not in known:
        yield rule.cls, "", f"{rule.cls!r} is no class below rg:Fact", suggestion(rule.cls, known)
    for slot in rule.slots.values():
        yield from _slot(declared, rule, slot)
    held = {"date", *rule.slots, *(s.currency for s in rule.slots.values() if s.currency)}
    for name in re.findall(r"\{(\w*)\}", rule.label or ""):
        if name not in held:
            yield f"{{{name}}}", "", f"label names {name!r}, which is no slot of this fact", suggestion(name, held)
    for evoking in rule.evoked:
        for name, code in evoking.says.items():
            if name in rule.slots:
                for _, part, what, right in _code(declared, rule.slots[name], code):
                    yield f'{name} = "{code}"', part, what, right


def _slot(declared: Declared, rule: FactRule, slot: SlotRule) -> Iterator[_Found]:
    part = f"slots.{slot.name}"
    for filler in slot.fill:
        if filler not in KINDS and filler not in declared.classes:
            right = suggestion(filler, {*KINDS, *declared.classes})
            yield filler, f"slots.{slot.name}", f"{slot.name} is filled by {filler!r}, which is no class", right
    for code in slot.tense.values():
        yield from _code(declared, slot, code, part)
    yield from _expressions(slot)
    if slot.currency is not None and slot.currency not in declared.properties:
        yield slot.currency, part, f"{slot.currency!r} is no property", suggestion(slot.currency, declared.properties)
    if slot.name == "date":
        if slot.fill != ("date",):
            yield "fill", part, "the slot date is filled by dates", 'fill = "date"'
        return
    own = declared.properties.get(slot.name)
    if own is None:
        yield slot.name, "", f"{slot.name!r} is no property", suggestion(slot.name, {*declared.properties, "date"})
        return
    if slot.fill == ("date",):
        what = f"{slot.name} is filled by a date, which every fact keeps in rg:start and rg:end"
        yield "fill", part, what, "call the slot date"
    fact = rule.cls in _below(declared, "Fact")
    if fact and own.domains and not set(own.domains) & {rule.cls, *superclasses(declared.classes, rule.cls)}:
        domains = " or ".join(own.domains)
        yield slot.name, "", f"{slot.name} belongs to {domains}, not to {rule.cls}", f"add {rule.cls} to its domains"
    for filler in slot.fill:
        yield from _fits(declared, slot.name, filler, own.ranges)


def _expressions(slot: SlotRule) -> Iterator[_Found]:
    part = f"slots.{slot.name}"
    for key in ("before", "behind", "match"):
        expression = getattr(slot, key)
        if expression is None:
            continue
        try:
            compiled = re.compile(expression)
        except re.error as error:
            yield key, part, f"{slot.name}.{key} is no regular expression: {error}", ""
            continue
        if key == "match" and "value" not in compiled.groupindex:
            yield key, part, f"{slot.name}.match has no group (?P<value>…)", ""


def _fits(declared: Declared, name: str, filler: str, ranges: tuple[str, ...]) -> Iterator[_Found]:
    """Whether what fills a slot is of its range."""
    shown = " or ".join(r.replace(XSD, "xsd:") for r in ranges)
    if filler in _DATATYPES:
        if ranges and XSD + _DATATYPES[filler] not in ranges:
            yield (
                "fill",
                f"slots.{name}",
                f"{name} is filled by a {filler}, but its range is {shown}",
                f"give {name} the range xsd:{_DATATYPES[filler]}",
            )
    elif filler in declared.classes and ranges:
        kinds = superclasses(declared.classes, filler)
        if not set(kinds) & set(ranges):
            yield "fill", f"slots.{name}", f"{name} is filled by {filler}, but its range is {shown}", ""


def _code(declared: Declared, slot: SlotRule, code: str, part: str = "") -> Iterator[_Found]:
    known = {c for cls in slot.fill for c in declared.notations.get(cls, ())}
    if code not in known:
        right = suggestion(code, known) if known else f"write the members of {' or '.join(slot.fill)} in vocabulary/"
        yield code, part, f"no {' or '.join(slot.fill)} has the code {code!r}", right
