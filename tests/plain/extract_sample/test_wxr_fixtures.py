"""The WordPress exports that importers are tried with are whole, or broken, as their names say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import pytest
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

FOLDER = Path(__file__).parents[2] / "fixtures" / "wxr"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
NAMES = {"wp": "http://wordpress.org/export/1.2/", "dc": "http://purl.org/dc/elements/1.1/"}


def items() -> dict[int, Element]:
    """The sample's items by their WordPress number."""
    found = fromstring((FOLDER / "sample.xml").read_bytes()).iterfind("channel/item")
    return {int(item.findtext("wp:post_id", "", NAMES)): item for item in found}


def test_every_item_of_the_sample_is_expected_once() -> None:
    numbers = [entry["id"] for entry in EXPECTED["posts"] + EXPECTED["pages"]]
    numbers += [int(number) for number in EXPECTED["unpublished"]]
    numbers += EXPECTED["attachments"] + EXPECTED["ignored"]
    assert sorted(numbers) == sorted(items())


@pytest.mark.parametrize("entry", EXPECTED["posts"], ids=lambda entry: entry["legacy_address"])
def test_what_is_expected_of_a_post_stands_in_its_item(entry: dict[str, object]) -> None:
    item = items()[int(str(entry["id"]))]
    terms = {
        kind: [term.text for term in item.iterfind(f"category[@domain='{kind}']")] for kind in ("category", "post_tag")
    }
    assert (item.findtext("title") or "") == entry["headline"]
    assert item.findtext("link") == f"https://weir.example{entry['legacy_address']}"
    assert item.findtext("wp:post_date", "", NAMES)[:10] == entry["published_on"]
    assert [name for name in terms["category"] if name != "Uncategorized"] == entry["sections"]
    assert terms["post_tag"] == entry["tags"]
    approved = [c for c in item.iterfind("wp:comment", NAMES) if c.findtext("wp:comment_approved", "", NAMES) == "1"]
    assert len(approved) == entry["comments"]


def test_the_sample_has_shortcodes_blocks_and_paragraphs_without_tags() -> None:
    text = (FOLDER / "sample.xml").read_text("utf-8")
    for mark in ("[caption ", "[gallery ", "[embed ", "<!-- wp:paragraph", "<!-- wp:embed", "<!--more-->"):
        assert mark in text
    assert re.search(r"let down\.\n\nThe reason", text)


@pytest.mark.parametrize("name", ["truncated.xml", "control-characters.xml"])
def test_broken_exports_are_not_well_formed(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert b"The Miller's Last Customer" in data
    with pytest.raises(ParseError):
        fromstring(data)


@pytest.mark.parametrize("name", ["entities.xml", "billion-laughs.xml"])
def test_dangerous_exports_declare_entities(name: str) -> None:
    with pytest.raises(DefusedXmlException):
        fromstring((FOLDER / name).read_bytes())
