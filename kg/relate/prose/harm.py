"""People killed, hurt or taken by others, things robbed: what a sentence tells of harm without counting incidents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span, Token

from kg.document import AnnotatedBlock, text_of
from kg.model import Claim, Name, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of, other_time
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import first_of_list, noun_lemma, noun_phrase
from kg.relate.prose.phrases import ASIDE, PEOPLE, THINGS, Phrase
from kg.relate.prose.places import country_wide, places_of
from kg.relate.prose.recorded import Harmed, recorded_by, recorders, source_of
from kg.relate.prose.stocks import governing_verb, undergoes
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, quantities_in
from kg.relate.verbs import SUBJECTS

_BEFORE = 3  # sentences that may tell of a hazard whose harm a sentence counts
_JOINED = 2  # words from one noun for what was done to the next: `recruitment and use`
_POINTS = 4  # blocks below a title that may tell who did the harm


def harm_claims(sentence: Sentence, until: int | None = None) -> Iterator[Claim]:
    """People killed, hurt or taken (`two drivers were abducted`), and things robbed (`two warehouses were looted`).

    Args:
        sentence: that may tell of them.
        until: the token before which they stand, if not anywhere.
    """
    scope, text = sentence.scope, text_of(sentence.span)
    if _is_by_nature(sentence):
        return
    by_hazard = _is_about_hazard(sentence)
    if until is None and not by_hazard:
        yield from _struck(sentence)
    robbed: dict[str, str] = {**scope.patterns("incidents").get("robbed", {})}
    if scope.pattern("incidents", "violence").search(text):
        robbed |= scope.patterns("incidents").get("wrecked", {})
    who = "people"
    for phrase in sentence.phrases:
        before = text[: phrase.number.start_char - sentence.span.start_char]
        if phrase.parent is not None or phrase.target or phrase.number.start in sentence.taken:
            continue
        if until is not None and phrase.number.start > until:
            break
        if phrase.text in {"life", "lives"} and scope.pattern("incidents", "lives").search(before):
            yield incident(sentence, phrase, str(scope.patterns("incidents")["lives_lost"]), 0.7)
            continue
        people = _may_be_people(sentence, phrase)
        if phrase.kind == PEOPLE and by_hazard:
            continue
        verbs = _verbs_of(scope, phrase) if people or phrase.kind == THINGS else []
        if not verbs:
            continue
        verb = verbs[-1]
        own = phrase.end > phrase.number.end and phrase.text != "others"
        if people and (harmed := _harmed(sentence, phrase, verbs)) is not None:
            who = phrase.text if own else who  # `three drivers were killed and two others injured`
            yield incident(sentence, phrase, f"{who} {harmed}", 0.7, recorded_by(sentence))
        elif (
            phrase.kind == THINGS
            and own
            and verb.lemma_.lower() in robbed
            and _befell(sentence, phrase, verb)
            and not scope.pattern("incidents", "contraband").search(_with_content(phrase))
        ):
            yield incident(sentence, phrase, f"{robbed[verb.lemma_.lower()]} {phrase.text}", 0.7)


def _with_content(phrase: Phrase) -> str:
    """The words of a counted phrase with what it is of: `items of unexploded ordnance`."""
    doc, end, last = phrase.head.doc, phrase.end, phrase.head.sent.end
    of = end < last and doc[end].lower_ == "of"
    return f"{phrase.text} {doc[end : min(end + 4, last)].text}" if of else phrase.text


def _harmed(sentence: Sentence, phrase: Phrase, verbs: Sequence[Token]) -> str | None:
    """What befell people by one of their verbs; None where nothing did, or those are told with others."""
    harmed = next((h for v in verbs if (h := _harm(sentence, phrase, v))), None)
    if harmed is not None and _is_among(sentence, phrase, harmed):
        sentence.taken.add(phrase.number.start)
        return None
    return harmed


def _verbs_of(scope: Scope, phrase: Phrase) -> list[Token]:
    """The verbs that may tell what befell those of a phrase: the one of their relative clause, then that above them."""
    verb, noun = governing_verb(phrase), phrase.head
    described = verb is not None and (
        (verb.tag_ == "VBG" and noun.dep_ == "nsubjpass")
        or (verb.lemma_.lower() in scope.words("incidents", "describing_verbs") and noun.dep_ in SUBJECTS)
    )
    if described and noun.head.pos_ == "VERB":
        verb = noun.head  # `five guards escorting a truck were killed`, `two boys aged five were killed`
    if verb is not None and verb.lemma_.lower() in scope.words("populations", "hedging_verbs"):
        told = (c for c in verb.children if c.dep_ == "xcomp" and any(w.dep_ == "auxpass" for w in c.children))
        verb = next(told, verb)  # `are estimated to have been killed`
    if verb is not None and verb.lemma_ == "be":  # `were hijacked`, which the parser may take for a state
        verb = next((c for c in verb.children if c.tag_ == "VBN" and c.dep_ == "acomp"), verb)
    clauses = [c for c in noun.children if c.dep_ == "relcl" and any(w.tag_ in {"WP", "WDT"} for w in c.children)]
    return [*clauses, *([verb] if verb is not None else [])]


def _is_subject(phrase: Phrase, verb: Token) -> bool:
    """Whether those of a phrase are the subject of a verb, or of the clause that it has behind them."""
    noun = phrase.head
    if verb.dep_ == "relcl" and verb.head.i == noun.i:
        return any(c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"} for c in verb.children)
    return noun.dep_ == "nsubj" and noun.head.i == verb.i


def _befell(sentence: Sentence, phrase: Phrase, verb: Token) -> bool:
    """Whether it is told what befell things, not what was done about it: `repaired 40 houses damaged by fire`."""
    noun, above = phrase.head, phrase.head.head
    frame = sentence.classes.verbs.get(above.lemma_.lower())
    mended = verb.dep_ == "acl" and noun.dep_ in {"dobj", "nsubjpass"} and frame is not None and frame.kind == "make"
    return not mended and _undergoes(verb, phrase)


def _undergoes(verb: Token, phrase: Phrase) -> bool:
    """Whether a verb is done to those of a phrase, also one that the parser takes for the state which they are in."""
    return undergoes(verb, phrase) or (verb.dep_ == "acomp" and phrase.head.head.i == verb.head.i)


def _either(sentence: Sentence, verb: Token) -> str | None:
    """What befell people, where a verb is one of two that did: `killed or injured`."""
    around = sentence.span.doc[max(sentence.span.start, verb.i - 2) : min(verb.i + 4, sentence.span.end)]
    harm = {*sentence.scope.patterns("incidents").get("harm", {}).values()}
    for match in sentence.scope.pattern("incidents", "either").finditer(around.text):
        words = match.group("either").split()
        if {words[0], words[-1]} <= harm:
            return " ".join(words)
    return None


def _is_no_harm(scope: Scope, text: str) -> bool:
    """Whether a sentence tells of disease, or of a hazard that nobody is behind."""
    told = any(scope.pattern(*p).search(text) for p in (("illness", "sentence"), ("incidents", "hazards")))
    return told and not scope.pattern("incidents", "deliberate").search(text)


def _is_by_nature(sentence: Sentence) -> bool:
    """Whether a sentence tells of no harm that somebody did, itself or by what stands before it."""
    scope, text = sentence.scope, text_of(sentence.span)
    if _is_no_harm(scope, text):
        return True
    if scope.pattern("incidents", "violence").search(text):
        return False
    before = [text_of(s) for s in sentence.before]
    near = [*before[-_BEFORE:], *_title_of_hazard(scope, sentence.block)]
    return any(scope.pattern("incidents", "hazards").search(words) and _is_no_harm(scope, words) for words in near)


def _title_of_hazard(scope: Scope, block: AnnotatedBlock) -> Sequence[str]:
    """The title above a block, unless what stands below it tells before of harm that somebody did."""
    above = [b.joined.text for b in scope.before(block, _POINTS) if b.block.section == block.block.section]
    done = any(scope.pattern("incidents", "deliberate").search(text) for text in above)
    return () if done else scope.headings(block.block)[:1]


def _is_about_hazard(sentence: Sentence) -> bool:
    """Whether a sentence without violence stands in a report with a hazard in its title, which did the harm."""
    scope, title = sentence.scope, sentence.scope.document.source.title or ""
    hazard = scope.pattern("incidents", "hazards").search(title) and _is_no_harm(scope, title)
    return bool(hazard) and not _is_violent(sentence)


def _struck(sentence: Sentence) -> Iterator[Claim]:
    """`12 dead and seven wounded`, `killed 12`: numbers that count people by what befell them alone."""
    doc, known = sentence.span.doc, {p.number.start for p in sentence.phrases if _is_counted(p)}
    words = sentence.scope.words("incidents", "struck")
    harm: dict[str, str] = sentence.scope.patterns("incidents").get("harm", {})
    for number, quantity in quantities_in(sentence.span):
        if number.start in known or number.start in sentence.taken or quantity.percent or quantity.currency:
            continue
        struck = _bare_verb(number)
        if struck is not None and struck.lemma_.lower() in harm:
            phrase = Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, PEOPLE)
            yield incident(sentence, phrase, f"people {harm[struck.lemma_.lower()]}", 0.7, recorded_by(sentence))
            continue
        behind = doc[number.end] if number.end < sentence.span.end else None
        if behind is None or behind.lower_ not in words:
            continue
        if number.end + 1 < sentence.span.end and doc[number.end + 1].pos_ in {"NOUN", "PROPN"}:
            continue  # `12 dead animals`
        phrase = Phrase(quantity, number, number.start, number.end + 1, number[-1], PEOPLE, behind.lower_)
        yield incident(sentence, phrase, f"people {behind.lower_}", 0.7, recorded_by(sentence))


def _is_counted(phrase: Phrase) -> bool:
    """Whether a phrase has a noun of its own, or stands for people counted before it."""
    return phrase.end > phrase.number.end or phrase.kind == PEOPLE


def _bare_verb(number: Span) -> Token | None:
    """The verb that tells what befell those whom a number alone stands for: `killed 12`, `12 were killed`."""
    token, doc = number.root, number.doc
    if number.end < len(doc) and doc[number.end].lower_ == "of":
        return None  # `one of the drivers was killed`
    done = token.dep_ == "dobj" and token.head.i < number.start
    undergone = token.dep_ in {"nsubj", "nsubjpass"} and token.head.tag_ == "VBN" and token.head.i >= number.end
    return token.head if done or undergone else None


def _harm(sentence: Sentence, phrase: Phrase, verb: Token) -> str | None:
    """What befell people, as a participle; None where nothing did."""
    words, lemma = sentence.scope.patterns("incidents"), verb.lemma_.lower()
    harm: dict[str, str] = words.get("harm", {})
    if lemma in harm and _undergoes(verb, phrase):
        return _either(sentence, verb) or harm[lemma]
    held: dict[str, str] = words.get("held", {})
    if lemma in held and _undergoes(verb, phrase) and _are_no_people_of_a_place(sentence, phrase):
        return held[lemma]
    scope, doc, left = sentence.scope, sentence.span.doc, words.get("left", {})
    subject = _is_subject(phrase, verb)
    suffered: dict[str, str] = words.get("suffered", {})
    if subject and lemma in suffered:
        return suffered[lemma] if _tells_of_violence(sentence) else None
    # `two drivers lost their lives`, `two drivers suffered burns`, also in violence `two, among them a woman, lost …`
    behind = text_of(doc[phrase.end : sentence.span.end])
    for key, told in (("losing", "lost"), ("hurting", "hurt")):
        if scope.pattern("incidents", key).match(behind) or (
            subject
            and scope.pattern("incidents", key).match(text_of(doc), verb.idx, sentence.span.end_char)
            and _is_violent(sentence)
        ):
            return str(words[told])
    # `left three drivers dead`, `two drivers went missing`, `two are dead`
    for key in ("seized", "beside"):  # `two drivers, among them a woman, injured in the raid`
        if seized := scope.pattern("incidents", key).match(behind):
            return " ".join(seized.group("harm").split())
    if subject and (state := next((c for c in [verb, *verb.children] if c.lower_ in left), None)) is not None:
        be = verb.lemma_ == "be" or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
        if be and (state.i == verb.i or state.dep_ == "acomp"):
            return str(left[state.lower_])
    near = doc[phrase.end : min(phrase.end + 2, sentence.span.end)]
    if lemma in scope.words("incidents", "told_verbs"):
        near_verb = doc[verb.i + 1 : min(verb.i + 3, sentence.span.end)] if verb.i >= phrase.end else near
        bereft = next((t for t in near_verb if t.lower_ in left or t.lemma_.lower() in harm), None)
        return None if bereft is None else str(left.get(bereft.lower_) or harm[bereft.lemma_.lower()])
    return None


def _are_no_people_of_a_place(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people are staff or the like, of whom no figure of a population is made."""
    terms = sentence.scope.ontology.terms
    codes = {terms[g].notation for g in phrase.groups if g in terms}
    return bool(codes) and codes <= sentence.scope.words("populations", "never_figures")


