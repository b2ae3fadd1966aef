"""Plain text, as it comes out of mail, web pages and PDF converters, becomes the blocks that a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_law import holds_together

from kg.errors import ReadError
from kg.model import Block, BlockKind, Source
from kg.read import read_report
from kg.read.beside import one_after_the_other
from kg.read.figure_rows import one_below_the_other
from kg.read.markdown import read_markdown
from kg.read.text import read_text


def read(text: str) -> Source:
    return read_text(text.encode(), "report.txt", "0")


def said(source: Source, kind: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if block.kind is kind]


def block_with(source: Source, words: str) -> Block:
    (found,) = [block for block in source.blocks if words in source.joined(block).text]
    return found


WRAPPED = """\
OPERATIONAL UPDATE
Mali, May 2022

PROTECTION

In May, the teams of the Ministry visited twelve villages of the Gao region and heard
some 340 people, of whom two thirds were women. Most of them had left their homes in the
first days of April.

Shelter and relief items

Thanks to a gift of Japan, 512 families that had lost everything in the flood were given
blankets, jerrycans and soap in Ansongo.
"""


def test_wrapped_lines_become_one_paragraph_under_their_headings() -> None:
    source = read(WRAPPED)
    block = block_with(source, "340 people")
    assert source.joined(block).text.startswith("In May, the teams of the Ministry visited twelve villages")
    assert source.joined(block).text.endswith("in the first days of April.")
    assert block.section[-1] == "PROTECTION"
    assert block_with(source, "512 families").section[-1] == "Shelter and relief items"


SIDE_BY_SIDE = """\
UNHCR Chad
Operational Update, June 2021

PROTECTION                                          HEALTH

In June, UNHCR registered 1,240 newly arrived       Doctors vaccinated 3,420 children against
refugees in Bol, among them 640 women and           measles in the camp of Iriba. Twelve kits
310 children. CARE trained 45 volunteers who        for the treatment of cholera went to the
will visit families in Abéché.                      district hospital of Bol.
"""


def test_columns_that_stand_side_by_side_are_read_one_after_the_other() -> None:
    source = read(SIDE_BY_SIDE)
    women, hospital = block_with(source, "640 women"), block_with(source, "district hospital")
    assert source.joined(women).text.endswith("45 volunteers who will visit families in Abéché.")
    assert source.joined(hospital).text.startswith("Doctors vaccinated 3,420 children against measles in the camp")
    assert (women.section[-1], hospital.section[-1]) == ("PROTECTION", "HEALTH")


TABLE = """\
Region of the country       Refugees who were registered by UNHCR     Families who got food

Province of Lac             12,300                                    4,100
Province of Wadi Fira       8,700                                     2,900
Province of Ouaddaï         9,100                                     3,300
"""


FACT_SHEET = """\
FACT SHEET                                              Health
Zambia, August 2022                                     ■ The three clinics of the settlements held
                                                        9,872 consultations with refugees and with
Zambia hosts 105,868 people of concern to               people of the villages.
UNHCR. Most of them come from the                       ■ The Ministry of Health recruited
Democratic Republic of the Congo and                    18 health workers.
live in three settlements.
                                                        Cash assistance
Protection                                              In July 14,305 people in 4,912 households
■ UNHCR and its partner registered                      received cash grants through mobile money.
1,243 new arrivals at the transit centre.
■ The Legal Resources Foundation advised                Durable Solutions
132 detained people in Lusaka.                          Until August 687 refugees departed for
■ UNICEF helped to issue certificates of                resettlement to Canada and to the United
birth to 412 children in Meheba.                        States of America.
"""


def test_a_sheet_with_headings_and_items_in_two_columns_is_read_column_by_column() -> None:
    source = read(FACT_SHEET)
    texts = [source.joined(block).text for block in source.blocks]
    assert texts.index("UNICEF helped to issue certificates of birth to 412 children in Meheba.") < texts.index(
        "Health"
    )
    departed = block_with(source, "687 refugees")
    assert source.joined(departed).text.endswith("resettlement to Canada and to the United States of America.")
    assert departed.section[-1] == "Durable Solutions"


SECTIONS = """\
Refugees by origin               Working with partners
Burundi 49,826                   The agency works with the ministry in charge of
DR Congo 76,906                  emergencies, with World Vision and with the local
Others 431                       Red Cross, which looks after the health posts and
                                 the schools of the six camps.
Refugees by camp
Kigeme 15,308                    New arrivals
Kiziba 16,985                    In April, 212 asylum-seekers arrived from Burundi
Mahama 45,122                    and 94 came back to the transit centre at the lake
Nyabiheke 14,380                 where they were registered.

Staff presence                   Vaccination
75 national staff                By the end of April, 416 refugees and 89 people of
6 offices in the country         the villages around had got a first dose against
                                 measles.
Indicators
Persons per latrine: 26          Cash
                                 Some 9,800 families received cash for food.
