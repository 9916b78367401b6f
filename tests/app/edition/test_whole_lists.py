"""A list that stands whole on its own page has no pages of months and years; one that outgrows it gets them all."""

from __future__ import annotations

from datetime import date

import pytest

from handpress.newsroom.actions.articles import withdraw_article
from handpress.reading import lists
from tests import factories as make


@pytest.fixture
def section(paper, monkeypatch):
    """A section with as many articles as its page shows, each of another year."""
    monkeypatch.setattr(lists, "WHOLE", 3)
    made = make.section("Environment")
    asha = make.author("Asha Rao")
    for year in (2010, 2011, 2012):
        make.published(f"Piece {year}", published_on=date(year, 6, 1), main_section=made, bylines=[asha])
    paper.run()
    return made


def below(paper, folder):
    return sorted(path for path in paper.files() if path.startswith(f"{folder}/") and path.count("/") > 2)


def test_a_list_that_its_page_shows_whole_has_no_pages_below(paper, section):
    assert below(paper, "section/environment") == []
    assert "By date" not in paper.read("section/environment/index.html")
    assert paper.has("2011/06/index.html")  # the archive by month is the magazine's own


def test_one_article_more_brings_the_pages_of_all(paper, section):
    fourth = make.published("Piece 2013", published_on=date(2013, 6, 1), main_section=section)
    paper.run()
    folders = [f"section/environment/{year}/06/index.html" for year in (2010, 2011, 2012, 2013)]
    assert below(paper, "section/environment") == folders
    assert "By date" in paper.read("section/environment/index.html")
    assert paper.files() == paper.built_aside()
    withdraw_article(fourth, reason="A test.")
    paper.run()
    for path in folders:  # addresses that were never die: each leads to the list
        assert "handpress 301 /section/environment/" in paper.read(path), path
    make.published("Piece 2014", published_on=date(2014, 6, 1), main_section=section)
    paper.run()
    assert "handpress 301" not in paper.read(folders[0])
    assert paper.files() == paper.built_aside()


def test_many_at_once_bring_the_pages_of_those_that_were_there(paper, section):
    for day in range(1, 9):
        make.published(f"More {day}", published_on=date(2014, 1, day), main_section=section)
    paper.run()
    assert paper.has("section/environment/2010/06/index.html")
    assert paper.files() == paper.built_aside()


def test_a_list_that_only_grows_within_bounds_presses_no_other_page(paper, section):
    for year in (2013, 2014):
        make.published(f"Piece {year}", published_on=date(year, 6, 1), main_section=section)
        paper.run()
    make.published("Piece 2015", published_on=date(2015, 6, 1), main_section=section)
    assert "section/environment/2010/06/index.html" not in paper.run()


def test_a_dossier_is_read_from_its_beginning(paper):
    dossier = make.section("The dam", kind="dossier")
    for year in (2012, 2010, 2011):
        make.published(f"Piece {year}", published_on=date(year, 6, 1), main_section=dossier)
    paper.run()
    text = paper.read("section/the-dam/index.html")
    assert text.index("Piece 2010") < text.index("Piece 2011") < text.index("Piece 2012")
