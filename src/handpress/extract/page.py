"""The article of one page: decode, read into blocks, find the article, read its front, write its body.

trafilatura was measured as a whole solution (2.3): on pages laid out by tables it keeps the navigation, the
headline and the comment notice as a table, 12 ms a page; on pages with semantic markup its body is good, but
it knows no source, standfirst or second author. So it is the second opinion here: asked where the blocks of
a page without layout tables give no article.
"""

from __future__ import annotations

import re
from dataclasses import replace

from handpress.extract.addresses import Addresses, addresses_of, date_of_folder
from handpress.extract.body import BodyWriter
from handpress.extract.ending import Ending, find_ending
from handpress.extract.errors import Refusal, refuse
from handpress.extract.finder import find_article
from handpress.extract.front import Front, FrontReader
from handpress.extract.html_blocks import html_page
from handpress.extract.line_reader import LineReader
from handpress.extract.metadata import Facts, named_on_page, read_head
from handpress.extract.model import Extraction, Page, TextBlock
from handpress.extract.profile import SiteProfile
from handpress.extract.prose import Stretch
from handpress.extract.reading import LIMIT_BYTES, ReadPage, read_page
from handpress.extract.sections import section_of
from handpress.kit.allowed import LINK_SCHEMES
from handpress.kit.dates import PartialDate
from handpress.kit.links import safe_link
from handpress.kit.text import guess_language

MAX_SECOND_OPINION = 500_000  # characters; it takes 1.5 GB for some megabytes of line breaks
MAX_BODY = 2_000_000  # characters; the longest novels have as many
FIRST_BLOCKS = 3
_LISTING = re.compile(r"(?:index of|directory listing (?:for|of)|listing of) /|\[to parent directory\]", re.IGNORECASE)
AMBIGUOUS = "The date can be read two ways; it was taken as day/month/year ({iso})."
ONLY_UPDATED = "The page shows the date of its last update only; {iso} was taken."
NOT_BELIEVED = "The date {iso} was not taken: it lies after today, or after the newest date that the site shows."
FROM_FOLDER = "No date is printed; {iso} was taken from the page's folder."


def extract_page(
    data: bytes | str, *, path: str = "", profile: SiteProfile | None = None, limit_bytes: int = LIMIT_BYTES
) -> Extraction | Refusal:
    """The article that a page holds, or why it holds none.

    `data` is the page's bytes (or text); `path` its place in the folder, "/" between its parts; `profile` what
    `learn_site` learned from its neighbours. Never raises for what a page contains.
    """
    read = read_page(data, path, limit_bytes=limit_bytes)
    if isinstance(read, Refusal):
        return read
    return Extractor(read, path, profile or SiteProfile()).extract()


