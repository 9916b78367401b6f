"""Dates, numbers and words as each language prints them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tests.plain.theme import samples

from handpress.theme import catalogues
from handpress.theme.records import Byline, PrintedDate
from handpress.theme.theming import Theme
from handpress.theme.typography import typography

DAY = date(2013, 6, 13)
SHIPPED = ["en", "es", "ar", "hi"]


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "13 June 2013", "June 2013"),
        ("es", "13 de junio de 2013", "junio de 2013"),
        ("ar", "١٣ يونيو ٢٠١٣", "يونيو ٢٠١٣"),
        ("ar-MA", "13 يونيو 2013", "يونيو 2013"),
        ("hi", "13 जून 2013", "जून 2013"),
        ("fa", "۱۳ ژوئن ۲۰۱۳", "ژوئن ۲۰۱۳"),
        ("ru", "13 июня 2013\u202fг.", "июнь 2013\u202fг."),
        ("zh", "2013年6月13日", "2013年6月"),
        ("ml", "13 ജൂൺ 2013", "2013 ജൂൺ"),
        ("tlh", "13 June 2013", "June 2013"),
    ],
)
def test_a_date_is_printed_as_its_language_prints_it(language, day, month):
    letters = typography(language)
    assert letters.day(DAY) == day
    assert letters.month_year(2013, 6) == month


@pytest.mark.parametrize(
    ("precision", "text", "iso"),
    [("day", "13 June 2013", "2013-06-13"), ("month", "June 2013", "2013-06"), ("year", "2013", "2013")],
)
def test_a_date_is_no_more_precise_than_what_is_known(precision, text, iso):
    made = typography("en").stamp(samples.printed(DAY, precision))
    assert made == f'<time datetime="{iso}">{text}</time>'


@pytest.mark.parametrize(
    ("language", "comma"), [("en", ", "), ("hi", ", "), ("ar", "، "), ("ar-MA", "، "), ("ur", "، ")]
)
def test_a_comma_is_that_of_the_script(language, comma):
    assert typography(language).comma == comma


def test_an_unknown_date_prints_nothing():
    assert typography("en").stamp(PrintedDate(None, "none", "")) == ""


@pytest.mark.parametrize(
    ("language", "number", "size", "duration"),
    [
        ("en", "12,345", "1.2\u00a0MB", "12:04"),
        ("es", "12.345", "1,2\u00a0MB", "12:04"),
        ("ar", "١٢٬٣٤٥", "١٫٢\u00a0MB", "١٢:٠٤"),
        ("hi", "12,345", "1.2\u00a0MB", "12:04"),
    ],
)
def test_numbers_take_the_separators_and_digits_of_their_language(language, number, size, duration):
    letters = typography(language)
    assert letters.number(12345) == number
    assert letters.size(1_240_000) == size
    assert letters.duration(724) == duration


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", "A, B and C"), ("es", "A, B y C"), ("ar", "A وB وC"), ("hi", "A, B, और C")],
)
def test_names_are_joined_as_the_language_joins_them(language, names):
    assert str(typography(language).join(["A", "B", "C"])) == names


def test_names_are_escaped_and_linked():
    lines = Theme().environment("en").filters["names"]((Byline("A & B", "/author/a/"), Byline("C <d>")))
    assert str(lines) == '<a href="/author/a/">A &amp; B</a> and C &lt;d&gt;'


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "مقال واحد"), (2, "مقالان"), (3, "٣ مقالات"), (11, "١١ مقالًا"), (100, "١٠٠ مقال"), (103, "١٠٣ مقالات")],
)
def test_arabic_counts_in_its_six_forms(count, text):
    assert Theme().words("ar").articles(count) == text


def test_a_middle_dot_never_stands_beside_arabic_numerals():
    text = samples.rendered("article-ar")
    assert "·" not in text[text.index("<body") :]


def messages() -> set[str]:
    """What the extraction finds, as pybabel run with locale/babel.cfg would."""
    with (catalogues.SHIPPED / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)
    keywords = {"_": None, "_n": (1, 2), "gettext": None}
    folder = Path(catalogues.__file__).parent
    found = extract_from_dir(folder, methods, options, keywords=keywords, callback=None)
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found if m}


@pytest.mark.parametrize("language", SHIPPED)
def test_every_word_of_the_theme_is_translated(language):
    path = catalogues.SHIPPED / language / "LC_MESSAGES" / "edition.po"
    catalogue = read_po(BytesIO(path.read_bytes()))
    said = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalogue if m.id}
    assert messages() - set(said) == set()
    assert [key for key, text in said.items() if not (text if isinstance(text, str) else all(text))] == []
    assert [error for m in catalogue if (error := list(m.check(catalogue)))] == []


@pytest.mark.parametrize("language", SHIPPED)
def test_the_compiled_catalogue_is_the_readable_one(language):
    folder = catalogues.SHIPPED / language / "LC_MESSAGES"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO((folder / "edition.po").read_bytes())))
    assert compiled.getvalue() == (folder / "edition.mo").read_bytes()


@pytest.mark.parametrize("language", ["es", "ar", "hi"])
def test_no_english_is_left_in_a_translated_frame(language):
    words = Theme().words("en")
    text = samples.rendered(f"article-{language}")
    for message in ("Printer friendly version", "Corrections", "Related", "Skip to the text", "Search"):
        assert words.gettext(message) == message
        assert message not in text


def test_the_theme_never_imports_django():
    code = "import sys, handpress.theme.theming as t; t.Theme(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
