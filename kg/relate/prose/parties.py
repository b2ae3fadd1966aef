"""Who does it, through or with whom, with whose money."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.document import AnnotatedBlock, text_of
from kg.model import Name
from kg.relate.expressions import Expression
from kg.relate.givers import government
from kg.relate.prose.nouns import noun_above
from kg.relate.prose.payers import paying_countries
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, is_parted, mentions_in
from kg.relate.verbs import FINITE, with_subject

# `by its …`, also `by people from …`.
_AGENT = re.compile(r"\bby\s+(?:(?:(?:its|their|the|our)\s+)?(?:the\s+)?|(?:\w+\s+)?from\s+)$", re.IGNORECASE)


_COUNTRY = "iso3166:"  # before the code of a country in its reference
_JOINS = frozenset({"and", "while", "whereas", "but"})
_COMMA = re.compile(r",\s*(?:the\s+)?")
_JOINED = re.compile(r"[/–-]|\s[/–-]\s")  # `the X/Y project`
_PHRASE = 7  # tokens of a phrase from the name that describes it to its noun, at most


@dataclass
class Parties:
    """The organisations of a sentence by their part in it."""

    actors: list[Name] = field(default_factory=list)
    partners: list[Name] = field(default_factory=list)
    funders: list[Name] = field(default_factory=list)
    programmes: list[Name] = field(default_factory=list)  # organisations whose project it is called (`the X project`)
    others: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class _Clause:
    """A sentence with what tells the parts that organisations take in one of its events."""

    scope: Scope
    sentence: Span
    verb_at: int | None
    passive: bool
    handed: bool
    gathering: bool
    held: bool = False

    def before(self, at: int) -> str:
        """The text of the sentence before a character."""
        return text_of(self.sentence.doc)[self.sentence.start_char : at]

    def behind(self, at: int) -> str:
        """The text of the sentence behind a character."""
        return text_of(self.sentence.doc)[at : self.sentence.end_char]

    def pattern(self, key: str) -> Expression:
        """An expression for parts."""
        return self.scope.pattern("parties", key)


def parties_of(
    scope: Scope,
    sentence: Span,
    verb_at: int | None,
    passive: bool,
    handed: bool = False,
    gathering: bool = False,
    body: Name | None = None,
    held: bool = False,
) -> Parties:
    """Who does it, through or with whom, with whose money.

    Args:
        scope: of the report.
        sentence: whose organisations are told apart.
        verb_at: token index of the event's verb; a subject stands before it.
        passive: whether that verb is passive, so that its subject is no actor.
        body: what `the cluster` or `the committee` stands for, by the heading.
        gathering: whether the event is a meeting, so that those it is held with take part.
        handed: whether something is handed over, so that an organisation behind `to` passes it on.
        held: whether the verb only says that something was held or run, so that those behind `with` ran it, too.
    """
    clause = _Clause(scope, sentence, verb_at, passive, handed, gathering, held)
    found = Parties()
    _add_organizations(clause, found)
    # A country that pays is its government.
    found.funders += [government_of(scope, s) for s in paying_countries(scope, sentence)]
    if scope.publisher and not passive and not found.actors and clause.pattern("publisher").match(text_of(sentence)):
        found.actors.append(scope.publisher)
    if body is not None and body not in found.actors:
        _add_body(clause, found, body)
    if gathering:
        _add_gathered(clause, found)
    found.partners = [*found.actors[1:], *found.partners]
    found.actors = found.actors[:1]
    refs = {name.ref for name in found.actors if name.ref}
    found.partners = [p for p in found.partners if p.ref not in refs]
    acting = {name.text for name in found.actors}
    # One organisation may be named twice, with its acronym in brackets behind it.
    once = {p.text: p for p in reversed(found.partners) if p.text not in acting}
    found.partners = [once[text] for text in dict.fromkeys(p.text for p in found.partners) if text in once]
    return found


def government_of(scope: Scope, span: Span) -> Name:
    """A country as its government."""
    name = scope.name_of(span)
    return Name(name.text, "Government", name.ref, name.spellings)


def _add_organizations(clause: _Clause, found: Parties) -> None:
    """The organisations of the sentence; one that goes on a list takes the part of those before it."""
    previous: tuple[Span, list[Name]] | None = None
    named = _but_own_offices(clause, _bodies(clause))
    elsewhere = _subjects_elsewhere(clause, named) | _in_other_clauses(clause, named)
    for span in named:
        if span.start in elsewhere:
            found.others.append(span)
            previous = None
            continue
        name = _name_of(clause.scope, span)
        behind = clause.behind(span.end_char)
        if previous is not None:
            last, bucket = previous
            between = text_of(span.doc)[last.end_char : span.start_char]
            # `In partnership with A and B, C distributed …`: the verb's own subject does not continue a list before it.
            opens = bucket is not found.actors and _heads_subject(span) and not clause.passive
            apart = bucket is not found.actors and _COMMA.fullmatch(between) is not None
            opens = (opens or (apart and _opens_subject(clause, span))) and not _is_led_on(span, named)
            if clause.pattern("beside").match(between) and not clause.pattern("pays_behind").match(behind):
                bucket = found.partners if bucket is found.actors else bucket
                bucket.append(name)
                previous = (span, bucket)
                continue
            if (not opens and BETWEEN_NAMES.match(between)) or _JOINED.fullmatch(between):
                bucket.append(name)
                previous = (span, bucket)
                continue
        owns = clause.pattern("owns_another").match(behind) and not clause.pattern("acts_for").match(behind)
        if owns and not _brings_help(clause, span):
            found.others.append(span)
            continue
        if clause.pattern("unnamed").match(behind) and not _coordinates(clause, span):
            found.others.append(span)
            continue
        if clause.pattern("kind").match(behind):
            continue
        if clause.pattern("programme").match(behind):
            found.programmes.append(Name(name.text, "Programme", spellings=name.spellings))
            continue
        if previous is not None and clause.pattern("partner_of").match(between):
            previous = (span, _add_partner_of(clause, found, previous, name))
            continue
        own = _part(clause, found, span)
        if own is None:
            found.others.append(span)
            continue
        own.append(name)
        previous = (span, own)
        found.partners += _whose_partner(clause, span) if own is found.actors else []


def _bodies(clause: _Clause) -> list[Span]:
    """The organisations of the sentence, with governments that it names by their people: `the Kenyan government`."""
    sentence, words = clause.sentence, clause.scope.words("parties", "governing")
    named = mentions_in(sentence, *clause.scope.organizations)
    governments = [
        Span(sentence.doc, m.start, m.end + 1, label="Government", kb_id=m.kb_id_)
        for m in mentions_in(sentence, "Demonym", "Country")
        if m.end < sentence.end and sentence.doc[m.end].lower_ in words
    ]
    if not governments:
        return named
    taken = {i for m in named for i in range(m.start, m.end)}
    governments = [s for s in governments if taken.isdisjoint(range(s.start, s.end))]
    return sorted([*named, *governments], key=lambda s: s.start)


def _name_of(scope: Scope, span: Span) -> Name:
    """The body that a span names, as `_bodies` finds them."""
    if span.label_ == "Government" and span.kb_id_.startswith(_COUNTRY):
        return government(scope, span.kb_id_, text_of(span))
    return scope.name_of(span)


def _is_led_on(span: Span, named: Sequence[Span]) -> bool:
    """Whether the verb has a further subject behind this one, which is none: `With A, B and C, D built …`."""
    verb = span.root.head
    return any(s.start > span.end and s.root.dep_ == "nsubj" and s.root.head == verb and s.end <= verb.i for s in named)


def _whose_partner(clause: _Clause, span: Span) -> list[Name]:
    """Those with whom one acts who is called theirs: the publisher, for `Our partner X built …`."""
    publisher = clause.scope.publisher
    ours = clause.pattern("our_partner").search(clause.before(span.start_char))
    ours = ours or clause.pattern("our_partner_behind").match(clause.behind(span.end_char))
    return [publisher] if ours is not None and publisher is not None else []


def _subjects_elsewhere(clause: _Clause, named: Sequence[Span]) -> frozenset[int]:
    """Where the organisations begin that act in other clauses, if one acts in this: `A built wells, B gave pumps`."""
    if clause.verb_at is None or clause.passive:
        return frozenset()
    acting = {s.start: verb.i for s in named if (verb := _verb_of(s)) is not None and not _is_helped(s, clause)}
    own = with_subject(clause.sentence.doc[clause.verb_at]).i
    return frozenset(start for start, verb in acting.items() if verb != own) if own in acting.values() else frozenset()


def _in_other_clauses(clause: _Clause, named: Sequence[Span]) -> frozenset[int]:
    """Where the organisations begin that stand in clauses with subjects of their own, joined to that of the event.

    `A built wells, and tents were put up by B`: B has no part in the wells, nor A in the tents where B is told.
    """
    if clause.verb_at is None or not named:
        return frozenset()
    verb = clause.sentence.doc[clause.verb_at]
    behind = [c for c in verb.children if _is_joined_clause(c)]
    outside = {s.start for s in named for c in behind if c.left_edge.i <= s.start <= c.right_edge.i}
    if any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ != "PRON" for c in verb.children):
        outside |= {s.start for s in named if is_parted(s, verb.i, verb.i)}  # `X built wells; Y gave 300 pumps`
    if _is_joined_clause(verb) and any(_AGENT.search(clause.before(s.start_char)) and s.start > verb.i for s in named):
        outside |= {s.start for s in named if s.start < verb.left_edge.i}
    return frozenset(outside)


def _is_joined_clause(verb: Token) -> bool:
    """Whether a verb with a subject of its own is joined to another one."""
    joined = verb.dep_ == "conj" and verb.pos_ in {"VERB", "AUX"} and verb.head.pos_ in {"VERB", "AUX"}
    return joined and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _verb_of(span: Span) -> Token | None:
    """The verb whose subject a name is, alone or in a list."""
    if _stands_before_verb(span):
        return span.doc[span.end]
    token = noun_above(span.root, "conj", "appos", "compound", "nmod")
    return token.head if token.dep_ == "nsubj" and token.head.pos_ == "VERB" else None


def _stands_before_verb(span: Span) -> bool:
    """Whether a name stands between `and` and a verb without a subject, whatever the parser hangs it on.

    `A built latrines in Gulu and B fed 900 people`: Gulu and B are no list.
    """
    doc, end = span.doc, span.end
    if end >= span.sent.end or span.start == span.sent.start or doc[span.start - 1].lower_ not in _JOINS:
        return False
    verb = doc[end]
    finite = verb.pos_ == "VERB" and verb.tag_ in {"VBD", "VBZ"} and verb.dep_ in {"conj", "ROOT", "advcl"}
    return finite and span.root.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_helped(span: Span, clause: _Clause) -> bool:
    """Whether a name is whom a verb of help has as object: `helped X`, `helped X to build wells`."""
    noun, verb = span.root, span.root.head
    if noun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.i < noun.i:
        verb = verb.head
    elif noun.dep_ != "dobj":
        return False
    return verb.lemma_.lower() in clause.scope.words("parties", "supporting")


def _is_enabled(span: Span, clause: _Clause) -> bool:
    """Whether a name is whom something made able to do what follows: `the grant enabled X to build wells`."""
    verb = span.root.head
    enables = span.root.dep_ == "dobj" and verb.lemma_.lower() in clause.scope.words("parties", "enabling")
    return enables and any(c.dep_ == "xcomp" for c in verb.children)


def _is_handed(span: Span, clause: _Clause) -> bool:
    """Whether a name is the object of the verb that gives something: `provided X and Y with 300 kits`."""
    noun = span.root
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun.dep_ in {"dobj", "dative"} and noun.head.i == clause.verb_at and noun.i > noun.head.i


def _is_done_with(span: Span, clause: _Clause) -> bool:
    """Whether a name is that of one with whom it was done: `drilled wells with X`, but not `dug it with X pumps`."""
    beside = span.root.head
    if clause.verb_at is None or span.root.dep_ != "pobj" or beside.lower_ != "with" or span.start <= clause.verb_at:
        return False
    above = beside.head
    return above.i == clause.verb_at or (above.dep_ in {"dobj", "nsubjpass"} and above.head.i == clause.verb_at)


def _is_met(span: Span, clause: _Clause) -> bool:
    """Whether a name is the verb's object, alone or in a list: `met the ministry`, `visited the partner X`."""
    noun = noun_above(span.root, "conj", "appos", "compound")
    return noun.dep_ == "dobj" and noun.head.i == clause.verb_at


