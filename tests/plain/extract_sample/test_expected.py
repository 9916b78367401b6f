"""Every page of the sample legacy archive is read as a careful reader would read it."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.plain.extract_sample.expectations import ARCHIVE, Expected, all_expected, articles

from handpress.extract import Extraction, Refusal, SiteProfile, extract_page, learn_site

ARTICLES = articles()
ENTRIES = all_expected()


def name_of(entry: Expected) -> str:
    """A test's name for an entry."""
    return entry.path


def of_kind(*kinds: str) -> list[Expected]:
    """The entries of the kinds."""
    return [entry for entry in ENTRIES if entry.kind in kinds]


@cache
def archive_profile() -> SiteProfile:
    """What all files of the archive have in common, learned as an import does."""
    files = sorted(file for file in ARCHIVE.rglob("*") if file.is_file())
    return learn_site(file.read_bytes() for file in files)


@cache
def extracted(entry: Expected) -> Extraction | Refusal:
    """What the extraction says of a file, in its folder."""
    return extract_page(entry.file.read_bytes(), path=entry.path, profile=archive_profile())


def article(entry: Expected) -> Extraction:
    """The article of a file; the test fails with the reason where it is refused."""
    result = extracted(entry)
    assert isinstance(result, Extraction), result
    return result


def prose(result: Extraction, entry: Expected) -> list[str]:
    """The texts of the body's paragraphs, without list items, captions and sub-headings."""
    paragraphs = []
    for node in LexborHTMLParser(result.body_html).css("p"):
        text = " ".join(node.text().split())
        if text and not stands_in(node, "li", "figcaption") and text not in entry.subheadings:
            paragraphs.append(text)
    return paragraphs


def stands_in(node: object, *tags: str) -> bool:
    """Whether a node has an ancestor of one of the tags."""
    parent = getattr(node, "parent", None)
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_headline_is_read(entry: Expected) -> None:
    assert article(entry).headline == entry.headline


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_authors_are_read_in_their_order(entry: Expected) -> None:
    assert article(entry).authors == entry.authors


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_date_is_read_as_precisely_as_it_is_printed(entry: Expected) -> None:
    assert article(entry).published_on == entry.published_on


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_source_is_read(entry: Expected) -> None:
    assert article(entry).source == entry.source


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_body_has_all_paragraphs_and_no_others(entry: Expected) -> None:
    paragraphs = prose(article(entry), entry)
    assert paragraphs[0].startswith(entry.first_words)
    assert paragraphs[-1].endswith(entry.last_words)
    assert len(paragraphs) == entry.paragraphs


@pytest.mark.parametrize("entry", ARTICLES, ids=name_of)
def test_the_language_and_the_standfirst_are_read(entry: Expected) -> None:
    result = article(entry)
    assert (result.language, result.standfirst) == (entry.language, entry.standfirst)


@pytest.mark.parametrize("entry", [entry for entry in ARTICLES if entry.section], ids=name_of)
def test_the_section_is_read_where_the_page_shows_one(entry: Expected) -> None:
    assert article(entry).section == entry.section


@pytest.mark.parametrize("entry", [entry for entry in ARTICLES if entry.is_html], ids=name_of)
def test_the_pictures_are_those_of_the_article_and_none_of_the_layout(entry: Expected) -> None:
    found = [PurePosixPath(image.src).name for image in article(entry).images]
    assert found == [PurePosixPath(path).name for path in entry.images]


@pytest.mark.parametrize("entry", [entry for entry in ARTICLES if entry.list_items], ids=name_of)
def test_list_items_stay_items(entry: Expected) -> None:
    items = LexborHTMLParser(article(entry).body_html).css("li")
    assert len(items) == entry.list_items


def test_sub_headings_stay_in_the_text() -> None:
    for entry in ARTICLES:
        assert all(heading in article(entry).body_text for heading in entry.subheadings), entry.path


@pytest.mark.parametrize("entry", of_kind("list"), ids=name_of)
def test_a_page_of_links_is_no_article_though_one_with_few_links_may_count_as_no_page(entry: Expected) -> None:
    result = extracted(entry)
    assert isinstance(result, Refusal), result.headline
    assert result.code in {entry.code, "not_a_page"}


@pytest.mark.parametrize("entry", of_kind("refused"), ids=name_of)
def test_what_is_no_article_is_refused_with_the_reason(entry: Expected) -> None:
    result = extracted(entry)
    assert isinstance(result, Refusal), result.headline
    assert result.code == entry.code


def test_a_page_that_breaks_off_is_taken_with_a_warning() -> None:
    (entry,) = [entry for entry in ARTICLES if entry.truncated]
    assert any("breaks off" in warning for warning in article(entry).warnings)
