"""What a page is shared with: its picture, its card, its section's picture, the magazine's card; and who made it."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from handpress.edition.recipes import cards as recipe
from handpress.kit.cards.faces import FontsUnknown
from handpress.kit.cards.runs import Unprintable
from handpress.newsroom.actions.articles import publish_article, withdraw_article
from handpress.newsroom.models import Article, Magazine, MagazineText, PictureRendition, ShareCard
from handpress.newsroom.renditions import SOCIAL
from handpress.pages import pressroom
from handpress.press import triggers
from tests import factories as make
from tests.app.edition.magazine import small_magazine
from tests.app.edition.paper import failures
from tests.app.edition.test_incremental import check

pytestmark = pytest.mark.usefixtures("cards")
BASE = "https://paper.example"


def _metas(html: str, name: str) -> list[str]:
    tree = LexborHTMLParser(html)
    found = tree.css(f'meta[property="{name}"], meta[name="{name}"]')
    return [node.attributes["content"] for node in found]


def _shared(html: str) -> dict[str, str]:
    """og:image and what is said of it, each exactly once."""
    names = ("og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card", "og:description")
    found = {}
    for name in names:
        (found[name],) = _metas(html, name)
    return found


def _structured(html: str) -> dict:
    return json.loads(LexborHTMLParser(html).css_first('script[type="application/ld+json"]').text())


def _image_of(paper, article: Article) -> str:
    paper.run()
    article.refresh_from_db()
    html = paper.read(article.public_path.removeprefix("/"))
    address = _shared(html)["og:image"].removeprefix(BASE)
    assert _structured(html)["image"][0]["url"].startswith(BASE + "/i/" if address.startswith("/i/") else BASE)
    return address


def _social(picture) -> str:
    return "/i/" + PictureRendition.objects.get(image=picture, filter_spec=SOCIAL).file.name


def _card(article: Article) -> str:
    return "/i/" + ShareCard.objects.get(article=article.pk).file.name


def test_an_article_is_shared_with_its_picture_its_card_its_section_or_the_magazine(paper):
    of_section = make.picture("A field", data=make.image_bytes((1300, 700), colour="#117733"))
    section = make.section("Land", picture=of_section)
    article = make.published("Rivers", main_section=section)
    assert _image_of(paper, article) == _card(article)
    ShareCard.objects.all().delete()
    assert _image_of(paper, article) == _social(of_section)
    section.picture = None
    section.save()
    assert _image_of(paper, article) == "/card.png"
    lead = make.picture("A river", data=make.image_bytes((1300, 700)))
    article.lead_picture = lead
    publish_article(article)
    assert _image_of(paper, article) == _social(lead)


def test_a_picture_of_the_section_that_gets_its_size_later_is_taken(paper):
    picture = make.picture("A field")
    social = PictureRendition.objects.get(image=picture, filter_spec=SOCIAL)
    social.delete()
    article = make.published("Rivers", main_section=make.section("Land", picture=picture))
    ShareCard.objects.all().delete()
    assert _image_of(paper, article) == "/card.png"
    social.pk = None
    social.save(force_insert=True)
    assert _image_of(paper, article) == _social(picture)


def test_another_headline_changes_the_page_and_nothing_of_other_articles(paper):
    article, other = make.published("Rivers"), make.published("Dams")
    before = _image_of(paper, article)
    article.title = "Rivers and people"
    publish_article(article)
    assert _image_of(paper, article) == _card(article) != before
    card = ShareCard.objects.get(article=other.pk)
    card.file = "ab/another.png"
    card.save()
    assert paper.run() == {other.public_path.removeprefix("/")}, "a card that comes later rewrites its page alone"


def test_structured_data_names_the_same_picture_and_never_the_logo(paper):
    magazine = Magazine.load()
    magazine.logo = make.picture("Logo", data=make.image_bytes((900, 900), colour="#000000"))
    magazine.save()
    article = make.published("Rivers")
    ShareCard.objects.all().delete()
    paper.run()
    html = paper.read(article.public_path.removeprefix("/"))
    logo = {file.file.name for file in magazine.logo.renditions.all()}
    assert _structured(html)["image"] == [
        {"@type": "ImageObject", "url": f"{BASE}/card.png", "width": 1200, "height": 630}
    ]
    assert not any(name in _shared(html)["og:image"] for name in logo)


def test_every_page_is_shared_with_a_file_of_the_size_it_says(paper):
    small_magazine()
    paper.run()
    pages = [path for path in paper.files() if path.endswith(".html")]
    assert len(pages) > 60
    for path in pages:
        html = paper.read(path)
        if "og:title" not in html:
            # an answer to a post has no address that could be shared
            assert 'http-equiv="refresh"' in html or "notice" in html or path.startswith("-/"), path
            continue
        shared = _shared(html)
        file = shared["og:image"].removeprefix(BASE).removeprefix("/")
        with Image.open(paper.root / file) as image:
            assert [str(side) for side in image.size] == [shared["og:image:width"], shared["og:image:height"]], path
        assert shared["og:image:alt"] and shared["og:description"], path


def test_lists_of_a_section_and_of_an_author_show_their_pictures(paper, every_list_is_paged):
    land, face = (make.picture("P", data=make.image_bytes((1300, 700), colour=each)) for each in ("#117733", "#773311"))
    section, author = make.section("Land", picture=land), make.author("Asha Rao", picture=face)
    article = make.published("Rivers", main_section=section, bylines=[author])
    paper.run()
    month = article.bucket.replace("-", "/")
    for path, picture in (
        ("section/land/index.html", land),
        (f"section/land/{month}/index.html", land),
        ("author/asha-rao/index.html", face),
        (f"author/asha-rao/{article.bucket[:4]}/index.html", face),
    ):
        assert _shared(paper.read(path))["og:image"] == BASE + _social(picture), path
    assert _shared(paper.read("index.html"))["og:image"] == f"{BASE}/card.png"
    assert _shared(paper.read("ar/index.html"))["og:image"] == f"{BASE}/ar/card.png"
    assert paper.read("section/land/index.html").count('og:image:alt" content="Land"') == 1


def test_the_magazines_card_follows_name_motto_and_accent_in_its_language(paper):
    first = (paper.root / "es/card.png").read_bytes()
    assert Image.open(io.BytesIO(first)).size == (1200, 630)
    text = MagazineText.objects.get(locale=make.locale("es"))
    text.name, text.motto = "El Molino", "Noticias del agua"
    text.save()
    written = paper.run()
    assert "es/card.png" in written and "card.png" not in written
    assert "El Molino — Noticias del agua" in paper.read("es/index.html")
    magazine = Magazine.load()
    magazine.accent = "#004488"
    magazine.save()
    assert {"card.png", "es/card.png", "ar/card.png", "hi/card.png"} <= paper.run()


def test_other_fonts_draw_the_magazines_cards_anew():
    assert recipe.FONTS in pressroom.theme_fingerprints()


def test_while_the_machine_does_not_tell_its_fonts_cards_stay_as_they_are(paper, monkeypatch):
    def refuse(*words):
        raise FontsUnknown("fc-list did not answer")

    before = (paper.root / "card.png").read_bytes()
    with monkeypatch.context() as now:
        now.setattr(recipe, "magazine_card", refuse)
        now.setattr(pressroom, "fonts_fingerprint", lambda: refuse())
        assert pressroom.theme_fingerprints()[recipe.FONTS] is None
        triggers.queue([recipe.FONTS], 2)
        assert "card.png" not in paper.summary(fails=True).paths
        assert (paper.root / "card.png").read_bytes() == before
    assert failures(), "what failed is tried again"


def test_without_letters_for_its_name_the_magazines_card_shows_its_mark(paper, monkeypatch):
    def refuse(*words):
        raise Unprintable("none")

    monkeypatch.setattr(recipe, "magazine_card", refuse)
    with_words = (paper.root / "card.png").read_bytes()
    assert "card.png" in paper.full()
    without = (paper.root / "card.png").read_bytes()
    assert without != with_words
    assert Image.open(io.BytesIO(without)).size == (1200, 630)


def test_incremental_equals_full_with_cards(paper):
    made = small_magazine()
    check(paper, "cards of the first articles")
    made.rivers.title = "Another headline"
    publish_article(made.rivers)
    check(paper, "another headline")
    text = MagazineText.objects.get(locale=made.rivers.locale)
    text.name = "Another Paper"
    text.save()
    check(paper, "another name")
    section = made.rivers.main_section
    section.picture = make.picture("A field")
    section.save()
    check(paper, "a picture of the section")
    ShareCard.objects.all().delete()
    check(paper, "no cards")
    section.picture = None
    section.save()
    check(paper, "no picture of the section")
    withdraw_article(made.rivers, reason="Wrong.")
    check(paper, "withdrawn")


def test_authors_with_a_handle_are_named_to_the_fediverse_in_the_order_of_the_bylines(paper):
    rosa, asha = make.author("Rosa Lind", fediverse_handle="rosa@paper.example"), make.author("Asha Rao")
    noor = make.author("Noor Khan", fediverse_handle="https://mastodon.social/@noor")
    article = make.published("Rivers", bylines=[noor, asha, "A Correspondent", rosa])
    other = make.published("Dams", bylines=[asha])
    paper.run()
    path, elsewhere = (each.public_path.removeprefix("/") for each in (article, other))
    assert _metas(paper.read(path), "fediverse:creator") == ["@noor@mastodon.social", "@rosa@paper.example"]
    assert _metas(paper.read(elsewhere), "fediverse:creator") == []
    asha.fediverse_handle = "@asha@paper.example"
    asha.save()
    assert {path, elsewhere} <= paper.run()
    assert _metas(paper.read(elsewhere), "fediverse:creator") == ["@asha@paper.example"]
