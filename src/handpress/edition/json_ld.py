"""Structured data of an article for search engines and archives: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from handpress.kit.text import plain_text
from handpress.theme.records import Article, Picture, Rendition, ShareImage, Site

SHORT = 60  # words
TYPES = {
    "book_review": "ReviewNewsArticle",
    "editorial": "OpinionNewsArticle",
    "press_release": "Article",
    "action_alert": "Article",
}


def article_json_ld(article: Article, site: Site) -> Markup:
    """The JSON text for a `<script type="application/ld+json">`; safe inside a script element."""
    text = json.dumps(article_data(article, site), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def article_data(article: Article, site: Site) -> dict[str, Any]:
    """The same as a dictionary; facts that are not known are left out (schema.org/NewsArticle)."""
    facts = {
        "@context": "https://schema.org",
        "@type": TYPES.get(article.kind, "NewsArticle"),
        "headline": article.headline,
        "description": article.description or article.standfirst,
        "inLanguage": article.language,
        "datePublished": _published(article),
        "dateModified": article.modified_at.isoformat() if article.modified_at else "",
        "author": [_person(site, line.name, line.address) for line in article.bylines],
        "publisher": _publisher(site),
        "mainEntityOfPage": article.absolute,
        "image": [image] if (image := _own_image(site, article)) else [],
        "articleSection": [section.label for section in article.sections],
        "keywords": [tag.label for tag in article.tags],
        "wordCount": article.words,
        "articleBody": _short_text(article),
        "contentLocation": {"@type": "Place", "name": article.place} if article.place else None,
        "license": article.licence.url if article.licence else "",
        "isBasedOn": article.source.original_url if article.source else "",
        "itemReviewed": _book(article),
        "correction": [
            {"@type": "CorrectionComment", "text": note.text, "datePublished": note.on.isoformat()}
            for note in article.corrections
        ],
    }
    return {key: value for key, value in facts.items() if value}


def _short_text(article: Article) -> str:
    """The text of a piece so short that programs would take what stands around it for the text; else ""."""
    if article.words > SHORT:
        return ""
    return " ".join(text for block in article.blocks if (text := plain_text(block.html)))


def _published(article: Article) -> str:
    if article.published_at and article.date.precision == "day":
        return article.published_at.isoformat()
    return article.date.iso


def _person(site: Site, name: str, address: str) -> dict[str, str]:
    person = {"@type": "Person", "name": name}
    return {**person, "url": site.base_url + address} if address else person


def _publisher(site: Site) -> dict[str, Any]:
    publisher: dict[str, Any] = {
        "@type": "NewsMediaOrganization",
        "name": site.publisher or site.name,
        "url": site.base_url + site.language.address,
    }
    if site.logo:
        publisher["logo"] = _image(site, site.logo)
    return publisher


def _own_image(site: Site, article: Article) -> dict[str, Any] | None:
    """The lead picture with its words, else what the article is shared with; never the logo."""
    if article.lead:
        return _image(site, article.lead)
    image = article.image or site.social
    return _file(site, image) if image else None


def _image(site: Site, picture: Picture) -> dict[str, Any]:
    file = picture.social or picture.fallback
    image = _file(site, file)
    if picture.caption:
        image["caption"] = picture.caption
    if picture.credit:
        image["creditText"] = picture.credit
    return image


def _file(site: Site, file: Rendition | ShareImage) -> dict[str, Any]:
    address = site.base_url + file.address
    return {"@type": "ImageObject", "url": address, "width": file.width, "height": file.height}


def _book(article: Article) -> dict[str, Any] | None:
    if not article.book:
        return None
    book: dict[str, Any] = {"@type": "Book", "name": article.book.title}
    if article.book.author:
        book["author"] = {"@type": "Person", "name": article.book.author}
    if article.book.isbn:
        book["isbn"] = article.book.isbn
    return book
