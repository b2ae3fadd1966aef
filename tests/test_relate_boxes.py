"""Boxes and lists as converters leave them: numbers over labels, cells one below the other, amounts in lost columns."""

from __future__ import annotations

import pytest
from extraction import claims, facts, source, told

from kg.model import BlockKind

HEAD = "UNHCR CHAD\nOPERATIONAL UPDATE\n\nJune 2023\n\n"


def kinds(text: str) -> list[tuple[str, str]]:
    read = source(text)
    return [(b.kind.value, read.joined(b).text) for b in read.blocks]


# Where paragraphs end ----------------------------------------------------------------------------------------------

BOX = """Families from the lake shore

have built shelters in the

new site, and most of them

now fetch water from the

wells near the road.

"""
ITEM = "■ Children were moved into the homes of other families by the social service of the\nprovince. {}\n\n"


@pytest.mark.parametrize("heading", ["EDUCATION", "SHELTER AND NFIs", "WATER AND SANITATION"])
def test_a_heading_in_capitals_ends_an_item_though_boxes_are_spaced(heading: str) -> None:
    text = HEAD + BOX + ITEM.format("They stay there for the time being.") + f"{heading}\n\n■ Roofs were mended.\n"
    assert ("heading", heading) in kinds(text)


def test_spacing_is_told_where_a_line_stands() -> None:
    first = "The province has asked for more wells, and the people on the southern shore\nhave begun to dig them."
    second = "Nothing is known about the northern shore, where roads are under water and no\ntruck can pass."
    read = kinds(HEAD + BOX * 2 + "".join(f"{first}\n\n{second}\n\n" for _ in range(4)))
    assert [words for kind, words in read if kind == "paragraph"].count(first.replace("\n", " ")) == 4


@pytest.mark.parametrize(
    ("label", "population", "place"),
    [
        ("Refugees in Niger", "refugees", "Niger"),
        ("Total number of IDPs in Niger", "idps", "Niger"),
        ("Number of Sudanese refugees in Chad and Niger", "refugees", ["Chad", "Niger"]),
    ],
)
def test_a_number_over_a_label_in_capitalised_words(label: str, population: str, place: object) -> None:
    found = facts(f"KEY FIGURES\n\n127,299\n{label}\n\n4,100\nWells dug in Bol\n", "PopulationFigure", head=HEAD)
    assert told(found, "value", "population", "place") == [(127299, population, place)]


# Funding -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "USD 90.0 M\n\nrequested for the Chad operation\n\nFunded\n30%\n27.0 M\n\nUnfunded\n70%\n63.0 M\n",
        "USD 90.0 M requested for Chad\n\n30%\n\n70%\n\nFunded\n27.0 M\nUnfunded\n63.0 M\n",
        "$90.0 M\nUNHCR's financial requirements 2023\n\nUnfunded 70% - 63.0 M\n\nFunded 30% - 27.0 M\n",
    ],
)
def test_a_funding_box(text: str) -> None:
    found = facts(f"{BOX}FUNDING (AS OF 4 JULY 2023)\n\n{text}", "Funding", head=HEAD)
    wanted = (90000000, 27000000, 63000000, 30, "Chad")
    assert told(found, "required", "received", "unfunded", "percentFunded", "place") == [wanted]


@pytest.mark.parametrize(
    ("text", "required", "received", "percent"),
    [
        ("The requirements of USD 90 million were 30 per cent funded.", 90000000, None, 30),
        (
            "UNHCR's needs for Chad in 2023 amount to USD 90 million. Contributions so far: USD 27,000,000 (30%).",
            90000000,
            27000000,
            30,
        ),
        (
            "Requirements for Sudanese refugees in Chad: USD 90 million. Received: USD 27 million (30%).",
            90000000,
            27000000,
            30,
        ),
    ],
)
def test_sentences_of_what_is_needed(text: str, required: int, received: int | None, percent: int) -> None:
    found = facts(text, "Funding", head=HEAD)
    assert told(found, "required", "received", "percentFunded") == [(required, received, percent)]


# Donors ------------------------------------------------------------------------------------------------------------


