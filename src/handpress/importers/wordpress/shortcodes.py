"""WordPress's shortcodes as HTML: captions, galleries, embeds; plugins' own are left out and named."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from handpress.kit.words import words

CAPTION = re.compile(r"(?<!\[)\[(?:wp_)?caption(?P<attributes>[^\]]*)\](?P<inner>.*?)\[/(?:wp_)?caption\]", re.DOTALL)
GALLERY = re.compile(r"(?<!\[)\[gallery\b(?P<attributes>[^\]]*)\]")
EMBED = re.compile(
    r"(?<!\[)\[(?P<name>embed|video|audio|youtube|vimeo)\b(?P<attributes>[^\]]*)\](?:(?P<url>[^\[]*)\[/(?P=name)\])?"
)
SHORTCODE = re.compile(r"(?P<escaped>\[)?\[(?P<name>/?[a-zA-Z][\w-]*)(?P<attributes>(?:\s[^\[\]]*)?)/?\](?(escaped)\])")
IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
# Shortcodes of WordPress and of widespread plugins that stand without attributes.
KNOWN = words(
    "audio caption contact-form contact-form-7 embed gallery gravityform ninja_form playlist poll recent_posts "
    "share sitemap social subscribe subscribe_form tweet twitter video wp_caption wpforms youtube vimeo"
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")

Gallery = Callable[[dict[str, str]], str]


def expanded(text: str, gallery: Gallery) -> tuple[str, list[str]]:
    """The text without shortcodes, and the names of those that were left out.

    `gallery` makes the HTML of one by its attributes. Words in brackets ("[sic]", "[the minister]") are no
    shortcodes: only known names, names with `=` after them, and names that are closed again.
    """
    text = CAPTION.sub(_caption, text)
    text = GALLERY.sub(lambda match: f"\n\n{gallery(attributes(match['attributes']))}\n\n", text)
    text = EMBED.sub(_embed, text)
    closed = {match["name"][1:] for match in SHORTCODE.finditer(text) if match["name"].startswith("/")}
    left_out: set[str] = set()

    def leave_out(match: re.Match[str]) -> str:
        name = match["name"].lstrip("/")
        if match["escaped"]:
            return match[0][1:-1]
        if name.lower() not in KNOWN and name not in closed and not _ATTRIBUTE.search(match["attributes"]):
            return match[0]
        left_out.add(name)
        return ""

    return SHORTCODE.sub(leave_out, text), sorted(left_out)


def attributes(text: str) -> dict[str, str]:
    """`ids="15,40" link=file` as a dictionary."""
    return {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(text)}


def figure_of_link(url: str, caption: str = "") -> str:
    """How something elsewhere stands in an imported text: a figure with a link."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><a href="{escape(url)}">{escape(url)}</a>{words}</figure>'


def _caption(match: re.Match[str]) -> str:
    inner = match["inner"]
    image = IMAGE.search(inner)
    if image is None:
        return f"\n\n{inner}\n\n"
    said = (inner[: image.start()] + inner[image.end() :]).strip() or attributes(match["attributes"]).get("caption", "")
    return f"\n\n<figure>{image[0]}<figcaption>{said}</figcaption></figure>\n\n"


def _embed(match: re.Match[str]) -> str:
    given = attributes(match["attributes"])
    named = next((given[name] for name in ("src", "url", "mp4", "webm", "mp3", "ogg") if name in given), "")
    url = (match["url"] or "").strip() or named or match["attributes"].strip()
    return f"\n\n{figure_of_link(url)}\n\n" if url.startswith(("http://", "https://")) else ""
