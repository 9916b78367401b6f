"""Printed dates are read in many styles and languages, as precisely as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_no_faster

from handpress.kit.dates import UNKNOWN, PartialDate, find_date, find_dates, parse_iso
from handpress.kit.months import MONTHS

THIRTEENTH = "2013-06-13"


@pytest.mark.parametrize(
    "text",
    [
        "13 June, 2013", "June 13th, 2013", "Jun. 13, 2013", "13th June,2013", "the 13th of June 2013",
        "13-June-2013", "Thursday, 13 June 2013 10:22", "13 Jun '13", "2013 June 13", "2013-06-13",
        "2013-06-13T10:00:00Z", "13/06/13", "13.06.2013", "06/13/2013", "2013/6/13",
        "Published on June 13, 2013 by the council", "13-15 June 2013", "13 de junio de 2013",
        "jueves 13 de junio del 2013", "13 de Junho de 2013", "13 juin 2013", "13. Juni 2013", "13 giugno 2013",
        "13 juni 2013", "13 Haziran 2013", "13 июня 2013 г.", "13 червня 2013", "13 يونيو 2013", "١٣ يونيو ٢٠١٣",
        "13 حزيران 2013", "13 حزيران/يونيو 2013", "الخميس 13 جوان 2013", "13 जून 2013", "१३ जून २०१३",
        "13 জুন 2013", "১৩ জুন ২০১৩", "13 ജൂൺ 2013", "2013年6月13日", "2013년 6월 13일", "۱۳ جون ۲۰۱۳",
    ],
)  # fmt: skip
def test_dates_of_many_styles_are_read_to_the_day(text: str) -> None:
    found = find_date(text)
    assert found is not None and found.iso == THIRTEENTH


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("June 2013", "2013-06"),
        ("junio de 2013", "2013-06"),
        ("juin 2013", "2013-06"),
        ("जून 2013", "2013-06"),
        ("март 2011", "2011-03"),
        ("2013年6月", "2013-06"),
        ("2013", "2013"),
        ("(1998)", "1998"),
        ("1er janvier 2012", "2012-01-01"),
        ("31 February 2013", "2013-02"),
        ("फ़रवरी 2012", "2012-02"),
        ("13 May 70", None),
    ],
)
def test_what_is_not_printed_is_not_invented(text: str, iso: str | None) -> None:
    found = find_date(text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    "text",
    [
        "13 / 06 / 2013", "13\u00a0/\u00a006\u00a0/\u00a02013", "13\u202f/\u202f6\u202f/\u202f2013", "13. 6. 2013",
        "6 - 13 - 2013", "13–06–2013", "13—6—2013", "13·06·2013", "13_06_2013", "13.6. 2013", "2013. 6. 13.",
        "2013 / 06 / 13", "2013–06–13", "13\u200f/6\u200f/2013", "20130613", "(20130613)", "20130613T093000Z",
        "2013-W24-4", "2013W244", "13-Jun-13", "13.Jun.13", "13/Jun/13", "Jun-13-13", "13_Jun_2013",
        "13 - Jun - 2013", "13.VI.2013", "13. VI. 2013", "13 VI 2013", "13/vi/2013", "13-VI-13", "Junio 13 de 2013",
        "junio 13 del 2013", "Junho 13 de 2013", "13 / 06 / 13",
    ],
)  # fmt: skip
def test_signs_with_blanks_other_signs_short_years_and_roman_months_are_read(text: str) -> None:
    (found,) = find_dates(text)
    assert found.date.iso == THIRTEENTH


@pytest.mark.parametrize(
    "text",
    [
        "$1.12.05", "€ 1.12.05", "£3.04.2005", "¥ 1.2.05", "₹1.12.05", "01.02.03.04.05", "3 - 2 - 10",
        "13 XIII 2013", "20131301", "2013-W60-1", "Article 20130613 of the code", "13 IV", "version 1.2.3.2013",
        "13.06/2013", "13-06/2013",
    ],
)  # fmt: skip
def test_prices_scores_and_mixed_signs_are_no_dates(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("2.2.18", True), ("10.4.11", True), ("2.14.04", True), ("3-2-10", True), ("02.02.18", False),
        ("14.2.04", False), ("3/2/10", False), ("2-14-04", False), ("2.2.2018", False),
    ],
)  # fmt: skip
def test_a_short_date_that_could_be_a_version_or_a_score_is_marked(text: str, is_loose: bool) -> None:
    assert [found.loose for found in find_dates(text)] == [is_loose]


@pytest.mark.parametrize(
    "text",
    [
        "", "Home", "May", "A March Through Delhi", "In 2011 and 2012 the army came", "at least 60 people in May",
        "192.168.10.11", "call 03-04-12-33", "page 13 of 20", "99/99/2013", "Out of Order 12",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_date(text) is None


def test_a_numeric_date_that_reads_two_ways_is_marked_and_the_language_decides() -> None:
    (found,) = find_dates("03/04/2013")
    assert (found.date.iso, found.ambiguous) == ("2013-04-03", True)
    (american,) = find_dates("03/04/2013", lang="en-US")
    assert (american.date.iso, american.ambiguous) == ("2013-03-04", False)
    assert [item.ambiguous for item in find_dates("13/06/2013 06/13/2013 04/04/2013")] == [False] * 3


def test_two_digit_years_are_of_the_nearer_century() -> None:
    assert [str(find_date(f"1.2.{year}")) for year in ("69", "70", "99", "00")] == [
        "2069-02-01", "1970-02-01", "1999-02-01", "2000-02-01",
    ]  # fmt: skip


def test_all_dates_of_a_text_come_in_order_with_their_places() -> None:
    text = "From 3 May 2011 until June 2012"
    found = list(find_dates(text))
    assert [text[item.start : item.end] for item in found] == ["3 May 2011", "June 2012"]


@pytest.mark.parametrize("lang", MONTHS)
def test_each_language_has_twelve_months_that_are_read(lang: str) -> None:
    for number, names in enumerate(MONTHS[lang], start=1):
        for name in names.split("|"):
            found = find_date(f"7 {name} 2010")
            assert found == PartialDate(2010, number, 7), name


def test_precision_and_iso_go_together() -> None:
    dates = [PartialDate(2013, 6, 13), PartialDate(2013, 6), PartialDate(2013), UNKNOWN]
    assert [date.precision for date in dates] == ["day", "month", "year", "none"]
    assert [date.iso for date in dates] == [THIRTEENTH, "2013-06", "2013", None]
    assert [parse_iso(date.iso) for date in dates] == dates


def test_a_less_precise_date_comes_before_the_days_it_holds() -> None:
    dates = [PartialDate(2013, 6, 13), PartialDate(2013, 6), PartialDate(2012, 12, 31), UNKNOWN, PartialDate(2013)]
    assert [date.iso for date in sorted(dates)] == [None, "2012-12-31", "2013", "2013-06", THIRTEENTH]


@pytest.mark.parametrize("parts", [(2013, None, 3), (None, 4, None), (2013, 2, 30), (2013, 13, None)])
def test_dates_that_cannot_be_are_refused(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["yesterday", "13.06.2013", "2013-6-1", "2013-06-31"])
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_iso(text)


@given(st.dates(min_value=parse_iso("1900").earliest, max_value=parse_iso("2099").earliest))
def test_every_day_is_read_back_from_how_it_is_printed(day: object) -> None:
    wanted = PartialDate(day.year, day.month, day.day)
    assert (
        find_date(day.isoformat())
        == find_date(f"{day:%d %B %Y}")
        == find_date(f"{day:%B} {day.day}, {day.year}")
        == wanted
    )


@given(st.text(alphabet="0123456789 /.-,MayJune年月日١२"))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert all(item.end > item.start for item in find_dates(text))


def test_reading_a_long_text_takes_time_in_proportion() -> None:
    text = "May 12 13/13/13 " * 20_000
    assert not list(find_dates(text))
    assert grows_no_faster(lambda: list(find_dates(text)), lambda: list(find_dates(text[: len(text) // 10])), than=30)
