"""Feeds keep the rules of the W3C feed validator and of JSON Feed, and every reader can read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from handpress.edition.feeds import (
    FeedAuthor,
    FeedItem,
    FeedPicture,
    FeedRecord,
    FeedSource,
    feed_content,
    json_feed,
    permanent_id,
    rss,
)

BASE = "https://mag.example"
FEED = FeedRecord(
    title="The River & Sea",
    description="News of water",
    home=f"{BASE}/",
    rss=f"{BASE}/feeds/all.xml",
    json=f"{BASE}/feeds/all.json",
    language="en",
    zone="Asia/Kolkata",
    copyright="© The River",
    publisher=FeedAuthor("River Trust", f"{BASE}/about/"),
    image=f"{BASE}/icon.png",
)
PICTURE = FeedPicture(f"{BASE}/i/ab/c.jpeg", "image/jpeg", 48_213, 960, 640, "A flood", "M. Roy")
FULL = FeedItem(
    title="Who owns the “R&D” <river>?",
    address=f"{BASE}/2013/06/rivers.html",
    guid=permanent_id(BASE, 17),
    content=feed_content('<p>All of it. <a href="/x.html">More</a></p>', BASE, f"{BASE}/2013/06/rivers.html"),
    summary="Less than 1 < 2 & more",
    authors=(FeedAuthor("Asha Rao", f"{BASE}/author/asha-rao/"), FeedAuthor("B. Lee")),
    published=datetime(2013, 6, 13, 20, 30, 59, 123456, tzinfo=UTC),
    updated=datetime(2013, 6, 15, 1, 0, tzinfo=UTC),
    source=FeedSource("Wire", "First published in Wire", "https://wire.example/a?b=1&c=2"),
    categories=("Environment", "Water"),
    picture=PICTURE,
    rights="CC BY 4.0",
)
BARE = FeedItem(title="Old", address=f"{BASE}/2003/old.html", guid=f"{BASE}/2003/old.html", content="")
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}:\d{2} [+-]\d{4}"
)
URL = re.compile(r"https?://[^\s<>\"]+\Z")
ONCE = {"title", "link", "description", "language", "copyright", "lastBuildDate", "generator", "docs", "ttl", "image"}
ONCE_IN_ITEM = {"title", "link", "guid", "pubDate", "description", "enclosure", "source"}


def problems(feed: bytes) -> list[str]:
    """What the W3C feed validator would say of an RSS feed; the rules that concern what Handpress writes."""
    channel = etree.fromstring(feed).find("channel")
    assert channel is not None
    found = [f"no {name}" for name in ("title", "link", "description") if not channel.findtext(name)]
    found += [f"{name} twice in channel" for name in _repeated(channel) if name in ONCE]
    self_link = channel.find("atom:link[@rel='self']", NS)
    if self_link is None or self_link.get("type") != "application/rss+xml" or not URL.match(self_link.get("href", "")):
        found.append("no self link")
    image = channel.find("image")
    if image is not None and image.findtext("link") != channel.findtext("link"):
        found.append("image does not link to the channel's page")
    guids = [item.findtext("guid") for item in channel.findall("item")]
    found += [f"guid twice: {guid}" for guid, times in Counter(guids).items() if times > 1]
    for date_element in channel.iter("pubDate", "lastBuildDate"):
        if not RFC_822.fullmatch(date_element.text or ""):
            found.append(f"not an RFC 822 date: {date_element.text}")
    for link in [*channel.iter("link"), *channel.iter("url")]:
        if not URL.match(link.text or ""):
            found.append(f"not a full address: {link.text}")
    return found + [problem for item in channel.findall("item") for problem in _problems_of_item(item)]


def _problems_of_item(item: etree._Element) -> list[str]:
    found = [f"{name} twice in item" for name in _repeated(item) if name in ONCE_IN_ITEM]
    if not item.findtext("title") and not item.findtext("description"):
        found.append("neither title nor description")
    guid = item.find("guid")
    if guid is None or not guid.text:
        found.append("no guid")
    elif guid.get("isPermaLink") == "true" and not URL.match(guid.text):
        found.append("permalink that is no address")
    found += [problem for enclosure in item.findall("enclosure") for problem in _problems_of_enclosure(enclosure)]
    for source in item.findall("source"):
        if not URL.match(source.get("url", "")) or not source.text:
            found.append("source without a feed's address")
    content = item.findtext("content:encoded", default="", namespaces=NS)
    if re.search(r"<(?:script|iframe|object|embed|form|style|meta)\b|\s(?:on\w+|style)=", content, re.IGNORECASE):
        found.append("security risk in content")
    if re.search(r"\s(?:href|src)=\"(?!https?:|mailto:|tel:)", content):
        found.append("relative address in content")
    return found


def _problems_of_enclosure(enclosure: etree._Element) -> list[str]:
    found = []
    if not URL.match(enclosure.get("url", "")) or not (enclosure.get("length") or "").isdigit():
        found.append("bad enclosure")
    if "/" not in enclosure.get("type", ""):
        found.append("enclosure without a media type")
    return found


def _repeated(element: etree._Element) -> list[str]:
    return [name for name, times in Counter(child.tag for child in element).items() if times > 1]


def item_of(item: FeedItem) -> etree._Element:
    element = etree.fromstring(rss(FEED, [item])).find("channel/item")
    assert element is not None
    return element


@pytest.mark.parametrize("items", [[], [FULL], [BARE], [FULL, BARE], [BARE, FULL, replace(FULL, title="Again")]])
def test_a_feed_keeps_the_validator_s_rules(items: list[FeedItem]) -> None:
    assert problems(rss(FEED, items)) == []


def test_the_rules_of_this_test_can_be_broken() -> None:
    broken = replace(FULL, address="/relative.html", content='<p onclick="x"><a href="/x">y</a></p>')
    assert len(problems(rss(replace(FEED, rss="/feeds/all.xml"), [broken]))) == 4


def test_a_reader_finds_everything_in_the_rss() -> None:
    parsed = feedparser.parse(rss(FEED, [FULL, BARE]))
    assert not parsed.bozo
    assert parsed.feed.title == "The River & Sea"
    entry = parsed.entries[0]
    assert (entry.title, entry.link, entry.id) == (FULL.title, FULL.address, FULL.guid)
    assert entry.summary == "Less than 1 &lt; 2 &amp; more"  # a description is HTML
    assert entry.content[0].value.startswith('<p>All of it. <a href="https://mag.example/x.html">More</a></p>')
    assert [author.name for author in entry.authors] == ["Asha Rao", "B. Lee"]
    assert [tag.term for tag in entry.tags] == ["Environment", "Water"]
    assert dict(entry.enclosures[0]) == {"href": PICTURE.url, "length": "48213", "type": "image/jpeg"}
    assert entry.published_parsed[:5] == (2013, 6, 13, 20, 30)


def test_the_credit_and_the_terms_follow_the_article() -> None:
    item = item_of(FULL)
    content = item.findtext("content:encoded", namespaces=NS)
    assert content is not None and content.endswith(
        '<p><small><a href="https://wire.example/a?b=1&amp;c=2">First published in Wire</a></small></p>'
        "<p><small>CC BY 4.0</small></p>"
    )
    assert item.findtext("dc:source", namespaces=NS) == "https://wire.example/a?b=1&c=2"
    assert item.find("source") is None  # that element is for a feed's address, and none is known
    assert json.loads(json_feed(FEED, [FULL]))["items"][0]["content_html"] == content


def test_a_source_with_a_feed_is_named_by_its_address() -> None:
    source = FeedSource("Wire", feed_url="https://wire.example/rss")
    element = item_of(replace(FULL, source=source)).find("source")
    assert element is not None and (element.get("url"), element.text) == ("https://wire.example/rss", "Wire")


def test_dates_stand_in_the_magazine_s_zone() -> None:
    assert item_of(FULL).findtext("pubDate") == "Fri, 14 Jun 2013 02:00:59 +0530"
    assert item_of(BARE).find("pubDate") is None


def test_a_date_without_a_time_is_the_same_date_for_every_reader() -> None:
    written = item_of(replace(FULL, published=date(2013, 6, 13))).findtext("pubDate")
    moment = parsedate_to_datetime(written or "")
    assert {moment.timestamp() // 86400, (moment.timestamp() - 5 * 3600) // 86400} == {15869}
    assert written == "Thu, 13 Jun 2013 12:00:00 +0530"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        rss(FEED, [replace(FULL, published=datetime(2013, 6, 13))])  # noqa: DTZ001  that is what is refused


def test_the_build_date_is_the_newest_article_s_and_absent_without_one() -> None:
    channel = etree.fromstring(rss(FEED, [BARE, FULL])).find("channel")
    assert channel is not None
    assert channel.findtext("lastBuildDate") == "Sat, 15 Jun 2013 06:30:00 +0530"
    assert b"lastBuildDate" not in rss(FEED, [BARE])


def test_the_permanent_id_is_of_the_record() -> None:
    assert permanent_id(f"{BASE}/", 17) == permanent_id(BASE, 17) != permanent_id(BASE, 18)
    moved = replace(FULL, address=f"{BASE}/2014/01/moved.html")
    assert item_of(moved).findtext("guid") == item_of(FULL).findtext("guid")
    guid = item_of(BARE).find("guid")
    assert guid is not None and guid.get("isPermaLink") == "true"


@pytest.mark.parametrize(
    ("page", "fed"),
    [
        ('<p>a</p><script>alert(1)</script>', "<p>a</p>"),
        ('<p>a</p><iframe src="https://x.example/"></iframe>', "<p>a</p>"),
        ('<p style="color:red" onclick="x()">a</p>', "<p>a</p>"),
        ('<div class="table" tabindex="0"><table><tbody><tr><td>1</td></tr></tbody></table></div>',
         "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ('<p><img src="/i/a.jpeg" alt=""></p>', '<p><img src="https://mag.example/i/a.jpeg" alt=""></p>'),
        ('<p><a href="#n-1">1</a></p>', '<p><a href="https://mag.example/p.html#n-1">1</a></p>'),
        ('<figure><picture><source srcset="/i/a.avif 480w"><img src="/i/a.jpeg" alt="x"></picture></figure>',
         '<figure><img src="https://mag.example/i/a.jpeg" alt="x"></figure>'),
        ("<p>1 &lt; 2</p>", "<p>1 &lt; 2</p>"),
    ],
)  # fmt: skip
def test_content_is_made_fit_for_any_reader(page: str, fed: str) -> None:
    assert feed_content(page, BASE, f"{BASE}/p.html") == fed


def test_a_feed_of_another_language_says_so_per_item() -> None:
    assert item_of(replace(FULL, language="ar")).findtext("dc:language", namespaces=NS) == "ar"
    assert item_of(replace(FULL, language="en")).find("dc:language", NS) is None


def test_json_feed_holds_the_same() -> None:
    feed = json.loads(json_feed(FEED, [FULL, BARE, FULL]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["authors"] == [{"name": "River Trust", "url": f"{BASE}/about/"}]
    item, bare = feed["items"]
    assert item["id"] == FULL.guid
    assert item["date_published"] == "2013-06-14T02:00:59+05:30"
    assert item["date_modified"] == "2013-06-15T06:30:00+05:30"
    assert item["authors"] == [{"name": "Asha Rao", "url": f"{BASE}/author/asha-rao/"}, {"name": "B. Lee"}]
    assert item["attachments"] == [
        {"url": PICTURE.url, "mime_type": "image/jpeg", "title": "A flood", "size_in_bytes": 48213}
    ]
    assert item["_source"] == {"name": "Wire", "url": "https://wire.example/a?b=1&c=2"}
    assert bare == {"id": BARE.guid, "url": BARE.address, "title": "Old", "content_text": "Old"}


# st.characters leaves out lone surrogates unless asked for; an old archive holds anything
ANYTHING = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["]]>", "\x00\x0b", "\ud800", "\uffff", "<b>", "&amp;"]
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_the_text_the_feed_is_well_formed(title: str, summary: str, content: str, name: str) -> None:
    item = replace(
        FULL,
        title=title,
        summary=summary,
        content=feed_content(f"<p>{content}</p>", BASE, BASE),
        authors=(FeedAuthor(name),),
        source=FeedSource(name, title),
        categories=(name,),
        rights=summary,
        picture=replace(PICTURE, caption=title, credit=name),
    )
    feed = replace(FEED, title=title, description=summary, copyright=name)
    assert etree.fromstring(rss(feed, [item])).tag == "rss"
    written = json_feed(feed, [item]).decode()
    assert json.loads(written)["items"][0]["id"] == FULL.guid
    assert "\\u0000" not in written
