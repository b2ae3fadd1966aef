"""Expressions for one of many words find what the words alone would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.alternation import any_of

_WORDS = st.lists(st.text("abAB.( ", min_size=1, max_size=5), max_size=8)


@given(_WORDS, st.text("abAB.( ", max_size=30), st.booleans())
def test_the_longest_word_that_is_there_is_found(words: list[str], text: str, ignore_case: bool) -> None:
    flags = re.IGNORECASE if ignore_case else 0
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    found = [m.span() for m in re.finditer(any_of(words, ignore_case=ignore_case), text, flags)]
    assert found == [m.span() for m in re.finditer(one_by_one, text, flags)]


@given(_WORDS, st.text("abAB.( ", max_size=30))
def test_a_shorter_word_is_found_where_what_must_follow_does_not_follow_the_longest(
    words: list[str], text: str
) -> None:
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    found = [m.span() for m in re.finditer(rf"(?:{any_of(words)})(?!\w)", text)]
    assert found == [m.span() for m in re.finditer(rf"(?:{one_by_one})(?!\w)", text)]


def test_no_words_are_found_nowhere() -> None:
    assert re.search(any_of([]), "") is None
