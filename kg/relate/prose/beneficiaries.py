"""The line of a project that says whom it will serve: `Beneficiaries: 16,000 displaced persons, 40 health workers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from kg.document import AnnotatedBlock, Quantity, text_of
from kg.model import Claim, Term, Text, Value
from kg.relate.facts import Slots, make
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import activity_label, typed
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.scope import Scope
from kg.relate.sheets import sheet_of
from kg.relate.spans import PLACES, mentions_in, quantities_in, sentences_of

_LINES = 4  # of a project before or behind the one that says whom it serves
_BETWEEN = frozenset({",", "and", "&", ";", "including"})


def is_beneficiary_line(block: AnnotatedBlock, classes: Classes) -> bool:
    """Whether the block is such a line."""
    label = classes.pattern("beneficiaries").match(block.joined.text)
    if label is None:
        return False
    # What is aimed at may be told beside what was reached, and of more than projects.
    aimed = label.groupdict().get("aim") is not None
    if not aimed:
        return True
    if classes.pattern("achieved_line").search(block.joined.text):
        return False
    return bool(block.block.lead) or bool(_sheet_title(classes.scope, block))


def beneficiary_claims(scope: Scope, block: AnnotatedBlock, classes: Classes) -> Iterator[Claim]:
    """What the project plans, one activity a number; the title above says what it is."""
    title = block.block.lead[-1] if block.block.lead else _sheet_title(scope, block)
    about: Slots = {
        "actor": scope.publisher,
        "place": _places(scope, block, title),
        "status": scope.in_role("Status", "prospective"),
        "sector": _sector(scope, title) or scope.sector(block.block),
    }
    sector = about["sector"]
    notation = scope.ontology.terms[sector.iri].notation if isinstance(sector, Term) else None
    by_sector = scope.patterns("served").get("sectors", {}).get(notation)  # where no words say what is planned
    phrases, bare = _counted(block, classes)
    whole = [p for p in phrases if p.restates is None or not _is_beside(block.doc, p)]
    starts = sorted([*(p.start for p in whole), *(number.start for number, _ in bare), len(block.doc)])
    context = [p for p in (scope.whole(b) for b in scope.before(block, 4)) if " ".join(p.text.split()) == title]

    def told(start: int, end: int, slots: Slots) -> Claim:
        first = block.doc[start].idx
        evidence = [scope.passage(block, first, first + len(block.doc[start:end].text.rstrip(" ,;")))]
        return make("Activity", "line/beneficiaries", 0.7, evidence, {**about, **slots}, context)

    deeds = {id(p): _deed(scope, block.doc[p.end : _shared_end(block.doc, p, starts)]) for p in whole}
    for phrase in whole:
        limit = _end(phrase.start, starts)
        code, item = deeds[id(phrase)]
        if phrase.parent is not None and phrase.sex is not None and code is None:
            continue  # told with those of whom they are a part
        groups = group_terms(scope, _groups(block.doc[phrase.start : limit], phrase))
        words = f"{phrase.text} {block.doc[phrase.end : limit].text}"
        sexes = [(p.sex, p.quantity) for p in phrase.parts if p.sex and deeds.get(id(p), (None, None))[0] is None]
        slots: Slots = {sex: scope.number(quantity, text_of(block.doc)) for sex, quantity in sexes}
        is_deed = _is_deed(scope, phrase)
        slots |= {"population": list(groups)} | _numbers(scope, block.doc, phrase, is_deed=is_deed)
        label = code or activity_label(scope, words) or activity_label(scope, title) or by_sector
        if "quantity" in slots or is_deed:
            slots["item"] = Text(phrase.text)
        else:
            named = item or _item(scope, words) or _item(scope, title)
            slots["item"] = Text(named or str(scope.patterns("activities")["help_noun"]))
        yield told(phrase.start, limit, {**slots, "activityType": typed(scope, label)})
    for number, quantity in bare:
        limit = _end(number.start, starts)
        item = block.doc[number.end + 1 : limit].text.strip(" ,;.").removesuffix(" and").rstrip(" ,")
        slots = {"reached": scope.number(quantity, text_of(block.doc)), "item": Text(item)}
        yield told(number.start, limit, {**slots, "activityType": typed(scope, activity_label(scope, item))})


def _sheet_title(scope: Scope, block: AnnotatedBlock) -> str:
    """The title of the project whose sheet the line stands in, or of the part of an appeal."""
    sheet = sheet_of(scope, block)
    if sheet is not None and sheet.title is not None:
        return sheet.title.text
    section = tuple(block.block.section)
    return section[-1] if section in scope.planned else ""


def _counted(block: AnnotatedBlock, classes: Classes) -> tuple[list[Phrase], list[tuple[Span, Quantity]]]:
    """The phrases of the line, and its numbers that only say what for: `1,500 for temporary employment`."""
    phrases: list[Phrase] = []
    bare: list[tuple[Span, Quantity]] = []
    for sentence in sentences_of(block.doc):
        found = [
            p
            for p in phrases_of(sentence, classes)
            if p.kind in {PEOPLE, HOUSEHOLDS, THINGS} and block.doc[p.number.end : p.number.end + 1].text != "for"
        ]
        taken = {p.number.start for p in found}
        bare += [
            (span, quantity)
            for span, quantity in quantities_in(sentence)
            if span.start not in taken and span.end + 1 < sentence.end and block.doc[span.end].lower_ == "for"
        ]
        phrases += found
    return phrases, bare


def _numbers(scope: Scope, doc: Doc, phrase: Phrase, *, is_deed: bool) -> Slots:
    """The numbers of a phrase: its own, and that of the same people in another unit (`90 families (400 people)`)."""
    text = text_of(doc)
    if phrase.kind == THINGS and not is_deed:
        return {"quantity": scope.number(phrase.quantity, text)}
    slots: Slots = {
        "households" if other.kind == HOUSEHOLDS else "reached": scope.number(other.quantity, text)
        for other in (phrase, *(p for p in phrase.also if _is_beside(doc, p)))
    }
    return slots


def _is_beside(doc: Doc, phrase: Phrase) -> bool:
    """Whether a phrase that restates another stands in a bracket or behind `i.e.`, and not in a list with it."""
    return doc[max(0, phrase.start - 2) : phrase.start].text.endswith(("(", "i.e.", "or", "some", "about"))


def _is_deed(scope: Scope, phrase: Phrase) -> bool:
    """Whether what a number stands before is what its people get, and no thing: `2,000 voluntary return`."""
    singular = phrase.head.tag_ in {"NN", "NNP"} and phrase.quantity.value > 1
    return phrase.kind == THINGS and singular and activity_label(scope, phrase.text) is not None


def _end(begin: int, starts: Sequence[int]) -> int:
    """Where the next number begins behind a token."""
    return next(at for at in starts if at > begin)


def _shared_end(doc: Doc, phrase: Phrase, starts: Sequence[int]) -> int:
    """Up to where words tell of a phrase, also those behind the next: `40 nurses and 20 midwives trained`."""
    end, limit = phrase.end, _end(phrase.start, starts)
    while limit < len(doc) and doc[limit - 1].lower_ in {"and", "&"} and _is_joined(doc, end, limit):
        limit = _end(limit, starts)
        end = limit  # of three in a row only two share their words
    return limit


def _is_joined(doc: Doc, begin: int, end: int) -> bool:
    return all(token.lower_ in _BETWEEN for token in doc[begin:end])


def _deed(scope: Scope, span: Span) -> tuple[str | None, str | None]:
    """The activity type of the first participle that says what is done with those counted, and its noun."""
    deeds: Mapping[str, Sequence[str]] = scope.patterns("served").get("deeds", {})
    nouns: Mapping[str, str] = scope.patterns("served").get("noun", {})
    for token in span:
        code = next((code for code, words in deeds.items() if token.lower_ in words), None)
        if code is not None:
            return code, nouns.get(code)
    return None, None


def _sector(scope: Scope, title: str) -> Term | None:
    """The sector that the title of the project names."""
    found = scope.labels("Sector").inside(title)
    return Term(found[0].iri) if found else None


def _places(scope: Scope, block: AnnotatedBlock, title: str) -> list[Value]:
    """Where the project is: a line of it says so, or its title; else the country."""
    at = scope.index[id(block)]
    lines = [b for b in scope.document.blocks[max(0, at - _LINES) : at + _LINES] if b.block.lead == block.block.lead]
    for line in lines if title else ():
        if scope.pattern("funding", "sheet_places").match(line.joined.text):
            named = [scope.name_of(m) for m in mentions_in(line.doc[:], *PLACES)]
            if named:
                return list(dict.fromkeys(named))
    titled = [scope.name_of(m) for m in mentions_in(scope.match(title), *PLACES)]
    return [*titled] or ([scope.country] if scope.country else [])


def _groups(span: Span, phrase: Phrase) -> Sequence[str]:
    """The groups of the number's own stretch: `16,000 displaced persons, returnees and hosts`."""
    found = [m.kb_id_ for m in mentions_in(span.doc, "PopulationGroup") if span.start <= m.start < span.end]
    return list(dict.fromkeys([*phrase.groups, *found]))


def _item(scope: Scope, words: str) -> str:
    """The label of an activity inside the words, as printed."""
    doc = scope.match(words)
    labels = mentions_in(doc, "ActivityType")
    return labels[0].text if labels else ""
