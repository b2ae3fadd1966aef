"""The roles in which counted phrases and groups of people stand to events."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Span, Token

from kg.relate.prose.events import Event, Thing
from kg.relate.prose.lexicon import Frame
from kg.relate.prose.nouns import first_of_list, noun_above
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.verbs import SUBJECTS, is_finite

# Roles: subject, object, and prepositions as written.
SUBJECT, OBJECT = "subject", "object"
_DOING = frozenset({"deliver", "make", "hold", "engage"})
# Verbs of those who do something together.
_BESIDE = frozenset({"work", "cooperate", "collaborate", "partner", "liaise", "engage"})
# Verbs whose object only serves for what is done: `tested samples using two machines`.
_INSTRUMENT = frozenset({"use", "utilize", "utilise", "employ"})
_RUNNING = frozenset({"operate"})
_NO_OBJECTS = frozenset({"for", "from", "through", "via"})
_LOCATING = frozenset("in at on across within around near under since during per over".split())


_HEDGES = frozenset({"over", "about", "around"})


def climb(token: Token, events: Mapping[int, Event]) -> tuple[Token, str] | None:
    """The nearest trigger above a token, and the role in which the token stands to it."""
    at, role = token, ""
    for _ in range(12):
        head = at.head
        if head.i == at.i:
            return None
        if at.dep_ == "conj" and not role:
            at = head
            if at.i in events and at is not token and at.pos_ in {"VERB", "AUX"}:
                return at, OBJECT
            continue
        role = _role(at, role)
        if head.i in events:
            return head, role or OBJECT
        own = head.lower_ == "of" and head.i - 1 in events and head.head.i != head.i - 1
        if own and head.head.i not in events:
            return head.nbor(-1), "of"  # `gave kits and training of staff`, whose `of` the parser may hang on the kits
        if at.dep_ in {"nsubj", "nsubjpass"}:
            # `40 kits are planned to be delivered`: the subject is that of the verb below.
            below = next((c for c in head.children if c.dep_ == "xcomp" and c.i in events and c.i > head.i), None)
            # `4,700 children were invited and received toys`
            joined = (c for c in head.children if c.dep_ == "conj" and c.i in events and c.i > head.i)
            below = below or next((c for c in joined if not any(g.dep_ in SUBJECTS for g in c.children)), None)
            if below is not None:
                return below, SUBJECT
        # A preposition below a noun is the noun's: what stands under it is no argument of the verb above, but for `of`.
        at = head
        if at.dep_ in {"prep", "agent"}:
            role = at.lower_
    return None


def _role(token: Token, below: str) -> str:
    """The role of a token to its head; `below` is the role of what it was reached from."""
    if token.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        return SUBJECT
    if token.dep_ in {"dobj", "obj", "attr", "oprd"}:
        return OBJECT
    if token.dep_ == "dative":
        return "to"
    if token.dep_ in {"prep", "agent"}:
        behind = token.nbor() if token.i + 1 < token.sent.end else token
        mean = token.lower_ == "on" and behind.lower_ == "average"
        if token.lower_ in _HEDGES and behind.like_num and token.head.pos_ in {"VERB", "AUX"}:
            # `over 145 of the refugees received …`, whose first word the parser may take for a preposition
            return SUBJECT if token.i < token.head.i else OBJECT
        return OBJECT if mean else token.lower_  # `assisted on average 300 people`
    if token.dep_ in {"acl", "relcl", "advcl", "pcomp", "xcomp", "ccomp"}:
        return below or OBJECT
    return below


def works_with(token: Token, trigger: Token) -> bool:
    """Whether a word below a trigger names those with whom others work whom the trigger concerns."""
    at = token
    while at.head.i not in {at.i, trigger.i}:
        at = at.head
        if at.dep_ == "acl" and at.lemma_.lower() in _BESIDE:
            return True
    return False


def serves(role: str, event: Event) -> bool:
    """Whether a group in this role is served by the event."""
    kind = event.frame.kind
    if role in {"to", "for", "among", "benefiting", "targeting", "between"}:
        return True
    if kind in {"affect", "reach"}:
        return (role == OBJECT and not event.passive) or (role == SUBJECT and event.passive) or role == "of"
    if kind in {"receive", "undergo"}:
        return role == SUBJECT
    if kind == "deliver":
        return role == SUBJECT and event.passive
    return False


def attach_phrase(
    sentence: Span, phrase: Phrase, events: dict[int, Event], light: frozenset[str], favoured: bool = False
) -> None:
    """Put a counted phrase into the event that it is an argument of; one that has none is an event by itself.

    Args:
        sentence: in which it stands.
        phrase: what is counted.
        events: of the sentence, by the token of their trigger.
        light: lemmas of verbs whose arguments may be those of another event.
        favoured: whether the words before it say that something is for those whom it counts.
    """
    if phrase.head.i in events and phrase.head.pos_ in {"NOUN", "PROPN"}:
        above = climb(phrase.head, {k: v for k, v in events.items() if k != phrase.head.i})
        if above is not None and _only_helps(events[above[0].i]):
            return
        # The counted noun is the event itself: `a training of …` counted as `3 trainings`.
        events[phrase.head.i].things.append(Thing(phrase.head, phrase.text, phrase))
        return
    clause = next((c for c in phrase.head.children if _is_clause_of(c, phrase) and c.i in events), None)
    if clause is not None and not _describes_doers(phrase, events[clause.i]):
        _fill(events[clause.i], SUBJECT, phrase)
        main, role = events.get(phrase.head.head.i), _role(phrase.head, "")
        whole = role == SUBJECT or any(c.dep_ in SUBJECTS and c.lower_ in {"who", "that"} for c in clause.children)
        if main is not None and whole and phrase.kind in {PEOPLE, HOUSEHOLDS} and serves(role, main):
            _fill(main, role, phrase)  # `40 people who were trained received kits`
        return
    if _befalls(phrase, events, light) or _only_comes_from(phrase, events):
        return
    found = _above(phrase, events)
    if found is not None and favoured:
        found = found[0], "for"
    sets = found is not None
    if found is None and (found := _nearest(sentence, phrase, events)) is not None:
        # `40 consultations were made in two clinics`
        sets = phrase.kind == THINGS and found[1] in _LOCATING and found[0].pos_ in {"NOUN", "PROPN"}
    if found is not None and _is_set_aside(phrase, found[1], events[found[0].i], sets):
        return
    if found is None:
        fragment = Event(phrase.head, Frame("fragment"), None)
        _fill(fragment, OBJECT, phrase)
        events.setdefault(phrase.head.i, fragment)
        return
    _fill(events[found[0].i], found[1], phrase)


def _is_set_aside(phrase: Phrase, role: str, event: Event, sets: bool) -> bool:
    """Whether a number counts nothing of an event; `sets`: it may only tell where, when or for what that was."""
    return (sets and _only_sets(phrase, role, event)) or _are_doing(phrase, event) or _only_arrived(phrase, role, event)


def _only_arrived(phrase: Phrase, role: str, event: Event) -> bool:
    """Whether people only came to those who received them: `the town received 300 families`.

    Nor did those behind what was received get it: `received food, among them are 300 pupils and 40 teachers`.
    """
    came = event.trigger.lemma_.lower() == "receive" and role == OBJECT and not event.passive
    if not came or phrase.kind not in {PEOPLE, HOUSEHOLDS} or phrase.head.doc[phrase.number.start - 1].text == "(":
        return False
    return noun_above(phrase.head, "conj", "appos").dep_ == "dobj"


def _are_doing(phrase: Phrase, event: Event) -> bool:
    """Whether a participle behind people says what they do themselves: `two journalists covering the area`."""
    trigger = event.trigger
    does = trigger.dep_ == "acl" and trigger.tag_ == "VBG" and trigger.head == phrase.head
    return does and phrase.kind in {PEOPLE, HOUSEHOLDS} and event.frame.kind in {"reach", "affect", "deliver", "make"}


def _torn_off(phrase: Phrase) -> Token | None:
    """The passive verb right behind what is counted and the parser joins to a noun before them.

    `It began in May and 40 families were moved`, where it reads `May and 40 families`.
    """
    doc, end = phrase.head.doc, phrase.head.sent.end
    if phrase.kind not in {PEOPLE, HOUSEHOLDS, THINGS} or phrase.head.dep_ != "conj" or phrase.head.head.pos_ == "VERB":
        return None
    at = max([phrase.end, *(p.end for p in phrase.also)])
    at += at < end and doc[at].text == ")"
    if at >= end or doc[at].dep_ != "auxpass":
        return None
    verb = doc[at].head
    return None if any(c.dep_ in SUBJECTS for c in verb.children) else verb


def _above(phrase: Phrase, events: Mapping[int, Event]) -> tuple[Token, str] | None:
    """The trigger of the event that a phrase is an argument of, and its role in it."""
    if (torn := _torn_off(phrase)) is not None and torn.i in events:
        return torn, SUBJECT
    found = climb(phrase.head, {k: v for k, v in events.items() if not phrase.start <= k < phrase.end})
    if found is not None and phrase.kind not in {PEOPLE, HOUSEHOLDS} and _only_describes(events[found[0].i]):
        # `installed a pump that serves 300 people as well as two tanks`: the tanks were installed.
        found = climb(found[0].head, {k: v for k, v in events.items() if k != found[0].i}) or found
    if found is not None and _acts(found[1], events[found[0].i]):
        # `Eleven pumps installed in A are producing …`: they were installed.
        found = next(((c, OBJECT) for c in phrase.head.children if _is_done_to(c, events)), found)
    return None if found is not None and _is_told_apart(phrase, found[0]) else found


def _is_told_apart(phrase: Phrase, trigger: Token) -> bool:
    """Whether a semicolon parts a phrase that has a verb of its own from a trigger: `it serves 300 men; it built …`."""
    doc, sentence = phrase.head.doc, phrase.head.sent
    first, last = sorted((phrase.start, trigger.i))
    if all(t.text != ";" for t in doc[first:last]):
        return False
    begin = next((i + 1 for i in range(phrase.start - 1, sentence.start - 1, -1) if doc[i].text == ";"), sentence.start)
    end = next((i for i in range(phrase.end, sentence.end) if doc[i].text == ";"), sentence.end)
    finite = (t for t in doc[begin:end] if is_finite(t))
    if any(t.dep_ not in {"relcl", "acl"} for t in finite):
        return True
    # `300 people reached with messages; 90 kits handed out`
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and phrase.end <= c.i < end for c in phrase.head.children)


def _only_sets(phrase: Phrase, role: str, event: Event) -> bool:
    """Whether a number only tells where, when or for what something is that an event tells."""
    if role in _LOCATING and phrase.kind != PEOPLE:
        return not _is_worked_on(phrase, event)
    # `300 people got help with soap or drugs at two clinics`, whatever noun the parser hangs the clinics on
    above = phrase.head.head if phrase.head.dep_ == "pobj" else None
    at = above is not None and above.lower_ == "at" and bool(event.people)
    # `12 visits to 30 schools`, `70 kits for 14 clinics`
    to = (
        above is not None
        and above.lower_ in {"to", "for"}
        and any(t.phrase and t.head == above.head for t in event.things)
    )
    return phrase.kind == THINGS and (at or to or _only_helps(event) or _is_part(phrase, event))


def _is_part(phrase: Phrase, event: Event) -> bool:
    """Whether a number tells what a thing of the event holds: `a school with six rooms`, `baskets (5 kg of oil)`."""
    doc, before = phrase.head.doc, phrase.head.head
    if before.lower_ == "with" and before.i == phrase.number.start - 1:
        return event.frame.kind == "make" or (event.frame.kind == "hold" and before.head.pos_ == "NOUN")
    opening = next((i for i in range(phrase.start - 1, phrase.head.sent.start, -1) if doc[i].text in {"(", ")"}), -1)
    if opening < 0 or doc[opening].text == ")":
        return False
    return any(t.phrase is None and 0 < opening - t.head.i <= 2 for t in event.things)


def _is_worked_on(phrase: Phrase, event: Event) -> bool:
    """Whether a noun of building has its object behind `on`: `repairs on 96 houses`."""
    preposition = phrase.head.head
    if event.trigger.pos_ != "NOUN" or event.frame.kind != "make" or preposition.lower_ != "on":
        return False
    aboard = preposition.doc[preposition.i + 1 : preposition.i + 2].text.lower() == "board"
    return not aboard and not any(c.dep_ == "prep" and c.lower_ == "of" for c in event.trigger.children)


def _only_comes_from(phrase: Phrase, events: Mapping[int, Event]) -> bool:
    """Whether a number counts those whom others come from or work with: `nurses from nine clinics`, `with 70 firms`."""
    head = first_of_list(phrase.head)
    before = head.head
    if before.dep_ != "prep" or before.i > phrase.number.start:
        return False
    if before.lower_ == "of" and before.head.lower_ == "behalf":
        return True
    if before.lower_ == "of" and phrase.kind == THINGS:  # `trained 30 teachers of 12 schools`
        return any(p.head.i == before.head.i for event in events.values() for p in event.people)
    if before.lower_ in _LOCATING and phrase.kind == THINGS:
        return before.head.dep_ == "nsubj" and before.head.head.i in events  # `children in three schools received …`
    if before.lower_ == "from" and phrase.kind == THINGS:
        return before.head.pos_ in {"NOUN", "PROPN"} and before.head.i not in events
    if before.lower_ == "from":  # `flew 300 staff from 40 agencies to Gulu`
        counted = any(c.dep_ == "nummod" for c in before.nbor(-1).children) if before.i > before.sent.start else False
        return counted and before.i == phrase.number.start - 1
    return before.lower_ == "with" and before.head.lemma_.lower() in _BESIDE and before.head.i not in events


def _only_describes(event: Event) -> bool:
    """Whether an event says of a thing whom it serves."""
    return event.frame.kind == "reach" and event.trigger.dep_ in {"relcl", "acl"}


def _is_done_to(token: Token, events: Mapping[int, Event]) -> bool:
    """Whether a participle tells what was done to the noun before it: `pumps installed in A`."""
    return token.dep_ == "acl" and token.tag_ == "VBN" and token.i in events and token.i == token.head.i + 1


def _only_helps(event: Event) -> bool:
    """Whether an event only says what something given serves: `sent kits that will support 90 operations`."""
    if event.frame.kind != "affect" or event.frame.type:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"which", "that"} for c in event.trigger.children)


def _is_clause_of(token: Token, phrase: Phrase) -> bool:
    """Whether a verb's clause describes the phrase: `40 people who were trained`, but not what they are for."""
    aims = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    # `18 wells dug and 300 families given soap`: a noun that is joined to a verb begins a clause like that one.
    joined = phrase.head.dep_ == "conj" and phrase.head.head.pos_ == "VERB" and phrase.head.head.tag_ == "VBN"
    told = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN" and joined)
    # `12 offices where forms are handed out`
    where = phrase.kind == THINGS and any(c.lower_ == "where" for c in token.children)
    return told and token.i >= phrase.end and not aims and not tells_of_part(token) and not where


