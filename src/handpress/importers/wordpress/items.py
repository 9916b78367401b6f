"""The items of an export: posts, pages, attachments and what else WordPress keeps as a "post"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from html import unescape
from zoneinfo import ZoneInfo

from django.conf import settings
from lxml import etree

from handpress.extract import Refusal
from handpress.extract.pictures import caption_and_credit
from handpress.kit.clock import now
from handpress.kit.dates import EARLIEST_YEAR
from handpress.kit.text import one_line, plain_text
from handpress.kit.words import words

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
# Kinds of "post" that are parts of the site's machinery, passed over in silence.
MACHINERY = words(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face"
)
# Kinds that are pieces of a magazine; themes and plugins make them under these names.
PIECES = words(
    "post page article articles news story stories review reviews book_review press_release interview opinion "
    "editorial column video videos gallery blog"
)
FORMATS = {"post-format-gallery": "picture_story", "post-format-image": "picture_story", "post-format-video": "video"}
# Fields that make a post of one without text: a picture, a recording, a gallery.
INSTEAD_OF_TEXT = ("_thumbnail_id", "enclosure", "_format_video_embed", "_format_audio_embed", "_format_gallery_images",
                   "video_url", "audio_url", "gallery", "_easy_image_gallery")  # fmt: skip
SCHEDULED = "It is scheduled and will be published on {at:%Y-%m-%d at %H:%M} UTC; until then its address is quiet."
FURTHEST_ZONES = timedelta(hours=26)  # between the clocks of two places: a feed's moment further off is none
MOST_OF_A_GUID = 255  # characters; WordPress itself keeps no more
_SHOWS_NOTHING = re.compile(
    r"<!--.*?-->|</?(?:p|br|div|span|strong|em|b|i|u|h[1-6]|section|article|center|font)\b[^>]*>|&nbsp;|&#160;|\s",
    re.DOTALL | re.IGNORECASE,
)
_SIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.\w{3,5}\Z)")


@dataclass(slots=True)
class Item:
    """One `<item>`: its simple children, terms, post meta, and how many approved comments it has."""

    values: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    terms: list[tuple[str, str, str]] = field(default_factory=list)  # taxonomy, name in addresses, printed name
    format: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    metas: list[tuple[str, str]] = field(default_factory=list)  # all of them: a key may stand more than once
    comments: int = 0

    @classmethod
    def of(cls, element: etree._Element) -> Item:
        """The item of an element; WXR's own namespace is told by its names, whatever its version."""
        item = cls()
        for child in element.iterchildren(tag=etree.Element):
            match etree.QName(child).localname:
                case "category":
                    item._add_term(child)
                case "postmeta":
                    parts = parts_of(child)
                    item._add_meta(parts.get("meta_key", ""), parts.get("meta_value", ""))
                case "comment":
                    item.comments += parts_of(child).get("comment_approved") == "1"
                case name:
                    key = {CONTENT: "content", CREATOR: "creator"}.get(str(child.tag), name)
                    item.values.setdefault(key, child.text or "")
        return item

    def _add_meta(self, name: str, value: str) -> None:
        self.meta[name] = value
        self.metas.append((name, value))

    def values_of(self, name: str) -> list[str]:
        """All values of a field, in their order."""
        return [value for key, value in self.metas if key == name]

    def _add_term(self, child: etree._Element) -> None:
        name = name_in(child.text or "")
        taxonomy, nicename = child.get("domain", "category"), child.get("nicename", "")
        if name and nicename:
            self.terms.append((taxonomy, nicename, name))
        match taxonomy:
            case "category" if name and nicename != "uncategorized":
                self.categories.append(name)
            case "post_tag" if name:
                self.tags.append(name)
            case "post_format":
                self.format = nicename

    def get(self, name: str) -> str:
        """A child's text, stripped; empty when it is not there."""
        return self.values.get(name, "").strip()

    @property
    def id(self) -> str:
        """WordPress's number of it."""
        return self.get("post_id")

    @property
    def guid(self) -> str:
        """Its id in the site's feeds, as readers of feeds remember it; "" for what no feed could say again."""
        guid = self.get("guid")
        return guid if len(guid) <= MOST_OF_A_GUID and guid == one_line(guid) else ""

    @property
    def type(self) -> str:
        """WordPress's name for its kind; exports of version 1.0 leave it out for posts."""
        return self.get("post_type") or "post"

    @property
    def kind(self) -> str | None:
        """The kind of article that its post format names."""
        return FORMATS.get(self.format)

    @property
    def published_at(self) -> datetime | None:
        """When it was published, or is to be; None for what never was, and for a moment that cannot be.

        WordPress leaves the moment in UTC out of some that are scheduled: then their `pubDate` says it, or their
        local time, taken as the magazine's.
        """
        at = self._moment("post_date_gmt")
        if at is None and self.get("status") == "future":
            here, feed = self._moment("post_date", ZoneInfo(settings.PUBLICATION.time_zone)), self._moment_of_feed()
            return feed if feed and (here is None or abs(feed - here) <= FURTHEST_ZONES) else here
        return at

    @property
    def changed_at(self) -> datetime | None:
        """When it was changed after its publishing; None where the export says no such moment, or one to come."""
        changed, published = self._moment("post_modified_gmt"), self._moment("post_date_gmt")
        return changed if changed and published and published < changed <= now() else None

    @property
    def local_moment(self) -> datetime | None:
        """What the old site's clock showed when it was published, or is to show, as if that clock showed UTC."""
        return self._moment("post_date")

    def _moment(self, name: str, zone: tzinfo = UTC) -> datetime | None:
        try:
            at = datetime.fromisoformat(self.get(name)).replace(tzinfo=zone)
        except ValueError:
            return None
        return at.astimezone(UTC) if at.year >= EARLIEST_YEAR else None

    def _moment_of_feed(self) -> datetime | None:
        """The moment of `pubDate`; WordPress writes "30 Nov -0001" for none, which is read as one of the year 2000."""
        try:
            at = parsedate_to_datetime(self.get("pubDate"))
        except ValueError:
            return None
        at = at.replace(tzinfo=at.tzinfo or UTC)
        return at.astimezone(UTC) if at.year >= EARLIEST_YEAR else None

    @property
    def scheduled_at(self) -> datetime | None:
        """When it is to be published by itself; None for what is not scheduled or whose time has come."""
        at = self.published_at if self.get("status") == "future" and not self.get("post_password") else None
        return at if at and at > now() else None

    @property
    def reason_to_hold(self) -> str:
        """Why readers could not see it, as a warning; "" when they could."""
        if self.get("post_password"):
            return "It was protected by a password; it was taken as a draft."
        status = self.get("status")
        if status == "future" and self.published_at:
            return SCHEDULED.format(at=self.published_at) if self.scheduled_at else ""
        if status in ("publish", "inherit", ""):
            return ""
        return f"Its state was “{status}”; it was taken as a draft."


