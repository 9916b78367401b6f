"""Dates of a whole site: kept where only digits differ, read in the site's own order, never later than can be."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.plain.extract.texts import EN

from handpress.extract import Extraction, SiteProfile, extract_page, learn_site
from handpress.extract.line_reader import LineReader
from handpress.kit.dates import order_shown

NAMES = (
    "Meera Thomas",
    "John Okafor",
    "Lena Fisk",
    "Omar Said",
    "Ana de la Cruz",
    "Tomas Berg",
    "Ruth Adeyemi",
    "Vikram Rao",
)
DAYS = [date(2003 + n, n + 1, 13 + n) for n in range(8)]
SHAPES = {
    "paragraph": "<h1>{title}</h1><p><b>By {name}</b></p><p><i>{date}</i></p>",
    "label": "<h1>{title}</h1><p>By {name}</p><p>Posted: {date}</p>",
    "class": '<h1>{title}</h1><p>By {name} <span class="date">{date}</span></p>',
    "time": "<h1>{title}</h1><p>By {name}</p><time>{date}</time>",
    "br": "<h1>{title}</h1>By {name}<br>{date}<p>",
    "one line": "<h1>{title}</h1><p>By {name}, {date}</p>",
    "above": "<p>{date}</p><h1>{title}</h1><p>By {name}</p>",
    "cell": "<h2>{title}</h2><table><tr><td>By {name}</td></tr><tr><td>{date}</td></tr></table>",
    "list": "<h1>{title}</h1><ul><li>By {name}</li><li>{date}</li></ul>",
}
FORMS = {
    "13/01/2003": "%d/%m/%Y",
    "2003-01-13": "%Y-%m-%d",
    "13.01.2003": "%d.%m.%Y",
    "13-01-2003": "%d-%m-%Y",
    "2003/01/13": "%Y/%m/%d",
    "with a time": "%d/%m/%Y 10:30",
    "01/13/2003": "%m/%d/%Y",
    "Japanese": "%Y年%m月%d日",
    "two digits": "%d/%m/%y",
}


def _page(number: int, front: str, menu: str = "") -> str:
    text = EN.paragraphs[number % 2 :]
    marked = "".join(f"<p>{each} Thus ended day {'abcdefgh'[number]}.</p>" for each in text)
    return (
        f"<html><head><title>Story {'abcdefgh'[number]} of the house - The Lower Bank</title></head><body>"
        f"<a href=index.html>Home</a><br><a href=links.html>Links</a>{menu}<div>{front}{marked}</div>"
        "<hr><p>Copyright 2003-2016 The Lower Bank.</p></body></html>"
    )


def _front(shape: str, number: int, printed: str) -> str:
    title = f"Story {'abcdefgh'[number]} of the house"
    return SHAPES[shape].format(title=title, name=NAMES[number], date=printed)


def _read(pages: list[str], page: str) -> Extraction:
    found = extract_page(page, path="story.html", profile=learn_site(pages))
    assert isinstance(found, Extraction), found
    return found


def _iso(found: Extraction) -> str | None:
    return found.published_on


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", FORMS)
def test_a_date_that_differs_from_others_in_its_digits_only_stays_with_its_article(shape: str, form: str) -> None:
    pages = [_page(n, _front(shape, n, day.strftime(FORMS[form]))) for n, day in enumerate(DAYS)]
    profile = learn_site(pages)
    read = [extract_page(page, path=f"{n}.html", profile=profile) for n, page in enumerate(pages)]
    assert [found.published_on for found in read if isinstance(found, Extraction)] == [day.isoformat() for day in DAYS]
    assert [found.source for found in read if isinstance(found, Extraction)] == [None] * 8


def test_pictures_that_differ_in_their_digits_only_are_no_logos() -> None:
    pages = [
        _page(n, f"<h1>Story</h1><p>{EN.paragraphs[0]} {n}</p><img src=img00{n}.jpg alt='A ferry'>") for n in range(6)
    ]
    assert [image.src for image in _read(pages, pages[3]).images] == ["/img003.jpg"]


def test_a_date_that_all_pages_of_an_issue_show_beside_the_byline_is_theirs() -> None:
    pages = [_page(n, _front("paragraph", n, "June 2003")) for n in range(8)]
    assert _iso(_read(pages, pages[2])) == "2003-06"


def test_the_day_of_the_visit_at_the_head_of_all_pages_is_no_article_s() -> None:
    head = "<p>Saturday, 28 March 2015</p><p>Welcome to the house of the river.</p>"
    pages = [_page(n, f"<h1>Story</h1><p>By {NAMES[n]}</p>", menu=head) for n in range(8)]
    assert _iso(_read(pages, pages[2])) is None


@pytest.mark.parametrize(
    ("form", "ambiguous", "expected"),
    [
        ("%m/%d/%Y", "05/10/2010", "2010-05-10"),
        ("%d/%m/%Y", "05/10/2010", "2010-10-05"),
        ("%m-%d-%Y", "5-10-2010", "2010-05-10"),
        ("%d.%m.%Y", "5.10.2010", "2010-10-05"),
        ("%m/%d/%y", "05/10/10", "2010-05-10"),
    ],
)
def test_the_order_of_day_and_month_is_learnt_from_dates_that_tell(form: str, ambiguous: str, expected: str) -> None:
    pages = [_page(n, _front("paragraph", n, day.strftime(form))) for n, day in enumerate(DAYS[:7])]
    odd = _page(7, _front("paragraph", 7, ambiguous))
    found = _read([*pages, odd], odd)
    assert _iso(found) == expected
    assert not [warning for warning in found.warnings if "two ways" in warning]


def test_a_site_of_two_habits_is_asked_about() -> None:
    forms = ("%m/%d/%Y", "%d/%m/%Y")
    pages = [_page(n, _front("paragraph", n, day.strftime(forms[n % 2]))) for n, day in enumerate(DAYS[:6])]
    odd = _page(7, _front("paragraph", 7, "05/10/2010"))
    assert [warning for warning in _read([*pages, odd], odd).warnings if "two ways" in warning]


def test_two_pages_are_enough_to_tell_the_order() -> None:
    pages = [_page(n, _front("paragraph", n, printed)) for n, printed in enumerate(("01/13/2003", "05/10/2010"))]
    assert _iso(_read(pages, pages[1])) == "2010-05-10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13/01/2003", "dm"),
        ("01/13/2003", "md"),
        ("05/10/2010", ""),
        ("١٣/٠١/٢٠٠٣", "dm"),
        ("99/13/2003", ""),
        ("2003", ""),
    ],
)
def test_what_a_date_tells_of_the_order(text: str, expected: str) -> None:
    assert order_shown(text) == expected


# No date that cannot be.


@pytest.mark.parametrize(
    "printed", ["2040-01-02", "2 January 2040", "01/02/2040", "January 2040", "Posted: 2 January 2040"]
)
@pytest.mark.parametrize("shape", ["paragraph", "label", "one line", "above"])
def test_no_date_after_today_is_taken(shape: str, printed: str) -> None:
    pages = [_page(n, _front(shape, n, day.isoformat())) for n, day in enumerate(DAYS[:7])]
    odd = _page(7, _front(shape, 7, printed))
    found = _read([*pages, odd], odd)
    assert _iso(found) is None
    assert [warning for warning in found.warnings if "2040" in warning]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2040-01-02">',
        '<meta property="article:published_time" content="2040-01-02T10:00:00Z">',
    ],
)
def test_no_date_after_today_is_taken_from_the_head(head: str) -> None:
    page = _page(0, _front("paragraph", 0, "13 January 2003")).replace("<head>", f"<head>{head}")
    assert _iso(_read([page], page)) == "2003-01-13"


def test_no_folder_gives_a_date_after_today() -> None:
    page = _page(0, "<h1>Story</h1>")
    found = extract_page(page, path="2040/01/story.html")
    assert isinstance(found, Extraction)
    assert found.published_on is None


@pytest.mark.parametrize(
    "line", ["Linux 2.2.18 is out", "The kernel 2.2.18", "Linux 2.2.18", "2.2.18", "Build of 2018-02-02 ready"]
)
def test_a_version_beside_a_headline_is_no_date_newer_than_the_site(line: str) -> None:
    pages = [
        _page(n, _front("paragraph", n, day.replace(year=1999 + n % 4).isoformat())) for n, day in enumerate(DAYS[:7])
    ]
    odd = _page(7, f"<h1>Story h of the house</h1><p>{line}</p><p>By {NAMES[7]}</p>")
    assert _iso(_read([*pages, odd], odd)) is None


def test_a_date_among_other_words_is_taken_up_to_the_newest_of_the_site() -> None:
    reader = LineReader(SiteProfile(9, newest="2003-06"))
    assert reader.read("Inland Voices 30 June 2003").published
    assert not reader.read("Inland Voices 1 July 2003").published
    assert reader.read("Inland Voices, 1 July 2003").published


def test_a_profile_keeps_what_it_learned_of_dates() -> None:
    pages = [_page(n, _front("paragraph", n, day.strftime("%m/%d/%Y"))) for n, day in enumerate(DAYS)]
    profile = learn_site(pages)
    assert (profile.date_order, profile.newest) == ("md", "2010-08-20")
    assert SiteProfile.from_json(profile.to_json()) == profile
    assert json.loads(profile.to_json())["date_order"] == "md"