def tells_of_part(verb: Token) -> bool:
    """Whether a clause is about some of what it describes: `90 children, of whom 30 were reunited`, `30 of whom`."""
    of = next((t for t in verb.doc[verb.left_edge.i : verb.left_edge.i + 2] if t.lower_ == "of"), None)
    return of is not None and of.i + 1 < verb.i and of.nbor().lower_ in {"which", "whom"}


def attach_headline(phrase: Phrase, event: Event | None) -> None:
    """Put a phrase into the event of the participle behind it, if that is one: `40 wells repaired`."""
    if event is None:
        return
    event.verb, event.passive = event.trigger, True
    _fill(event, SUBJECT, phrase)


def attach_money(phrase: Phrase, events: Mapping[int, Event]) -> None:
    """Put an amount into the event that gives it: `provided 300 families with US$ 9,000`."""
    found = climb(phrase.head, events)
    if found is None:
        told = next((c for c in phrase.head.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i in events), None)
        if told is None:
            return
        found = told, OBJECT  # `USD 2 million distributed to 300 families`
    event, role = events[found[0].i], found[1]
    if role == "with" and phrase.start < event.trigger.i:
        return  # `With USD 2 million from X, Y helped 300 families`
    given = role in {OBJECT, "with", "of", "in"} or (role == SUBJECT and event.passive)
    if given and event.frame.kind in {"deliver", "affect", "receive"}:
        event.money.append(phrase)


