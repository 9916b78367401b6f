"""Contrast of the tokens and of an editor's accent, light and dark."""

from __future__ import annotations

import re

import pytest

from handpress.kit.colour import ACCENT, contrast
from handpress.theme.contrast import readable
from handpress.theme.styles import SHIPPED
from handpress.theme.theming import Theme

LIGHT, DARK = (
    dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})", part))
    for part in (SHIPPED / "tokens.css").read_text("utf-8").split("@media", 1)
)


def test_the_ratio_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_seven_to_one_and_the_accent_four_and_a_half(tokens):
    assert contrast(tokens["ink"], tokens["paper"]) >= 7
    assert contrast(tokens["muted"], tokens["paper"]) >= 7
    assert contrast(tokens["accent"], tokens["paper"]) >= 4.5


@pytest.mark.parametrize("paper", [LIGHT["paper"], DARK["paper"]])
@pytest.mark.parametrize("accent", ["#ffd400", "#a3201d", "#000080", "#ffffff", "#000000", "#7f7f7f", "nonsense"])
def test_any_accent_becomes_readable_on_both_papers(accent, paper):
    assert contrast(readable(accent, paper), paper) >= 4.5


def test_an_accent_that_can_be_read_is_left_alone():
    assert readable("#004b87", LIGHT["paper"]) == "#004b87"


def test_a_magazine_that_has_chosen_no_accent_has_the_themes():
    assert LIGHT["accent"] == ACCENT
    assert Theme().style("base", accent=ACCENT) == Theme().style("base")
