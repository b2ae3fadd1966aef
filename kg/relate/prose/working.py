"""Who works with whom, where no activity of the sentence already says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Claim, Name, Passage, Period
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.joint import LIST, each_other
from kg.relate.prose.leadins import names_doers
from kg.relate.prose.listed import introduced, listed
from kg.relate.prose.nouns import noun_above
from kg.relate.prose.places import places_of
from kg.relate.prose.recorded import recording_parties
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, PLACES, dates_in, mentions_in

_LABEL = 6  # tokens of the label of an item with its colon
# Before a place of those who work together, and before that for whose partners it is.
_LOCATING = re.compile(
    r"\b(?:[Ii]n|[Aa]cross)\s+(?:the\s+)?(?:(?:districts?|provinces?|regions?|states?|count(?:y|ies))\s+of\s+)?$"
)
_WITH = re.compile(r"\bwith\s+(?:the\s+)?$")
_OF_PARTNERS = re.compile(r"\bpartners?\s+$")
_NEAR = 40  # characters behind `partner of` in which its owner stands


def partnership_claims(sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Claim]:
    """Partnerships that a sentence states."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span)
    if names_doers(sentence):
        return  # the items below have them
    several = set()  # bodies that a phrase names together, whose last one may be taken for a name: `Nutrition Clusters`
    for partner, at in _clusters(scope, span):
        several.add(f"{partner.text}s")
        subject = _subject(sentence, at)
        if subject is not None and scope.pattern("partnerships", "belongs").search(text):
            yield _claim(sentence, subject, partner)
    said = {v.text for d in drafts for v in _names(d)} | several
    pairs = {(leader.text, body.text): (leader, body) for leader, body in _led_bodies(sentence)}
    pairs = {key: pair for key, pair in pairs.items() if pair[1].text not in several}
    led = [(leader, body) for leader, body in pairs.values() if body.text not in said]
    for leader, body in led:
        _no_partner(drafts, leader, body)
        yield _claim(sentence, leader, body)
    said |= {body.text for _, body in led}
    for leader, body in _with_lead(sentence):
        _no_partner(drafts, leader, body)
        yield _claim(sentence, leader, body)
    if not drafts and any(span.start <= number < span.end for number in sentence.taken):
        # Incidents and figures have no partner of their own: `collected through X's partner Y`.
        parties = recording_parties(sentence)
        for partner in parties.partners if parties.actors else ():
            said.add(partner.text)
            yield _of_counted(sentence, parties.actors[0], partner)
    for subject, partner in each_other(sentence) if not (drafts or led) else ():
        if partner.text not in said:
            said.add(partner.text)
            yield _claim(sentence, subject, partner)
    for subject, partner in (*_owned(sentence), *_helped(sentence)) if not drafts else ():
        if partner.text not in said:
            said.add(partner.text)
            yield _claim(sentence, subject, partner)
    yield from _worked_with(sentence, drafts, said - {body.text for _, body in led}, pairs.keys())


def _owned(sentence: Sentence) -> Iterator[tuple[Name, Name]]:
    """Those who are said to be partners of another: `X is the main partner of Y`, `X and Y are its partners`."""
    scope, span = sentence.scope, sentence.span
    match = scope.pattern("partnerships", "is_partner").search(text_of(span))
    if match is None:
        return
    at = span.start_char + match.start()
    named = mentions_in(span, *scope.organizations)
    owners = [m for m in named if m.start_char >= at and m.start_char < span.start_char + match.end() + _NEAR]
    owner = scope.name_of(owners[0]) if owners else scope.publisher if match.group("own") else None
    before = [m for m in named if m.end_char <= at]
    text, end = text_of(span.doc), at
    while before and owner is not None:
        gap = text[before[-1].end_char : end]
        if not (LIST.fullmatch(gap) or (end == at and not re.search(r"[.;:]|\b(?:and|of|with|by)\b", gap))):
            break
        if (partner := scope.name_of(before[-1])) != owner:
            yield owner, partner
        end = before.pop().start_char


