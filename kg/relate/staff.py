"""Staff: with how many people an organisation is present."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import AnnotatedBlock, text_of
from kg.model import BlockKind, Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.offices import day_above
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, sentences_of


def staff_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers: `75 National staff`, `International Staff: 14`."""
    if block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE} or scope.publisher is None:
        return
    text = block.joined.text
    # Of a sentence the pair is read as one: `32 international and 246 national staff`.
    pairs = [m.span() for m in scope.pattern("offices", "staff_pair").finditer(text)] if block.prose else []
    for key in ("staff_before", "staff_after"):
        for match in scope.pattern("offices", key).finditer(text):
            printed = match.groupdict().get("alone") or match.group("value")
            quantity = next(iter(scope.numbers(printed)), None)
            if (
                quantity is None
                or any(begin <= match.start() < end for begin, end in pairs)
                or _tells_more(scope, block)
                or not _is_about_staff(scope, block, text[: match.start()])
            ):
                continue
            evidence = [scope.whole(block)] if len(text) < 120 else [scope.passage(block, match.start(), match.end())]
            slots: Slots = {
                "organization": _owner(scope, block, match.start()),
                "kind": Text(_kind(match.group("kind"))),
                "value": scope.number(quantity, printed),
                "date": day_above(scope, block),
            }
            yield make("StaffCount", "label/staff", 0.93, evidence, slots)


def _kind(words: str) -> str:
    """A kind of staff as it is compared: in small letters, but for a name."""
    return words if words[:2].isupper() and not words.isupper() else words.casefold()


def staff_line_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff in a line of its own: `Number of staff: 96`, or a kind of it below a heading: `National: 96`."""
    text, headings = block.joined.text, scope.headings(block.block)[:1]
    line = scope.pattern("offices", "staff_line").fullmatch(text)
    if any(scope.pattern("offices", "staff_heading").match(words) for words in headings):
        line = line or scope.pattern("offices", "kind_line").fullmatch(text)
    quantity = next(iter(scope.numbers(line.group("value"))), None) if line else None
    if line is None or quantity is None or scope.publisher is None:
        return
    told = line.groupdict()
    counted = [(told.get("kind"), told["value"]), (told.get("part_kind"), told.get("part"))]
    for kind, printed in [*counted, (told.get("other_kind"), told.get("other"))]:
        number = next(iter(scope.numbers(printed)), None) if printed else None
        if number is None or printed is None:
            continue
        slots: Slots = {
            "organization": scope.publisher,
            "kind": Text(kind.casefold()) if kind else None,
            "value": scope.number(number, printed),
            "date": day_above(scope, block),
        }
        yield make("StaffCount", "line/staff", 0.9, [scope.whole(block)], slots)


def _owner(scope: Scope, block: AnnotatedBlock, at: int) -> Name | None:
    """Whose staff it is: that of the sentence's subject, else the publisher's."""
    for sentence in sentences_of(block.doc) if block.prose else ():
        if sentence.start_char <= at < sentence.end_char:
            organizations = mentions_in(sentence, *scope.organizations)
            # Also where it only tells which office is meant: `WFP Chad employs 90 people`.
            subjects = [m for m in organizations if "nsubj" in {m.root.dep_, m.root.head.dep_}]
            return scope.name_of(subjects[0]) if subjects else scope.publisher
    return scope.publisher


def _is_about_staff(scope: Scope, block: AnnotatedBlock, before: str) -> bool:
    """Whether a block is short, or says that it counts staff."""
    if block.block.kind is not BlockKind.PARAGRAPH or len(block.joined.text.split()) <= 12:
        return True
    return bool(scope.pattern("offices", "staff_topic").search(before + " ".join(block.block.section)))


def staff_sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers in sentences: `employed 612 people, 489 of them nationals`, `372 national and 31 local staff`."""
    if not block.prose or scope.publisher is None:
        return
    for sentence in sentences_of(block.doc):
        counted = _counted_staff(scope, text_of(sentence))
        if not counted:
            continue
        dates = [d.period for d in scope.dates(text_of(sentence)) if d.precision in {"day", "month"}]
        owner = _owner(scope, block, sentence.start_char)
        for printed, kind in counted:
            quantity = next(iter(scope.numbers(printed)), None)
            if quantity is None:
                continue
            slots: Slots = {
                "organization": owner,
                "kind": Text(kind.casefold()) if kind else None,
                "value": scope.number(quantity, printed),
                "date": dates[0] if dates else None,
            }
            yield make("StaffCount", "sentence/staff", 0.85, [scope.sentence(block, sentence)], slots)


def _counted_staff(scope: Scope, text: str) -> list[tuple[str, str | None]]:
    """Numbers of staff as printed, with their kinds: pairs, else a total and a part of it."""
    found: list[tuple[str, str | None]] = []
    for key in ("staff_pair", "staff_split"):
        for match in scope.pattern("offices", key).finditer(text) if not found else ():
            found += [(match.group("value"), match.group("kind")), (match.group("second"), match.group("other"))]
    whole = scope.pattern("offices", "staff_total").search(text)
    if found:
        total = (whole.group("value") or whole.group("first")) if whole else None
        return [(total, None), *found] if total and total not in dict(found) else found
    if whole is not None and (
        scope.pattern("offices", "took_part").search(text[: whole.start()])
        or scope.pattern("offices", "sent_out").search(whole.group())
    ):
        return found
    if whole is not None:
        found.append((whole.group("value") or whole.group("first"), None))
        part = scope.pattern("offices", "staff_part").search(text[whole.end() :])
        if part is not None:
            found.append((part.group("value") or part.group("first"), part.group("kind") or part.group("other")))
    return found


def _tells_more(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether the block says what was done with the staff, not how many there are."""
    counting = scope.words("offices", "staff_verbs")
    return block.prose and any(t.pos_ == "VERB" and t.lemma_.lower() not in counting for t in block.doc)
