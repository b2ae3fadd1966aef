"""Names of a domain's own things, told by a noun beside them: `Kaskasi wind farm`, `the bridges Alder and Birch`.

A name that stands once beside its noun is known in the whole report, also where it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import KnownEntity
from kg.ontology import EntityRule

_CAP = r"(?:[A-ZÀ-Þ][\w’'&]{0,40}\w|[A-Z])(?:-\d{1,6}(?:\.\d{1,6}){0,3}[A-Z]?|-[\w’']{1,40}){0,4}"
_PART = rf"(?:{_CAP}|\d{{1,3}}[A-Z]?|[IVX]+)(?![\w,.]{{0,12}}\d)"
_JOIN = r"(?:of|na|de|del|della|do|da|du|la|le|les|der|den|die|van|von|het|og|y|al|el|am|an|auf|im)"
_NAME = rf"{_CAP}(?:\s(?:{_JOIN}\s){{0,2}}{_PART}){{0,5}}"
_MOST = 8  # further names of a list: text that is no list of names must not be searched for long
# Around a noun that tells what is named before it: `Sinabung, a restless volcano on Sumatra`.
_ARTICLE = r"(?:an?|the|one\s+of\s+the)\s+(?:[a-z][\w-]{0,30}\s+){0,3}"
_ENDS = r"s?(?=\s*[,.;:)]|\s+(?:at|between|in|near|of|off|on|that|where|which|with)\b|\s*$)"
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True)
class EntityFinder:
    """Finds names by the nouns that the ontology's `[[entity]]` tables give.

    `stop` are capitalised words that begin no name.
    """

    rules: Sequence[EntityRule]
    stop: frozenset[str] = frozenset()

    def book(self, texts: Iterable[str]) -> tuple[KnownEntity, ...]:
        """The names that the texts of a report tell by a noun, longest first."""
        found: dict[str, KnownEntity] = {}
        for text in texts:
            for rule in self.rules:
                for entity in (*self._of_rule(rule, text), *self._explained(rule, text)):
                    found.setdefault(entity.spelling, entity)
        return tuple(sorted(found.values(), key=lambda e: (-len(e.spelling), e.spelling)))

    def _of_rule(self, rule: EntityRule, text: str) -> Iterator[KnownEntity]:
        listed = rf"(?P<names>{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?{_NAME}){{0,{_MOST}}})"
        if rule.heads:
            heads = "|".join(map(_spelled, sorted(rule.heads, key=lambda h: (-len(h), h))))
            for match in re.finditer(rf"(?<![\w’'&-]){listed}\s+(?P<head>(?i:{heads})s?)(?![\w-])", text):
                plural = match["head"].endswith("s") and not any(h.endswith("s") for h in rule.heads)
                names = _AND.split(match["names"]) if plural else [_AND.split(match["names"])[-1]]
                for printed in names:
                    name = self._trimmed(re.sub(r"^the\s+", "", printed))
                    if name and rule.keep:
                        full = f"{name} {match['head'].removesuffix('s') if plural else match['head']}"
                        yield KnownEntity(full, rule.cls, full)
                        if plural:
                            yield KnownEntity(name, rule.cls, full)
                    elif name:
                        yield KnownEntity(name, rule.cls, name)
        if rule.cues:
            cues = "|".join(map(_spelled, sorted(rule.cues, key=lambda h: (-len(h), h))))
            for match in re.finditer(rf"(?<![\w’'-])(?i:{cues})s?\s+(?:of\s+)?{listed}", text):
                for printed in _AND.split(match["names"]):
                    # A capital behind the noun is part of the name: `the painting The Night Watch`.
                    name = re.sub(r"^the\s+", "", printed)
                    if len(name) > 2:
                        yield KnownEntity(name, rule.cls, name)

    def _explained(self, rule: EntityRule, text: str) -> Iterator[KnownEntity]:
        """Names whose noun stands behind a comma; where the noun is part of names, those are others."""
        if rule.keep or not rule.heads:
            return
        heads = "|".join(map(_spelled, sorted(rule.heads, key=lambda h: (-len(h), h))))
        for match in re.finditer(rf"(?<![\w’'&-])(?P<name>{_NAME}),\s+{_ARTICLE}(?:{heads}){_ENDS}", text):
            if name := self._trimmed(match["name"]):
                yield KnownEntity(name, rule.cls, name)

    def _trimmed(self, name: str) -> str:
        words = re.sub(r"^.*['’]s\s+(?=[A-ZÀ-Þ])", "", name).split()  # whose it is
        while words and (words[0] in self.stop or not words[0][:1].isupper()):
            words.pop(0)
        return " ".join(words) if words and len("".join(words)) > 2 else ""


def _spelled(noun: str) -> str:
    return re.escape(noun).replace(r"\ ", r"[\s-]+")
