"""The demonstration magazine in a browser: every kind of page, light and dark, on phones, screens and paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.browsing import AXE, Browser, browser
from tests.journeys.demo import Demonstration, PageFile

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDTHS = (320, 390, 1280, 1600)
PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
WITHIN = ("data:", "about:", "chrome:")  # the last: what the browser's own first page is still loading
OTHERS = ("front", "article", "section", "author", "archive", "month")  # kinds looked at in every language


PUSH_DOWN = """
const push = document.getElementById("push") || document.createElement("div");
push.id = "push";
push.style.height = arguments[0] + "px";
document.querySelector(".t").before(push);
"""
BREAK_ANYWHERE = "for (const each of document.querySelectorAll('.t h2, .t h3')) each.style.breakAfter = 'auto';"

# The contrast of what is read, but for kickers and links in the accent's colour (4.5 : 1, as axe asks).
FIND_FAINT = """
const light = colour => {
  const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const paper = light(getComputedStyle(document.body).backgroundColor) + .05;
const read = ".t p, .t li, figcaption, figcaption small, .stand, .by, .when, .small, .end p";
return [...document.querySelectorAll(read + ", .write small, .write label, .sent *")]
  .filter(node => node.getBoundingClientRect().width)
  .map(node => {
    let seen = 1;
    for (let each = node; each; each = each.parentElement) seen *= getComputedStyle(each).opacity;
    const ink = light(getComputedStyle(node).color) + .05;
    return [node.tagName + "." + node.className, seen < 1 ? 1 : Math.max(paper, ink) / Math.min(paper, ink)];
  });
"""
FIND_MASTHEAD = """
const range = document.createRange();
range.selectNodeContents(document.querySelector(".flag .name a"));
const {top, bottom} = range.getBoundingClientRect();
return [document.querySelector(".find input").getBoundingClientRect().bottom, {top, bottom},
        document.querySelector(".ears").getBoundingClientRect().top];
"""
FIND_BOX = """
const box = document.querySelector(arguments[0]).getBoundingClientRect();
return [box.left, box.right, box.height];
"""


class LastLines:
    """What stands last on the sheets of a printed article, wherever its text begins."""

    STEP_PX = 40  # less than the two lines that a heading wants below it

    def __init__(self, chromium: Browser, size_in: tuple[float, float], file: Path) -> None:
        self._chromium, self._size_in, self._file = chromium, size_in, file

    def lines(self) -> set[str]:
        """Of every print of the article, pushed down bit by bit over a whole sheet."""
        heights = range(0, round(self._size_in[1] * 96), self.STEP_PX)
        return {line for height in heights for line in self._printed(height)}

    def _printed(self, height_px: int) -> set[str]:
        self._chromium.driver.execute_script(PUSH_DOWN, height_px)
        self._file.write_bytes(self._chromium.pdf(*self._size_in))
        text = subprocess.run(["pdftotext", "-layout", self._file, "-"], capture_output=True, text=True, check=True)
        sheets = [[line for line in sheet.splitlines() if line.strip()] for sheet in text.stdout.split("\f")]
        return {" ".join(lines[-1].split()) for lines in sheets if lines}


def printed(chromium: Browser, paper: str, folder: Path) -> list[str]:
    """The words on each sheet of the page as it is printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: apt install poppler-utils")
    file = folder / "printed.pdf"
    file.write_bytes(chromium.pdf(*PAPERS[paper]))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(sheet.split()) for sheet in text.split("\f") if sheet.strip()]


