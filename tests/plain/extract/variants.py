"""Generated pages of magazines that never were: what stands on each is known, so extraction can be scored.

Everything is drawn from a seeded generator: menus, their length and place, order of the lines around the
headline, date styles, languages, markup. No text, name or menu is that of an existing publication.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from random import Random

from tests.plain.extract.texts import EN, TONGUES, Tongue


@dataclass
class Story:
    """An article as its reader should get it, and the words of the page around it."""

    tongue: Tongue
    headline: str
    authors: tuple[str, ...]
    date: str
    published_on: str | None
    source: str | None
    body: list[str]
    standfirst: str = ""
    subheads: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    items: dict[int, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    byline: str = ""
    menu: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """All that must be paragraphs of the body, in order."""
        return [*self.body, *self.notes]


@dataclass(frozen=True)
class Variant:
    """A page and the story that is on it."""

    name: str
    data: bytes
    story: Story
    path: str = "page.htm"


def story_of(random: Random, tongue: Tongue, *, paragraphs: int | None = None, authors: int = 1) -> Story:
    """A story drawn from a tongue's texts, with as many paragraphs and authors as wanted."""
    names = tuple(random.sample(tongue.names, authors))
    date, published_on = random.choice(tongue.dates)
    count = min(paragraphs or len(tongue.paragraphs), len(tongue.paragraphs))
    menu = random.sample(tongue.menu, len(tongue.menu)) + [f"{word} {n}" for n, word in enumerate(tongue.menu[:6])]
    return Story(
        tongue, random.choice(tongue.headlines), names, date, published_on, random.choice(tongue.sources),
        list(tongue.paragraphs[:count]), byline=tongue.byline.format(joined(names, tongue)), menu=menu,
    )  # fmt: skip


def joined(names: tuple[str, ...], tongue: Tongue) -> str:
    """Names as a byline lists them."""
    *first, last = names
    return f"{', '.join(first)}{tongue.and_word}{last}" if first else last


# Text dumps.


def dump(story: Story, lines: list[str], *, after: list[str] | None = None, menu_below: bool = False) -> bytes:
    """The page as its text: menu, lines of the front, body, end."""
    menu = [] if menu_below else ["\n\n".join(story.menu), " \n\n\n\n" + story.tongue.printer]
    parts = [*menu, *lines, *body_lines(story), "\n\n \n\n\n", *(after or [story.tongue.comments])]
    if menu_below:
        parts.append("\n\n".join(story.menu))
    return "\n\n".join(parts).encode()


def body_lines(story: Story) -> list[str]:
    """The body with its sub-headings, lists and notes, one paragraph an element."""
    lines = []
    for number, paragraph in enumerate(story.body):
        lines += [story.subheads[number]] if number in story.subheads else []
        lines.append(paragraph)
        lines += [f"* {item}" for item in story.items.get(number, [])]
    return [*lines, *story.notes]


def plain(story: Story) -> bytes:
    """The usual dump: headline, byline, date over source, body."""
    under = story.date + (f"\n{story.source}" if story.source else "")
    return dump(
        story, [story.headline, *([story.byline] if story.authors else []), *([under] if under.strip() else [])]
    )


# Legacy HTML.


def table_page(story: Story, front: str, *, encoding: str, menu_below: bool = False, breaks: bool = False) -> bytes:
    """A page laid out by tables: menu left, article in the middle, form right."""
    menu = "".join(
        f'<a href="m{n}.htm"><font size="1">{escape(word)}</font></a><br>\n' for n, word in enumerate(story.menu)
    )
    left = f'<td width="140" bgcolor="#eeeecc" valign="top">{menu}</td>'
    mid = f'<td valign="top"><font face="Verdana" size="2">{front}{html_body(story, breaks=breaks)}<hr>{story.tongue.comments}</font></td>'
    right = '<td width="120"><form action="x"><font size="1">Name:<input name="n"> E-mail:<input name="e"></font></form></td>'
    cells = f"{mid}{right}{left}" if menu_below else f"{left}{mid}{right}"
    page = (
        f"<html><head><title>{escape(story.headline)}</title></head><body bgcolor=white>"
        f'<table width="100%"><tr><td colspan="3"><img src="logo.gif" width="600" height="60"></td></tr><tr>{cells}</tr></table>'
        "<center><font size=1>&copy; 2011</font></center></body></html>"
    )
    return page.encode(encoding, "xmlcharrefreplace")


