"""Shares of people or things that did, have or undergo something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim, Period
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import in_bracket, measurement, named, places_near, role_beside, year_near
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.places import places_of
from kg.relate.spans import dates_in, mentions_in, quantities_in, sentences_of
from kg.relate.verbs import heads_clause

_THOSE = frozenset({"them", "these", "those", "whom", "which"})
_TELLS = frozenset({"VERB", "AUX", "ADV"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_WITHIN = frozenset({"of", "under", "and"})
_OF_ANSWERS = 10  # words of what was asked, before an answer
_PLACES = 3  # places of one value, at most
_HEDGES = 5  # tokens between what joins two shares and the second
_REACH = 18  # tokens between a share and the verb of those whom it is of, at most
_SPLIT = re.compile(r"\s+and\s+\d.*$|\s+of\s+[A-Z]\w+.*$")
_IN_YEAR = re.compile(r"\s+in\s+(?:19|20)\d\d.*$")


@dataclass(frozen=True)
class Share:
    """Whose share it is, and the verb that tells what they did; the participle of those who are just described."""

    who: str
    verb: Token
    people: bool
    words: range  # their tokens
    done: bool = False  # whether they are the object of the verb
    gap: int | None = None  # the token from which the words behind the verb are others: `40% live in A and 60% in B`


def share_claims(
    sentence: Sentence, percents: Sequence[tuple[Span, Quantity]], last: Share | None = None
) -> Iterator[Claim]:
    """The share that did, has or will do something: `22% of the inhabitants of X have joined …`, `and 30% left`.

    `last` is the share before these, which one without a noun goes back to.
    """
    scope, origin = sentence.scope, sentence.span.start_char
    told: Share | None = None
    for i, (span, quantity) in enumerate(percents):
        before = text_of(sentence.span)[: span.start_char - origin]
        last = _fronted(sentence, span) or last
        among = scope.pattern("measures", "among_them").search(before) is not None
        if among and last is None:
            continue  # what a count is made of
        if told is not None and scope.pattern("measures", "held_against").search(before):
            limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
            if not _goes_on(sentence, span.end):
                yield from claim_of(sentence, told, span, quantity, limit)
                continue
        part = None if among else scope.pattern("measures", "part_of").search(before)
        if part is not None and not before.rstrip().endswith("of"):
            continue
        following = percents[i + 1][0].start if i + 1 < len(percents) else None
        share = _share(sentence, span.end, last, among, following) if part is None else None
        share = share or _object_share(sentence, span) or _gapped(sentence, span, told)
        last = told = share or last
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        if share is not None:
            yield from claim_of(sentence, share, span, quantity, limit)


def first_share(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Share | None:
    """The first share of a sentence that tells of whom it is."""
    found = (_share(sentence, s.end, None, among=False) for s, _ in percents[:1] if "(" not in s.doc[s.start - 1].text)
    return next(found, None)


def claim_of(
    sentence: Sentence, share: Share, number: Span, quantity: Quantity, limit: int, within: int | None = None
) -> Iterator[Claim]:
    """The measurement of a share, whose own words end before the token `limit`, its clause before `within`."""
    label = _label(sentence, share, within)
    if label is None:
        return
    groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if m.start in share.words]
    measure = role_beside(sentence, number) or ("aimed" if _is_aim(sentence, share) else "stated")
    if sentence.scope.pattern("measures", "base_end").search(label):
        label, measure = sentence.scope.pattern("measures", "base_end").sub("", label), "former"
    target = measure == "aimed" and not _is_aim(sentence, share)
    date = _of_target(sentence, number, limit) if target else year_near(sentence, number.start_char)
    for told, value in [(measure, quantity), *in_bracket(sentence, number)]:
        yield measurement(
            sentence,
            label,
            told,
            value,
            groups[0].kb_id_ if groups else None,
            date or sentence.scope.year_line(sentence.block),
            0.6,
            places_near(sentence, number.end, limit)[:_PLACES],
        )


def has_own_clause(sentence: Sentence, value: Span) -> bool:
    """Whether a share begins a clause that tells whose it is: `the rate was 40%, and 12% of the girls left school`."""
    doc, text = sentence.span.doc, text_of(sentence.span.doc)
    if value.end >= sentence.span.end or doc[value.end].lower_ != "of":
        return False
    before = text[sentence.span.start_char : value.start_char]
    verb = _predicate(sentence, value.end + 1)
    opened = sentence.scope.pattern("measures", "clause_before").search(before) is not None
    return opened and verb is not None and heads_clause(verb)


def _of_target(sentence: Sentence, number: Span, limit: int) -> Period | None:
    """When a target is to be met: its own date, else that of the value which is held against it."""
    dates = [(s, d.period) for s, d in dates_in(sentence.span)]
    own = [period for s, period in dates if number.end <= s.start < limit]
    return next(iter([*own, *(period for _, period in dates)]), None)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a share has words of its own behind it: `of …`, a verb."""
    following = sentence.span.doc[at] if at < sentence.span.end else None
    return following is not None and (following.lower_ == "of" or heads_clause(following))


