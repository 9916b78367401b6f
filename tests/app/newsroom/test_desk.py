"""The desk, clicked through: every listing and form opens, and journeys of an editor end where they should."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from handpress.addresses import actions, answers
from handpress.addresses.models import Address
from handpress.newsroom import preview
from handpress.newsroom.actions import articles
from handpress.newsroom.actions.filing import filing_for, home_of
from handpress.newsroom.models import (
    Article,
    Author,
    Document,
    FrontPage,
    Licence,
    Magazine,
    MagazineText,
    Menu,
    PlainPage,
    Section,
    Tag,
)
from tests import factories

INLINES = ("bylines", "corrections", "book_details", "alert_details", "release_details", "video_details")
CHOSEN = ("article_tags", "related")
RECORDS = ("section", "author", "source", "tag", "licence", "linkgroup", "menu", "frontpage", "magazinetext", "address")


def _form(**fields) -> dict:
    """What the article's form posts."""
    data = {
        "title": "Rivers of the plain",
        "body": streamfield([("text", rich_text("<p>Water came.</p>"))]),
        "kind": "article",
        "date_precision": "day",
        "day_order": "0",
        "comments": "open",
        "basis": "own",
        "takedown": "none",
        **{name: inline_formset([]) for name in (*INLINES, *CHOSEN)},
        "comments-TOTAL_FORMS": "0",
    }
    return nested_form_data({**data, **fields})


def _add_url(lang: str = "en") -> str:
    return reverse("wagtailadmin_pages:add", args=["newsroom", "article", filing_for(factories.locale(lang)).pk])


def _edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _listed(desk, **query) -> list[str]:
    page = desk.get(reverse("articles:index"), query)
    assert page.status_code == 200
    return [each.title for each in page.context["object_list"]]


def _space(record: str) -> str:
    return f"wagtailsnippets_{'addresses' if record == 'address' else 'newsroom'}_{record}"


@pytest.mark.parametrize("record", RECORDS)
def test_every_listing_opens(desk, record):
    assert desk.get(reverse(f"{_space(record)}:list")).status_code == 200


@pytest.mark.parametrize("record", ["section", "author", "source", "tag", "licence", "linkgroup", "address"])
def test_every_form_to_add_opens(desk, record):
    assert desk.get(reverse(f"{_space(record)}:add")).status_code == 200


@pytest.mark.parametrize(
    "make", [factories.section, factories.author, factories.source, factories.tag, factories.licence]
)
def test_every_form_to_edit_opens(desk, make):
    record = make()
    url = reverse(f"wagtailsnippets_newsroom_{record._meta.model_name}:edit", args=[record.pk])
    assert desk.get(url).status_code == 200


@pytest.mark.parametrize("model", [Menu, FrontPage, MagazineText])
def test_every_fixed_record_can_be_edited_but_not_added_or_deleted(desk, model):
    record = model.objects.first()
    space = f"wagtailsnippets_newsroom_{model._meta.model_name}"
    assert desk.get(reverse(f"{space}:edit", args=[record.pk])).status_code == 200
    assert desk.get(reverse(f"{space}:add")).status_code == 302  # Wagtail leads those who may not back home
    assert desk.get(reverse(f"{space}:delete", args=[record.pk])).status_code == 302


@pytest.mark.parametrize("make", [factories.section, factories.author, factories.source])
def test_what_has_pages_is_never_deleted(desk, make):
    record = make()
    desk.post(reverse(f"wagtailsnippets_newsroom_{record._meta.model_name}:delete", args=[record.pk]))
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(
    "name",
    ["wagtailadmin_home", "articles:index", "articles:choose_parent", "plain-pages:index", "plain-pages:choose_parent",
     "wagtailimages:index", "wagtailimages:add_multiple", "wagtaildocs:index", "wagtaildocs:add_multiple"],
)  # fmt: skip
def test_every_page_of_the_menu_opens(desk, name):
    assert desk.get(reverse(name)).status_code == 200


def test_the_menu_names_what_there_is_and_hides_the_page_tree(desk):
    html = desk.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("Articles", "Filing", "Site", "Front page", "Plain pages", "Addresses", "Sections", "Authors"):
        assert name in html
    assert reverse("wagtailadmin_explore_root") + '"' not in html.replace(
        f'"PAGES": "{reverse("wagtailadmin_explore_root")}"', ""
    )


