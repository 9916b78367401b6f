"""Running text: spaces, words, excerpts, typography, languages, encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plain.extract.texts import TONGUES

from handpress.kit.encoding import decode, repair_mojibake
from handpress.kit.text import (
    excerpt,
    guess_language,
    one_line,
    plain_text,
    reading_minutes,
    strip_forbidden,
    tidy_space,
    word_count,
)


def test_one_line_folds_all_spaces_and_composes_letters() -> None:
    assert one_line("  a\u00a0 b\r\n\tc e\u0301\u00ad\u200b ") == "a b c é"


def test_joiners_and_direction_marks_stay() -> None:
    assert one_line("می\u200cخواهم \u200fabc") == "می\u200cخواهم \u200fabc"


def test_tidy_space_keeps_lines_and_one_blank_line() -> None:
    assert tidy_space(" a  b \r\n c\n\n \n\n d ") == "a b\nc\n\nd"


def test_plain_text_shows_what_a_reader_sees() -> None:
    html = "<h2>Title</h2><p>One &amp; <b>two</b><br>three</p><ul><li>x<li>y</ul><script>no()</script><!-- no -->"
    assert plain_text(html) == "Title\n\nOne & two\nthree\n\nx\ny"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("— … !", 0), ("It’s a well-known case, isn’t it?", 6), ("3.5 million people", 3),
        ("我们今天去北京看朋友", 6), ("नदी का पानी", 3), ("لمن المطر فوق الوادي", 4), ("I love 東京都 today", 5),
    ],
)  # fmt: skip
def test_words_are_counted_in_all_scripts(text: str, words: int) -> None:
    assert word_count(text) == words


def test_reading_time_is_whole_minutes_by_language() -> None:
    assert (reading_minutes(0), reading_minutes(1140), reading_minutes(1140, "ar-EG"), reading_minutes(1140, "xx")) == (
        1,
        5,
        8,
        6,
    )


def test_excerpts_end_at_a_word_with_an_ellipsis() -> None:
    assert excerpt("Hello brave, new world", 40) == "Hello brave, new world"
    assert excerpt("Hello brave, new world", 15) == "Hello brave…"
    assert excerpt("漢字漢字漢字", 4) == "漢字漢…"


@given(st.text(), st.integers(1, 60))
def test_no_excerpt_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit


@given(st.text())
def test_what_html_forbids_is_gone(text: str) -> None:
    clean = strip_forbidden(text)
    assert not any(ord(char) < 32 and char not in "\t\n\r" for char in clean)
    assert clean.encode() is not None


@pytest.mark.parametrize("lang", TONGUES)
def test_the_language_of_a_paragraph_is_guessed(lang: str) -> None:
    assert all(guess_language(paragraph) == lang for paragraph in TONGUES[lang].paragraphs)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("漢字です。これは", "ja"),
        ("中文网站新闻", "zh"),
        ("ഇത് മലയാളമാണ്", "ml"),
        ("이것은 한국어", "ko"),
        ("12 — 34", None),
        ("", None),
        ("Xyzzy", None),
    ],
)
def test_scripts_tell_a_language_and_too_little_tells_none(text: str, lang: str | None) -> None:
    assert guess_language(text) == lang


# Encodings.

ARABIC = " ".join(TONGUES["ar"].paragraphs)
RUSSIAN = " ".join(TONGUES["ru"].paragraphs)
QUOTELESS = RUSSIAN.translate(str.maketrans("«»—", '""-'))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("“Ça va” – naïve".encode(), "“Ça va” – naïve", "utf-8"),
        ("\ufeffhello".encode(), "hello", "utf-8"),
        ("\ufeffhé llo".encode("utf-16-le"), "hé llo", "utf-16-le"),
        ("hello there".encode("utf-16-le"), "hello there", "utf-16-le"),
        (b"<meta charset=iso-8859-1>\x93hi\x94 \x96", "<meta charset=iso-8859-1>“hi” –", "cp1252"),
        (b"It\x92s the caf\xe9 we like, with no word on it", "It’s the café we like, with no word on it", "cp1252"),
        ("<meta charset='utf-8'>é".encode("cp1252"), "<meta charset='utf-8'>é", "cp1252"),
        (ARABIC.encode("cp1256"), ARABIC, "cp1256"),
        (b"<meta charset=windows-1256>" + "كتاب".encode("cp1256"), "<meta charset=windows-1256>كتاب", "cp1256"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (QUOTELESS.encode("koi8-r"), QUOTELESS, "koi8-r"),
        (b"plain", "plain", "utf-8"),
        (b"", "", "utf-8"),
    ],
)  # fmt: skip
def test_bytes_are_read_in_the_encoding_that_they_are_in(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_page_that_misdeclares_itself_is_read_rightly_with_a_warning() -> None:
    decoded = decode("<meta charset=iso-8859-1>Æthelred’s déjà vu".encode())
    assert decoded.text.endswith("Æthelred’s déjà vu")
    assert any("cp1252" in warning and "utf-8" in warning for warning in decoded.warnings)


def test_what_the_server_declared_comes_before_the_meta() -> None:
    data = b"<meta charset=windows-1252>" + "Привет".encode("cp1251")
    assert decode(data, declared="windows-1251").text.endswith("Привет")


def test_letters_encoded_twice_are_repaired_and_reported() -> None:
    decoded = decode("itâ€™s cafÃ© â€œoh".encode())
    assert decoded.text == "it’s café “oh"
    assert decoded.warnings == ("Letters that had been encoded twice were repaired.",)


@pytest.mark.parametrize("text", ["É une letra: â€™ alone", "Ça «là» Ã", "naïve café", "1 € “ok” Âge"])
def test_what_may_be_meant_is_not_repaired(text: str) -> None:
    assert repair_mojibake(text) == text


@given(st.binary())
def test_any_bytes_give_some_text(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.encoding and isinstance(decoded.text, str)
    assert decoded.text.count("�") == 0 or decoded.warnings or "�" in data.decode("utf-8", "ignore")
