"""Lists written as one sentence, and items that lack the verb of their lead-in."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from extraction import HEAD, activities, annotator, ontology, slots, source, told
from hypothesis import given
from hypothesis import strategies as st

from kg.model import BlockKind
from kg.read.enumerations import with_enumerations
from kg.relate import relate

LIST = (
    "Services in Gulu were: legal advice for 30 women; soap for 40 families in Arua; and tents for 50 men. It goes on."
)


def told_by(text: str) -> list[dict[str, Any]]:
    """The activities of a report that was read whole."""
    read = with_enumerations(source(HEAD + text))
    return [slots(c) for c in relate(annotator().annotate(read), ontology()).claims if c.type == "Activity"]


def test_such_a_sentence_is_a_lead_in_and_items() -> None:
    read = with_enumerations(source(LIST))
    assert [(b.kind, read.joined(b).text) for b in read.blocks] == [
        (BlockKind.PARAGRAPH, "Services in Gulu were:"),
        (BlockKind.ITEM, "legal advice for 30 women"),
        (BlockKind.ITEM, "soap for 40 families in Arua"),
        (BlockKind.ITEM, "tents for 50 men."),
        (BlockKind.PARAGRAPH, "It goes on."),
    ]
    assert {b.lead for b in read.blocks if b.kind is BlockKind.ITEM} == {("Services in Gulu were:",)}


@pytest.mark.parametrize(
    "text",
    [
        "There are 90 refugees: Gulu 30; Arua 40; Moroto 20.",
        "The aims of the plan are: safe water for all; better schools in the camps; and lasting peace in the region.",
        "Oxfam dug two wells: one in Gulu; one in Arua.",
    ],
)
def test_numbers_with_their_places_and_lists_without_numbers_stay_one_sentence(text: str) -> None:
    assert len(with_enumerations(source(text)).blocks) == len(source(text).blocks)


@given(
    st.lists(
        st.sampled_from(["Oxfam gave: ", "40 tents in Gulu", "; ", ".", "\n", " ", "30 kits for women"]), max_size=14
    )
)
def test_no_word_is_lost_or_told_twice(pieces: list[str]) -> None:
    whole = source("A line. " + "".join(pieces))
    parted = with_enumerations(whole)
    spans = [line for block in parted.blocks for line in block.lines]
    assert all(b < e for b, e in spans)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))

    def letters(blocks: Any) -> str:
        return "".join(c for b in blocks for c in whole.joined(b).text if c.isalnum())

    assert letters(parted.blocks) == letters(whole.blocks)


def test_each_part_has_its_own_people() -> None:
    text = "Oxfam provided: legal advice for 30 women and 20 men; soap for 40 families; and stoves for 9 girls in Arua."
    assert told(told_by(text), "item", "women", "men", "households", "reached", "actor") == [
        ("legal advice", 30, 20, None, None, "Oxfam"),
        ("soap", None, None, 40, None, "Oxfam"),
        ("stoves", None, None, None, 9, "Oxfam"),
    ]


@pytest.mark.parametrize(
    ("lead", "item", "expected"),
    [
        ("WFP distributed:", "50 tons of rice in Gulu", ("WFP", "tons of rice", 50, None)),
        ("In May, Oxfam delivered the following:", "300 kits to families in Gulu", ("Oxfam", "kits", 300, None)),
        ("UNICEF has trained:", "30 teachers in Gulu", ("UNICEF", "training", None, 30)),
        (
            "CARE has repaired the following items in the camps:",
            "14 wells in Gulu",
            ("CARE International", "wells", 14, None),
        ),
    ],
)
def test_an_item_has_the_verb_of_its_lead_in(lead: str, item: str, expected: tuple[Any, ...]) -> None:
    found = told(activities(f"{lead}\n\n- {item}\n- more is to come"), "actor", "item", "quantity", "reached")
    assert found == [expected]


@pytest.mark.parametrize("lead", ["Achievements of Oxfam:", "Oxfam gave soap to:", "Items that were distributed:"])
def test_a_lead_in_without_such_a_verb_lends_none(lead: str) -> None:
    assert activities(f"{lead}\n\n- 30 wells in Gulu") == []


def test_the_evidence_of_an_item_is_the_item() -> None:
    read = source(f"{HEAD}WFP distributed:\n\n- 20 tents in Arua\n- 50 tons of rice in Gulu\n")
    claims = [c for c in relate(annotator().annotate(read), ontology()).claims if c.type == "Activity"]
    assert [c.evidence[0].text for c in claims] == ["20 tents in Arua", "50 tons of rice in Gulu"]


def test_items_are_told_of_what_a_passive_lead_in_tells() -> None:
    text = "The following items were distributed in Arua:\n\n- 300 blankets\n- 120 jerrycans to 60 households"
    assert told(activities(text), "item", "quantity", "households", "place") == [
        ("blankets", 300, None, "Arua"),
        ("jerrycans", 120, 60, "Arua"),
    ]


def test_a_lead_in_may_tell_who_carried_out_what_its_items_name() -> None:
    text = "Activities carried out by World Vision in Arua included:\n\n- training of 60 teachers\n- repair of 4 wells"
    assert told(activities(text), "actor", "activityType", "place") == [
        ("World Vision", "training", "Arua"),
        ("World Vision", "rehabilitation", "Arua"),
    ]


def test_a_heading_that_is_a_place_is_that_of_its_items() -> None:
    text = "Moroto:\n- 120 goats vaccinated\n- 14 farmers were recruited and trained\n\nArua:\n- 30 wells repaired"
    assert told(activities(text), "place") == [("Moroto",), ("Moroto",), ("Moroto",), ("Arua",)]


def test_a_lead_in_tells_nothing_of_what_stands_behind_its_list() -> None:
    lead = "In May, as in all months before, UNICEF supported in Arua:"
    text = f"{lead}\n\n- 30 clinics with drugs\n- 9 schools with desks\n\nOxfam dug 3 wells."
    (last,) = [f for f in activities(text) if f.get("actor") == "Oxfam"]
    assert not last.keys() & {"date", "place"}


def test_a_lead_in_is_no_head_of_the_report() -> None:
    text = "# IFRC Uganda Operation Update 2022\n\nWork carried out by World Vision in Arua included:\n\n- 4 wells dug"
    publisher = relate(annotator().annotate(source(text)), ontology()).publisher
    assert publisher is not None
    assert publisher.text == "IFRC"
