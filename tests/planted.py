"""Reports with one planted error each, beside the same report without it."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = """# Chad Operational Update

**March 2019**

UNHCR Chad

"""


@dataclass(frozen=True)
class Planted:
    """A sentence or more with an error, the same without it, the kind of issue and words that must be shown."""

    wrong: str
    right: str
    kind: str
    shown: str


BOX = """FUNDING (AS OF 26 MARCH 2019)

USD {:,} requested for Chad
Funded 40%
3,360,200
Unfunded 60%
4,940,300

"""
TOTAL = """## Financial information

Total recorded contributions for the operation amount to some US$ {}.
"""


def table(*rows: str) -> str:
    return "\n".join(row.replace(";", "\t") for row in rows)


_BUDGET = "Impact Area;Final Budget;Funds Available;Expenditure"
_INDICATORS = "Indicators;Population Type;Strategy Baseline;Target (2019);Actual (2019)"

PLANTED = [
    # Within a number or a date.
    Planted("In Bol, 3,1846 refugees received blankets.", "In Bol, 31,846 refugees received blankets.", "malformed-number", "3,1846"),
    Planted("In Mao, 27.300 IDPs received soap.", "In Mao, 27,300 IDPs received soap.", "malformed-number", "27.300"),
    Planted("UNHCR gave advice to 8, 214 refugees in Sarh.", "UNHCR gave advice to 8,214 refugees in Sarh.", "malformed-number", "8, 214"),
    Planted("Visits to the online help page: 5,9217.", "Visits to the online help page: 59,217.", "malformed-number", "5,9217"),
    Planted("The radio spots were played 1,204,67 times.", "The radio spots were played 1,204 times.", "malformed-number", "1,204,67"),
    Planted("UNHCR requested US$ 12,450,000 million for Chad.", "UNHCR requested US$ 12,450,000 for Chad.", "implausible-unit", "12,450,000 million"),
    Planted("Losses to the harvest are put at 4,310,500 billion francs.", "Losses to the harvest are put at 4.3 billion francs.", "implausible-unit", "4,310,500 billion"),
    Planted(
        table(_INDICATORS, "2.3 Proportion of people with access to health services;Refugees and Asylum-seekers;61.00%;70.00%;166.00%"),
        table(_INDICATORS, "2.3 Proportion of people with access to health services;Refugees and Asylum-seekers;61.00%;70.00%;66.00%"),
        "implausible-unit", "166.00%",
    ),
    Planted("On 30 February 2019, UNHCR opened a registration centre in Moundou.", "On 28 February 2019, UNHCR opened a registration centre in Moundou.", "impossible-date", "30 February 2019"),
    Planted("Figures were checked on 31 April 2019.", "Figures were checked on 30 April 2019.", "impossible-date", "31 April 2019"),
    Planted("## Situation as of 119 March 2019\n\nThe roads to the lake are closed.", "## Situation as of 19 March 2019\n\nThe roads to the lake are closed.", "impossible-date", "119 March 2019"),
    Planted("Photo taken in Goré, 31 June 2018.", "Photo taken in Goré, 30 June 2018.", "impossible-date", "31 June 2018"),
    Planted("From 19 to 12 March 2019, UNHCR vaccinated 310 children in Haraze.", "From 12 to 19 March 2019, UNHCR vaccinated 310 children in Haraze.", "impossible-date", "19 to 12 March"),
    Planted("School attendance stood at 81.4%, compared to 2,310 in 2018.", "School attendance stood at 81.4%, compared to 76.2% in 2018.", "mixed-units", "81.4%, compared to 2,310"),
    Planted("The share of wells in use is 64 per cent, against 1,120 a year ago.", "The share of wells in use is 64 per cent, against 58 per cent a year ago.", "mixed-units", "64 per cent"),
    Planted(
        table(_INDICATORS, "3.1 Proportion of people who have the right to decent work;IDPs;12.00%;20;15.00%"),
        table(_INDICATORS, "3.1 Proportion of people who have the right to decent work;IDPs;12.00%;20.00%;15.00%"),
        "mixed-units", "12.00%",
    ),
    Planted("UNHCR thanks the donors of flexible funds in 20XX.", "UNHCR thanks the donors of flexible funds in 2019.", "placeholder", "20XX"),
    Planted("In Bol, UNHCR gave kits to XX households.", "In Bol, UNHCR gave kits to 40 households.", "placeholder", "XX households"),
    Planted("The project costs US$ [insert amount] a year.", "The project costs US$ 40,000 a year.", "placeholder", "[insert amount]"),
    Planted("Lorem ipsum dolor sit amet.", "The lake is rising.", "placeholder", "Lorem ipsum"),
    Planted("Funds received: TBC", "Funds received: none", "placeholder", "TBC"),
    Planted("The survey reached X,XXX people.", "The survey reached 4,310 people.", "placeholder", "X,XXX"),
    # Within a fact, a sentence or a table.
    Planted("In Goré, UNHCR trained 310 refugees (150 women and 170 men) in tailoring.", "In Goré, UNHCR trained 310 refugees (150 women and 160 men) in tailoring.", "sum-mismatch", "150 women and 170 men"),
    Planted("UNHCR trained 87 teachers in Bol, including 52 women and 53 men.", "UNHCR trained 87 teachers in Bol, including 34 women and 53 men.", "sum-mismatch", "52 women"),
    Planted("In March, 940 violations were recorded in Sarh, of which 310 were against women, 90 against girls, 470 against men and 80 against boys.", "In March, 940 violations were recorded in Sarh, of which 310 were against women, 90 against girls, 460 against men and 80 against boys.", "sum-mismatch", "470 against men"),
    Planted("In Mao, 640 pupils received school kits (410 from primary and 250 from secondary schools).", "In Mao, 640 pupils received school kits (410 from primary and 230 from secondary schools).", "sum-mismatch", "410 from primary"),
    Planted("UNHCR built 185 shelters, of which 95 in Bol and 100 in Mao.", "UNHCR built 185 shelters, of which 95 in Bol and 90 in Mao.", "sum-mismatch", "95 in Bol"),
    Planted("Cash was paid to 212 households of 960 returnees (330 adults and 650 children).", "Cash was paid to 212 households of 960 returnees (330 adults and 630 children).", "sum-mismatch", "330 adults"),
    Planted("In December 2018, Chad hosted 451,210 refugees.\n\nAt 31 March 2019, Chad hosted 462,930 refugees, i.e. 11,320 new refugees registered since.", "In December 2018, Chad hosted 451,210 refugees.\n\nAt 31 March 2019, Chad hosted 462,530 refugees, i.e. 11,320 new refugees registered since.", "sum-mismatch", "451,210"),
    Planted("Requested 4,500,000 | Received: 1,350,000 | Percentage funded: 36%", "Requested 4,500,000 | Received: 1,350,000 | Percentage funded: 30%", "percent-mismatch", "36%"),
    Planted("41 out of 50 schools (92%) have reopened in Lac.", "41 out of 50 schools (82%) have reopened in Lac.", "percent-mismatch", "92%"),
    Planted("Of the shelters, 75% (120 of 200) are finished.", "Of the shelters, 60% (120 of 200) are finished.", "percent-mismatch", "75%"),
    Planted(
        table(_BUDGET, "IA1: Protect;1,204,310;830,420;810,100", "IA2: Assist;3,410,220;1,902,330;1,880,410", "Total;4,624,530;2,732,750;2,690,510"),
        table(_BUDGET, "IA1: Protect;1,204,310;830,420;810,100", "IA2: Assist;3,410,220;1,902,330;1,880,410", "Total;4,614,530;2,732,750;2,690,510"),
        "sum-mismatch", "4,624,530",
    ),
    Planted(
        "| Province | Wells | Latrines |\n| --- | ---: | ---: |\n| Lac | 14 | 61 |\n| Kanem | 9 | 40 |\n| **Total** | **23** | **110** |",
        "| Province | Wells | Latrines |\n| --- | ---: | ---: |\n| Lac | 14 | 61 |\n| Kanem | 9 | 40 |\n| **Total** | **23** | **101** |",
        "sum-mismatch", "110",
    ),
    Planted(BOX.format(8_400_500), BOX.format(8_300_500), "sum-mismatch", "8,400,500"),
    Planted(BOX.format(8_300_500).replace("40%", "43%"), BOX.format(8_300_500), "percent-mismatch", "43%"),
    # Within a report.
    Planted(
        "Work in schools made progress: UNHCR built 12 classrooms, 45 desks and six latrine blocks and gave out 4,310 school kits.\n\nWith the help of the project, 12 classrooms, 45 desks and eight latrine blocks were built, and 4,310 school kits reached the pupils.",
        "Work in schools made progress: UNHCR built 12 classrooms, 45 desks and six latrine blocks and gave out 4,310 school kits.\n\nWith the help of the project, 12 classrooms, 45 desks and six latrine blocks were built, and 4,310 school kits reached the pupils.",
        "contradiction", "eight latrine blocks",
    ),
    Planted(
        "In Bol, UNHCR distributed 480 tents to IDPs.\n\nLater in the report: UNHCR distributed 450 tents to IDPs in Bol.",
        "In Bol, UNHCR distributed 480 tents to IDPs.\n\nLater in the report: UNHCR distributed 480 tents to IDPs in Bol.",
        "contradiction", "450 tents",
    ),
    Planted(
        "As of 28 February 2019, Chad hosted 131,540 IDPs.\n\nThe country has seen much displacement: as of 28 February 2019, there were 113,540 IDPs in Chad.",
        "As of 28 February 2019, Chad hosted 131,540 IDPs.\n\nThe country has seen much displacement: as of 28 February 2019, there were 131,540 IDPs in Chad.",
        "contradiction", "113,540",
    ),
    Planted(
        "In Bol, 45 out of 60 shelters have been built, while 15 shelters are under construction.\n\nIn Mao, 45 out of 60 shelters have been built, while 15 shelters are under construction.",
        "In Bol, 45 out of 60 shelters have been built, while 15 shelters are under construction.\n\nIn Mao, 32 out of 50 shelters have been built, while 18 shelters are under construction.",
        "contradiction", "In Mao",
    ),
    Planted(
        table(_INDICATORS, "3.2a Proportion of children and young people enrolled in primary education;Refugees and Asylum-seekers;41.20%;50.00%;44.70%")
        + "\n\nThe primary school enrolment rate of refugee children rose from 51.2% to 54.9%.",
        table(_INDICATORS, "3.2a Proportion of children and young people enrolled in primary education;Refugees and Asylum-seekers;41.20%;50.00%;44.70%")
        + "\n\nThe primary school enrolment rate of refugee children rose from 41.2% to 44.7%.",
        "contradiction", "54.9%",
    ),
    Planted(
        table(_INDICATORS, "2.3 Proportion of people with access to health services;IDPs;31.00%;40.00%;35.00%")
        + "\n\nThe annex repeats:\n\n"
        + table(_INDICATORS, "2.3 Proportion of people with access to health services;IDPs;31.00%;40.00%;53.00%"),
        table(_INDICATORS, "2.3 Proportion of people with access to health services;IDPs;31.00%;40.00%;35.00%")
        + "\n\nThe annex repeats:\n\n"
        + table(_INDICATORS, "2.3 Proportion of people with access to health services;IDPs;31.00%;40.00%;35.00%"),
        "contradiction", "53.00%",
    ),
    Planted(BOX.format(8_300_500) + TOTAL.format("3,630,200"), BOX.format(8_300_500) + TOTAL.format("3,360,200"), "contradiction", "3,630,200"),
    Planted(
        "Staff as of 31 March 2019:\n\n- 45 National staff\n- 20 International staff\n\nStaff as of 31 March 2019:\n\n- 54 National staff\n- 20 International staff\n",
        "Staff as of 31 March 2019:\n\n- 45 National staff\n- 20 International staff\n\nStaff as of 31 March 2019:\n\n- 45 National staff\n- 20 International staff\n",
        "contradiction", "54 National staff",
    ),
    Planted(
        "In March 2019, 87 protection incidents were recorded in Lac.\n\nIn Lac, 78 protection incidents were recorded in March 2019.",
        "In March 2019, 87 protection incidents were recorded in Lac.\n\nIn Lac, 87 protection incidents were recorded in March 2019.",
        "contradiction", "78 protection incidents",
    ),
    Planted(
        "OPERATIONAL UPDATE > CHAD / February 2019\n\nOn 4 March 2019, UNHCR trained 40 teachers in Bol.\n\nOn 12 March 2019, UNHCR trained 30 nurses in Mao.\n\nOn 20 March 2019, UNHCR distributed 50 tents in Sarh.",
        "OPERATIONAL UPDATE > CHAD / March 2019\n\nOn 4 March 2019, UNHCR trained 40 teachers in Bol.\n\nOn 12 March 2019, UNHCR trained 30 nurses in Mao.\n\nOn 20 March 2019, UNHCR distributed 50 tents in Sarh.",
        "period-mismatch", "February 2019",
    ),
    Planted("Three (4) workshops were held in Abéché for 60 officials.", "Four (4) workshops were held in Abéché for 60 officials.", "contradiction", "Three (4)"),
]  # fmt: skip
"""One error each; the twin beside it is clean."""

CLEAN = [
    "About 300 people attended (162 women and 145 men).",
    "UNHCR visited 51 survivors (including 2 refugees and 30 IDPs).",
    "Reports of theft rose by 29% compared to 1,204 in 2018.",
    "UNHCR provided 350 families with kits (2 blankets and 1 jerrican each).",
    "In Bol, 29 households (99 individuals) left on 3 March 2019.",
    "Annex XX lists the sites. The figures of 2017, 2018 and 2019 are comparable.",
    "Chad hosted some 450,000 refugees. As of 31 March 2019, Chad hosted 454,682 refugees.",
    "As of 28 February 2019, Chad hosted 131,540 IDPs. As of 31 March 2019, Chad hosted 134,210 IDPs.",
    "In Bol, UNHCR distributed 480 tents. In Mao, UNHCR distributed 450 tents.",
    "5,110 of 5,391 returnees (95%) received cash.",
    table("Sector;Required;Received", "Water;1,204;830", "Health;3,410;1,902", "Total;4,614;2,732"),
    table("Donor;Amount", "Sweden;33", "Norway;33", "Japan;33", "Total;100").replace("33\nTotal", "34\nTotal"),
    "The ratio is 1:4,000. On 5 March 2019 the road opened. Call +235 62 00 00 01.",
    "In Goré, 12 women, 15 men and 40 children were treated.",
]
"""Sentences at which a careless check would stumble."""