def _but_own_offices(clause: _Clause, named: Sequence[Span]) -> list[Span]:
    """Names without those that stand in what a name before owns: `WFP's Gao Field Office` is WFP."""
    found: list[Span] = []
    end = 0
    for span in named:
        if span.start_char >= end:
            found.append(span)
            own = clause.pattern("acts_for").match(clause.behind(span.end_char))
            end = span.end_char + own.end() if own is not None else 0
    return found


def _coordinates(clause: _Clause, span: Span) -> bool:
    """Whether an organisation coordinates others, so that its partners act for it."""
    named = clause.pattern("bodies").search(text_of(span)) is not None
    return named or clause.scope.ontology.is_a(span.label_, "CoordinationBody")


def _add_partner_of(clause: _Clause, found: Parties, previous: tuple[Span, list[Name]], name: Name) -> list[Name]:
    """`X's partner Y` acts for X, but `through X's partner Y` X acts; returns the list that Y is in."""
    last, bucket = previous
    owner = bucket.pop() if bucket else None
    if owner and re.search(r"\b(?:through|via)\s+(?:the\s+)?$", clause.before(last.start_char), re.IGNORECASE):
        found.actors.append(owner)
        found.partners.append(name)
        return found.partners
    found.actors.insert(0, name)
    if owner:
        found.partners.append(owner)
    return found.actors


