"""Every feed and sitemap of the demonstration magazine, and the small files that programs look for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from io import BytesIO
from typing import Any

import feedparser
import pytest
from lxml import etree
from PIL import Image
from tests.journeys.demo import Demonstration, PageFile
from tests.plain.edition.test_feeds import problems

pytestmark = pytest.mark.slow

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(scope="module")
def feeds(demo: Demonstration) -> dict[str, Any]:
    """Every RSS feed as a feed reader reads it."""
    found = {each: feedparser.parse(demo.read(each)) for each in demo.files(".xml") if "/feeds/" in each}
    assert len(found) > 100
    return found


def texts(demo: Demonstration, address: str, path: str) -> list[str]:
    found = etree.fromstring(demo.read(address)).xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_every_feed_keeps_the_validator_s_rules(demo: Demonstration, feeds: dict[str, Any]) -> None:
    assert {address: found for address in feeds if (found := problems(demo.read(address)))} == {}


def test_a_feed_reader_reads_every_feed(feeds: dict[str, Any]) -> None:
    assert {address: feed.bozo_exception for address, feed in feeds.items() if feed.bozo} == {}
    assert all(feed.version == "rss20" and feed.feed.title and feed.feed.language for feed in feeds.values())


def test_a_feed_names_itself_and_living_pages(demo: Demonstration, feeds: dict[str, Any]) -> None:
    troubles = {}
    for address, feed in feeds.items():
        selves = [link.href for link in feed.feed.links if link.rel == "self"]
        assert selves == [demo.base_url + address]
        links = [feed.feed.link, *(entry.link for entry in feed.entries)]
        links += [enclosure.href for entry in feed.entries for enclosure in entry.enclosures]
        troubles |= {(address, link): trouble for link in links if (trouble := demo.trouble(address, link))}
    assert troubles == {}


def test_an_enclosure_says_its_size(demo: Demonstration, feeds: dict[str, Any]) -> None:
    enclosures = {each.href: each for feed in feeds.values() for entry in feed.entries for each in entry.enclosures}
    assert len(enclosures) > 10
    for href, enclosure in enclosures.items():
        assert int(enclosure.length) == len(demo.read(str(demo.internal("/", href)))), href


def test_links_within_full_texts_are_alive(demo: Demonstration, feeds: dict[str, Any]) -> None:
    newest = [f"{prefix}/feeds/all.xml" for prefix in ("", "/es", "/ar", "/hi")]
    for address in newest:
        for entry in feeds[address].entries:
            assert entry.content[0].value.strip(), entry.link
            page = etree.HTML(f"<body>{entry.content[0].value}</body>")
            for link in page.xpath("//@href | //@src"):
                assert demo.trouble(address, str(link)) == "", (entry.link, link)


def test_rss_and_json_tell_the_same(demo: Demonstration, feeds: dict[str, Any]) -> None:
    for address, feed in feeds.items():
        told = json.loads(demo.read(address.removesuffix("xml") + "json"))
        assert (told["title"], told["home_page_url"]) == (feed.feed.title, feed.feed.link)
        assert [item["id"] for item in told["items"]] == [entry.id for entry in feed.entries]
        for item, entry in zip(told["items"], feed.entries, strict=True):
            assert (item["title"], item["url"]) == (entry.title, entry.link)
            assert names(item.get("authors")) == names(entry.get("authors"))


def names(authors: list[dict[str, str]] | None) -> list[str]:
    return [each["name"] for each in authors or ()]


def test_the_magazine_each_section_author_source_kind_and_language_has_feeds(feeds: dict[str, Any]) -> None:
    families = Counter(address.partition("/feeds/")[2].partition("/")[0] for address in feeds)
    assert families["all.xml"] == 4
    assert min(families[name] for name in ("section", "author", "source", "kind")) > 5


def test_the_page_of_feeds_names_the_feeds(demo: Demonstration, feeds: dict[str, Any]) -> None:
    for prefix in ("", "/es", "/ar", "/hi"):
        page = demo.pages[f"{prefix}/feeds/"]
        named = set(page.links())
        assert f"{prefix}/feeds/all.xml" in named and f"{prefix}/feeds/all.json" in named
        assert len({link for link in named if link.endswith(".xml")}) > 10


def test_every_page_names_a_feed_of_its_own_or_the_magazine_s(demo: Demonstration) -> None:
    for page in demo.pages.values():
        assert page.values('link[type="application/rss+xml"]', "href"), page.address


def test_every_sitemap_names_living_pages_and_together_all(demo: Demonstration) -> None:
    index = texts(demo, "/sitemap.xml", "//s:sitemap/s:loc/text()")
    maps = [str(demo.internal("/", each)) for each in index]
    assert set(demo.files(".xml")) >= set(maps)
    named = [address for each in maps if "news" not in each for address in texts(demo, each, "//s:url/s:loc/text()")]
    assert [address for address, times in Counter(named).items() if times > 1] == []
    pages = {str(demo.internal("/", address)) for address in named}
    assert {address for address in pages if demo.answer(address).status != 200} == set()
    indexed = {page.address for page in demo.pages.values() if is_indexed(page)}
    articles = {address for address in indexed if demo.pages[address].kind == "article"}
    assert articles - pages == set()
    assert pages - indexed == set()


def is_indexed(page: PageFile) -> bool:
    return not any("noindex" in value for value in page.values('meta[name="robots"]', "content"))


def test_dates_in_sitemaps_are_dates(demo: Demonstration) -> None:
    for address in demo.files(".xml"):
        if "sitemap" in address:
            for text in texts(demo, address, "//s:lastmod/text() | //n:publication_date/text()"):
                assert datetime.fromisoformat(text), address


def test_robots_find_the_sitemaps(demo: Demonstration) -> None:
    lines = demo.read("/robots.txt").decode().splitlines()
    assert "Disallow: /desk/" in lines
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert maps and all(demo.trouble("/", each) == "" for each in maps)


def test_who_finds_a_hole_finds_whom_to_tell(demo: Demonstration) -> None:
    told = dict(line.split(": ", 1) for line in demo.read("/.well-known/security.txt").decode().splitlines() if line)
    assert told["Contact"].startswith("mailto:")
    assert told["Canonical"] == f"{demo.base_url}/.well-known/security.txt"
    assert datetime.fromisoformat(told["Expires"])


@pytest.mark.parametrize(("name", "size"), [("apple-touch-icon.png", 180), ("icon-512.png", 512), ("favicon.ico", 32)])
def test_icons_lie_where_browsers_and_phones_look(demo: Demonstration, name: str, size: int) -> None:
    icon = Image.open(BytesIO(demo.read(f"/{name}")))
    assert icon.size[0] == icon.size[1] >= size
