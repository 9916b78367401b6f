"""Where the magazine itself answers, whatever records it has: its pages, periods, feeds and files."""

from __future__ import annotations

import re

from django.conf import settings

from handpress.kit.own_words import FEEDS, OWN, RESERVED, SEARCH, SITEMAPS, UNDATED, Use

OWN_FILES = frozenset(f"/{name}" for name in OWN[Use.FILE])
OWN_PAGES = OWN[Use.PAGE]
OWN_LISTS = OWN[Use.LIST]
_KINDS = "|".join(sorted(OWN[Use.RECORDS]))
_PERIOD = re.compile(rf"/(?:\d{{4}}(?:/\d{{2}})?|{UNDATED})/\Z", re.ASCII)
_FEED = re.compile(
    rf"/{FEEDS}/(?:all|kind/(?:{'|'.join(sorted(OWN_LISTS))})|(?:{_KINDS})/[^/]+)\.(?:xml|json)\Z",
    re.IGNORECASE,
)
_SITEMAP = re.compile(rf"/{SITEMAPS}/(?:pages|news|{UNDATED}|\d{{4}}(?:-\d{{2}})?)\.xml\Z", re.IGNORECASE | re.ASCII)


def is_search(path: str) -> bool:
    """Whether a question to this page is one to the magazine's own search."""
    return without_language(path).strip("/").lower().removesuffix("index.html").strip("/") == SEARCH


def without_language(path: str) -> str:
    """The path below its language's folder."""
    first, _, rest = path.removeprefix("/").partition("/")
    others = {language.code for language in settings.PUBLICATION.languages[1:]}
    return f"/{rest}" if first.lower() in others else path


def is_ours(path: str) -> bool:
    """Whether the path lies among lists, feeds and other places that the magazine makes by itself."""
    first = without_language(path).split("/")[1].lower()
    return first in RESERVED or first.partition(".")[0] in RESERVED


def is_own_page(path: str) -> bool:
    """Whether the magazine itself answers there whatever is in it: front page, a year, a month, a file of its own.

    A first word that is reserved does not say so: nothing of the magazine stands at /archives/123/, /videos/the-dam/
    or /feeds/the-dam/, and only lists of a kind have years: nothing stands at /links/2012/03/.
    """
    folder = re.sub(r"/index\.html\Z", "/", without_language(path).lower())
    if folder == "/" or _PERIOD.match(folder):
        return True
    first, _, rest = folder.removeprefix("/").partition("/")
    if "." in first:
        return folder in OWN_FILES
    if _SITEMAP.match(path) or _FEED.match(folder):
        return True
    return (first in OWN_PAGES and not rest.strip("/")) or (first in OWN_LISTS and is_period(rest))


def is_period(rest: str) -> bool:
    """Whether the rest of a list's path names nothing, a year or a month."""
    return not rest.strip("/") or bool(_PERIOD.match(f"/{rest.strip('/')}/"))
