"""Dates at the precision they are given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from extraction import activities, ontology
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Clock, FoundDate
from kg.nlp.counts import CountWords
from kg.nlp.dates import date_spans, find_dates

CLOCK = Clock("2017-11-01", "2017-11-30")


def only(text: str, clock: Clock = CLOCK) -> FoundDate:
    (found,) = find_dates(text, clock)
    return found


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on 2019-03-02.", "2019-03-02", "2019-03-02", "day"),
        ("on 25/11/2017", "2017-11-25", "2017-11-25", "day"),
        ("on 11/25/2017", "2017-11-25", "2017-11-25", "day"),
        ("in mid-2021", "2021-01-01", "2021-12-31", "year"),
        ("the FY20 budget", "2020-01-01", "2020-12-31", "year"),
        ("the FY2019/20 budget", "2019-01-01", "2020-12-31", "range"),
        ("school year 2019/20", "2019-01-01", "2020-12-31", "range"),
        ("imports Jan-Sep 2019", "2019-01-01", "2019-09-30", "range"),
        ("December 2017 – January 2018", "2017-12-01", "2018-01-31", "range"),
        ("from 28 October to 3 November 2017", "2017-10-28", "2017-11-03", "range"),
        ("10-15 June 2018", "2018-06-10", "2018-06-15", "range"),
        ("Q3 2019", "2019-07-01", "2019-09-30", "quarter"),
        ("first half of 2019", "2019-01-01", "2019-06-30", "quarter"),
        ("second quarter 2019", "2019-04-01", "2019-06-30", "quarter"),
        ("first five months of 2019", "2019-01-01", "2019-05-31", "range"),
        ("last 3 months of 2019", "2019-10-01", "2019-12-31", "range"),
        ("until 30 June", "2017-06-30", "2017-06-30", "day"),
        ("on March 18th", "2017-03-18", "2017-03-18", "day"),
        ("In May 310 people came", "2017-05-01", "2017-05-31", "month"),
        ("during this month", "2017-11-01", "2017-11-30", "phrase"),
        ("in the first half of the year", "2017-01-01", "2017-06-30", "quarter"),
        ("the first two months of this year", "2017-01-01", "2017-02-28", "range"),
    ],
)
def test_dates_are_read_at_their_precision(text: str, start: str, end: str, precision: str) -> None:
    found = only(text)
    assert (found.period.start, found.period.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("228 November 2017", "2017-11-01", "2017-11-30"),
        ("2019-02-31", "2019-02-01", "2019-02-28"),
        ("15-10 June 2018", "2018-06-10", "2018-06-15"),
        ("June 2020 to March 2019", "2019-03-01", "2020-06-30"),
    ],
)
def test_impossible_dates_are_widened_and_doubted(text: str, start: str, end: str) -> None:
    period = only(text).period
    assert (period.start, period.end, period.doubt) == (start, end, "impossible-date")


@pytest.mark.parametrize(
    "text", ["they may come", "the march went on", "2,020 people", "2020% more", "12019-01-01", "a 13/13/2019 code"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert list(find_dates(text, CLOCK)) == []


def test_a_year_does_not_reach_into_the_number_behind_it() -> None:
    text = "from 6% in 2017 to 20% now"
    assert [text[d.begin : d.end] for d in find_dates(text, CLOCK)] == ["2017"]


def test_a_day_without_a_year_is_placed_only_by_a_report() -> None:
    assert list(find_dates("on 30 June", Clock())) == []
    assert list(date_spans("on 30 June")) == [(3, 10)]


NAMES = "January February March April May June July August September October November December".split()
STYLES: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "points": lambda d: f"{d.day}.{d.month}.{d.year}",
    "day first": lambda d: f"{d.day} {NAMES[d.month - 1]} {d.year}",
    "short": lambda d: f"{d.day} {NAMES[d.month - 1][:3]} {d.year}",
    "ordinal": lambda d: f"{d.day}th of {NAMES[d.month - 1]}, {d.year}",
    "month first": lambda d: f"{NAMES[d.month - 1]} {d.day}, {d.year}",
}
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@given(day=DAYS, style=st.sampled_from(sorted(STYLES)))
def test_days_round_trip_in_every_style(day: date, style: str) -> None:
    found = only(f"signed on {STYLES[style](day)} in town")
    assert (found.period.start, found.period.end, found.year) == (day.isoformat(), day.isoformat(), True)


@given(first=DAYS, second=DAYS, gap=st.sampled_from([" to ", " - ", "–", " until "]))
def test_ranges_of_days_round_trip(first: date, second: date, gap: str) -> None:
    start, end = sorted([first, second])
    text = f"{STYLES['day first'](start)}{gap}{STYLES['day first'](end)}"
    period = only(text).period
    assert (period.start, period.end) == (start.isoformat(), end.isoformat())


WORDS = [
    "1",
    "31",
    "228",
    "may ",
    "June ",
    "2019",
    "-",
    "/",
    ".",
    " to ",
    " of ",
    "Q3",
    "FY",
    "early ",
    "this month",
    " ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=200))
def test_dates_lie_in_the_text_in_order_and_begin_before_they_end(text: str) -> None:
    found = list(find_dates(text, CLOCK))
    for d in found:
        assert 0 <= d.begin < d.end <= len(text)
        assert d.period.start is not None
        assert d.period.end is not None
        assert date.fromisoformat(d.period.start) <= date.fromisoformat(d.period.end)
    assert all(a.end <= b.begin for a, b in pairwise(found))
    assert found == list(find_dates(text, CLOCK))


@pytest.mark.parametrize("unit", ["1", "1 ", "1 to ", "may ", "1 may ", "January to ", "2019-", "early ", "(", " "])
def test_hostile_repetition_ends(unit: str) -> None:
    # Were the search quadratic, these hundred thousand characters would keep the test running for hours.
    assert len(list(find_dates(unit * (100_000 // len(unit)), CLOCK))) <= 100_000


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("UNFPA trained 87 nurses, and 2065 adolescents were reached.", []),
        ("CARE gave out 2000 posters in Gulu.", []),
        ("WFP fed 1998 newly displaced families in Gulu.", []),
        ("In 2019, 1985 households were reached.", ["2019"]),
        ("Provided 2000 hygiene kits", []),
        ("2012 families were given soap.", []),
        ("In 2020 families received soap.", ["2020"]),
        ("In 2019, 2020 and 2021 households received soap.", ["2019", "2020", "2021"]),
        ("The 2020 families survey was held.", ["2020"]),
        ("2021 families reached: 300", ["2021"]),
        ("After the 2021 elections nobody fled.", ["2021"]),
    ],
)
def test_numbers_of_people_and_goods_are_no_years(text: str, years: list[str]) -> None:
    words = CountWords(ontology().patterns["dates"])
    found = [d for d in find_dates(text) if not words.counts(text, d.begin, d.end)]
    assert [d.period.text for d in found] == years


def test_a_number_that_looks_like_a_year_counts_whom_it_stands_before() -> None:
    fact = activities("MSF treated 1978 patients in Gulu during 2021.")[0]
    assert (fact["reached"], fact["date"]) == (1978, "2021")
