"""Where an article ends: its last sentences and notes kept, credits read, notices left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handpress.extract.bylines import is_name, is_organisation, names_in
from handpress.extract.credits import Credits
from handpress.extract.line_reader import LineReader
from handpress.extract.model import TextBlock
from handpress.extract.notices import heads_notes, is_furniture, is_notice
from handpress.extract.profile import SiteProfile
from handpress.extract.prose import Stretch, ends_sentence, is_prose

LOOK_AHEAD = 3
TAIL = 4  # blocks of the end in which credits can stand

_NOTE = re.compile(r"\s*(?:[\[(]?(?:\d{1,3}|[ivx]{1,5}|\*{1,3}|[†‡])[\])]?[.:)]?)\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*[\[(]?(\d{1,3})[\]).:]")
_OUTSIDE = ("nav", "footer", "aside", "form", "comments")


@dataclass(slots=True)
class Ending:
    """The end of the body (exclusive), which blocks before it are no body, and the credits found there."""

    end: int
    left_out: set[int] = field(default_factory=set)
    credits: list[Credits] = field(default_factory=list)


def find_ending(
    blocks: list[TextBlock], run: Stretch, *, profile: SiteProfile, lang: str | None, authors: tuple[str, ...] = ()
) -> Ending:
    """The ending of the article whose body is `run`; `authors` are those that its byline named already."""
    start = run.start
    ending = Ending(_reach_down(blocks, start, run.end, profile))
    _read_tail(blocks, start, ending, LineReader(profile, lang))
    _read_signature(blocks, start, ending, profile, authors)
    ending.left_out |= {place for place in range(start, ending.end) if _is_alien(blocks[place], profile)}
    return ending


def _reach_down(blocks: list[TextBlock], start: int, end: int, profile: SiteProfile) -> int:
    """The end moved down over what still belongs: sentences, notes, lists, pictures between them."""
    widest = max((block.gap for block in blocks[start + 1 : end]), default=1)
    home = blocks[end - 1]
    notes = any(heads_notes(block.text) for block in blocks[start:end])
    place = end
    while place < len(blocks) and place - end < LOOK_AHEAD:
        block = blocks[place]
        if _stops(block, profile) or not block.is_near(home) or (block.gap >= 3 and block.gap > 2 * widest):
            break
        notes = notes or heads_notes(block.text)
        place += 1
        if _belongs(block, blocks[place - 2], notes=notes):
            end = place
    return end


def _stops(block: TextBlock, profile: SiteProfile) -> bool:
    if block.zone in _OUTSIDE or profile.is_repeated(block):
        return True
    return bool(block.text) and (is_notice(block.text) or is_furniture(block.text))


def _belongs(block: TextBlock, before: TextBlock, *, notes: bool) -> bool:
    """Whether a block after the run is body by itself (a heading or picture is only with something after it)."""
    if block.kind in ("image", "rule", "heading", "table"):
        return block.kind == "table"
    if notes and (_NOTE.match(block.text) or block.kind == "item" or len(block.text) > 30):
        return not heads_notes(block.text)
    if block.kind == "item":
        return block.link_share < 0.5 and (before.kind == "item" or ends_sentence(before.text))
    if (match := _NUMBERED.match(block.text)) and block.text.lstrip()[0] in "[(":
        return int(match[1]) < 200
    return block.link_share < 0.5 and len(block.text) >= 4 and ends_sentence(block.text)


def _read_tail(blocks: list[TextBlock], start: int, ending: Ending, lines: LineReader) -> None:
    """Reads credits in the last blocks of the body and right after it, and leaves those blocks out."""
    last = ending.end
    for place in range(max(start + 1, last - TAIL), min(last + LOOK_AHEAD, len(blocks))):
        block = blocks[place]
        if place >= last and (_stops(block, lines.profile) or not block.is_near(blocks[last - 1])):
            break
        if is_prose(block) and len(block.text) > 200:
            continue
        credits = lines.read(block.text)
        if credits and (credits.authors or credits.labelled or place >= last or len(block.text) < 30):
            ending.credits.append(credits)
            ending.left_out.add(place)
    while ending.end > start and (ending.end - 1 in ending.left_out or _is_loose_end(blocks[ending.end - 1])):
        ending.end -= 1


def _read_signature(
    blocks: list[TextBlock], start: int, ending: Ending, profile: SiteProfile, authors: tuple[str, ...]
) -> None:
    """Reads a name alone under the text, where no byline named another author."""
    for place in (ending.end - 1, ending.end):
        if not start < place < len(blocks) or _stops(blocks[place], profile) or ending.credits:
            continue
        names = names_in(blocks[place].text) if _is_signature(blocks[place]) else ()
        if names and (not authors or names == authors):
            ending.credits.append(Credits(authors=names))
            ending.left_out.add(place)
            ending.end = min(ending.end, place)


def _is_signature(block: TextBlock) -> bool:
    """Whether a line can be no other than a person's name, because it is two or more words of one."""
    name = block.text.strip(" -–—()[]")
    return " " in name and is_name(name) and not is_organisation(name) and block.kind in ("text", "quote")


def _is_loose_end(block: TextBlock) -> bool:
    """A rule or a heading that nothing follows."""
    return block.kind in ("rule", "heading")


def _is_alien(block: TextBlock, profile: SiteProfile) -> bool:
    """Whether a block in the midst of the body is none of it: a repeated line, an offer to share or read on."""
    if block.image:
        return block.zone in _OUTSIDE
    if not block.text:
        return False
    if block.zone in ("nav", "form", "comments", "footer") or profile.is_repeated(block) or is_notice(block.text):
        return True
    return is_furniture(block.text) and not is_prose(block)
