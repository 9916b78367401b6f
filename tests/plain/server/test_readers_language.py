"""In which language a reader is told that something is down."""

from __future__ import annotations

import pytest

from handpress.server.readers_language import ReadersLanguage

LANGUAGES = ReadersLanguage(["en", "es", "pt-BR", "zh-hans", "hi"])


@pytest.mark.parametrize(
    ("referer", "accepted", "language"),
    [
        ("https://paper.example/es/contact/", "hi", "es"),
        ("http://127.0.0.1:8000/hi/2013/06/a.html?x=1", "", "hi"),
        ("https://paper.example/pt-BR/", "es", "pt-BR"),
        ("https://paper.example/es", "", "es"),
        ("https://paper.example/essays/", "es", "en"),
        ("https://paper.example/", "es", "en"),
        ("https://paper.example/about/es/", "", "en"),
        ("https://paper.example", "es", "en"),
        ("", "es", "es"),
        ("", "ES-mx,en;q=0.8", "es"),
        ("", "hi;q=1", "hi"),
        ("", "pt-BR,pt;q=0.9", "pt-BR"),
        ("", "pt", "pt-BR"),
        ("", "zh-Hans-CN", "zh-hans"),
        ("", "zh_TW", "zh-hans"),
        ("", "est", "en"),
        ("", "fr, es", "en"),
        ("", "", "en"),
        ("about:blank", "es", "en"),
    ],
)
def test_the_page_they_come_from_decides_then_what_they_read(referer: str, accepted: str, language: str) -> None:
    assert LANGUAGES.of(referer, accepted) == language
