"""Which files each kind of change writes: those that show the thing, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.articles import redate_article, unpublish_article, withdraw_article
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.taxonomy import merge_authors, rename_section, rename_slug
from handpress.newsroom.models import AlertDetail, Article, Author, Licence, LicenceWording, Menu, MenuItem, Section
from handpress.pages.pressroom import reset
from handpress.press import triggers
from handpress.press.engine import Lane
from tests import factories as make
from tests.app.edition.magazine import small_magazine

pytestmark = pytest.mark.usefixtures("every_list_is_paged")

RIVERS = "2013/06/rivers-of-the-plain.html"
WELLS = "2013/06/wells-run-dry.html"
COAST = "2013/07/the-coast-retreats.html"


@pytest.fixture
def magazine(paper):
    made = small_magazine()
    paper.run()
    return made


@contextmanager
def overridden(name: str, content: str) -> Iterator[None]:
    """A file of the theme replaced by the publication's own, and the change queued."""
    theme = settings.PUBLICATION.theme
    theme.mkdir(exist_ok=True)
    (theme / name).write_text(content)
    try:
        reset()
        triggers.queue([f"template:{name}"], Lane.BULK)
        yield
    finally:
        (theme / name).unlink()
        reset()


def both(stem: str) -> set[str]:
    return {f"{stem}.xml", f"{stem}.json"}


def test_a_second_run_writes_nothing(paper, magazine):
    assert paper.run() == set()
    assert paper.full() == set()


def test_publishing_again_without_a_change_writes_nothing(paper, magazine):
    make.publish_article(Article.objects.get(pk=magazine.rivers.pk))
    assert paper.run() == set()


def test_a_publish_in_the_present_writes_its_page_its_lists_and_its_older_neighbour(paper, magazine):
    made = magazine.article("A new river", date(2014, 3, 4))
    assert paper.run() == {
        made.public_path.removeprefix("/"),
        "2014/03/a-book-on-dams.html",
        "2014/03/index.html",
        "2014/index.html",
        "index.html",
        "archive/index.html",
        "search/index.html",
        "section/environment/index.html",
        "section/environment/2014/03/index.html",
        "author/asha-rao/index.html",
        "author/asha-rao/2014/index.html",
        *both("feeds/all"),
        *both("feeds/section/environment"),
        *both("feeds/author/asha-rao"),
        "sitemaps/2014-03.xml",
    }


def test_a_publish_into_the_past_leaves_the_present_alone(paper, magazine):
    for number in range(31):
        magazine.article(f"Filler {number}", date(2020, 1, 1 + number % 28))
    paper.run()
    made = magazine.article("Found in a drawer", date(2013, 6, 20), bylines=[magazine.noor])
    written = paper.run()
    assert written == {
        made.public_path.removeprefix("/"),
        COAST,
        WELLS,
        "2013/06/index.html",
        "2013/index.html",
        "archive/index.html",
        "search/index.html",
        "section/environment/index.html",  # its calendar
        "section/environment/2013/06/index.html",
        "author/noor-khan/index.html",
        "author/noor-khan/2003/index.html",
        "author/noor-khan/2013/index.html",
        *both("feeds/author/noor-khan"),
        "sitemaps/2013-06.xml",
    }


def test_redating_moves_the_archive_entry_and_not_the_page(paper, magazine):
    redate_article(magazine.coast, PartialDate(2003, 2, 2))
    written = paper.run()
    assert paper.has(COAST)
    assert {"2003/02/index.html", "section/environment/2003/02/index.html", "sitemaps/2003-02.xml"} <= written
    assert paper.read("2013/07/index.html").startswith("<!doctype html><!--handpress 301 /2013/-->")
    assert "The coast retreats" in paper.read("2003/02/index.html")