def html_body(story: Story, *, breaks: bool = False) -> str:
    """The body in the markup of its time."""
    parts = []
    for number, paragraph in enumerate(story.body):
        if number in story.subheads:
            parts.append(
                f"<b>{escape(story.subheads[number])}</b><br><br>"
                if breaks
                else f"<h3>{escape(story.subheads[number])}</h3>"
            )
        parts.append(f"{escape(paragraph)}<br><br>\n" if breaks else f"<p>{escape(paragraph)}</p>\n")
        if number in story.items:
            parts.append("<ul>" + "".join(f"<li>{escape(item)}" for item in story.items[number]) + "</ul>")
    return "".join([*parts, *(f"<p>{escape(note)}</p>" for note in story.notes)])


def font_front(story: Story) -> str:
    """Headline, byline, date and linked source as legacy pages set them."""
    source = f'<br><a href="http://www.source.example/x">{escape(story.source)}</a>' if story.source else ""
    return (
        f'<a href="p.htm">{escape(story.tongue.printer)}</a><br><br><font size="5" color="#990000"><b>{escape(story.headline)}</b></font>'
        f"<br><br>{escape(story.byline)}<br><br>{escape(story.date)}{source}<br><br>"
    )


# Variants: each takes a random generator and gives a page.


def _usual(random: Random) -> Variant:
    story = story_of(random, EN)
    return Variant("usual dump", plain(story), story, "page.txt")


def _in_tongue(lang: str) -> Callable[[Random], Variant]:
    def make(random: Random) -> Variant:
        story = story_of(random, TONGUES[lang])
        return Variant(f"dump in {lang}", plain(story), story, "page.txt")

    return make


def _table_in_tongue(lang: str, encoding: str) -> Callable[[Random], Variant]:
    def make(random: Random) -> Variant:
        story = story_of(random, TONGUES[lang])
        return Variant(f"table page in {lang}", table_page(story, font_front(story), encoding=encoding), story)

    return make


def _no_byline(random: Random) -> Variant:
    story = story_of(random, EN)
    story.authors = ()
    return Variant("no byline", plain(story), story, "page.txt")


def _no_date(random: Random) -> Variant:
    story = story_of(random, EN)
    story.date, story.published_on, story.source = "", None, None
    return Variant("no date", plain(story), story, "page.txt")


def _nothing_but_headline(random: Random) -> Variant:
    story = story_of(random, EN)
    story.authors, story.published_on, story.source = (), None, None
    return Variant("headline alone", dump(story, [story.headline]), story, "page.txt")


def _month_only(random: Random) -> Variant:
    story = story_of(random, EN)
    story.date, story.published_on = random.choice([("March 2011", "2011-03"), ("Oct 2009", "2009-10")])
    return Variant("month precision", plain(story), story, "page.txt")


def _source_first(random: Random) -> Variant:
    story = story_of(random, EN)
    lines = [story.headline, story.byline, f"{story.source}\n{story.date}"]
    return Variant("source above date", dump(story, lines), story, "page.txt")


def _date_on_top(random: Random) -> Variant:
    story = story_of(random, EN)
    lines = [story.date, story.headline, story.byline]
    story.source = None
    return Variant("date above headline", dump(story, lines), story, "page.txt")


def _byline_at_end(random: Random) -> Variant:
    story = story_of(random, EN)
    dash = random.choice(["—{}", "-- {}", "By {}"])
    lines = [story.headline, f"{story.date}\n{story.source}"]
    after = [dash.format(story.authors[0]), story.tongue.comments]
    data = dump(story, lines, after=after).replace(b"\n\n \n\n\n\n\n" + after[0].encode(), after[0].encode())
    return Variant("byline at the end", data, story, "page.txt")