def test_amounts_below_the_kinds_of_earmarking() -> None:
    text = (
        "CONTRIBUTIONS | USD\n\nUnearmarked Softly earmarked Earmarked Tightly earmarked Total\n\n"
        "Norway - 3,000,000 - - 3,000,000\nPrivate donors Italy - - 4,200 90,100 94,300\n"
        "Sub-total - 3,000,000 4,200 90,100 3,094,300\nTotal - 3,000,000 4,200 90,100 3,094,300\n"
    )
    assert told(facts(text, "Contribution", head=HEAD), "donor", "amount", "earmarking") == [
        ("Norway", 3000000, "softly-earmarked"),
        ("Private donors Italy", 4200, "earmarked"),
        ("Private donors Italy", 90100, "earmarked"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Unearmarked contributions in 2023 (in million US$): Norway 45 | Sweden 80 | Private donors Spain 10\n",
            [("Norway", 45000000, "unearmarked"), ("Sweden", 80000000, "unearmarked")],
        ),
        (
            "Earmarked: Japan 3,000,000; Saudi Fund for Development 1,600,000; Kuwait 250,000\n",
            [("Japan", 3000000, "earmarked"), ("Saudi Fund for Development", 1600000, "earmarked")],
        ),
        (
            "SOFTLY EARMARKED CONTRIBUTIONS 3 | USD\n\nCanada 4.9 million | Private donors Qatar 1.4 million\n",
            [("Canada", 4900000, "softly-earmarked"), ("Private donors Qatar", 1400000, "softly-earmarked")],
        ),
        (
            """Wells were dug. UNHCR is grateful for the contributions of those who gave unrestricted funds:

Norway (45 M) | Sweden (80 M) | Denmark (30 M)

The donors are named as they wish.
""",
            [("Norway", 45000000, "unearmarked"), ("Sweden", 80000000, "unearmarked")],
        ),
        (
            "Donor\nUSD\nNorway\n4,500,000\nSweden\n810,000\nTotal\n5,310,000\n",
            [("Norway", 4500000, None), ("Sweden", 810000, None)],
        ),
    ],
)
def test_lists_of_donors(text: str, wanted: list[tuple[object, ...]]) -> None:
    found = told(facts(text, "Contribution", head=HEAD), "donor", "amount", "earmarking")
    assert found[:2] == wanted
    assert not any(str(donor).startswith(("Total", "USD")) for donor, *_ in found)


# Cells one below the other -------------------------------------------------------------------------------------------


def test_cells_one_below_the_other_are_a_table() -> None:
    text = "Country\nNeeds\nFunded\nFunded %\nChad\n79.3\n24.8\n31%\nNiger\n45.0\n13.5\n30%\n"
    table = next(b for b in source(HEAD + "A line of words.\n\n" + text).blocks if b.kind is BlockKind.TABLE).table
    assert table is not None
    assert [cell.text for cell in table.header] == ["Country", "Needs", "Funded", "Funded %"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Chad", "79.3", "24.8", "31%"],
        ["Niger", "45.0", "13.5", "30%"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12,300\nRefugees\n4,500\nReturnees\n900\nMigrants\n",
        "Needs\nUSD 79.3 M\nFunded\n24.8 M\n31%\nGap\n54.5 M\n69%\n",
        "Chad\n79.3\n24.8\n31%\nNiger\n45.0\n13.5\n30%\n",
    ],
)
def test_labels_with_their_numbers_are_no_table(text: str) -> None:
    assert not any(b.kind is BlockKind.TABLE for b in source("A line of words.\n\n" + text).blocks)


def test_a_funding_table_by_country_in_millions() -> None:
    rows = "Country\nRequirements\nFunded\nFunded %\nChad\n79.3\n24.8\n31%\nNiger\n45.0\n13.5\n30%\n"
    text = f"Funding by country (in million USD)\n{rows}"
    found = facts(text, "Funding", head="# UNHCR Lake Chad update\n\n")
    assert told(found, "subject", "place", "required", "received", "percentFunded") == [
        ("UNHCR", "Chad", 79300000, 24800000, 31),
        ("UNHCR", "Niger", 45000000, 13500000, 30),
    ]


