"""Rights follow the effect: whoever may not publish changes nothing that readers see, by whatever address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from handpress.newsroom.actions.setup import set_up
from handpress.newsroom.models import Article, Author, Document, LinkGroup, Menu, Picture, Source, Tag
from handpress.newsroom.usage import is_shown
from handpress.press.models import OutboxKey
from tests import factories
from tests.app.newsroom.desk_addresses import Cast

pytestmark = pytest.mark.django_db


NAMED = (Author, Source, Tag, LinkGroup)


def _shown() -> dict[str, list[Any]]:
    """What readers see."""
    return {
        "articles": list(Article.objects.filter(is_public=True).order_by("pk").values("title", "public_path")),
        "pictures": list(Picture.objects.order_by("pk").values("pk", "title", "file", "alt_text")),
        "documents": list(Document.objects.order_by("pk").values("pk", "title", "file")),
        "names": [list(model.objects.order_by("pk").values("pk", "name")) for model in NAMED],
        "menus": list(Menu.objects.order_by("pk").values("pk", "items__label")),
        "keys": list(OutboxKey.objects.order_by("pk").values("key")),
    }  # fmt: skip


def _attempts(cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """Addresses with what is posted there: each would change what readers see."""
    page, picture, document = cast.pages["published"], cast.pictures["published"], cast.documents["published"]
    named, pk = cast.named["published"], cast.pages["published"].pk
    new = SimpleUploadedFile("other.jpg", factories.image_bytes(colour="#ff0000"))
    yield reverse("wagtailadmin_pages:unpublish", args=[pk]), {}
    yield reverse("wagtailadmin_pages:delete", args=[pk]), {}
    yield reverse("newsroom_withdraw", args=[pk]), {"reason": "x", "status": "410"}
    yield reverse("newsroom_redate", args=[pk]), {"on": "2013-06-13", "precision": "day", "day_order": "0"}
    yield reverse("newsroom_move", args=[pk]), {"path": "/2013/06/other.html"}
    for verb in ("publish", "unpublish", "delete", "move"):
        yield f"/desk/bulk/wagtailcore/page/{verb}/?id={pk}&next=/desk/", {"include_descendants": "on", "chooser": "1"}
    for verb in ("publish", "unpublish", "delete"):
        yield f"/desk/api/main/pages/{pk}/action/{verb}/", {}
    yield f"/desk/api/main/pages/{pk}/action/copy/", {"keep_live": "true", "destination_page_id": ""}
    yield f"/desk/api/main/pages/{pk}/action/create_alias/", {}
    parent = page.get_parent().pk
    for key in ("own", "another's"):
        copied = {"new_title": "Mine", "new_slug": f"mine-{cast.pages[key].pk}", "new_parent_page": parent}
        yield reverse("wagtailadmin_pages:copy", args=[cast.pages[key].pk]), {**copied, "publish_copies": "on"}
        yield reverse("wagtailadmin_pages:copy", args=[pk]), {**copied, "alias": "on", "new_slug": "alias"}
    meta = {"title": "Other", "alt_text": "Other", "collection": "1", "credit": "", "tags": "", "focal_point_x": ""}
    yield reverse("wagtailimages:edit", args=[picture.pk]), {**meta, "file": new}
    yield reverse("wagtailimages:delete", args=[picture.pk]), {}
    many = {f"image-{picture.pk}-{name}": value for name, value in meta.items()}
    yield reverse("wagtailimages:edit_multiple", args=[picture.pk]), many
    yield reverse("wagtailimages:delete_multiple", args=[picture.pk]), {}
    yield reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Other", "tags": ""}
    yield reverse("wagtaildocs:delete", args=[document.pk]), {}
    yield reverse("wagtaildocs:edit_multiple", args=[document.pk]), {f"doc-{document.pk}-title": "Other"}
    yield reverse("wagtaildocs:delete_multiple", args=[document.pk]), {}
    for model, record in (("picture", picture), ("document", document), ("tag", named["tag"])):
        yield f"/desk/bulk/newsroom/{model}/delete/?id={record.pk}&next=/desk/", {}
    for kind, record in named.items():
        form: dict[str, Any] = {"name": "Other", "slug": "other", "locale": str(factories.locale().pk)}
        if kind == "author":
            form |= {"bios": inline_formset([]), "links": inline_formset([])}
        yield reverse(f"wagtailsnippets_newsroom_{kind}:edit", args=[record.pk]), nested_form_data(form)
        yield reverse("newsroom_merge", args=[kind, record.pk]), {"keep": str(cast.named["another's"][kind].pk)}
    yield reverse("wagtailsnippets_newsroom_tag:delete", args=[named["tag"].pk]), {}
    links = {"name": "Ours", "locale": str(factories.locale().pk), "sort_order": "0", "links": inline_formset([])}
    yield reverse("wagtailsnippets_newsroom_linkgroup:add"), nested_form_data(links)
    yield (
        reverse("wagtailsnippets_newsroom_linkgroup:edit", args=[cast.others["linkgroup"].pk]),
        nested_form_data(links),
    )
    yield (
        reverse("wagtailsnippets_newsroom_menu:edit", args=[cast.others["menu"].pk]),
        nested_form_data({"items": inline_formset([{"label": "Ours", "address": "/ours/", "kind": "address"}])}),
    )
    yield reverse("wagtailsnippets_addresses_address:add"), {"path": "/away.html", "state": "redirect", "to_path": "/"}


def _headers(address: str) -> dict[str, str]:
    return {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if "multiple" in address else {}


@pytest.mark.parametrize("role", ["c", "e"])
def test_whoever_may_not_publish_changes_nothing_that_readers_see(client, role, django_capture_on_commit_callbacks):
    cast = Cast(role)
    client.force_login(cast.user)
    client.raise_request_exception = False
    before = _shown()
    for address, data in _attempts(cast):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, data, **_headers(address))
        assert _shown() == before, address


def test_whoever_may_publish_changes_all_of_it(client):
    """The attempts are real ones: most of them, one by one, do change what readers see."""
    cast = Cast("a")
    client.force_login(cast.user)
    client.raise_request_exception = False
    effects, attempts = 0, list(_attempts(cast))
    for address, data in attempts:
        before = _shown()
        client.post(address, data, **_headers(address))
        effects += _shown() != before
        if not Page.objects.filter(pk=cast.pages["published"].pk, live=True).exists():
            Article.objects.filter(pk=cast.pages["published"].pk).update(live=True, is_public=True, withdrawn_at=None)
    assert effects > 10


def test_a_contributor_works_on_her_own_drafts_alone(client):
    cast = Cast("c")
    client.force_login(cast.user)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[cast.pages["own"].pk])).status_code == 200
    other = reverse("wagtailadmin_pages:edit", args=[cast.pages["another's"].pk])
    assert client.get(other).status_code == 302
    assert client.get(reverse("wagtailimages:edit", args=[cast.pictures["own"].pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[cast.pictures["another's"].pk])).status_code == 302


def test_an_editor_is_told_why_a_record_before_readers_stays_as_it_is(client):
    cast = Cast("e")
    client.force_login(cast.user)
    form = "wagtailsnippets_newsroom_author:edit"
    said = client.get(reverse(form, args=[cast.named["published"]["author"].pk]), follow=True).content.decode()
    assert "takes the right to publish" in said
    assert client.get(reverse(form, args=[cast.named["another's"]["author"].pk])).status_code == 200


def test_what_only_drafts_show_is_shown_to_nobody():
    picture, author = factories.picture(), factories.author()
    draft = factories.draft(lead_picture=picture, bylines=[author])
    assert not is_shown(picture)
    assert not is_shown(author)
    draft.save_revision().publish()
    assert is_shown(picture)
    assert is_shown(author)


def test_a_magazine_of_before_has_its_publishers_and_takes_links_from_who_may_not_publish(settings):
    Group.objects.filter(name="Publishers").update(name="Moderators")
    keeper = factories.editor("keeper", superuser=False)
    keeper.groups.add(Group.objects.get(name="Moderators"))
    set_up(settings.PUBLICATION)
    assert keeper.groups.get().name == "Publishers"
    assert keeper.has_perm("newsroom.change_linkgroup")
    editors = Group.objects.get(name="Editors")
    assert not editors.permissions.filter(content_type__app_label="newsroom", codename__contains="link").exists()
    assert Permission.objects.filter(codename="change_linkgroup").exists()
