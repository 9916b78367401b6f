"""Finished, frozen records: all that a template may show. Templates read these and never query.

Every string is plain text unless its type is Markup, which comes from the sanitiser or from our own rewriter.
Addresses are root-relative (`/2013/06/rivers.html`) unless a name says `absolute`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from markupsafe import Markup

from handpress.kit.colour import ACCENT

OnDay: TypeAlias = date  # for records that have a field called `date`


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the magazine: BCP 47 `code`, its own `name`, direction, and the address of its front page."""

    code: str
    name: str
    is_rtl: bool
    address: str


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date with its precision: "day", "month", "year" or "none". `iso` is "2013-06-13", "2013-06", "2013", ""."""

    on: date | None
    precision: str
    iso: str


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; `rel` where a link needs one (me, nofollow), `note` for annotated links."""

    label: str
    address: str
    rel: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture: its public address and size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShareImage:
    """What stands for a page on other people's sites: a file's public address and size, and what it shows."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the files that exist: `avif` and `webp` by rising width, `fallback` a JPEG or PNG."""

    id: int
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    avif: tuple[Rendition, ...]
    webp: tuple[Rendition, ...]
    fallback: Rendition
    social: Rendition | None = None
    focus: tuple[int, int] | None = None  # per cent from the left and the top, for object-position


@dataclass(frozen=True, slots=True)
class Byline:
    """A name as printed; `address` is empty when it matches no author with a page.

    `creator` is the author's handle in the fediverse, `@name@server`, or empty.
    """

    name: str
    address: str = ""
    creator: str = ""


@dataclass(frozen=True, slots=True)
class AuthorBox:
    """An author as shown at the end of an article and at the head of the author's page."""

    name: str
    address: str
    bio: Markup
    picture: Picture | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceCredit:
    """Where a piece first appeared. `line` is the credit as the source wants it, `original_url` may be empty."""

    name: str
    address: str
    home_url: str
    original_url: str
    line: str
    first_published: PrintedDate | None = None


@dataclass(frozen=True, slots=True)
class LicenceNotice:
    """The licence shown under an article; `url` may be empty."""

    name: str
    url: str
    notice: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as lists show it."""

    id: int
    address: str
    headline: str
    standfirst: str
    kind: str
    kicker: Link | None  # its main section
    bylines: tuple[Byline, ...]
    date: PrintedDate
    source_name: str = ""
    picture: Picture | None = None
    place: str = ""
    minutes: int = 0
    language: str = "en"
    deadline: OnDay | None = None
    is_closed: bool = False
    video_s: int = 0
    picture_count: int = 0
    is_ahead: bool = False  # its date has not come: it leads no page


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A dated correction printed under the article."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What a book review says of its book."""

    title: str
    author: str
    publisher: str
    year: str
    isbn: str
    cover: Picture | None = None


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """An action alert: whom it addresses, what to do, until when; what came of it once the scheduler closed it."""

    target: str
    what_to_do: Markup
    deadline: date | None
    is_closed: bool
    outcome: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """Who issued a press release and whom to ask."""

    organisation: str
    contact: str


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """A video that readers open at its host: no third-party code on the page."""

    url: str
    host: str
    still: Picture | None
    duration_s: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body.

    `type` decides what else is set: "text", "table", "legacy" → html; "picture" → picture, is_wide;
    "gallery" → pictures; "video" and "embed" → url, host, text (title), picture (still); "pull_quote" and
    "quote" → html, attribution; "document" → url, text (title), size_bytes.
    """

    type: str
    html: Markup = field(default_factory=Markup)
    picture: Picture | None = None
    pictures: tuple[Picture, ...] = ()
    is_wide: bool = False
    url: str = ""
    host: str = ""
    text: str = ""
    attribution: str = ""
    size_bytes: int = 0
    note: int = 0  # on paper: the number of the note that has this url already


@dataclass(frozen=True, slots=True)
class Translation:
    """The same article in another language."""

    language: Language
    address: str
    headline: str


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """What an app adds to an article's page: its template is given `content` as `part.content`."""

    name: str
    template: str
    place: str  # "end": under the text; "below": under the article
    content: Any


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its own page shows it. The teaser's facts are repeated so that a template needs one record."""

    id: int
    address: str
    absolute: str  # full address with host
    canonical: str  # the original's address where it is known, else `absolute`
    headline: str
    standfirst: str
    kind: str
    language: str
    kicker: Link | None
    bylines: tuple[Byline, ...]
    date: PrintedDate
    place: str
    minutes: int
    words: int
    blocks: tuple[Block, ...]
    published_at: datetime | None
    modified_at: OnDay | None  # when its text was last rewritten, or the day of a later correction
    lead: Picture | None = None
    image: ShareImage | None = None  # what it is shared with; None for the magazine's card
    source: SourceCredit | None = None
    licence: LicenceNotice | None = None
    rights_note: str = ""
    sections: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    translations: tuple[Translation, ...] = ()
    translate_links: tuple[Link, ...] = ()  # the chosen translation service, for languages without a translation
    related: tuple[Teaser, ...] = ()
    newer: Teaser | None = None
    older: Teaser | None = None
    book: BookFacts | None = None
    alert: AlertFacts | None = None
    release: ReleaseFacts | None = None
    video: VideoFacts | None = None
    share: tuple[Link, ...] = ()
    has_comments: bool = False
    description: str = ""  # for meta tags: the standfirst or the first sentences
    guid: str = ""  # its id in the feed of the site it came from
    json_ld: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of one language shows: one record per language, the same object on every page."""

    name: str
    motto: str
    base_url: str
    language: Language
    languages: tuple[Language, ...]
    menu: tuple[Link, ...]  # sections and dossiers, in the editor's order
    service: tuple[Link, ...]  # archive, feeds, links, editor's picks, kinds …
    footer: tuple[Link, ...]  # about, disclaimer, fair use, contact …
    follow: tuple[Link, ...]
    support: Link | None
    support_text: Markup
    logo: Picture | None
    publisher: str
    copyright_line: str
    feed_rss: str
    feed_json: str
    search_address: str
    accent: str = ACCENT
    social: ShareImage | None = None  # the magazine's card in this language


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month page; `date` None holds what has no day."""

    date: date | None
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month (or, month 0, a whole year or the undated) that has articles."""

    year: int
    month: int
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year with its months, newest first; `address` is empty where the list keeps months only."""

    year: int
    address: str
    count: int
    months: tuple[CalendarMonth, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontBlock:
    """One block of the front page.

    `type`: "lead" (teasers[0], with up to two under it), "picks", "latest", "alerts", "releases",
    "section" (title, address, teasers: first bigger), "more" (links to sections), "dossiers" (links with notes),
    "pictures", "videos".
    """

    type: str
    title: str = ""
    address: str = ""
    teasers: tuple[Teaser, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """One feed on the page that lists them: title and both addresses; `group` names the heading it stands under."""

    group: str
    title: str
    rss: str
    json: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame around every page needs."""

    address: str
    absolute: str
    canonical: str
    title: str  # for <title>, without the magazine's name
    description: str
    kind: str  # "front", "article", "list", "month", "archive", "plain", …: a class on <body>
    alternates: tuple[tuple[str, str], ...] = ()  # (language code, absolute address) for hreflang, itself included
    feeds: tuple[Link, ...] = ()  # rel=alternate
    picture: ShareImage | None = None  # what it is shared with; None for the magazine's card
    is_indexed: bool = True
