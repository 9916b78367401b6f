"""After any sequence of edits the tree is what a full build would write, byte for byte."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from wagtail.models import Page

from handpress.addresses import actions as addresses
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions.articles import (
    delete_article,
    move_article_address,
    redate_article,
    restore_article,
    unpublish_article,
    withdraw_article,
)
from handpress.newsroom.actions.pictures import make_renditions
from handpress.newsroom.actions.taxonomy import merge_authors, rename_slug, retire
from handpress.newsroom.models import (
    AlertDetail,
    Article,
    ArticleTag,
    Byline,
    FrontPage,
    Magazine,
    MagazineText,
    Section,
    SectionKeyArticle,
)
from handpress.press import assembly
from handpress.press.engine import Tree
from handpress.press.triggers import bulk_change
from tests import factories as make
from tests.app.edition.magazine import small_magazine
from tests.app.edition.paper import failures, press_of


def check(paper, what: str) -> None:
    paper.run()
    aside, here = paper.built_aside(), paper.files()
    assert sorted(aside.keys() ^ here.keys()) == [], what
    assert [path for path in sorted(aside) if aside[path] != here[path]] == [], what


@pytest.mark.slow
def test_incremental_equals_full(paper):
    made = small_magazine()
    check(paper, "first articles")
    picture = make.picture(alt_text="A river")
    Article.objects.filter(pk=made.rivers.pk).update(lead_picture=picture)
    check(paper, "a picture without files")
    make_renditions(picture)
    check(paper, "its files")
    redate_article(made.rivers, PartialDate(2003, 2, 1), day_order=5)
    check(paper, "redated into the past")
    redate_article(made.coast, PartialDate(2011))
    check(paper, "known to the year only")
    redate_article(made.undated, PartialDate(2011, 5))
    check(paper, "dated to the month")
    move_article_address(made.wells, "dry-wells")
    check(paper, "moved")
    withdraw_article(made.old, reason="Withdrawn.")
    check(paper, "withdrawn")
    unpublish_article(made.review)
    check(paper, "the last of its kind unpublished")
    restore_article(made.old)
    check(paper, "restored")
    make.publish_article(Article.objects.get(pk=made.review.pk))
    check(paper, "published again")
    merge_authors(made.asha, made.noor)
    check(paper, "authors merged")
    rename_slug(Section.objects.get(pk=made.environment.pk), "nature")
    check(paper, "section moved")
    retire(Section.objects.get(pk=made.gender.pk))
    check(paper, "section retired")
    ArticleTag.objects.all().delete()
    check(paper, "tags gone")
    addresses.redirect("/old/rivers.htm", record=f"article:{made.rivers.pk}", origin="legacy")
    addresses.redirect("/index.php?id=7", to_path="/archive/", origin="legacy")
    addresses.redirect("/old", to_path="/archive/", origin="legacy")
    check(paper, "old addresses")
    move_article_address(made.rivers, "plains")
    check(paper, "moved under an old address")
    delete_article(Article.objects.get(pk=made.year_only.pk))
    check(paper, "deleted")


@pytest.mark.slow
def test_incremental_equals_full_for_what_stands_around_the_articles(paper):
    made = small_magazine()
    alert = made.article("Stop the dam", date(2014, 5, 1), kind="action_alert")
    AlertDetail.objects.create(article=alert, target="The minister", what_to_do="<p>Write.</p>")
    check(paper, "an alert")
    AlertDetail.objects.update(closed=True)
    check(paper, "closed")
    now = datetime.now(UTC)
    Article.objects.filter(pk=made.rivers.pk).update(is_pick=True)
    check(paper, "a pick")
    FrontPage.objects.filter(locale=make.locale()).update(automatic=False, lead=made.coast)
    check(paper, "a lead by hand")
    unpublish_article(made.coast)
    check(paper, "the lead unpublished")
    dossier = make.section("The big dam", kind="dossier", standfirst="One story.")
    SectionKeyArticle.objects.create(section=dossier, article=made.rivers, sort_order=1)
    check(paper, "a dossier")
    withdraw_article(made.rivers, reason="")
    check(paper, "its key article withdrawn")
    MagazineText.objects.filter(locale=make.locale("es")).update(motto="La verdad")
    check(paper, "a motto")
    Magazine.objects.update(news_window_from=now - timedelta(days=2), security_contact="press@paper.example")
    check(paper, "the news window")
    logo = make.picture("Logo", alt_text="The paper")
    Magazine.objects.update(logo=logo)
    check(paper, "a logo without files")
    make_renditions(logo)
    check(paper, "a logo")
    Byline.objects.filter(article=made.wells).update(author=None, printed_name="A Correspondent")
    check(paper, "a printed byline")
    Article.objects.filter(pk=made.wells.pk).update(standfirst="Changed by a script.")
    check(paper, "an update that no signal tells of")
    Page.objects.filter(pk=made.arabic.pk).update(first_published_at=datetime(2013, 6, 15, 6, tzinfo=UTC))
    check(paper, "the moment it was published")


def test_a_bulk_build_of_many_lists_equals_one_by_one(paper):
    sections = [make.section(f"Section {number}") for number in range(14)]
    authors = [make.author(f"Author {number}") for number in range(14)]
    for number in range(15):
        make.published(
            f"Piece {number}",
            main_section=sections[number % 14],
            further_sections=[sections[(number * 3 + 1) % 14]],
            bylines=[authors[number % 14], authors[(number + 5) % 14]],
            published_on=date(2010 + number % 4, 1 + number % 12, 1),
        )
    paper.run()
    for number in range(3):
        make.published(f"Late {number}", main_section=sections[number], published_on=date(2011, 3, 1))
        paper.run()
    check(paper, "one by one")


def test_an_old_address_becomes_a_folder_when_others_below_it_are_known(paper):
    addresses.redirect("/old", to_path="/archive/", origin="legacy")
    check(paper, "a file")
    addresses.redirect("/old/2003/rivers.htm", to_path="/archive/", origin="legacy")
    check(paper, "a folder")
    assert {"old/index.html", "old/2003/rivers.htm"} <= paper.files().keys()


def test_one_article_that_cannot_be_read_takes_no_other_away(paper):
    made = small_magazine()
    paper.run()
    before = paper.files()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE newsroom_article SET body = '[1]' WHERE page_ptr_id = %s", [made.wells.pk])
    Article.objects.filter(pk=made.rivers.pk).update(standfirst="Changed in the same run.")
    paper.run(fails=True)
    assert any(path.endswith("wells-run-dry.html") for path, _ in failures())
    assert before.keys() - paper.files().keys() == set()
    assert paper.read("2013/06/wells-run-dry.html") == before["2013/06/wells-run-dry.html"].decode()
    assert "Changed in the same run." in paper.read("2013/06/rivers-of-the-plain.html")


def test_what_changed_without_triggers_while_the_press_ran_is_read_anew(paper):
    made = small_magazine()
    paper.run()
    Article.objects.filter(pk=made.rivers.pk).update(standfirst="Read, and remembered.")
    changes = [lambda: Article.objects.filter(pk=made.rivers.pk).update(standfirst="Changed unheard.")]

    def change_once(record, left):
        if changes:
            with bulk_change():
                changes.pop()()

    press_of(Tree(paper.root), assembly.ledger(), on_batch=change_once).run()
    assert not changes
    check(paper, "a bulk while the press ran")
