"""What must exist before the first article: languages, roots, site, settings rows, permissions."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page, Site

from handpress.config.publication import Language, Publication
from handpress.newsroom.models import FrontPage, FrontSlot, Magazine, MagazineText, Menu

APPS = ("newsroom", "addresses")
# Of their records, what each of Wagtail's two groups may do. A list of model names to verbs.
EDITORS = {
    "author": ("add", "change"),
    "source": ("add", "change"),
    "tag": ("add", "change"),
    "link": ("add", "change", "delete"),
    "linkgroup": ("add", "change"),
}
MODERATORS = {
    **EDITORS,
    "section": ("add", "change"),
    "licence": ("add", "change"),
    "linkgroup": ("add", "change", "delete"),
    "tag": ("add", "change", "delete"),
    "menu": ("add", "change"),
    "frontpage": ("change",),
    "magazine": ("change",),
    "magazinetext": ("change",),
    "address": ("add", "view"),
}


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
    """Give the two groups what they need, once; what an administrator took away stays away."""
    for name, wanted in (("Editors", EDITORS), ("Moderators", MODERATORS)):
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label__in=APPS).exists():
            _grant(group, wanted)


def _grant(group: Group, wanted: dict[str, tuple[str, ...]]) -> None:
    codenames = [f"{verb}_{model}" for model, verbs in wanted.items() for verb in verbs]
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label__in=APPS, codename__in=codenames),
        *Permission.objects.filter(codename__in=["submit_translation", "access_admin"]),
    )
    if group.name == "Moderators":
        bulk_delete = Permission.objects.get(content_type__app_label="wagtailcore", codename="bulk_delete_page")
        root = Page.get_first_root_node()
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=bulk_delete)