def test_figures_of_two_days() -> None:
    rows = "Refugees\nSudan\n50,500\n52,000\nAsylum-seekers\nVarious\n430\n650\n"
    text = f"Planning figures\n\nType of population\nOrigin\nJan 2015\nDec 2015\n{rows}"
    found = facts(text, "PopulationFigure", head=HEAD)
    assert told(found, "population", "origin", "value", "date", "place") == [
        ("refugees", "Sudan", 50500, "2015-01", "Chad"),
        ("refugees", "Sudan", 52000, "2015-12", "Chad"),
        ("asylum-seekers", None, 430, "2015-01", "Chad"),
        ("asylum-seekers", None, 650, "2015-12", "Chad"),
    ]


def test_targets_and_what_was_reached_of_them() -> None:
    text = "UNHCR targets\n\nObjective\nTarget\nReached\nProgress\nWells dug\n40\n30\n75%\nPumps mended\n12\n3\n25%\n"
    found = facts(text, "Measurement", head=HEAD)
    assert told(found, "indicator", "measure", "value") == [
        ("Wells dug", "target", 40),
        ("Wells dug", "actual", 30),
        ("Pumps mended", "target", 12),
        ("Pumps mended", "actual", 3),
    ]


@pytest.mark.parametrize(
    "rows",
    ["Sudan 57,200\n\nNigeria 18,330\n\nOthers 900\n", "Sudan\nNigeria\nOthers\n57,200\n18,330\n900\n"],
)
def test_people_by_where_they_are_from(rows: str) -> None:
    text = f"POPULATION OF CONCERN\n\nA total of 76,430 people of concern\n\nCountries of origin\n\n{rows}"
    found = facts(text, "PopulationFigure", head=HEAD)
    assert told(found, "origin", "value", "place", "population")[1:] == [
        ("Sudan", 57200, "Chad", "persons-of-concern"),
        ("Nigeria", 18330, "Chad", "persons-of-concern"),
    ]


def test_people_in_each_place_of_a_table() -> None:
    text = (
        "Refugees by state\n\nState    Individuals    Households\nLac    131,072    33,905\nKanem    36,602    9,810\n"
    )
    found = facts(text, "PopulationFigure", head=HEAD)
    assert told(found, "place", "value", "population") == [("Lac", 131072, "refugees"), ("Kanem", 36602, "refugees")]


# Partners ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("UNHCR works with 4 partners: Oxfam, Green Lake, IOM and Care for Wells.", ["Oxfam", "Green Lake", "IOM"]),
        ("Other partners are: Oxfam, Medair and IOM.", ["Oxfam", "Medair", "IOM"]),
        ("The Ministry of Water is UNHCR's main partner.", ["Ministry of Water"]),
        ("Oxfam and Medair are its implementing partners.", ["Oxfam", "Medair"]),
        (
            "## Partners\n\nGovernment: Ministry of Water, Lake Authority NGOs: Wells Council, Oxfam, IOM",
            ["Ministry of Water", "Lake Authority", "Wells Council", "Oxfam", "IOM"],
        ),
    ],
)
def test_who_is_said_to_be_a_partner(text: str, partners: list[str]) -> None:
    found = told(facts(text, "Partnership", head=HEAD), "partner", "place")
    assert [partner for partner, _ in found][: len(partners)] == partners
    assert {place for _, place in found} == {None}


def test_agreements_counted_by_those_they_are_with() -> None:
    found = claims(
        "UNHCR signed agreements with 9 partners, including 5 national NGOs and two universities.", head=HEAD
    )
    assert told(facts("UNHCR signed agreements with 9 partners, including 5 national NGOs.", "Agreement"), "kind") == [
        ("partners",),
        ("national NGOs",),
    ]
    assert [claim.type for claim in found] == ["Agreement"] * 3


# Labels and numbers that alternate -----------------------------------------------------------------------------------


def test_numbers_below_their_labels_are_those_of_the_labels() -> None:
    text = (
        "Planned presence\n\nNumber of offices\n4\nTotal personnel\n252\nInternational staff\n27\nNational staff\n190\n"
    )
    found = facts(f"{text}\nWorking environment\n\nThe camps are far away.\n", "StaffCount", head=HEAD)
    assert told(found, "kind", "value") == [("international", 27), ("national", 190)]