"""


def test_sections_with_figures_beside_running_text_are_read_one_after_the_other() -> None:
    source = read(f"FACT SHEET\n\n{SECTIONS}")
    texts = [source.joined(block).text for block in source.blocks]
    assert texts.index("Persons per latrine: 26") < texts.index("Working with partners")
    for end in ("the six camps.", "they were registered.", "against measles."):
        assert any(text.endswith(end) for text in texts)


def test_a_title_in_a_narrow_column_is_one() -> None:
    text = (
        "The cluster met in Juba on 17 March with\n45 members of committees.\n\nEmergency food assistance\n"
        "Partners gave food to 1.1 million people in\nJonglei, Lakes and Upper Nile until April.\n\n"
        "As global lead of the Emergency\nTelecommunications Cluster, the programme\nkeeps hubs in Bor and in Juba.\n"
    )
    assert said(read(text), BlockKind.HEADING) == ["Emergency food assistance"]


def test_lines_of_a_paragraph_with_blank_lines_between_them_are_no_titles() -> None:
    lines = [
        "Working with partners",
        "",
        "The agency works with the Ministry of",
        "Emergency Management, World Vision and",
        "Green Hills Rwanda, which look after the",
        "camps and the people who live in them.",
    ]
    source = read("\n \n".join(f"{line} " for line in lines))
    assert said(source, BlockKind.HEADING) == ["Working with partners"]
    assert said(source, BlockKind.PARAGRAPH) == [" ".join(lines[2:])]


ACTIVITIES = """\
Partner                            What the partner does in the district
International Rescue Committee     Primary health care in four mobile clinics
Norwegian Refugee Council          Legal help and schools for 400 children
Danish Refugee Council             Protection monitoring along the border
Catholic Relief Services           Seeds and tools for returning families
Action Against Hunger              Treatment of malnourished children below
                                   five years in all the health centres
Première Urgence Internationale    Rehabilitation of the district hospital
Save the Children International    Spaces for children in each of the camps
Terre des hommes Lausanne          Tracing of families, and foster families
Islamic Relief Worldwide           Water points, latrines and hygiene kits
Médecins du Monde France           Care for survivors of sexual violence
"""


@pytest.mark.parametrize("text", [WRAPPED, TABLE, ACTIVITIES])
def test_a_text_without_columns_of_prose_stays_as_it_is(text: str) -> None:
    assert one_after_the_other(text) == text


@given(st.lists(st.text(alphabet="ab .\f    1", max_size=60), max_size=30))
def test_columns_put_in_order_lose_no_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert sorted(one_after_the_other(text).split()) == sorted(text.split())


@given(
    st.lists(
        st.text(alphabet="abcde fg", min_size=26, max_size=40)
        .map(lambda w: " ".join(f"x{w}".split()))
        .filter(lambda w: len(w) > 25),
        min_size=5,
        max_size=12,
    )
)
def test_columns_that_were_set_side_by_side_come_apart_again(words: list[str]) -> None:
    one, two = words, words[::-1]
    page = "\n".join(f"{' '.join(a.split()):<50}{' '.join(b.split())}" for a, b in zip(one, two, strict=True))
    assert one_after_the_other(page).split() == " ".join((*one, *two)).split()


FIGURES_ABOVE = """\
362K                5.5M                 US$ 674M
people displaced    people in need       required
since 29 February

