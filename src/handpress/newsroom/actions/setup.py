"""What must exist before the first article: languages, roots, site, settings rows, permissions."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from handpress.config.publication import Language, Publication
from handpress.newsroom import rights
from handpress.newsroom.models import FrontPage, FrontSlot, Magazine, MagazineText, Menu, RightsGiven

FIRST = ("newsroom", "addresses")


@transaction.atomic
def set_up(publication: Publication) -> None:
    """Make what is missing for the publication's languages; what exists is left as it is. May be called any time."""
    homes = {language.code: _home(language) for language in publication.languages}
    _site(publication, homes[publication.languages[0].code])
    magazine = Magazine.load()
    if magazine.pk is None:
        magazine.save()
    for home in homes.values():
        _records(publication, home.locale)
    _permissions()


def _home(language: Language) -> Page:
    """The root page of one language: Wagtail's first page for the first one, a translation of it for each other."""
    locale, _created = Locale.objects.get_or_create(language_code=language.code)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    home = Page.objects.filter(depth=2, locale=locale).order_by("path").first()
    if home is not None:
        return _named(home, language.name)
    first = Page.objects.filter(depth=2).order_by("path").first()
    home = Page(title=language.name, slug=f"home-{language.code}", locale=locale)
    if first is not None:
        home.translation_key = first.translation_key
    return Page.get_first_root_node().add_child(instance=home) if root else home


def _named(home: Page, name: str) -> Page:
    if home.title != name:
        home.title = home.draft_title = name
        home.save(clean=False)
    return home


def _site(publication: Publication, home: Page) -> None:
    url = urlsplit(publication.base_url)
    port = url.port or (443 if url.scheme == "https" else 80)
    wanted = {"hostname": url.hostname, "port": port, "root_page": home, "site_name": publication.name}
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, name, None) != value for name, value in wanted.items() if site.pk) or not site.pk:
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _records(publication: Publication, locale: Locale) -> None:
    MagazineText.objects.get_or_create(locale=locale, defaults={"name": publication.name})
    front, created = FrontPage.objects.get_or_create(locale=locale)
    if created:
        FrontSlot.objects.bulk_create(
            FrontSlot(front=front, block=block, sort_order=order) for order, block in enumerate(FrontSlot.Block.values)
        )
    for place in Menu.Place.values:
        Menu.objects.get_or_create(locale=locale, place=place)


def _permissions() -> None:
    """Give each group what each app says that it needs, once; what an administrator took away stays away."""
    _name_the_publishers()
    for name in (rights.CONTRIBUTORS, rights.EDITORS, rights.PUBLISHERS):
        group, _created = Group.objects.get_or_create(name=name)
        given = set(RightsGiven.objects.filter(group=group).values_list("app", flat=True))
        has_some = group.permissions.filter(content_type__app_label__in=FIRST).exists()  # from before it was noted
        for app, wanted in rights.offers.items():
            if app not in given:
                RightsGiven.objects.create(group=group, app=app)
                if app not in FIRST or not has_some:
                    _grant(group, app, wanted.of(name))


def _name_the_publishers() -> None:
    """Wagtail calls them moderators, which a magazine calls those who read readers' comments."""
    if not Group.objects.filter(name=rights.PUBLISHERS).exists():
        Group.objects.filter(name=rights.WAGTAILS_PUBLISHERS).update(name=rights.PUBLISHERS)


def _grant(group: Group, app: str, wanted: Mapping[str, tuple[str, ...]]) -> None:
    codenames = [f"{verb}_{model}" for model, verbs in wanted.items() for verb in verbs]
    group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=codenames))
    if app != "newsroom":
        return
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if group.name == rights.CONTRIBUTORS:
        _let_write(group)
    else:
        group.permissions.add(Permission.objects.get(codename="submit_translation"))
    if group.name == rights.PUBLISHERS:
        _give_for_pages(group, "bulk_delete_page")


def _let_write(group: Group) -> None:
    """Pages of her own, pictures and documents of her own; she may choose any."""
    _give_for_pages(group, "add_page")
    collection = Collection.get_first_root_node()
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        permission = Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _give_for_pages(group: Group, codename: str) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
    GroupPagePermission.objects.get_or_create(group=group, page=Page.get_first_root_node(), permission=permission)
