"""Every page of the demonstration magazine: its links, its old addresses, its markup, its weight."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from PIL import Image
from tests.journeys.demo import REASON, Demonstration, PageFile, run
from tests.programs import finished

from handpress.cli.context import handpress
from handpress.cli.demonstrating import sample_archive
from handpress.kit.desk_links import desk_links_of_file
from handpress.server.messages import Response
from handpress.server.notices import read_notice

pytestmark = pytest.mark.slow

ROUND_TRIP = 14_336  # bytes: ten packets, what a server may send before the first acknowledgement (RFC 6928)
VNU = Path(__file__).parents[1] / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TEXTS = frozenset((".html", ".xml", ".json", ".rss", ".atom", ".txt", ".webmanifest", ".svg", ".map", ""))
UNKNOWN = """
import json
from wagtail.models import ReferenceIndex
from handpress.newsroom.models import Article, FrontPage, Menu, PlainPage, Section
objects = [each for model in (Article, PlainPage, Menu, Section, FrontPage) for each in model.objects.all()]
known = set(ReferenceIndex.objects.values_list("object_id", "to_content_type_id", "to_object_id", "content_path"))
used = {(str(each.pk), found[0], found[1], found[3])
        for each in objects for found in ReferenceIndex._extract_references_from_object(each)}
print(json.dumps({"objects": len(objects) > 150, "unknown": sorted(used - known)[:5]}))
"""
INBOX = """
import json
from handpress.contact.models import Item
of_item = ("subject", "language", "name", "mail", "state", "is_open", "received_at", "due_at", "assignee__username",
           "article__public_path")
of_step = ("what", "user__username", "words", "at")
items = [{**found, "log": list(Item.objects.get(pk=found["pk"]).steps.values(*of_step))}
         for found in Item.objects.order_by("pk").values("pk", *of_item)]
print(json.dumps(items, default=lambda at: at.timestamp()))
"""
DAY_S = 24 * 60 * 60
EXPECTED = sample_archive().with_name("legacy-expected.json")


def location(answer: Response) -> str:
    return dict(answer.headers)["location"]


def test_every_link_of_every_page_leads_somewhere(demo: Demonstration) -> None:
    assert len(demo.pages) > 500
    troubles = {}
    for page in demo.pages.values():
        written = old_links(demo, page)
        for link in page.links():
            if link not in written and (trouble := demo.trouble(page.address, link)):
                troubles.setdefault((link, trouble), page.address)
    assert troubles == {}


def test_no_file_of_the_demonstration_leads_to_the_desk(demo: Demonstration) -> None:
    host = urlsplit(demo.base_url).hostname or ""
    files = [each for each in demo.tree.rglob("*") if each.is_file() and each.suffix in TEXTS]
    assert len(files) > 1000
    assert not {str(each): found for each in files if (found := desk_links_of_file(each.read_bytes(), host))}


def test_the_desk_knows_what_every_article_and_page_of_the_demonstration_uses(demo: Demonstration) -> None:
    done = run([sys.executable, "-m", "django", "shell", "--verbosity", "0", "--command", UNKNOWN], demo.folder)
    assert json.loads(done.stdout.splitlines()[-1]) == {"objects": True, "unknown": []}


def old_links(demo: Demonstration, page: PageFile) -> set[str]:
    """What the text of an imported article names by its old address, which lives on."""
    links = {node.attributes.get("href") or "" for node in page.html.css(".art .t a[href]")}
    return {link for link in links if demo.internal(page.address, link) and end_of(demo, link) == (200, 1)}


def test_every_page_can_be_reached_from_the_front_page(demo: Demonstration) -> None:
    """By links that a reader sees, or the search's form; a page that has nothing to show yet is no page to lead to."""
    reached, waiting = {"/"}, ["/"]
    while waiting:
        page = demo.pages[waiting.pop()]
        links = [*page.values("a[href]", "href"), *page.values("form[action]", "action")]
        found = {demo.internal(page.address, link) for link in links} - {None}
        found = {str(link).partition("#")[0] for link in found} & demo.pages.keys() - reached
        reached |= found
        waiting += found
    left = {address for address in demo.pages.keys() - reached if not address.endswith("/404.html")}
    assert {address for address in left if not demo.pages[address].html.css_first(".none")} == set()


