"""The sample legacy archive is what it claims to be: varied, hand-made, and truly described."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image
from tests.plain.extract_sample.expectations import ARCHIVE, Expected, all_expected, articles

from handpress.kit.dates import parse_iso

ENTRIES = all_expected()
ARTICLES = articles()
PAGES = tuple(entry for entry in ARTICLES if entry.is_html)
ORIGINALS = tuple(entry for entry in ARTICLES if not entry.same_as)
BY_PATH = {entry.path: entry for entry in ENTRIES}
FURNITURE = {".gif", ".jpg", ".css"}

_TAG = re.compile(r"<!--.*?-->|<style.*?</style>|<script.*?</script>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(r"""href="([^"#?]+)\"""", re.IGNORECASE)
_CHARSET = re.compile(rb'charset=([\w-]+)"', re.IGNORECASE)
_NUMERIC_1252 = re.compile(rb"&#1(?:4[5-9]|5[0-9]);")


def name_of(entry: Expected) -> str:
    """A test's name for an entry."""
    return entry.path


def decoded(entry: Expected) -> str:
    """The text of a page, decoded by what the archive's own makers knew of it."""
    data = entry.file.read_bytes()
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(codec)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1256" if entry.language == "ar" else "cp1252")


def flat(entry: Expected) -> str:
    """The words of a page on one line, markup gone."""
    text = decoded(entry)
    plain = html.unescape(_TAG.sub(" ", text)) if entry.is_html else text
    return " ".join(plain.split())


def linked(entry: Expected) -> list[str]:
    """The archive's own paths that a page links to, whether or not they exist."""
    folder = PurePosixPath(entry.path).parent
    found = []
    for href in _HREF.findall(decoded(entry)):
        if "://" in href or href.startswith(("mailto:", "javascript:")):
            continue
        parts: list[str] = []
        for part in (folder / href).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        found.append("/".join(parts))
    return found


def depth_of_tables(text: str) -> int:
    """How many tables stand in each other at the deepest place."""
    depth = deepest = 0
    for end in re.findall(r"<(/?)table", text, re.IGNORECASE):
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    return deepest


def test_there_are_at_least_sixty_six_article_pages_and_five_text_dumps() -> None:
    originals = [entry for entry in ORIGINALS if entry.is_html]
    assert len(originals) >= 66
    assert len(ORIGINALS) - len(originals) >= 5


def test_every_file_of_the_archive_is_described_once_or_is_furniture() -> None:
    paths = {file.relative_to(ARCHIVE).as_posix() for file in ARCHIVE.rglob("*") if file.is_file()}
    described = [entry.path for entry in ENTRIES]
    assert len(described) == len({path.lower() for path in described})
    assert set(described) <= paths
    undescribed = paths - set(described)
    assert {Path(path).suffix for path in undescribed} == FURNITURE


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_a_page_holds_what_is_expected_of_it(entry: Expected) -> None:
    text = flat(entry)
    assert " ".join(entry.headline.split()) in text
    begin = text.find(entry.first_words)
    end = text.rfind(entry.last_words)
    assert 0 <= begin < end
    assert all(author in text for author in entry.authors)
    assert not entry.source or entry.source in text
    assert not entry.section or entry.section in text
    assert entry.standfirst in text[:begin]
    assert all(heading in text[begin:end] for heading in entry.subheadings)


@pytest.mark.parametrize("entry", ORIGINALS, ids=name_of)
def test_an_article_is_as_long_as_a_magazine_prints(entry: Expected) -> None:
    text = flat(entry)
    body = text[text.find(entry.first_words) : text.rfind(entry.last_words) + len(entry.last_words)]
    assert 250 <= len(body.split()) <= 760
    assert entry.paragraphs >= 5


def test_no_two_articles_share_a_headline_or_a_beginning() -> None:
    assert len({entry.headline for entry in ORIGINALS}) == len(ORIGINALS)
    assert len({entry.first_words for entry in ORIGINALS}) == len(ORIGINALS)


def test_no_sentence_stands_in_two_articles() -> None:
    seen: Counter[str] = Counter()
    for entry in ORIGINALS:
        text = flat(entry)
        body = text[text.find(entry.first_words) : text.rfind(entry.last_words)]
        seen.update({sentence for sentence in re.split(r"(?<=[.!?])\s", body) if len(sentence) > 60})
    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_dates_have_every_precision_that_an_archive_knows() -> None:
    known = Counter(parse_iso(entry.published_on).precision for entry in ORIGINALS)
    assert known["day"] > 60 and known["month"] >= 4 and known["none"] >= 3
    years = {entry.published_on[:4] for entry in ORIGINALS if entry.published_on}
    assert years == {str(year) for year in range(2002, 2014)}


def test_four_languages_are_written() -> None:
    assert {entry.language for entry in ORIGINALS} == {"en", "es", "ar", "hi"}


def test_bylines_of_none_to_three_authors_and_sources_of_others_stand_there() -> None:
    assert {len(entry.authors) for entry in ORIGINALS} == {0, 1, 2, 3}
    assert len({entry.source for entry in ORIGINALS if entry.source}) >= 6
    assert sum(entry.source is None for entry in ORIGINALS) > 20


def test_the_encodings_of_the_years_are_all_there() -> None:
    found: Counter[str] = Counter()
    for entry in PAGES:
        data = entry.file.read_bytes()
        declared = match[1].decode().lower() if (match := _CHARSET.search(data)) else "nothing"
        found[f"{declared}: {encoding_of(data)}"] += 1
    assert found["nothing: 1252"] >= 5
    assert found["windows-1252: 1252"] >= 10
    assert found["iso-8859-1: 1252"] >= 5
    assert found["windows-1256: 1252"] == 1  # single bytes; the next test reads them
    assert found["utf-8: utf-8"] >= 15
    assert found["utf-8: bom"] == 1
    assert found["nothing: utf-8"] == 1
    assert found["nothing: ascii"] >= 3


