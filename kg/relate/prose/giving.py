"""Contributions in sentences: who gave how much, or that they gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim, Name, Period, Term, Text, Value
from kg.relate.facts import Slots, make
from kg.relate.givers import donor_name
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.giving_parties import (
    bodies_in,
    donor_of,
    donors_from,
    labelling_giver,
    list_before,
    listed_behind,
    listed_with_amounts,
    parties_in,
    tells_kind,
    thanking,
)
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, PLACES, mentions_in, quantities_in, sentences_of

_SHARERS = frozenset({"Fund", "Country", "Government"})
_THANKED = frozenset({"Government", "Fund"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "compound"})
_RECEIVES = re.compile(r"\b(?:to|for)\s+(?:the\s+)?$")
# From an amount to the next: to whom it went, without a verb.
_TO_ONE_AND = re.compile(
    r"\s+(?:for|to)\s+[^,;:.]{2,80}?(?:\s*[,;:]\s*(?:and\s+)?|\s+and\s+)(?:another\s+|a\s+further\s+|including\s+|of\s+which\s+)?"
)
_AND_THEN = re.compile(r"(?:\s+(?:for|in|to)\s+[\w\s-]{2,40}?)?\s*(?:[,;]\s*(?:and\s+|while\s+)?|and\s+|while\s+)")
_RESPECTIVE = re.compile(r"\brespectively\b")
_NEAR, _FAR = 30, 44  # characters between a giver and the verb, and between the verb and the amount


def giving_claims(sentence: Sentence) -> Iterator[Claim]:
    """Contributions that a sentence states."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    if text.count("|") > 1:
        return  # a list of donors, not a sentence
    money = _money(sentence)
    if paired := [*_amounts_first(sentence, money)]:
        yield from (claim for _, claim in paired)
        yield from _given(sentence, [m for m in money if m[0].start not in {at for at, _ in paired}])
        return
    if labelled := labelling_giver(sentence, money):
        yield _claim(sentence, labelled[0], money[0][1], "", 0.7, labelled[1])
        return
    if parted := [*_of_this(sentence, money)]:
        yield from parted
        return
    if told := list(_from_donors(sentence, money)) or list(_these(sentence, money)):
        yield from told
        return
    if shared := [*_shared_out(sentence, money)]:
        yield from shared
        return
    if thanked := list(_thanked(sentence, money)):
        yield from thanked
        return
    if contributed := scope.pattern("giving", "contributed").search(text):
        for giver in list_before(scope, sentence.span, origin + contributed.start()):
            private = scope.pattern("donors", "private_in").search(text[: giver.start_char - origin])
            named = donor_name(scope, f"{private.group()} {giver.text}") if private else None
            own = next((q for s, q in money if _in_bracket_behind(giver, s)), None)
            donor = named or donor_of(scope, giver)
            if scope.publisher is None or donor.text != scope.publisher.text:
                yield _claim(sentence, donor, own, contributed.group(), 0.7)
        return
    yield from _given(sentence, money)


def _money(sentence: Sentence) -> list[tuple[Span, Quantity]]:
    """The amounts of a sentence."""
    return [(s, q) for s, q in quantities_in(sentence.span) if q.currency]


