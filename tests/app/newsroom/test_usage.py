"""Where a picture, a document, a tag is used: known however it was written, shown before deleting, and held to."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import taxonomy
from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.models import Article, Document, Picture, Tag
from tests import factories


def _document():
    return Document.objects.create(title="Report", file=ContentFile(b"%PDF", name="a.pdf"))


def _noted():
    names = ("content_type", "base_content_type", "object_id", "to_content_type", "to_object_id", "model_path")
    return sorted(ReferenceIndex.objects.values_list(*names, "content_path", "content_path_hash"))


def _item(picture):
    return {"type": "item", "value": {"picture": picture.pk, "caption": ""}, "id": str(uuid4())}


def _drafts(number=3):
    one, two, three = (factories.picture(f"Picture {each}") for each in range(3))
    document, target = _document(), factories.published("A target")
    tags, author = [factories.tag("dams"), factories.tag("salt")], factories.author()
    body = [
        {"type": "text", "value": f'<p><a linktype="page" id="{target.pk}">A</a></p>'},
        {"type": "text", "value": f'<p><a linktype="document" id="{document.pk}">A</a></p>'},
        {"type": "picture", "value": {"picture": two.pk, "caption": "Two"}},
        {"type": "gallery", "value": {"pictures": [_item(one), _item(two)]}},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
        {"type": "video", "value": {"url": "https://v.example/", "title": "", "still": None}},
        {"type": "legacy", "value": "<p>Old</p>"},
    ]
    common = {
        "body": body, "tags": [each.pk for each in tags], "bylines": [(author.pk, ""), (None, "Asha")],
        "lead_picture": one.pk, "main_section": factories.section().pk, "source": factories.source().pk,
        "licence": factories.licence().pk, "published": PartialDate(2013, 6, 13),
    }  # fmt: skip
    details = {"book_title": "Rivers", "cover_id": three.pk}
    alert = {"what_to_do": f'<p><a linktype="document" id="{document.pk}">Sign</a></p>'}
    return [
        ArticleDraft(headline="A review", kind="book_review", details=details, **common),
        ArticleDraft(headline="An alert", kind="action_alert", details=alert, **common),
        *(ArticleDraft(headline=f"Piece {each}", **common) for each in range(number)),
    ]


def test_what_is_written_in_bulk_is_noted_as_a_rebuilding_would():
    create_articles(_drafts(), factories.locale())
    before = _noted()
    assert len(before) > 50
    call_command("rebuild_references_index", verbosity=0)
    after = _noted()
    assert [each for each in before if each not in after] == []
    assert [each for each in after if each not in before] == []


def test_noting_takes_the_same_number_of_queries_for_few_and_many():
    counts, drafts = [], _drafts(60)
    for some in (drafts[:3], drafts[3:]):
        with CaptureQueriesContext(connection) as queries:
            create_articles(some, factories.locale())
        counts.append(sum("wagtailcore_referenceindex" in each["sql"] for each in queries.captured_queries))
    assert counts[0] == 1
    assert counts[1] <= 20  # SQLite takes a hundred rows at once


def _used(kind):
    """Something that a published article of an import uses, and where it is deleted."""
    record = {"picture": factories.picture, "document": _document, "tag": factories.tag}[kind]()
    use = {
        "picture": {"lead_picture": record.pk},
        "document": {"body": [{"type": "text", "value": f'<p><a linktype="document" id="{record.pk}">A</a></p>'}]},
        "tag": {"tags": [record.pk]},
    }[kind]
    create_articles([ArticleDraft(headline="Rivers of the plain", **use)], factories.locale())
    return record


DELETED = {
    "picture": ("wagtailimages:delete", "wagtailimages:image_usage"),
    "document": ("wagtaildocs:delete", "wagtaildocs:document_usage"),
    "tag": ("wagtailsnippets_newsroom_tag:delete", "wagtailsnippets_newsroom_tag:usage"),
}


@pytest.mark.parametrize("kind", DELETED)
def test_what_is_used_is_not_deleted_and_one_sees_where(desk, kind):
    record = _used(kind)
    delete, usage = (reverse(name, args=[record.pk]) for name in DELETED[kind])
    asked = desk.get(delete)
    assert "referenced 1 time" in asked.content.decode()
    assert "Yes, delete" not in asked.content.decode()
    refused = desk.post(delete, follow=True)
    assert "is used" in refused.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()
    article = Article.objects.get()
    shown = desk.get(usage).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in shown


@pytest.mark.parametrize("kind", DELETED)
def test_it_is_refused_even_where_nothing_was_noted(desk, kind):
    record = _used(kind)
    if kind != "document":  # within a text only the index knows
        ReferenceIndex.objects.all().delete()
    desk.post(reverse(DELETED[kind][0], args=[record.pk]))
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("kind", DELETED)
def test_what_is_used_is_not_deleted_among_others(desk, kind):
    record = _used(kind)
    other = {"picture": factories.picture, "document": _document, "tag": lambda: factories.tag("salt")}[kind]()
    app = {"tag": ("newsroom", "tag"), "picture": ("newsroom", "picture"), "document": ("newsroom", "document")}[kind]
    url = reverse("wagtail_bulk_action", args=[*app, "delete"]) + f"?id={record.pk}&id={other.pk}"
    assert desk.get(url).status_code == 200
    refused = desk.post(url, follow=True)
    assert "is used" in refused.content.decode()
    assert type(record).objects.filter(pk__in=[record.pk, other.pk]).count() == 2


@pytest.mark.parametrize("kind", DELETED)
def test_what_is_not_used_is_deleted(desk, kind):
    record = {"picture": factories.picture, "document": _document, "tag": factories.tag}[kind]()
    assert desk.post(reverse(DELETED[kind][0], args=[record.pk])).status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()


def test_what_a_draft_uses_is_used(desk):
    picture = factories.picture()
    article = factories.published("Rivers")
    article.lead_picture = picture
    article.save_revision()
    desk.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_what_takes_the_place_of_a_withdrawn_article_is_noted():
    section = factories.section()
    common = {"main_section": section.pk, "published": PartialDate(2013, 6, 13)}
    drafts = [ArticleDraft(headline=f"Piece {number}", **common) for number in range(7)]
    articles = create_articles(drafts, factories.locale()).articles
    withdraw_article(articles[4], reason="An error")
    before = _noted()
    call_command("rebuild_references_index", verbosity=0)
    assert _noted() == before


def test_a_merged_tag_is_used_where_the_other_was(desk):
    gone, keep = _used("tag"), factories.tag("salt")
    taxonomy.merge_tags(keep, gone)
    assert ReferenceIndex.get_grouped_references_to(keep).count() == 1
    desk.post(reverse("wagtailsnippets_newsroom_tag:delete", args=[keep.pk]))
    assert Tag.objects.filter(pk=keep.pk).exists()
