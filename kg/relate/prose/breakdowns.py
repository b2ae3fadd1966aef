"""Breakdowns by sex, age or group, and numbers that count the same in another unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase
from kg.relate.spans import mentions_in
from kg.relate.verbs import FINITE

_NAMING = frozenset({"NOUN", "PROPN"})
_OF_WHOLE = re.compile(r"\s*of\s+the\s+", re.IGNORECASE)
_OF_MORE = re.compile(r"\s*of\s+(?:a\s+total\s+of\s+)?", re.IGNORECASE)  # `300 of 500 families`
_FEW = 10
_FEW_OF = re.compile(
    r"\s*(?:out\s+of|in)\s+(?:every\s+)?(?:three|four|five|six|eight|ten|[3-9]|10)\s+[a-z]", re.IGNORECASE
)
_ALL = 100  # per cent
_OUT_OF = re.compile(r"\bout\s+of\s+(?:every|the|a total of|a)?\s*$", re.IGNORECASE)
# `Of the 200 teachers, 150 were trained`: a sentence that opens with the whole and goes on with a part.
_OPENS_WITH_WHOLE = re.compile(
    r"\W*(?:Out\s+of|Of|Among(?:st)?)\s+(?:(?:the|these|those|all|a\s+total\s+of|its|some|over|about|nearly"
    r"|(?:[A-Z][\w-]*\s+){0,3}[A-Z]\w*['’]s)\s+){0,6}$"
)
_PART = re.compile(
    r"[^.;]*?,\s+(?:(?:about|around|some|only|over|nearly|almost|at\s+least|an?\s+estimated|more\s+than)\s+)*\d"
)
_INCLUDING = re.compile(
    r"\b(?:including|of (?:whom|which)|among (?:whom|which|them|these)|comprising|composed of|made up of|consisting of"
    r"|i\.e\.|namely)\b[^.;()]*$",
    re.IGNORECASE,
)
# `Among them are 40 children abused by …`: what stands behind is a list of those who are there, and no clause.
_AMONG_ARE = re.compile(r"\bamong (?:whom|them|these) (?:are|were)\b[^.;()]*$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|which)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s*of\s+(?:whom|them|these)\s+", re.IGNORECASE)
# What a number alone is said to be: `of whom 40 were women`, `40 of them were women`.
_SAID = re.compile(r"\s*(?P<of>of\s+(?:them|these|those|whom)\s+)?(?:are|were|is|was)\s+", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:of|among) (?:which|them)\s+$", re.IGNORECASE)
_THROUGH = re.compile(r"\b(?:through|via)\s+(?:(?:its|their|our|the|over|about|some)\s+)*$", re.IGNORECASE)
_IN_PLACE = re.compile(r"\s*(?:in|at|for)\s+(?:the\s+)?[A-Z]")
_FOR_SOME = re.compile(r"\s+(?:in|at|for|to|among|with)\s")
_OF_EACH = re.compile(
    r"\beach\s+\w+ing\s+(?:(?:about|around|some|up|to|over|nearly|approximately)\s+)*$", re.IGNORECASE
)
_AFFECTING = re.compile(r"\baffecting\b[^.;()]*$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[,:–(-]\s*")
# Between people and the households that they form, whichever stands first: `900 people in 150 families`.
_FORMING = (
    r"of|with|or|in|from|across|within|comprising|representing|totall?ing|making up|equivalent to|equal to"
    r"|(?:made up|composed|consisting) of|i\.e\.,?|that is,?|corresponding to"
)
_ROUGHLY = (
    r"the|an?|some|about|around|over|nearly|almost|approximately|approx\.?|roughly|up to|more than|at least|estimated"
    r"|total of"
)
_ONE_OF = ["one", "of"]
_ONE = re.compile(r"\b(?:an?|the|this|one|another)\s+(?:\w+\s+)?[a-z]+\s+of\s*$", re.IGNORECASE)
_EACH_TIME = re.compile(r"\s+(?:(?:every|each)\s+(?:\w+\s+)?(?:day|hour|minute|second|week)s?|a\s+(?:day|week))\b")
_EVERY_TIME = re.compile(r"\bevery\s+(?:day|hour|minute|second|week),?\s+$", re.IGNORECASE)
_SAME_PEOPLE = re.compile(rf"(?=\s*\S)\s*(?:\(\s*|,\s*|/\s*|[-–]\s*)?(?:(?:{_FORMING})\s+)?(?:(?:{_ROUGHLY})\s+)*")
# The same behind a place: `150 families in A, i.e. 900 people`.
_THAT_IS = re.compile(
    r"\s+(?:in|at|across)\s[^,;:.\d]{2,40},\s*(?:i\.e\.|that is|or|equivalent to|representing)"
    rf"\s*,?\s*(?:(?:{_ROUGHLY})\s+)*"
)


def attach_breakdowns(sentence: Span, phrases: Sequence[Phrase], classes: Classes) -> None:
    """Breakdowns by sex, age or group to their totals; brackets that count the same in another unit."""
    for i, phrase in enumerate(phrases):
        before = text_of(sentence.doc)[sentence.start_char : phrase.number.start_char]
        previous = phrases[i - 1] if i else None
        repeated = _repeats(phrase, before, phrases[:i])
        if _is_aside(phrase, before, previous, classes) or _restates_aside(phrase, previous) or repeated:
            phrase.kind = ASIDE
        if phrase.kind in {PEOPLE, HOUSEHOLDS} and not phrase.target:
            _name_part(sentence, phrase, before, previous, classes)
            _attach(sentence, phrases, i, before, classes)


def _is_aside(phrase: Phrase, before: str, previous: Phrase | None, classes: Classes) -> bool:
    """Whether a number only describes another one, or no deliverable at all."""
    words = before.split()
    if (
        len(words) > 1
        and words[-1].casefold() == "of"
        and words[-2].casefold().rstrip("s") in classes.empty_heads - {"total", "number", "rest"}
        and not (phrase.kind == PEOPLE and _ONE.search(before))
    ):
        return True  # `two blocks of three latrines`, but not `a group of 30 farmers`
    one_in = classes.scope.pattern("populations", "one_in").search(before) or _of_so_many(phrase)
    one_in = one_in or (len(words) > 1 and [w.casefold() for w in words[-2:]] == _ONE_OF)  # `as one of two forms`
    if one_in or _OF_EACH.search(before) or _is_rate(phrase) or classes.pattern("described_before").search(before):
        return True  # `one in three children`, `two wardens per site`, `a capacity of 40`
    if _THROUGH.search(before) and noun_lemma(phrase.head) in classes.scope.words("activities", "means"):
        return True
    if phrase.target:
        return False
    if phrase.kind in {PEOPLE, HOUSEHOLDS, THINGS} and (
        _OUT_OF.search(before) or _opens_with_whole(phrase, before, classes)
    ):
        return True
    # `15 of the 20 wells`
    if previous is None or previous.kind == MONEY:
        return False
    gap = _between(previous.number.end_char, phrase)
    if previous.kind == PERCENT:
        # `15 (75%) of the 20 wells`, `75% of the 20 wells`, but all are: `100% of the 20 wells`
        return previous.quantity.value < _ALL and _OF_WHOLE.fullmatch(gap.lstrip().removeprefix(")")) is not None
    alone = previous.end in {previous.number.end, phrase.end}
    of_more = alone and previous.quantity.value < phrase.quantity.value
    return bool(_OF_WHOLE.fullmatch(gap) or (of_more and _OF_MORE.fullmatch(gap)))


def _opens_with_whole(phrase: Phrase, before: str, classes: Classes) -> bool:
    """Whether a sentence opens with a number of which another one is a part, and tells no more of it than its noun."""
    if _OPENS_WITH_WHOLE.fullmatch(before) is None:
        return False
    doc, sentence = phrase.number.doc, phrase.number.sent
    part = _PART.match(text_of(doc), phrase.number.end_char, sentence.end_char)
    behind = doc[phrase.end : sentence.end]
    told = (t for t in behind if t.idx < part.end() and t.pos_ in {"VERB", "AUX"}) if part is not None else ()
    # A participle may describe them: `Of 51 clinics cut off by water, 22 …`.
    return part is not None and all(t.dep_ == "acl" and t.lemma_.lower() not in classes.verbs for t in told)


def _of_so_many(phrase: Phrase) -> bool:
    """Whether a number only tells how many of so many: `three out of four families`."""
    behind = text_of(phrase.number.doc)[phrase.number.end_char :]
    return phrase.quantity.value < _FEW and _FEW_OF.match(behind) is not None


def _is_rate(phrase: Phrase) -> bool:
    """Whether a number is told of each of something: `two wardens per site`, `brings 40 people every two days`."""
    doc, text, last = phrase.number.doc, text_of(phrase.number.doc), phrase.number.doc[phrase.end - 1]
    if _EACH_TIME.match(text, last.idx + len(last)):
        return phrase.kind in {PEOPLE, THINGS}
    if phrase.kind == PEOPLE and _EVERY_TIME.search(text[phrase.number.sent.start_char : phrase.number.start_char]):
        return True
    behind = doc[phrase.end : phrase.end + 2]
    return (
        phrase.kind in {PEOPLE, THINGS}
        and len(behind) == 2
        and behind[0].lower_ == "per"
        and behind[1].lower_ not in {"cent", "100"}
    )


def _restates_aside(phrase: Phrase, previous: Phrase | None) -> bool:
    """Whether a bracket counts again what only describes: `out of 300 families (1,900 people)`."""
    if previous is None or previous.kind != ASIDE or phrase.kind not in {PEOPLE, HOUSEHOLDS}:
        return False
    out_of = _OUT_OF.search(text_of(previous.number.doc)[: previous.number.start_char])
    return out_of is not None and bool(
        re.fullmatch(r"\s*\((?:\w+\s+)?", _between(previous.head.idx + len(previous.head), phrase))
    )


def _repeats(phrase: Phrase, before: str, earlier: Sequence[Phrase]) -> bool:
    """Whether a number breaks down the same things by place: `seven wells (four in A, three in B)`."""
    alone = phrase.kind == THINGS and phrase.end == phrase.number.end  # its noun is that of an earlier number
    if not alone or not any(p.text == phrase.text and p.kind == THINGS for p in earlier):
        return False
    behind = text_of(phrase.number.doc)[phrase.number.end_char : phrase.number.sent.end_char]
    opening = before.rfind("(")
    in_bracket = opening >= 0 and ")" not in before[opening:] and _IN_PLACE.match(behind) is not None
    # `400 latrines, including 90 in schools and 20 for women`
    included = _INCLUDING.search(before) is not None and _FOR_SOME.match(behind) is not None
    included = included and any(p.text == phrase.text and p.quantity.value > phrase.quantity.value for p in earlier)
    return in_bracket or included or _OF_THEM.match(behind) is not None or _OF_WHICH.search(before) is not None


def _between(start: int, phrase: Phrase) -> str:
    """The text from a character up to a phrase's number."""
    return text_of(phrase.number.doc)[start : phrase.number.start_char]