def test_a_new_article_asks_only_for_kind_and_language(desk):
    url = reverse("articles:choose_parent")
    form = desk.get(url).context["form"]
    assert list(form.fields) == ["kind", "language"]
    assert [code for code, _ in form.fields["language"].choices] == ["en", "es", "ar", "hi"]
    response = desk.post(url, {"kind": "book_review", "language": "es"})
    assert response.status_code == 302
    form = desk.get(response.url)
    assert form.status_code == 200
    assert form.context["form"].instance.kind == "book_review"
    assert form.context["form"].instance.locale.language_code == "es"
    assert form.context["form"].formsets["book_details"].total_form_count() == 1


@pytest.mark.parametrize("kind", Article.Kind.values)
def test_the_form_of_every_kind_opens(desk, kind):
    assert desk.get(_add_url(), {"kind": kind}).status_code == 200


def test_an_editor_writes_a_draft_and_publishes_it(desk):
    response = desk.post(_add_url(), _form())
    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.live, article.public_path) == (False, "")
    author = factories.author()
    data = _form(
        title="Rivers rise",
        bylines=inline_formset([{"author": author.pk, "printed_name": ""}]),
        published_on="2013-06-13",
        **{"action-publish": "1"},
    )
    assert desk.post(_edit_url(article), data).url == reverse("articles:index")
    article = Article.objects.get()
    assert (article.title, article.public_path) == ("Rivers rise", "/2013/06/rivers-rise.html")
    assert [each.author for each in article.bylines.all()] == [author]


def test_a_half_written_draft_can_be_kept(desk):
    desk.post(_add_url(), _form(body=streamfield([]), kind="book_review"))
    assert Article.objects.filter(kind="book_review", live=False).exists()


def test_view_live_leads_to_the_pressed_page(desk):
    article = factories.published(published_on=date(2013, 6, 13))
    assert article.full_url == "https://paper.example/2013/06/rivers-of-the-plain.html"
    assert article.url in desk.get(_edit_url(article)).content.decode()
    articles.withdraw_article(article, reason="An error")
    assert Article.objects.get().url is None


def test_an_article_is_scheduled_in_the_desk(desk):
    data = _form(go_live_at="2099-01-01 10:00", **{"action-publish": "1"})
    assert desk.post(_add_url(), data).url == reverse("articles:index")
    article = Article.objects.get()
    assert not article.live
    assert article.scheduled_revision is not None
    assert _listed(desk, status="scheduled") == ["Rivers of the plain"]


def test_a_reserved_slug_is_refused_at_the_form_with_a_suggestion(desk):
    article = factories.draft()
    response = desk.post(_edit_url(article), _form(asked_slug="index", **{"action-publish": "1"}))
    assert "index-article" in str(response.context["form"].errors["asked_slug"])


def test_the_form_offers_sections_of_its_own_language_that_are_not_retired(desk):
    mine = factories.section("Environment")
    factories.section("Medio ambiente", lang="es")
    factories.section("Old", retired=True)
    form = desk.get(_edit_url(factories.draft())).context["form"]
    assert list(form.fields["main_section"].queryset) == [mine]


def test_an_article_with_further_sections_is_opened_for_editing(desk):
    main, further, retired = (factories.section(name) for name in ("Water", "Work", "Gone quiet"))
    article = factories.published(main_section=main)
    article.further_sections = [further, retired]
    article.save_revision()
    article.save()
    retired.retired = True
    retired.save()
    page = desk.get(_edit_url(article))
    assert page.status_code == 200
    offered = page.context["form"].fields["further_sections"].queryset
    assert set(offered) == {main, further, retired}


@pytest.fixture
def renders():
    """What renders articles meanwhile."""
    with preview.renderers.replaced(
        **{"newsroom.article": lambda record, request: f"<html><head></head>{record.title}"}
    ):
        yield


def test_preview_shows_what_the_renderer_makes_and_the_desks_block(desk, renders):
    article = factories.draft()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert desk.post(url, _form(title="Seen before")).json()["is_valid"]
    html = desk.get(url).content.decode()
    assert html == f"<html><head>{preview.DESK_BLOCK}</head>Seen before"


def test_preview_without_a_renderer_says_so(desk):
    article = factories.draft()
    article.save_revision()
    with preview.renderers.replaced():
        assert desk.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])).status_code == 501


