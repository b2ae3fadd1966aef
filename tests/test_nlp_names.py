"""Names that a report introduces itself, and what it tells of itself: its publisher, country and time."""

from __future__ import annotations

import pytest
from extraction import activities, annotator, document, ontology, report

from kg.nlp.names import NameFinder, find_acronyms, read_names


def finder() -> NameFinder:
    names = ontology().patterns["names"]
    return NameFinder(names["organization_heads"], names["partner_cues"], names["never_first"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bright Paths Initiative (BPI) began work.", [("Bright Paths Initiative", "BPI")]),
        ("It runs village savings groups (VSGs) in the north.", [("village savings groups", "VSGs")]),
        # The letters may be those of another language.
        ("Led by the National Office for Statistics (INSTAT).", [("National Office for Statistics", "INSTAT")]),
        ("It rained (a lot) in the north.", []),
        ("Some 30 tents (UNHCR) were new.", []),
        ("It opened in the year (2022).", []),
    ],
)
def test_acronyms_are_introduced_in_brackets(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(long, short) for long, short, _ in find_acronyms(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the Ministry of Justice in May.", ["Ministry of Justice"]),
        ("The Ministry of Women, Children and Youth took part.", ["Ministry of Women, Children and Youth"]),
        ("The Ministry of Interior, UNICEF and others took part.", ["Ministry of Interior"]),
        ("A Danish Farmers Association helped.", ["Danish Farmers Association"]),
        # What comes next on the list is a name of its own.
        ("With the Ministry of Farming and Green Hills, it acts.", ["Ministry of Farming"]),
        ("With the Ministry of Health and Collines du Nord, it acts.", ["Ministry of Health"]),
        ("It leads the Task Force on Population Movement.", ["Task Force on Population Movement"]),
        ("The ministry of the interior helped.", []),
        ("Justice was done.", []),
    ],
)
def test_names_of_bodies_are_told_by_their_head_noun(text: str, expected: list[str]) -> None:
    assert list(finder().organizations(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Through its partners Green Hills and Stella, it acts.", ["Green Hills", "Stella"]),
        ("The local NGO Green Hills acts.", ["Green Hills"]),
        ("Its partners are many.", []),
        ("Green Hills are in the north.", []),
    ],
)
def test_names_behind_a_cue_are_those_of_partners(text: str, expected: list[str]) -> None:
    assert list(finder().cued(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the Committee on Floods and the Risk Communication team.", "Committee on Floods"),
        (
            "They met the Ministry of Information and Mass Communication.",
            "Ministry of Information and Mass Communication",
        ),
    ],
)
def test_an_article_before_two_words_begins_another_name(text: str, expected: str) -> None:
    names = ontology().patterns["names"]
    found = NameFinder(names["organization_heads"], (), names["never_first"], fields=names["fields"])
    assert list(found.organizations(text)) == [expected]


@pytest.mark.parametrize(
    ("listed", "last"),
    [
        ("Save the Children and Sunrise Fellowship Rwanda", "Sunrise Fellowship Rwanda"),
        ("Oxfam and Sunrise Foundation", "Sunrise Foundation"),
        ("Oxfam and the Sunrise Network in Rwanda", "Sunrise Network"),
    ],
)
def test_the_last_name_of_a_list_is_its_own(listed: str, last: str) -> None:
    found = [c for c in report(f"UNHCR works with World Vision, {listed}.") if c.type == "Partnership"]
    assert [name.text for c in found for name in c.slots["partner"]] == [
        "World Vision",
        listed.split(" and ", maxsplit=1)[0],
        last,
    ]


def test_all_spellings_of_a_body_lead_to_its_fullest_name() -> None:
    book = read_names(["Its partner Green Hills Trust (GHT) acts.", "GHT grew."], finder(), frozenset())
    assert {book.organizations[spelling].text for spelling in ("GHT", "Green Hills Trust")} == {"Green Hills Trust"}


def test_an_acronym_may_leave_out_the_first_word_of_its_name() -> None:
    book = read_names(
        ["The Regional Commission for Rivers and Canals (CRC) met.", "He met the Market of Trade (MT)."],
        finder(),
        frozenset(),
    )
    assert book.organizations["CRC"].text == "Regional Commission for Rivers and Canals"
    assert "MT" not in book.organizations


