"""Records made by hand for every template: four languages, long names, no pictures, three hundred articles.

`python -m tests.plain.theme.samples FOLDER` writes them all as files, to be looked at and checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from markupsafe import Markup
from tests.plain.theme.sample_texts import TEXTS

from handpress.edition.json_ld import article_json_ld
from handpress.theme.records import (
    AlertFacts,
    Article,
    ArticlePart,
    AuthorBox,
    Block,
    BookFacts,
    Byline,
    CalendarMonth,
    CalendarYear,
    CorrectionNote,
    Day,
    FeedInfo,
    FrontBlock,
    Language,
    LicenceNotice,
    Link,
    Page,
    Picture,
    PrintedDate,
    ReleaseFacts,
    Rendition,
    Site,
    SourceCredit,
    Teaser,
    Translation,
    VideoFacts,
)
from handpress.theme.theming import Theme

BASE = "https://magazine.example"
NEWEST = date(2026, 11, 20)
LANGUAGES = (
    Language("en", "English", False, "/"),
    Language("es", "Español", False, "/es/"),
    Language("ar", "العربية", True, "/ar/"),
    Language("hi", "हिन्दी", False, "/hi/"),
)
ASK = "https://engine.example/?q=site%3Amagazine.example%20"
BY_CODE = {language.code: language for language in LANGUAGES}
SHARES = ("Mail", "WhatsApp", "Telegram", "Mastodon", "Bluesky", "X", "Facebook")


def printed(on: date, precision: str = "day") -> PrintedDate:
    """A date as records carry it."""
    return PrintedDate(on, precision, on.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]])


def picture(number: int, *, alt: str = "A ferry at its landing", caption: str = "", tall: bool = False) -> Picture:
    """A picture with all its renditions."""
    width, height = (1200, 1600) if tall else (1600, 1067)

    def files(ending: str) -> tuple[Rendition, ...]:
        return tuple(
            Rendition(f"/i/{number:02}/sample{number}-{w}.{ending}", w, round(w * height / width))
            for w in (480, 720, 960, 1600)
        )

    return Picture(
        id=number,
        alt=alt,
        caption=caption,
        credit="Inés Aldana" if caption else "",
        width=width,
        height=height,
        avif=files("avif"),
        webp=files("webp"),
        fallback=Rendition(f"/i/{number:02}/sample{number}-960.jpeg", 960, round(960 * height / width)),
        social=Rendition(f"/i/{number:02}/sample{number}-social.jpeg", 1200, 630),
        focus=(30, 60),
    )


def site(code: str = "en", **changes: Any) -> Site:
    """The magazine in one language."""
    words = TEXTS[code]
    root = BY_CODE[code].address
    made = Site(
        name=words["name"],
        motto=words["motto"],
        base_url=BASE,
        language=BY_CODE[code],
        languages=LANGUAGES,
        menu=tuple(Link(label, f"{root}section/s{n}/") for n, label in enumerate(words["sections"])),
        service=tuple(Link(label, f"{root}v{n}/") for n, label in enumerate(words["service"])),
        footer=tuple(Link(label, f"{root}p{n}/") for n, label in enumerate(words["footer"])),
        follow=(Link("Mastodon", "https://social.example/@m", "me"), Link("RSS", f"{root}feeds/")),
        support=Link(words["support"], f"{root}support/"),
        support_text=Markup("<p>{}</p>").format(words["support_text"]),
        logo=None,
        publisher=words["name"],
        copyright_line=f"© {words['name']}",
        feed_rss=f"{root}feeds/all.xml",
        feed_json=f"{root}feeds/all.json",
        search_address=f"{root}search/",
    )
    return replace(made, **changes)


def page(code: str, kind: str, title: str, address: str, **changes: Any) -> Page:
    """What the frame needs."""
    root = BY_CODE[code].address.rstrip("/")
    made = Page(
        address=root + address,
        absolute=BASE + root + address,
        canonical=BASE + root + address,
        title=title,
        description=TEXTS[code]["standfirsts"][0],
        kind=kind,
        alternates=tuple((lang.code, BASE + lang.address.rstrip("/") + address) for lang in LANGUAGES),
        feeds=(Link("RSS", f"{root}/feeds/all.xml"), Link("JSON Feed", f"{root}/feeds/all.json")),
    )
    return replace(made, **changes)


def teaser(number: int, code: str = "en", **changes: Any) -> Teaser:
    """The article of this number as lists show it; every third has a picture, every fifth a source."""
    words = TEXTS[code]
    on = NEWEST - timedelta(days=number * 2 // 3)
    root = BY_CODE[code].address
    section = number % len(words["sections"])
    made = Teaser(
        id=1000 - number,
        address=f"{root}{on:%Y/%m}/a{number}.html",
        headline=words["headlines"][number % len(words["headlines"])],
        standfirst=words["standfirsts"][number % len(words["standfirsts"])],
        kind="article",
        kicker=Link(words["sections"][section], f"{root}section/s{section}/"),
        bylines=bylines(code, 1 + number % 3 // 2, number),
        date=printed(on),
        source_name=words["source"] if number % 5 == 4 else "",
        picture=picture(number % 6) if number % 3 == 0 else None,
        minutes=3 + number % 9,
        language=code,
    )
    return replace(made, **changes)


def bylines(code: str, count: int, start: int = 0) -> tuple[Byline, ...]:
    """Some of the magazine's writers; the last has no page of her own."""
    names = TEXTS[code]["authors"]
    chosen = [names[(start + n) % len(names)] for n in range(count)]
    return tuple(Byline(name, "" if name == names[-1] else f"/author/w{names.index(name)}/") for name in chosen)


