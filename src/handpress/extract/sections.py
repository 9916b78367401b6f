"""The section an article stood in, where the page shows it: its metadata, a breadcrumb, the menu's own folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname

from handpress.extract.front import Front
from handpress.extract.headlines import letters
from handpress.extract.metadata import Facts
from handpress.extract.model import TextBlock
from handpress.extract.nobodies import names_nobody
from handpress.extract.notices import is_furniture
from handpress.kit.dates import find_dates
from handpress.kit.links import joined, url_parts

MAX_SECTION = 60
MAX_SECTION_WORDS = 6

_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}(?:[:/].*)?\Z", re.IGNORECASE)
# A part of an issue, not of a magazine: "#138", "No. 5", "Vol. 3, Nr. 2", "Issue 12".
_ISSUE = re.compile(
    r"#\s?\d|(?:\b(?:no|nr|num|vol|issue|heft|ausgabe|número|numéro)\b\.?|n[º°]|№|العدد|अंक)\s*#?\d", re.IGNORECASE
)

_CRUMBS = re.compile(r"\s*(?:>|»|›|::|→|/)\s*")


def section_of(blocks: list[TextBlock], front: Front, facts: Facts, address: str) -> str | None:
    """The section's name as the page shows it; None where it shows none."""
    limit = front.headline_at if front.headline_at is not None else front.body_start
    shown = (
        facts.section or "",
        *_labelled(blocks, front),
        front.section or "",
        *_breadcrumb(blocks[: limit + 1], front.headline),
        *_own_folder(blocks, address),
    )
    return next((name for name in shown if can_be_section(name) and not _is_headline(name, front.headline)), None)


def can_be_section(name: str) -> bool:
    """Whether a text can be a section's name: a few words, and no date, issue, number, host, file or button."""
    bare = name.strip()
    if not bare or len(bare) > MAX_SECTION or len(bare.split()) > MAX_SECTION_WORDS or names_nobody(bare):
        return False
    return not (_HOST.match(bare) or _ISSUE.search(bare) or any(find_dates(bare)) or is_furniture(bare))


def _is_headline(name: str, headline: str) -> bool:
    return bool(headline) and letters(name)[:12] == letters(headline)[:12]


def _labelled(blocks: list[TextBlock], front: Front) -> Iterator[str]:
    """What the markup calls the article's category, near its headline."""
    at = front.headline_at if front.headline_at is not None else front.body_start
    return (block.text for block in blocks[max(0, at - 4) : front.body_start + 1] if block.role == "section")


def _breadcrumb(blocks: list[TextBlock], headline: str) -> Iterator[str]:
    """The steps of "Home > Environment > …" that are not the article itself, the last one first."""
    for block in reversed(blocks):
        if not 5 < len(block.text) <= 200 or not re.search(r"[>»›→]|::|\s/\s", block.text):
            continue
        steps = [step.strip() for step in _CRUMBS.split(block.text) if step.strip()]
        inner = [step for step in steps[1:] if not _is_headline(step, headline)]
        if len(steps) >= 2 and inner and (is_furniture(steps[0]) or block.link_share > 0.3):
            yield from reversed(inner)
            return


def _own_folder(blocks: list[TextBlock], address: str) -> Iterator[str]:
    """The menu's names for the folder that the page lies in."""
    folder = dirname(url_parts(address).path)
    if folder in ("", "/") or folder.strip("/").replace("/", "").isdigit():
        return
    for block in blocks:
        if not block.href or len(block.text) > MAX_SECTION:
            continue
        target = url_parts(joined(address, block.href)).path
        if target.rstrip("/") == folder or re.sub(r"/(?:index|default)\.\w+\Z", "", target) == folder:
            yield block.text
