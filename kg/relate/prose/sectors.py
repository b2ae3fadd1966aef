"""The sector of an activity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kg.document import text_of
from kg.model import Name, Term, Text
from kg.ontology import Ontology, VocabularyTerm
from kg.relate.prose.drafts import Sentence
from kg.relate.scope import Scope
from kg.relate.vocabulary import vocabulary_of

_WORD = re.compile(r"[\w-]+")
# Between deliverables that are told together: `food and hygiene kits`.
_LONE = ("sectors_of_lone_groups",)
_GROUPED = ("sectors_of_groups", *_LONE)
_JOINED = re.compile(r",|;|/|&|\b(?:and|or|as well as)\b")


def sector_of(sentence: Sentence, slots: Mapping[str, Any]) -> Term | None:
    """The sector of the words of the deliverable, else of the heading, else of the sentence, else of the type."""
    scope = sentence.scope
    settings = scope.patterns("activities")
    labels = scope.labels("Sector")
    prefix = re.match(r"\s*([A-Z][\w\s/&-]{2,60}?)\s*:", sentence.block.joined.text)
    if prefix and (found := labels.inside(prefix.group(1))):
        return Term(found[0].iri)
    item = slots.get("item")
    phrases: Mapping[str, str] = settings.get("sector_phrases", {})
    said = next((code for p, code in phrases.items() if isinstance(item, Text) and p in item.text.casefold()), None)
    own = [
        t
        for t in (labels.inside(item.text) if isinstance(item, Text) else [])
        if t.notation in scope.words("activities", "plain_sectors") and said is None
    ]
    heading = scope.sector(sentence.block.block)
    inside = _inside(scope, scope.pattern("parties", "together").sub(" ", text_of(sentence.span)), phrases)
    several = _by_words(scope.ontology, item.text) if isinstance(item, Text) else []
    mixed = settings.get("mixed") if len(several) > 2 else None
    told = mixed or said or (several[0] if several else None)
    if own and not mixed:
        # The head of the phrase tells more than what describes it: `high energy biscuits` are food.
        plain = told in scope.words("activities", "plain_sectors")
        return scope.term("Sector", told) if told and plain else Term(own[0].iri)
    if heading is not None and scope.ontology.terms[heading.iri].notation in scope.words("activities", "broad_sectors"):
        narrow = [t for t in inside if t.notation in scope.words("activities", "specific_sectors")]
        # Whom nobody goes with are found and registered as children, whatever else is done for them.
        enrols = _type_code(scope, slots) in scope.words("activities", "of_people")
        by_group = _by_group(sentence, slots, _LONE) if enrols and not narrow else None
        if narrow or by_group is not None:
            return Term(narrow[0].iri) if narrow else by_group
        if told and heading != _by_type(scope, slots):  # legal consultations are protection, whatever consultations are
            return scope.term("Sector", told)
        if _type_code(scope, slots) in scope.words("activities", "keeping_sector"):
            return _by_type(scope, slots)
    if heading is not None and not (told and _is_apart(scope, slots, told, heading)):
        return heading
    if told:
        return scope.term("Sector", told)
    return _inferred(sentence, slots, inside) or _of_help(scope, item) or _by_content(sentence)


def _inside(scope: Scope, words: str, phrases: Mapping[str, str]) -> list[VocabularyTerm]:
    """The sectors that words name, first by phrases that tell another than their words: `mine risk education`."""
    folded = words.casefold()
    told = [phrase for phrase in phrases if phrase in folded]
    for phrase in told:
        folded = folded.replace(phrase, " ")
    named = [scope.ontology.concept("Sector", phrases[phrase]) for phrase in told]
    return [*named, *scope.labels("Sector").inside(folded if told else words)]


def _is_apart(scope: Scope, slots: Mapping[str, Any], told: str, heading: Term) -> bool:
    """Whether a deliverable keeps its own sector under a heading of another one.

    Tents under a heading on food are no food, and street lamps under one on violence light streets.
    """
    above, kind = scope.ontology.terms[heading.iri].notation, _type_code(scope, slots)
    if kind in scope.words("activities", "building"):
        housed = above in scope.words("activities", "housing_sectors")
        return told in scope.words("activities", "built_sectors") and not housed
    narrow = above in scope.words("activities", "narrow_sectors")
    goods = kind in scope.words("activities", "goods")
    return narrow and goods and told in scope.words("activities", "distinct_sectors")


def _inferred(sentence: Sentence, slots: Mapping[str, Any], inside: Sequence[VocabularyTerm]) -> Term | None:
    """The sector of the sentence, of who acts, or of the type, where neither heading nor deliverable tells one."""
    scope = sentence.scope
    code = _type_code(scope, slots)
    by_type = _by_type(scope, slots)
    special = [t for t in inside if t.notation in scope.words("activities", "specific_sectors")]
    if special:
        return Term(special[0].iri)
    if (by_actor := _of_agency(scope, slots.get("actor"))) is not None:
        return by_actor
    ill = scope.pattern("illness", "sentence").search(text_of(sentence.span)) is not None
    telling = scope.words("activities", "visiting") | scope.words("activities", "telling_gatherings")
    if ill and (code in telling or (by_type is None and not inside)):
        return scope.term("Sector", str(scope.patterns("illness")["sector"]))
    by_group = _by_group(sentence, slots)
    if by_group is not None and all(t.notation in scope.words("activities", "broad_sectors") for t in inside):
        return by_group
    if inside and by_type is None:
        return Term(inside[0].iri)
    if by_group is not None:
        return by_group
    by_publisher = _of_agency(scope, scope.publisher)
    # A visit or a survey is of no sector by itself.
    visits = code in scope.words("activities", "visiting")
    return (by_publisher or by_type) if visits else (by_type or by_publisher)


def _by_group(sentence: Sentence, slots: Mapping[str, Any], tables: Sequence[str] = _GROUPED) -> Term | None:
    """The sector that a type has where it is for a group: psychosocial care of children protects them."""
    scope = sentence.scope
    groups = slots.get("population")
    codes = [scope.ontology.terms[g.iri].notation or "" for g in groups if isinstance(g, Term)] if groups else []
    for name in tables:
        table: Mapping[str, Any] = scope.patterns("activities").get(name, {})
        own: Mapping[str, str] = table.get(_type_code(scope, slots) or "", {})
        told = [code for code in own if code in codes or slots.get(code)]
        if told and re.search(table["told"], text_of(sentence.span), re.IGNORECASE):
            return scope.term("Sector", own[told[0]])
    return None


def _by_content(sentence: Sentence) -> Term | None:
    """The sector that most words of the sentence tell: `trained 40 teachers on safe learning`."""
    scope, households = sentence.scope, sentence.classes.households
    words = [w for w in _WORD.findall(text_of(sentence.span).casefold()) if w.removesuffix("s") not in households]
    counts = Counter(code for word in words if (code := _by_last_word(scope.ontology, word)) is not None)
    return scope.term("Sector", counts.most_common(1)[0][0]) if counts else None


def _of_help(scope: Scope, item: object) -> Term | None:
    """The sector of help of which nothing says what it was."""
    noun = item.text.casefold().split()[-1:] if isinstance(item, Text) else []
    mixed = scope.patterns("activities").get("mixed")
    helps = bool(noun) and noun[0] in scope.words("activities", "helping")
    return scope.term("Sector", mixed) if mixed and helps else None


def _by_type(scope: Scope, slots: Mapping[str, Any]) -> Term | None:
    """The sector that the type of an activity has, if it has one of its own."""
    table: Mapping[str, str] = scope.patterns("activities").get("sectors", {})
    code = _type_code(scope, slots)
    return scope.term("Sector", table[code]) if code is not None and code in table else None


def _type_code(scope: Scope, slots: Mapping[str, Any]) -> str | None:
    """The notation of an activity's type."""
    kind = slots.get("activityType")
    return scope.ontology.terms[kind.iri].notation if isinstance(kind, Term) else None


