"""The blocks of an article's body to clean HTML and plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from statistics import median

from handpress.extract.model import FoundImage, TextBlock
from handpress.extract.notices import heads_notes
from handpress.extract.pictures import caption_and_credit
from handpress.extract.prose import ends_sentence, is_prose
from handpress.kit.allowed import FETCH_SCHEMES
from handpress.kit.links import safe_link
from handpress.kit.sanitiser import clean_html
from handpress.kit.text import plain_text

MAX_SUBHEADING = 120
MAX_CAPTION = 300
LONG_LINE = 100

_STRONG = re.compile(r"</?strong\b[^>]*>")
_EM = re.compile(r"</?em\b[^>]*>")
_OPENING = re.compile(r"(?:<[a-z][^>]*>)*\s*<br>")


class BodyWriter:
    """Writes the body of one article."""

    def __init__(self, blocks: list[TextBlock], *, base_url: str, is_html: bool) -> None:
        self._base_url = base_url
        self._is_html = is_html
        prose = [block for block in blocks if is_prose(block)]
        self._size = median([block.size for block in prose]) if prose else 3.0
        self._in_cell = Counter(block.cells for block in blocks)
        self._blocks = self._with_captions(blocks)
        self._plain_bold = sum(block.bold for block in prose) * 2 <= len(prose)
        self._plain_italic = sum(block.italic for block in prose) * 2 <= len(prose)
        self._top = min((block.level for block in self._blocks if block.kind == "heading"), default=2)
        self._before: TextBlock | None = None
        self.images: list[FoundImage] = []

    def write(self) -> tuple[str, str]:
        """The body as clean HTML and as plain text."""
        html = clean_html("".join(self._parts()), base_url=self._base_url)
        return html, plain_text(html)

    # Parts.

    def _parts(self) -> Iterator[str]:
        place = 0
        while place < len(self._blocks):
            block = self._blocks[place]
            following = self._group(place)
            group = self._blocks[place:following]
            yield self._part(block, group, self._blocks[following] if following < len(self._blocks) else None)
            self._before = group[-1]
            place = following

    def _group(self, place: int) -> int:
        """Where the blocks end that make one element with the block at `place`."""
        first = self._blocks[place]
        after = place + 1
        while after < len(self._blocks) and self._goes_on(first, self._blocks[after - 1], self._blocks[after]):
            after += 1
        return after

    def _goes_on(self, first: TextBlock, last: TextBlock, block: TextBlock) -> bool:
        if block.kind != first.kind:
            return False
        if first.kind == "item":
            return block.level > first.level or block.ordered == first.ordered
        if first.kind == "quote":
            return True
        if first.kind != "text" or block.gap or self._is_subheading(last, block):
            return False
        return not (len(last.text) > LONG_LINE and ends_sentence(last.text))

    def _part(self, block: TextBlock, group: list[TextBlock], following: TextBlock | None) -> str:
        match block.kind:
            case "image":
                return self._figure(block)
            case "rule":
                return "<hr>" if self._before and following else ""
            case "table":
                return block.html
            case "pre":
                return f"<pre>{block.html}</pre>"
            case "item":
                return self._list(group)
            case "quote":
                return f"<blockquote>{''.join(f'<p>{self._inline(quoted)}</p>' for quoted in group)}</blockquote>"
        if block.kind == "heading" or (len(group) == 1 and self._is_subheading(block, following)):
            return self._heading(block)
        return f"<p>{'<br>'.join(self._inline(line) for line in group)}</p>"

    def _heading(self, block: TextBlock) -> str:
        level = min(4, 2 + max(0, block.level - self._top)) if block.kind == "heading" else 2
        return f"<h{level}>{_STRONG.sub('', block.html) or escape(block.text, quote=False)}</h{level}>"

    def _is_subheading(self, block: TextBlock, following: TextBlock | None) -> bool:
        """A short line that is no sentence, set apart from the prose below it by its type, or by lines in a dump."""
        text = block.text
        if block.kind != "text" or not 3 <= len(text) <= MAX_SUBHEADING or following is None or not following.gap:
            return False
        if (ends_sentence(text) and not text.endswith(("?", "!", "؟"))) or not text[0].isalnum():
            return heads_notes(text)
        if heads_notes(text):
            return True
        if self._is_html:
            apart = (block.bold and self._plain_bold) or block.size > self._size + 0.4
            return apart and (is_prose(following) or len(following.text) > 2 * len(text) or following.kind == "item")
        return bool(block.gap) and is_prose(following) and not text[0].islower()

    def _inline(self, block: TextBlock) -> str:
        html = block.html or escape(block.text, quote=False)
        if not self._plain_bold:
            html = _STRONG.sub("", html)
        return html if self._plain_italic else _EM.sub("", html)

    def _list(self, group: list[TextBlock]) -> str:
        """Items as nested lists."""
        parts, depth, base = [], 0, group[0].level
        tags: list[str] = []
        for item in group:
            wanted = max(1, item.level - base + 1)
            while depth > wanted:
                parts.append(f"</li></{tags.pop()}>")
                depth -= 1
            if depth == wanted:
                parts.append("</li>")
            while depth < wanted:
                tags.append("ol" if item.ordered else "ul")
                parts.append(self._list_start(item) if depth == wanted - 1 else f"<{tags[-1]}><li>")
                depth += 1
            parts.append(f"<li>{self._inline(item)}")
        parts.extend(f"</li></{tag}>" for tag in reversed(tags))
        return "".join(parts)

    def _list_start(self, item: TextBlock) -> str:
        first = item.stamp.strip("().")
        start = f' start="{int(first)}"' if item.ordered and first.isdigit() and int(first) > 1 else ""
        return f"<ol{start}>" if item.ordered else "<ul>"

    # Pictures.

    def _figure(self, block: TextBlock) -> str:
        assert block.image is not None
        src = safe_link(block.image.src, base_url=self._base_url, schemes=FETCH_SCHEMES)
        if not src:
            return ""
        image = replace(block.image, src=src)
        self.images.append(image)
        told = image.caption + (f" ({image.credit})" if image.credit and image.caption else image.credit)
        caption = f"<figcaption>{escape(told, quote=False)}</figcaption>" if told else ""
        return f'<figure><img src="{escape(src)}" alt="{escape(image.alt)}">{caption}</figure>'

    def _with_captions(self, blocks: list[TextBlock]) -> list[TextBlock]:
        """The blocks with the line under a picture made its caption."""
        kept: list[TextBlock] = []
        for block in blocks:
            last = kept[-1] if kept else None
            shown = last and last.image and self._can_be_shown(last.image) and not last.image.caption
            if last and last.image and shown and self._is_caption(block):
                caption, credit = caption_and_credit(block.text)
                credit = credit or last.image.credit
                kept[-1] = replace(last, image=replace(last.image, caption=caption, credit=credit))
            else:
                kept.append(block)
        return kept

    def _can_be_shown(self, image: FoundImage) -> bool:
        """Whether a picture's address is one: the line under a picture that is left out is text."""
        return bool(safe_link(image.src, base_url=self._base_url, schemes=FETCH_SCHEMES))

    def _is_caption(self, block: TextBlock) -> bool:
        if not block.text or len(block.text) > MAX_CAPTION or block.kind != "text":
            return False
        if block.role == "caption" or not caption_and_credit(block.text)[0] or caption_and_credit(block.text)[1]:
            return True
        alone = block.cells != () and self._in_cell[block.cells] <= 2
        return alone or block.size < self._size - 0.4 or (block.italic and len(block.text) < 200 and block.gap == 0)
