"""What a post keeps in fields beside its text: taken along where it is known what it is, named where it is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handpress.importers.wordpress.items import Item
from handpress.importers.wordpress.shortcodes import figure_of_link
from handpress.kit.text import excerpt, one_line, plain_text
from handpress.kit.words import words

STANDFIRSTS = (
    "standfirst", "subtitle", "_subtitle", "wps_subtitle", "kia_subtitle", "secondary_title", "_secondary_title", "dek",
    "deck", "_dek", "subheading", "subhead", "teaser", "lede",
)  # fmt: skip
LINKS = (
    "enclosure", "_format_video_embed", "_format_audio_embed", "_format_link_url", "video_url", "_video_url",
    "youtube_url", "audio_url", "_audio_url", "podcast_url", "audio_file",
)  # fmt: skip
GALLERIES = (
    "_format_gallery_images",
    "_easy_image_gallery",
    "_gallery_ids",
    "gallery_ids",
    "_gallery",
    "gallery",
    "_images",
)
TAKEN = words("footnotes source_name original_source source_url original_url _thumbnail_id")
# Fields that hold words for machines: search engines, social networks, the editor, the theme's layout.
MACHINES = re.compile(
    r"_?(?:yoast|aioseop?|rank_math|seopress|oembed|edit|wp|jetpack|publicize|genesis|et_|menu_item|encloseme|pingme|"
    r"trackbackme|fb|og|twitter|amp|wpas|seo|meta_?desc|metadesc|dsq|disqus|snap|nxs|wpb|vc_|astra|td_|themify|panels_)",
    re.IGNORECASE,
)
MIN_WORDS = 8
NAMED = "The field “{name}” holds text that stands outside of the article (“{words}”); it was not taken."

_URL = re.compile(r"https?://[^\s\"'<>\\]+")
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)

Gallery = Callable[[dict[str, str]], str]


def standfirst_of(item: Item) -> str:
    """The standfirst that a field holds; "" where none does."""
    held = (one_line(plain_text(item.meta.get(name, ""))) for name in STANDFIRSTS)
    return next(filter(None, held), "")


def beside_the_text(item: Item, gallery: Gallery) -> str:
    """HTML of recordings, videos and pictures that fields name and the text does not."""
    content = item.values.get("content", "")
    urls = (match[0] for name in LINKS if (match := _URL.search(item.meta.get(name, ""))))
    figures = [figure_of_link(url) for url in dict.fromkeys(urls) if url not in content]
    if "<img" not in content and "[gallery" not in content:
        ids = next((found for name in GALLERIES if (found := _NUMBER.findall(item.meta.get(name, "")))), [])
        figures += [gallery({"ids": ",".join(ids)})] if ids else []
    return "".join(f"\n\n{figure}\n\n" for figure in figures if figure)


def texts_left(item: Item) -> list[str]:
    """Warnings that name the fields with running text that is neither in the article nor in its standfirst."""
    known = _letters(" ".join(item.values.get(name, "") for name in ("content", "encoded", "title")))
    left = []
    for name, value in item.meta.items():
        if name in (*STANDFIRSTS, *LINKS, *GALLERIES) or name in TAKEN or MACHINES.match(name):
            continue
        text = next((text for text in _texts(value) if _letters(text) not in known), "")
        if text:
            left.append(NAMED.format(name=name, words=excerpt(text, 60)))
    return left


def _texts(value: str) -> Iterator[str]:
    """The running texts in a field: the field itself, or strings of JSON or of PHP's serialised data."""
    is_data = value.lstrip()[:1] in ("{", "[") or re.match(r"\s*[aOs]:\d+:", value)
    for part in _STRINGS.findall(value) if is_data else (value,):
        text = one_line(plain_text(part.replace("\\n", " ").replace('\\"', '"')))
        if len(text.split()) >= MIN_WORDS or (len(text) >= 40 and not text.isascii() and " " not in text):
            yield text


def _letters(text: str) -> str:
    return "".join(char for char in plain_text(text).casefold() if char.isalnum())