def _attach(sentence: Span, phrases: Sequence[Phrase], i: int, before: str, classes: Classes) -> None:
    """Attach people or households to what they break down or restate, if that stands before them."""
    phrase, previous = phrases[i], phrases[i - 1] if i else None
    opening = before.rfind("(")
    in_bracket = opening >= 0 and ")" not in before[opening:]
    including = _INCLUDING.search(before) or (_AFFECTING.search(before) if phrase.sex else None)
    if not in_bracket and including and not phrase.sex and _own_verb(phrase, sentence):
        described = sentence.doc[phrase.end].tag_ == "VBN" and _AMONG_ARE.search(before)
        if not described:
            if previous is not None and (previous.kind, phrase.kind) == (HOUSEHOLDS, PEOPLE):
                forming = _between(previous.head.idx + len(previous.head), phrase)
                if _SAME_PEOPLE.fullmatch(forming) is not None:  # `150 families comprising 900 people were moved`
                    _restate(phrase, previous)
            return
    within = in_bracket and including and _counts_in(phrases[:i], sentence.start_char + opening)
    opened = opening if in_bracket and not within else _last_opened(before, including) if including else None
    whole = _total_before(phrases[:i], phrase, None if opened is None else sentence.start_char + opened)
    gap = _between(previous.head.idx + len(previous.head), phrase) if previous is not None else ""
    if whole is None and phrase.sex and previous is not None:
        whole = _total_beside(previous, gap)
    if whole is None and previous is not None and _only_described(phrase, previous, sentence):
        whole = previous.parent or previous
        named = {_sex_of(t, classes) for t in sentence.doc[phrase.number.end : phrase.number.end + 5]} - {None}
        phrase.sex = phrase.sex or (named.pop() if len(named) == 1 else None)
    units = {HOUSEHOLDS, PEOPLE}
    if whole is None or whole is phrase:
        # `18 households of 73 refugees` count the same people twice.
        if previous is None or {previous.kind, phrase.kind} != units or _opens_clause(phrase, previous):
            return
        if _SAME_PEOPLE.fullmatch(gap) or _THAT_IS.fullmatch(gap):
            _restate(phrase, previous)
    elif in_bracket and whole.kind == THINGS and _befallen(phrase, before, classes):
        return  # `40 houses were destroyed (affecting 200 people)`
    elif in_bracket and not phrase.sex and (whole.kind == THINGS or {whole.kind, phrase.kind} == units):
        _restate(phrase, whole)
    else:
        phrase.parent = whole
        whole.parts.append(phrase)


