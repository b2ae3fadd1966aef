"""Projects of an appeal: what they ask for, what they plan, and whom they will serve."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts

PROJECT = "## Health\n\n- {title}\n  Amount Requested: USD 900,000 Amount Received: USD 50,000\n"


def served(line: str, title: str = "Help for families by the lake", sheet: str = "") -> list[dict[str, Any]]:
    """What the line of a project says of those it serves."""
    return facts(f"{PROJECT.format(title=title)}  {line}\n{sheet}", "Activity", "actor", "place", "status", "sector")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Beneficiaries: 700 children vaccinated, 40 nurses and 20 midwives trained",
            [("vaccination", "reached", 700), ("training", "reached", 40), ("training", "reached", 20)],
        ),
        (
            "Beneficiaries: 300 for temporary employment, 90 voluntary return and 12 schools",
            [
                ("temporary employment", "reached", 300),
                ("voluntary return", "reached", 90),
                ("schools", "quantity", 12),
            ],
        ),
        (
            "Targeted: 500 fishers, 80 women trained, 6 cooperatives",
            [("assistance", "reached", 500), ("training", "reached", 80), ("cooperatives", "quantity", 6)],
        ),
    ],
)
def test_what_is_done_with_those_of_a_number_stands_behind_it(line: str, expected: list[tuple[str, str, int]]) -> None:
    found = served(line)
    slots = ("reached", "quantity")
    assert [(f["item"], slot, f[slot]) for f in found for slot in slots if slot in f] == expected


def test_the_same_people_may_be_counted_in_two_units() -> None:
    (fact,) = served("Target group: 90 farming households (540 people)")
    assert (fact["households"], fact["reached"]) == (90, 540)
    found = served("Beneficiaries: 90 households, 25 health workers")
    assert [(f.get("households"), f.get("reached")) for f in found] == [(90, None), (None, 25)]


def test_a_line_of_the_project_tells_where_it_is() -> None:
    text = (
        PROJECT.format(title="Help for families")
        + "  Targeted: 90 farming families, 12 teachers\n  Location: Gulu and Arua\n"
    )
    assert [f["place"] for f in facts(text, "Activity")] == [["Gulu", "Arua"]] * 2


def test_what_was_aimed_at_beside_what_was_reached_is_no_such_line() -> None:
    assert all(f.get("status") != "planned" for f in served("Targeted: 300 families Reached: 200 families"))


def test_what_a_project_that_asks_for_money_says_it_does_is_planned() -> None:
    text = PROJECT.format(title="Clean water") + "  Drill 40 boreholes and extend two water plants in Gulu.\n"
    found = facts(text, "Activity")
    assert [(f["actor"], f["quantity"], f["status"]) for f in found] == [
        ("UNHCR", 40, "planned"),
        ("UNHCR", 2, "planned"),
    ]
    text = PROJECT.format(title="Clean water") + "  In 2021, IOM drilled 40 boreholes in Gulu.\n"
    assert ["status" in f for f in facts(text, "Activity")] == [False]


def test_the_label_of_a_title_is_no_part_of_it() -> None:
    (fact,) = facts(PROJECT.format(title="Project title: Clean water"), "Funding")
    assert fact["subject"] == "Clean water"


def test_lines_of_labelled_amounts_are_no_measurements() -> None:
    text = "Total Requested: 600,000\nTotal Funded: 180,000\nPercentage Funded: 30%\nNeeds\n\nThe year was long.\n"
    (fact,) = facts(text, "Funding")
    assert (fact["required"], fact["received"], fact["percentFunded"]) == (600000, 180000, 30)
    assert facts(text, "Measurement") == []


def test_labelled_addresses_behind_several_persons_are_those_of_all() -> None:
    text = (
        "Contact Information: Ms. Ana Ruiz, Head of Operations, Mr. Omar Sy, Emergency Coordinator, "
        "E-mail: desk@example.org, Tel: +256 414 555 019\n"
    )
    assert [(f["person"], f["email"]) for f in facts(text, "Contact")] == [
        ("Ana Ruiz", "desk@example.org"),
        ("Omar Sy", "desk@example.org"),
    ]


def test_volunteers_of_the_united_nations_are_a_kind_of_staff() -> None:
    text = "Staff:\n\n- 14 National staff\n\n- 7 UN Volunteers\n"
    assert [(f["kind"], f["value"]) for f in facts(text, "StaffCount")] == [("national", 14), ("UN Volunteers", 7)]


def test_items_go_on_with_the_verb_that_their_lead_in_leads_to() -> None:
    text = (
        "In 2023, UNHCR plans to:\n\n- Train 300 health workers, and equip two clinics in Gulu with solar power.\n"
        "- Hand over 80 classrooms to the Ministry of Education.\n"
        "- Ensure that 40% of camp residents cook with clean fuel.\n"
    )
    found = facts(text, "Activity")
    assert [(f["actor"], f["date"], f["status"]) for f in found] == [("UNHCR", "2023", "planned")] * 3
    assert [f.get("reached") or f.get("quantity") for f in found] == [300, 2, 80]
    (share,) = facts(text, "Measurement")
    assert (share["measure"], share["value"], share["date"]) == ("target", 40, "2023")


def test_others_are_partners_of_the_publisher_whoever_is_the_subject() -> None:
    (fact,) = facts("The Ministry of Water leads the response jointly with UNHCR.", "Partnership")
    assert (fact["organization"], fact["partner"]) == ("UNHCR", "Ministry of Water")


def test_a_line_of_a_year_dates_the_incidents_below_it() -> None:
    text = "Key Figures\n\n2018 year-end results\n74 cases of sexual violence were reported in the camps.\n"
    (fact,) = facts(text, "Incident")
    assert fact["date"] == "2018"


def test_contributions_may_come_to_an_amount() -> None:
    (fact,) = facts("Contributions to the operation so far come to US$ 19,114,800.", "Funding")
    assert fact["received"] == 19114800


def test_the_acronym_of_a_country_tells_where_the_people_of_a_label_are_from() -> None:
    text = "346,120\n\n118,003\n\n909,200\n\nCAR refugees\n\nDRC refugees\n\nIDPs (OCHA)\n"
    assert [f.get("origin") for f in facts(text, "PopulationFigure")] == [
        "Central African Republic",
        "Democratic Republic of the Congo",
        None,
    ]


def test_places_of_another_clause_are_none_of_those_before_it() -> None:
    text = "As of 31 March 2022, 18,000 people were displaced, while 2,300 Ugandans had fled to Kenya and Sudan."
    found = facts(text, "PopulationFigure")
    assert [(f.get("place"), f.get("asylum")) for f in found] == [("Uganda", None), (None, ["Kenya", "Sudan"])]
    text = "Some 7,200 Burundians have crossed into the country, most of whom are accommodated in Gulu."
    assert [f["place"] for f in facts(text, "PopulationFigure")] == ["Uganda"]


def test_donors_with_their_amounts_in_brackets_may_be_the_subject() -> None:
    text = "Norway (USD 3.1 million) and Sweden (SEK 20 million) announced new pledges."
    found = [(f["donor"], f["amount"], f["currency"]) for f in facts(text, "Contribution")]
    assert found == [("Norway", 3100000, "USD"), ("Sweden", 20000000, "SEK")]
    assert facts(text.replace("announced new pledges", "need funds"), "Contribution") == []


def test_a_headline_of_those_who_were_given_something_may_have_no_verb() -> None:
    (fact,) = facts("9,870 Pupils supplied with textbooks in 2022\n", "Activity")
    assert (fact["reached"], fact["item"], fact["date"]) == (9870, "textbooks", "2022")


def test_ages_before_a_sex_are_no_group_of_their_own() -> None:
    (fact,) = facts("Debates in Gulu were attended by 430 women, 610 men and 220 adolescent girls.", "Activity")
    assert (fact["women"], fact["men"], fact["girls"]) == (430, 610, 220)


def test_what_a_number_of_things_includes_for_some_is_a_part_of_it() -> None:
    text = "UNICEF built 400 latrines in Gulu, including 90 in schools and 20 for women."
    assert [f["quantity"] for f in facts(text, "Activity")] == [400]


def test_registers_hold_people_and_a_reunification_is_a_deed() -> None:
    found = facts(
        "At the end of May 2022, the database held 760 Congolese and 720 Burundian refugees.", "PopulationFigure"
    )
    assert [(f["value"], f["date"]) for f in found] == [(760, "2022-05"), (720, "2022-05")]
    (fact,) = facts("Reunification of 96 children with their parents in Gulu, with the help of the ICRC.", "Activity")
    assert (fact["reached"], fact["partner"]) == (96, "ICRC")


SHEET = (
    "HEALTH\n\nAppealing Agency: WHO\nProject Title: Clinics for the lake shore\nSector/Cluster: Health\n"
    "Beneficiaries: Total: 4,500 people\nWomen: 2,300\nImplementing Partners: Oxfam, Save the Children\n"
    "Project Duration: Jan 2022 - Jun 2022\nLocation: Zomba\nCurrent Requested: $400,000\nFunded: $100,000 (25%)\n\n"
    "Activities\n- Training of 40 midwives.\n- Repair of 12 clinics.\n- In 2021, WHO trained 30 nurses in Dedza.\n"
)


def test_what_a_project_sheet_plans_is_done_by_the_agency_that_asks_for_money() -> None:
    head = "# Response Plan 2022: Malawi\n\n"
    (money,) = facts(SHEET, "Funding", head=head)
    assert (money["subject"], money["required"], money["place"]) == ("Clinics for the lake shore", 400000, "Zomba")
    found = facts(SHEET, "Activity", "sector", "population", head=head)
    served, trained, repaired, before = found
    assert (served["actor"], served["reached"], served["women"]) == ("WHO", 4500, 2300)
    for one in (served, trained, repaired):
        assert (one["actor"], one["place"], one["status"]) == ("WHO", "Zomba", "planned")
        assert one["date"] == "2022-01-01/2022-06-30"
    assert (before["place"], before["date"], "status" in before) == ("Dedza", "2021", False)
    pair, _ = facts(SHEET, "Partnership", head=head)
    assert (pair["organization"], pair["partner"]) == ("WHO", "Oxfam")
    assert facts(SHEET, "PopulationFigure", head=head) == []


def test_a_sheet_that_names_no_agency_tells_where_what_is_planned_will_be() -> None:
    text = (
        "Project: Wells for the hills\nLocation: Zomba\nTimeframe: 1 March 2022 - 30 June 2022\nBudget: USD 90,000\n"
        "Target population: 600 households (3,000 persons)\n\nPlanned assistance\n\n- Repair of 40 wells\n"
    )
    served, wells = facts(text, "Activity", "sector", head="# UNHCR Malawi 2022\n\n")
    assert (served["households"], served["reached"], served["status"]) == (600, 3000, "planned")
    assert (wells["quantity"], wells["place"], wells["date"]) == (40, "Zomba", "2022-03-01/2022-06-30")
