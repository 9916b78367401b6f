"""A browser that looks at the demonstration magazine, served by the file server of the project."""

from __future__ import annotations

import base64
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.support.wait import WebDriverWait
from tests.journeys.demo import Demonstration
from tests.journeys.serving import file_server, file_server_environment, free_port, running

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless=new --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars"
)
ARRIVED = "return !window.isAsking && document.readyState === 'complete'"
FIND_VIOLATIONS = """
const [rules, done] = arguments;
const where = violation => violation.nodes.map(node => node.target.join(" ")).join(", ");
const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
axe.run(document, {resultTypes: ["violations"], preload: false, ...only}).then(
  found => done(found.violations.map(each => each.id + ": " + where(each))),
  error => done(["axe failed: " + error]));
"""
# What sticks out of the window to either side, unless it scrolls or is hidden on purpose.
FIND_OVERFLOW = """
const width = document.documentElement.clientWidth, found = [];
if (document.documentElement.scrollWidth > width) found.push("the page is " + document.documentElement.scrollWidth);
for (const node of document.querySelectorAll("body *")) {
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  if (!box.width || (box.right <= width + 1 && box.left >= -1) || style.position === "absolute") continue;
  let above = node, excused = false;
  for (; above && above !== document.body; above = above.parentElement) {
    const shown = getComputedStyle(above);
    if (["auto", "scroll"].includes(shown.overflowX) || shown.position === "absolute") excused = true;
  }
  const name = node.tagName + "." + node.className;
  if (!excused) found.push(name + " " + Math.round(box.left) + " to " + Math.round(box.right));
}
return found.slice(0, 5);
"""
# Everything that takes room, and where; the skip link comes into sight by the keyboard alone.
FIND_BOXES = """
const around = document.body.getBoundingClientRect();
return [...document.querySelectorAll("body, body *:not(.skip)")].map(node => {
  const box = node.getBoundingClientRect();
  return [node.tagName + "." + node.className, box.left, box.top - around.top, box.width, box.height];
}).filter(([, , , width, height]) => width || height).map(each => each.join(" "));
"""


@contextmanager
def served(demo: Demonstration, folder: Path) -> Iterator[str]:
    """The tree behind the file server; the address it answers at."""
    port = free_port()
    (folder / "static").mkdir()
    told = file_server_environment(demo.tree, folder / "static", folder / "no-desk.sock")
    with running(file_server(port), port, **told):
        yield f"http://127.0.0.1:{port}"


LOOKS, FADES_S = 3, 0.7


class Browser:
    """Debian's chromium, driven; everything it asked for and complained of can be told."""

    def __init__(self, profile: Path, origin: str) -> None:
        options = ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in [*FLAGS.split(), f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.origin = origin
        self.driver = Chrome(options=options, service=ChromeService(shutil.which("chromedriver")))
        self.driver.set_script_timeout(120)

    def look(self, address: str, *, width: int = 1280, height: int = 900, is_dark: bool = False) -> None:
        """Open a page anew in a window of this size."""
        self.size(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.cdp("Emulation.setEmulatedMedia", features=[scheme])
        self.driver.get("about:blank")  # the same page with another fragment would not be loaded
        self.driver.get(self.origin + address)

    def size(self, width: int, height: int = 900) -> None:
        """Give the window a size; small ones are phones."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def cdp(self, command: str, **arguments: Any) -> dict[str, Any]:
        """A command of the browser's own protocol."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def violations(self, *rules: str) -> list[str]:
        """What axe finds wrong with the page: by its usual rules, or by these, which it does not ask by itself.

        What fades in (the desk's messages do) has another contrast on the way: only what stays wrong is told.
        """
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        for _ in range(LOOKS):
            found = list(self.driver.execute_async_script(FIND_VIOLATIONS, rules))
            if not found:
                return []
            time.sleep(FADES_S)
        return found

    def enlarge_text(self, per_cent: int) -> None:
        """Set all text larger, as a reader's browser is told to."""
        self.driver.execute_script("document.documentElement.style.fontSize = arguments[0]", f"{per_cent}%")

    def measure(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def overflow(self) -> list[str]:
        """What sticks out to the side."""
        return list(self.driver.execute_script(FIND_OVERFLOW))

    def boxes(self) -> list[str]:
        """Where everything stands on the page, wherever the window is scrolled to."""
        return list(self.driver.execute_script(FIND_BOXES))

    def follow(self, fragment: str) -> None:
        """Go where a link within the page leads."""
        self.driver.execute_script("location.hash = arguments[0]", fragment)

    def ask(self, place: int, words: str) -> None:
        """Put words into the form at this place of the page, and send it."""
        form = self.driver.find_elements("css selector", "form")[place]
        field = form.find_element("css selector", "input")
        field.clear()
        field.send_keys(words)
        self.driver.execute_script("window.isAsking = true")
        form.find_element("css selector", "button").click()
        # while one page makes way for the other, chromedriver answers questions about either with an error
        leaving = WebDriverWait(self.driver, 20, ignored_exceptions=[WebDriverException])
        leaving.until(lambda driver: driver.execute_script(ARRIVED))

    def click(self, selector: str) -> None:
        """Click what a reader would click."""
        self.driver.find_element("css selector", selector).click()

    def complaints(self) -> list[str]:
        """What the console said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses it asked for since it was last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def pdf(self, width_in: float, height_in: float) -> bytes:
        """The page as it is printed on paper of this size."""
        printed = self.cdp("Page.printToPDF", paperWidth=width_in, paperHeight=height_in, preferCSSPageSize=False)
        return base64.b64decode(printed["data"])

    def picture(self, *, whole: bool = False) -> bytes:
        """A PNG of the window, or of the whole page."""
        return base64.b64decode(self.cdp("Page.captureScreenshot", captureBeyondViewport=whole)["data"])


@contextmanager
def browser(demo: Demonstration, folder: Path) -> Iterator[Browser]:
    """A browser with a new profile, and the magazine served for it."""
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: apt install chromium chromium-driver")
    with served(demo, folder) as origin:
        found = Browser(folder / "profile", origin)
        try:
            yield found
        finally:
            found.driver.quit()
