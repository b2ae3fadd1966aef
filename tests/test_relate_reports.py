"""What whole reports of the agencies hold beside sentences of deeds: their lists, sheets, tables and parts."""

from __future__ import annotations

import pytest
from extraction import activities, facts, told


@pytest.mark.parametrize(
    "who", ["registration clerks", "fish sellers", "firefighters", "village artists", "midwife tutors"]
)
def test_those_who_are_trained_are_people(who: str) -> None:
    (act,) = activities(f"In May, UNHCR trained 120 {who} in Gulu.")
    assert (act["reached"], act["item"]) == (120, "training")


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("winterised 300 tents", "rehabilitation"),
        ("pitched 300 tents", "construction"),
        ("printed 300 schoolbooks", "other"),
        ("resolved 300 land disputes", "legal-assistance"),
        ("closed 300 protection cases", "legal-assistance"),
    ],
)
def test_verbs_of_what_is_done_to_things(deed: str, kind: str) -> None:
    (act,) = activities(f"UNHCR {deed} in Gulu.")
    assert (act["activityType"], act["quantity"]) == (kind, 300)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Under the Basic Schooling Plan, 48 wells were built in Gulu.", "Basic Schooling Plan"),
        ("The last round of the Rural Cash Support Project reached 900 households.", "Rural Cash Support Project"),
        ("Under the daily milk programme, WFP gave meals to 400 pupils.", "daily milk programme"),
        ("Under the same programme, WFP gave meals to 400 pupils.", None),
    ],
)
def test_programmes_that_set_the_frame_of_a_sentence(text: str, name: str | None) -> None:
    assert [act.get("programme") for act in activities(text)] == [name]


def test_a_place_is_that_of_the_clause_that_has_a_doer_of_its_own() -> None:
    found = told(
        activities("Oxfam trained 40 teachers, and WHO delivered 75 beds to hospitals in Gulu."), "reached", "place"
    )
    assert sorted(found, key=str) == sorted([(40, None), (None, "Gulu")], key=str)
    together = activities("40 kits were distributed and 20 teachers trained in Gulu.")
    assert [act["place"] for act in together] == ["Gulu", "Gulu"]


def test_names_go_on_up_to_their_acronym_and_with_whom_they_are_for() -> None:
    acts = activities("Seeds went to 30 families through the Agency for Farming and Energy Saving in Uganda (AFES).")
    assert [act["partner"] for act in acts] == ["Agency for Farming and Energy Saving in Uganda"]
    partners = "the Gulu Union for Persons with Mental Disabilities (GUPD), Green Lira and WFP"
    found = facts(f"We worked with three partners: {partners}.", "Partnership")
    assert [f["partner"] for f in found] == ["Gulu Union for Persons with Mental Disabilities", "Green Lira", "WFP"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("UNHCR leads the Protection and the Health clusters.", ["Protection Cluster", "Health Cluster"]),
        ("UNHCR is a member of the Gulu Humanitarian INGO Forum.", ["Gulu Humanitarian INGO Forum"]),
        ("IOM co-leads the Dry Land Farming (DLF) Cluster with UNHCR.", ["UNHCR"]),
        ("Other partners involved in the operation: Uganda Red Cross Society, the German Red Cross and the ICRC.",
         ["Uganda Red Cross Society", "German Red Cross", "ICRC"]),
    ],
)  # fmt: skip
def test_bodies_and_partners_that_are_listed(text: str, partners: list[str]) -> None:
    found = [f["partner"] for f in facts(text, "Partnership")]
    assert [p for p in found if p in partners] == partners