def loss_claims(sentence: Sentence) -> Iterator[Claim]:
    """Lives lost and what was done to people, as nouns: `23 civilian casualties`, `the abduction of two drivers`."""
    scope, text = sentence.scope, text_of(sentence.span)
    if not _tells_of_violence(sentence) or _is_no_harm(scope, text):
        return
    sources = recorders(sentence)
    losses, nouns = scope.words("incidents", "loss_nouns"), scope.words("incidents", "harm_nouns")
    for phrase in sentence.phrases:
        if phrase.parent is not None or phrase.target or phrase.number.start in sentence.taken:
            continue
        before = text[: phrase.number.start_char - sentence.span.start_char]
        behind = text[phrase.number.end_char - sentence.span.start_char :]
        if phrase.end == phrase.number.end and (told := _of_those(scope, before, behind)):
            yield incident(sentence, phrase, _told_of(scope, phrase, told), 0.7, sources)
        elif scope.pattern("incidents", "hurting").match(phrase.text):
            yield incident(sentence, phrase, f"people {scope.patterns('incidents')['hurt']}", 0.7, sources)
        elif phrase.kind in {THINGS, ASIDE} and noun_lemma(phrase.head) in losses:
            part = re.search(r"\b(?:including|of whom|of which|among them)\b[^.;]*$", before)
            if part is None or _is_of_kind(sentence, phrase, losses):
                yield incident(sentence, phrase, phrase.text, 0.7, sources)
        elif phrase.kind in {PEOPLE, THINGS} and (of := first_of_list(phrase.head).head).lower_ == "of":
            noun = of.head
            if noun.lemma_.lower() in scope.words("incidents", "lives_of") and _may_be_people(sentence, phrase):
                yield incident(sentence, phrase, f"{phrase.text} {scope.patterns('incidents')['lost']}", 0.7)
                continue
            if (deed := _done_to(sentence, phrase, noun, nouns)) and _may_be_people(sentence, phrase):
                yield incident(sentence, phrase, f"{deed} of {phrase.text}", 0.7, sources)
        elif deed := _done_against(sentence, phrase):
            yield incident(sentence, phrase, f"{deed} against {phrase.text}", 0.7, sources)


