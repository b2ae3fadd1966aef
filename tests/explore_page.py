"""The explorer's page in a real browser: Chromium without a window, and what a reader does with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

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


@contextmanager
def chromium(profile: Path) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own that logs what a page complains about and asks for."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert binary, "these tests need Debian's package chromium"
    assert driver, "these tests need Debian's package chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


class Page:
    """The open page, with the few things that a reader does to it."""

    def __init__(self, browser: webdriver.Chrome, file: Path) -> None:
        self.browser = browser
        self.file = file
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
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

    def phone(self) -> None:
        size = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def tab(self, view: str) -> None:
        self.one(f"#tab-{view}").click()

    def run(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        log = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in log]

    def requests(self) -> list[str]:
        log = self.browser.get_log("performance")  # type: ignore[no-untyped-call]
        messages = [json.loads(entry["message"])["message"] for entry in log]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("data:")]  # the browser's own icons for form fields
