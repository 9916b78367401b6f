"""Whole articles by the hundred: what their own pages and the feeds show of them, and the lists they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from markupsafe import Markup

from handpress.kit.home_pages import leads_to_a_piece
from handpress.kit.text import reading_minutes
from handpress.kit.video_hosts import recognise
from handpress.newsroom.models import Article as StoredArticle
from handpress.newsroom.models import Magazine, PlainPage
from handpress.newsroom.paths import list_path
from handpress.reading import keys, names, share_images
from handpress.reading.bodies import NOTHING, Bodies, Wanted, first_words, host_of, wanted_by, words_in
from handpress.reading.dates import last_change, moment_of, printed_date
from handpress.reading.keys import Group
from handpress.reading.media import Pictures, documents
from handpress.reading.outward import outward
from handpress.reading.places import KIND_SLUGS
from handpress.reading.queries import ASKED, Query
from handpress.reading.richtext import Rewriter
from handpress.reading.rows import ArticleRow, Parts, stored_parts, stored_rows
from handpress.reading.teasers import printed, record_keys
from handpress.theme.records import (
    AlertFacts,
    Article,
    BookFacts,
    CorrectionNote,
    LicenceNotice,
    Picture,
    ReleaseFacts,
    ShareImage,
    SourceCredit,
    VideoFacts,
)


@dataclass(slots=True)
class Loaded:
    """One article as read: its record without neighbours, related articles and translations."""

    row: ArticleRow
    article: Article
    keys: set[str]
    groups: tuple[Group, ...]
    related: list[int]
    people: tuple[names.Person, ...]


def load_articles(ids: Collection[int]) -> dict[int, Loaded]:
    """The public articles among `ids`. Some twenty-three queries, however many."""
    rows = stored_rows(ids)
    return load_rows(rows, stored_parts(rows))


def load_rows(rows: Collection[ArticleRow], parts: Parts) -> dict[int, Loaded]:
    """The same for rows that were read, or made of an unsaved page."""
    loader = Loader(rows, parts)
    return {row.id: loader.take(row) for row in rows}


class Loader:
    """All that some articles show, loaded together."""

    def __init__(self, rows: Collection[ArticleRow], parts: Parts) -> None:
        self._parts = parts
        self._wanted = {row.id: wanted_by(row.body, self._alert(row)) for row in rows}
        wanted = NOTHING
        for each in self._wanted.values():
            wanted |= each
        lines = parts.bylines.values()
        self._people = names.people({author for some in lines for author, _ in some})
        self._sections = names.sections({id for row in rows for id in self._sections_of(row)})
        self._tags = names.tags({id for some in parts.tags.values() for id in some})
        self._sources = names.sources({row.source_id for row in rows})
        self._default_licence = Magazine.objects.values_list("default_licence", flat=True).first()
        self._licences = names.licences({self._licence_id(row) for row in rows})
        self._pictures = Pictures(self._picture_ids(rows, wanted))
        self._cards = share_images.cards([row.id for row in rows])
        self._documents = documents(wanted.documents)
        self._pages, self._articles = linked_pages(wanted.pages)
        self._bodies = Bodies(self._pictures, self._documents, self._pages)

    def take(self, row: ArticleRow) -> Loaded:
        """One of the articles."""
        article = self._article(row)
        groups, people = tuple(self._groups(row)), tuple(self._people_of(row))
        return Loaded(row, article, self._keys(row), groups, self._parts.related[row.id], people)

    # what to load

    def _alert(self, row: ArticleRow) -> str:
        alert = self._parts.alert.get(row.id)
        return alert["what_to_do"] + alert["outcome"] if alert else ""

    def _sections_of(self, row: ArticleRow) -> list[int]:
        """The main section, then the further ones, none twice."""
        ids = [row.main_section_id, *self._parts.further_sections[row.id]]
        return list(dict.fromkeys(id for id in ids if id))

    def _licence_id(self, row: ArticleRow) -> int | None:
        source = self._sources.get(row.source_id or 0)
        if row.licence_id or row.basis not in ("licence", "own"):
            return row.licence_id
        if row.basis == "own":
            return self._default_licence
        return source.licence_id if source else None

    def _people_of(self, row: ArticleRow) -> Iterator[names.Person]:
        """Those of its authors that have a record, in order, none twice."""
        ids = dict.fromkeys(author for author, _ in self._parts.bylines[row.id])
        return (self._people[id] for id in ids if id in self._people)

    def _picture_ids(self, rows: Iterable[ArticleRow], wanted: Wanted) -> Iterator[int | None]:
        yield from wanted.pictures
        yield from (row.lead_picture_id for row in rows)
        yield from (section.picture_id for section in self._sections.values())
        yield from (book["cover_id"] for book in self._parts.book.values())
        yield from (video["still_id"] for video in self._parts.video.values())

    # what it belongs to, and what it shows

    def _groups(self, row: ArticleRow) -> Iterator[Group]:
        yield Group("all", "", row.language)
        yield from (Group("section", str(id)) for id in self._sections_of(row))
        authors = dict.fromkeys(author for author, _ in self._parts.bylines[row.id] if author)
        yield from (Group("author", str(id), row.language) for id in authors)
        yield from (Group("tag", str(id)) for id in self._parts.tags[row.id])
        if row.source_id:
            yield Group("source", str(row.source_id), row.language)
        if row.kind in KIND_SLUGS:
            yield Group("kind", row.kind, row.language)
        if row.is_pick:
            yield Group("picks", "", row.language)

    def _keys(self, row: ArticleRow) -> set[str]:
        book, video = self._parts.book.get(row.id, {}), self._parts.video.get(row.id, {})
        shown: dict[str, Iterable[int | None]] = {
            "article": [row.id],
            "author": [author for author, _ in self._parts.bylines[row.id]],
            "section": self._sections_of(row),
            "tag": self._parts.tags[row.id],
            "source": [row.source_id],
            "licence": [self._licence_id(row)],
            "picture": [
                row.lead_picture_id,
                book.get("cover_id"),
                video.get("still_id"),
                self._looked_at(row),
            ],
        }
        return record_keys(shown) | self._wanted[row.id].keys(self._articles)

    # the record

    def _article(self, row: ArticleRow) -> Article:
        rewriter = self._bodies.rewriter()
        lead = self._lead(row)
        blocks = self._bodies.blocks(row.body, rewriter)
        words = words_in(blocks, row.language)
        section = self._sections.get(row.main_section_id or 0)
        absolute = settings.PUBLICATION.base_url + row.public_path
        lines = self._parts.bylines[row.id]
        source = self._source(row)
        return Article(
            id=row.id,
            guid=row.guid,
            address=row.public_path,
            absolute=absolute,
            canonical=(source.original_url if source else "") or absolute,
            headline=row.title,
            standfirst=row.standfirst,
            kind=row.kind,
            language=row.language,
            kicker=section.link if section else None,
            bylines=printed(lines, self._people, row.language),
            date=printed_date(row.published_on, row.date_precision),
            place=row.place,
            minutes=reading_minutes(words, row.language) if words else 0,
            words=words,
            blocks=blocks,
            published_at=moment_of(row.first_published_at, row.published_on, row.date_precision),
            modified_at=last_change(row.changed_at, (on for on, _ in self._parts.corrections[row.id])),
            lead=lead,
            image=self._own_image(row, lead) or self._image_of_section(row),
            source=source,
            licence=self._licence(row),
            rights_note=row.rights_note,
            sections=tuple(self._sections[id].link for id in self._sections_of(row) if id in self._sections),
            tags=tuple(self._tags[id].link for id in self._parts.tags[row.id] if id in self._tags),
            corrections=tuple(CorrectionNote(on, text) for on, text in self._parts.corrections[row.id]),
            description=row.standfirst or first_words(blocks),
            **self._details(row, rewriter),
        )

    def _lead(self, row: ArticleRow) -> Picture | None:
        return self._pictures.get(
            row.lead_picture_id, alt=row.lead_alt, caption=row.lead_caption, credit=row.lead_credit
        )

    def _own_image(self, row: ArticleRow, lead: Picture | None) -> ShareImage | None:
        """What it is shared with: its picture, or the card that was drawn of its headline."""
        of_lead = share_images.of_picture(lead, row.title)
        return of_lead or share_images.of_card(self._cards.get(row.id), row.title)

    def _image_of_section(self, row: ArticleRow) -> ShareImage | None:
        section = self._sections.get(row.main_section_id or 0)
        return share_images.of_picture(self._pictures.get(section.picture_id), section.name) if section else None

    def _looked_at(self, row: ArticleRow) -> int | None:
        """The section's picture, where the article has none to be shared with: it may come, or get its sizes."""
        section = self._sections.get(row.main_section_id or 0)
        return section.picture_id if section and not self._own_image(row, self._lead(row)) else None

    def _source(self, row: ArticleRow) -> SourceCredit | None:
        source = self._sources.get(row.source_id or 0)
        # a page that names a stranger's home page as its own address would be dropped by search engines
        found = outward(row.original_url)
        original = found if leads_to_a_piece(found, source.home_url if source else "") else ""
        first = printed_date(row.first_published_on, "day") if row.first_published_on else None
        if source is None:
            host = host_of(found)
            return SourceCredit(host, "", "", original, "", first) if host else None
        address = list_path(row.language, "source", source.slug)
        line = source.line.replace("{source}", source.name)
        return SourceCredit(source.name, address, source.home_url, original, line, first)

    def _licence(self, row: ArticleRow) -> LicenceNotice | None:
        found = self._licences.get(self._licence_id(row) or 0)
        return LicenceNotice(found.name, found.url, found.notice_in(row.language)) if found else None

    def _details(self, row: ArticleRow, rewriter: Rewriter) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if book := self._parts.book.get(row.id):
            cover = self._pictures.get(book["cover_id"])
            year = str(book["year"] or "")
            found["book"] = BookFacts(
                book["book_title"], book["book_author"], book["publisher"], year, book["isbn"], cover
            )
        if alert := self._parts.alert.get(row.id):
            to_do = rewriter.rewrite(alert["what_to_do"]) if alert["what_to_do"] else Markup("")
            outcome = rewriter.rewrite(alert["outcome"]) if alert["outcome"] else Markup("")
            found["alert"] = AlertFacts(alert["target"], to_do, alert["deadline_on"], alert["closed"], outcome)
        if release := self._parts.release.get(row.id):
            found["release"] = ReleaseFacts(release["organisation"], release["contact"])
        if (video := self._parts.video.get(row.id)) and outward(video["video_url"]):
            found["video"] = self._video(video)
        return found

    def _video(self, video: Mapping[str, Any]) -> VideoFacts:
        known = recognise(video["video_url"])
        url, host = (known.url, known.host) if known else (video["video_url"], host_of(video["video_url"]))
        return VideoFacts(url, host, self._pictures.get(video["still_id"]), video["duration_s"] or 0)


def linked_pages(ids: Collection[int]) -> tuple[dict[int, str | None], set[int]]:
    """The addresses of linked pages (None while readers cannot see one), and which of them are articles."""
    addresses: dict[int, str | None] = {}
    articles: set[int] = set()
    for model, query in _LINKED.items():
        for id, path, is_public in query.of(ids):
            addresses[id] = path if is_public else None
            if model is StoredArticle:
                articles.add(id)
    return addresses, articles


def _linked(model: type[StoredArticle | PlainPage]) -> Query:
    return Query(lambda: model.objects.order_by().filter(pk__among=ASKED).values_list("pk", "public_path", "is_public"))


_LINKED = {model: _linked(model) for model in (StoredArticle, PlainPage)}


def belongings(loaded: Loaded, near: tuple[int | None, int | None]) -> set[str]:
    """Every list key whose list holds, or looks different for, this article as it is now."""
    row = loaded.row
    found = set[str]().union(*(keys.touched_by(group, row.bucket) for group in loaded.groups))
    found |= {keys.neighbours_key(id) for id in (row.id, *near) if id}
    found |= {f"list:every:{part}" for part in ("calendar", "news", f"sitemap/{row.bucket}")}
    found.add(keys.translations_key(row.translation_key))
    return found
