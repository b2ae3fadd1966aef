"""Offices, staff, contacts, agreements and partnerships: what a report says of organisations themselves."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import claims, facts, report, told

HEAD = "# UNHCR Chad Operational Update, June 2023\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Offices in Chad\n\n- N'Djamena (Country Office)\n- Abéché (Sub-Office)\n- Goz Beïda – Field Office\n",
            [("Country Office", "N'Djamena"), ("Sub-Office", "Abéché"), ("Field Office", "Goz Beïda")],
        ),
        (
            "Country Office: N'Djamena. Field Offices: Bol, Farchana and Gore.\n",
            [
                ("Country Office", "N'Djamena"),
                ("Field Office", "Bol"),
                ("Field Office", "Farchana"),
                ("Field Office", "Gore"),
            ],
        ),
        (
            "UNHCR has a Country Office in N'Djamena, a Sub-Office in Abéché and Field Offices in Bol and Gore.",
            [
                ("Country Office", "N'Djamena"),
                ("Sub-Office", "Abéché"),
                ("Field Office", "Bol"),
                ("Field Office", "Gore"),
            ],
        ),
        ("UNHCR has offices in Bol, Gore and Mongo.", [("Office", "Bol"), ("Office", "Gore"), ("Office", "Mongo")]),
        ("Offices: Bol (country office), Gore (sub-office)\n", [("Country Office", "Bol"), ("Sub-Office", "Gore")]),
        ("UNHCR has two field offices, in Bol, and Gore.", [("Field Office", "Bol"), ("Field Office", "Gore")]),
        ("Where we work: Bol (base), Gore (sub-office)\n", [("base", "Bol"), ("Sub-Office", "Gore")]),
        ("UNHCR runs two sub-offices, located in Bol and Gore.", [("Sub-Office", "Bol"), ("Sub-Office", "Gore")]),
        ("Offices were opened in Bol and Gore.", [("Office", "Bol"), ("Office", "Gore")]),
        # A hub, a base or an office is the publisher's only where the words say so.
        ("The humanitarian hub in Bol was closed.", []),
        ("A new post office opened in Bol.", []),
        ("The office furniture was bought in Abéché.", []),
    ],
)
def test_offices_in_lists_labels_and_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    found = facts(text, "Presence", head=HEAD)
    assert told(found, "kind", "place") == expected
    assert {fact["organization"] for fact in found} <= {"UNHCR"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A list of places goes on over names that no gazetteer holds, but not into what is something else.
        ("UNHCR has field offices in Bol, Karkiré and Mongo.", ["Bol", "Karkiré", "Mongo"]),
        ("UNHCR has field offices in Bol and Mongo, and Oxfam visited both.", ["Bol", "Mongo"]),
        ("UNHCR has a field office in Bol and Monday is its day of rest.", ["Bol"]),
        # A place may have its office, and staff may be in several.
        ("Mongo has had a UNHCR sub-office since May.", ["Mongo"]),
        ("Mongo has had a new UNHCR school since May.", []),
        ("UNHCR has 60 staff in 3 locations, among them Bol and Mongo.", ["Bol", "Mongo"]),
        ("UNHCR trained people in 3 locations, among them Bol and Mongo.", []),
        # Many offices in a country are in no place that is told.
        ("UNHCR has 7 offices in Chad.", []),
    ],
)
def test_places_of_offices(sentence: str, expected: list[str]) -> None:
    assert [p["place"] for p in facts(sentence, "Presence", head=HEAD)] == expected


def test_where_another_organisation_is_based() -> None:
    assert facts("Oxfam, based in Moundou, works in the south.", "Presence", head=HEAD) == [
        {"organization": "Oxfam", "place": "Moundou"}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "75 national staff\n\n14 international staff\n\n6 affiliate workforce\n",
            [("national", 75), ("international", 14), ("affiliate", 6)],
        ),
        ("National Staff: 75\n\nInternational Staff: 14\n", [("national", 75), ("international", 14)]),
        ("UNHCR has 75 national staff in Chad.", [("national", 75)]),
        ("Number of staff: 96\n", [(None, 96)]),
        ("## Staff\n\nInternational: 4\n\nNational: 12\n", [("international", 4), ("national", 12)]),
        ("## Flights\n\nInternational: 4\n\nNational: 12\n", []),
        ("Staff: 75 national staff, 4 affiliates\n", [("national", 75), ("affiliate", 4)]),
        (
            "Staffing: 75 national staff, 14 international staff and 6 affiliate workforce as of 31 May 2023.",
            [("national", 75), ("international", 14), ("affiliate", 6)],
        ),
        # Staff that was trained is not the staff that there is.
        ("UNHCR trained 40 national staff in Bol.", []),
        ("UNHCR held 14 training sessions with 128 staff and volunteers.", []),
    ],
)
def test_staff(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(facts(text, "StaffCount", head=HEAD), "kind", "value") == expected


def test_contacts_with_what_each_entry_prints() -> None:
    text = (
        "## Contacts\n\n"
        "Amina Diallo, External Relations Officer, diallo@example.org, Tel: +235 66 12 34 56\n\n"
        "Jean Okello, Reporting Officer, okello@example.org\n"
    )
    assert facts(text, "Contact", head=HEAD) == [
        {
            "person": "Amina Diallo",
            "role": "External Relations Officer",
            "organization": "UNHCR",
            "email": "diallo@example.org",
            "telephone": "+235 66 12 34 56",
        },
        {
            "person": "Jean Okello",
            "role": "Reporting Officer",
            "organization": "UNHCR",
            "email": "okello@example.org",
        },
    ]


def contacts(text: str) -> list[tuple[Any, ...]]:
    return told(facts(text, "Contact", head=HEAD), "person", "role", "email")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A role before its persons, a person without a role, and what ends the block.
        (
            (
                "Contact info: Nina Alvarez (nina@example.org) Deputy Country Directors: Omar Sy / Lena Braun "
                "Further information: www.example.org/chad\n"
            ),
            [
                ("Nina Alvarez", None, "nina@example.org"),
                ("Omar Sy", "Deputy Country Director", None),
                ("Lena Braun", "Deputy Country Director", None),
            ],
        ),
        # Nothing parts a person from the next one's role but that a role is no name.
        (
            "UNHCR Head of Mission: Sean O’Dea Site Planning Officer: Dan Barba (dan@example.org)\n",
            [("Sean O’Dea", "Head of Mission", None), ("Dan Barba", "Site Planning Officer", "dan@example.org")],
        ),
        (
            (
                "For more information, please contact: Mia Aert, Senior Field Coordinator – aert@example.org | "
                "Caro Aceves – aceves@example.org\n"
            ),
            [("Mia Aert", "Senior Field Coordinator", "aert@example.org"), ("Caro Aceves", None, "aceves@example.org")],
        ),
        # An address that begins with a capital is no role.
        ("Contact info: Flora Bruni (Flora.Bruni@example.org)\n", [("Flora Bruni", None, "Flora.Bruni@example.org")]),
        # A role behind the address.
        (
            "Media contacts: Abdi Adan: +235 63 44 11 02, abdi@example.org, Oxfam, Advocacy Officer\n",
            [("Abdi Adan", "Advocacy Officer", "abdi@example.org")],
        ),
    ],
)
def test_a_role_stands_before_or_behind_the_person(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert contacts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Country Director: Omar Sy, said on Monday (press@example.org) that the road is open.",
        "Ms. Amina Diallo, Representative, said that more funds are needed.",
        "Write to info@example.org for a copy.",
        "## Contacts\n\nThe team meets every month.\n",
    ],
)
def test_persons_and_addresses_in_running_text_are_no_contacts(text: str) -> None:
    assert facts(text, "Contact", head=HEAD) == []


def test_a_contact_of_fields_in_lines_of_their_own() -> None:
    text = (
        "## Contact\n\n### Programme Unit\n\nName: Rosa Idriss\nPosition: Reporting Officer\n\n"
        "E-mail: idriss@chad.example\n\nPhone: +235 66 00 00 01\n"
    )
    assert told(facts(text, "Contact", head=HEAD), "person", "role", "email", "telephone") == [
        ("Rosa Idriss", "Reporting Officer", "idriss@chad.example", "+235 66 00 00 01")
    ]
    assert facts("## Contact\n\nName: Rosa Idriss\n\nShe is away.\n", "Contact", head=HEAD) == []


def test_contacts_whose_parts_only_lines_or_spaces_part() -> None:
    lines = "## Contacts\n\nRosa Idriss\n\nHead of Office\n\nTel: +235 66 00 00 01\n\nidriss@unicef.example\n"
    assert told(facts(lines, "Contact", head=HEAD), "person", "role", "email", "telephone") == [
        ("Rosa Idriss", "Head of Office", "idriss@unicef.example", "+235 66 00 00 01")
    ]
    run = (
        "Who to contact for further information: Rosa Idriss Representative UNICEF Chad Tel: +235 66 00 00 01 "
        "Email: idriss@unicef.example Omar Sy Chief of Communications UNICEF Chad Email: sy@unicef.example\n"
    )
    assert told(facts(run, "Contact", head=HEAD), "person", "role", "organization") == [
        ("Rosa Idriss", "Representative", "UNICEF"),
        ("Omar Sy", "Chief of Communications", "UNICEF"),
    ]
    assert facts("## Contacts\n\nRosa Idriss\n\nShe is away.\n", "Contact", head=HEAD) == []


def test_an_address_without_a_person_is_a_contact_where_there_is_no_other() -> None:
    desk = "For more information, please contact the Supply Desk: desk@unhcr.example\n"
    assert told(facts(desk, "Contact", head=HEAD), "person", "organization", "email") == [
        (None, "Supply Desk", "desk@unhcr.example")
    ]
    asked = "If you know more, please contact: Rosa Idriss, idriss@unhcr.example\n"
    assert told(facts(asked, "Contact", head=HEAD), "person", "email") == [("Rosa Idriss", "idriss@unhcr.example")]
    assert facts("Refugees can contact the hotline by e-mail hotline@unhcr.example for help.\n", "Contact") == []


def test_an_address_tells_whose_person_it_is_and_keeps_its_hyphen_apart() -> None:
    text = "For more information, please contact: Rosa Idriss, Field Coordinator- idriss@wfp.example\n"
    assert told(facts(text, "Contact", head=HEAD), "role", "organization", "email") == [
        ("Field Coordinator", "WFP", "idriss@wfp.example")
    ]


def test_a_contact_tells_its_own_employer_and_not_the_line_above() -> None:
    text = (
        "## Contacts\n\nOperations and Supply Division Rosa Idriss, Supply Officer, WFP, idriss@wfp.example\n\n"
        "Amina Division, Reporting Officer, division@unhcr.example\n"
    )
    assert told(facts(text, "Contact", head=HEAD), "person", "role", "organization") == [
        ("Rosa Idriss", "Supply Officer", "WFP"),
        ("Amina Division", "Reporting Officer", "UNHCR"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNHCR signed 9 agreements, 4 with government institutions and 5 with international NGOs.",
            [
                {"organization": "UNHCR", "quantity": 9},
                {"organization": "UNHCR", "quantity": 4, "kind": "government institutions"},
                {"organization": "UNHCR", "quantity": 5, "kind": "international NGOs"},
            ],
        ),
        (
            "On 4 May 2023, UNHCR signed an agreement with the Ministry of Health.",
            [{"organization": "UNHCR", "partner": "Ministry of Health", "date": "2023-05-04"}],
        ),
        (
            "In June 2023, a memorandum of understanding between UNHCR and UNICEF was signed.",
            [{"organization": "UNHCR", "partner": "UNICEF", "date": "2023-06"}],
        ),
        (
            "Oxfam and WaterAid are present. UNDP signed an agreement with Mercy Corps.",
            [{"organization": "UNDP", "partner": "Mercy Corps"}],
        ),
        # Those who agreed may be listed before, with the noun or without.
        (
            "On 4 May 2023, UNICEF, UNHCR and the Ministry of Health signed a joint memorandum of understanding.",
            [
                {"organization": "UNHCR", "partner": "UNICEF", "date": "2023-05-04"},
                {"organization": "UNHCR", "partner": "Ministry of Health", "date": "2023-05-04"},
            ],
        ),
        (
            "WFP and the Ministry of Health agreed on 4 May 2023 to open two depots.",
            [{"organization": "WFP", "partner": "Ministry of Health", "date": "2023-05-04"}],
        ),
        (
            "An agreement between Chad, Niger and UNHCR has been in force since May 2016.",
            [
                {"organization": "UNHCR", "partner": "Chad", "date": "2016-05"},
                {"organization": "UNHCR", "partner": "Niger", "date": "2016-05"},
            ],
        ),
        (
            "Under an agreement with UNFPA, kits were given to 40 women.",
            [{"organization": "UNHCR", "partner": "UNFPA"}],
        ),
        # Where people come from agrees to nothing.
        ("Following arrivals from Niger and Sudan, the Government of Chad agreed to grant asylum.", []),
        ("WFP and the Ministry of Health agreed that the harvest was good.", []),
        ("WFP and the Ministry of Health signed the register of visitors.", []),
        ("The agreement with the Ministry of Justice has not been signed.", []),
        ("The peace agreement is important for Chad.", []),
    ],
)
def test_agreements(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert facts(sentence, "Agreement", head=HEAD) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "UNHCR works closely with the Ministry of Interior, UNICEF and Oxfam.",
            [("UNHCR", "Ministry of Interior"), ("UNHCR", "UNICEF"), ("UNHCR", "Oxfam")],
        ),
        ("UNHCR is a member of the Education Cluster.", [("UNHCR", "Education Cluster")]),
        (
            "UNHCR's partners, including CARE, Caritas and HIAS, are present.",
            [
                ("UNHCR", "CARE International"),
                ("UNHCR", "Caritas"),
                ("UNHCR", "Hebrew Immigrant Aid Society"),
            ],
        ),
        ("In partnership with the World Bank, UNHCR supports Chad.", [("UNHCR", "World Bank")]),
        ("IOM collaborates with Mercy Corps.", [("IOM", "Mercy Corps")]),
        # Who leads and who belongs is the one that the words stand beside.
        ("As lead of the Logistics Cluster, WFP has two planes in Chad.", [("WFP", "Logistics Cluster")]),
        ("The Logistics Cluster, led by WFP, is present.", [("WFP", "Logistics Cluster")]),
        ("Oxfam, an active member of the Education Cluster, is present.", [("Oxfam", "Education Cluster")]),
        (
            "Chad: co-leads the sub-clusters of WASH and SRH.",
            [("UNHCR", "WASH sub-cluster"), ("UNHCR", "SRH sub-cluster")],
        ),
        # With whom a body is led, and a body that only its noun tells.
        (
            "WFP co-chairs the Border Logistics Forum with UNICEF.",
            [("WFP", "UNICEF"), ("WFP", "Border Logistics Forum")],
        ),
        ("WFP leads the North of the country.", []),
        # Those who carry a project out, not the one who pays for it.
        ("Implemented by UNHCR and Oxfam, funded by the World Bank.", [("UNHCR", "Oxfam")]),
        # Partners by any name, up to what is none.
        (
            "The implementing partners of UNHCR are ZIRCA, Voix du Lac and the Ministry of Health.",
            [("UNHCR", "ZIRCA"), ("UNHCR", "Voix du Lac"), ("UNHCR", "Ministry of Health")],
        ),
        ("Its partners are few, and Monday is the day of distribution.", []),
        # What they work for together, where the sentence tells no activity; those whom nobody names come first.
        ("WFP works with authorities and UNHCR to leverage the refugee policies.", [("UNHCR", "WFP")]),
        # All who lead a body, before it and behind it.
        (
            "Food Security Sector (FSS) is led by WFP and FAO.",
            [("WFP", "Food Security Cluster"), ("FAO", "Food Security Cluster")],
        ),
        (
            "UNHCR and IOM co-lead the Refugee Working Group.",
            [("UNHCR", "Refugee Working Group"), ("IOM", "Refugee Working Group")],
        ),
        ("WHO is the lead agency of the Health Cluster.", [("WHO", "Health Cluster")]),
        (
            "The WASH Cluster is jointly led by UNICEF and ABDEF.",
            [("UNICEF", "WASH Cluster"), ("ABDEF", "WASH Cluster")],
        ),
        (
            "The Health Cluster is chaired by the Ministry of Health and co-chaired by WHO.",
            [("Ministry of Health", "Health Cluster"), ("WHO", "Health Cluster")],
        ),
        # What one is a member of, whoever leads it, but not what others lead further on.
        (
            "Oxfam is a member of the WASH Cluster, led by UNICEF.",
            [("UNICEF", "WASH Cluster"), ("Oxfam", "WASH Cluster")],
        ),
        (
            "UNICEF leads the Nutrition Cluster; the Health Cluster is led by WHO.",
            [("WHO", "Health Cluster"), ("UNICEF", "Nutrition Cluster")],
        ),
        (
            "WFP co-leads the national Logistics Cluster with the Ministry of Transport.",
            [("WFP", "Ministry of Transport"), ("WFP", "Logistics Cluster")],
        ),
        (
            "WFP chairs the Logistics Cluster along with the Ministry of Transport.",
            [("WFP", "Logistics Cluster"), ("WFP", "Ministry of Transport")],
        ),
        ("The donors and partners of the fund include the Red Cross Societies and Oxfam.", []),
        # An acronym that the model leaves open, and a person of a body.
        (
            "WFP works with the National Office for Risk and Disaster Management (NORDA), FAO and UNICEF.",
            [("WFP", "National Office for Risk and Disaster Management"), ("WFP", "FAO"), ("WFP", "UNICEF")],
        ),
        ("WFP works with the UN Resident Coordinator.", []),
        (
            "UNHCR cooperates with the Chadian organisations AVREF, Women Rise and BDEM.",
            [("UNHCR", "AVREF"), ("UNHCR", "Women Rise"), ("UNHCR", "BDEM")],
        ),
        ("UNHCR is implementing Blue Lake in partnership with Oxfam and WFP.", [("UNHCR", "Oxfam"), ("UNHCR", "WFP")]),
        (
            "UNICEF co-leads the Nutrition, WASH, Education clusters.",
            [("UNICEF", "Nutrition Cluster"), ("UNICEF", "WASH Cluster"), ("UNICEF", "Education Cluster")],
        ),
        ("Health Cluster coordination is led by WHO.", [("WHO", "Health Cluster")]),
        # How many partners, before names that nobody knows; a kind of body is no name; partners who give.
        (
            "UNHCR works with three local organisations: AVREF, WADU and CHO.",
            [("UNHCR", "AVREF"), ("UNHCR", "WADU"), ("UNHCR", "CHO")],
        ),
        ("UNHCR works with partners and INGOs.", []),
        ("UNHCR works with its resource partners, including Oxfam and WFP.", []),
        # A name ends where the next one begins.
        (
            "UNHCR collaborates with the Ministry of Health and the Red Cross.",
            [("UNHCR", "Ministry of Health"), ("UNHCR", "Red Cross")],
        ),
        # Lists of partners; a list of givers is none.
        ("Partners: ACF | IRC | Oxfam", [("UNHCR", "Action contre la Faim"), ("UNHCR", "IRC"), ("UNHCR", "Oxfam")]),
        ("Health Cluster partners: WHO, UNICEF", [("WHO", "Health Cluster"), ("UNICEF", "Health Cluster")]),
        ("Partners: kits were given to 30 families.", []),
        ("WFP coordinates its work with other United Nations agencies.", []),
        # Somebody unnamed, and what is done together, which is an activity.
        ("The farmers work with the Ministry of Health.", []),
        ("UNICEF works with WHO and the Ministry of Health to train 40 nurses.", []),
        ("UNHCR works with refugees.", []),
        ("UNICEF and Oxfam published two reports.", []),
        # An activity of the sentence has the partner already.
        ("UNICEF, in collaboration with World Vision, trained 45 teachers in Bol.", []),
    ],
)
def test_partnerships(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(facts(sentence, "Partnership", head=HEAD), "organization", "partner") == expected


def test_when_and_in_which_work_they_are_partners() -> None:
    found = facts("In 2022 IOM worked, among others, with Oxfam.", "Partnership", head=HEAD)
    assert told(found, "partner", "date") == [("Oxfam", "2022")]
    counted = "Border monitoring: Through its partner INTERSOS, UNHCR documented 21 protection incidents in Bol in May."
    assert facts(counted, "Partnership", head=HEAD) == [
        {
            "organization": "UNHCR",
            "partner": "INTERSOS",
            "programme": "Border monitoring",
            "place": "Bol",
            "date": "2023-05",
        }
    ]


def test_every_fact_of_a_body_quotes_what_states_it() -> None:
    text = "UNHCR has a Country Office in N'Djamena. On 4 May 2023, UNHCR signed an agreement with Oxfam."
    quoted = {claim.type: claim.evidence[0].text for claim in claims(text, head=HEAD)}
    assert quoted == {
        "Presence": "UNHCR has a Country Office in N'Djamena.",
        "Agreement": "On 4 May 2023, UNHCR signed an agreement with Oxfam.",
    }


def test_a_report_is_published_by_whom_it_speaks_of_most_by_name_or_introduced_acronym() -> None:
    text = (
        "The Emergency Telecommunications Sector (ETS) works in Chad, and IOM, too. IOM has a base in Bol. "
        "The ETS gave radios to 40 drivers. The ETS moved two masts. The ETS met in May.\n"
    )
    publisher = report(text, head="# Chad, June 2023\n\n").publisher
    assert publisher is not None
    assert publisher.text == "Emergency Telecommunications Sector"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Those who do it with each other, as subjects or behind a noun: the publisher, else the first, with the others.
        ("IOM and WFP collaborated to agree on shared questions.", [("IOM", "WFP")]),
        ("The partnership between Oxfam, UNHCR and INTERSOS goes on.", [("UNHCR", "Oxfam"), ("UNHCR", "INTERSOS")]),
        ("IOM and WFP met in Bol.", []),
        # Bodies that are led by other words, also in lower case, and points of a list whose head names who does it.
        ("UNHCR convenes the Rural Water Platform.", [("UNHCR", "Rural Water Platform")]),
        (
            "UNHCR works for girls by: ● paying teachers; ● Coordinating the Radio sub-sector of the region.",
            [("UNHCR", "Radio sub-sector")],
        ),
        ("IOM sits on the Lake Advisory Board.", [("IOM", "Lake Advisory Board")]),
        ("UNHCR is part of the Farmers’ Seed Alliance.", [("UNHCR", "Farmers’ Seed Alliance")]),
        # What coordinates is no body but goods, and what is led is no organisation.
        ("WFP was tasked with coordinating Rapid Food Mechanism deliveries.", []),
        ("WFP is taking the lead on opening a UN hub in Bol.", []),
        # Names that no vocabulary holds, but not those of others.
        ("UNHCR works with the Bol Relief Team to plan the season.", [("UNHCR", "Bol Relief Team")]),
        ("UNHCR works closely with the CNRT to plan the season.", [("UNHCR", "CNRT")]),
        ("UNHCR engaged with IOM teams and with Sudanese families.", []),
        ("UNHCR's partner, Bol Relief, is in charge.", [("UNHCR", "Bol Relief")]),
        # With whom something was done is an activity's; with whom the report was made is not.
        ("Two roads were marked out in cooperation with WFP.", []),
        ("UNHCR conducted a joint mission with its partner Oxfam.", []),
        (
            "This report is produced by UNHCR in collaboration with the Flood Task Force.",
            [("UNHCR", "Flood Task Force")],
        ),
        ("He praised partners such as Oxfam.", []),
        # Who leads beside others, whose partners they are, and who is behind a kind of organisations.
        (
            "The Nutrition Cluster is led by UNICEF, with Oxfam as co-lead.",
            [("UNICEF", "Nutrition Cluster"), ("Oxfam", "Nutrition Cluster")],
        ),
        ("WFP's cooperating partners include Oxfam and INTERSOS.", [("WFP", "Oxfam"), ("WFP", "INTERSOS")]),
        (
            "UNHCR works with UN agencies, including UNICEF and WFP, and NGOs, such as Oxfam.",
            [("UNHCR", "UNICEF"), ("UNHCR", "WFP"), ("UNHCR", "Oxfam")],
        ),
        ("UNHCR continues to engage with the World Bank.", [("UNHCR", "World Bank")]),
        # Members of a consortium, those who carry out a project, and under whom it is done.
        ("The Lake consortium (WFP, Oxfam) began.", [("WFP", "Oxfam")]),
        ("Funded by Japan and implemented by Oxfam and WFP, the project covers three districts.", [("Oxfam", "WFP")]),
        ("The project is implemented in partnership with WFP.", [("UNHCR", "WFP")]),
        ("Under the leadership of the Ministry of Health, WHO is in charge.", [("WHO", "Ministry of Health")]),
        ("UNHCR values its partnership with Oxfam.", [("UNHCR", "Oxfam")]),
        # Lists behind a colon, whose first name no vocabulary holds, and those who are said to be partners.
        (
            "UNHCR's implementing partners are: Action for the Herders of Bol (AHB), Oxfam and INTERSOS.",
            [("UNHCR", "Action for the Herders of Bol"), ("UNHCR", "Oxfam"), ("UNHCR", "INTERSOS")],
        ),
        (
            "The following partners work in the camps: Oxfam, Lake Women Alliance and WFP.",
            [("UNHCR", "Oxfam"), ("UNHCR", "Lake Women Alliance"), ("UNHCR", "WFP")],
        ),
        ("In 2022 WFP had 2 cooperating partners: Oxfam and INTERSOS.", [("WFP", "Oxfam"), ("WFP", "INTERSOS")]),
        ("Oxfam, ADRA and INTERSOS are partners of WFP.", [("WFP", x) for x in ("Oxfam", "ADRA", "INTERSOS")]),
        ("Oxfam and INTERSOS are UNHCR's partners in the camp.", [("UNHCR", "Oxfam"), ("UNHCR", "INTERSOS")]),
        ("Oxfam and INTERSOS are partners who know the lake.", []),
        (
            "UNHCR leads the Health Cluster, and works with Oxfam.",
            [("UNHCR", "Health Cluster"), ("UNHCR", "Oxfam")],
        ),
        ("WFP leads the Health and Nutrition Clusters.", [("WFP", "Health Cluster"), ("WFP", "Nutrition Cluster")]),
        # Those behind `with` are no bodies that are led, and need not be known.
        ("UNHCR is coordinating its surveys with the CNRT using phones.", [("UNHCR", "CNRT")]),
        # What is kept up, made together or made up of others; who supports, and who leads a body.
        ("UNHCR maintains close collaboration with IOM and WFP.", [("UNHCR", "IOM"), ("UNHCR", "WFP")]),
        ("Through the partnership with WFP, UNHCR is learning about prices.", [("UNHCR", "WFP")]),
        ("The response is jointly led by Oxfam and WFP.", [("Oxfam", "WFP")]),
        ("The consortium is made up of Oxfam, INTERSOS and WFP.", [("Oxfam", "INTERSOS"), ("Oxfam", "WFP")]),
        ("Oxfam, supported by WFP, is on its way.", [("Oxfam", "WFP")]),
        ("The Nutrition Cluster, under the leadership of UNICEF, is late.", [("UNICEF", "Nutrition Cluster")]),
        ("INTERSOS, a partner of WFP, is in charge.", [("WFP", "INTERSOS")]),
        # Who leads, where others stand between or beside.
        (
            "IOM, together with Oxfam, co-leads the Rural Water Platform.",
            [("IOM", "Rural Water Platform"), ("IOM", "Oxfam")],
        ),
        (
            "IOM and Oxfam jointly chair the Rural Water Platform.",
            [("IOM", "Rural Water Platform"), ("Oxfam", "Rural Water Platform")],
        ),
        (
            "As co-lead of the Education Cluster, Save the Children advocates for safe schools.",
            [("Save the Children", "Education Cluster")],
        ),
        # A national society by its short form.
        ("Kenya RC works with WFP.", [("Kenya Red Cross Society", "WFP")]),
        # Behind the comma stands who does it.
        ("In partnership with WFP, FAO is on its way.", [("FAO", "WFP")]),
    ],
)
def test_partnerships_in_further_words(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(facts(sentence, "Partnership", head=HEAD), "organization", "partner") == expected


def test_the_country_of_the_organisations_is_the_place_of_their_partnership() -> None:
    found = facts(
        "WFP works with the Niger UN Country Team (UNCT) and the Bol Safety Team to plan.", "Partnership", head=HEAD
    )
    assert told(found, "partner", "place") == [("UN Country Team", "Niger"), ("Bol Safety Team", "Niger")]


_OTHERS = "UNICEF dug 3 wells in Bol. UNICEF and WFP met. UNICEF gave soap. UNICEF and IOM came."


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("WFP gave food to 30 families. WFP is in Bol. The bulletin is issued by the IOM office.", "IOM"),
        ("WFP gave food to 30 families. WFP is in Bol. The mission of IOM is to help people on the move.", "IOM"),
        # Neither what is above all agencies nor who fights or pays tells of it.
        ("The United Nations are worried. The UN met. The UN left. Oxfam stayed.", "Oxfam"),
        ("Boko Haram came. Boko Haram left. Boko Haram came again. Oxfam stayed.", "Oxfam"),
        # An organisation that no vocabulary holds, told by its address or by the head of the report.
        (
            "Kirembo tells of clinics. WFP stayed. Write to: Ana Ruiz, ana@kirembo.org or call. Kirembo thanks all.",
            "Kirembo",
        ),
        ("Bol Farmers Council update\n\nThe Bol Farmers Council met. WFP stayed.", "Bol Farmers Council"),
        # However often another is named: the head, an address, what it says of itself, where one may write, a picture.
        (f"FAO Chad brief\n\n{_OTHERS}", "FAO"),
        (f"Chad: lean season\n\n{_OTHERS}\n\nwww.fao.org/chad", "FAO"),
        (f"Chad: lean season\n\n{_OTHERS} We thank them.\n\nWrite to Ana Ruiz, ana.ruiz@fao.org", "FAO"),
        (f"Chad: lean season\n\nMedair has worked in Chad since 2004.\n\n{_OTHERS}", "Medair"),
        (f"Chad: lean season\n\n{_OTHERS}\n\nContact: Ana Ruiz, Medair Chad, Tel: +235 22 51 00 00", "Medair"),
        (f"Chad: lean season\n\nPhoto: Medair/Ana Ruiz\n\n{_OTHERS}", "Medair"),
        (f"LAKE AUTHORITY FOR FLOOD RELIEF (LAFR)\n\nDaily note\n\n{_OTHERS}", "Lake Authority for Flood Relief"),
        # Who gets or pays for a report does not publish it, nor does who helps those that call themselves we.
        ("Final report to USAID\n\nUSAID paid. USAID came. USAID left.\n\nMedair dug wells.\n\nmedair.org", "Medair"),
        (
            "Work in Bol\n\nWe dug wells. IOM helped us. IOM gave us a car. Our partner IOM stayed.\n\nMedair left.",
            "Medair",
        ),
        # A fund does where it makes up a line of the head, and where the report says so.
        (f"CENTRAL EMERGENCY RESPONSE FUND\n\nChad, floods\n\n{_OTHERS}", "Central Emergency Response Fund"),
        # A short form that other things have too, before a country.
        (f"Concern in Chad\n\n{_OTHERS}", "Concern Worldwide"),
        # A row of donors and a list tell nothing of it.
        (
            "Chad: money\n\nThe rains were late.\n\nIOM 90.4\nWFP 12.1\n\nIOM | WFP | FAO | UNICEF\n\nOxfam stayed.",
            "Oxfam",
        ),
        # Words that only one has on its reports.
        (f"Emergency Plan of Action\n\nChad: floods\n\nThe Chad Red Cross came.\n\n{_OTHERS}", "IFRC"),
        # Who carried out what the report tells of, with others.
        (f"Chad: prices\n\nMedair, in partnership with IOM and Oxfam, conducted this survey.\n\n{_OTHERS}", "Medair"),
    ],
)
def test_who_publishes_a_report(text: str, publisher: str) -> None:
    found = report(text, head="").publisher
    assert found is not None
    assert found.text == publisher


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # Places and the people of a country tell it as well as its name does.
        ("Families fled to Abéché, Biltine, Faya-Largeau and Massakory.", "Chad"),
        # Not the country that people come from or that goods go to.
        (
            "Refugees from Sudan came to Abéché and Biltine. Those from Sudan went on to Faya-Largeau and Massakory.",
            "Chad",
        ),
        # One of many is not the country of the report.
        ("Kenya, Mali, Niger, Peru and Chad reported cases, and so did Ghana, Benin, Togo and Egypt. Chad met.", None),
    ],
)
def test_the_country_of_a_report_whose_head_names_none(text: str, country: str | None) -> None:
    more = " All of this took a long time, and nobody knew what would come of it in the months that lay ahead."
    found = report(text + more, head="").country
    assert (found.text if found else None) == country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Parts in any order and between any signs; a name before a colon is whose person it is.
        (
            "## Contact us\n\nAna Ruiz | Reporting Officer | ruiz@unhcr.example | +256 772 123 456\n",
            [("Ana Ruiz", "Reporting Officer", "UNHCR", "ruiz@unhcr.example", "+256 772 123 456")],
        ),
        (
            "## Contacts\n\nOxfam: Ana Ruiz, ruiz@un.example, +256 772 123 456\n",
            [("Ana Ruiz", None, "Oxfam", "ruiz@un.example", "+256 772 123 456")],
        ),
        (
            "Contact person: Ana Ruiz, Tel: +256 772 123 456\n",
            [("Ana Ruiz", None, "UNHCR", None, "+256 772 123 456")],
        ),
        (
            "For more information: Ana Ruiz, Programme Officer. Email: ruiz@unhcr.example. Phone: 0772 123 456\n",
            [("Ana Ruiz", "Programme Officer", "UNHCR", "ruiz@unhcr.example", "0772 123 456")],
        ),
        (
            "For media enquiries: In Bol, Ana Ruiz, ruiz@unhcr.example; In Gore, Tom Ray, ray@unhcr.example\n",
            [
                ("Ana Ruiz", None, "UNHCR", "ruiz@unhcr.example", None),
                ("Tom Ray", None, "UNHCR", "ray@unhcr.example", None),
            ],
        ),
        # An organisation above the entry, beside it, in brackets or in place of a role.
        (
            (
                "## Contact information\n\nIn the Chad Lake Society: Secretary General: Ana Ruiz; email: "
                "sg@lake.example; phone: +235 66 12 34 56\n"
            ),
            [("Ana Ruiz", "Secretary General", "Chad Lake Society", "sg@lake.example", "+235 66 12 34 56")],
        ),
        (
            "Contact: Ms. Ana Ruiz, Ministry of Health, +235 66 12 34 56\n",
            [("Ana Ruiz", None, "Ministry of Health", None, "+235 66 12 34 56")],
        ),
        (
            "Contacts: Ana Ruiz (UNFPA) ruiz@one.example; Tom Ray (WFP) ray@one.example\n",
            [("Ana Ruiz", None, "UNFPA", "ruiz@one.example", None), ("Tom Ray", None, "WFP", "ray@one.example", None)],
        ),
        # A unit that looks like a name, a cluster in a role, and an entry whose next line holds the addresses.
        (
            "Contact: Ana Ruiz, Head of Unit, External Relations, ruiz@unhcr.example\n",
            [("Ana Ruiz", "Head of Unit, External Relations", "UNHCR", "ruiz@unhcr.example", None)],
        ),
        (
            "Ana Ruiz, Shelter Cluster Coordinator, UNHCR (ruiz@unhcr.example)\n",
            [("Ana Ruiz", "Shelter Cluster Coordinator", "UNHCR", "ruiz@unhcr.example", None)],
        ),
        (
            "## CONTACTS\n\nAna Ruiz, Reporting Officer, UNHCR Bol\n\nruiz@unhcr.example Tel: +235 66 12 34 56\n",
            [("Ana Ruiz", "Reporting Officer", "UNHCR", "ruiz@unhcr.example", "+235 66 12 34 56")],
        ),
        # Asked for in a sentence, and an address that stands alone.
        (
            "Questions and feedback are welcome: please write to Ana Ruiz (ruiz@unhcr.example) by May.\n",
            [("Ana Ruiz", None, "UNHCR", "ruiz@unhcr.example", None)],
        ),
        (
            "The lines on this map are no borders. dtmchad@iom.example www.iom.example\n",
            [(None, None, "IOM", "dtmchad@iom.example", None)],
        ),
        ("Figures are sent by e-mailing: figures@unhcr.example\n", []),
        # Behind `at` stands the employer, or the address; a number in brackets; a street and a unit are nobody.
        (
            "Media contact: Ana Ruiz at UNHCR Chad, Tel: +235 66 12 34 56\n",
            [("Ana Ruiz", None, "UNHCR", None, "+235 66 12 34 56")],
        ),
        (
            "For media enquiries, contact Ana Ruiz at ruiz@unhcr.example or on (+235) 66 12 34 56.\n",
            [("Ana Ruiz", None, "UNHCR", "ruiz@unhcr.example", "(+235) 66 12 34 56")],
        ),
        (
            "Contact us: UNHCR Chad, 18 Rue Idriss Deby, Bol | desk@unhcr.example\n",
            [(None, None, "UNHCR", "desk@unhcr.example", None)],
        ),
        (
            "For more information: Reporting Unit, desk@unhcr.example\n",
            [(None, None, "UNHCR", "desk@unhcr.example", None)],
        ),
        (
            "Any doubt? You can contact us directly at: desk@unhcr.example\n",
            [(None, None, "UNHCR", "desk@unhcr.example", None)],
        ),
        (
            "Questions? Please contact us at desk@unhcr.example or +235 66 12 34 56\n",
            [(None, None, "UNHCR", "desk@unhcr.example", "+235 66 12 34 56")],
        ),
        (
            "Links: data portal, map, twitter account, earlier updates CONTACTS Ana Ruiz, Nurse, ruiz@unhcr.example\n",
            [("Ana Ruiz", None, "UNHCR", "ruiz@unhcr.example", None)],
        ),
        # What one may write for, a role before its person that only spaces part, and a number without a label.
        (
            "For doubts about this map, please e-mail: desk@unhcr.example\n",
            [(None, None, "UNHCR", "desk@unhcr.example", None)],
        ),
        (
            "For pledges and support: Ana Ruiz, Nurse, Bol, ruiz@unhcr.example\n",
            [("Ana Ruiz", None, "UNHCR", "ruiz@unhcr.example", None)],
        ),
        (
            "Contacts: Head of Office Ana Ruiz ruiz@unhcr.example Team Leader Tom Ray ray@unhcr.example\n",
            [
                ("Ana Ruiz", "Head of Office", "UNHCR", "ruiz@unhcr.example", None),
                ("Tom Ray", "Team Leader", "UNHCR", "ray@unhcr.example", None),
            ],
        ),
        (
            "## Sector contacts\n\nAna Ruiz, Co-Coordinator, ruiz@unhcr.example, 0772 123 456\n",
            [("Ana Ruiz", "Co-Coordinator", "UNHCR", "ruiz@unhcr.example", "0772 123 456")],
        ),
    ],
)
def test_contacts_of_many_shapes(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = facts(text, "Contact", head=HEAD)
    assert told(found, "person", "role", "organization", "email", "telephone") == expected


def test_a_person_with_the_address_of_others_is_not_the_publishers() -> None:
    text = (
        "Contacts: Ana Ruiz, ruiz@unhcr.example; Tom Ray, ray@lakefarmersunion.example; Ida Bo, bo@sea.example\n\n"
        "The Lake Farmers Union is in Bol.\n"
    )
    assert told(facts(text, "Contact", head=HEAD), "person", "organization") == [
        ("Ana Ruiz", "UNHCR"),
        ("Tom Ray", "Lake Farmers Union"),
        ("Ida Bo", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Named after its place, on either side; for others than those who are there; of whom the sentence speaks.
        ("The WFP Mongo Sub-Office reopened in May.", [("WFP", "Sub-Office", "Mongo")]),
        ("The Mongo Sub-Office of UNHCR is open.", [("UNHCR", "Sub-Office", "Mongo")]),
        ("OCHA's Regional Office for Central and Western Africa in Bol met.", [("OCHA", "Regional Office", "Bol")]),
        (
            "WFP has two field offices: Bol and Mongo.",
            [("WFP", "Field Office", "Bol"), ("WFP", "Field Office", "Mongo")],
        ),
        # Offices of a whole area, and those that are not there yet.
        ("The IOM country offices in West Africa sent data.", []),
        ("UNHCR plans to open a field office in Bol.", []),
        ("WFP leads work on opening a UN hub in Bol.", []),
        # Named after its country, in brackets, and of the one that acts.
        ("The note is issued by the OCHA Chad office.", [("OCHA", "Office", "Chad")]),
        (
            "WFP works from two field offices (Bol and Mongo).",
            [("WFP", "Field Office", "Bol"), ("WFP", "Field Office", "Mongo")],
        ),
        ("From its regional office in Bol, UNICEF sent a team.", [("UNICEF", "Regional Office", "Bol")]),
    ],
)
def test_offices_by_name_and_by_whom(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(facts(sentence, "Presence", head=HEAD), "organization", "kind", "place") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "WFP has 120 staff in Chad, including 95 national and 25 international staff.",
            [("WFP", None, 120), ("WFP", "national", 95), ("WFP", "international", 25)],
        ),
        (
            "Our staff: 120 (95 national, 25 international).",
            [("UNHCR", "national", 95), ("UNHCR", "international", 25)],
        ),
        (
            "A total of 145 staff work in Chad, of whom 30 are international.",
            [("UNHCR", None, 145), ("UNHCR", "international", 30)],
        ),
    ],
)
def test_staff_with_its_kinds_and_of_whom(sentence: str, expected: list[tuple[str, Any, int]]) -> None:
    found = told(facts(sentence, "StaffCount", head=HEAD), "organization", "kind", "value")
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A Letter of Understanding was signed with UNICEF.", [("UNICEF", None, None)]),
        ("A tripartite agreement was signed by UNHCR, Chad and Niger.", [("Chad", None, None), ("Niger", None, None)]),
        (
            "UNHCR has signed 14 agreements (PPAs) with 9 national NGOs and 5 international NGOs.",
            [(None, None, 14), (None, "national NGOs", 9), (None, "international NGOs", 5)],
        ),
        ("UNHCR and the Lake Authority signed a Memorandum of Understanding.", [("Lake Authority", None, None)]),
        # Not those that end wars.
        ("A ceasefire agreement between the Government of Chad and FACT was signed in May.", []),
    ],
)
def test_agreements_by_further_names(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(facts(sentence, "Agreement", head=HEAD), "partner", "kind", "quantity") == expected


def test_of_a_sentence_that_is_a_long_list_the_point_is_quoted() -> None:
    points = "; ● ".join(
        f"paying teachers in all of the {n} schools that the villages by the lake have" for n in "abcdef"
    )
    text = f"UNHCR works for girls by: ● {points}; ● Coordinating the Radio sub-sector of the region."
    claim = next(c for c in claims(text, head=HEAD) if c.type == "Partnership")
    assert claim.evidence[0].text == "Coordinating the Radio sub-sector of the region."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("UNHCR has 6 offices and some 310 staff in the country.", [(None, 310)]),
        (
            "UNHCR has 90 staff, of whom 71 are national and 19 international.",
            [(None, 90), ("international", 19), ("national", 71)],
        ),
        ("UNHCR employs 12 international and 96 national staff.", [("international", 12), ("national", 96)]),
    ],
)
def test_staff_in_sentences_is_counted_once(sentence: str, expected: list[tuple[Any, int]]) -> None:
    found = told(facts(sentence, "StaffCount", head=HEAD), "kind", "value")
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_further_offices_of_a_list_are_the_first_ones_owners() -> None:
    text = "Its delegation is in Abéché, with sub-delegations in Goré and Adré, and an office in Bol."
    found = told(facts(text, "Presence", head=HEAD), "organization", "place")
    assert found == [("UNHCR", place) for place in ("Abéché", "Goré", "Adré", "Bol")]


@pytest.mark.parametrize(
    "label",
    ["Other partner organizations actively involved in the operation", "Red Cross Red Crescent Movement partners"],
)
def test_the_label_of_a_list_of_partners_may_say_where_they_are_active(label: str) -> None:
    found = facts(f"{label}: UNICEF, Danish Red Cross and the ICRC.\n", "Partnership", head=HEAD)
    assert told(found, "organization", "partner") == [
        ("UNHCR", name) for name in ("UNICEF", "Danish Red Cross", "ICRC")
    ]


def test_a_list_of_partners_may_be_parted_by_their_kinds() -> None:
    text = (
        "## Partners\n\nGovernment: Lake Authority, Ministry of Health\n\n"
        "NGOs: Oxfam, Lake Women Alliance, Local communities\n\nUN agencies: WFP, IOM\n\nDonors: Japan, Norway\n"
    )
    assert told(facts(text, "Partnership", head=HEAD), "organization", "partner") == [
        ("UNHCR", name)
        for name in ("Lake Authority", "Ministry of Health", "Oxfam", "Lake Women Alliance", "WFP", "IOM")
    ]


@pytest.mark.parametrize("point", ["", "- "])
def test_partners_may_have_lines_of_their_own(point: str) -> None:
    names = ["Oxfam", "Lake Women Alliance (LWA)", "INTERSOS", "WFP"]
    lines = "".join(f"{point}{name}\n" for name in names)
    text = f"## Implementing partners\n\n{lines}\n## Health\n\nThe clinic at the lake stays open all day.\n"
    found = facts(text, "Partnership", head=HEAD)
    assert told(found, "organization", "partner") == [("UNHCR", name.removesuffix(" (LWA)")) for name in names]


def test_partners_may_be_listed_below_their_kinds() -> None:
    text = (
        "## 3.4 Partners\n\n**Government partners**\n\n- Lake Authority\n- Office of the Governor\n\n"
        "**International NGOs**\n\n- Green Hill Society\n\n## Next steps\n\n- Blue River\n"
    )
    names = ["Lake Authority", "Office of the Governor", "Green Hill Society"]
    assert told(facts(text, "Partnership", head=HEAD), "partner") == [(name,) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "## Partners\n\nThe team meets each week.\n\nRoads are open.\n",
        "## Partners\n\nBlue River\n\nGreen Hill\n\nLong Road\n",
        "## Partners and donors\n\nJapan\n\nNorway\n",
    ],
)
def test_what_stands_below_partners_need_not_be_one(text: str) -> None:
    assert facts(text, "Partnership", head=HEAD) == []


def test_staff_and_offices_are_those_of_the_organisation_that_opens_the_sentence() -> None:
    assert told(facts("WFP Chad employs 90 staff.", "StaffCount", head=HEAD), "organization", "value") == [("WFP", 90)]
    text = "WFP's presence in Chad comprises a Representation in Abéché and one Field Unit in Bol."
    found = facts(text, "Presence", head=HEAD)
    assert told(found, "organization", "kind", "place") == [
        ("WFP", "Representation", "Abéché"),
        ("WFP", "Field Unit", "Bol"),
    ]


_NAME, _MAIL, _PHONE = "Rosa Idriss", "idriss@unicef.example", "+235 66 00 00 01"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["## Contact", _NAME, "Country Director", f"Mobile: {_PHONE}", f"E-mail: {_MAIL}"],
            [(_NAME, "Country Director", "UNICEF", _MAIL, _PHONE)],
        ),
        (
            [
                "For more details:",
                f"{_NAME}\nNational Director, UNICEF Chad\n12 Lake Road, Bol",
                f"Telephone: {_PHONE}",
            ],
            [(_NAME, "National Director", "UNICEF", None, _PHONE)],
        ),
        (
            [
                "To get more information, please contact:",
                "Reporting Unit, Chad",
                _NAME,
                "Fund manager",
                f"E: {_MAIL} | T: {_PHONE}",
            ],
            [(_NAME, "Fund manager", "UNICEF", _MAIL, _PHONE)],
        ),
        (
            [
                "## III. CONTACTS",
                "Hon. ROSA T. IDRISS, Director, LDRMC",
                "Trunkline: (02) 911-5061",
                "Email: desk@lake.example",
            ],
            [("ROSA T. IDRISS", "Director", "LDRMC", "desk@lake.example", "(02) 911-5061")],
        ),
        (
            [
                "## Contacts",
                f"{_NAME}\nEmergency Coordinator\n{_MAIL}\n{_PHONE}",
                "Omar Sy\nProgramme Manager\nsy@unicef.example\n+235 66 00 00 02",
            ],
            [
                (_NAME, "Emergency Coordinator", "UNICEF", _MAIL, _PHONE),
                ("Omar Sy", "Programme Manager", "UNICEF", "sy@unicef.example", "+235 66 00 00 02"),
            ],
        ),
        (
            ["## Contact information", f"- UNICEF Bol: {_NAME}, Operations Support; phone: {_PHONE}; email:\n{_MAIL}"],
            [(_NAME, "Operations Support", "UNICEF", _MAIL, _PHONE)],
        ),
        # A number of a fax between, the role above the name, and who holds an office without an address.
        (
            ["## Contacts", f"{_NAME}\nRepresentative\nTel: {_PHONE}\nFax: +235 22 00 00 09\nE-mail: {_MAIL}"],
            [(_NAME, "Representative", "UNICEF", _MAIL, _PHONE)],
        ),
        (
            ["## Contacts", f"Country Director\n{_NAME}\n{_MAIL}\nHead of Programme\nOmar Sy\nsy@unicef.example"],
            [
                (_NAME, "Country Director", "UNICEF", _MAIL, None),
                ("Omar Sy", "Head of Programme", "UNICEF", "sy@unicef.example", None),
            ],
        ),
        (
            [f"Contact info: {_NAME} ({_MAIL})", "Country Director: Omar Sy"],
            [(_NAME, None, "UNICEF", _MAIL, None), ("Omar Sy", "Country Director", "UNICEF", None, None)],
        ),
        # A name opens a line, whatever the line above ends with; who is asked for in a sentence; a title is no name.
        (
            ["## Contacts", f"Lake Road 12, Bol\n{_NAME}, Head of Office, {_MAIL}"],
            [(_NAME, "Head of Office", "UNICEF", _MAIL, None)],
        ),
        # Who holds an office, right above a contact or an address.
        (
            ["UNICEF Country Director: Omar Sy", f"Contact info: {_NAME}, Reporting Officer ({_MAIL})"],
            [
                ("Omar Sy", "Country Director", "UNICEF", None, None),
                (_NAME, "Reporting Officer", "UNICEF", _MAIL, None),
            ],
        ),
        (
            ["## Contact", f"{_NAME} | UNICEF Representative | Bol, Chad | {_MAIL}"],
            [(_NAME, "Representative", "UNICEF", _MAIL, None)],
        ),
        ([f"Head of Office: {_NAME}", f"Email: {_MAIL}"], [(_NAME, "Head of Office", "UNICEF", _MAIL, None)]),
        (
            [f"For gifts, contact {_NAME}, Fundraising Officer, at {_MAIL} or write a letter."],
            [(_NAME, "Fundraising Officer", "UNICEF", _MAIL, None)],
        ),
        (
            ["## Contacts", f"{_NAME}\nDeputy Representative, a.i.\nUNICEF Chad\n{_MAIL}"],
            [(_NAME, "Deputy Representative, a.i.", "UNICEF", _MAIL, None)],
        ),
        (
            [
                "## Contacts",
                f"Contact person: Dr. {_NAME}",
                "Position: Head of Office",
                f"Email: {_MAIL}",
                "Phone: 0700 123 456",
            ],
            [(_NAME, "Head of Office", "UNICEF", _MAIL, "0700 123 456")],
        ),
        # A name in a line like a heading, above a role and addresses.
        (
            ["Wells were dug.", f"## {_NAME}", "Country Director", f"T: {_PHONE}", f"E: {_MAIL}"],
            [(_NAME, "Country Director", "UNICEF", _MAIL, _PHONE)],
        ),
    ],
)
def test_contacts_over_several_lines(lines: list[str], expected: list[tuple[Any, ...]]) -> None:
    found = facts("\n\n".join(lines) + "\n", "Contact", head=HEAD)
    assert told(found, "person", "role", "organization", "email", "telephone") == expected


def test_who_sits_in_an_office_is_no_place_of_it() -> None:
    text = (
        "## Contacts\n\nUNHCR Regional Representation: Rosa Idriss, Regional Representative; phone: +235 66 00 00 01\n"
    )
    assert facts(text, "Presence", head=HEAD) == []


def test_agreements_with_numbers_of_counterparts_and_with_lists() -> None:
    def agreed(text: str) -> list[tuple[Any, ...]]:
        return told(facts(text, "Agreement", head=HEAD), "organization", "partner", "quantity", "kind")

    assert agreed("In 2023 UNICEF signed partnership agreements with three national NGOs and two ministries.") == [
        ("UNICEF", None, 3, "national NGOs"),
        ("UNICEF", None, 2, "ministries"),
    ]
    assert agreed("UNICEF signed agreements with the Ministry of Health, World Vision and Oxfam.") == [
        ("UNICEF", "Ministry of Health", None, None),
        ("UNICEF", "World Vision", None, None),
        ("UNICEF", "Oxfam", None, None),
    ]
    assert agreed("Under an agreement signed with WFP, Oxfam distributes food in Bol.") == [
        ("Oxfam", "WFP", None, None)
    ]

    assert agreed(
        "In 2023 IOM signed 14 grant agreements with national NGOs and two MoUs with the Ministry of Water."
    ) == [
        ("IOM", None, 14, "national NGOs"),
        ("IOM", "Ministry of Water", 2, None),
    ]
    assert agreed("IOM signed a three-year agreement with Oxfam.") == [("IOM", "Oxfam", None, None)]
    assert agreed("OCHA signed 4 agreements with Oxfam.") == [("OCHA", "Oxfam", 4, None)]


def test_those_who_lead_the_body_that_acts_are_no_partners_of_what_it_does() -> None:
    text = "The WASH Cluster, led by UNICEF and co-led by Oxfam, distributed 400 kits in Bol."
    assert [(f["actor"], f.get("partner")) for f in facts(text, "Activity", head=HEAD)] == [("WASH Cluster", None)]
    assert told(facts(text, "Partnership", head=HEAD), "organization", "partner") == [
        ("UNICEF", "WASH Cluster"),
        ("Oxfam", "WASH Cluster"),
    ]


def test_who_is_a_member_of_a_body_with_others_works_with_them() -> None:
    text = "UNICEF is a member of the Lake Cash Consortium, along with Oxfam and Save the Children."
    assert {f["organization"] for f in facts(text, "Partnership", head=HEAD)} == {"UNICEF"}


def test_offices_of_a_line_of_bars() -> None:
    found = facts("Staff: 402 national, 38 international | Offices: Bol, Moundou, Goz Beida\n", "Presence", head=HEAD)
    assert [f["place"] for f in found] == ["Bol", "Moundou", "Goz Beida"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Implemented by: Oxfam (lead), CARE and WFP\n", ["Oxfam", "CARE International", "WFP"]),
        ("Lake Consortium: Oxfam (lead), WFP and World Vision\n", ["Oxfam", "WFP", "World Vision"]),
        ("In partnership with: Oxfam, WFP, Ministry of Health\n", ["Oxfam", "WFP", "Ministry of Health"]),
        (
            "Partners: Ministry of Health and UNICEF, Oxfam, Ministry of Interior and Municipalities\n",
            ["Ministry of Health", "UNICEF", "Oxfam", "Ministry of Interior and Municipalities"],
        ),
        ("Partners: Lake Friends, BDEM, ODDER\n", ["Lake Friends", "BDEM", "ODDER"]),
        ("In cooperation with: local people who want wells\n", []),
    ],
)
def test_labels_of_those_who_carry_something_out_together(text: str, partners: list[str]) -> None:
    assert [f["partner"] for f in facts(text, "Partnership", head=HEAD)] == partners


def test_offices_across_a_country_are_named_behind_a_colon() -> None:
    found = facts("UNHCR has three field offices across the country: Bol, Gore and Mongo.", "Presence", head=HEAD)
    assert [f["place"] for f in found] == ["Bol", "Gore", "Mongo"]


def test_several_offices_are_those_of_the_one_who_set_them_up() -> None:
    found = facts("WFP set up two field offices in Bol and Mongo.", "Presence", head=HEAD)
    assert told(found, "organization", "place") == [("WFP", "Bol"), ("WFP", "Mongo")]


def test_an_office_that_was_closed_is_none() -> None:
    assert facts("The UNHCR area office in Bol was closed in July.", "Presence", head=HEAD) == []
    assert len(facts("The UNHCR area office in Bol opened in July.", "Presence", head=HEAD)) == 1


def test_staff_in_lines_without_a_colon_and_in_teams() -> None:
    found = facts(
        "NATIONAL EMPLOYEES 220\n\nEXPATRIATES 14\n\nUNHCR has a team of 240 people.\n", "StaffCount", head=HEAD
    )
    assert told(found, "kind", "value") == [("national", 220), ("expatriate", 14), (None, 240)]


def test_a_label_of_offices_may_stand_before_those_that_each_have_a_place() -> None:
    text = "Offices: 1 Country Office in Abéché, 2 Sub-Offices in Bol and Mongo.\n"
    assert told(facts(text, "Presence", head=HEAD), "kind", "place") == [
        ("Country Office", "Abéché"),
        ("Sub-Office", "Bol"),
        ("Sub-Office", "Mongo"),
    ]


@pytest.mark.parametrize(
    ("names", "partners"),
    [
        (
            "UNICEF and WFP, IOM, Doctors and Nurses for All, Oxfam and Caritas.",
            ["UNICEF", "WFP", "IOM", "Doctors and Nurses for All", "Oxfam", "Caritas"],
        ),
        ("Oxfam and Caritas", ["Oxfam", "Caritas"]),
    ],
)
def test_and_joins_two_partners_where_both_are_known_or_the_list_ends(names: str, partners: list[str]) -> None:
    found = told(facts(f"Implementing partners: {names}\n", "Partnership"), "partner")
    assert [partner for (partner,) in found] == partners


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oxfam signed an agreement with Vodacom for mobile money.", [("Oxfam", "Vodacom", None, None)]),
        (
            "CARE signed agreements with three municipalities and the University of Bol.",
            [
                ("CARE International", "University of Bol", None, None),
                ("CARE International", None, "municipalities", 3),
            ],
        ),
        (
            "Agreements were signed between UNICEF and local health authorities.",
            [("UNICEF", None, "local health authorities", None)],
        ),
        ("IOM concluded agreements with local authorities.", [("IOM", None, "local authorities", None)]),
        ("The refugees signed rental agreements with landlords.", []),
    ],
)
def test_agreements_with_bodies_that_no_list_has_or_only_their_kind_tells(
    sentence: str, expected: list[tuple[Any, ...]]
) -> None:
    found = facts(sentence, "Agreement", head=HEAD)
    assert told(found, "organization", "partner", "kind", "quantity") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Shelter Cluster (lead: Public Works Department; co-lead: IFRC)\n\nThe rains began.\n",
            [("Public Works Department", "Shelter Cluster"), ("IFRC", "Shelter Cluster")],
        ),
        (
            "## Food Security Cluster\n\nThe cluster is led by WFP and FAO, with CARE as the NGO co-coordinator.\n",
            [
                ("WFP", "Food Security Cluster"),
                ("FAO", "Food Security Cluster"),
                ("CARE International", "Food Security Cluster"),
            ],
        ),
        (
            "The project works hand in hand with the Ministry of Agriculture and Oxfam.",
            [("UNHCR", "Ministry of Agriculture"), ("UNHCR", "Oxfam")],
        ),
    ],
)
def test_who_leads_the_body_of_a_heading(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(facts(text, "Partnership", head=HEAD), "organization", "partner") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In Bol and Gore, UNHCR works with Oxfam.",
        "UNHCR works with Oxfam in Bol and Gore.",
        "UNHCR's partners in Bol and Gore are Oxfam.",
    ],
)
def test_where_they_work_together(sentence: str) -> None:
    found = facts(sentence, "Partnership", head=HEAD)
    assert told(found, "partner", "place") == [("Oxfam", ["Bol", "Gore"])]


def test_all_whom_a_body_is_said_to_support_are_its_partners() -> None:
    sentence = "It often works with Oxfam and supports the Ministry of Health and the National Prison Institute."
    found = facts(sentence, "Partnership", head=HEAD)
    assert sorted(fact["partner"] for fact in found) == ["Ministry of Health", "National Prison Institute", "Oxfam"]


@pytest.mark.parametrize(
    "sentence",
    [
        "UNICEF co-leads the Child Protection sub-cluster with the Ministry of Water.",
        "UNICEF co-chairs the Nutrition Cluster alongside the Ministry of Water.",
    ],
)
def test_those_with_whom_a_body_leads_another_are_its_partners(sentence: str) -> None:
    found = facts(sentence, "Partnership", head=HEAD)
    assert ("UNICEF", "Ministry of Water") in told(found, "organization", "partner")
    assert {fact["organization"] for fact in found} == {"UNICEF"}


def test_the_time_of_another_verb_is_not_that_of_a_partnership() -> None:
    text = "UNHCR has been present in Chad since 2007 and is an active member of the Humanitarian Country Team."
    (fact,) = facts(text, "Partnership", head=HEAD)
    assert (fact["partner"], fact.get("date")) == ("Humanitarian Country Team", None)
