"""Counted phrases, events and parties of sentences that are parsed by hand: what the rules make of a right parse."""

from __future__ import annotations

from functools import cache

import pytest
from extraction import claims, document, hand_built, ontology
from spacy.tokens import Span

from kg.model import Name
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.detection import events_of
from kg.relate.prose.events import Event
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import Phrase
from kg.relate.scope import Scope


@cache
def scope() -> Scope:
    return Scope(document("# UNHCR Uganda Operational Update 2022\n\nText.\n"), ontology())


def sentence(parse: str) -> Span:
    (found,) = hand_built(parse).sents
    return found


def phrases(parse: str) -> list[Phrase]:
    return phrases_of(sentence(parse), Classes(scope()))


def events(parse: str) -> list[Event]:
    found = sentence(parse)
    classes = Classes(scope())
    return events_of(found, phrases_of(found, classes), classes)


def told(event: Event) -> tuple[str, str, list[str], list[str]]:
    """Trigger, kind of frame, what was delivered, who was reached."""
    return event.trigger.text, event.frame.kind, [t.text for t in event.things], [p.text for p in event.people]


ACTIVE = """
Oxfam     NNP PROPN nsubj    repaired
repaired  VBD VERB  ROOT     repaired
14        CD  NUM   nummod   boreholes
boreholes NNS NOUN  dobj     repaired
"""
PASSIVE = """
14        CD  NUM   nummod    boreholes
boreholes NNS NOUN  nsubjpass repaired
were      VBD AUX   auxpass   repaired
repaired  VBN VERB  ROOT      repaired
by        IN  ADP   agent     repaired
Oxfam     NNP PROPN pobj      by
"""
PARTICIPLE = """
14        CD  NUM   nummod   boreholes
boreholes NNS NOUN  ROOT     boreholes
repaired  VBN VERB  acl      boreholes
"""


@pytest.mark.parametrize("parse", [ACTIVE, PASSIVE, PARTICIPLE])
def test_voice_does_not_change_what_was_made(parse: str) -> None:
    (event,) = events(parse)
    assert told(event) == ("repaired", "make", ["boreholes"], [])


@pytest.mark.parametrize(("parse", "passive"), [(ACTIVE, False), (PASSIVE, True)])
def test_the_doer_is_subject_or_stands_behind_by(parse: str, passive: bool) -> None:
    found = sentence(parse)
    (verb,) = [token for token in found if token.pos_ == "VERB"]
    parties = parties_of(scope(), found, verb.i, passive)
    assert [name.text for name in parties.actors] == ["Oxfam"]
    assert not parties.partners
    assert not parties.funders


def test_who_undergoes_a_passive_is_no_doer() -> None:
    found = sentence("""
        Oxfam   NNP PROPN nsubjpass trained
        was     VBD AUX   auxpass   trained
        trained VBN VERB  ROOT      trained
    """)
    assert not parties_of(scope(), found, 2, True).actors


def test_goods_and_people_stand_in_different_roles() -> None:
    (event,) = events("""
        WFP         NNP PROPN nsubj  distributed
        distributed VBD VERB  ROOT   distributed
        300         CD  NUM   nummod kits
        kits        NNS NOUN  dobj   distributed
        to          IN  ADP   prep   distributed
        90          CD  NUM   nummod households
        households  NNS NOUN  pobj   to
    """)
    assert told(event) == ("distributed", "deliver", ["kits"], ["households"])


def test_who_receives_is_the_subject() -> None:
    (event,) = events("""
        90         CD  NUM  nummod households
        households NNS NOUN nsubj  received
        received   VBD VERB ROOT   received
        300        CD  NUM  nummod kits
        kits       NNS NOUN dobj   received
    """)
    assert told(event) == ("received", "receive", ["kits"], ["households"])


def test_a_verb_that_only_carries_a_noun_makes_one_event_with_it() -> None:
    (event,) = events("""
        Training NN  NOUN nsubjpass held
        was      VBD AUX  auxpass   held
        held     VBN VERB ROOT      held
        for      IN  ADP  prep      held
        30       CD  NUM  nummod    nurses
        nurses   NNS NOUN pobj      for
    """)
    assert (event.trigger.text, [p.text for p in event.people]) == ("Training", ["nurses"])


def test_a_number_that_times_an_event_is_no_deliverable() -> None:
    (event,) = events("""
        Oxfam    NNP PROPN nsubj  trained
        trained  VBD VERB  ROOT   trained
        30       CD  NUM   nummod nurses
        nurses   NNS NOUN  dobj   trained
        for      IN  ADP   prep   trained
        5        CD  NUM   nummod days
        days     NNS NOUN  pobj   for
    """)
    assert told(event) == ("trained", "affect", [], ["nurses"])


def test_a_verb_of_no_class_is_no_event() -> None:
    assert (
        events("""
        Oxfam NNP PROPN nsubj  likes
        likes VBZ VERB  ROOT   likes
        music NN  NOUN  dobj   likes
    """)
        == []
    )


