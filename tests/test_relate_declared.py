"""What `[[fact]]` declares is read from sentences, items and tables as docs/ontology.md tells."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from extraction import slots as plain_slots

from kg.model import Claim
from kg.nlp import Annotator
from kg.ontology import Ontology, load
from kg.read.text import source_of
from kg.relate import relate

FOLDER = Path(__file__).parent / "domains" / "windfarms" / "ontology"


@cache
def wind() -> Ontology:
    return load(FOLDER)


@cache
def annotator() -> Annotator:
    return Annotator(wind())


def claims(text: str, kind: str) -> list[Claim]:
    source = source_of(text, "report.md", hashlib.sha256(text.encode()).hexdigest(), "markdown")
    return [c for c in relate(annotator().annotate(source), wind()).claims if c.type == kind]


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    return [plain_slots(claim, terms=wind()) for claim in claims(text, kind)]


# Roles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Vestas supplied 49 turbines for the Alder wind farm.",
        "49 turbines were supplied by Vestas for the Alder wind farm.",
        "Vestas, which supplied 49 turbines for the Alder wind farm, was pleased.",
        "Vestas agreed to supply 49 turbines for the Alder wind farm.",
        "It had supplied nothing. Vestas has now supplied 49 turbines for the Alder wind farm.",
    ],
)
def test_the_doer_is_found_whatever_the_voice(sentence: str) -> None:
    assert facts(sentence, "Supply") == [{"farm": "Alder", "supplier": "Vestas", "turbines": 49}]


def test_evoking_words_may_turn_the_roles_around() -> None:
    assert facts("RWE ordered 20 turbines from Vestas for the Alder wind farm.", "Supply") == [
        {"farm": "Alder", "supplier": "Vestas", "buyer": "RWE", "turbines": 20}
    ]


def test_a_slot_that_only_counts_by_its_role_is_not_filled_by_what_stands_near() -> None:
    (fact,) = facts("The Alder wind farm near the offices of Vestas has a capacity of 30 MW.", "Project")
    assert fact == {"farm": "Alder", "capacity": 30}


@pytest.mark.parametrize(
    "sentence",
    [
        "Vestas did not supply turbines for the Alder wind farm.",
        "Vestas never supplied the Alder wind farm.",
        "No turbines were supplied by Vestas for the Alder wind farm.",
        "Vestas left without supplying the Alder wind farm.",
    ],
)
def test_what_is_denied_is_no_fact(sentence: str) -> None:
    assert facts(sentence, "Supply") == []


def test_what_was_done_without_something_else_is_a_fact() -> None:
    assert facts("Vestas supplied the Alder wind farm without delay.", "Supply") == [
        {"farm": "Alder", "supplier": "Vestas"}
    ]


def test_two_verbs_with_one_subject_each_have_their_own_date() -> None:
    volcanoes = load(FOLDER.parents[1] / "volcanoes" / "ontology")
    first = "PHIVOLCS raised the alert for Agung volcano to level 4 on 22 May 2017"
    text = f"{first}, and lowered it to level 3 on 29 June 2017."
    source = source_of(text, "report.md", hashlib.sha256(text.encode()).hexdigest(), "markdown")
    found = relate(Annotator(volcanoes).annotate(source), volcanoes).claims
    assert [(f["level"], f["date"]) for f in (plain_slots(claim, terms=volcanoes) for claim in found)] == [
        ("level-4", "2017-05-22"),
        ("level-3", "2017-06-29"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vestas supplied Alder, a wind farm in the North Sea.",
        "Vestas supplied Alder, the largest offshore wind farm.",
        "Vestas supplied Alder, one of the first wind farms that were built.",
    ],
)
def test_a_noun_behind_a_comma_tells_what_is_named_before_it(sentence: str) -> None:
    assert facts(sentence, "Supply") == [{"farm": "Alder", "supplier": "Vestas"}]


def test_a_noun_of_another_noun_behind_a_comma_tells_no_name() -> None:
    assert facts("Vestas supplied Alder, a wind farm operator.", "Supply") == []


def test_a_tense_in_which_nothing_is_stated_yet_makes_no_fact() -> None:
    assert facts("RWE will open the Alder wind farm in 2031.", "Milestone") == []
    assert facts("RWE opened the Alder wind farm in 2021.", "Milestone") == [
        {"farm": "Alder", "stage": "operating", "date": "2021"}
    ]


def test_a_word_inside_a_name_evokes_nothing() -> None:
    assert facts("Vestas met the Turbine Order Group at the Alder wind farm.", "Supply") == []


# Values ----------------------------------------------------------------------------------------------------------


def test_a_number_counts_in_the_unit_of_its_slot() -> None:
    assert facts("The Alder wind farm has a capacity of 1.4 GW.", "Project") == [{"farm": "Alder", "capacity": 1400}]
    (fact,) = facts("RWE built the Alder wind farm with 14 new offshore turbines.", "Project")
    assert fact["turbines"] == 14


def test_words_before_a_value_tell_two_slots_of_one_unit_apart() -> None:
    (fact,) = facts("Vestas supplies 10 turbines of 14 MW for the Alder wind farm.", "Supply")
    assert fact == {"farm": "Alder", "supplier": "Vestas", "turbines": 10, "rating": 14}


def test_an_amount_comes_with_its_currency() -> None:
    (fact,) = facts("RWE invests 2.4 billion euros in the Alder wind farm.", "Project")
    assert (fact["cost"], fact["currency"], fact["developer"]) == (2_400_000_000, "EUR", "RWE")


@pytest.mark.parametrize("words", ["448 MW Alder wind farm", "Alder wind farm (448 MW)"])
def test_values_side_by_side_are_enough_where_the_domain_says_so(words: str) -> None:
    assert facts(f"RWE visited the {words}.", "Project") == [{"farm": "Alder", "capacity": 448}]


# Several things --------------------------------------------------------------------------------------------------


def test_respectively_shares_values_out_in_order() -> None:
    text = "The Alder and Birch wind farms have capacities of 30 MW and 40 MW respectively."
    assert facts(text, "Project") == [{"farm": "Alder", "capacity": 30}, {"farm": "Birch", "capacity": 40}]


def test_one_number_behind_a_list_is_the_sum_of_none() -> None:
    text = "The Alder and Birch wind farms have a capacity of 70 MW."
    assert not [fact for fact in facts(text, "Project") if "capacity" in fact]
    each = facts("The Alder and Birch wind farms each have a capacity of 35 MW.", "Project")
    assert [fact.get("capacity") for fact in each] == [35, 35]


def test_several_doers_stand_in_one_fact_or_in_one_each_as_the_domain_says() -> None:
    (fact,) = facts("RWE and Equinor built the Alder wind farm.", "Project")
    assert sorted(fact["developer"]) == ["Equinor", "RWE"]


def test_two_clauses_are_two_facts_with_their_own_dates() -> None:
    text = "The Alder wind farm was opened in 2011 and decommissioned in 2021."
    assert facts(text, "Milestone") == [
        {"farm": "Alder", "stage": "operating", "date": "2011"},
        {"farm": "Alder", "stage": "decommissioned", "date": "2021"},
    ]


def test_what_one_sentence_says_of_one_thing_is_one_fact() -> None:
    text = "RWE is building the Alder wind farm, which has 20 turbines and a capacity of 300 MW."
    assert facts(text, "Project") == [{"farm": "Alder", "developer": "RWE", "turbines": 20, "capacity": 300}]


# From elsewhere --------------------------------------------------------------------------------------------------


def test_a_sentence_that_names_nothing_speaks_of_what_was_named_before() -> None:
    text = "RWE opened the Alder wind farm in 2021. It has a capacity of 30 MW."
    (claim,) = claims(text, "Project")
    assert plain_slots(claim, terms=wind()) == {"farm": "Alder", "capacity": 30}
    assert claim.evidence[0].text == "It has a capacity of 30 MW."


def test_a_heading_names_what_its_paragraphs_speak_of() -> None:
    text = "# Farms\n\n## The Alder wind farm\n\nThe project has a capacity of 30 MW.\n"
    (claim,) = claims(text, "Project")
    assert plain_slots(claim, terms=wind()) == {"farm": "Alder", "capacity": 30}
    assert [passage.text for passage in claim.context] == ["The Alder wind farm"]


def test_both_are_the_last_two() -> None:
    text = "The Alder and Birch wind farms have 5 and 6 turbines respectively. Both are owned by RWE."
    owned = [fact for fact in facts(text, "Project") if "developer" in fact]
    assert owned == [{"farm": "Alder", "developer": "RWE"}, {"farm": "Birch", "developer": "RWE"}]


def test_a_name_told_once_is_known_in_the_whole_report() -> None:
    text = "Alder has a capacity of 30 MW.\n\nThe Alder wind farm is near Esbjerg."
    assert {"farm": "Alder", "capacity": 30} in facts(text, "Project")


# Items and tables ------------------------------------------------------------------------------------------------


def test_items_complete_what_their_lead_in_evokes() -> None:
    items = "- 14 turbines for the Alder wind farm\n- 20 turbines for the Birch wind farm\n"
    text = f"In 2022 Vestas received orders for turbines from RWE:\n\n{items}"
    found = claims(text, "Supply")
    assert [plain_slots(c, "buyer", terms=wind()) for c in found] == [
        {"farm": "Alder", "supplier": "Vestas", "turbines": 14, "date": "2022"},
        {"farm": "Birch", "supplier": "Vestas", "turbines": 20, "date": "2022"},
    ]
    assert [c.evidence[0].text for c in found] == [
        "14 turbines for the Alder wind farm",
        "20 turbines for the Birch wind farm",
    ]
    assert all("received orders" in c.context[0].text for c in found)


TABLE = """
| Project | Capacity (GW) | Investment (EUR million) | In operation since | Stage |
| --- | --- | --- | --- | --- |
| Alder wind farm | 0.3 | 450 | 2021 |  |
| Birch | 0.4 | - |  | under construction |
| Total | 0.7 | 450 |  |  |
"""


def test_a_row_is_a_fact_in_the_units_and_scales_of_its_headers() -> None:
    assert facts(TABLE, "Project") == [
        {"farm": "Alder", "capacity": 300, "cost": 450_000_000, "currency": "EUR"},
        {"farm": "Birch", "capacity": 400},
    ]


def test_a_header_may_say_a_value_by_itself() -> None:
    assert facts(TABLE, "Milestone") == [
        {"farm": "Alder", "date": "2021", "stage": "operating"},
        {"farm": "Birch", "stage": "construction"},
    ]


def test_a_table_that_lacks_what_a_fact_needs_states_none() -> None:
    assert facts("| Project | Colour |\n| --- | --- |\n| Alder wind farm | 7 |\n", "Project") == []


def test_the_rule_says_where_a_fact_was_read() -> None:
    assert [c.rule for c in claims(TABLE, "Project")] == ["declared/project/table"] * 2
    text = "The Alder wind farm (448 MW) is large."
    assert [c.rule for c in claims(text, "Project")] == ["declared/project/adjoining"]


def test_text_that_lost_its_layout_costs_little_and_states_no_more_than_it_says() -> None:
    found = facts("RWE built the Alder wind farm and " * 80, "Project")
    assert all(fact == {"farm": "Alder", "developer": "RWE"} for fact in found)
    assert len(found) < 10
