"""Poems and other texts of short lines are running text; lists of links and menus are none."""

from __future__ import annotations

import pytest

from handpress.extract import Extraction, Refusal, extract_page

LINES = {
    "en": ("The dam is shut,", "the reeds are dry,", "and on the bank", "the old ones cry."),
    "es": ("La presa está cerrada,", "los juncos están secos,", "y en la orilla", "lloran los viejos"),
    "hi": ("बाँध बंद है,", "सरकंडे सूखे हैं,", "और किनारे पर खड़े", "बूढ़े रोते हैं"),
    "ar": ("السد مغلق اليوم", "والقصب يابس على الضفة", "وعند حافة الماء", "يبكي الشيوخ"),
    "zh": ("水闸已经关上了", "芦苇已经枯黄了", "老人们坐在岸边", "望着河水哭泣"),
}
FRONT = "<h1>The gate</h1><p>By Lena Fisk</p><p>25 April 2010</p>"


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize(
    "form",
    [
        lambda lines: f"<p>{'<br>'.join(lines)}</p>",
        lambda lines: f"<p>{'<br>&nbsp;&nbsp;&nbsp;'.join(lines[:2])}</p><p>{'<br />'.join(lines[2:])}</p>",
        lambda lines: "<div class=poem>" + "<br>\n".join(lines) + "</div>",
        lambda lines: "<blockquote>" + "<br>".join(lines) + "</blockquote>",
        lambda lines: "<center><i>" + "<br>".join(lines) + "</i></center>",
        lambda lines: "<table><tr><td>" + "<br>".join(lines) + "</td></tr></table>",
    ],
    ids=["paragraph", "stanzas", "div", "quotation", "centred", "cell"],
)
def test_short_lines_below_a_byline_are_the_text(language: str, form) -> None:
    found = extract_page(f"<html><body><a href=index.html>Home</a>{FRONT}{form(LINES[language])}</body></html>")
    assert isinstance(found, Extraction), found
    assert found.body_text.split() == " ".join(LINES[language]).split()
    assert (found.headline, found.authors, found.published_on) == ("The gate", ("Lena Fisk",), "2010-04-25")


def test_a_poem_in_a_dump_is_read() -> None:
    lines = "\n".join(LINES["en"])
    found = extract_page(f"The Gate\n\nby Lena Fisk\n25 April 2010\n\n{lines}\n\n{lines.upper()}\n")
    assert isinstance(found, Extraction)
    assert found.body_text == f"{lines}\n\n{lines.upper()}"


def test_an_unsigned_poem_of_stanzas_under_a_heading_is_read() -> None:
    page = f"<h2>The gate</h2><p>{'<br>'.join(LINES['en'])}</p><p>{'<br>'.join(LINES['es'])}</p>"
    found = extract_page(f"<html><body>{page}</body></html>")
    assert isinstance(found, Extraction)
    assert found.body_text.count("\n") == 8


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "<br>".join(f"<a href={n}.htm>Letter {n} of the house</a>" for n in range(8)) + "</p>",
        "<p>Home<br>About us<br>Links<br>Archive</p>",
        "<p>Print<br>Send<br>Share<br>Subscribe</p>",
    ],
    ids=["links", "a menu", "buttons"],
)
def test_lines_that_lead_elsewhere_are_no_poem(body: str) -> None:
    assert isinstance(extract_page(f"<html><body><h1>The house</h1>{body}</body></html>"), Refusal)
