"""How many there are now, and what a rate or a number came from: rises, falls and levels in sentences."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The number of refugees in Arua increased by 12 per cent to 45,000 in June 2022.", ("refugees", 45000)),
        ("The IDP population of Arua grew by 5,000 to 25,000 people.", ("idps", 25000)),
        ("Refugee numbers in Arua have fallen to 40,000 from 52,000 last year.", ("refugees", 40000)),
        ("The number of IDPs in Arua has nearly doubled to 8,000.", ("idps", 8000)),
        ("The number of IDPs in Arua increased sharply to 8,000.", ("idps", 8000)),
    ],
)
def test_a_group_that_grew_or_shrank_is_as_large_as_it_is_now(sentence: str, expected: tuple[str, int]) -> None:
    found = told(facts(sentence, "PopulationFigure"), "population", "value", "place")
    assert found == [(*expected, "Arua")]


@pytest.mark.parametrize(
    "sentence",
    ["The number of patients rose by 10 per cent to 400 in Arua.", "The number of attacks in Arua doubled to 40."],
)
def test_patients_and_attacks_are_no_group(sentence: str) -> None:
    assert facts(sentence, "PopulationFigure") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The literacy rate among refugee women went up from 34% to 41%.",
            [("literacy rate among refugee women", "baseline", 34, None), (None, "actual", 41, None)],
        ),
        (
            "The average family size rose from 5 to 6 in Arua.",
            [("average family size", "baseline", 5, "Arua"), (None, "actual", 6, "Arua")],
        ),
        (
            "The number of classrooms in Arua rose from 12 to 30.",
            [("classrooms in Arua", "actual", 12, "Arua"), (None, "actual", 30, "Arua")],
        ),
    ],
)
def test_a_rate_has_its_value_before_and_after_and_its_place(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    found = told(facts(sentence, "Measurement"), "indicator", "measure", "value", "place")
    name = expected[0][0]
    assert found == [(name, *values[1:]) for values in expected]


def test_what_was_read_as_a_change_is_no_second_indicator() -> None:
    sentence = "The average consumption dropped from 20 litres to 11 litres per person per day in Arua."
    assert [f["value"] for f in facts(sentence, "Measurement")] == [20, 11]


def test_the_number_of_a_round_is_no_end_of_a_range() -> None:
    text = "The number of IDPs in Arua increased from 72,500 in Round 4 to 93,700 IDPs in Round 9."
    assert [f["value"] for f in facts(text, "PopulationFigure")] == [93700]