def _helped(sentence: Sentence) -> Iterator[tuple[Name, Name]]:
    """Those whom another is said to help: `X supports Y`, `X is assisting Y and Z`."""
    scope, verbs = sentence.scope, sentence.scope.words("parties", "supporting")
    for mention in mentions_in(sentence.span, *scope.organizations):
        noun = noun_above(mention.root, "conj", "appos")
        verb = noun.head
        told = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
        said = noun.dep_ == "dobj" and any(c.dep_ == "nsubj" for v in told for c in v.children)
        if not said or verb.lemma_.lower() not in verbs or verb.dep_ in {"relcl", "acl"}:
            continue
        subject = _subject(sentence, mention.start_char)
        if subject is not None and subject != scope.name_of(mention) and not _is_kind(scope, mention):
            yield subject, scope.name_of(mention)


def _is_kind(scope: Scope, mention: Span) -> bool:
    """Whether a name only tells of what kind those behind it are: `UN agencies`."""
    behind = text_of(mention.doc)[mention.end_char :]
    return scope.pattern("partnerships", "kind_of").match(behind) is not None


def _worked_with(
    sentence: Sentence, drafts: Sequence[Draft], said: set[str], led: Collection[tuple[str, str]]
) -> Iterator[Claim]:
    """Partnerships with the organisations of lists behind words for working together, without those already `said`.

    Args:
        sentence: that tells them.
        drafts: the activities that it tells.
        said: the partners that have been told.
        led: who leads which body, as far as that has been told.
    """
    scope, span = sentence.scope, sentence.span
    text, whole, origin = text_of(span), text_of(span.doc), span.start_char
    for pattern in scope.alternatives("partnerships", "with"):
        for match in pattern.finditer(text):
            subject = _subject(sentence, origin + match.start())
            found, end = listed(scope, span, origin + match.end(), introduced(scope, match.group()))
            givers = scope.pattern("partnerships", "givers")
            if givers.search(text, max(0, match.start() - _NEAR), match.end()) or givers.match(text, match.end()):
                continue
            # `works with X to map the wells` tells an activity, which has the partner.
            purpose = scope.pattern("partnerships", "purpose").match(whole[end : span.end_char])
            if subject is None or (purpose and drafts):
                continue
            leads = scope.pattern("partnerships", "leads").match(match.group()) is not None
            subjects = _beside(sentence, origin + match.start(), subject) if leads else [subject]
            # What others lead further on in the list is theirs: `X leads the Y cluster; the Z cluster is led by W`.
            further = {body for _, body in led} & {n.text for n in found[1:]}
            partners = [n for n in found if n.text not in {*said, *further, *(s.text for s in subjects)}]
            if scope.pattern("partnerships", "beside").match(match.group()):
                if drafts:
                    _join(drafts, partners)
                if drafts or _is_done(sentence, origin + match.start()):
                    continue
            if drafts and scope.pattern("partnerships", "works").match(match.group()):
                _join([d for d in drafts if d.slots.get("actor") in {None, subject}], partners)
                continue
            said |= {partner.text for partner in partners}
            for partner in partners:
                for one in subjects:
                    if {(one.text, partner.text), (partner.text, one.text)} & {*led}:
                        continue
                    passage = sentence.around(origin + match.start(), end)
                    first, second = (partner, one) if _leads(scope, match.group(), one) else (one, partner)
                    names = (origin + match.end(), end)
                    yield _claim(sentence, first, second, _date(sentence, end), passage, names)


def _leads(scope: Scope, words: str, subject: Name) -> bool:
    """Whether those behind some words lead the body that is their subject: `the Y cluster, under the lead of X`."""
    of_body = subject.cls == "CoordinationBody" or scope.pattern("parties", "bodies").search(subject.text)
    return bool(of_body and scope.pattern("partnerships", "led_under").match(words))


def _join(drafts: Sequence[Draft], partners: Sequence[Name]) -> None:
    """Make organisations the partners of the activities that have none."""
    for draft in drafts:
        actor = draft.slots.get("actor")
        if not draft.slots.get("partner"):
            payers = draft.slots.get("funder")
            paying = payers if isinstance(payers, list) else [payers]
            draft.slots["partner"] = [p for p in partners if p != actor and p not in paying]


def _no_partner(drafts: Sequence[Draft], leader: Name, body: Name) -> None:
    """Take one who only leads the body that acts from the partners: `the X cluster, led by Y, distributed`."""
    for draft in drafts:
        if draft.slots.get("actor") == body:
            draft.slots["partner"] = [p for p in _names(draft) if p != leader]