def teasers(count: int, code: str = "en", start: int = 0, **changes: Any) -> tuple[Teaser, ...]:
    """So many articles, newest first."""
    return tuple(teaser(number, code, **changes) for number in range(start, start + count))


def paragraphs(code: str, count: int) -> Markup:
    """Body text with a few links in it."""
    texts = TEXTS[code]["paragraphs"]
    return Markup("").join(Markup("<p>{}</p>").format(Markup(texts[n % len(texts)])) for n in range(count))


def article(code: str = "en", **changes: Any) -> Article:
    """A text article with everything an ordinary one has, and no picture."""
    words = TEXTS[code]
    root = BY_CODE[code].address
    address = f"{root}2026/11/a1.html"
    sections = site(code).menu
    made = Article(
        id=1,
        address=address,
        absolute=BASE + address,
        canonical=BASE + address,
        headline=words["headlines"][0],
        standfirst=words["standfirsts"][0],
        kind="article",
        language=code,
        kicker=sections[1],
        bylines=bylines(code, 2),
        date=printed(NEWEST),
        place=words["place"],
        minutes=8,
        words=1750,
        blocks=(
            Block("text", paragraphs(code, 6)),
            Block("text", Markup("<h2>{}</h2>").format(words["subhead"]) + paragraphs(code, 12)),
        ),
        published_at=datetime(2026, 11, 20, 6, 30, tzinfo=UTC),
        modified_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        licence=LicenceNotice("CC BY-NC-SA 4.0", "https://licence.example/by-nc-sa/4.0/", words["licence"]),
        sections=sections[1:3],
        tags=tuple(Link(tag, f"{root}tag/t{n}/") for n, tag in enumerate(words["tags"])),
        corrections=(CorrectionNote(date(2026, 11, 21), words["correction"]),),
        translations=tuple(
            Translation(lang, f"{lang.address}2026/11/a1.html", TEXTS[lang.code]["headlines"][0])
            for lang in LANGUAGES
            if lang.code != code
        ),
        related=teasers(3, code, 7),
        newer=teaser(0, code),
        older=teaser(2, code),
        share=tuple(Link(name, f"https://{name.lower()}.example/share?u={BASE}{address}") for name in SHARES),
        description=words["standfirsts"][0],
    )
    made = replace(made, **changes)
    return replace(made, json_ld=article_json_ld(made, site(code)))


