"""Changes that a magazine goes through, by name: to one article in the desk, by a script, and to what stands around."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from wagtail.models import Page

from handpress.addresses import actions as addresses
from handpress.addresses.errors import AddressRefused
from handpress.kit.clock import now
from handpress.newsroom.actions import articles, taxonomy
from handpress.newsroom.models import (
    AlertDetail,
    Article,
    ArticleTag,
    Author,
    AuthorBio,
    Byline,
    Correction,
    FrontArticle,
    FrontPage,
    FrontSlot,
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
    RelatedArticle,
    ReleaseDetail,
    Section,
    SectionKeyArticle,
    Source,
    Tag,
    VideoDetail,
)
from tests import factories as make

DAY = timedelta(days=1)

Edit = Callable[[Article, Article, int], object]  # an article, another one, a small number
Around = Callable[[int, int], object]  # two small numbers


def some(model: Any, number: int, **where: Any) -> Any:
    """The record of that number, counted round; None where there is none."""
    found = list(model.objects.filter(**where).order_by("pk"))
    return found[number % len(found)] if found else None


def _set(**fields: Callable[[Article, int], Any]) -> Edit:
    def edit(article: Article, other: Article, number: int) -> None:
        for name, value in fields.items():
            setattr(article, name, value(article, number))

    return edit


def _of_its_language(model: Any, article: Article, number: int) -> Any:
    return some(model, number, locale=article.locale)


def _tag(article: Article, other: Article, number: int) -> None:
    tag = _of_its_language(Tag, article, number)
    article.article_tags = [ArticleTag(tag=tag)] if tag and number else []


def _sign(article: Article, other: Article, number: int) -> None:
    names = [Byline(author=some(Author, each)) for each in range(number)]
    article.bylines = [*names, Byline(printed_name="A Correspondent")]


def _name_further_sections(article: Article, other: Article, number: int) -> None:
    article.further_sections = list(Section.objects.filter(locale=article.locale).order_by("pk")[:number])


def _embargo(article: Article, other: Article, number: int) -> None:
    article.kind = Article.Kind.PRESS_RELEASE
    article.release_details = [ReleaseDetail(organisation="Union", embargo_until=now() + number * DAY)]


def _call(article: Article, other: Article, number: int) -> None:
    article.kind = Article.Kind.ACTION_ALERT
    article.alert_details = [AlertDetail(target="The minister", deadline_on=(now() + (number - 1) * DAY).date())]


def _film(article: Article, other: Article, number: int) -> None:
    article.kind = Article.Kind.VIDEO
    article.video_details = [
        VideoDetail(video_url="https://video.example/1", still=some(Picture, 0), duration_s=number)
    ]


def _link(article: Article, other: Article, number: int) -> None:
    article.body = make.body(f'See <a linktype="page" id="{other.pk}">this</a>.')


def _relate(article: Article, other: Article, number: int) -> None:
    article.related = [RelatedArticle(target=other)] if number else []


def _correct(article: Article, other: Article, number: int) -> None:
    article.corrections = [Correction(corrected_on=date(2014, 3, 1 + each), text="Not so.") for each in range(number)]


# to an article as the desk has it, before it is kept as a draft, published or scheduled
EDITS: dict[str, Edit] = {
    "title": _set(title=lambda article, number: f"Headline {number}"),
    "standfirst": _set(standfirst=lambda article, number: "It rained. " * number),
    "words": _set(body=lambda article, number: make.body(*(f"Paragraph {each}." for each in range(number)))),
    "date": _set(published_on=lambda article, number: date(2013, 6, 10 + number)),
    "slug": _set(asked_slug=lambda article, number: f"slug-{number}"),
    "section": _set(
        main_section=lambda article, number: _of_its_language(Section, article, number) if number else None
    ),
    "kind": _set(kind=lambda article, number: Article.Kind.values[number]),
    "source": _set(source=lambda article, number: some(Source, number) if number else None),
    "licence": _set(
        licence=lambda article, number: some(Licence, 0) if number else None, basis=lambda article, number: "licence"
    ),
    "picture": _set(lead_picture=lambda article, number: some(Picture, 0) if number else None),
    "pick": _set(
        pick_from=lambda article, number: now() + (number - 1) * DAY,
        pick_until=lambda article, number: now() + number * DAY,
    ),
    "expiry": _set(expire_at=lambda article, number: now() + number * DAY if number else None),
    "tags": _tag,
    "bylines": _sign,
    "further sections": _name_further_sections,
    "embargo": _embargo,
    "alert": _call,
    "video": _film,
    "link": _link,
    "related": _relate,
    "corrections": _correct,
}


def _update(**fields: Callable[[Article, int], Any]) -> Edit:
    def update(article: Article, other: Article, number: int) -> None:
        values = {name: value(article, number) for name, value in fields.items()}
        Article.objects.filter(pk=article.pk).update(**values)

    return update


def _add_tag(article: Article, other: Article, number: int) -> None:
    ArticleTag.objects.get_or_create(article=article, tag=some(Tag, number))


def _exchange_bylines(article: Article, other: Article, number: int) -> None:
    Byline.objects.filter(article=article).update(author=some(Author, number), printed_name="")


def _file_as_well(article: Article, other: Article, number: int) -> None:
    Article.further_sections.through.objects.get_or_create(article=article, section=some(Section, number))


# to an article's rows, as a script or a database's prompt would
SCRIPTS: dict[str, Edit] = {
    "title": lambda article, other, number: Page.objects.filter(pk=article.pk).update(title=f"Title {number}"),
    "live": lambda article, other, number: Page.objects.filter(pk=article.pk, first_published_at__isnull=False).update(
        live=number > 1
    ),
    "first published": lambda article, other, number: Page.objects.filter(
        pk=article.pk, first_published_at__isnull=False
    ).update(first_published_at=now() - number * DAY),
    "standfirst": _update(standfirst=lambda article, number: f"Changed by a script. {number}"),
    "date ahead": _update(  # as the first edition let it be
        published_on=lambda article, number: date(2014, 4, 1 + number),
        date_precision=lambda article, number: "day",
        sorted_on=lambda article, number: date(2014, 4, 1 + number),
        bucket=lambda article, number: "2014-04",
    ),
    "order": _update(day_order=lambda article, number: number),
    "pick": _update(is_pick=lambda article, number: number > 1),
    "section": _update(main_section=lambda article, number: some(Section, number)),
    "source": _update(source=lambda article, number: some(Source, number) if number else None),
    "kind": _update(kind=lambda article, number: Article.Kind.values[number]),
    "tag": _add_tag,
    "no tags": lambda article, other, number: ArticleTag.objects.filter(article=article).delete(),
    "bylines": _exchange_bylines,
    "no bylines": lambda article, other, number: Byline.objects.filter(article=article).delete(),
    "further section": _file_as_well,
    "no related": lambda article, other, number: RelatedArticle.objects.filter(article=article).delete(),
    "correction": lambda article, other, number: Correction.objects.create(
        article=article, corrected_on=date(2014, 3, 1 + number), text="By a script."
    ),
    "alert closed": lambda article, other, number: AlertDetail.objects.filter(article=article).update(
        closed=number > 1
    ),
    "translation": lambda article, other, number: Page.objects.filter(pk=article.pk).update(
        translation_key=other.translation_key
    ),
    "key of a dossier": lambda article, other, number: SectionKeyArticle.objects.create(
        section=some(Section, number), article=article, sort_order=number
    ),
    "lead": lambda article, other, number: FrontPage.objects.filter(locale=article.locale).update(
        automatic=not number, lead=article
    ),
    "pin": lambda article, other, number: FrontArticle.objects.create(
        front=FrontPage.objects.get(locale=article.locale), article=article, sort_order=number
    ),
    "pinned no more": lambda article, other, number: FrontArticle.objects.filter(article=article).delete(),
    "old address": lambda article, other, number: addresses.redirect(
        f"/old/{number}.htm", record=article.record, origin="legacy"
    ),
    "old folder": lambda article, other, number: addresses.redirect("/old", record=article.record, origin="legacy"),
}


def _name(model: Any) -> Around:
    def rename(number: int, other: int) -> None:
        record = some(model, number)
        record.name = f"{model.__name__} called {other}"
        record.save()

    return rename


def _move(model: Any) -> Around:
    return lambda number, other: taxonomy.rename_slug(some(model, number), f"slug-{other}")


def _add_plain_page(number: int, other: int) -> None:
    home = Page.objects.get(depth=2, locale=make.locale(("en", "es")[number % 2]))
    role = (PlainPage.Role.ABOUT, PlainPage.Role.LINKS, PlainPage.Role.SUPPORT, PlainPage.Role.OTHER)[other]
    page = PlainPage(title=f"Page {other}", locale=home.locale, role=role, body=make.body())
    home.add_child(instance=page)
    articles.publish_article(page)


def _with_plain_page(change: Callable[[PlainPage, int], object]) -> Around:
    def to_one(number: int, other: int) -> None:
        if page := some(PlainPage, number):
            change(page, other)

    return to_one


def _add_menu_item(number: int, other: int) -> None:
    menu = some(Menu, number)
    MenuItem.objects.create(menu=menu, section=some(Section, other, locale=menu.locale), label="", sort_order=other)


def _link_out(number: int, other: int) -> None:
    group, _created = LinkGroup.objects.get_or_create(locale=make.locale(), name=f"Group {number}")
    Link.objects.create(group=group, title=f"Link {other}", url="https://river.example/")


def _lead_on(path: str, to_path: str) -> None:
    with suppress(AddressRefused):  # one that would lead in a circle
        addresses.redirect(path, to_path=to_path)


# to what stands around the articles
AROUND: dict[str, Around] = {
    "section's name": _name(Section),
    "author's name": _name(Author),
    "source's name": _name(Source),
    "tag's name": _name(Tag),
    "section's slug": _move(Section),
    "author's slug": _move(Author),
    "source's slug": _move(Source),
    "tag's slug": _move(Tag),
    "new section": lambda number, other: make.section(f"Section {other}", lang=("en", "es")[number % 2]),
    "section retired": lambda number, other: taxonomy.retire(some(Section, number)),
    "section revived": lambda number, other: taxonomy.revive(some(Section, number)),
    "dossier ended": lambda number, other: Section.objects.filter(kind="dossier").update(ended_on=date(2014, 1, 1)),
    "order of sections": lambda number, other: Section.objects.filter(pk=some(Section, number).pk).update(
        sort_order=other
    ),
    "introduction": lambda number, other: Section.objects.filter(pk=some(Section, number).pk).update(
        introduction=f"<p>What this is about: {other}.</p>"
    ),
    "author retired": lambda number, other: taxonomy.retire(some(Author, number)),
    "biography": lambda number, other: AuthorBio.objects.update_or_create(
        author=some(Author, number), locale=make.locale(("en", "es")[other % 2]), defaults={"bio": f"Lives on {other}."}
    ),
    "authors merged": lambda number, other: taxonomy.merge_authors(some(Author, number), some(Author, other)),
    "sources merged": lambda number, other: taxonomy.merge_sources(some(Source, number), some(Source, other)),
    "tags merged": lambda number, other: taxonomy.merge_tags(some(Tag, number), some(Tag, other)),
    "menu": _add_menu_item,
    "menu emptied": lambda number, other: MenuItem.objects.filter(menu=some(Menu, number)).delete(),
    "block hidden": lambda number, other: FrontSlot.objects.filter(
        block=FrontSlot.Block.values[number], front__locale=make.locale()
    ).update(shown=other > 1),
    "blocks in another order": lambda number, other: FrontSlot.objects.filter(
        block=FrontSlot.Block.values[number], front__locale=make.locale()
    ).update(sort_order=other),
    "front by itself": lambda number, other: FrontPage.objects.update(automatic=other > 1),
    "motto": lambda number, other: MagazineText.objects.filter(locale=make.locale("es")).update(motto=f"Motto {other}"),
    "publisher": lambda number, other: Magazine.objects.update(publisher_name=f"Publisher {other}"),
    "logo": lambda number, other: Magazine.objects.update(logo=some(Picture, 0) if other else None),
    "usual licence": lambda number, other: Magazine.objects.update(default_licence=some(Licence, 0) if other else None),
    "security contact": lambda number, other: Magazine.objects.update(security_contact="press@paper.example"),
    "credit of a picture": lambda number, other: Picture.objects.update(credit=f"Photo: {other}"),
    "terms in a language": lambda number, other: LicenceWording.objects.update_or_create(
        licence=some(Licence, 0),
        locale=make.locale(("en", "es")[other % 2]),
        defaults={"notice": f"Copy, {other} times."},
    ),
    "terms of a licence": lambda number, other: Licence.objects.update(notice=f"Copy freely, {other} times."),
    "link": _link_out,
    "links gone": lambda number, other: LinkGroup.objects.all().delete(),
    "plain page": _add_plain_page,
    "plain page renamed": _with_plain_page(
        lambda page, number: Page.objects.filter(pk=page.pk).update(title=f"Title {number}")
    ),
    "plain page unpublished": _with_plain_page(lambda page, number: page.unpublish()),
    "plain page's role": _with_plain_page(
        lambda page, number: PlainPage.objects.filter(pk=page.pk).update(role=("about", "links", "support")[number % 3])
    ),
    "plain page deleted": _with_plain_page(lambda page, number: articles.delete_article(page)),
    "address that leads on": lambda number, other: _lead_on(
        ("/old", "/old/0.htm", "/x/", "/section/gender/")[number], ("/archive/", "/old", "/", "/x/")[other]
    ),
    "address that is gone": lambda number, other: addresses.mark_gone(
        ("/old", "/old/1.htm", "/x", "/y/")[number], "No."
    ),
}