def test_withdrawing_leaves_a_reason_and_nothing_else_of_the_article(paper, magazine):
    withdraw_article(magazine.rivers, reason="At the author’s request.")
    paper.run()
    notice = paper.read(RIVERS)
    assert notice.startswith("<!doctype html><!--handpress 410-->") and "At the author’s request." in notice
    assert not paper.has(f"{RIVERS}.br")
    left = [path for path, body in paper.files().items() if b"Rivers of the plain" in body]
    assert left == []


def test_unpublishing_writes_what_showed_the_article_and_its_notice(paper, magazine):
    shown = {
        path for path, body in paper.files().items() if b"Rivers of the plain" in body or b"/2013/06/rivers" in body
    }
    assert len(shown) > 10
    unpublish_article(magazine.rivers)
    written = paper.run()
    assert shown - written == set()
    assert RIVERS in written and "410" in paper.read(RIVERS)[:60]
    assert not any(path.startswith(("es/", "ar/", "hi/")) for path in written)
    assert [path for path, body in paper.files().items() if b"Rivers of the plain" in body] == []


def test_a_closed_alert_is_written_where_it_stood(paper, magazine):
    alert = magazine.article("Stop the dam", date(2014, 3, 4), kind="action_alert")
    AlertDetail.objects.update_or_create(article=alert, defaults={"deadline_on": date(2014, 4, 1), "closed": False})
    paper.run()
    shown = {path for path, body in paper.files().items() if b"Stop the dam" in body}
    assert {"index.html", "action-alerts/index.html"} <= shown
    apply_due(datetime(2014, 4, 3, tzinfo=UTC))
    written = paper.run()
    assert alert.public_path.removeprefix("/") in written
    assert "index.html" in written
    assert written - shown - {"sitemaps/news.xml", ".well-known/security.txt"} == set()


def test_the_last_article_of_a_list_leaves_a_way_on(paper, magazine):
    unpublish_article(magazine.rivers)
    paper.run()
    assert paper.read("tag/dams/2013/index.html").startswith("<!doctype html><!--handpress 301 /tag/dams/-->")
    assert paper.read("tag/dams/index.html").startswith("<!doctype html><!--handpress 301 /archive/-->")
    assert paper.read("feeds/source/the-river-post.xml").startswith("<!doctype html><!--handpress 410-->")
    make.publish_article(Article.objects.get(pk=magazine.rivers.pk))
    paper.run()
    assert "Rivers of the plain" in paper.read("tag/dams/2013/index.html")
    assert "<rss" in paper.read("feeds/source/the-river-post.xml")


def test_an_author_s_name_is_written_where_it_stands(paper, magazine):
    shown = {path for path, body in paper.files().items() if b"Noor Khan" in body}
    assert {"2003/02/a-dam-is-planned.html", "2003/02/index.html", "author/noor-khan/index.html"} <= shown
    Author.objects.filter(pk=magazine.noor.pk).update(name="Noor Jahan Khan")
    assert paper.run() == shown


def test_a_section_s_name_stands_in_every_menu_of_its_language(paper, magazine):
    rename_section(Section.objects.get(pk=magazine.gender.pk), "Women")
    written = paper.run()
    pages = {
        path for path in paper.files() if path.endswith(".html") and path.split("/")[0] not in ("es", "ar", "hi", "-")
    }
    assert pages - written == set()
    assert not any(path.startswith(("es/", "ar/", "hi/")) for path in written)


def test_a_section_s_introduction_is_written_on_its_own_page_only(paper, magazine):
    Section.objects.filter(pk=magazine.gender.pk).update(introduction="<p>What this section is about.</p>")
    assert paper.run() == {"section/gender/index.html"}


def test_a_menu_entry_is_written_on_every_page_of_its_language(paper, magazine):
    menu = Menu.objects.get(locale=make.locale("es"), place="main")
    MenuItem.objects.create(menu=menu, label="Río", address="/es/tag/rio/", sort_order=1)
    written = paper.run()
    assert written
    assert all(path.startswith("es/") for path in written)


