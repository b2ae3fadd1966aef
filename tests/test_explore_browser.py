"""The explorer in a real browser: names, filters, network and evidence."""

from __future__ import annotations

from pathlib import Path

import explore_graph
import pytest
from explore_page import Page
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kg.explore import network, write_explorer


def test_it_opens_from_disk_with_no_complaint_and_asks_for_nothing_else(page: Page) -> None:
    assert page.text("#counts").startswith("2 reports")
    assert page.one(".vis-network canvas").is_displayed()
    assert page.complaints() == []
    assert [url.partition("#")[0] for url in page.requests()] == [page.file.as_uri()]


def test_search_finds_a_name_by_any_spelling_without_accents(page: Page) -> None:
    page.search("helping hands w")
    assert "Helping Hands Wadara" in page.text("#results")
    page.search("hhw")
    assert "Helping Hands Wadara" in page.text("#results")
    page.search("wadara hands")
    assert "Helping Hands Wadara" in page.text("#results")
    page.search("belu")
    assert "settlement in Kosso" in page.text("#results")
    page.search("no such name")
    assert page.text("#results") == "No name like this."


def test_choosing_a_result_shows_its_facts_with_the_quote_report_and_page(page: Page) -> None:
    page.choose("Helping Hands")
    assert page.text("#panel h2") == "Helping Hands Wadara"
    fact = next(f for f in page.all("#panel .fact") if "12 latrines built in Belu" in f.text)
    quote = fact.find_element(By.CSS_SELECTOR, ".quote").text
    assert "In November, RRA and its partner Helping Hands Wadara built 12 latrines in Belu" in quote
    assert "Wadara update, November, page 2, issued 2 Dec 2021" in quote
    marked = [m.text for m in fact.find_elements(By.CSS_SELECTOR, ".quote mark")]
    assert {"RRA", "Helping Hands Wadara", "12", "latrines", "Belu", "1,450", "refugees"} <= set(marked)
    assert "confidence 82 %" in fact.text
    assert "November 2021" in fact.text


def test_a_click_on_a_node_opens_its_panel(page: Page) -> None:
    page.choose("Nordia")
    page.one("#panel .close").click()
    assert not page.one("#panel").is_displayed()
    canvas = page.one(".vis-network canvas")  # the chosen node was centred
    webdriver.ActionChains(page.browser).move_to_element(canvas).click().perform()
    page.wait("return !document.getElementById('panel').hidden")


def test_a_click_on_an_edge_opens_what_is_said_of_its_two_ends(browser: webdriver.Chrome, tmp_path: Path) -> None:
    graph = explore_graph.Graph()
    giver, taker = graph.entity("org/a", "Government", "Nordia"), graph.entity("org/b", "NGO", "River Relief")
    report = graph.report("r.txt", "Gifts", publisher="org/b", issued="2021-01-01", period=("2021-01-01", "2021-01-31"))
    passage = graph.passage(report, "Nordia gave USD 5,000 to River Relief.")
    slots = {"donor": giver, "recipient": taker, "amount": 5000, "currency": "USD"}
    graph.fact("Contribution", "Nordia: USD 5,000", passage, slots)
    graph.link(giver, "funds", taker)
    write_explorer(graph.quads, explore_graph.ontology(tmp_path / "ontology"), tmp_path / "explorer.html")
    page = Page(browser, tmp_path / "explorer.html")
    # two nodes are fitted into the view, so their edge runs through its middle
    webdriver.ActionChains(browser).move_to_element(page.one(".vis-network canvas")).click().perform()
    page.wait("return !document.getElementById('panel').hidden")
    assert page.text("#panel h2").split("\n") == ["Nordia", "River Relief"]
    assert {m.text for m in page.all("#panel .quote mark")} >= {"Nordia", "USD", "5,000", "River Relief"}


def test_a_link_lists_the_facts_that_state_it(page: Page) -> None:
    page.choose("Nordia")
    chip = next(p for p in page.all("#panel .pair") if "River Relief Agency" in p.text)
    chip.find_element(By.CSS_SELECTOR, ".number").click()
    assert "Nordia → funds River Relief Agency" in page.text("#panel .relations")
    assert "| Nordia | US$ 1.2 million |" in page.text("#panel .quote")
    assert [m.text for m in page.all("#panel .quote mark")] == ["Nordia", "1.2 million"]


def test_doubts_stand_beside_the_facts_they_are_about(page: Page) -> None:
    page.choose("Belu")
    assert "differ by a factor of ten" in page.text("#panel .doubt")


