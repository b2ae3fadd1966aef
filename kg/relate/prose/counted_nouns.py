"""Where the noun phrase behind a number begins and ends."""

from __future__ import annotations

import re
from itertools import takewhile

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.spans import mentions_in, quantities_in
from kg.relate.verbs import FINITE, SUBJECTS

_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFIER = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "NUM"})
# Words that end a noun phrase, whatever the tagger takes them for.
_STOP = frozenset(
    "in at on from to of by with for as who which that were was are is have has had been be being will including "
    "through during since per within while under out not also only beginning starting worth ahead".split()
)
_SINGULAR = frozenset({"NN", "NNP", "JJ"})
_ASIDE = frozenset({"ahead", "prior", "due", "because", "worth", "thanks"})
_SHARE = re.compile(r"\d")
_JOINING = frozenset({"and", "or", "&"})
_LONGEST_NAME = 14  # tokens of words that are one name with an acronym
# Words between a number and its noun: `76 of these`, `30 additional`.
_BEFORE_NOUN = frozenset("new additional other more most about of the these those such different separate".split())


def phrase_begin(sentence: Span, number: Span, classes: Classes) -> int:
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
    if i + 2 < sentence.end and (doc[i].lower_, doc[i + 1].lower_) == ("at", "risk") and doc[i + 2].pos_ in _NOMINAL:
        i += 2  # `300 at risk children`
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


def phrase_end(sentence: Span, number: Span, begin: int, classes: Classes) -> int | None:
    """The last noun of the noun phrase that begins at a token; None if there is none."""
    doc = sentence.doc
    quantities = quantities_in(sentence)
    numbers = {(s.start, s.end) for s, _ in quantities}
    last: int | None = None
    i = begin
    # `gave 300 families USD 90`
    amounts = (s.start for s, q in quantities if q.currency and s.start > begin)
    end = min([_receivers_end(sentence, number, begin, classes), *amounts])
    # `five Ministry of Health staff`: a name before the noun is one word of it, whatever it holds.
    names = {m.start: m.end for m in mentions_in(sentence, *classes.scope.organizations) if m.start >= begin}
    bodies = {i for start, stop in names.items() for i in range(start, stop)}
    while i < end:
        token = doc[i]
        if i in names and names[i] > i + 1 and names[i] < sentence.end and doc[names[i]].pos_ == "NOUN":
            i = names[i]
            continue
        if last is None and (is_inside_word(sentence, i) or _ends_word(sentence, i)):
            i += 1
            continue
        if last is not None and token.text in "-–/’'" and i + 1 < sentence.end and not token.whitespace_:
            i += 2 if doc[i + 1].pos_ == "VERB" else 1
            continue
        joins = token.lower_ in _JOINING and i > begin and _joins(sentence, i)
        # `drilled 12 wells and Oxfam gave 400 filters`: the number counts no organisation.
        another = token.lower_ in _JOINING and i + 1 in names and last not in bodies
        if another or (joins and (_changes_kind(sentence, i, classes) or _opens_event(sentence, i + 1, classes))):
            break
        if joins or (token.tag_ == "POS" and last is not None):
            i += 1
            continue
        if last is not None and (behind := _behind_addition(sentence, begin, i, classes)) > i:
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


def _behind_addition(sentence: Span, begin: int, i: int, classes: Classes) -> int:
    """The token with which a noun phrase goes on behind an acronym, a list or a word that joins nouns; else `i`."""
    doc = sentence.doc
    if doc[i].text == "," and (shared := _shared_plural(sentence, begin, i, classes)) > i:
        return shared
    joined = i + 1 < sentence.end and doc[i - 1].pos_ in _NOMINAL and doc[i + 1].pos_ in _NOMINAL
    if joined and doc[i].lower_ in classes.scope.words("activities", "adjoining"):
        return i + 1
    return _behind_acronym(sentence, begin, i)


def _shared_plural(sentence: Span, begin: int, comma: int, classes: Classes) -> int:
    """The plural noun that the words around a comma all describe (`40 water, sanitation and hygiene kits`); else it.

    A number above one counts no singular noun.
    """
    doc = sentence.doc
    if doc[begin - 1].lower_ in {"one", "1"} or any(t.tag_ in {"NNS", "NNPS"} for t in doc[begin:comma]):
        return comma
    if doc[comma - 1].tag_ not in _SINGULAR or noun_lemma(doc[comma - 1]) in classes.people | classes.empty_heads:
        return comma
    joined = False
    for i in range(comma + 1, min(comma + _LONGEST_NAME, sentence.end)):
        token = doc[i]
        if token.tag_ == "NNS":
            return i if joined and doc[i - 1].lower_ not in _JOINING else comma
        if token.lower_ in _JOINING:
            joined = True
        elif token.tag_ not in _SINGULAR and token.text not in {",", "-"}:
            break
    return comma