def test_the_listing_finds_and_narrows(desk, editor):
    section, author, source = factories.section(), factories.author(), factories.source()
    factories.draft("A draft", owner=editor)
    factories.published(
        "Dams", main_section=section, bylines=[author], source=source, published_on=date(2013, 6, 13), kind="editorial"
    )
    factories.published("Presas", lang="es", published_on=date(2012, 6, 13))
    articles.withdraw_article(factories.published("Gone"), reason="An error")
    for query, expected in (
        ({"q": "dam"}, ["Dams"]),
        ({"status": "draft"}, ["A draft"]),
        ({"status": "withdrawn"}, ["Gone"]),
        ({"mine": "yes"}, ["A draft"]),
        ({"kind": "editorial"}, ["Dams"]),
        ({"language": "es"}, ["Presas"]),
        ({"section": section.pk}, ["Dams"]),
        ({"author": author.pk}, ["Dams"]),
        ({"source": source.pk}, ["Dams"]),
        ({"sorted_on_from": "2012-01-01", "sorted_on_to": "2012-12-31"}, ["Presas"]),
    ):
        assert _listed(desk, **query) == expected, query


def test_the_listing_asks_no_more_for_more_rows(desk, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (2, 10):
        for each in range(number):
            factories.published(f"Story {number} {each}", bylines=["A. Guest"])
        _listed(desk)
        with CaptureQueriesContext(connection) as queries:
            _listed(desk)
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 1


def test_withdrawing_asks_for_the_reason(desk):
    article = factories.published()
    url = reverse("newsroom_withdraw", args=[article.pk])
    assert url in desk.get(_edit_url(article)).content.decode()
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"reason": ""}).status_code == 200
    assert answers.resolve(article.public_path).status == 200
    assert desk.post(url, {"reason": "It named a minor."}).status_code == 302
    assert answers.resolve(article.public_path).reason == "It named a minor."
    assert desk.get(_edit_url(article)).status_code == 200


def test_restoring_brings_it_back(desk):
    article = articles.withdraw_article(factories.published(), reason="An error")
    url = reverse("newsroom_restore", args=[article.pk])
    assert url in desk.get(_edit_url(article)).content.decode()
    assert desk.get(url).status_code == 200
    desk.post(url)
    assert answers.resolve(article.public_path).status == 200


def test_another_date(desk):
    article = factories.published(published_on=date(2013, 6, 13))
    url = reverse("newsroom_redate", args=[article.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"on": "", "precision": "day"}).context["form"].errors
    desk.post(url, {"on": "2009-02-03", "precision": "month"})
    assert Article.objects.get().bucket == "2009-02"


def test_another_address_and_why_not(desk):
    article = factories.published(published_on=date(2013, 6, 13))
    url = reverse("newsroom_move", args=[article.pk])
    assert desk.get(url).status_code == 200
    assert "index-article" in desk.post(url, {"path": "index"}).content.decode()
    desk.post(url, {"path": "waters"})
    assert Article.objects.get().public_path == "/2013/06/waters.html"


def test_a_writer_who_may_not_publish_may_not_withdraw(client):
    from django.contrib.auth.models import Group

    writer = factories.editor("writer", superuser=False)
    writer.groups.add(Group.objects.get(name="Editors"))
    client.force_login(writer)
    article = factories.published()
    url = reverse("newsroom_withdraw", args=[article.pk])
    assert client.post(url, {"reason": "x"}).status_code in (302, 403)
    assert Article.objects.get().is_public


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_the_groups_can_do_their_work(client, group):
    from django.contrib.auth.models import Group

    user = factories.editor("someone", superuser=False)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    client.post(_add_url(), _form(**{"action-publish": "1"}))
    assert Article.objects.get().live == (group == "Publishers")
    assert client.get(reverse("articles:index")).status_code == 200
    assert client.get(reverse("wagtailsnippets_newsroom_author:add")).status_code == 200
    may_sections = client.get(reverse("wagtailsnippets_newsroom_section:add")).status_code == 200
    assert may_sections == (group == "Publishers")


def test_moving_in_the_tree_is_not_offered(desk):
    article = factories.published()
    assert reverse("wagtailadmin_pages:move", args=[article.pk]) not in desk.get(_edit_url(article)).content.decode()
    assert desk.get(reverse("wagtailadmin_pages:move", args=[article.pk])).status_code in (302, 403)


