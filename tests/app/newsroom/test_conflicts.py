"""Two editors on one record: the second is told, and what the first saved is never lost in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from lxml import html

from handpress.kit.clock import now
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.models import (
    Article,
    Document,
    FrontPage,
    LinkGroup,
    Magazine,
    MagazineText,
    Menu,
    MenuItem,
    PlainPage,
    Section,
)
from tests import factories

TOLD = "after you had opened it"


def _imported():
    return create_articles([ArticleDraft(headline="Old piece")], factories.locale()).articles[0]


def _edited():
    article = factories.published("Rivers")
    return Article.objects.get(pk=article.pk)


def _page():
    return home_of(factories.locale()).add_child(instance=PlainPage(title="About us", slug="about", live=False))


def _document():
    return Document.objects.create(title="Report", file=ContentFile(b"%PDF", name="a.pdf"))


def _old_section():
    return Section.objects.bulk_create([Section(name="Water", slug="water", locale=factories.locale())])[0]


def _menu():
    menu = Menu.objects.first()
    MenuItem.objects.filter(menu=menu).delete()
    MenuItem.objects.create(menu=menu, address="/a/", label="One")
    return menu


EDITED = {  # what is edited: how it is made, the field that both editors change
    "an imported article": (_imported, "title"),
    "an article with a revision": (_edited, "title"),
    "a plain page": (_page, "title"),
    "a section that was imported": (_old_section, "name"),
    "an author": (factories.author, "name"),
    "a source": (factories.source, "name"),
    "a tag": (factories.tag, "name"),
    "a licence": (factories.licence, "name"),
    "a picture": (factories.picture, "alt_text"),
    "a document": (_document, "title"),
    "links": (lambda: LinkGroup.objects.create(name="Near", locale=factories.locale()), "name"),
    "a menu": (_menu, "items-0-label"),
    "a front page": (lambda: FrontPage.objects.order_by("pk").first(), "lead"),
    "name and words": (lambda: MagazineText.objects.order_by("pk").first(), "motto"),
    "the magazine": (lambda: Magazine.objects.first(), "contact_email"),
}


def _url(record):
    if isinstance(record, Article | PlainPage):
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    special = {"picture": "wagtailimages:edit", "document": "wagtaildocs:edit"}
    if isinstance(record, Magazine):
        return reverse("wagtailsettings:edit", args=["newsroom", "magazine", record.pk])
    name = special.get(record._meta.model_name, f"wagtailsnippets_newsroom_{record._meta.model_name}:edit")
    return reverse(name, args=[record.pk])


def _opened(content):
    """What a browser would send of the form, without a button."""
    forms = html.fromstring(content).forms
    form = max(forms, key=lambda each: len(each.fields))
    empty = {
        each.name: ""
        for each in form.inputs
        if each.name and each.get("type") in ("text", "email", "url", "hidden", None)
    }
    sent = {**empty, **{name: value for name, value in form.form_values() if not name.startswith("action-")}}
    return {**sent, "body-count": "0"} if "asked_slug" in sent else sent  # a script would set up the text


def _values(field):
    if field == "lead":
        return factories.published("One").pk, factories.published("Two").pk
    return ("one@paper.example", "two@paper.example") if field.endswith("email") else ("First words", "Second words")


def _stored(record, field):
    if field.startswith("items-0"):
        return MenuItem.objects.get(menu=record).label
    fresh = type(record).objects.get(pk=record.pk)
    fresh = getattr(fresh, "get_latest_revision_as_object", lambda: fresh)()
    value = getattr(fresh, field)
    return getattr(value, "pk", value)


@pytest.mark.parametrize("what", EDITED)
def test_the_second_editor_is_told_and_may_then_decide(desk, what):
    make, field = EDITED[what]
    record = make()
    url = _url(record)
    first, second = (_opened(desk.get(url).content) for _ in range(2))
    assert field in first
    first[field], second[field] = _values(field)
    assert desk.post(url, first).status_code == 302
    refused = desk.post(url, second)
    assert refused.status_code == 200
    assert TOLD in refused.content.decode()
    assert str(_stored(record, field)) == str(first[field])
    again = _opened(refused.content)
    assert str(again[field]) == str(second[field])
    assert desk.post(url, again).status_code == 302
    assert str(_stored(record, field)) == str(second[field])


def test_a_form_that_saves_by_itself_is_told_too(desk):
    record = _imported()
    first, second = (_opened(desk.get(_url(record)).content) for _ in range(2))
    asked = {"headers": {"accept": "application/json"}}
    saved = desk.post(_url(record), {**first, "title": "First words"}, **asked)
    assert saved.json()["success"]
    refused = desk.post(_url(record), {**second, "title": "Second words"}, **asked)
    assert refused.json()["error_code"] == "invalid_revision"
    own = {**first, "title": "More words", "overwrite_revision_id": saved.json()["revision_id"]}
    assert desk.post(_url(record), own, **asked).json()["success"]
    assert desk.post(_url(record), {**own, "title": "Done"}).status_code == 302
    assert _stored(record, "title") == "Done"


def test_one_editor_saves_again_and_again(desk):
    record = _imported()
    for number in range(3):
        sent = _opened(desk.get(_url(record)).content)
        assert desk.post(_url(record), {**sent, "title": f"Words {number}"}).status_code == 302


def _expired():
    article = factories.published("Call for papers")
    past = {"go_live_at": now() - timedelta(hours=3), "expire_at": now() - timedelta(hours=1)}
    for name, value in past.items():
        setattr(article, name, value)
    article.save_revision()
    Article.objects.filter(pk=article.pk).update(**past)
    apply_due()
    article.refresh_from_db()
    assert article.expired
    return article


def test_what_has_expired_can_be_corrected(desk):
    article = _expired()
    sent = _opened(desk.get(_url(article)).content)
    assert desk.post(_url(article), {**sent, "title": "Call for papers, closed"}).status_code == 302
    assert _stored(article, "title") == "Call for papers, closed"
    assert not Article.objects.get(pk=article.pk).live


def test_what_has_expired_is_not_published_with_the_same_expiry(desk):
    article = _expired()
    sent = _opened(desk.get(_url(article)).content)
    refused = desk.post(_url(article), {**sent, "action-publish": "1"})
    assert "This expiry has passed" in str(refused.context["form"].errors["expire_at"])
    later = {"expire_at": "2099-01-01 10:00", "go_live_at": ""}
    assert desk.post(_url(article), {**sent, **later, "action-publish": "1"}).status_code == 302
    assert Article.objects.get(pk=article.pk).live


def test_an_expiry_that_is_written_now_must_be_to_come(desk):
    article = factories.published("Rivers")
    sent = _opened(desk.get(_url(article)).content)
    for past in ("2001-01-01 10:00", (now() - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M")):
        refused = desk.post(_url(article), {**sent, "expire_at": past})
        assert "future" in str(refused.context["form"].errors["expire_at"])