def encoding_of(data: bytes) -> str:
    """ "ascii", "bom", "utf-8", or "1252" for bytes that are neither."""
    if data.isascii():
        return "ascii"
    if data.startswith(b"\xef\xbb\xbf"):
        return "bom"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "1252"
    return "utf-8"


def test_the_arabic_page_is_windows_1256_and_a_text_dump_is_utf_16() -> None:
    arabic = next(entry for entry in PAGES if entry.language == "ar")
    assert "في تل عمرة" in arabic.file.read_bytes().decode("cp1256")
    assert any(entry.file.read_bytes().startswith(b"\xff\xfe") for entry in ARTICLES if not entry.is_html)


def test_quotes_of_windows_1252_stand_behind_numeric_references_too() -> None:
    assert any(len(_NUMERIC_1252.findall(entry.file.read_bytes())) > 5 for entry in PAGES)


def test_navigation_of_thirty_links_or_more_stands_on_every_page() -> None:
    assert {entry.path: n for entry in PAGES if not 30 <= (n := navigation_links(entry)) <= 80} == {}


def navigation_links(entry: Expected) -> int:
    """How many links to the site's own pages there are."""
    return len(linked(entry))


def test_tables_stand_three_deep_on_most_pages_before_2009_and_on_none_after() -> None:
    deep = {entry.path: depth_of_tables(decoded(entry)) for entry in PAGES}
    early = [depth for path, depth in deep.items() if not path.startswith(("articles/", "hindi/"))]
    late = [depth for path, depth in deep.items() if path.startswith("articles/")]
    assert sum(depth >= 3 for depth in early) > len(early) / 2
    assert max(late) < 3


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"<font[^>]+face=", 20),
        (r"<center>", 10),
        (r"<br>\s*<br>", 20),
        (r"<P>", 2),
        (r"MsoNormal", 5),
        (r"<o:p>", 5),
        (r"FrontPage", 5),
        (r"<blockquote>", 3),
        (r"Printer Friendly Version", 50),
        (r"Comments are moderated", 40),
        (r"images/digits/\d\.gif", 15),
        (r"<h3>Latest</h3>", 10),
        (r'class="comment"', 3),
    ],
)
def test_the_habits_of_the_years_occur(pattern: str, least: int) -> None:
    assert sum(bool(re.search(pattern, decoded(entry))) for entry in PAGES) >= least


def test_paragraphs_are_left_open_on_some_pages() -> None:
    opened = [entry for entry in PAGES if len(re.findall("(?i)<p>", decoded(entry))) > 4]
    assert sum("</p>" not in decoded(entry).lower() for entry in opened) >= 3


@pytest.mark.parametrize("entry", [entry for entry in ARTICLES if entry.images], ids=name_of)
def test_pictures_lie_beside_their_pages_and_can_be_opened(entry: Expected) -> None:
    for path in entry.images:
        with Image.open(ARCHIVE / path) as picture:
            assert picture.width >= 180
        assert PurePosixPath(path).name in decoded(entry)


def test_at_least_ten_pages_have_pictures_and_one_is_a_gif() -> None:
    pictures = [path for entry in ORIGINALS for path in entry.images]
    assert len(pictures) >= 10
    assert any(path.endswith(".gif") for path in pictures)


def test_articles_link_to_older_articles_in_their_text() -> None:
    older = Counter(
        target
        for entry in PAGES
        for target in linked(entry)
        if target in BY_PATH and BY_PATH[target].kind == "article" and in_text(entry, target)
    )
    assert len(older) >= 8


def in_text(entry: Expected, target: str) -> bool:
    """Whether the link stands between the first and the last words of the article."""
    text = decoded(entry)
    name = PurePosixPath(target).name
    place = text.find(name + '"', text.find(entry.first_words.split()[0] + " " + entry.first_words.split()[1]))
    return 0 <= place < text.rfind(entry.last_words.split()[-1].rstrip(".”"))


def test_month_pages_list_every_dated_article_with_its_byline() -> None:
    lists = [flat(entry) for entry in ENTRIES if entry.kind == "list" and re.search("archive/|index", entry.path)]
    english = [entry for entry in ORIGINALS if entry.is_html and entry.language == "en" and entry.published_on]
    for entry in english:
        byline = entry.headline + (f" By {', '.join(entry.authors)}" if entry.authors else "")
        assert any(ascii_of(byline) in ascii_of(text) for text in lists), entry.path


def ascii_of(text: str) -> str:
    """The text with typewriter quotes, as some pages have them."""
    return text.translate(str.maketrans("“”‘’", "\"\"''")).replace("—", "--").replace("…", "...")


def test_copies_are_the_same_bytes_under_another_name() -> None:
    copies = [entry for entry in ARTICLES if entry.same_as]
    assert len(copies) >= 2
    for copy in copies:
        assert copy.file.read_bytes() == BY_PATH[copy.same_as].file.read_bytes()


def test_what_is_no_page_is_really_none() -> None:
    codes = {entry.path: entry.code for entry in ENTRIES if entry.kind == "refused"}
    assert {"empty", "binary", "not_a_page"} == set(codes.values())
    for path, code in codes.items():
        data = (ARCHIVE / path).read_bytes()
        assert (code == "empty") == (not data.strip())
        assert (code == "binary") == (b"\0" in data)


def test_one_page_breaks_off_in_the_middle_of_a_sentence() -> None:
    (broken,) = [entry for entry in ARTICLES if entry.truncated]
    text = decoded(broken)
    assert "</html" not in text.lower()
    assert text.endswith(broken.last_words)
