"""The desk's preview is the page that the press writes."""

from __future__ import annotations

from datetime import date

import pytest

from handpress.edition.preview import NothingToPreview, render
from handpress.newsroom.models import Article, Author, Licence, Section
from handpress.newsroom.preview import DESK_BLOCK, with_desk_block
from tests import factories as make
from tests.app.edition.magazine import small_magazine


@pytest.fixture
def magazine(paper):
    made = small_magazine()
    paper.run()
    return made


def test_the_preview_of_a_published_article_is_its_page_byte_for_byte(paper, magazine):
    for article in (magazine.rivers, magazine.review, magazine.arabic, magazine.year_only):
        stored = Article.objects.get(pk=article.pk)
        draft = stored.get_latest_revision_as_object()
        assert render(draft) == paper.read(stored.public_path.removeprefix("/"))


def test_the_preview_shows_what_is_not_saved_and_writes_nothing(paper, magazine):
    draft = Article.objects.get(pk=magazine.rivers.pk).get_latest_revision_as_object()
    draft.title = "Rivers of the hills"
    draft.body = [("text", "<p>Another text altogether.</p>")]
    html = render(draft)
    assert "Rivers of the hills" in html and "Another text altogether." in html
    assert paper.run() == set()


def test_an_article_that_was_never_saved_can_be_seen(paper):
    article = Article(title="New", locale=make.locale(), published_on=date(2026, 11, 1), body=make.body("Text."))
    html = render(article)
    assert "https://paper.example/2026/11/new.html" in html
    assert not Article.objects.exists()


def test_the_desk_s_block_is_all_that_differs(paper, magazine):
    html = render(Article.objects.get(pk=magazine.rivers.pk))
    assert with_desk_block(html).replace(DESK_BLOCK, "", 1) == html


def test_sections_and_authors_are_shown_as_they_stand_in_the_form(paper, magazine):
    section = Section.objects.get(pk=magazine.environment.pk)
    assert render(section) == paper.read("section/environment/index.html")
    section.standfirst = "Water, air, soil."
    assert "Water, air, soil." in render(section)
    author = Author.objects.get(pk=magazine.asha.pk)
    author.website = "https://asha.example/"
    assert "asha.example" in render(author)
    assert Author.objects.get(pk=author.pk).website == ""
    assert paper.run() == set()


def test_what_has_no_page_says_so(paper):
    with pytest.raises(NothingToPreview):
        render(Licence(name="Attribution"))
    with pytest.raises(NothingToPreview):
        render(make.author("Nobody yet"))
