"""Whether a number counts people who are somewhere, not people served."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.document import text_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import first_of_list, is_mistaken, noun_lemma, totalling
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import ASIDE, PEOPLE, Phrase
from kg.relate.spans import PLACES, dates_in, mentions_in
from kg.relate.verbs import FINITE

_TOTALS = frozenset({"total", "number", "majority"})
_TAKING_IN = frozenset({"include", "cover", "involve", "reach", "target"})


def is_stock(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the number counts people who are somewhere, not people served."""
    if phrase.parent is not None or phrase.restates is not None or _counts_no_people(sentence, phrase):
        return False
    if _only_tell(sentence, phrase):
        return False
    if (
        _is_displaced(sentence, phrase)
        or befallen(sentence, phrase) is not None
        or is_total(sentence, phrase)
        or _at_home(sentence, phrase)
    ):
        return True
    verb = governing_verb(phrase)
    if verb is None:
        return _is_line(sentence, phrase)
    scope, lemma = sentence.scope, _lemma(sentence, verb)
    if lemma in scope.words("populations", "hedging_verbs"):
        verb = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and c.i > verb.i), verb)
        lemma = _lemma(sentence, verb)
    if _is_held(sentence, phrase, verb, lemma):
        return True
    if lemma not in scope.words("populations", "stock_verbs") or is_served(sentence, phrase, verb):
        return False
    return _tells_stock(sentence, phrase, verb, lemma)


