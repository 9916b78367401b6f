"""What an article's text is made of. The names here are the `type` of each piece of the stored JSON."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from handpress.kit.desk_links import without_desk_links
from handpress.kit.harmless import harmless
from handpress.kit.sanitiser import clean_html
from handpress.kit.text import without_controls_in_html
from handpress.newsroom.own_host import own_host
from handpress.newsroom.typed_text import tidied_value

RICH_TEXT_FEATURES = [
    "h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "superscript", "subscript",
    "strikethrough", "blockquote", "code",
]  # fmt: skip
SANITISED_TYPES = frozenset({"legacy", "table"})


class SanitisedHTMLBlock(blocks.RawHTMLBlock):
    """Raw HTML that is cleaned the moment it is handed over, whoever pasted it."""

    def value_from_form(self, value: str) -> SafeString:
        """The cleaned HTML of what was typed."""
        return mark_safe(clean_html(value))

    def clean(self, value: str) -> SafeString:
        """The cleaned HTML; ValidationError when nothing of it may stand on a page."""
        cleaned = clean_html(str(value))
        if str(value).strip() and not cleaned.strip():
            raise ValidationError(_("Nothing of this HTML can be shown: it holds only scripts, forms or frames."))
        return super().clean(mark_safe(cleaned))

    def get_prep_value(self, value: str) -> str:
        """What is stored: never more than the sanitiser lets through."""
        return clean_html(str(value))


class PictureBlock(blocks.StructBlock):
    """One picture within the text."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    credit = blocks.CharBlock(label=_("Credit here"), required=False, max_length=255)
    alt = blocks.CharBlock(label=_("Alternative text here"), required=False, max_length=500)
    wide = blocks.BooleanBlock(label=_("Wide"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryItemBlock(blocks.StructBlock):
    """One picture of a gallery."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)


class GalleryBlock(blocks.StructBlock):
    """Pictures shown together."""

    pictures = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "image"
        label = _("Gallery")


class VideoBlock(blocks.StructBlock):
    """A still picture that links to a video elsewhere; nothing of a third party loads."""

    url = blocks.URLBlock(label=_("Address of the video"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=255)
    still = ImageChooserBlock(label=_("Still picture"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")


class EmbedBlock(blocks.StructBlock):
    """A post or page elsewhere, shown as a title, a still picture and a link."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=255)
    still = ImageChooserBlock(label=_("Still picture"), required=False)
    provider = blocks.CharBlock(label=_("Where it is"), required=False, max_length=80)

    class Meta:
        icon = "link-external"
        label = _("Post or page elsewhere")


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the text itself, set large."""

    text = blocks.TextBlock(label=_("Text"))
    attribution = blocks.CharBlock(label=_("By"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class QuoteBlock(PullQuoteBlock):
    """Words of others."""

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class DocumentBlock(blocks.StructBlock):
    """A file to fetch."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title here"), required=False, max_length=255)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class PlainBody(blocks.StreamBlock):
    """The text of a plain page."""

    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    legacy = SanitisedHTMLBlock(label=_("HTML"), icon="code", help_text=_("Cleaned when it is saved."))


class ArticleBody(blocks.StreamBlock):
    """The text of an article."""

    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    pull_quote = PullQuoteBlock()
    quote = QuoteBlock()
    document = DocumentBlock()
    embed = EmbedBlock()
    table = SanitisedHTMLBlock(label=_("Table (HTML)"), icon="table", help_text=_("Cleaned when it is saved."))
    legacy = SanitisedHTMLBlock(label=_("HTML"), icon="code", help_text=_("Cleaned when it is saved."))


def sanitised(piece: dict[str, Any]) -> dict[str, Any]:
    """One piece of a raw body: its HTML cleaned where it holds any, no link to the desk, no control characters."""
    if piece["type"] == "text":
        mended = without_desk_links(harmless(without_controls_in_html(str(piece["value"]))), own_host())
    elif piece["type"] in SANITISED_TYPES:
        mended = without_controls_in_html(clean_html(without_controls_in_html(str(piece["value"]))))
    else:
        mended = tidied_value(piece["value"])
    return piece if mended == piece["value"] else {**piece, "value": mended}


def sanitise_body(body: blocks.StreamValue) -> None:
    """Clean the HTML pieces of a body in place, however they came into it (a form does it by itself)."""
    for number, piece in enumerate(body.raw_data):
        if (clean := sanitised(piece)) != piece:
            block = body.stream_block.child_blocks[piece["type"]]
            body[number] = (piece["type"], block.to_python(clean["value"]), piece.get("id"))