def _befalls(phrase: Phrase, events: Mapping[int, Event], light: frozenset[str]) -> bool:
    """Whether a phrase is subject or object of a verb that is no event: `the storm damaged 580 tents`."""
    at = phrase.head
    for _ in range(6):
        if at.dep_ in {"nsubj", "nsubjpass", "dobj", "obj"}:
            verb = at.head
            if phrase.start <= verb.i < phrase.end:
                return False  # `120 sick and wounded people`: what describes them is no verb
            carries = verb.lemma_.lower() in light or any(
                (c.dep_ in {"xcomp", "ccomp"} or (c.dep_ == "conj" and c.i in events and at.dep_ in SUBJECTS))
                and c.i > verb.i
                for c in verb.children
            )
            if verb.lemma_.lower() in _INSTRUMENT or (verb.lemma_ == "represent" and verb.dep_ == "acl"):
                return True  # `80 people representing 12 agencies were trained`
            # The tagger takes many an acronym for a verb.
            return verb.pos_ == "VERB" and not verb.is_upper and verb.i not in events and not carries
        if at.dep_ == "attr" and any(c.dep_ == "expl" for c in at.head.children):
            return phrase.kind == THINGS and not any(t.i in events for t in at.subtree)  # `there are six wells`
        if at.dep_ not in {"conj", "compound", "appos", "nmod"}:
            return False
        at = at.head
    return False


