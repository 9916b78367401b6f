"""WordPress's own way of storing text: shortcodes, blocks, blank lines."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handpress.importers.wordpress import stream
from handpress.importers.wordpress.items import unsized
from handpress.importers.wordpress.text import post_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\r\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("<h3>A</h3>\n\nB", "<h3>A</h3>\n<p>B</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ('<!-- wp:paragraph {"a":"x-->y"} -->\n<p>A</p>\n<!-- /wp:paragraph -->', None),
        ("A<!--more-->B", "<p>AB</p>"),
        ("[sic] that [the minister] and [she-wolf] came", "<p>[sic] that [the minister] and [she-wolf] came</p>"),
        ("Write [[gallery]] for pictures.", "<p>Write [gallery] for pictures.</p>"),
        ("[map lat=3]there[/map]", "<p>there</p>"),
        ("https://youtu.be/abcdefghijk", '<figure><a href="https://youtu.be/abcdefghijk">https://youtu.be/abcdefghijk</a></figure>'),
        ("https://paper.example/a", "<p>https://paper.example/a</p>"),
        ('<iframe src="//www.youtube.com/embed/abcdefghijk"></iframe>', '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk">https://www.youtube.com/watch?v=abcdefghijk</a></figure>'),
        ('[video src="https://weir.example/f.mp4"]', '<figure><a href="https://weir.example/f.mp4">https://weir.example/f.mp4</a></figure>'),
        ("[youtube https://youtu.be/abcdefghijk]", '<figure><a href="https://youtu.be/abcdefghijk">https://youtu.be/abcdefghijk</a></figure>'),
    ],
)  # fmt: skip
def test_stored_text_is_html(text: str, html: str | None) -> None:
    found = post_html(text)[0].strip()
    assert found == html if html is not None else "<p>A</p>" in found


def test_what_is_left_out_is_named_once() -> None:
    _, warnings = post_html("[poll id=3] a [poll id=4] [wpforms]")
    assert warnings == ["shortcode [poll] was left out", "shortcode [wpforms] was left out"]


@pytest.mark.parametrize(
    ("sized", "whole"),
    [
        ("/a/wheel-300x225.jpg", "/a/wheel.jpg"),
        ("/a/wheel-scaled.jpeg", "/a/wheel.jpeg"),
        ("/a/plan-1200x80-final.png", "/a/plan-1200x80-final.png"),
        ("/a/wheel.jpg", "/a/wheel.jpg"),
    ],
)
def test_the_original_of_a_sized_copy_is_known(sized: str, whole: str) -> None:
    assert unsized(sized) == whole


class Chunks(io.BytesIO):
    """A file that gives its bytes in pieces of a given size."""

    size = 1

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size == stream.HEAD_BYTES else self.size)


def mended(text: str, size: int) -> str:
    file = Chunks(text.encode("utf-8", "surrogatepass"))
    file.size = size
    reader = stream.MendedXML(file)
    return b"".join(iter(reader.read, b"")).decode()


PIECES = [
    "&",
    "&amp;",
    "&#8;",
    "&#x41;",
    "&nbsp;",
    "<![CDATA[",
    "]]>",
    "]",
    "<b>",
    "a",
    "\x0b",
    "é",
    "😀",
    "\x00",
    "<!",
    "]]",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(1, 7))
def test_mending_does_not_depend_on_where_a_chunk_ends(parts: list[str], size: int) -> None:
    text = "".join(parts)
    assert mended(text, size) == mended(text, 10_000)


@given(st.text(max_size=40))
def test_any_text_in_a_title_is_well_formed_after_mending(title: str) -> None:
    title = title.replace("<", "")
    etree.fromstring(mended(f"<r><t>{title}</t></r>", 5).encode())


def test_the_inside_of_cdata_is_left_alone() -> None:
    assert mended("<a>&x</a><![CDATA[a & b &#8;]]>&y", 3) == "<a>&amp;x</a><![CDATA[a & b &#8;]]>&amp;y"


def test_an_export_in_another_encoding_is_read() -> None:
    data = '<?xml version="1.0" encoding="windows-1252"?><t>café “&”</t>'.encode("cp1252")
    reader = stream.MendedXML(io.BytesIO(data))
    assert "café “&amp;”" in b"".join(iter(reader.read, b"")).decode()