def _only_tell(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the people of a phrase are those who tell something: `four villagers said that …`."""
    head = phrase.head
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in sentence.scope.words("populations", "speaking_verbs")


def _is_displaced(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number alone, behind people counted before it, says how many are displaced: `and 300 displaced`."""
    behind = sentence.span.doc[phrase.end : sentence.span.end].text
    alone = phrase.kind == PEOPLE and phrase.end == phrase.number.end
    return alone and sentence.scope.pattern("populations", "displaced_behind").match(behind) is not None


def _tells_stock(sentence: Sentence, phrase: Phrase, verb: Token, lemma: str) -> bool:
    """Whether one of the verbs for people who are somewhere says so of a phrase, by the kind of the verb."""
    scope = sentence.scope
    if lemma in scope.words("populations", "agent_verbs"):
        lead = sentence.block.block.lead
        # `as of 31 May, UNHCR had registered 300 refugees`
        stood = sentence.scope.pattern("populations", "as_of").match(text_of(sentence.span)) is not None
        housed = lemma in scope.words("populations", "housing_verbs")
        undated = housed and not any(d.precision == "day" for _, d in dates_in(sentence.span))
        return stood or not (
            undated
            or _goes_on_serving(sentence, verb)
            or _by_agent(sentence, verb)
            or (lead and lead[-1].endswith(":"))
            or _among_achievements(sentence)
        )
    if lemma in scope.words("populations", "hosting_verbs"):
        return (
            (lemma != "take" or any(c.dep_ in {"prt", "prep"} and c.lower_ == "in" for c in verb.children))
            and bool(phrase.groups or noun_lemma(phrase.head) in scope.words("populations", "stock_nouns"))
            and undergoes(verb, phrase)
            and not any(m.start > verb.i for m in mentions_in(sentence.span, "ActivityType"))
        )
    if lemma in scope.words("populations", "number_verbs"):
        return _of_number(sentence, verb, phrase) or _came_to(sentence, verb, phrase)
    if lemma in scope.words("populations", "seen_verbs") and undergoes(verb, phrase):
        harmed = scope.pattern("populations", "harmed_behind").match(text_of(verb.doc), verb.idx + len(verb))
        coming = noun_lemma(phrase.head) in scope.patterns("populations").get("stock_nouns", {})
        return (bool(phrase.groups) or coming) and harmed is None
    if lemma in scope.words("populations", "subject_verbs"):
        if scope.pattern("populations", "ill_from").match(text_of(verb.doc), verb.idx + len(verb)) is not None:
            return False
        head = totalling(phrase.head, _TOTALS)  # `a total of 300 people are sheltering in A`
        return head.dep_ == "nsubj" and head.head.i == verb.i and verb.tag_ != "VBN"
    if lemma in scope.words("populations", "object_verbs"):
        ill = lemma in scope.words("populations", "ill_verbs") and _by_illness(sentence, verb)
        saved = lemma in scope.words("populations", "saving_verbs") and (_acts(verb) or _by_agent(sentence, verb))
        return undergoes(verb, phrase) and not (ill or saved)
    # `assessments of 300 people are ongoing`
    goes_on = sentence.classes.pattern("state").match(text_of(verb.doc), verb.idx + len(verb)) is not None
    return lemma != "be" or (not goes_on and _exist(sentence, phrase, verb))


def _is_held(sentence: Sentence, phrase: Phrase, verb: Token, lemma: str) -> bool:
    """Whether a place has or shelters the people of a phrase."""
    housed = lemma in sentence.scope.words("populations", "housing_verbs") and phrase.kind == PEOPLE
    holds = lemma in sentence.scope.words("populations", "holding_verbs") and (housed or bool(phrase.groups))
    if lemma == "receive" and phrase.kind == PEOPLE:  # `A received 300 people`
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        places = mentions_in(sentence.span, *PLACES)
        return subject is not None and any(m.start <= subject.i < m.end for m in places) and undergoes(verb, phrase)
    return holds and undergoes(verb, phrase) and is_somewhere(sentence, verb)


def is_somewhere(sentence: Sentence, verb: Token) -> bool:
    """Whether a place is what has or shelters people: `the camp houses 300 refugees`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ == "WDT" and verb.dep_ == "relcl":
        subject = verb.head  # `the centre, which houses 30 children`
    if subject is None or (verb.lemma_ == "have" and any(c.dep_ in {"aux", "xcomp"} for c in verb.children)):
        return False
    named = any(m.start <= subject.i < m.end for m in mentions_in(sentence.span, *PLACES))
    return named or noun_lemma(subject) in sentence.scope.words("populations", "holders")


def befallen(sentence: Sentence, phrase: Phrase) -> str | None:
    """The group that a noun makes of the people behind it: `the displacement of 300 people`; None where none does.

    Empty for a noun that makes no group of them. What others brought about is
    theirs: `helped the arrival of 40 families`.
    """
    of = phrase.head.head
    noun = of.head
    nouns: dict[str, str] = sentence.scope.patterns("populations").get("stock_nouns", {})
    if of.lower_ != "of" or of.dep_ != "prep" or noun.lemma_.lower() not in nouns:
        return None
    at = noun
    for _ in range(6):
        if at.head.i == at.i or at.pos_ in {"VERB", "AUX"}:
            break
        at = at.head
    telling = at.pos_ not in {"VERB", "AUX"} or at.lemma_.lower() in sentence.scope.words(
        "populations", "telling_verbs"
    )
    telling = telling or (noun.dep_ == "nsubj" and noun.head.i == at.i)  # `the influx of 300 refugees strained …`
    return nouns[noun.lemma_.lower()] if telling else None


def is_total(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number is the one at which that of a group stands: `the number of refugees rose to 300`."""
    return group_totalled(sentence, phrase) is not None


def group_totalled(sentence: Sentence, phrase: Phrase) -> str | None:
    """The group whose number stands at that of a phrase, as a reference; empty if it is just people."""
    origin = sentence.span.start_char
    before = text_of(sentence.span)[: phrase.number.start_char - origin]
    found = sentence.scope.pattern("populations", "stood_at").search(before)
    if found is None and is_dated(sentence, phrase):
        found = stood_before(sentence, phrase)
    if found is None:
        return _added_to(sentence, phrase, before)
    begin, end = origin + found.start(), origin + found.end()
    groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if begin <= m.start_char and m.end_char <= end]
    counted = [p for p in sentence.phrases if begin <= p.number.start_char < end]
    words = [t for t in sentence.span if begin <= t.idx < end]
    others = [p for p in counted if not stood_before(sentence, p) and not _is_change(sentence, p)]
    if others or any(_tells_help(sentence, t) for t in words):
        return None
    befell = sentence.scope.words("incidents", "nouns") | sentence.scope.words("incidents", "loss_nouns")
    if any(t.pos_ == "NOUN" and t.dep_ != "compound" and noun_lemma(t) in befell for t in words):
        return None  # `the number of civilian incidents fell to two`
    if groups:
        return groups[0].kb_id_
    implied: dict[str, str] = sentence.scope.patterns("populations").get("implied", {})
    code = next((implied[t.lemma_.lower()] for t in words if t.lemma_.lower() in implied), None)
    coming: dict[str, str] = sentence.scope.patterns("populations").get("stock_nouns", {})
    if code is None and any(t.lemma_.lower() in coming and not coming[t.lemma_.lower()] for t in words):
        return ""  # `arrivals stood at 300`
    if code is None and not any(noun_lemma(t) in sentence.classes.people for t in words):
        return _added_to(sentence, phrase, before)
    return sentence.scope.term("PopulationGroup", code).iri if code else ""


