"""Which of the magazine's sections an old section is."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.importers.section_names import SectionNames, section_key

OWN = ("Land and Water", "Arts & Culture", "Letters", "World", "Economía", "Work", "Ciencia y salud", "पानी और जमीन")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Letters", "letter"),
        ("The Arts", "arts"),
        ("Arts & Culture", "arts and culture"),
        ("Arts + Culture", "Art and Cultures"),
        ("Stories", "story"),
        ("Economía", "economia"),
        ("La Cultura", "cultura"),
        ("L’Économie", "economie"),
        ("Book-Reviews", "Book Reviews"),
        ("Kunst und Kultur", "Kunst & Kultur"),
        ("Ciencia y Salud", "ciencia & salud"),
        ("WORLD", "World"),
        ("Classes", "class"),
        ("Women’s Rights", "Womens Right"),
    ],
)
def test_names_that_differ_in_nothing_that_tells_are_one(one: str, other: str) -> None:
    assert section_key(one) == section_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Art", "Arms"), ("News", "New"), ("The", "A"), ("Land", "Island"), ("पानी", "पान")]
)
def test_names_that_tell_two_sections_are_two(one: str, other: str) -> None:
    assert section_key(one) != section_key(other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Water", "Land and Water"),
        ("the land", "Land and Water"),
        ("culture", "Arts & Culture"),
        ("The Letters", "Letters"),
        ("Salud", "Ciencia y salud"),
        ("पानी", "पानी और जमीन"),
        ("Cinema", "Cinema"),
    ],
)
def test_an_old_section_is_filed_where_its_name_says(old: str, new: str) -> None:
    assert SectionNames().decide(old, OWN) == new


def test_filing_under_a_wider_section_is_said_with_the_option_that_changes_it() -> None:
    names = SectionNames()
    names.decide("Water", OWN)
    assert "--section" in names.notes[0] and "Land and Water" in names.notes[0]


def test_what_only_resembles_is_asked_about_once_and_remembered(tmp_path: Path) -> None:
    asked: list[tuple[str, list[str]]] = []

    def ask(old: str, near) -> str:
        asked.append((old, list(near)))
        return near[0]

    file = tmp_path / "imports/sections.json"
    names = SectionNames.of({}, ask, file)
    assert names.decide("Water Policy", OWN) == "Land and Water"
    assert names.decide("water policies", OWN) == "Land and Water"
    assert asked == [("Water Policy", ["Land and Water"])]
    assert SectionNames.of({}, None, file).decide("Water Policy", OWN) == "Land and Water"


def test_without_a_terminal_what_resembles_is_made_and_said_with_the_option() -> None:
    names = SectionNames()
    assert names.decide("Water Policy", OWN) == "Water Policy"
    assert '--section "Water Policy=Land and Water"' in names.notes[0]


def test_the_editor_s_word_counts_most_and_nothing_means_no_section(tmp_path: Path) -> None:
    names = SectionNames.of({"Water": "World", "Letters": "", "Cinema": "Films"}, None, tmp_path / "none.json")
    assert [names.decide(old, OWN) for old in ("water", "Letters", "Cinema")] == ["World", "", "Films"]
    assert not names.notes


def test_two_wider_sections_are_no_answer() -> None:
    names = SectionNames()
    assert names.decide("Water", ["Land and Water", "Water and Sky"]) == "Water"
    assert names.notes