def _done_against(sentence: Sentence, phrase: Phrase) -> str | None:
    """The noun for what is told to have been done `against` people: `sexual violence`."""
    scope, against = sentence.scope, first_of_list(phrase.head).head
    if phrase.kind != PEOPLE or against.lower_ != "against" or against.i == sentence.span.start:
        return None
    noun = against.nbor(-1)  # the parser may hang what stands behind the noun on the verb
    recorded = scope.pattern("incidents", "recorded").search(text_of(sentence.span)) is not None
    return noun_phrase(noun) if recorded and noun.lemma_.lower() in scope.words("incidents", "against_nouns") else None


def _done_to(sentence: Sentence, phrase: Phrase, noun: Token, nouns: Collection[str]) -> str | None:
    """The words of a noun for what is done to the people behind it: `killing and maiming`; None where it is no harm.

    Some words do harm only to children: `recruitment`.
    """
    first = noun.head if noun.dep_ == "conj" and 0 < noun.i - noun.head.i <= _JOINED else noun
    scope = sentence.scope
    told = {first.lemma_.lower(), noun.lemma_.lower(), first.lower_, noun.lower_}
    codes = scope.codes(phrase.groups)
    harmful = not told.isdisjoint(nouns)
    if codes & scope.words("incidents", "defenceless"):
        harmful = harmful or not told.isdisjoint(scope.words("incidents", "harm_nouns_of_minors"))
    if not harmful:
        return None
    joined = [c for c in first.conjuncts if noun.i < c.i < phrase.start and c.i - noun.i <= _JOINED]
    return sentence.span.doc[first.i : max([noun.i, *(c.i for c in joined)]) + 1].text