def test_deleting_in_the_desk_leads_back_to_the_listing(desk):
    article = factories.published()
    response = desk.post(reverse("wagtailadmin_pages:delete", args=[article.pk]))
    assert response.url == reverse("articles:index")
    assert answers.resolve(article.public_path).status == 410


def test_unpublishing_in_the_desk_answers_gone(desk):
    article = factories.published()
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    assert answers.resolve(article.public_path).status == 410


@pytest.mark.parametrize(
    ("kind", "make"), [("author", factories.author), ("source", factories.source), ("tag", factories.tag)]
)
def test_merging_in_the_desk(desk, kind, make):
    keep, gone = make("Asha Rao"), make("A Rao")
    url = reverse("newsroom_merge", args=[kind, gone.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"keep": gone.pk}).context["form"].errors
    assert desk.post(url, {"keep": keep.pk}).status_code == 302
    assert answers.resolve(f"/{kind}/a-rao/").to_path == f"/{kind}/asha-rao/"


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
@pytest.mark.parametrize("kind", ["author", "source", "tag"])
def test_merging_takes_the_right_to_publish(client, group, kind):
    from django.contrib.auth.models import Group

    user = factories.editor("someone", superuser=False)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    make = getattr(factories, kind)
    keep, gone = make("Asha Rao"), make("A Rao")
    url, listing = reverse("newsroom_merge", args=[kind, gone.pk]), f"wagtailsnippets_newsroom_{kind}:list"
    assert (url in client.get(reverse(listing)).content.decode()) == (group == "Publishers")
    client.get(url)
    client.post(url, {"keep": keep.pk})
    assert (answers.resolve(f"/{kind}/a-rao/").to_path == f"/{kind}/asha-rao/") == (group == "Publishers")


def test_an_author_made_in_the_desk_gets_a_slug(desk):
    data = {
        "name": "Asha Rao", "slug": "", "sort_name": "", "email": "", "website": "", "picture": "",
        "bios": inline_formset([{"locale": factories.locale().pk, "name_in_language": "", "bio": "Writes on water."}]),
        "links": inline_formset([]),
    }  # fmt: skip
    desk.post(reverse("wagtailsnippets_newsroom_author:add"), nested_form_data(data))
    assert Author.objects.get().slug == "asha-rao"


def test_a_licence_has_a_notice_in_each_language(desk):
    wordings = [{"locale": factories.locale("es").pk, "notice": "Copia con libertad."}]
    data = {
        "name": "Attribution", "code": "CC BY 4.0", "url": "", "notice": "Copy freely.", "sort_order": "0",
        "wordings": inline_formset(wordings),
    }  # fmt: skip
    desk.post(reverse("wagtailsnippets_newsroom_licence:add"), nested_form_data(data))
    assert [wording.notice for wording in Licence.objects.get().wordings.all()] == ["Copia con libertad."]


def test_a_section_is_made_in_the_language_asked_for(desk):
    data = {
        "name": "Medio ambiente", "kind": "standing", "sort_order": "0", "introduction": rich_text(""),
        "key_articles": inline_formset([]),
    }  # fmt: skip
    desk.post(reverse("wagtailsnippets_newsroom_section:add") + "?locale=es", nested_form_data(data))
    section = Section.objects.get()
    assert (section.slug, section.locale.language_code) == ("medio-ambiente", "es")


def test_a_tag_is_made_in_the_desk(desk):
    desk.post(reverse("wagtailsnippets_newsroom_tag:add"), {"name": "dams", "locale": factories.locale().pk})
    assert Tag.objects.get().slug == "dams"


def test_a_redirect_by_hand(desk):
    url = reverse("wagtailsnippets_addresses_address:add")
    desk.post(url, {"path": "/old.htm", "state": "redirect", "to_path": "/archive/"})
    assert answers.resolve("/old.htm").to_path == "/archive/"
    desk.post(url, {"path": "/bad.htm", "state": "gone", "reason": "Never was"})
    assert answers.resolve("/bad.htm").reason == "Never was"


def test_a_redirect_from_a_living_address_is_refused(desk):
    article = factories.published()
    data = {"path": article.public_path, "state": "redirect", "to_path": "/archive/"}
    response = desk.post(reverse("wagtailsnippets_addresses_address:add"), data)
    assert "path" in response.context["form"].errors
    assert answers.resolve(article.public_path).status == 200


