"""The demonstration magazine put into the newsroom. Loading it twice changes nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Locale

from handpress.demo.letters import load_letters
from handpress.demo.pictures import logo_png, picture_bytes, picture_keys
from handpress.demo.reading import DemoArticle, DemoMagazine, DemoMenuItem, DemoPage, load_magazine
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate, parse_iso
from handpress.kit.sanitiser import clean_html
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.bulk_references import index_again
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.actions.cards import settle_card
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.actions.pictures import take_picture
from handpress.newsroom.models import (
    Article,
    Author,
    AuthorBio,
    AuthorLink,
    FollowLink,
    Licence,
    LicenceWording,
    Link,
    LinkGroup,
    Magazine,
    MagazineText,
    Menu,
    MenuItem,
    Picture,
    PlainPage,
    Section,
    SectionKeyArticle,
    Source,
    Tag,
)
from handpress.newsroom.paths import prefix, slug_of

if TYPE_CHECKING:
    from django.db.models import Field

Progress = Callable[[int, int], None]

_KEYS = uuid.UUID("b7a0f0a4-0e52-4c3e-8d4c-5f3a1c0f9a11")  # the same translation key each time
ROLES = {"submissions": "submission_policy", "fair-use": "fair_use"}
BODY_TYPES = {"notes": "legacy"}
LINK = "/demo-link/"  # stands for a link to another article until that has an id


def load_demo(*, progress: Progress = lambda done, total: None) -> int:
    """Number of articles made; 0 when the demonstration is there already."""
    magazine = load_magazine()
    ids = [_import_id(article) for article in magazine.articles]
    if Article.objects.filter(import_id__in=ids).exists():
        return 0
    keys = picture_keys()
    total = len(keys) + len(magazine.articles)
    pictures: dict[str, int] = {}
    for number, key in enumerate(keys, 1):
        pictures[key] = take_picture(picture_bytes(key), name=f"{key}.jpg", title=key.replace("-", " ")).pk
        progress(number, total)
    with transaction.atomic():
        load_letters(magazine, _Loading(magazine, pictures).load())
    apply_due()  # what has closed or ended by today, before the scheduler runs for the first time
    progress(total, total)
    return len(magazine.articles)


def _import_id(article: DemoArticle) -> str:
    return f"demo:{article.key}"[:64]


def _translation_key(kind: str, key: str) -> uuid.UUID:
    return uuid.uuid5(_KEYS, f"{kind}:{key}")


class _Loading:
    """One loading: records by their keys."""

    def __init__(self, magazine: DemoMagazine, pictures: dict[str, int]) -> None:
        self._magazine = magazine
        self._pictures = pictures
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._languages = [code for code in magazine.languages if code in self._locales]
        self._articles: dict[str, int] = {}

    def load(self) -> dict[str, int]:
        """Everything, in the order in which one needs another; the articles made, by their keys."""
        self._settings()
        self._sections = {code: self._make_sections(code) for code in self._languages}
        self._tags = {code: self._make_tags(code) for code in self._languages}
        self._authors = {author.key: self._make_author(author) for author in self._magazine.authors}
        self._sources = {source.key: self._make_source(source) for source in self._magazine.sources}
        self._make_articles()
        self._name_key_articles()
        self._pages = {(page.language, page.key): self._make_page(page) for page in self._pages_wanted()}
        self._links()
        self._menus()
        index_again(
            each for model in (Section, Menu, Magazine, Author, Source) for each in model._default_manager.all()
        )
        return self._articles

    # the magazine itself

    def _settings(self) -> None:
        demo = self._magazine
        told = {"name": demo.licence, "url": demo.licence_url, "notice": demo.licence_notices["en"]}
        licence, _ = Licence.objects.get_or_create(code=demo.licence, defaults=told)
        for code in [code for code in self._languages if code != "en"]:
            LicenceWording.objects.update_or_create(
                licence=licence, locale=self._locales[code], defaults={"notice": demo.licence_notices[code]}
            )
        logo = take_picture(logo_png(), name="mark.png", title=demo.name, alt_text=demo.name)
        magazine = Magazine.load()
        magazine.logo, magazine.default_licence = logo, licence
        magazine.contact_email = magazine.security_contact = demo.contact_email
        magazine.publisher_name, magazine.support_url = demo.name, "/support/"
        magazine.translation_service = Magazine.Translation.GOOGLE
        magazine.follow_links = [
            FollowLink(label=label, url=url, network=label.lower(), sort_order=order)
            for order, (label, url) in enumerate(demo.follow)
        ]
        magazine.save()
        for code in self._languages:
            MagazineText.objects.update_or_create(
                locale=self._locales[code],
                defaults={
                    "name": demo.names[code],
                    "motto": demo.mottos[code],
                    "support_text": demo.support[code],
                    "copyright_line": f"{demo.names[code]}, {demo.licence}",
                },
            )

    def _make_sections(self, code: str) -> dict[str, Section]:
        made = {}
        for order, demo in enumerate(self._magazine.sections):
            made[demo.key] = Section.objects.create(
                name=demo.names[code],
                slug=slug_of(demo.names[code], fallback=demo.key) if code != "en" else demo.key,
                kind=demo.kind,
                began_on=parse_iso(demo.began).earliest,
                ended_on=parse_iso(demo.ended).earliest,
                standfirst=demo.descriptions.get(code, ""),
                introduction=demo.introduction if code == "en" else "",
                sort_order=order,
                locale=self._locales[code],
                translation_key=_translation_key("section", demo.key),
            )
        return made

    def _make_tags(self, code: str) -> dict[str, int]:
        names = {tag.key: tag.names[code] for tag in self._magazine.tags}
        return {
            key: Tag.objects.create(name=name, slug=slug_of(name, fallback=key), locale=self._locales[code]).pk
            for key, name in names.items()
        }

    def _make_author(self, demo: Any) -> Author:
        author = Author.objects.create(name=demo.name, slug=slug_of(demo.name, fallback=demo.key))
        for code in self._languages:
            name = demo.names.get(code, "")
            bio = demo.bio if code == "en" else ""
            if name or bio:
                AuthorBio.objects.create(author=author, locale=self._locales[code], name_in_language=name, bio=bio)
        for order, (label, url) in enumerate(demo.links):
            AuthorLink.objects.create(author=author, label=label, url=url, sort_order=order)
        return author

    def _make_source(self, demo: Any) -> Source:
        licence = None
        if demo.licence_url:
            licence, _ = Licence.objects.get_or_create(
                code=demo.licence[:40], defaults={"name": demo.licence, "url": demo.licence_url}
            )
        return Source.objects.create(
            name=demo.name,
            slug=slug_of(demo.name, fallback=demo.key),
            home_url=demo.home,
            licence=licence,
            credit_line=demo.credit,
            standing_permission=bool(demo.permission),
            permission_note=demo.permission,
        )

    # articles

    def _make_articles(self) -> None:
        wanted = [article for article in self._magazine.articles if article.language in self._locales]
        for code in self._languages:
            written = [article for article in wanted if article.language == code]
            made = create_articles([self._draft(article) for article in written], self._locales[code]).articles
            for article in made:
                settle_card(article)
            self._articles |= {demo.key: article.pk for demo, article in zip(written, made, strict=True)}
        self._link_bodies(wanted)

    def _draft(self, demo: DemoArticle) -> ArticleDraft:
        sections, tags = self._sections[demo.language], self._tags[demo.language]
        source = self._sources.get(demo.source)
        lead = demo.lead_picture
        return ArticleDraft(
            headline=demo.headline,
            standfirst=demo.standfirst,
            kind=demo.kind,
            body=[_piece(*self._block(type, value)) for type, value in demo.blocks],
            details=self._details(demo),
            bylines=[(self._authors[key].pk if key else None, name if not key else "") for key, name in demo.bylines],
            published=parse_iso(demo.published) if demo.published else PartialDate(),
            published_at=_moment(demo.published, demo.time),
            place=demo.place,
            main_section=sections[demo.section].pk,
            further_sections=[sections[key].pk for key in demo.further_sections],
            tags=[tags[key] for key in demo.tags],
            source=source.pk if source else None,
            original_url=demo.original_url,
            first_published_on=parse_iso(demo.first_published).earliest if demo.first_published else None,
            basis=demo.basis,
            rights_note=demo.rights_note,
            licence=source.licence_id if source else None,
            lead_picture=self._pictures[lead.key] if lead else None,
            lead_caption=lead.caption if lead else "",
            lead_alt=lead.alt if lead else "",
            lead_credit=lead.credit if lead else "",
            pick_from=_moment(demo.pick_from, "06:00"),
            pick_until=_moment(demo.pick_until, "06:00"),
            corrections=[(date.fromisoformat(each.on), each.text) for each in demo.corrections],
            translation_key=_translation_key("article", demo.translation) if demo.translation else None,
            import_id=_import_id(demo),
        )

    def _block(self, type: str, value: Any) -> tuple[str, Any]:
        match type:
            case "text" | "table" | "notes":
                return BODY_TYPES.get(type, type), clean_html(value.replace('href="demo:', f'href="{LINK}'))
            case "picture":
                return type, self._picture(value)
            case "gallery":
                return type, {"pictures": [self._gallery_item(each) for each in value]}
            case "video":
                still = self._pictures.get(value["still"])
                return type, {"url": value["url"], "title": value["title"], "still": still}
        return type, value

    def _picture(self, value: dict[str, str]) -> dict[str, Any]:
        words = {name: value[name] for name in ("alt", "caption", "credit")}
        return {**words, "picture": self._pictures[value["picture"]], "wide": False}

    def _gallery_item(self, value: dict[str, str]) -> dict[str, Any]:
        Picture.objects.filter(pk=self._pictures[value["picture"]], alt_text="").update(alt_text=value["alt"])
        return {
            "type": "item",
            "id": str(uuid.uuid5(_KEYS, f"{value['picture']}:{value['caption']}")),
            "value": {"picture": self._pictures[value["picture"]], "caption": value["caption"]},
        }

    def _details(self, demo: DemoArticle) -> dict[str, Any]:
        given = demo.details
        match demo.kind:
            case "book_review":
                names = ("book_title", "book_author", "publisher", "year", "isbn")
                return {name: given[name] for name in names if name in given}
            case "action_alert":
                address = f" {given['address']}" if given.get("address") else ""
                deadline = date.fromisoformat(given["deadline"]) if given.get("deadline") else None
                what = f"<p>{given.get('action', '')}{address}</p>"
                outcome = f"<p>{given['outcome']}</p>" if given.get("outcome") else ""
                facts = {"target": given.get("target", ""), "what_to_do": what, "outcome": outcome}
                return {**facts, "deadline_on": deadline}
            case "press_release":
                embargo = _moment(*(given.get("embargo", "").replace(" ", "T").partition("T")[::2]))
                sender = {name: given.get(name, "") for name in ("organisation", "contact")}
                return {**sender, "embargo_until": embargo}
            case "video":
                video = next((value for type, value in demo.blocks if type == "video"), None)
                still = self._pictures.get(video["still"]) if video else None
                return {"video_url": video["url"], "still_id": still, "duration_s": _seconds(given)} if video else {}
        return {}

    def _link_bodies(self, wanted: Iterable[DemoArticle]) -> None:
        """Links between articles as Wagtail stores them."""
        linking = [self._articles[demo.key] for demo in wanted if "demo:" in str(demo.blocks)]
        for article in Article.objects.filter(pk__in=linking):
            raw = [{**piece, "value": self._linked(piece["value"])} for piece in article.body.raw_data]
            body = _stored_body(Article, json.dumps(raw))
            Article.objects.filter(pk=article.pk).update(body=body)
        index_again(Article.objects.filter(pk__in=linking))

    def _linked(self, value: Any) -> Any:
        if isinstance(value, str):
            for key, id in self._articles.items():
                value = value.replace(f'href="{LINK}{key}"', f'linktype="page" id="{id}"')
        return value

    def _name_key_articles(self) -> None:
        for demo in self._magazine.sections:
            section = self._sections[self._languages[0]][demo.key]
            named = [self._articles[key] for key in demo.key_articles if key in self._articles]
            for order, id in enumerate(named):
                SectionKeyArticle.objects.create(section=section, article_id=id, sort_order=order)

    # pages, links, menus

    def _pages_wanted(self) -> list[DemoPage]:
        return [page for page in self._magazine.pages if page.language in self._locales]

    def _make_page(self, demo: DemoPage) -> PlainPage:
        blocks = [{"type": "text", "value": value} for type, value in demo.blocks if type in ("text", "table")]
        role = ROLES.get(demo.key, demo.key)
        page = PlainPage(
            title=demo.title,
            body=_stored_body(PlainPage, blocks),
            role=role if role in PlainPage.Role.values else PlainPage.Role.OTHER,
            asked_slug=demo.key,
            locale=self._locales[demo.language],
            translation_key=_translation_key("page", demo.key),
            live=False,
        )
        home_of(page.locale).add_child(instance=page)
        page.save_revision().publish()
        return page

    def _links(self) -> None:
        for order, demo in enumerate(self._magazine.links):
            group = LinkGroup.objects.create(
                name=demo.title, locale=self._locales[self._languages[0]], sort_order=order
            )
            Link.objects.bulk_create(
                Link(group=group, title=link.title, url=link.url, note=link.note, sort_order=number)
                for number, link in enumerate(demo.links)
            )

    def _menus(self) -> None:
        for place, by_language in self._magazine.menus.items():
            for code in self._languages:
                menu, _ = Menu.objects.get_or_create(locale=self._locales[code], place=place)
                items = enumerate(by_language.get(code, ()))
                MenuItem.objects.bulk_create(
                    MenuItem(menu=menu, sort_order=order, **target)
                    for order, item in items
                    if (target := self._target(item, code)) is not None
                )

    def _target(self, item: DemoMenuItem, code: str) -> dict[str, Any] | None:
        kind, _, key = item.target.partition(":")
        match kind:
            case "section":
                return {"section": self._sections[code][key]}
            case "page":
                page = self._pages.get((code, key))
                return {"page": page, "label": item.label} if page else None
            case "list":
                return {"address": prefix(code) + key, "label": item.label}
        return {"address": item.target, "label": item.label}


def _stored_body(model: type[Article] | type[PlainPage], raw: Any) -> Any:
    """Raw pieces as the model's body."""
    field = cast("Field[Any, Any]", model._meta.get_field("body"))
    return field.to_python(raw)


def _piece(type: str, value: Any) -> dict[str, Any]:
    return {"type": type, "value": value}


def _moment(on: str, at: str) -> datetime | None:
    """A moment in the magazine's time zone; None without a whole day. A moment with its own zone is kept."""
    if len(on) > 10:
        return _aware(parse_datetime(on))
    if len(on) < 10:
        return None
    hour, _, minute = (at or "06:00").partition(":")
    return _aware(datetime.combine(date.fromisoformat(on), time(int(hour), int(minute[:2] or 0))))


def _aware(at: datetime | None) -> datetime:
    if at is None:
        return now()
    return at if timezone.is_aware(at) else timezone.make_aware(at, timezone.get_default_timezone())


def _seconds(given: dict[str, Any]) -> int | None:
    minutes, _, seconds = str(given.get("duration", "")).partition(":")
    return int(minutes) * 60 + int(seconds or 0) if minutes.isdigit() else None
