"""The quiet line under a headline: who wrote it, where it first stood, what kind of piece it is.

Made here and not in a template because lists set hundreds of these lines: one call each, names remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from handpress.theme.directions import isolated
from handpress.theme.records import Article, Byline, Teaser
from handpress.theme.typography import Typography
from handpress.theme.wording import Wording

LINK = Markup('<a href="{}">{}</a>')


class Bylines:
    """The lines of one language; its methods are the templates' filters `names`, `byline` and `facts`."""

    def __init__(self, words: Wording, letters: Typography) -> None:
        """Speak with these words and letters."""
        self._words = words
        self._letters = letters
        self._runs = letters.direction
        self.names = lru_cache(maxsize=4096)(self._names)
        self._facts: dict[str, Callable[[Teaser], str | Markup]] = {
            "article": lambda teaser: "",
            "action_alert": self._deadline,
            "picture_story": self._pictures,
            "video": self._film,
        }

    def byline(self, teaser: Teaser, date: str | Markup = "") -> Markup:
        """Names, source, facts and `date`, those that are there, divided by points."""
        parts: list[str | Markup] = []
        if teaser.bylines:
            parts.append(self.names(teaser.bylines))
        if teaser.source_name:
            parts.append(Markup("<cite>{}</cite>").format(isolated(teaser.source_name, self._runs)))
        if facts := self.facts(teaser):
            parts.append(facts)
        if date:
            parts.append(date)
        return Markup(self._letters.dot).join(parts)

    def facts(self, teaser: Teaser) -> str | Markup:
        """What kind of piece it is and what that kind has: a deadline, a length, a number of pictures."""
        fact = self._facts.get(teaser.kind)
        return fact(teaser) if fact else self._words.kind_name(teaser.kind)

    def _names(self, bylines: tuple[Byline, ...]) -> Markup:
        return self._letters.join([self._name(line) for line in bylines])

    def length_of(self, article: Article) -> str:
        """How long the piece takes: a film's duration, a number of pictures, else minutes of reading."""
        if article.kind == "video":
            return (
                self._letters.duration(article.video.duration_s) if article.video and article.video.duration_s else ""
            )
        if article.kind == "picture_story":
            return self._words.pictures(sum(len(block.pictures) + bool(block.picture) for block in article.blocks))
        return self._words.reading_time(article.minutes)

    def _name(self, line: Byline) -> Markup:
        name = isolated(line.name, self._runs)
        return LINK.format(line.address, name) if line.address else name

    def _deadline(self, teaser: Teaser) -> str | Markup:
        if teaser.is_closed:
            return self._words.gettext("Closed")
        if teaser.deadline is None:
            return self._words.gettext("Open")
        return Markup(escape(self._words.gettext("until %(date)s"))) % {"date": self._letters.stamp(teaser.deadline)}

    def _pictures(self, teaser: Teaser) -> str:
        return self._words.pictures(teaser.picture_count) or self._words.kind_name("picture_story")

    def _film(self, teaser: Teaser) -> str:
        name = self._words.kind_name("video")
        return f"{name} {self._letters.duration(teaser.video_s)}" if teaser.video_s else name