def stood_before(sentence: Sentence, phrase: Phrase) -> re.Match[str] | None:
    """The words that tell a number to be the one from which a group's rose or fell."""
    before = text_of(sentence.span)[: phrase.number.start_char - sentence.span.start_char]
    return sentence.scope.pattern("populations", "stood_before").search(before)


def _is_change(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number is that by which another grew or fell: `rose by 300 to 900`."""
    before = text_of(sentence.span)[: phrase.number.start_char - sentence.span.start_char]
    return sentence.scope.pattern("populations", "grown_by").search(before) is not None


def is_dated(sentence: Sentence, phrase: Phrase, within: int = 1) -> bool:
    """Whether a time stands right behind a number: `rose from 300 in May`."""
    return any(phrase.end <= span.start <= phrase.end + within for span, _ in dates_in(sentence.span))


def _tells_help(sentence: Sentence, token: Token) -> bool:
    """Whether a verb behind people who are counted tells what was done for them, or what they got.

    `The number of children vaccinated`, `of people who received cash`, but not `the highest number was reached in May`.
    """
    frame = sentence.classes.verbs.get(token.lemma_.lower()) if token.dep_ in {"acl", "relcl"} else None
    if frame is None or frame.type in sentence.scope.words("activities", "counting"):
        return False
    return token.tag_ == "VBN" or frame.kind == "receive"


def _added_to(sentence: Sentence, phrase: Phrase, before: str) -> str | None:
    """The group of a sum that people counted before are added to: `300 refugees came, bringing the total to 900`.

    None where they are those who were helped: `bringing the total to 900 children reached`.
    """
    keys = ("sums_up", "grew_to")
    found = next((m for k in keys if (m := sentence.scope.pattern("populations", k).search(before))), None)
    if found is None:
        return None
    begin = sentence.span.start_char + found.start()
    behind = text_of(sentence.span)[phrase.number.end_char - sentence.span.start_char :]
    if sentence.scope.pattern("populations", "served").match(behind):
        return None
    named = [m for m in mentions_in(sentence.span, "PopulationGroup") if begin <= m.start_char]
    if named and named[0].end_char <= sentence.span.start_char + found.end():
        return named[0].kb_id_
    counted = [p for p in sentence.phrases if p.kind == PEOPLE and p.number.start_char < begin]
    return (counted[-1].groups[-1] if counted[-1].groups else "") if counted else None


def _at_home(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people are somewhere by the words before them, or by their noun: `home to 300`, `300 inhabitants`."""
    if noun_lemma(phrase.head) in sentence.scope.words("populations", "dwellers"):
        verb = governing_verb(phrase)
        return verb is None or verb.lemma_.lower() not in sentence.classes.verbs
    before = text_of(sentence.span)[: phrase.number.start_char - sentence.span.start_char]
    codes = sentence.scope.codes(phrase.groups)
    uprooted = codes & sentence.scope.words("populations", "uprooted_codes")
    if uprooted and sentence.scope.pattern("populations", "made_so").search(before):
        return True  # `resulted in 300 displaced people`
    if uprooted and sentence.scope.pattern("populations", "with_so").search(before):
        return _ends_clause(sentence, phrase.end)
    if phrase.groups and sentence.scope.pattern("populations", "hosting").search(before):
        return True  # `the centre hosts 300 refugees`, whose verb the tagger may take for a noun
    home = sentence.scope.pattern("populations", "home_to")
    if home.search(before) is not None:
        return True
    first = next((p for p in sentence.phrases if p.head == first_of_list(phrase.head)), phrase)
    if first is phrase or phrase.kind != PEOPLE:
        return False
    # `home to 300 refugees and 40 returnees`
    return home.search(text_of(sentence.span)[: first.number.start_char - sentence.span.start_char]) is not None


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Whether nothing is told behind those who end at a token but where they are."""
    token = sentence.span.doc[at] if at < sentence.span.end else None
    return token is None or token.is_punct or token.lower_ in {"in", "across", "and"}


def _lemma(sentence: Sentence, verb: Token) -> str:
    """The lemma of a verb, also of one that lost a letter of a ligature in its PDF: `afected`."""
    lemma = verb.lemma_.lower()
    known = sentence.scope.words("populations", "stock_verbs")
    if lemma not in known and "f" in lemma:
        stem = re.sub("f+", "ff", re.sub(r"e?d?$", "", verb.lower_))
        return stem if stem in known else lemma
    return lemma


def _counts_no_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number is a rate, or one in brackets that only compares or breaks down what is no population."""
    if phrase.quantity.value != int(phrase.quantity.value):
        return True
    scope, text, doc = sentence.scope, text_of(phrase.number.doc), phrase.number.doc
    before = text[sentence.span.start_char : phrase.number.start_char]
    behind = text[doc[phrase.end - 1].idx + len(doc[phrase.end - 1]) : sentence.span.end_char]
    numbered = text[phrase.number.end_char : sentence.span.end_char]
    if re.search(r"\bper\s+$", before) or any(scope.pattern("populations", k).search(before) for k in _NONE_BEFORE):
        return True
    if any(scope.pattern("populations", k).match(numbered) for k in ("more_than", "to_help")):
        return True
    if scope.pattern("incidents", "compared").match(behind) or scope.pattern("populations", "per_day").match(behind):
        return True
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:]:
        return False
    bare = phrase.start == phrase.number.start and phrase.end == phrase.number.end
    return (bare and not before[opened + 1 :].strip()) or phrase.sex is not None


