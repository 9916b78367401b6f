"""Whether an address leads to a piece, or to a site's front door."""

from __future__ import annotations

import pytest

from handpress.kit.home_pages import leads_to_a_piece


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not an address",
        "http://[x",
        "mailto:desk@post.example",
        "https://post.example",
        "https://post.example/",
        "http://www.post.example/index.html",
        "https://post.example/Default.aspx",
        "https://post.example/en/",
        "https://post.example/pt-br/index.php",
        "https://post.example/?lang=en",
        "https://post.example/#news",
        "https://post.example/home",
    ],
)
def test_a_front_door_is_no_piece(url):
    assert not leads_to_a_piece(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/2013/06/rivers.html",
        "https://post.example/?p=123",
        "https://post.example/article.php?id=7",
        "https://post.example/en/rivers",
        "https://post.example/go",
        "https://post.example/#!/story/5",
        "https://post.example/in/depth/index.html",
    ],
)
def test_an_article_is_one(url):
    assert leads_to_a_piece(url)


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://host.example/magazine/", "http://www.host.example/magazine"),
        ("https://host.example/magazine/index.htm", "https://host.example/magazine/"),
    ],
)
def test_the_home_page_a_source_names_is_none_wherever_it_lies(url, home):
    assert not leads_to_a_piece(url, home)
    assert leads_to_a_piece(f"{home}/2013/rivers.html", home)
