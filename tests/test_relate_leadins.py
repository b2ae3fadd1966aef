"""Who acts by the lead-in of a list, who receives, and what tells only a share or the means."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, facts, report, told


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("In 2018, WFP:", {"actor": "WFP", "date": "2018"}),
        ("In May 2021, Oxfam and its partners have:", {"actor": "Oxfam", "date": "2021-05"}),
        ("Together with the Red Cross of Malawi, the ICRC:", {"actor": "ICRC", "partner": "Red Cross of Malawi"}),
        ("With funding from ECHO, Oxfam has:", {"actor": "Oxfam", "funder": "ECHO"}),
        ("During the month, UNICEF and WFP did the following:", {"actor": "UNICEF", "partner": "WFP"}),
    ],
)
def test_points_have_the_parties_of_the_lead_in_that_ends_in_who_acts(lead: str, expected: dict[str, Any]) -> None:
    found = activities(f"{lead}\n\n- repaired 12 wells in Zomba;\n- distributed 300 tents in Dedza.")
    assert [(a["item"], a["quantity"]) for a in found] == [("wells", 12), ("tents", 300)]
    for one in found:
        for slot, value in expected.items():
            assert one[slot] == value or one[slot] == [value]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Oxfam: 12 wells repaired in Zomba.", ("Oxfam", "wells", None)),
        ("Oxfam – 40 nurses trained in first aid in Zomba.", ("Oxfam", "training", None)),
        ("WFP: distribution of food rations to 300 families in Zomba.", ("WFP", "food rations", None)),
        ("UNFPA: dignity kits to 1,500 women and girls in Zomba.", ("UNFPA", "dignity kits", None)),
        ("Oxfam: renovation of the maternity ward in Zomba.", ("Oxfam", "maternity ward", None)),
        ("Oxfam and UNICEF: 300 families received tents in Zomba.", ("Oxfam", "tents", "UNICEF")),
        ("IRC: Provided health care to 400 people in Zomba.", ("International Rescue Committee", "health care", None)),
        # Whoever else is named acts, and bodies of others head what their members do.
        ("WHO: In Zomba, the government vaccinated 300 children.", (None, "vaccination", None)),
        ("WHO: 300 children vaccinated by MSF in Zomba.", ("Médecins Sans Frontières", "vaccination", None)),
        ("Health Cluster: 40 nurses trained in Zomba.", (None, "training", None)),
    ],
)
def test_the_label_of_an_item_names_who_acts(item: str, expected: tuple[str | None, ...]) -> None:
    assert told(activities(f"- {item}"), "actor", "item", "partner") == [expected]


def test_an_acronym_that_labels_is_no_organisation_where_a_country_has_it_too() -> None:
    found = activities("- DRC: 40 nurses trained in Zomba.\n- WASH: 12 wells repaired in Zomba.")
    assert told(found, "actor", "item") == [(None, "training"), (None, "wells")]


def test_a_lead_in_with_a_verb_of_its_own_or_a_point_with_a_subject_lends_no_actor() -> None:
    text = "WFP asked the districts for:\n\n- 12 wells repaired in Zomba;"
    assert all("actor" not in a for a in activities(text))
    text = "In 2018, WFP:\n\n- Oxfam repaired 12 wells in Zomba;"
    assert [a["actor"] for a in activities(text)] == ["Oxfam"]


@pytest.mark.parametrize("verb", ["gave", "provided", "supplied"])
def test_people_between_the_verb_and_what_is_given_receive_it(verb: str) -> None:
    found = activities(f"In 2019, FAO {verb} 4,150 farming families seed and tools in Zomba.")
    assert [(a["item"], a.get("households"), a.get("quantity")) for a in found] == [("seed and tools", 4150, None)]


@pytest.mark.parametrize("share", ["(60 percent women)", "(60% women)", "(women: 60%)", ", of whom 60% were women,"])
def test_a_share_of_a_group_makes_nobody_of_that_group(share: str) -> None:
    found = activities(f"In 2020, 4,600 farmers {share} were trained by FAO in Zomba.")
    assert [a["reached"] for a in found] == [4600]
    assert "women" not in str(found[0].get("population"))


def test_offices_through_which_people_are_reached_are_nothing_delivered() -> None:
    found = activities("WFP reached 240,000 people through 12 field offices in Zomba in 2019.")
    assert [(a["reached"], a.get("quantity"), a["item"]) for a in found] == [(240000, None, "assistance")]


def test_who_benefits_from_what_is_distributed_is_one_activity() -> None:
    found = activities("In Zomba, 3,100 households benefited from WASH kits distributed by CARE and Oxfam.")
    assert [(a["item"], a["activityType"], a["households"]) for a in found] == [("WASH kits", "distribution", 3100)]


def test_heads_of_animals_are_no_people() -> None:
    found = activities("FAO vaccinated 3,200 heads of cattle in Zomba in May 2021.")
    assert [(a["item"], a["quantity"]) for a in found] == [("heads of cattle", 3200)]


def test_words_with_hyphens_are_whole_items() -> None:
    found = activities("Oxfam reached 400 households with cash-for-work in Zomba.")
    assert [a["item"] for a in found] == ["cash-for-work"]


def test_words_with_capitals_that_do_what_organisations_do_are_a_name() -> None:
    text = "Reach Out rehabilitated 6 boreholes in Zomba.\n\nHealth Workers trained 30 mothers in Zomba."
    assert [a.get("actor") for a in activities(text)] == ["Reach Out", None]
    found = activities("Green Hands and Bright Paths trained 40 midwives in Zomba.")
    assert found[0]["actor"] == "Green Hands"
    assert "Bright Paths" in found[0]["partner"]


def test_shares_by_country_are_no_figures() -> None:
    found = facts("There are 231,000 refugees in Niger, mostly from Nigeria (62%) and Mali (25%).", "PopulationFigure")
    assert [f["value"] for f in found] == [231000]


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("title", ["People reached in 2020", "PEOPLE REACHED IN 2020 BY SECTOR"])
def test_lists_of_people_reached_by_sector(title: str, mark: str) -> None:
    found = activities(f"{title}\n\n{mark}Education 51,000\n{mark}WASH: 73,800\n\nOxfam has been here since 1998.")
    wanted = [act("assistance", "other", reached=n, date="2020") for n in (51000, 73800)]
    assert [{k: v for k, v in f.items() if k != "sector"} for f in found] == wanted


def test_numbers_of_sectors_below_another_title_are_no_people_reached() -> None:
    assert activities("People in need in 2020\n\nEducation 51,000\nWASH 73,800") == []


def test_people_called_after_a_place_are_not_there() -> None:
    found = activities("UNRWA has provided 145 Palestine refugee families with cash assistance in Zomba.")
    assert [a["place"] for a in found] == ["Zomba"]


def test_what_an_amount_is_the_worth_of_is_what_is_given() -> None:
    found = activities("In Zomba, 5,400 farmers received vouchers worth USD 120 to buy seeds.")
    assert [(a["item"], a["reached"]) for a in found] == [("vouchers", 5400)]


def test_a_partner_of_some_kind_acts_for_its_owner() -> None:
    found = activities("Save the Children's local partner, Youth Horizon, opened 14 clinics in Zomba.")
    assert [(a["actor"], a["partner"]) for a in found] == [("Youth Horizon", "Save the Children")]


def test_the_number_of_an_earlier_time_is_of_the_same_place() -> None:
    text = "In total 412,000 IDPs were registered in South Kivu in June 2022, up from 380,000 IDPs in March 2022."
    found = facts(text, "PopulationFigure")
    assert [(f["value"], f["place"]) for f in found] == [(412000, "South Kivu"), (380000, "South Kivu")]


def test_who_publishes_the_report_acts_by_the_lead_in_that_says_we() -> None:
    found = activities("Together with the Malawi Red Cross Society, we:\n\n- repaired 12 wells in Zomba;")
    assert [(a["actor"], a["partner"]) for a in found] == [("UNHCR", "Malawi Red Cross Society")]


def test_where_a_part_is_from_is_not_where_all_are_from() -> None:
    text = "Uganda hosted 1,276,208 refugees, including 833,785 from South Sudan and 350,443 from Burundi."
    found = facts(text, "PopulationFigure")
    assert [(f["value"], f.get("origin"), f["place"]) for f in found] == [
        (1276208, None, "Uganda"),
        (833785, "South Sudan", "Uganda"),
        (350443, "Burundi", "Uganda"),
    ]


def test_the_dative_receives_where_a_noun_of_two_words_is_given() -> None:
    found = activities("In 2020, NRC:\n\n- gave 27,000 pupils school bags")
    assert [(a["item"], a.get("reached")) for a in found] == [("school bags", 27000)]


def test_each_of_several_receivers_has_what_stands_behind_its_with() -> None:
    text = "UNHCR provided 4,300 households with shelter kits and 2,150 households with core relief items in Zomba."
    found = activities(text)
    assert [(a["item"], a["households"]) for a in found] == [("shelter kits", 4300), ("core relief items", 2150)]


def test_an_acronym_before_a_name_is_one_of_its_own() -> None:
    found = activities("Ten wells were set up by MSF and Zambia Red Cross Society in Zomba.")
    assert [(a["actor"], a["partner"]) for a in found] == [("Médecins Sans Frontières", "Zambia Red Cross Society")]


def test_houses_that_are_repaired_after_damage_are_no_incident() -> None:
    text = "Oxfam repaired 74 houses damaged by shelling in Zomba."
    assert facts(text, "Incident") == []
    assert [(a["item"], a["quantity"]) for a in activities(text)] == [("houses", 74)]


def test_a_lead_in_may_end_in_the_acronym_of_a_partner() -> None:
    lead = "In May, Oxfam, together with the Uganda Red Cross Society (URCS):"
    assert told(activities(f"{lead}\n\n- trained 85 nurses in Gulu"), "actor", "partner") == [
        ("Oxfam", "Uganda Red Cross Society")
    ]


@pytest.mark.parametrize(
    "title",
    [
        "ICRC Ethiopia: Facts and Figures, January – June 2022",
        "Lutheran World Federation – Half-Yearly Report on Adjumani and Lamwo, Uganda (January – June 2022)",
    ],
)
def test_the_first_line_tells_the_period_also_where_it_is_no_title(title: str) -> None:
    assert report(f"{title}\n\nOxfam dug 3 wells in 2021.\n", "").period == ("2022-01-01", "2022-06-30")


def test_where_people_got_something_is_not_what_they_got() -> None:
    text = "Over 700 people were provided with crutches, wheelchairs or physiotherapy at seven clinics in Gulu."
    (fact,) = activities(text)
    assert (fact["reached"], fact.get("quantity"), "clinics" in fact["item"]) == (700, None, False)


def test_those_whom_a_prison_holds_got_nothing() -> None:
    assert activities("Oxfam drew up a list of 21 prisons holding 14,600 people in Gulu.") == []


def test_points_that_open_with_a_gerund_go_on_the_lead_in_that_leads_to_one() -> None:
    lead = "In 2023, UNHCR will focus on:\n\n- Giving 300 families cash for rent.\n- Repairing 12 wells in Gulu.\n"
    found = activities(lead, head="# UNHCR Uganda 2022\n\n")
    assert told(found, "actor", "item", "date", "status") == [
        ("UNHCR", "cash", "2023", "planned"),
        ("UNHCR", "wells", "2023", "planned"),
    ]


def test_a_lead_in_is_over_where_another_line_follows_its_list() -> None:
    gifts = "Latest contributions\n\n- 04-MAY-2022\n\n  Japan\n\n  $90,000\n"
    text = f"In 2023, WFP will work on:\n\n- Feeding 300 pupils.\n\n{gifts}"
    (gift,) = facts(text, "Contribution")
    assert (gift["donor"], gift["date"]) == ("Japan", "2022-05-04")


@pytest.mark.parametrize("lead", ["WFP plans to ensure", "WFP will work on ensuring"])
def test_a_share_that_is_to_be_ensured_is_a_target(lead: str) -> None:
    (value,) = facts(f"{lead} that 40% of households cook with clean fuel.", "Measurement")
    assert (value["measure"], value["value"]) == ("target", 40)