# Expressions for words before a number that counts nobody who is somewhere.
_NONE_BEFORE = ("among_served", "by_the_day", "one_for", "grown_by", "ill_people", "dead_people", "per_so_many")


def _among_achievements(sentence: Sentence) -> bool:
    """Whether the heading or the lead-in above says that what follows was done."""
    achieved = sentence.scope.pattern("populations", "done_for")
    return any(achieved.search(words) for words in sentence.scope.headings(sentence.block.block)[:2])


def _by_illness(sentence: Sentence, verb: Token) -> bool:
    """Whether a disease is what affects the people."""
    causes = [c for c in verb.children if c.dep_ in {"nsubj", "agent"} or c.lower_ == "by"]
    ill = sentence.scope.pattern("illness", "sentence")
    return any(ill.search(sentence.span.doc[c.left_edge.i : c.right_edge.i + 1].text) for c in causes)


def _is_line(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sentence without a verb is a line of a number and a group."""
    text, doc = text_of(sentence.span), sentence.span.doc
    if not phrase.groups or sentence.block.block.lead or phrase.end == phrase.number.end or text.startswith("("):
        return False
    opening = text[: phrase.number.end_char - sentence.span.start_char]
    first = sentence.scope.pattern("populations", "number_first").match(opening) is not None
    words = re.sub(r"\([^()]*\)", " ", text).split()
    if first and not mentions_in(sentence.span, "ActivityType") and len(words) < 15:
        return True
    # Key figures in one line: numbers with their groups, and hardly a word besides.
    counted = [p for p in sentence.phrases if p.kind == PEOPLE and p.groups]
    inside = {i for p in counted for i in range(p.start, p.end)}
    others = [doc[i] for i in range(sentence.span.start, sentence.span.end) if i not in inside and doc[i].is_alpha]
    return (
        len(counted) > 1
        and len(others) <= len(counted) * 3
        and not any(t.tag_ in {*FINITE, "VB"} for t in others)
        and not any(m.start not in inside for m in mentions_in(sentence.span, "ActivityType"))
    )


def _exist(sentence: Sentence, phrase: Phrase, verb: Token) -> bool:
    """Whether `be` says that people are there: `there are 300`, `the number of refugees is 300`."""
    text = text_of(sentence.span)
    if any(c.dep_ == "expl" for c in verb.children):
        behind = text[phrase.number.end_char - sentence.span.start_char :]
        return sentence.scope.pattern("populations", "served").match(behind) is None
    before = text[: phrase.number.start_char - sentence.span.start_char]
    if sentence.scope.pattern("populations", "total_nouns").search(before):
        return not any(_tells_help(sentence, t) for t in sentence.span if t.i < verb.i)
    if any(c.lower_ == "from" for c in verb.children):
        return bool(phrase.groups)
    return bool(phrase.groups) and bool(re.search(r"\b(?:in the|in|among)\b", text))


def _of_number(sentence: Sentence, verb: Token, phrase: Phrase) -> bool:
    """Whether the subject of a verb is a number of people, or the people: `the number of refugees reached 300`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or any(_tells_help(sentence, t) for t in subject.subtree):
        return False
    if sentence.scope.pattern("populations", "total_nouns").fullmatch(subject.lower_):
        return True
    counted = sentence.classes.people | sentence.classes.households
    named = any(m.start <= subject.i < m.end for m in mentions_in(sentence.span, "PopulationGroup"))
    return phrase.end == phrase.number.end and (named or noun_lemma(subject) in counted)


def _came_to(sentence: Sentence, verb: Token, phrase: Phrase) -> bool:
    """Whether the people of a phrase are who reached a place: `300 people had reached the border`."""
    if phrase.head.dep_ != "nsubj" or phrase.head.head.i != verb.i or (verb.tag_ == "VBN" and not _has_aux(verb)):
        return False
    goal = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if goal is None:
        return False
    named = any(m.start <= goal.i < m.end for m in mentions_in(sentence.span, *PLACES))
    return named or noun_lemma(goal) in sentence.scope.words("populations", "holders")


def _has_aux(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def governing_verb(phrase: Phrase) -> Token | None:
    """The verb that says what the people of a phrase do or undergo."""
    token = phrase.head if phrase.head.i >= phrase.start else phrase.number.root
    # A participle right behind the noun tells more than the verb above: `8,146 people registered in 2023`.
    following = _following(phrase)
    if (
        following is not None
        and following.pos_ == "VERB"
        and following.tag_ in {"VBN", "VBD", "VBG"}
        and following.dep_ != "prep"  # `300 people including 40 women`
    ):
        return following
    for _ in range(8):
        if token.head.i == token.i:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
        if token.dep_ in {"aux", "auxpass"} and token.head.pos_ == "VERB":
            token = token.head  # `remained displaced`, whose subject the parser may give to the first word
        if token.pos_ in {"VERB", "AUX"} and not is_mistaken(token):
            return token
    return None


def _following(phrase: Phrase) -> Token | None:
    """The token right behind a phrase and what brackets it or stands in brackets behind it."""
    doc, end = phrase.head.doc, phrase.head.sent.end
    at = max([phrase.end, *(p.end for p in phrase.also)])  # `300 families comprising 900 people displaced from …`
    while at + 1 < end and doc[at].tag_ == "RB" and doc[at + 1].tag_ == "VBN":
        at += 1  # `300 people newly displaced`
    if at < end and doc[at].text == "(":
        closing = next((t.i for t in doc[at : min(at + 10, end)] if t.text == ")"), None)
        at = closing + 1 if closing is not None else at
    elif at < end and doc[at].text == ")":
        at += 1
    # `who are detained`
    if at < end and doc[at].lower_ in {"who", "that", "which"}:
        verb = next((t for t in doc[at + 1 : min(at + 5, end)] if t.pos_ not in {"AUX", "ADV"}), None)
        passive = verb is not None and verb.tag_ == "VBN"
        return verb if passive else doc[at]
    return doc[at] if at < end else None


def is_served(sentence: Sentence, phrase: Phrase, verb: Token) -> bool:
    """Whether somebody serves the people whose plight the participle `verb` behind them tells.

    `food was given to 300 people displaced by floods`, `the relocation of 12 families living in tents`.
    """
    following = _following(phrase)
    if following is None or following.i != verb.i or restates_aside(sentence, phrase):
        return False
    scope, token = sentence.scope, phrase.head
    while token.head.i != token.i:
        token = token.head
        if token.i == verb.i:
            continue
        if token.pos_ == "NOUN" and token.lemma_.lower() in sentence.classes.nouns:
            return True
        if any(m.start <= token.i < m.end for m in mentions_in(sentence.span, "ActivityType")):
            return True  # `an assessment of 300 people affected by floods`
        if token.pos_ == "VERB":
            lemma = token.lemma_.lower()
            if lemma in _TAKING_IN and phrase.head.dep_ in {"dobj", "obj"} and _is_deed(sentence, token):
                return True
            if lemma in scope.words("populations", "number_verbs") and _of_number(sentence, token, phrase):
                return False
            spared = scope.words("populations", "stock_verbs") | scope.words("populations", "causing_verbs")
            spared -= scope.words("populations", "number_verbs") | scope.words("populations", "subject_verbs")
            return lemma in sentence.classes.verbs and lemma not in spared
    return False


def _is_deed(sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a verb names what was done: `the registration included 300 people living in A`."""
    labels = mentions_in(sentence.span, "ActivityType")
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(
        c.lemma_.lower() in sentence.classes.nouns or any(m.start <= c.i < m.end for m in labels) for c in subjects
    )


def restates_aside(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase in brackets counts a whole of which others are a part: `40 of 60 families (300 people)`."""
    before = [p for p in sentence.phrases if p.start < phrase.start]
    doc = phrase.number.doc
    opened = "(" in text_of(doc)[before[-1].number.end_char : phrase.number.start_char] if before else False
    return opened and before[-1].kind == ASIDE


def undergoes(verb: Token, phrase: Phrase) -> bool:
    """Whether the people of a phrase are what a verb is done to."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return phrase.head.i < verb.i
    following = _following(phrase)
    behind = following is not None and following.i == verb.i and verb.tag_ in {"VBN", "VBD"}
    return phrase.start > verb.i or (behind and not any(c.dep_ == "dobj" for c in verb.children))


def _goes_on_serving(sentence: Sentence, verb: Token) -> bool:
    """Whether those who were registered got something in the same breath: `were registered and received kits`."""
    counting = sentence.scope.words("activities", "counting")
    frames = (sentence.classes.verbs.get(t.lemma_.lower()) for t in verb.conjuncts if t.i > verb.i and t.pos_ == "VERB")
    return any(
        f is not None and (f.kind in {"receive", "deliver"} or (f.kind == "affect" and f.type not in {"", *counting}))
        for f in frames
    )


def _acts(verb: Token) -> bool:
    """Whether somebody is told who did it, named or not: `the coast guard rescued or intercepted 300 people`."""
    first = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
    told = "VBD" in {first.tag_, verb.tag_}
    return told and any(c.dep_ == "nsubj" for t in (first, verb) for c in t.children)


def _by_agent(sentence: Sentence, verb: Token) -> bool:
    """Whether a named body did it: behind `by`, or as the subject."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or (
        verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
    )
    parties = parties_of(sentence.scope, sentence.span, verb.i, passive)
    return bool(parties.actors)
