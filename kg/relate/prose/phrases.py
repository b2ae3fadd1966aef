"""Counted phrases: what each number of a sentence counts, in which words, and which numbers only break another down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from kg.nlp.numbers import Quantity
from kg.relate.prose.lexicon import Classes
from kg.relate.scope import mentions_in, quantities_in

PEOPLE, HOUSEHOLDS, THINGS, ASIDE, MONEY, PERCENT = "people", "households", "things", "aside", "money", "percent"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFIER = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "NUM"})


@dataclass
class Phrase:
    """A counted noun phrase. `start` and `end` are tokens of the doc, the number included."""

    quantity: Quantity
    number: Span
    start: int
    end: int
    head: Token
    kind: str
    text: str  # the noun with what stands before it
    groups: tuple[str, ...] = ()  # references of the population groups inside
    sex: str | None = None  # slot of a breakdown
    sexes: tuple[str, ...] = ()  # the sexes that the words name, as slots
    target: bool = False
    parent: Phrase | None = None  # the phrase that this one breaks down
    parts: list[Phrase] = field(default_factory=list)
    restates: Phrase | None = None  # `29 households (99 persons)`: the same people counted in another unit
    also: list[Phrase] = field(default_factory=list)  # the phrases that restate this one


def phrases_of(sentence: Span, classes: Classes, earlier: Sequence[Phrase] = (), lead: str = "") -> list[Phrase]:
    """The counted phrases of a sentence, in order, with breakdowns attached to what they break down.

    Args:
        earlier: the phrases of the sentence before, which `64 of them` goes back to.
        lead: the lead-in of a list item (`Latrines:`), which a bare number counts (`210 built`).
    """
    found: list[Phrase] = []
    waiting: list[tuple[Span, Quantity]] = []  # numbers of a list that share the noun behind the last of them
    for span, quantity in quantities_in(sentence):
        if _goes_on(sentence, span):
            waiting.append((span, quantity))
            continue
        phrase = _phrase(sentence, span, quantity, classes, [*earlier, *found], lead)
        if phrase is not None:
            found += [
                replace(phrase, quantity=q, number=s, start=s.start, end=s.end, parts=[], also=[]) for s, q in waiting
            ]
            found.append(phrase)
        elif classes.pattern("target_before").search(sentence.doc.text[sentence.start_char : span.start_char][-60:]):
            waiting.append((span, quantity))  # `out of a planned 39, 29 refugees …`
            continue
        waiting = []
    for phrase in found:
        phrase.target = _is_target(sentence, phrase, classes)
    _attach(sentence, found, classes)
    return found


def _goes_on(sentence: Span, number: Span) -> bool:
    """Whether another number follows at once: `9,871, 4,116 and 12,044 certificates`."""
    doc, i = sentence.doc, number.end
    while i < sentence.end and (doc[i].text == "," or doc[i].lower_ in {"and", "or"}):
        i += 1
    return i > number.end and any(
        s.start == i and not q.percent and not q.currency and not q.word for s, q in quantities_in(sentence)
    )


def _phrase(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, earlier: Sequence[Phrase], lead: str
) -> Phrase | None:
    doc = sentence.doc
    if quantity.percent or quantity.currency:
        return Phrase(
            quantity, number, number.start, number.end, number[-1], PERCENT if quantity.percent else MONEY, number.text
        )
    if quantity.word and quantity.value == 1:
        return None  # the pronoun: `one of the …`
    i = number.end
    # `76 (57 women …)`: nothing is named, what was counted before goes on.
    while i < sentence.end and (
        doc[i].lower_
        in {
            "new",
            "additional",
            "other",
            "more",
            "about",
            "of",
            "the",
            "these",
            "those",
            "such",
            "different",
            "separate",
        }
        and doc[i].pos_ != "NOUN"
    ):
        i += 1
    # `89 out of 100 shelters`, `15 of the 20 wells`: the second number's noun is meant, that number itself counts no deliverable.
    if whole := _OUT_OF.match(doc.text[number.end_char : sentence.end_char]):
        other = next((s for s, _ in quantities_in(sentence) if s.start_char >= number.end_char + whole.end() - 1), None)
        if other is not None:
            i = other.end
    begin = i
    last: int | None = None
    while i < sentence.end:
        token = doc[i]
        if token.text in "-–/’'" and last is not None and i + 1 < sentence.end and not token.whitespace_:
            i += 2 if doc[i + 1].pos_ == "VERB" else 1
            continue
        if token.tag_ == "POS" and last is not None:
            i += 1
            continue
        if token.lower_ in {"and", "or", "&"} and i > begin and _joins(sentence, i, begin):
            i += 1
            continue
        if token.pos_ in _NOMINAL:
            last = i
        elif (
            token.pos_ not in _MODIFIER
            or token.lower_ in _STOP
            or (token.pos_ == "VERB"
            and token.tag_ in {"VBD", "VBZ", "VBP", "VB"})
        ) or (
            token.pos_ == "VERB"
            and last is not None
            and (token.tag_ == "VBN" or doc[last].lemma_.lower() in classes.people)
        ) or (token.pos_ == "ADV" and last is not None):
            break
        if (i, i + 1) in {(s.start, s.end) for s, _ in quantities_in(sentence)} and i > number.end:
            break
        i += 1
    if last is None:
        return _elliptic(sentence, number, quantity, classes, earlier, lead)
    label: Span | None = None
    # A label may reach further than the tagger: `persons of concern`, `survivors of GBV`.
    for mention in mentions_in(sentence, "PopulationGroup"):
        if mention.start <= last < mention.end and mention.start >= begin:
            last = mention.end - 1
            label = mention
    # `children under five`: such a label's head is not its last word.
    head = doc[last] if label is None else label.root
    lemma = noun_lemma(head)
    text = _words(doc[begin : last + 1].text)
    groups = tuple(m.kb_id_ for m in mentions_in(sentence, "PopulationGroup") if m.start >= begin and m.end <= last + 1)
    groups += _from_groups(sentence, last + 1)
    kind = _kind(doc[begin : last + 1], head, classes, groups)
    if (
        lemma in classes.empty_heads
        and kind in {THINGS, ASIDE}
        and last + 2 < sentence.end
        and doc[last + 1].lower_ == "of"
    ):
        end, inner = _of_phrase(sentence, last + 2)
        if end > last + 2:
            text = _words(doc[begin:end].text)
            last = end - 1
            kind = THINGS
            del inner
    elif lemma in {"number", "total"}:
        return None
    # A demonym counts people too: `14 Central Africans`.
    if kind == THINGS and any(m.end > last and m.start <= last for m in mentions_in(sentence, "Demonym")):
        kind = PEOPLE
    sexed = [classes.sexes[noun_lemma(t)] for t in doc[begin : last + 1] if noun_lemma(t) in classes.sexes]
    sex = classes.sexes.get(lemma) if last == begin or doc[begin].lower_ in {"young", "adult"} else None
    return Phrase(
        quantity, number, number.start, last + 1, head, kind, text, groups, sex, sexes=tuple(dict.fromkeys(sexed))
    )


_STOP = frozenset(
    "in at on from to of by with for as who which that were was are is have has had been be being will including through during since per within while under out not also only".split()
)


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


def _joins(sentence: Span, i: int, begin: int) -> bool:
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
        m.start == i + 1 and m.label_ != "PopulationGroup" and m.label_ != "ActivityType" for m in mentions_in(sentence)
    )


_PRONOUN = re.compile(
    r"\s*(?:of\s+(?:them|these|whom|which|those)\b|(?:were|was|are|is|have|has|had|received|being|will|took|could|did|also)\b|\()",
    re.IGNORECASE,
)


_AGAINST = re.compile(
    r"\s*(?:of\s+them\s+)?(?:were|was|being)?\s*(?:against|among|for|on|affecting)?\s*(?P<who>women|men|girls|boys|females?|males?)\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"\b(?:number|total|population|figure|caseload|count)s?\s+of\s+[^.;]{3,60}?\b(?:was|is|were|stood at|reached|stands at|rose to|fell to|increased to|decreased to|totall?ed|(?:is|was) estimated at)\s+(?:about|around|some|nearly|over|more than|approximately|at|an estimated)?\s*$",
    re.IGNORECASE,
)


def _elliptic(
    sentence: Span, number: Span, quantity: Quantity, classes: Classes, earlier: Sequence[Phrase], lead: str
) -> Phrase | None:
    """A number alone: it counts what the lead-in names, or what was counted before, if that stands near."""
    following = sentence.doc.text[number.end_char : sentence.end_char]
    label = re.sub(r"\([^)]*\)", "", lead).rstrip(" :")
    if label and lead.rstrip().endswith(":") and number.start - sentence.start <= 2 and len(label.split()) <= 5:
        people = label.split()[-1].casefold().rstrip("s") in classes.people
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE if people else THINGS, label)
    before = sentence.doc.text[sentence.start_char : number.start_char]
    if labelled := re.fullmatch(r"\W*(?P<label>[A-Z][\w\s/&’'-]{3,60}?)\s*:\s*", before):
        words = labelled.group("label")
        people = words.split()[-1].casefold().rstrip("s") in classes.people
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE if people else THINGS, words)
    if copula := _COPULA.search(before):
        groups = [
            m
            for m in mentions_in(sentence, "PopulationGroup")
            if m.end_char <= sentence.start_char + copula.end() and m.start_char >= sentence.start_char + copula.start()
        ]
        if groups:
            return Phrase(
                quantity, number, number.start, number.end, number[-1], PEOPLE, groups[0].text, (groups[0].kb_id_,)
            )
    if against := _AGAINST.match(following):
        word = against.group("who").casefold()
        sex = word if word in classes.sexes.values() else classes.sexes.get(word) or classes.sexes.get(word.rstrip("s"))
        if sex:
            return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, word, (), sex)
    pronoun = bool(_PRONOUN.match(following))
    for phrase in reversed(earlier):
        if phrase.kind not in {PEOPLE, HOUSEHOLDS, THINGS} or (phrase.sex and pronoun):
            continue
        near = phrase.head.doc is number.doc and 0 <= number.start - phrase.end <= 14
        if not (near or pronoun):
            return None
        if (pronoun and not phrase.sex) or near:
            return Phrase(
                quantity, number, number.start, number.end, number[-1], phrase.kind, phrase.text, phrase.groups
            )
    if re.match(r"\s*of\s+(?:them|these|whom)\b", following, re.IGNORECASE):
        return Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, "people")
    return None


def _of_phrase(sentence: Span, start: int) -> tuple[int, str]:
    doc, i, last = sentence.doc, start, start
    while (
        i < sentence.end
        and (doc[i].pos_ in _MODIFIER or doc[i].lower_ in {"the", "on", "of"} or doc[i].text in "-/")
        and doc[i].tag_ not in {"VBD", "VBP", "VBZ", "MD"}
    ):
        if doc[i].lower_ in {"were", "was", "have", "has", "been", "for", "to"}:
            break
        if doc[i].pos_ in _NOMINAL:
            last = i + 1
        i += 1
    return last, doc[start:last].text


def _kind(span: Span, head: Token, classes: Classes, groups: Sequence[str]) -> str:
    lemma, last = noun_lemma(head), noun_lemma(span[-1])
    if re.search(r"\bheads?\s+of\s+(?:household|famil)", span.text, re.IGNORECASE):
        return PEOPLE
    if lemma in classes.households or last in classes.households:
        return HOUSEHOLDS
    if lemma in classes.people or last in classes.people:
        return PEOPLE
    if lemma in classes.aside or head.lower_ in classes.aside:
        return ASIDE
    if groups and any(m.end >= head.i + 1 and m.start <= head.i for m in mentions_in(span.sent, "PopulationGroup")):
        return PEOPLE
    return THINGS


def noun_lemma(token: Token) -> str:
    """The singular of a noun in lower case, also of one that the tagger takes for a name."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def _words(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:.-")
    return re.sub(r"^(?:new|additional|other|more|of|the|these|those|such|different|separate)\s+(?=\w)", "", text)


