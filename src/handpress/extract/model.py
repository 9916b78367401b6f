"""What passes between the steps of extraction: blocks, what a page's head says, and the result."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from handpress.kit.dates import PartialDate

USUAL_SIZE = 3.0  # HTML's <font size="3">


@dataclass(frozen=True, slots=True)
class FoundImage:
    """A picture that stands in the article: its address as in `body_html`, and what is said about it."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class TextBlock:
    """A line, paragraph, picture or table of a page, with what typography and place tell about it."""

    text: str
    html: str = ""
    kind: str = "text"  # or "heading", "item", "quote", "pre", "table", "image", "rule"
    level: int = 0  # of a heading (1 to 6), or of a list item (its depth)
    ordered: bool = False
    gap: int = 1  # blank lines before it; 0 where it is the next line of the same paragraph
    links: int = 0  # characters of the text that are links
    href: str = ""  # where it is one link as a whole
    size: float = USUAL_SIZE
    bold: bool = False
    italic: bool = False
    cells: tuple[int, ...] = ()  # the layout cells it stands in, outermost first
    zone: str = ""  # "nav", "footer", "aside", "form", "comments", or "article"
    role: str = ""  # "author", "date", "headline", "standfirst", "caption", "source": what the markup says
    stamp: str = ""  # the machine-readable date of a <time>
    image: FoundImage | None = None

    @property
    def link_share(self) -> float:
        """Which part of the text is links."""
        return self.links / len(self.text) if self.text else 0.0

    def is_near(self, other: TextBlock) -> bool:
        """Whether one of the two stands in the layout cell of the other, or in a cell within it."""
        shared = min(len(self.cells), len(other.cells))
        return self.cells[:shared] == other.cells[:shared]


@dataclass(slots=True)
class Head:
    """What a page says about itself outside its text."""

    title: str = ""
    lang: str = ""
    base: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    all_authors: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    complete: bool = True  # False where the page has more tags than are read


@dataclass(slots=True)
class Page:
    """A page read into blocks."""

    blocks: list[TextBlock]
    head: Head = field(default_factory=Head)
    is_html: bool = False
    has_layout_tables: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article taken from a page. HTML is clean; text is NFC; what was not found is empty or None."""

    path: str
    headline: str
    standfirst: str
    authors: tuple[str, ...]
    published: PartialDate | None
    source: str | None
    source_url: str | None
    section: str | None
    language: str | None
    body_html: str
    body_text: str
    images: tuple[FoundImage, ...]
    legacy_address: str
    encoding: str
    kind: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def published_on(self) -> str | None:
        """ "2013-06-13", "2013-06", "2013", or None."""
        return self.published.iso if self.published else None

    def as_json(self) -> dict[str, Any]:
        """The object that `handpress import --dry-run --json` prints, its keys in this order."""
        return {
            "path": self.path,
            "headline": self.headline,
            "standfirst": self.standfirst,
            "authors": list(self.authors),
            "published_on": self.published_on,
            "source": self.source,
            "source_url": self.source_url,
            "section": self.section,
            "language": self.language,
            "body_html": self.body_html,
            "body_text": self.body_text,
            "images": [asdict(image) for image in self.images],
            "legacy_address": self.legacy_address,
            "warnings": list(self.warnings),
        }