def author_box(code: str, number: int, *, with_picture: bool = False) -> AuthorBox:
    """A writer with a bio."""
    words = TEXTS[code]
    return AuthorBox(
        name=words["authors"][number],
        address=f"/author/w{number}/",
        bio=Markup("<p>{}</p>").format(words["bio"]),
        picture=picture(number) if with_picture else None,
        links=(Link("Mastodon", f"https://social.example/@w{number}", "me"),),
    )


def source_credit(code: str = "en") -> SourceCredit:
    """A piece that first stood elsewhere."""
    return SourceCredit(
        name=TEXTS[code]["source"],
        address="/source/harbour/",
        home_url="https://harbour.example/",
        original_url="https://harbour.example/2026/11/18/nets",
        line="",
        first_published=printed(date(2026, 11, 18)),
    )


def rich_blocks(code: str = "en") -> tuple[Block, ...]:
    """One block of every type."""
    words = TEXTS[code]
    caption = words["standfirsts"][1]
    return (
        Block("text", paragraphs(code, 3)),
        Block("picture", picture=picture(1, caption=caption)),
        Block("text", paragraphs(code, 2)),
        Block("pull_quote", Markup(words["standfirsts"][2]), attribution=words["authors"][0]),
        Block("text", Markup("<h2>{}</h2>").format(words["subhead"]) + paragraphs(code, 2)),
        Block("picture", picture=picture(2, caption=caption), is_wide=True),
        Block("quote", Markup("<p>{}</p>").format(words["standfirsts"][3]), attribution=words["source"]),
        Block("table", Markup(TABLE)),
        Block("gallery", pictures=tuple(picture(n, caption=caption if n % 2 else "") for n in range(5))),
        Block("video", url="https://tube.example/w/1", host="tube.example", text=caption, picture=picture(3)),
        Block("embed", url="https://social.example/@m/1", host="social.example", text=words["headlines"][4]),
        Block("document", url="/d/ab/report.pdf", text=words["headlines"][5], size_bytes=1_240_000),
        Block("legacy", Markup(LEGACY)),
    )


TABLE = (
    "<table><caption>Crossings a day</caption><thead><tr><th scope=col>Year</th><th scope=col>Spring</th>"
    "<th scope=col>Autumn</th></tr></thead><tbody><tr><td>2024</td><td>14</td><td>9</td></tr>"
    "<tr><td>2025</td><td>12</td><td>1,104</td></tr></tbody></table>"
)
LEGACY = (
    '<h3>Notes</h3><p>As told then.<sup id="r1"><a href="#f1">1</a></sup></p><ol><li id="f1">Ledger of the '
    'landing, 1974. <a href="#r1">Back</a></li></ol><ul><li>One</li><li>Two</li></ul><hr><blockquote><p>'
    "The river keeps its own accounts.</p></blockquote>"
)


def calendar(*, years: int = 12, months: bool = True) -> tuple[CalendarYear, ...]:
    """Twelve years of an archive."""
    return tuple(
        CalendarYear(
            year,
            f"/{year}/",
            240,
            tuple(CalendarMonth(year, m, f"/{year}/{m:02}/", 8 + m * 3) for m in range(12, 0, -1)) if months else (),
        )
        for year in range(2026, 2026 - years, -1)
    )


def days(code: str, count: int) -> tuple[Day, ...]:
    """A month by day, newest first, the undated last."""
    items = teasers(count, code)
    dated = {item.date.on: None for item in items}
    found = [Day(on, tuple(t for t in items if t.date.on == on)) for on in dated]
    return (*found, Day(None, teasers(1, code, 50)))


