"""Numbers in a text: their value, their place, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Quantity
from kg.nlp.numbers import NumberFinder, word_value
from kg.nlp.shares import find_shares

FIND = NumberFinder(
    {"USD": "USD", "US$": "USD", "$": "USD", "dollars": "USD", "€": "EUR", "ALL": "ALL", "SSP": "SSP", "Tk": "BDT"}
)


def only(text: str) -> Quantity:
    (found,) = FIND(text)
    return found


def test_a_currency_between_two_figures_belongs_to_the_one_behind_it() -> None:
    assert [(int(q.value), q.currency) for q in FIND("the plan for 2023 US$ 129 million")] == [
        (2023, None),
        (129000000, "USD"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("1 500 nets", 1500, "1 500"),
        ("12,345.67 tons", "12345.67", "12,345.67"),
        ("1.234.567 people", 1234567, "1.234.567"),
        ("about 2.5m people", 2500000, "2.5m"),
        ("8.7M pupils", 8700000, "8.7M"),
        ("3,5 million people", 3500000, "3,5 million"),
        ("a dozen wells", 12, "a dozen"),
        ("half a million people", 500000, "half a million"),
        ("a one billion plan", 1000000000, "one billion"),
        ("two hundred and twelve goats", 212, "two hundred and twelve"),
        ("Three (3) wells", 3, "Three (3)"),
        ("a cup of 125ml", 125, "125"),
        ("IDPs:300", 300, "300"),
        ("(n=23)", 23, "23"),
        ("a three-year plan", 3, "three"),
    ],
)
def test_numbers_are_read_as_printed(text: str, value: int | str, printed: str) -> None:
    found = only(text)
    assert (found.value, text[found.begin : found.end]) == (Decimal(value), printed)


@pytest.mark.parametrize(
    ("text", "value", "currency", "full"),
    [
        ("paid US$ 1.2 million", 1200000, "USD", "US$ 1.2 million"),
        ("paid US$ 1.2 m for", 1200000, "USD", "US$ 1.2 m"),
        ("paid US$ 3 b for", 3000000000, "USD", "US$ 3 b"),
        ("a pipe of 30 m", 30, None, "30"),
        ("costs 30SSP, a", 30, "SSP", "30SSP"),
        ("at SSP3,900/kg", 3900, "SSP", "SSP3,900"),
        ("stood at Tk4,15,548 crore", 4155480000000, "BDT", "Tk4,15,548 crore"),
        ("40 dollars", 40, "USD", "40 dollars"),
        ("in all 52 countries", 52, None, "52"),
    ],
)
def test_amounts_of_money_know_their_currency(text: str, value: int, currency: str | None, full: str) -> None:
    found = only(text)
    assert (found.value, found.currency, text[found.full_begin : found.full_end]) == (Decimal(value), currency, full)


@pytest.mark.parametrize(
    ("text", "low", "high", "percent"),
    [
        ("for 30-40 days", 30, 40, False),
        ("10 to 15 sessions", 10, 15, False),
        ("five to eight girls", 5, 8, False),
        ("5-10 million", 5000000, 10000000, False),
        ("60 to 79 per cent", 60, 79, True),
        ("10–14.9%", 10, "14.9", True),
    ],
)
def test_ranges_keep_both_ends(text: str, low: int, high: int | str, percent: bool) -> None:
    found = only(text)
    assert (found.value, found.upper, found.percent) == (Decimal(low), Decimal(high), percent)


@pytest.mark.parametrize(
    "text",
    ["from 39 to 79 cases", "grew by 30 to 90 cases", "in 2020 to 334 homes", "40 to 30 wells", "5% to 9 cows"],
)
def test_two_numbers_that_are_no_range_stay_two(text: str) -> None:
    assert [q.upper for q in FIND(text)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19",
        "COVID- 19 cases",
        "H1N1",
        "open 24/7",
        "a scale of 1:500",
        "at 18:00",
        "closed at 8 pm",
        "from 12 to 4 am",
        "Tel: +223 20 22 44 55",
        "0992-123-456",
        "the 3rd round",
        "people12 were moved",
        "the trucks)8 . They",
        "had access,21 and since then",
        "1. Water",
        "https://example.org/2020/300",
        "mail 300@example.org",
        "section 1.2.3 of the plan",
        "e(cid:29)ort",
        "1234567890123456789",
    ],
)
def test_digits_that_count_nothing_are_left_out(text: str) -> None:
    assert list(FIND(text)) == []


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("6, 483 people", "malformed-number"),
        ("83.712 people", "malformed-number"),
        ("US$ 3,068,942 million", "implausible-unit"),
        ("Three (4) wells", "contradiction"),
        ("3,068,942 people", None),
    ],
)
def test_odd_figures_are_doubted(text: str, doubt: str | None) -> None:
    assert only(text).doubt == doubt


STYLES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "commas": "{:,}".format,
    "spaces": lambda n: f"{n:,}".replace(",", " "),
    "narrow": lambda n: f"{n:,}".replace(",", "\u202f"),
    "apostrophes": lambda n: f"{n:,}".replace(",", "’"),
    "points": lambda n: f"{n:,}".replace(",", "."),
}


@given(number=st.integers(0, 10**12), style=st.sampled_from(sorted(STYLES)))
def test_whole_numbers_round_trip_in_every_style(number: int, style: str) -> None:
    printed = STYLES[style](number)
    assert only(f"reached {printed} people").value == number


@given(units=st.integers(0, 999_999), cents=st.integers(0, 99), scale=st.sampled_from(["", " thousand", " million"]))
def test_decimals_round_trip(units: int, cents: int, scale: str) -> None:
    factor = {"": 1, " thousand": 1000, " million": 10**6}[scale] if units < 100_000 or scale != " million" else 1
    expected = Decimal(f"{units}.{cents:02}") * factor
    assert only(f"worth USD {units:,}.{cents:02}{scale} in all").value == expected


@given(number=st.integers(0, 99_999_999))
def test_numbers_in_words_round_trip(number: int) -> None:
    assert word_value(words(number)) == number
    assert only(f"reached {words(number)} people").value == number


def words(number: int) -> str:
    """A number in English, as a reference."""
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = f" {words(number % scale)}" if number % scale else ""
            return f"{words(number // scale)} {name}{rest}"
    if number < 20:
        return small[number]
    return tens[number // 10 - 2] + (f"-{small[number % 10]}" if number % 10 else "")


@given(low=st.integers(0, 99_999), step=st.integers(1, 99_999), gap=st.sampled_from(["-", "–", " - ", " to "]))
def test_ranges_round_trip(low: int, step: int, gap: str) -> None:
    found = list(FIND(f"reached {low:,}{gap}{low + step:,} people"))
    if not 1900 <= low < 2100:  # such a figure without a separator reads as a year; with one, as here, as a number
        assert [(q.value, q.upper) for q in found] == [(Decimal(low), Decimal(low + step))]


TEXTS = st.text(
    st.sampled_from(list("0123456789.,:;-–/ ()[]%$€#+@aMmknohpru\n’'\u00a0")) | st.characters(), max_size=300
) | st.lists(st.sampled_from(["one", "hundred", "and", "5", "-", "to", "%", "USD", " ", "million", "1,000"])).map(
    "".join
)


@given(TEXTS)
def test_numbers_lie_in_the_text_in_order_and_are_found_again(text: str) -> None:
    found = list(FIND(text))
    assert found == list(FIND(text))
    for q in found:
        assert 0 <= q.full_begin <= q.begin < q.end <= q.full_end <= len(text)
        assert any(c.isdigit() for c in text[q.begin : q.end]) or q.word
        assert q.upper is None or q.value < q.upper
    assert all(a.full_end <= b.begin for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1 ",
        "1-",
        "1:",
        "1/",
        "1.1",
        "(",
        "(1",
        "$",
        "one ",
        "one hundred ",
        "twenty-",
        "+1 ",
        "a@",
        "A-1",
        " ",
    ],
)
def test_hostile_repetition_ends(unit: str) -> None:
    # Were the search quadratic, these hundred thousand characters would keep the test running for hours.
    assert len(list(FIND(unit * (100_000 // len(unit))))) <= 100_000


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("two-thirds of the homes", Decimal(2) / 3, "two-thirds"),
        ("one third of jobs", Decimal(1) / 3, "one third"),
        ("a quarter of them", Decimal("0.25"), "quarter"),
        ("nearly half of the pupils", Decimal("0.5"), "half"),
        ("tens of thousands fled", Decimal(10_000), "tens of thousands"),
        ("thousands of people", Decimal(1000), "thousands"),
    ],
)
def test_parts_and_round_amounts_in_words(text: str, value: Decimal, printed: str) -> None:
    (found,) = find_shares(text)
    assert (found.value, text[found.begin : found.end]) == (value, printed)


@pytest.mark.parametrize(
    "text", ["in the third quarter", "the first half of the year", "half a kilo", "the third week"]
)
def test_ordinals_and_halves_of_time_are_no_parts(text: str) -> None:
    assert list(find_shares(text)) == []
