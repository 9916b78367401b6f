"""A WordPress export taken in: articles, plain pages, drafts, pictures, addresses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db.models import Model

from handpress.addresses import answers
from handpress.addresses.models import Address
from handpress.importers import run
from handpress.importers.models import ImportRecord
from handpress.importers.report import Report
from handpress.newsroom.models import Article, Author, Picture, PlainPage, Tag
from tests import factories

FIXTURES = Path(__file__).parents[2] / "fixtures" / "wxr"
SECRETS = ("The otter", "Minutes of the editors", "the map of springs")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """The sample export with its uploads beside it, the second picture broken."""
    shutil.copy(FIXTURES / "sample.xml", tmp_path)
    for name, data in (("2011/03/wheel.jpg", factories.image_bytes()), ("2018/05/eelpass.png", b"not a picture")):
        path = tmp_path / "wp-content/uploads" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    return tmp_path / "sample.xml"


def line(report: Report, number: int):
    return next(each for each in report.lines if each.path.endswith(f"#{number}"))


def rows(*models: type[Model]) -> list:
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_sample_comes_in_whole(export: Path) -> None:
    report = run.import_path(export)
    assert report.counts == {**dict.fromkeys(report.counts, 0), "new": 11}
    assert "comments (1)" in report.notes[0]
    article = Article.objects.get(title="The Miller's Last Customer")
    assert [str(each) for each in article.bylines.all()] == ["Petronella Pask"]
    assert (article.main_section.name, [each.name for each in article.further_sections.all()]) == (
        "Rivers & Floods",
        ["Work"],
    )
    assert [each.tag.name for each in article.article_tags.all()] == ["water mills"]
    assert article.first_published_at.isoformat() == "2011-03-08T22:40:00+00:00"
    assert (article.lead_picture.alt_text, article.lead_caption, article.lead_credit) == (
        "A mill wheel, stopped",
        "The wheel at Nether Stow, stopped",
        "Petronella Pask",
    )
    assert Article.objects.get(title="La acequia no tiene dueño").public_path.startswith("/es/2016/02/")
    assert Tag.objects.filter(name="Fenny Stow").count() == 1


def test_nothing_that_was_hidden_becomes_public(export: Path) -> None:
    run.import_path(export)
    hidden = [article for article in Article.objects.all() if any(each in article.title for each in SECRETS)]
    assert len(hidden) == 3
    assert not any(article.live or article.is_public or article.public_path for article in hidden)
    assert answers.resolve("/2017/09/map-of-springs/").status == 404  # as readers are told: nothing was there


def test_a_gallery_shows_what_could_be_taken_and_says_what_could_not(export: Path) -> None:
    report = run.import_path(export)
    article = Article.objects.get(kind="picture_story")
    assert [block.block_type for block in article.body] == ["text", "picture", "text", "embed", "video"]
    assert any("eelpass.png is not a picture" in warning for warning in line(report, 22).warnings)
    assert Picture.objects.count() == 1


def test_a_page_of_the_magazine_becomes_a_plain_page_and_others_articles(export: Path) -> None:
    run.import_path(export)
    page = PlainPage.objects.get()
    assert (page.title, page.role, page.public_path, page.is_public) == ("About The Weir", "about", "/about/", True)
    assert Article.objects.get(title="How we correct mistakes").is_public


def test_a_plain_page_that_is_there_already_is_left_and_led_to(export: Path) -> None:
    text = export.read_text("utf-8")
    export.write_text(text.replace("https://weir.example/about/</link>", "https://weir.example/who/</link>"), "utf-8")
    from handpress.newsroom.actions.articles import publish_article
    from handpress.newsroom.actions.filing import home_of

    page = PlainPage(title="About us", role="about", locale=factories.locale(), live=False)
    home_of(page.locale).add_child(instance=page)
    publish_article(page)
    assert line(run.import_path(export), 2).code == "page_exists"
    assert PlainPage.objects.get().title == "About us"
    assert answers.resolve("/who/").to_path == "/about-us/"


def test_every_old_address_answers(export: Path) -> None:
    report = run.import_path(export)
    for number, path in ((14, "/2011/03/the-millers-last-customer/"), (60, "/2020/04/60/"), (8, "/about/corrections/")):
        answer = answers.resolve(path)
        assert (answer.status, answer.to_path) == (301, line(report, number).address)


def test_addresses_in_folders_can_be_kept(export: Path) -> None:
    run.import_path(export, keep_addresses=True)
    article = Article.objects.get(title="A Ladder for Eels")
    assert article.public_path == "/2018/05/a-ladder-for-eels/"
    assert answers.resolve(article.public_path).status == 200


def test_a_post_without_a_title_is_named_by_its_first_words(export: Path) -> None:
    run.import_path(export)
    article = Article.objects.get(title__startswith="A note without a title")
    assert article.public_path.startswith("/2020/04/a-note-without-a-title")


def test_importing_twice_changes_nothing(export: Path) -> None:
    run.import_path(export)
    before = rows(Article, PlainPage, Picture, Author, Address, ImportRecord)
    assert run.import_path(export).counts["unchanged"] == 11
    assert rows(Article, PlainPage, Picture, Author, Address, ImportRecord) == before


def test_a_post_that_was_hidden_on_the_old_site_since_is_taken_back(export: Path) -> None:
    run.import_path(export)
    path = Article.objects.get(title="A Ladder for Eels").public_path
    head, mark, tail = export.read_text("utf-8").partition("<wp:post_id>41<")
    tail = tail.replace("<![CDATA[publish]]>", "<![CDATA[private]]>", 1)
    export.write_text(head + mark + tail, "utf-8")
    assert line(run.import_path(export), 41).outcome == "updated"
    assert not Article.objects.get(title="A Ladder for Eels").is_public
    assert answers.resolve(path).status == 410


def test_a_draft_that_changed_stays_a_draft(export: Path) -> None:
    run.import_path(export)
    text = export.read_text("utf-8")
    export.write_text(text.replace("an otter or a mink", "an otter or two minks"), "utf-8")
    assert line(run.import_path(export), 44).outcome == "updated"
    assert not Article.objects.get(title__contains="otter").live


def test_a_broken_export_gives_its_first_posts_and_says_where_it_breaks() -> None:
    report = run.import_path(FIXTURES / "truncated.xml")
    assert report.counts["new"] == 1
    assert [each.code for each in report.lines if each.outcome == "refused"] == ["truncated"]
