"""A small cast: builders of newsroom records for tests, with defaults that make them valid."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

from PIL import Image
from wagtail.models import Locale

from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.actions.filing import file_article
from handpress.newsroom.models import (
    Article,
    Author,
    Byline,
    Licence,
    Picture,
    Section,
    Source,
    Tag,
    User,
)
from handpress.newsroom.paths import slug_of

_numbers = count(1)


def locale(code: str = "en") -> Locale:
    """The locale of one of the test paper's languages: en, es, ar, hi."""
    return Locale.objects.get(language_code=code)


def body(*paragraphs: str) -> list[tuple[str, str]]:
    """A body of one text block."""
    return [("text", "".join(f"<p>{each}</p>" for each in paragraphs or ("Water came in the night.",)))]


def draft(headline: str = "Rivers of the plain", *, lang: str = "en", **fields: Any) -> Article:
    """A draft, filed, never published."""
    tags, bylines = fields.pop("tags", ()), fields.pop("bylines", ())
    article = Article(title=headline, locale=locale(lang), **{"body": body(), **fields})
    article.article_tags = [article.article_tags.model(tag=each) for each in tags]
    article.bylines = [
        Byline(author=each) if isinstance(each, Author) else Byline(printed_name=each) for each in bylines
    ]
    return file_article(article)


def published(headline: str = "Rivers of the plain", **fields: Any) -> Article:
    """A published article."""
    return publish_article(draft(headline, **fields))


def section(name: str = "Environment", *, lang: str = "en", **fields: Any) -> Section:
    """A section."""
    fields.setdefault("slug", slug_of(name, fallback=f"section-{next(_numbers)}"))
    return Section.objects.create(name=name, locale=locale(lang), **fields)


def author(name: str = "Asha Rao", **fields: Any) -> Author:
    """An author."""
    fields.setdefault("slug", slug_of(name, fallback=f"author-{next(_numbers)}"))
    return Author.objects.create(name=name, **fields)


def source(name: str = "The River Post", **fields: Any) -> Source:
    """A source."""
    fields.setdefault("slug", slug_of(name, fallback=f"source-{next(_numbers)}"))
    return Source.objects.create(name=name, **fields)


def tag(name: str = "dams", *, lang: str = "en") -> Tag:
    """A tag."""
    return Tag.objects.create(name=name, slug=slug_of(name, fallback="tag"), locale=locale(lang))


def licence(name: str = "Attribution", code: str = "CC BY 4.0") -> Licence:
    """A licence."""
    return Licence.objects.create(name=name, code=code)


def image_bytes(
    size: tuple[int, int] = (640, 400), *, kind: str = "JPEG", colour: str = "#336699", **options: Any
) -> bytes:
    """A picture file of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def picture(title: str = "A river", *, data: bytes | None = None, name: str = "river.jpg", **fields: Any) -> Picture:
    """A picture of the library."""
    from django.core.files.base import ContentFile

    return Picture.objects.create(title=title, file=ContentFile(data or image_bytes(), name=name), **fields)


def editor(username: str = "editor", *, superuser: bool = True) -> User:
    """Someone who may log in to the desk."""
    make = User.objects.create_superuser if superuser else User.objects.create_user
    return make(username, f"{username}@paper.example", "correct horse")
