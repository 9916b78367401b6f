"""The magazine's settings: colours that can be read, translation services that can work."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from handpress.kit.colour import ACCENT, contrast
from handpress.newsroom.colour import contrast_problem
from handpress.newsroom.models import Magazine, MenuItem


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(("accent", "is_refused"), [("#ffcc00", True), ("#777777", True), (ACCENT, False)])
def test_a_faint_accent_is_named_as_such(accent, is_refused):
    assert bool(contrast_problem(accent)) == is_refused


def test_another_translation_service_needs_the_pages_address():
    with pytest.raises(ValidationError, match="url"):
        Magazine(translation_service="custom", translation_template="https://tr.example/").clean()


@pytest.mark.parametrize(
    "fields", [{}, {"address": "/a/"}, {"label": "A", "address": "javascript:alert(1)"}, {"address": "x", "page_id": 1}]
)
def test_a_menu_entry_without_one_clear_target_is_refused(fields):
    with pytest.raises(ValidationError):
        MenuItem(**fields).clean()