_OUT_OF = re.compile(
    r"\s*(?:out\s+of|of)\s+(?:every|the|a total of|an?)?\s*(?:planned|forecast|target(?:ed)?|expected)?\s*(?=\d)",
    re.IGNORECASE,
)


def _is_target(sentence: Span, phrase: Phrase, classes: Classes) -> bool:
    before = sentence.doc.text[sentence.start_char : phrase.number.start_char]
    if classes.pattern("target_before").search(before[-60:]):
        return True
    behind = sentence.doc.text[phrase.number.end_char : sentence.end_char][:60]
    return bool(classes.pattern("target_behind").match(behind))


def _attach(sentence: Span, phrases: Sequence[Phrase], classes: Classes) -> None:
    """Breakdowns by sex, age or group to their totals; brackets that count the same in another unit."""
    text, origin = sentence.doc.text, sentence.start_char
    for i, phrase in enumerate(phrases):
        before = text[origin : phrase.number.start_char]
        words = before.split()
        if (
            len(words) > 1
            and words[-1].casefold() == "of"
            and words[-2].casefold().rstrip("s") in classes.empty_heads - {"total", "number", "rest"}
        ):
            phrase.kind = ASIDE  # `two blocks of three latrines`
        if re.search(
            r"\b(?:quota|capacity|ratio|average|maximum|minimum|rate)\s+of\s+(?:about|around|some|up to)?\s*$",
            before,
            re.IGNORECASE,
        ):
            phrase.kind = ASIDE
        if (
            phrase.kind in {PEOPLE, HOUSEHOLDS, THINGS}
            and not phrase.target
            and re.search(r"\bout\s+of\s+(?:every|the|a total of|a)?\s*$", before, re.IGNORECASE)
        ):
            phrase.kind = ASIDE
        if phrase.kind not in {PEOPLE, HOUSEHOLDS} or phrase.target:
            continue
        opening = before.rfind("(")
        in_bracket = opening >= 0 and ")" not in before[opening:]
        including = re.search(
            r"\b(?:including|of (?:whom|which)|among (?:whom|which|them)|comprising|composed of|made up of|consisting of|i\.e\.|namely)\b[^.;()]*$",
            before,
            re.IGNORECASE,
        )
        if including is None and phrase.sex:
            including = re.search(r"\baffecting\b[^.;()]*$", before, re.IGNORECASE)
        if not in_bracket and including and not phrase.sex and _own_verb(phrase, sentence):
            continue
        whole = _total_before(
            phrases[:i], phrase, origin + opening if in_bracket else origin + including.start() if including else None
        )
        if (
            whole is None
            and phrase.sex
            and i
            and phrases[i - 1].kind == PEOPLE
            and re.fullmatch(
                r"\s*[,:–(-]\s*", text[phrases[i - 1].head.idx + len(phrases[i - 1].head) : phrase.number.start_char]
            )
        ):
            whole = phrases[i - 1].parent or phrases[i - 1]
        if whole is None and phrase.sex and i and phrases[i - 1].parent is not None and phrases[i - 1].sex:
            whole = phrases[i - 1].parent
        if whole is None or whole is phrase:
            # `18 households of 73 refugees` count the same people twice.
            if (
                i
                and {phrases[i - 1].kind, phrase.kind} == {HOUSEHOLDS, PEOPLE}
                and re.fullmatch(
                    r"\s*(?:of|with|or|,|/|comprising|\()\s*",
                    text[phrases[i - 1].head.idx + len(phrases[i - 1].head) : phrase.number.start_char],
                )
            ):
                _restate(phrase, phrases[i - 1])
            continue
        if (
            in_bracket
            and not phrase.sex
            and whole.kind != phrase.kind
            and {whole.kind, phrase.kind} == {HOUSEHOLDS, PEOPLE}
        ) or (in_bracket and not phrase.sex and whole.kind == THINGS):
            _restate(phrase, whole)
        else:
            phrase.parent = whole
            whole.parts.append(phrase)


def _restate(phrase: Phrase, whole: Phrase) -> None:
    phrase.restates = whole
    whole.also.append(phrase)


def _own_verb(phrase: Phrase, sentence: Span) -> bool:
    """`of whom 78 were vaccinated`, `including 40 who received …`: a part with an event of its own."""
    following = sentence.doc[phrase.end : min(phrase.end + 4, sentence.end)]
    for token in following:
        if token.text in ",;)." or token.lower_ == "and":
            return False
        if token.lower_ == "who" or (token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBP", "VBZ", "VBN"}):
            return True
    return False


def _total_before(earlier: Sequence[Phrase], phrase: Phrase, opened: int | None) -> Phrase | None:
    """The phrase that a bracket or `including` opens up."""
    if opened is None:
        return None
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