def test_no_page_without_content_is_linked_to(demo: Demonstration) -> None:
    """But from a menu that an editor made by hand; the page says what will stand there."""
    empty = {address for address, page in demo.pages.items() if page.html.css_first(".none") and page.kind != "links"}
    assert empty
    for page in demo.pages.values():
        linked = {demo.internal(page.address, link) for link in page.values("main a[href], footer a[href]", "href")}
        assert not linked & (empty - {page.address}), page.address


def test_every_page_has_a_description(demo: Demonstration) -> None:
    for address, page in demo.pages.items():
        names = ('meta[name="description"]', 'meta[property="og:description"]')
        assert all(len(page.values(name, "content")[0]) > 10 for name in names), address


def test_a_page_names_itself_as_canonical_or_where_it_first_appeared(demo: Demonstration) -> None:
    for page in demo.pages.values():
        for canonical in page.values('link[rel="canonical"]', "href"):
            inner = demo.internal(page.address, canonical)
            assert inner in (None, page.address), page.address
            assert inner or page.kind == "article", page.address
        shown = page.values('meta[property="og:url"]', "content")
        assert shown in ([], [demo.base_url + page.address]), page.address


def test_every_page_is_shared_with_a_picture_of_the_size_it_says(demo: Demonstration) -> None:
    shown: Counter[str] = Counter()
    for page in demo.pages.values():
        for name in ("og:description", "og:image:alt"):
            assert all(page.values(f'meta[property="{name}"]', "content")) and page.values(
                f'meta[property="{name}"]', "content"
            ), (page.address, name)
        image = _image(page)
        sides = [page.values(f'meta[property="og:image:{side}"]', "content") for side in ("width", "height")]
        with Image.open(demo.tree / image.removeprefix(demo.base_url + "/")) as opened:
            assert [[str(side)] for side in opened.size] == sides, page.address
        shown[image] += 1
    cards = {address for address in shown if address.endswith(".png")}
    assert {f"{demo.base_url}{prefix}/card.png" for prefix in ("", "/es", "/ar", "/hi")} < cards
    fallbacks = [page.address for page in demo.pages.values() if page.kind == "article" and "/card.png" in _image(page)]
    assert fallbacks == [], "every article has a picture or a card, those of the archive too"
    assert len(cards) > 90


def _image(page: PageFile) -> str:
    (image,) = page.values('meta[property="og:image"]', "content")
    return image


def test_versions_of_a_page_name_each_other(demo: Demonstration) -> None:
    named = {
        page.address: {demo.internal(page.address, link) for link in page.values("link[hreflang]", "href")}
        for page in demo.pages.values()
    }
    assert sum(map(bool, named.values())) > 20
    one_sided = {
        (address, other)
        for address, others in named.items()
        for other in others
        if other is not None and address not in named[other]
    }
    assert one_sided == set()


def test_structured_data_names_living_addresses(demo: Demonstration) -> None:
    checked = 0
    for page in demo.pages.values():
        for node in page.html.css('script[type="application/ld+json"]'):
            for link in addresses_in(json.loads(node.text())):
                checked += 1
                if link.startswith(demo.base_url):
                    assert demo.trouble(page.address, link) == "", (page.address, link)
    assert checked > 200


def addresses_in(value: object) -> Iterator[str]:
    """Every full address in a piece of JSON."""
    if isinstance(value, str) and value.startswith("http"):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from addresses_in(each)


