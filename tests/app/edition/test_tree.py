"""Which files a magazine is made of, and that they say what they should."""

from __future__ import annotations

import json

import pytest

from handpress.kit.own_words import OWN as OWN_WORDS
from handpress.newsroom.models import Link, LinkGroup, Magazine, PlainPage, Tag
from tests import factories as make
from tests.app.edition.magazine import small_magazine

OWN = {"index.html", "archive/index.html", "links/index.html", "feeds/index.html", "search/index.html", "404.html"}
KINDS = {"book-reviews", "press-releases", "action-alerts", "pictures", "videos", "editors-picks"}


@pytest.fixture
def magazine(paper):
    made = small_magazine()
    paper.run()
    return made


def test_every_language_has_its_own_pages_even_before_the_first_article(paper):
    for prefix in ("", "es/", "ar/", "hi/"):
        for path in OWN | {f"{kind}/index.html" for kind in KINDS} | {"feeds/all.xml", "feeds/all.json"}:
            assert paper.has(prefix + path), prefix + path
    for language in ("en", "es", "ar", "hi"):
        assert paper.has(f"-/{language}/unsent.html"), language
    for path in ("robots.txt", "sitemap.xml", "sitemaps/news.xml", "sitemaps/pages.xml", "favicon.ico"):
        assert paper.has(path), path


def test_nothing_is_pressed_under_a_word_that_does_not_stand_in_the_table(paper, magazine):
    languages = {"es", "ar", "hi"}
    parts = (path.relative_to(paper.root).parts for path in paper.root.rglob("*") if path.is_file())
    below = {
        (names[1:] if names[0] in languages else names)[0].removesuffix(".br").removesuffix(".gz") for names in parts
    }
    ours = {name for name in below if not (name.isdigit() and len(name) == 4)} - {"index.html"}
    known = frozenset().union(*OWN_WORDS.values()) | {page.public_path.strip("/") for page in PlainPage.objects.all()}
    assert ours <= known
    assert len(ours) > 20


@pytest.mark.usefixtures("every_list_is_paged")
def test_dates_of_every_precision_have_their_places(paper, magazine):
    for path in (
        "2013/06/rivers-of-the-plain.html",
        "2011/a-pamphlet.html",
        "undated/a-leaflet.html",
        "2013/06/index.html",
        "2013/index.html",
        "2011/index.html",
        "undated/index.html",
        "section/environment/2013/06/index.html",
        "section/environment/2011/index.html",
        "section/environment/undated/index.html",
        "author/asha-rao/2013/index.html",
        "author/asha-rao/undated/index.html",
        "source/the-river-post/2013/index.html",
        "tag/dams/2013/index.html",
        "book-reviews/2014/index.html",
        "es/2013/06/rios-de-la-llanura.html",
        "es/author/asha-rao/index.html",
        "sitemaps/2013-06.xml",
    ):
        assert paper.has(path), path
    assert not paper.has("2011/01/index.html")
    assert not paper.has("ar/author/noor-khan/index.html")


def test_a_month_lists_its_days_newest_first_and_leads_to_the_months_beside_it(paper, magazine):
    html = paper.read("2013/06/index.html")
    assert html.index("Wells run dry") < html.index("Rivers of the plain")
    assert "A dam is planned" not in html
    assert 'href="/2013/07/"' in html and 'href="/2003/02/"' in html and 'href="/2013/"' in html


def test_a_year_leads_to_its_months_and_shows_what_has_only_the_year(paper, magazine):
    assert 'href="/2013/06/"' in paper.read("2013/index.html")
    year = paper.read("2011/index.html")
    assert "A pamphlet" in year and 'href="/2013/"' in year and 'href="/2003/"' in year


def test_the_archive_leads_to_every_month_and_to_what_has_no_date(paper, magazine):
    html = paper.read("archive/index.html")
    for address in ("/2014/03/", "/2013/07/", "/2013/06/", "/2003/02/", "/2011/", "/undated/"):
        assert f'href="{address}"' in html, address


def test_an_article_shows_its_credit_its_lists_and_its_neighbours(paper, magazine):
    html = paper.read("2013/06/rivers-of-the-plain.html")
    for text in ("First published in The River Post", "Asha Rao", "The water came in the night"):
        assert text in html, text
    for address in ("/section/environment/", "/author/asha-rao/", "/source/the-river-post/", "/tag/dams/"):
        assert f'href="{address}"' in html, address
    assert 'rel="next"' in html and "Wells run dry" in html
    assert 'rel="prev"' in html and "A pamphlet" in html


