"""Sections, authors, sources, tags: renamed and merged without breaking an address."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from handpress.addresses import answers
from handpress.newsroom.actions import articles, taxonomy
from handpress.newsroom.models import Article, Author, Tag
from tests import factories


def test_a_slug_is_made_of_the_name_and_is_unique_in_its_language():
    first = factories.section("Environment", slug="")
    second = factories.section("Environment", slug="")
    spanish = factories.section("Environment", slug="", lang="es")
    assert [each.slug for each in (first, second, spanish)] == ["environment", "environment-2", "environment"]


def test_a_new_name_keeps_the_address():
    section = taxonomy.rename_section(factories.section("Environment"), "Climate")
    assert (section.name, section.slug) == ("Climate", "environment")


def test_a_new_slug_redirects_the_list_its_months_and_its_feeds():
    section = factories.section("Environment")
    factories.published(main_section=section, published_on=date(2013, 6, 13))
    taxonomy.rename_slug(section, "climate")
    for old, new in (
        ("/section/environment/", "/section/climate/"),
        ("/section/environment/2013/06/", "/section/climate/2013/06/"),
        ("/feeds/section/environment.xml", "/feeds/section/climate.xml"),
    ):
        assert answers.resolve(old) == answers.Answer(301, section.record, new)


def test_an_authors_lists_are_redirected_in_every_language_and_by_year():
    author = factories.author("Asha Rao")
    factories.published(bylines=[author], lang="es", published_on=date(2013, 6, 13))
    taxonomy.rename_slug(author, "a-rao")
    assert answers.resolve("/author/asha-rao/").to_path == "/author/a-rao/"
    assert answers.resolve("/es/author/asha-rao/2013/").to_path == "/es/author/a-rao/2013/"


def test_slugs_renamed_twice_lead_straight_to_the_newest():
    section = factories.section("Environment")
    taxonomy.rename_slug(section, "climate")
    taxonomy.rename_slug(section, "earth")
    assert answers.resolve("/section/environment/").to_path == "/section/earth/"
    assert answers.resolve("/section/climate/").to_path == "/section/earth/"


def test_a_slug_taken_back_is_no_redirect_any_more():
    section = factories.section("Environment")
    taxonomy.rename_slug(section, "climate")
    taxonomy.rename_slug(section, "environment")
    assert answers.resolve("/section/environment/").status == 404  # no redirect: the list itself lies there
    assert answers.resolve("/section/climate/").to_path == "/section/environment/"


def test_a_slug_that_led_to_another_section_is_refused():
    taxonomy.rename_slug(factories.section("Environment"), "climate")
    other = factories.section("Economy")
    with pytest.raises(ValidationError):
        taxonomy.rename_slug(other, "environment")


def test_merging_authors_moves_bylines_and_leaves_redirects():
    keep, gone = factories.author("Asha Rao"), factories.author("A. Rao", slug="a-rao")
    article = factories.published(bylines=[gone], published_on=date(2013, 6, 13))
    assert taxonomy.merge_authors(keep, gone) == 1
    assert [each.author for each in Article.objects.get(pk=article.pk).bylines.all()] == [keep]
    assert answers.resolve("/author/a-rao/2013/").to_path == "/author/asha-rao/2013/"
    gone.refresh_from_db()
    assert (gone.merged_into, gone.retired) == (keep, True)


def test_merging_authors_of_one_article_leaves_one_byline():
    keep, gone = factories.author("Asha Rao"), factories.author("A. Rao", slug="a-rao")
    article = factories.published(bylines=[keep, gone])
    taxonomy.merge_authors(keep, gone)
    assert [each.author for each in Article.objects.get(pk=article.pk).bylines.all()] == [keep]


def test_a_draft_made_before_a_merge_names_the_author_who_stayed():
    keep, gone = factories.author("Asha Rao"), factories.author("A. Rao", slug="a-rao")
    draft = factories.draft(bylines=[gone])
    revision = draft.save_revision()
    taxonomy.merge_authors(keep, gone)
    revision.publish()
    assert [each.author for each in Article.objects.get(pk=draft.pk).bylines.all()] == [keep]


def test_an_author_merged_twice_points_to_the_last():
    one, two, three = (factories.author(name) for name in ("One", "Two", "Three"))
    taxonomy.merge_authors(two, one)
    taxonomy.merge_authors(three, two)
    assert Author.objects.get(pk=one.pk).merged_into == three
    assert answers.resolve("/author/one/").to_path == "/author/three/"


def test_merging_sources_moves_articles():
    keep, gone = factories.source("The River Post"), factories.source("River Post")
    article = factories.published(source=gone)
    taxonomy.merge_sources(keep, gone)
    assert Article.objects.get(pk=article.pk).source == keep
    assert answers.resolve("/source/river-post/").to_path == "/source/the-river-post/"


def test_merging_tags_retags_and_deletes():
    keep, gone = factories.tag("dams"), factories.tag("dam")
    article = factories.published(tags=[keep, gone])
    taxonomy.merge_tags(keep, gone)
    assert [each.tag for each in Article.objects.get(pk=article.pk).article_tags.all()] == [keep]
    assert not Tag.objects.filter(name="dam").exists()
    assert answers.resolve("/tag/dam/").to_path == "/tag/dams/"


def test_nothing_is_merged_into_itself():
    author = factories.author()
    with pytest.raises(ValueError, match="itself"):
        taxonomy.merge_authors(author, author)


def test_a_retired_section_keeps_its_articles():
    section = factories.section()
    article = factories.published(main_section=section)
    taxonomy.retire(section)
    assert articles.publish_article(article).main_section.retired
