"""Slugs are short, safe, unique, and never one of the site's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.kit.own_words import RESERVED
from handpress.kit.slugs import MAX_BYTES, MAX_CHARACTERS, check_slug, slugify, unique_slug


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("The River That Would Not Stay Put", "the-river-that-would-not-stay-put"),
        ("“Nobody Asked Us”: Salt Workers’ Strike", "nobody-asked-us-salt-workers-strike"),
        ("Don't Panic", "dont-panic"),
        ("Ça va à Łódź, Straße 7", "ca-va-a-lodz-strasse-7"),
        ("नदी", "ndi"),
        ("1 + 1 = 2", "1-1-2"),
        ("  --  ", ""),
    ],
)
def test_a_headline_becomes_its_letters_and_digits_in_ascii(headline: str, slug: str) -> None:
    assert slugify(headline) == slug


def test_unicode_slugs_keep_the_script_with_its_marks_in_lower_case() -> None:
    assert slugify("नदी का पानी!", allow_unicode=True) == "नदी-का-पानी"
    assert slugify("لمن المطر؟", allow_unicode=True) == "لمن-المطر"
    assert slugify("E\u0301cole À Paris", allow_unicode=True) == "école-à-paris"


def test_a_headline_without_letters_has_the_fallback_for_its_slug() -> None:
    assert slugify("…?!", fallback="article-7") == "article-7"
    assert slugify("☃☃", allow_unicode=True, fallback="article-8") == "article-8"


def test_long_headlines_are_cut_at_a_word() -> None:
    slug = slugify("A rather long headline about the many things that a committee " * 3)
    assert len(slug) < MAX_CHARACTERS
    assert slug == "a-rather-long-headline-about-the-many-things-that-a-committee-a-rather-long"


@given(st.text(), st.booleans())
def test_any_text_gives_a_slug_that_fits_a_file_name_and_is_its_own_slug(text: str, allow_unicode: bool) -> None:
    slug = slugify(text, allow_unicode=allow_unicode)
    assert len(slug) < MAX_CHARACTERS
    assert len(f"{slug}-99.html.br".encode()) <= 200
    assert len(slug.encode()) <= MAX_BYTES
    assert slugify(slug, allow_unicode=allow_unicode) == slug


@pytest.mark.parametrize("slug", ["feeds", "Desk", "2013", "es", "pt-br", "robots-txt", "404", "undated"])
def test_words_of_the_sites_own_addresses_are_refused_with_a_suggestion(slug: str) -> None:
    refusal = check_slug(slug)
    assert refusal is not None and refusal.code == "reserved"
    assert slug in refusal.message
    assert check_slug(refusal.suggestion.lower()) is None


@pytest.mark.parametrize(("slug", "suggestion"), [("Hello World", "hello-world"), ("a/b", "a-b"), ("x" * 99, "x" * 79)])
def test_malformed_slugs_are_refused_with_the_nearest_good_one(slug: str, suggestion: str) -> None:
    refusal = check_slug(slug)
    assert refusal is not None
    assert (refusal.code, refusal.suggestion) == ("malformed", suggestion)


def test_an_empty_slug_is_refused() -> None:
    refusal = check_slug("")
    assert refusal is not None and refusal.code == "empty"


@pytest.mark.parametrize("slug", ["the-river", "नदी-का-पानी", "1984-again", "english"])
def test_good_slugs_pass(slug: str) -> None:
    assert check_slug(slug) is None


def test_a_taken_slug_gets_the_first_free_number_ignoring_case() -> None:
    taken = {"the-river", "the-river-2"}
    assert unique_slug("The-River", taken.__contains__) == "The-River-3"
    assert unique_slug("the-sea", taken.__contains__) == "the-sea"


def test_every_reserved_word_is_one_a_slug_could_be() -> None:
    assert all(slugify(word) == word for word in RESERVED)
