"""Who did it, with whom and with whose money; where and when; what the text before adds to a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import act, activities, claims, facts, only, slots, told


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("UNHCR, through its partner Oxfam, repaired 14 boreholes in Kitgum.", ("UNHCR", "Oxfam", None, None)),
        ("Through UNHCR's partner Oxfam, 14 boreholes were repaired in Kitgum.", ("UNHCR", "Oxfam", None, None)),
        ("UNHCR's partner Oxfam repaired 14 boreholes in Kitgum.", ("Oxfam", "UNHCR", None, None)),
        (
            "UNICEF, in collaboration with World Vision, trained 45 teachers in Arua.",
            ("UNICEF", "World Vision", None, None),
        ),
        (
            "In partnership with Caritas and Oxfam, WFP distributed 900 food baskets in Gulu.",
            ("WFP", ["Caritas", "Oxfam"], None, None),
        ),
        ("Fourteen boreholes were repaired by Oxfam in Kitgum.", ("Oxfam", None, None, None)),
        ("Fourteen boreholes were repaired by Oxfam with Caritas in Kitgum.", ("Oxfam", "Caritas", None, None)),
        (
            "Through its partners Oxfam and Caritas, 14 boreholes were repaired in Kitgum.",
            (None, ["Oxfam", "Caritas"], None, None),
        ),
        ("Through its partners, UNHCR repaired 14 boreholes in Kitgum.", ("UNHCR", None, None, None)),
        ("UNICEF coordinates with WHO and UNHCR on the clinics in Gulu.", ("UNICEF", ["WHO", "UNHCR"], None, None)),
        ("Training was provided to 38 officials with the support of UNODC in Kampala.", (None, "UNODC", None, None)),
        ("UNHCR and UNICEF trained 45 teachers in Arua.", ("UNHCR", "UNICEF", None, None)),
        ("UNHCR, UNICEF and WFP trained 45 teachers in Arua.", ("UNHCR", ["UNICEF", "WFP"], None, None)),
        (
            "WFP handed over 30 motorcycles to the Ministry of Health in Kampala.",
            ("WFP", "Ministry of Health", None, None),
        ),
        ("With funding from Japan, UNDP built 12 classrooms in Arua.", ("UNDP", None, "Japan", None)),
        (
            "Thanks to the European Union, WFP distributed 900 food baskets in Gulu.",
            ("WFP", None, "European Union", None),
        ),
        ("Ten wells were drilled in Gulu with funds from the World Bank.", (None, None, "World Bank", None)),
        ("Ten wells were drilled in Gulu by Oxfam.", ("Oxfam", None, None, None)),
        ("USAID-funded teams drilled ten wells in Gulu.", (None, None, "USAID", None)),
        ("Supported by UNICEF, Oxfam drilled ten wells in Gulu.", ("Oxfam", "UNICEF", None, None)),
        (
            "As part of the Spotlight Initiative, UN Women trained 120 women in Gulu.",
            ("UN Women", None, None, "Spotlight Initiative"),
        ),
        (
            "Under the Peaceful Borders Project, IOM trained 40 officers in Arua.",
            ("IOM", None, None, "Peaceful Borders Project"),
        ),
        ("Ten classrooms were built by Oxfam with funding from Sweden in Gulu.", ("Oxfam", None, "Sweden", None)),
        ("UNICEF, UNHCR's partner, trained 30 nurses in Gulu.", ("UNICEF", "UNHCR", None, None)),
        (
            "WFP and its partners Oxfam and Caritas distributed 300 tents in Gulu.",
            ("WFP", ["Oxfam", "Caritas"], None, None),
        ),
        ("WFP (World Food Programme) distributed 300 tents in Gulu.", ("WFP", None, None, None)),
        # Acronyms that are words in small letters.
        ("UNFPA, WHO and UNICEF trained 30 nurses in Gulu.", ("UNFPA", ["WHO", "UNICEF"], None, None)),
        ("CARE and ACTED built 12 wells in Gulu.", ("CARE International", "ACTED", None, None)),
    ],
)
def test_each_party_stands_in_its_role(sentence: str, parties: tuple[Any, ...]) -> None:
    assert told(activities(sentence), "actor", "partner", "funder", "programme") == [parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WFP distributed 900 food baskets in Gulu. This support was funded by Japan.",
            [act("food baskets", "distribution", quantity=900, actor="WFP", funder="Japan", place="Gulu")],
        ),
        (
            "UNICEF held 20 awareness sessions in Kitgum. These sessions reached 1,800 people.",
            [act("awareness sessions", "awareness-raising", quantity=20, reached=1800, actor="UNICEF", place="Kitgum")],
        ),
        (
            "Oxfam built 40 latrines in Arua. This activity is implemented through World Vision.",
            [act("latrines", "construction", quantity=40, actor="Oxfam", partner="World Vision", place="Arua")],
        ),
        (
            "In total, 76 refugees were trained in Gulu. These 76 refugees also received start-up kits.",
            [
                act("training", "training", reached=76, population="refugees", place="Gulu"),
                act("start-up kits", "livelihoods-support", reached=76, population="refugees", place="Gulu"),
            ],
        ),
        (
            "By the end of 2021, 640 shelters were repaired in Gulu. Another 90 shelters were built in Arua.",
            [
                act("shelters", "rehabilitation", quantity=640, place="Gulu", date="2021"),
                act("shelters", "construction", quantity=90, place="Arua", date="2021"),
            ],
        ),
        (
            "Tearfund built 30 shelters in Gulu. A total of 210 people in Arua received seeds.",
            [
                act("shelters", "construction", quantity=30, actor="Tearfund", place="Gulu"),
                act("seeds", "distribution", reached=210, place="Arua"),
            ],
        ),
        (
            "UNICEF held 20 awareness sessions in Kitgum. In Arua, WFP distributed 300 kits.",
            [
                act("awareness sessions", "awareness-raising", quantity=20, actor="UNICEF", place="Kitgum"),
                act("kits", "distribution", quantity=300, actor="WFP", place="Arua"),
            ],
        ),
    ],
)
def test_a_sentence_goes_back_to_the_one_before(text: str, expected: list[dict[str, Any]]) -> None:
    assert activities(text) == expected


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Since the beginning of the year, 640 shelters were repaired in Gulu.", "2022"),
        ("Since 1 January 2022, 640 refugees were resettled, as of 30 June 2022.", "2022-01-01/2022-06-30"),
        ("Between 3 and 9 May 2022, WFP distributed 900 tents in Gulu.", "2022-05-03/2022-05-09"),
        ("In the first quarter of 2022, WFP distributed 900 tents in Gulu.", "2022-01-01/2022-03-31"),
        ("On 3 May, UNHCR trained 30 nurses in Arua.", "2022-05-03"),
        ("UNHCR trained 30 nurses in May.", "2022-05"),
        ("UNHCR trained 30 nurses on the 1951 Convention.", None),
        ("In November 2021, UNHCR trained 30 nurses.", "2021-11"),
    ],
)
def test_the_date_is_that_of_the_event(sentence: str, date: str | None) -> None:
    assert told(activities(sentence), "date") == [(date,)]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("WFP distributed 900 tents in Gulu and Kitgum districts.", ["Gulu", "Kitgum"]),
        ("In the districts of Gulu, Arua and Kitgum, 300 families received seeds.", ["Gulu", "Arua", "Kitgum"]),
        ("WFP distributed seeds to 300 refugees from South Sudan in Gulu.", "Gulu"),
        ("WFP distributed 900 tents near Gulu.", None),
    ],
)
def test_the_place_is_that_of_the_event(sentence: str, place: object) -> None:
    assert told(activities(sentence), "place") == [(place,)]


@pytest.mark.parametrize(
    ("sentence", "funder"),
    [
        ("With the support of Canada, UNHCR gave out 650 kits in Kitgum.", "Canada"),
        ("Thanks to contributions from Japan and Sweden, UNHCR gave out 650 kits in Kitgum.", ["Japan", "Sweden"]),
        ("With funding from CERF (USD 3 million) and Japan (USD 2 million), UNHCR gave out 650 kits in Kitgum.", ...),
    ],
)
def test_a_country_that_pays_is_no_place(sentence: str, funder: object) -> None:
    (fact,) = activities(sentence)
    assert fact["place"] == "Kitgum"
    assert funder is ... or fact["funder"] == funder


def test_items_take_place_and_date_from_their_lead_in() -> None:
    found = activities(
        "In May 2022, the following was achieved in Gulu:\n\n"
        "- 300 school kits distributed\n"
        "- 12 classrooms built in Arua\n"
    )
    assert told(found, "item", "quantity", "place", "date") == [
        ("school kits", 300, "Gulu", "2022-05"),
        ("classrooms", 12, "Arua", "2022-05"),
    ]


def test_a_number_without_noun_counts_what_the_item_above_names() -> None:
    found = activities("- Latrines:\n    - 210 built in Gulu\n    - 45 repaired in Arua\n")
    assert [fact | {"item": fact["item"].casefold()} for fact in found] == [
        act("latrines", "construction", quantity=210, place="Gulu"),
        act("latrines", "rehabilitation", quantity=45, place="Arua"),
    ]


def test_a_place_that_opens_a_paragraph_holds_for_its_sentences() -> None:
    found = activities("In Gulu, 40 wells were repaired. Another 12 latrines were built.")
    assert told(found, "item", "place") == [("wells", "Gulu"), ("latrines", "Gulu")]


def test_the_country_of_the_report_is_no_place_of_an_activity() -> None:
    assert told(activities("WFP distributed 40 tents."), "place") == [(None,)]


MEETING = "The Cluster held a meeting with the Ministry of Justice in Kampala on 4 May 2022.\n"


def test_the_cluster_is_the_one_that_the_heading_names() -> None:
    assert activities("## Protection Cluster\n\n" + MEETING) == [
        act(
            "meeting",
            "coordination",
            actor="Protection Cluster",
            partner="Ministry of Justice",
            place="Kampala",
            date="2022-05-04",
        )
    ]


def test_no_cluster_acts_where_no_heading_names_one() -> None:
    assert told(activities("## Mali\n\n" + MEETING), "actor") == [(None,)]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("## Health\n\nIn Gulu, 300 tents were distributed.", "health"),
        ("## Education\n\nIn Gulu, 300 tents were distributed.", "education"),
        ("Water: 25 wells were rehabilitated in Gulu.", "wash"),
        # A deliverable that is plainly of another sector keeps its own.
        ("## Shelter\n\nSome 40 food baskets were distributed in Gulu.", "food-security"),
        # A special part of protection is told from its wider heading.
        ("## Protection\n\nSome 40 survivors of gender-based violence received counselling in Gulu.", "gbv"),
        # So does one whose words tell it under a heading that says little.
        ("## Protection\n\nUNHCR installed 40 solar street lamps in Gulu.", "energy"),
        ("## Durable Solutions\n\nSome 40 families received seeds in Gulu.", "livelihoods"),
        ("## Protection\n\nOxfam gave 40 legal consultations in Gulu.", "protection"),
        ("## Durable Solutions\n\nSome 40 refugees were relocated to Gulu.", "solutions"),
        # Where nothing names a sector, the type may.
        ("UNHCR resettled 40 refugees.", "solutions"),
        ("Medair vaccinated 300 children in Gulu.", "health"),
        ("Oxfam gave cash to 40 refugees in Gulu.", "multi-sector"),
        # What the deliverable is tells the sector too, or nothing does.
        ("Some 40 tents were distributed in Gulu.", "shelter-nfi"),
        ("Some 40 motorcycles were distributed in Gulu.", None),
    ],
)
def test_the_sector_is_that_of_heading_deliverable_or_type(text: str, sector: str | None) -> None:
    assert told(facts(text, "Activity"), "sector") == [(sector,)]


@pytest.mark.parametrize(
    ("sentence", "population"),
    [
        ("WFP distributed food to 40 refugee children in Gulu.", ["refugees", "children"]),
        ("UNICEF trained 40 people with disabilities in Gulu.", "persons-with-disabilities"),
        ("OHCHR trained 12 police officers in Gulu.", "authorities"),
        ("IOM assisted 40 stranded migrants in Gulu.", "migrants"),
        ("IOM assisted 40 refugees and asylum-seekers in Gulu.", ["refugees", "asylum-seekers"]),
        ("WFP distributed food to 40 members of the host community in Gulu.", "host-community"),
        (
            "UNICEF supported 51 survivors (including 20 refugees and 31 IDPs) in Gulu.",
            ["survivors-of-gbv", "refugees", "idps"],
        ),
        ("WFP distributed 300 tents to displaced families in Gulu.", "idps"),
        # A breakdown by sex is told by its own slots.
        ("Caritas trained 30 refugees (20 women and 10 men) in Gulu.", "refugees"),
        # The topic of a training is not who was trained.
        ("Caritas trained 30 people in Gulu.", None),
    ],
)
def test_the_population_is_who_receives(sentence: str, population: object) -> None:
    assert told(activities(sentence), "population") == [(population,)]


def test_what_a_later_sentence_adds_is_evidence_or_context_of_the_fact() -> None:
    text = "UNICEF held 20 awareness sessions in Kitgum. These sessions reached 1,800 people."
    claim = only(claims(text), "Activity")
    assert [passage.text for passage in claim.evidence] == text.replace(". T", ".\nT").split("\n")
    text = "Oxfam built 40 latrines in Arua. This activity is implemented through World Vision."
    claim = only(claims(text), "Activity")
    assert [passage.text for passage in claim.evidence] == ["Oxfam built 40 latrines in Arua."]
    assert [passage.text for passage in claim.context] == ["This activity is implemented through World Vision."]
    assert slots(claim)["partner"] == "World Vision"


@pytest.mark.parametrize(
    ("sentence", "deeds"),
    [
        (
            "UNDP provided 5,000 sandbags and WFP delivered 18 tents to 90 families.",
            [("UNDP", None, "sandbags", 5000), ("WFP", None, "tents", 18)],
        ),
        (
            "Oxfam drilled 12 wells, CARE repaired 4 pumps and UNICEF built 30 latrines.",
            [("Oxfam", None, "wells", 12), ("CARE International", None, "pumps", 4), ("UNICEF", None, "latrines", 30)],
        ),
        (
            "IOM set up 3 tents, while UNHCR distributed 400 blankets.",
            [("IOM", None, "tents", 3), ("UNHCR", None, "blankets", 400)],
        ),
        (
            "UNICEF and WFP distributed 300 kits and repaired 4 pumps.",
            [("UNICEF", "WFP", "kits", 300), ("UNICEF", "WFP", "pumps", 4)],
        ),
        (
            "IOM set up 3 tents, while UNHCR distributed 400 blankets and repaired 4 pumps.",
            [("IOM", None, "tents", 3), ("UNHCR", None, "blankets", 400), ("UNHCR", None, "pumps", 4)],
        ),
    ],
)
def test_each_clause_has_the_organisation_that_acts_in_it(sentence: str, deeds: list[tuple[Any, ...]]) -> None:
    assert told(activities(sentence), "actor", "partner", "item", "quantity") == deeds


@pytest.mark.parametrize("helped", ["with support from Oxfam", "with the help of Oxfam"])
def test_with_the_help_of_somebody_nothing_more_is_given(helped: str) -> None:
    (fact,) = activities(f"Blankets were given to 250 families in Gulu, {helped}.")
    assert (fact["item"], fact["partner"]) == ("Blankets", "Oxfam")


def test_what_people_were_given_begins_behind_the_verb() -> None:
    (fact,) = activities("In May, 300 families were given water, food and onward transport in Gulu.")
    assert (fact["item"], fact["households"]) == ("water, food and onward transport", 300)
