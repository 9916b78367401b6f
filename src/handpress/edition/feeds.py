"""Feeds: RSS 2.0 and JSON Feed 1.1 with the full text of articles.

The forms follow the RSS 2.0 specification with the RSS Advisory Board's profile, RFC 5005's and Atom's link
relation, Dublin Core, content and Media RSS modules, and https://jsonfeed.org/version/1.1. Dates come from
the articles, never from the clock: a feed whose articles stay the same is the same file.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from lxml import etree

from handpress.kit import allowed
from handpress.kit.text import strip_forbidden
from handpress.reading.richtext import absolute
from handpress.theme.uris import uri

TTL_MINUTES = 60
GENERATOR = "Handpress"

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
NAMESPACES = {"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA}

# What readers of feeds may not run or would break on; the validator calls it a security risk.
_UNFIT = re.compile(
    r"<(?!/?(?:" + "|".join(sorted(allowed.ALLOWED, key=len, reverse=True)) + r")\b)|<[^>]*\s(?:style|on\w+|tabindex)=",
    re.IGNORECASE,
)
_FIT = nh3.Cleaner(
    tags=set(allowed.ALLOWED),
    attributes={
        **{tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
        "img": {"src", "srcset", "sizes", "alt", "width", "height"},
    },
    url_schemes=set(allowed.LINK_SCHEMES),
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class FeedAuthor:
    """A name as printed and, where the author has a page, its full address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """A file shown with an item: full address, media type, size in bytes and, when known, in pixels."""

    url: str
    media_type: str
    size_bytes: int
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Where an item first appeared: `line` is the credit as the source wants it ("First published in …")."""

    name: str
    line: str = ""
    original_url: str = ""
    feed_url: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One article. Addresses are full ones; `content` comes from `feed_content`.

    `guid` never changes, whatever becomes of the address (`permanent_id`). A `published` without a time of
    day stands at noon in the feed's zone, which is the same date nearly everywhere; None when the day is not
    known.
    """

    title: str
    address: str
    guid: str
    content: str
    summary: str = ""
    authors: tuple[FeedAuthor, ...] = ()
    published: datetime | date | None = None
    updated: datetime | None = None
    source: FeedSource | None = None
    categories: tuple[str, ...] = ()
    picture: FeedPicture | None = None
    language: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """One feed, for both forms: `home` is the page it follows, `rss` and `json` its own full addresses."""

    title: str
    description: str
    home: str
    rss: str
    json: str
    language: str
    zone: str  # IANA name of the magazine's time zone
    copyright: str = ""
    publisher: FeedAuthor | None = None
    image: str = ""  # full address of a PNG, JPEG or GIF
    icon: str = ""


def permanent_id(guid_base: str, article_id: int) -> str:
    """The id of an article in all feeds, for ever: of its record, not of its address.

    `guid_base` is the magazine's stored name, which stays when its domain changes.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{guid_base.rstrip('/')}/article:{article_id}").urn


def feed_content(html: str, base_url: str, page_url: str) -> str:
    """A page's HTML fit for any feed reader: full addresses, no scripts, forms, frames, styles or boxes."""
    html = absolute(html, base_url, page_url)
    return _FIT.clean(html) if _UNFIT.search(html) else html


# RSS 2.0


def rss(feed: FeedRecord, items: Sequence[FeedItem]) -> bytes:
    """The feed as RSS 2.0, its items in the order given, none twice."""
    root = etree.Element("rss", nsmap=NAMESPACES, version="2.0")
    channel = etree.SubElement(root, "channel")
    _fill_channel(channel, feed, items)
    for item in _unique(items):
        channel.append(_item(item, feed.zone, feed.language))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _fill_channel(channel: etree._Element, feed: FeedRecord, items: Sequence[FeedItem]) -> None:
    title = feed.title or feed.home
    _add(channel, "title", title)
    _add(channel, "link", uri(feed.home))
    _add(channel, "description", feed.description or title)
    _add(channel, "language", feed.language.lower())
    _add(channel, "copyright", feed.copyright)
    if newest := _newest(items, feed.zone):
        _add(channel, "lastBuildDate", format_datetime(newest))
    _add(channel, "generator", GENERATOR)
    _add(channel, "docs", "https://www.rssboard.org/rss-specification")
    _add(channel, "ttl", str(TTL_MINUTES))
    if feed.image:
        image = etree.SubElement(channel, "image")
        for name, text in (("url", uri(feed.image)), ("title", title), ("link", uri(feed.home))):
            _add(image, name, text)
    _add(channel, f"{{{DC}}}publisher", feed.publisher.name if feed.publisher else "")
    etree.SubElement(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=uri(feed.rss))


def _item(item: FeedItem, zone: str, language: str) -> etree._Element:
    element = etree.Element("item", nsmap=NAMESPACES)
    _add(element, "title", item.title)
    _add(element, "link", uri(item.address))
    is_address = "true" if item.guid == item.address else "false"
    _add(element, "guid", item.guid, isPermaLink=is_address)
    if published := _moment(item.published, zone):
        _add(element, "pubDate", format_datetime(published))
    for author in item.authors:
        _add(element, f"{{{DC}}}creator", author.name)
    for category in item.categories:
        _add(element, "category", category)
    _add(element, "description", escape(item.summary, quote=False))
    _add_content(element, item)
    _add_source(element, item)
    _add(element, f"{{{DC}}}rights", item.rights)
    if item.language and item.language != language:
        _add(element, f"{{{DC}}}language", item.language)
    _add_picture(element, item.picture)
    return element


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    """A child with text; none where the text is empty."""
    text = strip_forbidden(text).strip()
    if text:
        etree.SubElement(parent, name, attributes).text = text