def test_every_article_leads_to_the_form_for_an_error_in_it(demo: Demonstration) -> None:
    articles = [page for page in demo.pages.values() if page.kind == "article"]
    for page in articles:
        (link,) = page.values("p.report a", "href")
        endpoint = demo.endpoints.at(urlsplit(link).path)
        assert endpoint and "GET" in endpoint.methods
        assert parse_qs(urlsplit(link).query)["about"] == [unquote(page.address)]
    forms = [page for page in demo.pages.values() if page.is_form]
    assert {page.address for page in forms} == {"/contact/", "/es/contact/", "/ar/contact/", "/hi/contact/"}
    for page in forms:
        (action,) = page.values("form.write", "action")
        endpoint = demo.endpoints.at(action)
        assert endpoint and "POST" in endpoint.methods


def test_the_inbox_holds_a_letter_in_each_state(demo: Demonstration) -> None:
    letters = inbox(demo)
    assert [(each["subject"], each["language"], each["state"], each["is_open"]) for each in letters] == [
        ("editors", "en", "received", True),
        ("correction", "en", "looked_at", True),
        ("takedown", "en", "received", True),
        ("technical", "ar", "answered", False),
        ("correction", "es", "corrected", False),
    ]
    fresh, late, takedown, technical, corrected = letters
    made = fresh["received_at"]
    assert [each["assignee__username"] for each in letters] == [None, "layla", None, "layla", "tomas"]
    assert late["due_at"] < made < takedown["due_at"] < made + 2 * DAY_S
    assert all(each["mail"].endswith(".example") and each["name"] for each in letters)
    assert {each["article__public_path"] for each in letters} < {unquote(address) for address in demo.pages}
    assert [step["what"] for step in technical["log"]] == ["received", "taken", "answered", "closed"]
    assert [step["what"] for step in corrected["log"]] == ["received", "taken", "accepted", "corrected"]
    for each in letters:
        times = [step["at"] for step in each["log"]]
        assert times == sorted(times)
        assert times[0] == each["received_at"]


def test_the_correction_that_was_accepted_stands_under_its_article(demo: Demonstration) -> None:
    letter = inbox(demo)[-1]
    words = next(step["words"] for step in letter["log"] if step["what"] == "accepted")
    page = demo.pages[quote(letter["article__public_path"])]
    assert page.language == letter["language"]
    (corrections,) = page.html.css(".corr")
    assert words in corrections.text()


def inbox(demo: Demonstration) -> list[dict[str, Any]]:
    """The letters of the demonstration, the first of its manuscript first; times in seconds."""
    done = run([sys.executable, "-m", "django", "shell", "--verbosity", "0", "--command", INBOX], demo.folder)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_old_address_of_the_sample_archive_lives_on(demo: Demonstration) -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    old = [f"/{entry['path']}" for entry in expected if entry["kind"] in ("article", "plain", "list")]
    assert len(old) > 60
    answers = {address: demo.answer(quote(address)) for address in old}
    assert {address: answer.status for address, answer in answers.items() if answer.status != 301} == {
        "/index.html": 200
    }
    ends = {address: location(answer) for address, answer in answers.items() if answer.status == 301}
    assert {address: end for address, end in ends.items() if demo.answer(end).status != 200} == {}


def test_every_notice_ends_at_a_page_or_says_that_it_is_gone(demo: Demonstration) -> None:
    ends = {address: end_of(demo, address) for address in demo.notices}
    assert {address: status for address, (status, _) in ends.items() if status not in (200, 410)} == {}
    assert sum(status == 200 for status, _ in ends.values()) > 60
    assert {address: steps for address, (_, steps) in ends.items() if steps > 2} == {}  # an emptied list below another


def end_of(demo: Demonstration, address: str) -> tuple[int, int]:
    """The answer at the end of all redirects, and how many there were."""
    for steps in range(10):
        answer = demo.answer(address)
        if answer.status != 301:
            return answer.status, steps
        address = location(answer)
    return 508, 10


