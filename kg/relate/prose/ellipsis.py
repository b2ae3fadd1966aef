"""Numbers that stand alone: they count what the lead-in names, or what was counted before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.relate.labels import NUMBER_OF
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.spans import mentions_in

_PRONOUN = re.compile(
    r"\s*(?:of\s+(?:them|these|whom|which|those)\b"
    r"|(?:(?:more|others?)\s+)?(?:were|was|are|is|have|has|had|received|being|will|took|could|did|also|hosted|living|residing|sheltering|staying|displaced)\b|\()",
    re.IGNORECASE,
)


_NOUNS = frozenset({"NN", "NNS"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_NUMBER_OF = re.compile(r"\b(?:number|total|count)s?\s+of\s+(?:the\s+)?", re.IGNORECASE)

# What a number counts: before a colon, or as the first column of a row whose second is the number.
_LABEL = re.compile(r"\W*(?P<label>[A-Z][\w\s/&’'-]{3,60}?)\s*:\s*")
_COLUMN = re.compile(r"\W*(?P<label>[A-Z](?:[\w/&’'-]|\s(?!\s)){3,60})\s{2,}")


def elliptic_phrase(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, earlier: Sequence[Phrase], lead: str
) -> Phrase | None:
    """A number alone: it counts what the lead-in names, or what was counted before, if that stands near."""
    following = text_of(sentence.doc)[number.end_char : sentence.end_char]
    label = re.sub(r"\([^)]*\)", "", lead).rstrip(" :")
    if label and lead.rstrip().endswith(":") and number.start - sentence.start <= 2 and len(label.split()) <= 5:
        people = label.split()[-1].casefold().rstrip("s") in classes.people
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE if people else THINGS, label)
    before = text_of(sentence.doc)[sentence.start_char : number.start_char]
    labelled = _LABEL.fullmatch(before) or (None if following.strip(" .") else _COLUMN.fullmatch(before))
    if labelled is not None and not _counts_in(number, before, labelled.end("label"), earlier):
        words = _counted_by(sentence, labelled.group("label"), labelled.start("label"))
        begin, end = (sentence.start_char + at for at in labelled.span("label"))
        nouns = _nouns_counted([t for t in sentence if begin <= t.idx < end])
        people = bool(nouns) and noun_lemma(nouns[-1]) in classes.people
        groups = [m for m in mentions_in(sentence, "PopulationGroup") if begin <= m.start_char < end and people]
        kind = PEOPLE if people else THINGS
        named = tuple(m.kb_id_ for m in groups)
        return Phrase(quantity, number, number.start, number.end, number[-1], kind, words, named)
    stated = _stated(sentence, number, quantity, classes, before)
    stated = stated or _summed(sentence, number, quantity, classes, earlier, before)
    if stated is not None:
        return stated
    sexed = _by_sex(number, quantity, classes, following)
    mark = len(number.text) == 1 and number.text.isdigit() and number.doc[number.start - 1].tag_ in _NOUNS
    if sexed is not None or mark or _has_own_noun(sentence, number, earlier):  # the mark of a note: `other routes 1.`
        return sexed
    pronoun = bool(_PRONOUN.match(following))
    for phrase in reversed(earlier):
        if phrase.kind not in {PEOPLE, HOUSEHOLDS, THINGS} or (phrase.sex and pronoun):
            continue
        if phrase.head.doc is number.doc and phrase.start and number.doc[phrase.start - 1].text == "(":
            continue  # the same people in another unit
        near = phrase.head.doc is number.doc and 0 <= number.start - phrase.end <= 14
        if not (near or pronoun):
            return None
        if (pronoun and not phrase.sex) or near:
            return Phrase(
                quantity, number, number.start, number.end, number[-1], phrase.kind, phrase.text, phrase.groups
            )
    if re.match(r"\s*of\s+(?:them|these|whom)\b", following, re.IGNORECASE):
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, PEOPLE)
    return None


def _has_own_noun(sentence: Span, number: Span, earlier: Sequence[Phrase]) -> bool:
    """Whether a number in brackets counts the noun before them, which no number before counts: `desks (620)`."""
    doc, at = sentence.doc, number.start
    if at - 2 < sentence.start or number.end >= sentence.end or (doc[at - 1].text, doc[number.end].text) != ("(", ")"):
        return False
    noun = doc[at - 2]
    return noun.pos_ == "NOUN" and all(noun.i >= p.end for p in earlier if p.head.doc is doc)


def _counts_in(number: Span, before: str, end: int, earlier: Sequence[Phrase]) -> bool:
    """Whether something is counted in the words up to a colon, so that they are no label: `Oxfam fed 900 people: …`."""
    begin = number.start_char - len(before)
    return any(p.number.doc is number.doc and begin <= p.number.start_char < begin + end for p in earlier)


def _nouns_counted(label: Sequence[Token]) -> list[Token]:
    """The nouns of a label up to a participle behind what it counts: `people` of `People reached with kits`."""
    nouns: list[Token] = []
    for token in label:
        if nouns and token.tag_ in {"VBN", "VBD"}:
            break
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in {"number", "total"}:
            nouns.append(token)
    return nouns


def _counted_by(sentence: Span, label: str, at: int) -> str:
    """What the label of a figure counts: `kits` of `Number of kits distributed`; any other label itself."""
    opened = NUMBER_OF.match(label)
    if opened is None:
        return label
    begin = sentence.start_char + at + opened.end()
    named = [t for t in sentence if begin <= t.idx < sentence.start_char + at + len(label)]
    noun = list(takewhile(lambda t: t.tag_ not in {"VBN", "VBD", "IN", "WDT", "WP"}, named))
    return sentence.doc[noun[0].i : noun[-1].i + 1].text if noun and noun[-1].pos_ in {"NOUN", "PROPN"} else label


def _stated(sentence: Span, number: Span, quantity: Quantity, classes: Classes, before: str) -> Phrase | None:
    """A number that the words around it make one of people: `the number of refugees was 30`, `home to 2 million`."""
    group: Span | None = _become(sentence, number, classes)
    keys = ("stood_at", "stood_before")
    copula = next((m for key in keys if (m := classes.scope.pattern("populations", key).search(before))), None)
    if group is None and copula is not None:
        begin, end = sentence.start_char + copula.start(), sentence.start_char + copula.end()
        groups = mentions_in(sentence, "PopulationGroup")
        group = next((m for m in groups if begin <= m.start_char and m.end_char <= end), None)
        words = (t.lemma_.lower() for t in sentence if begin <= t.idx < end)
        if group is None and any(word in classes.people for word in words):
            return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, PEOPLE)
    if group is not None:
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, group.text, (group.kb_id_,))
    if classes.scope.pattern("populations", "home_to").search(before):
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, PEOPLE)
    return None


def _summed(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, earlier: Sequence[Phrase], before: str
) -> Phrase | None:
    """The sum of the things told before: `set up 14 desks, bringing the total number of desks in 2022 to 139`."""
    found = classes.scope.pattern("populations", "sums_up").search(before) if earlier else None
    last = next((p for p in reversed(earlier) if p.head.doc is number.doc and p.kind != ASIDE), None)
    if found is None or last is None or last.start < sentence.start:
        return None
    text, of = last.text, _NUMBER_OF.search(before, found.start())
    if of is not None:
        begin = sentence.start_char + of.end()
        named = takewhile(lambda t: t.pos_ in _NOMINAL, (t for t in sentence if t.idx >= begin))
        noun = list(named)
        if not noun or any(noun_lemma(t) in classes.people | classes.households for t in noun):
            return None
        text = sentence.doc[noun[0].i : noun[-1].i + 1].text
    elif last.kind != THINGS:
        return None
    return Phrase(quantity, number, number.start, number.end, number[-1], THINGS, text)


def _by_sex(number: Span, quantity: Quantity, classes: Classes, following: str) -> Phrase | None:
    """A number that the words behind it give a sex."""
    against = classes.pattern("concerning_sex").match(following)
    if against is None:
        return None
    word = against.group("who").casefold()
    sex = word if word in classes.sexes.values() else classes.sexes.get(word) or classes.sexes.get(word.rstrip("s"))
    if not sex:
        return None
    return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, word, (), sex)


def _become(sentence: Span, number: Span, classes: Classes) -> Span | None:
    """The group that a number alone has become: `2 million have become refugees`."""
    doc = sentence.doc
    following = [t for t in doc[number.end : min(number.end + 5, sentence.end)] if t.pos_ not in {"AUX", "ADV"}]
    if not following or following[0].lemma_.lower() not in classes.scope.words("populations", "becoming"):
        return None
    groups = mentions_in(sentence, "PopulationGroup")
    return next((m for m in groups if following[0].i < m.start <= following[0].i + 2), None)
