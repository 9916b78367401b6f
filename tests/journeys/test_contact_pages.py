"""What the contact form's endpoints answer, in every language: each page by the same measures as those in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import connect

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.journeys.browsing import AXE, Browser, browser
from tests.journeys.demo import Demonstration, address_of
from tests.journeys.letters import Post, hidden, send
from tests.journeys.serving import Reply, ask
from tests.journeys.test_contact_attacked import House, served
from tests.journeys.test_demo_browser import FIND_FAINT, WIDTHS, WITHIN
from tests.journeys.test_demo_pages import nu_errors

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "es", "ar", "hi")
RIGHT_TO_LEFT = ("ar",)
STATES = ("received", "looked_at", "answered", "corrected", "taken_down", "closed")
STAND_INS = ("contact-form", "contact-status")
WRONG = {
    "subject": "takedown",
    "about": f"/{'a' * 600}",
    "text": " ",
    "name": "",
    "mail": "an address that is none",
}
LONG = {  # what has no place to break a line, in what is shown once more
    "subject": "takedown",
    "about": f"/2024/{'un' * 120}breakable.html",
    "text": f"{'Unbreakable' * 20}\n\n\u200fنصّ عربي — हिन्दी — 中文\n<b>&amp;</b>",
    "name": "N" * 200,
    "mail": f"{'reader' * 9}@{'sub.' * 20}home.example",
}
SUBJECT = {"en": "Subject", "es": "Asunto", "ar": "الموضوع", "hi": "विषय"}
LIMIT = "\n[contact]\nper_network_an_hour = 1\n"


def answers(house: House, language: str) -> Iterator[tuple[str, int, Reply]]:
    """Every page that a reader of this language may be shown: a name, the status it is to have, and what came."""
    port, told = house.port, {"Accept_Language": language, "X_Forwarded_For": f"198.51.{LANGUAGES.index(language)}.1"}
    plain = {"subject": "editors", "text": "Words that were written.\n" * 9, "language": language}

    def sent(**fields: str) -> Reply:
        return send(port, {**plain, **fields}, **told)

    ((about, key),) = house.rows("SELECT about, key FROM contact_item ORDER BY id LIMIT 1")
    yield "report", 200, ask(port, f"/-/contact/report?about={about}", **told)
    yield "nothing", 422, sent(subject="", text="")
    yield "wrong", 422, sent(**WRONG)
    yield "trap", 422, sent(website="https://shop.example")
    yield "long", 413, sent(text="long " * 5000, name="n" * 201, mail=f"a@{'b' * 70}.example")
    yield "change", 200, sent(**LONG, change="1")
    yield "check", 200, sent(**LONG)
    yield "tidied", 200, sent(text="pay \u202elive\u202c now")
    yield "token", 422, sent(token="forged")
    thrice = [send(port, hidden(sent().body.decode()), **told) for _ in range(3)]  # an hour may begin meanwhile
    yield "many", 429, next((reply for reply in thrice if reply.status != 303), thrice[-1])
    yield "unknown", 404, ask(port, "/-/contact/status/nobody", **told)
    yield "refused", 403, send(port, plain, **told, Origin="https://elsewhere.example")
    for state in STATES:
        values = (state, state == "received", language, key)
        change(house, "UPDATE contact_item SET state = ?, is_open = ?, language = ? WHERE key = ?", *values)
        yield f"status-{state}", 200, ask(port, f"/-/contact/status/{key}", **told)


def answers_without_letters(house: House, language: str) -> Iterator[tuple[str, int, Reply]]:
    """What is said while nothing can be stored and nothing be read."""
    fields = {"subject": "editors", "text": "Words", "language": language}
    shown = hidden(send(house.port, fields).body.decode())
    yield "down", 503, send(house.port, shown, X_Forwarded_For=f"198.52.{LANGUAGES.index(language)}.1")
    yield "status-down", 503, ask(house.port, "/-/contact/status/any", Accept_Language=language)


def change(house: House, sql: str, *values: object) -> None:
    with connect(house.folder / "data" / "handpress.sqlite3", timeout=30) as database:
        database.execute(sql, values)
    database.close()


@pytest.fixture(scope="module")
def answered(demo: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A tree with every answer as a file, and the pressed pages that stand in for them."""
    folder = tmp_path_factory.mktemp("answered")
    paper = folder / "paper"
    demo.copy_to(paper)
    file = paper / "handpress.toml"
    file.write_text(file.read_text(encoding="utf-8") + LIMIT, encoding="utf-8")
    tree = folder / "public"
    with served(paper, Post()) as house:
        for language in LANGUAGES:
            keep(tree / language, answers(house, language))
        change(house, "ALTER TABLE contact_item RENAME TO contact_item_elsewhere")
        for language in LANGUAGES:
            keep(tree / language, answers_without_letters(house, language))
    for language in LANGUAGES:
        for name in STAND_INS:
            (tree / language / f"{name}.html").write_bytes(
                (paper / "public/-" / language / f"{name}.html").read_bytes()
            )
    return Demonstration(folder)