def _acts_at(clause: _Clause, alliance: re.Match[str]) -> bool:
    """Whether a noun for several who act together is the subject of the verb: `the consortium of X and Y built`."""
    begin, end = (clause.sentence.start_char + at for at in alliance.span())
    words = (t for t in clause.sentence if begin <= t.idx < end)
    return any(t.dep_ == "nsubj" and t.head.i == clause.verb_at for t in words)


def _part(clause: _Clause, found: Parties, span: Span) -> list[Name] | None:
    """The part that the words around an organisation give it."""
    before, behind = clause.before(span.start_char), clause.behind(span.end_char)
    if (alliance := clause.pattern("alliance").search(before)) is not None:
        before = before[: alliance.start()]  # `by a consortium of X and Y`
    brought = clause.pattern("brings").search(before) is not None
    if (
        clause.pattern("funded").search(before)
        or clause.pattern("amount_from").search(before)
        or clause.pattern("enables").match(behind)
        or clause.pattern("funded_behind").match(behind)
        or (brought and clause.pattern("pays_behind").match(behind))
    ):
        return found.funders
    if (brought and clause.pattern("helps_behind").match(behind)) or clause.pattern("supported_opens").search(before):
        return found.partners
    led = clause.pattern("through_others").search(before) and _heads_subject(span)  # `Through its partners, X gave …`
    if not clause.passive and (led or (alliance is not None and _acts_at(clause, alliance))):
        return found.actors
    beside = clause.pattern("jointly").search(before) or clause.pattern("partner_to").search(before)
    if beside or (_AGENT.search(before) and _helps_subject(span, clause)):
        # What a fund gives is money, whatever it is called: `with support from the X Fund`.
        return found.funders if clause.scope.ontology.is_a(span.label_, "Fund") else found.partners
    if _AGENT.search(before):
        return None if _acts_elsewhere(span, clause) else found.actors
    passes_on = re.search(r"\bto\s+(?:the\s+)?$", before, re.IGNORECASE) and not re.match(r"\s*['’]s\b", behind)
    if (
        (clause.gathering and (clause.pattern("gathered").search(before) or _is_met(span, clause)))
        or (clause.handed and passes_on)
        or re.search(r"(?:^|:)\W*With\s+(?:the\s+)?$", before)
        or (clause.held and span.kb_id_ and span.root.dep_ == "pobj" and clause.pattern("held_with").search(before))
        or (not clause.handed and _is_done_with(span, clause))
    ):
        return found.partners
    if _is_helped(span, clause) or (clause.handed and not clause.passive and _is_handed(span, clause)):
        return found.partners
    from_it = re.fullmatch(r"\W*(?:[\w-]+\s+){1,3}from\s+(?:the\s+)?", before)
    acts = not (clause.passive or _labels(span, clause)) and (from_it or _is_subject(span, clause))
    acts = acts or _is_enabled(span, clause)
    return found.actors if acts or clause.pattern("has_partner").match(behind) else None


