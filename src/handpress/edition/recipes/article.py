"""An article's own page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from handpress.edition.json_ld import article_json_ld
from handpress.newsroom.models import Article as StoredArticle
from handpress.newsroom.press_keys import ARTICLE_PAGES
from handpress.pages.recipe import PageData, PageRecipe
from handpress.press.engine import Reading
from handpress.press.fingerprint import fingerprint
from handpress.reading import lists, parts, places
from handpress.reading.articles import Loaded, belongings
from handpress.reading.dates import day_come, printed_date
from handpress.reading.keys import Group, neighbours_key, translations_key
from handpress.reading.neighbours import Neighbours, Position, neighbours
from handpress.reading.queries import ASKED, Query
from handpress.reading.teasers import Teasers
from handpress.reading.translations import Version, versions
from handpress.theme.records import Article, Language, Link, PrintedDate, Teaser, Translation
from handpress.theme.share import share_links
from handpress.theme.translate_services import translate_links

RELATED_SHOWN = 6
SHOWING_MORE = ("list:every:news", "list:every:sitemap/", "translations:")  # titles, addresses, days of change


class ArticleRecipe(PageRecipe):
    """One article, in the template of its own."""

    name = ARTICLE_PAGES
    template = "article.html"
    kind = "article"

    def subjects(self, key: str) -> Iterable[str]:
        """`article:17`, `placed:17` → 17."""
        kind, _, id = key.partition(":")
        return (id,) if kind in ("article", "placed") and id.isdigit() else ()

    def follows(self, list_key: str) -> bool:
        """Lists hold ids in an order, so most follow the article's place alone, not its words."""
        return list_key.startswith(SHOWING_MORE)

    def everything(self) -> Iterator[str]:
        """Every public article, month by month, so that neighbours are read together."""
        for language in places.languages():
            group = Group("all", "", language)
            for bucket in lists.calendars([group]).get(group, ()):
                yield from map(str, lists.buckets([(group, bucket)]).get((group, bucket), ()))

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each public article, some thirty queries for all."""
        languages = set(places.languages())
        loaded = self.room.articles(int(subject) for subject in subjects)
        loaded = {id: each for id, each in loaded.items() if each.row.language in languages}
        return self.readings_of(loaded)

    def readings_of(self, loaded: dict[int, Loaded]) -> Iterator[Reading]:
        """Readings of articles that were loaded, whether stored or not."""
        near = neighbours([_position(each) for each in loaded.values()])
        heads = headlines({id for pair in near.values() for id in pair if id} - loaded.keys())
        heads |= {id: headline_of(each) for id, each in loaded.items()}
        related = self.room.teasers({id for each in loaded.values() for id in each.related[:RELATED_SHOWN] if id})
        more = parts.added(loaded)
        translated = versions({str(each.row.translation_key) for each in loaded.values()})
        for id, each in loaded.items():
            around = near.get(id, (None, None))
            others = translated.get(str(each.row.translation_key), [])
            shown = tuple(heads.get(id or 0) for id in around)
            yield self._reading(each, around, shown, related, others, more[id])

    def _reading(
        self,
        loaded: Loaded,
        near: Neighbours,
        heads: tuple[Teaser | None, ...],
        related: Teasers,
        group_of_versions: list[Version],
        more: parts.Added,
    ) -> Reading:
        row, article = loaded.row, loaded.article
        notes = self.notes(self.template, row.language, *self.room.part_keys(row.language))
        notes.keys |= loaded.keys | more.keys
        notes.list(neighbours_key(row.id), fingerprint(near))
        notes.record(*(f"article:{id}" for id in near if id))
        notes.list(translations_key(row.translation_key), fingerprint(group_of_versions))
        others = [version for version in group_of_versions if version.language != row.language]
        notes.record(*(version.record for version in others))
        article = replace(
            article,
            newer=heads[0],
            older=heads[1],
            related=related.shown(
                (id for id in loaded.related[:RELATED_SHOWN] if id and id != row.id), notes, with_pictures=False
            ),
            translations=self._translations(others),
            translate_links=self._translate_links(article, {version.language for version in others}),
            share=share_links(row.title, article.absolute, mail_label=self.room.words(row.language).gettext("E-mail")),
        )
        notes.record(*(f"article:{id}" for id in loaded.related[:RELATED_SHOWN] if id))
        notes.member_of(belongings(loaded, near))
        data = self._page_data(article, others, more)
        return Reading(str(row.id), places.file_of(article.address), data, notes.trace())

    def _page_data(self, article: Article, others: Sequence[Version], more: parts.Added) -> PageData:
        alternates = [(article.language, article.address), *((each.language, each.address) for each in others)]
        page = self.page(
            article.address,
            article.headline,
            description=article.description,
            canonical=article.canonical,
            alternates=sorted(alternates),
            picture=article.image,
        )
        return self.page_data(article.language, page, article=article, parts=more.parts)

    def press(self, reading: Reading) -> bytes:
        """The page, with its structured data."""
        data: PageData = reading.record
        article: Article = data.context["article"]
        context = {**data.context, "article": replace(article, json_ld=article_json_ld(article, data.site))}
        return super().press(replace(reading, record=replace(data, context=context)))

    def _translations(self, others: Iterable[Version]) -> tuple[Translation, ...]:
        by_code = {language.code: language for language in self._languages()}
        return tuple(
            Translation(by_code[each.language], each.address, each.title) for each in others if each.language in by_code
        )

    def _translate_links(self, article: Article, translated: set[str]) -> tuple[Link, ...]:
        site = self.room.reading(article.language)
        targets = [language for language in self._languages() if language.code not in translated]
        return translate_links(
            site.translation_service,
            article.absolute,
            article.language,
            targets,
            template=site.translation_template,
        )

    def _languages(self) -> tuple[Language, ...]:
        return self.room.reading(places.languages()[0]).site.languages


def headline_of(loaded: Loaded) -> Teaser:
    """What a neighbour shows of an article: its headline, address and date."""
    article = loaded.article
    return _headline(article.id, article.headline, article.address, article.language, article.date)


def headlines(ids: Collection[int]) -> dict[int, Teaser]:
    """The same for stored articles. One query per 1000."""
    return {
        id: _headline(id, title, path or "", language, printed_date(day_come(on, sort), known))
        for id, title, path, language, on, sort, known in _HEADLINES.of(ids)
    }


_HEADLINES = Query(
    lambda: (
        StoredArticle.objects.order_by()
        .filter(pk__among=ASKED, is_public=True)
        .values_list("pk", "title", "public_path", "language", "published_on", "sorted_on", "date_precision")
    )
)


def _headline(id: int, title: str, address: str, language: str, on: PrintedDate) -> Teaser:
    return Teaser(id, address, title, "", "", None, (), on, language=language)


def _position(loaded: Loaded) -> Position:
    row = loaded.row
    return Position(row.id, row.language, row.sorted_on, row.day_order)