def _nearest(sentence: Span, phrase: Phrase, events: Mapping[int, Event]) -> tuple[Token, str] | None:
    """The nearest event before a phrase, else behind it, with the role that its preposition gives the phrase."""
    before = [e for i, e in events.items() if i < phrase.start and e.frame.kind != "fragment"]
    behind = [e for i, e in events.items() if i >= phrase.end and e.frame.kind != "fragment"]
    before = [e for e in before if not _is_told_apart(phrase, e.trigger)]
    behind = [e for e in behind if not _is_told_apart(phrase, e.trigger)]
    if before and phrase.start - before[-1].trigger.i <= 15:
        event = before[-1]
        between = sentence.doc[event.trigger.i + 1 : phrase.start]
        told = sentence.doc[phrase.end].lemma_ if phrase.end < sentence.end else ""
        if any(t.dep_ == "ROOT" and t.pos_ == "VERB" and t.i not in events and t.lemma_ == told for t in between):
            return None  # `Of the 400 children screened, 30 fell ill … and 12 children fell …`
        preposition = next(
            (t.lower_ for t in reversed(list(between)) if t.pos_ == "ADP" and t.i >= phrase.start - 2), OBJECT
        )
        return event.trigger, preposition
    if behind and behind[0].trigger.i - phrase.end <= 12:
        return behind[0].trigger, SUBJECT
    return None


