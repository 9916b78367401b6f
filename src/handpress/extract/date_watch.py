"""What the dates of a site tell together: whether day or month comes first, and which date is the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from handpress.extract.credits import read_credits
from handpress.extract.model import TextBlock
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate, order_shown

MAX_LINE = 120
MAX_LINES_READ = 40  # of one page: an article's date stands near its head, lists of letters have thousands
LEAST_SHARE = 0.9  # of the dates that tell must tell the same: a site of two habits is asked about
MIN_DATED_PAGES = 4


@dataclass(slots=True)
class DateWatch:
    """Counts pages by what their short lines with dates show."""

    _orders: Counter[str] = field(default_factory=Counter)
    _newest: Counter[str] = field(default_factory=Counter)

    def add(self, blocks: Iterable[TextBlock]) -> None:
        """Counts one page: each order once, and the newest of its dates."""
        orders: set[str] = set()
        newest = PartialDate()
        lines = (block for block in blocks if 0 < len(block.text) <= MAX_LINE and any(map(str.isdigit, block.text)))
        for block in islice(lines, MAX_LINES_READ):
            orders.add(order_shown(block.text))
            newest = max(newest, _date_apart(block.text))
        self._orders.update(orders - {""})
        if newest.iso:
            self._newest[newest.iso] += 1

    @property
    def order(self) -> str:
        """ "dm" or "md" where nearly all dates that tell agree; "" otherwise."""
        order, pages = self._orders.most_common(1)[0] if self._orders else ("", 0)
        return order if pages and pages >= self._orders.total() * LEAST_SHARE else ""

    @property
    def newest(self) -> str:
        """The newest date of a line of credits of some page, not after today; "" where few pages have one."""
        today = now().date().isoformat()
        known = [date for date in self._newest if date <= today]
        return max(known) if self._newest.total() >= MIN_DATED_PAGES and known else ""


def _date_apart(text: str) -> PartialDate:
    """The date of a line of credits, where it stands apart from other words; unknown otherwise."""
    credits = read_credits(text)
    return credits.published if credits.published and credits.apart else PartialDate()
