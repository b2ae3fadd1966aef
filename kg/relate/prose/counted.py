"""The noun phrase behind a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.relate.prose.counted_nouns import behind_abbreviation, end_of_genitive, phrase_begin, phrase_end
from kg.relate.prose.ellipsis import elliptic_phrase
from kg.relate.prose.groups import is_topic, made_by_adjectives
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, singular
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase
from kg.relate.spans import mentions_in

_RATE = re.compile(r"/\s?(?:day|d|h|hr|hour|s|sec|week|month|person|pers|p)\b")  # `45 m³/day`
# Between people and the participle that tells what they are: `families who have been newly displaced`.
_TELLING = frozenset(
    "who that which were was are is have has had been being newly recently internally forcibly also".split()
)
# `23 mt/167 m3 of relief items`: how large they are, told a second time.
_ALSO_MEASURED = re.compile(r"^([A-Za-z]{1,8})\s?/\s?\d[\d.,]*\s?[A-Za-z]{1,4}\d?(?:\s+\1\b)?")
_CODE = 3  # letters of a currency's code
_LOADED = 6  # tokens in which a load is told, at most
_BRACKET = 10  # tokens of a bracket between people and a participle


_DESCRIBING = frozenset({"compound", "nmod", "amod", "poss"})
_OTHERS = frozenset({"others", "ones", "new ones"})


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
    begin = number.end + 1 if size else phrase_begin(sentence, number, classes)
    last = phrase_end(sentence, number, begin, classes)
    if last is None:
        # A demonym counts people too: `170,000 Sudanese`.
        groups = mentions_in(sentence, "Demonym", "PopulationGroup")  # nor is `40 internally displaced` a noun
        last = next((m.end - 1 for m in groups if m.start == begin), None)
    pronoun = quantity.word and quantity.value == 1
    if last is None or (pronoun and begin > number.end):
        return None if pronoun else elliptic_phrase(sentence, number, quantity, classes, earlier, lead)
    last = _joint(doc[last], classes) if last < sentence.end else last
    phrase = _described(sentence, number, quantity, classes, begin, last)
    if phrase is not None and size:
        phrase.size = True
    if phrase is not None and phrase.text.casefold() in _OTHERS and earlier and earlier[-1].kind in {PEOPLE, THINGS}:
        # `killed 35 people and displaced 900 others`, `mended 40 pumps and brought 12 new ones`
        phrase.kind = earlier[-1].kind
        if phrase.kind == THINGS:
            phrase.text = earlier[-1].text
    if phrase is not None and phrase.kind == THINGS and phrase.text in classes.empty_heads:
        # `gave 200 mt of food in Gulu and 90 mt in Kitgum`
        same = (p.text for p in reversed(earlier) if p.text.startswith(f"{phrase.text} of "))
        phrase.text = next(same, phrase.text)
    # `one of the …`, `one side` count nothing; `one nurse` and `one attack` do.
    if pronoun and phrase is not None and phrase.kind != PEOPLE:
        befell = classes.scope.words("incidents", "nouns") | classes.scope.words("incidents", "loss_nouns")
        return phrase if noun_lemma(phrase.head) in befell else None
    return phrase


def _joint(noun: Token, classes: Classes) -> int:
    """The last token of what a number counts: of `women and girls safe spaces` the spaces, whose people are joined."""
    joined = next((c for c in noun.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if joined is None or noun_lemma(noun) not in classes.people or noun_lemma(joined) in classes.people:
        return noun.i
    first = joined.doc[noun.i + 2] if noun.i + 2 < joined.i else None
    people = first is not None and first.head.i == joined.i and first.tag_ in {"NNS", "NN"}
    whole = people and first is not None and noun_lemma(first) in classes.people and noun.nbor().dep_ == "cc"
    return joined.i if whole else noun.i


def _is_size(sentence: Span, number: Span, classes: Classes) -> bool:
    """Whether a number with a unit only tells how large the things behind it are."""
    unit = sentence.doc[number.end : min(number.end + 2, sentence.end)]
    if len(unit) < 2 or unit[0].lower_ not in classes.scope.words("activities", "sizes"):
        return False
    return unit[1].tag_ in {"NNS", "NN"} and unit[0].tag_ not in {"NNS", "NNPS"}


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
            if head.pos_ == "ADJ" and doc[last].pos_ in {"NOUN", "PROPN"}:
                head = doc[last]  # `pregnant and nursing women`, whose adjectives the parser hangs on the number
    lemma = noun_lemma(head)
    text = _words(doc[begin : last + 1].text, classes)
    within = [m for m in groups if m.start >= begin and m.end <= last + 1]
    named = tuple(m.kb_id_ for m in within) + _from_groups(sentence, last + 1)
    kind = _kind(doc[begin : last + 1], head, classes, named)
    if kind == PEOPLE:
        topics = {m.kb_id_ for m in within if is_topic(classes.scope, m, classes.people)}
        named = tuple(g for g in named if g not in topics)
    elif kind == THINGS and lemma not in classes.scope.words("activities", "grouped"):
        # `women's centres`, `refugee housing units`: what they are called after
        about = {m.kb_id_ for m in within if m.root.dep_ in _DESCRIBING and m.root.head.i > m.root.i and m.end <= last}
        named = tuple(g for g in named if g not in about)
    if kind in {PEOPLE, HOUSEHOLDS}:
        named = (*made_by_adjectives(classes.scope, doc[begin:last], named), *named)
        named += _by_participle(sentence, last + 1, classes)
    behind = behind_abbreviation(sentence, last + 1)
    if (end := _end_of_content(sentence, last, behind, lemma, kind, classes)) is not None:
        text = _words(f"{doc[begin : last + 1].text} {doc[behind:end].text}", classes)
        last, kind = end - 1, ASIDE if classes.scope.pattern("illness", "count").search(text) else THINGS
    elif lemma in {"number", "total"}:
        return None
    # A demonym counts people too: `14 Central Africans`.
    if kind == THINGS and any(m.start <= last < m.end for m in mentions_in(sentence, "Demonym")):
        kind = PEOPLE
    if kind in {PEOPLE, HOUSEHOLDS} and quantity.value != quantity.value.to_integral_value():
        kind = ASIDE  # a mean: `4.9 members`
    if kind == THINGS and lemma in classes.conveyances and (_carried(sentence, number) or _carries(sentence, last + 1)):
        kind = ASIDE
    lemmas = [noun_lemma(t) for t in doc[begin : last + 1]]
    told = kind != THINGS or lemma in classes.scope.words("activities", "grouped")
    sexes = tuple(dict.fromkeys(classes.sexes[word] for word in lemmas if word in classes.sexes)) if told else ()
    sex = classes.sexes.get(lemma) if last == begin or doc[begin].lower_ in classes.ages else None
    return Phrase(quantity, number, number.start, last + 1, head, kind, text, named, sex, sexes=sexes)


def _end_of_content(sentence: Span, last: int, behind: int, lemma: str, kind: str, classes: Classes) -> int | None:
    """The token behind what a noun that says nothing alone is of or for; None where it says enough.

    Args:
        sentence: in which it stands.
        last: its token.
        behind: the token of the preposition, behind an abbreviation.
        lemma: of the noun's head.
        kind: what the noun counts.
        classes: which nouns say nothing alone.
    """
    doc, scope = sentence.doc, classes.scope
    if behind + 1 >= sentence.end or doc[behind].lower_ not in {"of", "for"}:
        return None
    if doc[behind].lower_ == "for":
        goes_on = lemma in scope.words("activities", "asking_papers")  # `80 applications for naturalisation`
    else:
        times = kind == ASIDE and lemma in classes.rounds  # `three rounds of cash grants`: the grants are told
        goes_on = (
            (lemma in classes.empty_heads and kind in {THINGS, ASIDE} and not times)
            or (lemma in scope.words("activities", "stretches") and doc[behind + 1].text[0].islower())
            # `300 heads of cattle`
            or classes.pattern("herd").match(doc[last : sentence.end].text) is not None
        )
    end = end_of_genitive(sentence, behind + 1) if goes_on else behind
    return end if end > behind + 1 else None


def _carried(sentence: Span, number: Span) -> bool:
    """Whether a number only tells how people or goods came: `the return of 300 refugees in nine convoys`."""
    before = sentence.doc[number.start - 1].lower_ if number.start > sentence.start else ""
    return before in {"in", "on", "aboard", "via", "through", "by"}


def _carries(sentence: Span, at: int) -> bool:
    """Whether what stands behind a conveyance tells how much came on it: `two trucks carrying 40 tons of rice`."""
    doc = sentence.doc
    verb = at < sentence.end and (doc[at].tag_ == "VBG" or doc[at].lower_ in {"with", "loaded"})
    return verb and any(t.like_num for t in doc[at + 1 : min(at + _LOADED, sentence.end)])


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
    if not classes.aside.isdisjoint((lemma, head.lower_, singular(head.lower_))) or _is_currency(span, classes):
        return ASIDE
    if _is_illness(span, classes):
        return ASIDE
    if groups and any(m.end >= head.i + 1 and m.start <= head.i for m in mentions_in(span.sent, "PopulationGroup")):
        return PEOPLE
    return THINGS


def _is_currency(span: Span, classes: Classes) -> bool:
    """Whether all that is counted is a currency, whose sign a neighbour took: `15,000 SYP 35,000 SYP`."""
    code = text_of(span)
    return len(code) == _CODE and code.isupper() and classes.scope.labels("Currency").exact(code) is not None


def _stands_for_people(token: Token, classes: Classes) -> bool:
    """Whether a name is that of a people, or an acronym that the report introduced for some: `interviewed 25 KIs`."""
    if token.text in classes.scope.words("places", "peoples"):
        return True
    if not token.text[:2].isupper():
        return False
    words = classes.scope.document.report.names.acronyms.get(token.text, "").casefold().split()
    return bool(words) and singular(words[-1]) in classes.people


def _is_length(span: Span, classes: Classes) -> bool:
    """Whether a number with a hyphen tells a length or a size: `a six-month ban`."""
    if span.start > span.sent.start and span[0].nbor(-1).text.endswith("-") and len(span[0].nbor(-1)) > 1:
        return True  # `a 20- bed ward`
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
    text = _ALSO_MEASURED.sub(r"\1", text)
    text = re.sub(r"\s+", " ", re.sub(r"\s*\([A-Z]{2,8}s?\)(?=\s)", "", text)).strip(" ,;:.-")
    return classes.pattern("before_noun").sub("", text)
