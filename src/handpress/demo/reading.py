"""The demonstration magazine as frozen records, read from the manuscripts beside this module.

`load_magazine()` is the one door. Cross-references are keys (an article's authors, section, source,
tags, pictures); a link in a body to another article is written `demo:KEY`. Nothing here knows of
Django: what the records become is the importer's affair.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from handpress.demo.markup import Block, ManuscriptError, read_blocks, to_html, to_inline_html

LANGUAGES = ("en", "es", "ar", "hi")
KINDS = ("article", "book_review", "press_release", "action_alert", "picture_story", "video", "editorial")

Names = dict[str, str]
"""One text in each language, by language code."""


@dataclass(frozen=True)
class DemoAuthor:
    """A person who signs articles; `names` holds the name in other scripts, by language."""

    key: str
    name: str
    names: Names
    bio: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DemoSource:
    """A publication that pieces are republished from; `permission` says on what footing."""

    key: str
    name: str
    home: str
    licence: str
    licence_url: str
    credit: str
    permission: str
    basis: str
    language: str


@dataclass(frozen=True)
class DemoSection:
    """A standing section, or a dossier with a beginning, perhaps an end, and key articles."""

    key: str
    names: Names
    descriptions: Names
    kind: str
    began: str = ""
    ended: str = ""
    introduction: str = ""
    key_articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoTag:
    """A topic, named in each language."""

    key: str
    names: Names


@dataclass(frozen=True)
class DemoPage:
    """A plain page: about, contact, support and the like. Its blocks are those of an article."""

    key: str
    language: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class DemoLink:
    """One annotated link of the links page."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class DemoLinkGroup:
    """A group of annotated links."""

    title: str
    links: tuple[DemoLink, ...]


@dataclass(frozen=True)
class DemoMenuItem:
    """A menu's entry: `target` is `section:KEY`, `page:KEY`, `list:ADDRESS` or an https address."""

    label: str
    target: str


@dataclass(frozen=True)
class DemoPictureUse:
    """A picture where it stands: which one, and what is said about it there."""

    key: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class DemoCorrection:
    """One entry of an article's corrections log."""

    on: str
    text: str


@dataclass(frozen=True)
class DemoArticle:
    """One article. `published` is YYYY-MM-DD, YYYY-MM, YYYY or empty: its length is its precision.

    `bylines` are `(author key or None, name as printed)` in order; `details` holds what only this
    kind has (a book, an issuing organisation, a deadline); `corrections` and `blocks` are in order.
    """

    key: str
    language: str
    headline: str
    standfirst: str
    kind: str
    section: str
    published: str
    translation: str = ""
    time: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    bylines: tuple[tuple[str | None, str], ...] = ()
    place: str = ""
    further_sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    original_url: str = ""
    first_published: str = ""
    basis: str = "own"
    rights_note: str = ""
    pick_from: str = ""
    pick_until: str = ""
    corrections: tuple[DemoCorrection, ...] = ()
    lead_picture: DemoPictureUse | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class DemoEditor:
    """A colleague at the desk, who cannot sign in before somebody gives the account a password."""

    key: str
    name: str
    mail: str


@dataclass(frozen=True)
class DemoStep:
    """One thing an editor did with a letter; `what` as the inbox names it, `words` what was written."""

    what: str
    by: str
    hours_ago: int = 0
    words: str = ""
    due_hours_ago: int = 0


@dataclass(frozen=True)
class DemoLetter:
    """A reader's letter about an article, and what was done with it; ages are those when it is loaded."""

    key: str
    subject: str
    language: str
    article: str
    name: str
    mail: str
    hours_ago: int
    text: str
    steps: tuple[DemoStep, ...] = ()


@dataclass(frozen=True)
class DemoMagazine:
    """The whole demonstration: settings, people, places, pages and articles, articles oldest first."""

    name: str
    names: Names
    motto: str
    mottos: Names
    description: str
    languages: tuple[str, ...]
    time_zone: str
    contact_email: str
    licence: str
    licence_url: str
    licence_notices: Names
    translation_service: str
    support: Names
    follow: tuple[tuple[str, str], ...]
    authors: tuple[DemoAuthor, ...]
    sources: tuple[DemoSource, ...]
    sections: tuple[DemoSection, ...]
    tags: tuple[DemoTag, ...]
    pages: tuple[DemoPage, ...]
    links: tuple[DemoLinkGroup, ...]
    menus: dict[str, dict[str, tuple[DemoMenuItem, ...]]]
    articles: tuple[DemoArticle, ...]
    editors: tuple[DemoEditor, ...]
    letters: tuple[DemoLetter, ...]