def _fronted(sentence: Sentence, number: Span) -> Share | None:
    """Those of whom the shares of a sentence are, where it opens with them: `Of the tenants, 40% have debts`."""
    doc, span = sentence.span.doc, sentence.span
    text = text_of(doc)[span.start_char : number.start_char]
    found = sentence.scope.pattern("measures", "fronted").search(text)
    if found is None:
        return None
    begin, close = (span.start_char + at for at in found.span("who"))
    start = next(t.i for t in doc[span.start : number.start] if t.idx >= begin)
    stop = next(t.i for t in doc[span.start : number.start + 1] if t.idx >= close)
    # Of whom nothing but their number is told it is one of a count: only answers measure something.
    verb = next((t for t in doc[number.end : min(number.end + 12, span.end)] if heads_clause(t)), None)
    asked = sentence.scope.pattern("measures", "asked").search(found.group("who")) is not None
    if verb is None or (found.group("count") and not asked and not _is_told(sentence, verb)):
        return None
    return share_from(sentence, start, verb, stop)


def _is_aim(sentence: Sentence, share: Share) -> bool:
    """Whether it is only to come about."""
    aims = sentence.scope.words("measures", "aims")
    verb = share.verb
    if verb.lower_ == "will" or not share.done:
        return verb.lower_ == "will"
    return verb.lemma_.lower() in aims or any(
        t.lower_ in {"will", "would", "should"} or t.lemma_.lower() in aims
        for t in [*verb.children, verb.head, *verb.head.children]
        if t.i < verb.i
    )


def _share(sentence: Sentence, at: int, last: Share | None, among: bool, following: int | None = None) -> Share | None:
    """The share whose words begin at a token; one without a noun of its own is of those before.

    `following` is the token of the next share, whose verb may be that of this one, too.
    """
    doc, end = sentence.span.doc, sentence.span.end
    if at < end and doc[at].text == "(":  # `39% (n=12) of …`
        at = next((t.i + 1 for t in doc[at : min(at + 8, end)] if t.text == ")"), at)
    if at >= end or sentence.scope.pattern("measures", "grown").match(text_of(doc), doc[at].idx) is not None:
        return None  # `30% fewer pupils were enrolled`, `a 30% decrease in pupils`
    those = doc[at].lower_ == "of" and at + 2 < end and doc[at + 1].lower_ in _THOSE and doc[at + 2].pos_ in _TELLS
    if those and (last is not None or doc[at + 1].lower_ != "those"):
        at, among = at + 2, True
    bare = doc[at].pos_ in {"NOUN", "ADJ", "PROPN"} and not among  # `90% refugees live in camps`
    if bare and _names_people(sentence, at, min(at + 3, end)):
        return share_from(sentence, at)
    if among or doc[at].lower_ != "of":
        told = next((t for t in doc[at : min(at + 3, end)] if t.pos_ not in {"ADV", "PART"}), None)
        if told is None or not (heads_clause(told) or (among and told.tag_ == "VBG")):
            return None
        if last is not None:
            return replace(last, verb=told, gap=None)
        if (surveyed := _surveyed(sentence, told)) is not None:
            return surveyed
        # Of whom an answer is goes without saying: `overall, 33% reported …`; others go on from the sentence before.
        asked = str(sentence.scope.patterns("measures").get("respondents", ""))
        asked = asked if _is_told(sentence, told) else _asked_before(sentence)
        return Share(asked, told, True, range(0)) if asked else None
    start = at + 1
    while start < end and doc[start].lower_ in {"the", "all"}:
        start += 1
    listed = _listed_share(sentence, start, following) if following is not None else None
    return listed or share_from(sentence, start)


