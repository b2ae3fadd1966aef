"""Who gave, in lines whose label is the giver and in sentences that thank or explain."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, told


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Norway: NOK 3 million for relief, and ten tents.", [("Norway", "UNHCR", 3000000, "NOK")]),
        ("Japan: USD 2 million through the Uganda Red Cross", [("Japan", "Uganda Red Cross Society", 2000000, "USD")]),
        ("Norway: NOK 3 million", []),
        ("Norway: 3 doctors for the camp", []),
    ],
)
def test_a_state_that_labels_an_amount_below_a_title_for_gifts_gave_it(line: str, expected: list[Any]) -> None:
    found = facts(f"## International assistance\n\n- {line}\n- Sweden sent tents.\n", "Contribution")
    assert told(found, "donor", "recipient", "amount", "currency") == expected


def test_a_label_with_a_word_for_a_gift_needs_no_such_title() -> None:
    line = "Asian Development Bank: grant of USD 3 million for early recovery"
    assert told(facts(line, "Contribution"), "donor", "amount") == [("Asian Development Bank", 3000000)]
    assert facts("Norway: NOK 3 million for relief", "Contribution") == []


@pytest.mark.parametrize(
    ("sentence", "donors"),
    [
        (
            "This work is made possible by Oxfam, the European Commission and Norway.",
            ["Oxfam", "European Commission", "Norway"],
        ),
        ("UNHCR needs USD 9 million and has received USD 5 million, thanks to Japan and Norway.", ["Japan", "Norway"]),
        ("The visit was made possible by good weather.", []),
    ],
)
def test_what_givers_made_possible_or_is_owed_to_them(sentence: str, donors: list[str]) -> None:
    assert [fact["donor"] for fact in facts(sentence, "Contribution")] == donors
