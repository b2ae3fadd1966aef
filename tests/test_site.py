"""The site of the documentation is built without a warning and without network, and fetches nothing when it is read."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html
from test_offline import offline

import kg
from kg.ontology import Ontology

if TYPE_CHECKING:
    from selenium import webdriver

ROOT = Path(__file__).parents[1]
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PAGES = sorted(page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built of a copy of what it is made from."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("docs", "kg", "ontology", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "corpus"))
    for file in [ROOT / "mkdocs.yml", *ROOT.glob("*.md")]:
        shutil.copy(file, folder)
    command = [*offline(), sys.executable, "-m", "zensical", "build", "--strict"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No issues found" in run.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def article(site: Path, page: str) -> Any:
    (found,) = html.parse(site / page).findall(".//article")
    return found


def navigation(entries: Any) -> Iterator[str]:
    for entry in entries:
        for target in entry.values():
            yield from [target] if isinstance(target, str) else navigation(target)


def test_every_page_is_in_the_site_and_its_navigation(site: Path) -> None:
    assert sorted(navigation(CONFIG["nav"])) == PAGES
    for page in PAGES:
        (title,) = article(site, page.replace(".md", ".html")).iter("h1")
        assert title.text_content().strip("\n ¶")


def test_no_page_names_a_part_of_it_on_another_machine(site: Path) -> None:
    parts = "//@src | //@srcset | //@data | //link[not(@rel='canonical')]/@href | //object/@data | //form/@action"
    pages = [*site.rglob("*.html")]
    assert len(pages) > len(PAGES)
    for page in pages:
        tree = html.parse(page)
        found = [str(value) for value in tree.xpath(parts)]
        assert found
        assert not [value for value in found if value.startswith(("http:", "https:", "//"))], page.name
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not [part for part in ("url(http", "url(//", 'url("http', "@import") if part in text], sheet.name


def test_pictures_are_there_and_described(site: Path) -> None:
    shown = 0
    for page in PAGES:
        target = site / page.replace(".md", ".html")
        for picture in article(site, page.replace(".md", ".html")).iter("img"):
            assert (target.parent / picture.get("src")).is_file()
            assert len(picture.get("alt")) > 10
            shown += 1
    assert shown > 10


def test_the_reference_holds_the_whole_ontology(site: Path, ontology: Ontology) -> None:
    page = article(site, "reference.html")
    anchors = {element.get("id") for element in page.iter("h3")}
    assert {f"class-{name}" for name in ontology.classes} <= anchors
    used = {link.get("href") for link in page.iter("a") if link.get("href", "").startswith("#class-")}
    assert {anchor[1:] for anchor in used} <= anchors
    told = {code.text_content() for code in page.iter("code")}
    assert {p.name for p in ontology.properties.values() if set(p.domains) & set(ontology.classes)} <= told
    contents = html.parse(site / "reference.html").xpath("//nav//a/@href")
    assert {f"#class-{name}" for name in ontology.classes} <= set(contents)


def test_all_public_names_are_told_with_their_docstrings(site: Path) -> None:
    page = article(site, "api.html")
    headings = {element.get("id", "").rpartition(".")[2] for element in page.iter("h3", "h4")}
    methods = {name for name in vars(kg.Graph) if not name.startswith("_")}
    assert {*kg.__all__, *methods, "to_pandas"} <= headings
    text = " ".join(page.text_content().split())
    for told in (kg.build, kg.Graph.export, kg.Rows, kg.ReadError):
        assert (told.__doc__ or "").partition(".")[0].partition("`")[0].strip() in text


@pytest.mark.parametrize("name", ["SECURITY", "BENCHMARKS", "CONTRIBUTING", "CHANGELOG"])
def test_files_of_the_repository_are_pages(site: Path, name: str) -> None:
    source = (ROOT / f"{name}.md").read_text(encoding="utf-8")
    headings = [line.lstrip("# ") for line in source.splitlines() if line.startswith("#") and " $" not in line]
    shown = [e.text_content().strip("\n ¶") for e in article(site, f"{name.lower()}.html").iter("h1", "h2", "h3")]
    assert [heading.replace("`", "") for heading in headings] == shown


def test_a_reader_fetches_nothing_from_elsewhere_and_can_search(browser: webdriver.Chrome, address: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    for page in ("architecture.html", "cookbook.html", "index.html"):
        browser.get(address + page)
        fetched = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert fetched
        assert not [url for url in fetched if not url.startswith((address, "data:", "blob:"))]
    wait = WebDriverWait(browser, 20)

    def opened(driver: webdriver.Chrome) -> bool:
        """Open the search, whose element takes what is typed."""
        driver.find_element(By.TAG_NAME, "body").send_keys(Keys.CONTROL, "k")
        return driver.switch_to.active_element.tag_name != "body"

    wait.until(opened)
    browser.switch_to.active_element.send_keys("earmarked")
    wait.until(lambda driver: "how far is it earmarked?" in driver.find_element(By.TAG_NAME, "body").text)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