def test_translations_lead_to_each_other(paper, magazine):
    magazine.spanish.translation_key = magazine.rivers.translation_key
    magazine.spanish.save()
    written = paper.run()
    assert {"2013/06/rivers-of-the-plain.html", "es/2013/06/rios-de-la-llanura.html"} <= written
    english, spanish = paper.read("2013/06/rivers-of-the-plain.html"), paper.read("es/2013/06/rios-de-la-llanura.html")
    assert 'hreflang="es" href="https://paper.example/es/2013/06/rios-de-la-llanura.html"' in english
    assert 'hreflang="en" href="https://paper.example/2013/06/rivers-of-the-plain.html"' in spanish


def test_an_untranslated_article_leads_to_the_chosen_translation_service(paper, magazine):
    assert "translate.google.com" not in paper.read("2013/07/the-coast-retreats.html")
    Magazine.objects.update(translation_service="google")
    paper.run()
    assert "translate.google.com" in paper.read("2013/07/the-coast-retreats.html")


def test_links_inside_a_body_lead_to_where_the_page_is_and_are_text_while_it_is_not_public(paper, magazine):
    draft = make.draft("Not yet")
    body = (
        f'<p><a linktype="page" id="{magazine.coast.pk}">coast</a> and <a linktype="page" id="{draft.pk}">soon</a></p>'
    )
    linking = magazine.article("Two links", magazine.coast.published_on)
    linking.body = [("text", body)]
    make.publish_article(linking)
    paper.run()
    path = linking.public_path.removeprefix("/")
    assert 'href="/2013/07/the-coast-retreats.html">coast</a> and soon' in paper.read(path)
    published = make.publish_article(draft)
    assert path in paper.run()
    assert f'href="{published.public_path}">soon</a>' in paper.read(path)


def test_feeds_carry_the_whole_text_of_the_newest_articles(paper, magazine):
    rss = paper.read("feeds/all.xml")
    assert "The water came in the night" in rss and "Ríos" not in rss
    assert rss.index("A book on dams") < rss.index("The coast retreats")
    items = json.loads(paper.read("feeds/author/noor-khan.json"))["items"]
    assert [item["title"] for item in items] == ["A dam is planned"]
    for path in ("feeds/section/gender.xml", "feeds/source/the-river-post.json", "feeds/kind/book-reviews.xml"):
        assert paper.has(path), path
    assert not paper.has("feeds/tag/dams.xml")


def test_plain_pages_and_links_are_pressed_and_stand_in_the_footer(paper):
    home = make.locale("en")
    from wagtail.models import Page

    root = Page.objects.get(depth=2, locale=home)
    about = PlainPage(title="About us", role="about", locale=home, body=[("text", "<p>Who we are.</p>")])
    root.add_child(instance=about)
    introduction = PlainPage(title="Worth reading", role="links", locale=home, body=[("text", "<p>Friends.</p>")])
    root.add_child(instance=introduction)
    for page in (about, introduction):
        page.save_revision().publish()
    group = LinkGroup.objects.create(locale=home, name="Rivers", sort_order=1)
    Link.objects.create(group=group, title="Dam watch", url="https://dams.example/", note="Since 1999")
    paper.run()
    about.refresh_from_db()
    assert "Who we are." in paper.read("about-us/index.html")
    assert f'href="{about.public_path}"' in paper.read("index.html")
    links = paper.read("links/index.html")
    assert "Worth reading" in links and "Friends." in links and "Since 1999" in links
    introduction.refresh_from_db()
    if introduction.public_path != "/links/":
        old = paper.read(introduction.public_path.removeprefix("/") + "index.html")
        assert old.startswith("<!doctype html><!--handpress 301 /links/-->")


def test_security_txt_exists_when_somebody_is_named(paper):
    from datetime import UTC, datetime

    assert not paper.has(".well-known/security.txt")
    Magazine.objects.update(security_contact="press@paper.example", news_window_from=datetime(2026, 11, 1, tzinfo=UTC))
    paper.run()
    assert "Contact: mailto:press@paper.example" in paper.read(".well-known/security.txt")


def test_a_tag_of_another_language_lies_under_its_prefix(paper):
    tag = Tag.objects.create(name="presas", slug="presas", locale=make.locale("es"))
    make.published("Presas", lang="es", tags=[tag])
    paper.run()
    assert paper.has("es/tag/presas/index.html")


def test_the_search_page_leads_to_archive_and_sections(paper, magazine):
    for page, prefix in (("search/index.html", ""), ("es/search/index.html", "/es")):
        text = paper.read(page)
        assert f'href="{prefix}/archive/"' in text.partition("<main")[2]
    assert 'href="/section/environment/"' in paper.read("search/index.html").partition("<main")[2]