The situation in the capital remains volatile.
"""
FIGURES_BELOW = """\
People displaced since 29 February   People in need   Required
362K                                 5.5M             US$ 674M
"""


@pytest.mark.parametrize("text", [FIGURES_ABOVE, FIGURES_BELOW])
def test_key_figures_side_by_side_go_with_their_labels(text: str) -> None:
    source = read(f"SITUATION REPORT\n\n{text}")
    for number, label in (("362K", "displaced since 29 February"), ("5.5M", "in need"), ("674M", "equired")):
        assert label in source.joined(block_with(source, number)).text


@pytest.mark.parametrize(
    "text",
    [
        "Region    Women    Men\nLac       120      130\n",
        "Women    Men\n120      130\n240      210\n",
        "2019      2020      2021\nBudget    Budget    Budget\n",
        "Visits in 12  and  40\n\n12    40\nThe first of them were made in May and in June of the year\n",
    ],
)
def test_tables_are_no_key_figures(text: str) -> None:
    assert one_below_the_other(text) == text


@given(st.lists(st.text(alphabet="ab 1(    ", max_size=30), max_size=12))
def test_key_figures_put_beside_their_labels_lose_no_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert sorted(one_below_the_other(text).split()) == sorted(text.split())


def test_the_place_of_words_is_found_through_a_line_break() -> None:
    source = read(WRAPPED)
    joined = source.joined(block_with(source, "340 people"))
    begin = joined.text.index("heard some 340")
    first, last = joined.span(begin, begin + len("heard some 340"))
    assert source.text[first:last] == "heard\nsome 340"


def test_a_sentence_goes_on_behind_the_footer_of_a_page() -> None:
    page = "The cluster met five times and trained 48 members of the committees that look after the\n"
    foot = "SITUATION REPORT #4      {} of 3\n\f"
    source = read(f"{page}{foot.format(1)}wells of Menaka.\n\n{page}{foot.format(2)}wells of Kidal.\n")
    assert [words[-15:] for words in said(source, BlockKind.PARAGRAPH)] == ["ells of Menaka.", "wells of Kidal."]
    assert said(source, BlockKind.FURNITURE) == ["SITUATION REPORT #4      1 of 3", "SITUATION REPORT #4      2 of 3"]
    assert source.page_at(source.text.index("Kidal")) == 3


def test_a_paragraph_that_was_cut_behind_a_comma_goes_on() -> None:
    long = (
        "The committees met in every district of the region and heard the elders of Gao, Menaka, Bourem, Almoustarat,"
    )
    filler = "\n\n".join(f"{long} {i}." for i in range(9)) + "\n\n" + "Nothing else was said there. " * 9
    source = read(f"{filler}\n\n{long}\n\nKidal and Tessalit.\n\nWells, roads,\n\nBridges were built.\n")
    assert said(source, BlockKind.PARAGRAPH)[-1] == "Bridges were built."
    assert said(source, BlockKind.PARAGRAPH)[-3:-1] == [f"{long} Kidal and Tessalit.", "Wells, roads,"]


def test_items_know_the_lines_that_lead_to_them() -> None:
    source = read(
        "Education\n\nIn the camps, the partners have done the following since the beginning of January:\n\n"
        "• Cash grants:\n    o 210 teachers were paid.\n    o 40 girls got a grant.\n• 12 classrooms were built.\n"
    )
    governed = {source.joined(b).text: b.lead[1:] for b in source.blocks if b.kind is BlockKind.ITEM}
    assert governed["210 teachers were paid."] == ("Cash grants:",)
    assert governed["12 classrooms were built."] == ()
    assert all(b.lead[0].endswith("January:") for b in source.blocks if b.kind is BlockKind.ITEM)


def test_lines_of_cells_between_tabs_are_a_table() -> None:
    source = read(
        "Who gave what:\n\nDonor\tAmount\nJapan\t1,200\nItaly\t850\n\nThe appeal is open until the end of May.\n"
    )
    (table,) = [block.table for block in source.blocks if block.table]
    assert [cell.text for cell in table.header] == ["Donor", "Amount"]
    assert [[source.text[c.begin : c.end] for c in row] for row in table.rows] == [["Japan", "1,200"], ["Italy", "850"]]


def test_the_numbers_of_a_chart_meet_their_labels_again() -> None:
    source = read(
        "Population of concern\n\n12,400\n830\n75\n\nRefugees\nAsylum-seekers\nReturnees\n\nAs of 1 May 2022.\n"
    )
    (chart,) = [block.table for block in source.blocks if block.kind is BlockKind.FIGURE and block.table]
    assert [[cell.text for cell in row] for row in chart.rows] == [
        ["Refugees", "12,400"],
        ["Asylum-seekers", "830"],
        ["Returnees", "75"],
    ]


def test_the_first_heading_is_the_title() -> None:
    assert read("# Niger: Monthly Report\n\nThe rains came late this year, and with them the floods.\n").title == (
        "Niger: Monthly Report"
    )


def test_text_of_other_encodings_is_read() -> None:
    words = "Réfugiés à Ouagadougou – 5 people"
    for data in (words.encode("utf-16"), words.encode("utf-8-sig"), words.encode("cp1252")):
        assert read_text(data, "a.txt", "0").text == words


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n\t ", "is empty"),
        (b"\0\1\2\3 words", "is a binary file, not text"),
        (b"... --- ...", "holds no words"),
        (b"line\n" * 500_001, "has more than 500,000 lines"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_text(data, "a.txt", "0")
    assert str(caught.value) == f"a.txt: {reason}"


# Lines as reports have them, put together in any order: headings, items, cells, numbers, links, page furniture.
WORDS = st.sampled_from(
    "Refugees in Gao|12,400|UNHCR|the|Cash grants:|as of 31 May 2022|5.4 M|Key figures|of whom 40% are women.|and|"
    "Japan (2.4 M)|FUNDING|https://example.org/a|o|1.|Page 3|N'Gourma|é–’|2021 2022|[x](y)|*|a | b|;".split("|")
)
OPENINGS = st.sampled_from(["", "", "# ", "### ", "• ", "- ", "    o ", "1. ", "   ", "| ", "> ", "**", "[["])
LINES = st.builds(
    lambda opening, words, joint, closing: opening + joint.join(words) + closing,
    OPENINGS,
    st.lists(WORDS, max_size=6),
    st.sampled_from([" ", "\t", " | ", "  "]),
    st.sampled_from(["", "", "**", " |", "  ", ":", "."]),
)
RULE = st.just("| --- | --- |")
TEXTS = st.lists(st.one_of(LINES, LINES, RULE, st.text(max_size=30)), min_size=1, max_size=25).flatmap(
    lambda lines: st.lists(
        st.sampled_from(["\n", "\n", "\n\n", "\n\f", "\r\n", "\n \n\n"]), min_size=len(lines), max_size=len(lines)
    ).map(lambda ends: "".join(line + end for line, end in zip(lines, ends, strict=True)))
)


@given(TEXTS)
def test_every_block_of_any_text_leads_back_to_its_words(text: str) -> None:
    try:
        source = read(text)
    except ReadError:
        return
    holds_together(source)


@given(TEXTS)
def test_every_block_of_any_markdown_leads_back_to_its_words(text: str) -> None:
    try:
        source = read_markdown(text.encode(errors="replace"), "report.md", "0")
    except ReadError:
        return
    holds_together(source)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("The assis- tance came. More assistance is due.", "The assistance came. More assistance is due."),
        ("The self-\nreliance groups met.", "The self-reliance groups met."),
        ("Food is short: food- insecure families wait.", "Food is short: food-insecure families wait."),
        # The hyphen stands for a word, a dash for a pause, and a name begins anew.
        ("A mid- to long-term plan.", "A mid- to long-term plan."),
        ("The road Kunduz- Imam was open.", "The road Kunduz- Imam was open."),
        ("The kits - tents too - came.", "The kits - tents too - came."),
    ],
)
def test_words_that_a_hyphen_parts_are_whole(printed: str, read: str, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(
        f"Update of the operation\n\nThe following has been done by the agency for the people.\n\n{printed}\n"
    )
    source = read_report(file, "report.txt")
    block = source.blocks[-1]
    joined = source.joined(block)
    assert joined.text == read
    for at, char in enumerate(joined.text):
        assert char.isspace() or source.text[joined.origin(at)] == char


def test_figures_between_bars_are_lines_of_their_own() -> None:
    source = read("OVERVIEW\n\n4.1M people in need | 2.6M targeted | 900,000 reached\n")
    assert said(source, BlockKind.PARAGRAPH) == ["4.1M people in need", "2.6M targeted", "900,000 reached"]


def test_rows_between_bars_under_a_header_are_a_table_without_a_rule() -> None:
    source = read("Cluster | Required (US$) | Coverage\nHealth | 12M | 30%\nNutrition | 9.5M | 41%\n")
    (table,) = [b.table for b in source.blocks if b.table]
    assert [c.text for c in table.header] == ["Cluster", "Required (US$)", "Coverage"]
    assert [[c.text for c in row] for row in table.rows] == [["Health", "12M", "30%"], ["Nutrition", "9.5M", "41%"]]


def test_donors_between_bars_are_no_table() -> None:
    source = read(
        "Norway 3 million | Japan 2 million\nItaly 1 million | Spain 4 million\nCuba 5 million | Peru 6 million\n"
    )
    assert not any(b.table for b in source.blocks)


def test_rows_of_a_table_may_stand_under_titles() -> None:
    text = (
        "Indicator     2022 target     Total results\n"
        "Health\n# of girls vaccinated     4,000     1,200\n"
        "Shelter\n# of tents given     900     310\n"
    )
    (table,) = [b.table for b in read(text).blocks if b.table]
    assert [row[0].text for row in table.rows] == ["Health", "# of girls vaccinated", "Shelter", "# of tents given"]


def test_names_of_columns_may_stand_over_one_row_of_numbers() -> None:
    (table,) = [
        b.table for b in read("Requirement (US$)     Contributions (US$)\n81.2 m     30.5 m\n").blocks if b.table
    ]
    assert [c.text for c in table.rows[0]] == ["81.2 m", "30.5 m"]


def test_each_field_of_a_box_is_a_paragraph() -> None:
    text = "Our office opened in 2004.\nPartners in the north: Caritas, Oxfam, Tdh\nOther partners: Plan, ADRA, IRC\n"
    assert said(read(text), BlockKind.PARAGRAPH)[-1] == "Other partners: Plan, ADRA, IRC"


def test_capitals_below_a_number_say_what_it_counts() -> None:
    source = read(
        "Uganda\n\n41,220\nREFUGEES\nfrom Burundi\n\n3,105\nASYLUM SEEKERS\n\n12\nPROTECTION\n\nText follows.\n"
    )
    assert "41,220 REFUGEES from Burundi" in said(source, BlockKind.PARAGRAPH)
    assert "3,105 ASYLUM SEEKERS" in said(source, BlockKind.PARAGRAPH)
    assert "PROTECTION" in said(source, BlockKind.HEADING)


def test_short_lines_of_figures_are_not_one_paragraph() -> None:
    source = read("FUNDING\n\nUSD 30.1 M\nrequested for Uganda\nFunded 20% 6 M\nUnfunded 80% 24.1 M\n")
    assert said(source, BlockKind.PARAGRAPH)[-2:] == ["Funded 20% 6 M", "Unfunded 80% 24.1 M"]


def test_a_title_may_stand_right_below_another_or_between_the_points_of_two_lists() -> None:
    text = """\
