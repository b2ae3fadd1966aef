"""The noun phrase behind a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.relate.prose.ellipsis import elliptic_phrase
from kg.relate.prose.groups import is_topic, made_by_adjectives
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, singular
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase
from kg.relate.spans import mentions_in, quantities_in
from kg.relate.verbs import FINITE

_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFIER = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "NUM"})
# Words that end a noun phrase, whatever the tagger takes them for.
_STOP = frozenset(
    "in at on from to of by with for as who which that were was are is have has had been be being will including "
    "through during since per within while under out not also only".split()
)
_RATE = re.compile(r"/\s?(?:day|d|h|hr|hour|s|sec|week|month|person|pers|p)\b")  # `45 m³/day`
_SHARE = re.compile(r"\d")
_JOINING = frozenset({"and", "or", "&"})
_LONGEST_NAME = 14  # tokens of words that are one name with an acronym
# Words between a number and its noun: `76 of these`, `30 additional`.
_BEFORE_NOUN = frozenset("new additional other more about of the these those such different separate".split())


def counted_phrase(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, earlier: Sequence[Phrase], lead: str
) -> Phrase | None:
    """What a number counts.

    Args:
        sentence: in which it stands.
        number: its tokens.
        quantity: its value.
        classes: which nouns are people, households and so on.
        earlier: the phrases before it, which it may go back to.
        lead: the lead-in of the list that it stands in.

    Returns:
        None for numbers that count nothing by themselves (`one of the …`, `a total number of 30`).
    """
    doc = sentence.doc
    joined = number.end + 1 < sentence.end and doc[number.end].text == "-" and doc[number.end + 1].is_alpha
    if joined and not (doc[number.end - 1].whitespace_ or doc[number.end].whitespace_) and not quantity.percent:
        return None  # `a 3-day mission`, `a 40-bed ward`: it only describes
    if quantity.percent or quantity.currency:
        kind = PERCENT if quantity.percent else MONEY
        return Phrase(quantity, number, number.start, number.end, number[-1], kind, number.text)
    size = _is_size(sentence, number, classes)
    begin = number.end + 1 if size else _noun_begin(sentence, number, classes)
    last = _noun_end(sentence, number, begin, classes)
    if last is None:
        # A demonym counts people too: `170,000 Sudanese`.
        groups = mentions_in(sentence, "Demonym", "PopulationGroup")  # nor is `40 internally displaced` a noun
        last = next((m.end - 1 for m in groups if m.start == begin), None)
    pronoun = quantity.word and quantity.value == 1
    if last is None or (pronoun and begin > number.end):
        return None if pronoun else elliptic_phrase(sentence, number, quantity, classes, earlier, lead)
    phrase = _described(sentence, number, quantity, classes, begin, last)
    if phrase is not None and size:
        phrase.size = True
    if phrase is not None and phrase.text.casefold() == "others" and earlier and earlier[-1].kind == PEOPLE:
        phrase.kind = PEOPLE  # `killed 35 people and displaced 900 others`
    # `one of the …`, `one side` count nothing; `one nurse` and `one attack` do.
    if pronoun and phrase is not None and phrase.kind != PEOPLE:
        befell = classes.scope.words("incidents", "nouns") | classes.scope.words("incidents", "loss_nouns")
        return phrase if noun_lemma(phrase.head) in befell else None
    return phrase


def _is_size(sentence: Span, number: Span, classes: Classes) -> bool:
    """Whether a number with a unit only tells how large the things behind it are."""
    unit = sentence.doc[number.end : min(number.end + 2, sentence.end)]
    if len(unit) < 2 or unit[0].lower_ not in classes.scope.words("activities", "sizes"):
        return False
    return unit[1].tag_ in {"NNS", "NN"} and unit[0].tag_ not in {"NNS", "NNPS"}


def _noun_begin(sentence: Span, number: Span, classes: Classes) -> int:
    """The first token of the noun phrase behind a number, without articles and the like."""
    doc = sentence.doc
    # `89 out of 100 shelters`, `15 of the 20 wells`: the second number's noun is meant, that number itself counts no
    # deliverable.
    i = _behind_share(sentence, number.end)
    if whole := classes.pattern("out_of").match(text_of(doc), doc[i - 1].idx + len(doc[i - 1]), sentence.end_char):
        at = whole.end() - 1
        other = next((s for s, _ in quantities_in(sentence) if s.start_char >= at), None)
        if other is not None:
            return other.end
    while i < sentence.end and doc[i].lower_ in _BEFORE_NOUN and doc[i].pos_ != "NOUN":
        i += 1
    return i


def _behind_share(sentence: Span, i: int) -> int:
    """The token behind a bracket that stands between a number and its noun, or a sign for `times`.

    `1,200 (60%) girls`, `5,310 (95 per cent of the target) people`, `12 (twelve) pumps`, `12 x tents`.
    """
    doc = sentence.doc
    if i + 1 < sentence.end and doc[i].text in {"x", "×"}:
        return i + 1
    if i + 3 >= sentence.end or doc[i].text != "(":
        return i
    closing = next((t.i for t in doc[i + 1 : min(i + 12, sentence.end - 1)] if t.text == ")"), None)
    if closing is None or (doc[closing + 1].pos_ not in _NOMINAL | {"ADJ"} and doc[closing + 1].lower_ != "of"):
        return i
    again = any(q.word and s.start == i + 1 and s.end == closing for s, q in quantities_in(sentence))  # `12 (twelve)`
    return closing + 1 if again or _SHARE.search(doc[i + 1 : closing].text) else i


def _noun_end(sentence: Span, number: Span, begin: int, classes: Classes) -> int | None:
    """The last noun of the noun phrase that begins at a token; None if there is none."""
    doc = sentence.doc
    numbers = {(s.start, s.end) for s, _ in quantities_in(sentence)}
    last: int | None = None
    i = begin
    end = _receivers_end(sentence, number, begin, classes)
    # `five Ministry of Health staff`: a name before the noun is one word of it, whatever it holds.
    names = {m.start: m.end for m in mentions_in(sentence, *classes.scope.organizations) if m.start >= begin}
    bodies = {i for start, stop in names.items() for i in range(start, stop)}
    while i < end:
        token = doc[i]
        if i in names and names[i] > i + 1 and names[i] < sentence.end and doc[names[i]].pos_ == "NOUN":
            i = names[i]
            continue
        if last is None and (_inside_word(sentence, i) or _ends_word(sentence, i)):
            i += 1
            continue
        if last is not None and token.text in "-–/’'" and i + 1 < sentence.end and not token.whitespace_:
            i += 2 if doc[i + 1].pos_ == "VERB" else 1
            continue
        joins = token.lower_ in _JOINING and i > begin and _joins(sentence, i)
        # `drilled 12 wells and Oxfam gave 400 filters`: the number counts no organisation.
        another = token.lower_ in _JOINING and i + 1 in names and last not in bodies
        if another or (joins and _changes_kind(sentence, i, classes)):
            break
        if joins or (token.tag_ == "POS" and last is not None):
            i += 1
            continue
        if last is not None and (behind := _behind_acronym(sentence, begin, i)) > i:
            i = behind
            continue
        if token.pos_ in _NOMINAL or (token.is_title and token.dep_ == "compound"):
            last = i
        elif token.is_upper and token.is_alpha and len(token) > 2:
            pass  # an acronym, whatever the tagger takes it for
        elif _ends_phrase(token, doc[last] if last is not None else None, classes) and not _describes(
            token, begin, classes
        ):
            break
        if (i, i + 1) in numbers and i > number.end:
            break
        i += 1
    return last


def _receivers_end(sentence: Span, number: Span, begin: int, classes: Classes) -> int:
    """The token behind those who are given something, whom the parser takes for a part of what they are given.

    `gave 300 families seed`; the end of the sentence where none are.
    """
    if not _gives(sentence, number.start, classes):
        # `helped 300 families thanks to …`: no noun of theirs
        return next(
            (t.i for t in sentence.doc[begin : min(begin + 6, sentence.end)] if t.lower_ == "thanks"), sentence.end
        )
    people = classes.people | classes.households
    for token in sentence.doc[begin : min(begin + 6, sentence.end - 1)]:
        if token.pos_ not in _MODIFIER:
            break
        twice = token.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i > token.i for c in token.head.children)
        beside = token.head.i > token.i or token.dep_ == "dative" or twice
        apart = beside and token.tag_ in {"NNS", "NNPS"} and noun_lemma(token) in people
        if apart and token.nbor().pos_ in _NOMINAL | {"ADJ"}:
            return token.i + 1
    return sentence.end


def _gives(sentence: Span, number: int, classes: Classes) -> bool:
    """Whether the verb before a number gives something, so that whom it counts may be the receivers."""
    before = number - 1
    while before > sentence.start and sentence.doc[before].pos_ in {"ADV", "ADP", "DET"}:
        before -= 1  # `gave about 300 families tents`
    if before < sentence.start:
        return False
    verb = sentence.doc[before]
    frame = classes.verbs.get(verb.lemma_.lower())
    return verb.pos_ == "VERB" and frame is not None and frame.kind == "deliver"


def _behind_acronym(sentence: Span, begin: int, i: int) -> int:
    """The token behind the acronym of the words from one token to another, where more words of theirs follow; else `i`.

    `669 Gender-Based Violence (GBV) incidents`, `5,000 Information, Education and Communication (IEC) posters`.
    """
    doc = sentence.doc
    if doc[i].text == ",":
        words = doc[begin : min(begin + _LONGEST_NAME, sentence.end)]
        opening = next((t.i for t in words if t.text == "("), i)
        behind = _behind_abbreviation(sentence, opening)
        initials = "".join(t.text[0] for t in doc[begin:opening] if t.is_alpha and t.lower_ not in _JOINING)
        return behind if behind > opening and initials.casefold() == doc[opening + 1].text.casefold() else i
    behind = _behind_abbreviation(sentence, i)
    if not i < behind < sentence.end or not doc[i + 1].is_upper:
        return i
    noun = doc[behind].head if doc[behind].pos_ == "ADJ" else doc[behind]
    return behind if noun.pos_ in _NOMINAL and (noun == doc[behind] or doc[i - 1].head == noun) else i


def _inside_word(sentence: Span, i: int) -> bool:
    """Whether a token is a part of a word with hyphens, but not its last: `out-of-school children`."""
    doc = sentence.doc
    behind = i + 1 < sentence.end and doc[i + 1].text in {"-", "–"}
    return not doc[i].whitespace_ and (behind or (i > sentence.start and doc[i].text in {"-", "–"}))


def _ends_word(sentence: Span, i: int) -> bool:
    """Whether a token is the last part of a word with hyphens before a noun, and no noun itself: `take-home food`."""
    doc = sentence.doc
    before = doc[i - 1]
    return (
        i > sentence.start and before.text in {"-", "–"} and not before.whitespace_ and doc[i].pos_ in {"VERB", "ADP"}
    )


def _describes(token: Token, begin: int, classes: Classes) -> bool:
    """Whether a participle right behind the number describes the noun, whatever the tagger takes it for.

    So does one joined to an adjective: `1,120 sick and wounded people`.
    """
    behind = token.i == begin or (token.i > begin + 1 and token.nbor(-1).lower_ in _JOINING)
    return behind and token.lower_ in classes.scope.words("activities", "participles")


def _ends_phrase(token: Token, noun: Token | None, classes: Classes) -> bool:
    """Whether a token that is no noun ends a noun phrase whose last noun so far is `noun`."""
    if token.pos_ not in _MODIFIER or token.lower_ in _STOP:
        return True
    if token.pos_ == "VERB":
        if token.tag_ in {"VBD", "VBZ", "VBP", "VB"}:
            return True
        clause = token.tag_ == "VBN" or token.dep_ == "acl"  # `incidents involving two convoys`
        return noun is not None and (clause or noun.lemma_.lower() in classes.people)
    return token.pos_ == "ADV" and noun is not None


def _described(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, begin: int, last: int
) -> Phrase | None:
    """The phrase of a number whose noun phrase reaches from one token to another."""
    doc = sentence.doc
    head = doc[last]
    groups = mentions_in(sentence, "PopulationGroup")
    # A label may reach further than the tagger: `persons of concern`, `survivors of GBV`. Its head is not always its
    # last word: `children under five`.
    for mention in groups:
        if begin <= mention.start <= last < mention.end:
            # The parser may hang what stands behind the noun elsewhere: `children at risk of statelessness`.
            own, root = number.root.head, mention.root
            torn = root.pos_ == "ADP" and mention.start <= own.i < mention.end
            last, head = mention.end - 1, own if torn else root
    lemma = noun_lemma(head)
    text = _words(doc[begin : last + 1].text, classes)
    within = [m for m in groups if m.start >= begin and m.end <= last + 1]
    named = tuple(m.kb_id_ for m in within) + _from_groups(sentence, last + 1)
    kind = _kind(doc[begin : last + 1], head, classes, named)
    if kind == PEOPLE:
        topics = {m.kb_id_ for m in within if is_topic(classes.scope, m, classes.people)}
        named = tuple(g for g in named if g not in topics)
        named = (*made_by_adjectives(classes.scope, doc[begin:last], named), *named)
    named += _by_participle(sentence, last + 1, classes) if kind in {PEOPLE, HOUSEHOLDS} else ()
    behind = _behind_abbreviation(sentence, last + 1)
    of = behind + 1 < sentence.end and doc[behind].lower_ == "of"
    reach = of and lemma in classes.scope.words("activities", "stretches") and doc[behind + 1].text[0].islower()
    times = kind == ASIDE and lemma in classes.rounds  # `three rounds of cash grants`: the grants are told
    herd = of and classes.pattern("herd").match(doc[last : sentence.end].text) is not None  # `300 heads of cattle`
    if herd or reach or (of and lemma in classes.empty_heads and kind in {THINGS, ASIDE} and not times):
        end = _of_phrase(sentence, behind + 1)
        if end > behind + 1:
            text = _words(f"{doc[begin : last + 1].text} {doc[behind:end].text}", classes)
            last, kind = end - 1, ASIDE if classes.scope.pattern("illness", "count").search(text) else THINGS
    elif lemma in {"number", "total"}:
        return None
    # A demonym counts people too: `14 Central Africans`.
    if kind == THINGS and any(m.start <= last < m.end for m in mentions_in(sentence, "Demonym")):
        kind = PEOPLE
    if kind in {PEOPLE, HOUSEHOLDS} and quantity.value != quantity.value.to_integral_value():
        kind = ASIDE  # a mean: `4.9 members`
    if kind == THINGS and lemma in classes.conveyances and _carried(sentence, number):
        kind = ASIDE
    lemmas = [noun_lemma(t) for t in doc[begin : last + 1]]
    sexes = tuple(dict.fromkeys(classes.sexes[word] for word in lemmas if word in classes.sexes))
    sex = classes.sexes.get(lemma) if last == begin or doc[begin].lower_ in classes.ages else None
    return Phrase(quantity, number, number.start, last + 1, head, kind, text, named, sex, sexes=sexes)


def _carried(sentence: Span, number: Span) -> bool:
    """Whether a number only tells how people or goods came: `the return of 300 refugees in nine convoys`."""
    before = sentence.doc[number.start - 1].lower_ if number.start > sentence.start else ""
    return before in {"in", "on", "aboard", "via", "through", "by"}


# Between people and the participle that tells what they are: `families who have been newly displaced`.
_TELLING = frozenset(
    "who that which were was are is have has had been being newly recently internally forcibly also".split()
)
_BRACKET = 10  # tokens of a bracket between people and a participle


def _by_participle(sentence: Span, at: int, classes: Classes) -> tuple[str, ...]:
    """The group that a participle makes of people: `300 families (over 900 people) displaced by the floods`."""
    doc = sentence.doc
    if at < sentence.end and doc[at].text == "(":
        at = next((t.i + 1 for t in doc[at : min(at + _BRACKET, sentence.end)] if t.text == ")"), at)
    while at < sentence.end and doc[at].lower_ in _TELLING:
        at += 1
    following = doc[at] if at < sentence.end else None
    if following is None or following.tag_ not in {"VBN", "VBD"}:
        return ()
    code = classes.scope.patterns("populations").get("implied", {}).get(following.lemma_.lower())
    return (classes.scope.term("PopulationGroup", code).iri,) if code else ()


def _behind_abbreviation(sentence: Span, start: int) -> int:
    """The token behind a unit's abbreviation in brackets: `300 metric tons (MT) of food`; `start` if there is none."""
    doc = sentence.doc
    if start + 2 < sentence.end and doc[start].text == "(" and doc[start + 2].text == ")":
        return start + 3
    return start


