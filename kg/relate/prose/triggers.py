"""Words that name an event: verbs and nouns of the classes, and labels of activities."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.relate.prose.counted_nouns import is_inside_word
from kg.relate.prose.lexicon import Classes, Frame, Reading
from kg.relate.prose.nouns import first_of_list, is_mistaken, noun_lemma, noun_phrase
from kg.relate.prose.objects import is_anothers_help
from kg.relate.prose.opening import goes_on_opening, opens
from kg.relate.spans import mentions_in

_NEAR = 6  # tokens before the colon of a label
_GIVEN = frozenset({"dobj", "obj", "nsubjpass", "pobj", "conj"})
# What a word that names an event is for the tagger; but `X coordinates with Y` may be anything.
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ"})
_SOURCES = frozenset({"according", "based"})  # what stands below them says how something is known
_HOW_WELL = frozenset({"well", "poorly", "badly", "adequately", "inadequately", "sufficiently", "insufficiently"})
_HAVE = frozenset({"have", "has", "had", "having", "’ve", "'ve"})
_BELOW = frozenset({"pobj", "prep", "conj", "acl", "nsubj"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "pobj", "conj", "prep", "appos"})


def triggers_of(sentence: Span, classes: Classes) -> list[tuple[Token, Frame]]:
    """The words of a sentence that name an event, each with its frame."""
    labels = mentions_in(sentence, "ActivityType")
    within = {i: m for m in labels for i in range(m.start, m.end)}
    found: list[tuple[Token, Frame]] = []
    for token in sentence:
        if token.pos_ not in _TELLING and token.i not in within and not _stands_before_with(token, sentence.end):
            continue
        if joins_partners(token, sentence) or (token.i == sentence.start and _is_numbered(token, sentence)):
            continue
        label = within.get(token.i)
        frame: Frame | None
        if _does(token, classes) or is_inside_word(sentence, token.i):
            continue  # `take` of `take-home rations`
        if label is not None and token.i == label.end - 1 and is_mistaken(label.root):
            frame = Frame("affect", classes.scope.ontology.terms[label.kb_id_].notation or "", label.text)
        elif label is not None and (token.pos_ in {"NOUN", "PROPN"} or (token.tag_ == "VBG" and len(label) > 1)):
            frame = _label_frame(token, label, within.get(label.start - 1), classes)
        elif (before := within.get(token.i - 1)) is not None and _is_of_money(token, before, classes):
            frame = Frame("affect", classes.scope.ontology.terms[before.kb_id_].notation or "", noun_phrase(token))
        elif token.pos_ in {"VERB", "AUX"}:
            frame = _verb_frame(token, classes)
        else:
            frame = _other_frame(token, classes, sentence.end)
        if frame is not None and not (frame.kind == "hold" and frame.soft and not _carries(token, within, classes)):
            found.append((token, frame))
    return found[1:] if len(found) > 1 and _heads_line(found[0][0], sentence, within) else found


def _stands_before_with(token: Token, end: int) -> bool:
    return token.i + 1 < end and token.doc[token.i + 1].lower_ == "with"


def _heads_line(token: Token, sentence: Span, labels: Collection[int]) -> bool:
    """Whether a label stands before the colon of a line that tells deeds: `Capacity building: 40 nurses taught`."""
    doc, behind = sentence.doc, token.i + 1
    return token.i in labels and token.i - sentence.start < _NEAR and behind < sentence.end and doc[behind].text == ":"


def _carries(token: Token, labels: Collection[int], classes: Classes) -> bool:
    """Whether what a verb says the course of is an event: `the distribution ended`, but not `the war ended`."""
    told = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    told += [token.head] if token.dep_ == "acl" else []
    return any(t.i in labels or noun_lemma(t) in classes.nouns for c in told for t in (c, *c.conjuncts))


def joins_partners(token: Token, sentence: Span) -> bool:
    """`in coordination with`: no event, but a way to name who takes part."""
    doc, i = token.doc, token.i
    return sentence.start < i < sentence.end - 1 and doc[i - 1].lower_ == "in" and doc[i + 1].lower_ == "with"


def _is_numbered(token: Token, sentence: Span) -> bool:
    """Whether the first word of a line only has a number: `Issue 7`, but not `Train 7 nurses`."""
    if len(sentence) < 2 or token.tag_ not in {"VB", "VBP"} or not token.nbor().text.isdigit():
        return False
    return token.nbor().dep_ != "nummod" or token.nbor().head.head != token


def _does(token: Token, classes: Classes) -> bool:
    """Whether a noun names those who do what the verb says: `Mobile health teams provided care`."""
    verb = token.head
    return (
        token.dep_ == "nsubj"
        and noun_lemma(token) in classes.doers
        and verb.lemma_.lower() in classes.verbs
        and any(c.dep_ in {"dobj", "obj"} for c in verb.children)
    )


def _is_of_money(token: Token, label: Span, classes: Classes) -> bool:
    """Whether a noun of journeys tells of money, by the label right before it: `unconditional cash transfers`."""
    frame = classes.nouns.get(noun_lemma(token)) if token.pos_ in {"NOUN", "PROPN"} else None
    if frame is None or frame.type not in classes.scope.words("activities", "journeys") or not _heads_phrase(token):
        return False
    kind = classes.scope.ontology.terms[label.kb_id_].notation
    return label.end == token.i and kind in classes.scope.words("activities", "paid")


def _is_given(noun: Token, classes: Classes) -> bool:
    """Whether a noun is the object of a verb of giving or getting."""
    frame = classes.verbs.get(noun.head.lemma_.lower()) if noun.dep_ in {"dobj", "nsubjpass"} else None
    return frame is not None and frame.kind in {"deliver", "receive"}


def _label_frame(token: Token, label: Span, before: Span | None, classes: Classes) -> Frame | None:
    """The label says more than its head noun: `cash transfers` are no transport.

    That right before a gathering says more yet: `hygiene promotion workshops`.
    """
    if token.i != label.root.i or not _heads_phrase(token):
        return None
    own = classes.nouns.get(token.lemma_.lower())
    if own is not None and len(label) == 1:
        return own
    terms, words = classes.scope.ontology.terms, classes.scope.words
    kind = terms[label.kb_id_].notation or ""
    if kind in words("activities", "paid") and is_anothers_help(token, classes):
        return None  # `with financial support from X`
    told = terms[before.kb_id_].notation if before is not None and kind in words("activities", "gathering") else None
    return Frame("affect", told if told in words("activities", "telling_gatherings") else kind, label.text)


def _verb_frame(token: Token, classes: Classes) -> Frame | None:
    lemma = token.lemma_.lower()
    if lemma == "be" and classes.pattern("state").match(text_of(token.doc), token.idx + len(token)):
        return Frame("hold")
    frame, readings = classes.verbs.get(lemma), classes.readings.get(lemma, ())
    no_deed = lemma == "do" and token.dep_ == "aux"  # `do not know`
    # `markets are well supplied`: how they are
    no_deed = no_deed or (token.tag_ == "VBN" and any(c.lower_ in _HOW_WELL and c.i < token.i for c in token.children))
    if (frame is None and not readings) or token.dep_ == "prep" or (token.dep_ == "csubj" and token.tag_ == "VB"):
        return None  # `following a rise in prices`, `including 40 women`
    if no_deed or (
        token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod" and token.head.i > token.i and not opens(token)
    ):
        return None  # `trained volunteers`, `implementing partners`: who they are
    aside = (
        token.tag_ == "VBN"
        and _describes(token)
        and (_tells_whose(token, lemma, classes) or _tells_source(token, classes))
    )
    if aside or _only_says(token, classes) or _describes_goods(token, classes) or _holds(token, lemma, classes):
        return None
    fits = lemma in classes.scope.words("activities", "fitting") and token.dep_ == "acl"
    if fits and first_of_list(token.head).dep_ in _GIVEN:
        return None  # `drilled five wells equipped with pumps`: what they are like
    other = next((r for r in readings if _applies(r, token, classes)), None)
    particles = (
        () if other is not None and (other.of or other.beside or other.next) else classes.particles.get(lemma, ())
    )
    if particles and not _has_particle(token, particles):
        return None
    if lemma in classes.aspect and any(c.dep_ == "xcomp" for c in token.children):
        return None
    return other.frame if other is not None else frame


def _describes_goods(gerund: Token, classes: Classes) -> bool:
    """Whether a gerund belongs to the goods behind it, whatever the parser makes of it: `with learning materials`."""
    following = gerund.nbor() if gerund.tag_ == "VBG" and gerund.i + 1 < gerund.sent.end else None
    if following is None or following.dep_ != "dobj" or following.head.i != gerund.i:
        return False
    if gerund.dep_ == "pcomp":
        return gerund.head.lower_ == "with"
    above = classes.verbs.get(gerund.head.lemma_.lower()) if gerund.dep_ in {"xcomp", "dobj", "ccomp"} else None
    return above is not None and above.kind in {"deliver", "receive"}


def _only_says(verb: Token, classes: Classes) -> bool:
    """Whether a verb only tells what is so, to nobody: `the office informed that …`."""
    if verb.lemma_.lower() not in classes.scope.words("parties", "reporting"):
        return False
    below = {c.dep_ for c in verb.children}
    return "ccomp" in below and not below & {"dobj", "obj", "nsubjpass"}


def _holds(verb: Token, lemma: str, classes: Classes) -> bool:
    """Whether a place is told to hold people, which nobody does: `The camp now shelters 300 families`."""
    if lemma not in classes.scope.words("activities", "holding") or verb.tag_ == "VBN":
        return False
    holders = classes.scope.words("populations", "holders")
    return any(c.dep_ == "nsubj" and noun_lemma(c) in holders for c in verb.children)


def _tells_whose(participle: Token, lemma: str, classes: Classes) -> bool:
    """Whether a participle only says who pays for or leads what it describes.

    `the project, funded by X`, `the Y Cluster (co-led by X)`.
    """
    words = classes.scope.words
    body = classes.scope.pattern("parties", "bodies").search(participle.head.text) is not None
    return lemma in words("activities", "paying") or (body and lemma in words("activities", "leading"))


def _tells_source(participle: Token, classes: Classes) -> bool:
    """Whether a participle only tells how it is known what the sentence says, or which ones are meant.

    `according to data collected by X`, `leaders in the villages visited say that …`, `of the casualties monitored`.
    """
    frame = classes.verbs.get(participle.lemma_.lower())
    readings = classes.readings.get(participle.lemma_.lower(), ())
    visiting = classes.scope.words("activities", "visiting")
    visits = any(f is not None and f.type in visiting for f in (frame, *(r.frame for r in readings)))
    token = participle.head
    below = {c.dep_ for t in (token, participle) for c in t.children}
    if visits and token.dep_ == "pobj" and not below & {"nummod", "agent"}:
        return True
    for _ in range(_NEAR):
        if token.dep_ == "nsubj":
            return visits and any(c.dep_ == "ccomp" for c in token.head.children)
        if token.lower_ in _SOURCES or token.dep_ not in _BELOW:
            return token.lower_ in _SOURCES
        token = token.head
    return False


def _describes(token: Token) -> bool:
    """Whether a participle only describes a noun, perhaps beside another: `run by X and funded by Y`."""
    while token.dep_ == "conj" and token.head.tag_ == "VBN":
        token = token.head
    return token.dep_ == "acl"


def _applies(reading: Reading, token: Token, classes: Classes) -> bool:
    """Whether a verb has the other meaning here."""
    if reading.done and not _is_achieved(token, classes):
        return False
    if reading.next is not None:
        behind = token.nbor() if token.i + 1 < token.sent.end else token
        whom = [noun_lemma(c) for c in behind.children]
        return behind.lower_ == reading.next and (not reading.of or not reading.of.isdisjoint(whom))
    if reading.beside is not None:
        return _has_particle(token, {reading.beside})
    if reading.object:
        return any(c.dep_ == "dobj" for c in token.children)
    objects = [c for c in token.children if c.dep_ in {"dobj", "obj", "nsubjpass"}]
    if token.dep_ == "acl" and token.tag_ == "VBN":
        objects.append(token.head)  # `90 patients examined`
    if not objects and token.tag_ in {"VBN", "VBD"}:
        objects = [c for c in token.children if c.dep_ == "nsubj"]
    # `meet some of the needs`, `destroyed 40 items of ordnance`
    light = classes.scope.words("activities", "parts")
    parts = [g for c in objects if c.lower_ in light for p in c.children if p.lower_ == "of" for g in p.children]
    if reading.of:
        return any(noun_lemma(c) in reading.of for c in (*objects, *parts))
    return not any(c.lemma_.lower() in classes.wants for c in (*objects, *parts))


def _is_achieved(verb: Token, classes: Classes) -> bool:
    """Whether a verb tells that somebody came to have something: neither as a rule, nor that they lack it."""
    if verb.tag_ not in {"VBD", "VBN"} and not any(c.lower_ == "now" for c in verb.children):
        return False
    below = [t for c in verb.children if c.dep_ in {"nsubj", "dobj"} for t in (c, *c.lefts, *c.subtree) if t.i <= c.i]
    return not any(t.lower_ in classes.scope.words("activities", "scarce") for t in below)


def _other_frame(token: Token, classes: Classes, end: int) -> Frame | None:
    """The frame of a noun, or of a participle that the tagger takes for an adjective, in a sentence up to a token."""
    lemma = token.lemma_.lower()
    if _stands_before_with(token, end):
        # `X coordinates with Y`, taken for a noun
        met = next((r.frame for r in classes.readings.get(lemma, ()) if r.frame.kind == "meet"), None)
        if met is not None:
            return met
    if token.pos_ in {"NOUN", "PROPN"}:
        frame = classes.nouns.get(lemma) if _heads_phrase(token) else None
        remitted = frame is not None and lemma in classes.scope.words("activities", "remitted")
        if remitted and (_is_given(token, classes) or classes.pattern("monetary").search(text_of(token.sent))):
            return Frame("affect", min(classes.scope.words("activities", "paid"), default=""), noun_phrase(token))
        # `the organisation of three fairs`, but not `75 organisations`.
        bare = not any(c.dep_ == "prep" and c.lower_ in {"of", "on", "to"} for c in token.children)
        if token.tag_ in {"NNS", "NNPS"} and lemma in classes.scope.words("activities", "goods_in_plural"):
            return None
        if token.tag_ in {"NNS", "NNPS"} and lemma in classes.scope.words("activities", "counted_births") and bare:
            born = any(c.dep_ == "nummod" for c in token.children)  # `386 deliveries`
            return (
                Frame("affect", str(classes.scope.patterns("activities")["birth_type"]), token.lower_)
                if born
                else frame
            )
        held = frame is not None and frame.kind == "hold"
        if held and token.tag_ in {"NNS", "NNPS"}:
            return None  # `nine organisations on the list`
        needy = held or lemma in classes.needing_object
        return None if needy and bare else frame
    participle = token.tag_ == "JJ" and token.lower_.endswith("ed")
    if token.pos_ != "ADJ" or not participle or (token.i == token.sent.start and not opens(token)):
        return None
    return classes.verbs.get(token.lower_[:-2]) or (classes.verbs.get(token.lower_[:-1]) if opens(token) else None)


def _has_particle(token: Token, particles: Collection[str]) -> bool:
    window = token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]
    # `brought 450 young people together`: the particle may stand behind the object.
    if any(c.dep_ in {"prt", "advmod"} and c.lower_ in particles for c in token.children):
        return True
    return any(t.lower_ in particles for t in window) or (
        token.i + 2 < len(token.doc)
        and token.doc[token.i + 1].text == "-"
        and token.doc[token.i + 2].lower_ in particles
    )


def _heads_phrase(token: Token) -> bool:
    """A noun is an event when it is no mere modifier of the next noun (`training centre`)."""
    return token.dep_ != "compound" and not (
        token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].pos_ in {"NOUN", "PROPN"}
        and token.doc[token.i + 1].head.i >= token.i + 1
        and token.head.i > token.i
        and token.dep_ in {"amod", "nmod"}
    )


def verb_of(token: Token) -> Token | None:
    """The verb that a trigger hangs on: itself, or the one whose subject or object it is."""
    if token.pos_ in {"VERB", "AUX"}:
        return token
    at = token
    for _ in range(6):
        if at.dep_ not in _ARGUMENTS and not is_mistaken(at):
            break
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and not is_mistaken(at):
            return at
    return None


def _has_subject_and_object(token: Token) -> bool:
    """Whether something stands before and behind a participle: `Oxfam supplied 40 kits`, whatever the tagger says."""
    subject = any(c.dep_ == "nsubj" for c in token.children)
    shared = (g for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB" for g in c.children)
    return subject and any(c.dep_ == "dobj" and c.i > token.i for c in (*token.children, *shared))


def _goes_on_active(token: Token) -> bool:
    """Whether a verb with an object goes on a past tense, whatever the tagger says: `freed 3 and provided aid to 4`."""
    first = token.head
    joined = token.dep_ == "conj" and first.tag_ in {"VBD", "VBZ"} and first.pos_ == "VERB" and first.i < token.i
    if not joined or not any(c.dep_ == "dobj" and c.i > token.i for c in token.children):
        return False
    return any(c.dep_ == "nsubj" for c in first.children) and any(c.dep_ == "dobj" for c in first.children)


def is_passive(token: Token, intransitive: Collection[str] = ()) -> bool:
    """Whether a verb is passive, a participle that stands for one, or a verb whose subject is what is given."""
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    if token.lemma_.lower() in intransitive:
        return True
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if goes_on_opening(token) or _has_subject_and_object(token):
        return False
    if _goes_on_active(token):
        return False
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lower_ in _HAVE for c in token.children):
        return True
    return token.pos_ == "ADJ"