def _opens_clause(phrase: Phrase, previous: Phrase) -> bool:
    """Whether people are the subject of a clause behind a comma: `gave 16 families soap, 73 persons got advice`."""
    doc = phrase.number.doc
    if doc[phrase.start - 1].text != "," or phrase.end >= phrase.number.sent.end:
        return False
    verb = doc[phrase.end]
    finite = verb.tag_ in FINITE or (verb.pos_ == "AUX" and verb.tag_ != "VB")
    return finite and any(t.pos_ == "VERB" and t.tag_ in FINITE for t in doc[verb.sent.start : previous.start])


def _counts_in(earlier: Sequence[Phrase], opening: int) -> bool:
    """Whether people are counted behind a bracket's opening: `(36 masons, among them 4 women)`."""
    return any(p.kind == PEOPLE and p.number.start_char > opening for p in earlier)


def _last_opened(before: str, opens: re.Match[str]) -> int:
    """Where the last words stand that open up a number: `aid, including soap, to 300 people, of whom 40 …`."""
    while (later := opens.re.search(before, opens.start() + 1)) is not None:
        opens = later
    return opens.start()


def _name_part(sentence: Span, phrase: Phrase, before: str, previous: Phrase | None, classes: Classes) -> None:
    """Give a number alone the group or sex that it is said to be of: `300 people, of whom 40 were refugees`."""
    if phrase.end != phrase.number.end or phrase.sex:
        return
    said = _SAID.match(text_of(sentence.doc), phrase.number.end_char, sentence.end_char)
    if said is None or not (said.group("of") or _INCLUDING.search(before) or (previous and previous.kind == PEOPLE)):
        return
    named = next((m for m in mentions_in(sentence, "PopulationGroup") if m.start_char == said.end()), None)
    if named is not None:
        phrase.groups, phrase.text = (named.kb_id_,), named.text
        phrase.sex = classes.sexes.get(noun_lemma(named.root)) if len(named) == 1 else None


