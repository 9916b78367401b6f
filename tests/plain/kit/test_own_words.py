"""The magazine's own words stand in one table, and whoever uses them reads it."""

from __future__ import annotations

import pytest

from handpress.edition import robots
from handpress.kit.own_words import (
    DOCUMENTS,
    ENDPOINTS,
    OWN,
    PICTURES,
    PRESS,
    PRIVATE,
    RESERVED,
    SERVED_ELSEWHERE,
    WELL_KNOWN,
    Use,
    folder,
)
from handpress.kit.slugs import check_slug
from handpress.press.aside import KEPT_APART
from handpress.press.engine.tree import STAGE, UNSETTLED
from handpress.press.trees import NOTE
from handpress.server.endpoints import DESK, PREFIX, Endpoint, Table
from handpress.server.headers import FOREVER, cache_control
from handpress.server.paths import Refusal, names_of

SLUGS = (Use.PAGE, Use.LIST, Use.RECORDS, Use.STORE, Use.PERIOD, Use.KEPT)


@pytest.mark.parametrize("word", sorted({"desk", "feeds", "sitemaps"}.union(*(OWN[use] for use in SLUGS))))
def test_no_page_gets_a_word_of_the_magazine(word: str) -> None:
    refusal = check_slug(word)
    assert refusal is not None
    assert refusal.code == "reserved"
    assert check_slug(refusal.suggestion) is None


def test_words_that_editors_may_have_are_reserved_for_them_or_anybodys() -> None:
    assert OWN[Use.EDITORS] - RESERVED == {"about", "support"}


def test_every_process_is_told_apart_from_files_and_kept_from_programs() -> None:
    table = Table([Endpoint(name="contact", path="contact", view="a.b")])
    assert {row.address.split("/")[1] for row in table.rows} == OWN[Use.PROCESS]
    assert {DESK.address, PREFIX} == {folder(word) for word in OWN[Use.PROCESS]} <= set(PRIVATE)
    lines = robots.robots_txt("https://paper.example", []).decode().splitlines()
    assert [line for line in lines if line.startswith("Disallow")] == [f"Disallow: {path}" for path in PRIVATE]


@pytest.mark.parametrize("word", sorted({ENDPOINTS, *OWN[Use.HIDDEN]}))
def test_what_is_kept_from_readers_is_not_served(word: str) -> None:
    assert names_of(f"/{word}/x.html") is Refusal.HIDDEN
    assert names_of(f"/{WELL_KNOWN}/x.html") == (WELL_KNOWN, "x.html")


@pytest.mark.parametrize("word", sorted(OWN[Use.STORE]))
def test_what_is_stored_by_its_content_is_kept_for_ever(word: str) -> None:
    assert cache_control((word, "ab", "x.webp")) == FOREVER
    assert DOCUMENTS in OWN[Use.STORE]


def test_sizes_of_pictures_are_brought_along_and_not_pressed() -> None:
    assert f"{PICTURES}/" in KEPT_APART


def test_the_press_has_one_folder_for_its_own_notes() -> None:
    assert all(place.startswith(f"{PRESS}/") for place in (STAGE, UNSETTLED, NOTE))


def test_an_old_address_stays_at_no_place_that_something_else_answers() -> None:
    assert {"desk", "-", "i", "d"} == SERVED_ELSEWHERE
