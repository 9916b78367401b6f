"""Everything that stands above an article's first paragraph: headline, standfirst, byline, date, source."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from handpress.extract.bylines import is_name, names_in, read_byline
from handpress.extract.credits import Credits, can_be_source, looks_like_source, stands_apart
from handpress.extract.date_boxes import boxed_date
from handpress.extract.headlines import best_headline, letters
from handpress.extract.line_reader import LineReader
from handpress.extract.metadata import Facts
from handpress.extract.model import TextBlock
from handpress.extract.nobodies import names_nobody
from handpress.extract.notices import begins_comments, is_furniture, kind_named
from handpress.extract.profile import SiteProfile
from handpress.extract.prose import Stretch, ends_sentence, is_prose
from handpress.kit.dates import PartialDate, find_date, parse_iso

REACH = 16  # blocks above the run that can belong to the front
MAX_STANDFIRST = 500
MOST_SPENT_WORDS = 5
_OUTSIDE = ("nav", "footer", "aside", "form", "comments")


@dataclass(slots=True)
class Front:
    """What was read above the body, and where the body begins."""

    body_start: int
    headline_at: int | None = None
    headline: str = ""
    standfirst: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    ambiguous: bool = False
    is_updated: bool = False  # the date is that of a later change
    is_first: bool = False  # the page says that it is that of the first publishing
    source: str | None = None
    source_at: int | None = None
    source_labelled: bool = False
    section: str | None = None  # under which a line of credits says it is filed
    kind: str | None = None
    credits: dict[int, Credits] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class FrontReader:
    """Reads the front of one article."""

    def __init__(
        self,
        blocks: list[TextBlock],
        run: Stretch,
        profile: SiteProfile,
        facts: Facts,
        lang: str | None,
        *,
        is_verse: bool = False,
    ) -> None:
        self._blocks = blocks
        self._run = run
        self._profile = profile
        self._facts = facts
        self._is_verse = is_verse
        self.lines = LineReader(profile, lang)
        self._spent: set[int] = set()
        prose = [block.size for block in blocks[run.start : run.end] if is_prose(block)]
        self._size = median(prose) if prose else 3.0
        self.front = Front(run.start)

    def read(self) -> Front:
        """The front, its body start at the first block of the body."""
        self._collect_credits()
        self._find_headline()
        self._merge_credits()
        self._read_unlabelled()
        self._find_body_start()
        self._find_standfirst()
        self._find_kind()
        return self.front

    # Lines that say what they are.

    def _usable(self, place: int) -> bool:
        block = self._blocks[place]
        if not block.text or block.zone in _OUTSIDE:
            return False
        if not self._profile.is_repeated(block):
            return True
        return self._profile.is_source(block.text) or bool(read_byline(block.text))  # one may write most pages

    def _collect_credits(self) -> None:
        """The lines of credits nearest to the first paragraph."""
        found: dict[int, Credits] = {}
        last = self._run.start if self._is_verse else self._last_front_line()
        for place in range(max(0, self._run.start - REACH), last):
            if self._usable(place) and (credits := self._credits_of(self._blocks[place])):
                found[place] = credits
            elif self._usable(place) and self._is_spent(place):
                self._spent.add(place)
        if not any(credits.published and credits.published.day for credits in found.values()):
            found |= boxed_date(self._blocks, range(max(0, self._run.start - REACH), last), self.lines)
        if not any(credits.published for credits in found.values()):
            found |= self._shared_date(found)
        self.front.credits = _nearest(
            found, [p for p in range(len(self._blocks)) if p in found or self._usable(p)], self._run.start
        )

    def _is_spent(self, place: int) -> bool:
        """Whether a line is hardly more than a date that is not believed; a longer one stays in the text."""
        block = self._blocks[place]
        refused = len(self.lines.refused)
        if block.kind in ("table", "image", "rule", "item"):
            return False
        self._credits_of(block)
        return len(self.lines.refused) > refused and len(block.text.split()) <= MOST_SPENT_WORDS

    def _shared_date(self, found: dict[int, Credits]) -> dict[int, Credits]:
        """A date that most pages show, as those of one issue do, where it stands right beside a byline.

        The day's date at the head of a page stands beside none.
        """
        for place in range(max(0, self._run.start - REACH), min(self._run.start + 2, len(self._blocks))):
            block = self._blocks[place]
            if place in found or block.zone in _OUTSIDE or not block.text or not self._profile.is_repeated(block):
                continue
            beside = any(found[near].authors for near in (place - 1, place + 1) if near in found)
            if beside and (credits := self._credits_of(block)).published:
                return {place: credits}
        return {}

    def _last_front_line(self) -> int:
        """Up to where credits can stand inside the run: after a standfirst or two that read as prose.

        Where credits stand above the run already, none are looked for below its first prose.
        """
        above = range(max(0, self._run.start - 6), self._run.start)
        credited = any(self._usable(place) and self._credits_of(self._blocks[place]) for place in above)
        read = 0
        for place in range(self._run.start, self._run.end):
            long = is_prose(self._blocks[place]) and (credited or len(self._blocks[place].text) > MAX_STANDFIRST)
            if read > 2 or long:
                return place
            read += is_prose(self._blocks[place])
        return self._run.end

    def _credits_of(self, block: TextBlock) -> Credits:
        if block.kind in ("table", "image", "rule"):
            return Credits()
        credits = self.lines.read(block.text)
        if not credits and block.role == "author" and len(block.text) < 100:
            return Credits(authors=names_in(block.text))
        if not credits.published and block.role == "date" and block.stamp:
            when = _stamped(block.stamp, self._profile.date_order)
            if when is not None and self.lines.believes(when):
                return Credits(published=when, authors=credits.authors)
            self.lines.refused += [when] if when else []
        return credits

    # The headline.

    def _find_headline(self) -> None:
        lines = sorted(self.front.credits)
        first = min([*lines, self._run.start])
        last = max([*lines, self._run.start])
        places = [
            place
            for place in range(max(0, first - 9), min(last + 1, self._run.end))
            if place not in lines and self._usable(place) and self._can_be_headline(place, lines)
        ]
        at = best_headline(
            self._blocks, places, below=[*lines, self._run.start], titles=self._facts.headlines, body_size=self._size
        )
        if at is not None:
            self.front.headline_at = at
            self.front.headline = self._whole_headline(at)

    def _can_be_headline(self, place: int, lines: list[int]) -> bool:
        """A line inside the run is one only above a line of credits, or as a heading at its very start."""
        block = self._blocks[place]
        if block.kind in ("table", "image", "rule", "item", "pre"):
            return False
        if place < self._run.start:
            return True
        if self._is_verse:
            return False
        below = any(line > place for line in lines)
        asks = block.kind == "heading" or (not lines and block.text.endswith(("?", "!", "؟")))
        return not is_prose(block) and (below or (asks and place == self._run.start))

    def _whole_headline(self, at: int) -> str:
        """The headline with its further lines: of the same make, on the next line of the same paragraph."""
        texts = [self._blocks[at].text]
        self.front.used.add(at)
        for step in (-1, 1):
            place = at + step
            while 0 <= place < self._run.end and self._continues(place, place if step > 0 else place + 1, at):
                texts.insert(0 if step < 0 else len(texts), self._blocks[place].text)
                self.front.used.add(place)
                place += step
        return " ".join(texts)

    def _continues(self, place: int, lower: int, at: int) -> bool:
        one, other = self._blocks[place], self._blocks[at]
        if place in self.front.credits or self._blocks[lower].gap or not self._usable(place) or is_prose(one):
            return False
        large = other.size > self._size or other.bold or other.kind == "heading"
        return large and (one.size, one.bold, one.kind) == (other.size, other.bold, other.kind)

    # Credits.

    def _merge_credits(self) -> None:
        """One date, one byline, one source out of the lines; what is labelled wins, then what is lower."""
        front = self.front
        front.used |= {place for place in self._spent if self._is_above(place)}
        for place, credits in sorted(front.credits.items()):
            front.used.add(place)
            if credits.published and _beats(credits, front):
                front.published, front.ambiguous = credits.published, credits.ambiguous
                front.is_updated, front.is_first = credits.updated, credits.first
            front.authors = front.authors or credits.authors
            front.section = front.section or credits.section
            if credits.source and (front.source is None or credits.labelled):
                front.source, front.source_at, front.source_labelled = credits.source, place, credits.labelled

    def _is_above(self, place: int) -> bool:
        """Whether a line stands between the headline, or the first credits, and the text."""
        tops = [*self.front.credits, *([] if self.front.headline_at is None else [self.front.headline_at])]
        return min(tops, default=self._run.start) < place < self._run.start

    def _read_unlabelled(self) -> None:
        """Lines without a label between and right below the credits: the source, or a bare author's name."""
        front = self.front
        dated = [place for place, credits in front.credits.items() if credits.published]
        for place in front.credits:
            if front.source is None:
                self._source_on_the_same_line(place)
        lines = self._unlabelled_lines()
        if not front.authors and dated:
            self._bare_author([place for place in lines if place < dated[0]])
        for place in lines:
            if front.source is None and place not in front.used and self._can_be_source(place):
                front.source, front.source_at = self._blocks[place].text.strip(" ()[]"), place
                front.used.add(place)

    def _source_on_the_same_line(self, place: int) -> None:
        """What else a line of credits says: a source, unless it reads "Place, date"."""
        rest = self.front.credits[place].rest.strip(" -–—|,")
        if not rest or not can_be_source(rest) or is_furniture(rest) or self._repeats_headline(rest):
            return
        known = self._is_known_source(rest)
        if not known and not self.front.authors and is_name(rest) and " " in rest:
            self.front.authors = names_in(rest)
        elif known or stands_apart(rest, self._blocks[place].text):
            self.front.source, self.front.source_at = rest, place

    def _repeats_headline(self, text: str) -> bool:
        """Whether a line is the headline once more, or the larger part of it: it names nobody."""
        key = letters(text)
        titles = [letters(title) for title in (self.front.headline, *self._facts.headlines)]
        return len(key) >= 4 and any(key == title or (len(key) * 2 > len(title) and key in title) for title in titles)

    def _is_known_source(self, text: str) -> bool:
        return looks_like_source(text) or self._profile.is_source(text)

    def _unlabelled_lines(self) -> list[int]:
        """Short lines from the headline down to just below the last line of credits."""
        front = self.front
        lines = sorted(front.credits)
        if not lines:
            return []
        top = lines[0] if front.headline_at is None else min(front.headline_at, lines[0])
        between = [place for place in range(top, lines[-1]) if self._is_free(place)]
        after = lines[-1] + 1
        if self._is_verse and after >= self._run.start:
            return between
        return [*between, after] if after < len(self._blocks) and self._is_free(after) else between

    def _is_free(self, place: int, *, headings: bool = False) -> bool:
        block = self._blocks[place]
        kinds = ("text", "quote", "heading") if headings else ("text", "quote")
        return place not in self.front.used and self._usable(place) and block.kind in kinds and not (
            is_furniture(block.text) or kind_named(block.text) or begins_comments(block.text)
        )  # fmt: skip

    def _bare_author(self, places: list[int]) -> None:
        """A name alone above the date, where there is no byline, is the author's."""
        for place in places:
            text = self._blocks[place].text
            if names_nobody(text) or self._repeats_headline(text):
                continue
            if " " in text and not looks_like_source(text) and all(" " in name for name in names_in(text)):
                self.front.authors = names_in(text)
                if self.front.authors:
                    self.front.used.add(place)
                    return

    def _can_be_source(self, place: int) -> bool:
        """Whether an unlabelled line names the source: next to the date, plain, short, no heading."""
        block = self._blocks[place]
        if (
            place in self._spent
            or not can_be_source(block.text)
            or is_prose(block)
            or self._repeats_headline(block.text)
        ):
            return False
        above = self.front.headline_at is not None and place < self.front.headline_at
        if above and not self._is_known_source(block.text) and not self._touches_date(place):
            return False
        dates = [line for line, credits in self.front.credits.items() if credits.published or credits.authors]
        near = any(abs(place - line) <= 1 for line in dates) or any(
            all(other in self.front.used for other in range(min(place, line) + 1, max(place, line))) for line in dates
        )
        usual = max([self._size, *(self._blocks[line].size for line in dates)])
        large = block.size > usual + 0.5 or (block.bold and not self._is_known_source(block.text))
        tight = block.gap == 0 or looks_like_source(block.text) or bool(block.href) or len(block.text.split()) <= 4
        return near and not large and tight

    def _touches_date(self, place: int) -> bool:
        return any(self.front.credits[line].published for line in (place - 1, place + 1) if line in self.front.credits)

    # Body, standfirst, kind.

    def _find_body_start(self) -> None:
        """The first block of the body: below headline and credits, or as far up as sentences reach."""
        front, run = self.front, self._run
        top = max(front.used, default=-1) + 1
        if self._is_verse:
            front.body_start = run.start
            return
        if top > run.start:
            front.body_start = min(top, run.end - 1)
        else:
            front.body_start = self._reach_up(max(top, run.start - REACH))
        while front.body_start < run.end and self._to_skip(front.body_start):
            front.body_start += 1

    def _reach_up(self, top: int) -> int:
        place = self._run.start
        home = self._blocks[place]
        while place > top and self._belongs(place - 1, home, top):
            place -= 1
        return place

    def _belongs(self, place: int, home: TextBlock, top: int) -> bool:
        """Whether a block right above the run is of the body: a sentence, a picture, a first sub-heading."""
        block = self._blocks[place]
        if not block.is_near(home) and not block.image:
            return False
        if block.image:
            return block.zone not in _OUTSIDE and not block.href.endswith("/")
        if not self._usable(place) or is_furniture(block.text) or block.link_share > 0.5:
            return False
        headed = bool(self.front.used) and self._run.start - top <= 4
        return block.kind in ("heading", "item", "quote") or ends_sentence(block.text) or headed

    def _to_skip(self, place: int) -> bool:
        block = self._blocks[place]
        if block.image:
            return False
        linked = block.link_share > 0.8 and len(block.text) < 80
        return place in self.front.used or block.kind == "rule" or is_furniture(block.text) or linked

    def _find_standfirst(self) -> None:
        """Sentences between the headline and the credits, or a first paragraph set apart by its type."""
        front = self.front
        if front.headline_at is not None:
            lines = [place for place in front.credits if place > front.headline_at]
            limit = min(lines, default=front.headline_at)
            for place in range(front.headline_at + 1, limit):
                text = self._blocks[place].text
                if self._is_free(place, headings=True) and len(text.split()) >= 4 and len(text) <= MAX_STANDFIRST:
                    front.standfirst.append(text)
                    front.used.add(place)
        if not front.standfirst and not self._is_verse and self._set_apart(front.body_start):
            front.standfirst.append(self._blocks[front.body_start].text)
            front.used.add(front.body_start)
            front.body_start += 1

    def _set_apart(self, place: int) -> bool:
        """Whether a paragraph is set in a type of its own: all bold or italic, or so called by the markup."""
        if place + 1 >= self._run.end:
            return False
        block, others = self._blocks[place], self._blocks[place + 1 : self._run.end]
        if block.kind not in ("text", "quote", "heading") or not 20 <= len(block.text) <= MAX_STANDFIRST:
            return False
        if block.role == "standfirst":
            return True
        prose = [other for other in others if is_prose(other)]
        alike = sum((other.bold, other.italic) == (block.bold, block.italic) for other in prose)
        marked = (block.bold or block.italic) and ends_sentence(block.text) and len(block.text) >= 40
        return bool(marked and prose and alike * 4 <= len(prose))

    def _find_kind(self) -> None:
        """A label right above the headline that names a kind of article."""
        at = self.front.headline_at
        if at is None:
            return
        above = [block for block in self._blocks[max(0, at - 3) : at] if block.text][-2:]
        own = [block for block in above if block.link_share < 0.5 and not self._profile.is_repeated(block)]
        self.front.kind = next((kind for block in reversed(own) if (kind := kind_named(block.text))), None)


def _beats(credits: Credits, front: Front) -> bool:
    """Whether a line's date counts more than the one above it: the first publishing, then any, then an update."""
    if front.published is None:
        return True
    return (credits.first, not credits.updated) >= (front.is_first, not front.is_updated)


def _nearest(found: dict[int, Credits], usable: list[int], start: int) -> dict[int, Credits]:
    """Of all lines of credits those in one group around the first paragraph, with few lines in between."""
    rank = {place: number for number, place in enumerate(usable)}
    group: list[int] = []
    for place in sorted(found, reverse=True):
        lower = group[-1] if group else start
        between = abs(rank.get(lower, rank[place]) - rank[place])
        if between <= (5 if group else 7):
            group.append(place)
        elif group:
            break
    return {place: found[place] for place in sorted(group)}


def _stamped(stamp: str, order: str) -> PartialDate | None:
    try:
        return parse_iso(stamp)
    except ValueError:
        return find_date(stamp, order=order)