The rains began in May and the rivers of the lower valley rose within a day and a half.

Overview
Summary of the response
The teams of the district brought tents and blankets to the villages along the lower river.

Livelihoods
Green Hands Uganda
• 300 farmers received seeds
• 12 plots were planted
Blue River Relief
• 40 goats were vaccinated
"""
    source = read(text)
    assert said(source, BlockKind.HEADING) == [
        "Overview",
        "Summary of the response",
        "Livelihoods",
        "Green Hands Uganda",
        "Blue River Relief",
    ]
    assert block_with(source, "40 goats").section == ("Livelihoods", "Blue River Relief")


def test_a_lead_in_above_a_heading_governs_what_stands_below_it() -> None:
    source = read("In May, the teams did the following:\n\n## Water\n\n- 12 wells dug\n\n## Food\n\n- 40 tents sent\n")
    assert block_with(source, "12 wells").lead[0] == block_with(source, "40 tents").lead[0]
    assert block_with(source, "12 wells").lead[0].endswith("the following:")


def test_lines_that_end_in_money_are_no_wrapped_sentence() -> None:
    source = read("Green Hands Uganda and others        EUR 410,000\nBlue River Relief        USD 95,500\n")
    assert len(source.blocks) == 2


def test_fields_below_a_title_are_paragraphs_of_their_own() -> None:
    source = read(
        "Seeds for the farmers of the lower valley\nCountry: Mali\nPartners: Oxfam, CARE\nTarget group: 90 women\n"
    )
    said_there = said(source, BlockKind.PARAGRAPH)
    assert "Partners: Oxfam, CARE" in said_there
    assert "Target group: 90 women" in said_there


def test_a_blank_line_behind_every_line_changes_nothing() -> None:
    lines = [
        "POPULATION OF CONCERN",
        "",
        "Nigerian refugees",
        "107,840",
        "Returnees",
        "378,000",
        "",
        "Achievements",
        "",
        "The agency and its partner issued certificates of birth to 1,350 refugee",
        "children in the camp of Minawao, and the register of the town of Mokolo was",
        "opened again for the people of the villages, who had waited for it since the",
        "attacks of May.",
    ]

    def read_blocks(parting: str) -> list[tuple[BlockKind, str]]:
        source = read(parting.join(lines))
        return [(block.kind, " ".join(source.joined(block).text.split())) for block in source.blocks]

    assert read_blocks("\n") == read_blocks("\n \n")
    paragraphs = "\n\n".join(["Green Hills opened a clinic in Gao.", "It has 12 beds.", "It is open all day."] * 5)
    assert len(read(paragraphs).blocks) == 15


def test_rows_of_a_label_and_a_number_apart_are_lines_of_their_own() -> None:
    source = read(
        "GIFTS OF THE YEAR\n\n"
        "Kingdom of Norway and its people                       1,204,000\n"
        "European Union                                           350,500\n"
    )
    assert said(source, BlockKind.PARAGRAPH) == [
        "Kingdom of Norway and its people                       1,204,000",
        "European Union                                           350,500",
    ]


def test_a_line_over_a_sum_is_a_title() -> None:
    source = read(
        "IOM VISION\n\nRepair of homes and wells\n$2,400,000 Funding required\n9,000 People targeted\n\n- Homes\n"
    )
    assert said(source, BlockKind.HEADING) == ["IOM VISION", "Repair of homes and wells"]


def test_lines_of_a_giver_and_a_gift_are_lines_of_their_own() -> None:
    source = read(
        "OUR DONORS\n\nDirectorate for Civil Protection and Aid of the Union (DCPA), EUR 8.1 million\n"
        "Ministry of Foreign Affairs of the Kingdom of Norway, NOK 41.5 million\nOxfam, USD 3.3 million\nGreen Hands\n"
    )
    assert len(said(source, BlockKind.PARAGRAPH)) == 4


SIDEBAR = """\
HIGHLIGHTS                                                    IN NUMBERS
  Between May and July 2022, the agency and its partners      640,000
  vaccinated 31,400 children in Sofala.                       children in need of help
  It brought water by lorry to 12,300 people of Dondo and
  Buzi.
  In all, 4,210 children who had lost weight were taken in     1,300,000
  for treatment in the hospitals of                            people in need
  Beira.

