"""The explorer in a real browser: Chromium without a window, driven as a reader would use it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import explore_graph
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from kg.explore import write_explorer

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1366,800",
    "--force-prefers-reduced-motion",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert binary, "these tests need Debian's package chromium"
    assert driver, "these tests need Debian's package chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    write_explorer(explore_graph.small().quads, explore_graph.ontology(folder / "ontology"), folder / "explorer.html")
    return folder / "explorer.html"


class Page:
    """The open page, with the few things that a reader does to it."""

    def __init__(self, browser: webdriver.Chrome, file: Path) -> None:
        self.browser = browser
        self.file = file
        self.open("")

    def open(self, address: str) -> None:
        self.browser.get("about:blank")
        self.browser.get_log("performance")  # type: ignore[no-untyped-call]  # selenium has no types for logs
        self.browser.get(self.file.as_uri() + (f"#{address}" if address else ""))
        self.wait("return document.documentElement.dataset.ready === 'true'")

    def wait(self, script: str) -> None:
        WebDriverWait(self.browser, 20).until(lambda b: b.execute_script(script))

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def search(self, words: str) -> None:
        field = self.one("#search")
        field.clear()
        field.send_keys(words)

    def choose(self, words: str) -> None:
        self.search(words)
        self.one("#search").send_keys(Keys.ENTER)

    def address(self) -> str:
        return self.browser.current_url.partition("#")[2]

    def tick(self, key: str) -> None:
        self.browser.execute_script(f"document.querySelector('input[data-key=\"{key}\"]').click()")

    def complaints(self) -> list[str]:
        log = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in log]

    def requests(self) -> list[str]:
        log = self.browser.get_log("performance")  # type: ignore[no-untyped-call]
        messages = [json.loads(entry["message"])["message"] for entry in log]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("data:")]  # the browser's own icons for form fields


@pytest.fixture
def page(browser: webdriver.Chrome, page_file: Path) -> Page:
    return Page(browser, page_file)


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
    page.search("belu")
    assert "settlement" in page.text("#results")
    page.search("no such name")
    assert page.text("#results") == "No name like this."


def test_choosing_a_result_shows_its_facts_with_the_quote_report_and_page(page: Page) -> None:
    page.choose("Helping Hands")
    assert page.text("#panel h2") == "Helping Hands Wadara"
    fact = next(f for f in page.all("#panel .fact") if "12 latrines built in Belu" in f.text)
    quote = fact.find_element(By.CSS_SELECTOR, ".quote").text
    assert "In November, RRA and its partner Helping Hands Wadara built 12 latrines in Belu" in quote
    assert "Wadara update, November, page 2" in quote
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
