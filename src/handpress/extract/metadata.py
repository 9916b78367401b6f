"""What a page says about itself in its head: JSON-LD, OpenGraph, Dublin Core, <title>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handpress.extract.bylines import is_name, names_in
from handpress.extract.model import Head
from handpress.extract.profile import SiteProfile
from handpress.kit.dates import PartialDate, find_date, parse_iso
from handpress.kit.text import one_line
from handpress.kit.words import words

_ARTICLE_TYPES = words(
    "article newsarticle blogposting report review opinionnewsarticle reportagenewsarticle analysisnewsarticle "
    "backgroundnewsarticle reviewnewsarticle webpage"
)
_KINDS = {"review": "review", "reviewnewsarticle": "review", "videoobject": "video", "imagegallery": "pictures"}
_DATES = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
          "citation_publication_date", "sailthru.date", "pubdate", "publishdate", "date")  # fmt: skip
_SHORT_DOTTED = re.compile(r"\D*\d{1,2}[.-]\d{1,2}[.-]\d{2}(?!\d)")
_SECTIONS = ("article:section", "section", "category", "dc.subject.section")
_SOURCES = ("original-source", "syndication-source", "dc.source", "dcterms.source")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head says; empty where it says nothing."""

    headlines: tuple[str, ...] = ()
    description: str = ""
    authors: tuple[str, ...] = ()
    weak_authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    section: str | None = None
    source: str | None = None
    language: str | None = None
    kind: str | None = None


def read_head(head: Head, profile: SiteProfile) -> Facts:
    """The facts of a page's head; JSON-LD over OpenGraph over the rest."""
    data = next(_articles(head.json_ld), {})
    metas = head.metas
    title = head.title.removesuffix(profile.title_tail) if profile.title_tail else head.title
    titles = (_text(data.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", ""), title)
    return Facts(
        headlines=tuple(dict.fromkeys(filter(None, titles))),
        description=_text(data.get("description")) or metas.get("og:description", "") or metas.get("description", ""),
        authors=_people(data.get("author")),
        weak_authors=tuple(name for text in head.all_authors for name in names_in(text)),
        published=_date(_text(data.get("datePublished")), profile.date_order) or _first_date(metas, profile.date_order),
        section=_section(data.get("articleSection")) or _first(metas, _SECTIONS),
        source=_first(metas, _SOURCES),
        language=_language(head, _text(data.get("inLanguage"))),
        kind=_KINDS.get(_type(data)),
    )


def _articles(texts: list[str]) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD that are articles, also those in a graph."""
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        listed = data if isinstance(data, list) else [data]
        graph = [item for top in listed if isinstance(top, dict) for item in _graph(top)]
        yield from (item for item in graph if _type(item) in _ARTICLE_TYPES and item.get("headline"))


def _graph(top: dict[str, Any]) -> list[dict[str, Any]]:
    graph = top.get("@graph")
    return [top, *(item for item in graph if isinstance(item, dict))] if isinstance(graph, list) else [top]


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind or "").lower()


def _text(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _people(value: object) -> tuple[str, ...]:
    """The names of authors that are persons, given as text, object or list of such."""
    listed = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in listed:
        if isinstance(item, dict) and _type(item) in ("person", ""):
            item = item.get("name")
        if isinstance(item, str) and not item.startswith("http"):
            names.extend(names_in(one_line(item)))
    return tuple(dict.fromkeys(names))


def _section(value: object) -> str | None:
    return _text(value[0] if isinstance(value, list) and value else value) or None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _first_date(metas: dict[str, str], order: str) -> PartialDate | None:
    return next((when for name in _DATES if name in metas and (when := _date(metas[name], order))), None)


def _date(text: str, order: str) -> PartialDate | None:
    """The date of a value; None for one with dots and a short year, which in a head is a version ("2.2.18")."""
    try:
        return parse_iso(text) if text else None
    except ValueError:
        return None if _SHORT_DOTTED.match(text) else find_date(text, order=order)


def _language(head: Head, declared: str) -> str | None:
    """The language as declared, without its country."""
    tag = head.lang or declared or head.metas.get("og:locale", "") or head.metas.get("content-language", "")
    tag = tag.replace("_", "-").split("-")[0].strip().lower()
    return tag if tag.isalpha() and len(tag) in (2, 3) else None


def named_on_page(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the names that the page also shows: a meta author is often only who made the page."""
    return tuple(name for name in names if is_name(name) and name in text)