def _brings_help(clause: _Clause, span: Span) -> bool:
    """Whether what a name owns is its help or money with which something was done: `with X's support`."""
    before, behind = clause.before(span.start_char), clause.behind(span.end_char)
    if clause.pattern("enables").match(behind):
        return True
    keys = ("helps_behind", "pays_behind")
    return clause.pattern("brings").search(before) is not None and any(
        clause.pattern(key).match(behind) for key in keys
    )


def _labels(span: Span, clause: _Clause) -> bool:
    """Whether a name stands in the label of a sentence with a subject of its own: `The X Response: In May, Y gave`."""
    if clause.verb_at is None or span.end > clause.verb_at:
        return False
    colon = next((t.i for t in span.doc[span.end : clause.verb_at] if t.text == ":"), None)
    if colon is None:
        return False
    others = mentions_in(clause.sentence, *clause.scope.organizations)
    return any(colon < o.start < clause.verb_at for o in others)


def _helps_subject(span: Span, clause: _Clause) -> bool:
    """Whether `by X` tells who helps the subject: `the union, supported by X, opened a clinic`."""
    noun = noun_above(span.root, "conj", "compound")
    helping = noun.head.head
    return (
        helping.dep_ == "acl"
        and helping.head.dep_ == "nsubj"
        and helping.lemma_.lower() in clause.scope.words("parties", "supporting")
    )


