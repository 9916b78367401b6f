"""What reader modes, text browsers and programs that read articles make of our pages: the piece, and only the piece."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trafilatura
from selenium.webdriver import Chrome
from tests.journeys.browsing import Browser, browser
from tests.journeys.demo import Demonstration, PageFile
from tests.programs import finished

pytestmark = pytest.mark.slow

READABILITY = Path(__file__).parents[1] / "node" / "node_modules" / "@mozilla" / "readability" / "Readability.js"
PARSE = """
const page = new DOMParser().parseFromString(arguments[0], "text/html");
const found = new Readability(page).parse();
return found && {title: found.title, byline: found.byline, date: found.publishedTime, text: found.textContent};
"""
# What stands around a piece, in the four languages of the demonstration.
CHROME = (
    "Printer friendly version", "Back to the article", "print command", "min read", "Support us", "Bluesky",
    "Versión para imprimir", "Volver al artículo", "min de lectura", "نسخة للطباعة", "छपाई",
    "Read more", "Related", "First published in", "127.0.0.1",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """What the page itself says of its article."""

    page: PageFile
    facts: dict[str, Any]

    @property
    def authors(self) -> list[str]:
        return [person["name"] for person in self.facts.get("author", [])]

    @property
    def date(self) -> str:
        """To the day, as far as the day is known; "" for the undated."""
        return str(self.facts.get("datePublished", ""))[:10]

    @property
    def passages(self) -> list[str]:
        """Its longer paragraphs; a pull quote says again what the text says."""
        nodes = self.page.html.css(".t > p, .t > ul > li, .t > blockquote")
        return [text for node in nodes if len(text := plain(node.text(separator=" "))) > 60]

    def chrome(self, text: str) -> list[str]:
        own = plain(self.page.html.css_first(".entry-content").text(separator=" "))
        return [words for words in CHROME if words in text and words not in own]

    def missing(self, text: str) -> list[str]:
        read = bare(text)
        return [passage for passage in self.passages if bare(passage)[:50] not in read]


@pytest.fixture(scope="module")
def pieces(demo: Demonstration) -> list[Piece]:
    found = []
    for page in demo.pages.values():
        if page.kind == "article":
            node = page.html.css_first('script[type="application/ld+json"]')
            found.append(Piece(page, json.loads(node.text())))
    assert len(found) > 150
    assert {len(piece.date) for piece in found} >= {7, 10}  # some are known to the month only
    return found


@pytest.fixture(scope="module")
def readability(demo: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if not READABILITY.exists():
        pytest.skip("readability is missing: npm ci --prefix tests/node --ignore-scripts")
    with browser(demo, tmp_path_factory.mktemp("readability")) as chromium:
        yield reading(chromium)


def reading(chromium: Browser) -> Chrome:
    chromium.driver.get("about:blank")
    source = READABILITY.read_text(encoding="utf-8")
    chromium.driver.execute_script(f"{source}\nwindow.Readability = Readability;")
    return chromium.driver


def plain(text: str) -> str:
    return " ".join(text.split())


def bare(text: str) -> str:
    """Letters and digits alone: programs set spaces and points as they like, and lose marks at the end of a name."""
    return "".join(char for char in text.casefold() if unicodedata.category(char)[0] in "LN")


@pytest.mark.browser
@pytest.mark.node
def test_readability_finds_the_piece_and_nothing_else(pieces: list[Piece], readability: Chrome) -> None:
    troubles: dict[str, list[object]] = {}
    for piece in pieces:
        found = readability.execute_script(PARSE, piece.page.path.read_text(encoding="utf-8"))
        assert found, piece.page.address
        wrong: list[object] = [*piece.chrome(found["text"]), *piece.missing(found["text"])[:1]]
        if found["title"] != piece.facts["headline"]:
            wrong.append(found["title"])
        if not all(name in (found["byline"] or "") for name in piece.authors):
            wrong.append(found["byline"])
        if not (found["date"] or "").startswith(piece.date):
            wrong.append(found["date"])
        if wrong:
            troubles[piece.page.address] = wrong
    assert troubles == {}


def test_trafilatura_finds_the_piece_and_nothing_else(demo: Demonstration, pieces: list[Piece]) -> None:
    troubles: dict[str, list[object]] = {}
    for piece in pieces:
        html = piece.page.path.read_text(encoding="utf-8")
        found = trafilatura.bare_extraction(html, url=demo.base_url + piece.page.address, with_metadata=True)
        assert found is not None, piece.page.address
        read = found.as_dict()
        wrong: list[object] = [*piece.chrome(read["text"]), *piece.missing(read["text"])[:1]]
        if read["title"] != piece.facts["headline"]:
            wrong.append(read["title"])
        if bare(read["author"] or "") != bare("".join(piece.authors)):
            wrong.append(read["author"])
        if not (read["date"] or "").startswith(piece.date) or bool(read["date"]) != bool(piece.date):
            wrong.append(read["date"])
        if wrong:
            troubles[piece.page.address] = wrong
    assert troubles == {}


@pytest.mark.parametrize("program", ["w3m", "lynx"])
def test_a_text_browser_shows_nothing_that_only_paper_needs(
    program: str, demo: Demonstration, pieces: list[Piece]
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is missing: apt install {program}")
    options = ["-T", "text/html"] if program == "w3m" else ["-nolist", "-force_html"]
    for piece in pieces[::8]:
        done = finished([program, "-dump", *options, str(piece.page.path)])
        shown = plain(done.stdout)
        assert piece.facts["headline"].split()[0] in shown, piece.page.address
        for words in ("Back to the article", "print command", "Links 1."):
            assert words not in shown, piece.page.address
