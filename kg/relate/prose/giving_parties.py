"""The parties that a sentence about giving names: donors, lists of them, and who thanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Name
from kg.relate.donors.names import is_sure, names_in
from kg.relate.givers import donor_name, government
from kg.relate.partners import is_written_as_name
from kg.relate.prose.drafts import Sentence
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_MONEY_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)")
_OWN = re.compile(r"\bown\b")  # `IOM's own funds`
# Behind the name that it stands for.
_ACRONYM = re.compile(r"\s*\([A-Z][\w/-]{1,9}\)")


def tells_kind(scope: Scope, mention: Span) -> bool:
    """Whether a name only tells of what kind others are."""
    return scope.pattern("parties", "kind").match(text_of(mention.doc)[mention.end_char :]) is not None


def bodies_in(scope: Scope, span: Span) -> list[Span]:
    """The organisations of a sentence, without names that only tell of what kind others are: `to UN agencies`."""
    return [m for m in mentions_in(span, *scope.organizations) if not tells_kind(scope, m)]


def parties_in(scope: Scope, span: Span) -> list[Span]:
    """The organisations and states of a sentence."""
    return mentions_in(span, "Country", "Demonym", *scope.organizations)


def donors_from(
    scope: Scope, span: Span, start: int, money: Sequence[tuple[Span, Quantity]]
) -> Iterator[tuple[Name, Quantity | None]]:
    """The list of donors that begins at a character, each with the amount that stands right behind it."""
    last: int | None = None
    text = text_of(span.doc)
    mentions = [m for m in parties_in(scope, span) if m.start_char >= start]
    for i, mention in enumerate(mentions):
        gap = text[last if last is not None else start : mention.start_char]
        if last is not None and _ACRONYM.fullmatch(gap + text[mention.start_char : mention.end_char + 1]):
            last = mention.end_char + 1
            continue
        private = scope.pattern("donors", "private_in").search(gap)
        if private is not None:
            gap = gap[: private.start()]
        bare = scope.pattern("giving", "government").sub("", gap)
        if (last is None and bare.strip(" the")) or (
            last is not None and not scope.pattern("giving", "between").fullmatch(bare)
        ):
            return
        if last is not None and "and" not in bare and _acts(mention):
            return  # a clause begins: `with funds from A, B built`
        limit = mentions[i + 1].start_char if i + 1 < len(mentions) else span.end_char
        amount = next(
            (
                (s, q)
                for s, q in money
                if mention.end_char <= s.start_char < limit
                and scope.pattern("giving", "gave").fullmatch(text[mention.end_char : s.start_char])
            ),
            None,
        )
        last = amount[0].end_char if amount else mention.end_char
        if last < len(text) and text[last] == ")":
            last += 1
        donor = donor_of(scope, mention)
        if private is not None:
            donor = donor_name(scope, f"{private.group()} {mention.text}") or donor
        if scope.publisher is None or donor.text != scope.publisher.text:
            yield donor, amount[1] if amount else None


def _acts(mention: Span) -> bool:
    """Whether a party does what the verb right behind it says."""
    following = mention.doc[mention.end] if mention.end < len(mention.doc) else None
    return mention.root.dep_ in {"nsubj", "nsubjpass"} and following is not None and following.pos_ in {"VERB", "AUX"}


def donor_of(scope: Scope, mention: Span) -> Name:
    """The donor that a mention names: for a state its government."""
    if mention.label_ in {"Country", "Demonym"}:
        return government(scope, mention.kb_id_, mention.text)
    return donor_name(scope, mention.text) or scope.name_of(mention)


def list_before(scope: Scope, span: Span, end: int) -> list[Span]:
    """The list of parties that ends right before a character, in order."""
    found: list[Span] = []
    text, start = text_of(span.doc), end
    for mention in reversed(parties_in(scope, span)):
        gap = _MONEY_IN_BRACKETS.sub("", text[mention.end_char : start]) if mention.end_char <= start else ""
        gap = scope.pattern("giving", "government").sub("", gap)
        gap = scope.pattern("donors", "private_in").sub("", gap)
        if mention.end_char > start:
            continue
        if gap.strip() if not found else not scope.pattern("giving", "between").fullmatch(gap):
            break
        found.insert(0, mention)
        start = mention.start_char
    return found


def listed_behind(sentence: Sentence, match: re.Match[str]) -> list[tuple[Name, Quantity | None]]:
    """The givers of a list behind a colon that does nothing but name them, also those that no vocabulary holds."""
    scope, span = sentence.scope, sentence.span
    if ":" not in match.group():
        return []
    names = names_in(scope, text_of(span.doc), span.start_char + match.end(), span.end_char)
    sure = sum(is_sure(scope, name) for *_, name in names)
    all_named = sure > 0 and len(names) > 2 and all(is_written_as_name(name.text) for *_, name in names)
    if sure < max(2, 0.5 * len(names)) and not all_named:
        return []
    return [(name, None) for *_, name in names if scope.publisher is None or name.text != scope.publisher.text]


def listed_with_amounts(
    sentence: Sentence, start: int, money: Sequence[tuple[Span, Quantity]]
) -> list[tuple[Name, Quantity | None]]:
    """The givers of a list from a character on that has their amounts in brackets, also those no vocabulary holds."""
    scope, text, stop = sentence.scope, text_of(sentence.span.doc), sentence.span.end_char
    brackets = list(_MONEY_IN_BRACKETS.finditer(text, start, stop))
    own = {m.start(): q for m in brackets for s, q in money if m.start() < s.start_char < m.end()}
    if len(own) < 2:
        return []
    last = max(m.end() for m in brackets if m.start() in own)
    bare = _MONEY_IN_BRACKETS.sub(lambda m: " " * len(m.group()), text[:stop])
    for end in (stop, last):  # the last of them may have given what nobody says
        names = names_in(scope, bare, start, end)
        sure = (n.ref or n.cls == "PrivateDonors" or is_written_as_name(n.text) for _, at, n in names if at > last)
        if {at for _, at, _ in names} >= own.keys() and all(sure):
            itself = scope.publisher.text if scope.publisher else None
            return [(n, own.get(at)) for _, at, n in names if n.text != itself and not _OWN.search(n.text)]
    return []


def thanking(scope: Scope, span: Span) -> Name | None:
    """The organisation at the head of a sentence that thanks for what it was given."""
    first = next((m for m in bodies_in(scope, span) if m.start <= span.start + 1), None)
    thanks = first and scope.pattern("giving", "thanking").match(text_of(span.doc), first.end_char, span.end_char)
    return scope.name_of(first) if first is not None and thanks else None


def labelling_giver(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> tuple[Name, Name | None] | None:
    """The giver that labels a line with its amount, and through whom it gave: `X: grant of USD 2 million through Y`.

    A line without a word for a gift (`Norway: NOK 3 million for relief`) must stand under a title that tells of gifts.
    """
    scope, text = sentence.scope, text_of(sentence.span.doc)
    first = next(iter(parties_in(scope, sentence.span)), None) if len(money) == 1 else None
    if first is None or first.start > sentence.span.start + 1:
        return None
    span, end = money[0][0], sentence.span.end_char
    label = scope.pattern("giving", "labelled").match(text, first.end_char, span.end_char)
    if label is None or text[label.end() : span.start_char].strip() or label.end() > span.start_char + 1:
        return None
    titles = (scope.pattern("giving", "gifts_below").search(words) for words in sentence.block.block.section[-1:])
    under = first.label_ in {"Country", "Demonym", "Fund"} and any(titles)
    if label.group("gift") is None and not (
        under and scope.pattern("giving", "labelled_for").match(text, span.end_char, end)
    ):
        return None
    through = scope.pattern("giving", "labelled_through").match(text, span.end_char, end)
    to = next((m for m in bodies_in(scope, sentence.span) if through and m.start_char == through.end()), None)
    return donor_of(scope, first), scope.name_of(to) if to is not None else None
