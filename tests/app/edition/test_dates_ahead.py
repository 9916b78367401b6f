"""What is live under a date that has not come leads nothing and is told as undated, until its day."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from lxml import html

from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.models import Article, FrontArticle, FrontPage
from tests import factories as make
from tests.app.edition.magazine import small_magazine

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
DAY = datetime(2026, 12, 2, 10, tzinfo=UTC)
LATE = "Dated by a slip"


@pytest.fixture
def magazine(paper, time_machine):
    time_machine.move_to(NOW, tick=False)
    made = small_magazine()
    apply_due()
    paper.run()
    return made


def _left_over(magazine, on: date = date(2026, 12, 2), precision: str = "day", **fields) -> Article:
    """Live under such a date, as the first edition let it be."""
    article = magazine.article(LATE, date(2020, 1, 1), **fields)
    state = {"published_on": on, "date_precision": precision, "sorted_on": on, "bucket": f"{on:%Y-%m}"}
    Article.objects.filter(pk=article.pk).update(**state)
    apply_due()
    return article


def _lead(paper) -> str:
    front = html.fromstring(paper.read("index.html"))
    return front.xpath("//main//*[self::h1 or self::h2 or self::h3]//a")[0].text_content().strip()


def _lists(paper) -> dict[str, list[str]]:
    """Headlines in the order in which lists and feeds of the first language give them."""
    found = {"feed": re.findall(r"<item><title>([^<]*)", paper.read("feeds/all.xml"))}
    found["json"] = [item["title"] for item in json.loads(paper.read("feeds/all.json"))["items"]]
    for name in ("section/environment", "author/asha-rao"):
        page = html.fromstring(paper.read(f"{name}/index.html"))
        found[name] = [
            each.text_content().strip() for each in page.xpath("//main//article//a[contains(@href, '.html')]")
        ]
    return found


@pytest.mark.parametrize(("on", "precision"), [
    (date(2026, 12, 2), "day"), (date(2031, 1, 1), "day"), (date(2027, 3, 1), "month"), (date(2040, 1, 1), "year"),
])  # fmt: skip
def test_it_leads_no_list_no_feed_and_no_front_page_and_shows_no_date(on, precision, paper, magazine):
    article = _left_over(magazine, on, precision)
    paper.run()
    assert not paper.differences()
    assert _lead(paper) != LATE
    for name, headlines in _lists(paper).items():
        assert LATE in headlines and headlines[0] != LATE, name
    assert not any(f"{on.year}" in path for path in paper.files())
    page = paper.read(article.public_path.removeprefix("/"))
    assert str(on.year) not in re.sub(r"2026-11-28[^\"<]*", "", page)
    assert "datePublished" not in page
    item = next(each for each in json.loads(paper.read("feeds/all.json"))["items"] if each["title"] == LATE)
    assert "date_published" not in item
    assert LATE not in paper.read("sitemaps/news.xml")


@pytest.mark.parametrize("chosen", ["lead", "pin", "pick"])
def test_no_editors_choice_lets_it_lead(chosen, paper, magazine):
    article = _left_over(magazine, **({"pick_from": NOW} if chosen == "pick" else {}))
    if chosen != "pick":
        front = FrontPage.objects.get(locale=make.locale())
        front.automatic, front.lead = False, article if chosen == "lead" else None
        front.save()
        FrontArticle.objects.create(front=front, article=article)
    paper.run()
    assert _lead(paper) not in ("", LATE)
    assert not paper.differences()


def test_on_its_day_it_takes_its_place(paper, magazine, time_machine):
    _left_over(magazine)
    paper.run()
    time_machine.move_to(DAY, tick=False)
    before = paper.files()
    paper.run()
    assert paper.files() == before  # nothing pressed depends on the clock
    apply_due()
    paper.run()
    assert _lead(paper) == LATE
    assert {headlines[0] for headlines in _lists(paper).values()} == {LATE}
    assert paper.has("2026/12/index.html")
    assert not paper.differences()


def test_no_month_of_the_future_is_in_the_archive_and_it_is_not_lost(paper, magazine):
    _left_over(magazine, date(2031, 5, 1))
    paper.run()
    assert "2031" not in paper.read("archive/index.html") + paper.read("sitemap.xml")
    assert LATE in paper.read("undated/index.html")