def test_numbers_above_their_labels_without_gaps() -> None:
    text = "KEY FIGURES\n12,300\nRefugees in Bol\n4,500\nReturnees in Mao\n900\nIDPs in Moundou\n"
    found = facts(text, "PopulationFigure", head=HEAD)
    assert told(found, "population", "value", "place") == [
        ("refugees", 12300, "Bol"),
        ("returnees", 4500, "Mao"),
        ("idps", 900, "Moundou"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("UNHCR trained 74 officers, 40 of whom were women, in Bol.", [(74, 40)]),
        ("Medair gave legal advice to 128 refugees, 40 of them in detention.", [(128, None)]),
        # These have an event of their own.
        ("UNHCR registered 900 refugees, 40 of whom were relocated to Bol.", [(900, None), (40, None)]),
    ],
)
def test_some_of_those_before_are_no_others(text: str, wanted: list[tuple[int, int | None]]) -> None:
    assert sorted(told(facts(text, "Activity", head=HEAD), "reached", "women"), key=str) == sorted(wanted, key=str)


def test_all_people_of_concern_are_more_than_two_of_their_groups() -> None:
    text = "Chad hosts 88,900 people of concern, including 66,100 refugees and 22,800 asylum-seekers."
    found = facts(text, "PopulationFigure", head=HEAD)
    assert told(found, "population", "value")[0] == ("persons-of-concern", 88900)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            """UNHCR thanks the donors of unearmarked funds and those who have directly given to the operation:

Norway (41.3 M)
IKEA Foundation (9.4 M)
""",
            [("Norway", 41300000, None, "Chad"), ("IKEA Foundation", 9400000, None, "Chad")],
        ),
        (
            "Contributions received in USD\n(million)\n\nNorway 189.0\nSweden 93.1\nPillar 1\n",
            [("Norway", 189000000, None, None), ("Sweden", 93100000, None, None)],
        ),
        (
            "Donors of unearmarked contributions:\n\nNorway | 105 million\nSweden | 44 million\n",
            [("Norway", 105000000, "unearmarked", None), ("Sweden", 44000000, "unearmarked", None)],
        ),
        ("UNHCR's partners: Oxfam | Medair | Caritas Chad | ACTED | Norwegian Refugee Council\n", []),
    ],
)
def test_lines_of_donors_and_of_partners(text: str, wanted: list[tuple[object, ...]]) -> None:
    found = told(facts(text, "Contribution", head=HEAD), "donor", "amount", "earmarking", "place")
    assert found[:2] == wanted


# Whose figures they are --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source_lines", [("(IOM DTM, May 2023)", "(UNHCR, June 2023)"), ("IOM – May 2023", "UNHCR - June 2023")]
)
def test_labels_and_sources_stand_below_their_numbers(source_lines: tuple[str, str]) -> None:
    first, second = source_lines
    text = f"KEY FIGURES\n31,600\nInternally Displaced People\n{first}\n1.2 million\nRefugees\n{second}\n"
    found = told(facts(text, "PopulationFigure", head=HEAD), "value", "population", "source", "date")
    assert found == [
        (31600, "idps", "IOM", "2023-05"),
        (1200000, "refugees", "UNHCR", "2023-06"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "People in Chad Requiring Humanitarian Assistance",
        "People in Need of Food Assistance",
        "People Facing Crisis or Worse Levels of Acute Food Insecurity",
    ],
)
def test_labels_in_capitals_tell_what_people_are_in(label: str) -> None:
    assert told(facts(f"5.4 million {label}\n", "PopulationFigure", head=HEAD), "value", "place") == [(5400000, "Chad")]


def test_numbers_below_their_labels_are_paired_also_among_whole_paragraphs() -> None:
    long = "The refugees who came over the border in spring have moved to the villages of the host families. " * 3
    boxes = "People in need\n6.7M\nIDPs\n1.55M\nReturnees\n4.35M\n\n"
    found = facts(f"Key figures as of 31 May 2023\n\n{boxes}{long}\n", "PopulationFigure", head=HEAD)
    values = [(fact["value"], fact.get("population"), fact["date"]) for fact in found]
    assert values == [
        (6700000, None, "2023-05-31"),
        (1550000, "idps", "2023-05-31"),
        (4350000, "returnees", "2023-05-31"),
    ]


def test_a_label_that_names_no_amount_of_funding_keeps_its_number() -> None:
    text = "FUNDING\n\nRequired\n$40M\nCarry-forward\n$4.1M\nReceived\n$12M\n"
    found = facts(text, "Funding", head=HEAD)
    assert [(fact.get("required"), fact.get("received")) for fact in found] == [(40000000, 12000000)]
