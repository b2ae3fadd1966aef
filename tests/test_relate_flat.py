"""Tables that a PDF extractor left as lines, and boxes and lines of people in need, targeted and reached."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts, told

HEAD = "# UNHCR Chad Operational Update 2023\n\n"


def rows(lines: str, kind: str, *slots: str, head: str = HEAD) -> list[Any]:
    """The facts of a kind in lines parted by `;`, as tuples of some slots."""
    text = "\n".join(line.strip() for line in lines.split(";")) + "\n"
    return told(facts(text, kind, head=head), *slots)


SERVED = [
    (900, None, None),
    (None, 400, "planned"),
    (None, 310, None),
    (800, None, None),
    (None, 500, "planned"),
    (None, 290, None),
]


@pytest.mark.parametrize(
    "lines",
    [
        # Single spaces between the names, and a share that is no fact.
        "Province People in need People targeted People reached %; Lac 900 400 310 78%; Logone 800 500 290 58%",
        # Names over two lines, and broken in the middle.
        "Province People in need; People targeted People reached; Lac 900 400 310; Logone 800 500 290",
        "Province People People People; in need targeted reached; Lac 900 400 310; Logone 800 500 290",
        # One cell a line, with and without empty lines between.
        "Province;People in need;People targeted;People reached;Lac;900;400;310;Logone;800;500;290",
        "Province;;In need;;Targeted;;Reached;;Lac;;900;;400;;310;;Logone;;800;;500;;290",
    ],
)
def test_rows_of_places_tell_who_is_in_need_targeted_and_reached(lines: str) -> None:
    found = (
        [(value, None, None) for value, _ in rows(lines, "PopulationFigure", "value", "place")],
        rows(lines, "Activity", "reached", "status", "place", "item"),
    )
    needs, done = found
    assert needs == [row for row in SERVED if row[0]]
    assert done == [
        (400, "planned", "Lac", "assistance"),
        (310, None, "Lac", "assistance"),
        (500, "planned", "Logone", "assistance"),
        (290, None, "Logone", "assistance"),
    ]


def test_rows_of_sectors_may_name_the_agency_too() -> None:
    lines = "Agency Sector People targeted People reached; UNICEF WASH 9,000 8,100; WFP Food security 7,500 7,700"
    assert rows(lines, "Activity", "actor", "sector", "reached", "status") == [
        ("UNICEF", "wash", 9000, "planned"),
        ("UNICEF", "wash", 8100, None),
        ("WFP", "food-security", 7500, "planned"),
        ("WFP", "food-security", 7700, None),
    ]


def test_wrapped_names_of_rows_and_titles_between_them_are_told_apart() -> None:
    lines = (
        "Indicator Baseline Target Achieved; HEALTH; # of mothers who gave birth in a clinic of the;"
        "province 120 400 380; WASH; # of wells dug 0 12 9"
    )
    assert rows(lines, "Measurement", "indicator", "measure", "value") == [
        ("# of mothers who gave birth in a clinic of the province", "baseline", 120),
        ("# of mothers who gave birth in a clinic of the province", "target", 400),
        ("# of mothers who gave birth in a clinic of the province", "actual", 380),
        ("# of wells dug", "baseline", 0),
        ("# of wells dug", "target", 12),
        ("# of wells dug", "actual", 9),
    ]


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("", "", "Number of pumps mended in the camps of the two districts in the north this year"),
        ("HEALTH", "WATER", "# of pumps mended"),
        ("Outcome 1: Mothers and newborn children receive the care they need", "", "Percentage of pumps that work"),
    ],
)
def test_cells_on_lines_of_their_own_may_have_titles_between_the_rows(first: str, between: str, second: str) -> None:
    parts = ["Indicator;Baseline;Target;Achieved", first, "Number of clinics supported;120;400;380", between]
    lines = ";".join(filter(None, [*parts, f"{second};0;12;9"]))
    assert rows(lines, "Measurement", "indicator", "measure", "value") == [
        ("Number of clinics supported", "baseline", 120),
        ("Number of clinics supported", "target", 400),
        ("Number of clinics supported", "actual", 380),
        (second, "baseline", 0),
        (second, "target", 12),
        (second, "actual", 9),
    ]


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ("Funds available;Funding gap;$;%", "{};{};60%"),
        ("Funds available;Funding gap;Received this year;Carry-over;$;%", "{};5,000;{};60%"),
    ],
)
def test_a_column_of_money_may_be_two(names: str, values: str) -> None:
    lines = f"Sector;Requirements;{names};Health;900,000;{values.format('360,000', '540,000')};"
    lines += f"Education;500,000;{values.format('200,000', '300,000')}"
    assert rows(lines, "Funding", "subject", "required", "received", "unfunded") == [
        ("Health", 900000, 360000, 540000),
        ("Education", 500000, 200000, 300000),
    ]


def test_a_year_may_stand_before_its_column_and_columns_twice() -> None:
    lines = "Sector 2023 target Results 2023 target Results; # of wells dug in towns 40 31 60 48; # of pumps mended 9 7"
    assert rows(lines, "Measurement", "indicator", "measure", "value", "date") == [
        ("# of wells dug in towns", "target", 40, "2023"),
        ("# of wells dug in towns", "actual", 31, "2023"),
        ("# of wells dug in towns", "target", 60, "2023"),
        ("# of wells dug in towns", "actual", 48, "2023"),
        ("# of pumps mended", "target", 9, "2023"),
        ("# of pumps mended", "actual", 7, "2023"),
    ]


def test_things_done_may_be_columns() -> None:
    lines = "District Latrines constructed Hygiene kits distributed; Mao 40 1,100; Bol 22 -"
    assert rows(lines, "Activity", "activityType", "item", "quantity", "place") == [
        ("construction", "Latrines", 40, "Mao"),
        ("distribution", "Hygiene kits", 1100, "Mao"),
        ("construction", "Latrines", 22, "Bol"),
    ]


def test_what_a_programme_admits_is_care() -> None:
    lines = "Region SAM target SAM admissions; Kanem 5,000 2,100; Batha 4,000 1,900"
    assert rows(lines, "Activity", "activityType", "item", "reached", "status", "place")[1] == (
        "health-care",
        "SAM admissions",
        2100,
        None,
        "Kanem",
    )


def test_incidents_of_places_have_their_victims_by_sex() -> None:
    lines = "Region Protection incidents Women Men; Kanem 30 12 18; Batha 21 9 12"
    assert rows(lines, "Incident", "item", "quantity", "women", "men", "place") == [
        ("Protection incidents", 30, 12, 18, "Kanem"),
        ("Protection incidents", 21, 9, 12, "Batha"),
    ]
    assert rows(lines, "PopulationFigure", "value") == []


def test_a_title_tells_what_the_numbers_below_it_count() -> None:
    lines = "Table 2: Returnees by province, May 2023; Lac 4,100; Logone 2,300; Total 6,400"
    assert rows(lines, "PopulationFigure", "population", "value", "place", "date") == [
        ("returnees", 4100, "Lac", "2023-05"),
        ("returnees", 2300, "Logone", "2023-05"),
        ("returnees", 6400, "Chad", "2023-05"),
    ]
    lines = "Refugees by country of origin; Sudan; 9,100; Nigeria; 2,300"
    assert rows(lines, "PopulationFigure", "origin", "value", "place") == [
        ("Sudan", 9100, "Chad"),
        ("Nigeria", 2300, "Chad"),
    ]


def test_beneficiaries_by_sex_are_no_population() -> None:
    lines = "Beneficiaries; ;District Women Men Total; Mao 120 90 210; Bol 80 70 150"
    assert rows(lines, "Activity", "reached", "women", "men", "place") == [
        (210, 120, 90, "Mao"),
        (150, 80, 70, "Bol"),
    ]
    assert rows(lines, "PopulationFigure", "value") == []


def test_items_have_their_quantity_families_and_partner() -> None:
    text = "| Item | Quantity | Families | Partner |\n|---|---|---|---|\n| Blankets | 900 | 300 | Oxfam |\n"
    found = facts(text, "Activity", head=HEAD)
    assert told(found, "activityType", "item", "quantity", "households", "partner") == [
        ("distribution", "Blankets", 900, 300, "Oxfam")
    ]


def test_amounts_are_multiplied_as_the_title_says() -> None:
    lines = "Funding by sector (in USD million); ; Sector Required Received Coverage; Health 9.5 3.1 33%; WASH 4 2 50%"
    assert rows(lines, "Funding", "subject", "required", "received", "percentFunded", "currency") == [
        ("Health", 9_500_000, 3_100_000, 33, "USD"),
        ("WASH", 4_000_000, 2_000_000, 50, "USD"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "REQUIREMENTS;$90 million;FUNDING;$30 million;UNMET;$60 million",
        "FUNDING;US$ 90 million;Required;US$ 30 million;Received;US$ 60 million;Gap",
    ],
)
def test_labels_and_amounts_may_stand_over_each_other(lines: str) -> None:
    assert rows(lines.replace(";", ";;"), "Funding", "required", "received", "unfunded") == [
        (90_000_000, 30_000_000, 60_000_000)
    ]


def test_lines_below_a_sector_tell_who_is_in_need_targeted_and_reached() -> None:
    lines = "Education; ;In need 90,000; Target 40,000; Reached 31,000; ;Health: 70,000 in need | 50,000 targeted"
    assert rows(lines, "PopulationFigure", "value") == [(90_000,), (70_000,)]
    assert rows(lines, "Activity", "sector", "reached", "status") == [
        ("education", 40_000, "planned"),
        ("education", 31_000, None),
        ("health", 50_000, "planned"),
    ]


def test_lines_of_women_and_men_belong_to_the_line_above_them() -> None:
    lines = "Health; ;People reached: 5,000; Male: 2,100; Female: 2,900"
    assert rows(lines, "Activity", "reached", "men", "women", "sector") == [(5000, 2100, 2900, "health")]
    assert rows(lines, "PopulationFigure", "value") == []


def test_two_numbers_may_stand_over_two_labels() -> None:
    lines = "9,000 700; people in need people reached"
    assert rows(lines, "PopulationFigure", "value") == [(9000,)]
    assert rows(lines, "Activity", "reached") == [(700,)]


@pytest.mark.parametrize(
    "lines",
    [
        "UNHCR Appeal 2023 USD 9,000 12%; The appeal was launched in May 2023.",
        "Funded;; 8 %;; 3,242;; Unfunded;; 92 %",
        "In the camp there were 300 400; and some more 500 600",
    ],
)
def test_numbers_without_names_of_columns_are_no_table(lines: str) -> None:
    for kind in ("Activity", "Measurement"):
        assert not facts("\n".join(lines.split(";")), kind, head=HEAD)


def test_who_heads_a_row_with_an_amount_publishes_no_report() -> None:
    text = "Funding overview Chad 2023\n\nDonor Funding US$\nEuropean Commission 9,112,430\nGermany 2,940,001\n"
    assert told(facts(text, "Contribution", head=""), "donor", "amount", "recipient") == [
        ("European Commission", 9_112_430, None),
        ("Germany", 2_940_001, None),
    ]


def test_goods_families_and_numbers_with_units_are_columns_too() -> None:
    lines = "District Families targeted Families assisted Tarpaulins Kits; Mao 600 410 520 180; Bol 310 170 200 90"
    assert rows(lines, "Activity", "households", "item", "quantity", "status")[:4] == [
        (600, "assistance", None, "planned"),
        (410, "assistance", None, None),
        (None, "Tarpaulins", 520, None),
        (None, "Kits", 180, None),
    ]
    lines = "Activity, Target, Reached; Cash grants 500 households 493 households; Hygiene sessions 60 people 74 people"
    assert rows(lines, "Activity", "item", "households", "reached", "status") == [
        ("Cash grants", 500, None, "planned"),
        ("Cash grants", 493, None, None),
        ("Hygiene sessions", None, 60, "planned"),
        ("Hygiene sessions", None, 74, None),
    ]


def test_a_group_may_stand_beside_those_who_were_assisted() -> None:
    lines = "Border point Returnees Assisted; Adre 6,010 512; Tine 5,322 711"
    assert rows(lines, "PopulationFigure", "population", "value", "place") == [
        ("returnees", 6010, "Adre"),
        ("returnees", 5322, "Tine"),
    ]
    assert rows(lines, "Activity", "reached", "place") == [(512, "Adre"), (711, "Tine")]


def test_names_of_columns_on_lines_of_their_own_may_be_new() -> None:
    lines = "PROVINCE;HOMES DAMAGED;HOUSEHOLDS REACHED WITH SHELTER;COVERAGE;Lac;800;300;37%;Kanem;500;180;36%"
    assert rows(lines, "Activity", "households", "place") == [(300, "Lac"), (180, "Kanem")]


def test_columns_may_tell_where_a_group_is() -> None:
    lines = "Province IDPs on sites IDPs in host families Total IDPs; Lac 4,100 4,700 8,800; Kanem 900 100 1,000"
    assert rows(lines, "PopulationFigure", "population", "value", "place")[:3] == [
        ("idps", 4100, "Lac"),
        ("idps", 4700, "Lac"),
        ("idps", 8800, "Lac"),
    ]


def test_several_figures_may_stand_in_one_line() -> None:
    lines = "Education; ;Target: 4,600   Reached: 1,100"
    assert rows(lines, "Activity", "sector", "reached", "status") == [
        ("education", 4600, "planned"),
        ("education", 1100, None),
    ]


def test_kinds_of_incidents_have_their_number() -> None:
    lines = "Victims by type of event; Abduction 140; Landmine accidents 31"
    assert rows(lines, "Incident", "item", "quantity") == [("Abduction", 140), ("Landmine accidents", 31)]


def test_amounts_may_stand_before_their_labels() -> None:
    lines = "US$ 74 m received    US$ 208 m required"
    assert rows(lines, "Funding", "received", "required") == [(74_000_000, 208_000_000)]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Total number of people affected: 7,450 people (1,490 households)", ("PopulationFigure", 7450, None, None)),
        ("People affected: 7,450 (1,490 families)", ("PopulationFigure", 7450, None, None)),
        ("Number of people to be assisted: 3,000 people (600 households)", ("Activity", 3000, 600, None)),
        ("People reached in 2018: 212,540", ("Activity", 212540, None, "2018")),
        ("People reached 5,200 (1,040 HHs)", ("Activity", 5200, 1040, None)),
    ],
)
def test_a_line_may_tell_families_and_the_year(line: str, fact: tuple[Any, ...]) -> None:
    kind, count, *more = fact
    slots = ("value" if kind == "PopulationFigure" else "reached", "households", "date")
    assert rows(line, kind, *slots) == [(count, *more)]
    assert not rows(line, "Measurement", "indicator")


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Indicator Population Type Baseline Target;(2022);Actual;(2022);"
            "4.1 Proportion of people who reach a;health post;Refugees and Asylum-;seekers;20.50% 40.00% 31.00%"
        ),
        (
            "Indicator Population;Type;Baseline Target (2022) Actual (2022);"
            "4.1 Proportion of people who reach a health post Refugees and Asylum-seekers 20.50% 40.00% 31.00%"
        ),
    ],
)
def test_the_group_may_stand_between_an_indicator_and_its_numbers(lines: str) -> None:
    indicator = "Proportion of people who reach a health post"
    assert rows(lines, "Measurement", "indicator", "population", "measure", "value") == [
        (indicator, "refugees-and-asylum-seekers", "baseline", 20.5),
        (indicator, "refugees-and-asylum-seekers", "target", 40),
        (indicator, "refugees-and-asylum-seekers", "actual", 31),
    ]


def test_columns_may_stand_one_after_the_other_each_below_its_name() -> None:
    lines = (
        "Partner;Oxfam;Medair;Caritas;;District;Abeche;Mongo;Bol;;"
        "Households targeted;900;700;650;;Households reached;880;510;90"
    )
    assert rows(lines.replace(";;", ";"), "Activity", "households") == rows(lines, "Activity", "households")
    assert rows(lines, "Activity", "actor", "place", "households", "status") == [
        ("Oxfam", "Abeche", 900, "planned"),
        ("Oxfam", "Abeche", 880, None),
        ("Medair", "Mongo", 700, "planned"),
        ("Medair", "Mongo", 510, None),
        ("Caritas", "Bol", 650, "planned"),
        ("Caritas", "Bol", 90, None),
    ]


def test_columns_may_stand_one_after_the_other_below_all_names() -> None:
    lines = "Province;;IDPs;;Returnees;;Lac;;Logone;;Kanem;;1,200;;950;;400;;310;;220;;90"
    assert rows(lines, "PopulationFigure", "place", "population", "value") == [
        ("Lac", "idps", 1200),
        ("Lac", "returnees", 310),
        ("Logone", "idps", 950),
        ("Logone", "returnees", 220),
        ("Kanem", "idps", 400),
        ("Kanem", "returnees", 90),
    ]


def test_donors_may_have_a_column_for_each_kind_of_earmarking() -> None:
    lines = "Donor;Earmarked;Unearmarked;Total;Japan;Norway;Total;300,000 -;250,000 -;550,000 -;300,000;250,000;550,000"
    assert rows(lines, "Contribution", "donor", "amount", "earmarking") == [
        ("Japan", 300000, "earmarked"),
        ("Norway", 250000, "earmarked"),
    ]


def test_the_name_of_the_total_may_be_wrapped_and_a_year_is_no_amount() -> None:
    lines = (
        "Impact area Budget Funds Available Expenditure;IA1: Protect $900 $800 $700;Total Impact;Area;$900 $800 $700"
    )
    assert [r[0] for r in rows(lines, "Funding", "subject")] == ["IA1: Protect", "Total Impact Area"]
    lines = "$ 21 million;total requirements;2024;;41%;funded;;$ 8.6 million;received"
    assert rows(lines, "Funding", "required", "received", "percentFunded") == [(21000000, 8600000, 41)]


def test_a_title_over_labels_of_amounts_is_none_of_them() -> None:
    lines = "Country Strategy;Total Requirement (in USD);Total Received (in USD);51 million;29 million"
    assert rows(lines, "Funding", "required", "received") == [(51000000, 29000000)]


@pytest.mark.parametrize(
    "lines",
    [
        # Names, group and values in their order, a cell or a part of one a line.
        (
            "Indicator;Population;Type;Baseline Target;(2022);Actual;(2022);"
            "4.1 Proportion of people who reach a;health post;Stateless;Persons;20.50%;40.00%;31.00%"
        ),
        # The names of columns behind those of rows, and values among them.
        (
            "Indicator;;Population Type;;4.1 Proportion of people who reach a;health post;;Stateless Persons;;"
            "Baseline Target;(2022);;20.50%;;Actual;(2022);;40.00%;;31.00%"
        ),
    ],
)
def test_the_cells_of_one_indicator_are_told_by_what_they_are(lines: str) -> None:
    after = ";;The teams of the ministry went to all of the villages on both sides of the river."
    found = rows(lines + after, "Measurement", "indicator", "population", "measure", "value")
    assert found == [
        ("Proportion of people who reach a health post", "stateless", "baseline", 20.5),
        ("Proportion of people who reach a health post", "stateless", "target", 40),
        ("Proportion of people who reach a health post", "stateless", "actual", 31),
    ]


def test_sectors_may_stand_before_torn_indicators() -> None:
    lines = (
        "Sector;;Indicator;;Health;;# children vaccinated against;measles;;2024;target;;Total;results;;"
        "850;610;;Child;protection;;# children with someone to talk to;;640;390;;WASH # people with safe water;;90;70"
    )
    assert rows(lines, "Measurement", "indicator", "measure", "value") == [
        ("# children vaccinated against measles", "target", 850),
        ("# children vaccinated against measles", "actual", 610),
        ("# children with someone to talk to", "target", 640),
        ("# children with someone to talk to", "actual", 390),
        ("# people with safe water", "target", 90),
        ("# people with safe water", "actual", 70),
    ]


@pytest.mark.parametrize(("last", "facts_found"), [("550,000", 2), ("300,000", 0)])
def test_columns_that_do_not_sum_up_to_their_total_are_out_of_order(last: str, facts_found: int) -> None:
    names = "Sector;;Health;;WASH;;Total;;Required (USD);;Received (USD)"
    lines = f"{names};;900,000;;800,000;;1,700,000;;300,000;;250,000;;{last}"
    found = rows(lines, "Funding", "subject", "required", "received")
    assert (
        len([fact for fact in found if fact in {("Health", 900000, 300000), ("WASH", 800000, 250000)}]) == facts_found
    )


@pytest.mark.parametrize(
    "lines",
    [
        "Donor Earmarked Softly earmarked Total;Japan 300,000 - 300,000;Norway - 250,000 250,000",
        "Donor;Earmarked;Softly earmarked;Total;Japan;300,000 -;300,000;Norway;0 250,000;250,000",
    ],
)
def test_rows_of_donors_may_have_a_column_for_each_kind_of_earmarking(lines: str) -> None:
    assert rows(lines, "Contribution", "donor", "amount", "earmarking") == [
        ("Japan", 300000, "earmarked"),
        ("Norway", 250000, "softly-earmarked"),
    ]


def test_the_name_of_a_column_of_shares_may_hold_other_names() -> None:
    lines = "Region IDPs Share of sites with a clinic (%) Returnees;Lac 9,200 71 830;Kanem 4,100 62 460"
    assert rows(lines, "PopulationFigure", "place", "population", "value") == [
        ("Lac", "idps", 9200),
        ("Lac", "returnees", 830),
        ("Kanem", "idps", 4100),
        ("Kanem", "returnees", 460),
    ]


def test_a_group_of_two_words_is_one_column() -> None:
    lines = "Region;Displaced people;People targeted;People reached;Lac;900;400;310;Kanem;800;500;290"
    assert rows(lines, "PopulationFigure", "place", "population", "value") == [
        ("Lac", "idps", 900),
        ("Kanem", "idps", 800),
    ]
    assert rows(lines, "Activity", "place", "reached") == [("Lac", 400), ("Lac", 310), ("Kanem", 500), ("Kanem", 290)]
    assert rows(lines, "Measurement", "indicator") == []


def test_money_below_a_title_that_counts_people_is_none_of_theirs() -> None:
    lines = "People reached by cluster;Funding;$4.34B;required;$1.19B;received;27%"
    assert rows(lines, "Measurement", "indicator", "value") == []
    assert rows(lines, "Activity", "reached") == []


def test_names_of_columns_may_be_broken_anywhere_over_two_lines() -> None:
    lines = "Cluster People in People Requirements; need targeted (US$); Education 900 400 31,000; WASH 800 500 28,000"
    assert rows(lines, "Funding", "subject", "required") == [("Education", 31000), ("WASH", 28000)]
    assert rows(lines, "PopulationFigure", "value") == [(900,), (800,)]


def test_a_space_may_part_thousands_where_all_bare_numbers_end_so() -> None:
    lines = "POPULATION OF CONCERN;;Sudanese refugees 61 204;;IDPs 4 310;;Asylum seekers 1 020"
    expected = [("refugees", 61204), ("idps", 4310), ("asylum-seekers", 1020)]
    assert rows(lines, "PopulationFigure", "population", "value") == expected


def test_givers_between_bars_are_no_row() -> None:
    lines = (
        "Earmarked contributions (in USD);;Norway 2.5 million | Japan 850,000;;CONTACTS;;Ada Achan, achan@example.org"
    )
    assert rows(lines, "Contribution", "donor", "amount") == [("Norway", 2500000), ("Japan", 850000)]
