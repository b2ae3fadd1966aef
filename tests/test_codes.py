"""Stretches that hold digits and count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.codes import find_codes

PIECES = [
    "at 09:30 ",
    "+249 91 234 5678 ",
    "https://example.org/1 ",
    "COVID-19 ",
    "1/3 ",
    "2.1.4 ",
    "the boats.12 ",
    "lists:\n 2) nets ",
    "by 1400 hrs. ",
    "and 3) Schools ",
    "(2) wells, ",
    "(cid:17)",
    "120 people ",
    "10 a.m. ",
    "A- 3 ",
    "www.example.org ",
    "«é» ",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call +249 91 234 5678 at 09:30.", ["+249 91 234 5678", "09:30"]),
        ("Write to unit7@example.org by 5 p.m. or so.", ["unit7@example.org", "5 p.m"]),
        ("They reached 1,200 people in 14 camps.", []),
    ],
)
def test_they_are_found_where_figures_are_not(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in find_codes(text)] == found


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text("aZ1.,:;()+-/@\n w"))
def test_a_mail_address_further_on_changes_none_before_it(text: str) -> None:
    line = "\nwrite to a@b.org"
    with_address = [span for span in find_codes(text + line) if span[1] <= len(text)]
    assert with_address == list(find_codes(text))