def _sex_of(token: Token, classes: Classes) -> str | None:
    """The slot of the sex that a word names."""
    word = token.lower_
    return word if word in classes.sexes.values() else classes.sexes.get(word)


def _only_described(phrase: Phrase, previous: Phrase, sentence: Span) -> bool:
    """Whether a number behind another only tells what some of those are: `74 teachers, 40 of whom were women`."""
    start = phrase.number.end_char
    text = text_of(sentence.doc)
    if phrase.kind != previous.kind or previous.quantity.value < phrase.quantity.value:
        return False
    if _OPENS_WITH_WHOLE.fullmatch(text[sentence.start_char : previous.number.start_char]) is not None:
        # `Of the 450 people who were trained, 200 were women`
        said = _SAID.match(text, start, sentence.end_char)
        return said is not None and any(m.start_char == said.end() for m in mentions_in(sentence, "PopulationGroup"))
    behind = _OF_WHOM.match(text, start, sentence.end_char)
    between = text[previous.number.end_char : phrase.number.start_char]
    if behind is None or not between.rstrip().endswith((",", "(", "–", "-", ";")):
        return False
    token = next((t for t in sentence if t.idx >= behind.end()), None)
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return True
    verb = next((t for t in sentence.doc[token.i : sentence.end] if t.pos_ not in {"AUX", "ADV", "PART"}), None)
    return token.pos_ == "AUX" and token.lemma_ == "be" and verb is not None and verb.pos_ != "VERB"