def _standfirst(random: Random) -> Variant:
    story = story_of(random, EN)
    story.standfirst = random.choice(EN.standfirsts)
    lines = [story.headline, story.standfirst, story.byline, f"{story.date}\n{story.source}"]
    return Variant("standfirst", dump(story, lines), story, "page.txt")


def _subheads(random: Random) -> Variant:
    story = story_of(random, EN)
    story.subheads = {2: EN.subheads[0], 5: EN.subheads[1], 8: EN.subheads[2]}
    return Variant("sub-headings", plain(story), story, "page.txt")


def _notes(random: Random) -> Variant:
    story = story_of(random, EN)
    story.notes = [
        "[1] Harbour book of the northern landing, vol. 7, p. 112",
        "[2] http://registry.example/lines/9",
        "[3] Ibid.",
    ]
    return Variant("footnotes", plain(story), story, "page.txt")


def _menu_below(random: Random) -> Variant:
    story = story_of(random, EN)
    lines = [story.headline, story.byline, f"{story.date}\n{story.source}"]
    return Variant("menu below", dump(story, lines, menu_below=True), story, "page.txt")


def _very_short(random: Random) -> Variant:
    story = story_of(random, EN, paragraphs=2)
    return Variant("very short", plain(story), story, "page.txt")


def _list_inside(random: Random) -> Variant:
    story = story_of(random, EN)
    story.items = {3: ["two life-rafts without a date", "a pump that is not connected", "no radio at all"]}
    return Variant("list inside", plain(story), story, "page.txt")


def _comments_shown(random: Random) -> Variant:
    story = story_of(random, EN)
    after = [
        "3 Comments", "Olaf says:", "I have taken that ferry for thirty years and I can tell you that nobody was ever weighed, least of all the cement.",
        "5 March 2011 at 10:12", "B. Karim says:", "Thank you for this. My sister was on board, and the company has not answered a single one of her letters since.",
        "Leave a comment",
    ]  # fmt: skip
    story.comments = [after[2], after[5]]
    return Variant(
        "comments below",
        dump(story, [story.headline, story.byline, f"{story.date}\n{story.source}"], after=after),
        story,
        "page.txt",
    )


def _headline_menu(random: Random) -> Variant:
    story = story_of(random, EN)
    others = ["Five Lessons From the Great Thaw", "Why the Bees Left Orchard Street", "What Remains When the Mill Is Gone",
              "Nobody Counts the Night Shift", "The Lawyers Who Would Not Leave the Forest", "Letters to an Absent Landlord"]  # fmt: skip
    story.menu = [*random.sample(others, 6), *story.menu, *random.sample(others, 6)]
    return Variant("menu of headlines", plain(story), story, "page.txt")


def _prev_next(random: Random) -> Variant:
    story = story_of(random, EN)
    after = [
        "Previous: Five Lessons From the Great Thaw",
        "Next: Why the Bees Left Orchard Street",
        "Share this article",
        EN.comments,
    ]
    return Variant(
        "previous and next",
        dump(story, [story.headline, story.byline, f"{story.date}\n{story.source}"], after=after),
        story,
        "page.txt",
    )


def _two_authors(random: Random) -> Variant:
    story = story_of(random, EN, authors=2)
    return Variant("two authors", plain(story), story, "page.txt")


def _three_authors(random: Random) -> Variant:
    story = story_of(random, EN, authors=3)
    return Variant("three authors", plain(story), story, "page.txt")


def _shouted_byline(random: Random) -> Variant:
    story = story_of(random, EN)
    story.authors = ("Ilse van der Noot",)
    story.byline = "BY ILSE VAN DER NOOT"
    return Variant("byline in capitals", plain(story), story, "page.txt")


