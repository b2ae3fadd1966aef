"""Who does, helps and receives, where headings, lead-ins and words beside the names tell it."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, told


def test_points_go_on_with_a_lead_in_that_ends_in_with() -> None:
    text = "In May, Oxfam reached 700 households with:\n\n- 1,400 blankets\n- 700 kitchen sets\n"
    assert told(activities(text), "actor", "item", "quantity", "households") == [
        ("Oxfam", "blankets", 1400, 700),
        ("Oxfam", "kitchen sets", 700, 700),
    ]


def test_a_heading_that_is_a_name_tells_who_acts_below_it() -> None:
    text = "## Livelihoods\n\n### FAO\n\n- 3,000 goats vaccinated in Gulu\n- 40 farmers received seeds in Gulu\n"
    assert told(activities(text), "actor", "item") == [("FAO", "goats"), ("FAO", "seeds")]


@pytest.mark.parametrize("heading", ["UNHCR", "Oxfam and the drought", "Health Cluster"])
def test_a_heading_with_other_words_a_body_or_the_publisher_lends_no_actor(heading: str) -> None:
    assert "actor" not in activities(f"## {heading}\n\n- 3,000 goats vaccinated in Gulu\n")[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Whom something is given to or who is helped with it takes part.
        ("WFP provided CARE with 15 tents.", act("tents", "distribution", quantity=15, actor="WFP")),
        (
            "The German Red Cross supported CARE with a water tank in Gulu.",
            act("water tank", "distribution", actor="German Red Cross", place="Gulu"),
        ),
        # The goods are for clinics, which nobody built.
        ("UNICEF sent 76 kits for 14 clinics.", act("kits", "distribution", quantity=76, actor="UNICEF")),
        (
            "64 volunteers got training in first aid from the German Red Cross.",
            act("training", "training", reached=64, actor="German Red Cross", population="staff"),
        ),
        (
            "Some 200 young people attended sewing courses run by CARE.",
            act("sewing courses", "training", reached=200, actor="CARE International", population="youth"),
        ),
        (
            "CARE evacuated 120 sick and wounded people from Gulu.",
            act("evacuation", "relocation", reached=120, actor="CARE International", place="Gulu"),
        ),
        (
            "700 sacks of rice were turned over to the Ministry of Health.",
            act("sacks of rice", "distribution", quantity=700),
        ),
    ],
)
def test_who_gives_and_helps_whom(sentence: str, expected: dict[str, Any]) -> None:
    found = activities(sentence)
    assert [{slot: fact.get(slot) for slot in expected} for fact in found] == [expected]


def test_those_who_are_given_or_supported_with_something_take_part() -> None:
    assert activities("WFP provided CARE with 15 tents.")[0]["partner"] == "CARE International"
    assert activities("700 tents were turned over to the Ministry of Health.")[0]["partner"] == "Ministry of Health"


def test_people_are_treated_in_the_place_that_their_clause_is_about() -> None:
    found = activities("Three clinics were set up in Gulu, where 300 patients were treated.")
    assert told(found, "item", "place") == [("clinics", "Gulu"), ("treatment", "Gulu")]


@pytest.mark.parametrize(
    ("sentence", "funder"),
    [
        ("Thanks to the support of Bread for the World, Oxfam drilled 9 wells.", "Bread for the World"),
        ("With a grant of US$ 9,000 from Helvetas, Oxfam drilled 9 wells.", "Helvetas"),
    ],
)
def test_funders_behind_words_for_help_and_money(sentence: str, funder: str) -> None:
    assert told(activities(sentence), "actor", "funder", "quantity") == [("Oxfam", funder, 9)]


def test_ages_between_two_months_count_nobody() -> None:
    found = activities("700 children between 6 and 59 months received deworming treatment in Gulu.")
    assert told(found, "reached") == [(700,)]


def test_who_paid_for_a_deed_is_its_funder_and_no_contribution_of_its_own() -> None:
    sentence = "Tents were given to 700 pupils in Gulu, thanks to contributions from Iceland and Norway."
    assert told(activities(sentence), "item", "funder") == [("Tents", ["Iceland", "Norway"])]
    assert facts(sentence, "Contribution") == []
    thanks = facts("UNHCR is grateful for contributions from Iceland and Norway.", "Contribution")
    assert told(thanks, "donor") == [("Iceland",), ("Norway",)]


def test_words_with_hyphens_tell_no_deed_and_leave_goods_whole() -> None:
    found = activities("Take-home rations were provided to 700 pupils.")
    assert told(found, "item", "reached") == [("Take-home rations", 700)]


def test_women_and_men_behind_the_people_reached_are_parts_of_them() -> None:
    found = activities("## Shelter\n\nPeople reached: 900     Male: 400     Female: 500\n")
    assert told(found, "reached", "men", "women") == [(900, 400, 500)]


def test_staff_who_are_sent_somewhere_are_not_all_that_a_body_has() -> None:
    assert facts("UNHCR has deployed 41 volunteers and 26 staff to Gulu.", "StaffCount") == []


def test_what_people_got_below_a_lead_in_was_given_by_whom_it_names() -> None:
    text = "In May, the ICRC, together with the Uganda Red Cross:\n\n- 300 families received tents in Gulu;\n"
    found = activities(text)
    assert told(found, "actor", "partner", "item") == [("ICRC", "Uganda Red Cross Society", "tents")]


def test_support_of_a_fund_is_money() -> None:
    found = activities("With support from the Central Emergency Response Fund, UNFPA trained 85 midwives.")
    assert [(a["actor"], a["funder"], a.get("partner")) for a in found] == [
        ("UNFPA", "Central Emergency Response Fund", None)
    ]


def test_those_who_are_given_something_are_no_part_of_what_it_is_called() -> None:
    assert told(activities("WFP gave 700 people cash-based transfers."), "item", "reached") == [
        ("cash-based transfers", 700)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("WFP: 200 tonnes of rice for 17,000 people in Gulu", [("WFP", "tonnes of rice", 200, 17000)]),
        ("- UNICEF: 300 tents and 500 blankets", [("UNICEF", "tents", 300, None), ("UNICEF", "blankets", 500, None)]),
        ("- UNICEF: 300 tents needed", []),
        ("- Gulu: 300 tents", []),
    ],
)
def test_goods_behind_the_name_of_a_body_were_given_by_it(line: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(activities(line), "actor", "item", "quantity", "reached") == expected


def test_joined_clauses_keep_their_parties() -> None:
    found = activities("Together with CARE, UNICEF built 30 wells, and 60 tents were put up in Gulu by Oxfam.")
    assert told(found, "actor", "partner", "item") == [
        ("UNICEF", "CARE International", "wells"),
        ("Oxfam", None, "tents"),
    ]


def test_a_counted_noun_with_a_participle_is_a_clause_of_its_own() -> None:
    found = activities("- 18 wells dug and 300 households given soap in Gulu")
    assert told(found, "item", "quantity", "households") == [("wells", 18, None), ("soap", None, 300)]


PROJECTS = """\
Oxfam drilled 3 wells in Lira.

