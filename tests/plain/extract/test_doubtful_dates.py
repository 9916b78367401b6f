"""Dates in odd print are read; what is refused, or only looks like a date, becomes no source, author or section."""

from __future__ import annotations

import pytest
from tests.plain.extract.texts import EN

from handpress.extract import Extraction, SiteProfile, extract_page
from handpress.extract.nobodies import names_nobody
from handpress.extract.sections import can_be_section

DAY = "2004-02-14"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in EN.paragraphs)


def _read(front: str, *, head: str = "", order: str = "", newest: str = "") -> Extraction:
    page = f"<html><head><title>The audit</title>{head}</head><body><h1>The audit</h1>{front}{TEXT}</body></html>"
    found = extract_page(page, path="x.html", profile=SiteProfile(date_order=order, newest=newest))
    assert isinstance(found, Extraction), found
    return found


def _begins_with_the_text(found: Extraction) -> bool:
    return found.body_text.startswith(EN.paragraphs[0][:30])


@pytest.mark.parametrize(
    "printed",
    [
        "14 / 02 / 2004", "14&nbsp;/&nbsp;02&nbsp;/&nbsp;2004", "14. 2. 2004", "2 - 14 - 2004", "14–02–2004",
        "14·02·2004", "14_02_2004", "20040214", "2004-W07-6", "14-Feb-04", "14.II.2004", "14 II 2004",
        "Febrero 14 de 2004", "Published: 20040214", "Posted on 2004-W07-6", "20040214 | 3 comments",
        "Date: 14-Feb-04", "Saturday, 14.II.2004",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["<p>By Lena Fisk</p><p>{}</p>", "<p>{}</p><p>By Lena Fisk</p>"])
def test_a_date_in_odd_print_is_the_article_s_and_no_source(printed: str, form: str) -> None:
    found = _read(form.format(printed))
    assert (found.published_on, found.source, found.authors) == (DAY, None, ("Lena Fisk",))
    assert _begins_with_the_text(found)


@pytest.mark.parametrize(
    "box",
    [
        "<div><b>14</b><br>Feb<br>2004</div>",
        "<div>14</div><div>Feb</div><div>2004</div>",
        "<p>Feb<br>14<br>2004</p>",
        "<p>2004<br>Feb<br>14</p>",
        "<p>14th<br>February<br>2004</p>",
        "<p>14<br>Feb 2004</p>",
        "<p>Feb 14<br>2004</p>",
        "<p>14<br>Fév.<br>2004</p>",
        "<table><tr><td>14</td></tr><tr><td>FEB</td></tr><tr><td>2004</td></tr></table>",
    ],
)
@pytest.mark.parametrize("form", ["<p>By Lena Fisk</p>{}", "{}<p>By Lena Fisk</p>"])
def test_a_leaf_of_a_calendar_is_one_date(box: str, form: str) -> None:
    found = _read(form.format(box))
    assert (found.published_on, found.source, found.authors) == (DAY, None, ("Lena Fisk",))
    assert _begins_with_the_text(found)


@pytest.mark.parametrize(
    "text",
    ["14", "Feb", "14 Feb", "XII", "14 / XII", "février", "14 · 2", "Feb. 14,", "मार्च 3", "2004 / II", "Jan–Feb"],
)
def test_parts_of_dates_name_nobody(text: str) -> None:
    assert names_nobody(text)
    assert not can_be_section(text)


@pytest.mark.parametrize("text", ["March of Lamps", "The May Review", "Mayo Clinic", "Augusta Chronicle", "Civil Mix"])
def test_names_with_the_word_of_a_month_name_somebody(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    "line",
    [
        "<p>1 December 2091</p>", "<p>Valid until 2090-01-02</p>", '<time datetime="2090-01-02">soon</time>',
        "<p>03/04/2090</p>", "<p>Expires 3 May 2090</p>", "<p>Posted: 2090-01-02</p>", "<p>14.II.2090</p>",
        "<p>2090年1月2日</p>", '<p><time datetime="2090-01-02">Next Tuesday</time></p>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["<p>By Lena Fisk</p>{}", "{}<p>By Lena Fisk</p>"])
def test_a_line_whose_date_is_refused_is_no_source_and_no_text(line: str, form: str) -> None:
    found = _read(form.format(line))
    assert (found.published_on, found.source, found.authors) == (None, None, ("Lena Fisk",))
    assert _begins_with_the_text(found)
    assert [warning for warning in found.warnings if "2090" in warning or "2091" in warning]


def test_a_sentence_with_a_date_to_come_stays_in_the_text() -> None:
    line = "The fair opens on 3 May 2090 at the mill."
    assert line in _read(f"<p>By Lena Fisk</p><p>{line}</p>").body_text


@pytest.mark.parametrize(
    "line",
    [
        "2.2.18", "10.4.11", "2.14.04", "$1.12.05", "€ 1.12.05", "3-2-10", "Kernel 2.2.18", "Linux 2.4.19 released",
        "v2.0", "Version 2.2", "Tel. 01.02.03.04.05", "Phone: +351 21 555 0100", "Fax 030 / 1234567",
        "+351 21 555 0100", "12.11.10.9", "Release 4.0.1", "Téléphone 01 02 03 04 05", "هاتف 0215550100",
    ],
)  # fmt: skip
def test_a_version_a_price_a_score_and_a_telephone_number_are_no_date_and_no_source(line: str) -> None:
    found = _read(f"<p>By Lena Fisk</p><p>{line}</p>")
    assert (found.published_on, found.source) == (None, None)


@pytest.mark.parametrize("line", ["Published: 2.2.08", "Date: 2.2.08", "Posted on 2.2.08"])
def test_a_short_date_behind_a_label_is_one(line: str) -> None:
    assert _read(f"<p>By Lena Fisk</p><p>{line}</p>").published_on == "2008-02-02"


def test_a_short_date_is_one_where_the_site_shows_its_order() -> None:
    front = "<p>By Lena Fisk</p><p>2.3.08</p>"
    assert _read(front, order="dm").published_on == "2008-03-02"
    assert _read(front).published_on is None
    assert _read(front, order="dm", newest="2007-01-01").published_on is None


@pytest.mark.parametrize("value", ["2.2.18", "14.02.04", "v2.2.18", "3-2-10"])
@pytest.mark.parametrize("name", ["date", "dc.date", "article:published_time"])
def test_a_short_dotted_year_in_the_head_is_no_date(name: str, value: str) -> None:
    assert _read("<p>By Lena Fisk</p>", head=f'<meta name="{name}" content="{value}">').published_on is None


@pytest.mark.parametrize("value", ["14.02.2004", "20040214", "2004-02-14T10:00", "14 February 2004"])
def test_a_whole_year_in_the_head_is_a_date(value: str) -> None:
    assert _read("<p>By Lena Fisk</p>", head=f'<meta name="date" content="{value}">').published_on == DAY
