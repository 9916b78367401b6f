"""No address of the desk reaches a reader: refused when saved, mended when stored, held back when pressed."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from handpress.addresses.models import Address
from handpress.kit.desk_links import desk_links_of_file
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.models import Article, LinkGroup, Menu, MenuItem, Section
from handpress.newsroom.own_host import own_host
from handpress.press.models import FailedPage
from tests import factories
from tests.app.newsroom.test_desk import _edit_url, _form

LOST = "http://127.0.0.1:8000/desk/pages/189/edit/photos.html"
NOTE = "/desk/pages/189/edit/#_ftn1"


def _posted(text, **fields):
    return _form(body=streamfield([("text", rich_text(f"<p>{text}</p>"))]), **fields)


@pytest.mark.parametrize("address", [LOST, "/desk/images/", "https://paper.example/desk/pages/2/edit/", "photos.html"])
def test_a_pasted_link_to_the_desk_is_refused_by_name_with_the_remedy(desk, address):
    article = factories.draft()
    refused = desk.post(_edit_url(article), _posted(f'<a href="{address}">Photos</a>'))
    assert refused.status_code == 200
    said = " ".join(refused.context["form"].non_field_errors())
    assert address in said
    assert "Write the whole address" in said
    assert Article.objects.get().latest_revision is None


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("body", "Editors sign in at http://{host}/desk/ or {host}/desk/login, or below www.other.example/desk/x."),
        ("standfirst", "Open /desk/ and sign in."),
        ("title", "/desk/"),
    ],
)
def test_who_only_speaks_of_the_desk_is_printed(paper, field, words):
    words = words.format(host=own_host())
    fields = {"body": factories.body(words)} if field == "body" else {field: words}
    article = factories.published(fields.pop("title", "How to"), **fields)
    paper.run()
    page = paper.read(article.public_path.removeprefix("/"))
    assert words in page
    linked = [node.attributes.get("href") or "" for node in LexborHTMLParser(page).css("article a")]
    assert not [address for address in linked if re.search(r"/desk(?:/|$)", address)]


def test_a_pasted_footnote_keeps_its_words(desk):
    article = factories.draft()
    assert desk.post(_edit_url(article), _posted(f'Said<a href="{NOTE}">[1]</a>.')).status_code == 302
    stored = json.dumps(Article.objects.get().get_latest_revision_as_object().body.get_prep_value())
    assert "[1]" in stored
    live = factories.published("Live", body=[("text", f'<p>Said<a href="{NOTE}">[1]</a>.</p>')])
    assert live.body.raw_data[0]["value"] == "<p>Said[1].</p>"


@pytest.mark.parametrize(
    ("fields", "where"),
    [({"original_url": LOST}, "original_url"), ({"standfirst": f'<a href="{LOST}">x</a>'}, "standfirst")],
)
def test_other_fields_of_an_article_refuse_it_too(desk, fields, where):
    refused = desk.post(_edit_url(factories.draft()), _form(**fields))
    assert "leads to the desk" in str(refused.context["form"].errors[where])


def test_what_hangs_on_a_record_refuses_it_too(desk):
    menu = Menu.objects.order_by("pk").first()
    items = inline_formset([{"label": "Desk", "address": "/desk/pages/3/edit/", "section": "", "page": ""}])
    url = reverse("wagtailsnippets_newsroom_menu:edit", args=[menu.pk])
    assert "leads to the desk" in desk.post(url, nested_form_data({"items": items})).content.decode()
    assert not MenuItem.objects.filter(menu=menu, label="Desk").exists()
    group = LinkGroup.objects.create(name="Near", locale=factories.locale())
    links = inline_formset([{"title": "A", "url": LOST, "note": ""}])
    data = nested_form_data({"name": "Near", "locale": group.locale_id, "sort_order": "0", "links": links})
    url = reverse("wagtailsnippets_newsroom_linkgroup:edit", args=[group.pk])
    assert "leads to the desk" in desk.post(url, data).content.decode()


def test_an_address_by_hand_does_not_lead_there(desk):
    url = reverse("wagtailsnippets_addresses_address:add")
    refused = desk.post(url, {"path": "/old/", "state": "redirect", "to_path": "/desk/pages/3/", "reason": ""})
    assert "leads to the desk" in refused.content.decode()
    assert not Address.objects.filter(path="/old/").exists()


def test_words_that_speak_of_the_desk_are_let_be(desk):
    article = factories.draft()
    assert desk.post(_edit_url(article), _posted("He wrote /desk/pages/3/ on the wall.")).status_code == 302


def test_an_import_stores_none():
    body = [
        {"type": "text", "value": f'<p><a href="{LOST}">Photos</a> <a href="https://a.example/">A</a></p>'},
        {"type": "legacy", "value": f'<p><a href="{LOST}">Photos</a></p>'},
    ]
    article = create_articles([ArticleDraft(headline="Old", body=body)], factories.locale()).articles[0]
    stored = json.dumps(Article.objects.get(pk=article.pk).body.get_prep_value())
    assert "/desk" not in stored
    assert "https://a.example/" in stored


def _raw(article, html):
    """A text as an older version stored it, past every door."""
    body = json.dumps([{"type": "text", "value": html, "id": "1"}])
    Article.objects.filter(pk=article.pk).update(body=Article._meta.get_field("body").to_python(body))


def test_what_is_stored_already_is_mended_on_the_page(paper):
    article = factories.published("Rivers")
    _raw(article, f'<p>Said<a href="{NOTE}">[1]</a>, <a href="{LOST}">photos</a>.</p>')
    paper.run()
    page = paper.read(article.public_path.lstrip("/"))
    assert "Said[1], photos." in page
    assert "/desk" not in page


def test_the_last_good_file_stays_and_the_desk_says_why(paper, desk):
    article = factories.published("Rivers", original_url="https://post.example/1", source=factories.source())
    paper.run()
    path = article.public_path.lstrip("/")
    good = paper.read(path)
    Article.objects.filter(pk=article.pk).update(original_url="https://paper.example/desk/pages/3/edit/")
    paper.run(fails=True)
    assert paper.read(path) == good
    failed = (
        FailedPage.objects.filter(job__contains=str(article.pk)) if hasattr(FailedPage, "job") else FailedPage.objects
    )
    assert any("https://paper.example/desk/pages/3/edit/" in str(vars(each)) for each in failed.all())
    assert "Links to the desk" in desk.get(reverse("press_index")).content.decode()
    Article.objects.filter(pk=article.pk).update(original_url="https://post.example/2")
    paper.run()
    assert "https://post.example/2" in paper.read(path)


def test_a_section_s_introduction_is_mended_too(paper):
    section = factories.section("Water", introduction=f'<p>See <a href="{LOST}">photos</a>.</p>')
    factories.published("Rivers", main_section=section)
    paper.run()
    assert Section.objects.get(pk=section.pk).introduction
    assert not [path for path, body in paper.files().items() if desk_links_of_file(body, "paper.example")]