def front_blocks(code: str = "en", *, pictures: bool = True) -> tuple[FrontBlock, ...]:
    """A full front page."""
    words = TEXTS[code]
    plain: dict[str, Any] = {} if pictures else {"picture": None}
    sections = site(code).menu
    media: dict[str, Any] = {"picture": picture(3)} if pictures else {"picture": None}
    return (
        FrontBlock("lead", teasers=(teaser(0, code, **plain), teaser(10, code), teaser(11, code))),
        FrontBlock("picks", words["service"][1], "/editors-picks/", teasers(4, code, 20, picture=None)),
        FrontBlock("latest", words["service"][0], "/archive/", teasers(8, code, 1, picture=None)),
        FrontBlock(
            "alerts",
            words["service"][2],
            "/action-alerts/",
            teasers(2, code, 30, kind="action_alert", deadline=date(2026, 12, 1), picture=None),
        ),
        *(
            FrontBlock("section", link.label, link.address, teasers(4, code, 3 * n + 3, **plain))
            for n, link in enumerate(sections)
        ),
        FrontBlock(
            "dossiers", words["dossier"], links=tuple(replace(s, note=words["standfirsts"][2]) for s in sections[:3])
        ),
        FrontBlock(
            "pictures",
            words["service"][4],
            "/pictures/",
            teasers(4, code, 40, kind="picture_story", picture_count=12, **media),
        ),
        FrontBlock("videos", words["service"][5], "/videos/", teasers(4, code, 45, kind="video", video_s=252, **media)),
        FrontBlock("releases", words["service"][3], "/press-releases/", teasers(3, code, 60, picture=None)),
    )


def feeds() -> tuple[FeedInfo, ...]:
    """The feeds of a magazine, grouped."""
    magazine = FeedInfo("The magazine", "Everything", "/feeds/all.xml", "/feeds/all.json")
    return (
        magazine,
        *(FeedInfo("Sections", s.label, f"/feeds{s.address}.xml", f"/feeds{s.address}.json") for s in site().menu),
    )


Context = dict[str, Any]


def author_part(code: str) -> ArticlePart:
    """The article part with the boxes of two authors."""
    return ArticlePart("authors", "parts/authors.html", "end", (author_box(code, 0), author_box(code, 1)))


def article_context(code: str = "en", kind: str = "article", **changes: Any) -> Context:
    """What article.html receives."""
    parts = changes.pop("parts", (author_part(code),))
    made = article(code, kind=kind, **changes)
    frame = page(code, "article", made.headline, "/2026/11/a1.html", canonical=made.canonical)
    return {"site": site(code), "page": frame, "article": made, "parts": parts}


def search_context() -> Context:
    """What search.html receives."""
    more = {"asked": Markup('<q dir="auto">%%asked%%</q>'), "engine": "An engine", "engine_address": ASK}
    return list_context("en", "search", "Search", "/search/", sections=site().menu, **more)


def list_context(code: str, kind: str, title: str, address: str, /, **more: Any) -> Context:
    """What the templates of lists receive."""
    frame = page(code, kind, title, address)
    return {
        "site": site(code), "page": frame, "teasers": teasers(30, code), "calendar": calendar(), **more
    }  # fmt: skip


def _section(code: str, kind: str = "standing", **more: Any) -> Context:
    words = TEXTS[code]
    facts = {
        "section_title": words["sections"][0],
        "standfirst": words["standfirsts"][0],
        "introduction": Markup(""),
        "section_kind": kind,
        "began": None,
        "ended": None,
        "key": (),
        "picture": None,
    }
    return list_context(code, "list", words["sections"][0], "/section/s0/", **{**facts, **more})


def _dossier(code: str) -> Context:
    return _section(
        code,
        "dossier",
        began=date(2024, 2, 3),
        introduction=paragraphs(code, 2),
        key=teasers(3, code, 12),
        picture=picture(4, caption=TEXTS[code]["standfirsts"][1]),
    )


def _bucket(code: str, count: int = 45) -> Context:
    title = Theme().words(code).period(2026, 11)
    return {
        "site": site(code),
        "page": page(code, "month", title, "/2026/11/"),
        "title": title,
        "parent": Link("2026", "/2026/"),
        "year": CalendarMonth(2026, 11, "/2026/11/", count),
        "days": days(code, count),
        "newer": None,
        "older": Link(Theme().words(code).period(2026, 10), "/2026/10/"),
    }


