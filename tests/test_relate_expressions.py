"""Expressions that are looked for only where a text has words that they need."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.ontology import Ontology
from kg.relate.expressions import Expression, needed_words
from kg.relate.vocabulary import vocabulary_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\b(?:funding gap|shortfall)s?\b", {"funding gap", "shortfall"}),
        (r"\bwas\s+(?:partly )?funded", {"funded"}),
        (r"(?:required|requested)", {"requ"}),  # with which both begin
        (r"Émigré\b", {"émigré"}),
        (r"(?:in )?\d+", set()),  # all its words may be absent
        (r"(?:gap|\d+)", set()),  # one branch has no word
        (r"to\s+\d+", set()),  # too short to tell texts apart
        (r"(?<=funded )\d+", set()),  # what stands before is no part of a match
    ],
)
def test_the_words_that_every_match_holds_are_known(text: str, words: set[str]) -> None:
    assert needed_words(text) == words


_PIECES = ["fund", "Funded", "GAP", "gap ", "short", "fall", " ", "5", "require", "d", "un", "ſhortfall", "ß", "\n"]
_EXPRESSIONS = [
    r"\b(?:un-?funded|funding gap|gap|shortfall|unmet(?: requirements)?)\b",
    r"(?P<what>short(?:fall)?)\s*\d",
    r"(?:required?|(?:un)?funded)+",
    r"gap{2,3}|(?!gap)fund",
]


@given(st.sampled_from(_EXPRESSIONS), st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_what_is_found_is_what_the_expression_alone_finds(expression: str, text: str) -> None:
    found = [m.span() for m in Expression(expression).finditer(text)]
    plain = re.compile(expression, re.IGNORECASE)
    assert found == [m.span() for m in plain.finditer(text)]
    first = Expression(expression).search(text)
    assert (first and first.span()) == (found[0] if found else None)


def test_expressions_of_the_patterns_find_the_words_that_they_are_made_of(ontology: Ontology) -> None:
    labels = dict(vocabulary_of(ontology).patterns.named("funding", "labels"))
    assert labels["unfunded"].search("The Funding Gap is USD 4 million.")
    assert labels["unfunded"].search("All needs are covered.") is None


def test_what_only_compiling_tells_is_told_with_the_expression() -> None:
    expression = Expression(r"(?<!boats? )lost")  # of no fixed width
    assert expression.search("nothing of that kind") is None
    with pytest.raises(OntologyError, match=re.escape(r"in (?<!boats? )lost")):
        expression.search("two boats lost")
