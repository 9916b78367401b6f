"""Reads lines of credits as one site writes them, and takes no date that cannot be."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date

from handpress.extract.credits import Credits, read_credits
from handpress.extract.profile import SiteProfile
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate, parse_iso


@dataclass(slots=True)
class LineReader:
    """Reads lines in a language, by what was learned of the site; `refused` are dates that were not believed."""

    profile: SiteProfile
    lang: str | None = None
    refused: list[PartialDate] = field(default_factory=list)

    def read(self, text: str) -> Credits:
        """What a line says; without its date where that cannot be, and then nothing else that only a date proves."""
        credits = read_credits(text, self.lang, self.profile.date_order)
        if credits.published is None or self.believes(credits.published, apart=credits.apart):
            return credits
        self.refused.append(credits.published)
        return replace(credits, published=None, rest="") if credits.authors or credits.source else Credits()

    def believes(self, when: PartialDate, *, apart: bool = True) -> bool:
        """Whether the date can be an article's: never after today; among other words never after the site's newest."""
        limit = now().date()
        if not apart and self.profile.newest:
            limit = min(limit, _last_day(parse_iso(self.profile.newest)))
        return when.earliest is not None and when.earliest <= limit


def _last_day(when: PartialDate) -> date:
    year, month = when.year or 1, when.month or 12
    return date(year, month, when.day or monthrange(year, month)[1])