def keep(folder: Path, found: Iterator[tuple[str, int, Reply]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, status, reply in found:
        assert reply.status == status, (folder.name, name, reply.status, reply.body[:500])
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        (folder / f"{name}.html").write_bytes(reply.body)


@pytest.fixture(scope="module")
def files(answered: Demonstration) -> list[Path]:
    found = sorted(answered.tree.rglob("*.html"))
    assert len(found) == len(LANGUAGES) * (12 + len(STATES) + 2 + len(STAND_INS))
    return found


@pytest.fixture(scope="module")
def addresses(answered: Demonstration, files: list[Path]) -> list[str]:
    return [address_of(file.relative_to(answered.tree)) for file in files]


@pytest.fixture(scope="module")
def chromium(answered: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(answered, tmp_path_factory.mktemp("browser")) as found:
        yield found


def test_every_answer_is_in_the_reader_s_language_and_has_one_heading(files: list[Path]) -> None:
    titles: dict[str, set[str]] = {}
    for file in files:
        page, language = LexborHTMLParser(file.read_bytes()), file.parent.name
        (root,) = page.css("html")
        assert root.attributes["lang"] == language, file
        assert root.attributes.get("dir", "ltr") == ("rtl" if language in RIGHT_TO_LEFT else "ltr"), file
        (heading,) = page.css("h1")
        titles.setdefault(file.name, set()).add(heading.text(strip=True))
    assert {name: found for name, found in titles.items() if len(found) < len(LANGUAGES)} == {}


def test_nothing_a_reader_wrote_is_markup_or_lost(answered: Demonstration) -> None:
    for language in LANGUAGES:
        for name in ("change", "check"):
            page = LexborHTMLParser((answered.tree / language / f"{name}.html").read_bytes())
            assert not page.css("main b:not(label b)")
            assert page.css_first("textarea[name=text]").text().strip() == LONG["text"]
            for field in ("about", "name", "mail"):
                assert page.css_first(f"input[name={field}]").attributes["value"] == LONG[field]


def test_every_fault_is_said_at_its_field(answered: Demonstration, files: list[Path]) -> None:
    marked = 0
    for file in files:
        for label in LexborHTMLParser(file.read_bytes()).css("form.write > label"):
            is_wrong = label.css_first("[aria-invalid]") is not None
            assert is_wrong == (label.css_first("small.fault") is not None), (file, label.text())
            marked += is_wrong
    assert marked == len(LANGUAGES) * (1 + len(WRONG.keys() - {"subject"}) + 3)
    for language, word in SUBJECT.items():
        page = LexborHTMLParser((answered.tree / language / "nothing.html").read_bytes())
        assert page.css_first("fieldset small.fault")
        page = LexborHTMLParser((answered.tree / language / "check.html").read_bytes())
        assert page.css_first("dt").text() == word, "the theme means something else by the English word"


@pytest.mark.node
def test_the_nu_checker_finds_no_error_in_an_answer(files: list[Path]) -> None:
    assert nu_errors(files) == []


@pytest.mark.browser
def test_the_browser_complains_of_no_answer_and_asks_nobody(chromium: Browser, addresses: list[str]) -> None:
    chromium.requests(), chromium.complaints()
    troubles = {}
    for address in addresses:
        chromium.look(address)
        own = (chromium.origin + address, chromium.origin + "/favicon.ico", *WITHIN)
        asked = [url for url in chromium.requests() if not url.startswith(own)]
        said = [line for line in chromium.complaints() if "/favicon.ico" not in line]
        if asked or said:
            troubles[address] = asked + said
    assert troubles == {}


@pytest.mark.browser
def test_nothing_of_an_answer_sticks_out_at_any_width(chromium: Browser, addresses: list[str]) -> None:
    troubles = {}
    for address in addresses:
        chromium.look(address)
        for width in WIDTHS:
            chromium.size(width)
            if found := chromium.overflow():
                troubles[address, width] = found
        chromium.size(390)
        chromium.enlarge_text(200)
        if found := chromium.overflow():
            troubles[address, "390, text twice as large"] = found
    assert troubles == {}


@pytest.mark.browser
@pytest.mark.node
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_in_an_answer(chromium: Browser, addresses: list[str], is_dark: bool) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci --prefix tests/node --ignore-scripts")
    troubles = {}
    for address in addresses:
        chromium.look(address, is_dark=is_dark)
        if found := chromium.violations():
            troubles[address] = found
    assert troubles == {}


@pytest.mark.browser
@pytest.mark.node
def test_an_answer_on_a_phone_can_be_touched_and_read(chromium: Browser, addresses: list[str]) -> None:
    """WCAG 2.5.8, 24 pixels; 1.4.6, 7 : 1."""
    if not AXE.exists():
        pytest.skip("axe-core is missing: npm ci --prefix tests/node --ignore-scripts")
    troubles = {}
    for address in addresses:
        chromium.look(address, width=390, height=844)
        found = chromium.violations() + chromium.violations("target-size")
        found += [f"{name} is {contrast:.1f}" for name, contrast in chromium.measure(FIND_FAINT) if contrast < 7]
        if found:
            troubles[address] = found
    assert troubles == {}
