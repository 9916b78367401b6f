"""What exists before the first article, and adding a language later."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site

from handpress.config.publication import Language
from handpress.newsroom.actions.filing import filing_for, home_of
from handpress.newsroom.actions.setup import set_up
from handpress.newsroom.models import FrontPage, FrontSlot, Magazine, MagazineText, Menu


def test_every_language_has_its_root_its_words_its_front_page_and_its_menus():
    codes = {each.code for each in settings.PUBLICATION.languages}
    assert set(Locale.objects.values_list("language_code", flat=True)) == codes
    for locale in Locale.objects.all():
        assert home_of(locale).locale == locale
        assert MagazineText.objects.get(locale=locale).name == "The Test Paper"
        assert FrontPage.objects.get(locale=locale).slots.count() == len(FrontSlot.Block.values)
        assert set(Menu.objects.filter(locale=locale).values_list("place", flat=True)) == set(Menu.Place.values)
    assert Magazine.objects.count() == 1


def test_the_site_is_the_publications():
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site, site.site_name) == (
        "paper.example", 443, True, "The Test Paper",
    )  # fmt: skip


def test_setting_up_twice_changes_nothing():
    def state():
        return [
            list(model.objects.order_by("pk").values())
            for model in (Page, Locale, Site, Magazine, MagazineText, FrontPage, FrontSlot, Menu)
        ]

    before = state()
    set_up(settings.PUBLICATION)
    assert state() == before


def test_a_language_added_later_gets_what_the_others_have():
    publication = settings.PUBLICATION
    with_french = replace(publication, languages=(*publication.languages, Language("fr", "Français")))
    filing_for(Locale.objects.get(language_code="en"))
    set_up(with_french)
    french = Locale.all_objects.get(language_code="fr") if hasattr(Locale, "all_objects") else None
    assert home_of(french).title == "Français"
    assert filing_for(french).locale == french
    assert FrontPage.objects.filter(locale=french).exists()


def test_what_an_administrator_took_away_stays_away():
    group = Group.objects.get(name="Editors")
    permission = group.permissions.get(codename="add_tag", content_type__app_label="newsroom")
    group.permissions.remove(permission)
    set_up(settings.PUBLICATION)
    assert permission not in group.permissions.all()