def _from_groups(sentence: Span, start: int) -> tuple[str, ...]:
    """The groups behind `from`: `666 persons from both refugee and host communities`."""
    doc, found, at = sentence.doc, [], start
    if at >= sentence.end or doc[at].lower_ not in {"from", "among", "of"}:
        return ()
    at += 1
    while at < sentence.end and doc[at].lower_ in {"both", "the", "different", "various", "local", "all"}:
        at += 1
    for mention in mentions_in(sentence, "PopulationGroup"):
        if mention.start < at:
            continue
        if mention.start > at:
            break
        found.append(mention.kb_id_)
        at = mention.end
        while at < sentence.end and (doc[at].text == "," or doc[at].lower_ in {"and", "the", "communities"}):
            at += 1
    return tuple(found)


def _changes_kind(sentence: Span, i: int, classes: Classes) -> bool:
    """Whether `and` leads from people to things, which their number does not count: `to 30 families and kits to …`."""
    served = classes.people | classes.households | classes.aside
    following = list(takewhile(lambda t: t.pos_ in _NOMINAL | {"ADJ"}, sentence.doc[i + 1 : sentence.end]))
    nouns = [t for t in following if t.pos_ in _NOMINAL]
    groups = mentions_in(sentence, "PopulationGroup")
    return (
        noun_lemma(sentence.doc[i - 1]) in served
        and bool(nouns)
        and noun_lemma(nouns[-1]) not in served
        and not any(m.start <= nouns[-1].i < m.end for m in groups)
    )


