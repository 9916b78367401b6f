"""Rich text as the desk holds it: nothing that acts, and nothing changed that is as it should be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handpress.kit.harmless import harmless

TYPED = [
    "<p>Water <b>came</b> &amp; went.</p><hr/><p>a<br/>b</p>",
    '<p data-block-key="x1">A <a linktype="page" id="3">page</a>, <a href="https://a.example/?x=1&amp;y=2">there</a></p>',
    '<embed embedtype="image" id="4" format="left" alt="A &quot;weir&quot;"/><ul><li>a<ul><li>b</li></ul></li></ul>',
    '<blockquote>q</blockquote><p><a href="mailto:a@b.example">m</a> <a href="#note">n</a> <a href="/x:y/">o</a></p>',
    "a &lt;script&gt; is words",
    "",
]
HOSTILE = [
    "<svg><animate onbegin=alert(1)>", "<math><mi onclick=alert(1)>x</math>", "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>', '<a href="java&#115;cript:alert(1)">x</a>', '<a href=" javascript:x">x</a>',
    '<a href="java\nscript:alert(1)">x</a>', '<p onclick="alert(1)">x</p>', "<p\nonclick=alert(1)>x</p>", "<script>x",
    '<iframe src="https://a.example/">', '<p style="position:fixed">x</p>', "<!--<img src=x onerror=alert(1)>-->",
    '<a href="data:text/html,x">x</a>', '<embed src="x.swf">', "<p", '<a title="<img onerror=1>" href=javascript:1>x',
    "<style>p{}</style>", '<form action="/desk/"><button>x</button></form>', "<b onfocus=alert(1) tabindex=1>x</b>",
]  # fmt: skip


@pytest.mark.parametrize("html", TYPED)
def test_what_the_desk_writes_is_left_byte_for_byte(html: str) -> None:
    assert harmless(html) == html


def _acts(html: str) -> list[str]:
    found = []
    for node in LexborHTMLParser(f"<body>{html}</body>").css("body *"):
        names = dict(node.attributes)
        address = "".join((names.get("href") or "").split()).lower()
        if node.tag in ("svg", "math", "script", "img", "iframe", "style", "form", "object", "animate", "button"):
            found.append(node.tag)
        found += [name for name in names if name.startswith("on") or name in ("style", "src", "action")]
        found += [address] if address.startswith(("javascript:", "data:", "vbscript:")) else []
    return found


@pytest.mark.parametrize("html", HOSTILE)
def test_what_acts_is_taken_out_and_the_words_stay(html: str) -> None:
    clean = harmless(f"<p>Before</p>{html}<p>After</p>")
    assert _acts(clean) == []
    assert "Before" in clean
    assert harmless(clean) == clean


@given(
    st.lists(
        st.sampled_from(["<", ">", "/", "a", "p", " ", "on", "=", '"', "href", "javascript:", "svg", "&#x6a;", "x"])
    )
)
def test_no_text_comes_out_with_something_that_acts(parts: list[str]) -> None:
    clean = harmless("".join(parts))
    assert _acts(clean) == []
    assert harmless(clean) == clean


@pytest.mark.parametrize("html", ["<p>a<br>b</p><svg></svg>", "<hr><svg></svg>"])
def test_what_is_cleaned_has_the_form_that_the_editor_reads(html: str) -> None:
    assert "<br>" not in harmless(html)
    assert "<hr>" not in harmless(html)
