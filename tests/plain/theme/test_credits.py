"""Whoever republishes a piece is given a credit that names where it first appeared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.plain.theme import samples

from handpress.theme.theming import Theme

FIRST = {
    "en": "First published in The Harbour Sheet",
    "es": "Publicado por primera vez en The Harbour Sheet",
    "ar": "نُشر أوّلًا في The Harbour Sheet",
    "hi": "पहली बार The Harbour Sheet में प्रकाशित",
}
ORIGINAL = "https://harbour.example/2026/11/18/nets?a=1&b=2"


def credit(code: str, **source: str) -> HTMLParser:
    """What stands to be copied under an article from The Harbour Sheet."""
    first = replace(samples.source_credit(), name="The Harbour Sheet", **source)
    page = HTMLParser(Theme().render("article.html", code, **samples.article_context(code, source=first)))
    return HTMLParser(page.css_first("#credit").text())


@pytest.mark.parametrize(("code", "words"), FIRST.items())
def test_a_source_without_a_credit_line_is_named_and_linked(code, words):
    made = credit(code, line="", original_url=ORIGINAL)
    assert words in made.text()
    assert made.css_first(f'a[href="{ORIGINAL}"]').text() == "The Harbour Sheet"


def test_a_source_whose_original_is_not_known_is_named():
    made = credit("en", line="", original_url="")
    assert FIRST["en"] in made.text()
    assert not [node for node in made.css("a") if node.text() == "The Harbour Sheet" or not node.attributes["href"]]


def test_the_source_s_own_words_go_before_ours():
    made = credit("en", line="Courtesy of the Sheet & Sons", original_url=ORIGINAL).text()
    assert "Courtesy of the Sheet & Sons" in made
    assert "First published" not in made