def _listed_share(sentence: Sentence, start: int, following: int) -> Share | None:
    """A share of a list whose verb stands behind the last: `40% of the men and 30% of the women have work`."""
    doc = sentence.span.doc
    verb, stop = _predicate(sentence, start), following
    if verb is None or not heads_clause(verb) or verb.i < following:
        return None
    while stop > start and (doc[stop - 1].is_punct or doc[stop - 1].dep_ in {"cc", "advmod", "quantmod"}):
        stop -= 1
    return share_from(sentence, start, verb, stop) if stop > start else None


def _gapped(sentence: Sentence, number: Span, told: Share | None) -> Share | None:
    """A share whose verb is that of the one before it: `40% live in camps and 60% in towns`."""
    doc, end = sentence.span.doc, sentence.span.end
    if told is None or told.done or number.end + 1 >= end or number.start - told.verb.i > _REACH:
        return None
    if told.verb.i > number.end and doc[number.end].lower_ == "in":
        return told  # `40% of the wells in A and 25% in B are dry`
    begin = number.start - 1
    while begin > told.verb.i and doc[begin].pos_ not in {"CCONJ", "SCONJ", "PUNCT"}:
        begin -= 1
    if number.start - begin <= _HEDGES and _is_object(sentence, number.end, told):
        return replace(told, gap=number.end)
    goes_on = doc[number.end].pos_ == "ADP" and doc[number.end].lower_ != "of" and number.start - begin <= _HEDGES
    own = told.verb.i < begin and any(t.pos_ == "ADP" for t in doc[told.verb.i + 1 : begin])
    return replace(told, gap=number.end) if goes_on and own else None


def _is_object(sentence: Sentence, at: int, told: Share) -> bool:
    """Whether a share is followed by what so many named, the verb being that of the share before: `and 9% thirst`."""
    doc, end = sentence.span.doc, sentence.span.end
    close = next((t.i for t in doc[at:end] if t.is_punct or t.dep_ == "cc"), end)
    words = doc[at:close]
    noun = any(t.pos_ in {"NOUN", "PROPN"} or t.tag_ == "VBG" for t in words)
    opens = doc[at].pos_ in {"DET", "NOUN", "ADJ", "PROPN"} or doc[at].tag_ == "VBG"
    return _is_told(sentence, told.verb) and told.verb.i < at and opens and noun and not any(map(heads_clause, words))


def _surveyed(sentence: Sentence, told: Token) -> Share | None:
    """Those whom a survey asked: `a survey of 300 households shows that 40% have debts`."""
    text = text_of(sentence.span.doc)[sentence.span.start_char : told.idx]
    found = sentence.scope.pattern("measures", "surveyed").search(text)
    if found is None:
        return None
    begin, end = (sentence.span.start_char + at for at in found.span("who"))
    words = [t.i for t in sentence.span if begin <= t.idx < end]
    return Share(found.group("who"), told, True, range(words[0], words[-1] + 1))


def _asked_before(sentence: Sentence) -> str:
    """Those of whom the sentence before tells a share, as in `40% of tenants have debts. Only 6% own a home`."""
    before = next((s for s in reversed(sentences_of(sentence.block.doc)) if s.end <= sentence.span.start), None)
    if before is None:
        return ""
    found = [
        m.group("who")
        for m in sentence.scope.pattern("measures", "share_of").finditer(text_of(before))
        if not sentence.scope.pattern("measures", "no_share").search(m.group("who"))
    ]
    return found[-1] if found else ""


