"""The explorer's plots and its reports as read, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from explore_page import Page
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from kg.build import build

DOMAINS = Path(__file__).parent / "domains"

# Plots -----------------------------------------------------------------------------------------------------------


def mark(page: Page, title: str) -> None:
    found = next(g for g in page.all(".plot .leads") if g.get_attribute("aria-label") == title)
    page.run("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", found)


def test_population_over_time_leads_to_the_figures(page: Page) -> None:
    page.open("view=numbers")
    mark(page, "refugees: 24,800, 31 Dec 2020")
    assert page.text("#panel h2") == "24,800 refugees in Wadara"
    assert [m.text for m in page.all("#panel .quote mark")] == ["refugees", "2020", "24 800"]


def test_the_plotted_place_is_chosen_and_kept(page: Page) -> None:
    page.open("view=numbers")
    Select(page.one(".plot select")).select_by_visible_text("Belu")
    assert "place=place/belu" in page.address().replace("%2F", "/")
    mark(page, "internally displaced persons: 31,200, November 2021")
    assert "differ by a factor of ten" in page.text("#panel .doubt")


def test_money_and_indicators_lead_to_their_facts(page: Page) -> None:
    page.open("view=numbers")
    headings = [heading.text for heading in page.all(".plot h2")]
    assert "Funding needed and received, USD" in headings
    assert "Contributions by donor, USD" in headings
    mark(page, "Nordia: 1,200,000 USD, 2021")
    assert "| Nordia | US$ 1.2 million |" in page.text("#panel .quote")
    mark(page, "actual: 47.5 %")
    assert page.text("#panel h2") == "Households with a latrine: 47.5 %"


def leads(page: Page) -> list[str]:
    return [str(g.get_attribute("aria-label")) for g in page.all(".plot .leads")]


def test_a_line_joins_figures_of_one_group_from_one_origin_in_one_place(figures: Page) -> None:
    figures.open("view=numbers&place=place/wadara")
    people = [title for title in leads(figures) if title.startswith("refugees")]
    assert people == [
        "refugees from Eastland: 202,000, 1 Jan 2020",
        "refugees from Eastland: 202,100, 1 Jan 2021",
        "refugees from Westland: 20,200, 1 Jan 2020",
        "refugees from Westland: 20,210, 1 Jan 2021",
    ]
    figures.open("view=numbers&place=place/lake")
    assert "refugees from Eastland: 2,020, 1 Jan 2020" in leads(figures)


def test_two_figures_for_one_day_are_not_joined(page: Page) -> None:
    page.open("view=numbers&place=place/belu")
    assert [path.get_attribute("d").count("L") for path in page.all(".plot .line")] == [0]
    assert "figures for one day differ" in page.text(".plot .note")


def test_funding_stands_under_the_report_that_states_it(figures: Page) -> None:
    figures.open("view=numbers")
    assert [heading.text for heading in figures.all(".plot .of-report h3")] == ["Annual 2021", "Annual 2020"]
    assert [title.split(",")[0] for title in leads(figures) if title.startswith("Total")] == ["Total: 1", "Total: 1"]
    figures.one(".plot .of-report h3 button").click()
    assert figures.text("#panel h2") == "Annual 2021"


def test_plots_show_only_what_passes_the_filters(page: Page) -> None:
    page.open("view=numbers&hide-fact=PopulationFigure&hide-fact=Funding")
    headings = [heading.text for heading in page.all(".plot h2")]
    assert "Population over time" not in headings
    assert "Indicators" in headings


@pytest.mark.parametrize(
    ("domain", "titles", "marks"),
    [
        (
            "windfarms",
            ["Capacity by developer, MW", "Turbines by supplier", "Facts by year"],
            {"RWE: 1,400 MW", "SSE Renewables: 1,075 MW", "TotalEnergies: 1,075 MW", "Vestas: 64"},
        ),
        ("museums", ["Visitors over time"], {"Louvre: 7,700,000, 2022", "Prado: 2,456,000, 2022"}),
    ],
)
def test_a_domain_without_code_has_its_own_plots(
    browser: webdriver.Chrome, tmp_path: Path, domain: str, titles: list[str], marks: set[str]
) -> None:
    build([DOMAINS / domain / "reports"], tmp_path / "graph", ontology=DOMAINS / domain / "ontology")
    page = Page(browser, tmp_path / "graph" / "explorer.html")
    page.open("view=numbers")
    assert [heading.text for heading in page.all(".plot h2")] == titles
    assert marks <= set(leads(page))
    assert not page.complaints()


def test_bars_add_up_what_a_thing_holds(browser: webdriver.Chrome, tmp_path: Path) -> None:
    build([DOMAINS / "windfarms" / "reports"], tmp_path / "graph", ontology=DOMAINS / "windfarms" / "ontology")
    page = Page(browser, tmp_path / "graph" / "explorer.html")
    page.open("view=numbers")
    assert "What several have together counts for each." in page.text(".plot .note")
    bars = [row.text.split("\n") for row in page.all(".plot svg")[0].find_elements("css selector", "svg > g")]
    assert ["RWE", "2K, 2 times"] in bars, bars
    mark(page, "RWE: 1,400 MW")
    assert "Sofia" in page.text("#panel h2")


# Reports ---------------------------------------------------------------------------------------------------------


def test_a_report_is_shown_as_read_with_its_facts_and_names_marked(page: Page) -> None:
    page.open("view=reports&read=report/update.md")
    text = page.text(".as-read")
    assert text.startswith("Wadara update, November \U0001f30d")
    stated = page.run("return [...document.querySelectorAll('.as-read .stated')].map((e) => e.textContent).join('|')")
    assert "|Some 3,120 IDPs live in |Belu|.|" in stated
    assert {"Belu", "Nordia", "Taren"} == {name.text for name in page.all(".as-read .mention")}


def test_a_marked_stretch_leads_to_its_facts_and_a_quote_back_to_the_text(page: Page) -> None:
    page.open("view=reports&read=report/update.md")
    next(part for part in page.all(".as-read .stated") if part.text.startswith("Some 3,120")).click()
    assert page.text("#panel .fact h3") == "3,120 IDPs in Belu"
    page.open("fact=fact/000001")
    page.one("#panel .source .link").click()
    assert page.text(".report h2") == "Wadara update, November"
    chosen = "".join(part.text for part in page.all(".as-read .chosen"))
    assert chosen.startswith("In November, RRA and its partner")


def test_the_names_of_what_is_chosen_stand_out_in_the_text(page: Page) -> None:
    page.open("view=reports&read=report/update.md")
    page.choose("Nordia")
    assert [name.text for name in page.all(".as-read .mention.chosen")] == ["Nordia", "Nordia"]


def test_stated_facts_are_walked_with_the_arrow_keys(page: Page) -> None:
    page.open("view=reports&read=report/update.md")
    page.one(".as-read").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert page.text("#panel .fact h3") == "36 pump mechanics trained in Taren"
    assert "36 pump mechanics" in str(page.one("#announcer").get_attribute("textContent"))
    page.one(".as-read").send_keys(Keys.ARROW_LEFT)
    assert page.text("#panel .fact h3") == "12 latrines built in Belu"


def test_doubted_stretches_look_doubted(page: Page) -> None:
    page.open("view=reports&read=report/annual.txt")
    assert "In late 2021 Belu counted 31,200 IDPs." in [p.text for p in page.all(".as-read .stated.doubtful")]
