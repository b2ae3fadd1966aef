"""Who gave what, and what an operation or project needs, has and lacks."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import claims, facts, report, told

HEAD = "# UNHCR Chad Operational Update, June 2023\n\n"


def given(text: str) -> list[dict[str, Any]]:
    return facts(text, "Contribution", head=HEAD)


# Lists -----------------------------------------------------------------------------------------------------------


def test_a_list_of_donors_with_amounts_in_brackets() -> None:
    text = "## Donors\n\nNorway (12.5 M) | Germany (3 M) | Private donors Iceland (1.2 M) | CERF (900,000)\n"
    assert told(given(text), "donor", "recipient", "amount") == [
        ("Norway", "UNHCR", 12500000),
        ("Germany", "UNHCR", 3000000),
        ("Private donors Iceland", "UNHCR", 1200000),
        ("Central Emergency Response Fund", "UNHCR", 900000),
    ]


@pytest.mark.parametrize(
    ("title", "earmarking", "year", "place"),
    [
        ("Softly earmarked contributions (USD)", "softly-earmarked", None, None),
        ("Unearmarked contributions 2023 (USD)", "unearmarked", "2023", None),
        ("Earmarked contributions for Chad (USD)", "earmarked", None, "Chad"),
        ("CONTRIBUTIONS FOR CHAD | USD", None, None, "Chad"),
    ],
)
def test_the_title_of_a_list_tells_what_its_contributions_share(
    title: str, earmarking: str | None, year: str | None, place: str | None
) -> None:
    found = given(f"{title}\n\nJapan 2.1 million | Sweden 3 million | Private donors Italy 1.2 million\n")
    shared = ("USD", earmarking, year, place)
    assert told(found, "donor", "amount") == [
        ("Japan", 2100000),
        ("Sweden", 3000000),
        ("Private donors Italy", 1200000),
    ]
    assert told(found, "currency", "earmarking", "date", "place") == [shared] * 3


def test_a_title_may_run_into_its_list() -> None:
    found = given("Unearmarked contributions 2023 | Sweden 95 million | Norway 80 million | Denmark 35 million\n")
    assert told(found, "donor", "amount", "earmarking") == [
        ("Sweden", 95000000, "unearmarked"),
        ("Norway", 80000000, "unearmarked"),
        ("Denmark", 35000000, "unearmarked"),
    ]


def test_donors_may_be_listed_without_amounts() -> None:
    found = given("Other softly earmarked contributions\n\nFrance | Canada | Private donors Australia | Ireland\n")
    assert told(found, "donor", "amount") == [
        ("France", None),
        ("Canada", None),
        ("Private donors Australia", None),
        ("Ireland", None),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Japan, Norway, Trinidad and Tobago and the European Union.\n",
        "- Japan\n- Norway\n- Trinidad and Tobago\n- European Union\n",
    ],
)
def test_givers_may_only_be_named_below_a_title(lines: str) -> None:
    found = given(f"## Donors\n\n{lines}\nContact: Ada Moyo, Officer\n\nAda Moyo\n")
    assert [(f["donor"], f["recipient"], f.get("amount")) for f in found] == [
        (donor, "UNHCR", None) for donor in ("Japan", "Norway", "Trinidad and Tobago", "European Union")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Donors\n\nGovernment of Canada\nGovernment of Japan\nUSAID/BHA\nCaritas Freeland\n",
            ["Canada", "Japan", "Bureau for Humanitarian Assistance", "Caritas Freeland"],
        ),
        (
            (
                "The following partners have contributed to the appeal:\nJapanese Red Cross Society\n"
                "The Tuvalu Red Cross (from the Tuvalu government)\nSpanish Government\n"
            ),
            ["Japanese Red Cross Society", "Tuvalu Red Cross", "Spain"],
        ),
        (
            "Thanks to our donors\nSwiss Agency for Development and\nCooperation\nThe Government of Japan\n",
            ["Swiss Agency for Development and Cooperation", "Japan"],
        ),
        ("## Donors\n\nJapan, Norway, Lake Soap and individual contributions.\n", ["Japan", "Norway", "Lake Soap"]),
        ("Key donors: Japan, Norway, ECHO, LSHF and public donations.", ["Japan", "Norway", "ECHO", "LSHF"]),
        (
            "Pledged and received by March\nSida: SEK 3,000\nNorway NOK 500\n",
            ["Swedish International Development Cooperation Agency", "Norway"],
        ),
        (
            "## Donors\n\n- ECHO\n- Fondation Paul Klein\n- The Lantern Club\n- Norway\n",
            ["ECHO", "Fondation Paul Klein", "Lantern Club", "Norway"],
        ),
        ("## Thanks to\n\nThe village elders\nThe nurses\n", []),
        ("It cost USD 90.\n\nContributions of the refugees\nBricks 12,000\nSand 3,400\nTimber 1,100\n", []),
        ("Contributions to the campaign\n450 children received kits\nTwo schools were painted\n", []),
    ],
)
def test_givers_may_stand_one_a_line(text: str, expected: list[str]) -> None:
    assert [f["donor"] for f in given(text)] == expected


def test_a_title_may_be_printed_right_above_lines_with_amounts() -> None:
    found = given("Contributions to the 2021 appeal (in US dollars)\nSweden 4,120,000\nChurch of Fiji 12,400\n")
    assert told(found, "donor", "amount", "date") == [("Sweden", 4120000, "2021"), ("Church of Fiji", 12400, "2021")]
    found = given("It received USD 5 million.\n\nDonor          Amount\n\nJapan          2,300,000\n\nFiji Plan 2023\n")
    assert told(found, "donor", "amount", "currency") == [("Japan", 2300000, "USD")]
    found = given("## Donors\n\n- Japan: USD 9,000\n- Nauru Relief Fund\n- Private donors\n- Unearmarked: USD 500\n")
    assert told(found, "donor", "amount") == [("Japan", 9000), ("Nauru Relief Fund", None), ("Private donors", None)]


def test_what_an_amount_is_gives_nothing() -> None:
    assert given("## Contributions (in USD)\n\nFunding gap, $68.2M\n\nCarry-forward: $12.4M\n\nJapan: $3M\n") == []


def test_a_label_and_its_amount_may_stand_in_lines_of_their_own() -> None:
    found = given(
        "Contributions received in 2023 (USD)\n\n"
        "United States of America\n12,500,000\nGermany\n3,000,000\nPrivate donors Sweden\n1,200,000\n"
    )
    assert told(found, "donor", "amount", "currency", "date") == [
        ("United States of America", 12500000, "USD", "2023"),
        ("Germany", 3000000, "USD", "2023"),
        ("Private donors Sweden", 1200000, "USD", "2023"),
    ]


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("Income 2023 (in EUR)", 1),
        ("Sources of income by donor, 2023 (in thousands of EUR)", 1000),
        ("Contributions by donor (EUR million)", 1_000_000),
        ("Donors, in EUR '000", 1000),
    ],
)
def test_a_title_may_tell_that_it_is_income_and_its_scale(title: str, factor: int) -> None:
    rows = (
        "Japan 125\n\nNorway 40.5\n\nSub-total 165.5\n\nCERF 10\n\nTotal 175.5\n\nExpenditure 2023 (in EUR)\n\nStaff 60"
    )
    assert told(given(f"## {title}\n\n{rows}\n"), "donor", "amount", "currency") == [
        ("Japan", 125 * factor, "EUR"),
        ("Norway", 40.5 * factor, "EUR"),
        ("Central Emergency Response Fund", 10 * factor, "EUR"),
    ]


def test_budget_and_duration_in_a_line_of_bars_give_nothing() -> None:
    found = given("Donor: Japan | Budget: US$ 2,000,000 | Duration: 24 months (2021 to 2023)\n")
    assert {f["donor"] for f in found} <= {"Japan"}
    assert given("Funded by: Japan\n\nTotal funding: USD 5.5 million\n") == [{"donor": "Japan", "recipient": "UNHCR"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Donor: Japan\n\nThe work began in May.\n", ["Japan"]),
        (
            "We thank our donors: Japan, Lake Friends in Europe, Norway and Bread for All.",
            ["Japan", "Lake Friends in Europe", "Norway", "Bread for All"],
        ),
        (
            "Donors: Japan, Norway, Lake Ministry of Trade and Industry.",
            ["Japan", "Norway", "Lake Ministry of Trade and Industry"],
        ),
        ("Donors: Japan, Norway, Ministry of Trade and UNICEF.", ["Japan", "Norway", "Ministry of Trade", "UNICEF"]),
    ],
)
def test_labelled_givers_may_be_known_to_nobody(text: str, expected: list[str]) -> None:
    assert [f["donor"] for f in given(text)] == expected


def test_a_chart_of_donors_is_paired_by_order() -> None:
    text = "Donors in 2023 (in USD)\n\n12,500,000\n3,000,000\n900,000\n\nUnited States of America\nGermany\nJapan\n"
    assert told(given(text), "donor", "amount", "currency") == [
        ("United States of America", 12500000, "USD"),
        ("Germany", 3000000, "USD"),
        ("Japan", 900000, "USD"),
    ]


def test_a_chart_torn_from_its_title_belongs_to_the_one_without_a_list_whatever_sentence_stands_before() -> None:
    text = (
        "Recorded contributions to the operation come to USD 9 million.\n\n"
        "Earmarked contributions (USD)\n\n"
        "Unearmarked contributions (USD)\n\nNorway 80 million | Spain 75 million | Sweden 70 million\n\n"
        "900,000\n\n3,000,000\n\n4,500,000\n\nJapan\n\nGermany\n\nBelgium\n"
    )
    assert told(given(text), "donor", "amount", "earmarking", "currency") == [
        ("Norway", 80000000, "unearmarked", "USD"),
        ("Spain", 75000000, "unearmarked", "USD"),
        ("Sweden", 70000000, "unearmarked", "USD"),
        ("Japan", 900000, "earmarked", "USD"),
        ("Germany", 3000000, "earmarked", "USD"),
        ("Belgium", 4500000, "earmarked", "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Refugees come from Sudan | Nigeria | Cameroon.",
        "Sectors\n\nHealth | Water | Education\n",
        "Fruit in crates\n\n12,500\n3,000\n900\n\nApples\nPears\nPlums\n",
        # Nor are partners givers; donors have states among them.
        "Who works here\n\nOxfam | WFP | UNICEF | UNDP\n",
        # A line of addresses and sources is parted by bars like a list of donors.
        "Written on 3 May 2023 | Source: Visits to sites | Write to: chad@example.org | Site: example.org/chad\n",
    ],
)
def test_what_is_listed_without_giving_is_no_contribution(text: str) -> None:
    assert given(text) == []


# Sentences -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNHCR is grateful for the contributions from Germany, Sweden and the European Union.",
            [("Germany", None, None), ("Sweden", None, None), ("European Union", None, None)],
        ),
        (
            "The operation received a contribution of USD 2 million from Japan in May 2023.",
            [("Japan", 2000000, "2023-05")],
        ),
        ("In March 2023, Canada contributed US$ 4.5 million to the operation.", [("Canada", 4500000, "2023-03")]),
        (
            "Thanks to contributions from Norway (USD 5 million) and Denmark (USD 3 million), UNHCR could act.",
            [("Norway", 5000000, None), ("Denmark", 3000000, None)],
        ),
        # Givers of whom no sum is told.
        (
            (
                "The main donors and partners of the fund include the rotary clubs and governments of Belgium, New "
                "Zealand and Norway as well as ECHO."
            ),
            [("Belgium", None, None), ("New Zealand", None, None), ("Norway", None, None), ("ECHO", None, None)],
        ),
        (
            "ECHO, the Belgian Government and the Canadian Government contributed to refilling the reserve fund.",
            [("ECHO", None, None), ("Belgium", None, None), ("Canada", None, None)],
        ),
        (
            "UNHCR is grateful to Japan, Sweden and Italy for their flexible funding.",
            [("Japan", None, None), ("Sweden", None, None), ("Italy", None, None)],
        ),
        (
            "The operation is supported by the governments of Japan and Norway.",
            [("Japan", None, None), ("Norway", None, None)],
        ),
        # Funds of a kind, private donors of a country, money that is told before its giver, and two givers in one.
        (
            "Canada, the Republic of Korea and private donors in Spain gave earmarked funds.",
            [("Canada", None, None), ("Republic of Korea", None, None), ("Private donors Spain", None, None)],
        ),
        ("The clinic is built with EUR 1.2 million granted to UNHCR by Germany.", [("Germany", 1200000, None)]),
        (
            "Norway released USD 3 million for the flood response, and the European Union allocated EUR 5 million.",
            [("Norway", 3000000, None), ("European Union", 5000000, None)],
        ),
        # Received from, donated by, announced, the gift of; governments and demonyms; several, each or in brackets.
        ("UNHCR received USD 2 million from Japan for the camps.", [("Japan", 2000000, None)]),
        ("UNHCR received a EUR 1.4 million grant from the Italian government.", [("Italy", 1400000, None)]),
        ("In all, USD 3 million was donated by Canada.", [("Canada", 3000000, None)]),
        ("The government of Norway confirmed a contribution of USD 1.1 million.", [("Norway", 1100000, None)]),
        ("The Netherlands announced USD 12 million in additional funding.", [("Netherlands", 12000000, None)]),
        ("Canada's contribution of CAD 2 million pays for the road.", [("Canada", 2000000, None)]),
        ("The Swiss government granted CHF 400,000 to the camps.", [("Switzerland", 400000, None)]),
        (
            "Australia and New Zealand donated USD 1 million each.",
            [("Australia", 1000000, None), ("New Zealand", 1000000, None)],
        ),
        (
            "Germany (EUR 3 million) and Sweden (SEK 20 million) made contributions to the appeal.",
            [("Germany", 3000000, None), ("Sweden", 20000000, None)],
        ),
        (
            "The operation is supported by contributions from Denmark and Norway.",
            [("Denmark", None, None), ("Norway", None, None)],
        ),
        (
            "UNHCR is grateful for the support of Denmark, Norway and Sweden.",
            [("Denmark", None, None), ("Norway", None, None), ("Sweden", None, None)],
        ),
        # Who built with the money did not give it.
        (
            "Thanks to a contribution of EUR 1 million from the European Union, UNICEF built schools.",
            [("European Union", 1000000, None)],
        ),
        ("UNHCR is grateful for the support of Oxfam and Mercy Corps.", []),
        ("Norway announced a visit that costs USD 2,000.", []),
        ("Canada and Sweden gave useful advice.", []),
        ("The lamps cost EUR 30 and are provided by Oxfam.", []),
        ("Norway and Sweden contributed to the drafting of the report.", []),
        ("UNHCR is grateful to Cameroon for its hospitality.", []),
        ("The well was funded by the European Union and dug by Oxfam in Bol.", []),
        ("UNHCR thanks the people of Chad.", []),
        ("The water was funded by rain.", []),
        ("Farmers received USD 50 each.", []),
        # Money for people is assistance.
        ("WFP provided 43,120 people with a total of USD 266,980.", []),
        ("WFP pledged USD 200,000.", [("WFP", 200000, None)]),
        # A line that only tells who pays, and what `it` is paid by.
        ("Project funded by the European Union", [("European Union", None, None)]),
        ("This leaflet was made possible with the support of USAID.", [("USAID", None, None)]),
        ("The school is open. It is funded by Japan and Norway.", [("Japan", None, None), ("Norway", None, None)]),
        ("A project funded by the neighbours reached 40 families.", []),
        # Gifts without a word on what for; grants for families are no gift to the agency.
        (
            "Germany (EUR 3 million) and Spain (EUR 500,000) made new contributions in May.",
            [("Germany", 3000000, "2023-05"), ("Spain", 500000, "2023-05")],
        ),
        ("Families received cash grants of USD 100 from WFP.", []),
    ],
)
def test_givers_in_sentences(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(given(sentence), "donor", "amount", "date") == expected


def test_the_one_who_received_is_the_one_that_the_sentence_names() -> None:
    assert told(given("Oxfam received a contribution of US$ 40,000 from Japan."), "donor", "recipient", "amount") == [
        ("Japan", "Oxfam", 40000)
    ]
    assert told(given("Japan pledged USD 40,000 for WFP."), "donor", "recipient", "amount") == [("Japan", "WFP", 40000)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("UNHCR received US$ 3.5 million from Japan for wells in Wadi Fira.", [("Japan", "UNHCR", 3500000)]),
        ("We secured 2 million euros from Norway and Sweden.", [("Norway", "UNHCR", None), ("Sweden", "UNHCR", None)]),
        (
            (
                "With funding from CERF (USD 3 million), the Kingdom of Belgium (USD 500,000) and Japan "
                "(EUR 2 million), UNHCR drilled 12 wells in Biltine."
            ),
            [
                ("Central Emergency Response Fund", "UNHCR", 3000000),
                ("Belgium", "UNHCR", 500000),
                ("Japan", "UNHCR", 2000000),
            ],
        ),
        (
            "The Governments of Japan and Norway have generously contributed to the flood response.",
            [("Japan", "UNHCR", None), ("Norway", "UNHCR", None)],
        ),
        ("The Danish Red Cross provided Oxfam with EUR 100,000 for seeds.", [("Danish Red Cross", "Oxfam", 100000)]),
        ("The Danish Red Cross gave Oxfam some EUR 100,000.", [("Danish Red Cross", "Oxfam", 100000)]),
        # Who is thanked, and to whom it was awarded, in any voice.
        ("Oxfam was awarded a grant of EUR 200,000 by ECHO.", [("ECHO", "Oxfam", 200000)]),
        ("UNICEF has been granted USD 2 million by the World Bank.", [("World Bank", "UNICEF", 2000000)]),
        ("ECHO awarded Oxfam a EUR 200,000 grant.", [("ECHO", "Oxfam", 200000)]),
        ("UNHCR thanks Japan for its contribution of USD 2 million.", [("Japan", "UNHCR", 2000000)]),
        # Lists with amounts in brackets, whose names nobody may know; partners who give.
        (
            "The work was funded by the UK's Lantern Trust (GBP 20,000), Japan (JPY 9 million) and kind people.",
            [("Lantern Trust", "UNHCR", 20000), ("Japan", "UNHCR", 9000000)],
        ),
        (
            "It is funded by Norway (NOK 2 million), Sweden (SEK 1 million) and UNHCR's own Reserve Fund.",
            [("Norway", "UNHCR", 2000000), ("Sweden", "UNHCR", 1000000)],
        ),
        (
            "At the conference, donors pledged USD 1.2 million, among them Japan (USD 500,000) and Fiji (USD 9,000).",
            [("Japan", "UNHCR", 500000), ("Fiji", "UNHCR", 9000)],
        ),
        ("Resource partners: Japan, Norway\n", [("Japan", "UNHCR", None), ("Norway", "UNHCR", None)]),
        (
            "UNHCR thanks its donor partners Japan, Norway and Italy.",
            [("Japan", "UNHCR", None), ("Norway", "UNHCR", None), ("Italy", "UNHCR", None)],
        ),
        (
            "A grant of EUR 2.5 million was signed with Japan. Norway has extended its support with USD 3 million.",
            [("Japan", "UNHCR", 2500000), ("Norway", "UNHCR", 3000000)],
        ),
        (
            "The largest contributors were Japan (USD 9 million) and Fiji (USD 2 million).",
            [("Japan", "UNHCR", 9000000), ("Fiji", "UNHCR", 2000000)],
        ),
        # What the report's own body gave to others, one who follows, one through whom another gave, a labelled line.
        (
            "We have also allocated USD 2,000 to WFP and USD 900 to Oxfam.",
            [("UNHCR", "WFP", 2000), ("UNHCR", "Oxfam", 900)],
        ),
        ("We allocated USD 2,000 for wells.", []),
        (
            "Japan gave USD 2 million. Norway followed with NOK 3 million and Italy with EUR 1 million.",
            [("Japan", "UNHCR", 2000000), ("Norway", "UNHCR", 3000000), ("Italy", "UNHCR", 1000000)],
        ),
        (
            "CERF granted USD 8 million to two UN agencies: UNICEF (USD 5 million) and WHO (USD 3 million).",
            [
                ("Central Emergency Response Fund", "UNICEF", 5000000),
                ("Central Emergency Response Fund", "WHO", 3000000),
            ],
        ),
        (
            "Donors: Norway, World Bank through SFD and UNDP\n",
            [("Norway", "UNHCR", None), ("World Bank", "UNHCR", None)],
        ),
        (
            "Donor: Norway, USD 2,000, wells\nDonor: Japan, USD 900, pumps\n",
            [("Norway", "UNHCR", 2000), ("Japan", "UNHCR", 900)],
        ),
        (
            "UNHCR expresses its gratitude to Japan, Norway and CERF for their support.",
            [("Japan", "UNHCR", None), ("Norway", "UNHCR", None), ("Central Emergency Response Fund", "UNHCR", None)],
        ),
        ("ECHO's EUR 5 million grant covers two wells.", [("ECHO", "UNHCR", 5000000)]),
        ("Supporters: ECHO, Irish Aid\n", [("ECHO", "UNHCR", None), ("Irish Aid", "UNHCR", None)]),
        (
            "UNHCR's response is supported by: Japan, Norway and the Lake Foundation.",
            [("Japan", "UNHCR", None), ("Norway", "UNHCR", None), ("Lake Foundation", "UNHCR", None)],
        ),
        ("The sessions were supported by: mothers, fathers and teachers.", []),
        ("Japan's contribution in 2022 stood at USD 2 million.", [("Japan", "UNHCR", 2000000)]),
        (
            "Japan and Norway replenished the DREF for this operation.",
            [("Japan", "UNHCR", None), ("Norway", "UNHCR", None)],
        ),
        (
            "Donors: Office for Wells and Relief (ECHO), Irish Aid\n",
            [("ECHO", "UNHCR", None), ("Irish Aid", "UNHCR", None)],
        ),
        # Who got how much of it.
        (
            "CERF has disbursed $7 million to Chad: $5 million to WFP and $2 million to UNICEF.",
            [
                ("Central Emergency Response Fund", "UNHCR", 7000000),
                ("Central Emergency Response Fund", "WFP", 5000000),
                ("Central Emergency Response Fund", "UNICEF", 2000000),
            ],
        ),
        (
            "CERF allocated USD 9 million to Chad, including USD 5 million to WFP and USD 1 million to IOM.",
            [
                ("Central Emergency Response Fund", "UNHCR", 9000000),
                ("Central Emergency Response Fund", "WFP", 5000000),
                ("Central Emergency Response Fund", "IOM", 1000000),
            ],
        ),
        (
            "A CERF allocation will support FAO (USD 3 million) and WFP (USD 5 million).",
            [
                ("Central Emergency Response Fund", "FAO", 3000000),
                ("Central Emergency Response Fund", "WFP", 5000000),
            ],
        ),
        (
            "Under the CERF window, IOM received USD 2 million and WFP USD 3 million.",
            [
                ("Central Emergency Response Fund", "IOM", 2000000),
                ("Central Emergency Response Fund", "WFP", 3000000),
            ],
        ),
        ("Japan increased its grant by USD 2,000 in May.", [("Japan", "UNHCR", 2000)]),
        # Givers at the head of a sentence and companies behind a label, whom nobody knows; a clause is no giver.
        ("The Lake Centre for Relief pledged USD 2,000 to WHO.", [("Lake Centre for Relief", "WHO", 2000)]),
        ("He gave USD 2,000 to WHO.", []),
        ("On Monday Fishermen gave USD 2,000.", []),
        (
            "Corporate donors: IKEA Foundation, Lake Soap, Mills & Sons.",
            [("IKEA Foundation", "UNHCR", None), ("Lake Soap", "UNHCR", None), ("Mills & Sons", "UNHCR", None)],
        ),
        ("Total funding received: USD 9,000\nWe will need an additional US$1,200 for the second phase.", []),
        ("Japan gave USD 2 million to UN agencies.", [("Japan", "UNHCR", 2000000)]),
        (
            "Japan announced EUR 2 million for the Yemen Humanitarian Fund, and Norway pledged EUR 1 million.",
            [("Japan", "Yemen Humanitarian Fund", 2000000), ("Norway", "UNHCR", 1000000)],
        ),
    ],
)
def test_who_gave_and_who_received(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(given(sentence), "donor", "recipient", "amount") == expected


def test_who_thanks_received() -> None:
    text = "WFP would like to thank all donors who stood by it this year, notably Kuwait and Finland."
    assert told(given(text), "donor", "recipient") == [("Kuwait", "WFP"), ("Finland", "WFP")]
    text = "UNICEF is grateful to Finland and UNICEF national committees for their generous contributions."
    assert told(given(text), "donor", "recipient") == [("Finland", "UNICEF"), ("UNICEF National Committees", "UNICEF")]


def test_a_gift_may_be_to_help_one_and_more_may_follow() -> None:
    text = "Japan granted USD 6 million to help Niger, as well as additional financing of USD 2 million."
    assert told(given(text), "recipient", "amount") == [("Niger", 6000000), ("Niger", 2000000)]


def test_givers_may_give_to_a_fund() -> None:
    found = given("Donors to the Dry Season Response Fund include Japan and Norway.")
    assert told(found, "donor", "programme") == [
        ("Japan", "Dry Season Response Fund"),
        ("Norway", "Dry Season Response Fund"),
    ]


def test_donors_may_be_listed_by_name_below_a_title() -> None:
    names = "Canada, Denmark, the European Union, Finland, France (MFA), private donors and UN CERF"
    expected = [
        "Canada",
        "Denmark",
        "European Union",
        "Finland",
        "France",
        "Private donors",
        "Central Emergency Response Fund",
    ]
    assert [fact["donor"] for fact in given(f"## Donors in 2023\n\n{names}\n")] == expected
    assert given(f"## Countries visited\n\n{names}\n") == []


def test_a_list_of_donors_may_have_lost_its_title() -> None:
    aside = "(in alphabetical order)"
    names = f"{aside} Canada, Denmark, the European Union (DEVCO and ECHO), France (MFA), Norway, UN CERF, and"
    expected = ["Canada", "Denmark", "European Union", "France", "Norway", "Central Emergency Response Fund"]
    assert [fact["donor"] for fact in given(f"The well is open. Write to us. {names}\n")] == expected
    # States alone are listed for anything, and a sentence that goes on does something else.
    assert given("Canada, Denmark, France, Italy, Japan, Norway and Sweden\n") == []
    assert (
        given("The fair was opened by Canada, Denmark, France (MFA), Japan, Norway (NORAD) and Sweden (Sida).\n") == []
    )


def test_a_gift_is_for_a_plan_and_for_places() -> None:
    (gift,) = given("Norway confirmed a contribution of USD 1.1 million to the Lake Strategic Plan 2019-2023.")
    assert (gift["programme"], gift.get("date")) == ("Lake Strategic Plan 2019-2023", None)
    (gift,) = given("Japan gave USD 2 million for schools in Bol and Mongo.")
    assert gift["place"] == ["Bol", "Mongo"]
    (gift,) = given("IFRC released CHF 250,000 from its own reserve to the Chad Red Cross.")
    assert gift["donor"] == "IFRC"


def test_donors_parted_by_bars_are_counted_once() -> None:
    found = given("Many thanks to our donors: Norway | Sweden | Japan | Private donors Spain")
    assert [fact["donor"] for fact in found] == [
        "Norway",
        "Sweden",
        "Japan",
        "Private donors Spain",
    ]


def test_a_country_that_gives_is_its_government() -> None:
    (claim,) = claims("In March 2023, Canada contributed US$ 4.5 million.", "Contribution", HEAD)
    (donor,) = claim.slots["donor"]
    assert (getattr(donor, "text", None), getattr(donor, "cls", None)) == ("Canada", "Government")


# Needs -----------------------------------------------------------------------------------------------------------


def needs(text: str) -> list[dict[str, Any]]:
    return facts(text, "Funding", head=HEAD)


@pytest.mark.parametrize(
    "text",
    [
        (
            "## Funding as of 30 June 2023\n\n"
            "USD 172.5 million requested\n\nFunded 31%\n53.4 million\n\nUnfunded 69%\n119.1 million\n"
        ),
        (
            "FUNDING (AS OF 30 JUNE 2023)\n\n"
            "USD 172.5 million\nrequested for Chad\n\nUnfunded 69%\n119,100,000\n\nFunded 31%\n53,400,000\n"
        ),
    ],
)
def test_a_box_of_labels_and_amounts_is_one_fact(text: str) -> None:
    assert needs(text) == [
        {
            "subject": "UNHCR",
            "place": "Chad",
            "required": 172500000,
            "received": 53400000,
            "unfunded": 119100000,
            "percentFunded": 31,
            "currency": "USD",
            "date": "2023-06-30",
        }
    ]


def test_a_box_may_have_its_labels_behind_the_amounts_or_parted_by_commas() -> None:
    shared = {"subject": "UNHCR", "place": "Chad", "currency": "USD"}
    text = "Situation\n\nUS$ 11.1 M Funds required\n\nUS$ 3.9 M Funds received\n"
    assert needs(text) == [{**shared, "required": 11100000, "received": 3900000}]
    text = "Funding Status (in US$)\n\nFunds received, $18.2M\n\nFunding gap, $68.2M\n"
    assert needs(text) == [{**shared, "received": 18200000, "unfunded": 68200000}]
    text = "In Numbers\n\nUS$ 23.4 million six months net funding requirements\n"
    assert needs(text) == [{**shared, "unfunded": 23400000}]


def test_a_project_line_belongs_to_the_title_above() -> None:
    text = (
        "## Projects\n\nWater for Schools in Chad\n\nAmount requested: USD 2,500,000 | Amount received: USD 700,000\n"
    )
    assert needs(text) == [
        {
            "subject": "Water for Schools in Chad",
            "place": "Chad",
            "required": 2500000,
            "received": 700000,
            "currency": "USD",
        }
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # An appeal keeps its name, and its year is no amount.
        (
            "UNHCR Chad Appeal 2023 US$ 129 million",
            {"subject": "UNHCR Chad Appeal 2023", "required": 129000000, "date": "2023"},
        ),
        (
            "USD 85 million required for the Lake Chad situation",
            {"subject": "Lake Chad situation", "required": 85000000},
        ),
    ],
)
def test_a_line_of_a_box_names_what_the_money_is_for(line: str, expected: dict[str, Any]) -> None:
    assert needs(f"Funding\n\n{line}\n") == [{**expected, "place": "Chad", "currency": "USD"}]


def test_a_year_beside_a_label_is_no_amount() -> None:
    assert needs("Trucks\n\n14 trucks, requested in 2023\n") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("UNHCR requires USD 7 million to keep the camps open through July 2024.", [("UNHCR", {"required": 7000000})]),
        (
            "UNHCR requires US$ 172.5 million for its operation in Chad in 2023.",
            [("UNHCR", {"required": 172500000, "date": "2023"})],
        ),
        (
            "As of 30 June 2023, UNHCR has received US$ 53.4 million, 31 per cent of its needs.",
            [("UNHCR", {"received": 53400000, "percentFunded": 31, "date": "2023-06-30"})],
        ),
        ("The funding gap stands at USD 12 million.", [("UNHCR", {"unfunded": 12000000})]),
        # A named appeal keeps its name.
        ("The Sudan Emergency Appeal requires USD 60 million.", [("Sudan Emergency Appeal", {"required": 60000000})]),
        (
            (
                "Contributions recorded for the operation amount to US$ 30 million, including US$ 4 million for the "
                "Lake Chad situation."
            ),
            [("UNHCR", {"received": 30000000}), ("Lake Chad situation", {"received": 4000000})],
        ),
        # What is needed and what came in, also of what is needed, or told in the next sentence.
        (
            "The Flood Response Plan for Chad asks for USD 8 million in 2023 and has USD 2 million received by 20 May.",
            [("Flood Response Plan for Chad", {"required": 8000000, "received": 2000000, "date": "2023-05-20"})],
        ),
        (
            "By the end of May 2023, the operation had received 52 per cent of the USD 32 million it needed.",
            [("UNHCR", {"required": 32000000, "percentFunded": 52, "date": "2023-05"})],
        ),
        (
            (
                "The Lake Chad plan requires USD 9 million. As of 31 May 2023, USD 3 million has been received, or "
                "33 per cent."
            ),
            [
                (
                    "Lake Chad plan",
                    {"required": 9000000, "received": 3000000, "percentFunded": 33, "date": "2023-05-31"},
                )
            ],
        ),
        (
            "As of 30 June 2023, UNHCR's US$ 98.8 million appeal was 31 per cent funded.",
            [("UNHCR", {"required": 98800000, "percentFunded": 31, "date": "2023-06-30"})],
        ),
        (
            "The Lake Chad plan needs USD 9 million. Thus far, it has received USD 3 million.",
            [("Lake Chad plan", {"required": 9000000, "received": 3000000})],
        ),
        # A share or an amount of what is needed, before it or behind it.
        (
            "As of 30 June 2023, the USD 300 million appeal was only 45% funded.",
            [("UNHCR", {"required": 300000000, "percentFunded": 45, "date": "2023-06-30"})],
        ),
        (
            "Only USD 12 million of the USD 40 million required has been received.",
            [("UNHCR", {"required": 40000000, "received": 12000000})],
        ),
        (
            "The Lake Chad plan requires USD 800 million, of which 30 per cent has been received.",
            [("Lake Chad plan", {"required": 800000000, "percentFunded": 30})],
        ),
        (
            "As of 30 June 2023, the Lake Chad plan, seeking USD 300 million, was 45 per cent funded.",
            [("Lake Chad plan", {"required": 300000000, "percentFunded": 45, "date": "2023-06-30"})],
        ),
        ("Farmers received USD 50 each.", []),
        ("The revised appeal requests USD 282 million for 2023.", [("UNHCR", {"required": 282000000, "date": "2023"})]),
        ("The road requires repair.", []),
        # Who lacks money; what a gap is beside a share, and a share that is lacking.
        ("WFP faces a shortfall of USD 12 million.", [("WFP", {"unfunded": 12000000})]),
        (
            "The appeal is 35 per cent funded, with a gap of USD 40 million.",
            [("UNHCR", {"unfunded": 40000000, "percentFunded": 35})],
        ),
        (
            "UNHCR is appealing for USD 45 million; 70 per cent remains unfunded.",
            [("UNHCR", {"required": 45000000})],
        ),
        (
            "The operation received USD 5.4 million, or 18 per cent of the USD 30 million requested.",
            [("UNHCR", {"required": 30000000, "received": 5400000, "percentFunded": 18})],
        ),
        ("USD 64.3 million is urgently required to go on.", [("UNHCR", {"required": 64300000})]),
        # A part of what came in, the whole of which a gap is a share, who needs it behind a time.
        (
            "In 2023, WFP requested USD 12 million. Funds received came to USD 8 million, with USD 5 million in May.",
            [("WFP", {"required": 12000000, "received": 8000000, "date": "2023-05"})],
        ),
        (
            "USD 14 million net funding requirements, representing 50 per cent of the total USD 28 million.",
            [("UNHCR", {"unfunded": 14000000, "required": 28000000})],
        ),
        # The months that it is needed for lie ahead; of several amounts the one beside the label.
        (
            "USD 5 million cash transfers made USD 30 million six months (February - July) net funding requirements.",
            [("UNHCR", {"unfunded": 30000000, "date": "2023-02-01/2023-07-31"})],
        ),
        ("In 2023, WFP is appealing for USD 94 million.", [("WFP", {"required": 94000000, "date": "2023"})]),
    ],
)
def test_needs_in_sentences(sentence: str, expected: list[tuple[str, dict[str, Any]]]) -> None:
    shared = {"place": "Chad", "currency": "USD"}
    assert needs(sentence) == [{"subject": subject, **slots, **shared} for subject, slots in expected]


def test_a_line_of_amounts_before_their_labels_names_its_plan() -> None:
    (found,) = needs("2023 LAKE RESPONSE PLAN FUNDING US$1.1B REQUIRED US$400M RECEIVED 36% FUNDED\n")
    assert (found["subject"], found["required"]) == ("2023 LAKE RESPONSE PLAN", 1100000000)
    assert (found["received"], found["percentFunded"]) == (400000000, 36)


def test_a_time_is_no_title_of_what_needs_money() -> None:
    (found,) = needs("June 2023\n\nKEY FIGURES US$ 480 million required US$ 120 million received\n")
    assert found["subject"] == "UNHCR"


def test_a_time_may_stand_between_a_label_and_its_amount() -> None:
    (found,) = needs("Net funding requirements (August 2023 - January 2024): US$ 42.1 million\n")
    assert found["unfunded"] == 42100000


@pytest.mark.parametrize(
    "line",
    [
        "US$ 142.3 M required | 58.1 M received | gap 84.2 M",
        "US$ 142.3 million requested, US$ 58.1 million received, gap of US$ 84.2 million",
        "Required: 142.3 M USD - received 58.1 M USD - gap 84.2 M USD",
    ],
)
def test_labels_may_stand_before_some_amounts_and_behind_others(line: str) -> None:
    (fact,) = facts(line, "Funding")
    assert told([fact], "required", "received", "unfunded") == [(142300000, 58100000, 84200000)]


@pytest.mark.parametrize("parting", ["\n", " "])
def test_labels_with_colons_may_stand_above_or_before_their_amounts(parting: str) -> None:
    fields = (("Total Requested", "$ 79,500,000"), ("Total Funded", "$ 21,400,000"), ("Percentage Funded", "27%"))
    text = parting.join(f"{label}:{parting}{amount}" for label, amount in fields)
    (fact,) = facts(f"Humanitarian Compendium\n\n{text}\n\nThe teams worked in May.\n", "Funding")
    assert told([fact], "required", "received", "percentFunded") == [(79500000, 21400000, 27)]


def test_a_field_whose_amount_is_lost_leaves_the_others_their_own() -> None:
    (fact,) = facts("Required: US$ 7,600,000 Received: US$ 3,100,000 Gap: US$", "Funding")
    assert told([fact], "required", "received", "unfunded") == [(7600000, 3100000, None)]


def test_a_line_of_givers_is_no_title_of_the_funding_below() -> None:
    text = "Japan, the European Union and Norway\n\nAmount required: USD 58 million | Amount received: USD 29 million"
    (fact,) = facts(text, "Funding")
    assert fact["subject"] == "UNHCR"


def test_a_plan_may_only_be_told_how_far_it_is_funded() -> None:
    assert facts("The supplementary appeal for the region stands at 69 per cent.", "Funding", head=HEAD) == [
        {"subject": "supplementary appeal", "percentFunded": 69}
    ]
    assert facts("The Flood Response Plan is only 21% funded.", "Funding", head=HEAD) == [
        {"subject": "Flood Response Plan", "percentFunded": 21}
    ]
    for sentence in (
        "To date, the plan has been funded at 36 per cent.",
        "The operation is 36 per cent funded.",
        "Contributions reached 36% of the total requirements.",
    ):
        assert facts(sentence, "Funding", head=HEAD) == [{"subject": "UNHCR", "place": "Chad", "percentFunded": 36}]
    assert facts("Some 30 per cent of the budget was spent on roads.", "Funding", head=HEAD) == []
    assert facts("The attendance of the lessons stands at 69 per cent.", "Funding", head=HEAD) == []


@pytest.mark.parametrize(
    ("text", "donors"),
    [
        ("Donors: Norwegian Ministry of Foreign Affairs (NMFA), Sida, ECHO", 3),
        ("Funded by: Sida, ECHO, USAID and Germany", 4),
        ("The water project was jointly funded by the European Union (EU), Canada and Japan.", 3),
    ],
)
def test_lists_of_givers_with_acronyms_and_without_amounts(text: str, donors: int) -> None:
    assert len(given(text + "\n\nThis was in June.\n")) == donors


def test_an_amount_may_follow_its_share() -> None:
    text = "USD 30.1 M requested for Chad\n\nFunded 20% 6.1 M\n\nUnfunded 80% 24 M\n"
    assert told(facts(text, "Funding", head=HEAD), "required", "received", "percentFunded", "unfunded") == [
        (30100000, 6100000, 20, 24000000)
    ]


def test_a_line_that_announces_money_is_no_title_of_what_needs_it() -> None:
    text = "## Funding as of 3 May 2023\n\nRequired: USD 9 million. Received: USD 4 million\n"
    assert told(facts(text, "Funding", head=HEAD), "subject") == [("UNHCR",)]


def test_one_giver_may_give_to_several() -> None:
    found = given("CERF allocated US$ 4 million to WFP, US$ 2 million to UNICEF and US$ 1 million to FAO in June.\n")
    assert told(found, "donor", "recipient", "amount") == [
        ("Central Emergency Response Fund", "WFP", 4000000),
        ("Central Emergency Response Fund", "UNICEF", 2000000),
        ("Central Emergency Response Fund", "FAO", 1000000),
    ]


def test_who_received_is_no_giver_of_what_follows() -> None:
    found = given("Norway granted USD 850,000 to Oxfam and the Government of Japan gave USD 2 million to UNICEF.\n")
    assert told(found, "donor", "recipient", "amount") == [("Norway", "Oxfam", 850000), ("Japan", "UNICEF", 2000000)]


def test_the_share_of_a_gap_is_no_share_that_came_in() -> None:
    text = "The plan requires US$ 96 million; US$ 39 million has been received, leaving a funding gap of 59 per cent."
    assert told(facts(text, "Funding", head=HEAD), "required", "received", "percentFunded") == [
        (96000000, 39000000, None)
    ]


def test_a_list_of_partners_below_one_of_donors_gave_nothing() -> None:
    found = given("Donors: Sida, ECHO, USAID\n\nPartners: Oxfam, Save the Children, UNICEF\n")
    assert told(found, "donor")[1:] == [("ECHO",), ("USAID",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "EUR 3 million was given by Japan, EUR 2.5 million by Norway and EUR 1 million by Oxfam.",
            [("Japan", 3000000, "UNHCR"), ("Norway", 2500000, "UNHCR"), ("Oxfam", 1000000, "UNHCR")],
        ),
        (
            "The appeal received CHF 3 million, including CHF 1.2 million from Japan and CHF 800,000 from Norway.",
            [("Japan", 1200000, "UNHCR"), ("Norway", 800000, "UNHCR")],
        ),
        ("USD 50,000 was raised by Oxfam and received by Norway.", []),
        ("With USD 2 million from Japan, UNICEF delivered 40 tons of supplies.", [("Japan", 2000000, "UNICEF")]),
        ("A USD 50,000 grant from Norway paid for the wells.", [("Norway", 50000, "UNHCR")]),
        (
            "Japan announced EUR 1 million for 2023; Norway, NOK 2 million; and Canada, CAD 5 million.",
            [("Japan", 1000000, "UNHCR"), ("Norway", 2000000, "UNHCR"), ("Canada", 5000000, "UNHCR")],
        ),
        (
            "Japan donated TZS 40 million and the Government of Norway NOK 5 million.",
            [("Japan", 40000000, "UNHCR"), ("Norway", 5000000, "UNHCR")],
        ),
        (
            "Japan has allocated EUR 6 million. In May it released an additional EUR 5 million.",
            [("Japan", 6000000, "UNHCR"), ("Japan", 5000000, "UNHCR")],
        ),
        (
            "Norway's contribution totals USD 9 million. Of this, USD 4 million went to WFP, USD 3 million to IOM.",
            [("Norway", 9000000, "UNHCR"), ("Norway", 4000000, "WFP"), ("Norway", 3000000, "IOM")],
        ),
        ("Japan, through the Chad Aid Agency (CAA), has allocated EUR 2 million.", [("Japan", 2000000, "UNHCR")]),
        (
            "Oxfam gave EUR 5,000 bilaterally to the Kenya Red Cross Society.",
            [("Oxfam", 5000, "Kenya Red Cross Society")],
        ),
        ("Oxfam provided 400 food packs worth USD 9,000 in Bol.", []),
        ("Japan will provide JPY 8 million.", [("Japan", 8000000, "UNHCR")]),
    ],
)
def test_an_amount_may_stand_before_its_giver_or_far_from_the_verb(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(given(text), "donor", "amount", "recipient") == expected


def test_contributions_may_be_told_without_an_amount() -> None:
    found = given("To date, contributions have been received from Japan, Norway and the British Red Cross.")
    assert [f["donor"] for f in found] == ["Japan", "Norway", "British Red Cross"]
    assert [f["donor"] for f in given("The work was co-financed by Japan and Norway.")] == ["Japan", "Norway"]


def funded(text: str, head: str = HEAD) -> list[dict[str, Any]]:
    return facts(text, "Funding", head=head)


def test_a_sheet_tells_the_project_that_its_budget_is_for() -> None:
    sheet = (
        "Donor: Japan\n\nBudget: EUR 1.2 million\n\nPeriod: March 2021 – May 2022\n\nLocations: Bol and Moundou, Chad\n"
    )
    (fact,) = funded(f"Safe water for herders\n\n{sheet}")
    assert (fact["subject"], fact["required"], fact["date"]) == (
        "Safe water for herders",
        1200000,
        "2021-03-01/2022-05-31",
    )
    assert fact["place"] == ["Bol", "Moundou", "Chad"]
    (fact,) = funded(
        "Project title: Safe Wells\n\nFunded by: Japan\n\nTotal funding: USD 5 million\n\nDuration: 2 years\n"
    )
    assert (fact["subject"], fact["required"]) == ("Safe Wells", 5000000)
    assert funded("Some words on the funding.\n\nTotal funding: USD 5 million\n\nThe year was dry.\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Appeal target (current): CHF 664,857\n\nAppeal coverage: 87%\n",
            [("UNHCR", 664857, None, 87, None)],
        ),
        (
            "The Flash Appeal for Chad, which seeks USD 40 million, is 15% funded (USD 6 million).",
            [("Flash Appeal for Chad", 40000000, 6000000, 15, None)],
        ),
        (
            "The revised emergency appeal for CHF 8.4 million is 31 per cent funded.",
            [("revised emergency appeal", 8400000, None, 31, None)],
        ),
        (
            "The Education Cluster requires USD 34 million, of which only USD 5 million (15%) has been received.",
            [("Education Cluster", 34000000, 5000000, 15, None)],
        ),
        (
            "The total budget of the project is USD 2.4 million, of which USD 1.9 million has been spent.",
            [("UNHCR", 2400000, None, None, 1900000)],
        ),
        ("Total expenditure amounted to EUR 44.1 million.", [("UNHCR", None, None, None, 44100000)]),
        (
            "## Plan 2023\n\nRequirements: $1.2 billion\n\nFunding: $412 million\n\n34% funded\n",
            [("Plan 2023", 1200000000, 412000000, 34, None)],
        ),
        ("The project has a total budget of EUR 2 million.", [("UNHCR", 2000000, None, None, None)]),
        # A word that only heads the amounts, a share behind a label, money that covers or is available.
        (
            "Funding: USD 8 million required under the plan; USD 4 million received (50%)\n",
            [("UNHCR", 8000000, 4000000, 50, None)],
        ),
        (
            "Appeal: CHF 2 million sought; CHF 1.1 million raised (55 per cent).",
            [("UNHCR", 2000000, 1100000, 55, None)],
        ),
        (
            "Funding requirement: CHF 2 million\n\nFunding coverage: CHF 1.5 million (75%)\n",
            [("UNHCR", 2000000, 1500000, 75, None)],
        ),
        # An appeal for an amount, what stands or is needed, a plan before its colon or a dash, a share in other words.
        ("IFRC launched an Emergency Appeal of CHF 2 million to help.", [("IFRC", 2000000, None, None, None)]),
        ("Canada sent CAD 2 million to the appeal of the Red Cross for CHF 20 million.", []),
        ("The office needs USD 500 worth of paper.", []),
        ("WHO needs US$ 3 million until December.", [("WHO", 3000000, None, None, None)]),
        ("US$ 3 million is required for relief; 27% of it is funded.", [("UNHCR", 3000000, None, 27, None)]),
        ("US$ 3 million is urgently needed, of which 30% has been received.", [("UNHCR", 3000000, None, 30, None)]),
        (
            "The requirements for Chad stand at USD 2 million, of which 43 per cent was funded.",
            [("UNHCR", 2000000, None, 43, None)],
        ),
        ("Funding for the response remains critically low at 19 per cent.", [("UNHCR", None, None, 19, None)]),
        ("HRP 2021: US$ 1.8 billion requested, 37% funded\n", [("HRP 2021", 1800000000, None, 37, None)]),
        (
            "Flood Response Plan – Funding snapshot\nas of 5 May 2023\n\nUS$9M required\nUS$3M received\n",
            [("Flood Response Plan", 9000000, 3000000, None, None)],
        ),
        (
            "The plan requests $1.5 million. So far $300,000 or 20 per cent has been received.",
            [("UNHCR", 1500000, 300000, 20, None)],
        ),
        (
            "Total appeal: 3,100,000 CHF\n\nFunded: 1,400,000 CHF\n\nLevel of funding: 45%\n",
            [("UNHCR", 3100000, 1400000, 45, None)],
        ),
        (
            "Malawi's Food Security Plan asked for USD 9 million, of which USD 6 million was secured.",
            [("Food Security Plan", 9000000, 6000000, None, None)],
        ),
        ("UNHCR'S APPEAL: USD 9 million\n\nRECEIVED: 3 M | 33%\n", [("UNHCR", 9000000, 3000000, 33, None)]),
        ("USD 6 million available\n\nUSD 9 million required\n", [("UNHCR", 9000000, 6000000, None, None)]),
        ("As of 3 May, US$ 8.6 million was available.", [("UNHCR", None, 8600000, None, None)]),
        (
            "Requested: US$ 4.2 million\nReceived: US$ 1.4 million\nCoverage: 33%\n",
            [("UNHCR", 4200000, 1400000, 33, None)],
        ),
    ],
)
def test_what_is_needed_got_and_spent(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(funded(text), "subject", "required", "received", "percentFunded", "spent") == expected


def test_amounts_of_different_parts_of_a_report_make_no_one_box() -> None:
    text = "## The year\n\nTotal expenditure: US$ 14.2 million\n\n## Projects\n\nTotal project budget: US$ 2 million\n"
    assert told(funded(text), "spent", "required") == [(14200000, None), (None, 2000000)]
    assert funded("WFP gave out food and disbursed US$ 189,641 in Bol.\n") == []


def test_the_number_of_an_appeal_counts_nothing() -> None:
    text = "Operation update n° 3 Period covered by this update: 15 March to 30 April 2023."
    assert facts(text, "Activity", head=HEAD) == []


def test_rows_that_only_spaces_part_tell_who_got_how_much() -> None:
    text = (
        "## JAPAN FUNDING FOR CHAD\n\nAgency Project code Sector Amount (US$)\n\nWFP CH-12 Food Aid 1,200,000\n\n"
        "UNICEF CH-14 Water and Hygiene 850,000\n\nTOTAL 2,050,000\n\nThe rest of the year was dry.\n"
    )
    assert told(given(text), "donor", "recipient", "amount", "currency") == [
        ("Japan", "WFP", 1200000, "USD"),
        ("Japan", "UNICEF", 850000, "USD"),
    ] or told(given(text), "recipient", "amount", "currency") == [("WFP", 1200000, "USD"), ("UNICEF", 850000, "USD")]


def test_cells_of_a_table_of_grants_may_stand_in_lines_of_their_own() -> None:
    rows = ["ECHO", "Oxfam", "Health, water", "Bol", "$3,500,000", "WFP", "Food", "Moundou", "$61,204,000"]
    rows += ["UNICEF", "UNHCR", "Protection", "Bol", "$2,000,000", "TOTAL", "$66,704,000"]
    text = "PARTNER\n\nACTIVITY\n\nLOCATION\n\nAMOUNT\n\n" + "\n\n".join(rows) + "\n"
    assert told(given(text), "donor", "recipient", "amount") == [
        ("ECHO", "Oxfam", 3500000),
        ("ECHO", "WFP", 61204000),
        ("UNICEF", "UNHCR", 2000000),
    ]


def test_rows_of_grants_may_be_in_millions() -> None:
    text = "Japan's largest partners in 2023 (USD million)\n\nPartner Amount\n\nWFP 75\n\nUNICEF 40\n\nOxfam 22.5\n"
    assert told(given(text), "recipient", "amount", "currency") == [
        ("WFP", 75000000, "USD"),
        ("UNICEF", 40000000, "USD"),
        ("Oxfam", 22500000, "USD"),
    ]


def test_rows_of_donors_with_a_number_for_each_column() -> None:
    text = (
        "Contributions by donor, US$ million\n\nDonor Pledge Contribution\n\nJapan 17.2 16.5\n\nNorway 12.4 11.8\n\n"
        "Total 29.6 28.3\n"
    )
    assert told(given(text), "donor", "amount", "currency") == [("Japan", 16500000, "USD"), ("Norway", 11800000, "USD")]
    assert given("Donors and partners pledged support\n\nJapan 17.2 16.5\n\nNorway 12.4 11.8\n") == []


def test_what_a_table_of_funding_is_of_may_stand_in_its_title() -> None:
    rows = "Japan 41\n\nOxfam 30\n\nOther 11\n\nTotal 82\n"
    assert told(given(f"## FUNDING OF THE MISSION 2023 (DKK million)\n\n{rows}"), "donor", "amount") == [
        ("Japan", 41000000),
        ("Oxfam", 30000000),
    ]
    title = "## TOTAL HUMANITARIAN FUNDING\n\nFor the Chad Response in 2023\n\n"
    assert told(given(f"{title}ECHO $75,512,330\n\nJapan $238,101,700\n"), "donor", "amount") == [
        ("ECHO", 75512330),
        ("Japan", 238101700),
    ]
    assert given("Donor: Japan\n\nValue: US$ 38 million\n")[0].get("amount") is None


def test_each_may_stand_before_the_verb_and_a_share_before_what_is_needed() -> None:
    assert told(given("Japan and Norway each pledged $5 million to WFP."), "donor", "amount") == [
        ("Japan", 5000000),
        ("Norway", 5000000),
    ]
    (fact,) = funded(
        "Donors had provided $1.6 billion, or 53 percent, of the $3 billion requested under the Chad Response Plan."
    )
    assert (fact["subject"], fact["received"], fact["required"]) == ("Chad Response Plan", 1600000000, 3000000000)


def test_an_authority_is_the_publisher_by_its_address() -> None:
    told_by = report("LDMC opened 4 sites.\n\nEmail: desk@ldmc.gov.td\n", head="# Situation report\n\nJune 2023\n\n")
    assert told_by.publisher is not None
    assert told_by.publisher.text == "LDMC"


@pytest.mark.parametrize("came", ["only 6 per cent (US$ 60 million)", "US$ 60 million (6 per cent)"])
def test_what_came_in_may_follow_in_the_next_sentence(came: str) -> None:
    text = f"The Flood Response Plan seeks US$ 1 billion. As of 14 April, {came} had been received."
    found = told(facts(text, "Funding"), "subject", "required", "received", "percentFunded")
    assert found == [("Flood Response Plan", 1000000000, 60000000, 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The appeal was revised to CHF 15 million on 2 May 2023.", [("UNHCR", 15000000, "2023-05-02")]),
        ("Oxfam launched an appeal in May 2023, seeking US$ 9 million for wells.", [("Oxfam", 9000000, "2023-05")]),
        ("FAO is urgently seeking an additional USD 4 million.", [("FAO", 4000000, None)]),
        ("Oxfam has appealed for EUR 2 million.", [("Oxfam", 2000000, None)]),
        # Whose plan others have is not told.
        ("The Government and partners called for US$ 90 million.", [(None, 90000000, None)]),
        ("The Government called for peace after US$ 2 million were stolen.", []),
    ],
)
def test_money_is_asked_for_in_many_ways(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(facts(text, "Funding", head=HEAD), "subject", "required", "date") == expected


def test_the_share_of_a_gap_is_not_what_came_in() -> None:
    text = (
        "UNICEF has received US$ 12 million, 4 million carried over from 2022, leaving a gap of US$ 48 million (80%)."
    )
    (fact,) = facts(text, "Funding", head=HEAD)
    assert (fact["received"], fact["unfunded"]) == (12000000, 48000000)
    assert fact.keys().isdisjoint({"percentFunded", "date"})


def test_a_sector_has_its_own_level_of_funding() -> None:
    found = facts("The Protection sector is 17 per cent funded. The RRP is 30% funded.", "Funding", head=HEAD)
    assert told(found, "subject", "percentFunded") == [("Protection sector", 17), ("RRP", 30)]


def test_lines_of_a_funding_box_are_no_rows_of_a_table() -> None:
    text = "Funding\n\nUSD 45.2 M required in 2023\n\nFunded 20% 9.0 M\n\nUnfunded 80% 36.2 M\n"
    found = facts(text, "Funding", head=HEAD)
    assert {fact["subject"] for fact in found} == {"UNHCR"}
    amounts = {slot: value for fact in found for slot, value in fact.items()}
    assert [amounts[slot] for slot in ("required", "received", "unfunded")] == [45200000, 9000000, 36200000]


def test_what_is_only_asked_for_is_no_gift() -> None:
    assert given("UNICEF requested US$ 2 million from Japan for wells.") == []
    assert told(given("UNICEF received US$ 2 million from Japan for wells."), "donor", "amount") == [("Japan", 2000000)]


def test_columns_of_money_count_no_people() -> None:
    head = "Goal Area\tPlanned budget\tExpenditure\tUtilization\n"
    table = f"{head}Learning\t400,000\t300,000\t75%\nSurvival\t90,000\t81,000\t90%\n"
    assert facts(table, "Activity") == []
    assert [(f["subject"], f["required"], f["spent"], f["percentSpent"]) for f in facts(table, "Funding")] == [
        ("Learning", 400000, 300000, 75),
        ("Survival", 90000, 81000, 90),
    ]


def test_a_fund_tells_what_it_allocated_in_each_round() -> None:
    table = "Allocation\tAmount (US$)\tProjects\nFirst standard allocation\t3,100,000\t14\nReserve\t900,000\t5\n"
    found = facts(table, "Funding")
    assert [(f["subject"], f["received"]) for f in found] == [
        ("First standard allocation", 3100000),
        ("Reserve", 900000),
    ]


def test_a_line_of_donors_may_be_parted_by_semicolons() -> None:
    found = facts("Donors (2021, in USD): Germany 630,000; Japan 410,000; CERF 350,000", "Contribution")
    assert [(f["donor"], f["amount"], f["date"]) for f in found] == [
        ("Germany", 630000, "2021"),
        ("Japan", 410000, "2021"),
        ("Central Emergency Response Fund", 350000, "2021"),
    ]


def test_rows_of_grants_stand_under_the_title_of_who_gave_them() -> None:
    text = (
        "ECHO FUNDING IN 2021\n\nPARTNER          ACTIVITY          LOCATION          AMOUNT\n"
        "Blue River       Health            Gulu              $740,000\n"
        "GOAL             Health, WASH      Arua              $510,000\n\n"
        "CERF FUNDING\n\nUNICEF           Nutrition         Countrywide       $900,000\n"
    )
    found = facts(text, "Contribution")
    assert [(f["recipient"], f["amount"], f["place"]) for f in found] == [
        ("Blue River", 740000, "Gulu"),
        ("GOAL", 510000, "Arua"),
        ("UNICEF", 900000, "Uganda"),
    ]
    assert found[0]["donor"] == found[1]["donor"] != found[2]["donor"]


def test_one_verb_may_tell_what_two_gave_to_two() -> None:
    found = facts("Canada gave USD 2 million to FAO and Japan USD 3 million to UNICEF.", "Contribution")
    assert [(f["donor"], f["recipient"], f["amount"]) for f in found] == [
        ("Canada", "FAO", 2000000),
        ("Japan", "UNICEF", 3000000),
    ]
    (paid,) = facts("Norway paid USD 2.1 million to FAO in April.", "Contribution")
    assert (paid["donor"], paid["recipient"]) == ("Norway", "FAO")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNHCR received USD 3 million, donated by Norway, in 2022.", [("Norway", 3000000, None)]),
        (
            "In 2022, Norway (NOK 20 million) and Denmark (DKK 15 million) funded UNHCR Uganda.",
            [("Norway", 20000000, None), ("Denmark", 15000000, None)],
        ),
        (
            "UNHCR thanks Ireland for its unearmarked contribution of EUR 3 million.",
            [("Ireland", 3000000, "unearmarked")],
        ),
    ],
)
def test_donors_behind_a_comma_with_amounts_in_brackets_and_how_free_a_gift_is(text: str, expected: list[Any]) -> None:
    assert told(facts(text, "Contribution"), "donor", "amount", "earmarking") == expected


def test_two_donors_and_their_amounts_go_together_in_order() -> None:
    found = facts("Sweden and Norway gave SEK 30 million and NOK 12 million respectively to UNHCR.", "Contribution")
    assert sorted(told(found, "donor", "amount")) == [("Norway", 12000000), ("Sweden", 30000000)]