def test_a_withdrawn_article_says_why_and_is_named_nowhere(demo: Demonstration) -> None:
    gone = [address for address in demo.notices if demo.answer(address).status == 410]
    assert gone
    assert any(REASON in demo.notices[address].words for address in gone)
    linked = {demo.internal(page.address, link) for page in demo.pages.values() for link in page.links()}
    assert linked.isdisjoint(gone)


def test_the_front_page_shows_each_article_once(demo: Demonstration) -> None:
    for front in ("/", "/es/", "/ar/", "/hi/"):
        shown = demo.pages[front].values("main h2 a[href$='.html'], main h3 a[href$='.html']", "href")
        assert len(shown) > 5
        assert len(shown) == len(set(shown)), front


def test_every_text_article_arrives_in_one_round_trip(demo: Demonstration) -> None:
    texts = [page for page in demo.pages.values() if page.kind == "article" and not page.html.css("main img")]
    assert len(texts) > 60
    weights = {page.address: page.path.with_name(page.path.name + ".br").stat().st_size for page in texts}
    heavy = {address: weight for address, weight in weights.items() if weight >= ROUND_TRIP}
    assert heavy == {}, max(weights.values())


def test_no_page_asks_for_more_than_pictures(demo: Demonstration) -> None:
    asking = 'link[rel~="stylesheet"],link[rel~="preload"],script:not([type="application/ld+json"]),iframe,object,embed'
    for page in [*demo.pages.values(), *demo.notices.values()]:
        assert not page.html.css(asking), page.address
        assert not page.html.css("[style], [onclick], [onload]"), page.address
        foreign = [link for link in page.values("img[src], source[srcset]", "src") if "//" in link]
        assert foreign == [], page.address


def test_pictures_have_their_size_and_their_words(demo: Demonstration) -> None:
    checked = 0
    for page in demo.pages.values():
        for node in page.html.css("img"):
            checked += 1
            assert node.attributes.get("width", "").isdigit() and node.attributes.get("height", "").isdigit()
            assert node.attributes.get("alt") is not None, page.address
    assert checked > 60


@pytest.mark.node
def test_the_nu_checker_finds_no_error(demo: Demonstration) -> None:
    pages = [*demo.representatives.values(), *one_of_each_notice(demo)]
    assert {page.language for page in pages if page.is_form} == {"en", "es", "ar", "hi"}
    assert nu_errors(page.path for page in pages) == []


def nu_errors(files: Iterable[Path]) -> list[str]:
    """What the Nu checker says of pages."""
    if shutil.which("java") is None:
        pytest.skip("java is missing: apt install default-jre-headless")
    if not VNU.exists():
        pytest.skip("vnu.jar is missing: npm ci --prefix tests/node --ignore-scripts")
    command = ["java", "-Xss4m", "-Xmx512m", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always"]
    done = finished([*command, *dict.fromkeys(map(str, files))])
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)["messages"]
    return [told(message) for message in messages if message["type"] != "info"]


def one_of_each_notice(demo: Demonstration) -> Iterator[PageFile]:
    for status in (301, 410):
        yield next(
            page
            for address, page in demo.notices.items()
            if demo.answer(address).status == status and page.path.suffix == ".html"
        )


def told(message: dict[str, str]) -> str:
    return f"{unquote(message.get('url', ''))}:{message.get('lastLine', '')} {message['message']}"


def test_every_notice_is_read_by_any_file_server(demo: Demonstration) -> None:
    for address, page in demo.notices.items():
        notice = read_notice(page.path.read_bytes())
        assert notice, address
        refresh = page.values('meta[http-equiv="refresh"]', "content")
        assert bool(refresh) is bool(notice.target), address


def test_pressing_aside_gives_the_same_magazine(demo: Demonstration) -> None:
    done = run(handpress(demo.folder, "press", "--verify", "--json"), demo.folder, check=False)
    found = json.loads(done.stdout)
    assert found["compared"] > 1000
    assert found["same"], found
    again = json.loads(run(handpress(demo.folder, "press", "--json"), demo.folder).stdout)
    assert (again["written"], again["removed"], again["failed"]) == (0, 0, 0)