def test_the_old_address_of_a_draft_cannot_be_taken(desk):
    actions.redirect("/old.htm", record=factories.draft().record)
    data = {"path": "/old.htm", "state": "redirect", "to_path": "/archive/"}
    response = desk.post(reverse("wagtailsnippets_addresses_address:add"), data)
    assert "path" in response.context["form"].errors


def test_no_address_leads_to_itself(desk):
    data = {"path": "/old.htm", "state": "redirect", "to_path": "/Old.htm"}
    response = desk.post(reverse("wagtailsnippets_addresses_address:add"), data)
    assert "to_path" in response.context["form"].errors
    assert not Address.objects.exists()


def test_an_address_can_be_looked_at_but_not_changed(desk):
    row = Address.objects.get(path=factories.published().public_path)
    assert desk.get(reverse("wagtailsnippets_addresses_address:inspect", args=[row.pk])).status_code == 200
    assert desk.get(reverse("wagtailsnippets_addresses_address:edit", args=[row.pk])).status_code == 302


def test_a_faint_accent_is_refused(desk):
    magazine = Magazine.load()
    url = reverse("wagtailsettings:edit", args=["newsroom", "magazine", magazine.pk])
    assert desk.get(url).status_code == 200
    data = {"accent": "#ffcc00", "translation_service": "none", "follow_links": inline_formset([])}
    assert "4.5" in str(desk.post(url, nested_form_data(data)).context["form"].errors["accent"])
    desk.post(url, nested_form_data({**data, "accent": "#003366"}))
    assert Magazine.load().accent == "#003366"


def test_a_plain_page_is_written_and_published(desk):
    response = desk.post(reverse("plain-pages:choose_parent"), {"language": "en"})
    assert desk.get(response.url).status_code == 200
    data = {
        "title": "About us", "body": streamfield([]), "role": "about", "sort_order": "0", "comments-TOTAL_FORMS": "0",
        "action-publish": "1",
    }  # fmt: skip
    assert desk.post(response.url, nested_form_data(data)).url == reverse("plain-pages:index")
    page = PlainPage.objects.get()
    assert page.public_path == "/about-us/"
    assert page.get_parent() == home_of(factories.locale("en"))


def test_the_contact_page_may_have_its_reserved_word():
    page = PlainPage(title="Contact", role="contact", locale=factories.locale("es"))
    home_of(factories.locale("es")).add_child(instance=page)
    assert PlainPage.objects.get().public_path == "/es/contact/"


def test_a_picture_and_a_document_can_be_edited(desk):
    picture = factories.picture()
    document = Document.objects.create(title="Report", file="documents/report.pdf")
    assert desk.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200
    assert desk.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200


def test_pasted_html_is_cleaned_at_the_form(desk):
    article = factories.draft()
    desk.post(_edit_url(article), _form(body=streamfield([("legacy", "<p>Text<script>alert(1)</script></p>")])))
    assert Article.objects.get().get_latest_revision().content["body"].count("script") == 0


def test_a_translation_is_begun_in_the_desk(desk):
    article = factories.published()
    url = reverse("simple_translation:submit_page_translation", args=[article.pk])
    assert desk.get(url).status_code == 200
    desk.post(url, {"locales": [factories.locale("es").pk]})
    assert Article.objects.get(locale=factories.locale("es")).translation_key == article.translation_key


def test_a_section_is_translated_in_the_desk(desk):
    section = factories.section("Environment")
    url = reverse("simple_translation:submit_snippet_translation", args=["newsroom", "section", section.pk])
    assert desk.get(url).status_code == 200
    desk.post(url, {"locales": [factories.locale("es").pk]})
    assert Section.objects.get(locale=factories.locale("es")).translation_key == section.translation_key


def test_the_history_names_our_verbs(desk):
    article = articles.withdraw_article(factories.published(), reason="An error")
    html = desk.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()
    assert "Withdrawn" in html


def test_only_what_is_retired_is_said_to_be(desk):
    factories.section("Water")
    factories.section("Gone quiet", retired=True)
    rows = HTMLParser(desk.get(reverse("wagtailsnippets_newsroom_section:list")).content.decode()).css("tbody tr")
    said = {row.css_first(".title").text(strip=True)[:5]: row.css("td")[-1].text(strip=True) for row in rows}
    assert (said["Water"], said["Gone "]) == ("", "Retired")