def is_bare(content: str) -> bool:
    """Whether a stored text shows nothing: it is empty, or blanks, comments and paragraphs without content."""
    return not _SHOWS_NOTHING.sub("", content)


def refusal_of(item: Item, name: str) -> Refusal | None:
    """Why an item is no piece of a magazine."""
    if item.type not in PIECES:
        said = f"{name} is a “{item.type}” of a plugin, not a post or page. Turn it into a post to have it taken."
        return Refusal("not_a_page", said, name)
    if item.get("status") in ("trash", "auto-draft"):
        return Refusal("not_a_page", f"{name} lies in WordPress's bin. Restore it there to have it taken.", name)
    if is_bare(item.values.get("content", "")) and not any(item.meta.get(name) for name in INSTEAD_OF_TEXT):
        return Refusal("empty", f"{name} has no text. Nothing to import.", name)
    return None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture that WordPress keeps: its address, its file below `uploads`, and what is said about it."""

    id: str
    url: str
    file: str
    parent: str
    order: int
    alt: str
    caption: str
    credit: str

    @classmethod
    def of(cls, item: Item) -> Attachment:
        """The attachment of an item. Its caption is the excerpt; the credit stands there or in the description."""
        caption, credit = caption_and_credit(one_line(plain_text(item.get("encoded"))))
        rest, from_description = caption_and_credit(one_line(plain_text(item.get("content"))))
        return cls(
            id=item.id,
            url=item.get("attachment_url") or item.get("guid"),
            file=item.meta.get("_wp_attached_file", ""),
            parent=item.get("post_parent"),
            order=int(order) if (order := item.get("menu_order")).isdigit() else 0,
            alt=one_line(item.meta.get("_wp_attachment_image_alt", "")),
            caption=caption,
            credit=credit or (from_description if not rest else ""),
        )


def unsized(url: str) -> str:
    """The address of the original of a sized copy: `wheel-300x225.jpg` → `wheel.jpg`."""
    return _SIZED.sub("", url)


def name_in(text: str) -> str:
    """A name as it is read: WordPress stores those of terms and people with entities ("Arts &amp; Culture")."""
    return one_line(unescape(text))


def parts_of(element: etree._Element) -> dict[str, str]:
    """The texts of an element's children by their names."""
    return {etree.QName(child).localname: child.text or "" for child in element.iterchildren(tag=etree.Element)}
