"""Acronyms in brackets, which stand in the middle of phrases."""

from __future__ import annotations

from collections import Counter

import pytest
from extraction import annotator, facts, told
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp.brackets import put_back, set_aside

WORDS = ["Oxfam", "gave", "mental", "health", "support", "kits", "(", ")", "PSS", "IDPs", "and", "children", ",", "."]


@settings(deadline=None)  # the first text loads the model
@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_only_brackets_are_set_aside_and_all_is_put_back(text: str) -> None:
    made = annotator().nlp.make_doc(text)
    words = [t.text for t in made]
    short = set_aside(made, text)
    left = iter(words)
    assert all(word in left for word in (t.text for t in short)), "in order"
    gone = Counter(words) - Counter(t.text for t in short)
    assert gone["("] == gone[")"] == sum(gone[w] for w in ("PSS", "IDPs")) == gone.total() / 3
    assert [t.text for t in put_back(short)] == words


def test_words_around_an_acronym_are_parsed_as_if_it_were_not_there() -> None:
    parsed = annotator().nlp("Oxfam held mental health support (MHS) sessions in Gulu.")
    plain = annotator().nlp("Oxfam held mental health support sessions in Gulu.")
    bracket = [t for t in parsed if t.text in {"(", "MHS", ")"}]
    assert [t.head.text for t in bracket] == ["support"] * 3
    others = [t for t in parsed if t not in bracket]
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in others] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in plain
    ]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (
            "Oxfam reached 40 children with psychosocial support (PSS) activities in Gulu.",
            "psychosocial support activities",
        ),
        ("CARE set up 12 gender-based violence (GBV) safe spaces in Arua.", "gender-based violence safe spaces"),
        (
            "Partners handed out 900 Information, Education and Communication (IEC) posters in Arua.",
            "Information, Education and Communication posters",
        ),
        ("CARE distributed 200 core relief item (CRI) kits in Arua.", "core relief item kits"),
    ],
)
def test_a_phrase_goes_on_behind_an_acronym(text: str, item: str) -> None:
    assert told(facts(text, "Activity"), "item") == [(item,)]


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Oxfam trained 40 child friendly space (CFS) facilitators in Gulu.", "staff"),
        ("CARE reached 600 mothers with infant and young child feeding (IYCF) counselling in Arua.", "women"),
        ("Oxfam gave clothes to 60 child labourers in Gulu.", "children"),
    ],
)
def test_a_group_that_only_describes_a_thing_is_not_served(text: str, population: str) -> None:
    (found,) = facts(text, "Activity")
    assert found["population"] == population