def _is_among(sentence: Sentence, phrase: Phrase, harmed: str) -> bool:
    """Whether people are some of those counted before: `9 deaths, including two drivers who were killed`."""
    scope, doc = sentence.scope, sentence.span.doc
    before = text_of(doc)[sentence.span.start_char : phrase.number.start_char]
    if scope.pattern("incidents", "part_before").search(before) is None:
        return False
    nouns = set(scope.patterns("incidents").get("same_kind", {}).get(harmed, []))
    return any(noun_lemma(p.head) in nouns for p in sentence.phrases if p.start < phrase.start)


def _is_of_kind(sentence: Sentence, phrase: Phrase, losses: Collection[str]) -> bool:
    """Whether losses are a kind of those counted before, told by another noun: `90 casualties, including 21 deaths`."""
    before = [noun_lemma(p.head) for p in sentence.phrases if p.start < phrase.start]
    return any(noun in losses and noun != noun_lemma(phrase.head) for noun in before)


def _of_those(scope: Scope, before: str, behind: str) -> str | None:
    """What befell those of whom a number alone is a part: `50 casualties, 12 of them fatal`, `of whom 12 died`."""
    told = scope.pattern("incidents", "of_them").match(behind)
    if told is None and scope.pattern("incidents", "of_whom").search(before):
        told = scope.pattern("incidents", "befell").match(behind)
    return told.group("harm") if told is not None else None


