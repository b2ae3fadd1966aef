"""The explorer's table and map in a real browser, and what holds for every view."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

import explore_graph
import pytest
from explore_page import Page
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from kg.explore import outlines, write_explorer

VIEWS = ("network", "table", "map", "numbers", "reports")


def rows(page: Page) -> list[list[str]]:
    lines = page.all("table.facts tbody tr:not(.spacer)")
    return [[cell.text for cell in line.find_elements(By.CSS_SELECTOR, "td")] for line in lines]


def header(page: Page, label: str) -> None:
    next(b for b in page.all("table.facts th button") if b.text.startswith(label)).click()


# Table -----------------------------------------------------------------------------------------------------------


def test_the_table_lists_the_facts_that_pass_the_filters(page: Page) -> None:
    page.open("view=table")
    assert page.text(".table-count") == "22 rows"
    page.tick("type-Activity")
    assert page.text(".table-count") == "16 rows"


def test_one_kind_of_fact_has_its_slots_as_columns_and_sorts_by_number(page: Page) -> None:
    page.open("view=table")
    Select(page.one("#table-type")).select_by_value("Activity")
    assert "quantity" in [head.text for head in page.all("table.facts th")]
    header(page, "quantity")
    quantity = [head.text.strip(" ▼▲") for head in page.all("table.facts th")].index("quantity")
    assert [row[quantity] for row in rows(page)] == ["43", "42", "41", "40", "36", "12"]
    header(page, "quantity")
    assert rows(page)[0][quantity] == "12"
    page.open(page.address())
    assert rows(page)[0][quantity] == "12"


def test_rows_can_be_sought_and_a_row_leads_to_its_evidence(page: Page) -> None:
    page.open("view=table")
    page.one('.table-view input[type="search"]').send_keys("BELU latrines")
    assert [row[0] for row in rows(page)] == ["12 latrines built in Belu"]
    page.one("table.facts tbody .link").click()
    assert "In November, RRA and its partner" in page.text("#panel .quote")


def test_the_table_is_copied_as_csv_that_no_spreadsheet_takes_for_a_formula(page: Page) -> None:
    page.open("view=table&rows=Presence")
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; };")
    next(b for b in page.all(".table-view button") if b.text == "Copy as CSV").click()
    page.wait("return window.copied !== undefined")
    (line,) = csv.DictReader(io.StringIO(page.run("return window.copied")))
    assert line["organisation"] == explore_graph.HOSTILE[0]
    assert line["kind"] == "'" + explore_graph.HOSTILE[4]
    assert line["Report"] == "Wadara update, November"


def test_numbers_are_copied_as_numbers(page: Page) -> None:
    page.open("view=table&rows=Contribution&order=-slot-amount")
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; };")
    next(b for b in page.all(".table-view button") if b.text == "Copy as CSV").click()
    page.wait("return window.copied !== undefined")
    lines = list(csv.DictReader(io.StringIO(page.run("return window.copied"))))
    assert [line["amount"] for line in lines] == ["1200000", "350000"]
    assert lines[0]["Period"] == "2021-01-01/2021-12-31"


def test_names_are_rows_too_with_what_may_be_the_same(figures: Page) -> None:
    figures.open("view=table&rows=names&order=like")
    heads = [head.text.strip(" ▼▲") for head in figures.all("table.facts th")]
    shown = {row[0]: dict(zip(heads, row, strict=True)) for row in rows(figures)}
    assert shown["Water Friends"]["May be the same as"] == "Water Friends Wadara; Wuter Friends"
    assert shown["Farmers' Union"]["May be the same as"] == ""
    assert shown["Lake"]["Known from"] == "gazetteer"
    assert shown["Water Friends"]["Known from"] == "reports only"
    assert shown["Lake"]["Facts"] == "6"
    figures.one("table.facts tbody .link").click()
    assert figures.text("#panel h2") == rows(figures)[0][0]


def test_the_words_that_rows_are_sought_by_are_in_the_address(page: Page) -> None:
    page.open("view=table")
    page.one('.table-view input[type="search"]').send_keys("belu")
    address = page.address()
    found = page.text(".table-count")
    assert found != "22 rows"
    page.open(address)
    assert page.text(".table-count") == found
    assert page.one('.table-view input[type="search"]').get_attribute("value") == "belu"


# Map -------------------------------------------------------------------------------------------------------------


def test_the_map_shows_places_with_their_facts_and_a_click_opens_one(page: Page) -> None:
    page.open("view=map")
    labels = {mark.get_attribute("aria-label") for mark in page.all(".place")}
    assert "Belu: 3 facts" in labels
    page.one('.place[data-entity="place/belu"] circle').click()
    assert page.text("#panel h2") == "Belu"


def test_the_map_shows_who_works_where(page: Page) -> None:
    page.open("view=map")
    Select(page.one("#map-metric")).select_by_visible_text("Who works in")
    labels = {mark.get_attribute("aria-label") for mark in page.all(".place")}
    assert "Belu: Helping Hands Wadara, River Relief Agency" in labels
    assert "circles=link-worksIn" in page.address()


def test_the_map_moves_and_zooms_from_the_keyboard(page: Page) -> None:
    page.open("view=map")
    place = '.place[data-entity="place/belu"] circle'
    before = page.one(place).get_attribute("cx")
    page.one(".map").send_keys(Keys.ARROW_RIGHT)
    assert page.one(place).get_attribute("cx") != before
    page.one(".map").send_keys("0")
    assert page.one(place).get_attribute("cx") == before


def test_a_place_that_is_sought_comes_into_the_middle_of_the_map(page: Page) -> None:
    page.open("view=map")
    page.choose("Taren")
    circle = page.one('.place[data-entity="place/taren"] circle').rect
    drawn = page.one(".map").rect
    assert circle["x"] + circle["width"] / 2 == pytest.approx(drawn["x"] + drawn["width"] / 2, abs=2)
    assert page.one("#tab-map").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize(
    "countries", [[], [["Wadara", [-9, 11, -1, 21], [16.0, -5.0, 8.0], [[-900, 1100, 800, 0, 0, 1000]]]]]
)
def test_the_map_says_whose_outlines_it_has_or_that_it_has_none(
    browser: webdriver.Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, countries: list[object]
) -> None:
    monkeypatch.setattr(outlines, "load", lambda: {"note": "Outlines: made up.", "coarse": countries, "fine": []})
    write_explorer(explore_graph.small().quads, explore_graph.ontology(tmp_path / "ontology"), tmp_path / "map.html")
    page = Page(browser, tmp_path / "map.html")
    page.tab("map")
    assert len(page.all(".country")) == len(countries)
    assert ("Outlines: made up." if countries else "No outlines of countries") in page.text(".map-note")
    assert page.one('.place[data-entity="place/belu"]').is_displayed()
    assert page.complaints() == []


# All of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, view: str, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.open(f"view={view}&entity=org/relief-agency")
    assert serious(page) == []
    assert page.complaints() == []


def test_axe_finds_nothing_serious_on_a_phone_with_filters_results_and_a_fact(page: Page) -> None:
    page.phone()
    page.open("view=table&rows=names&fact=fact/000001")
    assert serious(page) == []
    page.one("#filters-toggle").click()
    page.search("belu")
    assert serious(page) == []


def serious(page: Page) -> list[object]:
    page.run((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.browser.execute_async_script(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then((result) =>"
        " done(result.violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.html)])))"
    )
    return [violation for violation in found if violation[0] in {"serious", "critical"}]


def test_every_view_opens_by_its_tab_and_asks_for_nothing(page: Page) -> None:
    for view in VIEWS:
        page.tab(view)
        assert page.one(f"#tab-{view}").get_attribute("aria-selected") == "true"
    assert page.complaints() == []
    assert [url.partition("#")[0] for url in page.requests()] == [page.file.as_uri()]


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_filters_open_by_a_button(page: Page) -> None:
    page.phone()
    for view in VIEWS:
        page.open(f"view={view}")
        assert page.run("return document.documentElement.scrollWidth") <= 390
    assert not page.one("#filters").is_displayed()
    page.one("#filters-toggle").click()
    assert page.one("#filters").is_displayed()


def test_on_a_phone_a_chosen_passage_stays_in_sight_above_its_facts(page: Page) -> None:
    page.phone()
    page.open("view=reports&read=report/annual.txt")
    page.run("[...document.querySelectorAll('.as-read .stated')].pop().click()")
    panel, chosen = page.one("#panel").rect, page.one(".as-read .chosen").rect
    assert panel["y"] + panel["height"] == pytest.approx(844, abs=1)
    assert page.one(".as-read").rect["y"] < chosen["y"] < panel["y"] - chosen["height"]


def test_a_graph_without_facts_opens_in_every_view(browser: webdriver.Chrome, tmp_path: Path) -> None:
    write_explorer([], explore_graph.ontology(tmp_path / "ontology"), tmp_path / "explorer.html")
    page = Page(browser, tmp_path / "explorer.html")
    for view in VIEWS:
        page.tab(view)
    page.search("anything")
    assert page.text("#results") == "No name like this."
    assert page.complaints() == []


def test_an_address_that_names_what_is_not_there_opens_all_the_same(page: Page) -> None:
    page.open("view=nowhere&entity=gone&fact=gone&hide=gone&from=yesterday&confidence=2&rows=gone&order=gone&read=gone")
    assert page.one("#tab-network").get_attribute("aria-selected") == "true"
    assert page.text("#shown") == ""
    assert page.complaints() == []