def _year(code: str) -> Context:
    return {
        "site": site(code),
        "page": page(code, "year", "2026", "/2026/"),
        "year": 2026,
        "months": calendar(years=1)[0].months,
        "days": (Day(None, teasers(3, code)),),
        "newer": None,
        "older": Link("2025", "/2025/"),
    }


def _plain(code: str) -> Context:
    title = TEXTS[code]["footer"][0]
    frame = page(code, "plain", title, "/about/")
    return {
        "site": site(code), "page": frame, "title": title, "role": "about",
        "blocks": (Block("text", paragraphs(code, 5)),),
    }  # fmt: skip


def _links(code: str) -> Context:
    links = tuple(Link(name, "https://example.org/", note="Reports from the coast.") for name in ["Estuary", "Delta"])
    return {
        "site": site(code), "page": page(code, "links", "Links", "/links/"), "title": "Links",
        "intro": Markup(""), "groups": (("Rivers", links), ("Archives", links)),
    }  # fmt: skip


def _feeds() -> Context:
    return {"site": site(), "page": page("en", "feeds", "Feeds", "/feeds/"), "feeds": feeds()}


def _front(code: str, blocks: tuple[FrontBlock, ...]) -> Context:
    frame = page(code, "front", "", "/")
    return {"site": site(code), "page": frame, "blocks": blocks, "edition_date": printed(NEWEST)}


def _alert(closed: bool) -> Context:
    facts = AlertFacts(
        "The harbour board",
        Markup("<p>Write to the board before its meeting:</p><ul><li>by letter</li><li>in person</li></ul>"),
        date(2026, 12, 1),
        closed,
    )
    return article_context(kind="action_alert", alert=facts)


BOOK = BookFacts(
    "The Weight of Water",
    "Tomasa Quiroga Villanueva",
    "Estuary Press",
    "2025",
    "978-0-00-000000-2",
    picture(5, tall=True),
)
STORY = Block("gallery", pictures=tuple(picture(n, caption="The landing at low water.") for n in range(6)))
RELEASE = ReleaseFacts("Union of Ferry Hands", "press@union.example")
FILM = VideoFacts("https://tube.example/w/9", "tube.example", picture(4), 724)


def few() -> tuple[FrontBlock, ...]:
    """A front page of a magazine with three articles."""
    plain = teasers(3, picture=None)
    return (FrontBlock("lead", teasers=plain[:1]), FrontBlock("latest", "Latest", "/archive/", plain[1:]))


def many() -> tuple[FrontBlock, ...]:
    """A front page with three hundred articles under the lead."""
    return (*front_blocks()[:3], FrontBlock("section", "Everything", "/archive/", teasers(300, picture=None)))


