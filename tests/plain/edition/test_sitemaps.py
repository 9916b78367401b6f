"""Sitemaps keep the protocol's form and limits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handpress.edition import sitemaps
from handpress.edition.sitemaps import (
    NewsEntry,
    SitemapEntry,
    SitemapTooLargeError,
    news_sitemap,
    sitemap_index,
    urlset,
)

BASE = "https://mag.example"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
INDIA = timezone(timedelta(hours=5, minutes=30))


def found(body: bytes, path: str) -> list[str]:
    result = etree.fromstring(body).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [str(each) for each in result]


def test_a_set_names_pages_their_changes_translations_and_pictures() -> None:
    body = urlset(
        [
            SitemapEntry(
                f"{BASE}/2013/06/a.html",
                datetime(2013, 6, 13, 8, 5, 1, 99, tzinfo=INDIA),
                (("en", f"{BASE}/2013/06/a.html"), ("ar", f"{BASE}/ar/2013/06/ماء.html")),
                (f"{BASE}/i/ab/c.jpeg",),
            ),
            SitemapEntry(f"{BASE}/a?b=1&c=<d>", date(2013, 6, 1)),
            SitemapEntry(f"{BASE}/plain/"),
        ]
    )
    assert found(body, "//s:loc/text()") == [f"{BASE}/2013/06/a.html", f"{BASE}/a?b=1&c=<d>", f"{BASE}/plain/"]
    assert found(body, "//s:lastmod/text()") == ["2013-06-13T08:05:01+05:30", "2013-06-01"]
    assert found(body, "//x:link/@hreflang") == ["en", "ar"]
    assert found(body, "//x:link/@href")[1] == f"{BASE}/ar/2013/06/%D9%85%D8%A7%D8%A1.html"
    assert found(body, "//i:image/i:loc/text()") == [f"{BASE}/i/ab/c.jpeg"]


def test_an_index_names_sitemaps() -> None:
    body = sitemap_index([SitemapEntry(f"{BASE}/sitemaps/2013-06.xml", datetime(2013, 6, 30, tzinfo=UTC))])
    assert found(body, "/s:sitemapindex/s:sitemap/s:loc/text()") == [f"{BASE}/sitemaps/2013-06.xml"]
    assert found(body, "//s:lastmod/text()") == ["2013-06-30T00:00:00+00:00"]


def test_the_news_name_publication_language_date_and_headline() -> None:
    entry = NewsEntry(f"{BASE}/a.html", "Tea & <milk>", datetime(2013, 6, 13, 8, tzinfo=INDIA), "es-MX")
    body = news_sitemap([entry, NewsEntry(f"{BASE}/b.html", "茶", date(2013, 6, 13), "zh-Hant")], "The “Mag” & Co")
    assert found(body, "//n:name/text()") == ["The “Mag” & Co"] * 2
    assert found(body, "//n:language/text()") == ["es", "zh-tw"]
    assert found(body, "//n:publication_date/text()") == ["2013-06-13T08:00:00+05:30", "2013-06-13"]
    assert found(body, "//n:title/text()") == ["Tea & <milk>", "茶"]


def test_the_news_stop_at_a_thousand_and_keep_the_first() -> None:
    entries = [NewsEntry(f"{BASE}/{number}.html", "x", date(2013, 6, 13), "en") for number in range(1001)]
    addresses = found(news_sitemap(entries, "Mag"), "//s:loc/text()")
    assert (len(addresses), addresses[0]) == (1000, f"{BASE}/0.html")


@pytest.mark.parametrize(("count", "limit"), [(50_001, sitemaps.MAX_BYTES), (20, 3000)])
def test_more_than_one_file_may_hold_is_refused(count: int, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_BYTES", limit)
    entries = [SitemapEntry(f"{BASE}/{'x' * 300}/{number}") for number in range(count)]
    with pytest.raises(SitemapTooLargeError):
        urlset(entries)


def test_no_pages_make_one_empty_set() -> None:
    assert found(urlset([]), "//s:loc") == []


@given(st.text(st.characters(), max_size=60))
def test_whatever_the_text_the_file_is_well_formed(text: str) -> None:
    news = news_sitemap([NewsEntry(f"{BASE}/{text}", text, date(2013, 6, 13), "en")], text)
    pages = urlset([SitemapEntry(f"{BASE}/{text}", images=(f"{BASE}/{text}",), alternates=(("en", f"{BASE}/{text}"),))])
    for body in (news, pages):
        assert found(body, "//s:loc/text()")[0].isascii()