def _is_done(sentence: Sentence, at: int) -> bool:
    """Whether the words at a character tell with whom something was done, which is an activity, read or not."""
    scope, span = sentence.scope, sentence.span
    if scope.pattern("partnerships", "publication").search(text_of(span)):
        return False
    token = next((t for t in span if t.idx <= at < t.idx + len(t) + 1), None)
    while token is not None and token.head.i != token.i and token.pos_ != "VERB":
        token = token.head
    if token is None or token.pos_ != "VERB":
        return False
    while token.lemma_.lower() in sentence.classes.aspect:
        goes_on = next((c for c in token.children if c.dep_ == "xcomp"), None)
        if goes_on is None:
            return False
        token = goes_on
    if token.lemma_.lower() in scope.words("partnerships", "undertaking"):
        return False
    frame = sentence.classes.verbs.get(token.lemma_.lower())
    objects = {c.lemma_.lower() for c in token.children if c.dep_ in {"nsubjpass", "dobj"}}
    if objects & scope.words("partnerships", "undertakings"):
        return False
    # `the road was marked out in cooperation with X`
    undergone = any(c.dep_ == "nsubjpass" for c in token.children)
    return undergone or (
        frame is not None
        and (frame.type or frame.kind == "hold")
        and not scope.pattern("partnerships", "leads").match(token.text)
    )


def _beside(sentence: Sentence, at: int, subject: Name) -> list[Name]:
    """Those who lead together, with the subject among them: `X and Y co-lead the Z cluster`."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    before = [m for m in mentions_in(sentence.span, *scope.organizations) if m.end_char <= at]
    found = [scope.name_of(before[-1])] if before else []
    while len(before) > 1 and LIST.fullmatch(text, before[-2].end_char, before[-1].start_char):
        found.insert(0, scope.name_of(before[-2]))
        before.pop()
    return found if subject in found else [subject]


def _date(sentence: Sentence, end: int) -> Period | None:
    """When they work together: the one time that the words up to the list of partners state."""
    text = text_of(sentence.span.doc)
    # `was there since 2007 and is a member of X`: the time is that of the verb before.
    dates = [
        d.period for s, d in dates_in(sentence.span) if s.end_char <= end and not text.startswith(" and ", s.end_char)
    ]
    return dates[0] if len(dates) == 1 else None


def _of_counted(sentence: Sentence, subject: Name, partner: Name) -> Claim:
    """Who counted something for whom: what, where and when is the figure's."""
    scope, span = sentence.scope, sentence.span
    # The label of an item is a sentence of its own.
    labelled = 0 < span.start <= _LABEL and span.doc[span.start - 1].text == ":"
    opens = 0 if labelled else span.start_char
    label = scope.pattern("partnerships", "work").match(text_of(span.doc), opens, span.end_char)
    slots: Slots = {
        "organization": subject,
        "partner": partner,
        "programme": Name(label.group("name"), "Programme") if label else None,
        "place": list(places_of(scope, span, span.start, span.end, False) or sentence.inherited),
        "date": date_of(scope, sentence.block, span, span.start, span.end, False),
    }
    return make("Partnership", "frame/partnership", 0.7, [sentence.passage], slots)


def _led_bodies(sentence: Sentence) -> Iterator[tuple[Name, Name]]:
    """`the X-led Y cluster`, `the Y cluster, led by X and Z`: who leads, and what."""
    scope, span, text = sentence.scope, sentence.span, text_of(sentence.span.doc)
    mentions = mentions_in(span, *scope.organizations)
    for first, second in pairwise(mentions):
        if scope.pattern("partnerships", "led").fullmatch(text[first.end_char : second.start_char]):
            yield scope.name_of(first), scope.name_of(second)
    for body, behind in _bodies(sentence):
        by = scope.pattern("partnerships", "led_by").match(text, behind, span.end_char)
        while by is not None:
            leaders, end = listed(scope, span, by.end(), scope.pattern("partnerships", "full_name"))
            yield from ((leader, body) for leader in leaders)
            by = scope.pattern("partnerships", "also_led_by").match(text, end, span.end_char) if leaders else None


def _bodies(sentence: Sentence) -> Iterator[tuple[Name, int]]:
    """The bodies that a sentence names, or calls `the cluster` below its heading, and where these words end."""
    scope, span = sentence.scope, sentence.span
    yield from ((scope.name_of(m), m.end_char) for m in mentions_in(span, *scope.organizations) if _is_body(scope, m))
    head = scope.pattern("parties", "body").search(text_of(span)) if sentence.body is not None else None
    if head is not None and sentence.body is not None:
        yield sentence.body, span.start_char + head.end()