def _from_donors(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The donors of a list behind words that say so: `funded by X and Y`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    for pattern in scope.alternatives("giving", "from"):
        for match in pattern.finditer(text):
            if scope.pattern("giving", "handouts").search(match.group()):
                continue
            donors = list(
                listed_behind(sentence, match)
                or listed_with_amounts(sentence, origin + match.end(), money)
                or donors_from(scope, sentence.span, origin + match.end(), money)
            )
            single = money[0][1] if len(money) == 1 and len(donors) == 1 else None
            recipient = _receiver(sentence, match)
            for donor, amount in donors:
                yield _claim(sentence, donor, amount or single, match.group(), 0.75, recipient)
            if donors:
                return


def _these(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The donors whom the sentence before only mentions: `X thanks its donors. These include A, B and C.`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    match = scope.pattern("giving", "these").match(text)
    before = sentence.before if match else []
    if match is None or not before or scope.pattern("giving", "those").search(text_of(before[-1])) is None:
        return
    donors = list(donors_from(scope, sentence.span, origin + match.end(), money))
    to = thanking(scope, before[-1])
    for donor, amount in donors if len(donors) > 1 else ():
        yield _claim(sentence, donor, amount, text_of(before[-1]), 0.7, to)


def _amounts_first(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[tuple[int, Claim]]:
    """Amounts with their givers behind them: `EUR 3 million was given by A, EUR 2 million by B`, `USD 5 from C`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    served = any(p.kind in {PEOPLE, HOUSEHOLDS} for p in sentence.phrases)
    by = False  # whether the amounts before were given by somebody
    for span, quantity in money:
        match = scope.pattern("giving", "amount_from").match(text, span.end_char - origin)
        before = text[: span.start_char - origin]
        if match is None or any(scope.pattern("giving", key).search(before) for key in ("handouts", "sought_before")):
            continue
        handed = scope.pattern("giving", "handed_by").search(match.group()) is not None or bool(
            scope.pattern("giving", "handed_before").search(text[: span.start_char - origin])
        )
        if match.group("way") == "by" and not (handed or (by and match.group().split()[0] == "by")):
            continue
        donors = list(donors_from(scope, sentence.span, origin + match.end(), ()))
        if len(donors) == 1 and not (served and donors[0][0].cls not in {"Country", "Government"}):
            by = by or handed
            to = _receiving(sentence, money[0][0].start_char) or _using(sentence, origin + match.end())
            to = to or _given_to(sentence, span)
            yield span.start, _claim(sentence, donors[0][0], quantity, match.group(), 0.75, to)


def _of_this(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """Where the parts of a sum went that the sentence before told: `Of this, USD 4 million went to X`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    if not money or scope.pattern("giving", "of_this").match(text) is None:
        return
    giver = _giver_before(sentence)
    for span, quantity in money if giver is not None else ():
        match = scope.pattern("giving", "went_to").match(text, span.end_char - origin)
        begin = origin + match.end() if match else -1
        to = next((m for m in bodies_in(scope, sentence.span) if m.start_char == begin), None)
        if to is not None and giver is not None:
            yield _claim(sentence, giver, quantity, "", 0.7, scope.name_of(to))


def _shared_out(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """Who got how much of what the giver named before gave: `CERF supported X (USD 2 m) and Y (USD 3 m)`."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    bodies, pair = bodies_in(scope, sentence.span), scope.pattern("giving", "got")
    found: list[tuple[Span, Quantity]] = []
    for body in bodies:
        amount = next((q for s, q in money if pair.fullmatch(text, body.end_char, s.start_char)), None)
        if amount is not None:
            found.append((body, amount))
    first = found[0][0].start_char if len(found) > 1 else -1
    before = [m for m in parties_in(scope, sentence.span) if m.end_char < first and not tells_kind(scope, m)]
    if not before or scope.name_of(before[-1]).cls not in _SHARERS:
        return
    if scope.pattern("giving", "shares_out").search(text, before[-1].start_char, found[-1][0].start_char) is None:
        return
    for body, amount in found:
        yield _claim(sentence, donor_of(scope, before[-1]), amount, "", 0.7, scope.name_of(body))


def _giver_before(sentence: Sentence) -> Name | None:
    """Who gave what the sentence before tells of."""
    scope = sentence.scope
    before = sentence.before
    if not before:
        return None
    for gave in scope.pattern("giving", "verb").finditer(text_of(before[-1])):
        if parties := _giving_at(scope, before[-1], gave.start()):
            return donor_of(scope, parties[-1])
    return None


def _is_near(scope: Scope, text: str, giver: Span, verb: int) -> bool:
    """Whether a verb says what a giver before it did, or somebody who speaks for it."""
    between = text[giver.end_char : verb]
    return len(between) < _NEAR or scope.pattern("giving", "speaker").fullmatch(between) is not None


def _receiving(sentence: Sentence, at: int) -> Name | None:
    """Who received, if a verb before a character says so: `X received USD 5 million, of which USD 2 million from …`."""
    text = text_of(sentence.span.doc)
    verbs = [*sentence.scope.pattern("giving", "receiving").finditer(text, sentence.span.start_char, at)]
    begin = verbs[-1].start() if verbs else -1
    before = [m for m in mentions_in(sentence.span, *sentence.scope.organizations) if m.end_char <= begin]
    near = before and len(text[before[-1].end_char : begin].split()) <= 3
    return sentence.scope.name_of(before[-1]) if near and before[-1].root.dep_ in _SUBJECTS else None


def _using(sentence: Sentence, begin: int) -> Name | None:
    """Who did something with an amount from the giver at a character: `With USD 5 million from X, Y built`."""
    scope, text = sentence.scope, text_of(sentence.span)
    if scope.pattern("giving", "using").match(text) is None:
        return None
    behind = [m for m in mentions_in(sentence.span, *scope.organizations) if m.start_char > begin]
    return next((scope.name_of(m) for m in behind if m.root.dep_ in {"nsubj", "nsubjpass"}), None)


def _thanked(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """States that are thanked together for what they gave, whatever it was."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    for pattern in scope.alternatives("giving", "thanked"):
        for match in pattern.finditer(text):
            donors = list(donors_from(scope, sentence.span, origin + match.end(), money))
            if len(donors) > 1 and all(donor.cls in _THANKED for donor, _ in donors):
                for donor, amount in donors:
                    yield _claim(sentence, donor, amount, match.group(), 0.65)
                return


def _given(sentence: Sentence, money: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """Who gave an amount, by the verb between them: `X and Y pledged USD 2 million each`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    # Money for people is assistance, no contribution: `X provided 300 families with US$ 9,000`.
    served = any(p.kind in {PEOPLE, HOUSEHOLDS} for p in sentence.phrases)
    for gave in scope.pattern("giving", "verb").finditer(text) if money else ():
        after = [(s, q) for s, q in money if s.start_char >= origin + gave.end()]
        if not after or after[0][0].start_char - origin - gave.end() >= _FAR:
            continue
        amount = after[0]
        if scope.pattern("giving", "priced").search(text[gave.end() : amount[0].start_char - origin]):
            continue  # goods were given
        before = _giving_at(scope, sentence.span, gave.start())
        if not before:
            yield from _by_other(sentence, gave, amount, money, served=served)
            continue
        to = _handed_to(sentence, origin + gave.end(), amount[0]) or _given_to(sentence, amount[0])
        each = scope.pattern("giving", "each").match(text, amount[0].end_char - origin) is not None or bool(
            scope.pattern("giving", "each_before").search(text[: gave.start()])
        )
        listed = list_before(scope, sentence.span, before[-1].end_char)
        # In `A gave USD 5 to B and C gave USD 6`, B gave nothing.
        held = [i for i, m in enumerate(listed) if _RECEIVES.search(text[: m.start_char - origin])]
        givers = (listed[held[-1] + 1 :] if held else listed) or before[-1:]
        # `A and B gave USD 5 and USD 6 respectively`
        apart = after if len(after) == len(givers) > 1 and _RESPECTIVE.search(text, gave.end()) else ()
        for n, giver in enumerate(givers):
            donor = donor_of(scope, giver)
            if served and donor.cls not in {"Country", "Government"}:
                continue
            if scope.publisher is None or donor.text != scope.publisher.text:
                own = amount[1] if each or giver.end == before[-1].end else None
                own = apart[n][1] if apart else own
                yield _claim(sentence, donor, own, gave.group(), 0.75, to)
        for further, taker in _further(sentence, money, amount[0].end_char) if len(givers) == 1 else ():
            yield _claim(sentence, donor_of(scope, givers[0]), further, gave.group(), 0.7, taker or to)
        # `X gave USD 3 million, Y USD 2 million and Z USD 1 million`
        following = _AND_THEN.match(text_of(sentence.span.doc), amount[0].end_char, sentence.span.end_char)
        for donor, more in donors_from(scope, sentence.span, following.end(), money) if following else ():
            if more is not None:
                taker = next((_given_to(sentence, s) for s, q in money if q is more), None)
                yield _claim(sentence, donor, more, gave.group(), 0.7, taker or to)


def _by_other(
    sentence: Sentence,
    gave: re.Match[str],
    amount: tuple[Span, Quantity],
    money: Sequence[tuple[Span, Quantity]],
    *,
    served: bool,
) -> Iterator[Claim]:
    """What was given by one that no party before the verb is; what the report's own body gave has one who got it."""
    giver, taker = _other_giver(sentence, gave.start(), served=served), _given_to(sentence, amount[0])
    if giver is not None and (taker is not None or giver != sentence.scope.publisher):
        yield _claim(sentence, giver, amount[1], gave.group(), 0.7, taker)
        for further, also in _further(sentence, money, amount[0].end_char):
            yield _claim(sentence, giver, further, gave.group(), 0.7, also or taker)


def _other_giver(sentence: Sentence, verb: int, *, served: bool) -> Name | None:
    """Who gives, by the verb at a character, where no party is named: `we`, `it`, or a name that nobody knows."""
    scope, text = sentence.scope, text_of(sentence.span)
    unknown = None if served else scope.pattern("giving", "some_giver").fullmatch(text[:verb])
    if unknown is not None:
        return scope.name(unknown.group("name"), "Organization")
    if scope.pattern("giving", "we").search(text[:verb]):
        return scope.publisher
    return _giver_before(sentence) if scope.pattern("giving", "it").search(text[:verb]) else None


def _giving_at(scope: Scope, span: Span, verb: int) -> list[Span]:
    """The parties of a sentence up to the one that gives, by the verb at a character of it; none where nobody does."""
    text, whole = text_of(span), text_of(span.doc)
    before = [m for m in parties_in(scope, span) if m.end_char <= span.start_char + verb]
    near = bool(before) and _is_near(scope, whole, before[-1], span.start_char + verb)
    while len(before) > 1 and scope.pattern("giving", "through").search(
        text[: before[-1].start_char - span.start_char]
    ):
        before.pop()  # `A, through its agency B, gave`, and the acronym of B
        near = True
    return before if near and _gives(scope, before[-1]) else []


def _further(
    sentence: Sentence, money: Sequence[tuple[Span, Quantity]], begin: int
) -> Iterator[tuple[Quantity, Name | None]]:
    """What the same giver gave to others: `…, USD 2 million to B and USD 1 million to C`."""
    text = text_of(sentence.span.doc)
    for span, quantity in money:
        if span.start_char < begin:
            continue
        to = _given_to(sentence, span)
        gap = text[begin : span.start_char]
        more = sentence.scope.pattern("giving", "another").fullmatch(gap) is not None
        if not more and (to is None or not _TO_ONE_AND.fullmatch(gap)):
            return
        yield quantity, to
        begin = span.end_char


def _gives(scope: Scope, mention: Span) -> bool:
    """Whether a party is the subject, alone or in the name of a giver: `the government of X`, `the X embassy`."""
    token = mention.root
    for _ in range(4):
        if token.dep_ in {"nsubj", "conj", "appos", "compound", "poss"}:
            return True
        named = token.dep_ in {"amod", "pobj", "nmod"} or (token.dep_ == "prep" and token.lower_ == "of")
        if not named or (token.dep_ == "amod" and token.head.lemma_.lower() not in scope.words("giving", "givers")):
            return False
        token = token.head
    return False


def _in_bracket_behind(giver: Span, amount: Span) -> bool:
    """Whether an amount stands in the bracket right behind a giver."""
    between = text_of(giver.doc)[giver.end_char : amount.start_char]
    return re.fullmatch(r"\s*\([^()]{0,12}", between) is not None


def _given_to(sentence: Sentence, amount: Span) -> Name | None:
    """The organisation right behind an amount that it was given to: `pledged GBP 8 million for X`."""
    text, scope = text_of(sentence.span.doc), sentence.scope
    for mention in mentions_in(sentence.span, "Country"):
        if scope.pattern("giving", "to_help").fullmatch(text, amount.end_char, mention.start_char):
            return scope.name_of(mention)
    for mention in bodies_in(scope, sentence.span):
        if mention.start_char > amount.end_char:
            between = text[amount.end_char : mention.start_char]
            if scope.pattern("giving", "from_own").fullmatch(between):
                continue  # `from its fund to X`
            given = any(scope.pattern("giving", key).fullmatch(between) for key in ("to_one", "to_help"))
            return scope.name_of(mention) if given else None
    return None


def _handed_to(sentence: Sentence, verb_end: int, amount: Span) -> Name | None:
    """The organisation between the verb and the amount: `provided X with EUR 100,000`, `gave X USD 5,000`."""
    text, scope = text_of(sentence.span.doc), sentence.scope
    for mention in bodies_in(scope, sentence.span):
        if verb_end <= mention.start_char and mention.end_char <= amount.start_char:
            lone = re.fullmatch(r"\s+(?:the\s+)?", text[verb_end : mention.start_char])
            with_it = re.fullmatch(
                r"\s+(?:with\s+)?(?:an?\s+(?:(?:\w+\s+){1,2}of\s+)?|about\s+|some\s+)?",
                text[mention.end_char : amount.start_char],
            )
            return scope.name_of(mention) if lone and with_it else None
    return None


def _receiver(sentence: Sentence, match: re.Match[str]) -> Name | None:
    """Who received, if the sentence says so: `The X cluster received … from …`."""
    scope, text = sentence.scope, text_of(sentence.span)
    verb = scope.pattern("giving", "receiving").search(text, max(0, match.start() - 20), match.end())
    if verb is None:
        return None
    at = sentence.span.start_char + verb.start()
    before = [m for m in mentions_in(sentence.span, *scope.organizations) if m.end_char <= at]
    near = before and len(text_of(sentence.span.doc)[before[-1].end_char : at].split()) <= 2
    return scope.name_of(before[-1]) if near and before[-1].root.dep_ in _SUBJECTS else None


def _claim(
    sentence: Sentence, donor: Name, amount: Quantity | None, words: str, confidence: float, to: Name | None = None
) -> Claim:
    scope = sentence.scope
    text = text_of(sentence.span)
    purpose = scope.pattern("giving", "purpose").search(text) or (
        scope.pattern("giving", "meant_for").search(text) if amount is not None else None
    )
    slots: Slots = {
        "donor": donor,
        "recipient": to or thanking(scope, sentence.span) or scope.publisher,
        "programme": Name(purpose.group("name"), "Programme") if purpose else None,
        "date": _date(sentence, purpose),
    }
    told = scope.labels("Earmarking")
    earmarking = told.inside(words) or (told.inside(text) if amount is not None and len(_money(sentence)) == 1 else ())
    if earmarking:
        slots["earmarking"] = Term(earmarking[0].iri)
    if amount is not None:
        slots["amount"] = scope.number(amount, text_of(sentence.span.doc))
        slots["currency"] = Text(amount.currency or "")
        country = scope.country
        named = country and re.search(rf"\b(?:in|for)\s+(?:the\s+)?{re.escape(country.text)}\b", text)
        places = _places_behind(sentence, amount) or ([country] if country and named else [])
        slots["place"] = list(places)
    elif (country := scope.country) and re.search(rf"\b[A-Z]{{2,8}}\s+{re.escape(country.text)}\b", text):
        slots["place"] = country  # a list of those who give to the agency's work there: `Donors to WFP Lesotho`
    return make("Contribution", "frame/giving", confidence, [sentence.passage], slots)


def _places_behind(sentence: Sentence, amount: Quantity) -> list[Name]:
    """Where an amount is to be used: the list of places behind `in` that follows it."""
    span, text = sentence.span, text_of(sentence.span.doc)
    begin = next((s.end_char for s, q in quantities_in(span) if q is amount), span.end_char)
    found: list[Span] = []
    for mention in mentions_in(span, *PLACES):
        if mention.start_char < begin:
            continue
        between = text[found[-1].end_char : mention.start_char] if found else ""
        if found and not BETWEEN_NAMES.match(between):
            break
        if not found and sentence.scope.pattern("giving", "where").fullmatch(text[begin : mention.start_char]) is None:
            break
        found.append(mention)
    return [sentence.scope.name_of(m) for m in found]


def _date(sentence: Sentence, purpose: re.Match[str] | None) -> Value | None:
    """When it was given: what the sentence says, but for the years in the name of a programme, else the paragraph."""
    span = sentence.span
    found = date_of(sentence.scope, sentence.block, span, span.start, span.end, False)
    named = sentence.scope.dates(purpose.group("name")) if purpose else ()
    return None if found in [d.period for d in named] else found or _before(sentence)


def _before(sentence: Sentence) -> Value | None:
    """The time that the sentence which opens the paragraph states, if it is no single day, on which only that was."""
    first = next(iter(sentences_of(sentence.block.doc)), None)
    if first is None or first.start == sentence.span.start:
        return None
    found = date_of(sentence.scope, sentence.block, first, first.start, first.end, False)
    return None if isinstance(found, Period) and found.start == found.end else found
