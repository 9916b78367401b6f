"""The keys that triggers write for changes of what readers see."""

from __future__ import annotations

from django.db import connection
from wagtail.models import Page

from handpress.newsroom.actions import articles
from handpress.newsroom.models import Article, Menu, MenuItem
from handpress.press.models import OutboxKey
from tests import factories


def _keys(lane=None) -> set[str]:
    rows = OutboxKey.objects.all() if lane is None else OutboxKey.objects.filter(lane=lane)
    keys = set(rows.values_list("key", flat=True))
    OutboxKey.objects.all().delete()
    return keys


def test_drafts_write_no_keys():
    article = factories.draft()
    article.title = "Another"
    article.save_revision()
    assert not {key for key in _keys() if key.startswith(("article:", "address:"))}


def test_publishing_writes_the_article_and_its_address():
    article = factories.published()
    assert {article.record, f"address:{article.public_path}"} <= _keys()


def test_publishing_without_a_change_writes_nothing():
    article = factories.published()
    _keys()
    articles.publish_article(article)
    assert _keys() == set()


def test_saving_a_draft_of_a_public_article_writes_nothing():
    article = factories.published()
    _keys()
    article.title = "Not yet"
    article.save_revision()
    assert _keys() == set()


def test_withdrawing_overtakes_everything():
    article = factories.published()
    _keys()
    articles.withdraw_article(article, reason="An error")
    assert article.record in _keys(lane=0)


def test_deleting_overtakes_everything():
    article = factories.published()
    _keys()
    articles.delete_article(article)
    assert article.record in _keys(lane=0)


def test_a_raw_update_of_live_reaches_the_mirror_and_the_outbox():
    article = factories.published()
    _keys()
    Page.objects.filter(pk=article.pk).update(live=False)
    assert not Article.objects.get(pk=article.pk).is_public
    assert article.record in _keys(lane=0)


def test_a_menu_entry_writes_the_menu_of_its_language():
    menu = Menu.objects.get(locale=factories.locale("es"), place="main")
    _keys()
    MenuItem.objects.create(menu=menu, label="Inicio", address="/es/")
    assert _keys() == {f"menu:{menu.locale_id}"}


def test_every_watched_table_and_column_exists():
    from handpress.newsroom.press_keys import WATCHED

    with connection.cursor() as cursor:
        for each in WATCHED:
            columns = {field.name for field in connection.introspection.get_table_description(cursor, each.table)}
            assert set(each.columns) <= columns, each.table
