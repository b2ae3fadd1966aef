"""The plight that people are in or are put into, without a verb that counts them: in need, homeless, made to flee."""

from __future__ import annotations

from kg.document import text_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.phrases import Phrase
from kg.relate.prose.stocks import governing_verb, is_served, undergoes


def in_plight(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words behind people tell their plight, and nobody serves them in the same breath."""
    if phrase.parent is not None or phrase.restates is not None:
        return False
    scope, doc = sentence.scope, sentence.span.doc
    before = text_of(doc)[sentence.span.start_char : phrase.number.start_char]
    if any(scope.pattern("populations", key).search(before) for key in ("one_for", "among_served")):
        return False  # `one in five children`, `aid reached 300 people, including 40`
    # `300 families or 1,200 people are in need`; what stands in brackets the expression has
    ends = dict.fromkeys([phrase.end, *(p.end for p in phrase.also)])
    plight = scope.pattern("populations", "plight_behind")
    found = ((end, plight.match(doc[end : sentence.span.end].text_with_ws)) for end in ends)
    last, told = next(((end, match) for end, match in found if match), (phrase.end, None))
    if told is None:
        return False
    verb = governing_verb(phrase)
    if verb is None or verb.lemma_.lower() in scope.words("populations", "causing_verbs"):
        return True
    if is_served(sentence, phrase, verb):
        return False
    begin = doc[last].idx if last < len(doc) else phrase.number.end_char
    if begin <= verb.idx < begin + told.end():
        return True  # the verb links the people and their plight: `are assessed to be food insecure`
    lemma = verb.lemma_.lower()
    return lemma not in sentence.classes.verbs and lemma not in scope.words("populations", "serving_verbs")


def is_uprooted(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people are made to leave: `forced 300 people to flee`, `drove 300 people from their homes`."""
    scope, doc = sentence.scope, sentence.span.doc
    if phrase.parent is not None or phrase.restates is not None:
        return False
    text = text_of(doc)
    before = text[sentence.span.start_char : phrase.number.start_char]
    if scope.pattern("populations", "uprooting").search(before) is not None:
        behind = doc[phrase.end : sentence.span.end].text_with_ws
        return scope.pattern("populations", "uprooted").match(behind) is not None
    verb = governing_verb(phrase)
    if scope.pattern("populations", "fled_home").match(doc[phrase.end : sentence.span.end].text_with_ws):
        return verb is None or not is_served(sentence, phrase, verb)
    if verb is None or verb.lemma_.lower() not in scope.words("populations", "uprooting_verbs"):
        return False
    told = scope.pattern("populations", "uprooted").match(text, verb.idx + len(verb))
    return told is not None and undergoes(verb, phrase)