SAMPLES: dict[str, tuple[str, str, Callable[[], Context]]] = {
    "front": ("front.html", "en", lambda: _front("en", front_blocks())),
    "front-es": ("front.html", "es", lambda: _front("es", front_blocks("es"))),
    "front-ar": ("front.html", "ar", lambda: _front("ar", front_blocks("ar"))),
    "front-hi": ("front.html", "hi", lambda: _front("hi", front_blocks("hi"))),
    "front-bare": ("front.html", "en", lambda: _front("en", front_blocks(pictures=False))),
    "front-few": ("front.html", "en", lambda: _front("en", few())),
    "front-many": ("front.html", "en", lambda: _front("en", many())),
    "front-empty": ("front.html", "en", lambda: _front("en", ())),
    "article": ("article.html", "en", article_context),
    "article-es": ("article.html", "es", lambda: article_context("es")),
    "article-ar": ("article.html", "ar", lambda: article_context("ar")),
    "article-hi": ("article.html", "hi", lambda: article_context("hi")),
    "article-rich": (
        "article.html",
        "en",
        lambda: article_context(lead=picture(0, caption="At dawn."), blocks=rich_blocks(), source=source_credit()),
    ),
    "article-rich-ar": (
        "article.html",
        "ar",
        lambda: article_context("ar", lead=picture(0), blocks=rich_blocks("ar"), source=source_credit("ar")),
    ),
    "alert": ("article.html", "en", lambda: _alert(False)),
    "alert-closed": ("article.html", "en", lambda: _alert(True)),
    "release": (
        "article.html",
        "en",
        lambda: article_context(kind="press_release", release=RELEASE),
    ),
    "book": ("article.html", "en", lambda: article_context(kind="book_review", book=BOOK)),
    "pictures": ("article.html", "en", lambda: article_context(kind="picture_story", blocks=(STORY,))),
    "video": ("article.html", "en", lambda: article_context(kind="video", video=FILM)),
    "section": ("section.html", "en", lambda: _section("en")),
    "section-ar": ("section.html", "ar", lambda: _section("ar")),
    "section-hi": ("section.html", "hi", lambda: _section("hi")),
    "section-empty": ("section.html", "en", lambda: _section("en", teasers=(), calendar=())),
    "dossier": ("section.html", "en", lambda: _dossier("en")),
    "author": (
        "author.html",
        "en",
        lambda: list_context("en", "list", "Author", "/author/w0/", author=author_box("en", 0, with_picture=True)),
    ),
    "source": (
        "source.html",
        "en",
        lambda: list_context(
            "en", "list", "Source", "/source/h/", name="The Harbour Sheet", home_url="https://harbour.example/",
            credit_line="First published in The Harbour Sheet.", standing_permission=True,
        ),
    ),
    "tag": ("tag.html", "en", lambda: list_context("en", "list", "Salt", "/tag/t0/", name="Salt")),
    "kind": (
        "kind.html",
        "en",
        lambda: list_context("en", "book_review", "Book reviews", "/book-reviews/", title="Books", intro="Read."),
    ),
    "kind-pictures": (
        "kind.html",
        "en",
        lambda: list_context("en", "picture_story", "Pictures", "/pictures/", title="Pictures", intro=""),
    ),
    "bucket": ("bucket.html", "en", lambda: _bucket("en")),
    "month": ("month.html", "en", lambda: _bucket("en")),
    "month-ar": ("month.html", "ar", lambda: _bucket("ar")),
    "month-many": ("month.html", "en", lambda: _bucket("en", 300)),
    "year": ("year.html", "en", lambda: _year("en")),
    "archive": (
        "archive.html",
        "en",
        lambda: list_context("en", "archive", "Archive", "/archive/", undated=Link("Undated", "/undated/")),
    ),
    "archive-ar": ("archive.html", "ar", lambda: list_context("ar", "archive", "الأرشيف", "/archive/", undated=None)),
    "plain": ("plain.html", "en", lambda: _plain("en")),
    "links": ("links.html", "en", lambda: _links("en")),
    "feeds": ("feeds.html", "en", _feeds),
    "search": ("search.html", "en", lambda: search_context()),
    "404": ("404.html", "en", lambda: {"site": site(), "page": page("en", "404", "Page not found", "/404.html")}),
    "unsent": (
        "unsent.html",
        "en",
        lambda: {"site": site(), "page": page("en", "unsent", "This cannot be sent just now", "/-/en/unsent.html")},
    ),
    "answer": (
        "answer.html",
        "en",
        lambda: {"site": site(), "title": "Something went wrong here", "text": "The fault is ours."},
    ),
    "gone": (
        "gone.html",
        "en",
        lambda: {
            "site": site(), "page": page("en", "gone", "Gone", "/a.html"), "reason": "Taken down at the writer’s wish.",
            "status": 410, "address": "/2013/06/a.html", "archive": Link("Archive", "/archive/"),
        },
    ),
    "moved": (
        "moved.html",
        "en",
        lambda: {"site": site(), "page": page("en", "moved", "Moved", "/a.html"), "to": "/2013/06/rivers.html"},
    ),
}  # fmt: skip


def rendered(name: str, theme: Theme | None = None) -> str:
    """One sample as a page."""
    template, code, context = SAMPLES[name]
    return (theme or Theme()).render(template, code, **context())


def main(folder: Path) -> None:
    """Write every sample into `folder`."""
    theme = Theme()
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        (folder / f"{name}.html").write_text(rendered(name, theme), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