def _of_agency(scope: Scope, name: object) -> Term | None:
    """The one sector that an organisation works in, by its own name or by what is known of it."""
    if not isinstance(name, Name):
        return None
    known: Mapping[str, Sequence[str]] = scope.patterns("activities").get("agency_sectors", {})
    local = (name.ref or "").rsplit("/", 1)[-1]
    code = next((code for code, agencies in known.items() if local in agencies), None)
    if code is not None:
        return scope.term("Sector", code)
    found = scope.labels("Sector").inside(name.text)
    return Term(found[0].iri) if found else None


def _by_words(ontology: Ontology, item: str) -> list[str]:
    """The sectors of the deliverables that are told together, each by its last telling word."""
    found = [_by_last_word(ontology, part) for part in _JOINED.split(item.casefold())]
    return list(dict.fromkeys(code for code in found if code is not None))


def _by_last_word(ontology: Ontology, item: str) -> str | None:
    words = [part for word in _WORD.findall(item) for part in (*word.split("-"), word)]  # `core-relief items`
    telling = (_by_word(ontology, word) for word in reversed(list(dict.fromkeys(words))))
    return next((code for code in telling if code is not None), None)


@lru_cache(1 << 14)
def _by_word(ontology: Ontology, word: str) -> str | None:
    """The first sector of which a word is a stem's; the same words come again and again."""
    table: Mapping[str, Sequence[str]] = vocabulary_of(ontology).patterns.table("activities").get("sector_words", {})
    singular = word.rstrip("s")
    for code, stems in table.items():
        if any(s in (word, singular) or (len(s) > 5 and word.startswith(s)) for s in stems):
            return code
    return None
