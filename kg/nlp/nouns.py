"""Noun phrases around a number, by grammar and by nearness."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.nlp.marked import Marked

CORE = {"NOUN", "PROPN", "ADJ"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
SKIPPED = {"DET", "PRON"}
_PHRASE_LENGTH = 14


def _noun_run(doc: Doc, i: int) -> Span | None:
    """The noun phrase that begins at token `i`, with its adjectives and coordinated nouns, up to its last noun."""
    while i < len(doc) and doc[i].pos_ in SKIPPED:
        i += 1
    begin, last = i, None
    while i < len(doc) and i - begin < 14:
        token = doc[i]
        if is_noun(token):
            last = i
        elif not (token.pos_ in {"ADJ", "ADV"} or (last is None and _is_participle(doc, i)) or _joins(doc, i, last)):
            break
        i += 1
    if last is None and i > begin and doc[begin].pos_ == "ADJ":
        last = i - 1
    return doc[begin : last + 1] if last is not None else None


def is_noun(token: Token) -> bool:
    """Whether a token is a noun or a name; names with digits (`COVID-19`) are often tagged as numbers."""
    if not any(c.isalpha() for c in token.text):
        return False
    named = token.pos_ in {"X", "NUM", "SYM"} and any(c.isdigit() for c in token.text)
    return named or token.pos_ in {"NOUN", "PROPN"}


def _is_participle(doc: Doc, i: int) -> bool:
    """`confirmed cases`, but not `arrived in`."""
    follows = i + 1 < len(doc) and (doc[i + 1].pos_ in {"NOUN", "PROPN", "ADJ", "X"} or is_noun(doc[i + 1]))
    return (
        doc[i].tag_ in {"VBN", "VBG", "VBD"}
        and follows
        and not any(c.dep_ in {"dobj", "ccomp", "nsubj"} for c in doc[i].children)
    )


def _joins(doc: Doc, i: int, last: int | None) -> bool:
    return (
        last is not None
        and doc[i].text in {"-", "/", "and", "&", "’s", "'s"}
        and i + 1 < len(doc)
        and doc[i + 1].pos_ in CORE
    )


def _past_numbers(doc: Doc, i: int) -> int:
    """Past further numbers that share a noun, in a list, range or ratio: `105, 100 and 98 tons`, `one out of three`."""
    while i < len(doc):
        j = i
        while j < len(doc) and j - i < 2 and doc[j].lower_ in {",", "and", "or", "to", "-", "–", "in", "out", "of"}:
            j += 1
        if (
            j == i
            or j >= len(doc)
            or (not doc[j].like_num and doc[j].pos_ != "NUM")
            or (any(c.isalpha() for c in doc[j].text) and doc[j].text[0].isdigit())
        ):
            return i
        i = j + 1
        while i < len(doc) and doc[i].lower_ in {"%", "percent", "per", "cent", "million"}:
            i += 1
    return i


def behind(doc: Doc, marked: Marked, adjuncts: frozenset[str]) -> Span | None:
    """The noun that the number stands before: `300 displaced families`, `75 per cent of the population`."""
    i = _past_numbers(doc, marked.stop)
    if i < len(doc) and doc[i].text == "(":
        close = next((j for j in range(i, min(i + 7, len(doc))) if doc[j].text == ")"), None)
        i = close + 1 if close is not None else i
    elif (
        i < len(doc) and doc[i].text == ")" and i + 1 < len(doc) and (doc[i + 1].lower_ == "of" or is_noun(doc[i + 1]))
    ):
        i += 1
    bracket = i != marked.stop and doc[i - 1].text == ")"
    while i < len(doc) and (doc[i].text == "-" or doc[i].lower_ in adjuncts):
        i += 1
    if i < len(doc) and doc[i].lower_ in {"of", "or", "among", "from"}:
        linked = doc[i].lower_
        i += 1
        while i < len(doc) and (
            doc[i].pos_ in SKIPPED or doc[i].like_num or doc[i].lower_ in {"all", "estimated", "total"}
        ):
            i += 1
        if linked in {"among", "from"} and (marked.share or (i < len(doc) and not _names_people(doc, i))):
            return None
    elif (marked.share or bracket) and not (i < len(doc) and doc[i].pos_ in CORE):
        return None
    return _noun_run(doc, i)


def _names_people(doc: Doc, i: int) -> bool:
    run = _noun_run(doc, i)
    return run is not None and (
        run[-1].tag_ in {"NNS", "NNPS"} or run[-1].lemma_.lower() in {"community", "population"}
    )


def what_changed(noun: Token) -> Span | None:
    """What changed: `a 5 per cent increase in prices`."""
    link = next((c for c in noun.rights if c.lower_ in {"in", "of"}), None)
    thing = (
        next((c for c in link.children if c.dep_ == "pobj" and c.pos_ in CORE and is_noun(c)), None)
        if link is not None
        else None
    )
    if thing is None or thing.lemma_ == "%" or thing.ent_type_ in {"DATE", "PERCENT", "GPE"} or thing.like_num:
        return None
    return phrase(thing)


def phrase_of_subject(verb: Token) -> Span | None:
    """The subject of a verb, when it is a noun, as a phrase."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return phrase(subject) if subject is not None and is_noun(subject) else None


