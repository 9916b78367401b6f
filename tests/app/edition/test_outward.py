"""Whatever address stands in the database, no page, feed or map leads readers to a script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.db.models import CharField, Field, Model, URLField

from handpress.newsroom.models import (
    Article,
    AuthorLink,
    FollowLink,
    Link,
    LinkGroup,
    Magazine,
    Menu,
    MenuItem,
    VideoDetail,
)
from handpress.reading.outward import outward
from tests import factories as make
from tests.app.edition.magazine import small_magazine

HOSTILE = (
    "javascript:alert(1)//hostile", "JaVaScRiPt:alert(1)//hostile", " javascript:alert(1)//hostile",
    "java\nscript:alert(1)//hostile", "\x01javascript:alert(1)//hostile", "data:text/html,<p>hostile",
    "vbscript:hostile", "file:///hostile",
)  # fmt: skip
NOT_PRINTED = {"public_path", "source_url", "import_id"}
FINE = ("https://press.example/", "http://a.example/x?y=1#z", "mailto:desk@press.example", "tel:+911234567", "/about/")
PRINTED = (".html", ".xml", ".json", ".map")
LEADS = re.compile(r"(?:href|src|action|content)=[\"'][^\"']*hostile|>[^<]*:[^<]*hostile[^<]*</(?:link|guid|loc)>")


def fields() -> list[tuple[type[Model], Field]]:
    """Every field of the newsroom that holds an address which somebody typed."""
    found = [
        (model, field)
        for model in apps.get_app_config("newsroom").get_models()
        for field in model._meta.local_fields
        if isinstance(field, URLField) or (isinstance(field, CharField) and field.name in ("address", "support_url"))
    ]
    return [(model, field) for model, field in found if field.name not in NOT_PRINTED]


@pytest.fixture
def magazine():
    """Something in every such field."""
    made = small_magazine()
    licence = make.licence()
    Article.objects.filter(pk=made.rivers.pk).update(licence=licence, original_url="https://press.example/rivers/1")
    video = made.article("A film", date(2015, 1, 2), kind="video")
    VideoDetail.objects.get_or_create(article=video, defaults={"video_url": "https://films.example/1"})
    AuthorLink.objects.create(author=made.asha, label="Elsewhere", url="https://asha.example/")
    group = LinkGroup.objects.create(name="Friends", locale=make.locale())
    Link.objects.create(group=group, title="A friend", url="https://friend.example/")
    settings = Magazine.objects.first() or Magazine.objects.create()
    FollowLink.objects.create(magazine=settings, label="Follow", url="https://follow.example/")
    menu = Menu.objects.order_by("pk").first() or Menu.objects.create(place="main", locale=make.locale())
    MenuItem.objects.create(menu=menu, label="Partners", address="https://partners.example/")
    return made


@pytest.mark.parametrize("address", HOSTILE)
def test_no_page_leads_to_a_script_whatever_the_database_holds(paper, magazine, address):
    for model, field in fields():
        assert model.objects.update(**{field.name: address}), f"nothing to try in {model.__name__}.{field.name}"
    paper.full()
    texts = {path: body.decode() for path, body in paper.files().items() if path.endswith(PRINTED)}
    assert len(texts) > 50
    led = {path: found[0] for path, text in texts.items() if (found := LEADS.search(text))}
    assert led == {}


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_hostile_stays_inside(address):
    assert outward(address) == ""


@pytest.mark.parametrize("address", FINE)
def test_what_is_fine_goes_out_as_it_is(address):
    assert outward(address) == address
