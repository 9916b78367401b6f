"""The small files that programs look for at fixed places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from handpress.edition.recipes import sitemaps
from handpress.edition.robots import expiry, robots_txt, security_txt
from handpress.kit.colour import ACCENT
from handpress.kit.own_words import SITEMAPS, WELL_KNOWN
from handpress.newsroom.models import Magazine, Picture
from handpress.pages.recipe import CODE, EditionRecipe
from handpress.press.engine import Notes, Reading
from handpress.reading import places
from handpress.reading.magazine_lists import every_bucket, every_key, news_window
from handpress.theme.icons import apple_icon, favicon, large_icon

MONTH = f"{SITEMAPS}/month/"


class SmallFilesRecipe(EditionRecipe):
    """Sitemaps, robots.txt and security.txt. Subject: `robots`, or `sitemaps/month/2013-06`."""

    name = "file"
    batch = 50
    paths = {
        f"{SITEMAPS}/index": "sitemap.xml",
        f"{SITEMAPS}/pages": f"{SITEMAPS}/pages.xml",
        f"{SITEMAPS}/news": f"{SITEMAPS}/news.xml",
        "robots": "robots.txt",
        "security": f"{WELL_KNOWN}/security.txt",
    }

    def subjects(self, key: str) -> Iterable[str]:
        """The sitemap of a month; security.txt, for a contact may have been given."""
        start = every_key("sitemap/")
        if key.startswith(start):
            return [MONTH + key.removeprefix(start)]
        return ["security"] if key in ("magazine:0", "window:0") else []

    def everything(self) -> Iterator[str]:
        """The files that are always there, and a sitemap for each month."""
        yield from self.paths
        yield from (MONTH + bucket for bucket in every_bucket())

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each file that has something in it; the record is the file's bytes."""
        for subject in subjects:
            notes = Notes(CODE)
            body = self._body(subject, notes)
            if body:
                bucket = subject.removeprefix(MONTH)
                path = self.paths.get(subject) or f"{SITEMAPS}/{bucket}.xml"
                yield Reading(subject, path, body, notes.trace())

    def press(self, reading: Reading) -> bytes:
        """As read."""
        return reading.record

    def _body(self, subject: str, notes: Notes) -> bytes | None:
        if subject.startswith(MONTH):
            return sitemaps.month(subject.removeprefix(MONTH), notes)
        makers = {
            f"{SITEMAPS}/index": lambda: sitemaps.index(notes),
            f"{SITEMAPS}/pages": lambda: sitemaps.own_pages(notes),
            f"{SITEMAPS}/news": lambda: sitemaps.news_of_now(notes, self.room),
            "robots": lambda: robots_txt(places.absolute(""), sitemaps.announced(notes)),
            "security": lambda: _security(notes),
        }
        return makers[subject]() if subject in makers else None


def _security(notes: Notes) -> bytes:
    """security.txt, when there is someone to tell; it expires at a date that moves with the scheduler's window."""
    notes.record("magazine:0", "window:0")
    contact = Magazine.objects.values_list("security_contact", flat=True).first() or ""
    window = news_window()
    if not contact or window is None:
        return b""
    return security_txt(contact, expiry(window), places.absolute(""), places.languages())


class IconRecipe(EditionRecipe):
    """Favicon and icons made of the logo, or of the accent colour. Subject: the file."""

    name = "icon"
    is_compressed = False
    makers = {"favicon.ico": favicon, "apple-touch-icon.png": apple_icon, "icon-512.png": large_icon}

    def everything(self) -> Iterator[str]:
        """Every icon."""
        yield from self.makers

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each icon: the logo's bytes and the accent."""
        magazine = Magazine.objects.values("logo_id", "accent").first() or {"logo_id": None, "accent": ACCENT}
        logo = Picture.objects.only("file").filter(pk=magazine["logo_id"]).first() if magazine["logo_id"] else None
        notes = Notes(CODE)
        notes.record("magazine:0", *([f"picture:{logo.pk}"] if logo else []))
        for name in subjects:
            if name in self.makers:
                yield Reading(name, name, (logo_bytes(logo), magazine["accent"]), notes.trace())

    def press(self, reading: Reading) -> bytes:
        """The icon's file."""
        return self.makers[reading.subject](*reading.record)


def logo_bytes(logo: Picture | None) -> bytes:
    """The logo's original; none for a drawing that Pillow cannot read."""
    if logo is None or PurePosixPath(logo.file.name or "").suffix.lower() == ".svg":
        return b""
    with logo.file.open("rb") as file:
        return file.read()
