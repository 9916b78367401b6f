"""The section an article stood in, where the page shows it: its metadata, a breadcrumb, the menu's own folder."""

from __future__ import annotations

import re
from posixpath import dirname
from urllib.parse import urljoin, urlsplit

from handpress.extract.front import Front
from handpress.extract.headlines import letters
from handpress.extract.metadata import Facts
from handpress.extract.model import Block
from handpress.extract.notices import is_furniture

MAX_SECTION = 60

_CRUMBS = re.compile(r"\s*(?:>|»|›|::|→|/)\s*")


def section_of(blocks: list[Block], front: Front, facts: Facts, address: str) -> str | None:
    """The section's name as the page shows it; None where it shows none."""
    limit = front.headline_at if front.headline_at is not None else front.body_start
    return (
        facts.section
        or _labelled(blocks, front)
        or _breadcrumb(blocks[: limit + 1], front.headline)
        or _own_folder(blocks, address)
    )


def _labelled(blocks: list[Block], front: Front) -> str | None:
    """What the markup calls the article's category, near its headline."""
    at = front.headline_at if front.headline_at is not None else front.body_start
    near = blocks[max(0, at - 4) : front.body_start + 1]
    return next((block.text for block in near if block.role == "section" and len(block.text) <= MAX_SECTION), None)


def _breadcrumb(blocks: list[Block], headline: str) -> str | None:
    """The last step of "Home > Environment > …" that is not the article itself."""
    for block in reversed(blocks):
        if not 5 < len(block.text) <= 200 or not re.search(r"[>»›→]|::|\s/\s", block.text):
            continue
        steps = [step.strip() for step in _CRUMBS.split(block.text) if step.strip()]
        inner = [step for step in steps[1:] if letters(step)[:12] != letters(headline)[:12]]
        if (
            len(steps) >= 2
            and inner
            and (is_furniture(steps[0]) or block.link_share > 0.3)
            and len(inner[-1]) <= MAX_SECTION
        ):
            return inner[-1]
    return None


def _own_folder(blocks: list[Block], address: str) -> str | None:
    """The menu's name for the folder that the page lies in."""
    folder = dirname(urlsplit(address).path)
    if folder in ("", "/") or folder.strip("/").replace("/", "").isdigit():
        return None
    for block in blocks:
        if not block.href or len(block.text) > MAX_SECTION:
            continue
        target = urlsplit(urljoin(address, block.href)).path
        if target.rstrip("/") == folder or re.sub(r"/(?:index|default)\.\w+\Z", "", target) == folder:
            return block.text
    return None