@cache
def load_magazine() -> DemoMagazine:
    """The demonstration magazine, read once a process from the package's own files."""
    root = files("handpress.demo") / "content"
    settings, inbox = _toml(root / "magazine.toml"), _toml(root / "letters.toml")
    menus = {
        name: {lang: tuple(DemoMenuItem(*item) for item in items) for lang, items in by_language.items()}
        for name, by_language in settings.pop("menus").items()
    }
    return DemoMagazine(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
        | {"follow": tuple((label, url) for label, url in settings["follow"])},
        menus=menus,
        authors=tuple(_author(entry) for entry in _toml(root / "authors.toml")["author"]),
        sources=tuple(DemoSource(**entry) for entry in _toml(root / "sources.toml")["source"]),
        sections=tuple(_section(entry) for entry in _toml(root / "sections.toml")["section"]),
        tags=tuple(DemoTag(key, names) for key, names in _toml(root / "tags.toml").items()),
        pages=tuple(_page(*found) for found in _manuscripts(root / "pages")),
        links=tuple(_link_group(entry) for entry in _toml(root / "links.toml")["group"]),
        articles=_articles(root / "articles"),
        editors=tuple(DemoEditor(**entry) for entry in inbox["editor"]),
        letters=tuple(_letter(entry) for entry in inbox["letter"]),
    )


def _articles(folder: Traversable) -> tuple[DemoArticle, ...]:
    found = (_article(*manuscript) for manuscript in _manuscripts(folder))
    return tuple(sorted(found, key=lambda article: (article.published, article.time, article.key)))


def _manuscripts(folder: Traversable) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Every manuscript under a folder of languages: file name, language, front matter, body."""
    for language in LANGUAGES:
        for entry in sorted((folder / language).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".md"):
                yield entry.name, language, *_front_matter(entry)


def _front_matter(entry: Traversable) -> tuple[dict[str, Any], str]:
    text = entry.read_text(encoding="utf-8")
    try:
        _, head, body = text.split("+++\n", 2)
        return tomllib.loads(head), body
    except ValueError as error:
        raise ManuscriptError(f"{entry.name}: front matter between two +++ lines: {error}") from error


def _article(name: str, language: str, head: dict[str, Any], body: str) -> DemoArticle:
    for listed in ("further_sections", "tags"):
        head[listed] = tuple(head.get(listed, ()))
    head["bylines"] = tuple((key or None, printed) for key, printed in head.get("bylines", ()))
    head["corrections"] = tuple(
        DemoCorrection(entry["on"], to_inline_html(entry["text"])) for entry in head.get("corrections", ())
    )
    if picture := head.pop("lead", None):
        head["lead_picture"] = DemoPictureUse(picture.pop("picture"), **picture)
    try:
        return DemoArticle(language=language, blocks=read_blocks(body), **head)
    except (TypeError, ManuscriptError) as error:
        raise ManuscriptError(f"{language}/{name}: {error}") from error


def _page(name: str, language: str, head: dict[str, Any], body: str) -> DemoPage:
    return DemoPage(key=name.removesuffix(".md"), language=language, title=head["title"], blocks=read_blocks(body))


def _author(entry: dict[str, Any]) -> DemoAuthor:
    links = tuple((label, url) for label, url in entry.pop("links", ()))
    return DemoAuthor(names=entry.pop("names", {}), links=links, **entry)


def _section(entry: dict[str, Any]) -> DemoSection:
    key_articles = tuple(entry.pop("key_articles", ()))
    return DemoSection(introduction=to_html(entry.pop("introduction", "")), key_articles=key_articles, **entry)


def _link_group(entry: dict[str, Any]) -> DemoLinkGroup:
    return DemoLinkGroup(entry["title"], tuple(DemoLink(**link) for link in entry["link"]))


def _letter(entry: dict[str, Any]) -> DemoLetter:
    steps = tuple(DemoStep(**step) for step in entry.pop("steps", ()))
    return DemoLetter(steps=steps, **entry)


def _toml(entry: Traversable) -> dict[str, Any]:
    return tomllib.loads(entry.read_text(encoding="utf-8"))