def _acts_elsewhere(span: Span, clause: _Clause) -> bool:
    """Whether `by X` belongs to another clause: `took them to A, where they were received by X`.

    So does that of a clause about a place or the like: `flown out of A, which is held by X`, but `in A, which X runs`.
    """
    noun = span.root.head if span.root.dep_ == "compound" else span.root
    agent, verb = noun.head, noun.head.head
    if clause.verb_at is None or noun.dep_ != "pobj" or agent.dep_ != "agent":
        return False
    if clause.passive:
        apart = verb.i != clause.verb_at and verb.dep_ == "relcl" and verb.head.dep_ == "pobj"
        return apart and verb.lemma_.lower() not in clause.scope.words("parties", "running")
    if verb.dep_ == "acl" and verb.lemma_.lower() in clause.scope.words("activities", "writing"):
        return verb.i != clause.verb_at  # `reviewed the analysis prepared by X`
    return verb.i != clause.verb_at and verb.dep_ in {"relcl", "advcl", "ccomp"}


def _add_body(clause: _Clause, found: Parties, body: Name) -> None:
    """The body of the heading, which the sentence only calls `the cluster`."""
    head = clause.pattern("body").search(text_of(clause.sentence))
    if head is None:
        return
    at = clause.sentence.start_char + head.start()
    before = clause.before(at)
    opens = clause.verb_at is not None and at < clause.sentence.doc[clause.verb_at].idx
    opens = opens and not re.search(r"\b(?:under|within|through|for|of)\s+$", before, re.IGNORECASE)
    if (opens and not clause.passive) or re.search(r"\bby\s+(?:\w+\s+){0,4}$", before, re.IGNORECASE):
        found.actors.insert(0, body)
    elif clause.pattern("participates").search(before):
        found.partners.append(body)