def share_from(sentence: Sentence, start: int, verb: Token | None = None, stop: int | None = None) -> Share | None:
    """The share of those whose words begin at a token and end before their verb, or before the token `stop`."""
    doc = sentence.span.doc
    verb = verb or _predicate(sentence, start)
    if verb is None or verb.i == start:
        return None
    if stop is None:
        stop = verb.i - 1 if doc[verb.i - 1].pos_ == "ADV" else verb.i
    who = " ".join(doc[start:stop].text.split())
    bare = re.sub(r"^\d[\d,.]*\s+", "", who)
    if bare != who and not _is_told(sentence, verb):
        return None  # of a number of people something was done to their share
    bare = _SPLIT.sub("", bare)
    if any(q.currency for s, q in quantities_in(sentence.span) if start <= s.start < stop):
        return None
    if sentence.scope.pattern("measures", "no_share").search(who) or "%" in bare or "," in re.sub(r"\d,\d", "", who):
        return None
    bare = sentence.scope.pattern("measures", "where").sub("", bare)
    return Share(bare, verb, _names_people(sentence, start, stop), range(start, stop))


def _is_told(sentence: Sentence, verb: Token) -> bool:
    return sentence.scope.pattern("measures", "told").fullmatch(verb.lower_) is not None


def _names_people(sentence: Sentence, start: int, end: int) -> bool:
    doc = sentence.span.doc
    served = sentence.classes.people | sentence.classes.households
    return bool(mentions_in(doc[start:end], "PopulationGroup")) or any(noun_lemma(t) in served for t in doc[start:end])


def _predicate(sentence: Sentence, start: int) -> Token | None:
    """The verb of those whose words begin at a token, or the participle that describes them where there is none."""
    doc, end = sentence.span.doc, min(start + _REACH, sentence.span.end)
    described: Token | None = None
    relative = False
    for token in doc[start:end]:
        if token.text in {";", ":", "(", "."} or (described is not None and _begins_next(sentence, token)):
            break
        if token.lower_ in {"who", "which", "that"}:
            relative = True
        elif heads_clause(token):
            if token.i == start and token.tag_ == "VBD":
                continue  # `surveyed households`, which the tagger may take for what they did
            if token.i == start + 1 and doc[start].lower_ == "those" and token.pos_ == "VERB":
                continue  # `those registered have …`
            if not relative:
                return token
            relative = token.pos_ == "AUX"  # `who were asked have …`
        elif described is None and token.i > start and _describes(sentence, token, start):
            described = token
    return described


def _begins_next(sentence: Sentence, token: Token) -> bool:
    """Whether the next share with a clause of its own begins at a token: `…, and 40% have`, `…, while 40% have`."""
    if token.text != "," and token.lower_ not in {"and", "while", "whereas", "but"}:
        return False
    begins = {s.start for s, q in quantities_in(sentence.span) if q.percent}
    return any(i in begins for i in range(token.i + 1, token.i + _HEDGES))


def _describes(sentence: Sentence, token: Token, start: int) -> bool:
    """Whether a word opens what is told of the noun before it: `households lacking water`, `people without work`."""
    before = token.nbor(-1)
    if token.tag_ == "VBG":
        return before.pos_ == "NOUN"
    told = token.lower_ in sentence.scope.words("measures", "describing")
    if token.tag_ != "VBN" and not told:
        return False
    # Of an object it only tells which they are: `kits were given to 40% of families displaced by floods`.
    opening = sentence.span.doc[sentence.span.start : start]
    told_before = [t.lemma_.lower() for t in opening if heads_clause(t)]
    attained = bool(told_before) and told_before[-1] in sentence.scope.words("measures", "attaining")
    free = not told_before or attained or any(t.lower_ == "with" for t in opening[-6:])
    return free and before.pos_ in {"NOUN", "PROPN", "ADV"}


