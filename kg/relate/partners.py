"""Lists of partners: `Implementing partners: A, B, C`, or the names under a heading `Partners`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Passage
from kg.relate.expressions import Expression
from kg.relate.facts import Slots, make
from kg.relate.printed import printed_lines
from kg.relate.prose.listed import listed
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_BETWEEN = re.compile(r"\s*[,;|•·]\s*(?:and\s+)?(?:the\s+)?|\s+(?:and|&)\s+(?:the\s+)?(?=[A-Z])|\s*\n\s*")
_AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?(?=[A-Z]|$)")
_SIGN = re.compile(r"[,;|•·\n]")
_JOINING = frozenset("of for and in the on to with de des du la le les et del y pour sans".split())
_ACRONYM = re.compile(r"[A-Z]{3,9}")
_NAME_WORDS, _TITLE_WORDS = 8, 12  # of a name at most, and of one whose words all begin with a capital
_KIND_LINES = 6  # with a kind of partners each, at most
_KIND_LENGTH = 60  # characters of a kind of partners, at most
_KNOWN_SHARE = 0.25  # of the names are organisations that the ontology or the report knows


def partner_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """A partnership for each name of a list of partners; nothing for any other block."""
    yield from _headed(scope, block)
    names, owner = _listed(scope, block)
    whole = scope.publisher if owner is None else owner
    for name, begin, end in names:
        if whole is None or name.text == whole.text:
            continue
        of_body = whole.cls == "CoordinationBody"
        organization, partner = (name, whole) if of_body else (whole, name)
        short = len(block.joined.text) <= 300
        evidence = [scope.whole(block) if short else scope.passage(block, begin, end)]
        yield make("Partnership", "list/partners", 0.8, evidence, {"organization": organization, "partner": partner})


def _headed(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Who leads the body that a heading names: `Shelter Cluster (lead: IFRC; co-lead: UNHCR)`."""
    text = block.joined.text
    led = block.block.kind is BlockKind.HEADING and scope.pattern("partnerships", "heads_led").search(text)
    if not led:
        return
    doc = scope.document.reader.parse_beside(text, block.doc)
    for body in mentions_in(doc, "CoordinationBody"):
        by = scope.pattern("partnerships", "led_by").match(text, body.end_char)
        while by is not None:
            leaders, end = listed(scope, doc[:], by.end(), scope.pattern("partnerships", "any_name"))
            for leader in leaders:
                slots: Slots = {"organization": leader, "partner": scope.name_of(body)}
                yield make("Partnership", "heading/leads", 0.75, [scope.whole(block)], slots)
            by = scope.pattern("partnerships", "also_led_by").match(text, end) if leaders else None


def partner_line_claims(scope: Scope) -> Iterator[Claim]:
    """A partnership for each name that has a line of its own below a heading `Partners`."""
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    heading = scope.pattern("partnerships", "list_heading")
    for i, head in enumerate(blocks):
        if head.block.kind is BlockKind.TABLE or not heading.fullmatch(head.joined.text.strip()):
            continue
        yield from _of_kinds(scope, blocks[i + 1 : i + 1 + _KIND_LINES])
        below = blocks[i + 1 :]
        names = list(_name_lines(scope, below))
        known = sum(name.ref is not None for name, _ in names)
        # Who stands under a kind of partners is one of them, whoever it is.
        sure = bool(below) and _is_kind(scope, below[0].joined.text)
        if scope.publisher is None or not (
            sure or (known + (len(names) > 2) >= 2 and known >= _KNOWN_SHARE * len(names))
        ):
            continue
        for name, passage in names:
            if name.text != scope.publisher.text:
                slots = {"organization": scope.publisher, "partner": name}
                yield make("Partnership", "list/partners", 0.8, [passage], slots)


def _is_kind(scope: Scope, words: str) -> bool:
    """Whether words are a kind of partners and nothing else, as those above a part of a list: `National NGOs`."""
    if len(words) > _KIND_LENGTH:
        return False
    return any(
        expression.fullmatch(text) is not None
        for expression, text in (
            (scope.pattern("partnerships", "kind_label"), f"{words.strip().rstrip(':')}:"),
            (scope.pattern("partnerships", "list_heading"), words.strip()),
        )
    )


