"""Pages of the sample read alone, or in small folders where nothing can be learned, are read as well as among all."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from pathlib import Path

import pytest

from handpress.extract import Extraction, SiteProfile, extract_page, learn_site

ROOT = Path(str(files("handpress.demo"))) / "legacy"
EXPECTED = [
    each for each in json.loads((ROOT.parent / "legacy-expected.json").read_text("utf-8")) if each["kind"] == "article"
]
FIELDS = ("headline", "standfirst", "authors", "published_on", "source")
MOST_FAULTS = 1  # a source without label, date or mark of its own, known only from its other pages


def faults(group: list[dict], profile: SiteProfile) -> list[str]:
    """What differs from the expected, as `path field: found`."""
    found = []
    for expected in group:
        result = extract_page((ROOT / expected["path"]).read_bytes(), path=expected["path"], profile=profile)
        fields = result.as_json() if isinstance(result, Extraction) else {}
        wrong = (name for name in FIELDS if fields.get(name) != expected[name])
        found += [f"{expected['path']} {name}: {fields.get(name)!r}" for name in wrong]
    return found


@pytest.mark.parametrize("size", [1, 5])
def test_small_groups_of_pages_are_read_well(size: int) -> None:
    pages = EXPECTED[:]
    random.Random(3).shuffle(pages)
    found: list[str] = []
    for start in range(0, len(pages), size):
        group = pages[start : start + size]
        found += faults(group, learn_site((ROOT / each["path"]).read_bytes() for each in group))
    assert len(found) <= MOST_FAULTS, found


@pytest.mark.parametrize(
    "line", ["Home > Labour", "Home » Water » Dams", "Printer Friendly Version | Send to a friend"]
)
def test_a_line_that_shows_the_way_is_no_headline(line: str) -> None:
    prose = "<p>The weir at Stow was built by monks, and it has been mended by nearly everybody else since.</p>" * 5
    page = f"<html><head><title>The Weir</title></head><body><font size=5><b>{line}</b></font>{prose}</body></html>"
    result = extract_page(page, path="a/weir.htm")
    assert isinstance(result, Extraction)
    assert result.headline == "The Weir"
