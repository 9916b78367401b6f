"""Articles as feeds carry them: the whole text in plain HTML, with names, credit, terms and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.core.files.storage import storages
from markupsafe import Markup, escape

from handpress.edition.feeds import FeedAuthor, FeedItem, FeedPicture, FeedSource, feed_content, permanent_id
from handpress.kit.own_words import PICTURES, folder
from handpress.theme.records import Article, Block, Picture, SourceCredit

FILES = folder(PICTURES)


def feed_item(article: Article, base_url: str, guid_base: str) -> FeedItem:
    """The article as one item, under the id it has for ever."""
    html = "".join(str(piece) for piece in _pieces(article))
    return FeedItem(
        title=article.headline,
        address=article.absolute,
        guid=article.guid or permanent_id(guid_base, article.id),
        content=feed_content(html, base_url, article.absolute),
        summary=article.standfirst or article.description,
        authors=tuple(
            FeedAuthor(line.name, base_url + line.address if line.address else "") for line in article.bylines
        ),
        published=article.published_at or (article.date.on if article.date.precision == "day" else None),
        updated=article.modified_at,  # type: ignore[arg-type]  # a day is a moment at noon
        source=_source(article.source),
        categories=tuple(link.label for link in (*article.sections, *article.tags)),
        picture=feed_picture(article.lead, base_url),
        language=article.language,
        rights=_rights(article),
    )


def _rights(article: Article) -> str:
    notice = f"{article.licence.name}. {article.licence.notice}".strip() if article.licence else ""
    return " ".join(part for part in (notice, article.rights_note) if part)


def _source(source: SourceCredit | None) -> FeedSource | None:
    return FeedSource(source.name, source.line, source.original_url) if source else None


def _pieces(article: Article) -> Iterator[Markup]:
    if article.standfirst:
        yield Markup("<p><em>{}</em></p>").format(article.standfirst)
    if article.video:
        yield _link(article.video.url, article.video.host)
    if article.alert:
        yield article.alert.outcome if article.alert.is_closed else article.alert.what_to_do
    for block in article.blocks:
        yield from _block(block)
    for note in article.corrections:
        yield Markup("<p><small>{} {}</small></p>").format(note.on.isoformat(), note.text)


def _block(block: Block) -> Iterator[Markup]:
    if block.type in ("text", "legacy", "table"):
        yield block.html
    elif block.type in ("picture", "gallery"):
        for picture in (*((block.picture,) if block.picture else ()), *block.pictures):
            yield _figure(picture)
    elif block.type in ("video", "embed", "document"):
        yield _link(block.url, block.text or block.host)
    elif block.type == "quote":  # a pull quote repeats the text
        yield Markup("<blockquote>{}</blockquote>").format(block.html)
        if block.attribution:
            yield Markup("<p>{}</p>").format(block.attribution)


def _figure(picture: Picture) -> Markup:
    said = " ".join(part for part in (picture.caption, picture.credit) if part)
    file = picture.fallback
    image = Markup('<img src="{}" width="{}" height="{}" alt="{}">').format(
        file.address, file.width, file.height, picture.alt
    )
    caption = Markup("<figcaption>{}</figcaption>").format(said) if said else ""
    return Markup("<figure>{}{}</figure>").format(image, caption)


def _link(url: str, label: str) -> Markup:
    return Markup('<p><a href="{}">{}</a></p>').format(url, escape(label or url))


def feed_picture(picture: Picture | None, base_url: str) -> FeedPicture | None:
    """The JPEG of a picture with its size in bytes; None when the file is not there."""
    if picture is None:
        return None
    file = picture.fallback
    size = file_size(file.address.removeprefix(FILES))
    if not size:
        return None
    return FeedPicture(
        base_url + file.address, "image/jpeg", size, file.width, file.height, picture.caption, picture.credit
    )


def file_size(name: str) -> int:
    """Bytes of a rendition, 0 when it is not there."""
    return _size(name) if storages["renditions"].exists(name) else 0


@lru_cache(maxsize=4096)
def _size(name: str) -> int:
    """Bytes of a file that is there: its name is its content's, so the answer holds for ever."""
    return storages["renditions"].size(name)