def _describes_doers(phrase: Phrase, event: Event) -> bool:
    """Whether a clause says of those who are counted what they did: `40 families who cleaned the market`."""
    people = phrase.kind in {PEOPLE, HOUSEHOLDS}
    return _acts(SUBJECT, event) or (people and not event.passive and event.frame.kind in {*_DOING, "affect"})


def _attends(event: Event) -> bool:
    """Whether those who are the subject take part in what others hold: `300 pupils began a course`."""
    return event.trigger.lemma_.lower() in {"take", "hold", "begin", "start", "continue", "resume", "do", "follow"}


def _acts(role: str, event: Event) -> bool:
    """Whether what is counted does it, and is not what was done: `Four mobile teams provided care`."""
    if role != SUBJECT or event.passive or event.trigger.pos_ != "VERB":
        return False
    objects = [c for c in event.trigger.children if c.dep_ in {"dobj", "obj"} and c.lower_ not in {"place", "part"}]
    if event.frame.kind in {
        "affect",
        "reach",
    }:  # `six teams visited 300 homes`, but of `six teams visited homes` the teams are told
        return any(d.dep_ == "nummod" for c in objects for d in c.children)
    return event.frame.kind in _DOING and bool(objects)


def _only_runs(event: Event) -> bool:
    """Whether a verb only tells that its subject works: `22 laboratories are operating in Gulu`."""
    verb = event.trigger
    return (
        event.frame.kind == "hold" and verb.lemma_.lower() in _RUNNING and not event.passive and not _has_object(event)
    )


def _has_object(event: Event) -> bool:
    """Whether an active verb has an object."""
    verb = event.trigger
    return verb.pos_ == "VERB" and not event.passive and any(c.dep_ in {"dobj", "obj"} for c in verb.children)


