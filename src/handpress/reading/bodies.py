"""The pieces of a text: a plain dispatcher over the StreamField's raw JSON (43 µs, where `str()` takes 271)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from handpress.kit.text import excerpt, plain_text, word_count
from handpress.kit.video_hosts import recognise
from handpress.reading.media import Pictures, PublicDocument
from handpress.reading.names import paragraphs
from handpress.reading.richtext import NO_REFERENCES, References, Rewriter, media_link, references
from handpress.reading.teasers import pictures_in
from handpress.theme.pictures import picture_tag
from handpress.theme.records import Block

Piece = Mapping[str, Any]
HTML_TYPES = frozenset({"text", "table", "legacy"})
DESCRIPTION = 200  # characters
_TAG = re.compile(r"<[^>]*>")
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What bodies show and link to: ids to load together."""

    pictures: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()

    def __or__(self, other: Wanted) -> Wanted:
        return Wanted(self.pictures | other.pictures, self.documents | other.documents, self.pages | other.pages)

    def keys(self, articles: Collection[int]) -> set[str]:
        """Keys of all that is shown; `articles`: the linked pages that are articles, others are plain pages."""
        return {
            *(f"picture:{id}" for id in self.pictures),
            *(f"document:{id}" for id in self.documents),
            *(["documents:0"] if self.documents else []),  # which of them readers may fetch
            *(f"{'article' if id in articles else 'page'}:{id}" for id in self.pages),
        }


NOTHING = Wanted()


def wanted_by(body: Iterable[Piece], *more_html: str) -> Wanted:
    """What a body, and other rich texts beside it, need."""
    pieces = list(body)
    found: References = NO_REFERENCES
    documents: set[int | None] = set()
    stills: list[int | None] = []
    for piece in pieces:
        value = piece["value"]
        if piece["type"] in HTML_TYPES:
            found |= references(str(value or ""))
        elif piece["type"] == "document":
            documents.add((value or {}).get("document"))
        elif piece["type"] in ("video", "embed"):
            stills.append((value or {}).get("still"))
    for html in more_html:
        found |= references(html)
    pictures = frozenset(id for id in (*pictures_in(pieces), *stills, *found.images) if id is not None)
    named = frozenset(id for id in documents if id is not None)
    return Wanted(pictures, named | found.documents, found.pages)


class Bodies:
    """Makes blocks of raw bodies, from pictures, documents and addresses loaded for all of them."""

    def __init__(
        self, pictures: Pictures, documents: Mapping[int, PublicDocument], pages: Mapping[int, str | None]
    ) -> None:
        self._pictures = pictures
        self._documents = documents
        self._links = {("page", id): path for id, path in pages.items() if path}
        self._links |= {("document", id): document.address for id, document in documents.items()}
        self._makers: dict[str, Callable[[Any, Rewriter], Block | None]] = {
            "picture": self._picture,
            "gallery": self._gallery,
            "video": self._video,
            "embed": self._embed,
            "pull_quote": self._pull_quote,
            "quote": self._quote,
            "document": self._document,
        }

    def rewriter(self, table_label: str = "Table") -> Rewriter:
        """A rewriter for the texts of one page."""
        return Rewriter(self._links, self._embedded, table_label=table_label)

    def blocks(self, body: Iterable[Piece], rewriter: Rewriter) -> tuple[Block, ...]:
        """The blocks of one body; pieces with nothing to show are left out."""
        found = []
        for piece in body:
            kind, value = piece["type"], piece["value"]
            if kind in HTML_TYPES:
                html = rewriter.rewrite(str(value or ""))
                block = Block(kind, html) if html else None
            else:
                maker = self._makers.get(kind)
                block = maker(value or {}, rewriter) if maker else None
            if block:
                found.append(block)
        return tuple(found)

    def _embedded(self, attributes: Mapping[str, str]) -> str:
        if attributes.get("embedtype") != "image":
            return media_link(attributes)
        id = attributes.get("id", "")
        picture = self._pictures.get(int(id) if id.isdigit() else None, alt=attributes.get("alt", ""))
        return str(Markup("<figure>{}</figure>").format(picture_tag(picture))) if picture else ""

    def _picture(self, value: Piece, rewriter: Rewriter) -> Block | None:
        picture = self._pictures.get(
            value.get("picture"),
            alt=value.get("alt") or "",
            caption=value.get("caption") or "",
            credit=value.get("credit") or "",
        )
        return Block("picture", picture=picture, is_wide=bool(value.get("wide"))) if picture else None

    def _gallery(self, value: Piece, rewriter: Rewriter) -> Block | None:
        items = (item.get("value", item) for item in value.get("pictures") or ())
        shown = (self._pictures.get(item.get("picture"), caption=item.get("caption") or "") for item in items)
        pictures = tuple(picture for picture in shown if picture)
        return Block("gallery", pictures=pictures) if pictures else None

    def _video(self, value: Piece, rewriter: Rewriter) -> Block | None:
        video = recognise(value.get("url") or "")
        return self._elsewhere("video", value, video.host if video else "", video.url if video else "")

    def _embed(self, value: Piece, rewriter: Rewriter) -> Block | None:
        return self._elsewhere("embed", value, value.get("provider") or "")

    def _elsewhere(self, kind: str, value: Piece, host: str, url: str = "") -> Block | None:
        url = url or value.get("url") or ""
        if not url.startswith(("https://", "http://")):
            return None
        still = self._pictures.get(value.get("still"))
        return Block(kind, url=url, host=host or host_of(url), text=value.get("title") or "", picture=still)

    def _pull_quote(self, value: Piece, rewriter: Rewriter) -> Block | None:
        return self._quoted("pull_quote", value)

    def _quote(self, value: Piece, rewriter: Rewriter) -> Block | None:
        return self._quoted("quote", value)

    def _quoted(self, kind: str, value: Piece) -> Block | None:
        html = paragraphs(value.get("text") or "")
        return Block(kind, html, attribution=value.get("attribution") or "") if html else None

    def _document(self, value: Piece, rewriter: Rewriter) -> Block | None:
        document = self._documents.get(value.get("document") or 0)
        if document is None:
            return None
        text = value.get("title") or document.title
        return Block("document", url=document.address, text=text, size_bytes=document.size_bytes)


def host_of(url: str) -> str:
    """The name of a host as people call it: "example.org"."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def words_in(blocks: Iterable[Block], language: str) -> int:
    """About how many words the blocks hold: spaces and ends of paragraphs. Exact counting takes a millisecond."""
    texts = [block.html for block in blocks if block.html]
    if language.split("-")[0] in _WITHOUT_SPACES:
        return word_count(plain_text(" ".join(texts)))
    ends = sum(html.count("</p>") + html.count("</li>") + html.count("</h") + html.count("<br") for html in texts)
    return ends + sum(_TAG.sub("", html).count(" ") for html in texts)


def first_words(blocks: Iterable[Block]) -> str:
    """The beginning of the text in one line, for descriptions."""
    html = next((block.html for block in blocks if block.type in HTML_TYPES and block.html), Markup(""))
    return excerpt(plain_text(html[: DESCRIPTION * 8].rpartition("<")[0] or html), DESCRIPTION)