BREAKDOWN = """
90         CD  NUM   nummod    teachers
teachers   NNS NOUN  nsubjpass trained
including  VBG VERB  prep      teachers
50         CD  NUM   nummod    women
women      NNS NOUN  pobj      including
and        CC  CCONJ cc        women
40         CD  NUM   nummod    men
men        NNS NOUN  conj      women
were       VBD AUX   auxpass   trained
trained    VBN VERB  ROOT      trained
"""


def test_including_breaks_down_the_total_before() -> None:
    total, women, men = phrases(BREAKDOWN)
    assert [(p.text, p.sex, int(p.quantity.value)) for p in total.parts] == [("women", "women", 50), ("men", "men", 40)]
    assert women.parent is total
    assert men.parent is total
    (event,) = events(BREAKDOWN)
    assert [p.text for p in event.people] == ["teachers"]


def test_a_list_without_total_breaks_nothing_down() -> None:
    women, men = phrases("""
        50      CD  NUM   nummod    women
        women   NNS NOUN  nsubjpass trained
        and     CC  CCONJ cc        women
        40      CD  NUM   nummod    men
        men     NNS NOUN  conj      women
        were    VBD AUX   auxpass   trained
        trained VBN VERB  ROOT      trained
    """)
    assert women.parent is None
    assert men.parent is None


@pytest.mark.parametrize("bracket", [("(", ")"), ("[", "]")])
def test_households_in_persons_are_the_same_people_only_in_round_brackets(bracket: tuple[str, str]) -> None:
    opening, closing = bracket
    found = phrases(f"""
        Oxfam      NNP PROPN nsubj  trained
        trained    VBD VERB  ROOT   trained
        20         CD  NUM   nummod households
        households NNS NOUN  dobj   trained
        {opening}  -LRB- PUNCT punct households
        99         CD  NUM   nummod persons
        persons    NNS NOUN  appos  households
        {closing}  -RRB- PUNCT punct households
    """)
    restated = [phrase.restates.text for phrase in found if phrase.restates is not None]
    assert restated == (["households"] if opening == "(" else [])


@pytest.mark.parametrize(
    ("word", "kind"), [("teachers", "people"), ("households", "households"), ("kits", "things"), ("days", "aside")]
)
def test_what_a_number_counts_is_told_by_its_noun(word: str, kind: str) -> None:
    (phrase,) = phrases(f"""
        Oxfam    NNP PROPN nsubj  received
        received VBD VERB  ROOT   received
        30       CD  NUM   nummod {word}
        {word}   NNS NOUN  dobj   received
    """)
    assert (phrase.kind, phrase.text, int(phrase.quantity.value)) == (kind, word, 30)


@pytest.mark.parametrize(("amount", "kind"), [("%", "percent"), ("USD", "money")])
def test_shares_and_money_count_no_deliverable(amount: str, kind: str) -> None:
    number = "30 CD NUM pobj of"
    unit = f"{amount} NN NOUN pobj of"
    rows = [number, unit] if amount == "%" else [unit, number]
    parse = "\n".join(["Shares NNS NOUN ROOT Shares", "of IN ADP prep Shares", *rows])
    (phrase,) = phrases(parse)
    assert phrase.kind == kind
    assert events(parse) == []


def test_who_pays_is_no_doer() -> None:
    found = sentence("""
        With    IN  ADP   prep   trained
        funds   NNS NOUN  pobj   With
        from    IN  ADP   prep   funds
        Japan   NNP PROPN pobj   from
        Oxfam   NNP PROPN nsubj  trained
        trained VBD VERB  ROOT   trained
        nurses  NNS NOUN  dobj   trained
    """)
    parties = parties_of(scope(), found, 5, False)
    assert [name.text for name in parties.actors] == ["Oxfam"]
    assert [(name.text, name.cls) for name in parties.funders] == [("Japan", "Government")]


def test_of_several_doers_the_first_acts_and_the_others_are_partners() -> None:
    found = sentence("""
        Oxfam   NNP PROPN nsubj  trained
        and     CC  CCONJ cc     Oxfam
        Caritas NNP PROPN conj   Oxfam
        trained VBD VERB  ROOT   trained
        nurses  NNS NOUN  dobj   trained
    """)
    parties = parties_of(scope(), found, 3, False)
    assert [name.text for name in parties.actors] == ["Oxfam"]
    assert [name.text for name in parties.partners] == ["Caritas"]


@pytest.mark.parametrize(
    ("sentence", "name", "spellings"),
    [
        ("UNHCR distributed 40 tents in Port Sudan.", "Port Sudan", ()),
        ("UNHCR distributed 40 tents in Gao region.", "Gao", ()),
    ],
)
def test_a_type_word_is_no_part_of_a_name_unless_the_place_has_no_other(
    sentence: str, name: str, spellings: tuple[str, ...]
) -> None:
    (claim,) = claims(sentence, "Activity")
    (place,) = claim.slots["place"]
    assert isinstance(place, Name)
    assert (place.text, place.spellings) == (name, spellings)
