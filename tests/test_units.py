"""What quantities count, how they are hedged and what kind of event they belong to, in sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from kg.nlp import Annotator, annotate_text
from kg.ontology import Ontology
from kg.places import Gazetteer


@pytest.fixture(scope="module")
def annotator(ontology: Ontology, gazetteer: Gazetteer) -> Annotator:
    return Annotator(ontology, gazetteer=gazetteer)


def described(annotator: Annotator, text: str) -> list[dict[str, Any]]:
    """The quantities of a text, with the words of their spans."""
    spans = ("quantity", "unit", "modifier", "event")
    found = annotate_text(annotator, text)["quantities"]
    return [{k: text[slice(*v)] if k in spans else v for k, v in quantity.items()} for quantity in found]


def pairs(annotator: Annotator, text: str) -> list[tuple[str, str | None]]:
    return [(q["quantity"], q.get("unit")) for q in described(annotator, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The team met 300 displaced families.", [("300", "displaced families")]),
        ("Some 75 per cent of the population fled.", [("75 per cent", "population")]),
        ("Nearly two-thirds of farmers sold cattle.", [("two-thirds", "farmers")]),
        ("Bread prices rose by 31 percent.", [("31 percent", "Bread prices")]),
        ("Rent costs USD 40 there.", [("40", "USD")]),
        ("Sugar sells at 70 SSP per kg.", [("70", "SSP per kg")]),
        ("IDPs: 300", [("300", "IDPs")]),
        ("They repaired 40 (forty) wells.", [("40", "wells"), ("forty", "wells")]),
        ("The clinic saw 90 women and 40 girls.", [("90", "women"), ("40", "girls")]),
        ("Crews fixed 10-15 pumps.", [("10-15", "pumps")]),
    ],
)
def test_units(annotator: Annotator, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(annotator, text) == expected


def test_a_number_without_a_noun_counts_what_the_one_before_counted(annotator: Annotator) -> None:
    text = "The centre received 900 patients in May, 700 in April and 650 in March."
    assert pairs(annotator, text) == [("900", "patients"), ("700", "patients"), ("650", "patients")]


def test_a_share_behind_a_place_is_of_those_in_the_place(annotator: Annotator) -> None:
    text = "Many traders in Gao town (62%), Ansongo town (50%) and Bourem town (41%) had closed their shops."
    assert [unit for _, unit in pairs(annotator, text)] == ["Many traders"] * 3


def test_time_is_not_handed_on(annotator: Annotator) -> None:
    found = pairs(annotator, "The base hosted 80 nurses for six weeks, and 20 in June.")
    assert found == [("80", "nurses"), ("six", "weeks"), ("20", "nurses")]


def test_a_unit_is_not_handed_on_over_a_long_way(annotator: Annotator) -> None:
    between = "The road to the coast stays closed to lorries, and the ferry is still under repair in the yard. "
    text = f"The centre received 900 patients in May. {between * 3}Then came 650."
    assert pairs(annotator, text) == [("900", "patients"), ("650", None)]


def test_a_share_takes_its_unit_from_closer_by_than_a_number(annotator: Annotator) -> None:
    between = "The road to the coast stays closed to lorries, and the ferry is still under repair in the yard."
    text = f"The town hosts 900 traders in May. {between} Some {{}} had left."
    assert pairs(annotator, text.format("400"))[-1] == ("400", "traders")
    assert pairs(annotator, text.format("40%"))[-1] == ("40%", None)


def test_a_ratio_is_marked_as_a_whole_and_in_its_parts(annotator: Annotator) -> None:
    found = pairs(annotator, "One in five households grows maize.")
    assert sorted(found) == [("One", "households"), ("One in five", "households"), ("five", "households")]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("At least 40 boats sank.", "At least"),
        ("More than USD 40 was paid.", "More than"),
        ("Nearly half of the boats sank.", "Nearly"),
        ("Then 40 boats sank.", None),
    ],
)
def test_hedges(annotator: Annotator, text: str, modifier: str | None) -> None:
    (found,) = described(annotator, text)
    assert found.get("modifier") == modifier


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The clashes displaced 300 families.", "people"),
        ("Rescuers counted 12 deaths.", "people"),
        ("Partners distributed soap to 300 families.", "assistance"),
        ("The agency handed over 500 hygiene kits.", "assistance"),
        ("The price of maize rose by 12 percent.", "other"),
        ("Some 40 shops reopened.", "other"),
        ("Heavy clashes killed several herders, and 300 goats strayed.", "people"),
        ("The hospital reported that 30 miners were wounded.", "people"),
        ("Some 30 percent of growers reported losses.", "other"),
        ("Some 30 families live in caves.", "other"),
    ],
)
def test_kinds_of_events(annotator: Annotator, text: str, kind: str) -> None:
    (found,) = described(annotator, text)
    assert found["event_type"] == kind


def test_the_passage_tells_the_kind_where_the_sentence_does_not(annotator: Annotator) -> None:
    text = "Partners distributed soap and delivered rations to the camp. There were 40 sites."
    assert [q["event_type"] for q in described(annotator, text)] == ["assistance"]


def test_a_breakdown_shares_the_event_of_its_whole(annotator: Annotator) -> None:
    found = described(annotator, "The floods displaced 300 people (120 women and 180 men).")
    assert [q["event_type"] for q in found] == ["people", "people", "people"]


@pytest.mark.parametrize(
    "text",
    [
        "The team left on 30 June.",
        "The area is in phase 3.",
        "See Figure 6 for details.",
        "It is one of the largest camps.",
        "Nobody reported COVID-19 there.",
        "The line is open 24/7.",
    ],
)
def test_dates_names_and_pronouns_are_no_quantities(annotator: Annotator, text: str) -> None:
    assert described(annotator, text) == []


def test_spans_are_offsets_into_the_whole_text(annotator: Annotator) -> None:
    text = "The flood came.\n\nAid workers reached 40 villages."
    (found,) = annotate_text(annotator, text)["quantities"]
    assert text[slice(*found["quantity"])] == "40"
    assert text[slice(*found["unit"])] == "villages"
    assert text[slice(*found["event"])] == "reached"
    assert found["value"] == 40