def _add_gathered(clause: _Clause, found: Parties) -> None:
    """Those that a meeting is between."""
    between = re.search(r"\bbetween\s+", text_of(clause.sentence))
    if between is None:
        return
    at = clause.sentence.start_char + between.end()
    countries = mentions_in(clause.sentence, "Country")
    found.partners += [government_of(clause.scope, s) for s in countries if at <= s.start_char < at + 80]
    found.partners += [clause.scope.name_of(s) for s in found.others if s.start_char >= at]


def givers(scope: Scope, sentence: Span, verb: Token) -> list[Name]:
    """Those from whom others received what was given: `the clinic received 20 beds from X`."""
    objects = {verb.i, *(c.i for c in verb.children if c.dep_ in {"dobj", "obj"})}
    found = []
    for span in mentions_in(sentence, *scope.organizations):
        source = span.root.head
        if span.root.dep_ == "pobj" and source.lower_ == "from" and _is_below(source.head, objects):
            found.append(scope.name_of(span))
    return found


def receivers(scope: Scope, sentence: Span, verb: Token) -> set[str]:
    """The names of those who got what a verb tells, or whose people did: `the X staff received training`."""
    found = set[str]()
    for span in mentions_in(sentence, *scope.organizations):
        noun = noun_above(span.root, "conj", "appos", "compound", "nmod")
        labels = any(t.text == ":" for t in span.doc[span.end : verb.i])  # `X: 300 families received tents`
        if noun.dep_ == "nsubj" and noun.head == verb and not labels:
            found.add(scope.name_of(span).text)
    return found


def _is_below(token: Token, nouns: Collection[int]) -> bool:
    """Whether a token is one of some or stands in a phrase behind it: `aid` of `training in first aid`."""
    for _ in range(6):
        if token.i in nouns:
            return True
        if token.dep_ not in {"pobj", "prep", "conj", "compound"}:
            return False
        token = token.head
    return False


def owners(scope: Scope, sentence: Span, nouns: Collection[int]) -> list[Name]:
    """Those whose goods others got: `300 families benefited from X's vouchers`; `nouns` are the tokens of the goods."""
    spans = mentions_in(sentence, *scope.organizations)
    whose = [s for s in spans if s.end < sentence.end and s.doc[s.end].tag_ == "POS"]
    return [scope.name_of(s) for s in whose if s.root.head.i in nouns]


def supporters(scope: Scope, sentence: Span, nouns: Collection[int]) -> list[Name]:
    """Those who support what nouns name: `300 people were treated in two X-supported clinics`."""
    found = []
    for span in mentions_in(sentence, *scope.organizations):
        helped = scope.pattern("parties", "helped_behind").match(text_of(sentence.doc), span.end_char)
        if helped and any(span.end < noun and _is_described(span, noun) for noun in nouns):
            found.append(scope.name_of(span))
    return found


def _is_described(span: Span, noun: int) -> bool:
    """Whether only words of one phrase stand between a name and a noun."""
    return noun - span.end < _PHRASE and all(
        t.pos_ not in {"ADP", "PUNCT"} or t.text in "-–" for t in span.doc[span.end : noun]
    )


def joint_names(scope: Scope, sentence: Span, noun: Token) -> list[Name]:
    """Those whose gathering a noun names together: `a joint X/Y workshop`, `the X-Y meeting`."""
    text = text_of(sentence.doc)
    named = [m for m in mentions_in(sentence, *scope.organizations) if noun.left_edge.i <= m.start < noun.i]
    told = [m for m in named if re.match(r"\s?[/–-]\s?", text[m.end_char :])]
    last = next((m for m in named if told and m.start == told[-1].end + 1), None)
    return [scope.name_of(m) for m in (*told, last)] if last is not None else []