def test_a_licence_s_text_is_written_under_its_articles(paper, magazine):
    licence = make.licence()
    Article.objects.filter(pk=magazine.rivers.pk).update(licence=licence)
    paper.run()
    Licence.objects.filter(pk=licence.pk).update(notice="Copy freely.")
    assert paper.run() == {
        RIVERS,
        *both("feeds/all"),
        *both("feeds/section/environment"),
        *both("feeds/author/asha-rao"),
        *both("feeds/source/the-river-post"),
    }


def test_a_licence_says_what_it_says_in_the_language_of_the_article(paper, magazine):
    licence = make.licence()
    Article.objects.filter(pk=magazine.rivers.pk).update(licence=licence)
    Licence.objects.filter(pk=licence.pk).update(notice="Copy freely.")
    LicenceWording.objects.create(licence=licence, locale=make.locale("es"), notice="Copia con libertad.")
    paper.run()
    assert "Copy freely." in paper.read(RIVERS)
    wording = LicenceWording.objects.create(licence=licence, locale=make.locale(), notice="Copy as you like.")
    assert RIVERS in paper.run()
    assert "Copy as you like." in paper.read(RIVERS)
    wording.delete()
    assert RIVERS in paper.run()
    assert "Copy freely." in paper.read(RIVERS)


def test_a_new_slug_moves_the_lists_and_leaves_redirects(paper, magazine):
    rename_slug(Section.objects.get(pk=magazine.gender.pk), "women")
    paper.run()
    assert paper.has("section/women/2013/06/index.html")
    old = paper.read("section/gender/2013/06/index.html")
    assert old.startswith("<!doctype html><!--handpress 301 /section/women/2013/06/-->")
    maps = "".join(map.read_text("utf-8") for map in (paper.root / ".handpress/redirects").iterdir())
    assert '"/section/gender/2013/06/" "/section/women/2013/06/";' in maps


def test_merged_authors_share_a_page(paper, magazine):
    merge_authors(magazine.asha, magazine.noor)
    paper.run()
    assert "A dam is planned" in paper.read("author/asha-rao/2003/index.html")
    assert "<!--handpress 301 /author/asha-rao/-->" in paper.read("author/noor-khan/index.html")


def test_a_token_of_the_theme_is_written_on_every_page_and_in_no_feed(paper, magazine):
    pages = {path for path, body in paper.files().items() if b"<style" in body}
    with overridden("tokens.css", ":root{--rule:3px}"):
        assert paper.run() == pages
        assert "--rule:3px" in paper.read("index.html")


def test_an_override_of_one_template_writes_the_pages_made_with_it(paper, magazine):
    mine = '{% extends "handpress/tag.html" %}{% block before %}<p>Mine</p>{% endblock %}'
    with overridden("tag.html", mine):
        assert paper.run() == {"tag/dams/index.html"}
        assert "<p>Mine</p>" in paper.read("tag/dams/index.html")


def test_an_author_met_in_a_new_language_is_named_on_the_pages_in_the_others(paper, magazine):
    link = '<link rel="alternate" hreflang="{}" href="{}/author/noor-khan/">'
    english, spanish = "author/noor-khan/index.html", "es/author/noor-khan/index.html"
    assert 'rel="alternate" hreflang' not in paper.read(english)
    magazine.article("La presa", date(2015, 1, 2), lang="es", main_section=None, bylines=[magazine.noor])
    written = paper.run()
    assert {english, spanish} <= written
    base = settings.PUBLICATION.base_url
    for path in (english, spanish):
        assert link.format("en", base) in paper.read(path) and link.format("es", f"{base}/es") in paper.read(path)
    magazine.article("El pozo", date(2015, 1, 3), lang="es", main_section=None, bylines=[magazine.noor])
    assert english not in paper.run()
    for article in Article.objects.filter(language="es", bylines__author=magazine.noor):
        unpublish_article(article)
    assert english in paper.run()
    assert 'rel="alternate" hreflang' not in paper.read(english)