class Extractor:
    """Takes the article out of one page that was read."""

    def __init__(self, read: ReadPage, path: str, profile: SiteProfile) -> None:
        self._read = read
        self._path = path
        self._profile = profile
        self._page: Page = read.page
        self._facts: Facts = read_head(read.page.head, profile)
        self._lines = LineReader(profile)
        self._addresses: Addresses = addresses_of(read.page.head, path, profile)

    def extract(self) -> Extraction | Refusal:
        """The article, or the refusal that says what the page is instead."""
        if self._is_listing():
            files = sum(bool(block.links) for block in self._page.blocks)
            return refuse("index_page", self._path, entries=files)
        found = find_article(self._page.blocks, self._profile)
        run = found.run
        if run is None and found.entries:
            return refuse("index_page", self._path, entries=found.entries)
        if run is None and (run := self._second_opinion()) is None:
            return refuse("not_a_page", self._path, what="no running text")
        lang = self._language(run)
        reader = FrontReader(self._page.blocks, run, self._profile, self._facts, lang, is_verse=found.is_verse)
        front, self._lines = reader.read(), reader.lines
        if front.body_start >= len(self._page.blocks):
            return refuse("not_a_page", self._path, what="no running text")
        body = Stretch(front.body_start, max(run.end, front.body_start + 1), run.weight)
        authors = self._facts.authors or front.authors
        ending = find_ending(self._page.blocks, body, profile=self._profile, lang=lang, authors=authors)
        blocks = self._body_blocks(front, ending)
        if (size := sum(len(block.text) for block in blocks)) > MAX_BODY:
            return refuse("too_large", self._path, size=f"{size:,}", limit=f"{MAX_BODY:,}")
        article = self._extraction(front, ending, blocks, lang)
        is_empty = not article.body_text and not article.images
        return refuse("not_a_page", self._path, what="no running text") if is_empty else article

    def _is_listing(self) -> bool:
        """Whether it is a web server's listing of a folder, as mirrors keep them."""
        headings = [block.text for block in self._page.blocks[:FIRST_BLOCKS]]
        return any(_LISTING.match(text.strip()) for text in (self._page.head.title, *headings))

    def _second_opinion(self) -> Stretch | None:
        """The blocks of what trafilatura takes for the article, on pages that it is made for."""
        text = self._read.decoded.text
        if not self._page.is_html or self._page.has_layout_tables or len(text) > MAX_SECOND_OPINION:
            return None
        # Deferred: importing it takes 0.4 s, and few pages need it.
        import trafilatura

        html = trafilatura.extract(
            text, output_format="html", include_links=True, include_formatting=True,
            include_images=True, include_comments=False, with_metadata=False,
        )  # fmt: skip
        blocks = html_page(html).blocks if html else []
        if sum(len(block.text) for block in blocks) < 120:
            return None
        self._page = replace(self._page, blocks=blocks)
        return Stretch(0, len(blocks), 0.0)

    def _language(self, run: Stretch) -> str | None:
        """The language of the text itself; what the page declares where the text does not tell."""
        text = " ".join(block.text for block in self._page.blocks[run.start : run.end])
        return guess_language(text) or self._facts.language

    def _extraction(self, front: Front, ending: Ending, blocks: list[TextBlock], lang: str | None) -> Extraction:
        writer = BodyWriter(blocks, base_url=self._addresses.legacy, is_html=self._page.is_html)
        html, text = writer.write()
        source, source_url = self._source(front, ending)
        published = self._published(front, ending)
        return Extraction(
            path=self._path,
            headline=front.headline or next(iter(self._facts.headlines), ""),
            standfirst=" ".join(front.standfirst),
            authors=self._authors(front, ending),
            published=published,
            source=source,
            source_url=source_url,
            section=section_of(self._page.blocks, front, self._facts, self._addresses.legacy),
            language=lang,
            body_html=html,
            body_text=text,
            images=tuple(writer.images),
            legacy_address=self._addresses.legacy,
            encoding=self._read.decoded.encoding,
            kind=self._facts.kind or front.kind,
            warnings=self._warnings(front, published),
        )

    def _body_blocks(self, front: Front, ending: Ending) -> list[TextBlock]:
        """The body's blocks, links to the site's own host made root-relative."""
        places = range(front.body_start, ending.end)
        blocks = [self._page.blocks[p] for p in places if p not in ending.left_out and p not in front.used]
        if not (host := self._addresses.host):
            return blocks
        own = re.compile(rf"(?<=\")https?://(?:www\.)?{re.escape(host.removeprefix('www.'))}(?=/)", re.IGNORECASE)
        return [replace(block, html=own.sub("", block.html)) if "://" in block.html else block for block in blocks]

    def _authors(self, front: Front, ending: Ending) -> tuple[str, ...]:
        at_the_end = next((credits.authors for credits in ending.credits if credits.authors), ())
        if found := self._facts.authors or front.authors or at_the_end:
            return found
        near = " ".join(block.text for block in self._page.blocks[: front.body_start])
        return named_on_page(self._facts.weak_authors, near)

    def _published(self, front: Front, ending: Ending) -> PartialDate | None:
        """The date of the first publishing; that of an update where the page shows no other."""
        at_the_end = [(credits.published, credits.updated) for credits in ending.credits if credits.published]
        printed = [(front.published, front.is_updated), *at_the_end]
        first = front.published if front.is_first and self._facts.published else None
        told = [
            first if first and self._facts.published and first < self._facts.published else None,
            self._believed(self._facts.published),
            *(when for when, is_updated in printed if not is_updated),
            *(when for when, _ in printed),
            self._believed(date_of_folder(self._addresses.legacy)),
        ]
        return next(filter(None, told), None)

    def _believed(self, when: PartialDate | None) -> PartialDate | None:
        if when is not None and not self._lines.believes(when):
            self._lines.refused.append(when)
            return None
        return when

    def _source(self, front: Front, ending: Ending) -> tuple[str | None, str | None]:
        """Where the article first appeared, by name and address."""
        at_the_end = next((credits.source for credits in ending.credits if credits.source), None)
        name = front.source if front.source_labelled else None
        name = name or at_the_end or front.source or self._facts.source
        linked = self._page.blocks[front.source_at].href if front.source_at is not None else ""
        schemes = LINK_SCHEMES - {"mailto", "tel"}
        url = self._addresses.original_url or (safe_link(linked, schemes=schemes) if "://" in linked else None)
        return name, url

    def _warnings(self, front: Front, published: PartialDate | None) -> tuple[str, ...]:
        warnings = list(self._read.warnings)
        if not (front.headline or self._facts.headlines):
            warnings.append("No headline was found.")
        if front.ambiguous and published == front.published:
            warnings.append(AMBIGUOUS.format(iso=published))
        if front.is_updated and published == front.published:
            warnings.append(ONLY_UPDATED.format(iso=published))
        warnings += [NOT_BELIEVED.format(iso=when) for when in dict.fromkeys(self._lines.refused)]
        if published and published == date_of_folder(self._addresses.legacy) and published != front.published:
            warnings.append(FROM_FOLDER.format(iso=published))
        return tuple(warnings)