def _one_line(random: Random) -> Variant:
    story = story_of(random, EN)
    lines = [story.headline, f"{story.byline} | {story.source} | {story.date}"]
    return Variant("credits on one line", dump(story, lines), story, "page.txt")


def _labelled(random: Random) -> Variant:
    story = story_of(random, EN)
    label = random.choice(["Source: {}", "Courtesy: {}", "Originally published in {}", "First published at {}."])
    lines = [story.headline, story.byline, f"Posted on {story.date}"]
    data = dump(story, lines, after=[label.format(story.source), EN.comments])
    return Variant("labelled source below", data, story, "page.txt")


def _in_brackets(random: Random) -> Variant:
    story = story_of(random, EN)
    lines = [story.headline, story.byline, f"{story.date} ({story.source})"]
    return Variant("source in brackets", dump(story, lines), story, "page.txt")


def _breaks(random: Random) -> Variant:
    story = story_of(random, EN)
    return Variant(
        "line breaks for paragraphs", table_page(story, font_front(story), encoding="cp1252", breaks=True), story
    )


def _table_menu_below(random: Random) -> Variant:
    story = story_of(random, EN)
    return Variant(
        "table, menu after the article", table_page(story, font_front(story), encoding="cp1252", menu_below=True), story
    )


def _table_subheads(random: Random) -> Variant:
    story = story_of(random, EN)
    story.subheads = {3: EN.subheads[0], 7: EN.subheads[1]}
    story.items = {4: ["two life-rafts without a date", "a pump that is not connected", "no radio at all"]}
    return Variant(
        "table, sub-headings and a list", table_page(story, font_front(story), encoding="cp1252", breaks=True), story
    )


def _italic_standfirst(random: Random) -> Variant:
    story = story_of(random, EN)
    story.standfirst = random.choice(EN.standfirsts)
    front = f"{font_front(story)}<i>{escape(story.standfirst)}</i><br><br>"
    return Variant("standfirst in italics below the date", table_page(story, front, encoding="cp1252"), story)


def _modern(random: Random) -> Variant:
    story = story_of(random, EN)
    story.source = None
    menu = "".join(f'<li><a href="/m{n}/">{escape(word)}</a></li>' for n, word in enumerate(story.menu))
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.headline)} | The Tidemark</title>'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{story.headline}","datePublished":"{story.published_on}"}}</script></head>'
        f'<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(story.headline)}</h1><p class="byline">{escape(story.byline)}</p>'
        f'<time datetime="{story.published_on}">{escape(story.date)}</time>{html_body(story)}</article>'
        "<aside><h2>Read more</h2><p>Our readers keep this paper alive, and so can you: a coffee a month is enough for us to go on.</p></aside></main>"
        "<footer><p>All that we print may be printed again by anyone, as long as they say where it came from.</p></footer></body></html>"
    ).replace("“", "“")
    return Variant("modern page", page.encode(), story)


MAKERS: tuple[Callable[[Random], Variant], ...] = (
    _usual, *(_in_tongue(lang) for lang in ("es", "fr", "de", "ru", "ar", "hi")),
    _table_in_tongue("en", "cp1252"), _table_in_tongue("es", "cp1252"), _table_in_tongue("fr", "cp1252"),
    _table_in_tongue("de", "utf-8"), _table_in_tongue("ru", "cp1251"), _table_in_tongue("ar", "cp1256"),
    _table_in_tongue("hi", "utf-8"),
    _no_byline, _no_date, _nothing_but_headline, _month_only, _source_first, _date_on_top, _byline_at_end, _standfirst,
    _subheads, _notes, _menu_below, _very_short, _list_inside, _comments_shown, _headline_menu, _prev_next,
    _two_authors, _three_authors, _shouted_byline, _one_line, _labelled, _in_brackets, _breaks, _table_menu_below,
    _table_subheads, _italic_standfirst, _modern,
)  # fmt: skip


def variants(seed: int) -> list[Variant]:
    """One page of each kind, the same for the same seed."""
    return [maker(Random(f"{seed} {number}")) for number, maker in enumerate(MAKERS)]