def _add_content(element: etree._Element, item: FeedItem) -> None:
    content = credited(item)
    if content:
        # "]]>" would end the section; in HTML "]]&gt;" is the same text
        encoded = etree.SubElement(element, f"{{{CONTENT}}}encoded")
        encoded.text = etree.CDATA(content.replace("]]>", "]]&gt;"))


def _add_source(element: etree._Element, item: FeedItem) -> None:
    """`source` names the feed an item came from and nothing else; where it first stood is Dublin Core's."""
    if item.source and item.source.feed_url:
        _add(element, "source", item.source.name or item.source.feed_url, url=uri(item.source.feed_url))
    if item.source:
        _add(element, f"{{{DC}}}source", item.source.original_url or item.source.name)


def _add_picture(element: etree._Element, picture: FeedPicture | None) -> None:
    if picture is None:
        return
    file = {"url": uri(picture.url), "type": picture.media_type}
    etree.SubElement(element, "enclosure", url=file["url"], length=str(picture.size_bytes), type=file["type"])
    size = {name: str(getattr(picture, name)) for name in ("width", "height") if getattr(picture, name)}
    media = etree.SubElement(
        element, f"{{{MEDIA}}}content", {**file, "fileSize": str(picture.size_bytes), "medium": "image", **size}
    )
    _add(media, f"{{{MEDIA}}}description", picture.caption, type="plain")
    _add(media, f"{{{MEDIA}}}credit", picture.credit)


# JSON Feed 1.1


def json_feed(feed: FeedRecord, items: Sequence[FeedItem]) -> bytes:
    """The feed as JSON Feed 1.1, its items in the order given, none twice."""
    facts = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title or feed.home,
        "home_page_url": uri(feed.home),
        "feed_url": uri(feed.json),
        "description": feed.description,
        "language": feed.language,
        "icon": feed.icon or feed.image,
        "authors": [_person(feed.publisher)] if feed.publisher else [],
    }
    written = {**_filled(facts), "items": [_json_item(item, feed) for item in _unique(items)]}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def _json_item(item: FeedItem, feed: FeedRecord) -> dict[str, Any]:
    published, updated = _moment(item.published, feed.zone), _moment(item.updated, feed.zone)
    content = credited(item)
    return _filled(
        {
            "id": item.guid,
            "url": uri(item.address),
            "title": item.title,
            "content_html": content,
            "content_text": "" if content else item.summary or item.title or item.address,
            "summary": item.summary,
            "image": uri(item.picture.url) if item.picture else "",
            "date_published": published.isoformat() if published else "",
            "date_modified": updated.isoformat() if updated else "",
            "authors": [_person(author) for author in item.authors],
            "tags": [strip_forbidden(category) for category in item.categories],
            "language": item.language,
            "attachments": [_attachment(item.picture)] if item.picture else [],
            "_source": _json_source(item.source),
            "_rights": item.rights,
        }
    )


def _person(author: FeedAuthor) -> dict[str, Any]:
    return _filled({"name": author.name, "url": author.url})


def _attachment(picture: FeedPicture) -> dict[str, Any]:
    return _filled(
        {
            "url": uri(picture.url),
            "mime_type": picture.media_type,
            "title": picture.caption,
            "size_in_bytes": picture.size_bytes,
        }
    )


def _json_source(source: FeedSource | None) -> dict[str, Any]:
    """Extensions begin with an underscore (JSON Feed 1.1, "Extensions")."""
    return _filled({"name": source.name, "url": source.original_url}) if source else {}


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are known, without characters that no text may hold (content has lost them before)."""
    return {
        name: strip_forbidden(value) if isinstance(value, str) and name != "content_html" else value
        for name, value in facts.items()
        if value not in ("", [], {}, None)
    }


# Both


@lru_cache(maxsize=256)
def credited(item: FeedItem) -> str:
    """An item's content with the credit and the terms that must follow the article everywhere."""
    if not item.content and not item.source:
        return ""
    lines = []
    if item.source and (line := item.source.line or item.source.name):
        lines.append(_linked(line, item.source.original_url))
    if item.rights:
        lines.append(escape(item.rights, quote=False))
    return strip_forbidden(item.content + "".join(f"<p><small>{line}</small></p>" for line in lines))


def _linked(line: str, url: str) -> str:
    text = escape(line, quote=False)
    return f'<a href="{escape(url)}">{text}</a>' if url.startswith(("https://", "http://")) else text


def _unique(items: Sequence[FeedItem]) -> Iterator[FeedItem]:
    seen: set[str] = set()
    for item in items:
        if item.guid not in seen:
            seen.add(item.guid)
            yield item


def _moment(when: datetime | date | None, zone: str) -> datetime | None:
    """The moment in the magazine's zone, to the second. Raises ValueError for a datetime without a zone."""
    if when is None:
        return None
    if not isinstance(when, datetime):
        return datetime.combine(when, time_of_day(12), ZoneInfo(zone))
    if when.tzinfo is None:
        raise ValueError(f"{when.isoformat()} has no time zone")
    return when.astimezone(ZoneInfo(zone)).replace(microsecond=0)


def _newest(items: Sequence[FeedItem], zone: str) -> datetime | None:
    """When the newest item was published or changed; None where no item says."""
    moments = (_moment(when, zone) for item in items for when in (item.published, item.updated))
    return max((moment for moment in moments if moment), default=None)