def test_an_acronym_of_things_is_no_body() -> None:
    book = read_names(["It runs village savings groups (VSGs).", "The partner VSGs meet."], finder(), frozenset())
    assert book.acronyms["VSGs"] == "village savings groups"
    assert "VSGs" not in book.organizations


@pytest.mark.parametrize(
    ("text", "publisher", "country"),
    [
        ("# UNICEF Somalia Humanitarian Situation Report\n\nThe rains were late.\n", "UNICEF", "Somalia"),
        ("# WFP Haiti Country Brief\n\nUNICEF and IOM are partners of WFP in Haiti.\n", "WFP", "Haiti"),
        # Neighbours that are named once do not make the report theirs.
        ("# IOM Niger Update\n\nPeople came from Algeria and from Libya to Niger.\n", "IOM", "Niger"),
        # Who carries out a project tells of it, not who pays for it.
        (
            "# Green Niger\n\nImplemented by WFP and FAO, funded by the World Bank\n\nFAO dug wells.\n",
            "WFP",
            "Niger",
        ),
        ("# Notes\n\nThe rains were late.\n", None, None),
        # Of those who are only named, each as often as others, none publishes it, unless it is of a body's own series.
        ("Chad: floods\n\nWFP gave food, UNICEF gave kits and Oxfam gave tents.", None, "Chad"),
        ("Chad: floods\nFlash Update No. 3\n\nWFP gave food and UNICEF gave kits.", "OCHA", "Chad"),
        ("Chad: floods\n\nWFP gave food in Bol. Oxfam gave tents. WFP gave cash in Mongo.", "WFP", "Chad"),
        # A member of a network is called after its own country, not after that of the report.
        ("Caritas Germany\nEmergency Appeal Iraq\n\nFamilies need food.", "Caritas", "Iraq"),
        ("Save the Children Yemen\nSituation Report\n\nFamilies need food.", "Save the Children", "Yemen"),
        # The country after which its publisher is called, where it names none.
        ("# Kenya Red Cross Society\n\nThe rains were late.\n", "Kenya Red Cross Society", "Kenya"),
    ],
)
def test_a_report_names_its_publisher_and_country(text: str, publisher: str | None, country: str | None) -> None:
    said = report(text, head="")
    assert (said.publisher.text if said.publisher else None) == publisher
    assert (said.country.text if said.country else None) == country


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("# Annual Results Report 2021\n\nThe rains were late in 2020.\n", ("2021-01-01", "2021-12-31")),
        ("# Update\n\nIn 2019, 12 wells were dug. In 2019, 3 dried up.\n", ("2019-01-01", "2019-12-31")),
        ("# Notes\n\nThe rains were late.\n", (None, None)),
        ("UNICEF Chad\nReporting period: 1 to 30 April 2021\nFunding 2021", ("2021-04-01", "2021-04-30")),
        ("WFP Malawi\nCountry Brief\nOctober 2020\n\nIn 2019, rains failed.", ("2020-10-01", "2020-10-31")),
        ("UNHCR\nMali Situation\nQ1 2022\n\nFood is dear.", ("2022-01-01", "2022-03-31")),
        # The time of a plan is not that of the report.
        ("UNHCR Chad\nResponse Plan March to June 2021\n\nFood is dear.", ("2021-01-01", "2021-12-31")),
    ],
)
def test_a_report_is_about_a_time(text: str, period: tuple[str | None, str | None]) -> None:
    clock = document(text).report.clock
    assert (clock.start, clock.end) == period


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("FAO in Somalia\nDesert Locust\n12 January 2021", "2021-01-12"),
        ("DREF Operation\nDate of issue: 27 March 2018\nOperation start date: 25 March 2018", "2018-03-27"),
        ("Haiti: Hurricane\nSituation Report No. 12 – 18 October 2016", "2016-10-18"),
        (
            "ISLAMABAD, 14 September 2022 – UNICEF gave tents to families in Sindh, who fled from the floods.",
            "2022-09-14",
        ),
        ("Operational update\nData as of 3 May 2020", None),
        ("UNHCR Chad\n\nOn 4 May 2020, UNICEF gave tents to families.", None),
    ],
)
def test_a_report_says_in_its_head_on_which_day_it_came_out(head: str, day: str | None) -> None:
    assert report(head + "\n\nFamilies need food.", head="").issued == day


