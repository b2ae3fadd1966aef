"""Whose a share is and what they did, by the clause around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import noun_lemma
from kg.relate.spans import mentions_in, quantities_in
from kg.relate.verbs import heads_clause

_THOSE = frozenset({"them", "these", "those", "whom", "which"})
_TELLS = frozenset({"VERB", "AUX", "ADV"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_WITHIN = frozenset({"of", "under", "and"})
_PREPOSITIONS = frozenset({"including", "following", "according", "regarding", "concerning", "excluding"})
_HEDGES = 5  # tokens between what joins two shares and the second
_REACH = 18  # tokens between a share and the verb of those whom it is of, at most
_SPLIT = re.compile(r"\s+and\s+\d.*$|\s+of\s+[A-Z]\w+.*$")


@dataclass(frozen=True)
class Share:
    """Whose share it is, and the verb that tells what they did; the participle of those who are just described."""

    who: str
    verb: Token
    people: bool
    words: range  # their tokens
    done: bool = False  # whether they are the object of the verb
    gap: int | None = None  # the token from which the words behind the verb are others: `40% live in A and 60% in B`


def first_share(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Share | None:
    """The first share of a sentence that tells of whom it is."""
    found = (
        share_at(sentence, s.end, None, among=False) for s, _ in percents[:1] if "(" not in s.doc[s.start - 1].text
    )
    return next(found, None)


def has_own_words(sentence: Sentence, at: int) -> bool:
    """Whether a share has words of its own behind it: `of …`, a verb."""
    following = sentence.span.doc[at] if at < sentence.span.end else None
    return following is not None and (following.lower_ == "of" or heads_clause(following))


def subject_in_front(sentence: Sentence, number: Span) -> Share | None:
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


def share_at(
    sentence: Sentence, at: int, last: Share | None, among: bool, following: int | None = None
) -> Share | None:
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
    if bare and names_people(sentence, at, min(at + 3, end)):
        return share_from(sentence, at)
    if among or doc[at].lower_ != "of":
        told = next((t for t in doc[at : min(at + 3, end)] if t.pos_ not in {"ADV", "PART"}), None)
        beside = told is not None and last is None and _is_told_beside(sentence, told)
        if told is None or not (beside or heads_clause(told) or (among and told.tag_ == "VBG")):
            return None
        if last is not None:
            return replace(last, verb=told, gap=None)
        if (surveyed := _surveyed(sentence, told)) is not None:
            return surveyed
        # Of whom an answer is goes without saying: `overall, 33% reported …`; others go on from the sentence before.
        asked = str(sentence.scope.patterns("measures").get("respondents", ""))
        asked = asked if beside or _is_told(sentence, told) else _asked_before(sentence)
        return Share(asked, told, True, range(0)) if asked else None
    start = at + 1
    while start < end and doc[start].lower_ in {"the", "all"}:
        start += 1
    listed = _listed_share(sentence, start, following) if following is not None else None
    return listed or share_from(sentence, start)


def _listed_share(sentence: Sentence, start: int, following: int) -> Share | None:
    """A share of a list whose verb stands behind the last: `40% of the men and 30% of the women have work`."""
    doc = sentence.span.doc
    verb, stop = predicate_of(sentence, start), following
    if verb is None or not heads_clause(verb) or verb.i < following:
        return None
    while stop > start and (doc[stop - 1].is_punct or doc[stop - 1].dep_ in {"cc", "advmod", "quantmod"}):
        stop -= 1
    return share_from(sentence, start, verb, stop) if stop > start else None


def share_without_verb(sentence: Sentence, number: Span, told: Share | None) -> Share | None:
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


def _is_told_beside(sentence: Sentence, verb: Token) -> bool:
    """Whether a share of those who were asked tells something in passing: `…, with 41% reporting debts`."""
    if verb.tag_ != "VBG" or sentence.scope.pattern("measures", "telling").fullmatch(verb.lower_) is None:
        return False
    before = text_of(sentence.span.doc)[sentence.span.start_char : verb.idx]
    return sentence.scope.pattern("measures", "with_share").search(before) is not None


def _surveyed(sentence: Sentence, told: Token) -> Share | None:
    """Those whom a survey asked: `a survey of 300 households shows that 40% have debts`."""
    text = text_of(sentence.span.doc)[sentence.span.start_char : told.idx]
    found = sentence.scope.pattern("measures", "surveyed").search(text)
    if found is None:
        who = _surveyed_above(sentence)
        return Share(who, told, True, range(0)) if who is not None else None
    begin, end = (sentence.span.start_char + at for at in found.span("who"))
    words = [t.i for t in sentence.span if begin <= t.idx < end]
    return Share(found.group("who"), told, True, range(words[0], words[-1] + 1))


def _surveyed_above(sentence: Sentence) -> str | None:
    """Those whom a survey asked by the lead-in of an item: `A survey of 300 households shows:`."""
    lead = sentence.block.block.lead[-1] if sentence.block.block.lead else ""
    found = sentence.scope.pattern("measures", "surveyed_lead").search(lead) if lead else None
    return found.group("who") if found is not None else None


def _asked_before(sentence: Sentence) -> str:
    """Those of whom the sentence before tells a share, as in `40% of tenants have debts. Only 6% own a home`."""
    before = next(reversed(sentence.before), None)
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
    verb = verb or predicate_of(sentence, start)
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
    return Share(bare, verb, names_people(sentence, start, stop), range(start, stop))


def _is_told(sentence: Sentence, verb: Token) -> bool:
    return sentence.scope.pattern("measures", "told").fullmatch(verb.lower_) is not None


def names_people(sentence: Sentence, start: int, end: int) -> bool:
    """Whether people are named from one token to another."""
    doc = sentence.span.doc
    served = sentence.classes.people | sentence.classes.households
    return bool(mentions_in(doc[start:end], "PopulationGroup")) or any(noun_lemma(t) in served for t in doc[start:end])


def predicate_of(sentence: Sentence, start: int) -> Token | None:
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
        # `40% of the people in Beni having a well`
        named = before.pos_ == "PROPN" and token.dep_ in {"acl", "pcomp", "advcl"} and token.lower_ not in _PREPOSITIONS
        return before.pos_ == "NOUN" or named
    told = token.lower_ in sentence.scope.words("measures", "describing")
    if token.tag_ != "VBN" and not told:
        return False
    # Of an object it only tells which they are: `kits were given to 40% of families displaced by floods`.
    opening = sentence.span.doc[sentence.span.start : start]
    told_before = [t.lemma_.lower() for t in opening if heads_clause(t)]
    attained = bool(told_before) and told_before[-1] in sentence.scope.words("measures", "attaining")
    free = not told_before or attained or any(t.lower_ == "with" for t in opening[-6:])
    return free and before.pos_ in {"NOUN", "PROPN", "ADV"}


def share_as_object(sentence: Sentence, number: Span) -> Share | None:
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
    return Share(who, verb, names_people(sentence, start, stop), range(start, stop), done=True)


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


def has_own_clause(sentence: Sentence, value: Span) -> bool:
    """Whether a share begins a clause that tells whose it is: `the rate was 40%, and 12% of the girls left school`."""
    doc, text = sentence.span.doc, text_of(sentence.span.doc)
    if value.end >= sentence.span.end or doc[value.end].lower_ != "of":
        return False
    before = text[sentence.span.start_char : value.start_char]
    verb = predicate_of(sentence, value.end + 1)
    opened = sentence.scope.pattern("measures", "clause_before").search(before) is not None
    return opened and verb is not None and heads_clause(verb)