def _object_share(sentence: Sentence, number: Span) -> Share | None:
    """Those to whom something was done: `vaccinated 20% of the children`, `the destruction of 90% of homes`."""
    scope, doc, end = sentence.scope, sentence.span.doc, sentence.span.end
    if number.end + 1 >= end or doc[number.end].lower_ != "of":
        return None
    start = number.end + 1
    while start < end and doc[start].lower_ in {"the", "all", "those", "its", "their"}:
        start += 1
    stop = start
    while stop < end and (doc[stop].pos_ in _NAMING or doc[stop].tag_ == "POS" or doc[stop].lower_ in _WITHIN):
        stop += 1
    while stop > start and doc[stop - 1].pos_ not in {"NOUN", "PROPN"} and not doc[stop - 1].like_num:
        stop -= 1
    verb = _done(number.root)
    aims = scope.words("measures", "aims")
    purpose = (
        verb is not None
        and verb.head.lemma_.lower() not in aims
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    )
    if stop == start or verb is None or purpose or verb.lemma_.lower() in scope.words("measures", "no_deeds"):
        return None
    who = doc[start:stop].text
    if scope.pattern("measures", "no_share").search(who) or scope.pattern("measures", "no_object").search(who):
        return None
    return Share(who, verb, _names_people(sentence, start, stop), range(start, stop), done=True)


def _done(token: Token) -> Token | None:
    """The verb whose object a share is, or the noun of what was done."""
    for _ in range(3):
        if token.dep_ in {"dobj", "obj"} and token.head.pos_ == "VERB":
            return token.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
            return token.head.head
        if token.dep_ == "pobj" and token.head.lower_ in {"to", "for"} and token.head.head.pos_ == "VERB":
            return token.head.head
        if token.dep_ not in {"nummod", "quantmod", "compound", "npadvmod"}:
            return None
        token = token.head
    return None


def _label(sentence: Sentence, share: Share, within: int | None = None) -> str | None:
    """The indicator; None where the share only tells whom a count is made of, or what might be.

    `within` is the token before which the clause ends, if the sentence goes on.
    """
    scope, verb = sentence.scope, share.verb
    if share.done:
        return _deed(sentence, share)
    origin = sentence.span.start_char
    close = sentence.span.doc[within].idx - origin if within is not None else None
    behind = text_of(sentence.span)[verb.idx + len(verb) - origin : close]
    if share.gap is not None:  # the words up to the first preposition, and those that stand in its place
        doc = sentence.span.doc
        own = verb.i + 1
        if doc[share.gap].pos_ == "ADP":
            own = next(t.i for t in doc[verb.i + 1 : share.gap] if t.pos_ == "ADP")
        behind = f" {doc[verb.i + 1 : own].text} {doc[share.gap : sentence.span.end].text}"
    behind = re.sub(r"^n['’]t\b", " not", _IN_YEAR.sub("", behind))
    rest = re.split(r"[.;()]", behind, maxsplit=1)[0]
    # The next number and the consequence have clauses of their own.
    rest = scope.pattern("measures", "next_clause").split(rest, maxsplit=1)[0].strip()
    made_of = verb.lemma_ == "be" and scope.pattern("measures", "composition").match(rest)
    if made_of or verb.lemma_ in scope.words("measures", "composing") or (verb.tag_ == "MD" and verb.lower_ != "will"):
        return None
    if "%" in rest or scope.pattern("measures", "broken_off").search(f"{verb.text} {rest}"):
        return None  # the clause is not all there
    if verb.lemma_ == "be":
        return None if _made_of(verb) else f"{share.who} {rest}"
    adverb = verb.nbor(-1).pos_ == "ADV"
    if (
        adverb
        and verb.tag_ == "VBD"
        and verb.lower_.endswith("ed")
        and scope.pattern("measures", "undergoing").match(rest)
    ):
        return f"{share.who} {verb.text}"  # `80% of the pupils vaccinated`: the tagger takes it for what they did
    if not rest and scope.pattern("measures", "only_asked").match(verb.lower_):
        return None
    if not heads_clause(verb):
        return f"{share.who} {verb.text} {rest}".strip()
    label = f"{share.who} {'who' if share.people else 'that'} {verb.text} {rest}".strip()
    told = scope.pattern("measures", "told").match(f"{verb.text} {rest}")
    return _answered(share.who, label, f"{verb.text} {rest}"[told.end() :].strip()) if told else label