def attenders(scope: Scope, noun: Token, others: Collection[Span]) -> list[Name]:
    """Of the organisations that have no part yet, those who came to what a noun names: `X attended a meeting of Y`."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.lemma_.lower() not in scope.words("activities", "attending"):
        return []
    came = {t.i for c in verb.children if c.dep_ == "nsubj" for t in (c, *c.conjuncts)}
    return [scope.name_of(s) for s in others if s.root.i in came]


def _opens_subject(clause: _Clause, span: Span) -> bool:
    """Whether a name begins the subject behind a list that opens the sentence: `With funds from A, B and C built …`.

    Where nobody else is the subject, and no comma ends the list before the verb, who stands before it acts.
    """
    if clause.verb_at is None or clause.passive or span.end > clause.verb_at:
        return False
    verb = span.doc[clause.verb_at]
    if verb.tag_ not in FINITE or any(c.dep_ == "nsubj" and c.i < span.start for c in verb.children):
        return False
    return all(t.text != "," for t in span.doc[span.end : clause.verb_at])


def _heads_subject(span: Span) -> bool:
    """Whether a name is a subject, or describes one: `Health Sector partners`."""
    token = span[-1]
    while token.dep_ in {"compound", "poss", "nmod", "amod"}:
        token = token.head
    return "nsubj" in {token.dep_, span.root.dep_}


def _is_subject(span: Span, clause: _Clause) -> bool:
    verb_at = clause.verb_at
    if verb_at is None or span.end > verb_at:
        return False
    if _stands_before_verb(span):
        return span.end == verb_at
    token = span.root
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and above.dep_ == "nsubj" and above.i == token.head.i - 1:
        # `The mobile teams of X treated …`: X did
        return above.lemma_.lower() in clause.scope.words("parties", "hands") and above.head.i == verb_at
    for _ in range(8):
        if token.dep_ == "nsubj" or _is_imperative(span):
            told = token.head.lemma_.lower() in clause.scope.words("parties", "reporting")
            return not (told and _only_reports(token.head, span.doc[verb_at]))
        if token.dep_ in {"conj", "appos", "compound", "poss", "nmod", "amod"}:
            token = token.head
            continue
        break
    # What opens the sentence and stands right before the verb is its subject, whatever the parser says.
    between = span.doc[_behind_aside(span, verb_at) : verb_at]
    led = span.doc[span.end].text in {"-", "–"}  # `the X-led cluster`
    first = span.start - (not led and span.start > span.sent.start and span.doc[span.start - 1].pos_ == "DET")
    opens = first - span.sent.start <= 1 or span.doc[first - 1].text in {",", "■", "•"}
    return (
        opens
        and not any(
            t.pos_ == "VERB" and t.tag_ in FINITE and t.i < verb_at and t.dep_ not in {"aux", "auxpass"}
            for t in between
        )
        and not any(t.text == "," for t in between)
    )


def _is_imperative(span: Span) -> bool:
    """Whether the parser takes a name that begins with a verb for a clause: `Save the Children built …`."""
    root = span.root
    clause = root.tag_ == "VB" and root.dep_ in {"csubj", "advcl"} and root.head.i >= span.end
    return clause and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in root.head.children)


def _only_reports(told: Token, verb: Token) -> bool:
    """Whether the subject of a verb says what others did: `the Ministry reported that 300 families received food`."""
    at = verb
    for _ in range(4):
        if at.i == told.i:
            return False
        if at.dep_ == "ccomp" and at.head.i == told.i:
            subject = next((c for c in at.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            return subject is not None and subject.pos_ not in {"PRON", "DET"}
        at = at.head
    return False


def _behind_aside(span: Span, verb_at: int) -> int:
    """The token behind a name and what is said of it between commas: `WFP, with its partners, built …`."""
    doc = span.doc
    if doc[span.end].text != ",":
        return span.end
    return next((i + 1 for i in range(verb_at - 1, span.end, -1) if doc[i].text == ","), span.end)


def body_of(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The cluster or committee that the nearest heading or lead-in names, else the one whose report it is."""
    for words in scope.headings(block.block):
        if len(words.split()) > 10:
            continue
        doc = scope.match(words.title() if words.isupper() else words)
        for span in mentions_in(doc, *(c for c in scope.organizations if scope.ontology.is_a(c, "CoordinationBody"))):
            return scope.name_of(span)
    own = scope.publisher
    return own if own is not None and scope.ontology.is_a(own.cls, "CoordinationBody") else None
