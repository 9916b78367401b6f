"""Which stretch of a page is the article, and whether the page is rather a list of articles."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.extract.credits import read_credits
from handpress.extract.model import TextBlock
from handpress.extract.notices import begins_comments, is_furniture, is_notice
from handpress.extract.profile import SiteProfile
from handpress.extract.prose import Stretch, cell_breaks, is_prose, maximal_runs, text_length, weight
from handpress.extract.verse import find_verse

CANDIDATES = 8
FRONT_REACH = 10  # blocks above the first paragraph in which headline and byline are looked for
CREDIT_BONUS = 40.0
MIN_ENTRIES = 4
MARK_REACH = 3  # lines from a linked headline or byline down to its teaser
MIN_LISTED = 8
WALL = -1e6


@dataclass(frozen=True, slots=True)
class Found:
    """The article's run, or why there is none."""

    run: Stretch | None
    entries: int = 0
    is_verse: bool = False  # short lines, none of which is a line of credits


def find_article(blocks: list[TextBlock], profile: SiteProfile) -> Found:
    """The run of blocks that is the article's text.

    No run, with a number of entries, where the page is an index; no run and no entries where it holds no text.
    """
    weights = [weight(block, profile) for block in blocks]
    walls = [place for place, block in enumerate(blocks) if begins_comments(block.text)]
    for place in walls:
        weights[place] = WALL
    runs = maximal_runs(cell_breaks(blocks, weights))[:CANDIDATES]
    readable = [run for run in runs if _readable(blocks, run)]
    if not readable:
        verse = find_verse(blocks, profile)
        return Found(verse, is_verse=True) if verse else Found(None, _listed(blocks, profile))
    first_prose = next((place for place, block in enumerate(blocks) if is_prose(block)), 0)
    open_walls = [place for place in walls if place > first_prose]
    best = max(readable, key=lambda run: _score(blocks, run, profile, open_walls))
    entries = _entries(blocks, profile)
    return Found(None, entries) if entries else Found(best)


def _readable(blocks: list[TextBlock], run: Stretch) -> bool:
    inside = blocks[run.start : run.end]
    return any(map(is_prose, inside)) or sum(text_length(block.text) for block in inside) > 120


def _score(blocks: list[TextBlock], run: Stretch, profile: SiteProfile, walls: list[int]) -> float:
    """The run's weight, more with a date or byline at its head, little where comments stand."""
    score = run.weight
    if any(wall < run.start for wall in walls):
        score *= 0.1
    near = blocks[max(0, run.start - FRONT_REACH) : run.start + 3]
    credited = (b for b in near if b.text and not profile.is_repeated(b) and b.zone not in ("footer", "comments"))
    return score + CREDIT_BONUS * any(read_credits(block.text) for block in credited)


def _entries(blocks: list[TextBlock], profile: SiteProfile) -> int:
    """How many entries of a list of articles the page holds; 0 where it holds one article.

    A list names, links or dates something before each paragraph or two; an article has its paragraphs in a row.
    """
    entries = longest = stretch = 0
    since_mark = MARK_REACH + 1
    for block in blocks:
        if _is_mark(block, profile):
            stretch, since_mark = 0, 0
        elif _is_own_prose(block, profile):
            entries += since_mark < MARK_REACH
            stretch, since_mark = stretch + 1, MARK_REACH
            longest = max(longest, stretch)
        elif block.text:
            since_mark += 1
    return entries if entries >= MIN_ENTRIES and longest <= 2 else 0


def _is_own_prose(block: TextBlock, profile: SiteProfile) -> bool:
    own = block.zone in ("", "article") and not profile.is_repeated(block)
    return own and is_prose(block) and not is_notice(block.text)


def _is_mark(block: TextBlock, profile: SiteProfile) -> bool:
    if not block.text or profile.is_repeated(block) or block.kind == "image":
        return False
    if block.link_share > 0.8 and len(block.text) >= 15 and block.kind != "item":
        return True
    return bool(read_credits(block.text).authors)


def _listed(blocks: list[TextBlock], profile: SiteProfile) -> int:
    """How many lines of a page without running text lead to articles: links, or in a dump long lines."""
    own = [b for b in blocks if b.text and not profile.is_repeated(b) and b.zone in ("", "article") and not is_prose(b)]
    linked = sum(b.link_share > 0.4 and len(b.text) >= 8 and not is_furniture(b.text) for b in own)
    long = sum(len(b.text) >= 20 for b in own)
    return linked or (long if long >= MIN_LISTED else 0)