Project: Clean water for the villages of Gulu
Partners: CARE, WFP
Results so far
- 9 wells dug in Gulu

Project: Seeds for a better life
- 300 families received seeds in Gulu

## Support to schools

- 40 teachers trained in Gulu
"""


def test_what_stands_under_the_title_of_a_project_belongs_to_it() -> None:
    first, second = "Clean water for the villages of Gulu", "Seeds for a better life"
    text = PROJECTS.replace("\n", "\n\n")
    assert told(activities(text), "item", "programme") == [
        ("wells", None),
        ("wells", first),
        ("seeds", second),
        ("training", None),
    ]


def test_what_stands_for_the_points_may_have_words_for_whom_and_when_behind_it() -> None:
    lead = "UNICEF hubs in Gulu and Lira dispatched the following to partners in May:"
    text = f"{lead}\n\n- 1,200 hygiene kits\n- 40 tents\n"
    assert told(activities(text), "item", "quantity", "place") == [
        ("hygiene kits", 1200, ["Gulu", "Lira"]),
        ("tents", 40, ["Gulu", "Lira"]),
    ]
    assert told(facts(text, "Presence"), "place") == [("Gulu",), ("Lira",)]  # not once more for each point


def test_those_in_whose_support_something_is_done_take_part() -> None:
    found = activities("In support of the Ministry of Health, UNICEF vaccinated 300 children in Gulu.")
    assert told(found, "actor", "partner") == [("UNICEF", "Ministry of Health")]


def test_a_partner_who_is_called_ours_acts_with_those_whose_report_it_is() -> None:
    found = activities("Our local partner CARE drilled 9 wells in Gulu.")
    assert told(found, "actor", "partner") == [("CARE International", "UNHCR")]


def test_who_supports_a_thing_by_its_name_acts_and_is_no_part_of_what_it_is_called() -> None:
    found = activities("475 nurses took part in 13 UNICEF-supported training workshops in Gulu.")
    assert told(found, "actor", "item", "quantity", "reached") == [("UNICEF", "training workshops", 13, 475)]


def test_what_a_body_is_in_the_process_of_doing_goes_on() -> None:
    found = activities("UNICEF is in the process of distributing 4,750 nets in Gulu.")
    assert told(found, "item", "quantity", "status") == [("nets", 4750, "ongoing")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of these, 132 people were reached by phone in Gulu.", [("assistance", 132, None)]),
        ("In Gulu, January started with a total of 900 residents.", []),
        ("A 20- bed capacity centre was set up in Gulu.", []),
        ("A 20-bed centre was set up in Gulu.", [("20-bed centre", None, None)]),
    ],
)
def test_means_states_of_things_and_sizes_are_nothing_that_was_given(sentence: str, expected: list[Any]) -> None:
    assert told(activities(sentence), "item", "reached", "quantity") == expected


@pytest.mark.parametrize(
    "text",
    [
        "A consortium of CARE, Oxfam and Save the Children distributed 300 kits in Gulu.",
        "A consortium of NGOs (CARE, Oxfam and Save the Children) distributed 300 kits in Gulu.",
        "Some 300 kits were distributed in Gulu by a consortium of CARE, Oxfam and Save the Children.",
    ],
)
def test_the_first_of_a_consortium_acts_with_the_others(text: str) -> None:
    found = told(activities(text), "actor", "partner", "quantity")
    assert found == [("CARE International", ["Oxfam", "Save the Children"], 300)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CARE (with Oxfam) drilled five wells in Gulu.", ("CARE International", "Oxfam", None)),
        ("A joint WFP/FAO project gave seeds to 600 farmers in Gulu.", ("WFP", "FAO", None)),
        ("Together with a consortium of local NGOs, Oxfam drilled five wells in Gulu.", ("Oxfam", None, None)),
    ],
)
def test_who_acts_with_whom_in_brackets_and_behind_a_slash(text: str, expected: tuple[Any, ...]) -> None:
    assert told(activities(text), "actor", "partner", "programme") == [expected]