FUNDING
The agency asked for 12 million dollars for the year, and Japan alone gave 2.4 million of it before the rains came.
"""


def test_key_figures_beside_running_text_are_a_column_of_their_own() -> None:
    texts = [(block.kind, source.joined(block).text) for source in [read(SIDEBAR)] for block in source.blocks]
    words = [text for _, text in texts]
    assert "640,000 children in need of help" in words
    assert "1,300,000 people in need" in words
    assert any(text.endswith("treatment in the hospitals of Beira.") for text in words)
    # A heading below the columns stays with its text.
    assert words.index("FUNDING") == len(words) - 2


def test_letters_that_print_joined_or_set_apart_are_words() -> None:
    source = read("D I S P L A C E M E N T   R E P O R T\n\nThe oﬃce of the ﬁeld team gave ﬂour to 300 families.\n")
    assert said(source, BlockKind.HEADING) == ["DISPLACEMENT REPORT"]
    assert said(source, BlockKind.PARAGRAPH) == ["The office of the field team gave flour to 300 families."]
    assert read("7 8 9 1 2 3 4\n\nwords\n").text.startswith("7 8 9 1 2 3 4")


def test_spaces_that_fill_justified_lines_are_no_columns() -> None:
    line = "The  teams  of  the  ministry  met  two  hundred  families  {}  days  later"
    source = read("\n".join(line.format(word) for word in ("one", "two", "three", "four", "five")) + ".\n")
    assert "  " not in source.text
    assert len(source.blocks) == 1


CLOSE = """\
WFP Kenya
Country Brief
May 2021
The rains failed for the third time, and the price of maize has
doubled since March in all of the north of the country.
Food assistance
Relief
In May, 31,000 people of Marsabit got maize and beans for a month,
which the county had asked for.
School meals
The agency brought rice to 120 schools of Turkana, where pupils had
nothing to eat at noon.
{}
Cooks were trained in Lodwar.
2.1 Support to County Governments
Staff of the counties learnt how stocks are kept.
They will meet again in June, when the new stores are ready for the
maize of the next harvest.
The county pays the rent.
Lamu has no store.
"""


def test_titles_of_a_text_without_blank_lines_stand_between_sentences() -> None:
    source = read(CLOSE.format("It also paid for the wood."))
    assert block_with(source, "31,000 people").section[-2:] == ("Food assistance", "Relief")
    assert block_with(source, "120 schools").section[-1] == "School meals"
    assert block_with(source, "how stocks are kept").section[-1] == "2.1 Support to County Governments"


def test_the_head_of_a_page_within_a_sentence_is_none_of_it() -> None:
    pages = [
        "The team met 40 families in Lodwar and",
        "gave them maize. Other families went to",
        "Kitale, where they stay.",
    ]
    text = "\n".join(f"{words}\nCountry Brief | WFP Kenya\nMay 2021\n{n}" for n, words in enumerate(pages, 1))
    source = read(text)
    assert "40 families in Lodwar and gave them maize." in source.joined(block_with(source, "40 families")).text
    assert len(said(source, BlockKind.FURNITURE)) == 9


FIGURES = """\
IN NUMBERS
USD 3.1 M requested for Togo
Funded 20%
0.6 M

