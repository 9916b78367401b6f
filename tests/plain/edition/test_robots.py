"""The small files at fixed places say what their standards ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest

from handpress.edition.robots import expiry, robots_txt, security_txt

BASE = "https://mag.example"
EXPIRES = datetime(2027, 1, 1, tzinfo=UTC)


def parsed(body: bytes) -> RobotFileParser:
    robots = RobotFileParser()
    robots.parse(body.decode().splitlines())
    return robots


def test_everything_public_may_be_read_by_robots_and_the_desk_not() -> None:
    robots = parsed(robots_txt(BASE, ["/sitemap.xml", f"{BASE}/sitemaps/news.xml"]))
    assert robots.can_fetch("Anybot", f"{BASE}/2013/06/a.html")
    assert robots.can_fetch("Anybot", f"{BASE}/search/")
    assert not robots.can_fetch("Anybot", f"{BASE}/desk/login/")
    assert not robots.can_fetch("Anybot", f"{BASE}/search/?q=tea")
    assert b"/*/search/?q=" in robots_txt(BASE, [])  # other languages; Python's parser knows no wildcards
    assert robots.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/sitemaps/news.xml"]


def test_a_refused_crawler_may_read_nothing_and_others_everything() -> None:
    robots = parsed(robots_txt(BASE, ["/sitemap.xml"], refused=["Greedybot", "Other\nUser-agent: *"]))
    assert not robots.can_fetch("Greedybot", f"{BASE}/")
    assert robots.can_fetch("Anybot", f"{BASE}/")


def fields(body: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in body.decode().splitlines():
        name, _, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


def test_security_txt_has_what_rfc_9116_demands() -> None:
    contact = "safe@mag.example\n/security/\nhttps://x.example/report\n+44 20 1234"
    found = fields(security_txt(contact, EXPIRES, f"{BASE}/", ["en", "es"], policy="/security/"))
    assert found["Contact"] == [
        "mailto:safe@mag.example",
        f"{BASE}/security/",
        "https://x.example/report",
        "tel:+44-20-1234",
    ]
    assert found["Expires"] == ["2027-01-01T00:00:00Z"]
    assert found["Preferred-Languages"] == ["en, es"]
    assert found["Canonical"] == [f"{BASE}/.well-known/security.txt"]
    assert found["Policy"] == [f"{BASE}/security/"]


def test_without_a_contact_there_is_no_security_txt() -> None:
    assert security_txt(" \n", EXPIRES, BASE, ["en"]) == b""


@pytest.mark.parametrize("month", range(1, 13))
def test_the_expiry_follows_its_data_by_half_a_year_and_stays_for_a_month(month: int) -> None:
    first, last = datetime(2026, month, 1, tzinfo=UTC), datetime(2026, month, 28, 23, tzinfo=UTC)
    assert expiry(first) == expiry(last)
    assert timedelta(days=180) < expiry(last) - last and expiry(first) - first < timedelta(days=365)
