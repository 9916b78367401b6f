"""The demonstration magazine holds together: everything it refers to exists, and its pictures keep still."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from lxml import etree, html
from PIL import Image

from handpress.demo.markup import ManuscriptError, read_blocks
from handpress.demo.pictures import CUTS, logo_png, picture_bytes, picture_keys
from handpress.demo.reading import KINDS, LANGUAGES, DemoArticle, load_magazine

MAGAZINE = load_magazine()
ARTICLES = {article.key: article for article in MAGAZINE.articles}
BODY_TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "em", "strong", "sup", "br", "hr", "code",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def html_of(article_or_page) -> Iterator[str]:
    """Every piece of HTML in a body."""
    for kind, value in article_or_page.blocks:
        if kind in ("text", "table", "notes"):
            yield value


def pictures_of(article: DemoArticle) -> Iterator[tuple[str, str]]:
    """Every picture that an article shows, with its alternative text."""
    if article.lead_picture:
        yield article.lead_picture.key, article.lead_picture.alt
    for kind, value in article.blocks:
        if kind == "picture":
            yield value["picture"], value["alt"]
        elif kind == "gallery":
            yield from ((use["picture"], use["alt"]) for use in value)
        elif kind == "video":
            yield value["still"], value["title"]


def test_the_magazine_is_as_large_as_promised():
    dates = sorted(article.published for article in ARTICLES.values() if len(article.published) == 10)
    languages = Counter(article.language for article in ARTICLES.values())
    assert len(ARTICLES) == len(MAGAZINE.articles) >= 64
    assert (date.fromisoformat(dates[-1]) - date.fromisoformat(dates[0])).days >= 12 * 365
    assert len(MAGAZINE.authors) == 12
    assert len(MAGAZINE.sources) == 6
    assert set(languages) == set(LANGUAGES)
    assert min(languages.values()) >= 9
    assert {article.kind for article in ARTICLES.values()} == set(KINDS)
    assert Counter(section.kind for section in MAGAZINE.sections) == {"standing": 8, "dossier": 3}
    assert len(MAGAZINE.tags) >= 30


def test_every_year_has_articles_and_the_last_two_are_thicker():
    years = Counter(article.published[:4] for article in ARTICLES.values() if article.published)
    assert all(years[str(year)] >= 2 for year in range(2014, 2027))
    assert years["2025"] + years["2026"] >= len(ARTICLES) / 3


def test_some_dates_are_known_to_the_month_or_not_at_all():
    assert Counter(len(article.published) for article in ARTICLES.values()).keys() == {0, 7, 10}


def test_names_are_given_in_all_four_languages():
    named = [MAGAZINE.names, MAGAZINE.mottos, MAGAZINE.support]
    named += [names for section in MAGAZINE.sections for names in (section.names, section.descriptions)]
    named += [tag.names for tag in MAGAZINE.tags]
    for names in named:
        assert set(names) == set(LANGUAGES)
        assert all(names.values())


@pytest.mark.parametrize("article", MAGAZINE.articles, ids=lambda article: article.key)
def test_everything_an_article_refers_to_exists(article):
    sections = {section.key for section in MAGAZINE.sections}
    assert {article.section, *article.further_sections} <= sections
    assert set(article.tags) <= {tag.key for tag in MAGAZINE.tags}
    assert {key for key, _ in article.bylines if key} <= {author.key for author in MAGAZINE.authors}
    assert not article.source or article.source in {source.key for source in MAGAZINE.sources}
    assert {key for key, _ in pictures_of(article)} <= set(picture_keys())
    assert all(alt for _, alt in pictures_of(article))
    for target in re.findall(r'href="demo:([^"]*)"', "".join(html_of(article))):
        assert target in ARTICLES


@pytest.mark.parametrize("article", MAGAZINE.articles, ids=lambda article: article.key)
def test_bodies_are_well_formed_and_plain(article):
    assert article.headline and article.standfirst and article.blocks
    for markup in html_of(article):
        tree = etree.fromstring(f"<body>{markup}</body>")
        assert {element.tag for element in tree.iter()} <= BODY_TAGS | {"body"}
        assert all(cell.text_content().strip() for cell in html.fromstring(f"<div>{markup}</div>").iter("th"))
        assert ":::" not in markup and "[^" not in markup


def test_every_kind_brings_the_details_that_are_its_own():
    wanted = {
        "book_review": {"book_title", "book_author", "publisher", "year", "isbn"},
        "press_release": {"organisation", "contact"},
        "action_alert": {"target", "action", "deadline"},
    }
    for article in ARTICLES.values():
        assert wanted.get(article.kind, set()) <= set(article.details)
        kinds = [kind for kind, _ in article.blocks]
        assert article.kind != "video" or "video" in kinds
        if article.kind == "picture_story":
            gallery = dict(article.blocks)["gallery"]
            assert 5 <= len(gallery) <= 8
            assert all(use["caption"] for use in gallery)


def test_isbns_have_a_true_check_digit():
    isbns = [article.details["isbn"] for article in ARTICLES.values() if "isbn" in article.details]
    assert isbns
    for isbn in isbns:
        digits = [int(digit) for digit in isbn.replace("-", "")]
        assert sum(digit * (1, 3)[i % 2] for i, digit in enumerate(digits)) % 10 == 0


def test_one_alert_is_closed_and_the_others_stay_open():
    deadlines = {article.details["deadline"] for article in ARTICLES.values() if article.kind == "action_alert"}
    assert [deadline for deadline in deadlines if deadline < "2026-11-23"] == ["2020-10-15"]
    assert len([deadline for deadline in deadlines if deadline >= "2027"]) >= 2


def test_translations_share_an_id_and_differ_in_language():
    groups = defaultdict(list)
    for article in ARTICLES.values():
        if article.translation:
            groups[article.translation].append(article)
    assert len(groups) >= 8
    assert {"en", "es", "ar", "hi"} in [{article.language for article in group} for group in groups.values()]
    for group in groups.values():
        assert len({article.language for article in group}) == len(group) >= 2
        assert len({article.kind for article in group}) == 1


def test_the_rarer_things_an_archive_holds_are_all_there():
    articles = ARTICLES.values()
    assert any(len(article.bylines) == 2 for article in articles)
    assert any(not article.bylines for article in articles)
    assert any(key is None for article in articles for key, _ in article.bylines)
    assert any(article.details.get("embargo") for article in articles)
    assert {article.basis for article in articles} >= {"own", "permission", "licence", "public_domain"}
    assert {article.source for article in articles} - {""} == {source.key for source in MAGAZINE.sources}
    assert sum(bool(article.lead_picture) for article in articles) >= len(articles) / 2
    assert any(article.corrections for article in articles)
    assert any(article.pick_from and article.pick_until > "2026-11-23" for article in articles)
    blocks = {kind for article in articles for kind, _ in article.blocks}
    assert blocks == {"text", "table", "notes", "pull_quote", "quote", "gallery", "video"}


def test_republished_articles_say_where_and_when_they_first_appeared():
    for article in ARTICLES.values():
        if article.source:
            assert article.original_url.startswith("https://")
            assert article.basis != "own"


def test_dossiers_have_a_beginning_and_key_articles_that_belong_to_them():
    dossiers = [section for section in MAGAZINE.sections if section.kind == "dossier"]
    assert sum(bool(dossier.ended) for dossier in dossiers) == 1
    for dossier in dossiers:
        assert dossier.began and dossier.introduction
        for key in dossier.key_articles:
            assert dossier.key in (ARTICLES[key].section, *ARTICLES[key].further_sections)


def test_menus_and_links_lead_somewhere():
    pages = {(page.language, page.key) for page in MAGAZINE.pages}
    sections = {section.key for section in MAGAZINE.sections}
    for by_language in MAGAZINE.menus.values():
        assert set(by_language) == set(LANGUAGES)
        for language, items in by_language.items():
            for item in items:
                kind, _, key = item.target.partition(":")
                assert item.label
                assert key in sections if kind == "section" else (language, key) in pages or kind == "list"
    assert all(link.url.startswith("https://") and link.note for group in MAGAZINE.links for link in group.links)


def test_the_pages_every_magazine_needs_are_there():
    english = {page.key for page in MAGAZINE.pages if page.language == "en"}
    needed = {"about", "disclaimer", "fair-use", "submissions", "support", "contact", "spread-the-word"}
    assert needed <= english
    assert all(
        etree.fromstring(f"<body>{markup}</body>") is not None for page in MAGAZINE.pages for markup in html_of(page)
    )


def test_an_unknown_directive_is_named():
    with pytest.raises(ManuscriptError, match="carousel"):
        read_blocks("::: carousel\nx\n:::\n")


def test_directives_keep_their_place_among_the_text():
    blocks = read_blocks("One.[^1]\n\n::: pull\nTwo\n-- who\n:::\n\n| a |\n|---|\n| b |\n\nThree.\n\n[^1]: Note.\n")
    assert [kind for kind, _ in blocks] == ["text", "pull_quote", "table", "text", "notes"]
    assert blocks[1][1] == {"text": "Two", "attribution": "who"}
    assert 'href="#note-1"' in blocks[0][1]
    assert 'id="note-1"' in blocks[4][1]


@pytest.mark.parametrize("key", ["river-bends", "forest", "windows-1"])
def test_a_picture_is_the_same_each_time(key):
    assert hashlib.sha256(picture_bytes(key)).digest() == hashlib.sha256(picture_bytes(key)).digest()


@pytest.mark.slow
def test_every_picture_is_pulled_at_its_size_and_no_two_are_alike():
    pulled = {key: picture_bytes(key) for key in picture_keys()}
    assert len(set(pulled.values())) == len(pulled) >= 40
    for key, data in pulled.items():
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.size) == ("JPEG", CUTS[key].size)


def test_a_picture_nobody_cut_is_refused():
    with pytest.raises(KeyError):
        picture_bytes("no-such-picture")


def test_the_mark_comes_as_png():
    with Image.open(BytesIO(logo_png())) as image:
        assert image.size == (512, 512)