def _made_of(verb: Token) -> bool:
    """Whether `be` tells what a count is made of: `58% were teachers`."""
    first = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.pos_ not in {"ADV", "PART", "DET"}), None)
    bare = first is not None and first.pos_ in {"NOUN", "PROPN"}
    return bare or any(c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def _deed(sentence: Sentence, share: Share) -> str:
    """What was done to those who are its object: `children vaccinated`, `homes affected by floods`, `cover pupils`."""
    verb, who = share.verb, share.who
    if verb.pos_ == "NOUN":
        return f"{verb.lower_} of {who}"
    if verb.lower_.endswith("ed"):
        return f"{who} {verb.lower_}"
    cause = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    lemma = verb.lemma_.lower()
    if cause is None or lemma not in sentence.scope.words("measures", "undergone"):
        return f"{lemma} {who}"
    return f"{who} {lemma.removesuffix('e')}ed by {noun_phrase(cause)}"


def _answered(who: str, label: str, rest: str) -> str:
    """The indicator of an answer: `tenants eating less` of `tenants say they are eating less`."""
    if own := re.match(r"(?:that\s+)?(?:either\s+)?they(?:\s+or\s+.{3,60}?(?=\s(?:are|were|have|had)\b))?\s+", rest):
        be = re.match(r"(?:are|were)\s+(?=(?:not\s+)?[a-z]+ing\b)", rest[own.end() :])
        return f"{who} {rest[own.end() + be.end() :]}" if be else f"{who} who {rest[own.end() :]}"
    return f"{who} {rest}" if re.match(r"(?:[a-z]+ly\s+)?(?:not\s+)?[a-z]+ing\b", rest) else label


def part_claims(sentence: Sentence) -> Iterator[Claim]:
    """How many of all are in some state: `12 out of 30 clinics are closed`; what was done to them is an activity."""
    doc, scope = sentence.span.doc, sentence.scope
    numbers = quantities_in(sentence.span)
    for (number, quantity), (whole, _) in pairwise(numbers):
        between = re.fullmatch(
            r"(?P<who>[\w’'-]+(?: [\w’'-]+)? (?=out ))?(?:out of(?: the| a total of)?|of the)",
            " ".join(doc[number.end : whole.start].text.split()),
        )
        if between is None or quantity.percent:
            continue
        start = whole.end
        verb = _predicate(sentence, start)
        if verb is None or verb.lemma_ not in scope.words("measures", "states"):
            continue
        named = between.group("who")
        if (verb.i == start) is not bool(named):
            continue
        if not _is_state(sentence, verb):
            continue
        if _names_people(sentence, number.end if named else start, verb.i):
            continue
        who = (named or "").strip() or " ".join(doc[start : verb.i].text.split())
        who = scope.pattern("measures", "where").sub("", who)
        label = _label(sentence, Share(who, verb, False, range(start, verb.i)))
        if label is None:
            continue
        sentence.taken.update({number.start, whole.start})
        places = places_of(scope, sentence.span, sentence.span.start, sentence.span.end, False)
        year = year_near(sentence, number.start_char)
        yield measurement(sentence, label, "stated", quantity, None, year, 0.6, places or sentence.inherited)


def parts_of_all_claims(sentence: Sentence) -> Iterator[Claim]:
    """The same with all of them in front: `of the 30 clinics, 12 are closed and five have no doctor`."""
    doc, scope, span = sentence.span.doc, sentence.scope, sentence.span
    text, origin = text_of(span), span.start_char
    whole = scope.pattern("measures", "of_all").search(text)
    numbers = [(s, q) for s, q in quantities_in(span) if not q.percent and not q.currency]
    if whole is None or not any(s.start_char == origin + whole.start("count") for s, _ in numbers):
        return
    begin, end = (origin + at for at in whole.span("who"))
    first, last = (next(t.i for t in span if t.idx + len(t) > at) for at in (begin, end - 1))
    if _names_people(sentence, first, last + 1) or scope.pattern("measures", "no_count").search(whole.group("who")):
        return
    who = scope.pattern("measures", "where").sub("", whole.group("who"))
    for number, quantity in numbers:
        verb = doc[number.end] if number.end < span.end else None
        while verb is not None and verb.pos_ == "ADV" and verb.i + 1 < span.end:
            verb = doc[verb.i + 1]
        if number.start_char < origin + whole.end() or verb is None or not heads_clause(verb):
            continue
        following = next((s.start for s, _ in numbers if s.start > number.start), None)
        while following is not None and (doc[following - 1].is_punct or doc[following - 1].dep_ == "cc"):
            following -= 1
        share = Share(who, verb, False, range(first, last + 1))
        if verb.lemma_ not in scope.words("measures", "states") or not _is_state(sentence, verb):
            continue
        if (label := _label(sentence, share, following)) is None:
            continue
        sentence.taken.update({number.start, *(s.start for s, _ in numbers if s.start_char < origin + whole.end())})
        places = places_of(scope, span, span.start, span.end, False)
        year = year_near(sentence, number.start_char)
        yield measurement(sentence, label, "stated", quantity, None, year, 0.6, places or sentence.inherited)


def _is_state(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells of a state, also of one that somebody or something brought about, not of what was done."""
    done = [c for c in [verb.head, *verb.children] if c.tag_ == "VBN"]
    return all(c.lemma_.lower() in sentence.scope.words("measures", "undergone") for c in done)


def listed_claims(sentence: Sentence) -> Iterator[Claim]:
    """Indicators with their value behind a colon: `Percentage of tenants in debt: 38%`, or with one for each answer."""
    text, origin = text_of(sentence.span), sentence.span.start_char
    numbers = quantities_in(sentence.span)
    values = {s.start_char: i for i, (s, _) in enumerate(numbers)}
    for match in sentence.scope.pattern("measures", "listed").finditer(text):
        at = values.get(origin + match.end())
        if at is None or numbers[at][1].currency:
            continue
        name = sentence.scope.pattern("measures", "measured").sub("", match.group("name"))
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if origin + match.start() <= m.start_char < origin + match.end()
        ]
        group = groups[0].kb_id_ if groups else None
        if groups and not numbers[at][1].percent and name.rstrip().endswith(groups[-1].text):
            continue  # `Total refugees: 300` counts people
        for (number, quantity), label in _answers(sentence, numbers[at:]):
            sentence.taken.add(number.start)
            year = year_near(sentence, number.start_char)
            whole = f"{named(sentence.scope, name, _OF_ANSWERS)} {label}" if label else name
            for told, value in [("stated", quantity), *in_bracket(sentence, number)]:
                yield measurement(sentence, whole, told, value, group, year, 0.7)


def _answers(
    sentence: Sentence, numbers: Sequence[tuple[Span, Quantity]]
) -> Iterator[tuple[tuple[Span, Quantity], str]]:
    """The first value with nothing, or all values of a list with their labels: `13% fewer, 79% as many, 5% more`."""
    shares = [n for n in numbers if n[1].percent]
    text, answer = text_of(sentence.span.doc), sentence.scope.pattern("measures", "answer")
    if len(shares) < 2 or not numbers[0][1].percent:
        yield numbers[0], ""
        return
    for i, share in enumerate(shares):
        end = shares[i + 1][0].start_char if i + 1 < len(shares) else sentence.span.end_char
        label = answer.match(text[share[0].end_char : end].rstrip(" ."))
        if label is None:
            if not i:
                yield share, ""
            return
        yield share, label.group("label")
