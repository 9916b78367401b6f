"""The credit that another magazine puts under an article it republishes: a line of HTML to copy."""

from __future__ import annotations

from markupsafe import Markup, escape

from handpress.theme.records import Article, Site, SourceCredit
from handpress.theme.typography import Typography
from handpress.theme.wording import Wording


class Credits:
    """The credits of one language."""

    def __init__(self, words: Wording, letters: Typography) -> None:
        """Speak with these words and letters."""
        self._words = words
        self._letters = letters

    def credit(self, article: Article, site: Site) -> str:
        """Who wrote it, where it stands and under which terms, as HTML source; the source is named in every case."""
        names = self._letters.join([line.name for line in article.bylines])
        piece = self._link(article.absolute, article.headline)
        here = self._link(site.base_url + site.language.address, site.name)
        message = (
            self._words.gettext("%(piece)s by %(names)s, from %(magazine)s") if names else "%(piece)s, %(magazine)s"
        )
        parts = [Markup(escape(message)) % {"piece": piece, "names": names, "magazine": here}]
        if article.source:
            parts.append(self._first(article.source))
        if article.licence:
            parts.append(self._link(article.licence.url, article.licence.name))
        return str(Markup("<p>{}</p>").format(Markup(self._letters.dot).join(parts)))

    def _first(self, source: SourceCredit) -> Markup:
        """Where it first appeared: as the source wants it said, or its name, which leads to the original."""
        if source.line:
            return escape(source.line)
        name = self._link(source.original_url, source.name)
        return Markup(escape(self._words.gettext("First published in %(source)s"))) % {"source": name}

    def _link(self, address: str, label: str) -> Markup:
        return Markup('<a href="{}">{}</a>').format(address, label) if address else escape(label)