Unfunded 80%
2.5 M
OUR PRESENCE
14 National staff
2 Field Offices in Kara and in Dapaong
40 others
Offices:
1 Country Office in the capital, Lomé
"""


def test_figures_of_a_narrow_box_stay_apart() -> None:
    source = read(FIGURES)
    texts = [source.joined(block).text for block in source.blocks]
    assert {"Funded 20%", "2.5 M", "14 National staff", "2 Field Offices in Kara and in Dapaong"} <= set(texts)
    assert said(source, BlockKind.HEADING) == ["IN NUMBERS", "OUR PRESENCE", "Offices:"]


def test_a_list_of_partners_beside_what_they_do_stays_a_table() -> None:
    lines = [
        ("Partner of the agency in town", "Where they work"),
        ("The order of the sisters, which", "Kara,"),
        ("looks after two schools", "Sotouboua"),
        ("The society of the Red Cross,", "Dapaong,"),
        ("which drives the ambulances", "Mango"),
        ("The union of the farmers, which", "Atakpamé"),
        ("sells seeds of its members", ""),
        ("The chamber of trade, which has", "Lomé,"),
        ("lent 40 sewing machines", "Aného"),
    ]
    text = "\n".join(f"{left:<40}{right}".rstrip() for left, right in lines) + "\n"
    assert one_after_the_other(text) == text


def test_labels_over_numbers_are_told_by_what_stands_around_all_of_them() -> None:
    lines = [
        "As of 14 March 2023",
        "People affected",
        "6.4M",
        "People displaced",
        "1.3M",
        "Plan funded",
        "14%",
        "KEY POINTS",
        "The rains came late to all of the valley.",
    ]
    texts = said(read("\n".join(lines) + "\n"), BlockKind.PARAGRAPH)
    assert texts[-4:-1] == ["People affected 6.4M", "People displaced 1.3M", "Plan funded 14%"]
    lines = [
        "KEY FIGURES",
        "6.4M",
        "People affected",
        "1.3M",
        "People displaced",
        "The rains came late, in March 2023.",
    ]
    texts = said(read("\n".join(lines) + "\n"), BlockKind.PARAGRAPH)
    assert texts[:2] == ["6.4M People affected", "1.3M People displaced"]


def test_words_of_a_line_that_came_out_one_a_line_are_one_line() -> None:
    source = read("The agency moved \n1,250 \nfamilies \nfrom \nflooded \nsites \nin\nBeledweyne.\n")
    assert said(source, BlockKind.PARAGRAPH) == ["The agency moved 1,250 families from flooded sites in Beledweyne."]


def test_a_labelled_line_below_an_unended_one_stands_for_itself() -> None:
    lines = [
        "They all gave what they had for the year.",
        "Canada, France, Japan, Chile",
        "Contact: Ana Diaz, ana@example.org",
    ]
    texts = said(read("\n".join(lines) + "\n"), BlockKind.PARAGRAPH)
    assert texts[-1] == lines[-1]


def test_the_title_of_a_report_above_the_number_of_a_page_is_furniture() -> None:
    source = read(
        "FLOODS APPEAL MALI\n\nThe agency gave 900 mats and 40\nFLOODS APPEAL MALI\n2\nblankets to families in Gao.\n"
    )
    assert said(source, BlockKind.HEADING) == ["FLOODS APPEAL MALI"]
    assert said(source, BlockKind.PARAGRAPH) == ["The agency gave 900 mats and 40 blankets to families in Gao."]


def chart(source: Source) -> list[list[str]]:
    (table,) = [block.table for block in source.blocks if block.table]
    return [[cell.text for cell in row] for row in table.rows]


def test_labels_right_above_their_numbers_are_theirs() -> None:
    figures = [["Refugees", "126,730"], ["Asylum-seekers", "412"], ["Returnees", "9,250"]]
    head = "Monthly Update\n\nMay 2022\n\nPeople we serve\n\n"
    columns = ["\n\n".join(row[n] for row in figures) for n in range(2)]
    assert chart(read(f"{head}{columns[0]}\n\n{columns[1]}\n")) == figures
    # A title in capitals may have got between them, rows of a table may follow.
    rows = "\n\nCluster Need Reached\n\nHealth 900 800\n\nWater 700 600\n"
    assert chart(read(f"{head}{columns[0]}\n\nCONTACTS\n\n{columns[1]}{rows}")) == figures


def test_key_figures_may_stand_right_below_a_title() -> None:
    text = (
        "Derna Floods Appeal\n"
        "US$ 16.9M             40,300              245,000\n"
        "required              people displaced    people targeted\n"
        "                                                     The team gave out mats.\n"
    )
    texts = said(read(text), BlockKind.PARAGRAPH)
    assert {"US$ 16.9M required", "40,300 people displaced", "245,000 people targeted"} <= set(texts)


def test_the_first_line_of_the_second_column_may_stand_above_the_first_one() -> None:
    left = [
        "The storm of May took the roofs of the whole",
        "quarter, and the families who lived there went",
        "to relatives in the next towns, or to schools",
        "that stand empty in the long holidays of",
        "summer, where they wait for tents.",
    ]
    right = [
        "In the hospital of Bo, the agency trained the",
        "nurses of four wards and gave them medicines",
        "for the next three months, which had come by",
        "air from the stores of the region in Accra,",
        "where they had been since the spring.",
    ]
    lines = [f"{'':<60}{right[0]}", *(f"{a:<60}{b}" for a, b in zip(left, [*right[1:], ""], strict=True))]
    texts = said(read("\n".join(lines) + "\n"), BlockKind.PARAGRAPH)
    assert texts == [" ".join(left), " ".join(right)]


def test_columns_whose_gap_moves_from_line_to_line_are_read_one_after_the_other() -> None:
    text = (
        "Health teams vaccinated nine hundred        In the camps of the south two hundred\n"
        "children of the lake villages and gave              families received tents from the partners\n"
        "vitamins to their mothers. The teams     of the cluster. Some others wait for the\n"
        "also repaired the cold chain in Bol and            road to the border to be opened again,\n"
        "trained nurses on its upkeep.       which may take a month.\n"
    )
    source = read(text)
    assert said(source, BlockKind.PARAGRAPH) == [
        (
            "Health teams vaccinated nine hundred children of the lake villages and gave vitamins to their mothers. "
            "The teams also repaired the cold chain in Bol and trained nurses on its upkeep."
        ),
        (
            "In the camps of the south two hundred families received tents from the partners of the cluster. "
            "Some others wait for the road to the border to be opened again, which may take a month."
        ),
    ]


def test_a_table_with_gaps_that_move_stays_a_table() -> None:
    text = (
        "Where the money came from        What it was spent on\n"
        "Government of Norway          Wells and latrines in the camps\n"
        "Government of Japan              School meals for the children\n"
        "European Union        Training of nurses and midwives\n"
        "World Bank           Roads and bridges of the north\n"
    )
    assert one_after_the_other(text) == text


@given(st.lists(st.sampled_from(" \u00a0\u2007\u2009\u202f\u3000"), min_size=8, max_size=8))
def test_words_are_parted_by_spaces_of_any_kind(spaces: list[str]) -> None:
    parts = ["In", "Gao,", "1,200", "families", "got", "seeds", "and", "two", "ploughs."]
    line = parts[0] + "".join(space + part for space, part in zip(spaces, parts[1:], strict=True))
    assert said(read(f"{line}\n"), BlockKind.PARAGRAPH) == [" ".join(parts)]


def test_marks_that_nobody_sees_are_left_out() -> None:
    source = read("Non\u2011food items\u200b were de\u00adlivered, and vac\u00ad\ncines kept cold in Se\u0301gou.\n")
    (line,) = said(source, BlockKind.PARAGRAPH)
    assert line == "Non-food items were delivered, and vaccines kept cold in Ségou."


def test_what_stands_below_a_field_with_room_for_it_is_no_part_of_it() -> None:
    source = read(
        "Support to the return of families in the north\n"
        "Amount requested: USD 2,330,000 Amount received: USD 0\n"
        "Better the lives of families who go home after the floods, with wells and seeds\n"
        "for their villages.\n"
    )
    assert said(source, BlockKind.PARAGRAPH)[-2:] == [
        "Amount requested: USD 2,330,000 Amount received: USD 0",
        "Better the lives of families who go home after the floods, with wells and seeds for their villages.",
    ]


def test_figures_of_a_list_whose_lines_are_wrapped_stay_apart() -> None:
    source = read(
        "Results of the year\n\n"
        "6,500 families who had fled the floods got money for food and for the way back\n"
        "to their villages in the north\n"
        "1,900 attacks on farmers were told to the teams that went from one village to\n"
        "the next with people there\n"
    )
    assert said(source, BlockKind.PARAGRAPH) == [
        "6,500 families who had fled the floods got money for food and for the way back to their villages in the north",
        "1,900 attacks on farmers were told to the teams that went from one village to the next with people there",
    ]


SENTENCES = (
    "The teams of the council went from house to house in the villages of the coast and counted the damage.",
    "They found that many roofs had been lost to the wind and that most of the wells were full of mud and sand.",
)


def test_titles_of_a_text_without_blank_lines_stand_below_cells_and_over_fields() -> None:
    lines = [
        *SENTENCES * 8,
        "Wells cleaned",
        "1,500",
        "640",
        "Progress towards outcomes",
        *SENTENCES,
        "Livelihoods and basic needs",
        "People reached: 33,150",
        "Male: 15,900",
    ]
    found = said(read("\n".join(lines) + "\n"), BlockKind.HEADING)
    assert found[-2:] == ["Progress towards outcomes", "Livelihoods and basic needs"]


def test_numbers_with_blank_lines_between_go_with_labels_that_stand_so() -> None:
    givers = "Givers\n\nSweden\n\nJapan\n\nNorway\n\n9,350\n\n8,120\n\n4,010\n\n"
    text = f"{givers}PARTNERS\nCaritas\nOxfam\nMercy Corps\nPlan\n"
    (chart,) = [block.table for block in read(text).blocks if block.table]
    assert [[cell.text for cell in row] for row in chart.rows] == [
        ["Sweden", "9,350"],
        ["Japan", "8,120"],
        ["Norway", "4,010"],
    ]


def test_fields_beside_each_other_are_lines_and_columns_of_labels_are_none(tmp_path: Path) -> None:
    money = "Needed: CHF 4 million Given: CHF 2 million"
    fields = f"| Issued: 15 June | Period: May |\n|---|---|\n| {money} | People affected: 9,000 |\n"
    path = tmp_path / "fields.md"
    path.write_text(fields)
    assert said(read_report(path, "fields.md"), BlockKind.PARAGRAPH) == [
        "Issued: 15 June",
        "Period: May",
        "Needed: CHF 4 million",
        "Given: CHF 2 million",
        "People affected: 9,000",
    ]
    path.write_text("| Label: | Value |\n|---|---|\n| Issued: | June |\n| Needed: | CHF 4 million |\n")
    assert not said(read_report(path, "fields.md"), BlockKind.PARAGRAPH)


def test_a_key_figure_beside_text_is_put_together_with_its_label_behind_that() -> None:
    figures = (
        "1.3 million",
        SENTENCES[0],
        "people without food",
        "461,700",
        SENTENCES[1],
        "wells lost",
        "12",
        SENTENCES[0],
    )
    found = said(read("\n\n".join(("Overview", *figures, ""))), BlockKind.PARAGRAPH)
    assert [words for words in found if words not in SENTENCES] == [
        "1.3 million people without food",
        "461,700 wells lost",
        "12",
    ]


def test_labels_out_of_order_stay_apart_from_the_numbers_above() -> None:
    figures = "121,300", SENTENCES[0], "wells dug", SENTENCES[1], "people reached", "640", SENTENCES[0]
    assert "121,300" in said(read("\n\n".join(("Overview", *figures, ""))), BlockKind.PARAGRAPH)


def test_a_web_page_of_menus_and_a_few_whole_paragraphs_is_not_wrapped() -> None:
    told = "The rains came late and the wells of the settlement ran dry before the harvest was in. " * 6
    counts = "310 wells were dug in the hills by the end of the dry season\n64 teachers took part in a course\n"
    menu = "".join(f"  • {year}\n" for year in range(1990, 2014))
    source = read(f"Zambia\n\nKey Figures\n\n{counts}\nCHOOSE A YEAR\n{menu}\nOverview\n\n{told}\n\n{told}\n")
    assert [text.split()[0] for text in said(source, BlockKind.PARAGRAPH) if text[0].isdigit()] == ["310", "64"]


def test_few_words_right_over_the_money_for_them_are_a_title() -> None:
    part = "{title}\nFunding required: $ 4,100,000\nPeople targeted: 9,000 farmers\n\nWells will be dug.\n\n"
    source = read("COUNTRY PLAN\n\n" + part.format(title="Support to farmers") + part.format(title="Help for the sick"))
    assert said(source, BlockKind.HEADING)[1:] == ["Support to farmers", "Help for the sick"]


def test_a_number_and_the_scale_below_it_are_one_figure() -> None:
    need = "2.4\nMILLION\nPeople in Need of Food in 2021\nWFP – May 2021\n"
    arrivals = "61,300\nNew Arrivals in Zomba\nIOM – May 2021\n"
    source = read(f"NUMBERS AT A GLANCE\n\n{need}\n{arrivals}\nThe harvest failed.\n")
    assert said(source, BlockKind.PARAGRAPH)[:2] == [
        "2.4 MILLION People in Need of Food in 2021 WFP – May 2021",
        "61,300 New Arrivals in Zomba IOM – May 2021",
    ]


def test_fields_of_a_sheet_are_no_headings() -> None:
    sheet = "Lead Agency: Blue River Relief\nProject Title: Clinics for Zomba\nLocation: Zomba\n"
    source = read(f"HEALTH\n\n{sheet}\nIt begins in May.\n")
    assert said(source, BlockKind.HEADING) == ["HEALTH"]
