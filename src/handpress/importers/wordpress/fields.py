"""What a post keeps in fields beside its text: taken along where it is known what it is, named where it is text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape

from handpress.importers.wordpress.gallery_ids import gallery_ids
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
# Whole names and whole first words: “editor_note” and “snapshot_text” are an editor's.
MACHINES = re.compile(
    r"_edit_(?:last|lock)\Z|_wp_|_?(?:encloseme|pingme|trackbackme|metadesc|meta_?desc(?:ription)?)\Z|"
    r"_?(?:yoast|wpseo|aioseop?|rank_math|seopress|seo|oembed|jetpack|publicize|wpas|genesis|et_pb|et_builder|menu_item|fb|"
    r"facebook|og|opengraph|twitter|amp|dsq|disqus|snap|nxs|wpb|vc|astra|ast|td|themify|panels|wpml|wpcom)(?:[_-]|\Z)|"
    r"(?-i:_?snap[A-Z]{2}|_?nxs[A-Z])|_et_",
    re.IGNORECASE,
)
MIN_WORDS = 8
NAMED = "The field “{name}” holds text that stands outside of the article (“{words}”); it was not taken."

_URL = re.compile(r"https?://[^\s\"'<>\\]+")
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)

Gallery = Callable[[dict[str, str]], str]


def standfirst_of(item: Item) -> str:
    """The standfirst that a field holds; "" where none does."""
    held = (one_line(plain_text(item.meta.get(name, ""))) for name in STANDFIRSTS)
    return next(filter(None, held), "")


def beside_the_text(item: Item, gallery: Gallery) -> str:
    """HTML of recordings, videos and pictures that fields name and the text does not."""
    content = item.values.get("content", "")
    held = (value for name in LINKS for value in item.values_of(name))
    urls = (match[0] for value in held if (match := _URL.search(value)))
    shown = unescape(content)  # a text has its addresses as HTML writes them, with “&amp;”
    figures = [figure_of_link(url) for url in dict.fromkeys(urls) if unescape(url) not in shown]
    if "<img" not in content and "[gallery" not in content:
        ids = next((found for name in GALLERIES if (found := gallery_ids(item.values_of(name)))), [])
        figures += [gallery({"ids": ",".join(ids)})] if ids else []
    return "".join(f"\n\n{figure}\n\n" for figure in figures if figure)


def texts_left(item: Item) -> list[str]:
    """Warnings that name the fields with running text that is neither in the article nor in its standfirst."""
    known = _letters(" ".join(item.values.get(name, "") for name in ("content", "encoded", "title")))
    left = ((name, [text for text in texts if _letters(text) not in known]) for name, texts in running_texts(item))
    return [NAMED.format(name=name, words=excerpt(plain_text(texts[0]), 60)) for name, texts in left if texts]


def running_texts(item: Item) -> Iterator[tuple[str, list[str]]]:
    """The fields that hold running text of the writers, each with its texts, as HTML."""
    for name, value in item.metas:
        if name in (*STANDFIRSTS, *LINKS, *GALLERIES) or name in TAKEN or MACHINES.match(name):
            continue
        if texts := [text for text in _strings(value) if _is_running(one_line(plain_text(text)))]:
            yield name, texts


def _is_running(text: str) -> bool:
    return len(text.split()) >= MIN_WORDS or (len(text) >= 40 and not text.isascii() and " " not in text)


def _strings(value: str) -> Iterator[str]:
    """The field itself, or the strings of JSON or of PHP's serialised data."""
    if value.lstrip()[:1] in ("{", "["):
        try:
            yield from _strings_in(json.loads(value))
            return
        except (ValueError, RecursionError):
            pass
    elif not re.match(r"\s*[aOs]:\d+:", value):
        yield value
        return
    for part in _STRINGS.findall(value):
        yield part.replace("\\n", " ").replace('\\"', '"')


def _strings_in(data: object) -> Iterator[str]:
    """All strings of JSON that was read, in their order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _strings_in(each)


def _letters(text: str) -> str:
    return "".join(char for char in plain_text(text).casefold() if char.isalnum())
