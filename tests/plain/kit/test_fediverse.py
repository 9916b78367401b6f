"""Handles of the fediverse, however they are written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.kit.fediverse import handle_of


@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("@rosa@paper.example", "@rosa@paper.example"),
        ("rosa@paper.example", "@rosa@paper.example"),
        ("  @Rosa_Lind@Social.Paper.Example ", "@Rosa_Lind@social.paper.example"),
        ("acct:rosa@paper.example", "@rosa@paper.example"),
        ("ACCT: rosa@paper.example", "@rosa@paper.example"),
        ("@rosa@7.paper.example", "@rosa@7.paper.example"),
        ("https://mastodon.social/@rosa", "@rosa@mastodon.social"),
        ("https://mastodon.social/@rosa/", "@rosa@mastodon.social"),
        ("https://Mastodon.Social/@rosa?lang=en#top", "@rosa@mastodon.social"),
        ("https://mastodon.social/@rosa@paper.example", "@rosa@paper.example"),
        ("https://mastodon.social/%40rosa", "@rosa@mastodon.social"),
        ("https://paper.example/users/rosa.lind", "@rosa.lind@paper.example"),
        ("@rosa@bücher.example", "@rosa@xn--bcher-kva.example"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_handle_is_read_in_every_form_and_stored_in_one(written, handle):
    assert handle_of(written) == handle
    assert handle_of(handle) == handle


@pytest.mark.parametrize(
    "written",
    [
        "rosa", "@rosa", "@rosa@", "@@paper.example", "@rosa@localhost", "@rosa@127.0.0.1", "@ro sa@paper.example",
        "@rosa@paper.example@more", "@rosa@-paper.example", "https://mastodon.social/", "https://mastodon.social/rosa",
        "https://mastodon.social/@rosa/1234567", "https://mastodon.social:8000/@rosa", "https://me@mastodon.social/@rosa",
        "javascript:alert(1)", "@rosa@paper.example\" onload=\"x", "@rosa@paper..example", "https://[bad/@rosa",
        "@" + "a" * 250 + "@paper.example",
    ],
)  # fmt: skip
def test_what_is_no_handle_is_refused_with_what_to_write(written):
    with pytest.raises(ValueError, match="write @name@server"):
        handle_of(written)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text):
    try:
        found = handle_of(text)
    except ValueError:
        return
    assert found == "" or (found.count("@") == 2 and not set(found) & set(' "<>&'))