def _befallen(phrase: Phrase, before: str, classes: Classes) -> bool:
    """Whether a bracket tells what befell people: `(affecting 200 people)`, `(200 people displaced)`."""
    doc = phrase.number.doc
    end = doc[phrase.end - 1].idx + len(doc[phrase.end - 1])
    patterns = classes.scope
    return bool(
        patterns.pattern("populations", "befell").search(before)
        or patterns.pattern("populations", "befell_things").search(before)
        or patterns.pattern("populations", "befallen_behind").match(text_of(doc), end)
    )


def _total_beside(previous: Phrase, gap: str) -> Phrase | None:
    """What a number by sex breaks down that stands right behind another phrase."""
    if previous.kind == PEOPLE and _BESIDE.fullmatch(gap):
        whole = previous.parent or previous
        return None if whole.sex else whole  # `20 girls, 12 boys`: of a list by sex the first is no total
    return previous.parent if previous.sex else None


def _restate(phrase: Phrase, whole: Phrase) -> None:
    phrase.restates = whole
    whole.also.append(phrase)


def _own_verb(phrase: Phrase, sentence: Span) -> bool:
    """`of whom 78 were vaccinated`, `including 40 who received …`: a part with an event of its own."""
    start = phrase.end
    if start < sentence.end and sentence.doc[start].text == "(":  # `of which 40 people (8 families) were …`
        closing = next((t.i for t in sentence.doc[start : min(start + 8, sentence.end)] if t.text == ")"), None)
        start = closing + 1 if closing is not None else start
    following = sentence.doc[start : min(start + 4, sentence.end)]
    for token in following:
        if token.text in ",;)." or token.lower_ == "and":
            return False
        if token.lemma_ == "be" and token.i + 1 < sentence.end and sentence.doc[token.i + 1].pos_ in _NAMING:
            return False  # `of whom 40 were refugees`
        if token.lower_ == "who" or (token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBP", "VBZ", "VBN"}):
            return True
    return False


def _total_before(earlier: Sequence[Phrase], phrase: Phrase, opened: int | None) -> Phrase | None:
    """The phrase that a bracket or `including` opens up: people where the number has a sex, as long as any stand there.

    `300 people came to the three sites, including 40 women`.
    """
    if opened is None:
        return None
    if phrase.sex and any(p.kind == PEOPLE and p.quantity.value >= phrase.quantity.value for p in earlier):
        earlier = [p for p in earlier if p.kind in {PEOPLE, HOUSEHOLDS}]
    for candidate in reversed(earlier):
        if (
            candidate.number.start_char < opened
            and candidate.kind in {PEOPLE, HOUSEHOLDS, THINGS}
            and not candidate.target
        ):
            if candidate.quantity.value >= phrase.quantity.value or candidate.kind != phrase.kind:
                return candidate.parent or candidate
            return None
    return None