def _with_lead(sentence: Sentence) -> Iterator[tuple[Name, Name]]:
    """`the Y cluster, led by X with Z as co-lead`: who leads it beside others, and what."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    if scope.pattern("partnerships", "as_lead").search(text_of(sentence.span)) is None:
        return
    bodies = sorted(_bodies(sentence), key=lambda body: body[1])
    for mention in mentions_in(sentence.span, *scope.organizations):
        whose = next((body for body, end in reversed(bodies) if end < mention.start_char), None)
        if whose is not None and scope.pattern("partnerships", "as_lead").match(text, mention.end_char):
            yield scope.name_of(mention), whose


def _is_body(scope: Scope, mention: Span) -> bool:
    """Whether a name is that of a cluster or the like, also by the acronym that the report gives it."""
    return scope.name_of(mention).cls == "CoordinationBody" or bool(
        scope.pattern("parties", "bodies").search(mention.text)
    )


def _clusters(scope: Scope, span: Span) -> Iterator[tuple[Name, int]]:
    """`the Protection, WASH and Health clusters`: one body each."""
    for match in [
        *scope.pattern("partnerships", "bodies").finditer(text_of(span)),
        *scope.pattern("partnerships", "bodies_of").finditer(text_of(span)),
    ]:
        head = match.group("head").removesuffix("s").lower()
        for item in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+(?:the\s+)?", match.group("list")):
            named = head in scope.words("partnerships", "named_kinds")
            name = f"{item} {head.capitalize() if named else head}"
            term = scope.entity_named(name)
            yield (
                Name(term.label, term.cls, term.iri) if term else Name(name, "CoordinationBody"),
                span.start_char + match.start(),
            )


def _names(draft: Draft) -> list[Name]:
    found = draft.slots.get("partner")
    return [v for v in (found if isinstance(found, list) else []) if isinstance(v, Name)]


def _claim(
    sentence: Sentence,
    subject: Name,
    partner: Name,
    date: Period | None = None,
    passage: Passage | None = None,
    names: tuple[int, int] = (0, 0),
) -> Claim:
    span = sentence.span
    # Also where it only tells which office is meant: `X in Mali works with …`, `X Mali`, `the Mali Y Team`.
    doc = span.doc
    scope, text = sentence.scope, partner.text
    named = mentions_in(span, *scope.organizations)
    ends = {o.end for o in named if scope.name_of(o) in {subject, partner}}
    places = [
        sentence.scope.name_of(m)
        for m in mentions_in(span, "Country")
        if m.start > span.start
        and (
            # Not inside of the list: `Action for X in Chad`.
            (doc[m.start - 1].lower_ == "in" and not names[0] <= m.start_char < names[1])
            # The country in `Green Hands Chad` is none of theirs.
            or (text_of(m) not in text and (m.start in ends or any(m.end == o.start for o in named)))
        )
    ]
    places += [p for p in _where(sentence, named, names) if p not in places]
    # The country that an item begins with: `Chad: co-leads …`.
    first = next(iter(mentions_in(span, "Country")), None)
    if first is not None and first.start == span.start and first.end < span.end and span.doc[first.end].text == ":":
        places.append(sentence.scope.name_of(first))
    subject, partner = _in_order(scope, subject, partner)
    slots: Slots = {"organization": subject, "partner": partner, "place": list(places), "date": date}
    return make("Partnership", "frame/partnership", 0.7, [passage or sentence.passage], slots)


def _in_order(scope: Scope, subject: Name, partner: Name) -> tuple[Name, Name]:
    """The two, the publisher of the report first: others are its partners, whoever is the subject."""
    own = scope.publisher is not None and partner.text == scope.publisher.text
    return (partner, subject) if own and subject.cls != "CoordinationBody" else (subject, partner)


def _where(sentence: Sentence, named: Sequence[Span], names: tuple[int, int]) -> list[Name]:
    """Where they work together, by the places behind `in` that open the sentence or stand beside the list of names.

    `In Gao and Kidal, X works with Y`, `X works with Y in Gao`, `X's partners in Gao are Y and Z`.
    """
    span, text, found = sentence.span, text_of(sentence.span.doc), list[Name]()
    last: Span | None = None
    first = min((m.start_char for m in named), default=span.end_char)
    with_them = _WITH.search(text, span.start_char, names[0]) is not None
    for mention in mentions_in(span, *PLACES):
        listed = last is not None and BETWEEN_NAMES.match(text[last.end_char : mention.start_char])
        led = mention.start > span.start and _LOCATING.search(text, span.start_char, mention.start_char)
        begin = led.start() if led else 0
        opens = begin == span.start_char and mention.end_char <= first
        behind = with_them and not text[names[1] : begin].strip()
        beside = led and (behind or _OF_PARTNERS.search(text, span.start_char, begin))
        inside = any(m.start <= mention.start and mention.end <= m.end for m in named)
        if not inside and (listed or (led and (opens or beside))):
            found.append(sentence.scope.name_of(mention))
            last = mention
        elif not inside:
            last = None
    return found


def _subject(sentence: Sentence, at: int) -> Name | None:
    """Who works with them: the subject of the verb, else the report's publisher unless somebody unnamed is."""
    scope, span = sentence.scope, sentence.span
    organizations = mentions_in(span, *scope.organizations)
    before = [m for m in organizations if m.end_char <= at]
    if point := scope.pattern("partnerships", "pointed").fullmatch(text_of(span.doc)[span.start_char : at]):
        # `X has done so by: • leading …; • working …`
        led = [m for m in before if m.end_char <= span.start_char + point.end("lead")]
        return scope.name_of(led[0]) if led and led[0].start - span.start <= 1 else scope.publisher
    beside = scope.pattern("partnerships", "beside").match(text_of(span.doc), at)
    joins = before and scope.pattern("partnerships", "joins").search(
        text_of(span.doc)[span.start_char : before[-1].start_char]
    )
    if (
        before
        and not (beside or joins)
        and scope.pattern("partnerships", "apposed").fullmatch(text_of(span.doc)[before[-1].end_char : at])
    ):
        return scope.name_of(before[-1])  # `X, a member of the Y cluster, …`
    between = text_of(span.doc)[before[-1].end_char : at] if before else "-"
    # `X chairs the Y cluster along with Z`
    through = beside and len(before) > 1 and _is_body(scope, before[-1])
    # `X co-leads the Y cluster`, `X's main partners are …`
    if (not between.strip() and not through) or scope.pattern("partnerships", "owns").fullmatch(between):
        return scope.name_of(before[-1])
    if scope.pattern("partnerships", "capacity").fullmatch(text_of(span.doc)[span.start_char : at]):
        # `As lead of the Y cluster, X …`
        subjects = [m for m in organizations if m.root.dep_ == "nsubj"] or _behind_comma(scope, organizations, at)
        return scope.name_of(subjects[0]) if subjects else scope.publisher
    subjects = [m for m in before if m.root.dep_ in {"nsubj", "nsubjpass"}]
    if subjects:
        return scope.name_of(subjects[-1])
    subject = _subject_of(sentence, at)
    if subject is None or scope.pattern("partnerships", "own").search(subject.text):
        return scope.publisher
    # `X co-leads` may be read as a compound.
    named = next(
        (m for m in organizations if m.start <= subject.i < m.end or (m.root.head == subject and m.end == subject.i)),
        None,
    )
    if named is not None:
        return scope.name_of(named)
    return scope.publisher if subject.lower_ in {"it", "we", "they"} else None


def _behind_comma(scope: Scope, organizations: Sequence[Span], at: int) -> list[Span]:
    """The last organisation behind a comma, if it is no body of others: `As lead of the Y cluster, X …`."""
    behind = [m for m in organizations if m.start_char > at and m.start > 1 and not _is_body(scope, m)]
    return [m for m in behind[-1:] if "," in (m.doc[m.start - 1].text, m.doc[m.start - 2].text)]


def _subject_of(sentence: Sentence, at: int) -> Token | None:
    """The subject of the clause that a character stands in, if the character is not inside it."""
    span = sentence.span
    token = next((t for t in span if t.idx <= at < t.idx + len(t) + 1), None)
    for _ in range(10):
        if token is None:
            return None
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            inside = subject.left_edge.idx <= at <= subject.right_edge.idx
            label = ":" in text_of(span.doc)[subject.idx : at]  # `Chad: leads …`
            return None if inside or label else subject
        token = token.head if token.head.i != token.i else None
    return None