def _is_no_argument(event: Event, role: str, phrase: Phrase) -> bool:
    """Whether what is counted does what an event tells, or only says where it was."""
    if event.frame.kind == "engage" and phrase.kind == THINGS and event.things:
        return role == "to" or role in _LOCATING  # `deployed 12 midwives to four clinics`
    if role == "to" and event.frame.kind == "undergo" and phrase.kind == THINGS:
        return True  # `moved to 16 centres`
    if role != SUBJECT:
        return False
    if phrase.kind == PEOPLE and event.frame.kind == "reach" and _has_object(event):
        return True  # `two officers cover the district`
    people = phrase.kind != THINGS and (event.frame.soft or _attends(event))
    return _only_runs(event) or (_acts(role, event) and not people)


def _is_behind_to(phrase: Phrase) -> bool:
    """Whether a number stands right behind `to`, taken for a part of it by the parser: `USD 4 million to 12 NGOs`."""
    doc, at = phrase.head.doc, phrase.number.start - 1
    return (
        at > phrase.head.sent.start
        and doc[at].lower_ == "to"
        and doc[at].dep_ == "quantmod"
        and not doc[at - 1].is_digit
    )


def _fill(event: Event, role: str, phrase: Phrase) -> None:
    """Put a counted phrase into the slot that the frame gives its role."""
    if role == OBJECT and _is_behind_to(phrase):
        role = "to"
    if _is_no_argument(event, role, phrase):
        return
    if phrase.target:
        event.targets.append(phrase)
    elif event.frame.kind == "engage" and phrase.kind == PEOPLE and role == _engaged(event):
        event.things.append(_thing(phrase, event))
    elif phrase.kind in {PEOPLE, HOUSEHOLDS}:
        active = event.trigger.tag_ in {"VBD", "VBZ", "VBP", "VBG"} or any(
            c.lemma_ == "have" for c in event.trigger.children
        )
        went = (
            (role == SUBJECT or (role == OBJECT and event.trigger.dep_ == "acl"))  # `300 families arriving in Gulu`
            and event.passive
            and active
            and not any(c.dep_ == "auxpass" for c in event.trigger.children)
        )
        # `300 pupils supplied with books`, taken for a past tense
        given = event.trigger.tag_ == "VBD" and any(
            c.dep_ == "prep" and c.lower_ == "with" for c in event.trigger.children
        )
        if not (went and event.frame.kind == "deliver" and not given) and _concerns_people(role, event.frame.kind):
            event.people.append(phrase)
    elif event.frame.kind == "receive" and role == SUBJECT and any(c.dep_ == "dobj" for c in event.trigger.children):
        event.supported.append(phrase)  # `three schools received 300 desks`
    elif event.frame.kind == "receive" and phrase.head.dep_ == "pobj" and phrase.head.head.lower_ == "for":
        return  # `received fodder for 240 cows`
    elif event.trigger.pos_ != "VERB" or event.frame.kind not in {"deliver", "make", "hold", "affect"}:
        event.things.append(_thing(phrase, event))
    elif role == "to":
        event.supported.append(phrase)
    elif role not in _NO_OBJECTS and not (role == "by" and event.passive):
        event.things.append(_thing(phrase, event))


def _engaged(event: Event) -> str:
    """The role of those whom an event takes into service: `hired 40 nurses`, `the recruitment of 40 nurses`."""
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        return "of"
    return SUBJECT if event.passive else OBJECT


def _thing(phrase: Phrase, event: Event) -> Thing:
    """What a phrase counts, without the number where that is what each of several got: `five hens each`."""
    behind = phrase.head.doc[phrase.end].lower_ if phrase.end < phrase.head.sent.end else ""
    subject = next((c for c in event.trigger.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    given = event.frame.kind in {"deliver", "receive"}
    rate = given and (behind in {"each", "apiece"} or (behind == "per" and bool(event.people)))
    each = subject is not None and any(t.lower_ in {"each", "every"} for t in (subject, *subject.children))
    rate = rate or (given and each)
    return Thing(phrase.head, phrase.text, None if rate or phrase.size else phrase)


def _concerns_people(role: str, kind: str) -> bool:
    """Whether people in this role are part of an event of this kind."""
    if role in _LOCATING and kind not in {"reach", "receive"}:
        return False
    if kind == "undergo":
        return role in {SUBJECT, "of"}
    if role in {"by", "through", "via"} and kind in {"affect", "deliver", "make", "hold"}:
        return False  # they are those who did it
    return kind != "receive" or role in {SUBJECT, OBJECT, "for", "to", "by", "of", "among"}