def _joins(sentence: Span, i: int) -> bool:
    """Whether `and` joins nouns that one number counts (`men and women`, `school kits and materials`)."""
    doc = sentence.doc
    if i + 1 >= sentence.end:
        return False
    following = doc[i + 1]
    if doc[i - 1].pos_ in {"ADJ", "VERB"} and following.pos_ in {"ADJ", "VERB"}:
        return True
    if doc[i - 1].pos_ not in _NOMINAL and doc[i - 1].tag_ != "POS":
        return False
    numbers = {s.start for s, _ in quantities_in(sentence)}
    if (
        i + 1 in numbers
        or following.lower_ in {"the", "a", "an", "to"}
        or following.pos_ not in {"NOUN", "PROPN", "ADJ"}
    ):
        return False
    # A clause or a name begins there: another verb follows before any comma.
    return not any(
        m.start == i + 1 and m.label_ not in {"PopulationGroup", "ActivityType"} for m in mentions_in(sentence)
    )


def _lists(sentence: Span, comma: int) -> bool:
    """Whether a comma stands in a list of nouns that ends behind `and`: `40 tons of rice, beans and oil`."""
    doc = sentence.doc
    for i in range(comma + 1, min(comma + 10, sentence.end - 1)):
        if doc[i].lower_ in {"and", "&"}:
            numbers = {s.start for s, _ in quantities_in(sentence)}
            return doc[i + 1].pos_ in _NOMINAL | {"ADJ"} and i + 1 not in numbers
        if doc[i].pos_ not in _NOMINAL | {"ADJ"} and doc[i].text != ",":
            return False
    return False


