"""What someone types into a search box becomes words that no index can take for an operator."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.kit.search_words import LONGEST_WORD, MOST_WORDS, terms


def _words(typed: str) -> list[str]:
    return [word for term in terms(typed) for word in term.words]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("rivers of the plain", ["rivers", "of", "the", "plain"]),
        ('"rivers', ["rivers"]),
        ("O'Brien’s", ["O", "Brien", "s"]),
        ("AND OR NOT NEAR(a b)", ["AND", "OR", "NOT", "NEAR", "a", "b"]),
        ("a:b*c^d-e", ["a", "b", "c", "d", "e"]),
        ("one\0two", ["one", "two"]),
        ("A\u030arhus", ["Århus"]),
        ("हिन्दी", ["हिन्दी"]),
        ("المدينة", ["المدينة"]),
        ("* \" ' \\ - | & ! <-> ( ) { } 😀 \u0301", []),
        ("", []),
    ],
)
def test_words_are_what_holds_letters_and_digits(typed, words):
    assert _words(typed) == words


@pytest.mark.parametrize(
    ("typed", "unspaced"), [("河流", True), ("ひらがな", True), ("แม่น้ำ", True), ("강", False), ("nadi", False)]
)
def test_scripts_without_spaces_are_known(typed, unspaced):
    assert terms(typed)[0].is_unspaced is unspaced


@given(st.text(max_size=400))
def test_no_word_holds_what_an_index_could_read(typed):
    for word in _words(typed):
        assert all(unicodedata.category(each)[0] in "LNM" for each in word)


def test_words_without_end_are_cut():
    assert len(_words(" ".join(["word"] * 2_000))) == MOST_WORDS
    assert len(_words("-".join(["word"] * 2_000))) <= MOST_WORDS
    assert [len(word) for word in _words("z" * 10_000)] == [LONGEST_WORD]
