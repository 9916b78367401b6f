"""How public paths are put together; the first language has no prefix."""

from __future__ import annotations

from django.conf import settings

from handpress.kit.own_words import FEEDS, RESERVED
from handpress.kit.slugs import slugify


def prefix(language: str) -> str:
    """ "" for the first language, "/es" for another."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def article_path(language: str, bucket: str, slug: str) -> str:
    """`/2013/06/slug.html`, `/2013/slug.html` or `/undated/slug.html`, under the language's prefix."""
    return f"{prefix(language)}/{bucket.replace('-', '/')}/{slug}.html"


def plain_path(language: str, slug: str) -> str:
    """`/about/`, under the language's prefix."""
    return f"{prefix(language)}/{slug}/"


def list_path(language: str, group: str, slug: str, bucket: str = "") -> str:
    """`/section/environment/`, `/es/author/maria/2013/`: a list's folder, or one bucket of it."""
    tail = f"{bucket.replace('-', '/')}/" if bucket else ""
    return f"{prefix(language)}/{group}/{slug}/{tail}"


def feed_paths(language: str, group: str, slug: str) -> list[str]:
    """The list's feeds: `/feeds/section/environment.xml` and `.json`."""
    stem = f"{prefix(language)}/{FEEDS}/{group}/{slug}"
    return [f"{stem}.xml", f"{stem}.json"]


def slug_of(text: str, *, fallback: str) -> str:
    """A slug of a headline or name by the publication's setting; `fallback` when no letter of it can stand there."""
    return slugify(text, allow_unicode=settings.PUBLICATION.unicode_slugs, fallback=fallback)


def better_path(path: str) -> str:
    """A path near this one at which a page can stand; "" when it can stand at this one.

    A file without an ending would be in the way of every address below it, and `/desk/` is not readers'.
    """
    *folders, name = path.removeprefix("/").removesuffix("/").split("/")
    clean = [slug_of(folder, fallback="") for folder in folders]
    if clean and clean[0] in RESERVED:
        clean[0] += "-pages"
    tail = "/" if path.endswith("/") else ".html"
    better = "/".join(["", *filter(None, clean), name.removesuffix(".html") + tail])
    return "" if better == path else better