def _of_kinds(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[Claim]:
    """A partnership for each name of lines with a label of a kind of partners each: `NGOs: Oxfam, Caritas`."""
    for block in blocks:
        text = block.joined.text
        label = scope.pattern("partnerships", "kind_label").match(text)
        if block.block.kind not in _KINDS or label is None or not text[: label.end()].rstrip().endswith(":"):
            return
        if lists_partners(scope, block):
            continue  # read by itself
        for name, begin, end in _names(scope, text, 0, len(text)):
            if scope.publisher and name.text != scope.publisher.text:
                slots: Slots = {"organization": scope.publisher, "partner": name}
                yield make("Partnership", "list/partners", 0.8, [scope.passage(block, begin, end)], slots)


def _name_lines(scope: Scope, blocks: Sequence[AnnotatedBlock]) -> Iterator[tuple[Name, Passage]]:
    """The names in lines of their own that blocks begin with."""
    text = scope.document.source.text
    for block in blocks:
        if block.block.kind not in _KINDS:
            return
        at = block.block.begin
        for line in text[at : block.block.end].splitlines(keepends=True):
            words = line.strip(" \t\r\n•·■●▪-–.*_")
            begin = at + line.find(words)
            at += len(line)
            if not words or _is_kind(scope, words):
                continue
            bare = re.sub(r"\s*\([^()]*\)$", "", words)
            if not is_written_as_name(bare) or len(bare.split()) > _TITLE_WORDS or re.search(r"[,;|]", bare):
                return
            name = _name(scope, bare)
            if name.ref is None and (block.block.kind is BlockKind.HEADING or re.search(r"\d{3}|:", bare)):
                return
            yield name, scope.document.source.passage(begin, begin + len(words))


def lists_partners(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a block is a list of partners."""
    return bool(_listed(scope, block)[0])


def _listed(scope: Scope, block: AnnotatedBlock) -> tuple[list[tuple[Name, int, int]], Name | None]:
    """The names of a list of partners with their characters, and whose partners they are; none for any other block."""
    text = block.joined.text
    if block.block.kind not in _KINDS:
        return [], None
    label = scope.pattern("partnerships", "joint_label").match(text)
    if label is None and "partner" not in (text + " ".join(block.block.section[-1:])).casefold():
        return [], None
    label = label or scope.pattern("partnerships", "list_label").match(text)
    headed = bool(block.block.section) and scope.pattern("partnerships", "list_heading").fullmatch(
        block.block.section[-1].strip()
    )
    if label is None and not headed:
        return [], None
    begin = label.end() if label else 0
    found = _names(scope, text, begin, len(text))
    if not found and label and len(block.block.lines) > 1:
        # What follows a list of one line may be run into it.
        found = _names(scope, text, begin, len(next(printed_lines(scope, block)).text))
    if not found:
        return [], None
    whose = label.groupdict().get("whose") if label else None
    owner = _name(scope, whose) if whose else None
    named = owner is not None and (owner.ref is not None or whose in scope.document.report.names.organizations)
    return found, owner if named else None


def _names(scope: Scope, text: str, first: int, last: int) -> list[tuple[Name, int, int]]:
    """The names that a stretch of text lists, with their characters; none where it does anything else."""
    kind = scope.pattern("partnerships", "kind_label")
    giver = scope.pattern("partnerships", "giver_label")
    found: list[tuple[Name, int, int]] = []
    known = 0
    whole = _whole(scope, text, list(_pieces(text[:last], first, kind)))
    pieces = [part for begin, end in whole for part in _parted(scope, text, begin, end)]
    for begin, end in pieces:
        if giver.match(text, begin):
            break  # those who give are no partners
        of_kind = kind.match(text, begin)
        at = of_kind.end() if of_kind else begin
        words = re.sub(r"\s*\([^()]*\)\s*$", "", text[at:end]).strip(" .:")
        if not words:
            continue
        titled = is_written_as_name(words)
        longest = _TITLE_WORDS if titled else _NAME_WORDS
        if len(words.split()) > longest or not words[0].isupper() or re.search(r"\d{3}|[a-z]\.\s", words):
            return []  # a sentence, no list
        name = _name(scope, words)
        acronym = _ACRONYM.fullmatch(words) and not scope.labels("Sector").inside(words)
        sure = bool(acronym) or name.ref is not None or words in scope.document.report.names.organizations
        known += sure
        if sure or titled:
            found.append((name, at, end))
    return found if len(found) > 1 and known >= _KNOWN_SHARE * len(found) else []


def _pieces(text: str, begin: int, kind: Expression) -> Iterator[tuple[int, int]]:
    """What stands between the signs of a list, from a character on; a label of a kind of partners begins anew."""
    found = list(_BETWEEN.finditer(text, begin))
    signs = [m.start() for m in found if _SIGN.search(m.group())]
    # In a list of signs only the last are parted by `and`: `Doctors and Nurses for All, Water Aid, Oxfam and Caritas`.
    cuts = {(m.start(), m.end()) for m in found if not signs or _SIGN.search(m.group()) or m.start() > signs[-1]}
    cuts |= {(m.start(), m.start()) for m in kind.finditer(text, begin)}
    at = begin
    for start, stop in sorted(cuts):
        if start >= at:
            yield at, start
            at = stop
    yield at, len(text)


def _whole(scope: Scope, text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces of a list, with the two sides of `and` as one where they are a name: `Ministry of Interior and Towns`."""
    found: list[tuple[int, int]] = []
    for begin, end in pieces:
        words = text[begin:end].strip(" .")
        joined = found and _AND.fullmatch(text, found[-1][1], begin) is not None
        known = scope.entity_named(words) is not None or _ACRONYM.fullmatch(words) is not None
        whole = joined and scope.entity_named(text[found[-1][0] : end].strip(" .")) is not None
        body = joined and scope.pattern("donors", "bodies_of").match(text, found[-1][0], found[-1][1])
        if whole or (body and not known):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _parted(scope: Scope, text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A piece of a list, or the two names in it that `and` joins, where both are known: `UNICEF and WFP, Oxfam`."""
    joint = _AND.search(text, begin, end)
    if joint is None or scope.entity_named(text[begin:end].strip()) is not None:
        return [(begin, end)]
    both = [(begin, joint.start()), (joint.end(), end)]
    first, second = (scope.entity_named(re.sub(r"\s*\([^()]*\)\s*$", "", text[b:e]).strip(" .")) for b, e in both)
    body = first or scope.pattern("donors", "bodies_of").match(text, begin, joint.start())
    return both if second and body else [(begin, end)]


def is_written_as_name(words: str) -> bool:
    """Whether all words begin with a capital but those that join others: `People in Need`, not `Local communities`."""
    return all(not w[0].isalpha() or w[0].isupper() or w.lower() in _JOINING for w in words.split())


def _name(scope: Scope, words: str) -> Name:
    term = scope.entity_named(words)
    return Name(term.label, term.cls, term.iri) if term else scope.name(words, "Organization")
