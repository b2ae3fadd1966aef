"""Nouns before a finite verb are its subjects, whatever list the parser takes them for the end of."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, annotator, told
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.nlp.subjects import give_subjects

WORDS = ["CARE", "gave", "seeds", "to", "40", "families", "and", "farmers", "got", "were", "trained", ",", "which", "."]


def parsed(words: str, heads: list[int], deps: str, tags: str) -> Doc:
    return Doc(annotator().nlp.vocab, words.split(), heads=heads, deps=deps.split(), tags=tags.split())


def test_the_end_of_a_list_right_before_a_verb_is_its_subject() -> None:
    doc = parsed(
        "CARE trained teachers and women attended sessions",
        [1, 1, 1, 2, 2, 1, 5],
        "nsubj ROOT dobj cc conj conj dobj",
        "NNP VBD NNS CC NNS VBD NNS",
    )
    women = give_subjects(doc)[4]
    assert (women.head.text, women.dep_) == ("attended", "nsubj")
    assert doc[3].head.text == "trained"


def test_a_list_before_another_verb_of_the_same_subject_stays() -> None:
    doc = parsed(
        "CARE trained teachers and women and left",
        [1, 1, 1, 2, 2, 1, 1],
        "nsubj ROOT dobj cc conj cc conj",
        "NNP VBD NNS CC NNS CC VBD",
    )
    assert give_subjects(doc)[4].head.text == "teachers"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "CARE trained 40 teachers and 300 women attended sessions on hygiene.",
            [("training", 40), ("sessions", 300)],
        ),
        (
            "UNHCR gave blankets to 1,200 families in Gulu and 300 refugees received cash in Arua.",
            [("blankets", None), ("cash", 300)],
        ),
    ],
)
def test_each_group_is_told_with_its_own_verb(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(told(activities(sentence), "item", "reached"), key=str) == sorted(expected, key=str)


@settings(deadline=None)  # the first text loads the model
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map(" ".join))
def test_the_parse_stays_a_tree(text: str) -> None:
    for token in annotator().nlp(text):
        above = list(token.ancestors)
        assert token not in above
        assert len({t.i for t in above}) == len(above)
