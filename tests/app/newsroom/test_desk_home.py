"""The desk's first page: the magazine's own name and mark, and what an editor has to know."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.models import Article
from handpress.press import status
from handpress.press.models import FailedPage, Run
from tests import factories

HOME = "wagtailadmin_home"


@pytest.fixture
def home(desk):
    """The first page, read anew at each call."""
    return lambda: HTMLParser(desk.get(reverse(HOME)).content.decode())


def headlines(page: HTMLParser, panel: str) -> list[str]:
    """The headlines in one panel."""
    return [node.text(strip=True) for node in page.css(f"#{panel}-section td.title a")]


def test_the_desk_bears_the_magazines_name_and_mark(home):
    page = home()
    assert page.css_first("title").text().endswith(f"- {settings.PUBLICATION.name}")
    assert page.css_first("h1").text() == settings.PUBLICATION.name
    branding = page.css_first("template[data-wagtail-sidebar-branding-logo]")
    assert "/apple-touch-icon.png" in branding.html
    assert settings.PUBLICATION.name in branding.html


def test_the_door_of_the_desk_names_the_magazine(client):
    page = HTMLParser(client.get(reverse("wagtailadmin_login")).content.decode())
    assert page.css_first("h1").text() == f"Sign in to {settings.PUBLICATION.name}"
    assert page.css_first(".login-logo img").attributes["src"] == "/apple-touch-icon.png"


def test_the_first_page_does_not_search_the_filing(home):
    page = home()
    assert not page.css("main form[role=search]")
    assert "new in Wagtail" not in page.html


def test_shortcuts_lead_where_work_begins(desk, home):
    links = [node.attributes["href"] for node in home().css(".desk-shortcuts a")]
    assert links[0] == reverse("articles:choose_parent")
    assert links[-1] == f"{settings.PUBLICATION.base_url}/"
    assert len(links) == 4
    assert all(desk.get(link).status_code == 200 for link in links[:-1])


def test_a_reader_of_reports_is_offered_nothing_that_would_be_refused(client):
    watcher = factories.editor("watcher", superuser=False)
    watcher.groups.add(_with_access_only())
    factories.draft("A draft")
    client.force_login(watcher)
    page = HTMLParser(client.get(reverse(HOME)).content.decode())
    assert [node.attributes["href"] for node in page.css(".desk-shortcuts a")] == [f"{settings.PUBLICATION.base_url}/"]
    assert headlines(page, "drafts") == []


def _with_access_only() -> Group:
    from django.contrib.auth.models import Permission

    group = Group.objects.create(name="Watchers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


def test_drafts_and_unpublished_changes_wait_with_the_last_edited_first(home):
    draft = factories.draft("Not yet out")
    changed = factories.published("Out, and changed")
    factories.published("Out as it is")
    draft.save_revision()
    changed.title = "Out, and changed since"
    changed.save_revision()
    withdraw_article(factories.published("Taken back"), reason="An error")
    assert headlines(home(), "drafts") == ["Out, and changed since", "Not yet out"]


def test_what_is_scheduled_stands_with_the_soonest_first(home):
    for year in (2099, 2098):
        article = factories.draft(f"In {year}")
        article.go_live_at = datetime(year, 1, 2, 10, tzinfo=timezone.get_default_timezone())
        article.save_revision().publish()
    page = home()
    assert headlines(page, "scheduled") == ["In 2098", "In 2099"]
    assert "2098" in page.css_first("#scheduled-section tbody tr td:last-child").text()


def test_the_newest_are_those_readers_see(home):
    factories.published("An old one", published_on=date(2003, 1, 1))
    factories.published("Una nueva", lang="es", published_on=date(2013, 6, 14))
    factories.published("A new one", published_on=date(2013, 6, 13))
    factories.draft("A draft", published_on=date(2014, 1, 1))
    assert headlines(home(), "newest") == ["Una nueva", "A new one", "An old one"]


def test_the_first_page_asks_no_more_for_more_articles(desk, django_assert_max_num_queries):
    def fill(number: int) -> None:
        for each in range(number):
            factories.published(f"Published {each}", bylines=[factories.author(f"Author {each} of {number}")])
            factories.draft(f"Draft {each}", bylines=["A. Nother"]).save_revision()

    fill(2)
    with django_assert_max_num_queries(100) as few:
        desk.get(reverse(HOME))
    fill(5)
    with django_assert_max_num_queries(len(few)):
        desk.get(reverse(HOME))


def test_the_press_says_how_it_is(home, monkeypatch):
    monkeypatch.setattr(status, "read", lambda data: status.Status("trouble", trouble="The disk is full."))
    now = timezone.now()
    counts = {"looked_at": 20, "written": 17, "unchanged": 2, "removed": 0, "failed": 1}
    run = Run.objects.create(started_at=now, seconds=0.2, **counts)
    times = {"first_at": now, "last_at": now, "next_at": now}
    FailedPage.objects.create(recipe="article", subject="1", path="2013/06/a.html", error="No such filter", **times)
    panel = home().css_first("#press-section")
    assert "The disk is full." in panel.text()
    assert "1 page could not be pressed" in panel.text()
    assert "17 files written" in panel.text()
    assert panel.css_first(f'a[href="{reverse("press_run", args=[run.pk])}"]')
    assert panel.css_first(f'a[href="{reverse("press_index")}"]')


def test_a_draft_is_opened_from_the_first_page(desk, home):
    article = factories.draft("Not yet out")
    article.save_revision()
    link = home().css_first("#drafts-section td.title a").attributes["href"]
    assert desk.get(link).context["page"] == Article.objects.get(pk=article.pk)