def _of_phrase(sentence: Span, start: int) -> int:
    """The token behind the last noun of the phrase behind `of`; `start` if there is none."""
    doc, i, last = sentence.doc, start, start
    while (
        i < sentence.end
        and (
            doc[i].pos_ in _MODIFIER
            or _inside_word(sentence, i)
            or doc[i].lower_ in {"the", "on", "of"}
            or doc[i].text in "-/"
            or (doc[i].lower_ in {"and", "&"} and i > start and (doc[i - 1].text == "," or _joins(sentence, i)))
            or (doc[i].text == "," and i > start and _lists(sentence, i))
        )
        and doc[i].tag_ not in FINITE
    ):
        if doc[i].lower_ in {"were", "was", "have", "has", "been", "for", "to"} and not _inside_word(sentence, i):
            break
        if doc[i].lower_ == "on" and doc[i + 1 : i + 2].text.casefold() == "behalf":
            break
        if doc[i].pos_ in _NOMINAL:
            last = i + 1
        i += 1
    return last


def _kind(span: Span, head: Token, classes: Classes, groups: Sequence[str]) -> str:
    lemma, last = noun_lemma(head), noun_lemma(span[-1])
    if _is_length(span, classes) or _RATE.search(text_of(span)):
        return ASIDE
    if classes.scope.pattern("populations", "heads_of_household").search(text_of(span)):
        return PEOPLE
    if lemma in classes.households or last in classes.households:
        return HOUSEHOLDS
    if lemma in classes.people or last in classes.people or _stands_for_people(span[-1], classes):
        return PEOPLE
    if not classes.aside.isdisjoint((lemma, head.lower_, singular(head.lower_))):
        return ASIDE
    if _is_illness(span, classes):
        return ASIDE
    if groups and any(m.end >= head.i + 1 and m.start <= head.i for m in mentions_in(span.sent, "PopulationGroup")):
        return PEOPLE
    return THINGS


