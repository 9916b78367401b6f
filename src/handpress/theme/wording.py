"""The theme's words where a number or a record's kind decides them; recipes take page titles from here."""

from __future__ import annotations

import gettext
from functools import lru_cache

from handpress.theme.typography import Typography


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when asked for."""
    return message


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a message that a number decides."""
    return one, many


READING_TIME = _n("%(n)s min read", "%(n)s min read")
ARTICLES = _n("%(n)s article", "%(n)s articles")
PICTURES = _n("%(n)s picture", "%(n)s pictures")
KINDS = {
    "book_review": _("Book review"),
    "press_release": _("Press release"),
    "action_alert": _("Action alert"),
    "picture_story": _("Pictures"),
    "video": _("Video"),
    "editorial": _("Editorial"),
}
TITLES = {
    "front": _("Front page"),
    "archive": _("Archive"),
    "book_review": _("Book reviews"),
    "press_release": _("Press releases"),
    "action_alert": _("Action alerts"),
    "picture_story": _("Pictures"),
    "video": _("Videos"),
    "editorial": _("Editorials"),
    "picks": _("Editor’s picks"),
    "latest": _("Latest"),
    "dossiers": _("Dossiers"),
    "links": _("Links"),
    "feeds": _("Feeds"),
    "search": _("Search"),
    "undated": _("Undated"),
    "support": _("Support us"),
    "404": _("Page not found"),
    "unsent": _("This cannot be sent just now"),
    "gone": _("No longer here"),
    "unavailable": _("Not available for legal reasons"),
    "moved": _("Moved"),
    "all": _("Everything"),
    "magazine": _("The magazine"),
    "sections": _("Sections"),
    "more_sections": _("More sections"),
    "authors": _("Authors"),
    "sources": _("Sources"),
    "languages": _("Languages"),
    "kinds": _("Kinds"),
    "mail": _("E-mail"),
    "contact": _("Contact"),
}
ANSWERS = {
    400: (
        _("This could not be read"),
        _("Nothing was done. Go back and send it again; if this page comes again, tell the editors."),
    ),
    403: (
        _("This did not come from a page of this magazine"),
        _("Nothing was done. Open the form on this site, and send it from there."),
    ),
    404: (
        _("There is no such page"),
        _("The address may be mistyped or cut short. Copy the whole of it, or go on from the front page."),
    ),
    500: (
        _("Something went wrong here"),
        _("The fault is ours, and has been noted. Go back: your browser still has what you wrote. Send it later."),
    ),
}
ABOUT_LIST = _("%(name)s: everything published on it, newest first.")
ABOUT_PERIOD = _("%(name)s, %(period)s: what was published, day by day.")
INTRODUCTIONS = {
    "book_review": _("Books worth an argument, old and new."),
    "press_release": _("Statements in the words of those who issued them."),
    "action_alert": _("What readers can do, and until when."),
    "picture_story": _("Stories told in pictures."),
    "video": _("Films and talks, each a click away at its host."),
    "picks": _("What the editors would read first."),
}


class Wording:
    """The words of one language. Counts are remembered: a list asks for the same ones again and again."""

    def __init__(self, translations: gettext.NullTranslations, typography: Typography) -> None:
        """Bind a catalogue and the typography of its language."""
        self.gettext = translations.gettext
        self._ngettext = translations.ngettext
        self._number = typography.number
        self._date = typography
        for name in ("reading_time", "articles", "pictures", "kind_name", "title"):
            setattr(self, name, lru_cache(maxsize=1024)(getattr(self, name)))

    def reading_time(self, minutes: int) -> str:
        """ "7 min read"; empty for 0."""
        return self._counted(READING_TIME, minutes)

    def articles(self, count: int) -> str:
        """ "1 article", "12 articles"; empty for 0."""
        return self._counted(ARTICLES, count)

    def pictures(self, count: int) -> str:
        """ "12 pictures"; empty for 0."""
        return self._counted(PICTURES, count)

    def kind_name(self, kind: str) -> str:
        """What one article of this kind is called; empty for a plain article."""
        return self.gettext(KINDS[kind]) if kind in KINDS else ""

    def title(self, page: str) -> str:
        """The title of a page that the magazine's records do not name ("archive", "book_review", "404" …)."""
        return self.gettext(TITLES[page])

    def answer(self, status: int) -> tuple[str, str]:
        """Title and text of what an endpoint says that did not do what was asked."""
        title, text = ANSWERS[status]
        return self.gettext(title), self.gettext(text)

    def introduction(self, kind: str) -> str:
        """The sentence under the title of a kind's page; empty when there is none."""
        return self.gettext(INTRODUCTIONS[kind]) if kind in INTRODUCTIONS else ""

    def about_list(self, name: str) -> str:
        """What search engines and networks are told of a list."""
        return self.gettext(ABOUT_LIST) % {"name": name}

    def about_period(self, name: str, period: str) -> str:
        """What they are told of a month or year of it."""
        return self.gettext(ABOUT_PERIOD) % {"name": name, "period": period}

    def period(self, year: int, month: int) -> str:
        """June 2013, 2013, or "Undated" for year 0."""
        return self._date.month_year(year, month) or self.title("undated")

    def _counted(self, message: tuple[str, str], count: int) -> str:
        return self._ngettext(*message, count) % {"n": self._number(count)} if count else ""
