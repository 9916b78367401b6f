"""Links within a text lead to places it has."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from handpress.theme.inner_links import with_living_links
from handpress.theme.records import Block


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p><a href="#top">Top</a></p>', "<p>Top</p>"),
        ('<p>One<a href="#n-1" id="r-1">1</a></p><p id="n-1">Note <a href="#r-1">back</a></p>', None),
        (
            '<p><a class="x" href="#no">a <b>b</b></a> <a href="/x#no">c</a></p>',
            '<p>a <b>b</b> <a href="/x#no">c</a></p>',
        ),
        ("<p>No link</p>", None),
    ],
)
def test_a_link_to_nowhere_is_words(html, left):
    (block,) = with_living_links([Block("legacy", Markup(html))])
    assert block.html == (html if left is None else left)


def test_a_place_in_another_block_is_a_place():
    blocks = (
        Block("text", Markup('<p><a href="#f1">1</a></p>')),
        Block("legacy", Markup('<p id="f1">Note</p>')),
    )
    assert with_living_links(blocks) == blocks
