"""The magazine's own words: what an address begins with that is no editor's to give, and what each stands for.

One table, which everyone reads: slugs that are refused, folders that servers keep to themselves or hand to a process,
what robots.txt keeps programs out of, lists and pages, old addresses that cannot go on answering at their place.
A further language has the same words below its own folder: `/es/archive/`.
"""

from __future__ import annotations

from enum import Enum

from handpress.kit.words import words


class Use(Enum):
    """What stands at an address that begins with the word."""

    PROCESS = "a process answers"
    STORE = "files named after their content, kept beside what is pressed"
    HIDDEN = "the tree keeps it to itself"
    PAGE = "a page that every language has"
    LIST = "a list that every language has, by years and months"
    RECORDS = "a list for each record of the kind, by its slug"
    FOLDER = "files that programs read"
    FILE = "a file that programs look for"
    PERIOD = "what has no date, beside the years"
    EDITORS = "a plain page whose role is meant to have the word"
    KEPT = "nothing, so that nobody mistakes it or something may stand there one day"


DESK, ENDPOINTS = "desk", "-"
PICTURES, DOCUMENTS = "i", "d"
PRESS, WELL_KNOWN = ".handpress", ".well-known"
FEEDS, SITEMAPS = "feeds", "sitemaps"
SEARCH, LINKS = "search", "links"
UNDATED = "undated"
PICKS = "editors-picks"
KINDS = {
    "book_review": "book-reviews",
    "press_release": "press-releases",
    "action_alert": "action-alerts",
    "picture_story": "pictures",
    "video": "videos",
}  # lists of one kind of article

OWN: dict[Use, frozenset[str]] = {
    Use.PROCESS: frozenset({DESK, ENDPOINTS}),
    Use.STORE: frozenset({PICTURES, DOCUMENTS}),
    Use.HIDDEN: frozenset({PRESS}),
    Use.PAGE: frozenset({"archive", FEEDS, LINKS, SEARCH}),
    Use.LIST: frozenset({*KINDS.values(), PICKS}),
    Use.RECORDS: words("section author source tag"),
    Use.FOLDER: frozenset({FEEDS, SITEMAPS, WELL_KNOWN}),
    Use.FILE: words(
        "404.html robots.txt sitemap.xml favicon.ico favicon.svg apple-touch-icon.png icon-512.png card.png "
        "manifest.webmanifest site.webmanifest humans.txt"
    ),
    Use.PERIOD: frozenset({UNDATED}),
    Use.EDITORS: words("about contact links submit support"),
    Use.KEPT: words(
        "404 410 alert alerts api app archives assets atom authors comment comments contact drive favicon favicon-ico "
        "feed gone humans-txt icons index index-html kit live manifest media news-sitemap newsletter newsletters "
        "preview robots robots-txt rss sections sitemap sitemap-xml sources static submit subscribe support-us tags "
        "unsubscribe well-known"
    ),
}

# No slug: also words inside folders, for an article may be moved to the root.
RESERVED = frozenset(
    word
    for use in (Use.PROCESS, Use.STORE, Use.PAGE, Use.LIST, Use.RECORDS, Use.FOLDER, Use.PERIOD, Use.KEPT)
    for word in OWN[use]
    if word[0].isalnum()
)
# Whatever lies in the tree, something else answers there.
SERVED_ELSEWHERE = OWN[Use.PROCESS] | OWN[Use.STORE]
# What robots.txt keeps programs out of (RFC 9309, 2.2.3 has the `*`).
PRIVATE = (f"/{DESK}/", f"/{ENDPOINTS}/", f"/{SEARCH}/?q=", f"/*/{SEARCH}/?q=")
# Folders of the tree that the press neither writes nor removes by its recipes.
NOT_PRESSED = (f"{PICTURES}/",)


def folder(word: str) -> str:
    """The address of all that begins with the word: `/desk/`."""
    return f"/{word}/"