def test_the_legend_hides_kinds_and_filters_facts_and_the_address_keeps_it(page: Page) -> None:
    page.tick("type-Activity")
    assert "16 of 22 facts shown" in page.text("#shown")
    page.tick("family-PopulationGroup")
    address = page.address()
    assert "hide-fact=Activity" in address
    assert "hide=PopulationGroup" in address
    page.open(address)
    assert "of 22 facts shown" in page.text("#shown")
    assert not page.one('input[data-key="type-Activity"]').is_selected()
    page.open(address + "&entity=org/relief-agency")
    assert page.text("#panel h2") == "River Relief Agency"
    assert "1 fact hidden by filters" in page.text("#panel .note")


def test_back_returns_to_what_was_selected_before(page: Page) -> None:
    page.choose("Nordia")
    page.choose("Belu")
    page.browser.back()
    page.wait("return document.querySelector('#panel h2').textContent === 'Nordia'")


def test_hostile_names_are_text_and_nothing_else(page: Page) -> None:
    page.search("window.hacked")
    page.one("#search").send_keys(Keys.ENTER)
    assert page.text("#panel h2") == explore_graph.HOSTILE[0]
    assert "javascript:window.hacked=3" in page.text("#panel")
    assert page.browser.execute_script("return window.hacked") is None
    assert page.all("#panel script, #panel img, a[href^='javascript']") == []
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.startswith("file:")] == []


def test_the_network_can_be_walked_with_the_keyboard(page: Page) -> None:
    frame = page.one(".vis-network")
    frame.send_keys(Keys.ARROW_DOWN)
    first = page.text("#panel h2")
    frame.send_keys(Keys.ARROW_DOWN)
    assert page.text("#panel h2") != first
    assert page.text("#panel h2") in page.one("#announcer").get_attribute("textContent")
    page.one("body").send_keys(Keys.ESCAPE)
    assert not page.one("#panel").is_displayed()


def test_a_link_that_no_fact_states_says_so(page: Page) -> None:
    page.open("pair=place/belu&pair=place/kosso")
    assert "no fact of a report states it" in page.text("#panel")


def test_facts_can_be_narrowed_to_those_about_one_thing(page: Page) -> None:
    page.choose("Water for Villages")
    next(b for b in page.all("#panel .actions button") if b.text == "Only facts about this").click()
    assert page.text("#shown") == "1 of 22 facts shown"
    assert "about=org/water" in page.address().replace("%2F", "/")


def test_period_report_sector_and_confidence_narrow_the_facts(page: Page) -> None:
    page.open("from=2021-11-01&to=2021-11-30&report=report/update.md")
    assert page.text("#shown") == "4 of 22 facts shown"  # one of the whole year among them
    page.open("is-sector=sector/education")
    assert page.text("#shown") == "4 of 22 facts shown"
    page.open("confidence=0.8")
    assert page.text("#shown") == "17 of 22 facts shown"
    page.open("doubtful=1")
    assert page.text("#shown") == "2 of 22 facts shown"
    page.open("doubtful=1&confidence=1")
    assert page.text("#shown") == "0 of 22 facts shown"
    assert page.text(".network .hint") == "No name passes the filters."


def test_roles_that_rules_derive_are_a_filter_of_their_own(page: Page) -> None:
    page.open("role=Donor&view=table")
    page.choose("Nordia")
    assert page.text("#panel .kind .tag") == "donor"
    assert "role=Donor" in page.address()


def test_the_legend_works_from_the_keyboard_and_keeps_its_focus(page: Page) -> None:
    box = page.one('input[data-key="family-Place"]')
    box.send_keys(Keys.SPACE)
    assert page.browser.switch_to.active_element.get_attribute("data-key") == "family-Place"
    assert "hide=Country" in page.address()


def test_names_beyond_the_drawn_ones_appear_when_they_are_sought_or_expanded(
    browser: webdriver.Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "DRAWN_AT_MOST", 6)
    graph, ontology = explore_graph.small(), explore_graph.ontology(tmp_path / "ontology")
    write_explorer(graph.quads, ontology, tmp_path / "explorer.html")
    page = Page(browser, tmp_path / "explorer.html")
    assert page.text(".network .hint").startswith("The 6 most connected of 14")
    page.choose("River Relief Agency")
    more = next(b for b in page.all("#panel .actions button") if b.text.startswith("Add"))
    assert more.text == "Add 4 neighbours"
    more.click()
    assert not any(b.text.startswith("Add") for b in page.all("#panel .actions button"))
    assert "more=org/relief-agency" in page.address().replace("%2F", "/")
    page.open(page.address())
    assert not any(b.text.startswith("Add") for b in page.all("#panel .actions button"))
    page.choose("Taren")
    assert page.text("#panel h2") == "Taren"
    assert page.complaints() == []