def _behind_acronym(sentence: Span, begin: int, i: int) -> int:
    """The token behind the acronym of the words from one token to another, where more words of theirs follow; else `i`.

    `669 Gender-Based Violence (GBV) incidents`, `5,000 Information, Education and Communication (IEC) posters`.
    """
    doc = sentence.doc
    if doc[i].text == ",":
        words = doc[begin : min(begin + _LONGEST_NAME, sentence.end)]
        opening = next((t.i for t in words if t.text == "("), i)
        behind = behind_abbreviation(sentence, opening)
        initials = "".join(t.text[0] for t in doc[begin:opening] if t.is_alpha and t.lower_ not in _JOINING)
        return behind if behind > opening and initials.casefold() == doc[opening + 1].text.casefold() else i
    behind = behind_abbreviation(sentence, i)
    if not i < behind < sentence.end or not doc[i + 1].is_upper:
        return i
    noun = doc[behind].head if doc[behind].pos_ == "ADJ" else doc[behind]
    return behind if noun.pos_ in _NOMINAL and (noun == doc[behind] or doc[i - 1].head == noun) else i


def is_inside_word(sentence: Span, i: int) -> bool:
    """Whether a token is a part of a word with hyphens, but not its last: `out-of-school children`."""
    doc = sentence.doc
    token = doc[i]
    if token.whitespace_:
        return False
    behind = i + 1 < sentence.end and doc[i + 1].text in {"-", "–"}
    return behind or (i > sentence.start and token.text in {"-", "–"})


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


def _opens_event(sentence: Span, i: int, classes: Classes) -> bool:
    """Whether a noun tells another deed than those before it: `gave 900 kits and training of staff`."""
    doc = sentence.doc
    noun = i + 1 < sentence.end and doc[i].pos_ == "NOUN" and noun_lemma(doc[i]) in classes.nouns
    return noun and doc[i + 1].lower_ == "of"


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
    described = following.dep_ == "conj" and following.head.i == i - 1  # `pregnant and nursing women`
    if doc[i - 1].pos_ in {"ADJ", "VERB"} and (following.pos_ in {"ADJ", "VERB"} or described):
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
    if _begins_clause(sentence, i):
        return False
    # A clause or a name begins there: another verb follows before any comma.
    return not any(
        m.start == i + 1 and (m.label_ not in {"PopulationGroup", "ActivityType"} or _is_uncounted(sentence, i, m))
        for m in mentions_in(sentence)
    )


def _begins_clause(sentence: Span, joining: int) -> bool:
    """Whether the noun behind `and` is the subject of a clause of its own: `food for 300 men and partners plan …`."""
    if not sentence.doc[joining + 1].is_lower:
        return False
    for noun in sentence.doc[joining + 1 : sentence.end]:
        if noun.pos_ not in _NOMINAL | {"ADJ"}:
            return False
        if noun.dep_ in SUBJECTS:
            return noun.head.i > noun.i and noun.head.pos_ in {"VERB", "AUX"} and noun.left_edge.i >= joining
    return False


def _is_uncounted(sentence: Span, i: int, label: Span) -> bool:
    """Whether a label behind `and` names what no number counts, beside things: `40 latrines and legal aid`."""
    behind = label.doc[label.end] if label.end < sentence.end else None
    alone = behind is None or behind.pos_ not in _NOMINAL
    return label.label_ == "ActivityType" and alone and label.root.tag_ == "NN" and label.doc[i - 1].tag_ == "NNS"


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


def end_of_genitive(sentence: Span, start: int) -> int:
    """The token behind the last noun of the phrase behind `of`; `start` if there is none."""
    doc, i, last = sentence.doc, start, start
    while (
        i < sentence.end
        and (
            doc[i].pos_ in _MODIFIER
            or is_inside_word(sentence, i)
            or doc[i].lower_ in {"the", "on", "of"}
            or doc[i].text in "-/"
            or (doc[i].lower_ in {"and", "&"} and i > start and (doc[i - 1].text == "," or _joins(sentence, i)))
            or (doc[i].text == "," and i > start and _lists(sentence, i))
        )
        and doc[i].tag_ not in FINITE
    ):
        if doc[i].lower_ in {"were", "was", "have", "has", "been", "for", "to"} and not is_inside_word(sentence, i):
            break
        if doc[i].lower_ == "on" and doc[i + 1 : i + 2].text.casefold() == "behalf":
            break
        if doc[i].lower_ in _ASIDE:
            break  # `40 tons of feed ahead of the harvest`
        if doc[i].pos_ in _NOMINAL:
            last = i + 1
        i += 1
    return last


def behind_abbreviation(sentence: Span, start: int) -> int:
    """The token behind a unit's abbreviation in brackets: `300 metric tons (MT) of food`; `start` if there is none."""
    doc = sentence.doc
    if start + 2 < sentence.end and doc[start].text == "(" and doc[start + 2].text == ")":
        return start + 3
    return start