def test_a_month_without_a_year_is_none_that_comes_after_the_report() -> None:
    (fact,) = activities(
        "WFP fed 300 children in Gulu in December.",
        head="UNHCR Uganda\nUpdate\n12 January 2021\n\nIn 2021, rains failed.\n\n",
    )
    assert fact["date"] == "2020-12"


def test_an_area_that_geonames_lacks_is_put_on_the_map_where_it_lies() -> None:
    from kg.nlp import annotate_text

    found = annotate_text(annotator(), "Floods hit north-east Nigeria.")
    assert [m["geonames"] for m in found["mentions"] if m["class"] == "rg:Place"] == [2328926]


def test_the_type_word_of_a_list_makes_no_organisation_of_its_last_name() -> None:
    from kg.nlp import annotate_text

    found = annotate_text(annotator(), "A meeting of Balkh and Faryab Provinces was held in Afghanistan.")
    assert [m["class"] for m in found["mentions"] if "geonames" in m] == ["rg:Region", "rg:Region", "rg:Country"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("XQR supplied 10 bags of rice.", ["XQR"]),
        ("XQR has also trained nurses.", ["XQR"]),
        ("XQR provided to nurses in May.", []),
        ("In all, 40 XQR distributed by the army.", []),
        ("JHF’s mobile clinics provided 300 consultations in Gulu.", ["JHF"]),
        ("The DRC's eastern provinces received 300 tons of rain.", []),
    ],
)
def test_an_acronym_that_does_what_organisations_do_is_one(text: str, found: list[str]) -> None:
    names = ontology().patterns["names"]
    acting = NameFinder(names["organization_heads"], names["partner_cues"], acts=names["acts"])
    assert list(acting.acting(text)) == found
    book = read_names([text], acting, frozenset(), acronyms=lambda acronym: f"The {acronym}")
    assert {name: new.text for name, new in book.organizations.items()} == {name: f"The {name}" for name in found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Blue Lake Works (BLW) runs a camp. BLW also trained 40 nurses.", {"Blue Lake Works", "BLW"}),
        ("Blue Lake Works (BLW) were built in May.", set()),
        ("The use of lamps (UOL) grew. UOL also trained 40 nurses.", set()),
    ],
)
def test_an_acronym_that_acts_makes_an_organisation_of_its_long_form(text: str, found: set[str]) -> None:
    finder = NameFinder([], [], acts=ontology().patterns["names"]["acts"])
    book = read_names([text], finder, frozenset(), acronyms=lambda acronym: acronym)
    assert set(book.organizations) == found


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("Some 40 people attended courses run by JHF in Gulu.", ["JHF"]),
        ("12 sessions were held in Gulu by JHF, with 40 people.", ["JHF"]),
        ("Green Hands Uganda (GHU) is a small youth organisation.", ["GHU"]),
        ("The water point (WP) is a place to meet.", []),
        ("The clinic was run by volunteers.", []),
    ],
)
def test_acronyms_of_those_by_whom_things_are_run_or_that_say_what_they_are(text: str, acronyms: list[str]) -> None:
    names = ontology().patterns["names"]
    finder = NameFinder([], [], acts=names["acts"], runs=names["runs"], bodies=names["bodies"])
    assert list(finder.acting(text)) == acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Agriculture and Oxfam met", "Ministry of Agriculture"),
        ("the Ministry of Agriculture and Save the Children met", "Ministry of Agriculture"),
        ("the Ministry of Health and Population met", "Ministry of Health and Population"),
        ("the Ministry of Education and General Instruction met", "Ministry of Education and General Instruction"),
        ("the Office of the Commissioner for Refugees met", "Office of the Commissioner for Refugees"),
    ],
)
def test_a_name_ends_before_the_next_known_one(text: str, expected: str) -> None:
    names, known = ontology().patterns["names"], {"Oxfam", "Save the Children"}
    finder = NameFinder(names["organization_heads"], [], names["never_first"], names["fields"])
    assert [*read_names([text], finder, frozenset(), labels=known.__contains__).organizations] == [expected]