@pytest.fixture(scope="module")
def chromium(demo: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(demo, tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="module")
def shown(demo: Demonstration) -> dict[str, PageFile]:
    """The largest page of every kind in English, of the common kinds in every language, each kind of article.

    Also the form for letters in English and from right to left.
    """
    pages = {}
    for name, page in demo.representatives.items():
        is_one = page.language == "en" or page.kind in OTHERS or name == "contact-ar"
        if is_one and not name.endswith("-small"):
            pages[page.address] = page
    assert len({page.kind for page in pages.values()}) > 15
    assert {address for address, page in pages.items() if page.is_form} == {"/contact/", "/ar/contact/"}
    assert all(page.html.css_first("p.report a") for page in pages.values() if page.kind == "article")
    assert {page.language for page in pages.values()} == {"en", "es", "ar", "hi"}
    return pages


@pytest.fixture
def gone(demo: Demonstration) -> str:
    return next(address for address in demo.notices if demo.answer(address).status == 410)


def test_the_browser_complains_of_nothing_and_asks_nobody_else(
    demo: Demonstration, chromium: Browser, shown: dict[str, PageFile]
) -> None:
    chromium.requests(), chromium.complaints()
    troubles = {}
    for address in shown:
        chromium.look(address)
        asked = [url for url in chromium.requests() if not url.startswith((chromium.origin + "/", *WITHIN))]
        said = [line for line in chromium.complaints() if not (address == "/404.html" and "404" in line)]
        if asked or said:
            troubles[address] = asked + said
    assert troubles == {}


def test_nothing_sticks_out_at_any_width(chromium: Browser, shown: dict[str, PageFile], gone: str) -> None:
    troubles = {}
    for address in [*shown, gone]:
        chromium.look(address)
        for width in WIDTHS:
            chromium.size(width)
            if found := chromium.overflow():
                troubles[address, width] = found
    assert troubles == {}


@pytest.mark.node
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(chromium: Browser, shown: dict[str, PageFile], gone: str, is_dark: bool) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci --prefix tests/node --ignore-scripts")
    article = next(address for address, page in shown.items() if page.kind == "article")
    troubles = {}
    for address in [*shown, gone, "/no/such/page", f"{article}#print"]:
        chromium.look(address, is_dark=is_dark)
        if found := chromium.violations():
            troubles[address] = found
    assert troubles == {}


@pytest.mark.node
def test_axe_finds_no_violation_on_a_phone(chromium: Browser, shown: dict[str, PageFile]) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci --prefix tests/node --ignore-scripts")
    troubles = {}
    for page in shown.values():
        if page.kind in ("front", "article") or page.is_form:
            chromium.look(page.address, width=390, height=844)
            if found := chromium.violations():
                troubles[page.address] = found
    assert troubles == {}


def test_text_twice_as_large_fits_a_phone(chromium: Browser, shown: dict[str, PageFile]) -> None:
    """WCAG 1.4.4 and 1.4.10: nothing is cut off, nothing scrolls sideways."""
    troubles = {}
    for address in shown:
        chromium.look(address, width=390, height=844)
        chromium.enlarge_text(200)
        if found := chromium.overflow():
            troubles[address] = found
    assert troubles == {}


@pytest.mark.node
def test_what_is_touched_is_large_enough_and_what_is_read_dark_enough(
    chromium: Browser, shown: dict[str, PageFile]
) -> None:
    """WCAG 2.5.8, 24 pixels; 1.4.6, 7 : 1 (what stands in the accent's colour is large or bold, and is 4.5 : 1)."""
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci --prefix tests/node --ignore-scripts")
    troubles = {}
    for address in shown:
        chromium.look(address, width=390, height=844)
        found = chromium.violations("target-size")
        found += [f"{name} is {contrast:.1f}" for name, contrast in chromium.measure(FIND_FAINT) if contrast < 7]
        if found:
            troubles[address] = found
    assert troubles == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("front", ["/", "/es/", "/ar/", "/hi/"])
def test_no_letter_of_the_masthead_touches_a_rule(chromium: Browser, front: str, width: int) -> None:
    """Where colours are forced, a letter has a plate behind it, which would cut the rule."""
    chromium.look(front, width=width)
    above, name, below = chromium.measure(FIND_MASTHEAD)
    assert above <= name["top"], front
    assert name["bottom"] <= below, front


def test_a_phone_shows_the_section_one_is_in_the_search_s_name_and_support(
    demo: Demonstration, chromium: Browser
) -> None:
    sections = [page for page in demo.of("section") if page.html.css_first(".menu [aria-current]")]
    assert len(sections) > 5
    for page in sections:
        for width in (320, 390):
            chromium.look(page.address, width=width)
            chromium.size(width)
            for selector in (".menu [aria-current]", ".bar .help a", ".find label", ".find button"):
                left, right, height = chromium.measure(FIND_BOX, selector)
                assert height > 0 and left >= 0 and right <= width, (page.address, width, selector)


def test_the_commonest_phone_loads_a_picture_of_its_own_width(demo: Demonstration, chromium: Browser) -> None:
    page = next(page for page in reversed(demo.of("article")) if page.html.css_first("figure.lead:not(.tall) img"))
    chromium.look(page.address, width=360, height=780)
    chromium.cdp("Emulation.setDeviceMetricsOverride", width=360, height=780, deviceScaleFactor=2, mobile=True)
    chromium.driver.get("about:blank")
    chromium.driver.get(chromium.origin + page.address)
    assert chromium.measure("return document.querySelector('figure.lead img').currentSrc").endswith(".avif")
    source = chromium.measure("return document.querySelector('figure.lead img').currentSrc").removeprefix(
        chromium.origin
    )
    chosen = next(part for part in page.values("source", "srcset")[0].split(",") if source in part)
    assert chosen.split()[1] == "720w"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_correction_stands_on_the_first_sheet_and_not_alone_on_the_last(
    demo: Demonstration, chromium: Browser, paper: str, tmp_path: Path
) -> None:
    page = next(page for page in reversed(demo.of("article")) if page.html.css_first(".corr"))
    note = " ".join(page.html.css_first(".corr p").text().split())[-40:]
    chromium.look(page.address)
    for height in range(0, round(PAPERS[paper][1] * 96), 120):
        chromium.driver.execute_script(PUSH_DOWN, height)
        sheets = printed(chromium, paper, tmp_path)
        assert [note in sheet for sheet in sheets] == [True, *[False] * (len(sheets) - 1)]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_printed_article_says_where_it_stands_whose_it_is_and_when(
    demo: Demonstration, chromium: Browser, paper: str, tmp_path: Path
) -> None:
    page = next(page for page in reversed(demo.of("article")) if page.html.css_first(".src"))
    credit = page.html.css_first(".src")
    assert credit is not None
    chromium.look(page.address)
    words = " ".join(printed(chromium, paper, tmp_path))
    date = page.html.css_first("article time")
    assert date is not None
    assert demo.base_url + page.address in words.replace(" ", "")
    assert date.text(strip=True) in words
    assert " ".join(credit.text().split())[:20] in words


@pytest.mark.parametrize("paper", PAPERS)
def test_no_heading_stands_last_on_a_sheet(demo: Demonstration, chromium: Browser, paper: str, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: apt install poppler-utils")
    page = next(page for page in reversed(demo.of("article")) if page.html.css_first(".t h2"))
    headings = {" ".join(node.text().split()) for node in page.html.css(".t h2, .t h3")}
    chromium.look(page.address)
    last = LastLines(chromium, PAPERS[paper], tmp_path / "pushed.pdf")
    assert not last.lines() & headings
    chromium.driver.execute_script(BREAK_ANYWHERE)
    assert last.lines() & headings, "this test would not notice"


def test_every_search_leads_to_an_answer_that_keeps_the_question(chromium: Browser, shown: dict[str, PageFile]) -> None:
    forms = 0
    for page in shown.values():
        for place, form in enumerate(page.html.css("form")):
            if form.css_first("[name=q]") is None:
                continue
            forms += 1
            chromium.look(page.address)
            chromium.ask(place, "river & <dam>")
            assert form.attributes["action"] in chromium.driver.current_url, page.address
            assert chromium.measure("return document.querySelector('main q').textContent") == "river & <dam>"
            assert chromium.measure("return document.querySelector('main input[name=q]').value") == "river & <dam>"
    assert forms > len(shown)
    address = chromium.measure("return document.querySelector('main a[data-asked]').href")
    assert address.endswith("river%20%26%20%3Cdam%3E")


def within(page: PageFile) -> list[str]:
    """Where the links of a page lead within it."""
    return list(dict.fromkeys(link[1:] for link in page.values("a[href^='#']", "href")))


def test_no_link_within_a_page_changes_the_page(
    demo: Demonstration, chromium: Browser, shown: dict[str, PageFile]
) -> None:
    """The skip link, notes, rights, corrections: the page stays as it was, and `#print` has its own way back."""
    with_notes = [page for page in demo.pages.values() if set(within(page)) - {"main", "print", "rights"}]
    troubles, followed = {}, 0
    for page in (*shown.values(), *with_notes[:: max(1, len(with_notes) // 12)]):
        chromium.look(page.address)
        before = chromium.boxes()
        for fragment in within(page):
            followed += 1
            chromium.follow(fragment)
            if fragment == "print":
                assert chromium.boxes() != before, page.address
                chromium.click(".sheet")
            if (after := chromium.boxes()) != before:
                troubles[page.address, fragment] = sorted(set(before) ^ set(after))[:4]
    assert troubles == {}
    assert followed > 80


def test_the_printer_friendly_version_is_the_same_page_as_on_paper(demo: Demonstration, chromium: Browser) -> None:
    page = demo.of("article")[-1]
    chromium.look(f"{page.address}#print")
    hidden = chromium.driver.execute_script("return getComputedStyle(document.querySelector('.menu')).display")
    assert hidden == "none"