def before_colon(doc: Doc, marked: Marked) -> Span | None:
    """The noun before a colon: `IDPs: 300`."""
    i = marked.start - 1
    return _phrase_before(doc, i - 1) if i > 0 and doc[i].text == ":" and doc[i - 1].pos_ in {"NOUN", "PROPN"} else None


def before_bracket(doc: Doc, marked: Marked) -> Span | None:
    """The noun before a bracket that begins with the number: `children (45%)`."""
    i = marked.start - 1
    while (
        i > 0
        and marked.start - i < 4
        and (doc[i].lower_ in {"=", "n", "up", "down", "about", "around", "approximately", "over", "nearly"})
    ):
        i -= 1
    if i < 1 or doc[i].text != "(":
        return None
    if doc[i - 1].pos_ not in {"NOUN", "PROPN"} or not is_noun(doc[i - 1]):
        return doc[i - 1 : i]
    located = _located(doc[i - 1])
    return phrase(located) if located is not None else _phrase_before(doc, i - 1)


def _located(noun: Token) -> Token | None:
    """What is in the place that a noun names, `families` of `families in Gao`; None of any other noun."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in {"in", "at", "within", "across"} or not is_noun(link.head):
        return None
    return link.head if link.head.i < link.i else None


def _phrase_before(doc: Doc, i: int) -> Span:
    start = i
    while start > 0 and doc[start - 1].pos_ in CORE and i - start < 6:
        start -= 1
    return doc[start : i + 1]


def of_which(doc: Doc, marked: Marked) -> Span | None:
    """The noun of `Of the reported cases, 263 were …`."""
    sentence = doc[marked.start].sent
    if len(sentence) > 2 and sentence[0].lower_ == "of" and marked.start > sentence.start + 1:
        return _noun_run(doc, sentence.start + 1)
    return None


def subject_before(token: Token) -> Token | None:
    """The nearest subject above a token that stands before it."""
    for above in token.ancestors:
        subject = next((c for c in above.children if c.dep_ in SUBJECTS and c.pos_ in CORE and c.i < token.i), None)
        if subject is not None:
            return subject
    return None


def phrase(head: Token) -> Span:
    """The noun with its modifiers to the left and an `of` phrase to the right."""
    lefts = [t for t in head.subtree if t.i <= head.i and t.pos_ not in SKIPPED]
    start = min((t.i for t in lefts if head.i - t.i < 8), default=head.i)
    of = next((c for c in head.rights if c.lower_ == "of"), None)
    end = max((t.i for t in of.subtree), default=head.i) if of is not None else head.i
    return head.doc[start : min(end, head.i + 8) + 1]