def _told_of(scope: Scope, phrase: Phrase, harm: str) -> str:
    """What is counted of those whom words tell that something befell."""
    who = phrase.text if phrase.kind == PEOPLE else PEOPLE
    left: dict[str, str] = scope.patterns("incidents").get("left", {})
    return f"{who} {left.get(harm, harm)}" if harm in scope.words("incidents", "struck") else harm


def _is_violent(sentence: Sentence) -> bool:
    return sentence.scope.pattern("incidents", "violence").search(text_of(sentence.span)) is not None


def _tells_of_violence(sentence: Sentence) -> bool:
    """Whether a sentence tells of violence, or goes on telling of what the sentence before it told."""
    violence = sentence.scope.pattern("incidents", "violence")
    if violence.search(text_of(sentence.span)):
        return True
    before = next(reversed(sentence.before), None)
    told = text_of(before) if before is not None else ""
    return bool(violence.search(told)) and not _is_no_harm(sentence.scope, told)


def incident(
    sentence: Sentence,
    phrase: Phrase,
    item: str,
    confidence: float,
    sources: Sequence[Name] = (),
    harmed: Harmed | None = None,
) -> Claim:
    """An incident that a phrase counts, with where and when its sentence sets it."""
    scope, span = sentence.scope, sentence.span
    sentence.taken.add(phrase.number.start)
    alike = [p for p in sentence.phrases if p.kind == phrase.kind]
    following = next((p.start for p in alike if p.start > phrase.start), span.end)
    taken = scope.pattern("incidents", "taken").search(text_of(span)) is not None
    places = places_of(scope, span, span.start, span.end, False, journey=taken)
    parted = scope.pattern("incidents", "part_before").search(
        text_of(span.doc)[phrase.number.end_char : span.doc[following - 1].idx]
    )
    if (
        len(alike) > 1
        and len(places) > 1
        and not parted
        and (own := places_of(scope, span, phrase.end, following, True))
    ):
        # `three killed in A and two in B`: each its own, and the places that open the sentence
        opening = places_of(scope, span, span.start, alike[0].start, True)
        places = [*dict.fromkeys([*opening, *own])]
    before = _before_further(sentence)
    slots: Slots = {
        "item": Text(item),
        "quantity": scope.number(phrase.quantity, text_of(span.doc)),
        "place": list(places or country_wide(scope, span) or _places_before(sentence)),
        "date": other_time(span, phrase.number)
        or date_of(scope, sentence.block, span, phrase.start, following, len(alike) > 1, happened=True)
        or (
            date_of(scope, sentence.block, before, before.start, before.end, False, happened=True)
            if before is not None
            else None
        )
        # The year of the line above: `2019 results`.
        or (sentence.opening if span.start == 0 else None)
        or (sentence.day if harmed is None else None),
        "source": list(sources)
        or source_of(sentence, phrase.number)
        or (source_of(sentence, phrase.number, before) if before is not None else None),
    }
    told = harmed or Harmed()
    for part in phrase.parts or told.phrases or _bracketed(sentence, phrase):
        if part.sex:
            slots[part.sex] = scope.number(part.quantity, text_of(span.doc))
            sentence.taken.add(part.number.start)
    passage = sentence.around(phrase.number.start_char, span.doc[phrase.end - 1].idx)
    return make("Incident", "frame/incident", confidence, [passage, *told.evidence], slots)


