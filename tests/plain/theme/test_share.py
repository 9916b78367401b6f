"""Links to share and to translate an article carry exactly its title and address, and nothing that tracks."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.theme.records import Language
from handpress.theme.share import share_links
from handpress.theme.translate_services import translate_links

ADDRESS = "https://mag.example/2013/06/a-b.html"
LANGUAGES = [
    Language("en", "English", False, "/"),
    Language("es", "Español", False, "/es/"),
    Language("zh-Hant", "繁體中文", False, "/zh-hant/"),
]


def test_each_service_gets_the_title_and_the_address() -> None:
    links = {link.label: link.address for link in share_links("Tea & “sugar”: 100% #1?", ADDRESS)}
    assert list(links) == ["E-mail", "WhatsApp", "Telegram", "Mastodon", "Bluesky", "X", "Facebook"]
    title = "Tea & “sugar”: 100% #1?"
    mail = parse_qs(urlsplit(links["E-mail"]).query)
    assert mail == {"subject": [title], "body": [f"{title}\r\n\r\n{ADDRESS}\r\n"]}
    assert parse_qs(urlsplit(links["WhatsApp"]).query) == {"text": [f"{title} {ADDRESS}"]}
    assert parse_qs(urlsplit(links["Telegram"]).query) == {"url": [ADDRESS], "text": [title]}
    assert parse_qs(urlsplit(links["Bluesky"]).query) == {"text": [f"{title} {ADDRESS}"]}
    assert parse_qs(urlsplit(links["X"]).query) == {"text": [title], "url": [ADDRESS]}
    assert parse_qs(urlsplit(links["Facebook"]).query) == {"u": [ADDRESS]}


def test_the_page_that_asks_for_a_mastodon_server_does_not_learn_what_is_shared() -> None:
    link = next(link for link in share_links("Tea", ADDRESS) if link.label == "Mastodon")
    parts = urlsplit(link.address)
    assert (parts.query, unquote(parts.fragment)) == ("", f"text=Tea {ADDRESS}")


def test_mail_uses_spaces_that_mail_programs_understand() -> None:
    mail = share_links("A tale of tea", ADDRESS, mail_label="Correo")[0]
    assert mail.label == "Correo"
    assert "+" not in mail.address and "A%20tale" in mail.address  # RFC 6068, 5: not form encoding


def test_a_long_title_is_cut_to_what_a_post_holds() -> None:
    link = next(link for link in share_links("water " * 100, ADDRESS) if link.label == "Bluesky")
    text = parse_qs(urlsplit(link.address).query)["text"][0]
    assert len(text) <= 300 and text.endswith(f"… {ADDRESS}")


@given(st.text(st.characters()), st.text(st.characters(), max_size=20))
def test_no_link_can_break_out_of_its_attribute(title: str, slug: str) -> None:
    for link in share_links(title, f"https://mag.example/{slug}"):
        assert link.address.isascii()
        assert not set(link.address) & set(" \"'<>\r\n\t\\")


def test_a_page_is_offered_in_the_other_languages_by_their_own_names() -> None:
    links = translate_links("google", "https://mag.example/a?b=1", "en", LANGUAGES)
    assert [link.label for link in links] == ["Español", "繁體中文"]
    assert (
        links[0].address == "https://translate.google.com/translate?sl=en&tl=es&u=https%3A%2F%2Fmag.example%2Fa%3Fb%3D1"
    )
    assert "tl=zh-TW" in links[1].address


@pytest.mark.parametrize(
    ("service", "address"),
    [
        ("bing", "https://www.translatetheweb.com/?from=ar&to=zh-Hant&a=https%3A%2F%2Fmag.example%2F"),
        ("yandex", "https://translate.yandex.com/translate?lang=ar-zh&url=https%3A%2F%2Fmag.example%2F"),
    ],
)
def test_each_service_hears_its_own_codes(service: str, address: str) -> None:
    assert translate_links(service, "https://mag.example/", "ar", LANGUAGES[2:])[0].address == address


@pytest.mark.parametrize(
    ("service", "template", "addresses"),
    [
        (
            "custom",
            "https://t.example/{from}/{to}/?p={url}",
            ["https://t.example/ar/en/?p=https%3A%2F%2Fmag.example%2F%7B"],
        ),
        ("custom", "https://t.example/?p={url}", ["https://t.example/?p=https%3A%2F%2Fmag.example%2F%7B"]),
        ("custom", "javascript:{url}", []),
        ("custom", "https://t.example/", []),
        ("none", "", []),
        ("unheard", "", []),
    ],
)
def test_only_a_template_that_can_work_makes_links(service: str, template: str, addresses: list[str]) -> None:
    links = translate_links(service, "https://mag.example/{", "ar", LANGUAGES[:1], template=template)
    assert [link.address for link in links] == addresses
