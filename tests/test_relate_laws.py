"""What holds of the facts of any report: they quote it, they are always the same, they stay with their paragraph."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extraction import HEAD, document, ontology, report, slots
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Claim, Number
from kg.relate import relate

# A small grammar of reports, whose paragraphs say each another thing.
agencies = st.sampled_from("UNICEF WFP Oxfam Caritas IOM Medair UNFPA UNDP".split())
places = st.sampled_from("Gulu Kitgum Arua Nairobi Juba Goma Quito Mosul".split())
numbers = st.integers(min_value=2, max_value=98765).map(lambda n: f"{n:,}")
goods = st.sampled_from(["tents", "hygiene kits", "blankets", "school kits", "solar lamps", "food baskets"])
works = st.sampled_from(["boreholes", "latrines", "classrooms", "shelters", "health posts"])
people = st.sampled_from(["teachers", "refugees", "women", "police officers", "displaced people", "children"])
dates = st.sampled_from(["", " in May 2022", " on 4 May 2022", " in 2021", " between 3 and 9 June 2022"])


def filled(template: str, **parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(template.format, **parts)


given_out = filled(
    "{a} distributed {n} {g} to {m} {p} in {w}{d}.",
    a=agencies,
    n=numbers,
    g=goods,
    m=numbers,
    p=people,
    w=places,
    d=dates,
)
built = filled("In {w}, {n} {k} were built by {a}{d}.", w=places, n=numbers, k=works, a=agencies, d=dates)
trained = filled(
    "{a}, in collaboration with {b}, trained {n} {p} in {w}{d}.",
    a=agencies,
    b=agencies,
    n=numbers,
    p=people,
    w=places,
    d=dates,
)
counted = filled("Some {n} refugees live in {w}{d}.", n=numbers, w=places, d=dates)
broken = filled(
    "A total of {n} {p}, including {m} women, received {g} in {w}.", n=numbers, p=people, m=numbers, g=goods, w=places
)
denied = filled("No {p} received {g} in {w}.", p=people, g=goods, w=places)
vague = st.sampled_from(
    ["Needs remain high.", "The rains may come late.", "More should be done (see above; e.g. [1])."]
)
sentences = st.one_of(given_out, built, trained, counted, broken, denied, vague)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join)
items = st.builds(
    lambda lead, lines: lead + "\n\n" + "\n".join(f"- {line}" for line in lines),
    st.sampled_from(
        ["In the last month, the teams did the following work:", "The partners also did the following things:"]
    ),
    st.lists(sentences, min_size=1, max_size=3),
)
rows = st.lists(st.tuples(goods, numbers, numbers), min_size=1, max_size=3)
tables = rows.map(lambda lines: "Indicator\tBaseline\tActual (2022)\n" + "\n".join("\t".join(line) for line in lines))
headings = st.sampled_from(["## Health", "## Shelter and Supplies", "WATER AND SANITATION"])
donors = st.lists(
    st.tuples(st.sampled_from(["Japan", "Norway", "Private donors Spain", "CERF"]), numbers), min_size=3, max_size=4
).map(lambda gifts: "Contributions (USD)\n\n" + " | ".join(f"{giver} ({amount})" for giver, amount in gifts))
noise = st.text(alphabet="ab ,.;:|()[]*#-–•%$0123456789\t\n\f\u00a0éA", max_size=60)
texts = st.lists(st.one_of(paragraphs, items, tables, headings, donors, noise), min_size=1, max_size=6).map(
    lambda parts: HEAD + "\n\n".join(parts) + "\n"
)

# The pipeline is loaded by the first example.
slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@slow
@given(texts)
def test_every_passage_quotes_the_report(text: str) -> None:
    for claim in report(text, head=""):
        assert claim.evidence
        for passage in (*claim.evidence, *claim.context):
            assert 0 <= passage.begin < passage.end <= len(text)
            assert passage.text == text[passage.begin : passage.end]


@slow
@given(texts)
def test_every_number_of_a_fact_stands_in_its_evidence(text: str) -> None:
    for claim in report(text, head=""):
        quoted = " ".join(" ".join(passage.text for passage in claim.evidence).split())
        for values in claim.slots.values():
            for value in values:
                if isinstance(value, Number):
                    assert " ".join(value.text.split()) in quoted


@slow
@given(texts)
def test_facts_are_of_the_ontology(text: str) -> None:
    known = ontology()
    for claim in report(text, head=""):
        assert known.is_a(claim.type, "Fact")
        assert 0 < claim.confidence <= 1
        assert claim.rule
        assert all(claim.slots.values())
        assert slots(claim)


@slow
@given(texts)
def test_a_report_read_twice_says_the_same(text: str) -> None:
    annotated = document(text)
    assert relate(annotated, ontology()) == relate(annotated, ontology()) == report(text, head="")


def said(claim: Claim) -> tuple[str, str]:
    """A fact without its place in the report."""
    return claim.type, repr(sorted(slots(claim).items(), key=lambda item: item[0]))


@slow
@given(
    st.lists(sentences, min_size=2, max_size=4, unique=True).flatmap(
        lambda p: st.tuples(st.just(p), st.permutations(p))
    )
)
def test_the_order_of_paragraphs_does_not_change_what_they_say(orders: tuple[list[str], list[str]]) -> None:
    found: list[Counter[Any]] = []
    for order in orders:
        claims = report("\n\n".join(order) + "\n")
        found.append(Counter(said(claim) for claim in claims))
    assert found[0] == found[1]