def _stands_for_people(token: Token, classes: Classes) -> bool:
    """Whether an acronym that the report introduced is of people: `interviewed 25 KIs`."""
    if not token.text[:2].isupper():
        return False
    words = classes.scope.document.report.names.acronyms.get(token.text, "").casefold().split()
    return bool(words) and singular(words[-1]) in classes.people


def _is_length(span: Span, classes: Classes) -> bool:
    """Whether a number with a hyphen tells a length or a size: `a six-month ban`."""
    if span[0].text in {"-", "–"}:
        return len(span) > 1 and noun_lemma(span[1]) in classes.aside
    # `115 km south`, `three hours drive`: how far or how long
    return len(span) > 1 and span[0].lower_ in classes.scope.words("activities", "lengths") and span[1].lower_ != "of"


def _is_illness(span: Span, classes: Classes) -> bool:
    """Whether a count is one of disease: cases of it, deaths, recoveries."""
    text = " ".join(text_of(span).split())
    if classes.scope.pattern("illness", "count").search(text):
        return True
    ill = classes.scope.pattern("illness", "sentence").search(span.sent.text)
    return ill is not None and classes.scope.pattern("illness", "bare").search(text) is not None


def _words(text: str, classes: Classes) -> str:
    text = re.sub(r"\s+", " ", re.sub(r"\s*\([A-Z]{2,8}s?\)(?=\s)", "", text)).strip(" ,;:.-")
    return classes.pattern("before_noun").sub("", text)