def _places_before(sentence: Sentence) -> Sequence[Name]:
    """Where it was by the sentences before: not if it was at another time, or goes on since then."""
    dated = any(d.precision != "phrase" for _, d in dates_in(sentence.span))
    scope, text = sentence.scope, text_of(sentence.span)
    apart = dated or scope.pattern("incidents", "since").search(text) is not None
    same = scope.pattern("incidents", "same_event").match(text) is not None
    return sentence.pointed or (() if apart and not same else sentence.inherited)


def _before_further(sentence: Sentence) -> Span | None:
    """The sentence before one that counts more of the same (`Another 30 were hurt`), whose time and source it has."""
    if sentence.scope.pattern("places", "further").match(text_of(sentence.span)) is None:
        return None
    return next(reversed(sentence.before), None)


def _bracketed(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The numbers by sex that a bracket behind a phrase, or a colon, opens."""
    doc = sentence.span.doc
    following = min((p.start for p in sentence.phrases if p.start > phrase.start), default=sentence.span.end)
    begin = next((t.i for t in doc[phrase.end : following] if t.text in {"(", ":"}), None)
    if begin is None:
        return []
    closing = {")"} if doc[begin].text == "(" else {";", "."}
    end = next((t.i for t in doc[begin : sentence.span.end] if t.text in closing), sentence.span.end)
    found = [p for p in sentence.phrases if begin < p.start < end and p.sex]
    return found if len({p.sex for p in found}) == len(found) else []


def _may_be_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase counts people, or what must be people as the subject of what befell it."""
    behind = sentence.span.doc[phrase.end : min(phrase.end + 2, sentence.span.end)].text
    whole = f"{phrase.text} {behind}" if behind.startswith("of ") else phrase.text  # `heads of cattle`
    if any(sentence.scope.pattern("incidents", key).search(whole) for key in ("animals", "contraband")):
        return False
    return (
        phrase.kind == PEOPLE
        or (phrase.kind == THINGS and phrase.text.casefold() in sentence.scope.words("incidents", "further"))
        or (
            phrase.kind == THINGS
            and first_of_list(phrase.head).dep_ in {"nsubjpass", "dobj"}
            and phrase.head.tag_ == "NNS"
        )
        # `six Fulanis arrested in the market`
        or (phrase.kind == THINGS and phrase.head.tag_ in {"NNS", "NNPS"} and _is_participle(sentence, phrase.end))
    )


def _is_participle(sentence: Sentence, at: int) -> bool:
    """Whether a participle stands at a token."""
    return at < sentence.span.end and sentence.span.doc[at].tag_ in {"VBN", "VBD"}
